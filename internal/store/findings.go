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

// FindingList are the findings of a filter, document by document, each in its
// order. As with CellList, a page may be shorter than its limit.
func (s *Store) FindingList(ctx context.Context, f FindingFilter, p Page) (List[Found], error) {
	return walkDocuments(ctx, s, f.Filter, 0, p, func(h *Head, skip, limit int) ([]Found, error) {
		lines, err := s.findingLines(ctx, *h, f.Rule)
		if err != nil {
			return nil, err
		}
		var out []Found
		for _, l := range lines {
			if f.Severity != 0 && l.Severity != f.Severity {
				continue
			}
			out = append(out, Found{l, h.ID, h.Unit, h.UnitName, h.Region, h.Year, h.Kind, h.Scope})
		}
		return out[min(skip, len(out)):min(skip+limit, len(out))], nil
	})
}
