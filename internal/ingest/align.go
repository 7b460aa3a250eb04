package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
)

// reading is what was read in one line.
type lineReading struct {
	para   int // the profile's paragraph; -1 where none
	claims []budget.Claim
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
		if lines[i].chart < 0 && !lines[i].forms && !s.said(&lines[i]) {
			a.folds[i] = foldText(lines[i].text)
			from := len(a.numbers)
			a.numbers = numbersIn(a.numbers, a.folds[i].s, i)
			if s != nil && s.d.Outline.InYuan {
				countInYuan(a.numbers[from:])
			}
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

// leastAgain is how long a line is, in bytes, at the least, that says again what stands
// before.
const leastAgain = 60

// said notes a line with an amount, and reports whether it was read before, word for
// word: it states nothing once more.
func (s *state) said(l *line) bool {
	if s == nil || len(l.text) < leastAgain || !strings.Contains(l.text, "元") {
		return false
	}
	if s.sentences == nil {
		s.sentences = map[string]bool{}
	}
	before := s.sentences[l.text]
	s.sentences[l.text] = true
	return before
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
		if n.way == "" || n.ofPath && a.listsPaths() || n.ofOther(s) || n.vsBudget || n.subject == "" && n.ofUnnamed && len(s.calls) > 0 {
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
	if n.unit == itemUnit && n.of > 0 && a.s != nil && n.of != a.s.d.Year {
		return 0 // 对上年度2个项目开展了自评
	}
	if n.ofOther(s) || a.s != nil && a.s.d.Kind == "final" && ofBudget(n.label) && !strings.HasSuffix(s.name, ".budget") && !strings.Contains(funds.Replace(s.label), "预算") {
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
	if n.subject == "" && len(s.calls) > 0 && s.label != "" && leadsOn(s.label) && !leadsOn(strings.TrimSuffix(n.label, s.label)) {
		return 0 // 某某费支出决算为: of something that the form does not know
	}
	like := likeness(n.label, n.runes, s)
	if like < 80 && n.subject == "" && len(s.calls) > 0 {
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
	if hasAnyOf(lastPart(n.label, 8), "大于", "小于", "高于", "低于", "超出") {
		return 0 // 决算数大于预算数9万元: by how much
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
		if s.aspect == "amount" && a.s != nil && a.s.d.Kind == "final" && ofBudget(n.label) {
			return 0 // the item's budget: 乡镇卫生院（2100302）年初预算9万元，支出决算…
		}
		return pathFit(n, s)
	}
	if n.label == "" || n.way != "" || n.code != "" {
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
