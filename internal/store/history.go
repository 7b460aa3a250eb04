package store

import "context"

// History is a unit's totals year by year, the oldest first. An empty kind is
// the budget, an empty scope the unit's own.
func (s *Store) History(ctx context.Context, unit ID, kind, scope string) ([]YearTotals, error) {
	if kind == "" {
		kind = "budget"
	}
	if scope == "" {
		scope = "unit"
	}
	w := &where{}
	w.add("d.unit_id = ? AND d.kind = ? AND d.scope = ?", int64(unit), kind, scope)
	heads, err := s.heads(ctx, w, "ORDER BY d.year")
	if err != nil {
		return nil, err
	}
	out := make([]YearTotals, len(heads))
	for i, h := range heads {
		out[i] = YearTotals{Year: h.Year, Document: h.ID, Totals: h.Totals}
	}
	return out, nil
}

const (
	cellColumns = "c.unit_id, c.document_id, u.name, d.region, d.year, d.kind, c.table_id, c.panel, t.key, c.col, t.code, t.name, c.amount, c.printed"
	cellFrom    = ` FROM cell c JOIN document d ON d.unit_id = c.unit_id AND d.id = c.document_id
		JOIN unit u ON u.id = c.unit_id JOIN term t ON t.id = c.term_id`
)

func intoCell(c *Cell) []any {
	return []any{
		&c.Unit, &c.Document, &c.UnitName, &c.Region, &c.Year, &c.Kind, &c.Table, &c.Panel, &c.Row, &c.Column,
		&c.Code, &c.Name, &c.Figure, &c.Printed,
	}
}

// CellHistory is one cell in all of a unit's documents that print a number
// there, the oldest year first, budgets before final accounts.
func (s *Store) CellHistory(ctx context.Context, unit ID, k CellKey) ([]Cell, error) {
	w := &where{}
	w.add("c.unit_id = ? AND c.table_id = ? AND c.panel = ? AND c.col = ? AND t.key = ?", int64(unit), k.Table, k.Panel, k.Column, k.Row)
	return query(ctx, s, "SELECT "+cellColumns+cellFrom+w.String()+" ORDER BY d.year, d.kind, d.scope", w.args, intoCell)
}
