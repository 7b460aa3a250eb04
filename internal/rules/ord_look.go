package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/numeral"
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
	style byte // 'a' 一、 'b' （一） 'c' 1、; 's' 1、 of sections, which others stand below
	n     int
}

// numberOf reads the number of a heading.
func numberOf(text string) numbered {
	if first, _ := utf8.DecodeRuneInString(text); isHan(first) && !strings.ContainsRune("一二三四五六七八九十", first) {
		return numbered{}
	}
	s := budget.Fold(text[:min(len(text), 40)])
	if n, _ := ordinal(s); n > 0 {
		return numbered{'a', n}
	}
	if rest, ok := strings.CutPrefix(s, "("); ok {
		if inner, _, ok := strings.Cut(rest, ")"); ok {
			if n := numeral.Number(inner); n > 0 {
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
	listNumbers(in)
	c := counter{in: in, runs: map[byte][]counted{}}
	defer c.end('a', 's', 'b', 'c')
	if in.Outline != nil {
		for i := range in.Outline.Headings {
			h := &in.Outline.Headings[i]
			switch h.Kind {
			case budget.PartHeading:
				c.end('a', 's', 'b', 'c')
				if num := numberOf(h.Text); num.style == 'a' { // 二、部门决算情况说明 is a part that is numbered as sections are
					c.runs['a'] = []counted{{n: num.n, known: true}}
				}
			case budget.TableHeading:
				if num := numberOf(h.Text); num.style == 'a' && len(c.runs['a']) == 0 { // 一、 is a table, 二、 what is said of it
					c.runs['a'] = []counted{{n: num.n, known: true}}
				}
			case budget.SectionHeading:
				num := numberOf(h.Text)
				if num.style != 'b' { // （二）… may be a section where a part is numbered 二、
					c.end('b')
				}
				if run := c.runs['a']; num.style == 'a' && num.n == 1 && len(run) == 1 && run[0].known { // 六、 is a part, and its sections begin with 一、
					c.end('a')
				}
				c.end('c')
				c.section(h.Text, h.Ref)
			case budget.SubHeading:
				if numberOf(h.Text).style != 'a' { // 一、 inside a section is a list of its own
					c.add(h.Text, h.Ref)
				}
			}
		}
		return
	}
	part := ""
	for i := range in.Sections {
		s := &in.Sections[i]
		if s.Part != part {
			part = s.Part
			c.end('a', 's', 'b', 'c')
		}
		c.end('b', 'c')
		c.section(s.Title, sectionRef(in, i))
		for j := range s.Paragraphs {
			if p := &s.Paragraphs[j]; p.Heading {
				r := p.Ref
				r.Section = s.ID
				c.add(p.Text, r)
			}
		}
	}
}

// counted is a heading with its number; one that is known only says where to go on.
type counted struct {
	n     int
	known bool
	text  string
	at    place.Ref
}

// counter gathers headings into runs of each way of numbering.
type counter struct {
	in   *check.Inspection
	runs map[byte][]counted
}

// section adds the heading of a section, whose digits go on over what stands below it.
func (c *counter) section(text string, at place.Ref) {
	num := numberOf(text)
	if num.style == 'c' {
		num.style = 's'
	}
	c.put(num, text, at)
}

func (c *counter) add(text string, at place.Ref) { c.put(numberOf(text), text, at) }

func (c *counter) put(num numbered, text string, at place.Ref) {
	if num.n == 0 {
		return
	}
	if num.style == 'b' {
		c.end('c') // below （一） the digits begin anew
	}
	at.Text = text
	c.runs[num.style] = append(c.runs[num.style], counted{n: num.n, text: text, at: at})
}

func (c *counter) end(styles ...byte) {
	for _, style := range styles {
		misnumbered(c.runs[style], style != 'a', func(k, want int) {
			h := &c.runs[style][k]
			if slices.ContainsFunc(c.runs[style][:k], func(o counted) bool { return o.text == h.text }) {
				return // it stands twice: ORD-008 tells
			}
			if h.n > want && (unread(c.in, numbered{printedAs(style), h.n - 1}, c.before(style, k), h.at) || style == 'a' && gone(c.in, want, h.n)) {
				c.in.Pass(1)
				return
			}
			c.in.Fail(check.Fault{At: h.at, Message: fmt.Sprintf("“%s”的序号应为第%d", excerpt(h.text), want)})
		})
		c.in.Pass(len(c.runs[style]))
		delete(c.runs, style)
	}
}

// printedAs is the way in which a heading of a style is numbered.
func printedAs(style byte) byte {
	if style == 's' {
		return 'c'
	}
	return style
}

// before is where the heading stands that comes before the k-th of a run; no place
// where none does.
func (c *counter) before(style byte, k int) place.Ref {
	if k == 0 {
		return place.Ref{}
	}
	return c.runs[style][k-1].at
}

// misnumbered tells the items of a run that do not have the number after the one before.
// A run that may begin anew goes on after a 1. Where the next item has the number that
// follows the one that should stand, the item alone is wrong.
func misnumbered(run []counted, anew bool, tell func(k, want int)) {
	before := 0
	for k := range run {
		n, want := run[k].n, before+1
		before = n
		if run[k].known || n == want || n == 1 && anew {
			continue
		}
		tell(k, want)
		if k+1 < len(run) && run[k+1].n == want+1 {
			before = want
		}
	}
}

// hasSection reports whether a document has a section of an id.
func hasSection(s *check.Subject, id string) bool {
	return anyItem(s.Sections, func(o *budget.Section) bool { return o.ID == id })
}

// gone reports whether all sections of the form with numbers from one up to another are
// missing: FORM-002 tells, of a form that is the document's own.
func gone(in *check.Inspection, from, to int) bool {
	if in.Profile.Generic {
		return false
	}
	for n := from; n < to; n++ {
		missing := false
		for i := range in.Profile.Sections {
			form := &in.Profile.Sections[i]
			if num := numberOf(form.Title); num.style == 'a' && num.n == n && form.Part == "narrative" {
				missing = !form.Optional && !hasSection(in.Subject, form.ID)
			}
		}
		if !missing {
			return false
		}
	}
	return true
}

// leastListed is how many numbered paragraphs in a row are held to be a list.
const leastListed = 3

// listNumbers holds the numbers of paragraphs that list things to one another: duties,
// items of expenditure.
func listNumbers(in *check.Inspection) {
	for i := range in.Sections {
		sec := &in.Sections[i]
		runs := map[byte][]counted{}
		for j := range sec.Paragraphs {
			p := &sec.Paragraphs[j]
			num := numberOf(p.Text)
			if p.Heading {
				endLists(in, sec, runs)
				continue
			}
			if num.n == 0 || num.style == 'a' || saidAgain(in.Subject, i, j) {
				continue
			}
			runs[num.style] = append(runs[num.style], counted{n: num.n, text: p.Text, at: paragraphRef(in.Subject, i, p, p.Text)})
		}
		endLists(in, sec, runs)
	}
}

func endLists(in *check.Inspection, sec *budget.Section, runs map[byte][]counted) {
	for style, run := range runs {
		delete(runs, style)
		if len(run) < leastListed {
			continue
		}
		misnumbered(run, true, func(k, want int) {
			if run[k].n > want && numberInside(sec, style, want) || run[k].n < want-1 {
				return // it runs on in another paragraph, or a list begins within a list
			}
			in.Fail(check.Fault{At: run[k].at, Message: fmt.Sprintf("“%s”的序号应为第%d", excerpt(run[k].text), want)})
		})
	}
}

// hanInBrackets is the number of an item: （八）.
var hanInBrackets = regexp.MustCompile(`[（(]([一二三四五六七八九十]{1,3})[）)]`)

// digitsListed is the number of an item: 8、, and no part of an amount; the point may have
// been forgotten before a quotation.
var digitsListed = regexp.MustCompile(`(?:^|[^0-9.])([0-9]{1,2})(?:[、．.](?:[^0-9]|$)|“)`)

// numberInside reports whether a number of a list stands anywhere in a section's text.
func numberInside(sec *budget.Section, style byte, n int) bool {
	text := sectionText(sec)
	if style == 'b' {
		return slices.ContainsFunc(hanInBrackets.FindAllStringSubmatch(text, -1), func(m []string) bool { return numeral.Number(m[1]) == n })
	}
	return slices.ContainsFunc(digitsListed.FindAllStringSubmatch(text, -1), func(m []string) bool { return m[1] == strconv.Itoa(n) })
}

// unread reports whether a text between two places that was not taken for a heading has
// that number: the heading before may be one that the profile does not know.
func unread(in *check.Inspection, num numbered, from, to place.Ref) bool {
	inside := func(at place.Ref) bool { return !at.Before(from) && !to.Before(at) }
	if in.Outline != nil && anyItem(in.Outline.Stray, func(s *budget.Stray) bool { return numberOf(s.Text) == num && inside(s.Ref) }) {
		return true
	}
	if in.Outline != nil && anyItem(in.Outline.Cover, func(s *budget.Passage) bool { return numberOf(s.Text) == num && inside(s.Ref) }) {
		return true
	}
	return anyItem(in.Texts(), func(t *check.Text) bool {
		return t.Kind == check.ParagraphText && numberOf(t.Text) == num && inside(t.Ref())
	})
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
