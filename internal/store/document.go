package store

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
)

// Document is one version of a document with what checking found in it, the
// files that it was read from, and all its versions.
func (s *Store) Document(ctx context.Context, r DocumentRef) (*Document, error) {
	head, err := s.head(ctx, r)
	if err != nil {
		return nil, err
	}
	return s.DocumentOf(ctx, head, r.Version)
}

// DocumentOf is Document of which the head was read; version 0 is the one that counts.
func (s *Store) DocumentOf(ctx context.Context, head *Head, version int) (*Document, error) {
	out := &Document{Head: *head, Number: version}
	if out.Number == 0 {
		out.Number = head.Version
	}
	key := []any{int64(head.Unit), int64(head.ID)}
	all, ctx := errgroup.WithContext(ctx) // what a document says takes longest to read
	all.Go(func() error { return s.content(ctx, out, append(key[:2:2], out.Number)) })
	all.Go(func() (err error) { out.All, err = s.versions(ctx, key); return err })
	all.Go(func() (err error) { out.Files, err = s.filesOf(ctx, key); return err })
	if err := all.Wait(); err != nil {
		return nil, err
	}
	return out, nil
}

// Head is a document without its content; r.Version is not looked at.
func (s *Store) Head(ctx context.Context, r DocumentRef) (*Head, error) { return s.head(ctx, r) }

func (s *Store) head(ctx context.Context, r DocumentRef) (*Head, error) {
	w := headWhere(r)
	return one(ctx, s, "这份文件", "SELECT "+headColumns+headFrom+w.String()+headFirst, w.args, intoHead)
}

// HeadAndFiles is Head together with how many files the document's versions were read from.
func (s *Store) HeadAndFiles(ctx context.Context, r DocumentRef) (h *Head, files int, err error) {
	w := headWhere(r)
	h, err = one(ctx, s, "这份文件", "SELECT "+headColumns+", (SELECT count(*) FROM document_file f WHERE f.unit_id = d.unit_id AND f.document_id = d.id)"+
		headFrom+w.String()+headFirst, w.args, func(h *Head) []any { return append(intoHead(h), &files) })
	return h, files, err
}

// headFirst takes the unit's own document before its department's.
const headFirst = " ORDER BY d.scope DESC LIMIT 1"

func headWhere(r DocumentRef) *where {
	w := &where{}
	if r.ID != 0 {
		w.add("d.id = ?", int64(r.ID))
	} else {
		kind := r.Kind
		if kind == "" {
			kind = "budget"
		}
		w.add("d.unit_id = ? AND d.year = ? AND d.kind = ?", int64(r.Unit), r.Year, kind)
		if r.Scope != "" {
			w.add("d.scope = ?", r.Scope)
		}
	}
	return w
}

// SectionsOf is the narrative of a document as it now stands, without the rest.
func (s *Store) SectionsOf(ctx context.Context, h *Head) ([]budget.Section, error) {
	packed, err := one(ctx, s, "这份文件的说明", "SELECT disclosure FROM version WHERE unit_id = $1 AND document_id = $2 AND number = $3",
		[]any{int64(h.Unit), int64(h.ID), h.Version}, func(b *[]byte) []any { return []any{b} })
	if err != nil {
		return nil, err
	}
	var said struct {
		Sections []budget.Section `json:"sections"`
	}
	return said.Sections, unpack(*packed, &said)
}

// content reads what a version says.
func (s *Store) content(ctx context.Context, d *Document, key []any) error {
	type row struct {
		meaning                     string
		disclosure, report, changes []byte
	}
	v, err := one(ctx, s, fmt.Sprintf("这份文件的第%d版", d.Number),
		"SELECT meaning, disclosure, report, changes FROM version WHERE unit_id = $1 AND document_id = $2 AND number = $3", key,
		func(r *row) []any { return []any{&r.meaning, &r.disclosure, &r.report, &r.changes} })
	if err != nil {
		return err
	}
	d.Meaning, d.Disclosure, d.Report = v.meaning, &budget.Disclosure{}, &diag.Document{}
	var both errgroup.Group
	both.Go(func() error { return unpack(v.disclosure, d.Disclosure) })
	both.Go(func() error {
		if err := unpack(v.report, d.Report); err != nil {
			return err
		}
		return unpack(v.changes, &d.Changes)
	})
	return both.Wait()
}

func (s *Store) versions(ctx context.Context, key []any) ([]VersionHead, error) {
	return query(ctx, s, `SELECT number, meaning, profile, fit, origin, source, loaded_at, errors, warnings, notes, differences
		FROM version WHERE unit_id = $1 AND document_id = $2 ORDER BY number DESC`, key, func(v *VersionHead) []any {
		return []any{
			&v.Number, &v.Meaning, &v.Profile, &v.Fit, &v.Origin, &v.Source, (*millisTo)(&v.LoadedAt),
			&v.Errors, &v.Warnings, &v.Notes, &v.Differences,
		}
	})
}

func (s *Store) filesOf(ctx context.Context, key []any) ([]FileInfo, error) {
	return query(ctx, s, `SELECT f.sha256, f.size, f.media_type, l.version, l.name, l.origin, l.source, l.loaded_at
		FROM document_file l JOIN file f ON f.sha256 = l.sha256 WHERE l.unit_id = $1 AND l.document_id = $2
		ORDER BY l.version DESC, l.loaded_at DESC, l.sha256`, key, func(f *FileInfo) []any {
		return []any{&f.SHA256, &f.Size, &f.MediaType, &f.Version, &f.Name, &f.Origin, &f.Source, (*millisTo)(&f.LoadedAt)}
	})
}
