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
	if in.Outline != nil {
		next := map[byte]int{}
		for i := range in.Outline.Headings {
			h := &in.Outline.Headings[i]
			switch h.Kind {
			case budget.PartHeading:
				clear(next)
			case budget.SectionHeading:
				delete(next, 'b')
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

// plainTitle makes titles of the contents and of the body comparable.
func plainTitle(s string) string {
	return strings.TrimRight(strings.TrimRight(budget.Fold(s), "0123456789"), ".…·")
}

func ordContents(in *check.Inspection) {
	o := in.Outline
	switch {
	case o == nil:
		in.NotChecked(noOutline)
		return
	case len(o.Contents) == 0:
		in.NotApplicable("没有目录")
		return
	}
	bodyAt := map[string]int{}
	for i := range o.Headings {
		if title := plainTitle(o.Headings[i].Text); title != "" {
			if _, have := bodyAt[title]; !have {
				bodyAt[title] = i
			}
		}
	}
	listed := map[string]bool{}
	kinds := map[budget.HeadingKind]bool{}
	var order []standing
	for i := range o.Contents {
		e := &o.Contents[i]
		title := plainTitle(e.Text)
		if title == "" || title == "目录" {
			continue
		}
		listed[title] = true
		at := e.Ref
		at.Text = e.Text
		k, ok := bodyAt[title]
		if !ok {
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("目录里的“%s”在正文里没有同样的标题", excerpt(e.Text)), Nearest: nearestHeading(o, e.Text)})
			continue
		}
		kinds[o.Headings[k].Kind] = true
		order = append(order, standing{k, e.Text, at})
	}
	tellOrder(in, order, "目录里的“%s”与正文的次序不同")
	for i := range o.Headings {
		h := &o.Headings[i]
		switch h.Kind {
		case budget.PartHeading, budget.SectionHeading, budget.TableHeading:
		default:
			continue
		}
		if !kinds[h.Kind] || listed[plainTitle(h.Text)] || strings.Contains(h.Text, "续表") {
			continue
		}
		at := h.Ref
		at.Text = h.Text
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("正文的“%s”不在目录里", excerpt(h.Text))})
	}
}

func nearestHeading(o *budget.Outline, title string) string {
	names := make([]string, len(o.Headings))
	for i := range o.Headings {
		names[i] = o.Headings[i].Text
	}
	if i := budget.NearestOf(title, names); i >= 0 {
		return names[i]
	}
	return ""
}

// ordPages fits the one constant between printed and real pages that most
// entries agree on, then tells the entries that do not.
func ordPages(in *check.Inspection) {
	o := in.Outline
	switch {
	case o == nil:
		in.NotChecked(noOutline)
		return
	case len(o.Contents) == 0:
		in.NotApplicable("没有目录")
		return
	case !o.Paged:
		in.NotChecked("没有页码可对")
		return
	}
	page := map[string]int{}
	for i := range o.Headings {
		if title := plainTitle(o.Headings[i].Text); page[title] == 0 {
			page[title] = o.Headings[i].Ref.Page
		}
	}
	offset, votes := 0, map[int]int{}
	for i := range o.Contents {
		printed, err := strconv.Atoi(strings.TrimSpace(o.Contents[i].Page))
		if real := page[plainTitle(o.Contents[i].Text)]; err == nil && real > 0 {
			if votes[real-printed]++; votes[real-printed] > votes[offset] {
				offset = real - printed
			}
		}
	}
	before := 0
	for i := range o.Contents {
		e := &o.Contents[i]
		printed, err := strconv.Atoi(strings.TrimSpace(e.Page))
		if err != nil {
			continue
		}
		at := e.Ref
		at.Text = e.Text
		real := page[plainTitle(e.Text)]
		switch {
		case printed < before:
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("目录里“%s”的页码%d比前一条的%d小", excerpt(e.Text), printed, before)})
		case real > 0 && real-printed != offset:
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("目录里“%s”在第%d页，正文在第%d页", excerpt(e.Text), printed, real-offset), Expected: strconv.Itoa(real - offset)})
		default:
			in.Pass(1)
		}
		before = max(before, printed)
	}
}

func ordLabels(in *check.Inspection) {
	var with, without []int
	for i := range in.Tables {
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

// ordLists compares the order of a list's names with the rows of its table.
func ordLists(in *check.Inspection) {
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			last := map[string]int{}
			told := false
			for _, c := range in.Sections[i].Paragraphs[j].Claims {
				list, ok := strings.CutSuffix(c.Slot, ".name")
				l := in.Profile.List(list)
				if !ok || l == nil || told {
					continue
				}
				row := rowNamed(in, l.Table, l.Panel, c.Text)
				if row < 0 {
					continue
				}
				if row < last[list] {
					told = true
					at := c.Ref
					at.Section, at.Text = in.Sections[i].ID, c.Text
					in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”列举的次序与表里不同", excerpt(c.Text))})
					continue
				}
				last[list] = row
				in.Pass(1)
			}
		}
	}
}

func rowNamed(in *check.Inspection, table, panel, name string) int {
	t := in.Table(table)
	if t == nil || t.Panel(panel) == nil {
		return -1
	}
	return slices.IndexFunc(t.Panel(panel).Lines, func(l budget.Line) bool {
		_, plain := ordinal(l.Name)
		return plain == name
	})
}

func ordTwice(in *check.Inspection) {
	twiceTables(in)
	var seen []string
	for i := range in.Sections {
		if slices.Contains(seen, in.Sections[i].ID) && in.Sections[i].ID != "" {
			in.Fail(check.Fault{At: sectionRef(in, i), Message: fmt.Sprintf("“%s”出现了两次", excerpt(in.Sections[i].Title))})
			continue
		}
		seen = append(seen, in.Sections[i].ID)
		in.Pass(1)
		for j := range in.Sections[i].Paragraphs {
			twiceItems(in, i, j)
		}
	}
}

func twiceTables(in *check.Inspection) {
	var seen []string
	add := func(id, title string, at place.Ref) {
		if id == "" || strings.Contains(title, "续") {
			return
		}
		if !slices.Contains(seen, id) {
			seen = append(seen, id)
			in.Pass(1)
			return
		}
		at.Table, at.Text = id, title
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”出现了两次", excerpt(title))})
	}
	for i := range in.Tables {
		add(in.Tables[i].ID, in.Tables[i].Title, in.Tables[i].Ref)
	}
}

// twiceItems tells a list that names a row twice.
func twiceItems(in *check.Inspection, i, j int) {
	p := &in.Sections[i].Paragraphs[j]
	for k := range p.Claims {
		if !strings.HasSuffix(p.Claims[k].Slot, ".name") {
			continue
		}
		for m := range k {
			if p.Claims[m].Slot != p.Claims[k].Slot || p.Claims[m].Text != p.Claims[k].Text {
				continue
			}
			at := p.Claims[k].Ref
			if at.IsZero() || at.Line == 0 {
				at = p.Ref
			}
			at.Section, at.Text = in.Sections[i].ID, p.Text
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”列举了两次", excerpt(p.Claims[k].Text))})
			return
		}
	}
}

// ordParts follows the headings and holds tables and sections to their part.
func ordParts(in *check.Inspection) {
	if in.Outline == nil {
		in.NotChecked(noOutline)
		return
	}
	part := ""
	for i := range in.Outline.Headings {
		h := &in.Outline.Headings[i]
		want := ""
		switch h.Kind {
		case budget.PartHeading:
			part = h.ID
			continue
		case budget.TableHeading:
			if tableRank(in, h.ID) >= 0 {
				want = "tables"
			}
		case budget.SectionHeading:
			for r := range in.Profile.Sections {
				if in.Profile.Sections[r].ID == h.ID {
					want = in.Profile.Sections[r].Part
				}
			}
		}
		if want == "" || part == "" || want == part {
			in.Pass(1)
			continue
		}
		at := h.Ref
		at.Text = h.Text
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”应在“%s”里，现在“%s”里", excerpt(h.Text), partTitle(in, want), partTitle(in, part))})
	}
}

func partTitle(in *check.Inspection, id string) string {
	for i := range in.Profile.Parts {
		if in.Profile.Parts[i].ID == id {
			return printedWords(in, in.Profile.Parts[i].Title)
		}
	}
	return id
}
