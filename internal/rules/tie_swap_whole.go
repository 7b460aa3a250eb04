package rules

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/profile"
)

// Two columns, or two lines, of which the amounts were put in each other's place break all
// that either ties to. What repeats their cells elsewhere tells: it has the other's amount.

// witnesses are the cells and claims that repeat cells, by the address of the cell.
type witnesses map[string][]check.Var

type witnessKey struct{}

// repeatedBy are the columns of other tables that repeat a column, line by line of one code,
// and the cells that repeat a cell of a total.
var repeatedBy = map[string][]string{
	"T02[].合计": {"T03[].合计"}, "T02[].财政拨款收入": {"T05[].合计"},
	"T03[].合计": {"T02[].合计", "T05[].合计"}, "T03[].基本支出": {"T05[].基本支出"}, "T03[].项目支出": {"T05[].项目支出"},
	"T05[].合计": {"T03[].合计", "T02[].财政拨款收入"}, "T05[].基本支出": {"T03[].基本支出"}, "T05[].项目支出": {"T03[].项目支出"},
	"T04[].一般公共预算": {"T05[].合计"}, "T04[].政府性基金预算": {"T08[].合计"}, "T04[].国有资本经营预算": {"T09[].合计"},
	"T02[合计].财政拨款收入": {"T04[本年收入合计].金额"}, "T02[合计].事业收入": {"T01[事业收入].金额"}, "T02[合计].经营收入": {"T01[经营收入].金额"},
	"T02[合计].其他收入": {"T01[其他收入].金额"}, "T02[合计].上级补助收入": {"T01[上级补助收入].金额"}, "T02[合计].附属单位上缴收入": {"T01[附属单位上缴收入].金额"},
	"T03[合计].合计": {"T01[本年支出合计].合计"}, "T05[合计].合计": {"T04[本年支出合计].一般公共预算"},
	"T04[本年支出合计].一般公共预算": {"T05[合计].合计"}, "T04[本年支出合计].政府性基金预算": {"T08[合计].合计"}, "T04[本年支出合计].国有资本经营预算": {"T09[支出合计].合计"},
	"T06[30108].人员经费": {"T05[2080505].基本支出"}, "T06[30109].人员经费": {"T05[2080506].基本支出"}, "T06[30113].人员经费": {"T05[2210201].基本支出"},
	"T05[2080505].基本支出": {"T06[30108].人员经费"}, "T05[2080506].基本支出": {"T06[30109].人员经费"}, "T05[2210201].基本支出": {"T06[30113].人员经费"},
}

// claimWitnesses are the claims by the address that they repeat: of a budget the one beside
// its measure's.
func claimWitnesses(s *check.Subject) witnesses {
	return check.Kept(s, witnessKey{}, func(s *check.Subject) witnesses {
		out := witnesses{}
		eachClaim(s, func(p *budget.Paragraph, i, j, k int) {
			c := &p.Claims[k]
			if _, aspect, _ := strings.Cut(c.Slot, "."); aspect != "" && aspect != "amount" && aspect != "budget" {
				return
			}
			if v := cellOf(s, c); v != check.NoVar {
				a := s.Ref(v).Address()
				out[a] = append(out[a], s.ClaimVar(i, j, k))
			}
		})
		return out
	})
}

// witnessesOf are what repeats a cell of a grid.
func (g *grid) witnessesOf(l, column int) []check.Var {
	line, key := &g.panel.Lines[l], g.panel.Columns[column]
	out := slices.Clone(claimWitnesses(g.Subject)[profile.Address{Table: g.id, Row: line.Key, Column: key}.String()])
	look := repeatedBy[g.id+"["+line.Key+"]."+key]
	if isCoded(line) {
		look = slices.Concat(look, repeatedBy[g.id+"[]."+key])
	}
	for _, address := range look {
		if v := g.At(strings.Replace(address, "[]", "["+line.Key+"]", 1)); v != check.NoVar {
			out = append(out, v)
		}
	}
	return out
}

// verdictOf counts what repeats a cell and has the amount of another, or its own: a swap
// explains the first, and nothing the second.
func (g *grid) verdictOf(own, other check.Var, list []check.Var) (agree, contra int) {
	a, _ := worth(g.Subject, own)
	b, _ := worth(g.Subject, other)
	for _, w := range list {
		v, ok := worth(g.Subject, w)
		switch {
		case !ok || v == 0:
		case g.near(w, v, own, a):
			contra++
		case g.near(w, v, other, b):
			agree++
		}
	}
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
		if g, ok := gridOf(in.Subject, t[0], t[1]); ok {
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
		f1, c1 := g.verdictOf(va, vb, g.witnessesOf(l, a))
		f2, c2 := g.verdictOf(vb, va, g.witnessesOf(l, b))
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
		f1, c1 := g.verdictOf(va, vb, g.witnessesOf(l, a))
		f2, c2 := g.verdictOf(vb, va, g.witnessesOf(l, b))
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

// mostSuspectLines bounds the lines that are paired.
const mostSuspectLines = 24

// lineSwap tells two lines of one level of which the amounts stand in each other's place:
// all that repeats either has the other's, and their sums come right.
func (g *grid) lineSwap(in *check.Inspection) {
	families := g.families()
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
	if len(found) == 1 {
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
		if isCoded(&g.panel.Lines[l]) && !parents[l] && (wrong[l] || g.contradicted(l)) {
			out = append(out, l)
		}
	}
	return out
}

// sumBroken reports whether some column of a parent is not the sum of its children's.
func (g *grid) sumBroken(f *relatives) bool {
	for k := range g.panel.Columns {
		if excess, slack := g.excess(f, k); abs(excess) > slack {
			return true
		}
	}
	return false
}

// contradicted reports whether what repeats some amount of a line has another.
func (g *grid) contradicted(l int) bool {
	for k := range g.panel.Columns {
		own := g.at(l, k)
		a, _ := worth(g.Subject, own)
		for _, w := range g.witnessesOf(l, k) {
			if v, ok := worth(g.Subject, w); ok && v != 0 && !g.near(w, v, own, a) {
				return true
			}
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
		f1, c1 := g.verdictOf(vx, vy, g.witnessesOf(x, k))
		f2, c2 := g.verdictOf(vy, vx, g.witnessesOf(y, k))
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
