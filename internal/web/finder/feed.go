package finder

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// entry is one thing that happened, as feeds tell it.
type entry struct {
	ID    string // lasts
	Title string
	Path  string
	Text  string
	At    time.Time
	Kind  string // document, version, release, correction
}

// entries are what happened last in the place of a request, the newest first.
func (f *Finder) entries(r *http.Request) (*changesView, []entry, error) {
	ctx := r.Context()
	v := &changesView{Lang: page.LangOf(ctx)}
	filter, err := f.place(ctx, v, r.URL.Query())
	if err != nil {
		return nil, nil, err
	}
	news, err := f.store.News(ctx, filter, store.Page{Limit: feedEntries})
	if err != nil {
		return nil, nil, err
	}
	releases, err := f.store.Releases(ctx, store.ReleaseFilter{Filter: filter}, store.Page{Limit: feedEntries})
	if err != nil {
		return nil, nil, err
	}
	var out []entry
	for i := range news.Items {
		out = append(out, newsEntry(v.Lang, &news.Items[i]))
	}
	for i := range releases.Items {
		out = append(out, releaseEntry(v.Lang, &releases.Items[i]))
	}
	slices.SortStableFunc(out, func(a, b entry) int { return b.At.Compare(a.At) })
	return v, out[:min(len(out), feedEntries)], nil
}

func newsEntry(l page.Lang, n *store.News) entry {
	out := entry{
		ID: "urn:mingbai:document:" + n.ID.String() + ":" + strconv.Itoa(n.Version), Title: n.UnitName + " " + named(l, n.Year, n.Kind, n.Scope),
		Path: page.HeadPath(&n.Head), Text: happened(l, n), At: n.LoadedAt, Kind: "document",
	}
	if n.Version > 1 {
		out.Kind = "version"
		out.Text += "\n" + strings.Join(changed(l, n), "\n")
	}
	return out
}

func releaseEntry(l page.Lang, r *store.Release) entry {
	out := entry{
		ID: "urn:mingbai:release:" + r.SHA256, Title: l.T("发布：", "Released: ") + r.UnitName + " " + named(l, r.Year, r.Kind, "unit"),
		Path: releasePath(r), Text: l.T("签名发布。", "Signed and released."), At: r.ReleasedAt, Kind: "release",
	}
	if r.Corrects != 0 {
		out.Kind = "correction"
		out.Title = l.T("更正：", "Corrected: ") + r.UnitName + " " + named(l, r.Year, r.Kind, "unit")
		out.Text = l.T("更正原因：", "Reason: ") + r.Reason
	}
	return out
}

// The parts of an Atom feed (RFC 4287).
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  atomAuthor  `xml:"author"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomAuthor struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		ID       string       `xml:"id"`
		Title    string       `xml:"title"`
		Updated  string       `xml:"updated"`
		Link     atomLink     `xml:"link"`
		Category atomCategory `xml:"category"`
		Summary  string       `xml:"summary"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
)

func (f *Finder) atom(w http.ResponseWriter, r *http.Request) error {
	v, list, err := f.entries(r)
	if err != nil {
		return err
	}
	base := f.base(r)
	feed := atomFeed{
		Lang: string(v.Lang), ID: base + v.path("/changes.atom", nil), Title: v.title() + v.T(" · 明白账", " · Mingbai Ledger"),
		Updated: stamp(updated(list)), Author: atomAuthor{v.T("明白账", "Mingbai Ledger")},
		Links: []atomLink{
			{"self", "application/atom+xml", base + page.In(v.Lang, v.path("/changes.atom", nil))},
			{"alternate", "text/html", base + page.In(v.Lang, v.path("/changes", nil))},
		},
	}
	for _, e := range list {
		feed.Entries = append(feed.Entries, atomEntry{
			ID: e.ID, Title: e.Title, Updated: stamp(e.At), Link: atomLink{"alternate", "text/html", base + page.In(v.Lang, e.Path)},
			Category: atomCategory{e.Kind}, Summary: e.Text,
		})
	}
	return sendXML(w, r, "application/atom+xml", feed)
}

// The parts of a JSON Feed (version 1.1).
type (
	jsonFeed struct {
		Version  string     `json:"version"`
		Title    string     `json:"title"`
		Home     string     `json:"home_page_url"`
		Feed     string     `json:"feed_url"`
		Language string     `json:"language"`
		Items    []jsonItem `json:"items"`
	}
	jsonItem struct {
		ID       string   `json:"id"`
		URL      string   `json:"url"`
		Title    string   `json:"title"`
		Text     string   `json:"content_text"`
		Modified string   `json:"date_modified"`
		Tags     []string `json:"tags"`
	}
)

func (f *Finder) jsonFeed(w http.ResponseWriter, r *http.Request) error {
	v, list, err := f.entries(r)
	if err != nil {
		return err
	}
	base := f.base(r)
	feed := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: v.title() + v.T(" · 明白账", " · Mingbai Ledger"), Language: string(v.Lang), Items: []jsonItem{},
		Home: base + page.In(v.Lang, v.path("/changes", nil)), Feed: base + page.In(v.Lang, v.path("/changes.json", nil)),
	}
	for _, e := range list {
		feed.Items = append(feed.Items, jsonItem{e.ID, base + page.In(v.Lang, e.Path), e.Title, e.Text, stamp(e.At), []string{e.Kind}})
	}
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(feed); err != nil {
		return err
	}
	send(w, r, "application/feed+json", b.Bytes())
	return nil
}

// updated is the time of the newest; of an empty feed the beginning of time.
func updated(list []entry) time.Time {
	if len(list) == 0 {
		return time.Unix(0, 0)
	}
	return list[0].At
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// sendXML writes a value as an XML document.
func sendXML(w http.ResponseWriter, r *http.Request, kind string, v any) error {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(v); err != nil {
		return err
	}
	send(w, r, kind, b.Bytes())
	return nil
}

// send writes what programs read again and again, or that it is still the same.
func send(w http.ResponseWriter, r *http.Request, kind string, body []byte) {
	w.Header().Set("Cache-Control", "public, max-age=300")
	sum := sha256.Sum256(body)
	if page.Fresh(w, r, hex.EncodeToString(sum[:8])) {
		return
	}
	w.Header().Set("Content-Type", kind+"; charset=utf-8")
	_, _ = w.Write(body) // a reader that has gone is no fault of ours
}
