package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/place"
)

// outOfOrder are the indexes of what has to move so that the rest stands in
// order: all that is not in the longest run of rising ranks.
func outOfOrder(ranks []int) []int {
	n := len(ranks)
	length, from := make([]int, n), make([]int, n)
	best := -1
	for i := range ranks {
		length[i], from[i] = 1, -1
		for j := range i {
			if ranks[j] < ranks[i] && length[j]+1 > length[i] {
				length[i], from[i] = length[j]+1, j
			}
		}
		if best < 0 || length[i] > length[best] {
			best = i
		}
	}
	keep := make([]bool, n)
	for i := best; i >= 0; i = from[i] {
		keep[i] = true
	}
	var out []int
	for i := range keep {
		if !keep[i] {
			out = append(out, i)
		}
	}
	return out
}

// standing is a thing in its order of appearance, with its rank in the profile.
type standing struct {
	rank int
	name string
	ref  place.Ref
}

func tellOrder(in *check.Inspection, list []standing, say string) {
	ranks := make([]int, len(list))
	for i := range list {
		ranks[i] = list[i].rank
	}
	wrong := outOfOrder(ranks)
	in.Pass(len(list) - len(wrong))
	for _, i := range wrong {
		in.Fail(check.Fault{At: list[i].ref, Message: fmt.Sprintf(say, excerpt(list[i].name))})
	}
}

func tableRank(in *check.Inspection, id string) int {
	for i := range in.Profile.Tables {
		if in.Profile.Tables[i].ID == id {
			return i
		}
	}
	return -1
}

func ordTables(in *check.Inspection) {
	var list []standing
	add := func(id, name string, ref place.Ref) {
		r := tableRank(in, id)
		if r < 0 || slices.ContainsFunc(list, func(s standing) bool { return s.rank == r }) {
			return
		}
		ref.Table, ref.Text = id, name
		list = append(list, standing{r, name, ref})
	}
	if in.Outline != nil {
		for i := range in.Outline.Headings {
			if h := &in.Outline.Headings[i]; h.Kind == budget.TableHeading {
				add(h.ID, h.Text, h.Ref)
			}
		}
	}
	if len(list) == 0 {
		for i := range in.Tables {
			add(in.Tables[i].ID, in.Tables[i].Title, in.Tables[i].Ref)
		}
	}
	tellOrder(in, list, "“%s”的次序与规定的不同")
}

func ordSections(in *check.Inspection) {
	var list []standing
	for i := range in.Sections {
		s := &in.Sections[i]
		for r := range in.Profile.Sections {
			if in.Profile.Sections[r].ID == s.ID && !slices.ContainsFunc(list, func(o standing) bool { return o.rank == r }) {
				list = append(list, standing{r, s.Title, sectionRef(in, i)})
			}
		}
	}
	tellOrder(in, list, "“%s”的次序与规定的不同")
}

// numbered is a heading's number, by its way of numbering.
type numbered struct {
	style byte // 'a' 一、 'b' （一） 'c' 1、
	n     int
}

// numberOf reads the number of a heading.
func numberOf(text string) numbered {
	s := budget.Fold(text[:min(len(text), 40)])
	if n, _ := ordinal(s); n > 0 {
		return numbered{'a', n}
	}
	if rest, ok := strings.CutPrefix(s, "("); ok {
		if inner, _, ok := strings.Cut(rest, ")"); ok {
			if n := hanNumber(inner); n > 0 {
				return numbered{'b', n}
			}
		}
		return numbered{}
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits == 0 || digits > 2 {
		return numbered{}
	}
	rest := s[digits:]
	if !strings.HasPrefix(rest, "、") && (!strings.HasPrefix(rest, ".") || len(rest) > 1 && isDigit(rest[1])) {
		return numbered{}
	}
	n, _ := strconv.Atoi(s[:digits])
	return numbered{'c', n}
}

func ordNumbers(in *check.Inspection) {
	itemNumbers(in)
	if in.Outline != nil {
		next := map[byte]int{}
		for i := range in.Outline.Headings {
			h := &in.Outline.Headings[i]
			switch h.Kind {
			case budget.PartHeading:
				clear(next)
				if num := numberOf(h.Text); num.style == 'a' { // 二、部门决算情况说明 is a part that is numbered as sections are
					next['a'] = num.n
				}
			case budget.SectionHeading:
				if numberOf(h.Text).style != 'b' { // （二）… may be a section where a part is numbered 二、
					delete(next, 'b')
				}
				delete(next, 'c')
				follow(in, next, h.Text, h.Ref)
			case budget.SubHeading:
				if numberOf(h.Text).style != 'a' { // 一、 inside a section is a list of its own
					follow(in, next, h.Text, h.Ref)
				}
			}
		}
		return
	}
	part, next := "", map[byte]int{}
	for i := range in.Sections {
		s := &in.Sections[i]
		if s.Part != part {
			part = s.Part
			clear(next)
		}
		delete(next, 'b')
		delete(next, 'c')
		follow(in, next, s.Title, sectionRef(in, i))
		for j := range s.Paragraphs {
			if p := &s.Paragraphs[j]; p.Heading {
				r := p.Ref
				r.Section = s.ID
				follow(in, next, p.Text, r)
			}
		}
	}
}

// itemNumbers holds the numbers of the items that a section lists in paragraphs of their
// own, （一）…… or 1.……, to those before them. A list may begin anew; an item may run on in
// the paragraph of the one before.
func itemNumbers(in *check.Inspection) {
	for i := range in.Sections {
		last := map[byte]int{}
		text := map[byte]string{}
		after := map[byte]int{} // what may follow on a wrong number, were it right
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			num := numberOf(p.Text)
			switch {
			case p.Heading || num.style == 'a':
				clear(last)
				continue
			case num.n == 0:
				for style := range text {
					text[style] += p.Text
				}
				continue
			case num.style == 'b':
				delete(last, 'c')
			}
			want, within := last[num.style]+1, text[num.style]
			known := last[num.style] > 0
			last[num.style], text[num.style] = num.n, p.Text
			if !known || num.n == 1 || num.n == want || num.n == after[num.style] {
				continue
			}
			if num.n > want && (holdsNumber(within, numbered{num.style, num.n - 1}) || hasItem(&in.Sections[i], numbered{num.style, num.n - 1})) {
				continue
			}
			r := p.Ref
			r.Section, r.Text = in.Sections[i].ID, p.Text
			in.Fail(check.Fault{At: r, Message: fmt.Sprintf("“%s”的序号应为第%d", excerpt(p.Text), want)})
			after[num.style] = want + 1
		}
	}
}

// hasItem reports whether a paragraph of a section has a number.
func hasItem(sec *budget.Section, num numbered) bool {
	return slices.ContainsFunc(sec.Paragraphs, func(p budget.Paragraph) bool { return numberOf(p.Text) == num })
}

// holdsNumber reports whether an item's number stands within a text.
func holdsNumber(text string, num numbered) bool {
	text = budget.Fold(text)
	if num.style == 'b' {
		for _, piece := range strings.Split(text, "(")[1:] {
			if inner, _, ok := strings.Cut(piece, ")"); ok && hanNumber(inner) == num.n {
				return true
			}
		}
		return false
	}
	n := strconv.Itoa(num.n)
	return strings.Contains(text, n+".") || strings.Contains(text, n+"、")
}

// follow holds a heading's number to the one before it of the same kind. A list
// may begin anew at 1; below （一） the digits begin anew.
func follow(in *check.Inspection, next map[byte]int, text string, at place.Ref) {
	num := numberOf(text)
	if num.n == 0 {
		return
	}
	if num.style == 'b' {
		delete(next, 'c')
	}
	want := next[num.style] + 1
	next[num.style] = num.n
	if num.n == want || num.n == 1 && num.style != 'a' || num.n > want && unread(in, numbered{num.style, num.n - 1}) {
		in.Pass(1)
		return
	}
	at.Text = text
	in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”的序号应为第%d", excerpt(text), want)})
}

// unread reports whether a text that was not taken for a heading has that number:
// the heading before may be one that the profile does not know.
func unread(in *check.Inspection, num numbered) bool {
	if in.Outline != nil && slices.ContainsFunc(in.Outline.Stray, func(s budget.Stray) bool { return numberOf(s.Text) == num }) {
		return true
	}
	return slices.ContainsFunc(in.Texts(), func(t check.Text) bool { return t.Kind == check.ParagraphText && numberOf(t.Text) == num })
}

func ordLabels(in *check.Inspection) {
	var with, without []int
	for i := range in.Tables {
		if inAnother(in.Subject, &in.Tables[i]) {
			continue
		}
		if strings.TrimSpace(in.Tables[i].Label) != "" {
			with = append(with, i)
		} else {
			without = append(without, i)
		}
	}
	if len(with) == 0 {
		in.Pass(1)
		return
	}
	at := labelRef(in, with[0])
	if len(without) > 0 {
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("%d张表有表号（“%s”），%d张没有", len(with), excerpt(in.Tables[with[0]].Label), len(without))})
		return
	}
	for k, i := range with {
		digits := strings.TrimLeft(in.Tables[i].Label, "预算决公开表附 ")
		n, err := strconv.Atoi(strings.TrimSpace(digits))
		if err == nil && n != k+1 {
			in.Fail(check.Fault{At: labelRef(in, i), Message: fmt.Sprintf("表号“%s”应为第%d", excerpt(in.Tables[i].Label), k+1)})
			return
		}
	}
	in.Pass(len(with))
}

func labelRef(in *check.Inspection, i int) place.Ref {
	t := &in.Tables[i]
	at := t.Ref
	if in.Outline != nil {
		for k := range in.Outline.Headings {
			if h := &in.Outline.Headings[k]; h.Kind == budget.LabelHeading && strings.TrimSpace(h.Text) == strings.TrimSpace(t.Label) {
				at = h.Ref
				break
			}
		}
	}
	at.Table, at.Text = t.ID, t.Label
	return at
}
