package portal_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingbai/internal/pipeline"
	"mingbai/internal/web/page"
)

// TestTotalsLeadToTheirNumbers: the total of a list leads to the number's page,
// wherever the document's tables have it.
func TestTotalsLeadToTheirNumbers(t *testing.T) {
	srv, s := site(t)
	_, at := datong(t, s)
	for what, want := range map[string]string{page.Income: "667.98", page.Spending: "667.98", page.Basic: "547.65", page.Project: "120.33", page.ThreePublic: "3.20"} {
		code, body := get(t, srv, page.TotalPath(at, what))
		if code != http.StatusOK || !strings.Contains(body, `<span class="big">`+want+"<") {
			t.Errorf("%s leads to a page of %d without %s", what, code, want)
		}
	}
	if code, _ := get(t, srv, page.TotalPath(at, "nothing")); code != http.StatusNotFound {
		t.Errorf("a total that there is none of: %d", code)
	}
}

// TestAUnitBesideItsNeighbours: the page leads to the comparison with units of the
// same department or place, itself first.
func TestAUnitBesideItsNeighbours(t *testing.T) {
	srv, s := site(t)
	d, at := datong(t, s)
	_, body := get(t, srv, at)
	if !strings.Contains(body, `href="/compare?u=`+d.Unit.String()) {
		t.Error("the page does not lead to the comparison")
	}
	_, body = get(t, srv, "/r/990100")
	department := first(departmentLink, body)
	_, body = get(t, srv, department)
	for _, unit := range unitLink.FindAllStringSubmatch(body, -1) {
		_, page := get(t, srv, unit[1])
		ids := strings.Split(first(compareLink, page), ",")
		if !strings.Contains(unit[1], ids[0]) {
			t.Errorf("%s is not the first of %v", unit[1], ids)
		}
	}
}

// TestNoEmptyAttributes: what an element does not have is not written.
func TestNoEmptyAttributes(t *testing.T) {
	srv, s := site(t)
	_, at := datong(t, s)
	for _, path := range []string{"/", "/regions", "/r/990100", at, at + "/t/T01", at + "/t/T06", at + "/findings", at + "/text", page.TotalPath(at, page.Basic)} {
		_, body := get(t, srv, path)
		for _, empty := range []string{`class=""`, `title=""`, `href=""`} {
			if strings.Contains(body, empty) {
				t.Errorf("%s has %s", path, empty)
			}
		}
	}
}

// TestAnOlderVersionLeadsToItsOwnNumbers: a reader of an older version stays in it.
func TestAnOlderVersionLeadsToItsOwnNumbers(t *testing.T) {
	srv, s := site(t)
	d, at := datong(t, s)
	if d.Versions < 2 {
		again := *d.Disclosure
		again.Title += "（更正）"
		dir := t.TempDir()
		writeDisclosure(t, dir+"/again.json", &again)
		if err := pipeline.Load(t.Context(), pipeline.LoadOptions{Store: s, Actor: "test", Files: []string{dir}}); err != nil {
			t.Fatal(err)
		}
	}
	code, body := get(t, srv, at+"?v=1")
	if code != http.StatusOK || !strings.Contains(body, "这是旧的版本") {
		t.Fatalf("the older version: %d", code)
	}
	for _, want := range []string{"/n/T03/208/" + url.PathEscape("合计") + "?v=1", "?side=spending&amp;v=1", "/t/T01?v=1", "/text?v=1", "/findings?v=1"} {
		if !strings.Contains(body, want) {
			t.Errorf("the older version does not lead to %s", want)
		}
	}
	if _, body = get(t, srv, at); strings.Contains(body, "/n/T03/208/"+url.PathEscape("合计")+"?v=") {
		t.Error("the version that counts names itself in its links")
	}
}
