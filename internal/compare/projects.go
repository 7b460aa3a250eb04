package compare

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/place"
)

// fields are what is compared of a project's form, with the words for it.
var fields = []struct{ key, name string }{
	{"body", "主管部门及代码"},
	{"executor", "实施单位"},
	{"attribute", "项目属性"},
	{"period", "项目期"},
	{"overview", "项目概况"},
	{"basis", "立项依据"},
	{"need", "项目设立必要性"},
	{"measures", "保证项目实施的制度、措施"},
	{"plan", "项目实施计划"},
	{"term_goal", "实施期总体目标"},
	{"year_goal", "年度总体目标"},
	{"lead", "负责人"},
	{"handler", "经办人"},
	{"phone", "联系电话"},
	{"date", "填报日期"},
}

var origins = []struct{ key, name string }{
	{"total", "资金总额"},
	{"central", "中央财政资金"},
	{"province", "省级财政资金"},
	{"county", "市县（区）财政资金"},
	{"self", "单位自筹"},
	{"other", "其他资金"},
}

// projects compares the performance forms.
func (c *comparer) projects() {
	a, b := forms(c.a), forms(c.b)
	taken := make([]bool, len(b))
	to := make([]int, len(a))
	for i := range to {
		to[i] = -1
	}
	for _, same := range []func(x, y *budget.Project) bool{
		func(x, y *budget.Project) bool { return c.sameText(x.Name, y.Name) },
		func(x, y *budget.Project) bool { return akin(x.Name, y.Name) && c.sameText(x.Overview, y.Overview) },
	} {
		for i := range a {
			for j := range b {
				if to[i] < 0 && !taken[j] && same(a[i], b[j]) {
					to[i], taken[j] = j, true
				}
			}
		}
	}
	for i := range a {
		if to[i] < 0 {
			c.add(Change{Part: InProject, Kind: Removed, Group: a[i].Name, Name: "绩效目标申报表", A: a[i].Name, RefA: a[i].Ref})
			continue
		}
		c.project(a[i], b[to[i]])
	}
	for j := range b {
		if !taken[j] {
			c.add(Change{Part: InProject, Kind: Added, Group: b[j].Name, Name: "绩效目标申报表", B: b[j].Name, RefB: b[j].Ref})
		}
	}
}

func forms(d *budget.Disclosure) []*budget.Project {
	var out []*budget.Project
	for i := range d.Projects {
		if d.Projects[i].HasForm {
			out = append(out, &d.Projects[i])
		}
	}
	return out
}

func (c *comparer) project(a, b *budget.Project) {
	if !c.sameText(a.Name, b.Name) {
		c.add(Change{Part: InProject, Kind: Renamed, Group: b.Name, Name: "项目名称", A: a.Name, B: b.Name, RefA: a.FieldRef("name"), RefB: b.FieldRef("name")})
	}
	for _, f := range fields {
		c.text(InProject, b.Name, f.name, *a.Text(f.key), *b.Text(f.key), a.FieldRef(f.key), b.FieldRef(f.key))
	}
	for _, period := range []struct{ key, name string }{{"term", "实施期"}, {"annual", "年度"}} {
		for _, o := range origins {
			key := period.key + "." + o.key
			c.funding(b.Name, period.name+o.name, *a.Money(key), *b.Money(key), a.FieldRef(key), b.FieldRef(key))
		}
	}
	c.indicators(a, b)
}

// funding compares amounts of a form, which are exact yuan; a blank is nothing.
func (c *comparer) funding(group, name string, a, b budget.Money, refA, refB place.Ref) {
	if a.Amount == b.Amount {
		return
	}
	ch := Change{
		Part: InProject, Kind: Changed, Group: group, Name: name, A: a.String(), B: b.String(), UnitA: "元", UnitB: "元", Unit: "元", RefA: refA, RefB: refB,
	}
	d := b.Amount - a.Amount
	if ch.Difference = d.Grouped(); d > 0 {
		ch.Difference = "+" + ch.Difference
	}
	c.add(ch)
}

func (c *comparer) indicators(a, b *budget.Project) {
	name := func(x *budget.Indicator) string { return x.YearName + x.TermName }
	for _, p := range pairUp(len(a.Indicators), len(b.Indicators), func(i, j int) bool {
		x, y := &a.Indicators[i], &b.Indicators[j]
		return c.sameText(x.Level1, y.Level1) && c.sameText(x.Level2, y.Level2) && c.sameText(name(x), name(y))
	}) {
		var x, y budget.Indicator
		title := ""
		if p.a >= 0 {
			x = a.Indicators[p.a]
			title = title3(&x)
		}
		if p.b >= 0 {
			y = b.Indicators[p.b]
			title = title3(&y)
		}
		if name(&x)+name(&y) == "" {
			continue
		}
		c.text(InProject, b.Name, "指标 "+title, values(&x), values(&y), x.Ref, y.Ref)
	}
}

func title3(x *budget.Indicator) string {
	name := x.YearName
	if name == "" {
		name = x.TermName
	}
	return strings.TrimSpace(x.Level2 + " " + name)
}

// values are an indicator's names and values, the term's and the year's where they
// are not one.
func values(x *budget.Indicator) string {
	year, term := strings.TrimSpace(x.YearName+" "+x.YearValue), strings.TrimSpace(x.TermName+" "+x.TermValue)
	switch {
	case year == term, term == "":
		return year
	case year == "":
		return "实施期 " + term
	}
	return "年度 " + year + "，实施期 " + term
}
