package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/profile"
)

// slotKind is what a slot of a sentence holds.
type slotKind uint8

const (
	valueSlot   slotKind = iota // a measure, its share, last year's
	deltaSlot                   // a change's amount
	rateSlot                    // a change's percentage
	yearSlot                    // a year, claimed by nothing
	zeroSlot                    // a number that the pattern prints itself: （上年为0万元）
	itemSlot                    // a number of a list's item
	namesSlot                   // a list of names without numbers
	compareSlot                 // words that say how a final amount stands to its budget
)

// slot is a place for a number in a sentence, with what stands before it.
type slot struct {
	kind   slotKind
	name   string // the claim's slot; of a change the measure
	cell   string // address of the cell that it repeats
	unit   unit
	label  string // what stands between the number before and this one, folded
	runes  []rune
	calls  []string // what sentences call its measure, folded
	change *changeForm
	list   *listForm
	first  int // of a change or list: the slots that belong to it
	last   int
	aspect string // of a list's item: amount, share
	lead   string // of a list of names: what stands before it
}

// changeForm is a way of comparing with last year made ready for reading.
type changeForm struct {
	measure string
	lead    string // the last words before it, folded
	reason  bool
}

// listForm is a list made ready for reading.
type listForm struct {
	l         *profile.List
	nameFirst bool     // the name stands before its numbers
	path      bool     // names are paths: …（类）…（款）…（项）
	tail      string   // what stands between the name and its first number, folded
	tails     []string // the tail, and other ways of writing it
	compare   bool     // each item says how it stands to its budget
}

// unit is what a number counts, as the characters after it say.
type unit uint8

const (
	noUnit unit = iota
	wanUnit
	yuanUnit
	yiUnit
	percentUnit
	pointUnit
	yearUnit
	peopleUnit
	itemUnit
	carUnit
	otherUnit
)

var unitWords = []struct {
	word string
	unit unit
}{
	{"万元", wanUnit},
	{"亿元", yiUnit},
	{"元", yuanUnit},
	{"%", percentUnit},
	{"个百分点", pointUnit},
	{"年", yearUnit},
	{"人", peopleUnit},
	{"名", peopleUnit},
	{"个", itemUnit},
	{"项", itemUnit},
	{"辆", carUnit},
	{"台", carUnit},
	{"月", otherUnit},
	{"日", otherUnit},
	{"号", otherUnit},
	{"家", otherUnit},
	{"次", otherUnit},
	{"批", otherUnit},
	{"平方米", otherUnit},
}

// unitAt is the unit that a folded text begins with, and its length.
func unitAt(s string) (unit, int) {
	for _, u := range unitWords {
		if strings.HasPrefix(s, u.word) {
			return u.unit, len(u.word)
		}
	}
	if rest, ok := strings.CutPrefix(s, "万"); ok { // 2万公里 is no money
		if r, _ := utf8.DecodeRuneInString(rest); rest != "" && unicode.Is(unicode.Han, r) {
			return otherUnit, len("万")
		}
		return wanUnit, len("万")
	}
	return noUnit, 0
}

// slots lists the slots of a sentence in order.
func (r *Reader) slots(p profile.Pattern) []slot {
	b := slotBuilder{r: r}
	b.pattern(p)
	return b.out
}

// slotBuilder walks a pattern: literals gather until a slot takes them as its label.
type slotBuilder struct {
	r      *Reader
	out    []slot
	before string
	open   bool // the literal to come begins with the unit of the slot before
}

func (b *slotBuilder) pattern(p profile.Pattern) {
	for i := range p {
		n := &p[i]
		switch {
		case n.Slot != nil:
			b.slot(n.Slot)
		case n.Group != nil:
			b.pattern(n.Group)
		default:
			b.literal(n.Text)
		}
	}
}

// literal takes fixed text: the unit of the slot before, and the label of the
// next; a number in it is a slot of its own.
func (b *slotBuilder) literal(text string) {
	f := foldText(text)
	s := f.s
	if b.open {
		u, n := unitAt(s)
		b.out[len(b.out)-1].unit = u
		s, b.open = s[n:], false
	}
	for {
		i := strings.IndexAny(s, "0123456789")
		if i < 0 {
			break
		}
		j := i
		for j < len(s) && (isDigit(s[j]) || s[j] == '.') {
			j++
		}
		b.before += s[:i]
		b.add(slot{kind: zeroSlot})
		u, n := unitAt(s[j:])
		b.out[len(b.out)-1].unit = u
		s, b.open = s[j+n:], false
	}
	b.before += s
}

func (b *slotBuilder) add(s slot) {
	s.label = labelOf(b.before)
	s.runes = []rune(s.label)
	if s.kind == valueSlot || s.kind == deltaSlot || s.kind == rateSlot {
		s.calls = b.r.callsOf(s.name)
	}
	b.out = append(b.out, s)
	b.before, b.open = "", true
}

func (b *slotBuilder) slot(s *profile.Slot) {
	p := b.r.p
	switch s.Name {
	case "year", "prior_year":
		b.add(slot{kind: yearSlot})
		return
	case "list":
		b.list(p.List(s.Arg))
		return
	case "text":
		b.before, b.open = "", false
		return
	}
	m := p.Measure(s.Name)
	if m == nil { // a name: what stands before it says nothing of the number after
		b.before, b.open = "", false
		return
	}
	switch s.Aspect {
	case "change":
		b.change(m, p.Change(s.Arg))
	case "prior", "budget":
		b.add(slot{kind: valueSlot, name: s.String()})
	case "compare":
		b.add(slot{kind: compareSlot, name: s.Name})
		b.before, b.open = "", false
	case "share":
		cell := m.Cell
		if s.Arg != "" {
			cell = ""
		}
		b.add(slot{kind: valueSlot, name: s.String(), cell: cell})
	default:
		b.add(slot{kind: valueSlot, name: s.Name, cell: m.Cell})
	}
}

// change adds the numbers of a comparison: those of the longest way of saying it,
// and those that only the one for a year out of nothing has.
func (b *slotBuilder) change(m *profile.Measure, how *profile.Change) {
	form := &changeForm{measure: m.ID, lead: lastPhrase(b.before)}
	first := len(b.out)
	before := b.before
	seen := map[string]bool{}
	numbers := func(pattern string, tail bool) {
		b.before, b.open = before, false
		after := false // the delta has come
		for _, n := range b.r.p.Pattern(pattern) {
			switch {
			case n.Slot == nil:
				if tail && !after {
					continue
				}
				b.literal(n.Text)
			case n.Slot.Name == "delta":
				after = true
				if !tail {
					b.add(slot{kind: deltaSlot, name: m.ID, change: form})
				}
				b.before, b.open = "", !tail && b.open
			case n.Slot.Name == "rate":
				b.add(slot{kind: rateSlot, name: m.ID, change: form})
			case n.Slot.Name == "reason":
				form.reason = true
				b.before, b.open = "", false
			case tail && !after:
			default:
				b.slot(n.Slot)
			}
			if n.Slot != nil {
				seen[n.Slot.Name] = true
			}
		}
	}
	numbers(how.More, false)
	if strings.Contains(how.Same, "{") && !seen["prior_year"] && !seen["year"] {
		b.before, b.open = before, false
		b.add(slot{kind: yearSlot})
	}
	numbers(how.New, true)
	for i := first; i < len(b.out); i++ {
		if b.out[i].change == nil {
			b.out[i].change = form
		}
		b.out[i].first, b.out[i].last = first, len(b.out)-1
	}
	b.before, b.open = "", false
}

// list adds the numbers of one item, which the reading goes round; a list of
// names alone has one slot, without a number.
func (b *slotBuilder) list(l *profile.List) {
	form := &listForm{l: l}
	first := len(b.out)
	lead := b.before
	b.open = false
	nameAt, numberAt := -1, -1
	for i, n := range b.r.p.Pattern(l.Item) {
		switch {
		case n.Slot == nil:
			if nameAt >= 0 && numberAt < 0 {
				form.tail += foldText(n.Text).s
			}
			b.literal(n.Text)
		case n.Slot.Name == "compare":
			form.compare = true
			b.before, b.open = "", false
		case n.Slot.Name == "name" || n.Slot.Name == "path":
			form.path = form.path || n.Slot.Name == "path"
			if nameAt = i; numberAt < 0 {
				b.before = ""
			}
			b.open = false
		default:
			if numberAt < 0 {
				numberAt = i
			}
			b.add(slot{kind: itemSlot, name: l.ID, list: form, aspect: itemAspect(n.Slot.Name)})
		}
	}
	form.tails = tailsOf(form.tail)
	form.nameFirst = nameAt >= 0 && (numberAt < 0 || nameAt < numberAt)
	if numberAt < 0 {
		b.before = lead
		b.add(slot{kind: namesSlot, name: l.ID, list: form, lead: leadOf(lead)})
	}
	for i := first; i < len(b.out); i++ {
		b.out[i].first, b.out[i].last = first, len(b.out)-1
	}
	b.before, b.open = "", false
}

// itemAspect is the aspect of a list's item that a slot of the item claims: of
// the rate at which its budget was carried out, the share of it.
func itemAspect(slot string) string {
	if slot == "rate" {
		return "share:budget"
	}
	return slot
}

// tailsOf are the ways of writing what stands between a name and its number, the
// form's own first: with 支出 after it or without, and without all of it.
func tailsOf(tail string) []string {
	out := []string{tail, tail + "支出"}
	if short := strings.Replace(tail, "支出", "", 1); short != tail {
		out = append(out, short)
	}
	if tail != "" {
		out = append(out, "", "支出")
	}
	return out
}

// lastPhrase is what stands after the last mark of a folded text.
func lastPhrase(s string) string {
	if i := strings.LastIndexAny(s, ",;:"); i >= 0 {
		s = s[i+1:]
	}
	if i := strings.LastIndex(s, "。"); i >= 0 {
		s = s[i+len("。"):]
	}
	return s
}

// leadOf is the last phrase before a list: 主要包括.
func leadOf(s string) string {
	return plain(lastPhrase(strings.TrimRight(s, ":,;")))
}

// labelOf makes what stands before a number comparable: no marks, no word that
// only leads in.
func labelOf(s string) string {
	k := plain(s)
	k = strings.TrimPrefix(k, "其中")
	return k
}

// likeness is how alike the label of a number in a text and that of a slot are,
// 0 to 100.
func likeness(text string, runes []rune, s *slot) int {
	switch {
	case s.label == "":
		return 55
	case text == s.label:
		return 100
	case strings.HasSuffix(text, s.label):
		return 95
	case len(text) >= 6 && strings.HasSuffix(s.label, text):
		return 85
	case strings.Contains(text, s.label):
		return 80
	}
	return 75 * longestCommon(runes, s.runes) / len(s.runes)
}

// longestCommon is the length of the longest common subsequence of the last
// characters of two labels.
func longestCommon(a, b []rune) int {
	const most = 24
	a, b = a[max(0, len(a)-most):], b[max(0, len(b)-most):]
	var row [most + 1]int
	for _, ra := range a {
		diagonal := 0
		for j, rb := range b {
			up := row[j+1]
			switch {
			case ra == rb:
				row[j+1] = diagonal + 1
			default:
				row[j+1] = max(up, row[j])
			}
			diagonal = up
		}
	}
	return row[len(b)]
}

// moreWords and lessWords say which way a number moved, longer words first.
var (
	moreWords = []string{"增加", "增长", "上升", "提高", "增幅", "增"}
	lessWords = []string{"减少", "下降", "降低", "缩减", "压减", "压缩", "减幅", "降幅", "减", "降"}
)

// wayOf finds the last word in a text that says which way: its start, the word,
// and more or less. It has to stand at the end, a character or two aside.
func wayOf(s string) (start int, word, way string) {
	start = -1
	for way2, words := range map[string][]string{"more": moreWords, "less": lessWords} {
		for _, w := range words {
			i := strings.LastIndex(s, w)
			if i < 0 || utf8.RuneCountInString(s[i+len(w):]) > 2 {
				continue
			}
			if i+len(w) > start+len(word) || i+len(w) == start+len(word) && len(w) > len(word) || start < 0 {
				start, word, way = i, w, way2
			}
		}
	}
	return start, word, way
}
