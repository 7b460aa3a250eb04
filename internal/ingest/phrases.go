package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/profile"
)

// phrases reads the numbers that no sentence of the form has a place for by what stands
// right before them: a measure of the section by its name, and what is said of it. They
// may come in any order. Where the words say more than the name and what is known to
// lead on, the number is left alone.
func (a *alignment) phrases(out []lineReading) {
	for j := range a.numbers {
		n := &a.numbers[j]
		if n.subject == "" || strings.HasPrefix(n.subject, partOf) || n.slot >= 0 && !a.ofAnother(j) || !a.bare(n) {
			continue
		}
		m, para := a.measureHere(n)
		if m == nil {
			continue
		}
		a.noting = para
		r := &out[n.line]
		own, base, isShare := strings.Cut(n.label, "占")
		if i := strings.LastIndex(own, n.subject); i >= 0 {
			own = own[i+len(n.subject):]
		}
		switch {
		case n.unit == percentUnit && isShare:
			if leadsOn(own) && a.baseOf(m, base) {
				a.claim(r, n.line, m.ID+".share", n.start, n.end, a.s.cellAddress(m.Cell))
			}
		case !leadsOn(own):
		case n.unit == percentUnit:
			a.percentSaid(r, m, j)
		case n.unit == wanUnit:
			a.amountSaid(r, m, j)
		case m.Counts() && !slices.ContainsFunc(r.claims, func(c budget.Claim) bool { return c.Slot == m.ID }):
			a.claim(r, n.line, m.ID, n.start, n.end, "")
		}
	}
}

// bare reports whether the clause that names what a number is of names nothing before
// it that would make it something else: 填报绩效目标的项目支出.
func (a *alignment) bare(n *number) bool {
	_, said := ordinal(lastClauseIn(a.before(n))) // （一）基本支出: the number of an item is no name
	head, _, found := strings.Cut(strings.ReplaceAll(plain(said), a.s.unitKey, ""), n.subject)
	return !found || leadsOn(head)
}

// measureHere is the measure of the block that a number is of, by what sentences call
// it and what it counts, and the paragraph of the form that has it; nil where none or
// several are.
func (a *alignment) measureHere(n *number) (m *profile.Measure, para int) {
	for i := range a.s.r.calls {
		c := &a.s.r.calls[i]
		if c.name != n.subject || m != nil && m.ID == c.measure {
			continue
		}
		o := a.s.r.p.Measure(c.measure)
		if o.Counts() != (n.unit != wanUnit && n.unit != percentUnit) || o.Counts() && !counted(o, a.folds[n.line].s[n.end:]) {
			continue
		}
		of := a.paraOf(o.ID)
		if of < 0 {
			continue
		}
		if m != nil {
			return nil, 0
		}
		m, para = o, of
	}
	return m, para
}

// paraOf is the paragraph of the form that tells a measure; of one that the section
// may tell in any words the first; −1 where it is not the block's.
func (a *alignment) paraOf(measure string) int {
	for k := range a.slots {
		if id, _, _ := strings.Cut(a.slots[k].name, "."); a.slots[k].list == nil && id == measure {
			return a.para[k]
		}
	}
	if slices.Contains(a.f.measures, measure) {
		return a.para[0]
	}
	return -1
}

// counted reports whether what stands after a number says that it counts the measure.
func counted(m *profile.Measure, after string) bool {
	return slices.ContainsFunc(m.Counted, func(w string) bool { return strings.HasPrefix(after, w) })
}

// baseOf reports whether what a share is said to be of is the measure's own base: no
// more than what leads on, or a name of a measure of that cell.
func (a *alignment) baseOf(m *profile.Measure, said string) bool {
	if m.Base == "" || strings.HasPrefix(m.Base, "T") && a.s.cellAddress(m.Base) == "" {
		return false
	}
	said = strings.ReplaceAll(said, "合计", "")
	if leadsOn(said) {
		return true
	}
	name := a.s.r.subjectIn(said)
	if name == "" || !leadsOn(strings.Replace(said, name, "", 1)) {
		return false
	}
	for i := range a.s.r.calls {
		if c := &a.s.r.calls[i]; c.name == name {
			if o := a.s.r.p.Measure(c.measure); o.Cell == m.Base || o.ID == m.Base {
				return true
			}
		}
	}
	return false
}

// funds take the names of the three budgets out of a text: what has such a name is not
// the budget of the year.
var funds = strings.NewReplacer("一般公共预算", "", "政府性基金预算", "", "国有资本经营预算", "")

// against is what an amount or a rate is set against in the words since the last
// amount: the budget of the year, or another year.
func (a *alignment) against(j int) (budget, other bool) {
	n := &a.numbers[j]
	for k := j - 1; k >= 0 && a.numbers[k].line == n.line && a.numbers[k].year; k-- {
		other = other || yearAt(a.folds[n.line].s, a.numbers[k].start) != a.s.d.Year
	}
	said := sentenceBefore(a.since(j))
	return strings.Contains(funds.Replace(said), "预算"), other || strings.Contains(said, "上年") || strings.Contains(said, "去年")
}

// since is the folded text between a number and the one before it that is no year.
func (a *alignment) since(j int) string {
	said := a.before(&a.numbers[j])
	for k := j - 1; k >= 0 && a.numbers[k].line == a.numbers[j].line && a.numbers[k].year; k-- {
		said = a.before(&a.numbers[k]) + said
	}
	return said
}

// percentSaid notes a rate of a change, or how far a budget was carried out.
func (a *alignment) percentSaid(r *lineReading, m *profile.Measure, j int) {
	n := &a.numbers[j]
	switch {
	case n.way != "":
		if (j == 0 || !a.changeSaid(j-1) && !a.rateAlone(j)) && !a.rateOnly(j) {
			return
		}
		a.rate(r, n, m.ID)
		a.reasonSaid(r, m, j)
	case a.s.d.Kind == "final" && (strings.Contains(n.label, "完成") || n.label == "的" && j > 0 && strings.Contains(a.numbers[j-1].label, "完成")): // 完成预算9万元的90%
		a.claim(r, n.line, m.ID+".share:budget", n.start, n.end, "")
	}
}

// changeSaid reports whether a number is the amount of a change since last year, in a
// line with the rate that follows it.
func (a *alignment) changeSaid(j int) bool {
	n := &a.numbers[j]
	if n.way == "" || n.unit != wanUnit || n.line != a.numbers[j+1].line || n.subject != a.numbers[j+1].subject {
		return false
	}
	return !n.vsBudget
}

// rateAlone reports whether a number is the rate of a change of which no amount is told,
// right after the amount of the year: 9万元，比上年预算数下降10%.
func (a *alignment) rateAlone(j int) bool {
	n, k := &a.numbers[j], a.amountBefore(j)
	if k < 0 || a.numbers[k].subject != n.subject || n.vsBudget {
		return false
	}
	budget, other := a.against(j)
	return other || budget
}

// rateOnly reports whether a number is the rate of a change of which no amount is told at
// all, in a sentence that begins with the name of the measure: 公务接待费比上年下降9%.
func (a *alignment) rateOnly(j int) bool {
	n := &a.numbers[j]
	if n.vsBudget || !strings.ContainsAny(a.since(j), "比较与") {
		return false
	}
	for k := j - 1; k >= 0 && a.numbers[k].line == n.line; k-- {
		if !a.numbers[k].year {
			return false
		}
	}
	_, other := a.against(j)
	return other
}

// amountSaid notes an amount: of a change, of the budget or of the year.
func (a *alignment) amountSaid(r *lineReading, m *profile.Measure, j int) {
	n := &a.numbers[j]
	budget, other := a.against(j)
	final := a.s.d.Kind == "final"
	switch {
	case n.way != "":
		if n.vsBudget {
			return
		}
		start, word, way := wayOf(a.before(n))
		a.claim(r, n.line, m.ID+".direction:"+way, n.from+start, n.from+start+len(word), "")
		a.claim(r, n.line, m.ID+".delta:"+way, n.start, n.end, "")
		if j+1 == len(a.numbers) || a.numbers[j+1].unit != percentUnit || !a.changeSaid(j) {
			a.reasonSaid(r, m, j)
		}
	case other && !final && endsBudget(strings.TrimSuffix(n.label, "为")):
		a.claim(r, n.line, m.ID+".prior", n.start, n.end, "")
	case other:
	case final && ofBudget(n.label):
		a.claim(r, n.line, m.ID+".budget", n.start, n.end, "")
	case !budget || !final || strings.Contains(n.label, "决算"):
		a.claim(r, n.line, m.ID, n.start, n.end, a.s.cellAddress(m.Cell))
	}
}

// reasonSaid notes the reason that is given after a change.
func (a *alignment) reasonSaid(r *lineReading, m *profile.Measure, j int) {
	to := len(a.folds[a.numbers[j].line].s)
	for k := j + 1; k < len(a.numbers) && a.numbers[k].line == a.numbers[j].line; k++ {
		if n := &a.numbers[k]; n.slot >= 0 || n.subject != "" && strings.Contains(n.label, strings.TrimPrefix(n.subject, partOf)) {
			to = n.start
			break
		}
	}
	if !slices.ContainsFunc(r.claims, func(c budget.Claim) bool { return c.Slot == m.ID+".reason" }) {
		a.reasonAfter(r, m.ID, j, to)
	}
}
