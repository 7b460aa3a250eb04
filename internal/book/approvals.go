package book

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// The columns of a list of approvals.
const (
	approvalRegion     = "地区代码"
	approvalDepartment = "部门"
	approvalUnit       = "单位"
	approvalYear       = "年度"
	approvalKind       = "种类"
	approvalScope      = "口径"
	approvalDay        = "批复日期"
	approvalPublished  = "公开日期"
	approvalSource     = "依据"
)

// ApprovalColumns are the columns of a list of approvals, in their order; needed are
// those that no list may lack.
func ApprovalColumns() (all, needed []string) {
	return []string{approvalRegion, approvalDepartment, approvalUnit, approvalYear, approvalKind, approvalScope, approvalDay, approvalPublished, approvalSource},
		[]string{approvalRegion, approvalYear, approvalKind, approvalDay}
}

// ReadApprovals reads a list of days of approval, CSV with a head. Everything that is
// wrong with it is told; a list with an error gives nothing.
func ReadApprovals(file string, data []byte) ([]budget.Approval, diag.Findings) {
	c := &collector{}
	g := readCSV(file, data, 0, c)
	if g == nil {
		return nil, c.sorted()
	}
	l := approvalList{grid: g, c: c, seen: map[budget.Approval]int{}}
	if !l.heads() {
		return nil, c.sorted()
	}
	var out []budget.Approval
	for _, r := range g.rows {
		out = append(out, l.row(r))
	}
	if found := c.sorted(); found.Has(diag.Error) {
		return nil, found
	}
	return out, c.sorted()
}

// approvalList is a list while it is read.
type approvalList struct {
	*grid
	c    *collector
	at   map[string]int          // column → its place
	seen map[budget.Approval]int // whom it is said of → the line
}

// heads finds the columns.
func (l *approvalList) heads() bool {
	all, needed := ApprovalColumns()
	l.at = map[string]int{}
	ref := place.Ref{File: l.file, Line: l.headAt}
	for i, h := range l.head {
		switch _, twice := l.at[h]; {
		case h == "":
		case !slices.Contains(all, h):
			p := kindHead.errorf("不认识列“%s”", h)
			p.Hint = "列名是" + strings.Join(all, "、")
			l.c.add(ref, p)
		case twice:
			l.c.add(ref, kindHead.errorf("列“%s”有两个", h))
		default:
			l.at[h] = i
		}
	}
	for _, h := range needed {
		if _, ok := l.at[h]; !ok {
			p := kindHead.errorf("缺少列“%s”", h)
			p.Hint = "列名是" + strings.Join(all, "、") + "，其中" + strings.Join(needed, "、") + "必须有"
			l.c.add(ref, p)
		}
	}
	return !l.c.list.Has(diag.Error)
}

// text is what stands in a column of a row.
func (l *approvalList) text(r gridRow, column string) string {
	if i, ok := l.at[column]; ok {
		return r.at(i).text
	}
	return ""
}

func (l *approvalList) row(r gridRow) budget.Approval {
	a := budget.Approval{Department: l.text(r, approvalDepartment), Unit: l.text(r, approvalUnit), Source: l.text(r, approvalSource)}
	wrong := func(p problem, hint string) {
		if p != nil {
			p.Hint = hint
			l.c.add(place.Ref{File: l.file, Line: r.line}, p)
		}
	}
	if a.Region = l.text(r, approvalRegion); len(a.Region) != 6 || strings.Trim(a.Region, "0123456789") != "" {
		wrong(kindChoice.errorf("地区代码“%s”不是六位数字", a.Region), "写行政区划代码，如 140200；本级的单位写本级的代码")
	}
	year := strings.TrimSuffix(l.text(r, approvalYear), "年")
	if n, err := strconv.Atoi(year); err != nil || n < 2000 || n > 2100 {
		wrong(kindYear.errorf("年度“%s”不对", year), "写四位年度，如 2025")
	} else {
		a.Year = n
	}
	var ok bool
	if a.Kind, ok = map[string]string{"预算": "budget", "决算": "final"}[l.text(r, approvalKind)]; !ok {
		wrong(kindChoice.errorf("种类“%s”不认识", l.text(r, approvalKind)), "写“预算”或“决算”")
	}
	if a.Scope, ok = map[string]string{"": "", "单位": "unit", "部门": "department"}[l.text(r, approvalScope)]; !ok {
		wrong(kindChoice.errorf("口径“%s”不认识", l.text(r, approvalScope)), "写“单位”“部门”，或空着：两种都是")
	}
	var p problem
	a.Approved, p = day(approvalDay, l.text(r, approvalDay))
	wrong(p, "写成 2025-02-01；空着表示收回以前填的")
	a.Published, p = day(approvalPublished, l.text(r, approvalPublished))
	wrong(p, "写成 2025-02-15；不知道就空着")
	switch {
	case a.Published.IsZero():
	case a.Unit == "":
		wrong(kindChoice.errorf("写了公开日期，没有写是哪个单位"), "公开日期一行写一个单位的")
	case a.Approved.IsZero():
		wrong(kindBlank.errorf("写了公开日期，没有批复日期"), "写上批复日期")
	case a.Published.Before(a.Approved):
		wrong(kindChoice.errorf("公开日期%s早于批复日期%s", a.Published.Format(time.DateOnly), a.Approved.Format(time.DateOnly)), "核对这两个日期")
	}
	l.once(r, a)
	return a
}

// once tells of a line that says again what another says.
func (l *approvalList) once(r gridRow, a budget.Approval) {
	a.Approved, a.Published, a.Source = time.Time{}, time.Time{}, ""
	if before, twice := l.seen[a]; twice {
		p := kindTwice.errorf("与第%d行说的是同一个%s", before, cmp.Or(a.Unit, a.Department, a.Region))
		p.Hint = "留下一行"
		l.c.add(place.Ref{File: l.file, Line: r.line}, p)
		return
	}
	l.seen[a] = r.line
}

// day reads a calendar day; zero where nothing is written.
func day(column, text string) (time.Time, problem) {
	if text == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.DateOnly, "2006-1-2", "2006/1/2", "2006年1月2日", "20060102"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, kindChoice.errorf("%s“%s”不是日期", column, text)
}

// WriteApprovals writes a list that ReadApprovals reads.
func WriteApprovals(w io.Writer, list []budget.Approval) error {
	head, _ := ApprovalColumns()
	rows := [][]string{head}
	for _, a := range list {
		rows = append(rows, []string{
			a.Region, a.Department, a.Unit, strconv.Itoa(a.Year),
			map[string]string{"budget": "预算", "final": "决算"}[a.Kind], map[string]string{"unit": "单位", "department": "部门"}[a.Scope],
			budget.DayText(a.Approved), budget.DayText(a.Published), a.Source,
		})
	}
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("写批复日期：%w", err)
	}
	if err := csv.NewWriter(w).WriteAll(rows); err != nil {
		return fmt.Errorf("写批复日期：%w", err)
	}
	return nil
}
