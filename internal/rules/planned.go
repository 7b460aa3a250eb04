package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// vehiclesPaid: vehicles are bought, or to be bought, where and only where there
// is money for them.
func vehiclesPaid(in *check.Inspection) {
	slot := "buy_vehicles"
	if in.Profile.Kind == "final" {
		slot = "vehicles_bought"
	}
	said := in.Claims(slot)
	cost := valueOf(in.Subject, "vehicle_purchase")
	if len(said) == 0 || cost == check.NoVar {
		in.NotApplicable("没有写购置车辆数，或没有购置费")
		return
	}
	vehiclesFor(in, said[0], cost)
}

func vehiclesFor(in *check.Inspection, count, cost check.Var) {
	if none(in.Subject, count) == none(in.Subject, cost) {
		in.Pass(1)
		return
	}
	f := check.Fault{At: in.Ref(count), Evidence: []diag.Evidence{in.Show(count), in.Show(cost)}}
	if none(in.Subject, count) {
		f.Message = fmt.Sprintf("公务用车购置费%s%s，购置车辆却写%s辆", in.Printed(cost).Text, in.UnitName(cost), orBlank(in.Printed(count).Text))
	} else {
		f.Message = fmt.Sprintf("写明购置车辆%s辆，公务用车购置费却是%s", in.Printed(count).Text, orBlank(in.Printed(cost).Text))
	}
	in.Fail(f)
}

// planned: what is to be bought has its money: vehicles and large equipment.
func planned(in *check.Inspection) {
	if said, cost := in.Claims("buy_vehicles"), valueOf(in.Subject, "vehicle_purchase"); len(said) > 0 && cost != check.NoVar {
		vehiclesFor(in, said[0], cost)
	}
	for _, v := range in.Claims("buy_equipment") {
		projects, capital := in.Cell("T03", "", "合计", "项目支出"), capitalCosts(in.Subject)
		if none(in.Subject, v) || !none(in.Subject, projects) || !none(in.Subject, capital) || projects == check.NoVar {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At:      in.Ref(v),
			Message: fmt.Sprintf("写明购置单价100万元以上设备%s台，既没有资本性支出，也没有项目支出", in.Printed(v).Text),
		})
	}
}

// capitalCosts is the capital expenditure of the basic expenditure; NoVar where
// the table has no such line.
func capitalCosts(s *check.Subject) check.Var {
	g, ok := gridOf(s, "T06", "")
	if !ok {
		return check.NoVar
	}
	for _, code := range [...]string{"310", "309"} {
		for _, v := range append(g.withCode(code, "合计"), g.withCode(code, "公用经费")...) {
			if !none(s, v) {
				return v
			}
		}
	}
	return check.NoVar
}

// smallShare: enough of the purchases is reserved for small and medium firms. What
// of them suits such firms is not printed, so that it warns only where something
// is reserved and it is less than the share of all purchases.
func smallShare(in *check.Inspection) {
	all, reserved, small := in.Claims("procurement"), in.Claims("procurement_sme"), in.Claims("procurement_small")
	if len(all) == 0 || len(reserved) == 0 {
		in.NotApplicable("没有写预留份额")
		return
	}
	total, ok := worth(in.Subject, all[0])
	kept, also := worth(in.Subject, reserved[0])
	if !ok || !also {
		return
	}
	switch {
	case kept*10 >= total*3:
		in.Pass(1)
	default:
		f := check.Fault{
			At:      in.Ref(reserved[0]),
			Message: fmt.Sprintf("政府采购%s万元，面向中小企业预留%s万元，不到三成", in.Printed(all[0]).Text, in.Printed(reserved[0]).Text), Expected: "不低于适宜由中小企业提供部分的30%",
			Evidence: []diag.Evidence{in.Show(all[0]), in.Show(reserved[0])},
		}
		if kept == 0 {
			f.Severity = diag.Note
		}
		in.Fail(f)
		return
	}
	if len(small) == 0 {
		return
	}
	of, ok := worth(in.Subject, small[0])
	if !ok || of*10 >= kept*6 || of*100 >= total*18 { // six tenths of the reserve, or of the least that has to be reserved
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{
		At: in.Ref(small[0]), Severity: diag.Note, Title: "预留给小微企业的份额不到六成",
		Message:  fmt.Sprintf("面向中小企业预留%s万元，其中小微企业%s万元，不到六成", in.Printed(reserved[0]).Text, in.Printed(small[0]).Text),
		Evidence: []diag.Evidence{in.Show(reserved[0]), in.Show(small[0])},
	})
}

// listedProjects: the projects that are listed with their amounts add up to what
// they are said to be in all; a list that is open, or has fewer than are said to be (which
// PRJ-008 tells), is at most that. A project that two sections name gets the same in both.
func listedProjects(r *check.Relations) {
	total := r.Claims("performance_total")
	planned := map[string]check.Var{}
	for i := range r.Sections {
		var items []check.Var
		open, whole, count := false, check.NoVar, check.NoVar
		for j := range r.Sections[i].Paragraphs {
			p := &r.Sections[i].Paragraphs[j]
			more, unfinished := amountsIn(r.Subject, p, i, j, "performance_projects.amount")
			eachNamed(r.Subject, p, i, j, "performance_projects", func(name string, v check.Var) { planned[name] = v })
			items, open = append(items, more...), open || unfinished || len(more) > 0 && holdsAny(p.Text, openLists)
			for k := range p.Claims {
				switch v := r.ClaimVar(i, j, k); {
				case p.Claims[k].Slot == "performance_total" && whole == check.NoVar:
					whole = v
				case p.Claims[k].Slot == "projects_count":
					count = v
				}
			}
		}
		addUp(r, whole, items, open || count != check.NoVar && r.Printed(count).Value.Coef > int64(len(items)))
	}
	eachArrangement(r.Subject, func(i, j int, p *budget.Paragraph) {
		if len(planned) == 0 || holdsAny(p.Text, claims().Words.WholeTerm) {
			return
		}
		eachNamed(r.Subject, p, i, j, "project_amounts", func(name string, v check.Var) {
			if of, ok := planned[name]; ok {
				r.Same(of, v)
			}
		})
	})
	if len(total) == 0 {
		return
	}
	// The section on projects may speak of some only: it is held to the total where
	// it lists as many as there are.
	eachYearly(r.Subject, func(items []check.Var) {
		addUp(r, total[0], items, !isSaid(r.Subject, "projects_count", len(items)))
	})
}

// eachNamed calls yield for the items of a list in a paragraph that have a name and an
// amount behind it; names are folded.
func eachNamed(s *check.Subject, p *budget.Paragraph, section, paragraph int, list string, yield func(name string, v check.Var)) {
	for k := 1; k < len(p.Claims); k++ {
		if p.Claims[k].Slot == list+".amount" && p.Claims[k-1].Slot == list+".name" {
			yield(budget.Fold(p.Claims[k-1].Text), s.ClaimVar(section, paragraph, k))
		}
	}
}

// describedProject: the project that a section describes gets what the form beside it asks
// for the year. Where there are more forms than one, or the paragraph speaks of all that
// the project will cost, it is not known which amount is meant.
func describedProject(r *check.Relations) {
	form := -1
	for i := range r.Projects {
		if !r.Projects[i].HasForm {
			continue
		}
		if form >= 0 {
			r.NotApplicable("后附的申报表不止一份")
			return
		}
		form = i
	}
	if form < 0 || !r.Projects[form].Annual.Total.Given {
		r.NotApplicable("没有后附申报表，或表里没有填年度资金")
		return
	}
	eachYearly(r.Subject, func(items []check.Var) {
		r.Same(items[0], r.FormMoney(form, "annual.total"))
	})
}

// clauseEnds part a paragraph into what is said of one time.
const clauseEnds = "。；;！"

// yearsOfProjects: what a project is to get is said of this year, not of its whole term or
// of another year alone.
func yearsOfProjects(in *check.Inspection) {
	eachArrangement(in.Subject, func(i, _ int, p *budget.Paragraph) {
		told, other := 0, ""
		for _, clause := range strings.FieldsFunc(p.Text, func(r rune) bool { return strings.ContainsRune(clauseEnds, r) }) {
			switch {
			case !strings.Contains(clause, "元"):
			case holdsAny(clause, claims().Words.WholeTerm) && !strings.Contains(clause, strconv.Itoa(in.Year)), otherYear(clause, in.Year) != 0:
				other = clause
			default:
				told++
			}
		}
		if other == "" || told > 0 || holdsAny(p.Text, []string{"不再安排", "不安排", "无需安排", "已安排完毕"}) {
			in.Pass(1)
			return
		}
		in.Fail(check.Fault{
			At:      paragraphRef(in.Subject, i, p, other),
			Message: fmt.Sprintf("只写了“%s”，没有写%d年安排多少", excerpt(other), in.Year),
		})
	})
}

// otherYear is the year that a clause names where it does not name this one; 0 else.
func otherYear(clause string, year int) int {
	if holdsAny(clause, []string{strconv.Itoa(year), "本年", "今年", "当年"}) {
		return 0
	}
	i := strings.Index(clause, "年")
	if i < 4 {
		return 0
	}
	return fourDigits(clause[i-4 : i])
}

// eachYearly calls yield for the amounts of each paragraph that says what projects get in a
// year, not in their whole term.
func eachYearly(s *check.Subject, yield func(items []check.Var)) {
	eachArrangement(s, func(i, j int, p *budget.Paragraph) {
		if !holdsAny(p.Text, claims().Words.WholeTerm) {
			items, _ := amountsIn(s, p, i, j, projectAmount)
			yield(items)
		}
	})
}

// projectAmount is what a sentence says that a project gets.
const projectAmount = "project_amounts.amount"

// eachArrangement calls yield for the paragraphs that say what a project gets.
func eachArrangement(s *check.Subject, yield func(section, paragraph int, p *budget.Paragraph)) {
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			if p := &s.Sections[i].Paragraphs[j]; hasSlot(p, projectAmount) {
				yield(i, j, p)
			}
		}
	}
}

func addUp(r *check.Relations, whole check.Var, items []check.Var, open bool) {
	switch {
	case whole == check.NoVar || len(items) == 0:
	case open || len(items) == 1 && !isSaid(r.Subject, "projects_count", 1):
		r.AtMost(items, []check.Var{whole})
	default:
		r.Sum(whole, items...)
	}
}

// openLists tell that a list names some of the projects only.
var openLists = []string{"其中主要", "主要包括", "主要有", "主要项目", "其中重点", "重点项目", "其中，主要"}

// isSaid reports whether a count is said to be n.
func isSaid(s *check.Subject, slot string, n int) bool {
	said := s.Claims(slot)
	return len(said) > 0 && s.Printed(said[0]).Value.Scale == 0 && s.Printed(said[0]).Value.Coef == int64(n)
}

// basicByKind: where the summary shows staff, office and project money apart, each
// class is that of the table of expenditure, and the totals those of the economic
// subjects.
func basicByKind(r *check.Relations) {
	g, ok := gridOf(r.Subject, "T01", "spending")
	if !ok {
		return
	}
	staff, office, projects := g.column("人员经费"), g.column("公用经费"), g.column("项目支出")
	if staff < 0 || office < 0 || projects < 0 {
		r.NotApplicable("收支总表不分人员经费、公用经费、项目支出")
		return
	}
	for l := range g.panel.Lines {
		key := g.panel.Lines[l].Key
		if key == "支出总计" {
			key = "合计"
		} else if g.panel.Lines[l].Code == "" {
			continue
		}
		r.Sum(r.Cell("T03", "", key, "基本支出"), g.at(l, staff), g.at(l, office))
		r.Same(g.at(l, projects), r.Cell("T03", "", key, "项目支出"))
	}
	total := g.line("支出总计")
	for _, kind := range [...]string{"人员经费", "公用经费"} {
		all, of := g.at(total, g.column(kind)), r.Cell("T06", "", "合计", kind)
		switch {
		case all == check.NoVar || of == check.NoVar:
		case onlySources(r.Subject, "财政拨款收入", "一般公共预算"):
			r.Same(all, of)
		default:
			r.AtMost([]check.Var{of}, []check.Var{all})
		}
	}
}

// finalAgency: the agency costs of a department of organs are its office costs; a
// department that has institutions too spends part of them as agency costs.
func finalAgency(r *check.Relations) {
	office := r.Cell("T06", "", "合计", "公用经费")
	for _, v := range r.Claims("agency") {
		if onlyOrgans(r.Subject) {
			r.Same(v, office)
		} else {
			r.AtMost([]check.Var{v}, []check.Var{office})
		}
	}
}

// runsOrgan reports whether basic expenditure is told under 行政运行: there is an organ,
// which has operating costs.
func runsOrgan(s *check.Subject) bool {
	g, ok := gridOf(s, "T05", "")
	if !ok {
		return false
	}
	k := g.column("基本支出")
	for l := range g.panel.Lines {
		if line := &g.panel.Lines[l]; levelOf(line) == 3 && plainWord(line.Name) == "行政运行" && !none(s, g.at(l, k)) {
			return true
		}
	}
	return false
}

// onlyOrgans reports whether all basic expenditure is that of organs: under 行政运行,
// and the contributions and pensions of organs.
func onlyOrgans(s *check.Subject) bool {
	g, ok := gridOf(s, "T05", "")
	if !ok || !g.complete {
		return false
	}
	k, some := g.column("基本支出"), false
	for l := range g.panel.Lines {
		line := &g.panel.Lines[l]
		if line.Total || levelOf(line) != 3 || none(s, g.at(l, k)) {
			continue
		}
		switch {
		case plainWord(line.Name) == "行政运行":
			some = true
		case slices.Contains(organCodes[:], line.Code) || strings.HasPrefix(line.Code, "22102"):
		default:
			return false
		}
	}
	return some
}

// organCodes are items of contributions and pensions that organs have.
var organCodes = [...]string{"2080501", "2080505", "2080506", "2080599", "2101101", "2101103"}
