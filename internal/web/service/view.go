package service

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/place"
	"mingbai/internal/web/page"
	"mingbai/internal/web/service/reader"
)

// listLength is how many findings stand in the list at once.
const listLength = 60

// itemView is what came of one file, with one of its findings at hand.
type itemView struct {
	page.Lang
	Batch  *batchView
	Item   item
	Doc    *diag.Document
	Result *reader.Result
	Base   string // of the item's page
	Rules  bool   // rules have pages

	Filter  string // error, warning, note; empty: all
	Counts  [4]int // of all, errors, warnings, notes
	List    []entry
	Earlier string // the list before, the list after
	Later   string

	Chosen   bool // somebody chose the finding
	At       *diag.Finding
	Number   int // of the finding in the filtered list, from 1
	Prev     string
	Next     string
	Figures  []figure
	Excerpts []excerpt
}

// entry is a finding in the list.
type entry struct {
	*diag.Finding
	Href    string
	Current bool
}

// filters are the choices of what to list.
var filters = []string{"", "error", "warning", "note"}

// itemPage shows what came of a file.
func (s *Service) itemPage(w http.ResponseWriter, r *http.Request) error {
	o, it, err := s.openItem(r)
	if err != nil {
		return err
	}
	private(w)
	if it.State != done {
		http.Redirect(w, r, page.In(o.Lang, o.base()), http.StatusSeeOther)
		return nil
	}
	res, err := s.result(o.batch, it.N)
	if err != nil {
		return err
	}
	v := &itemView{
		Lang: o.Lang, Batch: s.view(o), Item: it, Doc: res.Document, Result: res, Rules: s.o.Rules,
		Base: o.base() + "/" + strconv.Itoa(it.N),
	}
	v.choose(r.URL.Query())
	f := page.Frame{Title: v.Title(), Path: v.Base, Section: "check", NoIndex: true, Wide: true}
	if len(v.Batch.Items) > 1 {
		f.Crumbs = []page.Crumb{{Title: v.T("查一查", "Check a file"), Href: "/check"}, {Title: v.T("这一次的文件", "Files of this time"), Href: o.base()}}
	} else {
		f.Crumbs = []page.Crumb{{Title: v.T("查一查", "Check a file"), Href: "/check"}}
	}
	return page.Render(w, r, http.StatusOK, f, itemBody(v))
}

// Title is what the document is; its file's name where that is not known.
func (v *itemView) Title() string {
	if v.Doc.Unit == "" {
		return v.Item.Name
	}
	return v.Doc.Unit + " " + documentName(v.Lang, v.Doc.Year, v.Doc.Kind, v.Doc.Scope)
}

// documentName names a kind of document: 2025年部门预算.
func documentName(l page.Lang, year int, kind, scope string) string {
	name := map[string]string{"budget": l.T("预算", "budget"), "final": l.T("决算", "final account")}[kind]
	if scope == "department" {
		name = l.T("部门"+name, "department "+name)
	}
	if year == 0 {
		return name
	}
	return l.T(strconv.Itoa(year)+"年"+name, strconv.Itoa(year)+" "+name)
}

// choose takes from the address what to list and which finding to show.
func (v *itemView) choose(q url.Values) {
	if s := q.Get("s"); slices.Contains(filters, s) {
		v.Filter = s
	}
	order := v.order()
	at := 0
	if n, err := strconv.Atoi(q.Get("f")); err == nil {
		if i := slices.Index(order, n-1); i >= 0 {
			at, v.Chosen = i, true
		}
	}
	from := at / listLength * listLength
	if n, err := strconv.Atoi(q.Get("from")); err == nil && !v.Chosen && n > 0 && n < len(order) {
		from = n / listLength * listLength
		at = from
	}
	for i, f := range order[from:min(from+listLength, len(order))] {
		v.List = append(v.List, entry{&v.Doc.Findings[f], v.href(f), from+i == at})
	}
	if from > 0 {
		v.Earlier = v.listHref(from - listLength)
	}
	if from+listLength < len(order) {
		v.Later = v.listHref(from + listLength)
	}
	if len(order) == 0 {
		return
	}
	v.At, v.Number = &v.Doc.Findings[order[at]], at+1
	if at > 0 {
		v.Prev = v.href(order[at-1])
	}
	if at+1 < len(order) {
		v.Next = v.href(order[at+1])
	}
	v.Figures = v.figures(order[at])
	v.Excerpts = v.excerpts(order[at])
}

// order lists the findings that the filter leaves, the severest first, each kind
// in the order of the document; and counts all.
func (v *itemView) order() (out []int) {
	fs := v.Doc.Findings
	for i := range fs {
		v.Counts[0]++
		v.Counts[1+int(diag.Error-fs[i].Severity)]++
		if v.Filter == "" || v.Filter == fs[i].Severity.String() {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(fs[b].Severity, fs[a].Severity) })
	return out
}

// href is the address of a finding.
func (v *itemView) href(finding int) string {
	q := "?f=" + strconv.Itoa(finding+1)
	if v.Filter != "" {
		q += "&s=" + v.Filter
	}
	return page.In(v.Lang, v.Base+q+"#at")
}

func (v *itemView) listHref(from int) string {
	q := "?from=" + strconv.Itoa(from)
	if v.Filter != "" {
		q += "&s=" + v.Filter
	}
	return page.In(v.Lang, v.Base+q)
}

// filterHref is the address of the list with another filter.
func (v *itemView) filterHref(filter string) string {
	if filter == "" {
		return page.In(v.Lang, v.Base)
	}
	return page.In(v.Lang, v.Base+"?s="+filter)
}

// filterName names a filter with how many it leaves.
func (v *itemView) filterName(i int) string {
	names := [...]string{v.T("全部", "All"), v.T("错误", "Errors"), v.T("警告", "Warnings"), v.T("提示", "Notes")}
	return names[i] + " " + strconv.Itoa(v.Counts[i])
}

// severity is its word.
func severity(l page.Lang, s diag.Severity) string {
	return l.T(s.Chinese(), map[diag.Severity]string{diag.Error: "Error", diag.Warning: "Warning", diag.Note: "Note"}[s])
}

// asPrinted shows a value, and that there is none.
func asPrinted(l page.Lang, s string) string {
	if s == "" {
		return l.T("空白", "blank")
	}
	return s
}

// clip shortens a text for a line.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// marking is the class of what is marked, and of its ground.
func marking(s diag.Severity, strong bool) string {
	if !strong {
		return "thin"
	}
	return s.String()
}

// The bounds of lists on a page.
const (
	maxEvidence  = 16
	maxUnclaimed = 40
)

// total is how many findings the filter leaves.
func (v *itemView) total() int { return v.Counts[slices.Index(filters, v.Filter)] }

// unchecked are the rules that could not be checked.
func (v *itemView) unchecked() (out []diag.RuleOutcome) {
	for _, r := range v.Doc.Rules {
		if r.Outcome == "not_checked" {
			out = append(out, r)
		}
	}
	return out
}

// tableStatus says how far a table was read.
func tableStatus(l page.Lang, s diag.Status) string {
	switch s {
	case diag.Read:
		return l.T("全部读到", "read")
	case diag.PartlyRead:
		return l.T("读到一部分", "read in part")
	case diag.StatedEmpty:
		return l.T("注明没有数据", "stated to be empty")
	case diag.Missing:
		return l.T("没有找到", "missing")
	}
	return string(s)
}

// letters are what names of sections within the program are of.
const letters = "abcdefghijklmnopqrstuvwxyz_"

// where tells the place of a finding in words: the page, then the table by its
// title with the row and the column, the form by its project, or the section.
func (v *itemView) where(f *diag.Finding) string {
	spot, name := f.Spot(v.Lang == page.English), v.named(f.Ref)
	switch {
	case name == "" && spot == "":
		return f.Place()
	case name == "" || spot == "":
		return name + spot
	case f.Ref.Page > 0:
		return spot + " · " + name
	}
	return name + " · " + spot
}

// named names what a place is in: a table, a form, a section; empty for others.
func (v *itemView) named(r place.Ref) string {
	switch {
	case r.Form != "":
		return v.T("绩效表“"+clip(r.Form, 24)+"”", "target form of "+clip(r.Form, 24))
	case r.Table != "":
		title := r.Table
		for _, t := range v.Doc.Tables {
			if slices.Contains(t.IDs, r.Table) && t.Title != "" {
				title = clip(t.Title, 28)
			}
		}
		return strings.TrimSpace(title + " " + r.Row + " " + r.Column)
	case r.Section != "" && strings.Trim(r.Section, letters) != "":
		return v.T("说明", "section ") + r.Section
	}
	return "" // names of ours say nothing to people
}

// evidence is what the finding rests on, beside its own place.
func (v *itemView) evidence() (out []diag.Evidence) {
	for _, e := range v.At.Evidence {
		if e.Label != v.At.Place() {
			out = append(out, e)
		}
	}
	return out
}

// marks are the marks of a point; a dash where nothing of it could be looked at.
func marks(p diag.ScorePoint) string {
	if p.Of == 0 {
		return "—"
	}
	return strconv.Itoa(p.Got) + "/" + strconv.Itoa(p.Of)
}
