package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// formTexts are the fields of a form that say why and how, in order.
var formTexts = [...]string{"overview", "basis", "need", "measures", "plan"}

func emptyFields(in *check.Inspection) {
	eachForm(in, func(c *complaint, p *budget.Project) {
		for _, key := range formTexts {
			if blankText(*p.Text(key)) && formHas(in, p, key) {
				c.field(key, "的"+formLabel(key)+"空着", diag.Warning)
			}
		}
		if blankText(p.TermGoal) && blankText(p.YearGoal) && formHas(in, p, "year_goal") {
			c.field("year_goal", "的总体目标空着", diag.Warning)
		}
	})
}

func blankText(s string) bool { return strings.TrimSpace(s) == "" }

// formHas reports whether the profile's form asks for a field: where places lay it
// out in their own ways, whether this one does.
func formHas(in *check.Inspection, p *budget.Project, key string) bool {
	if in.Profile.Form.Some {
		_, has := p.Refs[key]
		return has
	}
	for _, r := range in.Profile.Form.Rows {
		for _, cell := range r.Cells {
			if cell.Field == key {
				return true
			}
		}
	}
	return false
}

func basisNamesNothing(in *check.Inspection) {
	v := performance()
	eachForm(in, func(c *complaint, p *budget.Project) {
		if !blankText(p.Basis) && !citesDocument(p.Basis, v) {
			c.field("basis", "的立项依据"+quoteForm(p.Basis)+"没有文件名称、文号或会议的日期、次数", diag.Warning)
		}
	})
}

// citesDocument reports whether a text names a document: in book marks, by its
// number, by a name of some length, or a meeting with its date or number.
func citesDocument(text string, v *perfWords) bool {
	text = foldValue(text)
	if strings.Contains(text, "《") && strings.Contains(text, "》") || citesNumber(text) || strings.Contains(text, "法第") {
		return true
	}
	for _, clause := range strings.FieldsFunc(text, isClauseEnd) {
		for _, word := range v.Documents {
			if at := strings.Index(clause, word); at >= 0 && utf8.RuneCountInString(bareName(clause[:at])) >= 6 {
				return true
			}
		}
		if holdsAny(clause, v.Meetings) && (dated(clause) || strings.Contains(clause, "第") && strings.Contains(clause, "次")) {
			return true
		}
	}
	return false
}

func isClauseEnd(r rune) bool { return strings.ContainsRune("，。；、,;!?！？\n", r) }

// bareName is a name without the words that lead to it.
func bareName(s string) string {
	for _, lead := range [...]string{"根据", "按照", "依据", "按", "依照", "执行", "经"} {
		s = strings.TrimPrefix(s, lead)
	}
	return s
}

// citesNumber finds a document's number: a year in brackets and a number before
// 号, or 第…号.
func citesNumber(text string) bool {
	for _, before := range strings.SplitAfter(text, "号") {
		before, ok := strings.CutSuffix(before, "号")
		head := strings.TrimRight(before, "0123456789")
		if !ok || head == before {
			continue
		}
		if endsInAny(head, []string{"〕", "]", "】", ")", "）", "年", "字", "发", "令", "函", "第"}) {
			return true
		}
	}
	return false
}

// dated reports whether a text holds a day: a year and a month at least.
func dated(text string) bool {
	at := strings.Index(text, "年")
	return at > 0 && fourDigits(text) > 0 && strings.Contains(text[at:], "月") || strings.Contains(text, "次") && strings.ContainsAny(text, "0123456789")
}

func sameTexts(in *check.Inspection) {
	eachForm(in, func(c *complaint, p *budget.Project) {
		keys := append(formTexts[:], "year_goal")
		var bare [len(formTexts) + 1]string
		for k, key := range keys {
			bare[k] = strings.TrimRight(strings.TrimSpace(*p.Text(key)), "。；;.，,")
		}
		for k, a := range bare {
			if utf8.RuneCountInString(a) < 4 {
				continue
			}
			for l := k + 1; l < len(bare); l++ {
				if a == bare[l] || len(a) == len(bare[l]) && foldValue(a) == foldValue(bare[l]) {
					c.field(keys[k], fmt.Sprintf("的%s与%s文字相同：%s", formLabel(keys[k]), formLabel(keys[l]), quoteForm(a)), diag.Warning)
					c.also(formText(in.Subject, c.project, keys[l]))
				}
			}
		}
	})
}

func emptyGoals(in *check.Inspection) {
	v := performance()
	eachForm(in, func(c *complaint, p *budget.Project) {
		for _, key := range [...]string{"term_goal", "year_goal"} {
			text := *p.Text(key)
			if text == "" || key == "year_goal" && text == p.TermGoal || !emptyGoal(text, v) {
				continue
			}
			c.field(key, "的"+formLabel(key)+quoteForm(text)+"没有说出结果", diag.Warning)
		}
	})
}

// emptyGoal reports whether every clause only promises to do the work, or to keep
// it running, without a number.
func emptyGoal(text string, v *perfWords) bool {
	if strings.ContainsAny(text, "0123456789%") || strings.Contains(text, "<") {
		return false
	}
	found := false
	for _, clause := range strings.FieldsFunc(text, isClauseEnd) {
		if strings.TrimSpace(clause) == "" {
			continue
		}
		work := holdsAny(clause, v.EmptyDo) && holdsAny(clause, v.EmptyWork)
		keep := holdsAny(clause, v.EmptyKeep) && holdsAny(clause, v.EmptyWay) && endsInAny(strings.TrimSpace(clause), v.EmptyRun)
		if !work && !keep {
			return false
		}
		found = true
	}
	return found
}

// standard is a price in a text: 每个党组织每年不低于8000元, 500元/人·月.
type standard struct {
	words  string // the clause
	fen    money.Fen
	per    []string // what it is for: 个, 人
	months bool     // a month
	floor  bool
	ceil   bool
}

// onlyStandard is the price that a form's texts name, where it is one.
func onlyStandard(p *budget.Project, v *perfWords) (s standard, key string, ok bool) {
	for _, k := range formTexts {
		text := *p.Text(k)
		if !strings.Contains(text, "元") {
			continue
		}
		for _, clause := range strings.FieldsFunc(foldValue(text), isClauseEnd) {
			one, is := standardOf(clause, v)
			if !is {
				continue
			}
			if ok && (one.fen != s.fen || !slices.Equal(one.per, s.per)) {
				return s, "", false // several prices: which counts is not known
			}
			s, key, ok = one, k, true
		}
	}
	return s, key, ok
}

func standardOf(clause string, v *perfWords) (standard, bool) {
	end := strings.Index(clause, "元")
	if end < 0 || strings.Count(clause, "元") > 1 {
		return standard{}, false
	}
	before := strings.TrimRight(clause[:end], "万千百")
	from := len(strings.TrimRight(before, "0123456789."))
	if from == len(before) {
		return standard{}, false
	}
	t := target{unit: clause[len(before):]}
	d, err := money.ParseDecimal(before[from:])
	if err != nil {
		return standard{}, false
	}
	t.number = d
	fen, ok := t.inFen()
	s := standard{words: clause, fen: fen, floor: holdsAny(clause, v.Floors), ceil: holdsAny(clause, v.Ceilings)}
	s.take(after(clause[:from], "每"))
	if rest, per := strings.CutPrefix(clause[end:], "元/"); per {
		for _, unit := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("/·.•", r) }) {
			s.take([]string{unit})
		}
	} else if rest, per := strings.CutPrefix(clause[end:], "元每"); per {
		s.take([]string{rest})
	}
	return s, ok && len(s.per) > 0
}

// take notes what a price is for by the first character: 个党组织, 人, 年, 月.
func (s *standard) take(words []string) {
	for _, w := range words {
		r, size := utf8.DecodeRuneInString(w)
		switch unit := w[:size]; {
		case size == 0 || r == '年':
		case r == '月':
			s.months = true
		case !slices.Contains(s.per, unit):
			s.per = append(s.per, unit)
		}
	}
}

// after are the rests of a text behind each occurrence of a word.
func after(text, word string) []string {
	var out []string
	for {
		_, rest, ok := strings.Cut(text, word)
		if !ok {
			return out
		}
		out = append(out, rest)
		text = rest
	}
}

func standardAgainstFunds(in *check.Inspection) {
	v := performance()
	eachForm(in, func(c *complaint, p *budget.Project) {
		s, key, ok := onlyStandard(p, v)
		if !ok || !p.Annual.Total.Given || s.months && strings.Contains(*p.Text(key), "个月") {
			return
		}
		quantity, n := quantityPer(p, s.per)
		if quantity == nil || n <= 0 || n > 1e7 || s.fen > 1e12 {
			return
		}
		need := s.fen * money.Fen(n)
		if s.months {
			need *= 12
		}
		funds := p.Annual.Total.Amount
		words := fmt.Sprintf("写着%s，%s%s，算得%s元，年度资金%s元", quoteForm(s.words), quoteForm(quantity.name), quantity.value, need.Grouped(), funds.Grouped())
		switch {
		case need > funds+funds/20 && !s.ceil:
			words += fmt.Sprintf("，少%s元", (need - funds).Grouped())
			if len(s.per) > 1 {
				words += fmt.Sprintf("；标准按“%s”还是按“%s”，前后不一", s.per[0], s.per[1])
			}
			c.field(key, words, diag.Warning)
		case funds > need+need/20 && s.ceil:
			c.field(key, words+fmt.Sprintf("，多%s元", (funds-need).Grouped()), diag.Note)
		default:
			return
		}
		e := c.rowRef(quantity.row, quantity.k, "year_value", quantity.value)
		c.also(diag.Evidence{Label: quantity.name, Value: quantity.value, Ref: e})
		c.also(in.Show(in.FormMoney(c.project, "annual.total")))
	})
}

// quantityPer is the year's only quantity counted in one of the units.
func quantityPer(p *budget.Project, units []string) (*side, int64) {
	var found *side
	var n int64
	for k := range p.Indicators {
		row := &p.Indicators[k]
		s := side{k: k, year: true, row: row, name: row.YearName, value: row.YearValue}
		if s.value == "" || !s.of("数量") {
			continue
		}
		t := parseTarget(s.value)
		unit, _, _ := strings.Cut(t.unit, "/")
		count, ok := t.count()
		if !ok || t.op == '<' || !slices.Contains(units, unit) {
			continue
		}
		if found != nil {
			return nil, 0
		}
		found, n = &s, count
	}
	return found, n
}

func numbersInTexts(in *check.Inspection) {
	v := performance()
	eachForm(in, func(c *complaint, p *budget.Project) {
		for k := range p.Indicators {
			row := &p.Indicators[k]
			s := side{k: k, row: row, name: row.TermName, value: row.TermValue}
			if !s.of("数量") || s.name == "" {
				continue
			}
			noun := nounOf(s.name, v)
			year, term := parseTarget(row.YearValue), parseTarget(row.TermValue)
			if utf8.RuneCountInString(noun) < 2 || !year.known || year.kind() != countUnit {
				continue
			}
			for _, key := range formTexts {
				text := *p.Text(key)
				if !strings.Contains(text, noun) {
					continue
				}
				if got, bad := contradicts(text, noun, &year, &term, v); bad {
					c.field(key, fmt.Sprintf("的%s写“%s”%d%s，%s", formLabel(key), noun, got, year.unit, s.says()), diag.Warning)
					c.also(diag.Evidence{Label: s.name, Value: s.value, Ref: c.rowRef(row, k, "term_value", s.value)})
				}
			}
		}
	})
}

// nounOf is what a quantity counts: 党支部个数 → 党支部.
func nounOf(name string, v *perfWords) string {
	name = foldValue(name)
	if w := longestSuffix(name, v.CountsEnd); w != "" {
		return name[:len(name)-len(w)]
	}
	return name
}

func longestSuffix(s string, words []string) string {
	best := ""
	for _, w := range words {
		if len(w) > len(best) && strings.HasSuffix(s, w) {
			best = w
		}
	}
	return best
}

// contradicts finds numbers of the noun in a text, in the target's unit, and
// tells one where none of them is the target's. A number of another year stands
// for itself.
func contradicts(text, noun string, year, term *target, v *perfWords) (int64, bool) {
	var wrong int64
	bad := false
	for _, clause := range strings.FieldsFunc(foldValue(text), isClauseEnd) {
		at := strings.Index(clause, noun)
		if at < 0 {
			continue
		}
		n, ok := numberBeside(clause, at, len(noun), year.unit)
		if !ok {
			continue
		}
		if fits(n, year) || fits(n, term) {
			return 0, false
		}
		if fourDigits(clause) == 0 {
			wrong, bad = n, true
		}
	}
	return wrong, bad
}

// fits reports whether a number in a text is in keeping with a target.
func fits(n int64, t *target) bool {
	c := t.cmpWhole(n)
	return !t.known || c == 0 || t.op == '>' && c < 0 || t.op == '<' && c > 0
}

// numberBeside is the number of a unit right before a noun, or within four
// characters behind it.
func numberBeside(clause string, at, size int, unit string) (int64, bool) {
	if before, ok := strings.CutSuffix(clause[:at], unit); ok {
		digits := before[len(strings.TrimRight(before, "0123456789")):]
		if n, ok := small(digits); ok {
			return n, true
		}
	}
	rest := clause[at+size:]
	from := strings.IndexAny(rest, "0123456789")
	if from < 0 || utf8.RuneCountInString(rest[:from]) > 4 {
		return 0, false
	}
	rest = rest[from:]
	end := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if !strings.HasPrefix(rest[end:], unit) {
		return 0, false
	}
	return small(rest[:end])
}

func small(digits string) (n int64, ok bool) {
	if digits == "" || len(digits) > 9 {
		return 0, false
	}
	for _, c := range []byte(digits) {
		n = n*10 + int64(c-'0')
	}
	return n, true
}
