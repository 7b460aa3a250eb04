package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
)

// Beside looks at what stands beside the entries of a log, from one on: the bundle
// that proves who signed, and the disclosure. The tree holds neither, so that a log
// may be sound while they are changed or gone. What is wrong is listed, each with its
// file; the error is for what could not be read.
//
// That nobody who is trusted has signed, as unit or as its head, is wrong only where a
// key is trusted that might have: of other units the watcher knows no keys.
func (l *Log) Beside(ctx context.Context, c *Checkpoint, from int64) (faults []error, err error) {
	tree := l.At(ctx, c)
	for n := from; n < c.Size; n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r, err := tree.Release(ctx, n)
		if err != nil {
			return nil, err
		}
		if r.Manifest == nil {
			continue // said by whoever watches the entries
		}
		for _, look := range []func(context.Context, Release) error{l.proven, l.disclosed} {
			switch err := look(ctx, r); {
			case err == nil:
			case unreachable(err) && !errors.Is(err, fs.ErrNotExist):
				return nil, err
			default:
				faults = append(faults, fmt.Errorf("第 %d 条（%s）：%w", n, r.Manifest.Document, err))
			}
		}
	}
	return faults, nil
}

// proven sees that a release's bundle is its own and that its signatures hold.
func (l *Log) proven(ctx context.Context, r Release) error {
	file := bundlePath(r.ID)
	b, err := l.Bundle(ctx, r.ID)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("凭据 %s 不见了", file)
	case err != nil:
		return fmt.Errorf("凭据 %s：%w", file, err)
	}
	entry, err := b.entry()
	switch {
	case err != nil:
		return fmt.Errorf("凭据 %s：%w", file, err)
	case string(entry) != string(r.Entry):
		return fmt.Errorf("凭据 %s 是另一次发布（%s）的", file, short(b.ID))
	}
	x := &verification{Question: Question{Bundle: b, Trust: l.trust.clone()}, v: new(Verdict), m: r.Manifest, entry: entry}
	x.learn()
	if !x.ours(RoleUnit) {
		if _, err := x.Trust.open([]byte(b.Note)); err != nil {
			return fmt.Errorf("凭据 %s：%w", file, err)
		}
		return nil
	}
	x.signatures()
	for _, check := range x.v.Checks {
		if check.Result == Bad && (check.Name != ofHead || x.ours(RoleHead)) {
			return fmt.Errorf("凭据 %s：%s：%s", file, check.Name, check.Text)
		}
	}
	return nil
}

// ours reports whether a key is trusted that might have signed for the unit in a role.
func (x *verification) ours(role Role) bool {
	return slices.ContainsFunc(x.Trust.Keys(), func(k Key) bool {
		return k.Role == role && (k.Unit == "" || k.Unit == x.m.Document.Unit)
	})
}

// disclosed sees that the disclosure that a release is of is there as it was.
func (l *Log) disclosed(ctx context.Context, r Release) error {
	c := r.Manifest.Content
	if c == nil {
		return nil
	}
	_, err := l.Content(ctx, c)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("公开数据 %s 不见了", contentPath(c.SHA256))
	}
	return err
}
