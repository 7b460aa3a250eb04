package rules

import (
	"slices"

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
					yield(&g, c)
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
	if delta < 0 || now < 0 || before < 0 || g.emptyColumn(delta) {
		return false
	}
	for l := range g.panel.Lines {
		r.Balance([]check.Var{g.at(l, now)}, []check.Var{g.at(l, before), g.at(l, delta)})
	}
	return true
}

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
