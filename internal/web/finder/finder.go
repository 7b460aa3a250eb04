// Package finder is the pages that lead to documents by what is in them: the
// search, units side by side, the rules and who breaks them, what has changed,
// how reading and checking work, the transparency log, and what search engines
// and feed readers ask for.
//
// Addresses are those of internal/web/page and last. Every page is whole without
// its script.
package finder

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"

	"mingbai/internal/release"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// Options say how the pages are made.
type Options struct {
	Base   string       // https://… before addresses in feeds and sitemaps; empty: as the request names the site
	Log    *release.Log // the transparency log; nil: there is none
	LogURL string       // where others read the log, for the command that verifies; empty: /tlog/ of this site
	Logger *slog.Logger // told of what went wrong; nil: nobody
}

// Finder is the pages over a store.
type Finder struct {
	store  *store.Store
	o      Options
	log    *slog.Logger
	facts  *lru.Cache[factsKey, *facts]
	ledger ledger
}

// keptFacts is how many documents are remembered as they are compared: about
// 2 kB each.
const keptFacts = 512

// New makes the pages over a store.
func New(s *store.Store, o Options) (*Finder, error) {
	o.Base = strings.TrimSuffix(o.Base, "/")
	f := &Finder{store: s, o: o, log: o.Logger, ledger: ledger{log: o.Log, step: perLook}}
	if f.log == nil {
		f.log = slog.New(slog.DiscardHandler)
	}
	var err error
	f.facts, err = lru.New[factsKey, *facts](keptFacts)
	return f, err
}

// Routes adds the pages.
func (f *Finder) Routes(mux *http.ServeMux) {
	for pattern, h := range map[string]handler{
		"GET /search":                f.search,
		"GET /compare":               f.compare,
		"GET /compare.csv":           f.compareCSV,
		"GET /rules":                 f.rules,
		"GET /rules/{id}":            f.rule,
		"GET /changes":               f.changes,
		"GET /changes.atom":          f.atom,
		"GET /changes.json":          f.jsonFeed,
		"GET /method":                f.method,
		"GET /log":                   f.logPage,
		"GET /sitemap.xml":           f.sitemapIndex,
		"GET /sitemap-pages.xml":     f.sitemapPages,
		"GET /sitemap-documents.xml": f.sitemapDocuments,
		"GET /opensearch.xml":        f.openSearch,
	} {
		mux.HandleFunc(pattern, f.serve(h))
	}
}

// handler writes a page, or says why it could not.
type handler func(w http.ResponseWriter, r *http.Request) error

// errAddress is an address that names nothing that could be.
var errAddress = fmt.Errorf("%w：地址不对", store.ErrNotFound)

// serve turns what went wrong into a page.
func (f *Finder) serve(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			page.Fail(w, r, f.log, err)
		}
	}
}

// base is what stands before an absolute path in what leaves the site.
func (f *Finder) base(r *http.Request) string { return page.Base(r, f.o.Base) }
