package book

import (
	"errors"
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/place"
)

// checker holds the rows of a book against each other and the code tables.
type checker struct {
	c        *collector
	codes    codeTables
	group    string // of the unit's kind; empty where it is not known
	projects []string
	local    string // where a book's own subjects are written
}

func (d *draft) newChecker(b *budget.Book, c *collector) *checker {
	k := &checker{c: c, codes: tablesFor(b.Subjects), local: "subjects.csv"}
	if d.infoFrom.Sheet != "" {
		k.local = "“自定科目”"
	}
	if kind, ok := budget.FindUnitKind(b.Unit.Kind); ok {
		k.group = kind.Group
	}
	k.reportLocal(d)
	for _, e := range d.projects {
		if e.row.Name != "" {
			k.projects = append(k.projects, e.row.Name)
		}
	}
	return k
}

// reportLocal reports each subject of the book's own that cannot be added.
func (k *checker) reportLocal(d *draft) {
	for _, err := range unwrap(k.codes.err) {
		var se *budget.SubjectError
		if !errors.As(err, &se) {
			continue
		}
		for _, e := range d.subjects {
			if e.at.row() == se.Subject.Ref && !e.bad {
				k.c.add(e.at.ref(colLocalCode), kindLocal.errorf("自定科目%s：%s", se.Subject.Code, se.Reason))
			}
		}
	}
}

// unwrap flattens joined errors.
func unwrap(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range joined.Unwrap() {
		all = append(all, unwrap(e)...)
	}
	return all
}

// keyed is a row's key with its place; an empty key is not compared.
type keyed struct {
	key string
	at  rowPlace
}

func keysOf[T any](entries []entry[T], key func(T) string) []keyed {
	var keys []keyed
	for _, e := range entries {
		if !e.bad {
			keys = append(keys, keyed{key(e.row), e.at})
		}
	}
	return keys
}

// twice reports rows that have the key of an earlier one.
func (k *checker) twice(what string, keys []keyed) {
	first := map[string]rowPlace{}
	for _, e := range keys {
		earlier, ok := first[e.key]
		if !ok {
			first[e.key] = e.at
			continue
		}
		p := kindTwice.errorf("%s与%s相同", what, where(earlier.row()))
		p.Expected, p.Hint = "每笔只填一行", "合并成一行；确是两笔的，写明不同之处"
		k.c.add(e.at.row(), p)
	}
}

// facts checks the lines of an expenditure budget of the given year and gives
// them with their codes. Those of the year itself must say what they buy and
// belong to a project that is listed.
func (k *checker) facts(entries []entry[factRow], year int, own bool) []budget.Fact {
	var out []budget.Fact
	var keys []keyed
	for _, e := range entries {
		k.fact(&e, year, own)
		f := e.row.Fact
		f.Subject, f.Economic, f.GovEconomic = e.row.subject.code, e.row.economic.code, e.row.gov.code
		f.CarryOver = e.row.arrangement == "carry"
		f.Ref = e.at.row()
		if e.row.category == "basic" {
			f.Project = ""
		}
		out = append(out, f)
		if !e.bad {
			key := fmt.Sprint(f.Subject, "\x00", f.Economic, "\x00", f.GovEconomic, "\x00", f.Project, "\x00", f.Source, "\x00", f.CarryOver)
			keys = append(keys, keyed{key, e.at})
		}
	}
	k.twice("科目、类别、项目、资金来源和预算安排", keys)
	return out
}

func (k *checker) fact(e *entry[factRow], year int, own bool) {
	r := &e.row
	basic := r.category == "basic"
	k.subject(wanted{k.codes.function, 3, colSubject.title, colSubjectName.title}, e.at, r.subject, r.subjectName, year)
	k.subject(wanted{k.codes.economic, 2, colEconomic.title, colEconomicName.title}, e.at, r.economic, r.economicName, year)
	k.subject(wanted{k.codes.gov, 2, colGov.title, ""}, e.at, r.gov, "", year)
	if own && basic && r.economic.code == "" && !e.bad {
		p := kindBlank.errorf("基本支出的“%s”未填写", colEconomic.title)
		p.Expected = colEconomic.note
		k.c.add(e.at.ref(colEconomic.title), p)
	}
	if own && basic {
		k.mapped(e)
	}
	k.project(e, own)
}

// mapped reports a line of basic expenditure whose government-economic subject
// neither follows from the map nor is written.
func (k *checker) mapped(e *entry[factRow]) {
	dept, known := k.codes.economic.Find(e.row.economic.code)
	if e.row.gov.code != "" || k.group == "" || !known || dept.Level != 2 {
		return
	}
	if _, ok := budget.GovEconomicOf(dept.Code, k.group); ok {
		return
	}
	p := kindMap.errorf("%s %s在%s单位没有对应的政府经济科目", dept.Code, dept.Name, k.group)
	p.Expected = "部门经济科目适用于这类单位，或“" + colGov.title + "”写明"
	p.Hint = "核对单位类型和科目；确实这样列的，在“" + colGov.title + "”填5位编码"
	k.c.add(e.at.ref(colEconomic.title), p)
}

// project holds a line's project name against its category and the list.
func (k *checker) project(e *entry[factRow], own bool) {
	name, at := e.row.Project, e.at.ref(colProject.title)
	switch {
	case e.row.category == "basic" && name != "":
		p := kindProject.errorf("基本支出写了项目名称“%s”", name)
		p.Hint = "是项目的把支出类别改为项目支出，否则删去项目名称"
		k.c.add(at, p)
	case e.row.category == "project" && name == "":
		p := kindProject.errorf("项目支出没有项目名称")
		p.Hint = "填写项目名称，或把支出类别改为基本支出"
		k.c.add(at, p)
	case own && e.row.category == "project":
		k.listed(name, at)
	}
}

// listed reports a project that is not in the list of projects.
func (k *checker) listed(name string, at place.Ref) {
	for _, p := range k.projects {
		if p == name {
			return
		}
	}
	p := kindProject.errorf("项目表里没有“%s”", name)
	if i := budget.NearestOf(name, k.projects); i >= 0 {
		p.Nearest = k.projects[i]
	}
	p.Hint = "名称应一字不差；新项目先列入项目表"
	k.c.add(at, p)
}

// indicators hangs each indicator on its project.
func (k *checker) indicators(entries []entry[indicatorRow], b *budget.Book) {
	byName := map[string]int{}
	for i, p := range b.Projects {
		if _, ok := byName[p.Name]; !ok {
			byName[p.Name] = i
		}
	}
	var keys []keyed
	for _, e := range entries {
		r := e.row
		r.Ref = e.at.row()
		i, ok := byName[r.project]
		if !ok {
			if r.project != "" {
				k.listed(r.project, e.at.ref(colProjectName))
			}
			continue
		}
		b.Projects[i].Indicators = append(b.Projects[i].Indicators, r.Indicator)
		if r.TermName+r.YearName != "" {
			key := strings.Join([]string{r.project, r.Level1, r.Level2, r.TermName, r.TermValue, r.YearName, r.YearValue}, "\x00")
			keys = append(keys, keyed{key, e.at})
		}
	}
	k.twice("指标", keys)
}

func (k *checker) revenue(entries []entry[revenueRow], year int) []budget.Revenue {
	var out []budget.Revenue
	var keys []keyed
	for _, e := range entries {
		k.subject(wanted{k.codes.revenue, 0, colRevenue, colRevenueName}, e.at, e.row.subject, e.row.name, year)
		r := e.row.Revenue
		r.Subject, r.Ref = e.row.subject.code, e.at.row()
		out = append(out, r)
		if !e.bad {
			keys = append(keys, keyed{r.Subject + "\x00" + r.Source, e.at})
		}
	}
	k.twice("收入科目和资金来源", keys)
	return out
}

// totals gives last year's totals that have an amount.
func (k *checker) totals(entries []entry[totalRow]) []budget.PriorTotal {
	var out []budget.PriorTotal
	k.twice("指标", keysOf(entries, func(r totalRow) string { return budget.Fold(r.key) }))
	for _, e := range entries {
		if e.row.amount.Given {
			out = append(out, budget.PriorTotal{Key: e.row.key, Amount: e.row.amount.Amount, Ref: e.at.row()})
		}
	}
	return out
}

// texts gives the texts that say something and reports keys used twice.
func (k *checker) texts(entries []entry[budget.Text]) []budget.Text {
	var out []budget.Text
	k.twice(colKey, keysOf(entries, func(t budget.Text) string { return t.Key }))
	for _, e := range entries {
		if e.row.Text == "" || e.row.Key == "" {
			continue
		}
		e.row.Ref = e.at.row()
		out = append(out, e.row)
	}
	return out
}
