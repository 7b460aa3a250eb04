package store

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"
)

// Address is what leads to a document's page, and when it was last stored.
type Address struct {
	ID       ID
	Unit     ID
	Year     int
	Kind     string
	Scope    string
	LoadedAt time.Time
}

// Addresses are those of all documents, by unit and id.
func (s *Store) Addresses(ctx context.Context, p Page) (List[Address], error) {
	w := &where{}
	var unit, id int64
	switch found, err := p.after(&unit, &id); {
	case err != nil:
		return List[Address]{}, err
	case found:
		w.add("(d.unit_id, d.id) > (?, ?)", unit, id)
	}
	items, err := query(ctx, s, "SELECT d.id, d.unit_id, d.year, d.kind, d.scope, d.loaded_at FROM document d"+w.String()+
		" ORDER BY d.unit_id, d.id LIMIT "+w.arg(p.limit()+1), w.args, func(a *Address) []any {
		return []any{&a.ID, &a.Unit, &a.Year, &a.Kind, &a.Scope, (*millisTo)(&a.LoadedAt)}
	})
	if err != nil {
		return List[Address]{}, err
	}
	return cut(p, items, func(a Address) []any { return []any{int64(a.Unit), int64(a.ID)} })
}

// addressMarks are where parts of a length begin.
type addressMarks struct {
	length int
	list   []string
}

// AddressMarks cut Addresses into parts of a length: where each part but the
// first begins, for Page.After. They are kept for the length that is asked for
// first, shared, and not to be changed.
func (s *Store) AddressMarks(ctx context.Context, length int) ([]string, error) {
	if length <= 0 {
		return nil, fmt.Errorf("一段要有几个地址，不能是 %d", length)
	}
	marks, err := s.held.marks.get(func() (addressMarks, error) {
		list, err := s.readMarks(ctx, length)
		return addressMarks{length, list}, err
	})
	if err == nil && marks.length != length {
		return s.readMarks(ctx, length)
	}
	return marks.list, err
}

func (s *Store) readMarks(ctx context.Context, length int) ([]string, error) {
	type mark struct{ unit, id int64 }
	marks, err := query(ctx, s, `SELECT unit_id, id FROM (SELECT unit_id, id, row_number() OVER (ORDER BY unit_id, id) AS n FROM document) AS numbered
		WHERE n % $1 = 0 ORDER BY unit_id, id`, []any{length}, func(m *mark) []any { return []any{&m.unit, &m.id} })
	if err != nil {
		return nil, err
	}
	out := make([]string, len(marks))
	for i, m := range marks {
		b, err := json.Marshal([]int64{m.unit, m.id})
		if err != nil {
			return nil, fmt.Errorf("记翻页的位置：%w", err)
		}
		out[i] = base64.RawURLEncoding.EncodeToString(b)
	}
	return out, nil
}
