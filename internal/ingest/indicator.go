package ingest

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/place"
)

// The roles of the columns in the indicators' head, in order.
const (
	firstLevel = iota
	termSecond
	termName
	termValue
	yearSecond
	yearName
	yearValue
	weight
	sign   // of the value, in a column of its own
	unitOf // likewise
	roles
)

// indicatorHead reads a row as the head of the indicators: the column of each
// role, -1 where it has none; nil where the row is no such head.
func indicatorHead(row []cell) []int {
	is := false
	for j := range row {
		is = is || strings.Contains(row[j].text, "级指标")
	}
	if !is {
		return nil
	}
	at := make([]int, roles)
	for i := range at {
		at[i] = -1
	}
	found := 0
	put := func(role, j int) {
		if at[role] < 0 {
			at[role] = j
			found++
		}
	}
	second := false
	for j := range row {
		c := &row[j]
		if c.blank() {
			continue
		}
		key := c.plain()
		if len(key) > 60 {
			return nil
		}
		switch {
		case strings.Contains(key, "一级指标"):
			put(firstLevel, j)
		case strings.Contains(key, "二级指标"):
			second = at[termSecond] >= 0
			put(pick(second, yearSecond, termSecond), j)
		case strings.Contains(key, "三级指标"):
			put(pick(second || at[termValue] >= 0 && !c.covered, yearName, termName), j)
		case strings.Contains(key, "指标值") || strings.HasPrefix(key, "目标值"):
			put(pick(second || at[termValue] >= 0, yearValue, termValue), j)
		case strings.Contains(key, "权重") || strings.Contains(key, "分值"):
			at[weight] = j
		case key == "指标性质" || key == "运算符号" || key == "指标方向":
			at[sign] = j
		case key == "计量单位" || key == "度量单位" || key == "单位":
			at[unitOf] = j
		}
	}
	if found < 3 || at[termSecond] < 0 {
		return nil
	}
	return at
}

func pick(b bool, yes, no int) int {
	if b {
		return yes
	}
	return no
}

// indicator reads a row of indicators. Labels are often cut by the system that
// made the form, and a cell is sometimes lost; the names of the levels tell where
// a row stands.
func (f *formState) indicator(g *grid, i int) {
	row := g.rows[i]
	text := func(role int) string {
		if j := f.header[role]; j >= 0 && j < len(row) && strings.TrimSpace(row[j].text) != "" && !(row[j].covered && role != firstLevel && role != termSecond && role != yearSecond) {
			return strings.TrimSpace(row[j].text)
		}
		return ""
	}
	x := f.x
	p1, p2, py := text(firstLevel), text(termSecond), text(yearSecond)
	name, value := text(termName), text(termValue)
	if f.brokenOver(row, name, value) {
		return
	}
	if p1 != "" {
		if l := x.firstNamed(p1); l != "" {
			f.level1 = l
		} else if l1, l2 := x.secondNamed(p1, ""); l2 != "" && p2 == "" { // moved a column to the left
			p2, p1 = p1, ""
			f.level1, f.level2 = l1, l2
		}
	}
	if p2 != "" {
		if l1, l2 := x.secondNamed(p2, f.level1); l2 != "" {
			f.level1, f.level2 = l1, l2
		} else {
			f.level2 = p2
		}
	} else if py != "" {
		if l1, l2 := x.secondNamed(py, f.level1); l2 != "" {
			f.level1, f.level2 = l1, l2
		}
	}
	if x.single && p1 != "" && x.firstNamed(p1) == "" && f.level2 != p1 && !strings.Contains(p1, "指标") {
		f.foot = true // what stands under the indicators
		return
	}
	ind := budget.Indicator{
		Level1: f.level1, Level2: f.level2, TermName: name, TermValue: value, YearName: text(yearName), YearValue: text(yearValue),
		Printed1: p1, Printed2: p2, PrintedYear2: py, Weight: text(weight),
	}
	if ind.TermValue != "" {
		ind.TermValue = signOf(text(sign), ind.TermValue) + ind.TermValue + unitAfter(ind.TermValue, text(unitOf))
	}
	ind.YearName, ind.YearValue = apart(ind.YearName, ind.YearValue, ind.TermName, ind.TermValue)
	ind.TermName, ind.TermValue = apart(ind.TermName, ind.TermValue, ind.YearName, ind.YearValue)
	ind.Cells = f.indicatorCells(row)
	if x.single && f.header[yearName] < 0 {
		ind.Cells.YearName, ind.Cells.YearValue, ind.Cells.TermName, ind.Cells.TermValue = ind.Cells.TermName, ind.Cells.TermValue, place.Ref{}, place.Ref{}
		ind.YearName, ind.YearValue, ind.TermName, ind.TermValue = ind.TermName, ind.TermValue, "", ""
	}
	if p1+p2+py == "" && ind.TermName+ind.TermValue+ind.YearName+ind.YearValue == "" {
		return
	}
	for j := range row {
		if !row[j].blank() {
			ind.Ref = f.ref(&row[j], "")
			break
		}
	}
	ind.Ref.Text = ""
	f.p.Levels = append(f.p.Levels, ind)
	if ind.TermName+ind.TermValue+ind.YearName+ind.YearValue != "" {
		f.p.Indicators = append(f.p.Indicators, ind)
	}
}

// indicatorCells are where the names and the values of a row stand.
func (f *formState) indicatorCells(row []cell) budget.IndicatorCells {
	at := func(role int) place.Ref {
		j := f.header[role]
		if j < 0 || j >= len(row) || row[j].blank() || row[j].covered {
			return place.Ref{}
		}
		ref := f.ref(&row[j], "")
		ref.Text = ""
		return ref
	}
	return budget.IndicatorCells{TermName: at(termName), TermValue: at(termValue), YearName: at(yearName), YearValue: at(yearValue)}
}

// brokenOver takes a row at the top of a page that has a part of a name or of a value and
// no more as the rest of the row above, which was broken over the page.
func (f *formState) brokenOver(row []cell, name, value string) bool {
	n, page := len(f.p.Indicators), pageOf(row)
	turned := page > f.page && f.page > 0
	f.page = page
	if !turned || n == 0 || !f.x.single || name != "" && value != "" {
		return false
	}
	own := func(role int) string {
		if j := f.header[role]; j >= 0 && j < len(row) && !row[j].blank() {
			return row[j].text
		}
		return ""
	}
	_, second := f.x.secondNamed(own(termSecond), f.level1)
	levels := f.x.firstNamed(own(firstLevel)) != "" || second != ""
	bare := f.header[weight] >= 0 && value == "" // without all that an indicator has
	if own(weight) != "" || levels && !bare {
		return false
	}
	if name+value == "" && own(firstLevel)+own(termSecond) == "" {
		return false
	}
	for _, last := range []*budget.Indicator{&f.p.Indicators[n-1], &f.p.Levels[len(f.p.Levels)-1]} {
		last.YearName += name
		last.YearValue += value
	}
	return true
}

// pageOf is the page that a row stands on; 0 where there are none.
func pageOf(row []cell) int {
	for j := range row {
		if !row[j].blank() {
			return row[j].ref.Page
		}
	}
	return 0
}

// setHeader takes the head of the indicators; it may say what their weights add up to.
// It reports whether the head is one whose indicators are read.
func (f *formState) setHeader(row []cell, at []int) bool {
	for j := range row {
		f.review = f.review || f.x.single && strings.Contains(row[j].text, "完成值")
	}
	if f.x.single && f.otherTerm(row) {
		return false
	}
	if f.header = at; f.x.single && (at[termName] < 0 || at[termValue] < 0) { // in columns that are not known
		f.foot, f.p.Partly = true, true
	}
	if j := at[weight]; j >= 0 {
		f.p.WeightsTo = strings.TrimSpace(row[j].text)
	}
	return true
}

// otherTerm tells the indicators of the project's term from those of the year, where a
// form of one block has both one under the other: the year's count. It reports whether
// the head is of the term.
func (f *formState) otherTerm(row []cell) bool {
	label := ""
	for j := range row {
		if c := &row[j]; !c.blank() {
			label = c.plain()
			break
		}
	}
	was := f.headLabel
	if f.headLabel = label; was == "" || was == label || strings.Contains(label, "级指标") {
		return false // the only one, or its head again on the next page
	}
	if strings.Contains(was, "年度") && !strings.Contains(label, "年度") {
		f.foot = true
		return true
	}
	f.p.Indicators, f.p.Levels = nil, nil
	return false
}

// signOf is what stands in the column of signs where that is a sign and the value
// has none.
func signOf(sign, value string) string {
	if sign == "" || strings.Trim(sign, "≥≤=＝><＞＜") != "" || strings.ContainsAny(value, "≥≤=＝><＞＜") {
		return ""
	}
	return sign
}

// unitAfter is what stands in the column of units, unless the value ends with it.
func unitAfter(value, unit string) string {
	if strings.HasSuffix(value, unit) {
		return ""
	}
	return unit
}

// firstNamed is the first level that a label names, cut or whole; empty where none.
func (x *formIndex) firstNamed(label string) string {
	key := plain(label)
	for i := range x.levels {
		if alike(key, x.levels[i].firstKey) {
			return x.levels[i].first
		}
	}
	return ""
}

// secondNamed is the second level that a label names, cut or whole, with its
// first: under the present first level before any other.
func (x *formIndex) secondNamed(label, level1 string) (first, second string) {
	key := plain(label)
	for _, here := range []bool{true, false} {
		for i := range x.levels {
			l := &x.levels[i]
			if (l.first == level1) == here && alike(key, l.secondKey) {
				return l.first, l.second
			}
		}
	}
	return "", ""
}

// alike reports whether a printed label is a name, cut at its end or with a
// little after it.
func alike(key, name string) bool {
	if len(key) < 6 || len(name) < 6 {
		return false
	}
	return strings.HasPrefix(name, key) || strings.HasPrefix(key, name) ||
		strings.TrimSuffix(key, "指标") == strings.TrimSuffix(name, "指标")
}

// apart takes a value that ran into its name's cell out again, where the other
// side of the row shows both: 项目完成及时率(≥90% beside 项目完成及时率(%) and ≥90%.
func apart(name, value, otherName, otherValue string) (string, string) {
	if value != "" || otherValue == "" {
		return name, value
	}
	head, ok := strings.CutSuffix(name, otherValue)
	if !ok || head == "" || !strings.HasPrefix(otherName, head) {
		return name, value
	}
	return head, otherValue
}
