package store

import (
	"context"
	"strings"
)

// units are found by name, by pinyin or its initials, and by code.
func (f finder) units(ctx context.Context, hits *Hits) (err error) {
	if len(f.want.amounts) > 0 {
		return nil
	}
	items, err := f.unitsOf(ctx, f.unitClauses(), f.q.After, f.q.limit()+1)
	if err != nil {
		return err
	}
	hits.Units, err = cut(f.q.Page, items, func(u Unit) []any { return []any{u.Region, u.Name} })
	return err
}

// unitClauses are what the index of units is asked.
func (f finder) unitClauses() clauses {
	var c clauses
	for _, word := range f.want.words {
		if letters, ok := spellable(word); ok {
			c = append(c, [][]string{needed(word, short), spelledPieces(letters)})
			continue
		}
		c = c.words([]string{word}, short)
	}
	return c.codes(f.want.codes)
}

// spellable reports whether a word may be pinyin or its initials.
func spellable(word string) (letters string, ok bool) {
	r := runs(word)
	if len(r) != 1 || script([]rune(r[0])[0]) != 2 {
		return "", false
	}
	return r[0], true
}

// unitsOf are units that meet the conditions and have the words, and documents which
// the filter lets pass; by region and name.
func (f finder) unitsOf(ctx context.Context, c clauses, after string, limit int) ([]Unit, error) {
	w := &where{}
	f.s.having(w, "unit", "u", c.and(narrowed(Filter{Regions: f.q.Regions, Department: f.q.Department, Unit: f.q.Unit})))
	f.unitWords(w)
	f.published(w)
	var region, name string
	switch found, err := (Page{After: after}).after(&region, &name); {
	case err != nil:
		return nil, err
	case found:
		w.add("(u.region, u.name) > (?, ?)", region, name)
	}
	return query(ctx, f.s, "SELECT "+unitColumns+" FROM unit u"+w.String()+" ORDER BY u.region, u.name LIMIT "+w.arg(limit), w.args, intoUnit)
}

// published adds that a unit u has a document of the years and kinds that are asked for.
func (f finder) published(w *where) {
	if len(f.q.Years)+len(f.q.Kinds) == 0 {
		return
	}
	d := &where{args: w.args}
	in(d, "d.year", f.q.Years)
	in(d, "d.kind", f.q.Kinds)
	w.args = d.args
	w.conditions = append(w.conditions, "EXISTS (SELECT 1 FROM document d"+d.String()+" AND d.unit_id = u.id)")
}

// unitWords adds that a unit u has the words, which its grams alone do not show.
func (f finder) unitWords(w *where) {
	for _, word := range f.want.words {
		letters, ok := spellable(word)
		if !ok {
			w.holding("u.name", []string{word})
			continue
		}
		like := "%" + escaped(letters) + "%"
		w.add(`(u.pinyin LIKE ? ESCAPE '\' OR u.initials LIKE ? ESCAPE '\' OR lower(u.name) LIKE ? ESCAPE '\')`, like, like, "%"+escaped(strings.ToLower(word))+"%")
	}
}

// having adds that rows of a searchable table, called alias, meet conditions.
func (s *Store) having(w *where, table, alias string, c clauses) {
	switch {
	case len(c) == 0:
	case s.dialect == postgres:
		c.arrays(w, alias+".grams")
	default:
		w.conditions = append(w.conditions, alias+".id IN (SELECT rowid FROM "+table+"_fts WHERE "+table+"_fts MATCH "+w.arg(c.fts())+")")
	}
}
