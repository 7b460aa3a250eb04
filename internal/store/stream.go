package store

import (
	"context"
	"iter"
	"slices"
	"strings"
)

// Documents are gone through by region, year, kind, unit and id: the order of an
// index, so that a part begins where the one before ended without looking at what
// was seen.

// EachDocument goes through all documents of a filter in this order. It reads a
// part at a time, so that neither memory nor a connection is held by a slow reader.
// After an error it ends.
func (s *Store) EachDocument(ctx context.Context, f Filter) iter.Seq2[*Head, error] {
	return s.eachDocument(ctx, f, spot{}, streamPart)
}

// streamPart is how many documents are read at a time.
const streamPart = 200

// DocumentList are the documents of a filter in the same order.
func (s *Store) DocumentList(ctx context.Context, f Filter, p Page) (List[Head], error) {
	after, err := spotAfter(p)
	if err != nil {
		return List[Head]{}, err
	}
	items, err := s.headsAfter(ctx, f, after, p.limit()+1)
	if err != nil {
		return List[Head]{}, err
	}
	return cut(p, items, func(h Head) []any { return spotOf(&h).keys() })
}

// spot is a place in the order of documents.
type spot struct {
	region   string
	year     int
	kind     string
	unit, id int64
}

func spotOf(h *Head) spot { return spot{h.Region, h.Year, h.Kind, int64(h.Unit), int64(h.ID)} }

func (s spot) keys() []any { return []any{s.region, s.year, s.kind, s.unit, s.id} }

// spotAfter reads a spot from a page; the beginning on the first.
func spotAfter(p Page) (at spot, err error) {
	_, err = p.after(&at.region, &at.year, &at.kind, &at.unit, &at.id)
	return at, err
}

func (s *Store) eachDocument(ctx context.Context, f Filter, after spot, part int) iter.Seq2[*Head, error] {
	return func(yield func(*Head, error) bool) {
		for {
			heads, err := s.headsAfter(ctx, f, after, part)
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range heads {
				if !yield(&heads[i], nil) {
					return
				}
			}
			if len(heads) < part {
				return
			}
			after = spotOf(&heads[len(heads)-1])
		}
	}
}

// headsAfter are the next documents after a spot, span by span of the regions.
func (s *Store) headsAfter(ctx context.Context, f Filter, after spot, limit int) ([]Head, error) {
	var out []Head
	for _, span := range spans(f.Regions) {
		if span.to < after.region {
			continue
		}
		from := after
		if from.region < span.from {
			from = spot{region: span.from}
		}
		part, err := s.headsWithin(ctx, f, from, span.to, limit-len(out))
		if err != nil {
			return nil, err
		}
		if out = append(out, part...); len(out) >= limit {
			break
		}
	}
	return out, nil
}

// headsWithin reads documents after a spot up to a region. Where the filter names a
// department or a unit, those are what the index is to be used for; else the order
// is, and a year must not keep the database from seeing that it is one.
func (s *Store) headsWithin(ctx context.Context, f Filter, after spot, to string, limit int) ([]Head, error) {
	w := &where{}
	in(w, "+d.year", f.Years)
	in(w, "d.kind", f.Kinds)
	region := "d.region"
	if f.Department != 0 || f.Unit != 0 {
		w.filter(Filter{Department: f.Department, Unit: f.Unit})
		region = "d.region || ''"
	}
	w.add("("+region+", d.year, d.kind, d.unit_id, d.id) > (?, ?, ?, ?, ?)", after.keys()...)
	w.add(region+" <= ?", to)
	return s.heads(ctx, w, "ORDER BY d.region, d.year, d.kind, d.unit_id, d.id LIMIT "+w.arg(limit))
}

// codes is a range of regions' codes.
type codes struct{ from, to string }

// spans are the ranges of some regions with all that is under them, in order and
// none within another; all there are where no region is named.
func spans(regions []string) []codes {
	if len(regions) == 0 {
		return []codes{{"", "999999"}}
	}
	all := make([]codes, len(regions))
	for i, code := range regions {
		all[i].from, all[i].to = under(code)
	}
	slices.SortFunc(all, func(a, b codes) int {
		if c := strings.Compare(a.from, b.from); c != 0 {
			return c
		}
		return strings.Compare(b.to, a.to)
	})
	out := all[:1]
	for _, s := range all[1:] {
		if s.to > out[len(out)-1].to {
			out = append(out, s)
		}
	}
	return out
}

// CellsOf are all numbers of a document as it now stands, in its order.
func (s *Store) CellsOf(ctx context.Context, h *Head) ([]Cell, error) {
	return s.cellsOf(ctx, h, &where{}, 0, 0)
}

// SumsOf are the numbers of a document that stand in lines of totals, and those of the
// classes of 支出总表, in its order.
func (s *Store) SumsOf(ctx context.Context, h *Head) ([]Cell, error) {
	w := &where{}
	w.add("(t.key LIKE '%计%' OR c.table_id = 'T03' AND length(t.code) = 3)")
	return s.cellsOf(ctx, h, w, 0, 0)
}

// cellsOf reads the cells of a document that conditions on c and t hold for, so many
// left out and at most so many; a limit of 0 is none.
func (s *Store) cellsOf(ctx context.Context, h *Head, w *where, skip, limit int) ([]Cell, error) {
	of := Cell{Document: h.ID, Unit: h.Unit, UnitName: h.UnitName, Region: h.Region, Year: h.Year, Kind: h.Kind}
	w.add("c.unit_id = ? AND c.document_id = ?", int64(h.Unit), int64(h.ID))
	q := "SELECT c.table_id, c.panel, t.key, c.col, t.code, t.name, c.amount, c.printed FROM cell c JOIN term t ON t.id = c.term_id" + w.String() + " ORDER BY c.seq"
	if limit > 0 {
		q += " LIMIT " + w.arg(limit) + " OFFSET " + w.arg(skip)
	}
	return query(ctx, s, q, w.args, func(c *Cell) []any {
		*c = of
		return []any{&c.Table, &c.Panel, &c.Row, &c.Column, &c.Code, &c.Name, &c.Figure, &c.Printed}
	})
}

// ProjectsOf are the projects of a document as it now stands, in its order.
func (s *Store) ProjectsOf(ctx context.Context, h *Head) ([]Project, error) {
	return query(ctx, s, "SELECT "+projectColumns+projectFrom+" WHERE j.unit_id = $1 AND j.document_id = $2 ORDER BY j.seq",
		[]any{int64(h.Unit), int64(h.ID)}, intoProject)
}

// FindingsOf are the findings of a document as it now stands, as in lists.
func (s *Store) FindingsOf(ctx context.Context, h *Head) ([]FindingLine, error) {
	return s.findingLines(ctx, *h, "")
}
