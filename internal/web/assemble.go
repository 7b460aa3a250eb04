package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"mingbai/internal/release"
	"mingbai/internal/store"
	"mingbai/internal/web/finder"
	"mingbai/internal/web/guard"
	"mingbai/internal/web/opendata"
	"mingbai/internal/web/page"
	"mingbai/internal/web/portal"
	"mingbai/internal/web/service"
)

// Section is a part of the site that may be served alone.
type Section string

// The sections.
const (
	Portal    Section = "portal"    // what anyone reads: pages, search, open data, the log
	Service   Section = "service"   // a file of one's own is checked
	Workbench Section = "workbench" // units fill in and publish
)

// Sections are all that a site is served of.
func Sections() []Section { return []Section{Portal, Service} }

// ParseSection reads a section's name.
func ParseSection(s string) (Section, error) {
	if slices.Contains(Sections(), Section(s)) {
		return Section(s), nil
	}
	if Section(s) == Workbench {
		return "", errors.New("填报用的工作台（workbench）还没有；现在可以写 portal、service")
	}
	return "", fmt.Errorf("没有“%s”这一部分；可以写 portal、service", s)
}

// Options say what a site is made of.
type Options struct {
	Store  *store.Store
	Only   []Section // empty: all of them
	Base   string    // https://… that readers come by; may be empty
	Log    string    // folder of the transparency log; empty: none
	Trust  []string  // key lists that the log's pages believe; empty: no such pages
	Check  service.Options
	Bulk   string        // folder of snapshots of the open data; empty: none are offered
	Guard  guard.Options // how strict
	Logger *slog.Logger  // told of what went wrong; nil: nobody
	More   []Part        // beside the sections
}

// Assembled is a site ready to be served.
type Assembled struct {
	http.Handler
	close []func() error
}

// Close ends what the parts have going. Nothing may be served afterwards.
func (a *Assembled) Close() error {
	var all error
	for _, c := range a.close {
		all = errors.Join(all, c())
	}
	return all
}

// Assemble makes a site of its sections.
func Assemble(o Options) (*Assembled, error) {
	if len(o.Only) == 0 {
		o.Only = Sections()
	}
	o.Guard.Uploads = map[string]int64{"/check": service.MaxUpload}
	g, err := guard.New(o.Guard)
	if err != nil {
		return nil, err
	}
	out := &Assembled{}
	parts, err := out.parts(o)
	if err != nil {
		return nil, errors.Join(err, out.Close())
	}
	out.Handler = Guarded(g, append(parts, o.More...)...)
	return out, nil
}

func (a *Assembled) parts(o Options) ([]Part, error) {
	parts := []Part{guard.Plain{Ready: reachable(o.Store, o.Logger), Base: o.Base, Map: slices.Contains(o.Only, Portal)}}
	if o.Log != "" {
		log, err := LogFiles(o.Log)
		if err != nil {
			return nil, err
		}
		a.close = append(a.close, log.Close)
		parts = append(parts, log)
	}
	if slices.Contains(o.Only, Service) {
		check, err := checkPart(o)
		if err != nil {
			return nil, err
		}
		a.close = append(a.close, check.Close)
		parts = append(parts, check)
	}
	if !slices.Contains(o.Only, Portal) {
		return append(parts, elsewhere("/check")), nil
	}
	reading, err := a.portalParts(o)
	return append(parts, reading...), err
}

// checkPart is the check of a file that anyone may send.
func checkPart(o Options) (*service.Service, error) {
	c := o.Check
	c.Base, c.Rules, c.Logger = o.Base, slices.Contains(o.Only, Portal), o.Logger
	c.Client = func(r *http.Request) netip.Addr { return guard.Client(r.Context()) }
	return service.New(c)
}

// portalParts are the parts of the portal.
func (a *Assembled) portalParts(o Options) ([]Part, error) {
	pages, err := portal.New(o.Store, portal.Options{Base: o.Base, Logger: o.Logger})
	if err != nil {
		return nil, err
	}
	a.close = append(a.close, pages.Close)
	log, err := trusted(o.Log, o.Trust)
	if err != nil {
		return nil, err
	}
	url := ""
	if o.Base != "" {
		url = strings.TrimSuffix(o.Base, "/") + "/tlog/"
	}
	found, err := finder.New(o.Store, finder.Options{Base: o.Base, Log: log, LogURL: url, Logger: o.Logger})
	if err != nil {
		return nil, err
	}
	data := opendata.New(o.Store, opendata.Options{Base: o.Base, Snapshots: o.Bulk, Logger: o.Logger})
	return []Part{pages, found, data}, nil
}

// trusted is the log as those see it who trust the keys; nil where there is none,
// or nobody to trust.
func trusted(dir string, keys []string) (*release.Log, error) {
	if dir == "" || len(keys) == 0 {
		return nil, nil
	}
	t, err := release.ReadTrust(keys...)
	if err != nil {
		return nil, fmt.Errorf("透明日志信任的密钥：%w", err)
	}
	return release.NewLog(release.Dir(dir), t), nil
}

// reachable asks the store whether it can be read; why it cannot is logged.
func reachable(s *store.Store, log *slog.Logger) func(context.Context) error {
	return func(ctx context.Context) error {
		err := s.Ready(ctx)
		if err != nil && log != nil {
			log.ErrorContext(ctx, "not ready", "error", err)
		}
		return err
	}
}

// elsewhere is the first page of a site without the portal: it leads to another.
type elsewhere string

// Routes implements Part.
func (e elsewhere) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, page.In(page.LangOf(r.Context()), string(e)), http.StatusFound)
	})
}
