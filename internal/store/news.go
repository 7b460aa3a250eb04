package store

import "context"

// News is a document as it came in last: new, or as a version that says
// something else than the one before.
type News struct {
	Head
	Differences int      // against the version before; 0 for a first version
	Changes     []Change // of them, the first MaxNews
}

// MaxNews bounds the changes that are told with a piece of news.
const MaxNews = 8

// News are the documents of a filter that were last stored or read anew, the
// latest first, each with what is different from its version before.
func (s *Store) News(ctx context.Context, f Filter, p Page) (List[News], error) {
	w := &where{}
	w.newest(f)
	var at, id int64
	switch found, err := p.after(&at, &id); {
	case err != nil:
		return List[News]{}, err
	case found:
		w.add("(d.loaded_at, d.id) < (?, ?)", at, id)
	}
	heads, err := s.heads(ctx, w, "ORDER BY d.loaded_at DESC, d.id DESC LIMIT "+w.arg(p.limit()+1))
	if err != nil {
		return List[News]{}, err
	}
	items := make([]News, len(heads))
	for i, h := range heads {
		items[i].Head = h
	}
	list, err := cut(p, items, func(n News) []any { return []any{n.LoadedAt.UnixMilli(), int64(n.ID)} })
	if err != nil {
		return list, err
	}
	for i := range list.Items {
		if err := s.changes(ctx, &list.Items[i]); err != nil {
			return List[News]{}, err
		}
	}
	return list, nil
}

// changes reads what a document's version says otherwise than the one before.
func (s *Store) changes(ctx context.Context, n *News) error {
	if n.Version < 2 {
		return nil
	}
	type row struct {
		differences int
		changes     []byte
	}
	v, err := one(ctx, s, "这一版", "SELECT differences, changes FROM version WHERE unit_id = $1 AND document_id = $2 AND number = $3",
		[]any{int64(n.Unit), int64(n.ID), n.Version}, func(r *row) []any { return []any{&r.differences, &r.changes} })
	if err != nil {
		return err
	}
	n.Differences = v.differences
	if err := unpack(v.changes, &n.Changes); err != nil {
		return err
	}
	n.Changes = n.Changes[:min(len(n.Changes), MaxNews)]
	return nil
}
