package rules

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// grid is one side of a table with the form that it follows.
type grid struct {
	*check.Subject
	id       string // of the table
	t, p     int
	panel    *budget.Panel
	form     *profile.Panel
	complete bool // no row was left unread

	kin      []relatives               // nil until asked
	contrary []bool                    // which lines are contradicted; nil until asked
	stated   map[check.Var][]check.Var // what sentences repeat of the document's cells; nil until asked
}

// gridOf finds a side of a table; false where the document or the form has none.
func gridOf(s *check.Subject, table, panel string) (*grid, bool) {
	for _, g := range gridsOf(s) {
		if g.id == table && g.panel.Key == panel {
			return g, true
		}
	}
	return nil, false
}

type gridsKey struct{}

// gridsOf are the sides of the document's tables that the form has too, each once.
func gridsOf(s *check.Subject) []*grid {
	return check.Kept(s, gridsKey{}, func(s *check.Subject) (out []*grid) {
		for t := range s.Tables {
			id := s.Tables[t].ID
			form := s.Profile.Table(id)
			if form == nil || s.Table(id) != &s.Tables[t] {
				continue
			}
			for p := range s.Tables[t].Panels {
				panel := &s.Tables[t].Panels[p]
				f := indexOfItem(form.Panels, func(f *profile.Panel) bool { return f.Key == panel.Key })
				if f >= 0 {
					out = append(out, &grid{Subject: s, id: id, t: t, p: p, panel: panel, form: &form.Panels[f], complete: !strayRow(s, id)})
				}
			}
		}
		return out
	})
}

// strayRow reports whether a row of a table was left unread.
func strayRow(s *check.Subject, table string) bool {
	return s.Outline != nil && anyItem(s.Outline.Stray, func(st *budget.Stray) bool { return st.Kind == "row" && st.Ref.Table == table })
}

// at is the number in a line and column, both from 0; NoVar where either is −1.
func (g *grid) at(line, column int) check.Var {
	if line < 0 || column < 0 {
		return check.NoVar
	}
	return g.CellVar(g.t, g.p, line, column)
}

// column finds a column by key; −1 where there is none.
func (g *grid) column(key string) int { return slices.Index(g.panel.Columns, key) }

// line finds a line by key; −1 where there is none.
func (g *grid) line(key string) int {
	if len(g.panel.Columns) == 0 {
		return -1
	}
	v := g.Cell(g.id, g.panel.Key, key, g.panel.Columns[0])
	if v == check.NoVar {
		return -1
	}
	return int(v-g.CellVar(g.t, g.p, 0, 0)) / len(g.panel.Columns)
}

// cell is the number under a line's and a column's key.
func (g *grid) cell(line, column string) check.Var { return g.at(g.line(line), g.column(column)) }

// rowSums demands of every line that columns add up to those that the form says
// they make. A column that was not read leaves its sum out.
func (g *grid) rowSums(r *check.Relations, keep func(*budget.Line) bool) {
	for i := range g.form.Columns {
		c := &g.form.Columns[i]
		if len(c.Sum) == 0 {
			continue
		}
		total := g.column(c.Key)
		parts, ok := g.columns(c.Sum)
		if total < 0 || !ok {
			continue
		}
		vars := make([]check.Var, len(parts))
		for l := range g.panel.Lines {
			if keep != nil && !keep(&g.panel.Lines[l]) {
				continue
			}
			for k, p := range parts {
				vars[k] = g.at(l, p)
			}
			r.Sum(g.at(l, total), vars...)
		}
	}
}

// columns are the columns of these keys; false where one was not read that every
// document has. For a group that the document does not print its members stand.
func (g *grid) columns(keys []string) ([]int, bool) {
	out := make([]int, 0, len(keys))
	for _, key := range keys {
		k := g.column(key)
		if k >= 0 {
			out = append(out, k)
			continue
		}
		i := indexOfItem(g.form.Columns, func(c *profile.Column) bool { return c.Key == key })
		if i < 0 || !g.form.Columns[i].Optional {
			return nil, false
		}
		if members, ok := g.columns(g.form.Columns[i].Sum); ok {
			out = append(out, members...)
		}
	}
	return out, len(out) > 0
}

// mayLack is the line of a key that the form says not every document has; nil
// where every document has it.
func (g *grid) mayLack(key string) *profile.Line {
	for i := range g.form.Rows {
		for j := range g.form.Rows[i].Lines {
			if l := &g.form.Rows[i].Lines[j]; l.Key == key && l.Optional {
				return l
			}
		}
	}
	return nil
}

// lineSums demands of the lines of these keys that, in every column, the lines
// and blocks that the form names add up to them.
func (g *grid) lineSums(r *check.Relations, keys ...string) {
	for i := range g.form.Rows {
		for j := range g.form.Rows[i].Lines {
			l := &g.form.Rows[i].Lines[j]
			if len(l.Sum) == 0 || !slices.Contains(keys, l.Key) {
				continue
			}
			parts, ok := g.addends(l.Sum)
			total := g.line(l.Key)
			if !ok || total < 0 || len(parts) == 0 {
				continue
			}
			g.sumDown(r, total, parts)
		}
	}
}

// sumDown demands that in every column the parts add up to the total.
func (g *grid) sumDown(r *check.Relations, total int, parts []int) {
	parts = g.once(parts)
	vars := make([]check.Var, len(parts))
	for k := range g.panel.Columns {
		for i, p := range parts {
			vars[i] = g.at(p, k)
		}
		r.Sum(g.at(total, k), vars...)
	}
}

// once are lines without those that repeat one before, cell by cell: HIE-009 tells. The key
// of such a line is not its code, which the one before has.
func (g *grid) once(lines []int) []int {
	var out []int // from the first that is left out
	for i, l := range lines {
		line := &g.panel.Lines[l]
		again := line.Key != line.Code && slices.ContainsFunc(lines[:i], func(o int) bool { return g.repeats(o, l) })
		switch {
		case again && out == nil:
			out = slices.Clone(lines[:i])
		case !again && out != nil:
			out = append(out, l)
		}
	}
	if out == nil {
		return lines
	}
	return out
}

// repeats reports whether two lines have the same code and print the same.
func (g *grid) repeats(a, b int) bool {
	x, y := &g.panel.Lines[a], &g.panel.Lines[b]
	if x.Code == "" || x.Code != y.Code || len(x.Cells) != len(y.Cells) {
		return false
	}
	for k := range x.Cells {
		if x.Cells[k].Printed.Text != y.Cells[k].Printed.Text {
			return false
		}
	}
	return true
}

// addends are the lines that keys of lines and ids of blocks stand for; false
// where one of them was not read that every document has. For a line that the
// document does not print those stand that add up to it.
func (g *grid) addends(names []string) ([]int, bool) {
	var out []int
	for _, name := range names {
		if b := g.block(name); b != nil {
			lines, ok := g.linesOf(b)
			if !ok {
				return nil, false
			}
			out = append(out, lines...)
			continue
		}
		if l := g.line(name); l >= 0 {
			out = append(out, l)
			continue
		}
		absent := g.mayLack(name)
		if absent == nil {
			return nil, false
		}
		if parts, ok := g.addends(absent.Sum); ok {
			out = append(out, parts...)
		}
	}
	return out, true
}

func (g *grid) block(id string) *profile.Rows {
	for i := range g.form.Rows {
		if g.form.Rows[i].ID == id {
			return &g.form.Rows[i]
		}
	}
	return nil
}

// linesOf are the lines of a block at its highest level.
func (g *grid) linesOf(b *profile.Rows) ([]int, bool) {
	if b.From == "lines" {
		var out []int
		for i := range b.Lines {
			if l := g.line(b.Lines[i].Key); l >= 0 {
				out = append(out, l)
			} else if !b.Lines[i].Optional {
				return nil, false
			}
		}
		return out, true
	}
	if !g.complete {
		return nil, false
	}
	var out []int
	parents := g.parents()
	for l := range g.panel.Lines {
		if parents[l] == top && !g.fixed(&g.panel.Lines[l]) {
			out = append(out, l)
		}
	}
	return out, true
}

// fixed reports whether the form itself names the line.
func (g *grid) fixed(l *budget.Line) bool {
	if l.Total {
		return true
	}
	if l.Code != "" {
		return false
	}
	for i := range g.form.Rows {
		for j := range g.form.Rows[i].Lines {
			if g.form.Rows[i].Lines[j].Key == l.Key {
				return true
			}
		}
	}
	return false
}

// top is the parent of lines that stand under none.
const top = -1

// parents finds for every line the one that it is part of by its code, or, where
// lines have no codes, the last one of a higher level above it.
func (g *grid) parents() []int {
	lines := g.panel.Lines
	out := make([]int, len(lines))
	var open [8]int // the last line of each level
	for i := range open {
		open[i] = top
	}
	for i := range lines {
		out[i] = top
		l := &lines[i]
		level := levelOf(l)
		if level == 0 || level >= len(open) {
			continue
		}
		open[level] = i
		for k := level - 1; k > 0; k-- {
			if p := open[k]; p >= 0 && isUnder(l, &lines[p]) {
				out[i] = p
				break
			}
		}
		if out[i] == top && level > 1 && l.Code != "" {
			out[i] = g.farParent(i, level)
		}
	}
	return out
}

// maxSearched bounds the panels that are searched line by line.
const maxSearched = 2_000

// farParent looks for the parent of a line anywhere in the panel.
func (g *grid) farParent(i, level int) int {
	best, at := 0, top
	if len(g.panel.Lines) > maxSearched {
		return top
	}
	for k := range g.panel.Lines {
		o := &g.panel.Lines[k]
		if lv := levelOf(o); k != i && lv > best && lv < level && o.Code != "" && strings.HasPrefix(g.panel.Lines[i].Code, o.Code) {
			best, at = lv, k
		}
	}
	return at
}

func isUnder(l, parent *budget.Line) bool {
	if l.Code == "" || parent.Code == "" {
		return l.Code == "" && parent.Code == ""
	}
	return len(parent.Code) < len(l.Code) && strings.HasPrefix(l.Code, parent.Code)
}

// levelOf is 1 for 类, 2 for 款, 3 for 项, 0 for what is no subject.
func levelOf(l *budget.Line) int {
	if l.Total {
		return 0
	}
	switch len(l.Code) {
	case 0:
		return l.Level
	case 3, 5, 7:
		return (len(l.Code) - 1) / 2
	}
	return 0
}

// hierarchy demands that in every column each subject is the sum of those right
// under it.
func (g *grid) hierarchy(r *check.Relations) {
	if !g.complete {
		return
	}
	g.eachFamily(func(parent int, children []int) { g.sumDown(r, parent, children) })
}

// relatives are a line and those that it is the sum of.
type relatives struct {
	parent   int
	children []int
}

// families are the lines that others stand under, with those right under them.
func (g *grid) families() []relatives {
	if g.kin == nil {
		g.kin = familiesOf(g.parents())
	}
	return g.kin
}

func familiesOf(parents []int) []relatives {
	n := len(parents)
	room := make([]int, 2*n) // how many children each line has, and the children of all
	count, children := room[:n], room[n:n]
	parted := 0
	for _, p := range parents {
		if p != top {
			if count[p] == 0 {
				parted++
			}
			count[p]++
		}
	}
	out := make([]relatives, 0, parted)
	at := make([]int, n) // parent → its family
	for p, many := range count {
		if many > 0 {
			from := len(children)
			children = children[:from+many]
			at[p] = len(out)
			out = append(out, relatives{p, children[from:from:len(children)]})
		}
	}
	for c, p := range parents {
		if p != top {
			out[at[p]].children = append(out[at[p]].children, c)
		}
	}
	return out
}

// eachFamily calls yield for every line that others stand under.
func (g *grid) eachFamily(yield func(parent int, children []int)) {
	for _, f := range g.families() {
		yield(f.parent, f.children)
	}
}

// withCode are the numbers of a column in the lines of a code. Where the table has
// no 合计 they are those of its two kinds of costs that are not nothing.
func (g *grid) withCode(code, column string) []check.Var {
	k := g.column(column)
	if k < 0 && column == "合计" && g.id == "T06" {
		var out []check.Var
		for _, kind := range [...]string{"人员经费", "公用经费"} {
			out = append(out, g.withCode(code, kind)...)
		}
		if some := slices.DeleteFunc(slices.Clone(out), func(v check.Var) bool { return none(g.Subject, v) }); len(some) > 0 {
			return some
		}
		return out[:min(1, len(out))]
	}
	var out []check.Var
	for l := range g.panel.Lines {
		if g.panel.Lines[l].Code == code && k >= 0 {
			out = append(out, g.at(l, k))
		}
	}
	return out
}

// total is a column of the lines that the form says make the total: the total's
// own line where it was read, else the lines that would make it.
func (g *grid) total(key, block, column string) []check.Var {
	k := g.column(column)
	if k < 0 {
		return nil
	}
	if l := g.line(key); l >= 0 {
		return []check.Var{g.at(l, k)}
	}
	b := g.block(block)
	if b == nil {
		return nil
	}
	lines, ok := g.linesOf(b)
	if !ok {
		return nil
	}
	var out []check.Var
	for _, l := range lines {
		out = append(out, g.at(l, k))
	}
	return out
}

// none reports whether a number counts as nothing: missing, blank, a dash, zero.
func none(s *check.Subject, v check.Var) bool {
	if v == check.NoVar {
		return true
	}
	p := s.Printed(v)
	return p.Mark != money.Words && p.Value.IsZero()
}

// worth is a printed amount in fen; false where it is no number.
func worth(s *check.Subject, v check.Var) (int64, bool) {
	if v == check.NoVar {
		return 0, false
	}
	value, mark := s.Value(v)
	if mark == money.Words {
		return 0, false
	}
	return value.Coef * lastFenOf(s.InYuan(v), value.Scale), true
}

// lastFen is one unit of the last place of a number with so many decimals, in fen.
func lastFen(unit string, decimals uint8) int64 { return lastFenOf(unit == "元", decimals) }

func lastFenOf(yuan bool, decimals uint8) int64 {
	at := int(decimals)
	if yuan {
		at += 4
	}
	if at >= len(fenInWan) {
		return 0
	}
	return fenInWan[at]
}

// fenInWan are the fen in 万元, and in each decimal place of it.
var fenInWan = [...]int64{1_000_000, 100_000, 10_000, 1_000, 100, 10, 1}

// worthOf adds up printed amounts.
func worthOf(s *check.Subject, list ...check.Var) (sum int64) {
	for _, v := range list {
		f, _ := worth(s, v)
		sum += f
	}
	return sum
}
