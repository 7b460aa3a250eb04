package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

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
	titles := make([]string, len(o.Headings))
	for i := range o.Headings {
		titles[i] = plainTitle(o.Headings[i].Text)
	}
	listed := make([]bool, len(o.Headings))
	var order []standing
	var unknown []int // entries that name no heading
	for i := range o.Contents {
		e := &o.Contents[i]
		if title := plainTitle(e.Text); title == "" || title == "目录" {
			continue
		}
		at := e.Ref
		at.Text = e.Text
		k := entryHeading(o, titles, e)
		if k < 0 {
			if unheaded(in, i) {
				in.Pass(1)
				continue
			}
			unknown = append(unknown, i)
			continue
		}
		listed[k] = true
		order = append(order, standing{k, e.Text, at})
		tellWording(in, e, &o.Headings[k])
	}
	tellOrder(in, order, "目录里的“%s”与正文的次序不同")
	for _, i := range unknown {
		e := &o.Contents[i]
		at := e.Ref
		at.Text = e.Text
		if k := otherwiseTitled(o, titles, listed, e); k >= 0 {
			listed[k] = true
			h := &o.Headings[k]
			if titleWords(h.Text) == titleWords(e.Text) {
				at = h.Ref // where its number is wrong, ORD-003 tells
				at.Text = h.Text
			}
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("目录写作“%s”，正文写作“%s”", excerpt(e.Text), excerpt(h.Text)), Expected: h.Text})
			continue
		}
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("目录里的“%s”在正文里没有同样的标题", excerpt(e.Text)), Nearest: nearestHeading(o, e.Text)})
	}
	unlisted(in, titles, listed)
}

// entryHeading is the heading that a line of the contents names, -1 for none: one
// of the same words, or else the one that the profile knows as the same. Tables
// often have their number in the contents alone.
func entryHeading(o *budget.Outline, titles []string, e *budget.Entry) int {
	if i := slices.Index(titles, plainTitle(e.Text)); i >= 0 {
		return i
	}
	number, words := numberOf(e.Text), titleWords(e.Text)
	for i := range o.Headings {
		h := &o.Headings[i]
		if h.Kind == budget.SubHeading || h.Kind == budget.CaptionHeading {
			continue
		}
		known := e.ID != "" && e.Kind == h.Kind && e.ID == h.ID
		if !known && (words == "" || titleWords(h.Text) != words) {
			continue
		}
		if n := numberOf(h.Text); n.n == 0 || number.n == 0 || n == number {
			return i
		}
	}
	return -1
}

// otherwiseTitled is the one heading that no line of the contents names and that is
// almost what a line says: of the same words with another number, or with a few other
// characters; −1 for none.
func otherwiseTitled(o *budget.Outline, titles []string, listed []bool, e *budget.Entry) int {
	words := titleWords(e.Text)
	most := len([]rune(words)) / 3
	best := -1
	for i := range o.Headings {
		h := &o.Headings[i]
		if listed[i] || h.Kind == budget.SubHeading || h.Kind == budget.CaptionHeading || slices.Contains(titles[:i], titles[i]) {
			continue
		}
		if d := budget.Distance([]rune(words), []rune(titleWords(h.Text))); d < most || d == 0 || d == most && best < 0 {
			best, most = i, d
		}
	}
	return best
}

// unheaded reports whether a line of the contents needs no heading of its own: a
// part that is told by its tables alone (五、单位预算表), or a table that is missing altogether,
// which is told as such.
func unheaded(in *check.Inspection, i int) bool {
	e := &in.Outline.Contents[i]
	switch e.Kind {
	case budget.PartHeading:
		next := i + 1
		return numberOf(e.Text).n != 0 && next < len(in.Outline.Contents) && in.Outline.Contents[next].Kind == budget.TableHeading && in.Table(in.Outline.Contents[next].ID) != nil
	case budget.TableHeading:
		return in.Profile.Table(e.ID) != nil && in.Table(e.ID) == nil
	case budget.SectionHeading:
		return profileSection(in.Profile, e.ID) != nil && !hasSection(in.Subject, e.ID)
	}
	return false
}

// titleWords is a title without its number.
func titleWords(s string) string {
	title := plainTitle(s)
	if numberOf(s).n == 0 {
		return title
	}
	if _, rest, ok := strings.Cut(title, "、"); ok {
		return rest
	}
	if _, rest, ok := strings.Cut(title, ")"); ok && title[0] == '(' {
		return rest
	}
	return strings.TrimLeft(title, "0123456789.")
}

// tellWording notes a title that the contents word otherwise. Who is named, and
// which year, before the same last words is for other rules.
func tellWording(in *check.Inspection, e *budget.Entry, h *budget.Heading) {
	a, b := []rune(titleWords(e.Text)), []rune(titleWords(h.Text))
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	right, wrong := kindNames(in.Profile.Kind)
	slip := strings.Replace(string(a), wrong, right, 1) == string(b) && string(a) != string(b)
	if !slip && (n >= 4 || n == len(a) || n == len(b)) {
		in.Pass(1)
		return
	}
	at := e.Ref
	at.Text = e.Text
	in.Fail(check.Fault{At: at, Severity: diag.Note, Message: fmt.Sprintf("目录写作“%s”，正文写作“%s”", excerpt(e.Text), excerpt(h.Text)), Expected: h.Text})
}

// unlisted tells the headings that the contents leave out, where they list others
// of the kind in the same part.
func unlisted(in *check.Inspection, titles []string, listed []bool) {
	type group struct {
		kind budget.HeadingKind
		part int
	}
	headings := in.Outline.Headings
	groups := make([]group, len(headings))
	has := map[group]bool{}
	part := -1
	for i := range headings {
		groups[i] = group{headings[i].Kind, part}
		if headings[i].Kind == budget.PartHeading {
			groups[i].part, part = -1, i
		}
		if listed[i] {
			has[groups[i]] = true
		}
	}
	told := map[string]bool{}
	for i := range headings {
		if listed[i] {
			told[titles[i]] = true
		}
	}
	for i := range headings {
		h := &headings[i]
		switch h.Kind {
		case budget.PartHeading, budget.SectionHeading, budget.TableHeading:
		default:
			continue
		}
		if listed[i] || !has[groups[i]] || told[titles[i]] || strings.Contains(h.Text, "续表") {
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
	offset := pagesBefore(o, page)
	before := 0
	var off []shifted
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
			if n := len(off); n > 0 && off[n-1].next == i && off[n-1].by == real-offset-printed {
				off[n-1].next, off[n-1].more = i+1, off[n-1].more+1
				break
			}
			off = append(off, shifted{at: at, entry: excerpt(e.Text), printed: printed, by: real - offset - printed, next: i + 1})
		default:
			if n := len(off); real == 0 && n > 0 && off[n-1].next == i {
				off[n-1].next++
			}
			in.Pass(1)
		}
		before = max(before, printed)
	}
	for _, x := range off {
		message := fmt.Sprintf("目录里“%s”在第%d页，正文在第%d页", x.entry, x.printed, x.printed+x.by)
		if x.more > 0 {
			message += fmt.Sprintf("；后面%d条也都差%d页", x.more, abs(int64(x.by)))
		}
		in.Fail(check.Fault{At: x.at, Message: message, Expected: strconv.Itoa(x.printed + x.by)})
	}
}

// shifted is entries of the contents, one after the other, that are off by as many
// pages: one fault.
type shifted struct {
	at          place.Ref
	entry       string
	printed, by int
	next, more  int // the entry after it, how many followed the first
}

// pagesBefore is how many pages stand before page 1, as most entries of the
// contents have it: none that a heading's page would be less than 1 by.
func pagesBefore(o *budget.Outline, page map[string]int) int {
	first := 0
	for _, p := range page {
		if p > 0 && (first == 0 || p < first) {
			first = p
		}
	}
	offset, votes := 0, map[int]int{}
	for i := range o.Contents {
		printed, err := strconv.Atoi(strings.TrimSpace(o.Contents[i].Page))
		real := page[plainTitle(o.Contents[i].Text)]
		if by := real - printed; err == nil && real > 0 && by < first {
			if votes[by]++; votes[by] > votes[offset] {
				offset = by
			}
		}
	}
	return offset
}
