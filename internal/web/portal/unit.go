package portal

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// newest shows a unit as of its newest document.
func (p *Portal) newest(w http.ResponseWriter, r *http.Request) error {
	id, err := store.ParseID(r.PathValue("id"))
	if err != nil {
		return errAddress
	}
	u, err := p.store.Unit(r.Context(), id)
	if err != nil {
		return err
	}
	l := page.LangOf(r.Context())
	if len(u.Documents) == 0 {
		a := &place{Lang: l, Unit: u}
		return page.Render(w, r, http.StatusOK, page.Frame{Title: u.Name, Path: page.UnitPath(id), Section: "regions", Crumbs: a.crumbs(false)}, unpublishedPage(a))
	}
	http.Redirect(w, r, page.In(l, page.HeadPath(&u.Documents[0])), http.StatusFound)
	return nil
}

// unitView is a unit's page as of a document.
type unitView struct {
	*place
	Duties    []string
	Prior     store.Figure // last year's spending, as last year's document has it
	PerHead   store.Figure // spending by the staff stated
	Past      []store.YearTotals
	Near      []store.Unit // of the same department or place, to compare with
	Said      said         // what the document itself says of the change
	Personnel string
	Public    string
	Whole     bool // the two are all of basic spending, not the general public budget's part of it
	Posts     string
	People    string
	Cars      string
	Flow      *flow
	Trend     *trend
	Spending  *grid
	Projects  []projectLine
	Worst     []findingGroup
	Errors    int
	Warnings  int
	Notes     int
	Rules     map[string]int // outcome → how many rules
	Released  *store.Release
	Timing    timing
	Embed     string // what another site writes to show the page
}

// signed reports whether the version that is shown is the one that was released.
func (v *unitView) signed() bool { return v.Released != nil && v.Released.Version == v.Doc.Number }

// staff says how many posts and people there are, and what is spent on each.
func (v *unitView) staff() string {
	s := v.T("编制"+v.Posts+"人，实有"+v.People+"人", "Posts "+v.Posts+", staff "+v.People)
	if v.PerHead.Known {
		s += v.T("，人均支出"+page.Amount(v.PerHead)+"万元", ", spending per head "+page.Amount(v.PerHead)+" 万元")
	}
	return s + v.T("。", ".")
}

// cars says how many vehicles there are.
func (v *unitView) cars() string {
	if v.Cars == "1" {
		return v.T("车辆1辆", "1 vehicle")
	}
	return v.T("车辆"+v.Cars+"辆", v.Cars+" vehicles")
}

// changeText is a change in words, its amount by itself.
type changeText struct{ Before, Amount, After string }

// changed tells the change against last year: as the two documents have it, or else
// in this one's own words.
func (v *unitView) changed() (t changeText) {
	switch {
	case v.Prior.Known:
		t.Before, t.Amount = v.T("比上年 ", "against last year "), page.Change(v.Doc.Totals.Spending, v.Prior)
		t.After = v.T("（", " (") + page.Rate(v.Doc.Totals.Spending, v.Prior) + v.T("）", ")")
	case v.Said.Delta != "":
		t.Before, t.Amount = v.T("文中说比上年", "than last year, as it says itself: ")+v.Term(v.Said.Direction)+" ", v.Said.Delta
		t.After = v.T("（", " (") + v.Said.Rate + v.T("%）", "%)")
	default:
		t.After = v.Term(v.Said.Direction)
	}
	if v.Said.Reason != "" && t != (changeText{}) {
		t.After += v.T("：", ": ")
	}
	t.After += v.Said.Reason
	return t
}

// said is a change in the document's own words.
type said struct{ Direction, Delta, Rate, Reason string }

// projectLine is a project in the list of the unit's page.
type projectLine struct {
	Name, Amount, Goal string
	Href               string // of the amount
	Targets            int
	HasForm            bool
}

func (p *Portal) unit(w http.ResponseWriter, r *http.Request) error {
	a, err := p.read(r)
	if err != nil {
		return err
	}
	v := &unitView{place: a}
	if err := p.beside(r.Context(), v); err != nil {
		return err
	}
	if fresh(w, r, a.tag()+"."+v.mark()) {
		return nil
	}
	v.fill()
	v.Embed = page.EmbedCode(r, p.base, a.Path, a.Unit.Name+" "+a.Named())
	f := page.Frame{
		Title: a.Unit.Name + " " + a.Named(), Path: a.Path, Section: "regions", Crumbs: a.crumbs(false), Image: page.Base(r, p.base) + page.In(a.Lang, a.Path) + "/card.png", Base: page.Base(r, p.base),
		Description: v.summary(), Data: "/api/v1/documents/" + a.Doc.ID.String(), Schema: dataset(v, page.Base(r, p.base)), Bare: r.URL.Query().Has("embed"),
	}
	return page.Render(w, r, http.StatusOK, f, unitPage(v))
}

// beside reads what the page shows that the document does not hold.
func (p *Portal) beside(ctx context.Context, v *unitView) error {
	all, ctx := errgroup.WithContext(ctx)
	all.Go(func() (err error) {
		v.Past, err = p.store.History(ctx, v.Unit.ID, v.Doc.Kind, v.Doc.Scope)
		return err
	})
	all.Go(func() (err error) {
		v.Near, err = p.near(ctx, v.Unit)
		return err
	})
	all.Go(func() error {
		released, err := p.store.Releases(ctx, store.ReleaseFilter{Document: v.Doc.ID}, store.Page{Limit: 1})
		if len(released.Items) > 0 {
			v.Released = &released.Items[0]
		}
		return err
	})
	all.Go(func() error {
		t, err := p.store.Timing(ctx, &v.Doc.Head)
		v.Timing = timing{v.Lang, t}
		return err
	})
	return all.Wait()
}

// mark tells one of what stands beside the document from another.
func (v *unitView) mark() string {
	h := fnv.New64a()
	fmt.Fprint(h, v.Past, v.Near, v.Timing)
	if v.Released != nil {
		fmt.Fprint(h, v.Released.ID, v.Released.Version, v.Released.LogIndex)
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

// fill is what the page shows of the document.
func (v *unitView) fill() {
	d := v.Doc.Disclosure
	v.Duties, v.Said, v.Spending, v.Projects = duties(d), change(d), gridOf(v.place, "T03", ""), projects(v.place)
	v.Personnel, v.Public = cellAmount(d, "T06", "合计", "人员经费"), cellAmount(d, "T06", "合计", "公用经费")
	v.Whole = wan(value6(d, "人员经费")+value6(d, "公用经费")) == page.Amount(v.Doc.Totals.Basic)
	v.Posts, v.People, v.Cars = claim(d, "posts"), claim(d, "people"), claim(d, "vehicles")
	v.Flow = flowOf(v.place)
	v.PerHead = perHead(v.Doc.Totals.Spending, v.People)
	v.findings()
	v.Trend = trendOf(v.place, v.Past)
	for _, y := range v.Past {
		if y.Year == v.Doc.Year-1 {
			v.Prior = y.Totals.Spending
		}
	}
}

// tag names what a page is made of: the version, its files, how often it was looked at
// anew, and which documents there are of the unit, to other years of which it leads.
func (a *place) tag() string {
	others := fnv.New64a()
	for i := range a.Unit.Documents {
		h := &a.Unit.Documents[i]
		fmt.Fprint(others, h.ID, h.Version, h.LoadedAt.UnixMilli())
	}
	return a.Doc.ID.String() + "." + strconv.Itoa(a.Doc.Number) + "." + strconv.Itoa(len(a.Doc.Files)) + "." + strconv.FormatInt(a.Doc.LoadedAt.UnixMilli(), 36) +
		"." + strconv.Itoa(a.Doc.Errors+a.Doc.Warnings*1000+a.Doc.Notes*1_000_000) + "." + strconv.FormatUint(others.Sum64(), 36)
}

// summary is one sentence on the document.
func (v *unitView) summary() string {
	t := v.Doc.Totals
	return v.T(v.Unit.Name+v.Named()+"：支出"+page.Amount(t.Spending)+"万元，基本支出"+page.Amount(t.Basic)+"万元，项目支出"+page.Amount(t.Project)+"万元。",
		v.Unit.Name+", "+v.Named()+": spending "+page.Amount(t.Spending)+", basic "+page.Amount(t.Basic)+", projects "+page.Amount(t.Project)+" (10,000 yuan).")
}

// findings counts what stands and takes the worst of it.
func (v *unitView) findings() {
	if v.Doc.Report == nil {
		return
	}
	v.Rules = v.Doc.Report.Outcomes()
	for _, severity := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		for i := range v.Doc.Report.Findings {
			f := &v.Doc.Report.Findings[i]
			if f.Severity != severity {
				continue
			}
			switch severity {
			case diag.Error:
				v.Errors++
			case diag.Warning:
				v.Warnings++
			default:
				v.Notes++
			}
		}
		if severity != diag.Note {
			v.Worst = append(v.Worst, grouped(v.Lang, v.Doc.Report.Findings, severity, nil)...)
		}
	}
	v.Worst = v.Worst[:min(len(v.Worst), someWorst)]
}

// someWorst is how many rules are shown with what they found.
const someWorst = 5

// someNear is how many other units a unit is compared with at first.
const someNear = 3

// near are other units of the same department, or of the place where there is none.
func (p *Portal) near(ctx context.Context, u *store.UnitDetail) ([]store.Unit, error) {
	f := store.Filter{Department: u.Department}
	if u.Department == 0 {
		f.Regions = []string{u.Region}
	}
	list, err := p.store.Units(ctx, f, store.Page{Limit: someNear + 1})
	others := slices.DeleteFunc(list.Items, func(x store.Unit) bool { return x.ID == u.ID })
	return others[:min(len(others), someNear)], err
}

// compareHref puts the unit beside its neighbours; beside nobody where it has none.
func (v *unitView) compareHref() string {
	ids := []store.ID{v.Unit.ID}
	for _, u := range v.Near {
		ids = append(ids, u.ID)
	}
	return page.In(v.Lang, page.ComparePath(ids...))
}

// perHead is an amount by a number of people as the document writes it.
func perHead(f store.Figure, people string) store.Figure {
	n, err := strconv.ParseInt(people, 10, 32)
	if err != nil || n <= 0 || !f.Known || f.Amount < 0 {
		return store.Figure{}
	}
	return store.Figure{Amount: (2*f.Amount + store.Amount(n)) / (2 * store.Amount(n)), Known: true}
}

// duties is what the unit says that it does, in short.
func duties(d *budget.Disclosure) (out []string) {
	for i := range d.Sections {
		if s := &d.Sections[i]; s.Part == "overview" {
			for _, para := range s.Paragraphs {
				if t := strings.TrimSpace(para.Text); t != "" && !para.Heading && len(out) < 3 {
					out = append(out, clip(t, 60))
				}
			}
			break
		}
	}
	return out
}

// clip shortens a text at a number of characters.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}

// change is what the document says of spending, or else of income, against last year.
func change(d *budget.Disclosure) said {
	for _, slot := range []string{"spending_total", "income_total", "gpb_total", "fiscal_total"} {
		var s said
		for _, c := range claims(d) {
			name, _, _ := strings.Cut(c.Slot, ":")
			switch name {
			case slot + ".direction", slot + ".same":
				s.Direction = c.Text
			case slot + ".delta":
				s.Delta = c.Text
			case slot + ".rate":
				s.Rate = c.Text
			case slot + ".reason":
				s.Reason = clip(c.Text, 60)
			}
		}
		if s != (said{}) {
			return s
		}
	}
	return said{}
}

func claims(d *budget.Disclosure) (out []*budget.Claim) {
	for i := range d.Sections {
		for j := range d.Sections[i].Paragraphs {
			for k := range d.Sections[i].Paragraphs[j].Claims {
				out = append(out, &d.Sections[i].Paragraphs[j].Claims[k])
			}
		}
	}
	return out
}

// claim is the first value that sentences state for a slot.
func claim(d *budget.Disclosure, slot string) string {
	for _, c := range claims(d) {
		if c.Slot == slot {
			return c.Text
		}
	}
	return ""
}

// cellAmount is what is printed in a cell of a one-sided table, an amount in 万元
// whatever the table counts in.
func cellAmount(d *budget.Disclosure, table, line, column string) string {
	t := d.Table(table)
	if t == nil || t.Panel("") == nil {
		return ""
	}
	c := t.Panel("").Cell(line, column)
	switch {
	case c == nil:
		return ""
	case c.Printed.Mark != money.Number:
		return c.Printed.Text
	}
	return wan(value(t, c))
}

func projects(a *place) (out []projectLine) {
	d := a.Doc.Disclosure
	for i := range d.Projects {
		pr := &d.Projects[i]
		line := projectLine{Name: pr.Name, Amount: cellAmount(d, "T12", pr.Name, "合计"), Href: cellHref(a, "T12", "", pr.Name, "合计"), Goal: clip(pr.YearGoal, 60), Targets: len(pr.Indicators), HasForm: pr.HasForm}
		if line.Amount == "" {
			line.Amount, line.Href = cellAmount(d, "T13", pr.Name, "合计"), cellHref(a, "T13", "", pr.Name, "合计")
		}
		out = append(out, line)
	}
	return out
}

// dataset describes the document for search engines (schema.org Dataset); base stands
// before its addresses.
func dataset(v *unitView, base string) string {
	b, err := json.Marshal(map[string]any{
		"@context": "https://schema.org", "@type": "Dataset",
		"name": v.Unit.Name + " " + v.Doc.Title, "description": v.summary(), "url": base + v.Path, "inLanguage": "zh-CN",
		"temporalCoverage": strconv.Itoa(v.Doc.Year), "creator": map[string]string{"@type": "GovernmentOrganization", "name": v.Unit.Name},
		"isAccessibleForFree": true, "license": page.Licence, "dateModified": page.Day(v.Doc.LoadedAt),
		"distribution": []map[string]string{
			{"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": base + "/api/v1/documents/" + v.Doc.ID.String()},
			{"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": base + page.TablePath(v.Path, "T03") + ".csv"},
		},
	})
	if err != nil {
		return ""
	}
	return string(b)
}
