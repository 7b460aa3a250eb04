package portal_test

import (
	"net/http"
	"strings"
	"testing"

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
