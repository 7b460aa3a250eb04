package pipeline

import (
	"context"
	"errors"
	"fmt"

	"mingbai/internal/release"
	"mingbai/internal/store"
)

// ErrNotHeld is returned for a release none of whose files is in the store.
var ErrNotHeld = errors.New("库里没有这次发布的文件；先用 mingbai load 把它们存进库")

// Record enters a release into the store: the version that was read from its
// files is signed from now on. Whoever calls has verified the bundle. Entered
// again, it is the release that there is.
func Record(ctx context.Context, s *store.Store, actor string, b *release.Bundle) (*store.Release, error) {
	m, err := b.Open()
	if err != nil {
		return nil, err
	}
	of, err := released(ctx, s, m)
	if err != nil {
		return nil, fmt.Errorf("记发布 %s：%w", m.Document, err)
	}
	proof, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	r := store.Release{Unit: of.Unit, Document: of.Document, Version: of.Version, SHA256: b.ID, LogIndex: -1, Proof: proof}
	if b.Log != nil {
		r.LogIndex = b.Log.Index
	}
	if c := m.Corrects; c != nil {
		if r.Corrects, err = recorded(ctx, s, of.Document, c.ID); err != nil {
			return nil, err
		}
		if r.Corrects != 0 {
			r.Reason = c.Reason
		}
	}
	return s.AddRelease(ctx, actor, r)
}

// released is the version that a release's files were read as.
func released(ctx context.Context, s *store.Store, m *release.Manifest) (store.VersionOf, error) {
	for _, f := range m.Files {
		list, err := s.ReadFrom(ctx, f.SHA256)
		if err != nil {
			return store.VersionOf{}, err
		}
		for _, v := range list {
			h, err := s.Head(ctx, store.DocumentRef{ID: v.Document})
			if err != nil {
				return v, err
			}
			if h.Year == m.Document.Year && h.Kind == m.Document.Kind && h.Scope == m.Document.Scope {
				return v, nil
			}
		}
	}
	return store.VersionOf{}, ErrNotHeld
}

// recorded is the store's number of the release that is corrected; 0 where the
// store does not have it.
func recorded(ctx context.Context, s *store.Store, document store.ID, id string) (int64, error) {
	list, err := s.Releases(ctx, store.ReleaseFilter{Document: document}, store.Page{Limit: 1000})
	if err != nil {
		return 0, err
	}
	for _, r := range list.Items {
		if r.SHA256 == id {
			return r.ID, nil
		}
	}
	return 0, nil
}
