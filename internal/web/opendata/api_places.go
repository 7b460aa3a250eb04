package opendata

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"mingbai/internal/store"
)

// Counts are of a region with all that is under it, or of a department.
type Counts struct {
	Departments int `json:"departments" doc:"部门数 | departments"`
	Units       int `json:"units" doc:"单位数 | units"`
	Documents   int `json:"documents" doc:"公开件数 | documents"`
	Errors      int `json:"errors" doc:"查出的错误数 | errors found"`
	Warnings    int `json:"warnings" doc:"查出的警告数 | warnings found"`
}

// Region is an administrative division.
type Region struct {
	Code   string `json:"code" doc:"行政区划代码（GB/T 2260） | division code (GB/T 2260)"`
	Parent string `json:"parent" doc:"上一级的代码；省级的空着 | code of the division above; empty: a province"`
	Name   string `json:"name" doc:"名称 | name"`
	Level  int    `json:"level" doc:"1 省级，2 地级，3 县级 | 1 province, 2 prefecture, 3 county"`
	Counts Counts `json:"counts" doc:"连同下面的地区 | with all under it"`
}

// YearCount is what was published for a year and kind.
type YearCount struct {
	Year      int      `json:"year" doc:"年度 | year"`
	Kind      string   `json:"kind" enum:"budget,final" doc:"budget 预算，final 决算 | budget or final account"`
	Documents int      `json:"documents" doc:"公开件数 | documents"`
	Units     int      `json:"units" doc:"已公开的单位数 | units that have published"`
	Sound     int      `json:"sound" doc:"没有查出错误的公开件数 | documents without errors"`
	Openness  *Percent `json:"openness" doc:"公开评分：各份得分占满分的比例的平均，0 至 100；都没有检查过的为空 | openness: mean of the documents' marks in percent of what each could have; null: none was checked"`
	Timely    Timely   `json:"timely" doc:"按时公开了没有；都没有批复日期的全是0 | whether in time; all 0 where no day of approval was given"`
	Marked    int      `json:"marked" doc:"有公开评分的公开件数 | documents that have marks for openness"`
}

// Timely counts documents by whether they were published within twenty days of approval,
// and units without one by whether they should have been.
type Timely struct {
	OnTime  int `json:"on_time" doc:"按时公开的公开件数 | documents published in time"`
	Late    int `json:"late" doc:"公开迟了的 | published late"`
	Unsure  int `json:"unsure" doc:"收进来时已经过期，不知道哪天公开的 | first seen after the last day; when they were published is not known"`
	Pending int `json:"pending" doc:"没有公开、还没有到期的单位数 | units that have not published and have time left"`
	Overdue int `json:"overdue" doc:"过期没有公开的单位数 | units that have not published and should have"`
}

// RegionDetail is a region among the others.
type RegionDetail struct {
	Region
	Path     []Region    `json:"path" nullable:"false" doc:"从省到它上面一级 | from the province down to the one above"`
	Children []Region    `json:"children" nullable:"false" doc:"下一级 | the divisions below"`
	Years    []YearCount `json:"years" nullable:"false" doc:"各年的公开情况 | what was published, by year"`
}

// Department is a body that units belong to.
type Department struct {
	ID     string `json:"department" doc:"部门的编号 | id of the department"`
	Region string `json:"region" doc:"地区代码 | division code"`
	Code   string `json:"code" doc:"部门编码；没有的空着 | code as its documents give it; empty: none"`
	Name   string `json:"name" doc:"名称 | name"`
	Counts Counts `json:"counts" doc:"所属单位的 | of its units"`
}

// DepartmentDetail is a department with its units as of a year.
type DepartmentDetail struct {
	Department
	Year  int         `json:"year" doc:"所看的年度 | the year looked at"`
	Kind  string      `json:"kind" enum:"budget,final" doc:"所看的种类 | the kind looked at"`
	Units []UnitState `json:"units" nullable:"false" doc:"所属单位，公开了没有 | its units, and whether each has published"`
	Years []YearCount `json:"years" nullable:"false" doc:"各年的公开情况 | what was published, by year"`
}

// UnitState says whether a unit has published.
type UnitState struct {
	Unit
	Published *Document `json:"published,omitempty" doc:"公开件；没有公开的没有这一项 | its document; absent: none"`
	Due       *Date     `json:"due,omitempty" doc:"没有公开的单位，最迟哪天公开；没有批复日期的没有这一项 | of a unit that has not published, the last day to; absent: no day of approval"`
	Overdue   bool      `json:"overdue,omitempty" doc:"true：过期没有公开 | true: it should have published"`
}

// UnitDetail is a unit with its documents.
type UnitDetail struct {
	Unit
	DepartmentName string     `json:"department_name" doc:"部门名称 | name of the department"`
	Path           []Region   `json:"path" nullable:"false" doc:"从省到它所在的地区 | from the province down to its own region"`
	Documents      []Document `json:"documents" nullable:"false" doc:"公开件，新的在前 | its documents, the newest first"`
}

func (d *OpenData) places(api huma.API) {
	add(d, api, operation{id: "list-regions", path: "/regions", tag: "places", title: words{"地区，只列有公开件的", "Regions with documents"}}, d.listRegions)
	add(d, api, operation{id: "get-region", path: "/regions/{code}", tag: "places", title: words{"一个地区：上级、下级、各年公开得怎样", "A region: the way to it, what is below, what was published by year"}}, d.getRegion)
	add(d, api, operation{id: "list-departments", path: "/departments", tag: "places", title: words{"部门", "Departments"}}, d.listDepartments)
	add(d, api, operation{id: "get-department", path: "/departments/{id}", tag: "places", title: words{"一个部门：所属单位公开了没有", "A department: which of its units have published"}}, d.getDepartment)
	add(d, api, operation{id: "list-units", path: "/units", tag: "places", title: words{"单位", "Units"}}, d.listUnits)
	add(d, api, operation{id: "get-unit", path: "/units/{id}", tag: "places", title: words{"一个单位和它的公开件", "A unit and its documents"}}, d.getUnit)
}

func (d *OpenData) listRegions(ctx context.Context, _ *struct{}) (*listed[Region], error) {
	regions, err := d.store.Regions(ctx)
	if err != nil {
		return nil, err
	}
	out := &listed[Region]{Body: List[Region]{Items: []Region{}}}
	for i := range regions {
		if regions[i].Counts.Units > 0 {
			out.Body.Items = append(out.Body.Items, regionOf(&regions[i]))
		}
	}
	return out, nil
}

type regionInput struct {
	Code string `path:"code" pattern:"^[0-9]{6}$" doc:"六位行政区划代码：140200 | six-digit division code: 140200" example:"140200"`
}

func (d *OpenData) getRegion(ctx context.Context, in *regionInput) (*body[RegionDetail], error) {
	r, err := d.store.Region(ctx, in.Code)
	if err != nil {
		return nil, err
	}
	return &body[RegionDetail]{RegionDetail{
		Region: regionOf(&r.Region), Path: each(r.Path, regionOf), Children: each(r.Children, regionOf), Years: each(r.Years, yearOf),
	}}, nil
}

type departmentsInput struct {
	Region string `query:"region" pattern:"^[0-9]{6}$" doc:"六位行政区划代码，只算这一级自己的：140200 | six-digit division code, of this level only: 140200"`
	Paging
}

func (d *OpenData) listDepartments(ctx context.Context, in *departmentsInput) (*listed[Department], error) {
	list, err := d.store.Departments(ctx, in.Region, in.page())
	return listOf(&in.Paging, list, err, departmentOf)
}

type departmentInput struct {
	ID   string `path:"id" pattern:"^[0-9a-z]{11}$" doc:"部门的编号，11 位 | id of the department, 11 characters"`
	Year int    `query:"year" minimum:"1990" maximum:"2200" doc:"年度；不写是最新的 | year; the newest where it is left out"`
	Kind string `query:"kind" enum:"budget,final" doc:"budget 预算，final 决算；不写是预算 | budget or final account; budget where it is left out"`
}

func (d *OpenData) getDepartment(ctx context.Context, in *departmentInput) (*body[DepartmentDetail], error) {
	i, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	p, err := d.store.Department(ctx, i, in.Year, in.Kind)
	if err != nil {
		return nil, err
	}
	n, err := d.regionNames(ctx)
	if err != nil {
		return nil, err
	}
	times := d.dated(ctx, n)
	out := DepartmentDetail{Department: departmentOf(&p.Department), Year: p.Year, Kind: p.Kind, Years: each(p.Years, yearOf)}
	out.Units = each(p.Units, func(u *store.UnitState) UnitState { return times.state(u, p.Year, p.Kind) })
	return &body[DepartmentDetail]{out}, times.err
}

// state is a unit with what it has published for a year and kind, or has to.
func (d *dated) state(u *store.UnitState, year int, kind string) UnitState {
	out := UnitState{Unit: d.n.unit(&u.Unit)}
	if u.Published != nil {
		h := d.document(u.Published)
		out.Published = &h
		return out
	}
	t := d.told(d.times.State(d.ctx, u, year, kind))
	out.Due, out.Overdue = dateOf(t.Due), t.Timeliness == store.Overdue
	return out
}

type unitsInput struct {
	Region     []string `query:"region" pattern:"^[0-9]{6}$" doc:"六位行政区划代码，连同下面的地区：140000 | six-digit division code, with all under it: 140000"`
	Department string   `query:"department" pattern:"^[0-9a-z]{11}$" doc:"部门的编号，11 位 | id of a department, 11 characters"`
	Paging
}

func (d *OpenData) listUnits(ctx context.Context, in *unitsInput) (*listed[Unit], error) {
	department, err := id(in.Department)
	if err != nil {
		return nil, err
	}
	n, err := d.regionNames(ctx)
	if err != nil {
		return nil, err
	}
	list, err := d.store.Units(ctx, store.Filter{Regions: in.Region, Department: department}, in.page())
	return listOf(&in.Paging, list, err, n.unit)
}

type unitInput struct {
	ID string `path:"id" pattern:"^[0-9a-z]{11}$" doc:"单位的编号，11 位 | id of the unit, 11 characters"`
}

func (d *OpenData) getUnit(ctx context.Context, in *unitInput) (*body[UnitDetail], error) {
	i, err := id(in.ID)
	if err != nil {
		return nil, err
	}
	u, err := d.store.Unit(ctx, i)
	if err != nil {
		return nil, err
	}
	n, err := d.regionNames(ctx)
	if err != nil {
		return nil, err
	}
	times := d.dated(ctx, n)
	return &body[UnitDetail]{UnitDetail{
		Unit: n.unit(&u.Unit), DepartmentName: u.DepartmentName, Path: each(u.RegionPath, regionOf), Documents: each(u.Documents, times.document),
	}}, times.err
}

// each turns the entries of a list; the result is never nil.
func each[S, T any](list []S, turn func(*S) T) []T {
	out := make([]T, len(list))
	for i := range list {
		out[i] = turn(&list[i])
	}
	return out
}

func countsOf(c store.Counts) Counts {
	return Counts{Departments: c.Departments, Units: c.Units, Documents: c.Documents, Errors: c.Errors, Warnings: c.Warnings}
}

func regionOf(r *store.Region) Region {
	return Region{Code: r.Code, Parent: r.Parent, Name: r.Name, Level: r.Level, Counts: countsOf(r.Counts)}
}

func yearOf(y *store.Standing) YearCount {
	return YearCount{
		Year: y.Year, Kind: y.Kind, Documents: y.Documents, Units: y.Units, Sound: y.Sound, Openness: meanOf(y.Openness), Marked: y.Openness.Marked,
		Timely: Timely(y.Punctuality),
	}
}

func departmentOf(p *store.Department) Department {
	return Department{ID: p.ID.String(), Region: p.Region, Code: p.Code, Name: p.Name, Counts: countsOf(p.Counts)}
}
