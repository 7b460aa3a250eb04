package rules

import (
	"fmt"
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// A column of amounts pasted a line too high or too low puts every amount beside
// another subject. All that the table should tie to breaks; it is one fault.

// shiftedColumns are the amounts that tables of subjects share.
var shiftedColumns = [...]string{"合计", "基本支出", "项目支出"}

// leastShifted is how many lines must have the amounts of another subject, in the
// order of the other table.
const leastShifted = 5

// shiftedRows looks for a table whose amounts stand beside other subjects than in
// another table. What the lines hold is then not weighed against anything.
func shiftedRows(in *check.Inspection) {
	wholeSwaps(in)
	swappedColumns(in)
	for _, pair := range [...][2]string{{"T05", "T03"}, {"T03", "T05"}, {"T02", "T03"}, {"T08", "T03"}} {
		a, ok := gridOf(in.Subject, pair[0], "")
		b, also := gridOf(in.Subject, pair[1], "")
		if !ok || !also {
			continue
		}
		s := shiftOf(a, b)
		if s == nil || addsUpBy(b) < addsUpBy(a) {
			in.Pass(1)
			continue
		}
		s.tell(in, a, b)
	}
}

// slide is where the lines of a table have the amounts of others.
type slide struct {
	first  int // line of the first
	source int // line of the other table whose amounts it has
	lines  int
	own    int // line of the other table that the first is
}

// amountsAt are the amounts of a line in the columns that both tables have.
func amountsAt(g *grid, line int, columns []int) (out [len(shiftedColumns)]int64, some bool) {
	for k, column := range columns {
		if v, ok := worth(g.Subject, g.at(line, column)); ok {
			out[k] = v
			some = some || v != 0
		}
	}
	return out, some
}

func isCoded(l *budget.Line) bool { return l.Code != "" && !l.Total }

// shiftOf pairs the lines of a table whose amounts are not their subject's with the
// lines of the other that have those amounts, in order.
func shiftOf(a, b *grid) *slide {
	var inA, inB []int // the columns that both have
	for _, key := range shiftedColumns {
		if ka, kb := a.column(key), b.column(key); ka >= 0 && kb >= 0 {
			inA, inB = append(inA, ka), append(inB, kb)
		}
	}
	if len(inA) == 0 {
		return nil
	}
	own := map[string]int{} // code → line of b
	for l := range b.panel.Lines {
		if line := &b.panel.Lines[l]; isCoded(line) {
			own[line.Code] = l
		}
	}
	s := slide{first: -1}
	wrong, matched, next := 0, 0, 0
	for l := range a.panel.Lines {
		line := &a.panel.Lines[l]
		have, some := amountsAt(a, l, inA)
		at, known := own[line.Code]
		if !isCoded(line) || !some || !known {
			continue
		}
		if right, _ := amountsAt(b, at, inB); right == have {
			continue
		}
		wrong++
		for k := next; k < len(b.panel.Lines); k++ {
			other, _ := amountsAt(b, k, inB)
			if k == at || !isCoded(&b.panel.Lines[k]) || other != have {
				continue
			}
			if matched++; s.first < 0 {
				s.first, s.source, s.own = l, k, at
			}
			next = k + 1
			break
		}
	}
	if matched < leastShifted || matched*10 < wrong*6 {
		return nil
	}
	s.lines = wrong
	return &s
}

// addsUpBy counts the lines of a table that are the sum of those right below them.
func addsUpBy(g *grid) (n int) {
	k := slices.IndexFunc(shiftedColumns[:], func(key string) bool { return g.column(key) >= 0 })
	if k < 0 {
		return 0
	}
	col := g.column(shiftedColumns[k])
	sums := map[string]int64{}
	for l := range g.panel.Lines {
		if line := &g.panel.Lines[l]; isCoded(line) && len(line.Code) > 3 {
			v, _ := worth(g.Subject, g.at(l, col))
			sums[line.Code[:len(line.Code)-2]] += v
		}
	}
	for l := range g.panel.Lines {
		if sum, ok := sums[g.panel.Lines[l].Code]; ok {
			if v, _ := worth(g.Subject, g.at(l, col)); v == sum {
				n++
			}
		}
	}
	return n
}

// tell reports the shift at the first line, and takes all lines from there on, the
// total too, out of what is weighed.
func (s *slide) tell(in *check.Inspection, a, b *grid) {
	line, source := &a.panel.Lines[s.first], &b.panel.Lines[s.source]
	column := shiftedColumns[slices.IndexFunc(shiftedColumns[:], func(key string) bool { return a.column(key) >= 0 && b.column(key) >= 0 })]
	at, own := a.at(s.first, a.column(column)), b.at(s.own, b.column(column))
	right := in.Printed(own).Text
	if in.At("T08["+line.Code+"]."+column) != check.NoVar { // a line that the table should not have
		right = ""
	}
	in.Fail(check.Fault{
		At: in.Ref(at), Expected: right,
		Message: fmt.Sprintf("%s从“%s %s”起金额与科目错开，共%d行：这一行印的是“%s %s”的%s，%s里这一科目是%s。逐行对齐后再核对其他各处", a.id, line.Code, line.Name, s.lines, source.Code, source.Name, in.Printed(at).Text, b.id, orNothing(in.Printed(own).Text)),
		Evidence: []diag.Evidence{
			{Label: a.id + " " + line.Name, Value: in.Printed(at).Text, Ref: in.Ref(at)},
			{Label: b.id + " " + line.Name, Value: in.Printed(own).Text, Ref: in.Ref(own)},
			{Label: b.id + " " + source.Name, Value: in.Printed(b.at(s.source, b.column(column))).Text, Ref: in.Ref(b.at(s.source, b.column(column)))},
		},
		Suspects: []diag.Suspect{{Ref: in.Ref(at), Value: in.Printed(at).Text, Suggest: right}},
	})
	for l := s.first; l < len(a.panel.Lines); l++ {
		for k := range a.panel.Columns {
			in.LeaveOut(a.at(l, k))
		}
	}
}

func orNothing(s string) string {
	if s == "" {
		return "空白"
	}
	return s
}
