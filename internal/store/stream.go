package store

import (
	"context"
	"iter"
)

// EachDocument goes through all documents of a filter by region, year, kind, unit
// and id. It reads a part at a time, so that neither memory nor a connection is
// held by a slow reader. After an error it ends.
func (s *Store) EachDocument(ctx context.Context, f Filter) iter.Seq2[*Head, error] {
	return s.eachDocument(ctx, f, streamPart)
}

// streamPart is how many documents are read at a time.
const streamPart = 200

func (s *Store) eachDocument(ctx context.Context, f Filter, part int) iter.Seq2[*Head, error] {
	return func(yield func(*Head, error) bool) {
		var last *Head
		for {
			heads, err := s.headsAfter(ctx, f, last, part)
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
			last = &heads[len(heads)-1]
		}
	}
}

func (s *Store) headsAfter(ctx context.Context, f Filter, last *Head, part int) ([]Head, error) {
	w := &where{}
	w.filter(f)
	if last != nil {
		w.add("(d.region, d.year, d.kind, d.unit_id, d.id) > (?, ?, ?, ?, ?)", last.Region, last.Year, last.Kind, int64(last.Unit), int64(last.ID))
	}
	return s.heads(ctx, w, "ORDER BY d.region, d.year, d.kind, d.unit_id, d.id LIMIT "+w.arg(part))
}

// CellsOf are all numbers of a document as it now stands, in its order.
func (s *Store) CellsOf(ctx context.Context, h *Head) ([]Cell, error) {
	of := Cell{Document: h.ID, Unit: h.Unit, UnitName: h.UnitName, Region: h.Region, Year: h.Year, Kind: h.Kind}
	return query(ctx, s, `SELECT c.table_id, c.panel, t.key, c.col, t.code, t.name, c.amount, c.printed FROM cell c JOIN term t ON t.id = c.term_id
		WHERE c.unit_id = $1 AND c.document_id = $2 ORDER BY c.seq`, []any{int64(h.Unit), int64(h.ID)}, func(c *Cell) []any {
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

// Published are the units that have a document of a filter, by region and name.
func (s *Store) Published(ctx context.Context, f Filter, p Page) (List[Unit], error) {
	w := &where{}
	w.filter(f)
	exists := "EXISTS (SELECT 1 FROM document d" + w.String() + " AND d.unit_id = u.id)"
	if len(w.conditions) == 0 {
		exists = "EXISTS (SELECT 1 FROM document d WHERE d.unit_id = u.id)"
	}
	w.conditions = []string{exists}
	w.regions("u.region", f.Regions) // known from the documents; here for the index
	var region, name string
	switch found, err := p.after(&region, &name); {
	case err != nil:
		return List[Unit]{}, err
	case found:
		w.add("(u.region, u.name) > (?, ?)", region, name)
	}
	items, err := query(ctx, s, "SELECT "+unitColumns+" FROM unit u"+w.String()+" ORDER BY u.region, u.name LIMIT "+w.arg(p.limit()+1), w.args, intoUnit)
	if err != nil {
		return List[Unit]{}, err
	}
	return cut(p, items, func(u Unit) []any { return []any{u.Region, u.Name} })
}
