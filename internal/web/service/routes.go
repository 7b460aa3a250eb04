package service

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// Routes adds the pages.
func (s *Service) Routes(mux *http.ServeMux) {
	for pattern, h := range map[string]handler{
		"GET /check":                         s.form,
		"POST /check":                        s.upload,
		"GET /check/{token}":                 s.batchPage,
		"GET /check/{token}/status":          s.status,
		"POST /check/{token}/keep":           s.keepPage,
		"POST /check/{token}/delete":         s.deletePage,
		"GET /check/{token}/{n}":             s.itemPage,
		"GET /check/{token}/{n}/page/{page}": s.picture,
		"GET /check/{token}/{n}/file/{name}": s.file,
	} {
		mux.HandleFunc(pattern, s.serve(h))
	}
}

// handler writes an answer, or says why it could not.
type handler func(w http.ResponseWriter, r *http.Request) error

// errGone is an address that opens nothing, any more or ever.
var errGone = errors.New("没有这份结果")

// serve turns what went wrong into a page, or for programs into a problem.
func (s *Service) serve(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if err == nil {
			return
		}
		var no *refusal
		switch {
		case errors.As(err, &no):
		case errors.Is(err, errGone):
			no = &refusal{status: http.StatusNotFound, zh: "没有这份结果", en: "No such result", whatZH: "结果半小时后就删，分享的到期就删；要看的话再传一次文件。", whatEN: "Results are deleted after half an hour, shared ones at their end. Send the file again to see it.", anew: true}
		case r.Context().Err() != nil:
			return // the reader has gone
		case store.Lost(err):
			s.o.Logger.ErrorContext(r.Context(), "database", "error", err)
			no = &refusal{status: http.StatusServiceUnavailable, retry: page.RetryAfter, zh: "数据库暂时没有回应", en: "The database does not answer", whatZH: "数据库正忙、正在重启或断开了；半分钟后再来，传过的文件不用再传。", whatEN: "The database is busy, restarting or cut off; come back in half a minute, files already sent need not be sent again."}
		default:
			s.o.Logger.ErrorContext(r.Context(), "check", "error", err)
			no = &refusal{status: http.StatusInternalServerError, zh: "没有做成", en: "It could not be done", whatZH: "过一会儿再试；还不行请告诉管理员。", whatEN: "Try again in a while; tell the operator if it stays."}
		}
		no.write(w, r)
	}
}

// write says no.
func (e *refusal) write(w http.ResponseWriter, r *http.Request) {
	l := page.LangOf(r.Context())
	private(w)
	if e.retry != "" {
		w.Header().Set("Retry-After", e.retry)
	}
	if !wantsJSON(r) {
		var next []page.Crumb
		if e.anew {
			next = append(next, page.Crumb{Title: l.T("查一查", "Check a file"), Href: "/check"})
		}
		page.Trouble(w, r, e.status, l.T(e.zh, e.en), l.T(e.whatZH, e.whatEN), next...)
		return
	}
	page.Problem(w, e.status, l.T(e.zh, e.en), l.T(e.whatZH, e.whatEN))
}

// wantsJSON reports whether a program asks.
func wantsJSON(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "application/json")
}

// private keeps an answer out of caches, indexes and the addresses of others.
func private(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Cache-Control", "private, no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Robots-Tag", "noindex")
}

// opened is a batch as the address opens it.
type opened struct {
	page.Lang
	*batch
	token string
	owner bool
	site  string // https://… of this site, as the reader has it
}

// base is the address of the batch, without the language.
func (o *opened) base() string { return "/check/" + o.token }

// open finds the batch of an address.
func (s *Service) open(r *http.Request) (*opened, error) {
	token := r.PathValue("token")
	b, owner := s.find(token)
	if b == nil {
		return nil, errGone
	}
	return &opened{page.LangOf(r.Context()), b, token, owner, page.Base(r, s.o.Base)}, nil
}

// openItem finds the item of an address, as it stands.
func (s *Service) openItem(r *http.Request) (*opened, item, error) {
	o, err := s.open(r)
	if err != nil {
		return nil, item{}, err
	}
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil {
		return nil, item{}, errGone
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	it := o.item(n)
	if it == nil {
		return nil, item{}, errGone
	}
	return o, *it, nil
}

// upload takes files and leads to their page.
func (s *Service) upload(w http.ResponseWriter, r *http.Request) error {
	token, err := s.receive(r)
	if err != nil {
		w.Header().Set("Connection", "close") // what is left of the upload is not read
		return err
	}
	private(w)
	to := page.In(page.LangOf(r.Context()), "/check/"+token)
	if !wantsJSON(r) {
		http.Redirect(w, r, to, http.StatusSeeOther)
		return nil
	}
	w.Header().Set("Location", to)
	return writeJSON(w, http.StatusAccepted, map[string]string{"token": token, "page": to, "status": "/check/" + token + "/status"})
}

func writeJSON(w http.ResponseWriter, status int, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(b) // a reader that has gone is no fault of ours
	return nil
}

// keepPage keeps a batch for its owner.
func (s *Service) keepPage(w http.ResponseWriter, r *http.Request) error {
	o, err := s.open(r)
	if err != nil || !o.owner {
		return errGone
	}
	days, err := strconv.Atoi(r.PostFormValue("days"))
	if err != nil || days != keepDays[0] && days != keepDays[1] {
		return errForm
	}
	if err := s.keep(o.batch, o.token, days); err != nil {
		return err
	}
	return back(w, r, o.base()+"#keep")
}

// deletePage deletes a batch for its owner.
func (s *Service) deletePage(w http.ResponseWriter, r *http.Request) error {
	o, err := s.open(r)
	if err != nil || !o.owner {
		return errGone
	}
	if err := s.remove(o.batch); err != nil {
		return err
	}
	return back(w, r, "/check?deleted")
}

// back leads on after something was done.
func back(w http.ResponseWriter, r *http.Request, to string) error {
	private(w)
	http.Redirect(w, r, page.In(page.LangOf(r.Context()), to), http.StatusSeeOther)
	return nil
}
