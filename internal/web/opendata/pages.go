package opendata

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// indexView is what /data shows.
type indexView struct {
	page.Lang
	*OpenData
	Years     []int
	Places    []place
	Documents int
	Snapshots []snapshot
	Base      string
}

// place is what is held of a province, by year.
type place struct {
	Code, Name string
	Of         map[int]int
	Documents  int
}

func (d *OpenData) index(w http.ResponseWriter, r *http.Request) error {
	if done, err := d.fresh(w, r); done || err != nil {
		return err
	}
	n, err := d.regionNames(r.Context())
	if err != nil {
		return err
	}
	held, err := d.store.Holdings(r.Context())
	if err != nil {
		return err
	}
	v := &indexView{Lang: page.LangOf(r.Context()), OpenData: d, Base: d.base(r)}
	for _, h := range held {
		if len(v.Places) == 0 || v.Places[len(v.Places)-1].Code != h.Region {
			v.Places = append(v.Places, place{Code: h.Region, Name: n.of(v.Lang, h.Region), Of: map[int]int{}})
		}
		p := &v.Places[len(v.Places)-1]
		p.Of[h.Year] = h.Documents
		p.Documents += h.Documents
		v.Documents += h.Documents
		if !slices.Contains(v.Years, h.Year) {
			v.Years = append(v.Years, h.Year)
		}
	}
	slices.Sort(v.Years)
	slices.Reverse(v.Years)
	if v.Snapshots, err = d.snapshots(); err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, page.Frame{
		Title: v.T("开放数据", "Open data"), Path: "/data", Section: "data", Feed: "/changes.atom", Data: "/data/datapackage.json", Schema: d.catalogue(v),
		Description: v.T("全部公开预算的数，整套下载或用接口查，不用登记。", "The figures of all published budgets, in bulk or by an API, without a key."),
	}, indexPage(v))
}

// of is a region's name; its own words for what is no place.
func (n names) of(l page.Lang, code string) string {
	switch {
	case code == all:
		return l.T("各地", "All regions")
	case code == store.NoRegion:
		return l.T("中央和不能归到一地的", "Central and unplaced")
	case n[code] == "":
		return code
	}
	return l.Region(code, n[code])
}

// yearIn names a year of an address.
func yearIn(l page.Lang, y string) string {
	if y == all {
		return l.T("各年度", "all years")
	}
	return l.T(y+"年度", y)
}

// base is the site's address as a reader may copy it.
func (d *OpenData) base(r *http.Request) string { return page.Base(r, d.o.Base) }

// extentPath is the page of the files of a year and region.
func extentPath(year, region string) string { return "/data/" + year + "/" + region }

// extentView is the files of a year and region.
type extentView struct {
	page.Lang
	*OpenData
	extent
	Name      string
	Documents int
	Years     []string
	Below     []place
	Base      string
	crumbs    []page.Crumb
}

func (v *extentView) title() string {
	return v.T(v.Name+yearIn(v.Lang, v.year)+"的数据", v.Name+", "+yearIn(v.Lang, v.year))
}

// at is the address of one of the files.
func (v *extentView) at(file string) string { return extentPath(v.year, v.region) + "/" + file }

func (d *OpenData) extentPage(w http.ResponseWriter, r *http.Request) error {
	e, err := d.extentOf(r.Context(), r.PathValue("year"), r.PathValue("region"))
	if err != nil {
		return err
	}
	if done, err := d.fresh(w, r); done || err != nil {
		return err
	}
	n, err := d.regionNames(r.Context())
	if err != nil {
		return err
	}
	v := &extentView{Lang: page.LangOf(r.Context()), OpenData: d, extent: e, Base: d.base(r)}
	v.Name = n.of(v.Lang, e.region)
	if err := d.around(r.Context(), v, n); err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, page.Frame{
		Title: v.title(), Path: extentPath(e.year, e.region), Section: "data", Data: v.at("datapackage.json"), Crumbs: v.crumbs,
	}, filesPage(v))
}

// around fills in what is held of a region: how much, in which years, and what is
// below it.
func (d *OpenData) around(ctx context.Context, v *extentView, n names) error {
	v.crumbs = []page.Crumb{{Title: v.T("开放数据", "Open data"), Href: "/data"}}
	if v.region == all || v.region == store.NoRegion {
		held, err := d.store.Holdings(ctx)
		for _, h := range held {
			if v.region == all || h.Region == v.region {
				v.add(h.Year, h.Documents)
			}
			if v.region == all && !slices.ContainsFunc(v.Below, func(p place) bool { return p.Code == h.Region }) {
				v.Below = append(v.Below, place{Code: h.Region, Name: n.of(v.Lang, h.Region)})
			}
		}
		return err
	}
	reg, err := d.store.Region(ctx, v.region)
	if err != nil {
		return err
	}
	for _, y := range reg.Years {
		v.add(y.Year, y.Documents)
	}
	for _, up := range reg.Path {
		v.crumbs = append(v.crumbs, page.Crumb{Title: up.Name, Href: extentPath(v.year, up.Code)})
	}
	for _, c := range reg.Children {
		if c.Counts.Documents > 0 {
			v.Below = append(v.Below, place{Code: c.Code, Name: c.Name})
		}
	}
	return nil
}

// add adds documents of a year.
func (v *extentView) add(year, documents int) {
	y := strconv.Itoa(year)
	if !slices.Contains(v.Years, y) {
		v.Years = append(v.Years, y)
		slices.Sort(v.Years)
		slices.Reverse(v.Years)
	}
	if v.year == all || v.year == y {
		v.Documents += documents
	}
}

// dictionaryView is what every column means.
type dictionaryView struct {
	page.Lang
	*OpenData
}

func (d *OpenData) dictionary(w http.ResponseWriter, r *http.Request) error {
	v := &dictionaryView{page.LangOf(r.Context()), d}
	w.Header().Set("Cache-Control", "public, max-age=3600")
	return page.Render(w, r, http.StatusOK, page.Frame{
		Title: v.T("数据字典", "Data dictionary"), Path: "/data/dictionary", Section: "data",
		Crumbs:      []page.Crumb{{Title: v.T("开放数据", "Open data"), Href: "/data"}},
		Description: v.T("每个文件有哪些列，是什么意思。", "What every column of every file means."),
	}, dictionaryPage(v))
}

// kindWords are the kinds of columns for a person.
var kindWords = map[string]words{
	"string": {"文字", "text"}, "integer": {"整数", "integer"}, "number": {"十进制数", "decimal"},
	"boolean": {"true、false", "true, false"}, "date": {"日期", "day"}, "datetime": {"时间，UTC", "time, UTC"},
}

// tableNames are the tables of published budgets, as most places call them.
var tableNames = []struct {
	id string
	words
}{
	{"T01", words{"预算收支总表", "Income and spending"}},
	{"T02", words{"预算收入总表", "Income"}},
	{"T03", words{"预算支出总表", "Spending"}},
	{"T04", words{"财政拨款收支总表", "Fiscal appropriations"}},
	{"T05", words{"一般公共预算支出表", "General public budget"}},
	{"T06", words{"一般公共预算基本支出表", "Basic expenditure"}},
	{"T07", words{"政府性基金预算收入表", "Government funds, income"}},
	{"T08", words{"政府性基金预算支出表", "Government funds, spending"}},
	{"T09", words{"国有资本经营预算收支表", "State capital operations"}},
	{"T10", words{"“三公”经费表", "Three-public expenses"}},
	{"T11", words{"机关运行经费表", "Agency operating costs"}},
	{"T12", words{"项目支出表", "Projects"}},
	{"T13", words{"项目支出表（上年结转）", "Projects, carried over"}},
	{"T14", words{"政府采购预算表", "Government procurement"}},
	{"T15", words{"政府购买服务预算表", "Services bought by the government"}},
	{"T16", words{"部门整体支出绩效目标表", "Overall performance targets"}},
	{"T17", words{"机构运行信息表", "Operations and assets"}},
}

// citation is how the data may be named as a source.
func (v *indexView) citation() string {
	return fmt.Sprintf(v.T("来源：明白账开放数据，%s，%s", "Source: Mingbai open data, %s, %s"), strings.TrimPrefix(strings.TrimPrefix(v.Base, "https://"), "http://")+"/data", v.o.Licence.Name)
}
