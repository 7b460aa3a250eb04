package rules

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// rows makes the rule of a panel's row sums.
func rows(table, panel string) func(*check.Relations) { return rowsThat(table, panel, nil) }

func rowsThat(table, panel string, keep func(*budget.Line) bool) func(*check.Relations) {
	return func(r *check.Relations) {
		if g, ok := gridOf(r.Subject, table, panel); ok {
			g.rowSums(r, keep)
		}
	}
}

func isSubject(l *budget.Line) bool { return !l.Total && l.Code != "" }

// totals makes the rule of a panel's lines that others add up to.
func totals(table, panel string, keys ...string) func(*check.Relations) {
	return func(r *check.Relations) {
		if g, ok := gridOf(r.Subject, table, panel); ok {
			g.lineSums(r, keys...)
		}
	}
}

// yearTotals is totals of the year's own line, or where the form has none of the
// grand total.
func yearTotals(table, panel, year, grand string) func(*check.Relations) {
	return func(r *check.Relations) {
		g, ok := gridOf(r.Subject, table, panel)
		if !ok {
			return
		}
		key := year // the rule is kept for documents of every form
		if !g.names(year) {
			key = grand
		}
		g.lineSums(r, key)
	}
}

// names reports whether the form has a line of a key.
func (g *grid) names(key string) bool {
	for i := range g.form.Rows {
		if anyItem(g.form.Rows[i].Lines, func(l *profile.Line) bool { return l.Key == key }) {
			return true
		}
	}
	return false
}

// subjects makes the rule of a panel's hierarchy of codes.
func subjects(table, panel string) func(*check.Relations) {
	return func(r *check.Relations) {
		if g, ok := gridOf(r.Subject, table, panel); ok {
			g.hierarchy(r)
		}
	}
}

// incomeRows: whether 上年结转 counts into 合计 is decided on all lines together.
func incomeRows(r *check.Relations) {
	g, total, parts, _ := incomeColumns(r.Subject)
	if total < 0 {
		return
	}
	vars := make([]check.Var, len(parts))
	for l := range g.panel.Lines {
		for k, p := range parts {
			vars[k] = g.at(l, p)
		}
		r.Sum(g.at(l, total), vars...)
	}
}

// incomeColumns are the total of the incomes by subject, -1 where there is none, and
// the columns that make it up; within says that 上年结转 is one of them though the form
// leaves it out.
func incomeColumns(s *check.Subject) (g *grid, total int, parts []int, within bool) {
	g, ok := gridOf(s, "T02", "")
	if !ok {
		return g, -1, nil, false
	}
	i := indexOfItem(g.form.Columns, func(c *profile.Column) bool { return c.Key == "合计" })
	if i < 0 || len(g.form.Columns[i].Sum) == 0 {
		return g, -1, nil, false
	}
	parts, ok = g.columns(g.form.Columns[i].Sum)
	total, carry := g.column("合计"), g.column("上年结转")
	if !ok || total < 0 {
		return g, -1, nil, false
	}
	if within = carry >= 0 && !slices.Contains(parts, carry) && g.carryInside(total, carry, parts); within {
		parts = append(parts, carry)
	}
	return g, total, parts, within
}

// carryInside reports whether the totals add up with the carry-over only: on most of
// the lines that have one, so that a slip in one of them does not turn all others.
func (g *grid) carryInside(total, carry int, parts []int) bool {
	inside, outside := 0, 0
	for l := range g.panel.Lines {
		if none(g.Subject, g.at(l, carry)) {
			continue
		}
		var sum int64
		for _, p := range parts {
			sum += worthOf(g.Subject, g.at(l, p))
		}
		slack := int64(len(parts)+2) * lastPlace(g.Subject, g.at(l, total)) / 2
		switch diff := worthOf(g.Subject, g.at(l, total)) - sum; {
		case abs(diff) <= slack:
			outside++
		case abs(diff-worthOf(g.Subject, g.at(l, carry))) <= slack:
			inside++
		}
	}
	return inside > outside
}

// lastPlace is one unit of a print's last place, in fen.
func lastPlace(s *check.Subject, v check.Var) int64 {
	value, mark := s.Value(v)
	if mark != money.Number {
		return lastFenOf(s.InYuan(v), 2)
	}
	return max(lastFenOf(s.InYuan(v), value.Scale), 1)
}

func abs(x int64) int64 { return max(x, -x) }

// purity: wages and allowances are staff costs, goods and services are not.
func purity(in *check.Inspection) {
	g, ok := gridOf(in.Subject, "T06", "")
	if !ok {
		return
	}
	staff, office := g.column("人员经费"), g.column("公用经费")
	if staff < 0 || office < 0 {
		in.NotChecked("没有读到人员经费、公用经费两列")
		return
	}
	for i := range g.panel.Lines {
		l := &g.panel.Lines[i]
		if len(l.Code) != 5 {
			continue
		}
		wrong, own := check.NoVar, ""
		switch l.Code[:3] {
		case "301", "303":
			wrong, own = g.at(i, office), "人员经费"
		case "302", "307", "310", "399":
			wrong, own = g.at(i, staff), "公用经费"
		default:
			continue
		}
		if none(in.Subject, wrong) {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At:       in.Ref(wrong),
			Message:  fmt.Sprintf("%s%s属于%s，却有%s%s列在另一列", l.Code, l.Name, own, in.Printed(wrong).Text, in.UnitName(wrong)),
			Expected: own,
		})
	}
}

// nothingWords stand in amount cells for nothing.
var nothingWords = []string{"无", "/", "／", "不涉及"}

// amountCells: what stands in a cell for amounts is an amount.
func amountCells(in *check.Inspection) {
	for t := range in.Tables {
		table := &in.Tables[t]
		places := fineThroughout(in, table)
		for p := range table.Panels {
			panel := &table.Panels[p]
			for l := range panel.Lines {
				line := &panel.Lines[l]
				for k := range line.Cells {
					if k >= len(panel.Columns) {
						break
					}
					c := &line.Cells[k].Printed
					if line.Cells[k].Counts && c.Mark != money.Words {
						continue
					}
					if c.Mark == money.Blank || c.Mark == money.Number && c.Value.Coef >= 0 && c.Value.Scale <= places {
						continue
					}
					if !titleOf(panel, panel.Columns[k], c.Text) {
						amountCell(in, table, line, c, in.CellVar(t, p, l, k))
					}
				}
			}
			in.Pass(len(panel.Lines) * len(panel.Columns))
		}
	}
}

// fineThroughout is how many decimals a table's amounts may have: two, or as many as
// most of them have, which is a way of printing that is told once and no slip.
func fineThroughout(in *check.Inspection, t *budget.Table) uint8 {
	amounts, fine, most := 0, 0, uint8(2)
	var first *place.Ref
	for p := range t.Panels {
		for l := range t.Panels[p].Lines {
			cells := t.Panels[p].Lines[l].Cells
			for k := range cells {
				if c := &cells[k]; c.Printed.Mark == money.Number && !c.Counts && !c.Printed.Value.IsZero() {
					amounts++
					if s := c.Printed.Value.Scale; s > 2 {
						fine, most = fine+1, max(most, s)
						if first == nil {
							first = &c.Ref
						}
					}
				}
			}
		}
	}
	if fine < 4 || 2*fine <= amounts {
		return 2
	}
	in.Fail(check.Fault{At: *first, Severity: diag.Note, Message: fmt.Sprintf("%s的金额小数多到%d位，一般为两位", t.Title, most)})
	return most
}

// titleOf reports whether a text is the title of a column: a form may set its
// lowest titles in the row of the first line, which then has no amount there.
func titleOf(p *budget.Panel, column, text string) bool {
	return anyItem(p.Heads, func(h *budget.Head) bool { return h.Key == column && h.Title == strings.TrimSpace(text) })
}

func amountCell(in *check.Inspection, t *budget.Table, l *budget.Line, c *money.Printed, v check.Var) {
	label := in.Label(v)
	switch {
	case c.Mark == money.Words && slices.Contains(nothingWords, strings.TrimSpace(c.Text)):
		in.Fail(check.Fault{At: in.Ref(v), Severity: diag.Note, Message: fmt.Sprintf("%s写作“%s”，金额格里没有数时应空着或填0", label, c.Text)})
	case c.Mark == money.Words && tooNarrow(c.Text):
		in.Fail(check.Fault{At: in.Ref(v), Message: fmt.Sprintf("%s是“%s”，列太窄，金额没有显示出来；加宽这一列，重新导出再公开", label, short(c.Text))})
	case c.Mark == money.Words:
		in.Fail(check.Fault{At: in.Ref(v), Message: fmt.Sprintf("%s是“%s”，不是规范的金额", label, short(c.Text))})
	case c.Mark == money.Number && c.Value.Scale > 2:
		in.Fail(check.Fault{At: in.Ref(v), Severity: diag.Warning, Message: fmt.Sprintf("%s是%s，小数有%d位，应为两位", label, c.Text, c.Value.Scale)})
	case c.Mark == money.Number && c.Value.Coef < 0 && !strings.Contains(label, "增减") && !strings.Contains(l.Name+t.Note, "调减") && !strings.Contains(l.Name+t.Note, "冲销"):
		in.Fail(check.Fault{At: in.Ref(v), Severity: diag.Warning, Message: fmt.Sprintf("%s是负数%s，没有写明是调减或冲销", label, c.Text)})
	}
}

// tooNarrow reports whether a cell shows what programs put for a number that its
// column is too narrow for.
func tooNarrow(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && strings.Trim(s, "#＃") == ""
}

// short is a text of at most sixty characters.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

func slipWords(factor int) string {
	names := map[int]string{1: "十", 2: "百", 3: "千", 4: "万"}
	if factor > 0 {
		return "像是多了" + names[factor] + "倍，核对小数点和单位（元、万元）"
	}
	return "像是少了" + names[-factor] + "倍，核对小数点和单位（元、万元）"
}

// truncation: a table with last places off in most of its sums, or all in one
// direction by more than rounding leaves, was cut off rather than rounded.
func truncation(in *check.Inspection) {
	for _, id := range [...]string{"T02", "T03", "T05", "T06"} {
		g, ok := gridOf(in.Subject, id, "")
		if !ok || !g.complete {
			continue
		}
		c := residues{grid: g}
		c.count()
		if c.sums < 6 {
			continue
		}
		switch oneWay := c.low == 0 || c.high == 0; {
		case c.off*2 > c.sums:
			in.Fail(check.Fault{At: place.Ref{Table: id}, Message: fmt.Sprintf("%s有%d处加总，%d处有尾差，多于一半", id, c.sums, c.off)})
		case c.off > 2 && oneWay && c.low+c.high > int64(c.off):
			in.Fail(check.Fault{
				At:      place.Ref{Table: id},
				Message: fmt.Sprintf("%s有%d处加总有尾差，而且都偏向一边，像是截去小数而不是四舍五入", id, c.off),
			})
		default:
			in.Pass(1)
		}
	}
}

// residues counts how many sums of a grid are off by some last places, and by
// how many places in all: low where the total is less than its parts.
type residues struct {
	*grid
	sums, off int
	low, high int64
}

func (c *residues) count() {
	c.eachFamily(func(parent int, children []int) {
		for k := range c.panel.Columns {
			have, ok := c.amount(parent, k)
			for _, l := range children {
				v, _ := c.amount(l, k)
				have -= v
			}
			c.one(have, ok, len(children))
		}
	})
	for i := range c.form.Columns {
		total := c.column(c.form.Columns[i].Key)
		parts, ok := c.columns(c.form.Columns[i].Sum)
		if !ok || total < 0 || len(parts) == 0 {
			continue
		}
		for l := range c.panel.Lines {
			have, ok := c.amount(l, total)
			for _, k := range parts {
				v, _ := c.amount(l, k)
				have -= v
			}
			c.one(have, ok, len(parts))
		}
	}
}

// one counts a sum's residue where its total is printed; what is off by more
// than rounding is said elsewhere.
func (c *residues) one(residue int64, printed bool, parts int) {
	if !printed || abs(residue) > int64(parts+1) {
		return
	}
	c.sums++
	switch {
	case residue < 0:
		c.low -= residue
	case residue > 0:
		c.high += residue
	default:
		return
	}
	c.off++
}

// amount is a cell in last places of two decimals; false where none is printed.
func (c *residues) amount(l, k int) (int64, bool) {
	p := c.Printed(c.at(l, k))
	if p.Mark != money.Number || p.Value.Scale != 2 || p.Value.Coef == 0 {
		return 0, false
	}
	return p.Value.Coef, true
}
