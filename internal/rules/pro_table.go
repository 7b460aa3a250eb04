package rules

import (
	"mingbai/internal/budget"
	"mingbai/internal/check"
)

// kindsBought are the three kinds of what is bought, as rows and as columns.
var kindsBought = [...]string{"货物", "工程", "服务"}

// purchaseTables: the tables of purchases and of services bought add up.
func purchaseTables(r *check.Relations) {
	found := false
	for _, id := range [...]string{"T14", "T15"} {
		g, ok := gridOf(r.Subject, id, "")
		if !ok {
			continue
		}
		found = true
		if g.bySource() && g.knownColumns() {
			g.rowSums(r, nil)
		}
		for l := range g.panel.Lines {
			var kinds []check.Var
			for _, k := range kindsBought {
				if v := g.at(l, g.column(k)); v != check.NoVar {
					kinds = append(kinds, v)
				}
			}
			all := g.at(l, g.column("合计"))
			if all != check.NoVar && len(kinds) > 1 {
				r.Sum(all, kinds...)
			}
			small, least := g.at(l, g.column("面向中小企业")), g.at(l, g.column("小微企业"))
			r.AtMost([]check.Var{small}, []check.Var{all})
			r.AtMost([]check.Var{least}, []check.Var{small})
		}
		if lines := g.bought(); len(lines) > 0 {
			g.sumDown(r, g.line("合计"), lines)
		}
	}
	if !found {
		r.NotApplicable("没有政府采购、政府购买服务的表")
	}
}

// bySource reports whether any source of money has a column with amounts in it: a
// table may have the total alone.
func (g *grid) bySource() bool {
	for _, key := range [...]string{"一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金", "上年结转"} {
		if !g.emptyColumn(g.column(key)) {
			return true
		}
	}
	return false
}

// knownColumns reports whether every column of a panel was recognised.
func (g *grid) knownColumns() bool {
	return !anyItem(g.panel.Heads, func(h *budget.Head) bool { return h.Key == "" })
}

// bought are the lines that add up to the table's total: those of the three kinds
// where it lists nothing else, else all; none where there is no total or some lines seem to be
// the totals of others.
func (g *grid) bought() []int {
	total := g.line("合计")
	if total < 0 || !g.complete {
		return nil
	}
	var kinds, items []int
	for _, k := range kindsBought {
		if l := g.line(k); l >= 0 {
			kinds = append(kinds, l)
		}
	}
	if len(kinds) > 0 {
		if len(g.panel.Lines) > len(kinds)+1 {
			return nil // of what else is listed cannot be told what it is part of
		}
		return kinds
	}
	whole, ok := worth(g.Subject, g.at(total, g.column("合计")))
	if !ok || whole <= 0 {
		return nil
	}
	var sum int64
	for l := range g.panel.Lines {
		if l == total {
			continue
		}
		items = append(items, l)
		sum += worthOf(g.Subject, g.at(l, g.column("合计")))
	}
	slack := int64(len(items)+1) * lastPlace(g.Subject, g.at(total, g.column("合计")))
	for n := int64(2); n <= 4; n++ { // each level of totals counts all once more
		if abs(sum-n*whole) <= n*slack {
			return nil
		}
	}
	return items
}

// purchasesSaid holds what sentences say of purchases to the table, whether it has
// the three kinds in rows or in columns.
func purchasesSaid(r *check.Relations) {
	ties("PRO-008")(r)
	g, ok := gridOf(r.Subject, "T14", "")
	if !ok {
		return
	}
	for i, slot := range [...]string{"procurement_goods", "procurement_works", "procurement_services"} {
		for _, v := range r.Claims(slot) {
			r.Same(v, g.at(g.line("合计"), g.column(kindsBought[i])))
		}
	}
}
