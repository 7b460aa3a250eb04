package portal

import (
	"net/http"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/web/page"
)

// findingsView is all that was found in a document.
type findingsView struct {
	*place
	Levels []findingLevel
}

// findingLevel is the findings of one severity, rule by rule.
type findingLevel struct {
	Title  string
	ID     string // to lead to it
	Count  int
	Groups []findingGroup
}

// findingGroup is what one rule found.
type findingGroup struct {
	Rule, Title, Basis string
	Severity           diag.Severity
	List               []*diag.Finding
}

// grouped puts findings of one severity together by rule, in the order in which
// each rule is first met.
func grouped(l page.Lang, list []diag.Finding, severity diag.Severity, of func(*diag.Finding) bool) []findingGroup {
	var out []findingGroup
	at := map[string]int{}
	for i := range list {
		f := &list[i]
		if f.Severity != severity || of != nil && !of(f) {
			continue
		}
		k, ok := at[f.Rule]
		if !ok {
			k, at[f.Rule] = len(out), len(out)
			out = append(out, findingGroup{Rule: f.Rule, Title: l.Rule(f.Rule, f.Title), Basis: f.Basis, Severity: severity})
		}
		out[k].List = append(out[k].List, f)
	}
	return out
}

// someOfARule is how many findings of one rule are shown at once.
const someOfARule = 8

// shown are the first findings of a rule, hidden those behind them.
func (g *findingGroup) shown() []*diag.Finding  { return g.List[:min(len(g.List), someOfARule)] }
func (g *findingGroup) hidden() []*diag.Finding { return g.List[min(len(g.List), someOfARule):] }

func (p *Portal) findings(w http.ResponseWriter, r *http.Request) error {
	a, err := p.read(r)
	if err != nil {
		return err
	}
	v := &findingsView{place: a}
	for _, s := range []struct {
		severity diag.Severity
		title    string
	}{{diag.Error, a.T("错误", "Errors")}, {diag.Warning, a.T("警告", "Warnings")}, {diag.Note, a.T("提示", "Notes")}} {
		level := findingLevel{Title: s.title, ID: s.severity.String()}
		if a.Doc.Report != nil {
			level.Groups = grouped(a.Lang, a.Doc.Report.Findings, s.severity, nil)
		}
		for _, g := range level.Groups {
			level.Count += len(g.List)
		}
		v.Levels = append(v.Levels, level)
	}
	f := page.Frame{Title: a.T("查账结果", "What checking found") + " " + a.Unit.Name, Path: a.Path + "/findings", Section: "regions", Crumbs: a.crumbs(true)}
	return page.Render(w, r, http.StatusOK, f, findingsPage(v))
}

// formParts are the parts of a target form, as findings name them.
var formParts = map[string][2]string{
	"date": {"填报日期", "date"}, "body": {"主管部门", "department"}, "executor": {"实施单位", "carried out by"},
	"attribute": {"项目属性", "kind"}, "period": {"项目期", "period"}, "overview": {"项目概况", "overview"}, "basis": {"立项依据", "basis"},
	"need": {"设立必要性", "need"}, "measures": {"制度、措施", "measures"}, "plan": {"实施计划", "plan"},
	"term_goal": {"实施期总体目标", "goal of the period"}, "year_goal": {"年度总体目标", "goal of the year"},
	"term_name": {"实施期指标", "indicator of the period"}, "term_value": {"实施期指标值", "value of the period"},
	"year_name": {"年度指标", "indicator of the year"}, "year_value": {"年度指标值", "value of the year"},
	"lead": {"负责人", "head"}, "name": {"项目名称", "name"}, "title": {"表名", "title"}, "unit": {"填报单位", "unit"},
}

// where says in words where a finding is: 支出总表 · 208 · 合计.
func where(a *place, f *diag.Finding) string {
	at := f.Ref
	if len(f.Suspects) > 0 {
		at = f.Suspects[0].Ref
	}
	switch {
	case strings.HasPrefix(at.Table, "PE"):
		return joined(a.T("绩效自评表", "self-evaluation form"), at.Form, a.Term(at.Row), a.Term(at.Column))
	case at.Form != "" || strings.HasPrefix(at.Table, "PF"):
		return joined(a.T("绩效目标申报表", "target form"), at.Form, formPart(a.Lang, at.Row), ordinal(a.Lang, at.Column))
	case at.Table != "":
		row := at.Row
		if t := a.Doc.Disclosure.Table(at.Table); t != nil {
			for i := range t.Panels {
				for k := range t.Panels[i].Lines {
					if l := &t.Panels[i].Lines[k]; rowName(l) == at.Row && l.Code != "" {
						row = l.Code + " " + a.Term(l.Name)
					}
				}
			}
		}
		return joined(a.Table(at.Table, at.Table), a.Term(row), a.Term(at.Column))
	case at.Section != "":
		return joined(a.T("情况说明", "narrative"), a.section(at.Section))
	}
	if at.File != "" {
		at.File = page.FileName(at.File)
	}
	return at.Source()
}

// section is the title of a section of the narrative by its number.
func (a *place) section(number string) string {
	rest, overview := strings.CutPrefix(number, "概况")
	for i := range a.Doc.Disclosure.Sections {
		s := &a.Doc.Disclosure.Sections[i]
		if (s.Part == "overview") == overview && strings.HasPrefix(s.Title, rest+"、") {
			return s.Title
		}
	}
	return number
}

func formPart(l page.Lang, row string) string {
	if p, ok := formParts[row]; ok {
		return l.T(p[0], p[1])
	}
	if strings.HasPrefix(row, "term.") || strings.HasPrefix(row, "annual.") {
		return l.T("资金", "funds")
	}
	return l.Term(row)
}

// ordinal is a number in a place in words: 第5项.
func ordinal(l page.Lang, column string) string {
	if column == "" || strings.Trim(column, "0123456789") != "" {
		return column
	}
	return l.T("第"+column+"项", "no. "+column)
}

// joined is the parts of a place that are there.
func joined(parts ...string) string {
	out := parts[:0:0]
	for _, p := range parts {
		if p != "" && (len(out) == 0 || out[len(out)-1] != p) {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// remedy is what a place should hold by a finding; empty where it does not say.
func remedy(f *diag.Finding) string {
	if len(f.Suspects) > 0 && f.Suspects[0].Suggest != "" {
		return f.Suspects[0].Suggest
	}
	return f.Expected
}

// whyMarks says why a point has its marks, and what would raise them.
func whyMarks(l page.Lang, p diag.ScorePoint) string {
	if p.Raise == "" {
		return l.Reason(p.Reason)
	}
	return l.Reason(p.Reason) + l.T("。", ". ") + l.Term(p.Raise)
}
