package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// eachIndicator looks at every side of every form's indicators.
func eachIndicator(in *check.Inspection, look func(c *complaint, p *budget.Project, s *side)) {
	eachForm(in, func(c *complaint, p *budget.Project) {
		c.eachSide(func(s *side) { look(c, p, s) })
	})
}

func quantities(in *check.Inspection) {
	v := performance()
	eachIndicator(in, func(c *complaint, p *budget.Project, s *side) {
		if !s.of("数量") || s.value == "" {
			return
		}
		t := &s.target
		switch kind := t.kind(); {
		case !t.numeric():
			c.value(s, s.says()+"没有数", diag.Warning)
		case kind == percentUnit || t.unit == "" && t.words && strings.Contains(t.text, "百分"):
			severity := diag.Warning
			if strings.Contains(s.name, "覆盖") {
				severity = diag.Note
			}
			c.value(s, s.says()+"是比率，不是数量", severity)
		case kind == moneyUnit:
			severity := diag.Warning
			if holdsAny(s.name, v.MoneyOutputs) {
				severity = diag.Note
			}
			c.value(s, s.says()+"是金额，不是数量", severity)
		}
	})
}

func qualities(in *check.Inspection) {
	v := performance()
	eachIndicator(in, func(c *complaint, p *budget.Project, s *side) {
		if s.of("质量") && isPayment(s.name, v) {
			c.name(s, s.says()+"说的是资金到没到、付没付，不是质量", diag.Warning)
		}
	})
}

func isPayment(name string, v *perfWords) bool {
	return (holdsAny(name, v.Payment) || endsInAny(name, v.PaymentEnds)) && !holdsAny(name, v.Accuracy)
}

func times(in *check.Inspection) {
	v := performance()
	eachIndicator(in, func(c *complaint, p *budget.Project, s *side) {
		if !s.of("时效") || s.value == "" || holdsAny(s.name, v.Times) || holdsAny(s.value, v.Times) {
			return
		}
		if s.target.numeric() {
			c.value(s, s.says()+"没有时间，也不是按时的比率", diag.Warning)
		}
	})
}

func costCeiling(in *check.Inspection) {
	asked := false
	for _, l := range in.Profile.Form.Levels {
		for _, second := range l.Second {
			asked = asked || strings.HasPrefix(second, "成本")
		}
	}
	if !asked {
		in.NotApplicable("此格式的申报表没有成本指标")
		return
	}
	eachForm(in, func(c *complaint, p *budget.Project) {
		if len(p.Indicators) == 0 {
			return
		}
		k, row := costRow(p)
		if row != nil && (row.TermName != "" || row.YearName != "") && (row.TermValue != "" || row.YearValue != "") {
			return
		}
		if row == nil && in.Profile.Form.Some {
			return // this form does not ask for them
		}
		if row == nil {
			row = &budget.Indicator{Ref: lastOutput(p)}
			k = len(p.Indicators)
		}
		c.at(c.rowRef(row, k, "成本指标", ""), "成本指标", "", "没有成本指标", diag.Warning)
	})
}

// costRow is the first row of cost indicators that says anything, else a blank
// one; the rows left blank are known where the form was read.
func costRow(p *budget.Project) (int, *budget.Indicator) {
	blank, at := (*budget.Indicator)(nil), -1
	for _, rows := range [...][]budget.Indicator{p.Indicators, p.Levels} {
		for k := range rows {
			row := &rows[k]
			if !strings.HasPrefix(row.Level2, "成本") && !strings.HasPrefix(row.Level1, "成本") {
				continue
			}
			if row.TermName+row.YearName != "" {
				return k, row
			}
			blank, at = row, k
		}
	}
	return at, blank
}

func costAgainstFunds(in *check.Inspection) {
	v := performance()
	eachIndicator(in, func(c *complaint, p *budget.Project, s *side) {
		if !s.of("成本") || holdsAny(s.name, v.Savings) {
			return
		}
		t := &s.target
		ceiling, ok := t.amount()
		if !ok || t.op == '>' {
			return
		}
		year := p.Annual.Total
		term := p.Term.Total
		both := s.row.YearValue == s.row.TermValue
		switch {
		case (s.year || both && s.row.YearName == s.row.TermName) && year.Given && ceiling-t.rounding() > year.Amount:
			words := fmt.Sprintf("%s，大于年度资金%s元，多%s元", s.says(), year, (ceiling - year.Amount).Grouped())
			if both && term.Given && ceiling < term.Amount && term.Amount > year.Amount {
				words += fmt.Sprintf("；实施期也写这个数，而实施期资金是%s元", term)
			}
			c.value(s, words, diag.Warning)
			c.also(in.Show(in.FormMoney(c.project, "annual.total")))
		case !s.year && term.Given && ceiling-t.rounding() > term.Amount:
			c.value(s, fmt.Sprintf("%s，大于实施期资金%s元，多%s元", s.says(), term, (ceiling-term.Amount).Grouped()), diag.Warning)
			c.also(in.Show(in.FormMoney(c.project, "term.total")))
		}
	})
}

func unmeasurable(in *check.Inspection) {
	eachIndicator(in, func(c *complaint, p *budget.Project, s *side) {
		if s.vague && !s.of("数量") {
			c.value(s, s.says()+"不能衡量", diag.Warning)
		}
	})
}

func unitOfValue(in *check.Inspection) {
	v := performance()
	eachIndicator(in, func(c *complaint, p *budget.Project, s *side) {
		if s.name == "" || s.value == "" {
			return
		}
		if words, severity := unitMisfit(s, v); words != "" {
			c.value(s, s.says()+words, severity)
		}
	})
}

// unitMisfit tells how a value's unit does not fit the noun before it.
func unitMisfit(s *side, v *perfWords) (string, diag.Severity) {
	if !s.target.known {
		return "", 0
	}
	name := s.name
	if at := strings.IndexAny(name, "(（"); at > 0 {
		name = name[:at]
	}
	if !v.unitLast.may(name) {
		return "", 0
	}
	rate := endsInAny(name, v.RatesEnd) && !endsInAny(name, v.NotRates)
	count, cost, time := isCount(name, v), endsInAny(name, v.MoneyEnd), endsInAny(name, v.TimesEnd)
	if !rate && !count && !cost && !time {
		return "", 0
	}
	t := &s.target
	kind := t.kind()
	ratio := holdsAny(name, v.RatioWords) || s.growth != "" || holdsAny(s.value, []string{"占", "比", "率"})
	rate = rate && !strings.ContainsAny(t.text, "%‰")
	switch {
	case count && kind == percentUnit && !ratio:
		return "，个数不能用百分数", diag.Error
	case cost && kind == percentUnit && !ratio:
		return "，金额不能用百分数", diag.Error
	case time && (kind == percentUnit || kind == moneyUnit) && !ratio:
		return "，时间应写日期或时长", diag.Error
	case rate && kind == moneyUnit && !strings.Contains(t.text, "/"):
		return "，比率应写百分数", diag.Error
	case rate && kind == countUnit && startsWithAny(t.unit, v.Measures):
		if holdsAny(t.unit, []string{"年", "月", "日", "天", "周", "小时", "季"}) {
			return "，比率应写百分数", diag.Warning
		}
		return "，比率应写百分数", diag.Error
	}
	return "", 0
}

// isCount reports whether a name is of a number of things: 服务企业数.
func isCount(name string, v *perfWords) bool {
	return endsInAny(name, v.CountsEnd) && !endsInAny(name, v.NotCounts)
}

func growthWithoutBase(in *check.Inspection) {
	v := performance()
	eachForm(in, func(c *complaint, p *budget.Project) {
		c.eachSide(func(s *side) {
			words, severity := baseless(s, v)
			if words == "" || holdsAny(s.name, v.Bases) || holdsAny(s.value, v.Bases) || holdsAny(p.Overview, v.Bases[:4]) {
				return
			}
			c.value(s, s.says()+words, severity)
		})
	})
}

// baseless tells a growth target that says not what it grows from.
func baseless(s *side, v *perfWords) (string, diag.Severity) {
	value, word := s.target.text, s.growth
	percent := strings.Contains(value, "%")
	switch {
	case value == "" && holdsAny(s.name, v.Growth):
		return "，没有基数和幅度", diag.Warning
	case !percent && word == "":
		return "", 0
	case word != "" && s.vague:
		return "，没有基数和幅度", diag.Warning
	case holdsAny(value, v.GrowthRates):
		return "，没有说比哪一年、从多少算起", diag.Note
	case word != "" && (strings.Contains(value, word+"到") || strings.Contains(value, word+"至")):
		return "", 0 // the level to be reached
	case word != "" && percent:
		return "，没有说比哪一年、从多少算起", diag.Warning
	case !percent:
		return "", 0
	case isCount(s.name, v) && !holdsAny(s.name, v.RatioWords) && !holdsAny(value, []string{"占", "比", "率"}):
		return "，像是增长的幅度，没有基数", diag.Warning
	case holdsAny(s.name, v.GrowthRates):
		return "，没有说比哪一年、从多少算起", diag.Note
	}
	return "", 0
}

func shares(in *check.Inspection) {
	v := performance()
	eachIndicator(in, func(c *complaint, p *budget.Project, s *side) {
		t := &s.target
		if !t.known || t.kind() != percentUnit || t.cmpWhole(100) < 0 || t.op == '<' {
			return
		}
		whole := t.cmpWhole(100) == 0
		switch {
		case holdsAny(s.name, v.AboveWhole):
		case whole && t.op == '>' && !s.satisfaction() && holdsAny(s.name, v.FullDuty):
			c.value(s, s.says()+"，应写100%", diag.Note)
		case whole && t.op == '>', !whole && endsInAny(s.name, v.MoreIsBetter):
			c.value(s, s.says()+"，比率不会超过100%", diag.Warning)
		case whole && (s.satisfaction() && holdsAny(s.name, v.Satisfied) || strings.Contains(s.name, "满意")):
			c.value(s, s.says()+"，人人满意不能当目标", diag.Warning)
		}
	})
}

func satisfaction(in *check.Inspection) {
	v := performance()
	eachForm(in, func(c *complaint, p *budget.Project) {
		rows := 0
		c.eachSide(func(s *side) {
			if !s.satisfaction() {
				return
			}
			rows++
			if s.name != "" && !holdsAny(s.name, v.Satisfied) && !strings.Contains(s.value, "满意") {
				c.name(s, s.says()+"不是满意度", diag.Error)
			}
		})
		if rows == 0 && len(p.Indicators) > 0 && (holdsAny(p.Name, v.People) || holdsAny(p.Overview, v.People)) {
			c.field("name", "没有满意度指标，而项目服务于人", diag.Note)
		}
	})
}

func nameWithValue(in *check.Inspection) {
	eachIndicator(in, func(c *complaint, p *budget.Project, s *side) {
		switch {
		case blankText(s.name) && !blankText(s.value):
			c.value(s, s.level()+"有值"+quoteForm(s.value)+"没有名称", diag.Error)
		case !blankText(s.name) && blankText(s.value):
			c.name(s, s.level()+quoteForm(s.name)+"没有指标值", diag.Error)
		}
	})
}

func cutNames(in *check.Inspection) {
	v := performance()
	eachForm(in, func(c *complaint, p *budget.Project) {
		c.eachSide(func(s *side) {
			for _, text := range [...]string{s.name, s.value} {
				if cutOff(text, v) {
					c.name(s, s.level()+quoteForm(text)+"没有写完", diag.Warning)
				}
			}
			if !s.year {
				return
			}
			if a, b := foldValue(s.row.TermName), foldValue(s.row.YearName); a != b {
				if short, long := prefixOf(a, b); short != "" && !cutOff(s.name, v) {
					c.name(s, s.level()+quoteForm(short)+"没有写完，另一侧是"+quoteForm(long), diag.Warning)
				}
			}
		})
	})
}

// cutOff reports whether a text breaks off: at a connective or in a bracket.
func cutOff(text string, v *perfWords) bool {
	text = strings.TrimSpace(text)
	if text == "" {
		return false
	}
	if v.cutLast.may(text) && endsInAny(text, v.CutEnds) && !endsInAny(text, v.WholeEnds) {
		return true
	}
	return opened(text)
}

// opened reports whether a bracket is open at the end.
func opened(text string) bool {
	if !strings.Contains(text, "(") && !strings.Contains(text, "（") {
		return false
	}
	return strings.Count(text, "(")+strings.Count(text, "（") > strings.Count(text, ")")+strings.Count(text, "）")
}

// prefixOf tells which of two texts is the other's beginning, cut; a rest in
// brackets is no cut.
func prefixOf(a, b string) (short, long string) {
	if len(a) > len(b) {
		a, b = b, a
	}
	rest, ok := strings.CutPrefix(b, a)
	if !ok || a == "" || strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "（") {
		return "", ""
	}
	return a, b
}
