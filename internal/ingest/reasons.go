package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
)

// region is the folded text of the line between the numbers that a group of slots
// follows on and leads to. ok is false where the number before was not matched.
func (a *alignment) region(first, last int) (line, from, to int, ok bool) {
	before := first - 1
	for before >= 0 && a.slots[before].kind == yearSlot && a.match[before] < 0 {
		before--
	}
	if before < 0 || a.match[before] < 0 {
		return 0, 0, 0, false
	}
	j := a.match[before]
	n := &a.numbers[j]
	return n.line, n.unitEnd, a.until(j, last), true
}

// regionLed is the clause that a comparison's own words lead, after the nearest
// number before it that was matched.
func (a *alignment) regionLed(first int) (line, from, to int, ok bool) {
	lead := a.slots[first].change.lead
	if len(lead) < 6 {
		return 0, 0, 0, false
	}
	before := first - 1
	for before >= 0 && a.match[before] < 0 {
		before--
	}
	if before < 0 {
		return 0, 0, 0, false
	}
	n := &a.numbers[a.match[before]]
	text := a.folds[n.line].s
	i := strings.Index(text[n.unitEnd:], lead)
	if i < 0 {
		return 0, 0, 0, false
	}
	return n.line, n.unitEnd + i + len(lead), len(text), true
}

// until is where the text after number j ends for a group of slots: at the next
// number that is matched to a slot after the group, or at the line's end.
func (a *alignment) until(j, last int) int {
	line := a.numbers[j].line
	for k := j + 1; k < len(a.numbers) && a.numbers[k].line == line; k++ {
		if a.numbers[k].slot > last {
			return a.numbers[k].start
		}
	}
	return len(a.folds[line].s)
}

var sameWords = []string{"相同", "持平", "一致", "无变化", "没有变化", "无增减", "不变", "无变动"}

// same notes the words that say that a measure is as it was, where no change was
// read, and tells where they end.
func (a *alignment) same(out []lineReading, first int) (line, end int, said bool) {
	last := a.slots[first].last
	for i := first; i <= last; i++ {
		if a.slots[i].kind == deltaSlot && a.match[i] >= 0 {
			return 0, 0, false
		}
	}
	line, from, to, ok := a.region(first, last)
	if !ok {
		if line, from, to, ok = a.regionLed(first); !ok {
			return 0, 0, false
		}
	}
	for from < to && strings.IndexByte(";,:", a.folds[line].s[from]) >= 0 || strings.HasPrefix(a.folds[line].s[from:to], "。") {
		if a.folds[line].s[from] < 0x80 {
			from++
		} else {
			from += len("。") // the comparison is a sentence of its own
		}
	}
	text := a.folds[line].s[from:to]
	if i := clauseEnd(text); i >= 0 {
		text = text[:i]
	}
	end = -1
	for _, w := range sameWords {
		if i := strings.Index(text, w); i >= 0 && (end < 0 || i+len(w) < end) {
			end = i + len(w)
		}
	}
	if end < 0 {
		return 0, 0, false
	}
	start := 0
	if i := strings.LastIndexAny(text[:end], ",:()"); i >= 0 {
		start = i + 1
	}
	for _, w := range []string{"与", "和", "较", "同", "比"} {
		if i := strings.Index(text[start:end], w); i >= 0 {
			start += i
			break
		}
	}
	if strings.HasPrefix(text[start:end], "度") {
		start += len("度") // of the year before
	}
	a.claim(&out[line], line, a.slots[first].changeMeasure()+".same", from+start, from+end, "")
	return line, from + end, true
}

func (s *slot) changeMeasure() string { return s.change.measure }

// clauseEnd is where a folded text's first clause ends; -1 where it does not.
func clauseEnd(s string) int {
	best := -1
	for _, m := range []string{"。", ";"} {
		if i := strings.Index(s, m); i >= 0 && (best < 0 || i < best) {
			best = i
		}
	}
	return best
}

var reasonLeads = []string{"主要原因是", "主要原因为", "主要原因", "原因是", "原因为", "主要是由于", "主要由于", "主要是因为", "主要是", "是由于", "原因:"}

// reason notes why a measure changed: from the words that lead in to the end of
// the clause.
func (a *alignment) reason(out []lineReading, first int) {
	last := a.slots[first].last
	j := -1 // the last number of the change
	for i := first; i <= last; i++ {
		if a.match[i] >= 0 && a.slots[i].kind != yearSlot {
			j = max(j, a.match[i])
		}
	}
	if j < 0 {
		return
	}
	a.reasonAfter(&out[a.numbers[j].line], a.slots[first].changeMeasure(), j, a.until(j, last))
}

// reasonAfter notes the reason of a measure's change that stands after a number, before
// a place of its line.
func (a *alignment) reasonAfter(r *lineReading, measure string, j, to int) {
	n := &a.numbers[j]
	text := a.folds[n.line].s[n.unitEnd:to]
	skipped := len(text)
	text = strings.TrimPrefix(strings.TrimLeft(text, ";,"), "。") // the reason is a sentence of its own
	skipped -= len(text)
	start, at := -1, len(text)
	if end := clauseEnd(text); end >= 0 {
		at = end // what comes later is of another sentence
	}
	for _, lead := range reasonLeads {
		if i := strings.Index(text, lead); i >= 0 && i < at {
			start, at = i+len(lead), i
		}
	}
	if start < 0 {
		start, at = reasonBelow(text)
	}
	if start < 0 || comparesBudget(text[:at]) || a.leadsToAnother(r, measure, text[:at]) {
		a.reasonNamed(r, measure, j)
		return
	}
	rest := text[start:]
	rest = strings.TrimLeft(rest, ":,")
	start = len(text) - len(rest)
	end := len(rest)
	if to < len(a.folds[n.line].s) { // the clause that leads to the next number begins after its last mark
		if i := lastClause(rest); i >= 0 {
			end = i
		}
	} else if i := strings.Index(rest, "。"); i >= 0 {
		end = i
	}
	reason := strings.TrimRight(rest[:a.nextTold(rest[:end])], "。;,.、 ")
	if reason == "" {
		return
	}
	from := n.unitEnd + skipped + start
	a.claim(r, n.line, measure+".reason", from, from+len(reason), "")
}

// nextTold is where in the words of a reason a clause begins that tells another measure:
// …；公务用车购置费0万元; the end where none does.
func (a *alignment) nextTold(reason string) int {
	for at := 0; ; {
		i := strings.IndexByte(reason[at:], ';')
		if i < 0 {
			return len(reason)
		}
		at += i + 1
		clause := plain(reason[at:])
		if name := a.s.r.subjectIn(clause); name != "" && slices.ContainsFunc(a.s.r.calls, func(c calling) bool { return strings.HasPrefix(clause, c.name) }) && strings.Contains(clause, "元") {
			return at - 1
		}
	}
}

// reasonBelow is where the reason begins that a later sentence gives of the change, and
// where its words do: ……。主要用于……。增加的主要原因是…….
func reasonBelow(text string) (start, at int) {
	for _, way := range []string{"增加", "减少", "增长", "下降"} {
		lead := "。" + way + "的主要原因是"
		if i := strings.Index(text, lead); i >= 0 {
			return i + len(lead), i
		}
	}
	return -1, 0
}

// leadsToAnother reports whether what leads to a reason names another measure of which
// the line tells the change: 接待费支出减少的主要原因是….
func (a *alignment) leadsToAnother(r *lineReading, measure, lead string) bool {
	name := a.changeNamed(lead)
	return name != "" && name != measure && slices.ContainsFunc(r.claims, func(c budget.Claim) bool {
		of, aspect, _ := strings.Cut(c.Slot, ".")
		return of == name && (strings.HasPrefix(aspect, "delta") || aspect == "same")
	})
}

// changeNamed is the measure whose change is told in the words of a folded text; empty
// where none is.
func (a *alignment) changeNamed(text string) string {
	const least = 4
	best, most := "", least-1
	words := []rune(plain(text))
	for i := range a.slots {
		if s := &a.slots[i]; s.change != nil && s.first == i {
			if n := longestCommon(words, []rune(plain(s.change.lead))); n > most {
				best, most = s.change.measure, n
			}
		}
	}
	return best
}

// reasonNamed notes the reason of a measure's change that stands in a later sentence of
// the line, which names the measure.
func (a *alignment) reasonNamed(r *lineReading, measure string, j int) {
	n := &a.numbers[j]
	from := n.unitEnd
	for sentence := range strings.SplitSeq(a.folds[n.line].s[from:], "。") {
		begins := from
		from += len(sentence) + len("。")
		for _, lead := range reasonLeads {
			head, rest, ok := strings.Cut(sentence, lead)
			if !ok {
				continue
			}
			if a.changeNamed(head) != measure || comparesBudget(head) {
				break
			}
			reason := strings.TrimLeft(rest, ":,")
			start := begins + len(sentence) - len(reason)
			if reason = strings.TrimRight(reason, ";,.、 "); reason != "" {
				a.claim(r, n.line, measure+".reason", start, start+len(reason), "")
			}
			return
		}
	}
}

// comparesBudget reports whether what leads to a reason sets a final amount against
// its budget: 决算数小于预算数的主要原因是…. The reason is of that, not of a change.
func comparesBudget(lead string) bool {
	return strings.Contains(lead, "决算") && strings.Contains(lead, "预算") && slices.ContainsFunc(standing, func(w string) bool { return strings.Contains(lead, w) })
}

// reasonOfSame notes a reason that is given right after the words that say that
// nothing changed.
func (a *alignment) reasonOfSame(out []lineReading, first, line, from int) {
	to := len(a.folds[line].s)
	for k := range a.numbers {
		if n := &a.numbers[k]; n.line == line && n.start >= from && n.slot >= 0 {
			to = n.start
			break
		}
	}
	text := strings.TrimPrefix(strings.TrimLeft(a.folds[line].s[from:to], ";,"), "。")
	for _, lead := range reasonLeads {
		rest, ok := strings.CutPrefix(text, lead)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, ":,")
		start := to - len(rest)
		if end := clauseEnd(rest); end >= 0 {
			rest = rest[:end]
		} else if to < len(a.folds[line].s) {
			return // it leads to a number
		}
		if rest = strings.TrimRight(rest, "。;,.、 "); rest != "" {
			a.claim(&out[line], line, a.slots[first].changeMeasure()+".reason", start, start+len(rest), "")
		}
		return
	}
}

// lastClause is where the last mark that ends a clause stands; -1 where none does.
func lastClause(s string) int {
	return max(strings.LastIndex(s, "。"), strings.LastIndex(s, ";"))
}
