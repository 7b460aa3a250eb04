package webtest_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingbai/internal/demo"
	"mingbai/internal/pipeline"
	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/guard"
	"mingbai/internal/web/page"
	"mingbai/internal/web/webtest"
)

// site is the whole site over the example and a few of its neighbours, and the
// addresses of every kind of page.
func site(t *testing.T) (root string, paths map[string]string) {
	t.Helper()
	root, paths, _ = siteOf(t)
	return root, paths
}

// siteOf is the same with what it stands on.
func siteOf(t *testing.T) (root string, paths map[string]string, s *store.Store) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	dir := t.TempDir()
	res, err := pipeline.Build(t.Context(), pipeline.Options{Book: "../../../examples/datong-2023", Out: dir, Formats: []string{"json", "pdf", "txt"}})
	if err != nil {
		t.Fatal(err)
	}
	head, err := demo.Centre(t.Context(), s, dir, res.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Neighbours(t.Context(), demo.Options{Store: s, Dir: dir, Units: 5}); err != nil {
		t.Fatal(err)
	}
	log := t.TempDir()
	p := demo.Publisher{Store: s, Keys: t.TempDir(), Log: log, Program: "mingbai test", Now: time.Now}
	if err := p.Prepare(); err != nil {
		t.Fatal(err)
	}
	if err := p.Publish(t.Context(), "../../../examples/datong-2023", res); err != nil {
		t.Fatal(err)
	}
	site, err := web.Assemble(web.Options{Store: s, Log: log, Trust: []string{filepath.Join(log, "keys.note")}, Guard: guard.Options{Rate: -1}, More: []web.Part{web.Demo(res, web.DemoFacts{Contents: [2]string{"13 张表", "13 tables"}, Document: page.HeadPath(head)})}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = site.Close() })
	srv := httptest.NewServer(site)
	t.Cleanup(srv.Close)
	return srv.URL, addresses(t, s, head), s
}

// addresses has one address of every kind of page.
func addresses(t *testing.T, s *store.Store, head *store.Head) map[string]string {
	t.Helper()
	units, err := s.Units(t.Context(), store.Filter{Regions: []string{"990100"}}, store.Page{Limit: 3})
	if err != nil {
		t.Fatal(err)
	}
	projects, err := s.Projects(t.Context(), store.Filter{Unit: head.Unit}, store.Page{Limit: 1})
	if err != nil || len(projects.Items) == 0 {
		t.Fatal("the example has no projects", err)
	}
	at := page.HeadPath(head)
	all := map[string]string{
		"home": "/", "english": "/en/", "regions": "/regions", "region": page.RegionPath("140200"), "made up": page.RegionPath("990100"),
		"department":     page.DepartmentPath(head.Department),
		"region english": "/en" + page.RegionPath("990100"), "department english": "/en" + page.DepartmentPath(units.Items[0].Department),
		"unit": at, "unit english": "/en" + at, "unit with years": page.UnitPath(units.Items[0].ID), "older version": at + "?v=1",
		"table": page.TablePath(at, "T03"), "wide table": page.TablePath(at, "T01"), "text": at + "/text", "findings": at + "/findings",
		"number":  page.NumberPath(at, store.CellKey{Table: "T03", Row: "2080502", Column: "合计"}),
		"project": page.ProjectPath(at, projects.Items[0].Name),
		"search":  page.SearchPath("取暖费 >2万元"), "search names": page.SearchPath("财政"), "search nothing": page.SearchPath("没有这样的词"),
		"compare": "/compare?u=" + units.Items[0].ID.String() + "," + units.Items[1].ID.String(), "compare nothing": "/compare",
		"rules": "/rules", "rule": page.RulePath("PRJ-001"), "changes": "/changes", "method": "/method", "log": "/log",
		"check": "/check", "data": "/data", "data api": "/data/api", "data dictionary": "/data/dictionary",
		"built": "/demo", "missing": "/u/none",
	}
	return all
}

// TestEveryPage looks at every kind of page on a desk and on a phone, light and
// dark: nothing for axe-core to object to, nothing that moves while loading,
// nothing wider than the screen or too small to read, nothing refused.
func TestEveryPage(t *testing.T) {
	if testing.Short() {
		t.Skip("every page in a browser takes long: run without -short")
	}
	browser := webtest.Start(t)
	root, paths := site(t)
	for name, path := range paths {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, v := range []webtest.View{{Width: 1280}, {Width: 390, Dark: true}} {
				p := browser.Open(t, root+path, v)
				p.Look(t, path+" at "+v.String())
				for _, said := range p.Console() {
					if name != "missing" || !strings.Contains(said, "404") {
						t.Errorf("%s at %s: the browser says: %s", path, v, said)
					}
				}
				p.Picture(t, name+" "+v.String())
				p.Close()
			}
		})
	}
}

// withoutCopying is the text of a page without what only the script can do, copying
// a table: without it there is no such button.
func withoutCopying(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "复制，可贴进电子表格", "")), " ")
}

// TestPagesAreSmallAndWholeWithoutScript: what is seen first is there without
// the script, and no page weighs more than 100 kB.
func TestPagesAreSmallAndWholeWithoutScript(t *testing.T) {
	if testing.Short() {
		t.Skip("every page in a browser takes long: run without -short")
	}
	browser := webtest.Start(t)
	root, paths := site(t)
	for name, path := range paths {
		res, err := http.Get(root + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || len(body) > 100_000 {
			t.Errorf("%s: %d bytes, %v", path, len(body), err)
		}
		if (res.StatusCode == http.StatusOK) == (name == "missing") {
			t.Errorf("%s: %s", path, res.Status)
		}
	}
	for _, name := range []string{"home", "unit", "table", "number", "search", "compare", "rules"} {
		with := browser.Open(t, root+paths[name], webtest.View{Width: 1280})
		without := browser.Open(t, root+paths[name], webtest.View{Width: 1280, NoScript: true})
		if a, b := withoutCopying(with.Text(t)), withoutCopying(without.Text(t)); a != b {
			t.Errorf("%s says something else without its script:\n%s\n--- with it:\n%s", paths[name], b, a)
		}
		with.Close()
		without.Close()
	}
}
