package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// eachForm calls look for every project that has a form.
func eachForm(in *check.Inspection, look func(c *complaint, p *budget.Project)) {
	sides, c := formsOf(in.Subject).sides, &complaint{}
	for i := range in.Projects {
		if !in.Projects[i].HasForm {
			continue
		}
		*c = complaint{in: in, project: i, sides: sides[i]}
		look(c, &in.Projects[i])
		c.tell()
	}
}

// side is one side of an indicator's row: of the project's term (实施期) or of the
// year (年度). Where both sides say the same it stands for both.
type side struct {
	k           int  // the indicator's number, from 0
	year        bool // the year's side
	row         *budget.Indicator
	name, value string
	target      target // the value as it is understood
	vague       bool   // the value is of words that cannot be measured
	growth      string // the word of growth in the value
}

// sidesOf are the sides of a form's indicators that say anything, understood.
func sidesOf(p *budget.Project) []side {
	out := make([]side, 0, len(p.Indicators))
	for k := range p.Indicators {
		row := &p.Indicators[k]
		if row.TermName != "" || row.TermValue != "" {
			out = append(out, understood(side{k: k, row: row, name: row.TermName, value: row.TermValue}))
		}
		if row.YearName == row.TermName && row.YearValue == row.TermValue || row.YearName == "" && row.YearValue == "" {
			continue
		}
		out = append(out, understood(side{k: k, year: true, row: row, name: row.YearName, value: row.YearValue}))
	}
	return out
}

func understood(s side) side {
	v := performance()
	s.target = parseTarget(s.value)
	s.vague = !s.target.known && vagueWords(s.target.text, v)
	if !s.target.known || runesBeside(s.target.text) {
		s.growth = firstOf(s.target.text, v.Growth)
	}
	return s
}

// runesBeside reports whether a value has words beside a sign, a number and a
// percent sign.
func runesBeside(text string) bool {
	_, size := utf8.DecodeRuneInString(text)
	for i := size; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// eachSide calls look for the sides of a form's indicators.
func (c *complaint) eachSide(look func(s *side)) {
	for i := range c.sides {
		look(&c.sides[i])
	}
}

// of reports whether the row stands under a second level: 数量, 质量, 时效, 成本.
func (s *side) of(level string) bool { return strings.HasPrefix(s.row.Level2, level) }

func (s *side) satisfaction() bool { return strings.HasPrefix(s.row.Level1, "满意") }

// level is the second level as it is said.
func (s *side) level() string {
	if s.row.Level2 == "" {
		return s.row.Level1
	}
	return s.row.Level2
}

// says is the indicator with its value.
func (s *side) says() string {
	value := "没有值"
	if s.value != "" {
		value = "的值" + quoteForm(s.value)
	}
	return s.level() + quoteForm(s.name) + value
}

// complaint gathers what a rule has against one form, to be told once. What is
// wrong on both sides of a row in the same way is said once.
type complaint struct {
	in       *check.Inspection
	project  int
	sides    []side
	evidence []diag.Evidence
	words    []string
	severity diag.Severity
	row      *budget.Indicator // the one last complained of
}

// most is how many places a message names; the evidence lists them all.
const most = 4

// name complains of an indicator's name, value of its value.
func (c *complaint) name(s *side, words string, severity diag.Severity) {
	c.indicator(s, "name", s.name, words, severity)
}

func (c *complaint) value(s *side, words string, severity diag.Severity) {
	c.indicator(s, "value", s.value, words, severity)
}

func (c *complaint) indicator(s *side, what, text, words string, severity diag.Severity) {
	key := "term_" + what
	if s.year {
		key = "year_" + what
	}
	twice := c.row == s.row && s.row.TermValue == s.row.YearValue
	c.row = s.row
	c.at(c.rowRef(s.row, s.k, key, text), s.level()+" "+s.name, s.value, words, severity)
	if twice && len(c.words) > 1 {
		c.words = c.words[:len(c.words)-1]
	}
}

func (c *complaint) rowRef(row *budget.Indicator, k int, key, text string) place.Ref {
	ref := *row.At(key)
	if ref.IsZero() {
		ref = c.in.Projects[c.project].Ref
	}
	ref.Table, ref.Form, ref.Row = c.in.FormID(c.project), c.in.Projects[c.project].Name, key
	ref.Column, ref.Text = fmt.Sprint(k+1), text
	return ref
}

// field complains of a field of the form.
func (c *complaint) field(key, words string, severity diag.Severity) {
	e := formText(c.in.Subject, c.project, key)
	c.at(e.Ref, e.Label, e.Value, words, severity)
}

func (c *complaint) at(ref place.Ref, label, value, words string, severity diag.Severity) {
	c.evidence = append(c.evidence, diag.Evidence{Label: strings.TrimSpace(label), Value: value, Ref: ref})
	c.words = append(c.words, words)
	c.severity = max(c.severity, severity)
}

// also adds a place to what was said last.
func (c *complaint) also(e diag.Evidence) { c.evidence = append(c.evidence, e) }

func (c *complaint) tell() {
	if len(c.words) == 0 {
		c.in.Pass(1)
		return
	}
	words := strings.Join(c.words[:min(len(c.words), most)], "；")
	if n := len(c.words); n > most {
		words += fmt.Sprintf("；共%d处", n)
	}
	c.in.Fail(check.Fault{
		At: c.evidence[0].Ref, Severity: c.severity, Evidence: c.evidence,
		Message: fmt.Sprintf("“%s”%s", strings.TrimSpace(c.in.Projects[c.project].Name), words),
	})
}
