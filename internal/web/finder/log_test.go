package finder_test

import (
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"mingbai/internal/release"
	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/finder"
)

// logged is a transparency log in a folder.
type logged struct {
	dir    string
	keys   *release.KeyFolder
	writer *release.Writer
	signer note.Signer
}

const unitName = "大同市信息和新材料应用推广中心"

func newLog(t testing.TB) *logged {
	t.Helper()
	l := &logged{dir: t.TempDir(), keys: release.OpenKeyFolder(filepath.Join(t.TempDir(), "keys"))}
	for _, role := range []release.Role{release.RoleUnit, release.RoleLog} {
		if _, err := l.keys.New(release.NewKey{Owner: unitName, Role: role, Algorithm: release.Ed25519}); err != nil {
			t.Fatal(err)
		}
	}
	key, err := release.ReadLogKey(l.keys.KeyFile(release.RoleLog, release.Ed25519))
	if err != nil {
		t.Fatal(err)
	}
	if l.writer, err = release.OpenWriter(l.dir, key); err != nil {
		t.Fatal(err)
	}
	if l.signer, err = release.ReadSigner(l.keys.KeyFile(release.RoleUnit, release.Ed25519)); err != nil {
		t.Fatal(err)
	}
	return l
}

// publish puts a release of a year into the log.
func (l *logged) publish(t testing.TB, year int, text string, corrects *release.Corrects) *release.Bundle {
	t.Helper()
	file, err := release.Measure(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	file.Name = fmt.Sprintf("公开件<%d>.pdf", year)
	m := &release.Manifest{
		Schema: release.Schema, Time: release.Stamp(time.Now()), By: release.By{Name: unitName, Program: "mingbai test"},
		Document: release.Document{Unit: unitName, Year: year, Kind: "budget", Scope: "unit"}, Files: []release.File{file}, Corrects: corrects,
	}
	b, err := release.NewBundle(m, []note.Signer{l.signer}, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, list, err := l.keys.List()
	if err != nil {
		t.Fatal(err)
	}
	b.Keys = []string{string(list)}
	if err := l.writer.Publish(t.Context(), b, nil); err != nil {
		t.Fatal(err)
	}
	return b
}

// read is the log for those who trust its keys.
func (l *logged) read(t testing.TB) *release.Log {
	t.Helper()
	trust, err := release.ReadTrust(l.keys.ListFile())
	if err != nil {
		t.Fatal(err)
	}
	return release.NewLog(release.Dir(l.dir), trust)
}

// look is a site with an empty store and a log.
func (l *logged) look(t testing.TB) *example {
	t.Helper()
	s := empty(t)
	return &example{serve(t, s, finder.Options{Log: l.read(t), LogURL: "https://log.example/"}), s}
}

func sumOf(t *testing.T, text string) release.File {
	t.Helper()
	f, err := release.Measure(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestTheLogIsShown: its head, its entries, a correction with its reason, and the
// command that verifies.
func TestTheLogIsShown(t *testing.T) {
	l := newLog(t)
	x := l.look(t)
	holds(t, x.get(t, "/log"), "日志还是空的")
	first := l.publish(t, 2023, "甲", nil)
	l.publish(t, 2024, "乙", nil)
	l.publish(t, 2023, "丙", &release.Corrects{ID: first.ID, Reason: "录入<b>有误"})
	body := x.get(t, "/log")
	tree, err := l.read(t).Latest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	holds(t, body, tree.Root.String(), `<dd class="mid">3</dd>`, first.ID[:12], unitName+" 2024年预算", "录入&lt;b&gt;有误", "mingbai verify 文件.pdf --trust keys.note --log https://log.example/", "https://log.example/checkpoint")
}

// TestAFileIsLookedUp by what anybody has in hand: SHA-256, SM3, the release's id
// or its beginning, capitals, the line that sha256sum prints.
func TestAFileIsLookedUp(t *testing.T) {
	l := newLog(t)
	x := l.look(t)
	first := l.publish(t, 2023, "甲", nil)
	second := l.publish(t, 2023, "丙", &release.Corrects{ID: first.ID, Reason: "录入有误"})
	file := sumOf(t, "甲")
	for _, h := range []string{file.SHA256, file.SM3, first.ID, first.ID[:8], strings.ToUpper(file.SHA256), file.SHA256 + "++文件.pdf", "sha256:" + file.SHA256} {
		body := x.get(t, "/log?h="+h)
		holds(t, body, first.ID, "第0条", "公开件&lt;2023&gt;.pdf", file.SHA256, "https://log.example/releases/"+first.ID+".json")
		if n := strings.Count(body, "<dt>编号</dt>"); n != 1 {
			t.Errorf("%s: %d entries", h, n)
		}
	}
	holds(t, x.get(t, "/log?h="+second.ID), "录入有误", "第1条", first.ID[:12])
	holds(t, x.get(t, "/log?h="+sumOf(t, "改过").SHA256), "没有作为签名发布过")
	l.publish(t, 2024, "丁", nil) // the index grows with the log
	holds(t, x.get(t, "/log?h="+sumOf(t, "丁").SHA256), "第2条")
	code, body := x.ask(t, "/log?h=xyz")
	if code != 400 {
		t.Errorf("no digest: %d", code)
	}
	holds(t, body, "这不是摘要")
}

// TestACorrectedEntrySaysSo: whoever looks up the file that was corrected is told.
func TestACorrectedEntrySaysSo(t *testing.T) {
	l := newLog(t)
	x := l.look(t)
	first := l.publish(t, 2023, "甲", nil)
	lacks(t, x.get(t, "/log?h="+first.ID), "后来有更正")
	second := l.publish(t, 2023, "丙", &release.Corrects{ID: first.ID, Reason: "录入有误"})
	for n := range 22 { // so many that the correction is not among the newest
		l.publish(t, 2024+n, fmt.Sprint(n), nil)
	}
	holds(t, x.get(t, "/log?h="+first.ID), "后来有更正", second.ID[:12])
}

// TestAnUnsoundLogIsNotShown: neither one that nobody trusted has signed nor one
// whose entries were changed.
func TestAnUnsoundLogIsNotShown(t *testing.T) {
	l := newLog(t)
	l.publish(t, 2023, "甲", nil)
	strange := newLog(t)
	strange.dir = l.dir
	entries := filepath.Join(l.dir, "tile", "entries", "000.p", "1")
	raw, err := os.ReadFile(entries)
	if err != nil {
		t.Fatal(err)
	}
	check := func(x *example) {
		t.Helper()
		code, body := x.ask(t, "/log")
		if code != 503 {
			t.Errorf("an unsound log: %d", code)
		}
		holds(t, body, "没有可信的签名")
		lacks(t, body, unitName, l.dir)
	}
	check(strange.look(t))
	if err := os.WriteFile(entries, []byte(strings.Replace(string(raw), "2023", "2024", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	check(l.look(t))
}

// TestWithoutALog the library still tells whether it holds a file.
func TestWithoutALog(t *testing.T) {
	x := site(t, finder.Options{})
	h := x.head(t, "大同市")
	d, err := x.store.Document(t.Context(), store.DocumentRef{ID: h.ID})
	if err != nil {
		t.Fatal(err)
	}
	holds(t, x.get(t, "/log"), "没有接透明日志", "mingbai verify")
	holds(t, x.get(t, "/log?h="+d.Files[0].SHA256), "库里有这份文件")
	holds(t, x.get(t, "/log?h="+strings.Repeat("0", 64)), "库里也没有这份文件")
}

// TestALongLogIsLookedAtBitByBit: what is not looked at yet is told, and nothing
// is said not to be there before all has been.
func TestALongLogIsLookedAtBitByBit(t *testing.T) {
	l := newLog(t)
	for n := range 5 {
		l.publish(t, 2020+n, fmt.Sprint(n), nil)
	}
	f, err := finder.New(empty(t), finder.Options{Log: l.read(t)})
	if err != nil {
		t.Fatal(err)
	}
	f.Step(2)
	srv := httptest.NewServer(web.Site(f))
	t.Cleanup(srv.Close)
	x := &example{Server: srv}
	for i, want := range []string{"还有3条没有看完", "还有1条没有看完", "没有作为签名发布过"} {
		if body := x.get(t, "/log?h="+strings.Repeat("0", 64)); !strings.Contains(body, want) {
			t.Errorf("at look %d there is no %q", i, want)
		}
	}
}

// TestACorrectionTellsItsChanges: on the page of changes, as its bundle has them.
func TestACorrectionTellsItsChanges(t *testing.T) {
	l := newLog(t)
	x := site(t, finder.Options{})
	first := l.publish(t, 2023, "甲", nil)
	second := l.publish(t, 2023, "丙", &release.Corrects{ID: first.ID, Reason: "录入有误", Changes: []release.Change{
		{Part: "table", Kind: "changed", Group: "支出总表", Place: "T03[208].合计", Name: "社会保障和就业支出 合计", Old: "311.52", New: "311.53", Unit: "万元"},
	}})
	h := x.head(t, "大同市")
	x.another(t, h)
	before := int64(0)
	for n, b := range []*release.Bundle{first, second} {
		proof, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		r := store.Release{Unit: h.Unit, Document: h.ID, Version: n + 1, SHA256: b.ID, LogIndex: int64(n), Proof: proof, Corrects: before}
		if before != 0 {
			r.Reason = "录入有误"
		}
		added, err := x.store.AddRelease(t.Context(), "test", r)
		if err != nil {
			t.Fatal(err)
		}
		before = added.ID
	}
	holds(t, x.get(t, "/changes"), "支出总表 社会保障和就业支出 合计：311.52 → 311.53", "/log?h="+second.ID)
}
