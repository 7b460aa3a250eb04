package opendata_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var (
	href = regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)
	// elsewhere are the parts of the site that other packages serve.
	elsewhere = regexp.MustCompile(`^(/en)?/(search|compare|check|regions|log|method|changes|rules|changes\.\w+|opensearch\.xml)?$`)
	// forbidden is what the site's policy does not let a page have.
	forbidden = regexp.MustCompile(`(?i) style=| on[a-z]+=|<style|<script>|javascript:`)
)

// TestEveryLinkLeadsSomewhere goes over the pages in both languages: each link is
// there, each page small and without what the policy forbids.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	srv, _ := held(t, 2)
	seen, queue := map[string]bool{}, []string{"/data", "/en/data"}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		res, body := ask(t, srv, http.MethodGet, path)
		if res.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, res.Status)
			continue
		}
		if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
			continue
		}
		if len(body) > 100_000 {
			t.Errorf("%s is %d bytes", path, len(body))
		}
		if m := forbidden.FindString(string(body)); m != "" {
			t.Errorf("%s has %q", path, m)
		}
		ids := map[string]bool{}
		for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(string(body), -1) {
			if ids[m[1]] {
				t.Errorf("%s: id %q twice", path, m[1])
			}
			ids[m[1]] = true
		}
		for _, m := range href.FindAllStringSubmatch(string(body), -1) {
			at, fragment, _ := strings.Cut(strings.ReplaceAll(m[1], "&amp;", "&"), "#")
			if at == "" && fragment != "main" && !ids[fragment] {
				t.Errorf("%s: nothing is called %q", path, fragment)
			}
			if !strings.HasPrefix(at, "/") || seen[at] || elsewhere.MatchString(at) || strings.HasSuffix(at, "/data/api/try") {
				continue
			}
			seen[at] = true
			queue = append(queue, at)
		}
	}
	for _, at := range []string{"/data/api", "/en/data/dictionary", "/data/2023/140000", "/data/all/140200", "/data/all/all/cells.parquet", "/data/2023/990000/datapackage.json"} {
		if !seen[at] {
			t.Errorf("no page leads to %s", at)
		}
	}
}

// TestTryLeadsToTheQuestion: a form without script leads to the address of what it
// asks, with what was filled in.
func TestTryLeadsToTheQuestion(t *testing.T) {
	srv, _ := held(t, 0)
	client := srv.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for _, c := range []struct{ asked, to string }{
		{"op=list-units&region=140000&department=&limit=+5+", "/api/v1/units?limit=5&region=140000"},
		{"op=get-table&id=0123456789a&table=T03&version=", "/api/v1/documents/0123456789a/tables/T03"},
		{"op=get-unit&id=..%2F..%2Fcheck", "/api/v1/units/..%2F..%2Fcheck"},
		{"op=get-unit&id=", "/data/api#get-unit"},
		{"op=search&q=%E5%8F%96%E6%9A%96%E8%B4%B9+%3E2%E4%B8%87", "/api/v1/search?q=%E5%8F%96%E6%9A%96%E8%B4%B9+%3E2%E4%B8%87"},
		{"op=list-units&url=https%3A%2F%2Fevil.example", "/api/v1/units"},
	} {
		res, err := client.Get(srv.URL + "/data/api/try?" + c.asked)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if to := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || to != c.to {
			t.Errorf("%s: %s to %s, want %s", c.asked, res.Status, to, c.to)
		}
	}
	if res, _ := ask(t, srv, http.MethodGet, "/data/api/try?op=nothing"); res.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown question: %s", res.Status)
	}
}
