package rules

import (
	"slices"
	"strings"

	"mingbai/internal/check"
)

// withoutCarry reports whether the form says that a table leaves out what was
// carried over.
func withoutCarry(s *check.Subject, table, panel string) bool {
	t := s.Profile.Table(table)
	if t == nil {
		return false
	}
	if t.Where.Carry == "current" || s.Profile.Generic && addsCarry(s, table, panel) {
		return true
	}
	for i := range t.Panels {
		if t.Panels[i].Key == panel {
			return t.Panels[i].Where.Carry == "current"
		}
	}
	return false
}

// addsCarry reports whether a fund's table, of a form that does not say whether it
// leaves out what was carried over, makes up what T04 spends of the fund only with
// what T04 carried over.
func addsCarry(s *check.Subject, table, panel string) bool {
	fund := map[string]string{"T05": "一般公共预算", "T08": "政府性基金预算", "T09": "国有资本经营预算"}[table]
	carried := s.Cell("T04", "income", "结转"+fund, "金额")
	if carried == check.NoVar { // all funds in one
		carried = s.Cell("T04", "income", "上年财政拨款结转", "金额")
	}
	if fund == "" || s.Profile.Kind != "budget" || none(s, carried) {
		return false
	}
	total := "合计"
	if table == "T09" {
		total = "支出合计"
	}
	spent, own := s.Cell("T04", "spending", "支出总计", fund), s.Cell(table, panel, total, "合计")
	return spent != check.NoVar && own != check.NoVar && abs(worthOf(s, spent)-worthOf(s, own)-worthOf(s, carried)) <= 2*lastPlace(s, own)
}

// noCarry reports whether nothing was carried over, by the income sides.
func noCarry(s *check.Subject) bool {
	return none(s, s.Cell("T01", "income", "上年结转", "金额")) && none(s, s.Cell("T01", "income", "年初结转和结余", "金额")) &&
		none(s, s.Cell("T04", "income", "上年财政拨款结转", "金额")) &&
		none(s, s.Cell("T01", "spending", "支出总计", "上年结转安排"))
}

// noFiscalCarry reports whether no appropriation was carried over.
func noFiscalCarry(s *check.Subject) bool {
	if !none(s, s.Cell("T04", "income", "上年财政拨款结转", "金额")) {
		return false
	}
	for _, fund := range fiscalFunds {
		if !none(s, s.Cell("T04", "income", "结转"+fund, "金额")) {
			return false
		}
	}
	return true
}

// onlySources reports whether T01 shows no income but from these sources.
func onlySources(s *check.Subject, keys ...string) bool {
	g, ok := gridOf(s, "T01", "income")
	if !ok {
		return false
	}
	b := g.block("sources")
	if b == nil {
		return false
	}
next:
	for i := range b.Lines {
		for _, k := range keys {
			if b.Lines[i].Key == k {
				continue next
			}
		}
		if !none(s, g.cell(b.Lines[i].Key, "金额")) {
			return false
		}
	}
	return true
}

// onlyCarriedFiscal reports whether all that was carried over is appropriations.
func onlyCarriedFiscal(s *check.Subject) bool {
	all, _ := worth(s, s.Cell("T01", "income", "上年结转", "金额"))
	fiscal, ok := worth(s, s.Cell("T04", "income", "上年财政拨款结转", "金额"))
	return ok && all == fiscal
}

func incomeTables(r *check.Relations) {
	now := r.Cell("T02", "", "合计", "合计")
	carry := r.Cell("T02", "", "合计", "上年结转")
	total := r.Cell("T01", "income", "收入总计", "金额")
	r.Same(r.Cell("T01", "income", "上年结转", "金额"), carry)
	_, _, _, within := incomeColumns(r.Subject) // what was carried over is in the total
	if !within {
		r.Same(r.Cell("T01", "income", "本年收入合计", "金额"), now)
	}
	switch {
	case within:
		r.Same(total, now)
	case now == check.NoVar || total == check.NoVar:
	case carry != check.NoVar:
		r.Sum(total, now, carry)
	case none(r.Subject, r.Cell("T01", "income", "上年结转", "金额")):
		r.Same(total, now)
	}
	for _, pair := range [...][2]string{{"财政专户管理资金", "财政专户管理资金"}, {"单位资金", "单位资金"}} {
		r.Same(r.Cell("T01", "income", pair[0], "金额"), r.Cell("T02", "", "合计", pair[1]))
	}
}

func spendingTables(r *check.Relations) {
	total := r.Cell("T03", "", "合计", "合计")
	key, column := "支出总计", "合计"
	if !none(r.Subject, r.Cell("T01", "spending", "年终结转", "合计")) {
		key = "本年支出合计"
	}
	if withoutCarry(r.Subject, "T03", "") {
		column = "当年预算安排"
	}
	r.Same(r.Cell("T01", "spending", key, column), total)
}

func incomeByCode(r *check.Relations) {
	if !noCarry(r.Subject) || !onlySources(r.Subject, fiscalFunds[:]...) {
		r.NotApplicable("有上年结转，或有财政拨款以外的收入")
		return
	}
	income, ok := gridOf(r.Subject, "T02", "")
	spending, also := gridOf(r.Subject, "T03", "")
	if ok && also {
		sameByCode(r, income, "合计", spending, "合计")
	}
}

// sameByCode demands one amount of a code in two grids.
func sameByCode(r *check.Relations, a *grid, columnA string, b *grid, columnB string) {
	i, k := a.column(columnA), b.column(columnB)
	if i < 0 || k < 0 {
		return
	}
	for l := range a.panel.Lines {
		line := &a.panel.Lines[l]
		if line.Code == "" || line.Key != line.Code {
			continue
		}
		if m := b.line(line.Key); m >= 0 {
			r.Same(a.at(l, i), b.at(m, k))
		}
	}
}

// classesTie demands that the classes of a summary table are those of another.
func classesTie(r *check.Relations, table, column, other string) {
	a, ok := gridOf(r.Subject, table, "spending")
	b, also := gridOf(r.Subject, other, "")
	if ok && also {
		sameByCode(r, a, column, b, "合计")
	}
}

// fundTie: what a fund spends in the summary of appropriations is what its own
// table shows, and what was carried over where that table leaves it out.
func fundTie(r *check.Relations, fund, table, panel, total string) {
	spent := r.Cell("T04", "spending", spentLine(r.Subject), fund)
	g, ok := gridOf(r.Subject, table, panel)
	if spent == check.NoVar || !ok || len(g.panel.Lines) == 0 {
		return
	}
	own := g.total(total, "subjects", "合计")
	carried := r.Cell("T04", "income", "结转"+fund, "金额")
	switch now := !withoutCarry(r.Subject, table, panel) || none(r.Subject, carried) && noFiscalCarry(r.Subject); {
	case len(own) == 0:
	case now && len(own) == 1:
		r.Same(spent, own[0])
	case now:
		r.Sum(spent, own...)
	case carried != check.NoVar:
		r.Sum(spent, append(own, carried)...)
	}
}

// spentLine is the line of T04 that shows what was spent: of a final account
// without what is left at the end of the year.
func spentLine(s *check.Subject) string {
	if s.Profile.Kind == "final" {
		return "本年支出合计"
	}
	return "支出总计"
}

func fiscalClasses(r *check.Relations) {
	a, ok := gridOf(r.Subject, "T04", "spending")
	b, also := gridOf(r.Subject, "T05", "")
	if !ok || !also {
		return
	}
	if !withoutCarry(r.Subject, "T05", "") || noFiscalCarry(r.Subject) {
		sameByCode(r, a, "一般公共预算", b, "合计")
		return
	}
	i, k := a.column("一般公共预算"), b.column("合计")
	if i < 0 || k < 0 {
		return
	}
	for l := range a.panel.Lines {
		if m := b.line(a.panel.Lines[l].Key); m >= 0 && a.panel.Lines[l].Code != "" {
			r.AtMost([]check.Var{b.at(m, k)}, []check.Var{a.at(l, i)})
		}
	}
}

func fiscalIncome(r *check.Relations) {
	columns := [...]string{"一般公共预算", "政府性基金", "国有资本经营预算"}
	for i, fund := range fiscalFunds {
		r.Same(r.Cell("T04", "income", fund, "金额"), r.Cell("T02", "", "合计", columns[i]))
	}
	// Where one column holds all three, it is the total of appropriations.
	all := r.Cell("T02", "", "合计", "财政拨款收入")
	if all == check.NoVar || r.Profile.Kind != "final" && !slices.Contains(r.Profile.Scopes, "SB") {
		return
	}
	if r.Profile.Kind == "final" {
		r.Sum(all, r.Cell("T01", "income", fiscalFunds[0], "金额"), r.Cell("T01", "income", fiscalFunds[1], "金额"), r.Cell("T01", "income", fiscalFunds[2], "金额"))
	}
	if year := r.Cell("T04", "income", "本年收入合计", "金额"); year != check.NoVar {
		r.Same(year, all)
	} else if noFiscalCarry(r.Subject) {
		r.Same(r.Cell("T04", "income", "收入总计", "金额"), all)
	}
}

func appropriations(r *check.Relations) {
	for _, fund := range fiscalFunds {
		r.Same(r.Cell("T01", "income", fund, "金额"), r.Cell("T04", "income", fund, "金额"))
	}
	r.Same(r.Cell("T07", "", "合计", "政府性基金收入预算"), r.Cell("T04", "income", "政府性基金预算", "金额"))
	r.Same(r.Cell("T09", "income", "收入合计", "国有资本经营收入预算"), r.Cell("T04", "income", "国有资本经营预算", "金额"))
}

func sameTables(r *check.Relations) {
	if !noCarry(r.Subject) || !onlySources(r.Subject, "一般公共预算") {
		r.NotApplicable("不止一般公共预算，或有上年结转")
		return
	}
	a, ok := gridOf(r.Subject, "T03", "")
	b, also := gridOf(r.Subject, "T05", "")
	if !ok || !also {
		return
	}
	for l := range a.panel.Lines {
		m := b.line(a.panel.Lines[l].Key)
		if m < 0 {
			continue
		}
		for k, column := range a.panel.Columns {
			if i := b.column(column); i >= 0 {
				r.Same(a.at(l, k), b.at(m, i))
			}
		}
	}
}

func withinTotal(r *check.Relations) {
	all, ok := gridOf(r.Subject, "T03", "")
	if !ok {
		return
	}
	var parts []*grid
	for _, at := range [...][2]string{{"T05", ""}, {"T08", ""}, {"T09", "spending"}} {
		if g, ok := gridOf(r.Subject, at[0], at[1]); ok && len(g.panel.Lines) > 0 {
			parts = append(parts, g)
		}
	}
	var list []check.Var
	rows := make([]int, len(parts)) // where each part has the line
	for l := range all.panel.Lines {
		for i := range parts {
			key := all.panel.Lines[l].Key
			if key == "合计" && parts[i].id == "T09" {
				key = "支出合计"
			}
			rows[i] = parts[i].line(key)
		}
		for k, column := range all.panel.Columns {
			list = list[:0]
			for i := range parts {
				if c := parts[i].column(column); rows[i] >= 0 && c >= 0 {
					list = append(list, parts[i].at(rows[i], c))
				}
			}
			if len(list) > 0 {
				r.AtMost(list, []check.Var{all.at(l, k)})
			}
		}
	}
}

// ofGeneralBudget reports whether a table's title says that it is of the general public
// budget alone.
func ofGeneralBudget(s *check.Subject, table string) bool {
	t := s.Table(table)
	return t != nil && strings.Contains(t.Title, "一般公共预算")
}

func projectTables(r *check.Relations) {
	all := r.Cell("T03", "", "合计", "项目支出")
	if ofGeneralBudget(r.Subject, "T12") {
		all = r.Cell("T05", "", "合计", "项目支出")
	}
	now, ok := gridOf(r.Subject, "T12", "")
	if !ok || all == check.NoVar || !now.complete || r.Profile.Generic && !noCarry(r.Subject) {
		return
	}
	list := now.total("合计", "projects", "合计")
	carried, ok := gridOf(r.Subject, "T13", "")
	if ok && !withoutCarry(r.Subject, "T03", "") {
		if len(carried.panel.Lines) > 0 {
			more := carried.total("合计", "projects", "合计")
			if len(more) == 0 {
				return
			}
			list = append(list, more...)
		}
		if !onlyCarriedFiscal(r.Subject) {
			r.AtMost(list, []check.Var{all})
			return
		}
	}
	r.Sum(all, list...)
}

func projectFunds(r *check.Relations) {
	g, ok := gridOf(r.Subject, "T12", "")
	if !ok || len(g.panel.Lines) == 0 {
		return
	}
	for i, at := range [...][3]string{{"T05", "", "合计"}, {"T08", "", "合计"}, {"T09", "spending", "支出合计"}} {
		if withoutCarry(r.Subject, at[0], at[1]) || noCarry(r.Subject) {
			if list := g.total("合计", "projects", fiscalFunds[i]); len(list) > 0 {
				r.Sum(r.Cell(at[0], at[1], at[2], "项目支出"), list...)
			}
		}
	}
}

func carriedProjects(r *check.Relations) {
	g, ok := gridOf(r.Subject, "T13", "")
	if !ok || len(g.panel.Lines) == 0 {
		return
	}
	for _, fund := range fiscalFunds {
		list := g.total("合计", "projects", fund)
		if most := r.Cell("T04", "income", "结转"+fund, "金额"); most != check.NoVar && len(list) > 0 {
			r.AtMost(list, []check.Var{most})
		}
	}
	if onlyCarriedFiscal(r.Subject) && noBasicCarry(r.Subject) {
		r.Sum(r.Cell("T01", "spending", "支出总计", "上年结转安排"), g.total("合计", "projects", "合计")...)
	}
}

// noBasicCarry reports whether all that was carried over is for projects: this
// year's spending is the basic expenditure and this year's projects.
func noBasicCarry(s *check.Subject) bool {
	if noCarry(s) {
		return true
	}
	now, ok := worth(s, s.Cell("T01", "spending", "支出总计", "当年预算安排"))
	basic, also := worth(s, s.Cell("T03", "", "合计", "基本支出"))
	g, have := gridOf(s, "T12", "")
	if !ok || !also || !have {
		return false
	}
	projects := g.total("合计", "projects", "合计")
	slack := int64(len(projects)+2) * 5_000 // half a last place of 0.01 万元 each
	return abs(now-basic-worthOf(s, projects...)) <= slack
}

// economicTie: a contribution stands under one functional and one economic subject.
func economicTie(function string, economics ...string) func(*check.Relations) {
	return func(r *check.Relations) {
		g, ok := gridOf(r.Subject, "T06", "")
		if !ok {
			return
		}
		var list []check.Var
		for _, code := range economics {
			list = append(list, g.withCode(code, "合计")...)
		}
		v := r.Cell("T05", "", function, "基本支出")
		switch len(list) {
		case 0:
		case 1:
			r.Same(list[0], v)
		default:
			r.Sum(v, list...)
		}
	}
}

// medicalTie: other contributions may stand under the function too (生育、工伤),
// so that what it has more than the two subjects may be theirs.
func medicalTie(r *check.Relations) {
	g, ok := gridOf(r.Subject, "T06", "")
	if !ok {
		return
	}
	for _, v := range g.withCode("30307", "合计") {
		if !none(r.Subject, v) {
			r.NotApplicable("另有医疗费补助，分不清列在哪个功能科目")
			return
		}
	}
	list := append(g.withCode("30110", "合计"), g.withCode("30111", "合计")...)
	v := r.Cell("T05", "", "21011", "基本支出")
	more := worthOf(r.Subject, v) - worthOf(r.Subject, list...)
	if others := worthOf(r.Subject, g.withCode("30112", "合计")...); len(list) > 0 && v != check.NoVar && more > 20_000 && more <= others+20_000 {
		r.AtMost(list, []check.Var{v})
		return
	}
	economicTie("21011", "30110", "30111")(r)
}

func retirees(r *check.Relations) {
	g, ok := gridOf(r.Subject, "T06", "")
	if !ok {
		return
	}
	var list []check.Var
	for _, code := range [...]string{"30301", "30302", "30303"} {
		list = append(list, g.withCode(code, "合计")...)
	}
	if v := r.Cell("T05", "", "208", "基本支出"); v != check.NoVar && len(list) > 0 {
		r.AtMost(list, []check.Var{v})
	}
}

// copies: one budget's money of this year, by code, in the table of income and
// in the budget's own.
func copies(r *check.Relations) {
	a, ok := gridOf(r.Subject, "T02", "")
	if !ok {
		return
	}
	for _, to := range [...][4]string{
		{"一般公共预算", "T05", "", "合计"}, {"政府性基金", "T08", "", "合计"}, {"国有资本经营预算", "T09", "spending", "支出合计"},
	} {
		b, ok := gridOf(r.Subject, to[1], to[2])
		if !ok || len(b.panel.Lines) == 0 || !withoutCarry(r.Subject, to[1], to[2]) && !noCarry(r.Subject) {
			continue
		}
		sameByCode(r, a, to[0], b, "合计")
		r.Same(a.cell("合计", to[0]), b.cell(to[3], "合计"))
	}
}
