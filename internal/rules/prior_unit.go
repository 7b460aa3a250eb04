package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// SameUnit reports whether another document is of the same unit, and whether
// under another name. A unit counts as renamed where this document's text names
// the old name, or where what its sentences say of last year is what the other
// document holds, more often than not.
func SameUnit(s, other *check.Subject) (same, renamed bool) {
	now, then := budget.Fold(s.Unit.Name), budget.Fold(other.Unit.Name)
	switch {
	case now == then || now == "" || then == "":
		return true, false
	case saysName(s, then):
		return true, true
	}
	held, broken := 0, 0
	eachChange(s, func(c *change) {
		v := measureIn(other, c.measure)
		before, ok := worth(other, v)
		now, also := worth(s, c.now)
		delta, have := worth(s, c.delta)
		if !ok || !also || !have || before == 0 || c.way == "" {
			return
		}
		if !c.more() {
			delta = -delta
		}
		if 2*abs(now-delta-before) <= slack(s, c.now)+lastPlace(s, c.delta)+slack(other, v) {
			held++
		} else {
			broken++
		}
	})
	return held >= 2 && held > broken, true
}

// saysName reports whether the text names a body that is not part of the name of
// this one.
func saysName(s *check.Subject, name string) bool {
	own := budget.Fold(s.Unit.Name)
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			text := strings.ReplaceAll(budget.Fold(s.Sections[i].Paragraphs[j].Text), own, "")
			if strings.Contains(text, name) && holdsAny(text, []string{"更名", "改名", "原名", "原" + name, "改为", "合并", "组建"}) {
				return true
			}
		}
	}
	return false
}

// txtUnitNames: one body has one name, in this document and in last year's.
func txtUnitNames(in *check.Inspection) {
	txtTwoNames(in)
	if in.Prior == nil {
		return
	}
	same, renamed := SameUnit(in.Subject, in.Prior)
	if !same || !renamed {
		return
	}
	then := in.Prior.Unit.Name
	f := check.Fault{
		At:      unitPlace(in.Subject),
		Title:   "单位的名称与上年文件不同",
		Message: fmt.Sprintf("上年文件 %s 的单位是“%s”，今年是“%s”，看作同一单位更名核对", in.Prior.Name, then, in.Unit.Name),
		Hint:    "改过名的，在概况里写明何时由何名更为何名；不是同一单位的，换一份上年的文件",
		Nearest: then, Severity: diag.Warning,
	}
	if saysName(in.Subject, budget.Fold(then)) {
		f.Severity, f.Hint = diag.Note, "文字已写明更名，无须改"
	}
	in.Fail(f)
}

// unitPlace is where the document names its unit first.
func unitPlace(s *check.Subject) place.Ref {
	if s.Outline != nil {
		for _, line := range s.Outline.Cover {
			if strings.Contains(budget.Fold(line.Text), budget.Fold(s.Unit.Name)) {
				r := line.Ref
				r.Text = line.Text
				return r
			}
		}
	}
	for t := range s.Tables {
		if r := s.Tables[t].NameLine.Ref; !r.IsZero() {
			r.Table, r.Text = s.Tables[t].ID, s.Tables[t].NameLine.Text
			return r
		}
	}
	return place.Ref{Text: s.Unit.Name}
}
