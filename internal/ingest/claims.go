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
			if a.inReason(n, s.name) {
				continue
			}
			a.claim(r, n.line, s.name, n.start, n.end, a.s.cellAddress(s.cell))
		case deltaSlot:
			a.delta(r, j)
		case rateSlot:
			a.rate(r, n, s.name)
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

// inReason reports whether a count stands in what a sentence gives as a reason, 主要原因是减少
// 在职人员3人: it counts whatever the reason speaks of.
func (a *alignment) inReason(n *number, measure string) bool {
	if n.unit == wanUnit || n.unit == percentUnit {
		return false
	}
	if m := a.s.r.p.Measure(measure); m == nil || !m.Counts() {
		return false
	}
	return strings.Contains(sentenceBefore(a.folds[n.line].s[:n.start]), "原因")
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

// rate notes the rate of a measure's change with the word that says which way.
func (a *alignment) rate(r *lineReading, n *number, measure string) {
	start, word, way := wayOf(a.before(n))
	if start < 0 {
		return
	}
	a.claim(r, n.line, measure+".verb:"+way, n.from+start, n.from+start+len(word), "")
	a.claim(r, n.line, measure+".rate:"+way, n.start, n.end, "")
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
	if to > from && !wordsOfShare(name) && (n.slot == s.first || s.list.nameFirst && a.opensItem(j)) {
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

// wordsOfShare reports whether what stands before a share leads to it and names nothing:
// 9元，占总收入的5%, where the amount is of no item that the table has.
func wordsOfShare(name string) bool { return strings.HasPrefix(plain(name), "占") }

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
