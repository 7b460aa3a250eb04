package release

import (
	"context"
	"errors"
	"fmt"
)

// Publish puts a signed release into the log for good, and its bundle and the
// canonical bytes of its disclosure (nil: none) beside it. It completes b with
// where the release stands, and refuses
//
//   - signatures that w.Trust does not believe, or where that is nil, those that a
//     verifier of b.Keys would not;
//   - a document that was released before, unless b corrects its newest release.
//
// After a cut between the two, Publish of the same bundle completes what is there.
func (w *Writer) Publish(ctx context.Context, b *Bundle, content []byte) error {
	entry, err := b.entry()
	if err != nil {
		return err
	}
	m, err := ParseManifest(entry)
	if err != nil {
		return err
	}
	if err := b.preflight(m, entry, w.Trust); err != nil {
		return err
	}
	unlock, err := w.lock()
	if err != nil {
		return err
	}
	defer unlock()
	c, err := w.recover(ctx)
	if err != nil {
		return err
	}
	index, there, err := w.turn(ctx, w.tree(ctx, c), m, b.ID)
	if err != nil {
		return err
	}
	if !there { // before anything of it is kept
		if err := w.inOrder(ctx, w.tree(ctx, c), [][]byte{entry}); err != nil {
			return err
		}
	}
	if err := w.keep(b, m, content); err != nil {
		return err
	}
	if !there {
		if index, c, err = w.append(ctx, [][]byte{entry}); err != nil {
			return err
		}
	}
	proof, err := w.tree(ctx, c).Inclusion(ctx, index)
	if err != nil {
		return err
	}
	b.locate(index, c, proof)
	return w.keep(b, m, nil)
}

// turn reports whether the release is in the log already, and where; else whether
// it may come next.
func (w *Writer) turn(ctx context.Context, tree *Tree, m *Manifest, id string) (index int64, there bool, err error) {
	history, err := tree.History(ctx, m.Document)
	if err != nil {
		return 0, false, err
	}
	for _, r := range history {
		if r.ID == id {
			return r.Index, true, nil
		}
	}
	switch {
	case len(history) == 0 && m.Corrects == nil:
		return 0, false, nil
	case len(history) == 0:
		return 0, false, fmt.Errorf("日志里没有%s的发布，更正不了 %s", m.Document, short(m.Corrects.ID))
	case m.Corrects == nil:
		return 0, false, &PublishedError{history[0]}
	case m.Corrects.ID != history[0].ID:
		return 0, false, fmt.Errorf("%s最新的发布是 %s（%s），应更正它，不是 %s", m.Document, short(history[0].ID), history[0].Manifest.Time, short(m.Corrects.ID))
	}
	return 0, false, nil
}

// PublishedError says that a document was released before.
type PublishedError struct{ Release Release }

func (e *PublishedError) Error() string {
	return fmt.Sprintf("%s已在 %s 发布（第 %d 条，%s）；发布过的不能替换，改动作为更正发布：--corrects %[4]s --reason 原因",
		e.Release.Manifest.Document, e.Release.Manifest.Time, e.Release.Index, short(e.Release.ID))
}

// preflight refuses signatures that nobody would believe: by the lists that the
// log's keeper trusts and what they lead to, or by the bundle's own.
func (b *Bundle) preflight(m *Manifest, entry []byte, trusted *Trust) error {
	trust := new(Trust)
	learn := trust.believe
	if trusted != nil {
		trust = trusted.clone()
		learn = trust.Learn
	}
	for _, raw := range b.Keys {
		if err := learn([]byte(raw)); err != nil {
			return err
		}
	}
	x := &verification{Question: Question{Bundle: b, Trust: trust}, v: new(Verdict), m: m, entry: entry}
	x.signatures()
	var faults []error
	for _, c := range x.v.Checks {
		if c.Result == Bad {
			faults = append(faults, fmt.Errorf("%s：%s", c.Name, c.Text))
		}
	}
	return errors.Join(faults...)
}

// keep writes the bundle and the content into the log's folder.
func (w *Writer) keep(b *Bundle, m *Manifest, content []byte) error {
	if content != nil {
		if m.Content == nil || digestsOf(content) != m.Content.Digests {
			return errors.New("要存的公开数据不是清单所说的")
		}
		if err := w.put(contentPath(m.Content.SHA256), content); err != nil {
			return err
		}
	}
	raw, err := b.Bytes()
	if err != nil {
		return err
	}
	return w.put(bundlePath(b.ID), raw)
}
