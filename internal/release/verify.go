package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// Question says what to verify and against what.
type Question struct {
	File   string  // path of the file that someone was given
	Bundle *Bundle // nil: the log is searched for the file
	Log    *Log    // nil: only what the bundle proves is checked
	Trust  *Trust
}

// Verify checks a file. Whatever comes of it stands in the verdict; the error is
// for a file that cannot be read.
func Verify(ctx context.Context, q Question) (*Verdict, error) {
	file, err := FileOf(q.File)
	if err != nil {
		return nil, err
	}
	x := &verification{Question: q, v: new(Verdict), file: file}
	x.Trust = q.Trust.clone()
	if x.Log != nil {
		x.Log = &Log{src: q.Log.src, trust: x.Trust, now: q.Log.now}
	}
	if x.Bundle == nil && !x.search(ctx) {
		return x.v, nil
	}
	x.learn()
	if !x.manifest() {
		return x.v, nil
	}
	x.signatures()
	if err := x.content(); err != nil {
		return nil, err
	}
	x.place()
	x.online(ctx)
	return x.v, nil
}

// clone is a copy that may learn without the original knowing.
func (t *Trust) clone() *Trust { return &Trust{lists: slices.Clone(t.lists)} }

// verification is the state of one.
type verification struct {
	Question
	v     *Verdict
	file  File
	entry []byte
	m     *Manifest
	tree  *Tree // the log's newest; nil until it was read
}

// search finds the release that holds the file in the log, and its signatures.
// It reports whether there is a bundle to go on with.
func (x *verification) search(ctx context.Context) bool {
	if x.Log == nil {
		x.v.add(Unknown, ofBundle, "没有发布凭据，也没有说是哪个日志；用 --bundle 写明 .release.json，或用 --log 写明日志的地址")
		return false
	}
	tree, err := x.latest(ctx)
	if err != nil {
		x.v.fault(ofLog, err)
		return false
	}
	named := ""
	for r, err := range tree.Backward(ctx) {
		if err != nil {
			x.v.fault(ofLog, err)
			return false
		}
		if r.Manifest == nil {
			continue
		}
		if slices.ContainsFunc(r.Manifest.Files, func(f File) bool { return f.Digests == x.file.Digests }) {
			if x.Bundle, err = x.Log.Bundle(ctx, r.ID); err != nil {
				x.v.fault(ofBundle, err)
			}
			return err == nil
		}
		if named == "" && slices.ContainsFunc(r.Manifest.Files, func(f File) bool { return f.Name == x.file.Name }) {
			named = fmt.Sprintf("；同名的文件在第 %d 条（%s）发布过，内容不是这样", r.Index, short(r.ID))
		}
	}
	x.v.add(Bad, ofFile, "日志 %s 的 %d 条里没有这份文件（SHA-256 %s）%s", x.Log, tree.Size, short(x.file.SHA256), named)
	return false
}

func (x *verification) latest(ctx context.Context) (*Tree, error) {
	if x.tree != nil {
		return x.tree, nil
	}
	var err error
	x.tree, err = x.Log.Latest(ctx)
	return x.tree, err
}

// learn takes up the key lists that the bundle carries, as far as what is
// trusted leads to them.
func (x *verification) learn() {
	for _, raw := range x.Bundle.Keys {
		if err := x.Trust.Learn([]byte(raw)); err != nil {
			x.v.add(Bad, ofBundle, "凭据所附的密钥名单：%s", err)
		}
	}
}

// manifest reads what was released.
func (x *verification) manifest() bool {
	entry, err := x.Bundle.entry()
	if err == nil {
		x.m, err = ParseManifest(entry)
	}
	if err != nil {
		x.v.add(Bad, ofBundle, "%s", err)
		return false
	}
	x.entry, x.v.ID, x.v.Manifest = entry, ID(entry), x.m
	return true
}

// signatures checks who signed, and whether they might.
func (x *verification) signatures() {
	o, err := x.Trust.open([]byte(x.Bundle.Note))
	if err != nil {
		x.v.add(Bad, ofSignature, "%s", err)
		return
	}
	if o.text != string(x.entry)+"\n" {
		x.v.add(Bad, ofSignature, "签名的内容在清单以外还有别的")
		return
	}
	if k := o.by(RoleUnit); k == nil {
		x.v.add(Bad, ofSignature, "没有可信的单位签名（%s）；核对 --trust 的密钥名单是不是这个单位的", o.strangers())
	} else {
		x.signer(ofSignature, k)
	}
	switch k := o.by(RoleHead); {
	case k != nil:
		x.signer(ofHead, k)
	case len(x.m.Waived) > 0:
		x.v.add(Bad, ofHead, "有 %d 个错误是放行的，应有负责人的签名，没有可信的", len(x.m.Waived))
	}
	for _, s := range x.Bundle.SM2 {
		x.sm2(s)
	}
}

// signer checks that a key might sign this release when it says it was made.
func (x *verification) signer(name string, k *Key) {
	if why := x.barred(k); why != "" {
		x.v.add(Bad, name, "%s", why)
		return
	}
	x.v.add(Good, name, "%s 于 %s 签名", k, x.m.Time)
}

// barred says why a key might not sign this release; empty where it might.
func (x *verification) barred(k *Key) string {
	switch at := x.m.When(); {
	case k.Until != "" && !k.Active(at) && x.m.Time >= k.Until:
		return fmt.Sprintf("密钥%s已在 %s 停用，发布却在 %s：停用的密钥不能再签", k, k.Until, x.m.Time)
	case !k.Active(at):
		return fmt.Sprintf("密钥%s从 %s 起用，发布却在 %s", k, k.From, x.m.Time)
	case k.Unit != "" && k.Unit != x.m.Document.Unit:
		return fmt.Sprintf("密钥%s只为“%s”签名，发布的是“%s”的", k, k.Unit, x.m.Document.Unit)
	}
	return ""
}

func (x *verification) sm2(s SM2Signature) {
	k := x.Trust.keys().find(s.Name, s.Key)
	if k == nil || k.Algorithm != SM2 {
		x.v.add(Remark, ofSM2, "SM2 密钥 %s（%s）不在信任的名单里，没有核对", s.Name, s.Key)
		return
	}
	if !s.holds(k, x.entry) {
		x.v.add(Bad, ofSM2, "SM2 密钥%s的签名与清单不符", k)
		return
	}
	if why := x.barred(k); why != "" {
		x.v.add(Bad, ofSM2, "%s", why)
		return
	}
	x.v.add(Good, ofSM2, "%s 用 SM2、SM3 签名", k)
}

// content checks the file against the manifest.
func (x *verification) content() error {
	for _, f := range x.m.Files {
		if f.Digests != x.file.Digests || f.Size != x.file.Size {
			continue
		}
		if f.Name != x.file.Name {
			x.v.add(Remark, ofFile, "内容与发布的一样；发布时的文件名是 %s", f.Name)
			return nil
		}
		x.v.add(Good, ofFile, "与发布的一样：%d 字节，SHA-256 %s", f.Size, short(f.SHA256))
		return nil
	}
	i := slices.IndexFunc(x.m.Files, func(f File) bool { return f.Name == x.file.Name })
	if i < 0 {
		i = slices.IndexFunc(x.m.Files, func(f File) bool { return filepath.Ext(f.Name) == filepath.Ext(x.file.Name) })
	}
	if i < 0 {
		x.v.add(Bad, ofFile, "这次发布里没有这样的文件；有的是 %s", x.names())
		return nil
	}
	was := x.m.Files[i]
	what := fmt.Sprintf("与发布的 %s 不同：", was.Name)
	if was.Size != x.file.Size {
		what += fmt.Sprintf("发布时 %d 字节，现在 %d 字节", was.Size, x.file.Size)
	} else {
		what += fmt.Sprintf("大小一样，有字节被改过（SHA-256 应为 %s，现为 %s）", short(was.SHA256), short(x.file.SHA256))
	}
	where, err := x.parts()
	if err != nil {
		return err
	}
	x.v.add(Bad, ofFile, "%s%s", what, where)
	return nil
}

func (x *verification) names() string {
	var out []string
	for _, f := range x.m.Files {
		out = append(out, f.Name)
	}
	return strings.Join(out, "、")
}

// parts says which parts of a data file are not as released, as far as the
// manifest can tell.
func (x *verification) parts() (string, error) {
	if filepath.Ext(x.file.Name) != ".json" || x.m.Content == nil || x.file.Size > maxContent {
		return "", nil
	}
	raw, err := os.ReadFile(x.File)
	if err != nil {
		return "", fmt.Errorf("读 %s：%w", x.File, err)
	}
	now, _, err := ContentOf(raw)
	if err != nil {
		return "；" + err.Error(), nil
	}
	if now.Digests == x.m.Content.Digests {
		return "；数据没有变，变的是空格、换行或键的次序", nil
	}
	list := x.m.Content.differing(now)
	if len(list) == 0 {
		return "；各部分都没有变，变的是表的次序", nil
	}
	return "；不同的是" + strings.Join(list, "、"), nil
}

// place checks the proof that the release is in the log.
func (x *verification) place() {
	at := x.Bundle.Log
	if at == nil {
		if x.Log == nil {
			x.v.add(Bad, ofLog, "凭据里没有日志的证明：发布没有写进日志，或没有写完")
		}
		return
	}
	c, err := x.Trust.Checkpoint([]byte(at.Checkpoint), time.Time{})
	if err != nil {
		x.v.add(Bad, ofLog, "%s", err)
		return
	}
	if at.Index < 0 || at.Index >= c.Size || tlog.CheckRecord(at.Inclusion, c.Size, c.Root, at.Index, tlog.RecordHash(x.entry)) != nil {
		x.v.add(Bad, ofLog, "在日志里的证明不对：这份清单不是检查点（%d 条）里的第 %d 条", c.Size, at.Index)
		return
	}
	x.v.add(Good, ofLog, "日志 %s 第 %d 条，检查点共 %d 条", c.Origin, at.Index, c.Size)
}

// online checks against the log as it is now.
func (x *verification) online(ctx context.Context) {
	if x.Log == nil {
		x.v.add(Remark, ofLater, "没有连日志（--log），不知道后来有没有更正")
		return
	}
	tree, err := x.latest(ctx)
	if err != nil {
		x.v.fault(ofLog, err)
		return
	}
	index, ok := x.still(ctx, tree)
	if !ok {
		return
	}
	later, err := tree.corrections(ctx, index, x.v.ID)
	if err != nil {
		x.v.fault(ofLater, err)
		return
	}
	for _, r := range later {
		if why := x.unproven(ctx, r); why != "" {
			x.v.add(Remark, ofLater, "日志 %s 第 %d 条（%s）自称是更正，%s，没有采信", x.Log, r.Index, short(r.ID), why)
			continue
		}
		x.v.Corrected = append(x.v.Corrected, r)
		c := r.Manifest.Corrects
		x.v.add(Bad, ofLater, "已被更正：%s 第 %d 条（%s），%s，改动 %d 处，原因：%s", x.Log, r.Index, short(r.ID), r.Manifest.Time, len(c.Changes), c.Reason)
	}
	if len(later) == 0 {
		x.v.add(Good, ofLater, "到日志现在的 %d 条为止没有更正", tree.Size)
	}
}

// unproven says why an entry of the log that calls itself a correction of the
// release is not believed to be the unit's; empty where it is.
func (x *verification) unproven(ctx context.Context, r Release) string {
	if !r.Manifest.Document.Same(x.m.Document) {
		return "却是另一份文件的"
	}
	b, err := x.Log.Bundle(ctx, r.ID)
	if err != nil {
		return "签名读不到"
	}
	if entry, err := b.entry(); err != nil || string(entry) != string(r.Entry) {
		return "凭据却不是它的"
	}
	y := &verification{Question: Question{Bundle: b, Trust: x.Trust.clone()}, v: new(Verdict), m: r.Manifest, entry: r.Entry}
	y.learn()
	y.signatures()
	if y.v.Worst() == Bad {
		return "签名却不可信"
	}
	return ""
}

// still checks that the log as it is now holds the release where the bundle says,
// and has grown from what the bundle saw. Without a place the log is searched.
func (x *verification) still(ctx context.Context, tree *Tree) (index int64, ok bool) {
	at := x.Bundle.Log
	if at == nil {
		r, err := tree.Find(ctx, x.v.ID)
		switch {
		case errors.Is(err, fs.ErrNotExist) && !unreachable(err):
			x.v.add(Bad, ofLog, "日志 %s 里没有这次发布（%s）", x.Log, short(x.v.ID))
		case err != nil:
			x.v.fault(ofLog, err)
		default:
			x.v.add(Good, ofLog, "日志 %s 第 %d 条，共 %d 条", tree.Origin, r.Index, tree.Size)
		}
		return r.Index, err == nil
	}
	c, err := x.Trust.Checkpoint([]byte(at.Checkpoint), time.Time{})
	if err != nil {
		return 0, false // said already
	}
	if c.Origin != tree.Origin {
		x.v.add(Bad, ofLog, "凭据说的日志是 %s，%s 是另一个日志 %s", c.Origin, x.Log, tree.Origin)
		return 0, false
	}
	if _, err := tree.Consistency(ctx, c); err != nil {
		x.v.fault(ofLog, fmt.Errorf("与 %s 现在的日志合不上：%w", x.Log, err))
		return 0, false
	}
	entry, err := tree.Entry(ctx, at.Index)
	switch {
	case err != nil:
		x.v.fault(ofLog, err)
	case string(entry) != string(x.entry):
		x.v.add(Bad, ofLog, "日志 %s 的第 %d 条是另一次发布（%s）", x.Log, at.Index, short(ID(entry)))
	default:
		return at.Index, true
	}
	return 0, false
}

// corrections lists what corrects a release, and what corrects that, in the
// order of the log.
func (t *Tree) corrections(ctx context.Context, after int64, id string) ([]Release, error) {
	var out []Release
	ids := map[string]bool{id: true}
	for n := after + 1; n < t.Size; n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r, err := t.Release(ctx, n)
		if err != nil {
			return nil, err
		}
		if r.Manifest != nil && r.Manifest.Corrects != nil && ids[r.Manifest.Corrects.ID] {
			ids[r.ID] = true
			out = append(out, r)
		}
	}
	return out, nil
}
