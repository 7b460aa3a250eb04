package rules

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
)

// repetition is a column of a table, line by line of one code, or one of its cells, that
// another table, by, repeats.
type repetition struct{ row, column, by, byRow, byColumn string }

// repeatedBy are the repetitions of each table.
var repeatedBy = map[string][]repetition{
	"T02": {
		{"", "合计", "T03", "", "合计"},
		{"", "财政拨款收入", "T05", "", "合计"},
		{"合计", "财政拨款收入", "T04", "本年收入合计", "金额"},
		{"合计", "事业收入", "T01", "事业收入", "金额"},
		{"合计", "经营收入", "T01", "经营收入", "金额"},
		{"合计", "其他收入", "T01", "其他收入", "金额"},
		{"合计", "上级补助收入", "T01", "上级补助收入", "金额"},
		{"合计", "附属单位上缴收入", "T01", "附属单位上缴收入", "金额"},
	},
	"T03": {
		{"", "合计", "T02", "", "合计"},
		{"", "合计", "T05", "", "合计"},
		{"", "基本支出", "T05", "", "基本支出"},
		{"", "项目支出", "T05", "", "项目支出"},
		{"合计", "合计", "T01", "本年支出合计", "合计"},
	},
	"T05": {
		{"", "合计", "T03", "", "合计"},
		{"", "合计", "T02", "", "财政拨款收入"},
		{"", "基本支出", "T03", "", "基本支出"},
		{"", "项目支出", "T03", "", "项目支出"},
		{"合计", "合计", "T04", "本年支出合计", "一般公共预算"},
		{"2080505", "基本支出", "T06", "30108", "人员经费"},
		{"2080506", "基本支出", "T06", "30109", "人员经费"},
		{"2210201", "基本支出", "T06", "30113", "人员经费"},
	},
	"T04": {
		{"", "一般公共预算", "T05", "", "合计"},
		{"", "政府性基金预算", "T08", "", "合计"},
		{"", "国有资本经营预算", "T09", "", "合计"},
		{"本年支出合计", "一般公共预算", "T05", "合计", "合计"},
		{"本年支出合计", "政府性基金预算", "T08", "合计", "合计"},
		{"本年支出合计", "国有资本经营预算", "T09", "支出合计", "合计"},
	},
	"T06": {
		{"30108", "人员经费", "T05", "2080505", "基本支出"},
		{"30109", "人员经费", "T05", "2080506", "基本支出"},
		{"30113", "人员经费", "T05", "2210201", "基本支出"},
	},
}

type statedKey struct{}

// statedBy are the claims of the narrative that repeat a cell; of a budget the one beside its
// measure's.
func statedBy(s *check.Subject) map[check.Var][]check.Var {
	return check.Kept(s, statedKey{}, func(s *check.Subject) map[check.Var][]check.Var {
		out := map[check.Var][]check.Var{}
		eachClaim(s, func(p *budget.Paragraph, i, j, k int) {
			c := &p.Claims[k]
			if _, aspect, _ := strings.Cut(c.Slot, "."); aspect != "" && aspect != "amount" && aspect != "budget" {
				return
			}
			if v := cellOf(s, c); v != check.NoVar {
				out[v] = append(out[v], s.ClaimVar(i, j, k))
			}
		})
		return out
	})
}

// eachWitness goes over what repeats a cell of a grid, with its amount, where it has one.
func (g *grid) eachWitness(l, column int, yield func(v check.Var, amount int64)) {
	see := func(v check.Var) {
		if amount, ok := worth(g.Subject, v); ok && amount != 0 {
			yield(v, amount)
		}
	}
	if g.stated == nil {
		g.stated = statedBy(g.Subject)
	}
	for _, v := range g.stated[g.at(l, column)] {
		see(v)
	}
	line, key := &g.panel.Lines[l], g.panel.Columns[column]
	for _, r := range repeatedBy[g.id] {
		if r.column != key {
			continue
		}
		row := r.byRow
		switch {
		case r.row == line.Key:
		case r.row == "" && isCoded(line):
			row = line.Key
		default:
			continue
		}
		if v := g.InAnyPanel(r.by, row, r.byColumn); v != check.NoVar {
			see(v)
		}
	}
}

// verdictOf counts what repeats a cell and has the amount of another, or its own: a swap
// explains the first, and nothing the second.
func (g *grid) verdictOf(l, column int, other check.Var) (agree, contra int) {
	own := g.at(l, column)
	a, _ := worth(g.Subject, own)
	b, _ := worth(g.Subject, other)
	g.eachWitness(l, column, func(w check.Var, amount int64) {
		switch {
		case g.near(w, amount, own, a):
			contra++
		case g.near(w, amount, other, b):
			agree++
		}
	})
	return agree, contra
}

// near reports whether two amounts are the same as printed.
func (g *grid) near(v check.Var, a int64, w check.Var, b int64) bool {
	return 2*abs(a-b) <= lastPlace(g.Subject, v)+lastPlace(g.Subject, w)
}

// differ reports whether two cells of a grid print different amounts.
func (g *grid) differ(v, w check.Var) bool {
	a, _ := worth(g.Subject, v)
	b, _ := worth(g.Subject, w)
	return a != b && v != check.NoVar && w != check.NoVar
}

// contradicted reports whether what repeats some amount of a line has another instead, one
// that stands in its column or its line.
func (g *grid) contradicted(l int) (out bool) {
	for k := range g.panel.Columns {
		own := g.at(l, k)
		a, _ := worth(g.Subject, own)
		g.eachWitness(l, k, func(w check.Var, amount int64) {
			out = out || !g.near(w, amount, own, a) && g.standsBeside(l, k, w, amount)
		})
	}
	return out
}

// standsBeside reports whether an amount stands in a column or a line.
func (g *grid) standsBeside(l, k int, w check.Var, amount int64) bool {
	is := func(v check.Var) bool {
		a, ok := worth(g.Subject, v)
		return ok && g.near(w, amount, v, a)
	}
	for y := range g.panel.Lines {
		if y != l && is(g.at(y, k)) {
			return true
		}
	}
	for c := range g.panel.Columns {
		if c != k && is(g.at(l, c)) {
			return true
		}
	}
	return false
}

// contradictedLines tells of each line whether it is contradicted.
func (g *grid) contradictedLines() []bool {
	if g.contrary == nil {
		g.contrary = make([]bool, len(g.panel.Lines))
		for l := range g.contrary {
			g.contrary[l] = g.contradicted(l)
		}
	}
	return g.contrary
}
