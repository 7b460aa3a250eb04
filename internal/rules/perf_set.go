package rules

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// maxLike bounds the projects that a form is compared with.
const maxLike = 100

func sameIndicators(in *check.Inspection) {
	eachForm(in, func(c *complaint, p *budget.Project) {
		for k := range p.Indicators {
			a := &p.Indicators[k]
			if strings.TrimSpace(a.YearName) == "" {
				continue
			}
			if saidBefore(p, k) {
				s := side{k: k, year: true, row: a, name: a.YearName, value: a.YearValue}
				c.name(&s, s.level()+quoteForm(a.YearName)+"写了两次", diag.Warning)
			}
		}
		for i := range in.Projects[:min(c.project, maxLike)] {
			if other := &in.Projects[i]; other.HasForm && !series(p.Name, other.Name) && likeIndicators(p, other) {
				c.field("name", fmt.Sprintf("的指标与“%s”的八成以上相同", other.Name), diag.Warning)
				c.also(formText(in.Subject, i, "name"))
			}
		}
	})
	for i := range in.Overall {
		p := &in.Overall[i]
		for k := range p.Indicators {
			if a := &p.Indicators[k]; strings.TrimSpace(a.YearName) != "" && saidBefore(p, k) {
				at := *a.At("year_name")
				at.Table, at.Form, at.Row, at.Text = "T16", p.Name, "year_name", a.YearName
				in.Fail(check.Fault{At: at, Message: fmt.Sprintf("整体支出绩效目标的%s%s写了两次", a.Level2, quoteForm(a.YearName))})
			}
		}
	}
}

// saidBefore reports whether a form has the indicator before, under the same level.
func saidBefore(p *budget.Project, k int) bool {
	a := &p.Indicators[k]
	return anyItem(p.Indicators[:k], func(b *budget.Indicator) bool { return b.YearName == a.YearName && b.Level2 == a.Level2 })
}

// likeIndicators reports whether at least four and four fifths of two forms'
// indicators have the same names and values.
func likeIndicators(a, b *budget.Project) bool {
	n, same := 0, 0
	for k := range a.Indicators {
		x := &a.Indicators[k]
		if x.YearName == "" {
			continue
		}
		n++
		for l := range b.Indicators {
			if y := &b.Indicators[l]; x.YearName == y.YearName && x.YearValue == y.YearValue {
				same++
				break
			}
		}
	}
	return n >= 4 && same*5 >= n*4
}

// series reports whether two projects are of one make, by their names: they begin
// or end in the same three characters.
func series(a, b string) bool {
	x, y := []rune(withoutPrefix(foldProject(a))), []rune(withoutPrefix(foldProject(b)))
	n := min(len(x), len(y), 3)
	return n == 3 && (slices.Equal(x[:n], y[:n]) || slices.Equal(x[len(x)-n:], y[len(y)-n:]))
}

func sidesDiffer(in *check.Inspection) {
	v := performance()
	eachForm(in, func(c *complaint, p *budget.Project) {
		for k := range p.Indicators {
			row := &p.Indicators[k]
			if row.TermName == "" || row.YearName == "" || row.TermName == row.YearName {
				continue
			}
			a, b := plainName(row.TermName), plainName(row.YearName)
			if short, _ := prefixOf(a, b); a == b || short != "" || cutOff(a, v) || cutOff(b, v) || !alike(a, b) {
				continue
			}
			s := side{k: k, year: true, row: row, name: row.YearName, value: row.YearValue}
			c.name(&s, fmt.Sprintf("%s实施期写%s，年度写%s", s.level(), quoteForm(row.TermName), quoteForm(row.YearName)), diag.Warning)
		}
	})
}

// plainName is a name without spaces, brackets, years and the words that tell the
// term from the year.
func plainName(name string) string {
	name = foldValue(name)
	for _, w := range [...]string{"实施期", "年度", "每年", "全年", "累计", "当年", "本年", "总"} {
		name = strings.ReplaceAll(name, w, "")
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || strings.ContainsRune("()（）-—~年", r) {
			return -1
		}
		return r
	}, name)
}

// alike reports whether two names are one with a slip: of three characters two
// are common to both, in order.
func alike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > 60 || len(y) > 60 {
		return false
	}
	row := make([]int, len(y)+1)
	for _, r := range x {
		last := 0
		for j, q := range y {
			above := row[j+1]
			if r == q {
				row[j+1] = last + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			last = above
		}
	}
	return row[len(y)]*3 >= max(len(x), len(y))*2
}

func sameForYearAndTerm(in *check.Inspection) {
	v := performance()
	eachForm(in, func(c *complaint, p *budget.Project) {
		if !p.Term.Total.Given || !p.Annual.Total.Given || p.Term.Total.Amount <= p.Annual.Total.Amount {
			return
		}
		for k := range p.Indicators {
			row := &p.Indicators[k]
			if row.TermValue == "" || row.TermValue != row.YearValue {
				continue
			}
			s := side{k: k, row: row, name: row.TermName, value: row.TermValue}
			if cumulative(&s, v) {
				c.value(&s, fmt.Sprintf("%s，实施期与年度写同一个数，资金是%s元与%s元", s.says(), p.Term.Total, p.Annual.Total), diag.Warning)
			}
		}
	})
}

// cumulative reports whether a target adds up over the years: an amount of money,
// or a number of things done.
func cumulative(s *side, v *perfWords) bool {
	if holdsAny(s.name, v.Stocks) || holdsAny(s.value, v.Stocks) {
		return false
	}
	t := parseTarget(s.value)
	if _, ok := t.amount(); ok {
		return !holdsAny(s.name, v.UnitCosts) && !strings.HasPrefix(s.row.Level1, "效益")
	}
	return s.of("数量") && t.known && t.cmpWhole(0) > 0 && slices.Contains(v.Flows, t.unit)
}

func headCounts(in *check.Inspection) {
	v := performance()
	posts, people := countOf(in, "posts"), countOf(in, "people")
	if posts < 0 && people < 0 {
		in.NotChecked("概况里没有读到编制和实有人数")
		return
	}
	eachHeadCount(in, func(c *complaint, s *side, n int64) {
		if holdsAny(s.name, v.Retired) || n == posts || n == people {
			return
		}
		c.value(s, fmt.Sprintf("%s，概况里%s；不是同一时点的，写明时点", s.says(), staffWords(posts, people)), diag.Note)
	})
}

// eachHeadCount looks at the targets that count the unit's own people.
func eachHeadCount(in *check.Inspection, look func(c *complaint, s *side, n int64)) {
	v := performance()
	eachIndicator(in, func(c *complaint, p *budget.Project, s *side) {
		t := &s.target
		if !t.known || !strings.Contains(s.name, "人") && !strings.Contains(s.name, "职工") && !strings.Contains(s.name, "在编") || !holdsAny(s.name, v.OwnStaff) {
			return
		}
		if n, ok := t.count(); ok && (t.unit == "人" || t.unit == "名" || t.unit == "") {
			look(c, s, n)
		}
	})
}

func staffWords(posts, people int64) string {
	switch {
	case posts < 0:
		return fmt.Sprintf("实有%d人", people)
	case people < 0:
		return fmt.Sprintf("编制%d人", posts)
	}
	return fmt.Sprintf("编制%d人、实有%d人", posts, people)
}

// countOf is what the text claims under a slot; -1 where it claims nothing.
func countOf(in *check.Inspection, slot string) int64 {
	for _, v := range in.Claims(slot) {
		if p := in.Printed(v); p.Mark == money.Number && p.Value.Scale == 0 {
			return p.Value.Coef
		}
	}
	return -1
}

func setOfIndicators(in *check.Inspection) {
	v := performance()
	eachForm(in, func(c *complaint, p *budget.Project) {
		if p.Partly {
			return
		}
		total, quantity, quality, timeOrCost, benefit := 0, 0, 0, 0, 0
		for k := range p.Indicators {
			row := &p.Indicators[k]
			if row.TermName+row.YearName+row.TermValue+row.YearValue == "" {
				continue
			}
			total++
			switch {
			case strings.HasPrefix(row.Level2, "数量"):
				quantity++
			case strings.HasPrefix(row.Level2, "质量"):
				quality++
			case strings.HasPrefix(row.Level2, "时效"), strings.HasPrefix(row.Level2, "成本"), strings.HasPrefix(row.Level1, "成本"):
				timeOrCost++
			case strings.HasPrefix(row.Level1, "效益"):
				benefit++
			}
		}
		var words []string
		for _, w := range []struct {
			none bool
			name string
		}{{quantity == 0, "数量指标"}, {quality == 0, "质量指标"}, {timeOrCost == 0, "时效或成本指标"}, {benefit == 0, "效益指标"}} {
			if w.none {
				words = append(words, w.name)
			}
		}
		severity := diag.Warning
		if p.Annual.Total.Given && p.Annual.Total.Amount < money.FromYuan(v.SmallProject) {
			severity = diag.Note
		}
		switch {
		case total == 0:
			c.field("name", "没有绩效指标", severity)
		case len(words) > 0:
			c.field("name", "没有"+strings.Join(words, "、"), severity)
		case total < 4 || total > 20:
			c.field("name", fmt.Sprintf("有三级指标%d个，宜在4至20个之间", total), severity)
		}
	})
}

func senseOfOperator(in *check.Inspection) {
	v := performance()
	eachIndicator(in, func(c *complaint, p *budget.Project, s *side) {
		if s.name == "" || s.target.op != '<' && s.target.op != '>' {
			return
		}
		cost, t := s.of("成本"), &s.target
		if !t.known {
			return
		}
		more := endsInAny(s.name, v.MoreIsBetter)
		wrong := more
		if t.op == '>' {
			wrong = !more && (cost && t.kind() == moneyUnit || !cost && endsInAny(s.name, v.LessIsBetter))
		}
		if !wrong || holdsAny(s.name, v.Reversed) || holdsAny(s.name, v.Savings) {
			return
		}
		if more {
			c.value(s, s.says()+"，越高越好的指标不用上限", diag.Warning)
		} else {
			c.value(s, s.says()+"，越低越好的指标不用下限", diag.Warning)
		}
	})
}

func inputsAsOutput(in *check.Inspection) {
	v := performance()
	eachIndicator(in, func(c *complaint, p *budget.Project, s *side) {
		if !s.of("质量") && s.name != "" && endsInAny(s.name, v.Inputs) {
			c.name(s, s.says()+"说的是投入，不是产出或效益", diag.Warning)
		}
	})
}

func sameAsLastYear(in *check.Inspection) {
	if in.Prior == nil {
		in.NotChecked(noPrior)
		return
	}
	eachForm(in, func(c *complaint, p *budget.Project) {
		for i := range in.Prior.Projects {
			o := &in.Prior.Projects[i]
			if o.HasForm && sameProject(o.Name, p.Name) && len(p.Indicators) > 0 && slices.EqualFunc(p.Indicators, o.Indicators, sameRow) {
				c.field("name", "的指标和指标值与上年的申报表完全相同", diag.Note)
			}
		}
	})
}

func sameRow(a, b budget.Indicator) bool {
	a.Ref, b.Ref = place.Ref{}, place.Ref{}
	a.Cells, b.Cells = budget.IndicatorCells{}, budget.IndicatorCells{}
	return a == b
}

// lastOutput is the place of the last row of outputs, beside which a missing one
// would stand; that of the form where there is none.
func lastOutput(p *budget.Project) place.Ref {
	ref := p.Ref
	for k := range p.Indicators {
		if row := &p.Indicators[k]; strings.HasPrefix(row.Level1, "产出") && !row.Ref.IsZero() {
			ref = row.Ref
		}
	}
	return ref
}
