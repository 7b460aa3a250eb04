package rules

import (
	"slices"
	"strings"

	"mingbai/internal/check"
)

// An amount that is always made of the same kinds has changed by as much as those have
// together: “三公”经费9万元，比上年减少2万元；其中：…与上年持平，…减少3万元，…增加1万元.

// saidMoves are the changes of a whole and of its parts.
type saidMoves struct {
	head  figureAt
	parts []figureAt // those that have changed
}

// findMoves finds them where the sentences say of every part how it has changed, and no table
// prints what it was.
func (t *togetherSaid) findMoves(s *check.Subject, g *saidGroup) {
	head, against, ok := g.head.moved(s)
	if !ok || head.figures == nil || !g.alwaysThese() || g.tied(s) {
		return
	}
	m := saidMoves{head: head}
	for _, p := range g.parts {
		change, base, ok := p.moved(s)
		if !ok || base != against {
			return
		}
		if change.figures != nil {
			m.parts = append(m.parts, change)
		}
	}
	t.moves = append(t.moves, m)
	t.use(inMoves, m.head)
	t.use(inMoves, m.parts...)
}

// alwaysThese reports whether the amount is made of the same kinds in every year.
func (g *saidGroup) alwaysThese() bool {
	return slices.ContainsFunc(claims().Partitions, func(p partitionOf) bool {
		return len(p.More) == 0 && p.of(&g.head) && p.has(g.parts)
	})
}

// moved is the change that is said right behind an amount, and against what; the figures of
// that are nil where the amount is said to be as it was.
func (a figureAt) moved(s *check.Subject) (change figureAt, against string, ok bool) {
	after, n := a.list[a.k].after, a.k+1
	if n < len(a.list) && opensBracket(a.label(n)) {
		for n < len(a.list) && a.bracketed(n) {
			after = a.list[n].after
			n++
		}
	}
	if n < len(a.list) && a.list[n].percent && a.list[n].way == "" {
		n++ // its share
	}
	if n+1 < len(a.list) && n == a.k+1 && a.setOff(n+1) {
		n++
	}
	end := len(a.s)
	if n < len(a.list) {
		end = a.list[n].start
	}
	words, _, other := strings.Cut(a.s[after:end], "其中")
	if i := strings.IndexAny(words, "。；;"); i >= 0 {
		words, other = words[:i], true
	}
	if holdsAny(words, sameAsBefore) && !strings.Contains(words, "基本持平") {
		return change, comparedIn(s, words), true
	}
	if other || n >= len(a.list) || a.list[n].percent || a.list[n].way == "" || a.list[n].unit != a.list[a.k].unit || !setsAgainst(a.label(n)) && !a.setOff(n) {
		return change, "", false
	}
	if next := n + 1; next < len(a.list) && a.list[next].percent && a.list[next].way != "" && a.list[next].way != a.list[n].way {
		return change, "", false // which way it went is told otherwise
	}
	return figureAt{a.figures, n}, comparedIn(s, words), true
}

// sameAsBefore say that an amount is what it was.
var sameAsBefore = []string{"持平", "无增减", "无变化", "没有变化", "不变", "一致"}

// What a change may be against.
const (
	budgetedNow    = "budgeted"
	budgetedBefore = "budgeted before"
	spentBefore    = "spent before"
)

// comparedIn is which of these a change is against. Where no word tells, a budget compares with
// the budget of the year before, a final account with what was spent then.
func comparedIn(s *check.Subject, words string) string {
	if s.Profile.Kind != "final" {
		if holdsAny(words, []string{"决算", "执行"}) {
			return spentBefore
		}
		return budgetedBefore
	}
	year := yearNamedIn(words)
	switch {
	case !holdsAny(words, []string{"上年", "去年", "上一年"}) && (year == 0 || year == s.Year) && strings.Contains(words, "预算"):
		return budgetedNow
	case strings.Contains(words, "预算"):
		return budgetedBefore
	}
	return spentBefore
}
