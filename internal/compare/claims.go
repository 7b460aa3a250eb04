package compare

import (
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// stated is a claim with its paragraph.
type stated struct {
	p *budget.Paragraph
	k int
}

func (s stated) claim() *budget.Claim { return &s.p.Claims[s.k] }

// parts are the measure, what is said of it, and which way it moved:
// income_total, delta, more.
func (s stated) parts() (measure, aspect, way string) {
	measure, aspect, _ = strings.Cut(s.claim().Slot, ".")
	aspect, way, _ = strings.Cut(aspect, ":")
	return measure, aspect, way
}

// aspects are what is said of a measure, in words.
var aspects = map[string]string{
	"share": "占比", "delta": "增减额", "rate": "增减幅度", "reason": "原因", "prior": "上年数", "budget": "年初预算",
	"same": "与上年相同的说法", "direction": "增减的说法", "verb": "增减的说法", "name": "名称",
}

// name is what a claim states, in the paragraph's own words: 预算收入总计 增减额.
func (s stated) name() string {
	measure, aspect, _ := s.parts()
	of := s
	if aspect != "" && aspect != "amount" {
		for k := range s.p.Claims {
			if o := (stated{s.p, k}); o.claim().Slot == measure && o.claim().Start < s.claim().Start {
				of = o
				break
			}
		}
	}
	if aspect == "share" && of == s && s.k > 0 { // of the item before it in a list
		of = stated{s.p, s.k - 1}
	}
	return strings.TrimSpace(of.leading() + " " + aspects[aspect])
}

// leading is the words right before a claim, back to a mark or another claim; the
// claim before it where nothing stands between.
func (s stated) leading() string {
	start := s.claim().Start
	if start < 0 || start > len(s.p.Text) {
		return ""
	}
	from, before := 0, ""
	for k := range s.p.Claims {
		o := &s.p.Claims[k]
		if end := o.Start + len(o.Text); o.Start < start && end <= start && end >= from {
			from, before = end, o.Text
		}
	}
	text := s.p.Text[from:start]
	if text == "" {
		return before
	}
	if i := strings.LastIndexAny(text, "。；，：、;:\n"); i >= 0 {
		_, n := utf8.DecodeRuneInString(text[i:])
		text = text[i+n:]
	}
	for _, unit := range [...]string{"万元", "亿元", "元", "%"} {
		text = strings.TrimPrefix(text, unit)
	}
	text = strings.TrimSpace(strings.TrimPrefix(text, "其中"))
	if text == "" {
		return before
	}
	if r := []rune(text); len(r) > 24 {
		text = "…" + string(r[len(r)-24:])
	}
	return text
}

// place is the cell that a claim speaks of: a word of the change of an amount has that of the
// amount, or of the first in its sentence.
func (s stated) place() string {
	if s.claim().Cell != "" {
		return s.claim().Cell
	}
	measure, _, _ := s.parts()
	first := ""
	for k := range s.p.Claims {
		o := stated{s.p, k}
		if of, _, _ := o.parts(); of == measure && o.claim().Cell != "" {
			return o.claim().Cell
		}
		if first == "" {
			first = o.claim().Cell
		}
	}
	return first
}

// unit is what stands right after a claim: 万元, %, 辆; empty for words.
func (s stated) unit() string {
	c := s.claim()
	end := c.Start + len(c.Text)
	if c.Start < 0 || end > len(s.p.Text) {
		return ""
	}
	rest := strings.TrimLeft(s.p.Text[end:], " ")
	for _, unit := range [...]string{"万元", "亿元", "元", "%", "平方米", "辆", "个", "项", "人次", "人", "批次", "台", "家"} {
		if strings.HasPrefix(rest, unit) {
			return unit
		}
	}
	return ""
}

// spoken compares two claims of one thing.
func (c *comparer) spoken(group string, a, b stated) {
	x, y := a.claim(), b.claim()
	_, aspect, wayA := a.parts()
	_, _, wayB := b.parts()
	ch := Change{
		Part: InSection, Kind: Changed, Group: group, Place: b.place(), Name: b.name(),
		A: x.Text, B: y.Text, UnitA: a.unit(), UnitB: b.unit(), RefA: x.Ref, RefB: y.Ref,
	}
	turned := turns(aspect, wayA, wayB)
	ch.Name += turned
	from, errA := money.ParsePrinted(x.Text)
	to, errB := money.ParsePrinted(y.Text)
	numbers := errA == nil && errB == nil && from.Mark == money.Number && to.Mark == money.Number
	switch {
	case numbers && ch.UnitA == ch.UnitB:
		if from.Value.Cmp(to.Value) == 0 && turned == "" {
			return
		}
		if turned == "" {
			ch.Difference, _ = difference(amount{from, money.Wan}, amount{to, money.Wan})
			ch.Unit = ch.UnitA
		}
		if ch.Unit == "%" {
			ch.Unit = "个百分点"
		}
	case numbers:
		u, errA := money.ParseUnit(ch.UnitA)
		v, errB := money.ParseUnit(ch.UnitB)
		if errA == nil && errB == nil {
			if sameAmount(amount{from, u}, amount{to, v}) && turned == "" {
				return
			}
			ch.Difference, ch.Unit = difference(amount{from, u}, amount{to, v})
		}
	case c.sameText(x.Text, y.Text):
		return
	}
	c.add(ch)
}

// turns tells where a change went the other way.
func turns(aspect, a, b string) string {
	if aspect != "delta" && aspect != "rate" || a == "" || b == "" {
		return ""
	}
	word := func(way string) string {
		if way == "less" {
			return "减少"
		}
		return "增加"
	}
	if word(a) == word(b) {
		return ""
	}
	return "，由" + word(a) + "变为" + word(b)
}

// told reports whether a claim says what another tells already: the word of a
// change whose amount or rate is said.
func told(p *budget.Paragraph, k int) bool {
	measure, aspect, _ := stated{p, k}.parts()
	if aspect != "direction" && aspect != "verb" {
		return false
	}
	for i := range p.Claims {
		if m, what, _ := (stated{p, i}).parts(); m == measure && (what == "delta" || what == "rate") {
			return true
		}
	}
	return false
}
