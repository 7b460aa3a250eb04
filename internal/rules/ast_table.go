package rules

import "mingbai/internal/check"

// operations is the panel of the table of a body's operations (机构运行信息表) that
// has a line; false where none has.
func operations(s *check.Subject, line string) (*grid, bool) {
	t := s.Table("T17")
	if t == nil {
		return nil, false
	}
	for i := range t.Panels {
		if g, ok := gridOf(s, "T17", t.Panels[i].Key); ok && g.line(line) >= 0 {
			return g, true
		}
	}
	return nil, false
}

// adds holds a line of the table to the lines that the form says add up to it, in
// every column in which any of them says something: all of them where the last is there.
func (g *grid) adds(r *check.Relations, key string, parts ...string) {
	for k := range g.panel.Columns {
		total := g.at(g.line(key), k)
		var list []check.Var
		said := false
		for _, part := range parts {
			if l := g.line(part); l >= 0 {
				list = append(list, g.at(l, k))
				said = said || !r.Blank(g.at(l, k))
			}
		}
		switch {
		case !said || r.Blank(total):
		case g.complete && g.line(parts[len(parts)-1]) >= 0:
			r.Sum(total, list...)
		default: // some of them alone are listed
			r.AtMost(list, []check.Var{total})
		}
	}
}

// assetCounts: the vehicles of the table add up, and its counts are those that
// sentences say.
func assetCounts(r *check.Relations) {
	ties("AST-012")(r)
	if g, ok := operations(r.Subject, "车辆数"); ok {
		g.adds(r, "车辆数", "部级领导用车", "主要领导用车", "机要通信用车", "应急保障用车", "执法执勤用车", "特种专业技术用车", "离退休干部用车", "其他用车")
	}
}

// purchasesMade: what was bought adds up in the table, and is what sentences say.
func purchasesMade(r *check.Relations) {
	ties("PRO-009")(r)
	g, ok := operations(r.Subject, "政府采购支出合计")
	if !ok {
		return
	}
	g.adds(r, "政府采购支出合计", "政府采购货物支出", "政府采购工程支出", "政府采购服务支出")
	k := g.column("统计数")
	small, most := g.line("授予小微企业合同金额"), g.line("授予中小企业合同金额")
	if small >= 0 && most >= 0 && !r.Blank(g.at(most, k)) {
		r.AtMost([]check.Var{g.at(small, k)}, []check.Var{g.at(most, k)})
	}
}

// agencyCosts: the costs of running agencies are those of organs and of institutions
// run like them, and what sentences say.
func agencyCosts(r *check.Relations) {
	ties("ORE-008")(r)
	if g, ok := operations(r.Subject, "机关运行经费"); ok {
		g.adds(r, "机关运行经费", "行政单位", "参公单位")
	}
}

// publicLines are the three-public expenses and their parts, as tables print them.
var publicLines = [...]string{"因公出国（境）费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行维护费", "公务接待费"}

// publicTwice: the three-public expenses are the same in both tables that print them.
func publicTwice(r *check.Relations) {
	g, ok := operations(r.Subject, "支出合计")
	if !ok {
		return
	}
	g.adds(r, "支出合计", "因公出国（境）费", "公务用车购置及运行费", "公务接待费")
	g.adds(r, "公务用车购置及运行费", "公务用车购置费", "公务用车运行维护费")
	same := func(key, other string) {
		if l := g.line(key); l >= 0 && !r.Blank(g.at(l, g.column("统计数"))) {
			r.Same(r.At("T10["+other+"].合计"), g.at(l, g.column("统计数")))
		}
	}
	same("支出合计", "合计")
	for _, key := range publicLines {
		same(key, key)
	}
}
