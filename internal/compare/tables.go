package compare

import (
	"cmp"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// tables compares the tables: cell by cell for documents of one kind; for a
// budget and a final account what the account says the budget was.
func (c *comparer) tables() {
	if !c.SameKind() {
		c.budgetAndFinal()
		return
	}
	for i := range c.a.Tables {
		a := &c.a.Tables[i]
		b := c.b.Table(a.ID)
		if b == nil {
			c.whole(a, Removed)
			continue
		}
		c.table(a, b)
	}
	for i := range c.b.Tables {
		if t := &c.b.Tables[i]; c.a.Table(t.ID) == nil {
			c.whole(t, Added)
		}
	}
}

// whole is a table that one document alone has.
func (c *comparer) whole(t *budget.Table, kind Kind) {
	x := Change{Part: InTable, Kind: kind, Group: heading(t), Place: t.ID, Name: "整张表"}
	if kind == Added {
		x.B, x.RefB = t.Title, t.Ref
	} else {
		x.A, x.RefA = t.Title, t.Ref
	}
	c.add(x)
}

func heading(t *budget.Table) string { return t.ID + " " + t.Title }

// sides is a table on both sides, one panel of it, one line of it.
type sides struct {
	c      *comparer
	group  string
	ta, tb *budget.Table
	pa, pb *budget.Panel
}

func (c *comparer) table(a, b *budget.Table) {
	c.text(InTable, heading(b), "标题", a.Title, b.Title, a.Ref, b.Ref)
	for i := range b.Panels {
		if a.Panel(b.Panels[i].Key) == nil {
			s := sides{c, heading(b), a, b, &budget.Panel{}, &b.Panels[i]}
			s.panel()
		}
	}
	for i := range a.Panels {
		pb := b.Panel(a.Panels[i].Key)
		if pb == nil {
			pb = &budget.Panel{}
		}
		s := sides{c, heading(b), a, b, &a.Panels[i], pb}
		s.panel()
	}
}

func (s *sides) panel() {
	rename := s.renames()
	takes := map[int]int{}
	for i := range s.pa.Lines {
		j := slices.IndexFunc(s.pb.Lines, func(l budget.Line) bool { return l.Key == s.pa.Lines[i].Key })
		if j < 0 {
			if r, ok := rename[i]; ok {
				j = r
			}
		}
		if j < 0 {
			s.line(&s.pa.Lines[i], Removed)
			continue
		}
		takes[j] = i
		s.both(&s.pa.Lines[i], &s.pb.Lines[j])
	}
	for j := range s.pb.Lines {
		if _, ok := takes[j]; !ok {
			s.line(&s.pb.Lines[j], Added)
		}
	}
}

// renames pairs lines that each side alone has: those of one name, then those of
// one level with the same amounts and something of their names in common.
func (s *sides) renames() map[int]int {
	lone := func(p, other *budget.Panel) []int {
		var out []int
		for i := range p.Lines {
			if other.Line(p.Lines[i].Key) == nil {
				out = append(out, i)
			}
		}
		return out
	}
	onlyA, onlyB := lone(s.pa, s.pb), lone(s.pb, s.pa)
	out := map[int]int{}
	for _, same := range []func(a, b *budget.Line) bool{
		func(a, b *budget.Line) bool {
			return a.Level == b.Level && s.c.meansA(bare(a.Name)) == s.c.meansB(bare(b.Name)) && s.c.meansA(a.Second) == s.c.meansB(b.Second)
		},
		func(a, b *budget.Line) bool { return a.Level == b.Level && s.sameCells(a, b) && akin(a.Name, b.Name) },
	} {
		for _, i := range onlyA {
			if _, done := out[i]; done {
				continue
			}
			for k, j := range onlyB {
				if j >= 0 && same(&s.pa.Lines[i], &s.pb.Lines[j]) {
					out[i], onlyB[k] = j, -1
					break
				}
			}
		}
	}
	return out
}

func (s *sides) sameCells(a, b *budget.Line) bool {
	some := false
	for i, column := range s.pa.Columns {
		x, y := s.cell(s.pa, a, column), s.cell(s.pb, b, column)
		if i < len(a.Cells) && !sameAmount(amountOf(x, s.ta), amountOf(y, s.tb)) {
			return false
		}
		some = some || x != nil && !amountOf(x, s.ta).nothing()
	}
	return some
}

// akin reports whether two names share at least half their characters in order.
func akin(a, b string) bool {
	x, y := []rune(plain(a)), []rune(plain(b))
	if len(x) > 200 || len(y) > 200 {
		return false
	}
	return 2*common(x, y) >= max(len(x), len(y))
}

// common is the length of the longest common subsequence.
func common(x, y []rune) int {
	row := make([]int, len(y)+1)
	for i := range x {
		diagonal := 0
		for j := range y {
			up := row[j+1]
			if x[i] == y[j] {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			diagonal = up
		}
	}
	return row[len(y)]
}

// bare is a name without its ordinal.
func bare(name string) string { return unnumbered(strings.TrimSpace(name)) }

// both compares a line that stands on both sides.
func (s *sides) both(a, b *budget.Line) {
	c := s.c
	if a.Code != b.Code || c.meansA(bare(a.Name)) != c.meansB(bare(b.Name)) || c.meansA(a.Second) != c.meansB(b.Second) {
		c.add(Change{
			Part: InTable, Kind: Renamed, Group: s.group, Place: address(s.tb, b.Key, ""), Name: "行的名称",
			A: label(a), B: label(b), RefA: a.Ref, RefB: b.Ref,
		})
	}
	for _, column := range s.columns() {
		s.compare(s.cell(s.pa, a, column), s.cell(s.pb, b, column), a, b, column)
	}
}

// columns are those of the first document and the second's own.
func (s *sides) columns() []string {
	out := slices.Clone(s.pa.Columns)
	for _, column := range s.pb.Columns {
		if !slices.Contains(out, column) {
			out = append(out, column)
		}
	}
	return out
}

func (s *sides) cell(p *budget.Panel, l *budget.Line, column string) *budget.Cell {
	k := slices.Index(p.Columns, column)
	if k < 0 || k >= len(l.Cells) {
		return nil
	}
	return &l.Cells[k]
}

func (s *sides) compare(a, b *budget.Cell, la, lb *budget.Line, column string) {
	x, y := amountOf(a, s.ta), amountOf(b, s.tb)
	if sameAmount(x, y) {
		return
	}
	ch := Change{
		Part: InTable, Kind: Changed, Group: s.group, Place: address(s.tb, lb.Key, column), Name: label(lb) + " · " + column,
		A: x.printed.Text, B: y.printed.Text, UnitA: x.unit.String(), UnitB: y.unit.String(), RefA: refOf(a, la.Ref), RefB: refOf(b, lb.Ref),
	}
	ch.Difference, ch.Unit = difference(x, y)
	if a != nil && a.Counts || b != nil && b.Counts {
		ch.Unit, ch.UnitA, ch.UnitB = "", "", ""
	}
	s.c.add(ch)
}

// line is a line that one side alone has.
func (s *sides) line(l *budget.Line, kind Kind) {
	if slices.IndexFunc(l.Cells, func(c budget.Cell) bool { return !amountOf(&c, s.ta).nothing() }) < 0 && l.Code == "" && l.Level == 0 {
		return // a fixed line of the form with nothing in it
	}
	p, t := s.pa, s.ta
	if kind == Added {
		p, t = s.pb, s.tb
	}
	var parts []string
	for k, cell := range l.Cells {
		if cell.Printed.Mark != money.Blank && k < len(p.Columns) {
			parts = append(parts, p.Columns[k]+" "+cell.Printed.Text)
		}
	}
	x := Change{Part: InTable, Kind: kind, Group: s.group, Place: address(t, l.Key, ""), Name: label(l)}
	text := cmp.Or(strings.Join(parts, "，"), "（无金额）")
	if kind == Added {
		x.B, x.RefB, x.UnitB = text, l.Ref, t.MoneyUnit.String()
	} else {
		x.A, x.RefA, x.UnitA = text, l.Ref, t.MoneyUnit.String()
	}
	s.c.add(x)
}

func amountOf(cell *budget.Cell, t *budget.Table) amount {
	if cell == nil {
		return amount{unit: t.MoneyUnit}
	}
	if cell.Counts { // which no unit of money divides
		return amount{cell.Printed, money.Yuan}
	}
	return amount{cell.Printed, t.MoneyUnit}
}

func refOf(cell *budget.Cell, line place.Ref) place.Ref {
	if cell == nil || cell.Ref.IsZero() {
		return line
	}
	return cell.Ref
}

func label(l *budget.Line) string {
	s := strings.TrimSpace(l.Code + " " + strings.TrimSpace(l.Name))
	if l.Second != "" {
		s += " ‖ " + l.Second
	}
	return s
}

func address(t *budget.Table, row, column string) string {
	return place.Ref{Table: t.ID, Row: row, Column: column}.Address()
}
