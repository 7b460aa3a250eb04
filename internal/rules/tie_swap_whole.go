package rules

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// Two columns, or two lines, of which the amounts were put in each other's place break all
// that either ties to. What repeats their cells elsewhere tells: it has the other's amount.

// swapProof counts what tells that two columns, or two lines, stand in each other's place:
// what repeats the one has the other's amount, and the other way round. What repeats one
// alone may be the same by chance, unless it does so with several amounts.
type swapProof struct {
	first, second bool
	amounts       []int64
}

// leastForSwap is how many amounts must be repeated where one of the two alone is.
const leastForSwap = 2

func (p *swapProof) add(g *grid, v, w check.Var, ofV, ofW int) {
	p.first, p.second = p.first || ofV > 0, p.second || ofW > 0
	for _, x := range []struct {
		agree int
		other check.Var
	}{{ofV, w}, {ofW, v}} {
		if amount, _ := worth(g.Subject, x.other); x.agree > 0 && !slices.Contains(p.amounts, amount) {
			p.amounts = append(p.amounts, amount)
		}
	}
}

func (p *swapProof) stands() bool {
	return p.first && p.second || len(p.amounts) >= leastForSwap
}

// wholeSwaps looks for two columns of a table that stand in each other's place, and for two
// lines.
func wholeSwaps(in *check.Inspection) {
	for _, t := range swappedTables {
		if g, ok := gridOf(in.Subject, t[0], t[1]); ok && slices.Contains(g.contradictedLines(), true) {
			g.columnSwap(in)
		}
	}
	for _, t := range swappedTables {
		if g, ok := gridOf(in.Subject, t[0], t[1]); ok {
			g.lineSwap(in)
		}
	}
	if g, ok := gridOf(in.Subject, "T10", ""); ok {
		g.yearSwap(in)
	}
}

// columnSwap tells two columns of which every line that is repeated elsewhere is repeated
// the other way round.
func (g *grid) columnSwap(in *check.Inspection) {
	for a := range g.panel.Columns {
		for b := a + 1; b < len(g.panel.Columns); b++ {
			if addsOthers(g.panel.Columns[a]) || addsOthers(g.panel.Columns[b]) {
				continue
			}
			if first := g.swappedWhole(a, b); first >= 0 {
				g.tellColumns(in, first, a, b)
				return
			}
		}
	}
}

// swappedWhole is the first line of two columns that stand in each other's place; −1 where
// they do not.
func (g *grid) swappedWhole(a, b int) int {
	first, proof := -1, swapProof{}
	for l := range g.panel.Lines {
		va, vb := g.at(l, a), g.at(l, b)
		if !g.differ(va, vb) {
			continue
		}
		f1, c1 := g.verdictOf(l, a, vb)
		f2, c2 := g.verdictOf(l, b, va)
		if c1+c2 > 0 {
			return -1
		}
		if proof.add(g, va, vb, f1, f2); first < 0 && f1+f2 > 0 {
			first = l
		}
	}
	if !proof.stands() {
		return -1
	}
	return first
}

func (g *grid) tellColumns(in *check.Inspection, l, a, b int) {
	va, vb := g.at(l, a), g.at(l, b)
	in.Fail(check.Fault{
		At: in.Ref(va), Title: "两列的数填反了", Expected: in.Printed(vb).Text,
		Message:  fmt.Sprintf("%s的“%s”和“%s”两列填反了：别处各行的数都与对调后相同，如%s的%s", g.id, g.panel.Columns[a], g.panel.Columns[b], g.lineName(l), printed(in.Subject, va)),
		Evidence: []diag.Evidence{in.Show(va), in.Show(vb)}, Suspects: g.exchanged(in, va, vb),
	})
	for l := range g.panel.Lines {
		g.leaveOut(in, g.at(l, a), g.at(l, b))
	}
}

// exchanged are two cells, each with the other's amount.
func (g *grid) exchanged(in *check.Inspection, v, w check.Var) []diag.Suspect {
	return []diag.Suspect{{Ref: in.Ref(v), Value: in.Printed(v).Text, Suggest: in.Printed(w).Text}, {Ref: in.Ref(w), Value: in.Printed(w).Text, Suggest: in.Printed(v).Text}}
}

func (g *grid) lineName(l int) string {
	line := &g.panel.Lines[l]
	return strings.TrimSpace(line.Code + " " + line.Name)
}

// yearSwap tells the lines of the three-public table of which the budget and the account
// stand in each other's place.
func (g *grid) yearSwap(in *check.Inspection) {
	a, b := g.column("年初预算"), g.column("合计")
	if a < 0 || b < 0 {
		return
	}
	lines, sure, right := []int{}, false, false
	for l := range g.panel.Lines {
		va, vb := g.at(l, a), g.at(l, b)
		if !g.differ(va, vb) {
			continue
		}
		f1, c1 := g.verdictOf(l, a, vb)
		f2, c2 := g.verdictOf(l, b, va)
		right = right || c1+c2 > 0
		if f1+f2 > 0 && c1+c2 == 0 {
			lines, sure = append(lines, l), sure || f1 > 0 && f2 > 0
		}
	}
	if !sure {
		return
	}
	var names []string
	for _, l := range lines {
		names = append(names, g.lineName(l))
	}
	va, vb := g.at(lines[0], a), g.at(lines[0], b)
	in.Fail(check.Fault{
		At: in.Ref(va), Title: "两个数填反了", Expected: in.Printed(vb).Text, Message: fmt.Sprintf("%s的“%s”，预算数和决算数填反了，文字里写的与对调后相同", g.id, strings.Join(names, "”“")),
		Evidence: []diag.Evidence{in.Show(va), in.Show(vb)}, Suspects: g.exchanged(in, va, vb),
	})
	for l := range g.panel.Lines {
		if slices.Contains(lines, l) || len(lines) >= leastForSwap && !right { // the columns as a whole
			g.leaveOut(in, g.at(l, a), g.at(l, b))
		}
	}
}

// leaveOut takes two cells that differ out of what is weighed.
func (g *grid) leaveOut(in *check.Inspection, v, w check.Var) {
	if g.differ(v, w) {
		in.LeaveOut(v)
		in.LeaveOut(w)
	}
}
