package rules

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/profile"
)

// change is what a paragraph says of a measure against last year.
type change struct {
	measure             *profile.Measure
	section, paragraph  int
	p                   *budget.Paragraph
	now                 check.Var // the number itself: said before it, or its cell
	delta, rate, prior  check.Var
	table               check.Var // tablePrior, once it was looked for
	looked              bool
	deltaClaim          *budget.Claim
	way                 string // more, less, new; empty where no amount is said
	reason, same        *budget.Claim
	direction, verb     *budget.Claim
	directionWay, verbs string
}

type changeKey struct{}

// said is the paragraph of the change.
func (c *change) said(s *check.Subject) *paragraphSaid {
	return &saidTextOf(s).all[c.section][c.paragraph]
}

// eachChange calls yield for every comparison that the sentences make.
func eachChange(s *check.Subject, yield func(c *change)) {
	list := check.Kept(s, changeKey{}, readChanges)
	for i := range list {
		yield(&list[i])
	}
}

func readChanges(s *check.Subject) []change {
	var out []change
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			p := &s.Sections[i].Paragraphs[j]
			for k := range p.Claims {
				name, ok := compared(p, k)
				if !ok {
					continue
				}
				m := s.Profile.Measure(name)
				if m == nil {
					continue
				}
				var c change
				if c.read(s, m, i, j, p) {
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// compared is the measure of a paragraph's k-th claim where that is the first
// part of its comparison.
func compared(p *budget.Paragraph, k int) (string, bool) {
	slot := p.Claims[k].Slot
	if aspectOf(slot) == "" {
		return "", false
	}
	name, _, _ := strings.Cut(slot, ".")
	for n := range p.Claims[:k] {
		if o := p.Claims[n].Slot; strings.HasPrefix(o, name) && len(o) > len(name) && o[len(name)] == '.' && aspectOf(o) != "" {
			return "", false
		}
	}
	return name, true
}

// aspectOf is which part of a change a slot is; empty for what is none.
func aspectOf(slot string) string {
	_, aspect, ok := strings.Cut(slot, ".")
	if !ok {
		return ""
	}
	aspect, way, _ := strings.Cut(aspect, ":")
	if way == "budget" {
		return "" // against the budget, not last year
	}
	switch aspect {
	case "delta", "rate", "reason", "same", "direction", "verb":
		return aspect
	}
	return ""
}

// read gathers a measure's claims in a paragraph; false where it is not compared.
func (c *change) read(s *check.Subject, m *profile.Measure, i, j int, p *budget.Paragraph) bool {
	*c = change{measure: m, section: i, paragraph: j, p: p, now: check.NoVar, delta: check.NoVar, rate: check.NoVar, prior: check.NoVar}
	said, again := false, false // again: the amount is said once more after its change
	for k := range p.Claims {
		claim := &p.Claims[k]
		rest, ok := strings.CutPrefix(claim.Slot, m.ID)
		if !ok || rest != "" && rest[0] != '.' {
			continue
		}
		v := s.ClaimVar(i, j, k)
		aspect, way, _ := strings.Cut(strings.TrimPrefix(rest, "."), ":")
		if way == "budget" {
			continue
		}
		switch aspect {
		case "":
			changed := c.delta != check.NoVar || c.rate != check.NoVar
			if again = again || changed && c.now != check.NoVar; !again {
				c.now = v
			}
			continue
		case "prior":
			c.prior = v
			continue
		case "delta":
			if again {
				return said // of another amount that is called so, too
			}
			c.delta, c.way, c.deltaClaim = v, way, claim
		case "rate":
			if again {
				return said
			}
			c.rate = v
			if c.way == "" {
				c.way = way
			}
		case "reason":
			c.reason = claim
		case "same":
			c.same = claim
		case "direction":
			c.direction, c.directionWay = claim, way
		case "verb":
			c.verb, c.verbs = claim, way
		default:
			continue
		}
		said = true
	}
	if c.now == check.NoVar && said && m.Cell != "" {
		c.now = s.At(m.Cell)
	}
	return said
}

func (c *change) more() bool { return c.way == "more" || c.way == "new" }

// moved reports whether an amount of change is said that is not nothing.
func (c *change) moved(s *check.Subject) bool {
	return c.delta != check.NoVar && !none(s, c.delta)
}

func printed(s *check.Subject, v check.Var) string { return orBlank(s.Printed(v).Text) }

func orBlank(s string) string {
	if s == "" {
		return "空白"
	}
	return s
}

// nextMeasure is where the paragraph goes on to another measure; 0 where it does not.
func nextMeasure(c *change) int {
	for k := range c.p.Claims {
		o := &c.p.Claims[k]
		if name, _, _ := strings.Cut(o.Slot, "."); o.Start > c.deltaClaim.Start && name != c.measure.ID {
			return o.Start
		}
	}
	return 0
}

// measureName is a measure in words.
func measureName(s *check.Subject, m *profile.Measure) string {
	switch {
	case m.Reason != "":
		return m.Reason
	case m.Name != "":
		return m.Name
	}
	return m.Cell
}

// newFromZero reports whether last year was nothing: there is no rate then.
func newFromZero(s *check.Subject, c *change) bool {
	now, ok := worth(s, c.now)
	delta, also := worth(s, c.delta)
	return ok && also && now == delta && c.more()
}
