package compose

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// sections composes the overview and the narrative.
func (c *compiler) sections() []budget.Section {
	var out []budget.Section
	for _, s := range c.p.Sections {
		section := budget.Section{ID: s.ID, Part: s.Part, Title: c.words(s.Title)}
		if part := c.p.Part(s.Part); s.Title == "" && part != nil { // it is the whole part
			section.Title = c.words(part.Title)
		}
		for i := range s.Paragraphs {
			section.Paragraphs = append(section.Paragraphs, c.paragraphs(&s.Paragraphs[i], s.ID)...)
		}
		out = append(out, section)
	}
	return out
}

// paragraphs composes what one entry of the profile prints: mostly one
// paragraph, several for a text of the unit's with line breaks, none where its
// condition does not hold and nothing else is said instead.
func (c *compiler) paragraphs(p *profile.Paragraph, section string) []budget.Paragraph {
	ref := place.Ref{Section: section}
	holds := c.holds(p.When)
	switch {
	case p.Heading != "":
		return []budget.Paragraph{{Pattern: p.ID, Heading: true, TOC: p.TOC, Text: c.words(p.Heading), Ref: ref}}
	case p.Chart != "" && holds:
		return []budget.Paragraph{{Pattern: p.ID, Chart: p.Chart, Ref: ref}}
	case p.Forms:
		return []budget.Paragraph{{Pattern: p.ID, Forms: true, Ref: ref}}
	}
	text := cmp.Or(p.Write, p.Text)
	if !holds {
		text = p.Otherwise
	}
	if key, ok := soleText(c.p.Pattern(text)); ok {
		if own := c.text(key); own != "" {
			return ownParagraphs(own, p.ID, ref)
		}
		text = p.Otherwise
	}
	if text == "" {
		return nil
	}
	w := &writer{c: c, ref: ref}
	w.pattern(c.p.Pattern(text))
	return []budget.Paragraph{{Pattern: p.ID, Text: w.b.String(), Claims: w.claims, Ref: ref}}
}

// soleText is the key of the unit's text where the pattern is nothing else.
func soleText(p profile.Pattern) (string, bool) {
	if len(p) == 1 && p[0].Slot != nil && p[0].Slot.Name == "text" {
		return p[0].Slot.Arg, true
	}
	return "", false
}

func ownParagraphs(text, id string, ref place.Ref) []budget.Paragraph {
	var out []budget.Paragraph
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, budget.Paragraph{Pattern: id, Text: line, Ref: ref})
		}
	}
	return out
}

func (c *compiler) holds(when string) bool {
	if name, ok := strings.CutPrefix(when, "nonzero:"); ok {
		return c.measure(c.p.Measure(name)).value != 0
	}
	if when == "staff" {
		return len(c.book.Staff) > 0
	}
	return true
}

// writer fills one sentence and notes what it claims.
type writer struct {
	c      *compiler
	b      strings.Builder
	claims []budget.Claim
	ref    place.Ref
}

func (w *writer) pattern(p profile.Pattern) {
	for _, n := range p {
		switch {
		case n.Slot != nil:
			w.slot(n.Slot)
		case n.Group != nil:
			if w.c.anyNonzero(n.Group) {
				w.pattern(n.Group)
			}
		default:
			w.b.WriteString(n.Text)
		}
	}
}

func (c *compiler) anyNonzero(p profile.Pattern) bool {
	for _, s := range p.Slots() {
		if m := c.p.Measure(s.Name); m != nil && c.measure(m).value != 0 {
			return true
		}
	}
	return false
}

// claim writes a value and notes it.
func (w *writer) claim(slot, text, cell string) {
	w.claims = append(w.claims, budget.Claim{Slot: slot, Text: text, Start: w.b.Len(), Cell: cell, Ref: w.ref})
	w.b.WriteString(text)
}

func (w *writer) slot(s *profile.Slot) {
	c := w.c
	switch s.Name {
	case "list":
		w.list(c.p.List(s.Arg))
		return
	case "text":
		w.b.WriteString(c.text(s.Arg))
		return
	}
	m := c.p.Measure(s.Name)
	if m == nil {
		w.b.WriteString(c.builtin(s.Name))
		return
	}
	now := c.measure(m)
	switch s.Aspect {
	case "share":
		a, _ := profile.ParseAddress(m.Base)
		w.claim(s.String(), c.share(now.value, c.value(at(c.tablesNow, a))), now.cell)
	case "prior":
		w.claim(s.String(), c.amount(measured{value: c.priorOf(m)}), "")
	case "change":
		w.change(m, now, c.p.Change(s.Arg))
	default:
		w.claim(s.Name, c.amount(now), now.cell)
	}
}

// change says how a measure compares with last year. A change that prints asks
// for its reason; one too small to print is none.
func (w *writer) change(m *profile.Measure, now measured, how *profile.Change) {
	c := w.c
	before := c.priorOf(m)
	moved := (now.value - before).Abs()
	delta := c.round(moved)
	if delta.IsZero() { // the prints may still differ by their last place, and the rate with them
		delta = money.Decimal{Coef: now.print.Coef - c.round(before).Coef, Scale: delta.Scale}.Abs()
		moved = c.exactly(delta)
	}
	pattern, direction := how.More, "more"
	switch {
	case delta.IsZero():
		pattern, direction = how.Same, "same"
	case before == 0:
		pattern, direction = how.New, "new"
	case now.value < before:
		pattern, direction = how.Less, "less"
	}
	if direction == "same" {
		w.claim(m.ID+".same", c.words(pattern), "")
		return
	}
	nodes := c.p.Pattern(pattern)
	for i, n := range nodes {
		switch {
		case n.Slot == nil:
			w.said(m, nodes, i, how, direction)
		case n.Slot.Name == "delta":
			w.claim(m.ID+".delta:"+direction, c.shown(delta), "")
		case n.Slot.Name == "rate":
			w.claim(m.ID+".rate:"+direction, c.share(moved, before), "")
		case n.Slot.Name == "reason":
			w.claim(m.ID+".reason", c.demandReason(m, now, before), "")
		default:
			w.b.WriteString(c.builtin(n.Slot.Name))
		}
	}
}

// exactly is what a print stands for if nothing was rounded away.
func (c *compiler) exactly(d money.Decimal) money.Fen {
	f := money.Fen(d.Coef) * money.Fen(c.p.Style.MoneyUnit.Fen())
	for range d.Scale {
		f /= 10
	}
	return f
}

// said writes the i-th node of a comparison, fixed text, and notes the word in it
// that says which way the number after it moved: 增加, 下降.
func (w *writer) said(m *profile.Measure, nodes profile.Pattern, i int, how *profile.Change, direction string) {
	text := nodes[i].Text
	slot := ""
	if i+1 < len(nodes) && nodes[i+1].Slot != nil {
		slot = nodes[i+1].Slot.Name
	}
	aspect, way, other := "", "more", how.Less
	switch slot {
	case "delta":
		aspect = "direction"
	case "rate":
		aspect = "verb"
	}
	if direction == "less" {
		way, other = "less", how.More
	}
	at := wordAt(text, before(w.c.p.Pattern(other), slot))
	if aspect == "" || at == len(text) {
		w.b.WriteString(text)
		return
	}
	w.b.WriteString(text[:at])
	w.claim(m.ID+"."+aspect+":"+way, text[at:], "")
}

// before is the fixed text right before a slot of a pattern.
func before(p profile.Pattern, slot string) string {
	for i, n := range p {
		if n.Slot != nil && n.Slot.Name == slot && i > 0 {
			return p[i-1].Text
		}
	}
	return ""
}

// wordAt is where the word begins that sets a text apart from the one which says
// the opposite: 比上年增加 and 比上年减少 part at 增加.
func wordAt(text, opposite string) int {
	at := 0
	for i, r := range text {
		if !strings.HasPrefix(opposite, text[:i+utf8.RuneLen(r)]) {
			return i
		}
		at = i + utf8.RuneLen(r)
	}
	return at
}

func (c *compiler) demandReason(m *profile.Measure, now measured, before money.Fen) string {
	if r := c.reason(m.Reason); r != "" {
		return r
	}
	c.errorf("INPUT-REASON", "缺少变动原因",
		fmt.Sprintf("“%s”由上年 %s 元变为 %s 元，没有写原因", m.Reason, before, now.value),
		fmt.Sprintf("在 book.toml 的 [reasons] 里写 \"%s\" = \"…\"，或在“变动原因”表里填", m.Reason), c.at("变动原因"))
	return ""
}

// list writes one phrase for each row with an amount.
func (w *writer) list(l *profile.List) {
	items := w.c.items(l)
	if len(items) == 0 {
		w.b.WriteString(l.None)
		return
	}
	for i, it := range items {
		if i > 0 {
			w.b.WriteString(l.Join)
		}
		for _, n := range w.c.p.Pattern(l.Item) {
			switch {
			case n.Slot == nil:
				w.b.WriteString(n.Text)
			case n.Slot.Name == "name":
				w.claim(l.ID+".name", it.name, it.cell)
			case n.Slot.Name == "amount":
				w.claim(l.ID+".amount", it.text, it.cell)
			case n.Slot.Name == "share":
				w.claim(l.ID+".share", it.share, it.cell)
			}
		}
	}
}

// item is a row of a list or a chart.
type item struct {
	name, text, share, cell string
	value                   money.Fen
}

func (c *compiler) items(l *profile.List) []item {
	if l.Figure == "staff.kinds" {
		return c.staffKinds()
	}
	if l.Says != "" { // sentences alone have it: the book does not
		return nil
	}
	t := tableOf(c.tablesNow, l.Table)
	p := t.Panel(l.Panel)
	var base money.Fen
	if l.Base != "" {
		a, _ := profile.ParseAddress(l.Base)
		base = c.value(at(c.tablesNow, a))
	}
	var out []item
	for _, line := range p.Lines {
		if line.Code == "" || line.Total || l.Level != 0 && line.Level != l.Level {
			continue
		}
		cell := p.Cell(line.Key, l.Column)
		if cell.Printed.Mark == money.Blank {
			continue
		}
		v := c.value(cell)
		out = append(out, item{
			name: plainName(line.Name), text: c.shown(c.inStyle(l.Table, cell)), share: c.share(v, base), value: v,
			cell: profile.Address{Table: l.Table, Row: line.Key, Column: l.Column}.String(),
		})
	}
	return merge(out)
}

// merge drops repeated names, as where one division stands under two
// government subjects: a list of names says each once.
func merge(items []item) []item {
	var out []item
next:
	for _, it := range items {
		for _, have := range out {
			if have.name == it.name {
				continue next
			}
		}
		out = append(out, it)
	}
	return out
}

func (c *compiler) staffKinds() []item {
	var out []item
	for _, s := range c.book.Staff {
		if s.Kind != "" && s.Posts > 0 {
			out = append(out, item{name: s.Kind, text: fmt.Sprint(s.Posts), value: money.Fen(s.Posts)})
		}
	}
	return out
}

// plainName is a line's name without the number that the form puts before it.
func plainName(s string) string {
	if i := strings.Index(s, "、"); i > 0 && strings.Trim(s[:i], "一二三四五六七八九十") == "" {
		return s[i+len("、"):]
	}
	return s
}

func tableOf(tables []budget.Table, id string) *budget.Table {
	for i := range tables {
		if tables[i].ID == id {
			return &tables[i]
		}
	}
	return nil
}
