package store

import (
	"context"
	"strings"
)

// clauses are conditions on the grams of a row, all of which it must meet: each is
// a choice of sets, one of which the row must have whole.
type clauses [][][]string

// allOf asks for every one of some grams.
func (c clauses) allOf(grams ...string) clauses {
	if len(grams) == 0 {
		return c
	}
	return append(c[:len(c):len(c)], [][]string{grams})
}

// anyOf asks for one of some grams, where there are any to choose from.
func (c clauses) anyOf(grams []string) clauses {
	if len(grams) == 0 {
		return c
	}
	choice := make([][]string, len(grams))
	for i, g := range grams {
		choice[i] = []string{g}
	}
	return append(c[:len(c):len(c)], choice)
}

func (c clauses) and(d clauses) clauses { return append(c[:len(c):len(c)], d...) }

// words asks for the grams of words, of at most a length.
func (c clauses) words(words []string, longest int) clauses {
	var g gramSet
	for _, word := range words {
		for _, gram := range needed(word, longest) {
			g.add(gram)
		}
	}
	return c.allOf(g.list...)
}

// codes asks for subjects whose codes begin so.
func (c clauses) codes(codes []string) clauses {
	for _, code := range codes {
		c = c.allOf(markCode + code)
	}
	return c
}

// fts is the conditions as FTS5 reads them; grams hold letters and digits alone.
func (c clauses) fts() string {
	all := make([]string, len(c))
	for i, choice := range c {
		sets := make([]string, len(choice))
		for k, set := range choice {
			sets[k] = `("` + strings.Join(set, `" AND "`) + `")`
		}
		all[i] = "(" + strings.Join(sets, " OR ") + ")"
	}
	return strings.Join(all, " AND ")
}

// arrays adds the conditions on a column of PostgreSQL.
func (c clauses) arrays(w *where, column string) {
	for _, choice := range c {
		var single, each []string // one scan of the index for all that are single
		for _, set := range choice {
			if len(set) == 1 && len(choice) > 1 {
				single = append(single, set[0])
			} else {
				each = append(each, column+" @> "+w.arg(set))
			}
		}
		if len(single) > 0 {
			each = append(each, column+" && "+w.arg(single))
		}
		w.conditions = append(w.conditions, "("+strings.Join(each, " OR ")+")")
	}
}

// matched are the numbers of rows of a searchable table that meet the conditions,
// at most limit of them: those below a number, the greatest first; or, rising, those
// above it, the least first. 0 is no number.
func (s *Store) matched(ctx context.Context, table string, c clauses, from int64, rising bool, limit int) ([]int64, error) {
	order, beyond := " DESC", " < "
	if rising {
		order, beyond = "", " > "
	}
	w := &where{}
	var q string
	if s.dialect == postgres {
		c.arrays(w, "grams")
		if from != 0 { // else the planner might go along the ids
			w.conditions = append(w.conditions, "id"+beyond+w.arg(from))
		}
		// The inner query by itself: the planner must not walk all ids in order
		// and look at the grams of each.
		q = "SELECT id FROM (SELECT id FROM " + table + w.String() + " OFFSET 0) AS found ORDER BY id" + order + " LIMIT " + w.arg(limit)
	} else {
		w.conditions = append(w.conditions, table+"_fts MATCH "+w.arg(c.fts()))
		if from != 0 {
			w.conditions = append(w.conditions, "rowid"+beyond+w.arg(from))
		}
		q = "SELECT rowid FROM " + table + "_fts" + w.String() + " ORDER BY rowid" + order + " LIMIT " + w.arg(limit)
	}
	return queryOn(ctx, s, s.matcher, q, w.args, func(id *int64) []any { return []any{id} })
}

// counted is how many rows meet the conditions, counting no further than most.
func (s *Store) counted(ctx context.Context, table string, c clauses, most int) (int, error) {
	w := &where{}
	from := table
	if s.dialect == postgres {
		c.arrays(w, "grams")
	} else {
		from = table + "_fts"
		w.conditions = append(w.conditions, from+" MATCH "+w.arg(c.fts()))
	}
	q := "SELECT count(*) FROM (SELECT 1 FROM " + from + w.String() + " LIMIT " + w.arg(most) + ") AS found"
	n, err := queryOn(ctx, s, s.matcher, q, w.args, func(n *int) []any { return []any{n} })
	if err != nil {
		return 0, err
	}
	return n[0], nil
}

// holding adds that a text has words, which their grams alone do not show.
func (w *where) holding(column string, words []string) {
	for _, word := range words {
		if !certain(word) {
			w.add("lower("+column+") LIKE ? ESCAPE '\\'", "%"+escaped(strings.ToLower(word))+"%")
		}
	}
}

// certain reports whether a text that has the grams of a word has the word: one
// or two characters, or letters and digits alone.
func certain(word string) bool {
	r := runs(word)
	return len(r) == 1 && (script([]rune(r[0])[0]) == 2 || len([]rune(r[0])) <= short)
}

func escaped(s string) string { return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(s) }
