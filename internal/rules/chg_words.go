package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// tornWords holds the word before the amount of a change to the word before its rate, in
// sentences that no form has: 比上年增加3.03万元，下降16.13%.
func tornWords(in *check.Inspection) {
	said := figuresSaid(in.Subject)
	for k := range said {
		p := &said[k]
		for i := range p.list {
			if p.torn(i) && !p.claimedAt(p.list[i].start, isDelta) {
				tellTorn(in, p, i)
			}
		}
	}
}

func isDelta(c *budget.Claim) bool { return strings.Contains(c.Slot, ".delta:") }

// torn reports whether the i-th figure is the amount of a change of which the rate that
// follows goes the other way.
func (f *figures) torn(i int) bool {
	if i+1 >= len(f.list) {
		return false
	}
	delta, rate := &f.list[i], &f.list[i+1]
	return !delta.percent && delta.way != "" && rate.percent && rate.way != "" && rate.way != delta.way && utf8.RuneCountInString(f.label(i+1)) <= 6
}

// tellTorn tells the word that the rate does not go with: where the rate fits a change the
// other way only, the first, else the second.
func tellTorn(in *check.Inspection, p *figures, i int) {
	delta, rate := &p.list[i], &p.list[i+1]
	more := delta.way == "more"
	from, to, right := rate.from, rate.start, rateWays[more]
	if k, _ := p.changed(i, in.Profile.Kind == "final"); k >= 0 && p.fits(k, i, !more) && !p.fits(k, i, more) {
		from, to, right = delta.from, delta.start, ways[!more]
	}
	at, word := p.wordAt(in.Subject, from, to)
	in.Fail(check.Fault{
		At: at, Expected: right, Message: fmt.Sprintf("“%s”：前后说的方向相反，“%s”应为“%s”", short(p.s[delta.from:rate.after]), word, right),
		Suspects: []diag.Suspect{{Ref: at, Value: word, Suggest: right}},
	})
}

// fits reports whether the rate behind a change can be that of the k-th amount, changed so.
func (f *figures) fits(k, i int, more bool) bool {
	least, most, known := rateRange(f.list[k].value, f.list[i].value, more)
	return known && meets(f.list[i+1].text, least, most)
}

// wordAt is the last word of a stretch that says which way an amount went, and its place.
func (p *paragraphSaid) wordAt(s *check.Subject, from, to int) (place.Ref, string) {
	start, word := from, p.s[from:to]
	for _, w := range slices.Concat(risen, fallen) {
		if i := strings.LastIndex(p.s[from:to], w); i >= 0 && from+i >= start {
			start, word = from+i, w
		}
	}
	return p.ref(s, start, start+len(word)), word
}

// carriedOutSaid is how far a budget was carried out and how the account stands to it, as a
// sentence says without the budget's amount: 完成预算115.88%，决算数小于预算数.
var carriedOutSaid = saidIn(`完成(?:年初|全年|调整)?预算数?的?([0-9]+(?:\.[0-9]+)?)[%％][，,；;]?(?:[比较]年初预算数?(?:增加|减少)[0-9.,]+万元[，,；;])?(?:支出)?决算数?(大于|高于|小于|低于)(?:年初|全年|调整)?预算`, []string{"完成"}, []string{"大于", "高于", "小于", "低于"})

// carriedOutWords holds the word to the rate where no amount of the budget was read.
func carriedOutWords(in *check.Inspection) {
	for _, p := range paragraphsSaid(in.Subject) {
		if !carriedOutSaid.in(p) {
			continue
		}
		for _, m := range carriedOutSaid.find(p) {
			if p.claimedAt(m[4], func(c *budget.Claim) bool { return strings.Contains(c.Slot, ".direction") }) {
				continue // finalWords holds what has its budget
			}
			order, ok := againstHundred(p.s[m[2]:m[3]])
			word := p.s[m[4]:m[5]]
			if !ok || order == 0 || saysAbove(word) == (order > 0) {
				in.Pass(1)
				continue
			}
			at, right := p.ref(in.Subject, m[4], m[5]), comparison(int64(order), 0)
			in.Fail(check.Fault{
				At: at, Expected: right, Message: fmt.Sprintf("“%s”：完成%s%%，决算数%s预算数", short(p.s[m[0]:m[1]]), p.s[m[2]:m[3]], right),
				Suspects: []diag.Suspect{{Ref: at, Value: word, Suggest: right}},
			})
		}
	}
}

// scoreSaid is what a sentence gives as a score out of a hundred.
var scoreSaid = saidIn(`(?:平均得分|平均分|自评得分|综合得分|评价得分|总得分|平均自评得分)(?:为|是|：|:)?([0-9]+(?:\.[0-9]+)?)分`, []string{"得分", "平均分"})

// scoresSaid: a score is no more than the full score, unless the paragraph has another.
func scoresSaid(in *check.Inspection) {
	for _, p := range paragraphsSaid(in.Subject) {
		for _, m := range scoreSaid.find(p) {
			if order, ok := againstHundred(p.s[m[2]:m[3]]); !ok || order <= 0 || holdsAny(p.s, []string{"满分", "加分", "附加"}) {
				in.Pass(1)
				continue
			}
			at := p.ref(in.Subject, m[2], m[3])
			in.Fail(check.Fault{
				At: at, Message: fmt.Sprintf("“%s”：满分是100分", p.s[m[0]:m[1]]), Suspects: []diag.Suspect{{Ref: at, Value: p.s[m[2]:m[3]]}},
			})
		}
	}
}
