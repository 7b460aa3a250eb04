package store

import (
	"errors"
	"fmt"
	"math"
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

// mostOf is a term with the largest amount of any of its cells.
type mostOf struct {
	term
	top int64
}

// putTerms stores the terms of all readings that are not there yet, in the order
// of their ids, and raises the largest amounts of those that are.
func (t *tx) putTerms(readings []*Prepared) error {
	terms := map[int64]mostOf{}
	for _, r := range readings {
		eachCell(r.Disclosure, func(table *budget.Table, _ *budget.Panel, l *budget.Line, c int) {
			one := mostOf{termOf(l), math.MinInt64}
			if f := figure(table, &l.Cells[c]); f.Known {
				one.top = int64(f.Amount)
			}
			if have, ok := terms[one.id]; ok {
				one.top = max(one.top, have.top)
			}
			terms[one.id] = one
		})
	}
	ids := make([]int64, 0, len(terms))
	for id := range terms {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for part := range slices.Chunk(ids, 500) {
		if err := t.raise(part, terms); err != nil {
			return err
		}
	}
	var rows [][]any
	var found [][]string
	for _, id := range ids {
		one, ok := terms[id]
		if !ok {
			continue
		}
		rows = append(rows, []any{id, one.key, one.code, one.name, one.top})
		var g gramSet
		g.text(one.name, short)
		g.code(one.code)
		found = append(found, g.list)
	}
	return t.insertSearchable("term", "id, key, code, name, top", "ON CONFLICT (id) DO NOTHING", rows, found)
}

// raise leaves in terms those of the part that are not stored, and raises the
// largest amounts of the others where they are larger now.
func (t *tx) raise(part []int64, terms map[int64]mostOf) error {
	stored, err := t.tops(part)
	if err != nil {
		return err
	}
	for _, id := range part { // in their order, so that two transactions never wait for each other
		top, ok := stored[id]
		if !ok {
			continue
		}
		if terms[id].top > top {
			if _, err := t.exec("UPDATE term SET top = $2 WHERE id = $1 AND top < $2", id, terms[id].top); err != nil {
				return err
			}
		}
		delete(terms, id)
	}
	return nil
}

// tops are the largest amounts of those of some terms that are stored.
func (t *tx) tops(part []int64) (out map[int64]int64, err error) {
	w := &where{}
	in(w, "id", part)
	rows, err := t.QueryContext(t.ctx, "SELECT id, top FROM term"+w.String(), w.args...)
	if err != nil {
		return nil, fmt.Errorf("读科目：%w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	out = map[int64]int64{}
	for rows.Next() {
		var id, top int64
		if err := rows.Scan(&id, &top); err != nil {
			return nil, fmt.Errorf("读科目：%w", err)
		}
		out[id] = top
	}
	return out, rows.Err()
}
