package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// finalTotals: the totals of the final account are this year's and what was
// carried over or distributed.
func finalTotals(r *check.Relations) {
	totals("T01", "income", "收入总计")(r)
	totals("T01", "spending", "支出总计")(r)
}

func finalFiscalTotals(r *check.Relations) {
	totals("T04", "income", "收入总计", "上年财政拨款结转")(r)
	totals("T04", "spending", "支出总计")(r)
}

// fundRows: in the tables of one fund, each line balances.
func fundRows(r *check.Relations) {
	rows("T08", "")(r) // those of T05 are SUM-002's
	rows("T09", "spending")(r)
	for _, t := range [...][2]string{{"T05", ""}, {"T08", ""}, {"T09", "spending"}} {
		g, ok := gridOf(r.Subject, t[0], t[1])
		if !ok {
			continue
		}
		begin, income, spent, end := g.column("年初结转和结余"), g.column("本年收入"), g.column("合计"), g.column("年末结转和结余")
		if begin < 0 || income < 0 || spent < 0 || end < 0 {
			continue
		}
		for l := range g.panel.Lines {
			r.Balance([]check.Var{g.at(l, begin), g.at(l, income)}, []check.Var{g.at(l, spent), g.at(l, end)})
		}
	}
}

func finalBalance(r *check.Relations) {
	r.Same(r.Cell("T01", "income", "收入总计", "金额"), r.Cell("T01", "spending", "支出总计", "合计"))
	r.Same(r.Cell("T04", "income", "收入总计", "金额"), r.Cell("T04", "spending", "支出总计", "小计"))
}

func finalTies(r *check.Relations) {
	r.Same(r.Cell("T03", "", "合计", "合计"), r.Cell("T01", "spending", "本年支出合计", "合计"))
	r.Same(r.Cell("T02", "", "合计", "合计"), r.Cell("T01", "income", "本年收入合计", "金额"))
}

// finalFunds: each fund's classes are those of its own table, and what it keeps at
// the end is what it had, and got, and did not spend.
func finalFunds(r *check.Relations) {
	if t := r.Table("T05"); t != nil {
		for p := range t.Panels {
			for i := range t.Panels[p].Lines {
				if l := &t.Panels[p].Lines[i]; len(l.Code) == 3 {
					r.Same(r.Cell("T04", "spending", l.Key, "一般公共预算"), r.Cell("T05", t.Panels[p].Key, l.Key, "合计"))
				}
			}
		}
	}
	for _, fund := range fiscalFunds {
		spent, end := r.Cell("T04", "spending", "本年支出合计", fund), r.Cell("T04", "spending", "年末结转", fund)
		income, begin := r.Cell("T04", "income", fund, "金额"), r.Cell("T04", "income", "结转"+fund, "金额")
		if spent == check.NoVar || end == check.NoVar || income == check.NoVar || begin == check.NoVar {
			continue
		}
		r.Balance([]check.Var{income, begin}, []check.Var{spent, end})
	}
}

// finalItem is what a paragraph says of one thing: its budget and what became of it.
type finalItem struct {
	section            int
	p                  *budget.Paragraph
	slot               string
	budget, spent      check.Var
	share              check.Var
	direction, reason  *budget.Claim
	spentCell          string
	shareClaim         *budget.Claim
	budgetSaid, listed bool
}

// finalItems are the budgets that sentences set beside their final amounts, in
// order. A word that stands in the next paragraph goes with the item before it.
func finalItems(s *check.Subject) (out []finalItem) {
	eachClaim(s, func(p *budget.Paragraph, i, j, k int) {
		c := &p.Claims[k]
		base, aspect, _ := strings.Cut(c.Slot, ".")
		v := s.ClaimVar(i, j, k)
		if aspect == "budget" {
			it := finalItem{section: i, p: p, slot: base, budget: v, spent: check.NoVar, share: check.NoVar, budgetSaid: true}
			if k > 0 && p.Claims[k-1].Slot == base { // 支出决算为9万元，与年初预算10万元相比
				it.spent, it.spentCell = s.ClaimVar(i, j, k-1), p.Claims[k-1].Cell
			}
			out = append(out, it)
		}
		if len(out) == 0 {
			return
		}
		it := &out[len(out)-1]
		if it.slot != base || it.section != i {
			return
		}
		switch aspect {
		case "", "amount":
			if it.spent == check.NoVar {
				it.spent, it.spentCell, it.listed = v, c.Cell, aspect == "amount"
			}
		case "share:budget":
			if it.share == check.NoVar {
				it.share, it.shareClaim = v, c
			}
		case "direction:budget":
			if it.direction == nil {
				it.direction = c
			}
		case "reason:budget":
			if it.reason == nil {
				it.reason = c
			}
		}
	})
	return out
}

type finalKey struct{}

func finals(s *check.Subject) []finalItem { return check.Kept(s, finalKey{}, finalItems) }

// finalAmounts: what is said of each item is its line's, and the items' budgets
// add up to the whole.
func finalAmounts(r *check.Relations) {
	itemAmounts(r)
	var parts []check.Var
	whole := check.NoVar
	list := ""
	for _, it := range finals(r.Subject) {
		if !it.listed {
			if it.slot == "gpb_total" && whole == check.NoVar {
				whole = it.budget
			}
			continue
		}
		if it.slot == "gpb_items" {
			parts, list = append(parts, it.budget), it.slot
		}
	}
	if whole != check.NoVar && complete(r.Subject, list, len(parts)) {
		r.Sum(whole, parts...)
	}
}

// complete reports whether a list names as many lines as its table has.
func complete(s *check.Subject, id string, named int) bool {
	l := s.Profile.List(id)
	if l == nil {
		return false
	}
	t := s.Table(l.Table)
	if t == nil {
		return false
	}
	p := t.Panel(l.Panel)
	if p == nil {
		return false
	}
	n := 0
	for i := range p.Lines {
		line := &p.Lines[i]
		if !line.Total && line.Code != "" && (l.Level == 0 || line.Level == l.Level) && !none(s, s.Cell(l.Table, l.Panel, line.Key, l.Column)) {
			n++
		}
	}
	return n == named
}

// itemAmounts: the amounts of a list told one by one are their lines', and where
// none is left out they add up to the column's total.
func itemAmounts(r *check.Relations) {
	for _, id := range [...]string{"gpb_items", "gpb_class_items", "gfb_items", "socb_items", "personnel_classes", "public_classes"} {
		l := r.Profile.List(id)
		if l == nil {
			continue
		}
		var parts []check.Var
		again := false // the item's amount was said before
		eachClaim(r.Subject, func(p *budget.Paragraph, i, j, k int) {
			c := &p.Claims[k]
			if c.Slot == id+".name" {
				again = false
			}
			if c.Slot != id+".amount" {
				return
			}
			v := r.ClaimVar(i, j, k)
			if c.Cell != "" {
				r.Same(v, r.At(c.Cell))
			}
			if again {
				return
			}
			again = true
			if c.Cell == "" || strings.HasPrefix(c.Cell, l.Table+"[") {
				parts = append(parts, v)
			}
		})
		if len(parts) > 1 && complete(r.Subject, id, len(parts)) {
			r.Sum(r.Cell(l.Table, l.Panel, totalOf(l.Table), l.Column), parts...)
		}
	}
}

// leastTold is how many items a sentence tells, at the least, that tells them one by one.
const leastTold = 2

// itemsUntold: of a table of which the items are told one by one none is left out.
func itemsUntold(in *check.Inspection) {
	for _, id := range [...]string{"gpb_items", "gfb_items", "socb_items"} {
		l := in.Profile.List(id)
		if l == nil || in.Profile.Generic {
			continue
		}
		g, ok := gridOf(in.Subject, l.Table, l.Panel)
		if !ok || !g.complete {
			continue
		}
		said, items, last := map[string]bool{}, 0, -1
		var at *budget.Paragraph
		eachClaim(in.Subject, func(p *budget.Paragraph, i, j, k int) {
			if c := &p.Claims[k]; c.Slot == id+".amount" && (at != p || !said[c.Cell]) {
				said[c.Cell] = true
				items, last, at = items+1, i, p
			}
		})
		tellUntold(in, g, l, said, items, last, at)
	}
}

// tellUntold tells the lines of a table that a list of so many items leaves out.
func tellUntold(in *check.Inspection, g *grid, l *profile.List, said map[string]bool, items, section int, at *budget.Paragraph) {
	var untold []string
	lines := 0
	for k := range g.panel.Lines {
		line := &g.panel.Lines[k]
		v := g.at(k, g.column(l.Column))
		if line.Total || line.Code == "" || levelOf(line) != l.Level || none(in.Subject, v) {
			continue
		}
		lines++
		if !said[in.Ref(v).Address()] {
			untold = append(untold, fmt.Sprintf("%s %s%s%s", line.Code, line.Name, in.Printed(v).Text, in.UnitName(v)))
		}
	}
	switch {
	case items < leastTold || len(untold) == 0 || items >= lines || len(untold) > lines-items || 3*len(untold) > lines:
		in.Pass(items) // all, or a choice, or told under other names
	default:
		in.Fail(check.Fault{
			At: paragraphRef(in.Subject, section, at, short(at.Text)), Message: fmt.Sprintf("%s有数的%d项，逐项说明了%d项，没有说明%s", g.id, lines, items, strings.Join(untold, "、")),
			Expected: strings.Join(untold, "、"),
		})
	}
}

// finalRates: the rate is the final amount by the budget.
func finalRates(r *check.Relations) {
	for _, it := range finals(r.Subject) {
		if it.spent != check.NoVar && !none(r.Subject, it.budget) {
			r.Share(it.share, it.spent, it.budget)
		}
	}
}

// finalWords: 大于, 小于 and the like agree with the two numbers. Where the sentence
// and the table have other amounts, the words may agree with either: which amount
// is wrong is told by what holds one to the other.
func finalWords(in *check.Inspection) {
	carriedOutWords(in)
	for _, it := range finals(in.Subject) {
		if it.direction == nil || it.spent == check.NoVar {
			continue
		}
		right, ok := wrongWord(in.Subject, &it, it.spent)
		if !ok {
			continue
		}
		if right != "" {
			if other, ok := wrongWord(in.Subject, &it, it.tableSpent(in.Subject)); ok && other == "" {
				right = ""
			}
		}
		if right == "" || saysLikeRate(&it) {
			in.Pass(1) // where the word agrees with the rate, PCT-006 tells which number does not
			continue
		}
		in.Fail(check.Fault{
			At:       claimRef(in.Subject, it.section, it.direction),
			Message:  fmt.Sprintf("%s决算%s，年初预算%s，却说“%s”", in.ClaimName(it.spent), in.Printed(it.spent).Text, in.Printed(it.budget).Text, saidOfBudget(it.direction.Text)),
			Expected: right, Evidence: []diag.Evidence{in.Show(it.budget), in.Show(it.spent)}, Doubts: []check.Var{it.budget, it.spent},
		})
	}
}

// saidOfBudget is what a word says of the final amount: 大于 the budget, the same as it.
func saidOfBudget(word string) string {
	if holdsAny(word, claims().Words.Same) {
		return "决算数与预算数" + word
	}
	return "决算数" + word + "预算数"
}

// wrongWord is the word that should stand where an amount is set against its
// budget; empty where the one that stands is right. ok is false where either is
// no number.
func wrongWord(s *check.Subject, it *finalItem, amount check.Var) (right string, ok bool) {
	budgeted, ok := worth(s, it.budget)
	spent, have := worth(s, amount)
	if !ok || !have {
		return "", false
	}
	wrong := spent != budgeted
	switch word := it.direction.Text; {
	case saysAbove(word):
		wrong = spent <= budgeted
	case word == "小于" || word == "低于":
		wrong = spent >= budgeted
	case strings.HasPrefix(word, "基本"):
		diff := abs(spent - budgeted)
		wrong = diff*200 > budgeted && diff > lastPlace(s, amount) // 0.5 %
	}
	if !wrong {
		return "", true
	}
	return comparison(spent, budgeted), true
}

// saysLikeRate reports whether the word says what the rate of completion does: 大于 with
// more than 100 %.
func saysLikeRate(it *finalItem) bool {
	switch order, ok := againstFull(it.shareClaim); {
	case !ok:
		return false
	case order > 0:
		return saysAbove(it.direction.Text)
	case order < 0:
		return it.direction.Text == "小于" || it.direction.Text == "低于"
	}
	return false
}

// tableSpent is the final amount by the table; NoVar where it has none.
func (it *finalItem) tableSpent(s *check.Subject) check.Var {
	cell := it.spentCell
	if m := s.Profile.Measure(it.slot); cell == "" && m != nil {
		cell = m.Cell
	}
	if cell == "" {
		return check.NoVar
	}
	return s.At(cell)
}

// saysAbove reports whether a word says that the final amount is more than its budget.
func saysAbove(word string) bool { return word == "大于" || word == "高于" }

func comparison(a, b int64) string {
	switch {
	case a > b:
		return "大于"
	case a < b:
		return "小于"
	}
	return "等于"
}

// finalReasons: where the two numbers differ, the reason is told, and it is not one
// that would fit anything, nor the same for every item.
func finalReasons(in *check.Inspection) {
	uses := map[string]int{}
	for _, it := range finals(in.Subject) {
		budgeted, ok := worth(in.Subject, it.budget)
		spent, have := worth(in.Subject, it.spent)
		if !ok || !have || !it.listed && it.spent == check.NoVar {
			continue
		}
		if it.reason != nil {
			finalReason(in, &it, uses)
			continue
		}
		if it.direction != nil {
			if right, ok := wrongWord(in.Subject, &it, it.spent); ok && right != "" {
				continue // NAR-020 tells
			}
		}
		if it.spent != check.NoVar && spent != budgeted {
			if order, ok := againstFull(it.shareClaim); ok && order == 0 {
				continue // PCT-006: the rate says that they are the same
			}
		}
		if table, known := worth(in.Subject, it.tableSpent(in.Subject)); known && table == budgeted {
			continue // NAR-019 tells of what is said to be spent
		}
		if spent == budgeted || holdsAny(it.p.Text, finalReasonWords) || !it.listed && holdsAny(sectionText(&in.Sections[it.section]), finalReasonWords) {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At:      paragraphRef(in.Subject, it.section, it.p, short(it.p.Text)),
			Message: fmt.Sprintf("年初预算%s，支出决算%s，没有写差异的原因", in.Printed(it.budget).Text, in.Printed(it.spent).Text),
		})
	}
}

// againstFull orders a printed rate against 100; false where there is none that can be read.
func againstFull(rate *budget.Claim) (order int, ok bool) {
	if rate == nil {
		return 0, false
	}
	return againstHundred(rate.Text)
}

// againstHundred compares a printed number with 100: a rate with the whole, a score with
// the full score. ok is false where it is none.
func againstHundred(text string) (order int, ok bool) {
	d, ok := decimalOf(text)
	return d.Cmp(money.Decimal{Coef: 100}), ok
}

// finalReason looks at one item's reason; uses counts how often each was given.
func finalReason(in *check.Inspection, it *finalItem, uses map[string]int) {
	at := claimRef(in.Subject, it.section, it.reason)
	if beyondBoilerplate(it.reason.Text) == "" {
		in.Fail(check.Fault{At: at, Title: "决算与预算差异的原因是套话", Message: fmt.Sprintf("原因只写“%s”，没有说出具体的事", short(it.reason.Text))})
		return
	}
	in.Pass(1)
	key := content(it.reason.Text)
	if uses[key]++; it.listed && uses[key] == 3 {
		in.Fail(check.Fault{
			At: at, Severity: diag.Note, Title: "几项差异用同一个原因",
			Message: fmt.Sprintf("三项以上的差异都用同一个原因“%s”", short(it.reason.Text)),
		})
	}
}

var finalReasonWords = []string{"原因", "由于", "因为", "主要是", "主要情况", "基本持平"}

// finalNoRate: what had no budget has no rate of completion.
func finalNoRate(in *check.Inspection) {
	for _, it := range finals(in.Subject) {
		if it.shareClaim == nil {
			continue
		}
		budgeted, ok := worth(in.Subject, it.budget)
		if !ok || budgeted != 0 || in.Zero(it.share) { // 完成预算的0% of nothing is the form's own wording
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At:      claimRef(in.Subject, it.section, it.shareClaim),
			Message: fmt.Sprintf("年初预算是0，却写完成年初预算的%s%%", it.shareClaim.Text),
		})
	}
}

// reserves: what is reserved for small firms is part of the purchases.
func reserves(r *check.Relations) {
	inParagraphsAtMost(r, "procurement_small", "procurement_sme")
	if a, b := r.Claims("procurement_sme"), r.Claims("procurement"); r.Profile.Kind == "budget" && len(a) == 1 && len(b) == 1 {
		r.AtMost(a, b)
	}
	if r.Profile.Kind == "final" {
		inParagraphsAtMost(r, "awarded_small", "procurement")
	}
	whole, firms, open := r.Claims("procurement"), r.Claims("awarded_sme"), r.Claims("awarded_open")
	if r.Profile.Kind == "final" && len(whole) == 1 && len(firms) == 1 && len(open) == 1 {
		r.AtMost([]check.Var{firms[0], open[0]}, whole) // both of contracts
	}
}

func inParagraphsAtMost(r *check.Relations, part, whole string) {
	if a, b := r.Claims(part), r.Claims(whole); len(a) == 1 && len(b) == 1 {
		r.AtMost(a, b)
	}
}

// vehicleTypes: the vehicles, held or to be bought, are those of all types. Types
// that no sentence names, as 部级领导干部用车 of a county's bureau, are none where the
// last one, 其他用车, is named.
func vehicleTypes(r *check.Relations) {
	for _, whole := range [...]string{"vehicles", "buy_vehicles"} {
		w := wholeOf{Total: whole}
		for _, kind := range [...]string{"ministers", "leaders", "confidential", "emergency", "enforcement", "technical", "retired", "other"} {
			if id := whole + "_" + kind; len(r.Claims(id)) > 0 || len(r.Claims(whole+"_other")) == 0 {
				w.Parts = append(w.Parts, id)
			}
		}
		inParagraphs(r, w)
	}
}
