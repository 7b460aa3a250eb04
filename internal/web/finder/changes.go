package finder

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingbai/internal/release"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// How much stands on a page and in a feed.
const (
	someNews     = 30
	someReleases = 20
	feedEntries  = 50
)

// changesView is what has changed lately.
type changesView struct {
	page.Lang
	Place    string
	Name     string // of the region
	News     store.List[store.News]
	More     string
	Releases []released // with corrections
}

// released is a release with what it changes, where it is a correction.
type released struct {
	store.Release
	Changes []release.Change
}

// releasedOf reads what a correction changes from its proof, where that is a
// bundle; a release whose maker wrote another proof has its reason alone.
func releasedOf(r store.Release) released {
	out := released{Release: r}
	b, err := release.ParseBundle(r.Proof)
	if err != nil {
		return out
	}
	if m, err := b.Open(); err == nil && m.Corrects != nil {
		out.Changes = m.Corrects.Changes
	}
	return out
}

func (f *Finder) changes(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	asked := r.URL.Query()
	v := &changesView{Lang: page.LangOf(ctx)}
	filter, err := f.place(ctx, v, asked)
	if err != nil {
		return err
	}
	after := asked.Get("after")
	if v.News, err = f.store.News(ctx, filter, store.Page{After: after, Limit: someNews}); err != nil {
		return err
	}
	if v.News.Next != "" {
		v.More = page.In(v.Lang, v.path("/changes", url.Values{"after": {v.News.Next}}))
	}
	if after == "" {
		releases, err := f.store.Releases(ctx, store.ReleaseFilter{Filter: filter}, store.Page{Limit: someReleases})
		if err != nil {
			return err
		}
		for _, r := range releases.Items {
			v.Releases = append(v.Releases, releasedOf(r))
		}
	}
	frame := page.Frame{
		Title: v.title(), Path: v.path("/changes", nil), Feed: v.path("/changes.atom", nil), NoIndex: after != "",
		Description: v.T("新收进来的公开件、改过的地方、签名的发布和更正。", "Documents that came in, what is different in them, releases and corrections."),
	}
	w.Header().Set("Cache-Control", "public, max-age=60")
	return page.Render(w, r, http.StatusOK, frame, changesPage(v))
}

// place reads the region of an address; without one it is everywhere.
func (f *Finder) place(ctx context.Context, v *changesView, asked url.Values) (store.Filter, error) {
	filter, err := filterOf(url.Values{"region": asked["region"]})
	if err != nil || len(filter.Regions) == 0 {
		return filter, err
	}
	region, err := f.store.Region(ctx, filter.Regions[0])
	if err != nil {
		return filter, err
	}
	v.Place, v.Name = region.Code, v.Region(region.Code, region.Name)
	return filter, nil
}

func (v *changesView) title() string {
	if v.Name != "" {
		return v.T(v.Name+"：变动和更正", v.Name+": changes and corrections")
	}
	return v.T("变动和更正", "Changes and corrections")
}

// path is an address of the same place.
func (v *changesView) path(base string, more url.Values) string {
	q := url.Values{}
	for k, s := range more {
		q[k] = s
	}
	if v.Place != "" {
		q.Set("region", v.Place)
	}
	if len(q) == 0 {
		return base
	}
	return base + "?" + q.Encode()
}

// happened says in a line what a piece of news is.
func happened(l page.Lang, n *store.News) string {
	checked := l.T("错误 "+count(n.Errors)+"，警告 "+count(n.Warnings), "errors "+count(n.Errors)+", warnings "+count(n.Warnings))
	if n.Version > 1 {
		return l.T("第"+count(n.Version)+"版，与前一版不同"+count(n.Differences)+"处；", "version "+count(n.Version)+", "+count(n.Differences)+" differences; ") + checked
	}
	return l.T("新收进来；", "new; ") + checked
}

// changed says what a version has otherwise, one statement a change.
func changed(l page.Lang, n *store.News) []string {
	var out []string
	for _, c := range n.Changes {
		out = append(out, l.Place(c.Place)+l.T("：", ": ")+saying(l, c.Before)+" → "+saying(l, c.After))
	}
	return out
}

func saying(l page.Lang, s string) string {
	if strings.TrimSpace(s) == "" {
		return l.T("（没有）", "(nothing)")
	}
	return clip(s, 60)
}

// releasePath is the page of the version that was released.
func releasePath(r *store.Release) string {
	return page.DocumentPath(r.Unit, r.Year, r.Kind, "unit") + "?v=" + strconv.Itoa(r.Version)
}
