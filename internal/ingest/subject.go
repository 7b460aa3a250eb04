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

// callsOf are the names of the measure that a claim is of: vehicle.share.
func (r *Reader) callsOf(claim string) (out []string) {
	measure, _, _ := strings.Cut(claim, ".")
	for i := range r.calls {
		if r.calls[i].measure == measure {
			out = append(out, r.calls[i].name)
		}
	}
	return out
}

// subjectIn is the measure's name that a folded label names last; empty where none. Of
// names that run into one another, 基本支出预算, the one that begins first counts, and so
// before a name that is made of words that only lead on: 三公经费 of 三公经费支出预算.
func (r *Reader) subjectIn(label string) string {
	best, from, end := "", 0, 0
	for i := range r.calls {
		name := r.calls[i].name
		at := strings.LastIndex(label, name)
		switch {
		case at < 0:
		case best == "", at >= end && !(at == end && leadsOn(name)), at < from && at+len(name) > from, at < from && at+len(name) == from && leadsOn(best), at == from && len(name) > len(best):
			best, from, end = name, at, at+len(name)
		}
	}
	return best
}

// subjects notes what each of the block's numbers from one on is said of: what the
// words before it name, or, where these only lead on, what the number before it in
// the sentence is said of; and whether it is a change against the budget.
func (a *alignment) subjects(from int) {
	if a.s == nil || len(a.s.r.calls) == 0 {
		return
	}
	for i := from; i < len(a.numbers); i++ {
		n := &a.numbers[i]
		said, own := a.before(n), n.label
		if k := strings.LastIndex(strings.TrimSuffix(said, "。"), "。"); k >= 0 { // 1.公务接待费。2025年预算数: its heading is its name
			if own = plain(said[k:]); a.s.unitKey != "" {
				own = strings.ReplaceAll(own, a.s.unitKey, "")
			}
		}
		if a.s.r.subjectIn(own) == "" && a.firstSaid(i) {
			own = a.headOf(n) + own
		}
		own, _, _ = strings.Cut(own, "占") // 占基本支出的: of what it is a share
		n.subject = a.s.r.subjectIn(own)
		if n.subject != "" && (isPartOf(own, said, n.subject) || n.underPath && strings.Contains(a.sentenceTo(n), "其中")) {
			n.subject = partOf + n.subject
		}
		if n.subject != "" && !strings.HasPrefix(n.subject, partOf) && a.inListOfParts(n) {
			n.subject = partOf + n.subject
		}
		if n.subject != "" && !strings.HasPrefix(n.subject, partOf) && n.unit == wanUnit && a.ofSubjectsParts(i) {
			n.subject = partOf + n.subject
		}
		if i == from || a.numbers[i-1].line != n.line {
			continue
		}
		before := &a.numbers[i-1]
		if k := a.beforeBracket(i); k >= 0 {
			before = &a.numbers[k]
		}
		switch {
		case n.subject == "" && strings.Contains(own, "支出") && hasAnyOf(before.subject, "收入", "结转", "结余"):
		case n.subject == "" && strings.Contains(own, "收入") && hasAnyOf(before.subject, "支出", "结转", "结余"):
		case n.subject == "" && own != "" && funds.Replace(own) == "" && before.subject != "": // 其中，一般公共预算5万元
			n.subject = partOf + strings.TrimPrefix(before.subject, partOf)
		case n.subject == "" && leadsOn(own) && !strings.Contains(said, "。"):
			n.subject = before.subject
		case n.subject == "" && leadsOn(own) && comparing(said):
			n.subject = a.subjectBefore(i - 1)
		case n.subject != "" && n.subject == before.subject && strings.Contains(said, "其中") && n.unit == wanUnit:
			n.subject = partOf + n.subject
		}
		n.ofUnnamed = n.way != "" && n.subject == "" && (before.way == "" && before.unit == wanUnit && before.subject == "" || before.ofUnnamed)
		n.vsBudget = a.s.d.Kind == "final" && n.way != "" && a.againstBudget(i)
	}
}

// inListOfParts reports whether a number stands in a list of what something is made of, under
// a name that only ends as a measure's does: 其中：教育支出预算5万元，住房保障支出预算4万元.
func (a *alignment) inListOfParts(n *number) bool {
	if n.unit != wanUnit || !hasAnyOf(a.sentenceTo(n), "其中", "包括") {
		return false
	}
	clause := strings.ReplaceAll(plain(lastClauseIn(a.before(n))), a.s.unitKey, "")
	head, _, found := strings.Cut(clause, n.subject)
	return found && !leadsOn(head)
}

// ofSubjectsParts reports whether number i stands in the list of what an amount is made of that
// is but a subject's; the line before may lead to it.
func (a *alignment) ofSubjectsParts(i int) bool {
	line := a.numbers[i].line
	for k := i; k > 0; k-- {
		said := a.before(&a.numbers[k])
		if a.numbers[k-1].line != line {
			above := a.numbers[k-1].line
			return !strings.Contains(said, "。") && above == line-1 && strings.HasSuffix(strings.TrimRight(a.folds[above].s, ":"), "其中") && a.numbers[k-1].ofSubject()
		}
		if strings.Contains(said, "其中") {
			return a.numbers[k-1].ofSubject()
		}
		if strings.Contains(said, "。") {
			return false
		}
	}
	return false
}

// ofSubject reports whether a number is an amount under a name that is neither a measure's nor
// that of a total: 小学教育支出, 住房公积金.
func (n *number) ofSubject() bool {
	return n.unit == wanUnit && n.way == "" && n.subject == "" && !leadsOn(n.label) && !hasAnyOf(n.label, "总", "合计", "本年", "预算")
}

// hasAnyOf reports whether a text has one of some words.
func hasAnyOf(s string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// sentenceTo is what of a number's sentence stands before it.
func (a *alignment) sentenceTo(n *number) string {
	return sentenceBefore(a.folds[n.line].s[:n.start])
}

// beforeBracket is the number that stands before a bracket which closes right before
// number i, 车辆费9万元（其中：购置费4万元，运行费5万元），比上年: what follows is said of it; −1
// where none closes, or none stands before it.
func (a *alignment) beforeBracket(i int) int {
	n := &a.numbers[i]
	said := a.before(n)
	if !strings.HasPrefix(strings.TrimLeft(said, "。"), ")") {
		return -1
	}
	opens := strings.LastIndexByte(a.folds[n.line].s[:n.from], '(')
	for k := i - 1; k >= 0 && a.numbers[k].line == n.line; k-- {
		if a.numbers[k].unitEnd <= opens {
			return k
		}
	}
	return -1
}

// firstSaid reports whether no number stands before number i in its line but years and the
// number of the line.
func (a *alignment) firstSaid(i int) bool {
	for k := i - 1; k >= 0 && a.numbers[k].line == a.numbers[i].line; k-- {
		if !a.numbers[k].year && a.numbers[k].start > 1 {
			return false
		}
	}
	return true
}

// headOf is the name of a measure that a line begins with as with a heading, before the
// sentence that has the line's first number: 1.公务接待费。主要用于……。2025年预算5万元.
func (a *alignment) headOf(n *number) string {
	head, _, ok := strings.Cut(a.folds[n.line].s[:n.start], "。")
	if !ok || len(head) > 90 {
		return ""
	}
	_, head = ordinal(head)
	if name := a.s.r.subjectIn(plain(head)); name == plain(head) {
		return name
	}
	return ""
}

// subjectBefore is what a sentence that ends with number k is said of: of one that tells
// the parts of a whole, 共10万元，其中：接待费1万元。较上年减少2万元, the whole.
func (a *alignment) subjectBefore(k int) string {
	of := a.numbers[k].subject
	for j := k; j > 0 && a.numbers[j-1].line == a.numbers[k].line; j-- {
		said := a.before(&a.numbers[j])
		if strings.Contains(said, "其中") {
			of = strings.TrimPrefix(a.numbers[j-1].subject, partOf)
		}
		if strings.Contains(said, "。") {
			break
		}
	}
	return of
}

// comparing reports whether what stands between two numbers begins a sentence that sets
// the first against something: 9万元。与年初预算10万元相比.
func comparing(said string) bool {
	_, rest, _ := strings.Cut(said, "。")
	for _, w := range []string{"费用", "支出", "预算", "决算", "数"} {
		rest = strings.TrimPrefix(rest, w)
	}
	return slices.ContainsFunc([]string{"与", "比", "较", "完成"}, func(w string) bool { return strings.HasPrefix(rest, w) })
}

// isPartOf reports whether a number is of but a part of the measure that is named
// before it: 其中：基本建设类项目支出4万元; 公务用车运行维护费中，加油1万元.
func isPartOf(label, said, name string) bool {
	if i := strings.LastIndex(label, name); strings.HasPrefix(label[i+len(name):], "中") {
		return true
	}
	if head, _, _ := strings.Cut(plain(lastClauseIn(said)), name); strings.Contains(head, "均") { // 人均因公出国（境）费用4万元
		return true
	}
	_, rest, ok := strings.Cut(said, "其中")
	if !ok {
		return false
	}
	head, _, found := strings.Cut(plain(rest), name)
	return found && !leadsOn(head)
}

// lastClauseIn is what of a folded text stands after its last mark.
func lastClauseIn(s string) string {
	for _, mark := range []string{",", ";", ":", "。"} {
		if i := strings.LastIndex(s, mark); i >= 0 {
			s = s[i+len(mark):]
		}
	}
	return s
}

// againstBudget reports whether a change is one against the budget of the year: its
// sentence says so since the last amount, or that amount is the budget.
func (a *alignment) againstBudget(i int) bool {
	n := &a.numbers[i]
	if n.unit == percentUnit {
		before := &a.numbers[i-1]
		return before.way != "" && before.vsBudget
	}
	if budget, other := a.against(i); budget || other {
		return budget && !other
	}
	k := a.amountBefore(i)
	return k >= 0 && leadsOn(n.label) && strings.ContainsAny(a.since(k), "比较与") && endsBudget(a.numbers[k].label)
}

// amountBefore is the amount, no change, that stands before number i in its line, years
// aside; −1 where another number does.
func (a *alignment) amountBefore(i int) int {
	k := i - 1
	for k > 0 && a.numbers[k].year {
		k--
	}
	if o := &a.numbers[k]; o.line != a.numbers[i].line || o.unit != wanUnit || o.way != "" {
		return -1
	}
	return k
}

// partOf stands before the name of a measure of which a number is but a part.
const partOf = "·"

// leadingWords are all that a label may hold that leads on from one number to the next
// of the same measure. Where several begin at one place, the one that stands first here
// counts.
var leadingWords = strings.Fields(`
	各 共 累计 全年 安排 其中 财政拨款 一般公共预算 政府性基金预算 国有资本经营预算 部门 单位 当年 用于 总额 金额
	授予 面向 合同 政府采购 支付 我 所属 总 接待 日常 包括 本 该 财务 年末 截至
	占用 开支 购置 和 用 支出 决算 预算 年初 上年 年度 完成 数 额 为 占
	的 是 比 较 与 增加 增长 减少 下降 上升 降低 其 率 执行 相比 同比
	幅 度 中 去年
`)

// withoutLeading takes the leading words out of a label.
var withoutLeading = func() *strings.Replacer {
	var pairs []string
	for _, w := range leadingWords {
		pairs = append(pairs, w, "")
	}
	return strings.NewReplacer(pairs...)
}()

func leadsOn(label string) bool { return withoutLeading.Replace(label) == "" }

// ofOther reports whether a number is said of another measure than a slot's: what it
// is said of has a name that is no name of the slot's, and the slot's own words do not
// have it.
func (n *number) ofOther(s *slot) bool {
	return n.subject != "" && !strings.Contains(s.label, n.subject) && !slices.Contains(s.calls, n.subject)
}

// ofBudget reports whether what stands right before a number says that it is of the
// budget, where the account is final: 年初预算为.
func ofBudget(label string) bool {
	label = funds.Replace(strings.TrimSuffix(label, "为")) // 一般公共预算 is a fund
	return endsBudget(label) && !strings.Contains(lastPart(label, 5), "决算")
}

// endsBudget reports whether a text ends with the word for a budget: 年初预算数.
func endsBudget(label string) bool {
	return strings.HasSuffix(strings.TrimSuffix(label, "数"), "预算")
}

// lastPart is the last n characters of a text.
func lastPart(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}
