package rules

import "mingbai/internal/check"

// economicSides: what a summary prints of the spending by economic class is the
// spending by function, and the groups in it are basic and project spending.
func economicSides(r *check.Relations) {
	found := false
	for _, side := range [...]string{"economic", "government"} {
		g, ok := gridOf(r.Subject, "T01", side)
		if !ok || len(g.panel.Lines) == 0 {
			continue
		}
		found = true
		for _, key := range [...]string{"本年支出合计", "支出总计"} {
			if v := g.cell(key, "合计"); !none(r.Subject, v) {
				r.Same(v, r.Cell("T01", "spending", key, "合计"))
			}
		}
		if side == "economic" {
			r.Same(g.cell("人员和公用经费", "合计"), r.Cell("T03", "", "合计", "基本支出"))
			r.Same(g.cell("专项业务经费", "合计"), r.Cell("T03", "", "合计", "项目支出"))
		}
	}
	if !found {
		r.NotApplicable("收支总表没有按经济分类列支出")
	}
}

// economicSums: the sides by economic class add up, where every line was read.
func economicSums(r *check.Relations) {
	for _, side := range [...]string{"economic", "government"} {
		if g, ok := gridOf(r.Subject, "T01", side); ok && g.complete {
			g.lineSums(r, "人员和公用经费", "专项业务经费", "本年支出合计", "支出总计")
		}
	}
}
