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

// CellList are the cells of a filter by unit and document, in the documents' order.
func (s *Store) CellList(ctx context.Context, f CellFilter, p Page) (List[Cell], error) {
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
		return List[Cell]{}, err
	case found:
		w.add("(c.unit_id, c.document_id, c.seq) > (?, ?, ?)", unit, document, seq)
	}
	type numbered struct {
		Cell
		seq int64
	}
	items, err := query(ctx, s, "SELECT "+cellColumns+", c.seq"+cellFrom+w.String()+" ORDER BY c.unit_id, c.document_id, c.seq LIMIT "+w.arg(p.limit()+1),
		w.args, func(n *numbered) []any { return append(intoCell(&n.Cell), &n.seq) })
	if err != nil {
		return List[Cell]{}, err
	}
	list, err := cut(p, items, func(n numbered) []any { return []any{int64(n.Unit), int64(n.Document), n.seq} })
	out := List[Cell]{Items: make([]Cell, len(list.Items)), Next: list.Next}
	for i := range list.Items {
		out.Items[i] = list.Items[i].Cell
	}
	return out, err
}
