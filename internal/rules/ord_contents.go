package rules

import (
	"fmt"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
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
