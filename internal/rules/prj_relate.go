package rules

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/money"
)

// origins are the five origins of a form's money.
var origins = [...]string{"central", "province", "county", "self", "other"}

// annualFunds: the year's money of a form is what the tables give the project.
func annualFunds(r *check.Relations) {
	p := formsOf(r.Subject)
	for _, f := range p.forms {
		if r.Profile.Form.Some && (!r.Projects[f].Annual.Total.Given || len(p.byForm[f]) != 1 || p.namesakes(r.Subject, f)) {
			continue // left blank, or of a unit that is not said; of several rows or forms of a name it is not known which go together
		}
		var parts []check.Var
		for _, row := range p.of(f) {
			if v := row.amount(r.Subject, "合计"); v != check.NoVar {
				parts = append(parts, v)
			}
		}
		if ofGeneralBudget(r.Subject, "T12") { // the form has the other money too
			r.AtMost(parts, []check.Var{r.FormMoney(f, "annual.total")})
			continue
		}
		tiesTo(r, []check.Var{r.FormMoney(f, "annual.total")}, parts)
	}
}

// annualWithinTerm: the year's money is part of the term's; of a single year it is all.
func annualWithinTerm(r *check.Relations) {
	for i := range r.Projects {
		p := &r.Projects[i]
		if !p.HasForm || !p.Term.Total.Given {
			continue
		}
		term, annual := r.FormMoney(i, "term.total"), r.FormMoney(i, "annual.total")
		if years, ok := yearsOf(p.Period); ok && years == 1 {
			r.Same(term, annual)
			continue
		}
		r.AtMost([]check.Var{annual}, []check.Var{term})
	}
}

func fundSources(r *check.Relations) {
	for i := range r.Projects {
		p := &r.Projects[i]
		if !p.HasForm {
			continue
		}
		for _, side := range [...]string{"term.", "annual."} {
			if p.Money(side + "fiscal").Given {
				fiscalSources(r, i, side)
				continue
			}
			if parts := fundsFrom(r, i, side, origins[:]); anyGiven(p, side, origins[:]) {
				r.Sum(r.FormMoney(i, side+"total"), parts...)
			}
		}
	}
}

// fiscalSources: where a form has all public money in one, it is that with what is
// carried over and the unit's own that make the total, and its levels that make it.
func fiscalSources(r *check.Relations, project int, side string) {
	p := &r.Projects[project]
	if p.Partly {
		return // a row of its money was not known
	}
	r.Sum(r.FormMoney(project, side+"total"), fundsFrom(r, project, side, []string{"fiscal", "carry", "self", "other"})...)
	if levels := origins[:3]; anyGiven(p, side, levels) {
		r.Sum(r.FormMoney(project, side+"fiscal"), fundsFrom(r, project, side, levels)...)
	}
}

func sourcesWithinTerm(r *check.Relations) {
	for i := range r.Projects {
		p := &r.Projects[i]
		if !p.HasForm || !anyGiven(p, "term.", origins[:]) {
			continue
		}
		for _, origin := range origins {
			if p.Money("annual." + origin).Given {
				r.AtMost([]check.Var{r.FormMoney(i, "annual."+origin)}, []check.Var{r.FormMoney(i, "term."+origin)})
			}
		}
	}
}

// sourcesByFund: public money on the form is public money in the tables.
func sourcesByFund(r *check.Relations) {
	p := formsOf(r.Subject)
	for _, f := range p.forms {
		rows := p.of(f)
		if len(rows) == 0 || !anyGiven(&r.Projects[f], "annual.", origins[:]) {
			continue
		}
		var public, own []check.Var
		for _, row := range rows {
			public = append(public, rowColumns(r, row, "一般公共预算", "政府性基金预算", "国有资本经营预算")...)
			if !row.carried {
				own = append(own, rowColumns(r, row, "财政专户管理资金", "单位资金")...)
			}
		}
		tiesTo(r, fundsFrom(r, f, "annual.", origins[:3]), public)
		tiesTo(r, fundsFrom(r, f, "annual.", origins[3:]), own)
	}
}

// tiesTo demands that amounts of a form are those of the tables. One against one is
// the same amount in two units. Several that are off by no more than a last place
// each are left alone: tables are printed so that they add up, by moving last places.
func tiesTo(r *check.Relations, form, table []check.Var) {
	if a, b := onlyNonzero(r, form), onlyNonzero(r, table); a != check.NoVar && b != check.NoVar {
		r.Same(b, a)
		return
	}
	left, ok := allowedSum(r, form, 0)
	right, also := allowedSum(r, table, 1)
	wide, _ := allowedSum(r, table, 2)
	_, fits := left.Intersect(right)
	_, near := left.Intersect(wide)
	if ok && also && !fits && near {
		return
	}
	r.Balance(form, table)
}

// onlyNonzero is the only number of a list that is not zero; NoVar where there are more.
func onlyNonzero(r *check.Relations, list []check.Var) check.Var {
	out := check.NoVar
	for _, v := range list {
		if r.Zero(v) {
			continue
		}
		if out != check.NoVar {
			return check.NoVar
		}
		out = v
	}
	return out
}

// allowedSum is what a list of prints allows together, each widened so many times: not
// at all for amounts of a form, which stand for themselves.
func allowedSum(r *check.Relations, list []check.Var, widen money.Mill) (money.Interval, bool) {
	var sum money.Interval
	for _, v := range list {
		i, ok := interval(r.Subject, v)
		if !ok {
			return sum, false
		}
		mid, half := (i.Lo+i.Hi)/2, (i.Hi-i.Lo)/2*widen
		sum = sum.Add(money.Interval{Lo: mid - half, Hi: mid + half})
	}
	return sum, true
}

func rowColumns(r *check.Relations, row projectRow, names ...string) []check.Var {
	var out []check.Var
	for _, name := range names {
		if v := row.amount(r.Subject, name); v != check.NoVar {
			out = append(out, v)
		}
	}
	return out
}

func fundsFrom(r *check.Relations, project int, side string, of []string) []check.Var {
	out := make([]check.Var, 0, len(of))
	for _, origin := range of {
		out = append(out, r.FormMoney(project, side+origin))
	}
	return out
}

func anyGiven(p *budget.Project, side string, of []string) bool {
	for _, origin := range of {
		if p.Money(side + origin).Given {
			return true
		}
	}
	return false
}

// yearsOf is the number of years of a project's period: 4年, 三年, １年.
func yearsOf(period string) (int, bool) {
	before, rest, ok := strings.Cut(foldProject(period), "年")
	if !ok || strings.Trim(rest, "期") != "" && !strings.HasPrefix(rest, "（") && !strings.HasPrefix(rest, "(") {
		return 0, false
	}
	for n, word := range [...]string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"} {
		if n > 0 && (before == word || n == 2 && before == "两") {
			return n, true
		}
	}
	n := 0
	for _, c := range []byte(before) {
		if c < '0' || c > '9' || n > 9 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, n > 0
}
