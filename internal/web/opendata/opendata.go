// Package opendata gives out all that is held, to programs and to people who count
// for themselves: an API under /api/v1 with its description in OpenAPI 3.1, whole
// tables as CSV and Parquet under /data, the schemas of all of it, and the pages
// that explain it.
//
// Files are written while they are sent, document by document: a file of any size
// takes the same memory, and a reader who is slow holds neither a connection nor a
// transaction of the database. Amounts are exact decimals of yuan throughout.
package opendata

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// Options say how data is given out; the zero value will do.
type Options struct {
	Base      string       // https://… of the site, for addresses that stand alone; may be empty
	Snapshots string       // folder of snapshots that Snapshot wrote; empty: none are offered
	Licence   Licence      // what may be done with the data; zero: CC BY 4.0
	Streams   int          // bulk files written at once; 0: 8
	Logger    *slog.Logger // told of what went wrong; nil: nobody
}

// Licence is what may be done with the data.
type Licence struct{ ID, Name, URL string }

// DefaultLicence asks for no more than to be named.
var DefaultLicence = Licence{"CC-BY-4.0", "Creative Commons Attribution 4.0", page.Licence}

// OpenData gives out what a store holds.
type OpenData struct {
	store   *store.Store
	o       Options
	log     *slog.Logger
	sets    []set
	streams chan struct{}
	named   atomic.Pointer[names]
	order   map[string]int // of the API's operations, as they were added
}

// New makes the open data of a store.
func New(s *store.Store, o Options) *OpenData {
	if o.Licence == (Licence{}) {
		o.Licence = DefaultLicence
	}
	if o.Streams <= 0 {
		o.Streams = 8
	}
	o.Base = strings.TrimSuffix(o.Base, "/")
	d := &OpenData{store: s, o: o, log: o.Logger, sets: sets(), streams: make(chan struct{}, o.Streams), order: map[string]int{}}
	if d.log == nil {
		d.log = slog.New(slog.DiscardHandler)
	}
	return d
}

// Routes adds the addresses.
func (d *OpenData) Routes(mux *http.ServeMux) {
	api := d.routes(mux)
	s, err := specOf(api)
	if err != nil { // it follows from the program alone: a fault of it
		panic(err)
	}
	mux.HandleFunc("OPTIONS /api/", preflight)
	mux.HandleFunc("OPTIONS /data/", preflight)
	mux.HandleFunc("OPTIONS /schema/", preflight)
	mux.HandleFunc("GET /api/", around{d: d}.nowhere)
	for at, schema := range schemas() {
		mux.HandleFunc("GET "+at, d.serve(served("application/schema+json", schema)))
	}
	for pattern, h := range map[string]handler{
		"GET /api/openapi.json":                      served("application/openapi+json", s.json),
		"GET /api/openapi.yaml":                      served("application/openapi+yaml", s.yaml),
		"GET /data":                                  d.index,
		"GET /data/dictionary":                       d.dictionary,
		"GET /data/datapackage.json":                 d.describe,
		"GET /data/api":                              d.apiPage(api.OpenAPI()),
		"GET /data/api/try":                          d.try(api.OpenAPI()),
		"GET /data/{year}/{region}":                  d.extentPage,
		"GET /data/{year}/{region}/datapackage.json": d.describe,
		"GET /data/{year}/{region}/{file}":           d.bulk,
		"GET /snapshots/{snapshot}":                  d.snapshotPage,
		"GET /snapshots/{snapshot}/{file...}":        d.snapshotFile,
	} {
		mux.HandleFunc(pattern, d.serve(h))
	}
}

// handler answers a request, or says why it could not.
type handler func(w http.ResponseWriter, r *http.Request) error

// serve lets every site's pages read what is given out, and turns what went wrong
// into a page.
func (d *OpenData) serve(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		err := h(w, r)
		l := page.LangOf(r.Context())
		switch {
		case err == nil:
		case errors.Is(err, errBusy):
			w.Header().Set("Retry-After", "30")
			page.Trouble(w, r, http.StatusServiceUnavailable, l.T("下载的人太多", "Too many downloads at once"), l.T("过半分钟再试；整套数据也可以下载快照。", "Try again in half a minute, or take a snapshot."))
		default:
			page.Fail(w, r, d.log, err)
		}
	}
}

// errBusy is that as many files are being written as may be.
var errBusy = errors.New("同时下载的太多")

// format is the form of what is given out. It becomes another when the same data
// are written otherwise than before, so that nobody keeps the old form.
const format = "3"

// fresh answers a reader who has what is there already; true where it did.
func (d *OpenData) fresh(w http.ResponseWriter, r *http.Request) (bool, error) {
	revision, err := d.store.Revision(r.Context())
	if err != nil {
		return false, err
	}
	return page.Fresh(w, r, format+"-"+revision), nil
}

// askTime bounds how long one question to the store may take.
const askTime = 20 * time.Second

func bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, askTime)
}
