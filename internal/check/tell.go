package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// tell turns a cause into its finding: the severest rule that broke, the most
// local to the first suspect, speaks; the others stand beside it.
func (c *Catalogue) tell(s *Subject, f *finder, x fault) diag.Finding {
	suspect := NoVar
	if len(x.repairs) > 0 {
		suspect = x.repairs[0].v
	}
	order := slices.Clone(x.broken)
	slices.SortStableFunc(order, func(a, b int32) int {
		p, q := &f.relations[a], &f.relations[b]
		return cmp.Or(
			cmp.Compare(c.Rules[q.rule].Severity, c.Rules[p.rule].Severity),
			cmp.Compare(s.distance(f, p, suspect), s.distance(f, q, suspect)),
			strings.Compare(c.Rules[p.rule].ID, c.Rules[q.rule].ID),
		)
	})
	chief := &f.relations[order[0]]
	r := &c.Rules[chief.rule]
	out := diag.Finding{Rule: r.ID, Severity: r.Severity, Title: r.Title, Basis: r.Basis, Hint: r.Hint}
	for _, id := range order {
		if other := c.Rules[f.relations[id].rule].ID; other != r.ID && !slices.Contains(out.Also, other) {
			out.Also = append(out.Also, other)
		}
	}
	slices.Sort(out.Also)
	s.arithmetic(f, chief, &out)
	s.evidence(f, order, &out)
	for _, rep := range x.repairs {
		out.Suspects = append(out.Suspects, s.suspect(f, rep, x.broken))
	}
	at := suspect
	if at == NoVar {
		at = f.of(chief)[0].v
	}
	out.Ref = s.Ref(at)
	out.Row = s.row(at)
	out.Message += s.advice(f, x, chief)
	return out
}

// distance is how far a relation reaches from a number: its own row or column,
// its table, another table, a sentence or a form.
func (s *Subject) distance(f *finder, r *relation, v Var) int {
	far := 0
	if v == NoVar {
		v = f.of(r)[0].v
	}
	a := &s.numbers[v]
	line, column := true, true
	for _, t := range f.of(r) {
		b := &s.numbers[t.v]
		switch {
		case b.kind != a.kind:
			far = max(far, 3)
		case b.owner != a.owner:
			far = max(far, 2)
		default:
			line = line && b.line == a.line && b.panel == a.panel
			column = column && b.column == a.column && b.panel == a.panel
		}
	}
	if far == 0 && !line && !column {
		far = 1
	}
	return far
}

// arithmetic writes the relation, the difference and the bound of a finding, and
// begins its message with the numbers.
func (s *Subject) arithmetic(f *finder, r *relation, out *diag.Finding) {
	terms := f.of(r)
	a := terms[0].v
	out.Unit = s.UnitName(a)
	switch r.kind {
	case linear, atMost:
		s.sumWords(f, r, out)
	case same, convert:
		b := terms[1].v
		out.Relation = s.address(a) + " = " + s.address(b)
		out.Difference = s.inUnit(a, abs(s.numbers[a].mid()-s.numbers[b].mid()))
		out.Bound = "0"
		if r.kind == convert {
			out.Bound = s.inUnit(a, s.numbers[a].step/2)
		}
		unitA, unitB := s.UnitName(a), s.UnitName(b)
		if unitA == unitB {
			unitA, unitB = "", ""
		}
		out.Message = fmt.Sprintf("%s是%s%s，%s却是%s%s，相差%s%s", s.labelBeside(a, b), s.shown(a), unitA, s.labelBeside(b, a), s.shown(b), unitB, out.Difference, out.Unit)
	default:
		s.ratioWords(f, r, out)
	}
}

func (s *Subject) sumWords(f *finder, r *relation, out *diag.Finding) {
	var left, right, leftText, rightText []string
	var sum, bound, total int64
	first := f.of(r)[0].v
	for _, t := range f.of(r) {
		n := &s.numbers[t.v]
		bound += n.half()
		sum += int64(t.coef) * n.mid()
		if t.coef > 0 {
			left, leftText = append(left, s.address(t.v)), append(leftText, s.shown(t.v))
			continue
		}
		total += n.mid()
		if n.printed.Mark == money.Number && n.mid() != 0 {
			right, rightText = append(right, s.address(t.v)), append(rightText, s.shown(t.v))
		}
	}
	if len(right) == 0 {
		right, rightText = []string{"0"}, []string{"0"}
	}
	sign, words := " = ", "应等于"
	if r.kind == atMost {
		sign, words = " ≤ ", "不应大于"
	}
	out.Relation = strings.Join(left, " + ") + sign + strings.Join(right, " + ")
	out.Difference, out.Bound = s.inUnit(first, abs(sum)), s.inUnit(first, bound)
	sumText := strings.Join(rightText, "+")
	if len(rightText) > 1 {
		sumText = shorten(rightText) + "=" + s.inUnit(first, total)
	}
	out.Message = fmt.Sprintf("%s是%s，%s%s，相差%s%s，四舍五入至多差%s", s.Label(first), strings.Join(leftText, "+"), words, sumText, out.Difference, out.Unit, out.Bound)
}

// shorten shows a long sum by its ends.
func shorten(parts []string) string {
	if len(parts) > 8 {
		parts = append(append(slices.Clone(parts[:4]), fmt.Sprintf("……（共%d项）", len(parts))), parts[len(parts)-1])
	}
	return strings.Join(parts, "+")
}

func (s *Subject) ratioWords(f *finder, r *relation, out *diag.Finding) {
	terms := f.of(r)
	p, a, b := terms[0].v, terms[1].v, terms[2].v
	want := f.ratio(r, terms)
	n := &s.numbers[p]
	off := max(want.lo-n.hi, n.lo-want.hi, 0)
	lo, hi := s.percent(n, want.lo), s.percent(n, want.hi)
	rightful := lo
	if lo != hi {
		rightful = lo + "至" + hi
	}
	out.Difference, out.Bound = s.inUnit(p, off+n.half()), s.inUnit(p, n.half())
	if r.kind == share {
		out.Relation = s.address(p) + " = " + s.address(a) + " ÷ " + s.address(b)
		out.Message = fmt.Sprintf("%s印作%s%%，按%s÷%s应为%s%%", s.Label(p), n.printed.Text, s.shown(a), s.shown(b), rightful)
		return
	}
	if r.kind == growth {
		out.Relation = s.address(p) + " = (" + s.address(a) + " − " + s.address(b) + ") ÷ " + s.address(b)
		out.Message = fmt.Sprintf("%s印作%s%%，由%s到%s应为%s%%", s.Label(p), n.printed.Text, s.shown(b), s.shown(a), rightful)
		return
	}
	op := " + "
	if r.sign > 0 {
		op = " − "
	}
	out.Relation = s.address(p) + " = " + s.address(a) + " ÷ (" + s.address(b) + op + s.address(a) + ")"
	out.Message = fmt.Sprintf("%s印作%s%%，上年数是%s%s%s，%s除以它应为%s%%", s.Label(p), n.printed.Text, s.shown(b), strings.TrimSpace(op), s.shown(a), s.shown(a), rightful)
}

// percent is a share in millionths printed as the number p is.
func (s *Subject) percent(p *number, v int64) string {
	return money.Decimal{Coef: floorDiv(v+p.step/2, p.step), Scale: p.scale}.String()
}

func (s *Subject) shown(v Var) string {
	if n := &s.numbers[v]; n.printed.Mark == money.Blank {
		return "空白"
	}
	return s.numbers[v].printed.Text
}

// address is a number in the document's own terms: T03[208].合计, 一.income_total,
// PF2[annual.total].
func (s *Subject) address(v Var) string {
	n := &s.numbers[v]
	if n.kind == ofClaim {
		return "N." + s.Sections[n.owner].ID + "[" + s.claim(n).Slot + "]"
	}
	if n.kind == ofSaid {
		return "N." + s.said[n.owner].Ref.Section + "[" + s.said[n.owner].Name + s.said[n.owner].As + "]"
	}
	return s.Ref(v).Address()
}

// evidence lists the printed numbers of the relations, each once.
func (s *Subject) evidence(f *finder, relations []int32, out *diag.Finding) {
	seen := map[Var]bool{}
	for i, id := range relations {
		for _, t := range f.of(&f.relations[id]) {
			if seen[t.v] || s.Blank(t.v) && i > 0 {
				continue
			}
			seen[t.v] = true
			if len(out.Evidence) < maxEvidence {
				out.Evidence = append(out.Evidence, s.Show(t.v))
			}
		}
	}
}

// maxEvidence bounds what one finding lists.
const maxEvidence = 60

func (s *Subject) suspect(f *finder, r repair, relations []int32) diag.Suspect {
	clears := 0
	for _, id := range relations {
		if f.termOf(id, r.v) >= 0 {
			clears++
		}
	}
	n := &s.numbers[r.v]
	suggest := s.finer(f, r, relations, money.Decimal{Coef: r.coef, Scale: n.scale}).String()
	switch {
	case s.withCommas(n):
		suggest = grouped(suggest)
	case n.class == Points && strings.Contains(suggest, "."): // 9.50 is printed as 9.5
		suggest = strings.TrimRight(strings.TrimRight(suggest, "0"), ".")
	}
	return diag.Suspect{Ref: s.Ref(r.v), Value: n.printed.Text, Suggest: suggest, Clears: clears, Of: len(relations)}
}

// finer is what a sentence should print in place of a number with fewer decimals than its
// cell: as many as the cell has, where what was found is the cell's amount.
func (s *Subject) finer(f *finder, r repair, relations []int32, right money.Decimal) money.Decimal {
	n := &s.numbers[r.v]
	if n.kind != ofClaim || n.class != Money {
		return right
	}
	for _, id := range relations {
		q := &f.relations[id]
		if q.kind != same && q.kind != convert || f.termOf(id, r.v) < 0 {
			continue
		}
		for _, t := range f.of(q) {
			c := &s.numbers[t.v]
			if c.kind == ofCell && c.unit == n.unit && c.printed.Mark == money.Number && roundsTo(c.printed.Value, right) {
				return c.printed.Value
			}
		}
	}
	return right
}

// roundsTo reports whether a number with more decimals than another is that one, rounded
// half up.
func roundsTo(fine, coarse money.Decimal) bool {
	if fine.Scale <= coarse.Scale {
		return false
	}
	place := int64(1)
	for range fine.Scale - coarse.Scale {
		place *= 10
	}
	return floorDiv(fine.Coef+place/2, place) == coarse.Coef
}

// PrintAs writes a coefficient as the number v is printed: with its decimals, and with
// commas where it has them.
func (s *Subject) PrintAs(v Var, coef int64) string {
	n := &s.numbers[v]
	text := money.Decimal{Coef: coef, Scale: n.scale}.String()
	if s.withCommas(n) {
		return grouped(text)
	}
	return text
}

// withCommas reports whether a number is written with thousands commas: it is, or
// where it has none as it is now, others of its table are.
func (s *Subject) withCommas(n *number) bool {
	if n.kind == ofForm || strings.Contains(n.printed.Text, ",") {
		return true
	}
	if n.kind != ofCell {
		return false
	}
	for _, p := range s.Tables[n.owner].Panels {
		for i := range p.Lines {
			if slices.ContainsFunc(p.Lines[i].Cells, func(c budget.Cell) bool { return strings.Contains(c.Printed.Text, ",") }) {
				return true
			}
		}
	}
	return false
}

// grouped puts thousands commas into a plain decimal.
func grouped(s string) string {
	whole, frac, point := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + frac
	}
	return sign + whole
}

// advice ends a message that a relation began: which value would put it right.
func (s *Subject) advice(f *finder, x fault, told *relation) string {
	first := f.of(told)[0].v
	switch len(x.repairs) {
	case 0:
		return "。没有哪一格改了就都对得上，请逐项核对"
	case 1:
		r := x.repairs[0]
		label := s.labelBeside(r.v, first)
		if r.v == first {
			switch told.kind {
			case same, convert:
				label = "前者"
			case share, growth, rate:
				label = ""
			}
		}
		words := ""
		if label != "" {
			words = fmt.Sprintf("。%s应为%s", label, s.suspect(f, r, x.broken).Suggest)
		}
		if len(x.broken) > 1 {
			words += fmt.Sprintf("，改了它，%d处不符都对得上", len(x.broken))
		}
		return words
	default:
		var parts []string
		for _, r := range x.repairs[:min(len(x.repairs), 3)] {
			parts = append(parts, s.labelBeside(r.v, first)+"应为"+s.suspect(f, r, nil).Suggest)
		}
		return "。可能是" + strings.Join(parts, "，或")
	}
}

// inUnit writes a value in the number's unit, with its decimals at least.
func (s *Subject) inUnit(v Var, value int64) string {
	n := &s.numbers[v]
	unit := n.place0()
	sign := ""
	if value < 0 {
		sign, value = "-", -value
	}
	out := fmt.Sprint(value / unit)
	rest := value % unit
	frac := ""
	for rest > 0 || len(frac) < int(n.scale) {
		rest *= 10
		frac += fmt.Sprint(rest / unit)
		rest %= unit
	}
	if frac != "" {
		out += "." + frac
	}
	return sign + out
}

// place0 is one whole unit in the number's measure.
func (n *number) place0() int64 {
	switch n.class {
	case Money:
		return n.unit.Fen() * 10
	case Percent, Points:
		return millionths
	default:
		return 1
	}
}

// neighbours are the prints beside, above and below a cell.
func (s *Subject) neighbours(v Var) []int64 {
	n := &s.numbers[v]
	if n.kind != ofCell {
		return nil
	}
	p := &s.Tables[n.owner].Panels[n.panel]
	var out []int64
	for _, d := range [][2]int{{-1, 0}, {1, 0}, {0, -1}, {0, 1}} {
		l, k := int(n.line)+d[0], int(n.column)+d[1]
		if l < 0 || k < 0 || l >= len(p.Lines) || k >= len(p.Columns) {
			continue
		}
		if o := &s.numbers[s.CellVar(int(n.owner), int(n.panel), l, k)]; o.printed.Mark == money.Number && o.step == n.step {
			out = append(out, o.printed.Value.Coef)
		}
	}
	return out
}

// row is the row of the table that a cell stands in, with the cell marked.
func (s *Subject) row(v Var) []diag.Shown {
	n := &s.numbers[v]
	if n.kind != ofCell && n.kind != ofRate {
		return nil
	}
	l := &s.Tables[n.owner].Panels[n.panel].Lines[n.line]
	var out []diag.Shown
	if l.Code != "" {
		out = append(out, diag.Shown{Text: l.Code})
	}
	out = append(out, diag.Shown{Text: strings.TrimSpace(l.Name)})
	for k := range l.Cells {
		out = append(out, diag.Shown{Text: l.Cells[k].Printed.Text, Mark: n.kind == ofCell && k == int(n.column)})
	}
	if n.kind == ofRate {
		out = append(out, diag.Shown{Text: n.printed.Text, Mark: true})
	}
	return out
}
