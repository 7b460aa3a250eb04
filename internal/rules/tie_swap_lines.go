package rules

import (
	"fmt"
	"slices"

	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// mostSuspectLines bounds the lines that are paired.
const mostSuspectLines = 24

// lineSwap tells two lines of one level of which the amounts stand in each other's place:
// all that repeats either has the other's, and their sums come right.
func (g *grid) lineSwap(in *check.Inspection) {
	families := g.sums()
	if g.complete && g.anyBroken(families) && g.neighbourSwap(in, families) {
		return
	}
	suspects := g.suspectLines(families)
	if len(suspects) == 0 || len(suspects) > mostSuspectLines {
		return
	}
	found := [][2]int{}
	for _, x := range suspects {
		for y := range g.panel.Lines {
			if y == x || y < x && slices.Contains(suspects, y) || !g.pairable(x, y) || !g.swapExplains(families, x, y) {
				continue
			}
			found = append(found, [2]int{x, y})
		}
	}
	if len(found) == 1 && !g.outvoted(found[0][0], found[0][1]) {
		g.tellLines(in, found[0][0], found[0][1])
	}
}

// suspectLines are the lines without lines under them that something elsewhere contradicts,
// or of which the sum above is wrong.
func (g *grid) suspectLines(families []relatives) (out []int) {
	parents, wrong := map[int]bool{}, map[int]bool{}
	for i := range families {
		f := &families[i]
		parents[f.parent] = true
		if g.sumBroken(f) {
			for _, l := range f.children {
				wrong[l] = true
			}
		}
	}
	for l := range g.panel.Lines {
		if isCoded(&g.panel.Lines[l]) && !parents[l] && (wrong[l] || g.contradictedLines()[l]) {
			out = append(out, l)
		}
	}
	return out
}

// sumBroken reports whether some column of a parent is not the sum of its children's.
func (g *grid) sumBroken(f *relatives) bool {
	for k := range g.panel.Columns {
		if g.breaks(f, k) {
			return true
		}
	}
	return false
}

// pairable reports whether two lines are of one level and neither has lines under it.
func (g *grid) pairable(x, y int) bool {
	a, b := &g.panel.Lines[x], &g.panel.Lines[y]
	return isCoded(a) && isCoded(b) && len(a.Code) == len(b.Code) && len(a.Code) > 3
}

// swapExplains reports whether two lines' amounts in each other's place explain all that
// either is in: each is repeated with the other's amounts, or added up with them.
func (g *grid) swapExplains(families []relatives, x, y int) bool {
	proof, sums := swapProof{}, false
	for k := range g.panel.Columns {
		vx, vy := g.at(x, k), g.at(y, k)
		if !g.differ(vx, vy) {
			continue
		}
		f1, c1 := g.verdictOf(x, k, vy)
		f2, c2 := g.verdictOf(y, k, vx)
		mended, broken := g.sumsWhenSwapped(families, x, y, k)
		if c1+c2 > 0 || broken {
			return false
		}
		proof.add(g, vx, vy, f1, f2)
		sums = sums || mended
	}
	return sums || proof.stands() || len(proof.amounts) > 0 && g.id == "T06" // of which little is repeated
}

// sumsWhenSwapped tells what the sums of two lines in different sums come to when their
// amounts in a column change places.
func (g *grid) sumsWhenSwapped(families []relatives, x, y, k int) (mended, broken bool) {
	a, _ := worth(g.Subject, g.at(x, k))
	b, _ := worth(g.Subject, g.at(y, k))
	for i := range families {
		f := &families[i]
		hasX, hasY := slices.Contains(f.children, x), slices.Contains(f.children, y)
		if hasX == hasY {
			continue
		}
		gain := a - b // of the parent's excess
		if hasY {
			gain = -gain
		}
		excess, slack := g.excess(f, k)
		broken = broken || abs(excess+gain) > slack
		mended = mended || abs(excess) > slack
	}
	return mended && !broken, broken
}

func (g *grid) tellLines(in *check.Inspection, x, y int) {
	k := slices.IndexFunc(g.panel.Columns, func(key string) bool {
		c := g.column(key)
		return g.differ(g.at(x, c), g.at(y, c))
	})
	vx, vy := g.at(x, k), g.at(y, k)
	in.Fail(check.Fault{
		At: in.Ref(vx), Title: "两行的数填反了", Expected: in.Printed(vy).Text,
		Message:  fmt.Sprintf("%s的“%s”和“%s”两行的数填反了：对调后与别处相同，也加得上", g.id, g.lineName(x), g.lineName(y)),
		Evidence: []diag.Evidence{in.Show(vx), in.Show(vy)}, Suspects: g.exchanged(in, vx, vy),
	})
	for k := range g.panel.Columns {
		g.leaveOut(in, g.at(x, k), g.at(y, k))
	}
}
