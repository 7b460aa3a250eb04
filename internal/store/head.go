package store

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Columns of a document's head, from headFrom.
const (
	headColumns = `d.id, d.unit_id, u.name, d.region, d.department_id, d.year, d.kind, d.scope, d.title, d.version, d.versions,
	d.profile, d.fit, d.origin, d.source, d.loaded_at, d.first_at, d.released_at, d.errors, d.warnings, d.notes, d.score, d.score_of,
	d.income, d.spending, d.basic, d.project, d.appropriation, d.three_public, d.operating`
	headFrom = " FROM document d JOIN unit u ON u.id = d.unit_id"
)

func intoHead(h *Head) []any {
	t := &h.Totals
	return []any{
		&h.ID, &h.Unit, &h.UnitName, &h.Region, &h.Department, &h.Year, &h.Kind, &h.Scope, &h.Title, &h.Version, &h.Versions,
		&h.Profile, &h.Fit, &h.Origin, &h.Source, (*millisTo)(&h.LoadedAt), (*millisTo)(&h.FirstAt), (*orNever)(&h.FirstReleased), &h.Errors, &h.Warnings, &h.Notes, &h.Marks.Got, &h.Marks.Of,
		&t.Income, &t.Spending, &t.Basic, &t.Project, &t.Appropriation, &t.ThreePublic, &t.Operating,
	}
}

// heads are the documents of some conditions.
func (s *Store) heads(ctx context.Context, w *where, order string) ([]Head, error) {
	return query(ctx, s, "SELECT "+headColumns+headFrom+w.String()+" "+order, w.args, intoHead)
}

// numbersOf are ids as the database has them.
func numbersOf(ids []ID) []int64 {
	out := make([]int64, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}

// Scopes are whether documents are units' own or departments', by id.
func (s *Store) Scopes(ctx context.Context, ids []ID) (map[ID]string, error) {
	out := map[ID]string{}
	for _, id := range ids {
		out[id] = ""
	}
	for part := range slices.Chunk(sortedIDs(out), 500) {
		w := &where{}
		in(w, "d.id", numbersOf(part))
		list, err := query(ctx, s, "SELECT d.id, d.scope FROM document d"+w.String(), w.args, func(h *Head) []any { return []any{&h.ID, &h.Scope} })
		if err != nil {
			return nil, err
		}
		for _, h := range list {
			out[h.ID] = h.Scope
		}
	}
	return out, nil
}

// Documents are the documents of a filter, the newest year first, in each by id.
func (s *Store) Documents(ctx context.Context, f Filter, p Page) (List[Head], error) {
	w := &where{}
	w.filter(f)
	var year int
	var id int64
	switch found, err := p.after(&year, &id); {
	case err != nil:
		return List[Head]{}, err
	case found:
		w.add("(d.year, d.id) < (?, ?)", year, id)
	}
	items, err := s.heads(ctx, w, "ORDER BY d.year DESC, d.id DESC LIMIT "+w.arg(p.limit()+1))
	if err != nil {
		return List[Head]{}, err
	}
	return cut(p, items, func(h Head) []any { return []any{h.Year, int64(h.ID)} })
}

// Newest are the documents that were last stored or read anew, the latest first.
func (s *Store) Newest(ctx context.Context, p Page) (List[Head], error) {
	w := &where{}
	var at, id int64
	switch found, err := p.after(&at, &id); {
	case err != nil:
		return List[Head]{}, err
	case found:
		w.add("(d.loaded_at, d.id) < (?, ?)", at, id)
	}
	items, err := s.heads(ctx, w, "ORDER BY d.loaded_at DESC, d.id DESC LIMIT "+w.arg(p.limit()+1))
	if err != nil {
		return List[Head]{}, err
	}
	return cut(p, items, func(h Head) []any { return []any{h.LoadedAt.UnixMilli(), int64(h.ID)} })
}

// millisTo reads milliseconds since 1970 into a time.
type millisTo time.Time

// Scan reads a column.
func (m *millisTo) Scan(v any) error {
	n, ok := v.(int64)
	if !ok {
		return fmt.Errorf("时间在库里是 %T，应是整数", v)
	}
	*m = millisTo(time.UnixMilli(n).UTC())
	return nil
}
