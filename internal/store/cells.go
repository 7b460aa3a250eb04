package store

import (
	"context"
	"fmt"
)

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
}

// CellList are the cells of a filter, document by document, each in its order. A
// page may be shorter than its limit, and even empty, before the last: it ends
// after so many documents, however few of their cells are asked for.
func (s *Store) CellList(ctx context.Context, f CellFilter, p Page) (List[CellLine], error) {
	return walkDocuments(ctx, s, f.Filter, f.Document, p, func(h *Head, skip, limit int) ([]CellLine, error) {
		w := &where{}
		for _, c := range []struct{ column, value string }{{"c.table_id", f.Table}, {"c.panel", f.Panel}, {"c.col", f.Column}} {
			if c.value != "" {
				w.add(c.column+" = ?", c.value)
			}
		}
		if f.Code != "" {
			w.add(`t.code LIKE ? ESCAPE '\'`, escaped(f.Code)+"%")
		}
		cells, err := s.cellsOf(ctx, h, w, skip, limit)
		if err != nil {
			return nil, err
		}
		out := make([]CellLine, len(cells))
		for i, c := range cells {
			out[i] = CellLine{c, h.Scope}
		}
		return out, nil
	})
}

// maxWalk is how many documents a page of a list looks through.
const maxWalk = 2000

// walkDocuments makes a page of what documents hold: read gives what is asked for
// of one, after so many that were seen, at most so many. A place in the list is a
// document and how many of its entries were seen.
func walkDocuments[T any](ctx context.Context, s *Store, f Filter, only ID, p Page, read func(h *Head, skip, limit int) ([]T, error)) (List[T], error) {
	var at spot
	var skip int
	going, err := p.after(&at.region, &at.year, &at.kind, &at.unit, &at.id, &skip)
	if err != nil || skip < 0 {
		return List[T]{}, ErrPage
	}
	if going { // the document itself once more
		at.id--
	}
	if only != 0 {
		h, err := s.head(ctx, DocumentRef{ID: only})
		if err != nil {
			return List[T]{}, err
		}
		if f.Unit != 0 && f.Unit != h.Unit {
			return List[T]{}, nil // another's
		}
		f.Unit = h.Unit
	}
	var out List[T]
	looked := 0
	for h, err := range s.eachDocument(ctx, f, at, streamPart) {
		if err != nil {
			return List[T]{}, err
		}
		if only != 0 && h.ID != only {
			continue
		}
		if !going || spotOf(h).id != at.id+1 {
			skip = 0
		}
		going = false
		room := p.limit() - len(out.Items)
		if looked++; looked > maxWalk || room == 0 {
			return out.next(h, 0)
		}
		got, err := read(h, skip, room+1)
		if err != nil {
			return List[T]{}, fmt.Errorf("读公开件 %s：%w", h.ID, err)
		}
		if len(got) > room {
			out.Items = append(out.Items, got[:room]...)
			return out.next(h, skip+room)
		}
		out.Items = append(out.Items, got...)
	}
	return out, nil
}

// next is the list with the place where it goes on: in a document, after so many of
// its entries.
func (l List[T]) next(h *Head, seen int) (List[T], error) {
	var err error
	l.Next, err = mark(append(spotOf(h).keys(), seen))
	return l, err
}
