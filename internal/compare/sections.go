package compare

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/place"
)

// sections compares the overview and the narrative, section by section.
func (c *comparer) sections() {
	for _, p := range pairUp(len(c.a.Sections), len(c.b.Sections), func(i, j int) bool { return c.a.Sections[i].ID == c.b.Sections[j].ID }) {
		a, b := &budget.Section{}, &budget.Section{}
		if p.a >= 0 {
			a = &c.a.Sections[p.a]
		}
		if p.b >= 0 {
			b = &c.b.Sections[p.b]
		}
		c.section(a, b)
	}
}

func (c *comparer) section(a, b *budget.Section) {
	group := a.Title
	if b.Title != "" {
		group = b.Title
	}
	c.text(InSection, group, "标题", a.Title, b.Title, place.Ref{}, place.Ref{})
	if c.meansA(joined(a)) == c.meansB(joined(b)) {
		return // the same words, whatever paragraphs they stand in
	}
	pa, pb := said(a), said(b)
	for _, p := range c.pairParagraphs(pa, pb) {
		switch {
		case p.b < 0:
			c.text(InSection, group, "段落", pa[p.a].Text, "", pa[p.a].Ref, place.Ref{})
		case p.a < 0:
			c.text(InSection, group, "段落", "", pb[p.b].Text, place.Ref{}, pb[p.b].Ref)
		default:
			c.paragraph(group, pa[p.a], pb[p.b])
		}
	}
}

func joined(s *budget.Section) string {
	var b strings.Builder
	for i := range s.Paragraphs {
		b.WriteString(s.Paragraphs[i].Text)
	}
	return b.String()
}

func said(s *budget.Section) []*budget.Paragraph {
	var out []*budget.Paragraph
	for i := range s.Paragraphs {
		if s.Paragraphs[i].Text != "" {
			out = append(out, &s.Paragraphs[i])
		}
	}
	return out
}

// pairParagraphs pairs paragraphs that mean the same, then those that one
// sentence of the profile made, then those that are akin.
func (c *comparer) pairParagraphs(a, b []*budget.Paragraph) []pair {
	to, used := make([]int, len(a)), make([]bool, len(b))
	for i := range to {
		to[i] = -1
	}
	for _, same := range []func(x, y *budget.Paragraph) bool{
		func(x, y *budget.Paragraph) bool { return c.meansA(x.Text) == c.meansB(y.Text) },
		func(x, y *budget.Paragraph) bool {
			return x.Pattern != "" && x.Pattern == y.Pattern && len(x.Claims) > 0 && len(y.Claims) > 0
		},
		func(x, y *budget.Paragraph) bool { return akin(x.Text, y.Text) },
	} {
		for i := range a {
			for j := range b {
				if to[i] < 0 && !used[j] && same(a[i], b[j]) {
					to[i], used[j] = j, true
				}
			}
		}
	}
	var out []pair
	for i := range a {
		out = append(out, pair{i, to[i]})
	}
	for j := range b {
		if !used[j] {
			out = append(out, pair{-1, j})
		}
	}
	return out
}

// paragraph compares what a sentence claims, value by value; where that tells no
// difference, its words.
func (c *comparer) paragraph(group string, a, b *budget.Paragraph) {
	if c.sameText(a.Text, b.Text) {
		return
	}
	before, alone := len(c.Changes), false
	for _, p := range pairUp(len(a.Claims), len(b.Claims), func(i, j int) bool {
		return slotOf(a.Claims[i]) == slotOf(b.Claims[j]) && rowOf(a.Claims[i]) == rowOf(b.Claims[j])
	}) {
		switch {
		case p.a < 0 || p.b < 0:
			alone = true // told by the words
		case told(a, p.a) && told(b, p.b): // by the amounts
		default:
			c.spoken(group, stated{a, p.a}, stated{b, p.b})
		}
	}
	some := len(c.Changes) > before
	if (some || !alone && len(a.Claims) > 0) && c.meansA(without(a)) == c.meansB(without(b)) {
		return
	}
	x, y := apart(plain(a.Text), plain(b.Text))
	if some {
		x, y = apart(without(a), without(b))
	}
	c.add(Change{Part: InSection, Kind: Changed, Group: group, Name: "文字", A: x, B: y, RefA: a.Ref, RefB: b.Ref})
}

// slotOf is what a claim speaks of, without which way it moved.
func slotOf(c budget.Claim) string { s, _, _ := strings.Cut(c.Slot, ":"); return s }

// rowOf is the row of a claim of a list, which has many of one slot.
func rowOf(c budget.Claim) string {
	_, rest, _ := strings.Cut(c.Cell, "[")
	row, _, _ := strings.Cut(rest, "]")
	return row
}

// without is a paragraph's text with its claims taken out, each with its unit.
func without(p *budget.Paragraph) string {
	s := p.Text
	for i := len(p.Claims) - 1; i >= 0; i-- {
		k := p.Claims[i]
		end := k.Start + len(k.Text)
		if k.Start < 0 || end > len(s) || s[k.Start:end] != k.Text {
			continue
		}
		rest := s[end:]
		for _, unit := range [...]string{"万元", "亿元", "元"} {
			if after, ok := strings.CutPrefix(rest, unit); ok {
				rest = after
				break
			}
		}
		s = s[:k.Start] + "□" + rest
	}
	return plain(s)
}
