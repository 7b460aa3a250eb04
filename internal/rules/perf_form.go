package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// eachForm calls look for every project that has a form.
func eachForm(in *check.Inspection, look func(c *complaint, p *budget.Project)) {
	for i := range in.Projects {
		if !in.Projects[i].HasForm {
			continue
		}
		c := &complaint{in: in, project: i}
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
}

// eachSide calls look for the sides of a form's indicators that say anything.
func eachSide(p *budget.Project, look func(s *side)) {
	for k := range p.Indicators {
		row := &p.Indicators[k]
		s := side{k: k, row: row, name: row.TermName, value: row.TermValue}
		if s.name != "" || s.value != "" {
			look(&s)
		}
		if row.YearName == row.TermName && row.YearValue == row.TermValue {
			continue
		}
		s = side{k: k, year: true, row: row, name: row.YearName, value: row.YearValue}
		if s.name != "" || s.value != "" {
			look(&s)
		}
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
	ref := row.Ref
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
