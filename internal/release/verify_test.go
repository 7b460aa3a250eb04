package release

import (
	"bytes"
	"context"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
)

const testData = `{"schema":"x","tables":[{"id":"T01","title":"收支总表","cells":["667.98"]},{"id":"T02","title":"收入总表","cells":["311.53"]}],"sections":["甲"]}`

// shop is a unit with keys, a log, and files that it released.
type shop struct {
	*testLog
	files  string
	bundle *Bundle
	sm2    *SM2Signer
}

func newShop(t *testing.T) *shop {
	t.Helper()
	s := &shop{testLog: newTestLog(t), files: t.TempDir()}
	if _, err := s.keys.New(NewKey{Role: RoleUnit, Algorithm: SM2}); err != nil {
		t.Fatal(err)
	}
	var err error
	if s.sm2, err = ReadSM2Signer(s.keys.KeyFile(RoleUnit, SM2)); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, s.file("公开.json"), []byte(testData))
	mustWrite(t, s.file("公开.pdf"), []byte("%PDF 第一稿"))
	s.bundle = s.publish(t, s.draft(t, 0))
	return s
}

func (s *shop) file(name string) string { return filepath.Join(s.files, name) }

// draft is a manifest of the files as they are, n seconds after noon.
func (s *shop) draft(t *testing.T, n int) *Manifest {
	t.Helper()
	m := testManifest(n)
	m.Files = nil
	for _, name := range []string{"公开.json", "公开.pdf"} {
		f, err := FileOf(s.file(name))
		if err != nil {
			t.Fatal(err)
		}
		m.Files = append(m.Files, f)
	}
	raw, err := os.ReadFile(s.file("公开.json"))
	if err != nil {
		t.Fatal(err)
	}
	if m.Content, _, err = ContentOf(raw); err != nil {
		t.Fatal(err)
	}
	return m
}

func (s *shop) sign(t *testing.T, m *Manifest, roles ...Role) *Bundle {
	t.Helper()
	var signers []note.Signer
	for _, r := range append([]Role{RoleUnit}, roles...) {
		k, err := ReadSigner(s.keys.KeyFile(r, Ed25519))
		if err != nil {
			t.Fatal(err)
		}
		signers = append(signers, k)
	}
	b, err := NewBundle(m, signers, []*SM2Signer{s.sm2})
	if err != nil {
		t.Fatal(err)
	}
	_, list, err := s.keys.List()
	if err != nil {
		t.Fatal(err)
	}
	b.Keys = []string{string(list)}
	return b
}

func (s *shop) publish(t *testing.T, m *Manifest, roles ...Role) *Bundle {
	t.Helper()
	b := s.sign(t, m, roles...)
	if err := s.Publish(context.Background(), b, nil); err != nil {
		t.Fatal(err)
	}
	return b
}

// copyOf is the bundle as it is read from a file.
func (s *shop) copyOf(t *testing.T) *Bundle {
	t.Helper()
	raw, err := s.bundle.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	b, err := ParseBundle(raw)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (s *shop) log(t *testing.T, src Source) *Log {
	t.Helper()
	l := NewLog(src, s.trust(t))
	l.now = func() time.Time { return noon.Add(time.Hour) }
	return l
}

func verdictOf(t *testing.T, q Question) (Result, string) {
	t.Helper()
	v, err := Verify(context.Background(), q)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, c := range v.Checks {
		if c.Result == v.Worst() {
			said = append(said, c.Name+"："+c.Text)
		}
	}
	return v.Worst(), strings.Join(said, "\n")
}

func TestReleasedFilesAreGood(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	server := httptest.NewServer(http.FileServer(http.Dir(s.dir)))
	defer server.Close()
	web, err := NewHTTP(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	for name, q := range map[string]Question{
		"offline":            {Bundle: s.copyOf(t)},
		"with the folder":    {Bundle: s.copyOf(t), Log: s.log(t, Dir(s.dir))},
		"with the web":       {Bundle: s.copyOf(t), Log: s.log(t, web)},
		"the log alone":      {Log: s.log(t, Dir(s.dir))},
		"over the web alone": {Log: s.log(t, web)},
	} {
		for _, file := range []string{"公开.json", "公开.pdf"} {
			q.File, q.Trust = s.file(file), s.trust(t)
			got, said := verdictOf(t, q)
			want := Good
			if q.Log == nil {
				want = Remark // nobody knows of corrections
			}
			if got != want {
				t.Errorf("%s, %s: %d %s", name, file, got, said)
			}
		}
	}
}

// TestAttacks: each thing that can be wrong is found, and named.
func TestAttacks(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	strangers := testKeys(t, "某市信息中心")
	other := newShop(t)
	for name, c := range map[string]struct {
		file   string // changed copy of a file
		change func(b []byte) []byte
		bundle func(b *Bundle)
		trust  *KeyFolder
		want   string
	}{
		"one byte of the PDF": {file: "公开.pdf", change: func(b []byte) []byte { b[3] ^= 1; return b }, want: "有字节被改过"},
		"a longer PDF":        {file: "公开.pdf", change: func(b []byte) []byte { return append(b, ' ') }, want: "发布时 14 字节，现在 15 字节"},
		"a table of the data": {file: "公开.json", change: func(b []byte) []byte { return bytes.Replace(b, []byte("311.53"), []byte("321.53"), 1) }, want: "不同的是表 T02《收入总表》"},
		"tables swapped":      {file: "公开.json", change: swapTables, want: "不同的是表 T01《收支总表》、表 T02《收入总表》"},
		"spaces of the data":  {file: "公开.json", change: func(b []byte) []byte { return append(b, '\n') }, want: "数据没有变"},
		"another key's owner": {trust: strangers, want: "没有可信的单位签名"},
		"the manifest shown": {bundle: func(b *Bundle) {
			b.Manifest = bytes.Replace(b.Manifest, []byte("2026"), []byte("2025"), 1)
		}, want: "与签过名的清单不同"},
		"the manifest, shown and signed": {bundle: func(b *Bundle) {
			b.Manifest = bytes.Replace(b.Manifest, []byte(`"year": 2026`), []byte(`"year": 2025`), 1)
			b.Note = strings.Replace(b.Note, `"year":2026`, `"year":2025`, 1)
			text, _, _ := strings.Cut(b.Note, "\n")
			b.ID = ID([]byte(text))
		}, want: "签名与内容不符"},
		"the ID":            {bundle: func(b *Bundle) { b.ID = strings.Repeat("0", 64) }, want: "编号"},
		"the SM2 signature": {bundle: func(b *Bundle) { b.SM2[0].Signature = other.bundle.SM2[0].Signature }, want: "SM2 密钥"},
		"more than the manifest is signed": {bundle: func(b *Bundle) {
			k, err := ReadSigner(s.keys.KeyFile(RoleUnit, Ed25519))
			if err != nil {
				t.Fatal(err)
			}
			text, _, _ := strings.Cut(b.Note, "\n")
			raw, err := note.Sign(&note.Note{Text: text + "\n另有约定\n"}, k)
			if err != nil {
				t.Fatal(err)
			}
			b.Note = string(raw)
		}, want: "在清单以外还有别的"},
		"a signature cut": {bundle: func(b *Bundle) {
			b.Note = b.Note[:strings.Index(b.Note, "\n\n")+2] + "\n"
		}, want: "签名"},
		"checkpoint not signed": {bundle: func(b *Bundle) {
			text, _, _ := strings.Cut(b.Log.Checkpoint, "\n\n")
			b.Log.Checkpoint = text + "\n\n"
		}, want: "签名的格式不对"},
		"checkpoint of another log": {bundle: func(b *Bundle) { b.Log.Checkpoint = other.bundle.Log.Checkpoint }, want: "检查点没有可信的日志签名"},
		"checkpoint changed": {bundle: func(b *Bundle) {
			b.Log.Checkpoint = strings.Replace(b.Log.Checkpoint, "\n1\n", "\n2\n", 1)
		}, want: "签名与内容不符"},
		"checkpoint signed by the unit": {bundle: func(b *Bundle) {
			k, err := ReadSigner(s.keys.KeyFile(RoleUnit, Ed25519))
			if err != nil {
				t.Fatal(err)
			}
			text, _, _ := strings.Cut(b.Log.Checkpoint, "\n\n")
			raw, err := note.Sign(&note.Note{Text: text + "\n"}, k)
			if err != nil {
				t.Fatal(err)
			}
			b.Log.Checkpoint = string(raw)
		}, want: "检查点没有可信的日志签名"},
		"the index":       {bundle: func(b *Bundle) { b.Log.Index = 1 }, want: "在日志里的证明不对"},
		"the proof":       {bundle: func(b *Bundle) { b.Log.Inclusion = append(b.Log.Inclusion, [32]byte{}) }, want: "在日志里的证明不对"},
		"no proof at all": {bundle: func(b *Bundle) { b.Log = nil }, want: "没有写进日志"},
	} {
		t.Run(name, func(t *testing.T) {
			q := Question{File: s.file("公开.pdf"), Bundle: s.copyOf(t), Trust: s.trust(t)}
			if c.file != "" {
				raw, err := os.ReadFile(s.file(c.file))
				if err != nil {
					t.Fatal(err)
				}
				q.File = filepath.Join(t.TempDir(), c.file)
				changed := c.change(bytes.Clone(raw))
				if bytes.Equal(changed, raw) {
					t.Fatal("nothing was changed")
				}
				mustWrite(t, q.File, changed)
			}
			if c.bundle != nil {
				c.bundle(q.Bundle)
			}
			if c.trust != nil {
				var err error
				if q.Trust, err = ReadTrust(c.trust.ListFile()); err != nil {
					t.Fatal(err)
				}
			}
			if got, said := verdictOf(t, q); got != Bad || !strings.Contains(said, c.want) {
				t.Errorf("%d %s\nwant %s", got, said, c.want)
			}
		})
	}
}

// swapTables gives each of the two tables the other's cells.
func swapTables(raw []byte) []byte {
	return []byte(strings.NewReplacer("667.98", "311.53", "311.53", "667.98").Replace(string(raw)))
}

func TestARenamedFileIsKnown(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	raw, err := os.ReadFile(s.file("公开.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "下载 (1).pdf")
	mustWrite(t, file, raw)
	if got, said := verdictOf(t, Question{File: file, Bundle: s.copyOf(t), Trust: s.trust(t)}); got != Remark || !strings.Contains(said, "发布时的文件名是 公开.pdf") {
		t.Errorf("%d %s", got, said)
	}
}

func TestARetiredKeyNoLongerSigns(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	oldKey, err := os.ReadFile(s.keys.KeyFile(RoleUnit, Ed25519))
	if err != nil {
		t.Fatal(err)
	}
	_, oldList, err := s.keys.List()
	if err != nil {
		t.Fatal(err)
	}
	s.keys.now = func() time.Time { return noon.Add(10 * time.Second) }
	if _, _, err := s.keys.Rotate(RoleUnit, Ed25519); err != nil {
		t.Fatal(err)
	}
	q := Question{File: s.file("公开.pdf"), Bundle: s.copyOf(t), Trust: s.trust(t)}
	if got, said := verdictOf(t, q); got != Remark {
		t.Errorf("what the key signed while it held: %d %s", got, said)
	}
	retired, err := note.NewSigner(strings.TrimSpace(string(oldKey)))
	if err != nil {
		t.Fatal(err)
	}
	m := s.draft(t, 20)
	m.Document.Year++ // another document
	late, err := NewBundle(m, []note.Signer{retired}, nil)
	if err != nil {
		t.Fatal(err)
	}
	late.Keys = []string{string(oldList)} // as one would who hides the rotation
	if err := s.Publish(context.Background(), late, nil); err != nil {
		t.Fatal(err)
	}
	q.Bundle = late
	if got, said := verdictOf(t, q); got != Bad || !strings.Contains(said, "停用的密钥不能再签") {
		t.Errorf("%d %s", got, said)
	}
	_, list, err := s.keys.List()
	if err != nil {
		t.Fatal(err)
	}
	m.Document.Year++
	honest, err := NewBundle(m, []note.Signer{retired}, nil)
	if err != nil {
		t.Fatal(err)
	}
	honest.Keys = []string{string(list)}
	if err := s.Publish(context.Background(), honest, nil); err == nil || !strings.Contains(err.Error(), "停用") {
		t.Errorf("publishing with a retired key: %v", err)
	}
}

// TestWhoTrustsAnOlderListLearnsTheNewKey: the bundle carries the list that the
// old key signed.
func TestWhoTrustsAnOlderListLearnsTheNewKey(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	trust := s.trust(t)
	s.keys.now = func() time.Time { return noon.Add(10 * time.Second) }
	if _, _, err := s.keys.Rotate(RoleUnit, Ed25519); err != nil {
		t.Fatal(err)
	}
	m := s.draft(t, 20)
	m.Document.Year++
	b := s.publish(t, m)
	q := Question{File: s.file("公开.pdf"), Bundle: b, Trust: trust}
	if got, said := verdictOf(t, q); got != Remark {
		t.Errorf("%d %s", got, said)
	}
	b.Keys = nil
	if got, said := verdictOf(t, q); got != Bad || !strings.Contains(said, "没有可信的单位签名") {
		t.Errorf("without the list: %d %s", got, said)
	}
	if got := len(trust.Keys()); got != 4 {
		t.Errorf("verifying changed what is trusted: %d keys", got)
	}
}

func TestWaivedErrorsNeedTheHead(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	m := s.draft(t, 1)
	m.Document.Year++
	m.Waived = []Waived{{Rule: "PRJ-001", Reason: "照原件", By: "某人"}}
	alone := s.sign(t, m)
	if err := s.Publish(context.Background(), alone, nil); err == nil || !strings.Contains(err.Error(), "负责人") {
		t.Errorf("published without the head: %v", err)
	}
	q := Question{File: s.file("公开.pdf"), Bundle: alone, Trust: s.trust(t)}
	if _, said := verdictOf(t, q); !strings.Contains(said, "应有负责人的签名") {
		t.Errorf("%s", said)
	}
	q.Bundle = s.publish(t, m, RoleHead)
	if got, said := verdictOf(t, q); got != Remark {
		t.Errorf("with the head: %d %s", got, said)
	}
}

func TestAKeySignsForItsUnitAlone(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	keys := OpenKeyFolder(filepath.Join(t.TempDir(), "keys"))
	keys.now = func() time.Time { return noon.Add(-time.Hour) }
	if _, err := keys.New(NewKey{Owner: "别的单位", Unit: "别的单位", Role: RoleUnit, Algorithm: Ed25519}); err != nil {
		t.Fatal(err)
	}
	k, err := ReadSigner(keys.KeyFile(RoleUnit, Ed25519))
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewBundle(s.draft(t, 1), []note.Signer{k}, nil)
	if err != nil {
		t.Fatal(err)
	}
	trust, err := ReadTrust(keys.ListFile(), s.keys.ListFile())
	if err != nil {
		t.Fatal(err)
	}
	if got, said := verdictOf(t, Question{File: s.file("公开.pdf"), Bundle: b, Trust: trust}); got != Bad || !strings.Contains(said, "只为“别的单位”签名") {
		t.Errorf("%d %s", got, said)
	}
}

func TestCorrectionsAreFound(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := newShop(t)
	first := s.bundle
	again := s.draft(t, 5)
	if err := s.Publish(ctx, s.sign(t, again), nil); err == nil || !strings.Contains(err.Error(), "不能替换") {
		t.Errorf("a document was released twice: %v", err)
	}
	var ids []string
	last := first.ID
	for n := range 2 {
		mustWrite(t, s.file("公开.pdf"), []byte("%PDF 更正"+strings.Repeat("！", n)))
		m := s.draft(t, 10+n)
		m.Corrects = &Corrects{ID: last, Reason: "录入有误", Changes: []Change{{Part: "table", Kind: "changed", Place: "T02[208].合计", Old: "311.53", New: "321.53"}}}
		last = s.publish(t, m).ID
		ids = append(ids, last)
	}
	stale := s.draft(t, 20)
	stale.Corrects = &Corrects{ID: first.ID, Reason: "再来"}
	if err := s.Publish(ctx, s.sign(t, stale), nil); err == nil || !strings.Contains(err.Error(), short(last)) {
		t.Errorf("a release was corrected twice: %v", err)
	}
	file := filepath.Join(t.TempDir(), "公开.pdf")
	mustWrite(t, file, []byte("%PDF 第一稿"))
	v, err := Verify(ctx, Question{File: file, Bundle: first, Log: s.log(t, Dir(s.dir)), Trust: s.trust(t)})
	if err != nil {
		t.Fatal(err)
	}
	if v.Worst() != Bad || len(v.Corrected) != 2 || v.Corrected[0].ID != ids[0] || v.Corrected[1].ID != ids[1] {
		t.Errorf("%+v", v.Checks)
	}
	text := v.Checks[len(v.Checks)-1].Text
	for _, want := range []string{"第 2 条", short(ids[1]), "录入有误", "改动 1 处", s.dir} {
		if !strings.Contains(text, want) {
			t.Errorf("%s\nlacks %s", text, want)
		}
	}
	if got, said := verdictOf(t, Question{File: s.file("公开.pdf"), Log: s.log(t, Dir(s.dir)), Trust: s.trust(t)}); got != Good {
		t.Errorf("the correction itself: %d %s", got, said)
	}
}

// TestAStrangersCorrectionIsNotBelieved: whoever else may write to the log cannot
// correct a unit's release; and a log that knows its units takes none of his.
func TestAStrangersCorrectionIsNotBelieved(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := newShop(t)
	keys := testKeys(t, "冒充的人")
	k, err := ReadSigner(keys.KeyFile(RoleUnit, Ed25519))
	if err != nil {
		t.Fatal(err)
	}
	m := s.draft(t, 10)
	m.Corrects = &Corrects{ID: s.bundle.ID, Reason: "恶意"}
	b, err := NewBundle(m, []note.Signer{k}, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, list, err := keys.List()
	if err != nil {
		t.Fatal(err)
	}
	b.Keys = []string{string(list)}
	s.Trust = s.trust(t)
	if err := s.Publish(ctx, b, nil); err == nil || !strings.Contains(err.Error(), "没有可信的单位签名") {
		t.Errorf("a log that knows its units: %v", err)
	}
	s.Trust = nil
	if err := s.Publish(ctx, b, nil); err != nil {
		t.Fatal(err)
	}
	v, err := Verify(ctx, Question{File: s.file("公开.pdf"), Bundle: s.copyOf(t), Log: s.log(t, Dir(s.dir)), Trust: s.trust(t)})
	if err != nil {
		t.Fatal(err)
	}
	last := v.Checks[len(v.Checks)-1]
	if v.Worst() != Remark || len(v.Corrected) != 0 || !strings.Contains(last.Text, "自称是更正，签名却不可信") {
		t.Errorf("%+v", v.Checks)
	}
}

// TestPublishIsCompletedAfterACut: the entry is in the log and the bundle is not
// complete, as when the program was killed between the two.
func TestPublishIsCompletedAfterACut(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := newShop(t)
	b := s.copyOf(t)
	b.Log = nil
	raw, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	mustWrite(t, filepath.Join(s.dir, "releases", b.ID+".json"), raw)
	if err := s.Publish(ctx, b, nil); err != nil {
		t.Fatal(err)
	}
	if tree := s.latest(t); tree.Size != 1 || b.Log == nil || b.Log.Index != 0 {
		t.Errorf("%d entries, place %+v", tree.Size, b.Log)
	}
	whole, err := s.log(t, Dir(s.dir)).Bundle(ctx, b.ID)
	if err != nil || whole.Log == nil {
		t.Errorf("the log's own bundle is not complete: %v", err)
	}
}

// TestTheLogOfTodayIsHeldToTheBundle: a log that forgot the release, or is
// another, does not pass.
func TestTheLogOfTodayIsHeldToTheBundle(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	q := Question{File: s.file("公开.pdf"), Bundle: s.copyOf(t), Trust: s.trust(t)}
	other := newTestLog(t) // of the same name, with another first entry
	other.add(t, 0, 2)
	q.Trust = new(Trust)
	for _, l := range []*testLog{s.testLog, other} {
		list, _, err := l.keys.List()
		if err != nil {
			t.Fatal(err)
		}
		list.Owner = l.dir // two owners
		if err := q.Trust.Add(list); err != nil {
			t.Fatal(err)
		}
	}
	q.Log = s.log(t, Dir(other.dir))
	if got, said := verdictOf(t, q); got != Bad || !strings.Contains(said, "合不上") {
		t.Errorf("a fork: %d %s", got, said)
	}
	q.Log = s.log(t, Dir(t.TempDir()))
	if got, said := verdictOf(t, q); got != Unknown || !strings.Contains(said, "检查点") {
		t.Errorf("an empty folder: %d %s", got, said)
	}
}

func TestHTTPIsBounded(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	mux := http.NewServeMux()
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 5000)) })
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL, http.StatusFound) })
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	server := httptest.NewServer(mux)
	defer server.Close()
	src, err := NewHTTP(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"large": "多于 4000 字节", "away": "转到了别处", "broken": "502"} {
		if _, err := src.Read(ctx, path, 4000); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	for _, bad := range []string{"ftp://x/", "http://", "x"} {
		if _, err := NewHTTP(bad); err == nil {
			t.Errorf("%s is an address", bad)
		}
	}
}

func TestCheckpointsAreReadStrictly(t *testing.T) {
	t.Parallel()
	root := base64.StdEncoding.EncodeToString(make([]byte, 32))
	for text, good := range map[string]bool{
		"甲/log\n3\n" + root + "\n":          true,
		"甲/log\n3\n" + root + "\next\n":     true,
		"甲/log\n03\n" + root + "\n":         false,
		"甲/log\n-1\n" + root + "\n":         false,
		"甲/log\n3\n" + root[4:] + "\n":      false,
		"\n3\n" + root + "\n":               false,
		"甲/log\n3\n":                        false,
		"甲/log\n3\n" + root + "AAAA" + "\n": false,
	} {
		if _, err := parseCheckpoint(text); (err == nil) != good {
			t.Errorf("%q: %v", text, err)
		}
	}
}
