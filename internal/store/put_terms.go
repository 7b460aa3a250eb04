package store

import (
	"slices"

	"mingbai/internal/budget"
)

// term is what heads a row: its key, its code and its name as printed. Cells of
// all documents share them.
type term struct {
	id              int64
	key, code, name string
}

func termOf(l *budget.Line) term {
	key, code, name := clean(l.Key), clean(l.Code), clean(l.Name)
	return term{termID(key, code, name), key, code, name}
}

// putTerms stores the terms of all readings that are not there yet, in the order
// of their ids.
func (t *tx) putTerms(readings []*Prepared) error {
	terms := map[int64]term{}
	for _, r := range readings {
		eachCell(r.Disclosure, func(_ *budget.Table, _ *budget.Panel, l *budget.Line, _ int) {
			one := termOf(l)
			terms[one.id] = one
		})
	}
	ids := make([]int64, 0, len(terms))
	for id := range terms {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for part := range slices.Chunk(ids, 500) {
		if err := t.missing(part, terms); err != nil {
			return err
		}
	}
	var rows [][]any
	var texts []string
	for _, id := range ids {
		if one, ok := terms[id]; ok {
			rows = append(rows, []any{id, one.key, one.code, one.name})
			texts = append(texts, one.code+" "+one.name)
		}
	}
	return t.insertSearchable("term", "id, key, code, name", "ON CONFLICT (id) DO NOTHING", rows, texts)
}

// missing leaves in terms those of the part that are not stored.
func (t *tx) missing(part []int64, terms map[int64]term) error {
	w := &where{}
	in(w, "id", part)
	rows, err := t.QueryContext(t.ctx, "SELECT id FROM term"+w.String(), w.args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		delete(terms, id)
	}
	return rows.Err()
}
