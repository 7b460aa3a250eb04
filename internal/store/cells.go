package store

import "context"

// CellFilter narrows cells; what is empty does not.
type CellFilter struct {
	Filter
	Document ID
	Table    string
	Panel    string
	Column   string
	Code     string // the subject and all that is under it: 208 is also 2080502
}

// CellLine is a cell as it stands in lists over many documents.
type CellLine struct {
	Cell
	Scope string // unit, department
	seq   int64
}

// CellList are the cells of a filter by unit and document, in the documents' order.
func (s *Store) CellList(ctx context.Context, f CellFilter, p Page) (List[CellLine], error) {
	w := &where{}
	w.filter(f.Filter)
	if f.Document != 0 {
		w.add("c.document_id = ?", int64(f.Document))
	}
	for _, c := range []struct{ column, value string }{{"c.table_id", f.Table}, {"c.panel", f.Panel}, {"c.col", f.Column}} {
		if c.value != "" {
			w.add(c.column+" = ?", c.value)
		}
	}
	if f.Code != "" {
		w.add(`c.term_id IN (SELECT id FROM term WHERE code LIKE ? ESCAPE '\')`, escaped(f.Code)+"%")
	}
	var unit, document, seq int64
	switch found, err := p.after(&unit, &document, &seq); {
	case err != nil:
		return List[CellLine]{}, err
	case found:
		w.add("(c.unit_id, c.document_id, c.seq) > (?, ?, ?)", unit, document, seq)
	}
	items, err := query(ctx, s, "SELECT "+cellColumns+", d.scope, c.seq"+cellFrom+w.String()+" ORDER BY c.unit_id, c.document_id, c.seq LIMIT "+w.arg(p.limit()+1),
		w.args, func(l *CellLine) []any { return append(intoCell(&l.Cell), &l.Scope, &l.seq) })
	if err != nil {
		return List[CellLine]{}, err
	}
	return cut(p, items, func(l CellLine) []any { return []any{int64(l.Unit), int64(l.Document), l.seq} })
}
