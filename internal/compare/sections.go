package compare

import (
	"cmp"
	"slices"
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
	pairs := c.pairParagraphs(pa, pb)
	read := func(s string) string { return s }
	if slices.ContainsFunc(pairs, func(p pair) bool { return p.a < 0 || p.b < 0 }) {
		read = unnumbered // the items of a list after one that came or went have another number
	}
	for _, p := range pairs {
		switch {
		case p.b < 0:
			c.text(InSection, group, "段落", pa[p.a].Text, "", pa[p.a].Ref, place.Ref{})
		case p.a < 0:
			c.text(InSection, group, "段落", "", pb[p.b].Text, place.Ref{}, pb[p.b].Ref)
		default:
			c.paragraph(group, pa[p.a], pb[p.b], read)
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

// pairParagraphs pairs paragraphs that mean the same, then of those that one sentence of the
// profile made, as the items of a list, and then of those that are akin, the most alike. What
// stands in one paragraph here and in several there is left out.
func (c *comparer) pairParagraphs(a, b []*budget.Paragraph) []pair {
	to, used := make([]int, len(a)), make([]bool, len(b))
	for i := range a {
		to[i] = -1
		for j := range b {
			if !used[j] && c.meansA(a[i].Text) == c.meansB(b[j].Text) {
				to[i], used[j] = j, true
				break
			}
		}
	}
	c.leaveSplit(a, b, to, used)
	for _, may := range []func(x, y *budget.Paragraph) bool{
		func(x, y *budget.Paragraph) bool {
			return x.Pattern != "" && x.Pattern == y.Pattern && len(x.Claims) > 0 && len(y.Claims) > 0
		},
		func(x, y *budget.Paragraph) bool { return akin(x.Text, y.Text) },
	} {
		for _, k := range byLikeness(a, b, func(i, j int) bool { return to[i] < 0 && !used[j] && may(a[i], b[j]) }) {
			if to[k.a] < 0 && !used[k.b] {
				to[k.a], used[k.b] = k.b, true
			}
		}
	}
	var out []pair
	for i := range a {
		if to[i] != leftOut {
			out = append(out, pair{i, to[i]})
		}
	}
	for j := range b {
		if !used[j] {
			out = append(out, pair{-1, j})
		}
	}
	return out
}

const (
	leftOut   = -2 // for the paragraph of the other document, where nothing is to be told
	mostSplit = 4  // of how many paragraphs one is made of at most
)

// leaveSplit marks the paragraphs that are one in one document and several in the other: lines
// of a page that end with a sentence are taken for paragraphs.
func (c *comparer) leaveSplit(a, b []*budget.Paragraph, to []int, used []bool) {
	taken := make([]bool, len(a))
	for i := range a {
		taken[i] = to[i] != -1
	}
	takeSplit(a, taken, c.meansA, b, used, c.meansB)
	takeSplit(b, used, c.meansB, a, taken, c.meansA)
	for i := range a {
		if taken[i] && to[i] == -1 {
			to[i] = leftOut
		}
	}
}

// takeSplit takes each paragraph of one document that is several of the other, and those.
func takeSplit(ones []*budget.Paragraph, taken []bool, means func(string) string, others []*budget.Paragraph, used []bool, theirs func(string) string) {
	for i := range ones {
		for j := range others {
			if taken[i] || used[j] {
				continue
			}
			if n := split(means(ones[i].Text), others[j:], used[j:], theirs); n > 1 {
				taken[i] = true
				for k := range n {
					used[j+k] = true
				}
			}
		}
	}
}

// split is how many paragraphs that follow one another a text is, none of which is taken.
func split(whole string, list []*budget.Paragraph, taken []bool, means func(string) string) int {
	for n := range min(len(list), mostSplit) {
		rest, ok := strings.CutPrefix(whole, means(list[n].Text))
		if !ok || taken[n] {
			return 0
		}
		if whole = rest; whole == "" {
			return n + 1
		}
	}
	return 0
}

// byLikeness are the pairs of paragraphs that may be one, the most alike first, in their order
// where several are as alike.
func byLikeness(a, b []*budget.Paragraph, may func(i, j int) bool) (out []pair) {
	like := map[pair]int{}
	for i := range a {
		for j := range b {
			if p := (pair{i, j}); may(i, j) {
				out, like[p] = append(out, p), likeness(a[i], b[j])
			}
		}
	}
	slices.SortStableFunc(out, func(x, y pair) int { return cmp.Compare(like[y], like[x]) })
	return out
}

// compared is how many characters of a paragraph its likeness with another is told by.
const compared = 200

// likeness is how much of the longer of two paragraphs the other has in the same order, in
// thousandths.
func likeness(a, b *budget.Paragraph) int {
	x, y := []rune(plain(a.Text)), []rune(plain(b.Text))
	x, y = x[:min(len(x), compared)], y[:min(len(y), compared)]
	return 1000 * common(x, y) / max(len(x), len(y), 1)
}

// paragraph compares what a sentence claims, value by value; where that tells no
// difference, its words as they are read.
func (c *comparer) paragraph(group string, a, b *budget.Paragraph, read func(string) string) {
	if c.sameText(read(a.Text), read(b.Text)) {
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
	if (some || !alone && len(a.Claims) > 0) && c.meansA(read(without(a))) == c.meansB(read(without(b))) {
		return
	}
	x, y := apart(read(plain(a.Text)), read(plain(b.Text)))
	if some {
		x, y = apart(read(without(a)), read(without(b)))
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
			if after, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), unit); ok {
				rest = after
				break
			}
		}
		s = s[:k.Start] + "□" + rest
	}
	return plain(s)
}
