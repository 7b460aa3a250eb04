// Package portal is the pages that anyone reads: the regions and departments,
// each unit with its budget, each table, and each number with where it comes from
// and where it is said again.
//
// Addresses are those of internal/web/page and last. Every page is whole without
// its script. What is not in the store is a page that says so.
package portal

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/errgroup"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/profile"
	"mingbai/internal/rules"
	"mingbai/internal/score"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// Options say how the pages are made.
type Options struct {
	Base     string       // https://… before the addresses in cards and descriptions; may be empty
	Profiles *profile.Set // to follow relations by; nil: those within the program
	Logger   *slog.Logger // told of what went wrong; nil: nobody
}

// Portal is the pages over a store.
type Portal struct {
	store    *store.Store
	base     string
	profiles *profile.Set
	log      *slog.Logger
	recent   *lru.Cache[kept, *held]
	cards    *lru.Cache[cardKey, []byte]
	leaves   *leaves
}

// New makes the pages over a store.
func New(s *store.Store, o Options) (*Portal, error) {
	p := &Portal{store: s, base: strings.TrimSuffix(o.Base, "/"), profiles: o.Profiles, log: o.Logger}
	if p.profiles == nil {
		set, err := profile.Open("")
		if err != nil {
			return nil, err
		}
		p.profiles = set
	}
	recent, err := lru.New[kept, *held](keptDocuments)
	if err != nil {
		return nil, err
	}
	p.recent = recent
	if p.cards, err = lru.New[cardKey, []byte](keptCards); err != nil {
		return nil, err
	}
	if p.leaves, err = newLeaves(s); err != nil {
		return nil, err
	}
	if p.log == nil {
		p.log = slog.New(slog.DiscardHandler)
	}
	return p, nil
}

// Close ends what the pages have going. Nothing may be served afterwards.
func (p *Portal) Close() error { return p.leaves.Close() }

// Routes adds the pages.
func (p *Portal) Routes(mux *http.ServeMux) {
	for pattern, h := range map[string]handler{
		"GET /{$}":                           p.home,
		"GET /regions":                       p.regions,
		"GET /r/{code}":                      p.region,
		"GET /d/{id}":                        p.department,
		"GET /u/{id}":                        p.newest,
		"GET /u/{id}/{year}/{kind}":          p.unit,
		"GET /card.png":                      p.siteCard,
		"GET /u/{id}/{year}/{kind}/card.png": p.card,
		"GET /u/{id}/{year}/{kind}/total/{total}":                     p.total,
		"GET /u/{id}/{year}/{kind}/t/{table}":                         p.table,
		"GET /u/{id}/{year}/{kind}/n/{table}/{row}/{column}":          p.number,
		"GET /u/{id}/{year}/{kind}/n/{table}/{row}/{column}/page.png": p.leaf,
		"GET /u/{id}/{year}/{kind}/p/{name}":                          p.project,
		"GET /u/{id}/{year}/{kind}/f/{sum}/{name}":                    p.file,
		"GET /u/{id}/{year}/{kind}/findings":                          p.findings,
		"GET /u/{id}/{year}/{kind}/text":                              p.text,
	} {
		mux.HandleFunc(pattern, p.serve(h))
	}
}

// handler writes a page, or says why it could not.
type handler func(w http.ResponseWriter, r *http.Request) error

// serve turns what went wrong into a page.
func (p *Portal) serve(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			page.Fail(w, r, p.log, err)
		}
	}
}

// errAddress is an address that names nothing that could be.
var errAddress = fmt.Errorf("%w：地址不对", store.ErrNotFound)

// reference reads which document an address is of.
func reference(r *http.Request) (store.DocumentRef, error) {
	id, err := store.ParseID(r.PathValue("id"))
	if err != nil {
		return store.DocumentRef{}, errAddress
	}
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil || year < 1990 || year > 2200 {
		return store.DocumentRef{}, errAddress
	}
	kind, scope := r.PathValue("kind"), "unit"
	if k, ok := strings.CutSuffix(kind, "-department"); ok {
		kind, scope = k, "department"
	}
	if kind != "budget" && kind != "final" {
		return store.DocumentRef{}, errAddress
	}
	ref := store.DocumentRef{Unit: id, Year: year, Kind: kind, Scope: scope}
	if v := r.URL.Query().Get("v"); v != "" {
		if ref.Version, err = strconv.Atoi(v); err != nil || ref.Version < 1 {
			return ref, errAddress
		}
	}
	return ref, nil
}

// read reads the document of an address and its unit.
func (p *Portal) read(r *http.Request) (*place, error) {
	ref, err := reference(r)
	if err != nil {
		return nil, err
	}
	var d *held
	var u *store.UnitDetail
	both, ctx := errgroup.WithContext(r.Context())
	both.Go(func() (err error) { d, err = p.document(ctx, ref); return err })
	both.Go(func() (err error) { u, err = p.store.Unit(ctx, ref.Unit); return err })
	if err := both.Wait(); err != nil {
		return nil, err
	}
	at := page.DocumentPath(ref.Unit, ref.Year, ref.Kind, ref.Scope)
	return &place{Lang: page.LangOf(r.Context()), Unit: u, Doc: d, Path: at, Version: ref.Version}, nil
}

// keptDocuments is how many documents stay in memory as they were read last:
// about 2 MB each.
const keptDocuments = 64

// kept names a document as it stood at a time.
type kept struct {
	id      store.ID
	version int
	loaded  int64
	found   [3]int // errors, warnings, notes: checking anew may find others
	files   int    // it was read from: another may say where its numbers stand
}

// held is a document in memory, and its relations once somebody asks for them.
type held struct {
	*store.Document
	once    sync.Once
	subject *check.Subject
	links   *check.Links
	marking sync.Once
	score   *diag.Score
}

// openness is the marks of a document for openness; nil where it was not checked, or
// nothing that is marked could be.
func (h *held) openness() *diag.Score {
	h.marking.Do(func() {
		if h.Report == nil {
			return
		}
		if s := score.Standard().Of(h.Report); s != nil && s.Of > 0 {
			h.score = s
		}
	})
	return h.score
}

// relations are the relations of a document; nil where its profile is not among
// those that the program knows.
func (h *held) relations(set *profile.Set) (*check.Subject, *check.Links) {
	h.once.Do(func() {
		prof, err := set.Load(h.Profile)
		if err != nil {
			return
		}
		h.subject = check.New(h.Disclosure, prof)
		h.links = rules.All().Links(h.subject)
	})
	return h.subject, h.links
}

// document reads a document, or takes it from those read last. It is shared and
// not to be changed.
func (p *Portal) document(ctx context.Context, ref store.DocumentRef) (*held, error) {
	if ref.Version != 0 {
		d, err := p.store.Document(ctx, ref)
		return &held{Document: d}, err
	}
	h, files, err := p.store.HeadAndFiles(ctx, ref)
	if err != nil {
		return nil, err
	}
	key := kept{h.ID, h.Version, h.LoadedAt.UnixNano(), [3]int{h.Errors, h.Warnings, h.Notes}, files}
	if d, ok := p.recent.Get(key); ok {
		return d, nil
	}
	d, err := p.store.DocumentOf(ctx, h, 0)
	if err != nil {
		return nil, err
	}
	out := &held{Document: d}
	p.recent.Add(key, out)
	return out, nil
}

// place is a document with the unit it is of: what most pages stand on.
type place struct {
	page.Lang
	Unit    *store.UnitDetail
	Doc     *held
	Path    string
	Version int // asked for; 0: the one that counts
}

// link is an address of the document's pages, of the version that is looked at
// where that is an older one.
func (a *place) link(path string) string {
	href := page.In(a.Lang, path)
	if a.Version == 0 || a.Version == a.Doc.Version {
		return href
	}
	return asking(href, "v="+strconv.Itoa(a.Version))
}

// asking is an address that asks for something more.
func asking(href, more string) string {
	if strings.Contains(href, "?") {
		return href + "&" + more
	}
	return href + "?" + more
}

// Named is the document's name in short: 2023年预算.
func (a *place) Named() string { return named(a.Lang, a.Doc.Year, a.Doc.Kind, a.Doc.Scope) }

func named(l page.Lang, year int, kind, scope string) string {
	y := strconv.Itoa(year)
	name := map[string]string{"budget": l.T(y+"年预算", y+" budget"), "final": l.T(y+"年决算", y+" final account")}[kind]
	if scope == "department" {
		name = map[string]string{"budget": l.T(y+"年部门预算", y+" department budget"), "final": l.T(y+"年部门决算", y+" department final account")}[kind]
	}
	return name
}

// crumbs are the way to the unit's page; document adds the document's own.
func (a *place) crumbs(document bool) []page.Crumb {
	out := regionCrumbs(a.Lang, a.Unit.RegionPath)
	if a.Unit.Department != 0 && a.Unit.DepartmentName != "" {
		out = append(out, page.Crumb{Title: a.Unit.DepartmentName, Href: page.DepartmentPath(a.Unit.Department)})
	}
	if document {
		out = append(out, page.Crumb{Title: a.Unit.Name, Href: page.UnitPath(a.Unit.ID)}, page.Crumb{Title: a.Named(), Href: a.Path})
	}
	return out
}

// fresh answers a request for what the reader has already; true where it did.
func fresh(w http.ResponseWriter, r *http.Request, tag string) bool {
	tag = `"` + string(page.LangOf(r.Context())) + "-" + tag + `"`
	w.Header().Set("ETag", tag)
	w.Header().Set("Cache-Control", "public, max-age=60")
	if r.Header.Get("If-None-Match") != tag {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}
