package rules

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// tree makes the rule of a panel's total and the hierarchy under it.
func tree(table, panel, total string) func(*check.Relations) {
	return func(r *check.Relations) {
		if g, ok := gridOf(r.Subject, table, panel); ok {
			g.lineSums(r, total)
			g.hierarchy(r)
		}
	}
}

// panels of tables by subject codes.
var codedPanels = [...][2]string{{"T02", ""}, {"T03", ""}, {"T05", ""}, {"T07", ""}, {"T08", ""}, {"T09", "income"}, {"T09", "spending"}}

// economicPanel lists the economic subjects.
var economicPanel = [2]string{"T06", ""}

// functionPanels list the functional subjects alone.
var functionPanels = [...][2]string{{"T02", ""}, {"T03", ""}, {"T05", ""}, {"T08", ""}, {"T09", "spending"}}

// onlyChild: a subject with a single one under it is that one.
func onlyChild(r *check.Relations) {
	for _, at := range functionPanels {
		g, ok := gridOf(r.Subject, at[0], at[1])
		if !ok || !g.complete {
			continue
		}
		g.eachFamily(func(parent int, children []int) {
			if len(children) != 1 {
				return
			}
			for k := range g.panel.Columns {
				r.Same(g.at(parent, k), g.at(children[0], k))
			}
		})
	}
}

// lineRef is the place of a line of the grid.
func (g *grid) lineRef(l int) place.Ref {
	line := &g.panel.Lines[l]
	r := line.Ref
	r.Table, r.Row = g.id, line.Key
	if line.Code != "" {
		r.Row = line.Code
	}
	r.Text = strings.TrimSpace(line.Code + " " + line.Name)
	return r
}

// orphans: every subject has the ones above it in the same panel.
func orphans(in *check.Inspection) {
	for _, at := range functionPanels {
		g, ok := gridOf(in.Subject, at[0], at[1])
		if !ok || !g.complete {
			continue
		}
		codes, lacking := map[string]bool{}, map[string][]int{}
		var missing []string
		classes, divisions := false, false
		for i := range g.panel.Lines {
			c := g.panel.Lines[i].Code
			codes[c] = true
			classes, divisions = classes || len(c) == 3, divisions || len(c) == 5
		}
		for i := range g.panel.Lines {
			c := g.panel.Lines[i].Code
			up := ""
			switch {
			case len(c) == 7 && divisions:
				up = c[:5]
			case (len(c) == 7 || len(c) == 5) && classes:
				up = c[:3]
			default:
				continue
			}
			if codes[up] {
				in.Pass(1)
				continue
			}
			if lacking[up] == nil {
				missing = append(missing, up)
			}
			lacking[up] = append(lacking[up], i)
		}
		for _, up := range missing {
			g.tellOrphans(in, up, lacking[up])
		}
	}
}

// tellOrphans tells once of a subject that has no line above those of its lines.
func (g *grid) tellOrphans(in *check.Inspection, up string, lines []int) {
	first := &g.panel.Lines[lines[0]]
	more := ""
	if len(lines) > 1 {
		more = fmt.Sprintf("等%d行", len(lines))
	}
	f := check.Fault{
		At:       g.lineRef(lines[0]),
		Message:  fmt.Sprintf("%s有%s%s%s，没有它的上级科目%s这一行", g.id, first.Code, first.Name, more, up),
		Expected: up,
	}
	for _, i := range lines {
		r := g.lineRef(i)
		f.Evidence = append(f.Evidence, diag.Evidence{Label: g.id, Value: r.Text, Ref: r})
	}
	in.Fail(f)
}

// detail: functions are shown to the item, economics to the division.
func detail(in *check.Inspection) {
	secret := false
	for _, at := range [...][2]string{{"T02", ""}, {"T03", ""}, {"T05", ""}, {"T06", ""}} {
		g, ok := gridOf(in.Subject, at[0], at[1])
		if !ok || !g.complete {
			continue
		}
		level := 2
		if at[0] == "T06" {
			level = 1
		}
		if at[0] == "T02" && !slices.ContainsFunc(g.panel.Lines, func(l budget.Line) bool { return len(l.Code) == 7 }) {
			continue // what comes in need not be shown to the item
		}
		has := make([]bool, len(g.panel.Lines))
		for _, p := range g.parents() {
			if p >= 0 {
				has[p] = true
			}
		}
		for i := range g.panel.Lines {
			l := &g.panel.Lines[i]
			if levelOf(l) != level || at[0] == "T06" && l.Code == "" || g.stands(i) {
				continue // a line that stands twice is another fault
			}
			if has[i] || g.blankLine(i) {
				in.Pass(1)
				continue
			}
			if secret = secret || mentions(in.Subject, "涉密"); secret {
				continue
			}
			in.Fail(check.Fault{At: g.lineRef(i), Message: fmt.Sprintf("%s的%s%s下面没有列出%s级科目", g.id, l.Code, l.Name, [...]string{"", "款", "项"}[level])})
		}
	}
}

// stands reports whether the code of a line stands in the line above or below it too.
func (g *grid) stands(l int) bool {
	lines := g.panel.Lines
	return l > 0 && lines[l-1].Code == lines[l].Code || l+1 < len(lines) && lines[l+1].Code == lines[l].Code
}

// blankLine reports whether no cell of a line holds an amount.
func (g *grid) blankLine(l int) bool {
	for k := range g.panel.Columns {
		if !none(g.Subject, g.at(l, k)) {
			return false
		}
	}
	return true
}

// mentions reports whether the sections say a word.
func mentions(s *check.Subject, words ...string) bool {
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			if holdsAny(s.Sections[i].Paragraphs[j].Text, words) {
				return true
			}
		}
	}
	return false
}

// twice: no code stands twice in a panel.
func twice(in *check.Inspection) {
	for _, at := range append(codedPanels[:len(codedPanels):len(codedPanels)], economicPanel) {
		g, ok := gridOf(in.Subject, at[0], at[1])
		if !ok {
			continue
		}
		seen := make(map[string]int, len(g.panel.Lines))
		for i := range g.panel.Lines {
			c := g.panel.Lines[i].Code
			if c == "" {
				continue
			}
			first, again := seen[c]
			if !again {
				seen[c] = i
				in.Pass(1)
				continue
			}
			if g.apart(first, i) {
				continue
			}
			in.Fail(check.Fault{At: g.lineRef(i), Message: fmt.Sprintf("%s里%s%s出现了不止一次", g.id, c, g.panel.Lines[i].Name)})
		}
	}
}

// apart reports whether two lines of one code show different sources of money: no column
// has an amount in both but the total's. An economic subject has a line for each of the
// government's that it maps to, and stands twice where all of a line is the other's.
func (g *grid) apart(a, b int) bool {
	if g.id == "T06" {
		return !g.alike(a, b)
	}
	if g.id != "T02" {
		return false
	}
	for k, name := range g.panel.Columns {
		if name != "合计" && !none(g.Subject, g.at(a, k)) && !none(g.Subject, g.at(b, k)) {
			return false
		}
	}
	return !g.blankLine(a) && !g.blankLine(b)
}

// alike reports whether two lines have the same names and the same amounts, and some.
func (g *grid) alike(a, b int) bool {
	x, y := &g.panel.Lines[a], &g.panel.Lines[b]
	for k := range g.panel.Columns {
		if g.differ(g.at(a, k), g.at(b, k)) {
			return false
		}
	}
	return x.Name == y.Name && x.Second == y.Second && !g.blankLine(a)
}

// codeShapes: codes have the lengths of their levels and families stand together.
func codeShapes(in *check.Inspection) {
	for _, at := range codedPanels {
		g, ok := gridOf(in.Subject, at[0], at[1])
		if !ok {
			continue
		}
		income := at[0] == "T07" || at[1] == "income"
		var runs []codeRun
		for i := range g.panel.Lines {
			l := &g.panel.Lines[i]
			if l.Code == "" || l.Total {
				continue
			}
			if !goodLength(l.Code, income) {
				in.Fail(check.Fault{At: g.lineRef(i), Message: fmt.Sprintf("%s里%s的科目编码“%s”是%d位，应为3、5、7位", g.id, l.Name, short(l.Code), len([]rune(l.Code)))})
				continue
			}
			in.Pass(1)
			if k := len(runs) - 1; k < 0 || runs[k].class != l.Code[:3] {
				runs = append(runs, codeRun{class: l.Code[:3]})
			}
			k := len(runs) - 1
			runs[k].lines = append(runs[k].lines, i)
		}
		for _, i := range strayed(runs) {
			l, at := &g.panel.Lines[i], g.lineRef(i)
			if len(l.Code) <= 3 {
				continue
			}
			in.Fail(check.Fault{
				At: at, Message: fmt.Sprintf("%s里%s%s没有和它的上级科目%s列在一起", g.id, l.Code, l.Name, l.Code[:3]),
				Suspects: []diag.Suspect{{Ref: at, Value: l.Code}},
			})
		}
	}
}

// codeRun is lines of one class that stand together.
type codeRun struct {
	class string
	lines []int
}

// strayed are the first lines of runs that stand apart from others of their class. A run
// within another class strayed there, and does not part that class.
func strayed(runs []codeRun) (out []int) {
	of := map[string]int{} // runs of each class
	for k := range runs {
		of[runs[k].class]++
	}
	for k := 1; k+1 < len(runs); k++ {
		if runs[k-1].class != runs[k+1].class || of[runs[k].class] < 2 || len(runs[k].lines) > len(runs[k-1].lines)+len(runs[k+1].lines) {
			continue
		}
		out = append(out, runs[k].lines[0])
		of[runs[k].class]--
		of[runs[k-1].class]--
		joined := codeRun{runs[k-1].class, slices.Concat(runs[k-1].lines, runs[k+1].lines)}
		runs = slices.Concat(runs[:k-1], []codeRun{joined}, runs[k+2:])
		k--
	}
	clear(of)
	for k := range runs {
		if of[runs[k].class]++; of[runs[k].class] > 1 {
			out = append(out, runs[k].lines[0])
		}
	}
	return out
}

func goodLength(code string, income bool) bool {
	if strings.Trim(code, "0123456789") != "" {
		return false
	}
	switch len(code) {
	case 3, 5, 7:
		return true
	case 9:
		return income
	}
	return false
}

// ascending: subjects stand in order of their codes.
func ascending(in *check.Inspection) {
	for _, at := range codedPanels {
		g, ok := gridOf(in.Subject, at[0], at[1])
		if !ok {
			continue
		}
		var before *budget.Line
		for i := range g.panel.Lines {
			l := &g.panel.Lines[i]
			if l.Code == "" || l.Total {
				continue
			}
			if before != nil && l.Code < before.Code {
				in.Fail(check.Fault{At: g.lineRef(i), Message: fmt.Sprintf("%s里%s%s排在%s之后，没有按编码排列", g.id, l.Code, l.Name, before.Code)})
				break
			}
			before = l
			in.Pass(1)
		}
	}
}
