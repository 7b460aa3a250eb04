package portal

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// projectView is a project with its targets.
type projectView struct {
	*place
	Project  *budget.Project
	Cost     string // in 万元, of the project table
	CostHref string
	Fields   []field
	Money    []moneyLine
	Findings []findingGroup
	History  []past // what it costs over the years
}

// about reports whether a finding is on a project: in its form, or its row of the
// tables of projects.
func about(f *diag.Finding, project string) bool {
	row := (f.Ref.Table == "T12" || f.Ref.Table == "T13") && f.Ref.Row == project
	return row || f.Ref.Form == project
}

type field struct{ Name, Text string }

type moneyLine struct{ Name, Term, Annual string }

func (p *Portal) project(w http.ResponseWriter, r *http.Request) error {
	a, err := p.read(r)
	if err != nil {
		return err
	}
	name := r.PathValue("name")
	i := slices.IndexFunc(a.Doc.Disclosure.Projects, func(x budget.Project) bool { return x.Name == name })
	if i < 0 {
		return errAddress
	}
	pr := &a.Doc.Disclosure.Projects[i]
	v := &projectView{place: a, Project: pr, Cost: cellAmount(a.Doc.Disclosure, "T12", name, "合计"), CostHref: cellHref(a, "T12", "", name, "合计")}
	for _, f := range []field{
		{a.T("主管部门", "Department"), pr.Body},
		{a.T("实施单位", "Carried out by"), pr.Executor},
		{a.T("项目属性", "Kind"), pr.Attribute},
		{a.T("项目期", "Period"), pr.Period},
		{a.T("项目概况", "Overview"), pr.Overview},
		{a.T("立项依据", "Basis"), pr.Basis},
		{a.T("设立必要性", "Need"), pr.Need},
		{a.T("制度、措施", "Measures"), pr.Measures},
		{a.T("实施计划", "Plan"), pr.Plan},
		{a.T("实施期总体目标", "Goal of the period"), pr.TermGoal},
		{a.T("年度总体目标", "Goal of the year"), pr.YearGoal},
	} {
		if strings.TrimSpace(f.Text) != "" {
			v.Fields = append(v.Fields, f)
		}
	}
	for _, m := range []struct{ key, zh, en string }{
		{"total", "资金总额", "Total"},
		{"central", "中央财政", "Central"},
		{"province", "省级财政", "Province"},
		{"county", "市县（区）财政", "City and county"},
		{"self", "单位自筹", "Unit's own"},
		{"other", "其他资金", "Other"},
	} {
		line := moneyLine{Name: a.T(m.zh, m.en)}
		if x := pr.Money("term." + m.key); x != nil {
			line.Term = x.String()
		}
		if x := pr.Money("annual." + m.key); x != nil {
			line.Annual = x.String()
		}
		if line.Term != "" || line.Annual != "" {
			v.Money = append(v.Money, line)
		}
	}
	if a.Doc.Report != nil {
		for _, severity := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
			v.Findings = append(v.Findings, grouped(a.Lang, a.Doc.Report.Findings, severity, func(f *diag.Finding) bool { return about(f, name) })...)
		}
	}
	years, err := p.store.CellHistory(r.Context(), a.Unit.ID, store.CellKey{Table: "T12", Row: name, Column: "合计"})
	if err != nil {
		return err
	}
	v.History = pastOf(a.Lang, years)
	f := page.Frame{Title: name + " " + a.Unit.Name, Path: page.ProjectPath(a.Path, name), Section: "regions", Crumbs: a.crumbs(true)}
	return page.Render(w, r, http.StatusOK, f, projectPage(v))
}

// file sends a file of the document. It is never shown within the site's pages.
func (p *Portal) file(w http.ResponseWriter, r *http.Request) error {
	a, err := p.read(r)
	if err != nil {
		return err
	}
	sum := r.PathValue("sum")
	for _, f := range a.Doc.Files {
		if f.SHA256 != sum {
			continue
		}
		data, err := p.store.File(r.Context(), sum)
		if err != nil {
			return err
		}
		h := w.Header()
		h.Set("Content-Type", f.MediaType)
		h.Set("Content-Disposition", disposition(path.Base(f.Name)))
		h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Digest", "sha-256="+sum)
		_, _ = w.Write(data) // a reader that has gone is no fault of ours
		return nil
	}
	return errAddress
}
