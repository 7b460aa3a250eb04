package compare

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// initial are the columns of a final account that repeat the budget; total those
// of a budget that they repeat.
var (
	initial = []string{"年初预算", "年初预算数", "预算数"}
	total   = []string{"合计", "本年预算", "金额", "小计"}
)

// budgetAndFinal compares what a final account says the budget was (年初预算) with
// the budget itself: in its tables and in its lists of items.
func (c *comparer) budgetAndFinal() {
	c.Pairing = "一份是预算，一份是决算：只对照决算里的年初预算数与预算公开的数，决算数与预算数的差额、文字、项目和检查结果不比"
	x := finalPairs{c: c, budget: c.a, final: c.b}
	if c.b.Kind == "budget" {
		x.budget, x.final, x.swapped = c.b, c.a, true
	}
	x.tables()
	x.claims()
	if x.n == 0 {
		c.Pairing += "；没有找到可以对照的年初预算数"
	}
}

type finalPairs struct {
	c             *comparer
	budget, final *budget.Disclosure
	swapped       bool
	n             int // pairs found
}

func (x *finalPairs) tables() {
	for i := range x.final.Tables {
		t := &x.final.Tables[i]
		from := x.budget.Table(t.ID)
		if from == nil {
			continue
		}
		for p := range t.Panels {
			panel := &t.Panels[p]
			for k, column := range panel.Columns {
				if !slices.Contains(initial, column) {
					continue
				}
				for l := range panel.Lines {
					line := &panel.Lines[l]
					if was := totalOf(from, line.Key); was != nil && k < len(line.Cells) {
						x.pair(amount{was.Printed, from.MoneyUnit}, amountOf(&line.Cells[k], t), was, &line.Cells[k], t, label(line)+" · 年初预算", address(t, line.Key, column))
					}
				}
			}
		}
	}
}

// totalOf is a budget's amount of a line, whatever its column is called.
func totalOf(t *budget.Table, row string) *budget.Cell {
	for i := range t.Panels {
		for _, column := range total {
			if cell := t.Panels[i].Cell(row, column); cell != nil {
				return cell
			}
		}
	}
	return nil
}

// claims pairs what the sentences of the final account say the budget was.
func (x *finalPairs) claims() {
	for s := range x.final.Sections {
		for p := range x.final.Sections[s].Paragraphs {
			para := &x.final.Sections[s].Paragraphs[p]
			for k := range para.Claims {
				claim := &para.Claims[k]
				if !strings.HasSuffix(claim.Slot, ".budget") || claim.Cell == "" {
					continue
				}
				id, rest, _ := strings.Cut(claim.Cell, "[")
				row, _, _ := strings.Cut(rest, "]")
				t := x.budget.Table(id)
				if t == nil {
					continue
				}
				said, err := money.ParsePrinted(claim.Text)
				was := totalOf(t, row)
				if err != nil || was == nil {
					continue
				}
				unit := t.MoneyUnit
				if from := x.final.Table(id); from != nil {
					unit = from.MoneyUnit
				}
				cell := &budget.Cell{Printed: said, Ref: claim.Ref}
				x.pair(amount{was.Printed, t.MoneyUnit}, amount{said, unit}, was, cell, t, row+" · 文字里的年初预算", claim.Cell)
			}
		}
	}
}

func (x *finalPairs) pair(was, said amount, from, in *budget.Cell, t *budget.Table, name, at string) {
	x.n++
	if sameAmount(was, said) {
		return
	}
	a, b, ca, cb := was, said, from, in
	if x.swapped {
		a, b, ca, cb = said, was, in, from
	}
	ch := Change{
		Part: InTable, Kind: Changed, Group: heading(t), Place: at, Name: name,
		A: a.printed.Text, B: b.printed.Text, UnitA: a.unit.String(), UnitB: b.unit.String(), RefA: ca.Ref, RefB: cb.Ref,
	}
	ch.Difference, ch.Unit = difference(a, b)
	x.c.add(ch)
}
