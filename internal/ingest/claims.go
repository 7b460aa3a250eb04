package ingest

import (
	"cmp"
	"slices"
	"strings"

	"mingbai/internal/budget"
)

// claims notes what the matched numbers state, and the words around them.
func (a *alignment) claims(out []lineReading) {
	for j := range a.numbers {
		n := &a.numbers[j]
		if n.slot < 0 || a.ofAnother(j) {
			continue
		}
		s := &a.slots[n.slot]
		r := &out[n.line]
		a.noting = a.para[n.slot]
		if r.para < 0 {
			r.para = a.noting
		}
		switch s.kind {
		case valueSlot:
			a.claim(r, n.line, s.name, n.start, n.end, a.s.cellAddress(s.cell))
		case deltaSlot:
			a.delta(r, j)
		case rateSlot:
			if start, word, way := wayOf(a.before(n)); start >= 0 {
				a.claim(r, n.line, s.name+".verb:"+way, n.from+start, n.from+start+len(word), "")
				a.claim(r, n.line, s.name+".rate:"+way, n.start, n.end, "")
			}
		case itemSlot:
			a.item(out, j)
		}
	}
	for i := range a.slots {
		a.noting = a.para[i]
		switch s := &a.slots[i]; {
		case s.change != nil && s.first == i:
			if line, end, said := a.same(out, i); said {
				a.reasonOfSame(out, i, line, end)
			} else {
				a.reason(out, i)
			}
		case s.kind == namesSlot:
			a.names(out, i)
		case s.kind == compareSlot:
			if line, from, to, ok := a.region(i, i); ok {
				a.compare(&out[line], line, s.name, from, to)
			}
		}
	}
}

// inOrder sorts the claims of each line as they stand in it.
func inOrder(out []lineReading) {
	for i := range out {
		slices.SortStableFunc(out[i].claims, func(x, y budget.Claim) int { return cmp.Compare(x.Start, y.Start) })
	}
}

// ofAnother reports whether a change was matched to a measure that it is not said of:
// an amount that the form does not know stands between, 其中：基本支出5万元，比上年减少…,
// or the change stands in another line and names another measure.
func (a *alignment) ofAnother(j int) bool {
	n := &a.numbers[j]
	s := &a.slots[n.slot]
	if s.change == nil || s.kind != deltaSlot && s.kind != rateSlot {
		return false
	}
	own := s.first - 1
	for own >= 0 && (a.slots[own].kind != valueSlot || a.slots[own].name != s.name || a.match[own] < 0) {
		own--
	}
	of := -1
	if own >= 0 {
		of = a.match[own]
	}
	for k := of + 1; k < j; k++ {
		if o := &a.numbers[k]; o.line == n.line && (o.slot < 0 || a.slots[o.slot].kind == itemSlot) && o.unit == wanUnit && o.way == "" && !ofBefore(o.label) {
			return true
		}
	}
	if of >= 0 && a.numbers[of].line != n.line {
		return s.kind == deltaSlot && a.namesAnother(n, own)
	}
	return false
}

// ofBefore reports whether what leads to an amount says that it is last year's.
func ofBefore(label string) bool {
	for _, w := range []string{"上年", "去年", "比", "较", "执行", "同期"} {
		if strings.Contains(label, w) {
			return true
		}
	}
	return false
}

// namesAnother reports whether what leads to a number names the measure of another
// slot, and not its own.
func (a *alignment) namesAnother(n *number, own int) bool {
	const least = 4
	label := []rune(n.label)
	if longestCommon(label, []rune(a.slots[own].label)) >= least {
		return false
	}
	for i := range a.slots {
		if s := &a.slots[i]; i != own && s.kind == valueSlot && s.name != a.slots[own].name && longestCommon(label, []rune(s.label)) >= least {
			return true
		}
	}
	return false
}

// before is the folded text between the number before and this one.
func (a *alignment) before(n *number) string { return a.folds[n.line].s[n.from:n.start] }

// claim notes a piece of a line, from and to in its folding, as it is printed.
func (a *alignment) claim(r *lineReading, line int, slot string, from, to int, cell string) {
	f, l := &a.folds[line], &a.lines[line]
	start, end := f.origin(from), f.end(l.text, to)
	if end <= start {
		return
	}
	ref := l.ref
	for _, p := range l.parts {
		if p.start <= start {
			ref = p.ref
		}
	}
	ref.Text = l.text[start:end]
	if r.para < 0 {
		r.para = a.noting
	}
	r.claims = append(r.claims, budget.Claim{Slot: slot, Text: ref.Text, Start: start, Cell: cell, Ref: ref})
}

// delta notes a change's amount with the word that says which way.
func (a *alignment) delta(r *lineReading, j int) {
	n := &a.numbers[j]
	s := &a.slots[n.slot]
	start, word, way := wayOf(a.before(n))
	if start < 0 {
		return
	}
	aspect := way
	rated := false
	for i := s.first; i <= s.last; i++ {
		rated = rated || a.slots[i].kind == rateSlot && a.match[i] >= 0
		if !rated && a.slots[i].kind == zeroSlot && a.match[i] >= 0 && way == "more" {
			aspect = "new"
		}
	}
	a.claim(r, n.line, s.name+".direction:"+way, n.from+start, n.from+start+len(word), "")
	a.claim(r, n.line, s.name+".delta:"+aspect, n.start, n.end, "")
}

// item notes a number of a list, and with the first of an item its name.
func (a *alignment) item(out []lineReading, j int) {
	n := &a.numbers[j]
	r := &out[n.line]
	s := &a.slots[n.slot]
	l := s.list.l
	from, to := a.itemName(j)
	// The share of an item has the name of the amount before it.
	if n.slot != s.first && j > 0 && a.numbers[j-1].slot == n.slot-1 && a.numbers[j-1].line == n.line {
		from, to = a.itemName(j - 1)
	}
	name := a.folds[n.line].s[from:to]
	cell := ""
	switch {
	case s.list.path && n.code != "":
		cell = a.s.codeCell(l, n.code)
		a.itemCell, a.itemLine = cell, n.line
	case s.list.path && n.slot == s.first:
		cell = a.s.pathCell(l, a.pathBefore(j), name)
		a.itemCell, a.itemLine = cell, n.line
	case s.list.path:
		cell = a.s.pathCell(l, a.pathBefore(j), name)
		if cell == "" && a.itemLine == n.line && a.match[s.first] >= 0 {
			cell = a.itemCell // said again of the same item
		}
	default:
		cell = a.s.listCell(l, plain(name))
	}
	if to > from && (n.slot == s.first || s.list.nameFirst && a.opensItem(j)) {
		a.claim(r, n.line, l.Claims()+".name", from, to, cell)
	}
	if s.aspect == "budget" || s.aspect == "share:budget" {
		cell = ""
	}
	a.claim(r, n.line, l.Claims()+"."+s.aspect, n.start, n.end, cell)
	if !s.list.compare || !a.endsItem(j) || a.compare(r, n.line, l.Claims(), n.unitEnd, a.itemEnd(j)) {
		return
	}
	// The words may stand in a line of their own.
	if next := n.line + 1; next < len(a.lines) && !a.hasNumber(next) && strings.HasPrefix(a.folds[next].s, "决算") {
		if a.compare(&out[next], next, l.Claims(), 0, len(a.folds[next].s)) && out[next].para < 0 {
			out[next].para = a.para[n.slot]
		}
	}
}

// opensItem reports whether a number is the first that is said of an item though it
// is not the form's first: none before it in the line belongs to the same item.
func (a *alignment) opensItem(j int) bool {
	n := &a.numbers[j]
	s := &a.slots[n.slot]
	for k := j - 1; k >= 0 && a.numbers[k].line == n.line; k-- {
		if o := a.numbers[k].slot; o >= 0 {
			return o < s.first || o >= n.slot
		}
	}
	return true
}

// endsItem reports whether a number is the last that is said of an item of a list.
func (a *alignment) endsItem(j int) bool {
	n := &a.numbers[j]
	for k := j + 1; k < len(a.numbers) && a.numbers[k].line == n.line; k++ {
		if o := a.numbers[k].slot; o >= 0 {
			return o <= n.slot || o > a.slots[n.slot].last
		}
	}
	return true
}

func (a *alignment) hasNumber(line int) bool {
	for i := range a.numbers {
		if a.numbers[i].line == line {
			return true
		}
	}
	return false
}

// itemEnd is where what is said of an item ends: where the next begins, or the line.
func (a *alignment) itemEnd(j int) int {
	for k := j + 1; k < len(a.numbers) && a.numbers[k].line == a.numbers[j].line; k++ {
		if a.numbers[k].slot >= 0 {
			return a.numbers[k].start
		}
	}
	return len(a.folds[a.numbers[j].line].s)
}

// itemName is where the name of a list's item stands in the folding: before its
// number, from the last mark or as long a known name as there is; or after it.
func (a *alignment) itemName(j int) (from, to int) {
	n := &a.numbers[j]
	text := a.folds[n.line].s
	s := &a.slots[n.slot]
	if !s.list.nameFirst {
		from, to = n.unitEnd, len(text)
		if j+1 < len(a.numbers) && a.numbers[j+1].line == n.line {
			to = a.numbers[j+1].start
		}
		if i := strings.IndexAny(text[from:to], ",;"); i >= 0 {
			to = from + i
		}
		for _, m := range []string{"。", "、"} {
			if i := strings.Index(text[from:to], m); i >= 0 {
				to = from + i
			}
		}
		for _, w := range []string{"为", "是", "属"} {
			if strings.HasPrefix(text[from:to], w) {
				from += len(w)
			}
		}
		return from, to
	}
	part := withoutCode(text[n.from:n.start])
	if n.code != "" {
		if from, to := codedItem(part); to > from {
			return n.from + from, n.from + to
		}
	}
	if s.list.path {
		if from, to := itemOf(part); to > from {
			return n.from + from, n.from + to
		}
	}
	to = n.from + len(part)
	for _, tail := range s.list.tails {
		cut, ok := strings.CutSuffix(part, tail)
		if i := a.s.knownSuffix(s.list.l, cut); ok && i >= 0 {
			return n.from + i, n.from + len(cut)
		}
	}
	if cut, ok := strings.CutSuffix(part, s.list.tail); ok && s.list.tail != "" {
		part = cut
		to = n.from + len(part)
	}
	if i := a.s.knownSuffix(s.list.l, part); i >= 0 {
		return n.from + i, to
	}
	i := strings.LastIndexAny(part, ",;:") + 1
	for _, m := range []string{"。", "、"} {
		if k := strings.LastIndex(part, m); k >= 0 {
			i = max(i, k+len(m))
		}
	}
	return n.from + i, to
}

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
	if start < 0 || comparesBudget(text[:at]) {
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
	reason := strings.TrimRight(rest[:end], "。;,.、 ")
	if reason == "" {
		return
	}
	from := n.unitEnd + skipped + start
	a.claim(r, n.line, measure+".reason", from, from+len(reason), "")
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
