package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// finish puts together what was read.
func (s *state) finish() {
	for _, t := range s.read {
		t.close()
		if i, seen := s.at[t.form.t.ID]; seen {
			s.again(i, t)
			continue
		}
		s.at[t.form.t.ID] = len(s.d.Tables)
		s.d.Tables = append(s.d.Tables, t.out)
		for i := range s.r.p.Tables {
			if in := &s.r.p.Tables[i]; in.In == t.form.t.ID && (!s.r.p.Generic || t.hasColumnOf(in.ID)) {
				s.at[in.ID] = len(s.d.Tables)
				s.d.Tables = append(s.d.Tables, t.within(in))
			}
		}
	}
	s.settleUnits()
	s.gatherProjects()
	for _, sec := range s.all {
		sec.close()
		s.d.Sections = append(s.d.Sections, sec.out)
	}
	if s.d.Title == "" && len(s.d.Outline.Cover) > 0 {
		s.d.Title = s.d.Outline.Cover[len(s.d.Outline.Cover)-1].Text
	}
	if title := plain(s.d.Title); strings.Contains(title, "单位"+s.r.fits.kind) && !strings.Contains(title, "部门") {
		s.d.Scope, s.d.Outline.OfUnit = "unit", true // by the form of a department
	}
	s.unitKind()
	s.department()
}

// leastShared is how many amounts a table prints as the others do, at the least, where
// it is held to count in their unit.
const leastShared = 3

// settleUnits gives a table the unit of the others where it says another, or none, and
// prints amounts that they print: its label is wrong and not its numbers.
func (s *state) settleUnits() {
	count := map[money.Unit]int{}
	for i := range s.d.Tables {
		if !s.d.Tables[i].Empty {
			count[s.d.Tables[i].MoneyUnit]++
		}
	}
	most := money.Wan
	if count[money.Yuan] > count[money.Wan] {
		most = money.Yuan
	}
	printed := map[money.Decimal]bool{}
	for i := range s.d.Tables {
		if t := &s.d.Tables[i]; t.MoneyUnit == most {
			eachAmount(t, func(d money.Decimal) { printed[d] = true })
		}
	}
	for i := range s.d.Tables {
		t := &s.d.Tables[i]
		if t.MoneyUnit == most || t.Empty {
			continue
		}
		shared := map[money.Decimal]bool{}
		eachAmount(t, func(d money.Decimal) {
			if printed[d] {
				shared[d] = true
			}
		})
		if len(shared) >= leastShared {
			t.MoneyUnit = most
		}
	}
}

// eachAmount calls yield for every amount of a table that is told by more than two
// digits.
func eachAmount(t *budget.Table, yield func(money.Decimal)) {
	for p := range t.Panels {
		for l := range t.Panels[p].Lines {
			for k := range t.Panels[p].Lines[l].Cells {
				c := &t.Panels[p].Lines[l].Cells[k]
				if d := c.Printed.Value; c.Printed.Mark == money.Number && !c.Counts && d.Scale > 0 && (d.Coef > 99 || d.Coef < -99) {
					yield(d)
				}
			}
		}
	}
}

// again lays a table that was read before over the first: the one that has rows
// counts, else the second is stray.
func (s *state) again(i int, t *tableState) {
	first := &s.d.Tables[i]
	if lines(first) == 0 && lines(&t.out) > 0 {
		*first = t.out
		return
	}
	if lines(&t.out) == 0 {
		return
	}
	kind, ref := "table", t.title.ref
	if s.sameRows(i, t) {
		kind, ref.Table = "twice", t.form.t.ID
	}
	s.stray(kind, t.title.text, ref)
}

// sameRows reports whether a table begins with the rows of the one read before at
// index i.
func (s *state) sameRows(i int, t *tableState) bool {
	for _, o := range s.read {
		if o != t && o.form == t.form && s.at[o.form.t.ID] == i {
			return len(t.opening) > 0 && slices.Equal(o.opening, t.opening)
		}
	}
	return false
}

func lines(t *budget.Table) int {
	n := 0
	for i := range t.Panels {
		n += len(t.Panels[i].Lines)
	}
	return n
}

// unitKind finds the kind of unit that the text says it is: first where it says
// 为…, the longest name first.
func (s *state) unitKind() {
	best, rank := "", 0
	for i := range s.d.Sections {
		for j := range s.d.Sections[i].Paragraphs {
			p := &s.d.Sections[i].Paragraphs[j]
			if !strings.Contains(p.Text, "单位") {
				continue
			}
			text := plain(p.Text)
			for _, k := range s.r.kinds {
				n := len(k.name)
				switch {
				case strings.Contains(text, k.said):
					n += 1000
				case n <= 12 || !strings.Contains(text, k.name):
					continue
				}
				if n > rank {
					best, rank = k.key, n
				}
			}
		}
	}
	s.d.Unit.Kind = best
}

// department takes the department from the forms: 083-大同市工业和信息化局[部门].
func (s *state) department() {
	if s.r.p.Form.Some {
		return // places write it in ways of their own
	}
	for i := range s.d.Projects {
		body := strings.TrimSpace(s.d.Projects[i].Body)
		if body == "" {
			continue
		}
		n := 0
		for n < len(body) && isDigit(body[n]) {
			n++
		}
		name := strings.TrimLeft(body[n:], "-－—– ")
		if i := strings.IndexAny(name, "[［【"); i > 0 {
			name = name[:i]
		}
		s.d.Unit.Department = budget.Body{Code: body[:n], Name: strings.TrimSpace(name)}
		return
	}
}

// statuses tells of every table of the profile how far it was read.
func (s *state) statuses() []diag.TableStatus {
	out := StatusesOf(s.d, s.r.p)
	for i := range out {
		tr := &out[i]
		t := s.d.Table(tr.IDs[0])
		if t == nil {
			tr.Title = s.r.fixed(tr.Title)
			continue
		}
		tr.Line, tr.Page = t.Ref.Line, t.Ref.Page
		if tr.Status == diag.Read && s.partly(t.ID) {
			tr.Status = diag.PartlyRead
		}
	}
	return out
}

// StatusesOf tells of every table of a profile whether a disclosure that was not read
// from a page has it.
func StatusesOf(d *budget.Disclosure, p *profile.Profile) []diag.TableStatus {
	var out []diag.TableStatus
	for i := range p.Tables {
		form := &p.Tables[i]
		if form.In != "" {
			continue
		}
		tr := diag.TableStatus{IDs: idsOf(p, form), Title: form.Title, Status: diag.Missing, MoneyUnit: p.Unit(form).String()}
		if t := d.Table(form.ID); t != nil {
			tr.Title, tr.MoneyUnit, tr.Status = t.Title, t.MoneyUnit.String(), diag.Read
			if t.Empty && t.Note != "" {
				tr.Status = diag.StatedEmpty
			}
			for _, id := range tr.IDs {
				if t := d.Table(id); t != nil {
					count(&tr, t)
				}
			}
		}
		out = append(out, tr)
	}
	return out
}

// idsOf are those of a table and of what is printed in it.
func idsOf(p *profile.Profile, form *profile.Table) []string {
	out := []string{form.ID}
	for i := range p.Tables {
		if p.Tables[i].In == form.ID {
			out = append(out, p.Tables[i].ID)
		}
	}
	return out
}

// count adds a table's rows and amounts to what is told of it.
func count(tr *diag.TableStatus, t *budget.Table) {
	for k := range t.Panels {
		tr.Rows += len(t.Panels[k].Lines)
		tr.Amounts += amountsOf(&t.Panels[k])
	}
}

func (s *state) partly(id string) bool {
	for _, t := range s.read {
		if t.form.t.ID == id && t.partly {
			return true
		}
	}
	return false
}

func amountsOf(p *budget.Panel) int {
	n := 0
	for i := range p.Lines {
		for k := range p.Lines[i].Cells {
			if p.Lines[i].Cells[k].Printed.Mark == money.Number {
				n++
			}
		}
	}
	return n
}
