package portal

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"mingbai/internal/diag"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// homeView is what the first page shows.
type homeView struct {
	page.Lang
	Counts  store.Counts
	Regions []regionLine
	Newest  []store.Head
	Fixes   []store.Release
	Rules   []store.RuleCount
	Long    bool // there are so many regions that provinces alone are listed
}

// manyRegions is how many provinces and prefectures are listed together on the first page.
const manyRegions = 16

// regionLine is a region in a list, with how it stands in its newest year.
type regionLine struct {
	store.Region
	Latest *standing
}

// lined puts to regions how they stand.
func (p *Portal) lined(ctx context.Context, list []store.Region) ([]regionLine, error) {
	all, err := p.store.AllStandings(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]regionLine, len(list))
	for i, r := range list {
		out[i] = regionLine{r, latest(page.LangOf(ctx), all[r.Code])}
	}
	return out, nil
}

func (p *Portal) home(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v := homeView{Lang: page.LangOf(ctx)}
	regions, err := p.store.Regions(ctx)
	if err != nil {
		return err
	}
	var shown []store.Region
	for _, reg := range regions {
		if reg.Counts.Documents == 0 {
			continue
		}
		if reg.Level == 1 {
			v.Counts.Departments += reg.Counts.Departments
			v.Counts.Units += reg.Counts.Units
			v.Counts.Documents += reg.Counts.Documents
			v.Counts.Errors += reg.Counts.Errors
			v.Counts.Warnings += reg.Counts.Warnings
			v.Counts.Notes += reg.Counts.Notes
		}
		if reg.Level <= 2 {
			shown = append(shown, reg)
		}
	}
	shown, v.Long = atFirst(shown)
	if v.Regions, err = p.lined(ctx, shown); err != nil {
		return err
	}
	newest, err := p.store.Newest(ctx, store.Page{Limit: 8})
	if err != nil {
		return err
	}
	v.Newest = newest.Items
	fixes, err := p.store.Releases(ctx, store.ReleaseFilter{Corrections: true}, store.Page{Limit: 5})
	if err != nil {
		return err
	}
	v.Fixes = fixes.Items
	if v.Rules, err = p.store.RuleCounts(ctx, store.Filter{}); err != nil {
		return err
	}
	v.Rules = worst(v.Rules)
	return page.Render(w, r, http.StatusOK, page.Frame{
		Path: "/", Feed: "/changes.atom", Search: true, Base: page.Base(r, p.base), Image: page.Base(r, p.base) + "/card.png",
		Description: v.T("每个单位的预算，每个数的来处。", "Every unit's budget, and where every number comes from."),
	}, homePage(v))
}

type regionsView struct {
	page.Lang
	Regions []regionLine
}

func (p *Portal) regions(w http.ResponseWriter, r *http.Request) error {
	v := regionsView{Lang: page.LangOf(r.Context())}
	all, err := p.store.Regions(r.Context())
	if err != nil {
		return err
	}
	if v.Regions, err = p.lined(r.Context(), withDocuments(all)); err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, page.Frame{Title: v.T("地区", "Regions"), Path: "/regions", Section: "regions"}, regionsPage(v))
}

// regionView is a region's page.
type regionView struct {
	page.Lang
	In          *store.RegionDetail
	Departments store.List[store.Department]
	Published   map[store.ID]store.Published // what each department has in the newest year
	Punctual    map[store.ID]store.Punctuality
	More        string
	Latest      *standing
	Years       []standing
	Below       []regionLine
}

// contents says how much is held.
func (v regionView) contents() string {
	c := v.In.Counts
	return v.Counted(c.Departments, "个部门", "department", "departments") + v.T("，", ", ") + v.Counted(c.Units, "个单位", "unit", "units") +
		v.T("，", ", ") + v.Counted(c.Documents, "份公开件", "document", "documents") + v.T("。", ".")
}

func (p *Portal) region(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	reg, err := p.store.Region(ctx, r.PathValue("code"))
	if err != nil {
		return err
	}
	v := regionView{Lang: page.LangOf(ctx), In: reg}
	stands, err := p.store.Standings(ctx, reg.Code)
	if err != nil {
		return err
	}
	v.Latest, v.Years = latest(v.Lang, stands), standingsOf(v.Lang, stands)
	if v.Below, err = p.lined(ctx, withDocuments(reg.Children)); err != nil {
		return err
	}
	if v.Departments, err = p.store.Departments(ctx, reg.Code, store.Page{After: r.URL.Query().Get("after"), Limit: 200}); err != nil {
		return err
	}
	if v.Departments.Next != "" {
		v.More = page.In(v.Lang, page.RegionPath(reg.Code)+"?after="+v.Departments.Next)
	}
	if v.Latest != nil {
		ids := make([]store.ID, len(v.Departments.Items))
		for i, d := range v.Departments.Items {
			ids[i] = d.ID
		}
		if v.Published, err = p.store.PublishedIn(ctx, ids, v.Latest.Year, v.Latest.Kind); err != nil {
			return err
		}
		if v.Punctual, err = p.store.PunctualIn(ctx, reg.Code, v.Latest.Year, v.Latest.Kind); err != nil {
			return err
		}
	}
	f := page.Frame{Title: v.Region(reg.Code, reg.Name), Path: page.RegionPath(reg.Code), Section: "regions", Feed: "/changes.atom?region=" + reg.Code, Crumbs: regionCrumbs(v.Lang, reg.Path)}
	return page.Render(w, r, http.StatusOK, f, regionPage(v))
}

// departmentView is a department's page as of a year.
type departmentView struct {
	page.Lang
	*store.DepartmentDetail
	In      *store.RegionDetail
	Members []member
	Late    []member // those that have not published
	Clocks  []clock
	Total   store.Totals // of the units that have published
	Errors  int
	Some    []store.ID // of them, to be seen side by side
	At      *standing  // as of the year; nil where nothing was published in it
	All     []standing // of every year
}

// someCompared is how many units of a department are put side by side at first.
const someCompared = 6

// add counts a unit that has published.
func (v *departmentView) add(h *store.Head) {
	v.Errors += h.Errors
	if len(v.Some) < someCompared {
		v.Some = append(v.Some, h.Unit)
	}
	for _, x := range []struct {
		sum *store.Figure
		of  store.Figure
	}{
		{&v.Total.Spending, h.Totals.Spending},
		{&v.Total.Basic, h.Totals.Basic},
		{&v.Total.Project, h.Totals.Project},
		{&v.Total.ThreePublic, h.Totals.ThreePublic},
	} {
		if x.of.Known {
			*x.sum = store.Figure{Amount: x.sum.Amount + x.of.Amount, Known: true}
		}
	}
}

// yearAsked is the year and kind that an address asks for; 0 and none: the newest.
func yearAsked(r *http.Request) (year int, kind string, err error) {
	asked := r.URL.Query()
	if y := asked.Get("year"); y != "" {
		if year, err = strconv.Atoi(y); err != nil {
			return 0, "", errAddress
		}
	}
	kind = asked.Get("kind")
	if kind != "" && kind != "budget" && kind != "final" {
		return 0, "", errAddress
	}
	return year, kind, nil
}

func (p *Portal) department(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	id, err := store.ParseID(r.PathValue("id"))
	if err != nil {
		return errAddress
	}
	year, kind, err := yearAsked(r)
	if err != nil {
		return err
	}
	d, err := p.store.Department(ctx, id, year, kind)
	if err != nil {
		return err
	}
	v := departmentView{Lang: page.LangOf(ctx), DepartmentDetail: d}
	if v.Members, err = p.members(ctx, d); err != nil {
		return err
	}
	v.Clocks = clocksOf(v.Members)
	for _, u := range v.Members {
		if u.Published == nil {
			v.Late = append(v.Late, u)
			continue
		}
		v.add(u.Published)
	}
	v.All = standingsOf(v.Lang, d.Years)
	for i := range v.All {
		if v.All[i].Year == d.Year && v.All[i].Kind == d.Kind {
			v.At = &v.All[i]
		}
	}
	f := page.Frame{Title: d.Name, Path: page.DepartmentPath(id), Section: "regions"}
	if v.In, err = p.store.Region(ctx, d.Region); err == nil {
		f.Crumbs = regionCrumbs(v.Lang, append(v.In.Path, v.In.Region))
	}
	return page.Render(w, r, http.StatusOK, f, departmentPage(v))
}

// members says how many units there are.
func (v departmentView) members() string {
	return v.T("所属单位", "") + v.Counted(len(v.Units), "个", "unit", "units")
}

// address is the department's page as of another year or kind.
func (v departmentView) address(y store.Standing) string {
	return page.In(v.Lang, page.DepartmentPath(v.ID)+"?year="+strconv.Itoa(y.Year)+"&kind="+y.Kind)
}

// oldestFirst are the years from the oldest on, as a unit's page has them.
func (v departmentView) oldestFirst() []store.Standing {
	out := slices.Clone(v.Years)
	slices.Reverse(out)
	return out
}

// atFirst are the regions of the first page: of many, the provinces alone.
func atFirst(list []store.Region) (shown []store.Region, long bool) {
	if len(list) <= manyRegions {
		return list, false
	}
	return slices.DeleteFunc(list, func(r store.Region) bool { return r.Level > 1 }), true
}

// levelClass sets a division in below the one it is part of, where that is in the list.
func levelClass(level int, list []regionLine) string {
	switch level - list[0].Level {
	case 1:
		return "l2"
	case 2:
		return "l3"
	}
	return ""
}

// regionCrumbs are the way through regions.
func regionCrumbs(l page.Lang, path []store.Region) (out []page.Crumb) {
	for _, r := range path {
		out = append(out, page.Crumb{Title: l.Region(r.Code, r.Name), Href: page.RegionPath(r.Code)})
	}
	return out
}

// levelColumn is how many documents break each listed rule at one level.
type levelColumn struct {
	title     string
	documents []int
}

// levels are the columns of the rules that most documents break: of the levels at which
// one of them is broken at all.
func (v homeView) levels() []levelColumn {
	columns := []levelColumn{{title: v.T("错误", "Errors")}, {title: v.T("警告", "Warnings")}, {title: v.T("提示", "Notes")}}
	for _, c := range v.Rules {
		for i, t := range []store.Tally{c.Errors, c.Warnings, c.Notes} {
			columns[i].documents = append(columns[i].documents, t.Documents)
		}
	}
	return slices.DeleteFunc(columns, func(c levelColumn) bool { return len(c.documents) == 0 || slices.Max(c.documents) == 0 })
}

// someRules is how many rules stand on the first page.
const someRules = 6

// worst are the rules whose errors are in the most documents, then those whose
// warnings are; what was only noted is none of them.
func worst(all []store.RuleCount) []store.RuleCount {
	out := slices.DeleteFunc(slices.Clone(all), func(c store.RuleCount) bool { return c.Severity == diag.Note })
	slices.SortStableFunc(out, store.ByErrors)
	return out[:min(len(out), someRules)]
}
