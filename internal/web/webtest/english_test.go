package webtest_test

import (
	"encoding/json"
	"html"
	"io"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/profile"
	"mingbai/internal/rules"
	"mingbai/internal/store"
)

// stays is the Chinese that English pages keep on purpose, beside what documents,
// places without an English name and the catalogue of rules say themselves.
var stays = map[string]string{
	"明白":      "the name of the site",
	"账":       "the name of the site",
	"万元":      "the unit of amounts, said in English beside it",
	"中文":      "leads to the page in Chinese",
	"取暖费":     "an example of a search: documents are in Chinese",
	"公务用车":    "an example of a search",
	"信息化":     "an example of a search",
	"万":       "an example of a search",
	"人员经费减少":  "an example of a search",
	"没有这样的词":  "what was searched for",
	"演示用的密钥":  "whom a key belongs to, as its list says",
	"不是任何单位的": "whom a key belongs to, as its list says",
	"年":       "how a year may be written in a search",
}

var (
	unseen   = regexp.MustCompile(`(?s)<(script|style)\b.*?</(?:script|style)>|<!--.*?-->`)
	chinese  = regexp.MustCompile(`(?s)<[^>]*\blang="zh-CN"[^>]*>[^<]*<`)
	shown    = regexp.MustCompile(`\b(?:title|alt|aria-label|placeholder|data-label|content)="([^"]*)"`)
	anyTag   = regexp.MustCompile(`<[^>]*>`)
	han      = regexp.MustCompile(`\p{Han}+`)
	ownWords = regexp.MustCompile(`\p{Han}`)
)

// TestChineseOnEnglishPages lists the Chinese on English pages that is neither said
// by a document or a rule nor marked as Chinese nor kept on purpose.
func TestChineseOnEnglishPages(t *testing.T) {
	root, paths, s := siteOf(t)
	said := everythingSaid(t, s)
	left := map[string][]string{}
	for name, path := range paths {
		if name == "data" || strings.HasPrefix(name, "data ") || strings.HasPrefix(path, "/en/") {
			continue
		}
		for _, run := range hanOf(t, root+"/en"+path) {
			if stays[run] == "" && !strings.Contains(said, run) && !slices.Contains(left[run], name) {
				left[run] = append(left[run], name)
			}
		}
	}
	for _, run := range slices.Sorted(maps.Keys(left)) {
		slices.Sort(left[run])
		t.Errorf("%s is left in Chinese on the English page of %s", run, strings.Join(left[run], ", "))
	}
}

// hanOf is the Chinese that is seen or read out on a page, run by run.
func hanOf(t *testing.T, address string) []string {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	page := chinese.ReplaceAllString(unseen.ReplaceAllString(string(body), " "), "<")
	var text strings.Builder
	for _, m := range shown.FindAllStringSubmatch(page, -1) {
		text.WriteString(m[1] + "\n")
	}
	text.WriteString(anyTag.ReplaceAllString(page, "\n"))
	return han.FindAllString(html.UnescapeString(text.String()), -1)
}

// everythingSaid is all Chinese of documents, of what was found in them, of names and
// of the catalogue of rules.
func everythingSaid(t *testing.T, s *store.Store) string {
	t.Helper()
	var all strings.Builder
	enc := json.NewEncoder(&all)
	enc.SetEscapeHTML(false)
	add := func(v any) {
		if err := enc.Encode(v); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Documents(t.Context(), store.Filter{}, store.Page{Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range list.Items {
		d, err := s.Document(t.Context(), store.DocumentRef{ID: h.ID})
		if err != nil {
			t.Fatal(err)
		}
		add([]string{d.UnitName, d.Source})
		add(d.Disclosure)
		add(d.Report.Findings)
		for _, v := range d.All {
			old, err := s.Document(t.Context(), store.DocumentRef{ID: h.ID, Version: v.Number})
			if err != nil {
				t.Fatal(err)
			}
			add(old.Disclosure)
			add(old.Report.Findings)
			add([]any{old.Changes, v.Source})
		}
	}
	departments, err := s.Departments(t.Context(), "", store.Page{Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	add(departments.Items)
	for i := range rules.All().Rules {
		r := &rules.All().Rules[i]
		add([]string{r.Doc, r.Formula, rules.BasisOf(r.Basis), r.Hint, r.Right, r.Wrong, r.Lacks})
	}
	profiles, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range profiles.List() {
		add(p.Name)
	}
	if !ownWords.MatchString(all.String()) {
		t.Fatal("documents say nothing")
	}
	return all.String()
}
