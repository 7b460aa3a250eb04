package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
)

// number is a number in a line of a section.
type number struct {
	line       int
	start, end int // in the line's folding
	unit       unit
	unitEnd    int
	from       int // in the folding: where what stands before it begins
	label      string
	runes      []rune
	year       bool
	nothing    bool   // a zero without a unit
	of         int    // the year that stands right before what is said of it; 0 where none
	way        string // more or less, where a word right before says so
	ofPath     bool   // what it belongs to is named by a path before it: …（款）…（项）
	code       string // of the item whose path of names and codes leads to it: 教育支出（205）普通教育（02）小学教育（02）
	slot       int    // that it was matched to; -1
	ofItem     bool   // a subject's level stands before it: …（类）支出
	vsBudget   bool   // it is a change against the budget of the year, not against last year
	ofUnnamed  bool   // it is a change of an amount of which no name is known
	subject    string // the name of the measure that it is said of, as the profile has names; empty where none is
}

// reading is what was read in one line.
type lineReading struct {
	para   int // the profile's paragraph; -1 where none
	claims []budget.Claim
}

// maxNumbers bounds the numbers of one block, so that aligning stays quick on
// texts that are nothing but numbers.
const maxNumbers = 1500

// numbersIn finds the numbers of a folded line.
func numbersIn(out []number, s string, line int) []number {
	from := 0
	for i := 0; i < len(s); {
		if !isDigit(s[i]) {
			i++
			continue
		}
		start := i
		if i > 0 && s[i-1] == '-' && (i == 1 || !isDigit(s[i-2]) && s[i-2] < 0x80) {
			start--
		}
		for i < len(s) && (isDigit(s[i]) || (s[i] == '.' || s[i] == ',' && threeDigits(s[i+1:])) && i+1 < len(s) && isDigit(s[i+1])) {
			i++
		}
		if subjectCode(s, start, i) {
			continue // 社会保障和就业支出（208）193.02万元: part of the name
		}
		u, n := unitAt(s[i:])
		num := number{line: line, start: start, end: i, unit: u, unitEnd: i + n, from: from, slot: -1}
		num.year = u == yearUnit && yearAt(s, start) > 0 && i-start == 4
		if k := len(out) - 1; k >= 0 && out[k].line == line && out[k].year && out[k].unitEnd == from && start-out[k].from < longestPath && endsPath(s[out[k].from:out[k].start]) {
			num.from = out[k].from // …（项）2025年预算数为: the path is still what it stands behind
		}
		if k := len(out) - 1; k >= 0 && out[k].line == line && out[k].year && out[k].unitEnd == from {
			num.of = yearAt(s, out[k].start)
		}
		num.nothing = u == noUnit && strings.Trim(s[start:i], "0.") == ""
		num.label = labelOf(withoutCode(s[num.from:start]))
		num.runes = lastRunes(num.label)
		_, _, num.way = wayOf(num.label)
		num.code = pathCode(s[num.from:start])
		sentence := sentenceBefore(s[:start])
		num.ofItem = levelIn(s[num.from:start])
		num.ofPath = strings.Contains(sentence, "(项)") || pathCode(sentence) != ""
		out = append(out, num)
		from = i + n
		i = max(i, from)
	}
	return out
}

// subjectCode reports whether the digits of a stretch are a subject's code in brackets.
func subjectCode(s string, from, to int) bool {
	n := to - from
	return (n == 2 || n == 3 || n == 5 || n == 7) && from > 0 && s[from-1] == '(' && to < len(s) && s[to] == ')' && strings.Trim(s[from:to], "0123456789") == ""
}

// withoutCode cuts a subject's code in brackets off the end of a folded text.
func withoutCode(s string) string {
	i := strings.LastIndexByte(s, '(')
	if i >= 0 && strings.HasSuffix(s, ")") && subjectCode(s, i+1, len(s)-1) {
		return s[:i]
	}
	return s
}

// pathCode is the code of an item that a folded text names by its path with the codes
// in brackets, of each level or whole; empty where it does not.
func pathCode(s string) string {
	var codes []string
	for {
		i := strings.IndexByte(s, '(')
		if i < 0 {
			break
		}
		n := strings.IndexByte(s[i:], ')')
		if n < 0 {
			break
		}
		if subjectCode(s, i+1, i+n) {
			codes = append(codes, s[i+1:i+n])
		}
		s = s[i+n+1:]
	}
	if k := len(codes); k > 0 && len(codes[k-1]) == 7 {
		return codes[k-1]
	} else if k >= 3 && len(codes[k-3]) == 3 && len(codes[k-2]) == 2 && len(codes[k-1]) == 2 {
		return codes[k-3] + codes[k-2] + codes[k-1]
	}
	return ""
}

// longestPath bounds, in bytes, what of a line is looked at for the path before a number.
const longestPath = 600

// sentenceBefore is the end of a folded text from its last full stop.
func sentenceBefore(s string) string {
	s = s[max(0, len(s)-longestPath):]
	return s[strings.LastIndex(s, "。")+1:]
}

// levelIn reports whether a folded text names a subject with its level.
func levelIn(s string) bool {
	return strings.Contains(s, "(类)") || strings.Contains(s, "(款)") || strings.Contains(s, "(项)")
}

// endsPath reports whether a folded text ends with a subject's level: …（款）…（项）.
func endsPath(s string) bool {
	s = strings.TrimRight(s, "\"' :")
	if strings.HasSuffix(s, ")") && pathCode(s) != "" {
		return true
	}
	return strings.HasSuffix(s, "(项)") || strings.HasSuffix(s, "(款)") || strings.HasSuffix(s, "(类)")
}

func threeDigits(s string) bool {
	return len(s) >= 3 && isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]) && (len(s) == 3 || !isDigit(s[3]))
}

// lastRunes are the last characters of a label, as many as are compared.
func lastRunes(s string) []rune {
	if len(s) > 120 {
		s = strings.ToValidUTF8(s[len(s)-120:], "")
	}
	return []rune(s)
}

// alignment pairs the numbers of a block with the slots of its sentences.
type alignment struct {
	f       *blockForm
	lines   []line
	folds   []folded
	numbers []number
	slots   []slot
	para    []int // of each slot, the paragraph
	match   []int // of each slot, the number that it was matched to last; -1
	s       *state

	noting   int    // the paragraph of the slot whose claims are being noted
	itemCell string // of the item of a list whose numbers are being noted
	itemLine int
}

// align reads the sentences of a block.
func (r *Reader) align(f *blockForm, lines []line, s *state) []lineReading {
	out := make([]lineReading, len(lines))
	for i := range out {
		out[i].para = -1
	}
	a := &alignment{f: f, lines: lines, s: s}
	if len(f.slots) == 0 {
		return out
	}
	a.folds = make([]folded, len(lines))
	for i := range lines {
		if lines[i].chart < 0 && !lines[i].forms {
			a.folds[i] = foldText(lines[i].text)
			from := len(a.numbers)
			a.numbers = numbersIn(a.numbers, a.folds[i].s, i)
			a.withoutUnit(from)
			a.subjects(from)
		}
	}
	if len(a.numbers) == 0 {
		return out
	}
	a.numbers = a.numbers[:min(len(a.numbers), maxNumbers)]
	if f.choose {
		own := *f
		own.gather(a.best)
		f = &own
	}
	a.slots, a.para = f.slots, f.of
	a.solve()
	a.claims(out)
	a.phrases(out)
	inOrder(out)
	return out
}

// withoutUnit takes the unit's name, which may stand before any measure, out of what
// leads to the numbers from one on.
func (a *alignment) withoutUnit(from int) {
	if a.s == nil || a.s.unitKey == "" {
		return
	}
	for i := from; i < len(a.numbers); i++ {
		n := &a.numbers[i]
		if rest := strings.ReplaceAll(n.label, a.s.unitKey, ""); len(rest) < len(n.label) && rest != "" {
			n.label, n.runes = rest, lastRunes(rest)
		}
	}
}

// gather lines up the slots of all the block's sentences. Where one is said in
// several ways, way picks the one to take; without it the first is taken.
func (f *blockForm) gather(way func(ways [][]slot) []slot) {
	f.slots, f.of = nil, nil
	for i := range f.paras {
		ways := f.paras[i].ways
		if len(ways) == 0 {
			continue
		}
		best := ways[0]
		if len(ways) > 1 {
			f.choose = true
			if way != nil {
				best = way(ways)
			}
		}
		base := len(f.slots)
		for _, s := range best {
			s.first, s.last = s.first+base, s.last+base
			f.slots = append(f.slots, s)
			f.of = append(f.of, i)
		}
	}
}

// best is the way of saying a sentence that fits the numbers best.
func (a *alignment) best(ways [][]slot) []slot {
	best, most := ways[0], -1
	for _, w := range ways {
		t := alignment{numbers: slices.Clone(a.numbers), slots: w, s: a.s}
		if n := t.solve(); n > most {
			best, most = w, n
		}
	}
	return best
}

// fit is what matching a number to a slot is worth; 0 where they do not go together.
func (a *alignment) fit(n *number, s *slot) int {
	switch s.kind {
	case namesSlot, compareSlot:
		return 0
	case yearSlot:
		if n.year {
			return 5
		}
		return 0
	}
	if n.year || !sameUnit(n.unit, s.unit) && !(n.nothing && s.kind == valueSlot && s.unit == wanUnit) {
		return 0
	}
	switch s.kind {
	case deltaSlot, rateSlot:
		if n.way == "" || n.ofPath && a.listsPaths() || a.ofOther(n, s) || n.vsBudget || n.subject == "" && n.ofUnnamed && a.called(s) {
			return 0
		}
		return 30 + likeness(n.label, n.runes, s)*3/10
	case itemSlot:
		return a.itemFit(n, s)
	case zeroSlot:
		if likeness(n.label, n.runes, s) < 80 {
			return 0
		}
		return 30
	}
	if a.ofOther(n, s) || a.s != nil && a.s.d.Kind == "final" && ofBudget(n.label) && !strings.HasSuffix(s.name, ".budget") && !strings.Contains(s.label, "预算") {
		return 0
	}
	if strings.HasSuffix(s.name, ".budget") && a.s != nil && a.s.d.Kind == "final" && n.label != "" && !strings.Contains(n.label, "预算") {
		return 0
	}
	if n.way != "" {
		if _, _, way := wayOf(s.label); way == "" {
			return 0
		}
	}
	if (namesPath(n.label) || n.code != "" || n.ofItem) && a.listsPaths() {
		return 0 // an item's
	}
	like := likeness(n.label, n.runes, s)
	if like < 80 && n.subject == "" && a.called(s) {
		return 0 // what it is of is not named
	}
	return max(0, like-42)
}

// listsPaths reports whether a list of subjects by their paths is among the slots:
// what changes there is an item.
func (a *alignment) listsPaths() bool {
	return slices.ContainsFunc(a.slots, func(s slot) bool { return s.list != nil && s.list.path })
}

// itemFit is what a number is worth in a list: more where its name is one that
// the list's table has.
func (a *alignment) itemFit(n *number, s *slot) int {
	if s.aspect == "share" {
		return max(0, likeness(n.label, n.runes, s)-42)
	}
	if !s.list.nameFirst {
		return 25
	}
	if s.list.path {
		if n.way != "" || n.subject != "" && !n.ofItem && n.code == "" && !namesPath(n.label) {
			return 0 // 比年初预算增加9万元: no amount of the item
		}
		if !namesPath(n.label) && n.code == "" && s.aspect == "amount" && n.of > 0 && a.s != nil && n.of != a.s.d.Year {
			return 0 // of another year: …2026年度预算9万元，2025年度预算10万元
		}
		return pathFit(n, s)
	}
	if n.label == "" || n.way != "" {
		return 0
	}
	ends := s.list.tail == ""
	for _, tail := range s.list.tails {
		name, ok := strings.CutSuffix(n.label, plain(tail))
		if !ok {
			continue
		}
		if a.s != nil && a.s.listCell(s.list.l, name) != "" {
			return 50
		}
		ends = ends || tail == s.list.tail
	}
	if !ends || n.subject != "" {
		return 0
	}
	return 15
}

// pathFit is what a number is worth in a list of paths: the first of an item
// stands after a path, the others after their own words.
func pathFit(n *number, s *slot) int {
	if namesPath(n.label) || n.code != "" {
		if s.label == "" && n.code == "" && !strings.HasSuffix(n.label, "项") || s.label != "" && likeness(n.label, n.runes, s) < 80 {
			return 20 // words stand between the path and the number that the form does not have
		}
		return 50
	}
	if s.label == "" {
		return 0
	}
	return max(0, likeness(n.label, n.runes, s)-50)
}

// namesPath reports whether what stands before a number names a subject by its path.
func namesPath(label string) bool {
	return strings.Contains(label, "项") && (strings.Contains(label, "款") || strings.Contains(label, "类"))
}

// sameUnit reports whether a number and a slot count alike. A slot without a unit
// takes any.
func sameUnit(n, s unit) bool { return s == noUnit || n == s }

// solve finds the pairs of highest worth in which both go in order; within a
// list the slots may be gone round again. It gives the worth.
func (a *alignment) solve() int {
	w := len(a.slots) + 1
	score := make([]int32, (len(a.numbers)+1)*w)
	// how a state was come to: 's' a slot skipped, 'n' a number skipped, 'm' matched, 'l' round again
	how := make([]byte, len(score))
	for j := 0; j <= len(a.numbers); j++ {
		row, from := score[j*w:(j+1)*w], how[j*w:(j+1)*w]
		for i := range w {
			best, by := int32(0), byte('n')
			if j > 0 {
				best = score[(j-1)*w+i]
			}
			if i > 0 && (row[i-1] > best || j == 0) {
				best, by = row[i-1], 's'
			}
			if i > 0 && j > 0 {
				if f := a.fit(&a.numbers[j-1], &a.slots[i-1]); f > 0 {
					if v := score[(j-1)*w+i-1] + int32(f); v > best {
						best, by = v, 'm'
					}
				}
			}
			row[i], from[i] = best, by
			if i > 0 && a.slots[i-1].kind == itemSlot && a.slots[i-1].last == i-1 {
				a.round(row, from, i)
			}
		}
	}
	a.trace(how, w)
	return int(score[len(score)-1])
}

// round lets a list begin again after its last slot, which stands at i.
func (a *alignment) round(row []int32, from []byte, i int) {
	first := a.slots[i-1].first
	if row[i] <= row[first] {
		return
	}
	row[first], from[first] = row[i], 'l'
	for k := first + 1; k < i; k++ {
		if row[first] > row[k] {
			row[k], from[k] = row[first], 's'
		}
	}
}

func (a *alignment) trace(how []byte, w int) {
	a.match = make([]int, len(a.slots))
	for i := range a.match {
		a.match[i] = -1
	}
	i, j := w-1, len(a.numbers)
	for i > 0 || j > 0 {
		switch how[j*w+i] {
		case 'm':
			a.numbers[j-1].slot = i - 1
			if a.match[i-1] < 0 {
				a.match[i-1] = j - 1
			}
			i, j = i-1, j-1
		case 's':
			i--
		case 'l':
			i = a.slots[i].last + 1
		default:
			j--
		}
	}
}
