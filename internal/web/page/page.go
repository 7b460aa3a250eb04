// Package page is what all pages share: the frame with search and navigation,
// the style sheet and the script, the two languages, how amounts are written,
// and where things are (addresses that last).
//
// A page is complete without its script. It is rendered whole into memory and
// then sent, so that an error never leaves half a page behind.
package page

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// Lang is the language of a page: its own words, not the words of documents.
type Lang string

// The languages.
const (
	Chinese Lang = "zh-CN"
	English Lang = "en"
)

// T chooses between the two languages.
func (l Lang) T(zh, en string) string {
	if l == English {
		return en
	}
	return zh
}

type langKey struct{}

// WithLang hands the language down with the request.
func WithLang(ctx context.Context, l Lang) context.Context {
	return context.WithValue(ctx, langKey{}, l)
}

// LangOf is the language that the request is in; Chinese where nobody said.
func LangOf(ctx context.Context) Lang {
	if l, ok := ctx.Value(langKey{}).(Lang); ok {
		return l
	}
	return Chinese
}

// Frame is what the frame of a page has to know.
type Frame struct {
	Title       string  // without the site's name
	Description string  // one sentence for search engines and cards
	Path        string  // canonical, without the language: /u/00abc…/2023/budget
	Section     string  // of the navigation: regions, compare, check, data, log
	Query       string  // stands in the search box
	Search      bool    // the page has the search box itself, with the id q
	Crumbs      []Crumb // from the province down, without the page itself
	Base        string  // https://… of this site, for what others quote; empty: such things are left out
	Image       string  // PNG of 1200 × 630 that stands for the page elsewhere, with https://…; empty: none
	Feed        string  // Atom, absolute path
	Data        string  // the same as JSON, absolute path
	Schema      string  // schema.org description as JSON, already encoded
	Bare        bool    // to be embedded, on any site: no navigation, no foot
	Wide        bool    // as wide as the screen: two things beside each other
	NoIndex     bool    // not for search engines
	Quoted      string  // what stands on paper as its address, where that is not Path; without the language
	Refresh     int     // seconds after which a reader without script looks again; 0: never
}

// Crumb is one step of the way to a page.
type Crumb struct{ Title, Href string }

// onPaper is the address that a printed page carries; empty where it carries none: what is
// not to be found by others may open something.
func onPaper(r *http.Request, l Lang, f Frame) string {
	switch {
	case f.Quoted != "":
		return Base(r, f.Base) + in(l, f.Quoted)
	case f.Path == "" || f.NoIndex:
		return ""
	}
	address := Base(r, f.Base) + in(l, f.Path)
	if v := r.URL.Query().Get("v"); v != "" { // of a document's version
		address += "?v=" + url.QueryEscape(v)
	}
	return address
}

// Render writes a page: the frame with its body within.
func Render(w http.ResponseWriter, r *http.Request, status int, f Frame, body templ.Component) error {
	var b bytes.Buffer
	b.Grow(32 << 10)
	l := LangOf(r.Context())
	if err := layout(l, f, onPaper(r, l, f), body).Render(r.Context(), &b); err != nil {
		return fmt.Errorf("写网页 %s：%w", f.Path, err)
	}
	h := w.Header()
	if f.Bare {
		framed(h)
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a reader that has gone is no fault of ours
	return nil
}

// framed lets every site show a page within one of its own: there is nothing on it that
// could be clicked by mistake.
func framed(h http.Header) {
	const name = "Content-Security-Policy"
	if policy := h.Get(name); policy != "" {
		h.Set(name, strings.Replace(policy, "frame-ancestors 'self'", "frame-ancestors *", 1))
	}
}

// EmbedCode is what another site writes to show a page of this one within its own.
func EmbedCode(r *http.Request, base, path, title string) string {
	at := Base(r, base) + in(LangOf(r.Context()), path) + "?embed"
	return `<iframe src="` + html.EscapeString(at) + `" title="` + html.EscapeString(title) + `" width="100%" height="720" loading="lazy"></iframe>`
}

// Trouble writes a page that says what is wrong and what to do next: where to go on,
// before home and the regions. Programs are told the same as a problem.
func Trouble(w http.ResponseWriter, r *http.Request, status int, title, what string, next ...Crumb) {
	w.Header().Set("Cache-Control", "no-store")
	if ofProgram(r) {
		Problem(w, status, title, what)
		return
	}
	f := Frame{Title: title, Path: r.URL.Path, NoIndex: true}
	if err := Render(w, r, status, f, trouble(LangOf(r.Context()), title, what, next)); err != nil {
		http.Error(w, title, status)
	}
}

// NotFound writes the page for what is not there.
func NotFound(w http.ResponseWriter, r *http.Request) {
	l := LangOf(r.Context())
	Trouble(w, r, http.StatusNotFound, l.T("没有这一页", "No such page"),
		l.T("地址也许打错了，或者这份文件还没有收进来。用上面的搜索框按单位、项目或科目找。", "The address may be mistyped, or the document is not here yet. Search by unit, project or subject above."))
}
