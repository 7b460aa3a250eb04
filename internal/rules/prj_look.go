package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

func projectsWithoutForm(in *check.Inspection) {
	if len(in.Profile.Form.Rows) == 0 {
		in.NotApplicable("此格式不附绩效目标申报表")
		return
	}
	p := &formsOf(in.Subject).pairing
	missing := p.without()
	_, all := p.projects()
	in.Pass(all - len(missing))
	if len(missing) == 0 {
		return
	}
	f := check.Fault{At: missing[0].ref(in.Subject)}
	for _, r := range missing {
		f.Evidence = append(f.Evidence, r.show(in.Subject))
	}
	if len(p.forms) == 0 {
		f.Severity = diag.Warning
		f.Message = fmt.Sprintf("项目支出表列出项目%d个，文件里一份绩效目标申报表也没有", all)
		f.Hint = "申报表另行公开的，在绩效情况里写明；否则补上"
		in.Fail(f)
		return
	}
	f.Message = fmt.Sprintf("项目支出表列出项目%d个，绩效目标申报表%d份，没有申报表的是%s", all, len(p.forms), projectNames(missing))
	f.Nearest = nearestForm(in.Subject, p, missing[0].name)
	in.Fail(f)
}

func projectNames(rows []projectRow) string {
	var names []string
	for i, r := range rows {
		if i == 5 {
			return strings.Join(names, "、") + fmt.Sprintf("等%d个", len(rows))
		}
		names = append(names, "“"+strings.TrimSpace(r.name)+"”")
	}
	return strings.Join(names, "、")
}

// nearestForm is the name of a form without a row that is much like a row's.
func nearestForm(s *check.Subject, p *pairing, name string) string {
	var free []string
	for _, f := range p.forms {
		if len(p.of(f)) == 0 {
			free = append(free, s.Projects[f].Name)
		}
	}
	if i := budget.NearestOf(name, free); i >= 0 {
		return free[i]
	}
	return ""
}

func formsWithoutRow(in *check.Inspection) {
	p := &formsOf(in.Subject).pairing
	if len(p.rows) == 0 {
		in.NotChecked("项目支出表里没有项目")
		return
	}
	if in.Profile.Form.Some && (2*len(p.byForm) < len(p.forms) || !listsAll(in.Subject, p)) {
		in.NotChecked("项目支出表没有列全项目，或与申报表分得粗细不同")
		return
	}
	var names []string
	for _, r := range p.without() {
		names = append(names, r.name)
	}
	rows := map[string]bool{}
	for _, r := range p.rows {
		rows[r.name] = true
	}
	for _, f := range p.forms {
		name := in.Projects[f].Name
		if len(p.byForm[f]) > 0 || rows[name] { // of two forms of one name PRJ-012 speaks
			in.Pass(1)
			continue
		}
		fault := check.Fault{
			At:      formField(in.Subject, f, "name", name),
			Message: fmt.Sprintf("申报表的项目“%s”没有列在项目支出表里，申报表年度资金是%s元", name, in.Projects[f].Annual.Total),
		}
		if k := budget.NearestOf(name, names); k >= 0 {
			fault.Nearest = names[k]
		}
		in.Fail(fault)
	}
}

// listsAll reports whether the projects' table lists all projects: its rows are the
// year's project expenditure, where that is known.
func listsAll(s *check.Subject, p *pairing) bool {
	all, known := interval(s, s.Cell("T03", "", "合计", "项目支出"))
	rows, any := sumOfRows(s, p, "合计")
	if !known || !any {
		return false
	}
	_, ok := rows.Intersect(all)
	return ok
}

func countOfTargets(in *check.Inspection) {
	p := &formsOf(in.Subject).pairing
	all, current := p.projects()
	forms := len(p.forms)
	for _, v := range in.Claims("projects_count") {
		said := in.Printed(v)
		if said.Mark != money.Number || said.Value.Scale != 0 {
			continue
		}
		n := int(said.Value.Coef)
		agrees := n == all || n == current
		switch {
		case all == 0 && forms == 0:
			if !countOfNamed(in, v, n) {
				in.NotChecked("文件里没有项目支出表，也没有申报表")
			}
			continue
		case n == forms, forms == 0 && agrees, forms > all && agrees:
			in.Pass(1)
			continue
		case in.Profile.Form.Some && forms > 0 && (forms > n || 5*forms < 4*n):
			in.NotChecked("附的申报表只是一部分项目的")
			continue
		}
		message := fmt.Sprintf("说明写实行绩效目标管理的项目%d个，", n)
		if all > 0 {
			message += fmt.Sprintf("项目支出表列出%d个，", all)
		}
		message += fmt.Sprintf("后附申报表%d份", forms)
		if missing := p.without(); len(missing) > 0 && forms > 0 {
			message += "，没有申报表的是" + projectNames(missing)
		}
		f := check.Fault{At: in.Ref(v), Message: message, Evidence: []diag.Evidence{in.Show(v)}}
		if in.Profile.Form.Some && forms > 0 {
			f.Severity = diag.Warning
		}
		in.Fail(f)
	}
}

// countOfNamed holds the count to the projects that the same paragraph names with
// their amounts; false where it names none, or not all.
func countOfNamed(in *check.Inspection, v check.Var, n int) bool {
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			if !hasSlot(p, "projects_count") {
				continue
			}
			named, open := amountsIn(in.Subject, p, i, j, "performance_projects.amount")
			if len(named) == 0 || open || holdsAny(p.Text, openLists) {
				continue
			}
			if len(named) == n {
				in.Pass(1)
			} else {
				in.Fail(check.Fault{
					At: in.Ref(v), Message: fmt.Sprintf("写明项目%d个，后面列出的是%d个", n, len(named)), Expected: fmt.Sprint(len(named)),
					Evidence: []diag.Evidence{in.Show(v)},
				})
			}
			return true
		}
	}
	return false
}

// moneyOfTargets compares what the text says of the targets' money with the
// forms and the tables. It speaks where forms are missing, and where the said
// amount agrees with nothing else printed; a wrong number in a form or a table is
// found by the relations between those.
func moneyOfTargets(in *check.Inspection) {
	p := &formsOf(in.Subject).pairing
	if len(p.rows) == 0 && len(p.forms) == 0 {
		in.NotChecked("文件里没有项目支出表，也没有申报表")
		return
	}
	for _, v := range in.Claims("projects_total") {
		said, ok := interval(in.Subject, v)
		switch {
		case !ok:
		case len(p.forms) > 0 && len(p.without()) > 0:
			moneyWithoutForms(in, p, v, said)
		default:
			agrees(in, p, v, said, "合计")
		}
	}
	for _, c := range [...][2]string{
		{"projects_gpb", "一般公共预算"},
		{"projects_gfb", "政府性基金预算"},
		{"projects_socb", "国有资本经营预算"},
		{"projects_special", "财政专户管理资金"},
		{"projects_unit", "单位资金"},
	} {
		for _, v := range in.Claims(c[0]) {
			if said, ok := interval(in.Subject, v); ok {
				agrees(in, p, v, said, c[1])
			}
		}
	}
}

func moneyWithoutForms(in *check.Inspection, p *pairing, v check.Var, said money.Interval) {
	forms, sum := moneyOfForms(in.Subject, p)
	if _, ok := said.Intersect(forms); ok {
		in.Pass(1)
		return
	}
	missing := p.without()
	f := check.Fault{At: in.Ref(v), Evidence: []diag.Evidence{in.Show(v)}}
	f.Message = fmt.Sprintf("说明写绩效目标总额%s万元，%d份申报表的年度资金合计%s元（%s万元）",
		in.Printed(v).Text, len(p.forms), sum.Grouped(), money.ExactIn(sum, money.Wan, 2))
	for _, i := range p.forms {
		if m := in.Projects[i].Annual.Total; m.Given {
			f.Evidence = append(f.Evidence, in.Show(in.FormMoney(i, "annual.total")))
		}
	}
	lacking := money.Interval{}
	for _, r := range missing {
		f.Evidence = append(f.Evidence, r.show(in.Subject))
		if one, ok := interval(in.Subject, r.amount(in.Subject, "合计")); ok {
			lacking = lacking.Add(one)
		}
	}
	if _, ok := said.Intersect(forms.Add(lacking)); ok {
		f.Message += "，差的正是没有申报表的" + projectNames(missing)
	} else {
		f.Message += "，没有申报表的是" + projectNames(missing)
	}
	in.Fail(f)
}

// moneyOfForms is the year's money of all forms, less what is carried over.
func moneyOfForms(s *check.Subject, p *pairing) (money.Interval, money.Fen) {
	var sum money.Fen
	for _, f := range p.forms {
		sum += s.Projects[f].Annual.Total.Amount
	}
	out := money.Exactly(sum)
	for _, r := range p.rows {
		if one, ok := interval(s, r.amount(s, "合计")); ok && r.carried && r.form >= 0 {
			out = out.Add(one.Scale(-1))
		}
	}
	return out, sum
}

// agrees passes a said amount that anything else printed bears out.
func agrees(in *check.Inspection, p *pairing, v check.Var, said money.Interval, column string) {
	var witnesses []diag.Evidence
	tell := func(label string, i money.Interval) bool {
		mid := money.Fen((i.Lo + i.Hi) / 20)
		witnesses = append(witnesses, diag.Evidence{Label: label, Value: money.ExactIn(mid, money.Wan, 2).String(), Unit: "万元"})
		_, ok := said.Intersect(i)
		return ok
	}
	ok := false
	if rows, any := sumOfRows(in.Subject, p, column); any {
		ok = tell("项目支出表各项目"+column, rows)
	}
	for t := range eachItem(in.Tables) {
		if t.ID != "T12" || len(t.Panels) != 1 {
			continue
		}
		for l := range eachItem(t.Panels[0].Lines) {
			if l.Total {
				if one, any := interval(in.Subject, in.Cell("T12", "", l.Key, column)); any {
					ok = tell("项目支出表"+l.Name+"行"+column, one) || ok
				}
			}
		}
	}
	if column == "合计" {
		if len(p.forms) > 0 {
			forms, _ := moneyOfForms(in.Subject, p)
			ok = tell("申报表年度资金合计", forms) || ok
		}
		if one, any := interval(in.Subject, in.Cell("T03", "", "合计", "项目支出")); any {
			ok = tell("支出总表项目支出", one) || ok
		}
	}
	switch {
	case len(witnesses) == 0:
	case ok:
		in.Pass(1)
	default:
		message := fmt.Sprintf("说明写%s%s万元", map[bool]string{true: "绩效目标总额", false: column}[column == "合计"], in.Printed(v).Text)
		for _, w := range witnesses {
			message += "，" + w.Label + "是" + w.Value
		}
		in.Fail(check.Fault{At: in.Ref(v), Message: message, Evidence: append([]diag.Evidence{in.Show(v)}, witnesses...)})
	}
}

func sumOfRows(s *check.Subject, p *pairing, column string) (sum money.Interval, any bool) {
	for _, r := range p.rows {
		if r.carried {
			continue
		}
		one, ok := interval(s, r.amount(s, column))
		if !ok {
			return sum, false
		}
		sum, any = sum.Add(one), true
	}
	return sum, any
}

// interval is what the print of an amount allows; blanks are zero. It is false
// for what is no amount.
func interval(s *check.Subject, v check.Var) (money.Interval, bool) {
	if v == check.NoVar {
		return money.Interval{}, false
	}
	p := s.Printed(v)
	switch p.Mark {
	case money.Blank, money.Dash:
		return money.Interval{}, true
	case money.Words:
		return money.Interval{}, false
	}
	u, err := money.ParseUnit(s.UnitName(v))
	if err != nil {
		return money.Interval{}, false
	}
	i, err := p.Value.Interval(u)
	return i, err == nil
}

func termByYears(in *check.Inspection) {
	for i := range in.Projects {
		p := &in.Projects[i]
		years, ok := yearsOf(p.Period)
		if !p.HasForm || !ok || years < 2 || !p.Term.Total.Given || !p.Annual.Total.Given || strings.Contains(p.Attribute, "一次性") {
			continue
		}
		want := p.Annual.Total.Amount * money.Fen(years)
		if p.Term.Total.Amount == want {
			in.Pass(1)
			continue
		}
		v := in.FormMoney(i, "term.total")
		in.Fail(check.Fault{
			At:       in.Ref(v),
			Message:  fmt.Sprintf("“%s”项目期%d年，年度资金%s元，乘以年数是%s元，实施期资金总额写%s元", p.Name, years, p.Annual.Total, want.Grouped(), p.Term.Total),
			Evidence: []diag.Evidence{in.Show(v), in.Show(in.FormMoney(i, "annual.total")), formText(in.Subject, i, "period")},
		})
	}
}

func attributeAndPeriod(in *check.Inspection) {
	for i := range in.Projects {
		p := &in.Projects[i]
		years, ok := yearsOf(p.Period)
		if !p.HasForm || !ok || p.Attribute == "" {
			continue
		}
		if !strings.Contains(p.Attribute, "一次性") || years == 1 {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At:       formField(in.Subject, i, "attribute", p.Attribute),
			Message:  fmt.Sprintf("“%s”的项目属性是%s，项目期却是%s", p.Name, quoteForm(p.Attribute), quoteForm(p.Period)),
			Evidence: []diag.Evidence{formText(in.Subject, i, "attribute"), formText(in.Subject, i, "period")},
		})
	}
}

func yearOfForm(in *check.Inspection) {
	if in.Outline == nil {
		in.NotChecked("没有原文版面")
		return
	}
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm || p.Year.Text == "" {
			continue
		}
		year := fourDigits(p.Year.Text)
		if year == 0 || year == in.Year {
			in.Pass(1)
			continue
		}
		ref := p.Year.Ref
		ref.Table, ref.Form, ref.Text = in.FormID(i), p.Name, p.Year.Text
		in.Fail(check.Fault{
			At: ref, Message: fmt.Sprintf("“%s”的申报表标着%d年度，本文件是%d年度", p.Name, year, in.Year),
			Expected: fmt.Sprintf("（%d年度）", in.Year),
		})
	}
}

// fourDigits is the first year written in a text; 0 where there is none.
func fourDigits(text string) int {
	n, digits := 0, 0
	for _, r := range foldProject(text) + " " {
		if r >= '0' && r <= '9' {
			if digits++; digits <= 4 {
				n = n*10 + int(r-'0')
			}
			continue
		}
		if digits == 4 && n >= 1990 && n < 2100 {
			return n
		}
		n, digits = 0, 0
	}
	return 0
}

func bodiesOfForms(in *check.Inspection) {
	unit := foldProject(in.Unit.Name)
	bodies := map[string]int{}
	for i := range in.Projects {
		if p := &in.Projects[i]; p.HasForm && p.Body != "" {
			bodies[foldBody(p.Body)]++
		}
	}
	common := ""
	for _, i := range formsOf(in.Subject).forms {
		if b := foldBody(in.Projects[i].Body); bodies[b] > bodies[common] || common == "" {
			common = b
		}
	}
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm {
			continue
		}
		f := check.Fault{}
		var words []string
		if e := foldProject(p.Executor); e != "" && unit != "" && !strings.Contains(e, unit) && !strings.Contains(unit, e) {
			words = append(words, fmt.Sprintf("实施单位写%s，本单位是“%s”", quoteForm(p.Executor), in.Unit.Name))
			f.Evidence = append(f.Evidence, formText(in.Subject, i, "executor"))
		}
		if b := foldBody(p.Body); b != "" && b != common {
			words = append(words, fmt.Sprintf("主管部门及代码写%s，其他申报表是“%s”", quoteForm(p.Body), common))
			f.Evidence = append(f.Evidence, formText(in.Subject, i, "body"))
		}
		if len(words) == 0 {
			in.Pass(1)
			continue
		}
		f.At = f.Evidence[0].Ref
		f.Message = fmt.Sprintf("“%s”的申报表%s", p.Name, strings.Join(words, "；"))
		in.Fail(f)
	}
}

// foldBody is a department's code and name without the suffix of the system.
func foldBody(body string) string {
	body = foldProject(body)
	for _, suffix := range [...]string{"[部门]", "[单位]", "【部门】", "【单位】"} {
		body = strings.TrimSuffix(body, suffix)
	}
	return body
}

func coverageOfTargets(in *check.Inspection) {
	if len(in.Profile.Form.Rows) == 0 {
		in.NotApplicable("此格式不附绩效目标申报表")
		return
	}
	p := &formsOf(in.Subject).pairing
	missing := p.without()
	all, _ := p.projects()
	if len(missing) == 0 {
		in.Pass(all)
		return
	}
	f := check.Fault{At: missing[0].ref(in.Subject)}
	for _, r := range missing {
		f.Evidence = append(f.Evidence, r.show(in.Subject))
	}
	f.Message = fmt.Sprintf("项目支出表的%d个项目中有%d个没有绩效目标", all, len(missing))
	in.Fail(f)
}
