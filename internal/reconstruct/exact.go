package reconstruct

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
	"mingbai/internal/rules"
)

// Exact finds, for every amount of a disclosure's tables, yuan and fen that print as it
// is printed and add up as the rules ask: amounts that are the same quantity are one
// unknown, sums that hold are relations between them. It writes them into the cells.
// What the document itself contradicts stays as it is printed and is told.
func Exact(d *budget.Disclosure, p *profile.Profile) diag.Findings {
	e := &exacter{d: d, s: check.New(d, p), of: map[check.Var]int{}}
	e.links = rules.All().Links(e.s).All()
	e.quantities()
	e.sums()
	return e.write()
}

// exacter is the state of one search.
type exacter struct {
	d      *budget.Disclosure
	s      *check.Subject
	links  []check.Link
	cells  []*budget.Cell
	of     map[check.Var]int // cells that hold amounts, by their numbers
	same   []int             // by cell: one of those that are the same quantity
	number []int             // by cell: the unknown of its quantity; -1 where it is known as printed
	spans  []span            // by cell
	near   []int64           // by cell: what is printed
	sign   []int             // by cell: -1 where it is below nothing; span and near are then of what is lacking
	system system
	out    diag.Findings
}

// quantities numbers the cells and joins those that print the same quantity.
func (e *exacter) quantities() {
	for t := range e.d.Tables {
		unit := e.d.Tables[t].MoneyUnit
		for p := range e.d.Tables[t].Panels {
			for l := range e.d.Tables[t].Panels[p].Lines {
				line := &e.d.Tables[t].Panels[p].Lines[l]
				for k := range line.Cells {
					e.cell(e.s.CellVar(t, p, l, k), &line.Cells[k], unit)
				}
			}
		}
	}
	for _, l := range e.links {
		if l.Kind != check.SameLink || l.Broken || len(l.Left) != 1 || len(l.Right) != 1 {
			continue
		}
		a, ok := e.of[l.Left[0]]
		b, also := e.of[l.Right[0]]
		if ok && also {
			e.join(a, b)
		}
	}
	e.number = make([]int, len(e.cells))
	for i := range e.cells {
		e.number[i] = -1
		if r := e.root(i); r == i && e.spans[i].lo < e.spans[i].hi {
			e.number[i] = e.system.variable()
			e.system.add(relation{terms: []term{{e.number[i], 1}}, in: e.spans[i], near: e.near[i], weight: weightSingle})
		}
	}
}

// cell takes a cell in whose amount is known by its print: within rounding, where its
// unit is larger than a fen.
func (e *exacter) cell(v check.Var, c *budget.Cell, unit money.Unit) {
	if c.Printed.Mark != money.Number || c.Counts {
		return
	}
	in, near, ok := allowed(money.Printed{Mark: money.Number, Value: c.Printed.Value.Abs()}, unit)
	if !ok {
		return
	}
	if c.Printed.Value.IsZero() {
		in = span{} // nothing
	}
	sign := 1
	if c.Printed.Value.Sign() < 0 {
		sign = -1
	}
	e.of[v] = len(e.cells)
	e.cells, e.same = append(e.cells, c), append(e.same, len(e.cells))
	e.spans, e.near, e.sign = append(e.spans, in), append(e.near, near), append(e.sign, sign)
}

func (e *exacter) root(i int) int {
	for e.same[i] != i {
		i = e.same[i]
	}
	return i
}

// join makes two cells one quantity where some amount prints as both.
func (e *exacter) join(a, b int) {
	a, b = e.root(a), e.root(b)
	in := span{max(e.spans[a].lo, e.spans[b].lo), min(e.spans[a].hi, e.spans[b].hi)}
	if a == b || in.lo > in.hi || e.sign[a] != e.sign[b] {
		return
	}
	if e.spans[b].hi-e.spans[b].lo < e.spans[a].hi-e.spans[a].lo {
		e.near[a] = e.near[b]
	}
	e.same[b], e.spans[a] = a, in
}

// sums turns the sums that hold into relations between the unknowns.
func (e *exacter) sums() {
	known := map[string]bool{}
	for _, l := range e.links {
		if l.Kind != check.SumLink || l.Broken {
			continue
		}
		r := relation{weight: weightSum}
		rest, ok := int64(0), true
		take := func(list []check.Var, sign int) {
			for _, v := range list {
				i, found := e.of[v]
				if found {
					i = e.root(i)
				}
				switch {
				case found && e.number[i] >= 0:
					r.terms = append(r.terms, term{e.number[i], sign * e.sign[i]})
				case found:
					rest += int64(sign*e.sign[i]) * e.spans[i].lo
				case !e.s.Blank(v):
					ok = false // said in a sentence, or no amount
				}
			}
		}
		take(l.Left, 1)
		take(l.Right, -1)
		r.in = span{-rest, -rest}
		r.near = -rest
		if key := fmt.Sprint(r.terms, rest); ok && len(r.terms) > 0 && !known[key] {
			known[key] = true
			e.system.add(r)
		}
	}
}

// write puts the amounts into the cells and tells what contradicts.
func (e *exacter) write() diag.Findings {
	found, err := e.system.solve()
	for i, c := range e.cells {
		r := e.root(i)
		v := e.spans[r].lo
		if e.spans[r].lo < e.spans[r].hi {
			v = e.near[r]
		}
		if n := e.number[r]; err == nil && n >= 0 && e.spans[i].holds(found[n]) {
			v = found[n]
		}
		if !e.spans[i].holds(v) {
			v = e.near[i]
		}
		c.Exact, c.Known = money.Fen(v*int64(e.sign[i])), true
	}
	for _, l := range e.links {
		e.contradicts(l)
	}
	return e.out
}

// contradicts tells of a sum, or of an amount printed twice, that the document breaks.
func (e *exacter) contradicts(l check.Link) {
	if !l.Broken || l.Kind != check.SumLink && l.Kind != check.SameLink {
		return
	}
	var at, with []string
	for _, v := range l.Left {
		if _, ok := e.of[v]; ok {
			at = append(at, e.s.Ref(v).Address())
		}
	}
	for _, v := range l.Right {
		if _, ok := e.of[v]; ok {
			with = append(with, e.s.Ref(v).Address())
		}
	}
	if len(at) == 0 || len(with) == 0 {
		return
	}
	e.out = append(e.out, diag.Finding{
		Rule: Rule, Severity: diag.Warning, Title: "公开的数前后不一",
		Message: fmt.Sprintf("%s 与 %s 对不上，都照公开的数留着", some(at), some(with)), Ref: e.s.Ref(l.Left[0]),
		Hint: "用 mingbai check 看哪一个错了，在底稿里改",
	})
}

// some lists a few of many.
func some(list []string) string {
	if len(list) > 3 {
		return strings.Join(list[:3], "、") + fmt.Sprintf("等 %d 格", len(list))
	}
	return strings.Join(list, "、")
}
