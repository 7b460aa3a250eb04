package rules

import (
	"fmt"
	"strings"
	"sync"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// yuanAmount is an amount that a sentence counts in 元 or 亿元, in the half-width
// characters of a folded text.
var yuanAmount = saidIn(`([0-9][0-9,]*(?:\.[0-9]+)?)\s*亿?元`, []string{"0元", "0亿"})

// wanAmount is an amount in 万元, likewise.
var wanAmount = saidIn(`([0-9][0-9,]*\.[0-9]{2})\s*万元`, []string{"万元"})

// yuanForWan: a sentence of the form that counts in 万元 does not count one of its
// amounts in 元 or 亿元. It is told where a table, or another sentence, has as many 万元.
func yuanForWan(in *check.Inspection) {
	if in.Profile.Style.MoneyUnit != money.Wan || in.Outline != nil && in.Outline.InYuan {
		in.NotApplicable("情况说明不以万元为单位")
		return
	}
	told := map[*budget.Paragraph]bool{}
	tell := func(p *paragraphSaid, found, number, where string) {
		right := number + "万元"
		at := paragraphRef(in.Subject, p.section, p.Paragraph, found)
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("写的是“%s”，%s是%s", found, where, right), Expected: right,
			Suspects: []diag.Suspect{{Ref: at, Value: found, Suggest: right}},
		})
		told[p.Paragraph] = true
	}
	formSentences(in.Subject, func(p *paragraphSaid, ways []way) {
		if !yuanAmount.in(p) {
			in.Pass(1)
			return
		}
		for _, m := range yuanAmount.expr.FindAllStringSubmatch(p.fold(), -1) {
			found, number := m[0], m[1]
			d, ok := decimalOf(number)
			if !ok || d.Coef == 0 || !missed(in.Subject, p.Paragraph, ways, d) {
				continue
			}
			tell(p, found, number, "表里")
			return
		}
		in.Pass(1)
	})
	printed := sync.OnceValue(func() map[money.Decimal]string { return wanAmounts(in.Subject) })
	for _, p := range paragraphsSaid(in.Subject) {
		if told[p.Paragraph] || p.Heading || p.Forms || !yuanAmount.in(p) {
			continue
		}
		for _, m := range yuanAmount.expr.FindAllStringSubmatch(p.fold(), -1) {
			if d, ok := decimalOf(m[1]); ok && printed()[d] != "" {
				tell(p, m[0], m[1], printed()[d])
				break
			}
		}
	}
	lonelyYuan(in, told)
}

// Where nearly all amounts of the narrative are in 万元 and have decimals, one in 元 that has
// as many is one of them.
const (
	mostInWan  = 10            // amounts in 万元, at the least
	mostInYuan = 1             // in 元 with decimals, at the most
	leastWan   = 10_000_000_00 // more than this many 元 may well be meant
)

// ofSingle stand in the clause of an amount that is rightly in 元: what one of something costs.
var ofSingle = []string{"人均", "每", "单价", "标准", "均价", "不超过", "以上", "以下", "／", "/"}

// lonelyYuan tells the one amount of the narrative that is in 元 with decimals.
func lonelyYuan(in *check.Inspection, told map[*budget.Paragraph]bool) {
	var alone *paragraphSaid
	var found []string
	inWan, inYuan := 0, 0
	for _, p := range paragraphsSaid(in.Subject) {
		if p.Heading || p.Forms {
			continue
		}
		inWan += strings.Count(p.s, "万元")
		if !yuanAmount.in(p) {
			continue
		}
		folded := p.fold()
		for _, m := range yuanAmount.expr.FindAllStringSubmatchIndex(folded, -1) {
			number := folded[m[2]:m[3]]
			d, ok := decimalOf(number)
			if !ok || d.Scale != 2 || d.Coef == 0 || strings.Contains(folded[m[0]:m[1]], "亿") {
				continue
			}
			if inYuan++; told[p.Paragraph] || d.Coef >= leastWan || holdsAny(clauseAround(folded, m[0], m[1]), ofSingle) {
				inYuan = mostInYuan + 1
				continue
			}
			alone, found = p, []string{folded[m[0]:m[1]], number}
		}
	}
	if inYuan > mostInYuan || inWan < mostInWan || alone == nil {
		return
	}
	right := found[1] + "万元"
	at := paragraphRef(in.Subject, alone.section, alone.Paragraph, found[0])
	in.Fail(check.Fault{
		At: at, Severity: diag.Warning, Message: fmt.Sprintf("写的是“%s”，别的金额都以万元计", found[0]), Expected: right,
		Suspects: []diag.Suspect{{Ref: at, Value: found[0], Suggest: right}},
	})
}

// clauseAround is the clause that a stretch of a text stands in.
func clauseAround(s string, from, to int) string {
	marks := "，。；,;：:"
	if i := strings.LastIndexAny(s[:from], marks); i >= 0 {
		from = i
	} else {
		from = 0
	}
	if i := strings.IndexAny(s[to:], marks); i >= 0 {
		to += i
	} else {
		to = len(s)
	}
	return s[from:to]
}

// fenOfCent is how many fen a hundredth of 万元 is.
const fenOfCent = 10_000

// tellingFen is the least amount, in hundredths and not even, that says by its digits alone
// which it is.
const tellingFen = 1000

// wanAmounts are the amounts of tables as 万元, and those that sentences say in 万元, which
// are told by their digits, and where they stand.
func wanAmounts(s *check.Subject) map[money.Decimal]string {
	out := map[money.Decimal]string{}
	add := func(d money.Decimal, where string) {
		if d.Scale == 2 && d.Coef >= tellingFen && d.Coef%100 != 0 {
			out[d] = where
		}
	}
	for _, p := range paragraphsSaid(s) {
		for _, m := range wanAmount.expr.FindAllStringSubmatch(p.fold(), -1) {
			if d, ok := decimalOf(m[1]); ok {
				add(d, "别处写的")
			}
		}
	}
	for t := range s.Tables {
		for p := range s.Tables[t].Panels {
			for l := range s.Tables[t].Panels[p].Lines {
				for k := range s.Tables[t].Panels[p].Lines[l].Cells {
					if fen, ok := worth(s, s.CellVar(t, p, l, k)); ok && fen > 0 && !s.Tables[t].Panels[p].Lines[l].Cells[k].Counts {
						add(money.Decimal{Coef: (fen + fenOfCent/2) / fenOfCent, Scale: 2}, "表里")
					}
				}
			}
		}
	}
	return out
}

// missed reports whether a number of 万元 is what the table has for a measure that the
// sentence ought to state and does not.
func missed(s *check.Subject, p *budget.Paragraph, ways []way, d money.Decimal) bool {
	if d.Scale > 6 { // finer than a fen
		return false
	}
	place := lastFen("万元", d.Scale)
	for i := range ways {
		for _, slot := range ways[i].slots {
			m := s.Profile.Measure(slot.Name)
			if slot.Aspect != "" || m == nil || m.Cell == "" || states(p, slot.Name) {
				continue
			}
			v := s.At(m.Cell)
			if has, ok := worth(s, v); ok && has != 0 && abs(has-d.Coef*place) <= place/2 {
				return true
			}
		}
	}
	return false
}

// states reports whether a paragraph claims a slot.
func states(p *budget.Paragraph, slot string) bool {
	for k := range p.Claims {
		if p.Claims[k].Slot == slot {
			return true
		}
	}
	return false
}
