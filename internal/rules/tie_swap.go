package rules

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// Amounts of a line that stand in each other's column, or in the one beside their own,
// break both columns by the same amount, one way and the other. It is one fault.

// swappedTables are the tables and panels that are looked through.
var swappedTables = [...][2]string{{"T01", "spending"}, {"T02", ""}, {"T03", ""}, {"T04", "spending"}, {"T05", ""}, {"T06", ""}, {"T08", ""}}

// swappedColumns looks for lines of which two amounts stand in each other's column.
func swappedColumns(in *check.Inspection) {
	for _, t := range swappedTables {
		g, ok := gridOf(in.Subject, t[0], t[1])
		if !ok || !g.complete {
			continue
		}
		f := g.sums()
		for a := range g.panel.Columns {
			if !g.broken(f, a) {
				continue
			}
			for b := a + 1; b < len(g.panel.Columns); b++ {
				if addsOthers(g.panel.Columns[a]) || addsOthers(g.panel.Columns[b]) {
					continue
				}
				if l := g.swapped(f, a, b); l >= 0 {
					g.tellSwap(in, l, a, b)
				}
			}
		}
	}
}

// addsOthers reports whether a column is the sum of others.
func addsOthers(key string) bool {
	return strings.Contains(key, "合计") || strings.Contains(key, "小计")
}

// sums are the lines of a table with those right under them, and its totals with the
// lines of the highest level.
func (g *grid) sums() []relatives {
	out := slices.Clip(g.families())
	var highest []int
	for l := range g.panel.Lines {
		if line := &g.panel.Lines[l]; isCoded(line) && len(line.Code) == 3 {
			highest = append(highest, l)
		}
	}
	for l := range g.panel.Lines {
		if g.panel.Lines[l].Total && len(highest) > 0 && !anyItem(out, func(f *relatives) bool { return f.parent == l }) {
			out = append(out, relatives{l, highest})
		}
	}
	return out
}

// excess is by how much a parent's amount in a column is more than those of its children,
// and what rounding allows.
func (g *grid) excess(f *relatives, column int) (excess, slack int64) {
	excess, _ = worth(g.Subject, g.at(f.parent, column))
	slack = lastPlace(g.Subject, g.at(f.parent, column)) * int64(len(f.children)+1)
	for _, c := range f.children {
		v, _ := worth(g.Subject, g.at(c, column))
		excess -= v
	}
	return excess, slack
}

// broken reports whether some parent's amount in a column is not the sum of its children's:
// what stands in another column breaks both.
func (g *grid) broken(families []relatives, column int) bool {
	return anyItem(families, func(f *relatives) bool { return g.breaks(f, column) })
}

// breaks reports whether a parent's amount in a column is not the sum of its children's.
func (g *grid) breaks(f *relatives, column int) bool {
	excess, slack := g.excess(f, column)
	return abs(excess) > slack
}

// swapped finds the one line that makes the table right in two columns where its amounts
// in them change places; −1 where none, or several do.
func (g *grid) swapped(families []relatives, a, b int) int {
	out := -1
	for l := range g.panel.Lines {
		if !g.rightWhenSwapped(families, l, a, b) {
			continue
		}
		if out >= 0 {
			return -1
		}
		out = l
	}
	return out
}

func (g *grid) rightWhenSwapped(families []relatives, l, a, b int) bool {
	va, oka := worth(g.Subject, g.at(l, a))
	vb, okb := worth(g.Subject, g.at(l, b))
	if !oka || !okb || va == vb {
		return false
	}
	mended := false
	for i := range families {
		f := &families[i]
		gain := vb - va // of column a
		switch {
		case f.parent == l:
		case slices.Contains(f.children, l):
			gain = -gain
		default:
			continue
		}
		ea, sa := g.excess(f, a)
		eb, sb := g.excess(f, b)
		if abs(ea+gain) > sa || abs(eb-gain) > sb {
			return false
		}
		mended = mended || abs(ea) > sa && abs(eb) > sb
	}
	return mended
}

// tellSwap reports a line of which two amounts stand in each other's column, and takes
// them out of what is weighed.
func (g *grid) tellSwap(in *check.Inspection, l, a, b int) {
	va, vb := g.at(l, a), g.at(l, b)
	line := &g.panel.Lines[l]
	name := strings.TrimSpace(line.Code + " " + line.Name)
	at, right := va, in.Printed(vb).Text
	if none(in.Subject, va) {
		at, right = vb, in.Printed(va).Text
	}
	in.Fail(check.Fault{
		At: in.Ref(at), Expected: right, Title: "金额错列",
		Message: fmt.Sprintf("%s的“%s”印的是%s，“%s”印的是%s，两个数填反了列：应分别是%s、%s", name,
			g.panel.Columns[a], orNothing(in.Printed(va).Text), g.panel.Columns[b], orNothing(in.Printed(vb).Text), orNothing(in.Printed(vb).Text), orNothing(in.Printed(va).Text)),
		Evidence: []diag.Evidence{in.Show(va), in.Show(vb)},
		Suspects: []diag.Suspect{{Ref: in.Ref(va), Value: in.Printed(va).Text, Suggest: in.Printed(vb).Text}, {Ref: in.Ref(vb), Value: in.Printed(vb).Text, Suggest: in.Printed(va).Text}},
	})
	in.LeaveOut(va)
	in.LeaveOut(vb)
}
