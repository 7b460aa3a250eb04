package portal_test

import (
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/compose"
	"mingbai/internal/generate"
	"mingbai/internal/pipeline"
	"mingbai/internal/profile"
	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/portal"
)

// TestWhatIsFoundOfAProjectIsOnItsPage: in its form, and in the table of projects, as
// that it has no form.
func TestWhatIsFoundOfAProjectIsOnItsPage(t *testing.T) {
	srv, s := site(t)
	_, at := datong(t, s)
	for name, found := range map[string]string{"J专项业务费": "PRJ-001", "Z中小企业公共服务平台运维费": "PERF-010"} {
		_, body := get(t, srv, at+"/p/"+url.PathEscape(name))
		if !strings.Contains(body, ">"+found+"</a>") || strings.Contains(body, "没有查出问题") {
			t.Errorf("the page of %s does not have %s", name, found)
		}
	}
	if _, body := get(t, srv, at+"/p/"+url.PathEscape("Z中小企业公共服务平台运维费")); strings.Contains(body, "PRJ-001") || strings.Contains(body, "历年") {
		t.Error("a project has what was found of another, or years that it has not")
	}
}

// TestAProjectOverTheYears: of a unit that goes on with a project, each year leads to
// its number.
func TestAProjectOverTheYears(t *testing.T) {
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	prof, err := set.Load(generate.Profile())
	if err != nil {
		t.Fatal(err)
	}
	dir, seen := t.TempDir(), map[string]int{}
	for _, b := range generate.Years(11, 3, 2) {
		d, _ := compose.Compile(b, prof.InYear(b.Year), compose.Independent)
		for _, l := range d.Table("T12").Panel("").Lines {
			seen[l.Key]++
		}
		writeDisclosure(t, filepath.Join(dir, strconv.Itoa(b.Year)+".json"), d)
	}
	if err := pipeline.Load(t.Context(), pipeline.LoadOptions{Store: s, Actor: "test", Files: []string{dir}}); err != nil {
		t.Fatal(err)
	}
	p, err := portal.New(s, portal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(web.Site(p))
	t.Cleanup(srv.Close)
	list, err := s.Projects(t.Context(), store.Filter{}, store.Page{})
	if err != nil {
		t.Fatal(err)
	}
	went := 0
	for _, pr := range list.Items {
		at := "/u/" + pr.Unit.String() + "/" + strconv.Itoa(pr.Year) + "/budget"
		_, body := get(t, srv, at+"/p/"+url.PathEscape(pr.Name))
		if got := strings.Contains(body, "历年"); got != (seen[pr.Name] == 2) {
			t.Errorf("%s, there in %d years: shown over the years: %v", pr.Name, seen[pr.Name], got)
		}
		if seen[pr.Name] == 2 && strings.Count(body, "/n/T12/"+url.PathEscape(pr.Name)) >= 3 { // its own, and one a year
			went++
		}
	}
	if went == 0 {
		t.Error("no project goes on: this test shows nothing")
	}
}
