package rules

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// sharesSaid holds a share to the amount before it and to the whole that it is said to
// be of, where the narrative tells that by the same name: 占人员经费的75.00%.
func sharesSaid(in *check.Inspection) {
	t := togetherOf(in.Subject)
	for _, x := range t.shares {
		if !t.together(x) && !x.whole.value().IsZero() {
			holdShare(in, x)
		}
	}
}

// wholeNamed is the name, cut to what tells it from others, of what the k-th figure is
// said to be a share of; empty where it is no such share.
func (f *figures) wholeNamed(k int) string {
	rest, ok := strings.CutPrefix(lastClauseOf(f.label(k)), "占")
	if !f.list[k].percent || !ok {
		return ""
	}
	name := coreOrSide(rest)
	if utf8.RuneCountInString(name) < 2 {
		return ""
	}
	return name
}

// called reports whether an amount's name has that core, or is of a total of that side.
func called(s, name string) bool {
	return coreOrSide(s) == name && (core(s) != "" || holdsAny(s, []string{"总", "合计", "本年"}))
}

// coreOrSide is the core of a name, or of a total, whose core is nothing, the side that it is
// of: 支出总预算, 本年支出合计.
func coreOrSide(s string) string {
	name := core(s)
	if in, out := strings.Contains(s, "收入"), strings.Contains(s, "支出"); name == "" && in != out && !strings.Contains(s, "收支") {
		return map[bool]string{true: "收入", false: "支出"}[in]
	}
	return name
}

// core is the name of an amount without the words that any amount may have.
func core(s string) string {
	for {
		n := len(s)
		for _, w := range []string{"的", "为", "数", "额", "合计", "共计", "总计", "总", "支出", "决算", "预算", "金", "经费"} {
			s = strings.TrimSuffix(s, w)
		}
		for _, w := range []string{"本年", "当年", "年度", "全年", "本部门", "本单位", "部门", "单位"} {
			s = strings.TrimPrefix(s, w)
		}
		if len(s) == n {
			return s
		}
	}
}

// wholeSaid is the amount that the section of a part has by that name, or else the
// narrative; false where it has none, or several that differ.
func wholeSaid(s *check.Subject, said []figures, part figureAt, name string) (whole figureAt, ok bool) {
	for _, here := range []bool{true, false} {
		n := 0
		for i := range said {
			p := &said[i]
			if here && p.section != part.section {
				continue
			}
			for k := range p.list {
				a := figureAt{p, k}
				if a.key() == part.key() || !p.amount(k) || p.list[k].unit != part.list[part.k].unit || !called(withoutYear(a.name(), s.Unit.Name), name) || contradicted(s, p.paragraphSaid, p.list[k].start) {
					continue
				}
				if n > 0 && whole.value().Cmp(a.value()) != 0 {
					return whole, false
				}
				if n++; n == 1 || p.paragraphSaid == part.paragraphSaid {
					whole = a
				}
			}
		}
		if n > 0 {
			return whole, true
		}
		if name == "收入" || name == "支出" { // elsewhere, a total is of something else
			break
		}
	}
	return whole, false
}

// withoutYear is the name of an amount without the year and the unit's name before it.
func withoutYear(s, unit string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "其中"), unit)
	if rest := strings.TrimLeft(s, "0123456789"); len(s)-len(rest) == 4 && strings.HasPrefix(rest, "年") {
		s = strings.TrimPrefix(strings.TrimPrefix(rest, "年"), "度")
	}
	return strings.TrimPrefix(s, unit)
}

// shareHeld reports whether a share was read there that other rules hold: of what, the
// tables tell.
func shareHeld(s *check.Subject, p *paragraphSaid, at int) bool {
	return p.claimedAt(at, func(c *budget.Claim) bool {
		if !isShare(c) {
			return false
		}
		id, _, _ := strings.Cut(c.Slot, ".")
		if l := s.Profile.List(id); l != nil {
			return s.At(c.Cell) != check.NoVar && s.At(cmp.Or(saidWhole(l.Bases, p.Text[:c.Start]), l.Base)) != check.NoVar
		}
		m := s.Profile.Measure(id)
		if m == nil {
			return false
		}
		return strings.HasSuffix(c.Slot, ":budget") || !strings.Contains(m.Base, "[") || s.At(m.Cell) != check.NoVar && s.At(cmp.Or(saidWhole(m.Bases, p.Text[:c.Start]), m.Base)) != check.NoVar
	})
}

func isShare(c *budget.Claim) bool { return strings.Contains(c.Slot, ".share") }

func holdShare(in *check.Inspection, x saidRatio) {
	p, part, share, whole := x.percent, &x.part.list[x.part.k], &x.percent.list[x.percent.k], x.whole.value()
	least, most, ok := percentRange(part.value, whole)
	if !ok {
		return
	}
	if meets(share.text, least, most) {
		in.Pass(1)
		return
	}
	right := percent(rational(part.value), rational(whole)).FloatString(places(share.text)) + "%"
	at := p.ref(in.Subject, share.from, share.after)
	in.Fail(check.Fault{
		At: at, Message: fmt.Sprintf("“%s”：%s÷%s应为%s", short(strings.TrimLeft(p.s[share.from:share.after], "，,")), part.text, whole, right), Expected: right,
		Suspects: []diag.Suspect{{Ref: at, Value: share.text + "%", Suggest: right}},
	})
}
