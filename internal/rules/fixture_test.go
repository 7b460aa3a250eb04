package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// fixture is the pair that shows a rule: it is silent on the first made-up
// document that has what it speaks of, and heard once the fault is in.
type fixture struct {
	rule   string
	where  func(*budget.Disclosure) bool // nil: any document
	before edit                          // brings the clean document to have it; nil: nothing
	wrong  edit
	under  func(*profile.Profile) // a change to the profile, where the rule is for another
	prior  edit                   // last year's document, made from this one; nil: none
}

// hold runs fixtures and asks that every rule of the families has one.
func hold(t *testing.T, fixtures []fixture, families ...[]check.Rule) {
	t.Helper()
	for _, f := range fixtures {
		t.Run(f.rule, func(t *testing.T) { f.hold(t) })
	}
	for _, family := range families {
		for _, r := range family {
			if _, made := finalFixtures[r.ID]; r.Lacks == "" && !made && !hasOwnPair(r.ID) && !priorRules(r.ID) && !slices.ContainsFunc(fixtures, func(f fixture) bool { return f.rule == r.ID }) {
				t.Errorf("%s has no fixture", r.ID)
			}
		}
	}
}

func (f *fixture) hold(t *testing.T) {
	d, p, prior := f.make(t)
	if f.heard(d, p, prior) {
		t.Errorf("%s speaks on the clean document", f.rule)
	}
	f.wrong(d)
	if !f.heard(d, p, prior) {
		t.Errorf("%s does not speak on the fault", f.rule)
	}
}

// make is the first clean document that will do.
func (f *fixture) make(t *testing.T) (*budget.Disclosure, *profile.Profile, *budget.Disclosure) {
	for n := range 200 {
		d, p := clean(t, n)
		if f.where != nil && !f.where(d) {
			continue
		}
		if f.under != nil {
			own := *p
			f.under(&own)
			p = &own
		}
		if f.before != nil {
			f.before(d)
		}
		var prior *budget.Disclosure
		if f.prior != nil {
			prior, _ = clean(t, n)
			f.prior(prior)
		}
		return d, p, prior
	}
	t.Fatalf("%s: no document has what it speaks of", f.rule)
	return nil, nil, nil
}

func (f *fixture) heard(d *budget.Disclosure, p *profile.Profile, prior *budget.Disclosure) bool {
	s := check.New(d, p)
	if prior != nil {
		s.Prior = check.New(prior, p)
	}
	for _, x := range All().Check(s).Findings {
		if x.Rule == f.rule || slices.Contains(x.Also, f.rule) {
			return true
		}
	}
	return false
}

// bump adds hundredths to an amount by address.
func bump(address string, by int64) edit {
	return func(d *budget.Disclosure) { more(cell(d, address), by) }
}

func more(c *budget.Cell, by int64) {
	c.Printed = money.PrintDecimal(money.Decimal{Coef: c.Printed.Value.Coef + by, Scale: 2})
}

// bumpLine adds hundredths in a column of the first line that will do.
func bumpLine(table, panel, column string, by int64, is func(*budget.Line) bool) edit {
	return func(d *budget.Disclosure) {
		l := lineWhere(d, table, panel, is)
		p := d.Table(table).Panel(panel)
		more(&l.Cells[slices.Index(p.Columns, column)], by)
	}
}

func lineWhere(d *budget.Disclosure, table, panel string, is func(*budget.Line) bool) *budget.Line {
	p := d.Table(table).Panel(panel)
	for i := range p.Lines {
		if is(&p.Lines[i]) && p.Lines[i].Cells[0].Printed.Mark == money.Number {
			return &p.Lines[i]
		}
	}
	panic("no line in " + table)
}

func ofLevel(n int) func(*budget.Line) bool {
	return func(l *budget.Line) bool { return !l.Total && l.Level == n }
}

func ofCode(code string) func(*budget.Line) bool {
	return func(l *budget.Line) bool { return l.Code == code }
}

// has tells whether a table prints an amount at an address.
func has(address string) func(*budget.Disclosure) bool {
	return func(d *budget.Disclosure) bool {
		a, _ := profile.ParseAddress(address)
		t := d.Table(a.Table)
		for i := range t.Panels {
			if c := t.Panels[i].Cell(a.Row, a.Column); c != nil && c.Printed.Mark == money.Number {
				return true
			}
		}
		return false
	}
}

func not(is func(*budget.Disclosure) bool) func(*budget.Disclosure) bool {
	return func(d *budget.Disclosure) bool { return !is(d) }
}

func having(list ...func(*budget.Disclosure) bool) func(*budget.Disclosure) bool {
	return func(d *budget.Disclosure) bool {
		for _, is := range list {
			if !is(d) {
				return false
			}
		}
		return true
	}
}

var (
	carried   = has("T01[上年结转].金额")
	noneOfIt  = not(carried)
	onlyGPB   = having(noneOfIt, not(has("T01[政府性基金预算].金额")), not(has("T01[国有资本经营预算].金额")), not(has("T01[单位资金].金额")), not(has("T01[财政专户管理资金].金额")))
	withGFB   = has("T08[合计].合计")
	withSOCB  = has("T09[支出合计].合计")
	isAdmin   = has("T11[部门合计].合计")
	notAdmin  = not(isAdmin)
	withStuff = has("T12[合计].合计")
)

// says tells whether a sentence has a slot.
func says(slot string) func(*budget.Disclosure) bool {
	return func(d *budget.Disclosure) bool {
		_, c := claimOf(d, slot, 0)
		return c != nil
	}
}

// saysNot tells whether a slot's number is not nothing.
func saysAmount(slot string) func(*budget.Disclosure) bool {
	return func(d *budget.Disclosure) bool {
		_, c := claimOf(d, slot, 0)
		if c == nil {
			return false
		}
		p, err := money.ParsePrinted(c.Text)
		return err == nil && !p.Value.IsZero()
	}
}

func claimOf(d *budget.Disclosure, slot string, n int) (*budget.Paragraph, *budget.Claim) {
	for i := range d.Sections {
		for j := range d.Sections[i].Paragraphs {
			p := &d.Sections[i].Paragraphs[j]
			for k := range p.Claims {
				if p.Claims[k].Slot != slot {
					continue
				}
				if n == 0 {
					return p, &p.Claims[k]
				}
				n--
			}
		}
	}
	return nil, nil
}

// restate puts another text in a slot's place, its n-th from 0.
func restate(slot string, n int, text string) edit {
	return func(d *budget.Disclosure) {
		p, c := claimOf(d, slot, n)
		if c == nil {
			panic("no claim " + slot)
		}
		put(p, c, text)
	}
}

func put(p *budget.Paragraph, c *budget.Claim, text string) {
	by, at := len(text)-len(c.Text), c.Start
	p.Text = p.Text[:c.Start] + text + p.Text[c.Start+len(c.Text):]
	c.Text = text
	for k := range p.Claims {
		if p.Claims[k].Start > at {
			p.Claims[k].Start += by
		}
	}
}

// sayMore adds hundredths to the amount or percent that a slot's text states.
func sayMore(slot string, n int, by int64) edit {
	return func(d *budget.Disclosure) {
		p, c := claimOf(d, slot, n)
		if c == nil {
			panic("no claim " + slot)
		}
		v, _ := money.ParsePrinted(c.Text)
		for v.Value.Scale < 2 {
			v.Value.Coef *= 10
			v.Value.Scale++
		}
		v.Value.Coef += by
		put(p, c, v.Value.String())
	}
}

// unsay takes a claim out, its text with it.
func unsay(slot string) edit {
	return func(d *budget.Disclosure) {
		for {
			p, c := claimOf(d, slot, 0)
			if c == nil {
				return
			}
			put(p, c, "")
			p.Claims = slices.DeleteFunc(p.Claims, func(x budget.Claim) bool { return x.Slot == slot && x.Text == "" })
			for _, w := range []string{"，主要原因是", "主要原因是"} {
				p.Text = strings.ReplaceAll(p.Text, w, "")
			}
			for k := range p.Claims { // the places moved; only their order counts here
				if i := strings.Index(p.Text, p.Claims[k].Text); i >= 0 && p.Claims[k].Start+len(p.Claims[k].Text) > len(p.Text) {
					p.Claims[k].Start = i
				}
			}
		}
	}
}

// asYuan writes 元 for 万元 behind the first number of a slot, which is then read as
// nothing that the form says.
func asYuan(slot string) edit {
	return func(d *budget.Disclosure) {
		p, c := claimOf(d, slot, 0)
		rest, ok := strings.CutPrefix(p.Text[c.Start+len(c.Text):], "万元")
		if !ok {
			panic("no 万元 behind " + slot)
		}
		p.Text = p.Text[:c.Start+len(c.Text)] + "元" + rest
		at := c.Start
		p.Claims = slices.DeleteFunc(p.Claims, func(x budget.Claim) bool { return x.Start == at })
		for k := range p.Claims {
			if p.Claims[k].Start > at {
				p.Claims[k].Start -= len("万")
			}
		}
	}
}

// write adds a paragraph to a section.
func write(section, text string) edit {
	return func(d *budget.Disclosure) {
		for i := range d.Sections {
			if d.Sections[i].ID == section {
				d.Sections[i].Paragraphs = append(d.Sections[i].Paragraphs, budget.Paragraph{Text: text})
				return
			}
		}
		panic("no section " + section)
	}
}

// all makes one edit of several.
func allOf(list ...edit) edit {
	return func(d *budget.Disclosure) {
		for _, e := range list {
			e(d)
		}
	}
}

// dropLines takes lines out of a panel.
func dropLines(table, panel string, is func(*budget.Line) bool) edit {
	return func(d *budget.Disclosure) {
		p := d.Table(table).Panel(panel)
		p.Lines = slices.DeleteFunc(p.Lines, func(l budget.Line) bool { return is(&l) })
	}
}

func noted(table, note string) edit {
	return func(d *budget.Disclosure) { d.Table(table).Note = note }
}
