package rules

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
)

// ties makes the rule of the amounts that repeat a cell.
func ties(rule string) func(*check.Relations) {
	return func(r *check.Relations) {
		for _, id := range claims().byRule[rule] {
			m := r.Profile.Measure(id)
			if m == nil {
				continue
			}
			list := r.Claims(id)
			if len(list) == 0 {
				continue
			}
			for _, address := range append([]string{m.Cell}, m.Also...) {
				cell := r.At(address)
				if address != m.Cell && r.Blank(cell) {
					continue
				}
				for _, v := range list {
					r.Same(v, cellSaid(r.Subject, v, cell, address))
				}
			}
		}
	}
}

// cellSaid is the cell that a number of a sentence repeats: that of its measure; of what
// was appropriated this year that of the year, where the table takes in what was carried
// over; none where the number takes that in and the cell does not.
func cellSaid(s *check.Subject, v, cell check.Var, address string) check.Var {
	if cell != check.NoVar && address == gpbTotal {
		if current := currentGPB(s); current != check.NoVar && s.Printed(v).Value == s.Printed(current).Value {
			return current
		}
	}
	if withCarry(s, v, cell, address) {
		return v
	}
	return cell
}

// gpbTotal is the total of what is spent of the general budget.
const gpbTotal = "T05[合计].合计"

// currentGPB is what is appropriated of the general budget this year, where the table of
// its spending takes in what was carried over and a sentence tells it; NoVar else.
func currentGPB(s *check.Subject) check.Var {
	current, all := s.At("T04[一般公共预算].金额"), s.At(gpbTotal)
	if current == check.NoVar || all == check.NoVar || none(s, s.At("T04[上年财政拨款结转].金额")) || s.Printed(current).Value == s.Printed(all).Value {
		return check.NoVar
	}
	for _, v := range s.Claims("gpb_total") {
		if s.Printed(v).Value == s.Printed(current).Value {
			return current
		}
	}
	return check.NoVar
}

// withCarry reports whether a number is that of a fund's appropriation with what was
// carried over of it.
func withCarry(s *check.Subject, v, cell check.Var, address string) bool {
	fund, ok := strings.CutPrefix(address, "T04[")
	if !ok || cell == check.NoVar {
		return false
	}
	carry := s.At("T04[结转" + fund)
	if none(s, carry) {
		return false
	}
	said, known := worth(s, v)
	return known && said == worthOf(s, cell, carry)
}

// eachClaim calls yield for every claim with its number.
func eachClaim(s *check.Subject, yield func(p *budget.Paragraph, section, paragraph, claim int)) {
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			p := &s.Sections[i].Paragraphs[j]
			for k := range p.Claims {
				yield(p, i, j, k)
			}
		}
	}
}

// fiscalGot: what sentences of places without a profile of their own say of a fund's
// appropriation is the table's, where they tell what was carried over apart, or there
// is nothing carried over; else it may hold that.
func fiscalGot(r *check.Relations) {
	apart := none(r.Subject, r.At("T04[上年财政拨款结转].金额"))
	eachClaim(r.Subject, func(p *budget.Paragraph, i, j, k int) {
		if m := r.Profile.Measure(p.Claims[k].Slot); m != nil && strings.HasPrefix(m.ID, "fiscal_got_") && (apart || hasSlot(p, "fiscal_carry")) {
			r.Same(r.ClaimVar(i, j, k), r.At(m.Cell))
		}
	})
}

// namesKnown reports whether every item of a list names a row of its table; so it has
// to be where the sentence is not known word for word.
func namesKnown(s *check.Subject, p *budget.Paragraph, slot string) bool {
	for k := range p.Claims {
		if c := &p.Claims[k]; s.Profile.Generic && c.Slot == slot && c.Cell == "" {
			return false
		}
	}
	return true
}

// lists makes the rule of a list's amounts: each is its row's, together they
// are the column's total; of the paragraphs that are meant, where not all are.
func lists(id string, meant func(*check.Subject, *budget.Paragraph, string) bool) func(*check.Relations) {
	slot := id + ".amount"
	return func(r *check.Relations) {
		l := r.Profile.List(id)
		if l == nil || len(r.Claims(slot)) == 0 {
			return
		}
		total := r.Cell(l.Table, l.Panel, totalOf(l.Table), l.Column)
		if current := currentGPB(r.Subject); current != check.NoVar && total == r.At(gpbTotal) {
			total = current
		}
		sum := func(items []check.Var, open bool) {
			switch {
			case len(items) == 0 || total == check.NoVar:
			case open:
				r.AtMost(items, []check.Var{total})
			default:
				r.Sum(total, items...)
			}
		}
		for i := range r.Sections {
			var single []check.Var // of a list that has a paragraph for each item
			anyOpen := false
			for j := range r.Sections[i].Paragraphs {
				p := &r.Sections[i].Paragraphs[j]
				if meant != nil && !meant(r.Subject, p, slot) {
					continue
				}
				items, open := amountsOf(r, p, i, j, slot)
				if len(items) == 1 {
					single, anyOpen = append(single, items[0]), anyOpen || open
					continue
				}
				sum(items, open)
			}
			if len(single) > 0 {
				sum(single, anyOpen || !complete(r.Subject, id, len(single)))
			}
		}
	}
}

// amountsIn are the numbers of a list's items in a paragraph. Open tells that the
// list ends with 等.
func amountsIn(s *check.Subject, p *budget.Paragraph, section, paragraph int, slot string) (items []check.Var, open bool) {
	end := 0
	for k := range p.Claims {
		if c := &p.Claims[k]; c.Slot == slot {
			items = append(items, s.ClaimVar(section, paragraph, k))
			end = c.Start + len(c.Text)
		}
	}
	return items, len(items) > 0 && endsOpen(p.Text, end)
}

// amountsOf ties the items of a list in a paragraph to their cells. Open tells
// that the list ends with 等, or that an item names no row.
func amountsOf(r *check.Relations, p *budget.Paragraph, section, paragraph int, slot string) (items []check.Var, open bool) {
	end := 0
	for k := range p.Claims {
		c := &p.Claims[k]
		if c.Slot != slot {
			continue
		}
		v := r.ClaimVar(section, paragraph, k)
		items = append(items, v)
		if c.Cell != "" {
			r.Same(v, r.At(c.Cell))
		}
		end = c.Start + len(c.Text)
	}
	return items, len(items) > 0 && endsOpen(p.Text, end)
}

// endsOpen reports whether a list goes on unsaid after its last number: …万元等。
func endsOpen(text string, end int) bool {
	if end > len(text) {
		return false
	}
	rest := strings.TrimLeft(text[end:], " %％万元亿，,）)")
	return strings.HasPrefix(rest, "等")
}

// totalOf is the key of the line that a table's classes add up to.
func totalOf(table string) string {
	switch table {
	case "T01", "T04":
		return "本年支出合计"
	case "T09":
		return "支出合计"
	}
	return "合计"
}

func procurementSum(r *check.Relations) {
	inParagraphs(r, wholeOf{Total: "procurement", Parts: []string{"procurement_goods", "procurement_works", "procurement_services"}, Open: true})
}

// wholes: what a paragraph says of a whole is what it says of its parts.
func wholes(r *check.Relations) {
	for _, w := range claims().Wholes {
		if w.Kind != "" && w.Kind != r.Profile.Kind {
			continue
		}
		inParagraphs(r, w)
	}
}

// carryWithin reports whether one of the parts of a whole takes in what was carried over.
func carryWithin(s *check.Subject, w wholeOf, parts []check.Var) bool {
	for k, id := range w.Parts {
		if m := s.Profile.Measure(id); m != nil && parts[k] != check.NoVar && withCarry(s, parts[k], s.At(m.Cell), m.Cell) {
			return true
		}
	}
	return false
}

// inParagraphs states a whole and its parts where a section says them all,
// once each; of an open whole the parts that are said, if there are any.
func inParagraphs(r *check.Relations, w wholeOf) {
	if len(r.Claims(w.Total)) == 0 || !w.Open && len(r.Claims(w.Parts[0])) == 0 {
		return
	}
	parts := make([]check.Var, len(w.Parts))
	section := -1
	for _, total := range r.Claims(w.Total) {
		if r.ClaimSection(total) == section {
			continue // the first one counts
		}
		section = r.ClaimSection(total)
		for n, id := range w.Parts {
			parts[n] = firstIn(r.Subject, section, id)
		}
		switch said := len(parts) - countNoVar(parts); {
		case said == 0:
		case said == len(parts) && !carryWithin(r.Subject, w, parts):
			r.Sum(total, parts...)
		case said == len(parts):
		case !w.Open:
		case said > 1 && unsaidAreNothing(r.Subject, w.Parts, parts):
			r.Sum(total, parts...)
		default:
			r.AtMost(parts, []check.Var{total})
		}
	}
}

// firstIn is the first number that a section states under a slot; NoVar for none.
func firstIn(s *check.Subject, section int, slot string) check.Var {
	for _, v := range s.Claims(slot) {
		if s.ClaimSection(v) == section {
			return v
		}
	}
	return check.NoVar
}

// unsaidAreNothing reports whether the tables print nothing for the parts that
// no sentence says.
func unsaidAreNothing(s *check.Subject, ids []string, parts []check.Var) bool {
	for k, v := range parts {
		if v != check.NoVar {
			continue
		}
		m := s.Profile.Measure(ids[k])
		if m != nil && !printsNothing(s, m.Cell) {
			return false
		}
	}
	return true
}

// printsNothing reports whether the table of a cell was read and has nothing there.
func printsNothing(s *check.Subject, address string) bool {
	table, _, ok := strings.Cut(address, "[")
	return ok && s.Table(table) != nil && none(s, s.At(address))
}

func countNoVar(list []check.Var) (n int) {
	for _, v := range list {
		if v == check.NoVar {
			n++
		}
	}
	return n
}

// repeated: a measure said more than once is the same each time.
func repeated(r *check.Relations) {
	eachClaim(r.Subject, func(p *budget.Paragraph, i, j, k int) {
		v := r.ClaimVar(i, j, k)
		if v == check.NoVar {
			return
		}
		name, aspect, _ := strings.Cut(p.Claims[k].Slot, ".")
		if aspect != "" && aspect != "share" && aspect != "prior" || r.Profile.List(name) != nil {
			return
		}
		if first := r.Claims(p.Claims[k].Slot)[0]; first != v {
			r.Same(first, v)
		}
	})
}
