package service

import (
	"net/http"

	"mingbai/internal/profile"
	"mingbai/internal/web/page"
)

// formView is the page where files are sent from.
type formView struct {
	page.Lang
	Profiles []profile.Summary
	CanKeep  bool
	Deleted  bool // something was deleted just now
}

// form is the page where files are sent from.
func (s *Service) form(w http.ResponseWriter, r *http.Request) error {
	l := page.LangOf(r.Context())
	v := &formView{Lang: l, Profiles: s.profiles, CanKeep: s.kept != "", Deleted: r.URL.Query().Has("deleted")}
	f := page.Frame{
		Title: l.T("查一查", "Check a file"), Path: "/check", Section: "check",
		Description: l.T("选一份预算或决算公开文件，看哪里不对、应是多少；文件读完就删。", "Choose a published budget document and see what is wrong with it, and what is right; the file is deleted once read."),
	}
	return page.Render(w, r, http.StatusOK, f, formBody(v))
}

// refresh is how often a page without script looks again, in seconds.
const refresh = 3

// batchPage shows how far the files are, and leads on to what came of one.
func (s *Service) batchPage(w http.ResponseWriter, r *http.Request) error {
	o, err := s.open(r)
	if err != nil {
		return err
	}
	private(w)
	v := s.view(o)
	if len(v.Items) == 1 && v.Items[0].State == done {
		http.Redirect(w, r, v.Items[0].Page, http.StatusSeeOther)
		return nil
	}
	f := page.Frame{Title: v.T("检查结果", "Results"), Path: v.Base, Section: "check", NoIndex: true, Crumbs: []page.Crumb{{Title: v.T("查一查", "Check a file"), Href: "/check"}}}
	if !v.Finished {
		f.Refresh = refresh
	}
	return page.Render(w, r, http.StatusOK, f, batchBody(v))
}
