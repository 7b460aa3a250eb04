package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"mingbai/internal/compare"
	"mingbai/internal/release"
	"mingbai/internal/render/data"
)

// correction fills in what the release corrects: the changes between what was
// released then and what is released now.
func (o PublishOptions) correction(ctx context.Context, tree *release.Tree, m *release.Manifest, f *publishFiles) error {
	switch {
	case o.Corrects == "" && o.Reason == "":
		return nil
	case o.Corrects == "":
		return errors.New("写了原因，没有写更正哪一次发布；用 --corrects 写它的编号")
	case o.Reason == "":
		return errors.New("更正要写明原因；用 --reason 写")
	}
	was, err := tree.Find(ctx, o.Corrects)
	if err != nil {
		return err
	}
	if was.Manifest == nil || was.Manifest.Content == nil {
		return fmt.Errorf("发布 %s 没有数据，算不出改了什么", was.ID)
	}
	if !was.Manifest.Document.Same(m.Document) {
		return fmt.Errorf("%s 是%s的发布，要发布的是%s；更正只能是同一份文件", o.Corrects, was.Manifest.Document, m.Document)
	}
	m.Corrects = &release.Corrects{ID: was.ID, Reason: o.Reason}
	if was.Manifest.Content.Digests == m.Content.Digests {
		return nil // the files alone are others
	}
	raw, err := release.NewLog(release.Dir(o.Log), nil).Content(ctx, was.Manifest.Content)
	if err != nil {
		return err
	}
	before, err := data.Read(bytes.NewReader(raw))
	if err != nil {
		return fmt.Errorf("读 %s 发布的数据：%w", was.ID, err)
	}
	m.Corrects.Changes, err = o.changes(compare.Of(compare.Side{Disclosure: before}, compare.Side{Disclosure: f.disclosure}))
	return err
}

// changes are the changes as a manifest has them. A reason given for a place that
// did not change is an error.
func (o PublishOptions) changes(c *compare.Comparison) ([]release.Change, error) {
	used := map[string]bool{}
	var out []release.Change
	for _, x := range c.Changes {
		if x.Part == compare.InFindings {
			continue
		}
		one := release.Change{
			Part: string(x.Part), Kind: string(x.Kind), Group: x.Group, Place: x.Place, Name: x.Name,
			Old: x.A, New: x.B, Unit: x.UnitB,
		}
		switch {
		case x.UnitB == "":
			one.Unit = x.UnitA
		case x.UnitA != "" && x.UnitA != x.UnitB:
			one.Old, one.New, one.Unit = x.A+x.UnitA, x.B+x.UnitB, ""
		}
		for _, key := range []string{x.Group, x.Place} {
			if why := o.ReasonFor[key]; key != "" && why != "" {
				one.Reason, used[key] = why, true
			}
		}
		out = append(out, one)
	}
	for key := range o.ReasonFor {
		if !used[key] {
			return nil, fmt.Errorf("--reason-for 写的“%s”没有改动；改动的地方看 mingbai diff", key)
		}
	}
	return out, nil
}
