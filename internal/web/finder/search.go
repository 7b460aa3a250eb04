package finder

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// How many of each part stand on a page.
const (
	someHits = 8  // of each part where all are shown
	copies   = 3  // a number of a row often stands in so many of its columns, on one line here
	allHits  = 40 // where one part is
)

// searchView is what a search found.
type searchView struct {
	page.Lang
	Text    string
	Problem string // why it could not be understood
	Words   []string
	Only    store.Part
	Hits    store.Hits
	Filters []filterView
	scopes  map[store.ID]string
	regions map[string]string // names by code
	asked   url.Values
}

// filterView is one thing to narrow by.
type filterView struct {
	Name   string
	Values []filterValue
}

// filterValue is one value; following Href narrows to it, or no longer does.
type filterValue struct {
	Name, Href string
	Count      int
	More       bool // than counted
	On         bool
}

func (f *Finder) search(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	asked := r.URL.Query()
	v := &searchView{Lang: page.LangOf(ctx), Text: strings.TrimSpace(asked.Get("q")), asked: asked}
	frame := page.Frame{Title: v.T("搜索", "Search"), Path: "/search", Query: v.Text, NoIndex: v.Text != ""}
	status := http.StatusOK
	words, err := store.Words(v.Text)
	switch {
	case err != nil:
		v.Problem, status = whyNot(v.Lang, err), http.StatusBadRequest
	case v.Text != "":
		frame.Title = v.Text + " · " + frame.Title
		frame.Quoted = v.address()
		v.Words = words
		if err := f.find(ctx, v); err != nil {
			return err
		}
	}
	w.Header().Set("Cache-Control", "public, max-age=60")
	return page.Render(w, r, status, frame, searchPage(v))
}

// whyNot says why a query makes no sense.
func whyNot(l page.Lang, err error) string {
	var m *store.Misasked
	if errors.As(err, &m) {
		return l.T(m.Chinese, m.English)
	}
	return err.Error()
}

// find asks the store and says how to narrow what it found.
func (f *Finder) find(ctx context.Context, v *searchView) (err error) {
	q := store.Query{Text: v.Text, Page: store.Page{Limit: someHits}, Numbers: copies * someHits}
	if q.Filter, err = filterOf(v.asked); err != nil {
		return err
	}
	if only := store.Part(v.asked.Get("only")); only != "" {
		if !slices.Contains([]store.Part{store.InUnits, store.InProjects, store.InSentences, store.InCells}, only) {
			return errAddress
		}
		v.Only, q.Only = only, only
		q.Page, q.Numbers = store.Page{After: v.asked.Get("after"), Limit: allHits}, 0
	}
	if v.Hits, err = f.store.Search(ctx, q); err != nil {
		return err
	}
	if v.regions, err = f.store.RegionNames(ctx); err != nil {
		return err
	}
	v.Filters = v.filters()
	return f.scopesOf(ctx, v)
}

// scopesOf looks up whose documents the hits are in, which their addresses need.
func (f *Finder) scopesOf(ctx context.Context, v *searchView) (err error) {
	var ids []store.ID
	for _, p := range v.Hits.Projects.Items {
		ids = append(ids, p.Document)
	}
	for _, e := range v.Hits.Sentences.Items {
		ids = append(ids, e.Document)
	}
	for _, c := range v.Hits.Cells.Items {
		ids = append(ids, c.Document)
	}
	v.scopes, err = f.store.Scopes(ctx, ids)
	return err
}

// filterOf reads year, region and kind of an address.
func filterOf(asked url.Values) (out store.Filter, err error) {
	if y := asked.Get("year"); y != "" {
		year, err := strconv.Atoi(y)
		if err != nil {
			return out, errAddress
		}
		out.Years = []int{year}
	}
	if region := asked.Get("region"); region != "" {
		if len(region) != 6 || strings.Trim(region, "0123456789") != "" {
			return out, errAddress
		}
		out.Regions = []string{region}
	}
	if kind := asked.Get("kind"); kind != "" {
		if kind != "budget" && kind != "final" {
			return out, errAddress
		}
		out.Kinds = []string{kind}
	}
	return out, nil
}

// filters are the ways to narrow, those that are on first taken off.
func (v *searchView) filters() []filterView {
	kinds := map[string]string{"budget": v.T("预算", "Budgets"), "final": v.T("决算", "Final accounts")}
	out := []filterView{
		v.filter("year", v.T("年度", "Year"), v.Hits.Facets.Years, func(f store.Facet) string { return f.Value }),
		v.filter("region", v.T("地区", "Region"), v.Hits.Facets.Regions, func(f store.Facet) string { return v.Region(f.Value, f.Name) }),
		v.filter("kind", v.T("种类", "Kind"), v.Hits.Facets.Kinds, func(f store.Facet) string { return kinds[f.Value] }),
	}
	return slices.DeleteFunc(out, func(f filterView) bool { return len(f.Values) == 0 })
}

// manyValues is how many values of a filter are shown: those with the most documents.
const manyValues = 12

func (v *searchView) filter(key, name string, facets []store.Facet, label func(store.Facet) string) filterView {
	out := filterView{Name: name}
	now := v.asked.Get(key)
	facets = most(facets)
	for _, f := range facets {
		to := f.Value
		if to == now {
			to = ""
		}
		out.Values = append(out.Values, filterValue{label(f), v.with(key, to), f.Count, f.More, f.Value == now})
	}
	if now != "" && !slices.ContainsFunc(facets, func(f store.Facet) bool { return f.Value == now }) {
		out.Values = append(out.Values, filterValue{Name: v.Region(now, cmp.Or(v.regions[now], now)), Href: v.with(key, ""), On: true})
	}
	return out
}

// most leaves of many facets those that count most, in their order.
func most(facets []store.Facet) []store.Facet {
	if len(facets) <= manyValues {
		return facets
	}
	counts := make([]int, len(facets))
	for i, f := range facets {
		counts[i] = f.Count
	}
	slices.Sort(counts)
	least := counts[len(counts)-manyValues]
	var out []store.Facet
	for _, f := range facets {
		if f.Count >= least && len(out) < manyValues {
			out = append(out, f)
		}
	}
	return out
}

// keys are what narrows a search and what it asks, as it stands in its address.
func (v *searchView) keys() url.Values {
	q := url.Values{}
	for _, k := range []string{"q", "year", "region", "kind", "only"} {
		if s := v.asked.Get(k); s != "" {
			q.Set(k, s)
		}
	}
	return q
}

// address is that of the search, from its first page, without the language.
func (v *searchView) address() string { return "/search?" + v.keys().Encode() }

// with is the search with another value for a key, from its first page.
func (v *searchView) with(key, value string) string {
	q := v.keys()
	q.Set(key, value)
	if value == "" {
		q.Del(key)
	}
	return page.In(v.Lang, "/search?"+q.Encode())
}

// numbers are the lines of numbers that are shown, and where the rest is.
func (v *searchView) numbers() (lines []sameCells, next string) {
	lines, next = together(v.Hits.Cells.Items), v.Hits.Cells.Next
	if v.Only == "" && len(lines) > someHits {
		return lines[:someHits], cmp.Or(next, "more")
	}
	return lines, next
}

// more is where the rest of a part is; empty where there is none.
func (v *searchView) more(part store.Part, next string) string {
	switch {
	case next == "":
		return ""
	case v.Only == "":
		return v.with("only", string(part))
	}
	u := v.with("only", string(part))
	return u + "&after=" + url.QueryEscape(next)
}

// fewNames says that not all rows were looked at whose names are as asked for.
func (v *searchView) fewNames() string {
	n := strconv.Itoa(store.MostNames)
	return v.T("这样的名称多于"+n+"个，只看了其中"+n+"个，有编码的在先；把词写长一些，找得全。",
		"More than "+n+" names of rows are like this; only "+n+" of them were looked at, those with a code first. A longer word finds all.")
}

// Found reports whether there is anything.
func (v *searchView) Found() bool {
	h := &v.Hits
	return len(h.Units.Items)+len(h.Projects.Items)+len(h.Sentences.Items)+len(h.Cells.Items) > 0
}

// number is how many documents a value has.
func (x filterValue) number() string {
	if x.More {
		return count(x.Count) + "+"
	}
	return count(x.Count)
}

func (v *searchView) document(id, unit store.ID, year int, kind string) string {
	return page.DocumentPath(unit, year, kind, v.scopes[id])
}

// examples are searches to begin with.
var examples = []string{"取暖费 >2万元", "公务用车 2023", "信息化 10万-50万元", "人员经费减少", "2080502", "dtsxx"}
