package ingest

import (
	"cmp"
	"slices"
	"strings"
)

// calling is a name that sentences call a measure by, folded.
type calling struct{ name, measure string }

// indexCallings gathers what sentences call the profile's measures, longest first.
func (r *Reader) indexCallings() {
	for i := range r.p.Measures {
		m := &r.p.Measures[i]
		for _, name := range m.Calls {
			r.calls = append(r.calls, calling{plain(name), m.ID})
		}
	}
	slices.SortStableFunc(r.calls, func(a, b calling) int { return cmp.Compare(len(b.name), len(a.name)) })
}

// subjectIn is the measure's name that a folded label names last; empty where none.
func (r *Reader) subjectIn(label string) string {
	best, end := "", 0
	for i := range r.calls {
		name := r.calls[i].name
		if at := strings.LastIndex(label, name); at >= 0 && at+len(name) > end {
			best, end = name, at+len(name)
		}
	}
	return best
}

// subjects notes what each of the block's numbers from one on is said of: what the
// words before it name, or, where these only lead on, what the number before it in
// the sentence is said of.
func (a *alignment) subjects(from int) {
	if a.s == nil || len(a.s.r.calls) == 0 {
		return
	}
	for i := from; i < len(a.numbers); i++ {
		n := &a.numbers[i]
		own, _, _ := strings.Cut(n.label, "占") // 占基本支出的: of what it is a share
		n.subject = a.s.r.subjectIn(own)
		if i == from || a.numbers[i-1].line != n.line {
			continue
		}
		before, said := &a.numbers[i-1], a.before(n)
		switch {
		case n.subject == "" && leadsOn(own) && !strings.Contains(said, "。"):
			n.subject = before.subject
		case n.subject != "" && n.subject == before.subject && strings.Contains(said, "其中") && n.unit == wanUnit:
			n.subject = partOf + n.subject // 项目支出9万元。其中：基本建设类项目支出4万元
		}
	}
}

// partOf stands before the name of a measure of which a number is but a part.
const partOf = "·"

// leadingWords are all that a label may hold that leads on from one number to the next
// of the same measure.
var leadingWords = strings.NewReplacer(
	"支出", "", "决算", "", "预算", "", "年初", "", "全年", "", "上年", "", "年度", "", "完成", "", "数", "", "额", "", "为", "", "占", "", "的", "", "是", "", "比", "", "较", "", "与", "",
	"增加", "", "增长", "", "减少", "", "下降", "", "上升", "", "降低", "", "其", "", "率", "", "执行", "", "相比", "", "同比", "", "幅", "", "度", "", "本年", "", "中", "", "去年", "",
)

func leadsOn(label string) bool { return leadingWords.Replace(label) == "" }

// ofOther reports whether a number is said of another measure than a slot's: what it
// is said of has a name that is no name of the slot's, and the slot's own words do not
// have it.
func (a *alignment) ofOther(n *number, s *slot) bool {
	if n.subject == "" || strings.Contains(s.label, n.subject) {
		return false
	}
	measure, _, _ := strings.Cut(s.name, ".")
	for i := range a.s.r.calls {
		if c := &a.s.r.calls[i]; c.name == n.subject && c.measure == measure {
			return false
		}
	}
	return true
}

// ofBudget reports whether what stands right before a number says that it is of the
// budget, where the account is final: 年初预算为.
func ofBudget(label string) bool {
	label = strings.TrimSuffix(label, "为")
	return strings.HasSuffix(strings.TrimSuffix(label, "数"), "预算") && !strings.Contains(lastPart(label, 5), "决算")
}

// lastPart is the last n characters of a text.
func lastPart(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}
