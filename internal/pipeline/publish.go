package pipeline

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"mingbai/internal/diag"
	"mingbai/internal/release"
)

// PublishOptions say what to publish, with which keys, and where.
type PublishOptions struct {
	Build   Options // Book is the book, or a folder of files that Build wrote
	Result  *Result // what Build has made of Build.Book just now; nil: it is built
	Waivers string  // for a folder of built files; empty: none

	Log     string // folder of the log
	Key     string // the unit's private key, or the folder of it
	HeadKey string // the head's; needed where an error is waived
	SM2Key  string // empty: no SM2 signature
	LogKey  string // empty: log.key beside Key

	Corrects  string            // ID of the release to correct, or its first digits
	Reason    string            // why
	ReasonFor map[string]string // reasons of single changes, by place or group

	Program string // name and version that the manifest shows
}

// Published is what was published, or why not.
type Published struct {
	Bundle   *release.Bundle // nil where it was refused
	Manifest *release.Manifest
	Path     string // of the bundle beside the files
	Again    bool   // was in the log already; the bundle was written anew

	Built    *Result       // nil where the files were there
	Checked  diag.Document // what the rules say
	Unlike   []string      // files that do not say what the data says
	LeftOut  []string      // files of the folder that are no documents, not published
	NeedHead int           // waived errors, which lack the head's signature
}

// Refused reports whether nothing was published, for reasons in the content.
func (p *Published) Refused() bool { return p.Bundle == nil }

// Publish builds or takes built files, and unless the rules find errors signs
// them, puts the release into the log and writes its bundle beside the files.
func Publish(ctx context.Context, o PublishOptions) (*Published, error) {
	keys, err := o.readKeys()
	if err != nil {
		return nil, err
	}
	out := new(Published)
	files, err := o.files(ctx, out)
	if err != nil || files == nil {
		return out, err
	}
	waived := waivedErrors(out.Checked.Findings)
	switch {
	case out.Checked.Worst() >= diag.Error, len(out.Unlike) > 0:
		return out, nil
	case len(waived) > 0 && o.HeadKey == "":
		out.NeedHead = len(waived)
		return out, nil
	}
	w, err := release.OpenWriter(o.Log, keys.log)
	if err != nil {
		return nil, err
	}
	o.say("签名，写进日志")
	for try := 1; ; try++ {
		err := o.log(ctx, w, keys, files, waived, out)
		if err == nil {
			break
		}
		if !errors.Is(err, release.ErrOvertaken) || try == turns {
			return nil, err
		}
		o.Build.Today = w.Now()
	}
	if out.Manifest, err = out.Bundle.Open(); err != nil {
		return nil, err
	}
	out.Path, err = release.WriteBeside(out.Bundle, files.data)
	return out, err
}

// turns bounds how often a release is signed that others of the same log overtake.
const turns = 5

// log signs the release and puts it into the log.
func (o PublishOptions) log(ctx context.Context, w *release.Writer, keys *publishKeys, files *publishFiles, waived []release.Waived, out *Published) error {
	m, err := o.manifest(files, waived, keys.signers[0].Name())
	if err != nil {
		return err
	}
	tree, err := w.Latest(ctx)
	if err != nil {
		return err
	}
	if err := o.correction(ctx, tree, m, files); err != nil {
		return err
	}
	out.Bundle, out.Again, err = o.bundle(ctx, tree, m, keys)
	if err != nil {
		return err
	}
	return w.Publish(ctx, out.Bundle, files.canonical)
}

func (o PublishOptions) say(step string) {
	if o.Build.Progress != nil {
		o.Build.Progress(step)
	}
}

// bundle signs a manifest; where the same files are the newest release already,
// it takes the bundle that was signed then.
func (o PublishOptions) bundle(ctx context.Context, tree *release.Tree, m *release.Manifest, keys *publishKeys) (b *release.Bundle, again bool, err error) {
	history, err := tree.History(ctx, m.Document)
	if err != nil {
		return nil, false, err
	}
	if len(history) > 0 && slices.Equal(history[0].Manifest.Files, m.Files) {
		b, err = release.NewLog(release.Dir(o.Log), nil).Bundle(ctx, history[0].ID)
		if err != nil {
			return nil, false, fmt.Errorf("这些文件已经发布过（第 %d 条），它的凭据却读不出：%w", history[0].Index, err)
		}
		return b, true, nil
	}
	b, err = keys.sign(m)
	return b, false, err
}

// publishKeys are the keys of one release.
type publishKeys struct {
	signers []release.Signer // the unit's, then the head's
	sm2     []*release.SM2Signer
	log     *release.LogKey
	lists   []string // key lists beside them, as signed
}

// sign makes the bundle of a manifest, with the lists that the keys are in.
func (k *publishKeys) sign(m *release.Manifest) (*release.Bundle, error) {
	b, err := release.NewBundle(m, k.signers, k.sm2)
	if err != nil {
		return nil, err
	}
	b.Keys = k.lists
	return b, nil
}

func (o PublishOptions) readKeys() (*publishKeys, error) {
	unit := release.KeyPath(o.Key, release.RoleUnit, release.Ed25519)
	log := o.LogKey
	if log == "" {
		log = filepath.Join(filepath.Dir(unit), "log.key")
	}
	log = release.KeyPath(log, release.RoleLog, release.Ed25519)
	keys := new(publishKeys)
	files := []string{unit}
	if o.HeadKey != "" {
		files = append(files, release.KeyPath(o.HeadKey, release.RoleHead, release.Ed25519))
	}
	for _, file := range files {
		s, err := release.ReadSigner(file)
		if err != nil {
			return nil, err
		}
		keys.signers = append(keys.signers, s)
	}
	if o.SM2Key != "" {
		files = append(files, release.KeyPath(o.SM2Key, release.RoleUnit, release.SM2))
		s, err := release.ReadSM2Signer(files[len(files)-1])
		if err != nil {
			return nil, err
		}
		keys.sm2 = append(keys.sm2, s)
	}
	var err error
	if keys.log, err = release.ReadLogKey(log); err != nil {
		return nil, err
	}
	keys.lists, err = release.ListsBeside(append(files, log)...)
	return keys, err
}

// manifest is what the release says, but for what it corrects.
func (o PublishOptions) manifest(f *publishFiles, waived []release.Waived, by string) (*release.Manifest, error) {
	now := o.Build.Today
	if now.IsZero() {
		return nil, errors.New("发布要写明时间")
	}
	d := f.disclosure
	return &release.Manifest{
		Schema: release.Schema, Time: release.Stamp(now),
		Document: release.Document{UnitCode: d.Unit.Code, Unit: d.Unit.Name, Year: d.Year, Kind: d.Kind, Scope: d.Scope, Title: d.Title},
		By:       release.By{Name: by, Program: o.Program},
		Content:  f.content, Files: f.files, Waived: waived,
	}, nil
}

// waivedErrors are the errors that were let pass.
func waivedErrors(list diag.Findings) []release.Waived {
	var out []release.Waived
	for i := range list {
		if f := &list[i]; f.Severity >= diag.Error && f.Waived != nil {
			out = append(out, release.Waived{Rule: f.Rule, Place: f.Place(), Reason: f.Waived.Reason, By: f.Waived.By})
		}
	}
	return out
}
