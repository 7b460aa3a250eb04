package store

import (
	"context"

	"mingbai/internal/diag"
)

// Found is a finding with the document that it is of.
type Found struct {
	FindingLine
	Document ID
	Unit     ID
	UnitName string
	Region   string
	Year     int
	Kind     string
	Scope    string
}

// FindingFilter narrows findings; what is empty does not.
type FindingFilter struct {
	Filter
	Rule     string
	Severity diag.Severity
}

// FindingList are the findings of a filter by unit and document, in their order.
func (s *Store) FindingList(ctx context.Context, f FindingFilter, p Page) (List[Found], error) {
	w := &where{}
	w.filter(f.Filter)
	if f.Rule != "" {
		w.add("n.rule = ?", f.Rule)
	}
	if f.Severity != 0 {
		w.add("n.severity = ?", int(f.Severity))
	}
	var unit, document, seq int64
	switch found, err := p.after(&unit, &document, &seq); {
	case err != nil:
		return List[Found]{}, err
	case found:
		w.add("(n.unit_id, n.document_id, n.seq) > (?, ?, ?)", unit, document, seq)
	}
	type numbered struct {
		Found
		seq int64
	}
	items, err := query(ctx, s, `SELECT n.rule, n.severity, n.place, n.title, n.message, n.suggestion, n.document_id, n.unit_id, u.name,
		d.region, d.year, d.kind, d.scope, n.seq FROM finding n JOIN document d ON d.unit_id = n.unit_id AND d.id = n.document_id
		JOIN unit u ON u.id = n.unit_id`+w.String()+" ORDER BY n.unit_id, n.document_id, n.seq LIMIT "+w.arg(p.limit()+1), w.args,
		func(n *numbered) []any {
			return []any{
				&n.Rule, &n.Severity, &n.Place, &n.Title, &n.Message, &n.Suggestion, &n.Document, &n.Unit, &n.UnitName,
				&n.Region, &n.Year, &n.Kind, &n.Scope, &n.seq,
			}
		})
	if err != nil {
		return List[Found]{}, err
	}
	list, err := cut(p, items, func(n numbered) []any { return []any{int64(n.Unit), int64(n.Document), n.seq} })
	out := List[Found]{Items: make([]Found, len(list.Items)), Next: list.Next}
	for i := range list.Items {
		out.Items[i] = list.Items[i].Found
	}
	return out, err
}
