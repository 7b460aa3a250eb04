package rules

import (
	"slices"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/profile"
)

// tableChanges: what tables print of a change is the change of the two years that
// they print beside it.
func tableChanges(r *check.Relations) {
	found := false
	eachDerived(r.Subject, func(g *grid, c *profile.Column) {
		switch {
		case len(c.Change) == 2:
			found = g.differences(r, c) || found
		case len(c.Growth) == 2:
			found = g.growths(r, c) || found
		}
	})
	if !found {
		r.NotApplicable("没有列出两年的数和增减的表")
	}
}

// eachDerived calls yield for every column that the form says is worked out from two
// others.
func eachDerived(s *check.Subject, yield func(*grid, *profile.Column)) {
	for t := range s.Tables {
		for p := range s.Tables[t].Panels {
			g, ok := gridOf(s, s.Tables[t].ID, s.Tables[t].Panels[p].Key)
			if !ok {
				continue
			}
			for i := range g.form.Columns {
				if c := &g.form.Columns[i]; len(c.Change)+len(c.Growth)+len(c.Share) > 0 {
					yield(g, c)
				}
			}
		}
	}
}

// rate is the percent in a line and column of percents, both from 0.
func (g *grid) rate(line, column int) check.Var { return g.RateVar(g.t, g.p, line, column) }

// differences holds a column of changes to the two years. A column in which nothing
// is filled in says nothing.
func (g *grid) differences(r *check.Relations, c *profile.Column) bool {
	delta, now, before := g.column(c.Key), g.column(c.Change[0]), g.column(c.Change[1])
	if delta < 0 || now < 0 || g.emptyColumn(delta) || g.emptyColumn(before) {
		return false
	}
	for l := range g.panel.Lines {
		r.Balance([]check.Var{g.at(l, now)}, []check.Var{g.at(l, before), g.at(l, delta)})
	}
	return true
}

// emptyColumn reports whether a document has nothing in a column, or no such column.
func (g *grid) emptyColumn(k int) bool {
	for l := range g.panel.Lines {
		if !g.Blank(g.at(l, k)) {
			return false
		}
	}
	return true
}

// growths holds a column of rates of change to the two years, unless its lines read
// as something else.
func (g *grid) growths(r *check.Relations, c *profile.Column) bool {
	rate, now, before := slices.Index(g.panel.Rates, c.Key), g.column(c.Growth[0]), g.column(c.Growth[1])
	if rate < 0 || now < 0 || before < 0 || g.otherReading(rate, now, before) {
		return false
	}
	for l := range g.panel.Lines {
		r.Growth(g.rate(l, rate), g.at(l, now), g.at(l, before))
	}
	return true
}

// otherReading reports whether more lines of a column of rates read as this year's
// share of last year's, or as a ratio that is not in percent, than as a growth.
func (g *grid) otherReading(rate, now, before int) bool {
	var growth, share, ratio int
	for l := range g.panel.Lines {
		v := g.rate(l, rate)
		p, half, ok := percentStep(g.Printed(v))
		a, also := worth(g.Subject, g.at(l, now))
		b, known := worth(g.Subject, g.at(l, before))
		if !ok || !also || !known || b <= 0 || p == 0 {
			continue
		}
		fits := func(p, half, part int64) bool {
			return quotientFits(part, a, b, p, half, lastPlace(g.Subject, g.at(l, now)), lastPlace(g.Subject, g.at(l, before)))
		}
		if fits(p, half, a-b) {
			growth++
		}
		if fits(p, half, a) {
			share++
		}
		if p < hundred && fits(p*100, half*100, a-b) {
			ratio++
		}
	}
	return max(share, ratio) > growth
}

// changesInTables holds what sentences say of a change to last year's amounts where
// tables print them.
func changesInTables(r *check.Relations) {
	found := false
	eachChange(r.Subject, func(c *change) {
		before := tablePrior(r.Subject, c)
		if before == check.NoVar || c.now == check.NoVar {
			return
		}
		found = true
		switch {
		case c.delta == check.NoVar || c.way == "" || c.otherWay(r.Subject, before):
		case c.likely(r.Subject):
			r.Balance([]check.Var{c.now}, []check.Var{before, c.delta})
		default:
			r.Balance([]check.Var{before}, []check.Var{c.now, c.delta})
		}
	})
	if !found {
		r.NotApplicable("没有文字说到增减、表里又列了上年数的项目")
	}
}

// otherWay reports whether only the way of a change is wrong, which the rules on
// directions tell.
func (c *change) otherWay(s *check.Subject, before check.Var) bool {
	now, ok := worth(s, c.now)
	was, known := worth(s, before)
	by, also := worth(s, c.delta)
	return ok && known && also && (now > was) != c.likely(s) && 2*abs(abs(now-was)-by) <= slack(s, c.now)+slack(s, before)+lastPlace(s, c.delta)
}

// tablePrior is last year's amount of what a change is of where this document's table
// prints it; NoVar where it does not, or prints what became of it and the sentence
// compares with the budget, or the reverse.
func tablePrior(s *check.Subject, c *change) check.Var {
	if !c.looked {
		c.looked, c.table = true, check.NoVar
		if a, err := profile.ParseAddress(c.measure.Cell); err == nil {
			c.table = priorIn(s, a, otherBase(c.said(s)))
		}
	}
	return c.table
}

// priorIn is last year's amount beside a cell, of what was carried out or of what was
// budgeted; NoVar where the table does not print that one.
func priorIn(s *check.Subject, a profile.Address, carried bool) check.Var {
	t := s.Profile.Table(a.Table)
	if t == nil {
		return check.NoVar
	}
	for i := range t.Panels {
		k := indexOfItem(t.Panels[i].Columns, func(k *profile.Column) bool { return k.Key == a.Column && k.Prior != "" })
		if k < 0 {
			continue
		}
		prior := t.Panels[i].Columns[k].Prior
		if done := headSays(s, a.Table, prior, "执行", "决算", "完成"); done != carried {
			return check.NoVar
		}
		if g, ok := gridOf(s, a.Table, t.Panels[i].Key); ok && !g.emptyColumn(g.column(prior)) {
			return g.cell(a.Row, prior)
		}
	}
	return check.NoVar
}

// headSays reports whether the head over a column holds one of the words.
func headSays(s *check.Subject, table, column string, words ...string) bool {
	t := s.Table(table)
	if t == nil {
		return false
	}
	for i := range t.Panels {
		for h := range eachItem(t.Panels[i].Heads) {
			if (h.Key == column || strings.HasSuffix(h.Key, "]."+column)) && holdsAny(h.Path, words) {
				return true
			}
		}
	}
	return false
}
