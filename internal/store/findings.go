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
	seq      int64
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
	items, err := query(ctx, s, `SELECT n.rule, n.severity, n.place, n.title, n.message, n.suggestion, n.document_id, n.unit_id, u.name,
		d.region, d.year, d.kind, d.scope, n.seq FROM finding n JOIN document d ON d.unit_id = n.unit_id AND d.id = n.document_id
		JOIN unit u ON u.id = n.unit_id`+w.String()+" ORDER BY n.unit_id, n.document_id, n.seq LIMIT "+w.arg(p.limit()+1), w.args,
		func(f *Found) []any {
			return []any{
				&f.Rule, &f.Severity, &f.Place, &f.Title, &f.Message, &f.Suggestion, &f.Document, &f.Unit, &f.UnitName,
				&f.Region, &f.Year, &f.Kind, &f.Scope, &f.seq,
			}
		})
	if err != nil {
		return List[Found]{}, err
	}
	return cut(p, items, func(f Found) []any { return []any{int64(f.Unit), int64(f.Document), f.seq} })
}
