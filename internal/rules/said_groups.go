package rules

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/money"
)

// A sentence that says an amount and what it is made of, whether the form knows it or
// not: 采购总额9万元，其中：货物5万元，占55.56%；服务4万元，占44.44%. The parts may stand in
// the same sentence or, each in its own, in the lines that follow.

// figureAt is a figure of the narrative.
type figureAt struct {
	*figures
	k int
}

func (a figureAt) value() money.Decimal { return a.list[a.k].value }

func (a figureAt) way() string { return a.list[a.k].way }

// saidGroup is an amount and its parts.
type saidGroup struct {
	head   figureAt
	parts  []figureAt
	shares []figureAt // of each part, of the head; its figures nil where none is said
	whole  bool       // the parts are all that there is
	lead   string     // the words that lead to the first part
	next   int        // the figure that the list ends before; 0 where it ends with the paragraph
}

// madeOf leads from an amount to its parts.
var madeOf = regexp.MustCompile(`(?:其中|包括|分项情况是|分别是|分别为|具体是|具体为)[：:，,]?[^，。；：,;:、]{0,24}$`)

// leadsToParts reports whether what leads to a figure leads from an amount to its parts.
func leadsToParts(label string) bool {
	return holdsAny(label, partLeads) && madeOf.MatchString(label)
}

// partLeads are the words that madeOf looks for.
var partLeads = []string{"其中", "包括", "分项情况是", "分别", "具体"}

// saidGroups are those of the narrative, in order.
func saidGroups(s *check.Subject) (out []saidGroup) {
	all := figuresSaid(s)
	for i := range all {
		f := &all[i]
		for k := range f.list {
			if !f.amount(k) {
				continue
			}
			for g, ok := partsOf(all, i, k); ok; g, ok = g.again() {
				if len(g.parts) > 1 {
					g.complete()
					out = append(out, g)
				}
			}
		}
	}
	return out
}

// partsOf is the group of which the k-th figure of the i-th paragraph is the head.
func partsOf(all []figures, i, k int) (saidGroup, bool) {
	f := &all[i]
	g := saidGroup{head: figureAt{f, k}}
	for n := k + 1; n < len(f.list); n++ {
		if n == k+1 && opensBracket(f.label(n)) {
			g.inBracket(f, n)
			if len(g.parts) > 1 {
				return g, true
			}
			continue
		}
		if leadsToParts(f.label(n)) && !f.bracketed(n) {
			if beginsAnew.MatchString(f.label(n)) && !strings.Contains(g.head.name(), "收支") {
				return g, false
			}
			g.listed(f, n)
			return g, true
		}
		if f.amount(n) {
			return g, false // another amount stands between
		}
	}
	tail := strings.TrimRight(f.s[f.list[len(f.list)-1].after:], " ")
	if !leadsToLines.MatchString(tail) || strings.Contains(tail, "。") && strings.Contains(f.s[:f.list[k].start], "其中") {
		return g, false // or the lines are of all that, not of its last part
	}
	g.below(all, i+1)
	return g, true
}

// beginsAnew leads to parts in a sentence of its own, which are of no amount right before it.
var beginsAnew = regexp.MustCompile(`[。；;][^。；;]*包括`)

// bothSides leads to what came in of a total, or to what it was spent on.
var bothSides = regexp.MustCompile(`[。；;](?:收入|支出)包括[：:]`)

// again is the group of the other side of a head that both are told of: 收支总预算9万元。收入包
// 括：…；支出包括：….
func (g *saidGroup) again() (saidGroup, bool) {
	f := g.head.figures
	if g.next == 0 || !bothSides.MatchString(f.label(g.next)) {
		return saidGroup{}, false
	}
	other := saidGroup{head: g.head}
	other.listed(f, g.next)
	return other, true
}

// opensBracket reports whether what stands between two figures begins with a bracket that holds
// the second: 运行费5万元（其中：甲车3万元.
func opensBracket(label string) bool {
	return (strings.HasPrefix(label, "（") || strings.HasPrefix(label, "(")) && !strings.ContainsAny(label, "）)")
}

// inBracket takes the parts from the n-th figure on, up to where the bracket closes.
func (g *saidGroup) inBracket(f *figures, n int) {
	for first := n; n < len(f.list) && (n == first || !strings.ContainsAny(f.label(n), "）)")); n++ {
		if own := &f.list[n]; !own.percent && own.way == "" && g.sameUnit(f, n) && !setAgainst.MatchString(clauseNamed(f.label(n))) {
			g.part(f, n)
		}
	}
}

// leadsToLines ends a paragraph of which the parts stand in the next ones.
var leadsToLines = regexp.MustCompile(`(?:其中|如下|包括)[：:]$`)

// listed takes the parts from the n-th figure on, up to the end of the sentence.
func (g *saidGroup) listed(f *figures, n int) {
	g.lead = f.label(n)
	for first := n; n < len(f.list); n++ {
		label := f.label(n)
		if n > first && (strings.Contains(label, "。") || leadsToParts(label) && !f.bracketed(n)) {
			g.next = n
			return
		}
		if f.amount(n) && g.sameUnit(f, n) && !aside(label) && !g.otherKind(f, n) {
			g.part(f, n)
		}
	}
}

// sameUnit reports whether the n-th figure counts as the head does, or is nothing.
func (g *saidGroup) sameUnit(f *figures, n int) bool {
	return f.list[n].unit == g.head.list[g.head.k].unit || f.list[n].value.IsZero()
}

// otherKind reports whether the n-th figure is a budget in a list of what was spent, or has no
// name: 接待费年初预算5万元，决算为4万元.
func (g *saidGroup) otherKind(f *figures, n int) bool {
	own := figureAt{f, n}
	return f.budgeted(n) && strings.Contains(g.head.name(), "决算") || core(own.name()) == "" && !holdsAny(own.name(), []string{"支出", "收入"})
}

// aside reports whether what leads to an amount says that it is no part, but tells of one:
// why it changed, what it was used for.
func aside(label string) bool {
	if i := strings.LastIndexAny(label, "。；;"); i >= 0 {
		label = label[i:]
	}
	return holdsAny(label, []string{"原因", "用于", "主要是", "由于"})
}

// below takes the first amounts of the paragraphs from the i-th on, as long as those are the
// lines of one list.
func (g *saidGroup) below(all []figures, i int) {
	head := g.head.paragraphSaid
	style, last := "", head.index
	for ; i < len(all); i++ {
		f := &all[i]
		if f.section != head.section || f.index != last+1 || f.Heading || len(g.parts) > 0 && itemStyle(f.s) != style {
			return
		}
		n := 0
		for n < len(f.list) && !f.amount(n) {
			n++
		}
		if n == len(f.list) || f.list[n].unit != g.head.list[g.head.k].unit || strings.ContainsAny(f.label(n), "。；") {
			return
		}
		style, last = itemStyle(f.s), f.index
		g.part(f, n)
	}
}

// itemStyle is how a line of a list begins: （一）, 1., or with a name.
func itemStyle(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune("（(", r):
		return "("
	case r >= '0' && r <= '9':
		return "1"
	case strings.ContainsRune("一二三四五六七八九十", r):
		return "一"
	}
	return ""
}

// part adds the n-th figure with the share that is said of it.
func (g *saidGroup) part(f *figures, n int) {
	share := figureAt{}
	if n+1 < len(f.list) && f.list[n+1].percent && g.shareOfHead(f.label(n+1)) {
		share = figureAt{f, n + 1}
	}
	g.parts, g.shares = append(g.parts, figureAt{f, n}), append(g.shares, share)
}

// shareOfHead reports whether what leads from a part to a percentage says that it is its
// share of the head: ，占; ，占基本支出的.
func (g *saidGroup) shareOfHead(label string) bool {
	of, ok := strings.CutPrefix(strings.TrimLeft(label, "，,（("), "占")
	if !ok || strings.ContainsAny(of, "，。；：、,;:") {
		return false
	}
	name := core(of)
	return name == "" && sameKind(of, g.head.name()) || name == core(withoutYear(g.head.name(), ""))
}

// sameKind reports whether the words after 占 say no other kind of whole than the head is: of
// what came in or of what was spent.
func sameKind(of, head string) bool {
	for _, w := range []string{"收入", "支出", "预算"} {
		if strings.Contains(of, w) && !strings.Contains(head, w) {
			return false
		}
	}
	return true
}

// name is what the sentence calls a figure: the words right before it.
func (a figureAt) name() string {
	s := clauseNamed(a.label(a.k))
	for _, lead := range []string{"其中", "包括"} {
		if i := strings.LastIndex(s, lead); i >= 0 {
			s = s[i+len(lead):]
		}
	}
	return strings.TrimLeft(withoutYear(strings.TrimLeft(s, "．.、)）。"), ""), "．.、)）。0123456789")
}

// complete finds out whether the parts are all that there is: their shares make up the
// whole, they are the kinds that such an amount is made of, they add up to it, or they would
// but for one slip.
func (g *saidGroup) complete() {
	last := g.parts[len(g.parts)-1]
	if strings.HasPrefix(strings.TrimLeft(last.s[last.list[last.k].after:], "，,"), "等") {
		return
	}
	g.whole = g.adds() || g.sharesMakeWhole() || g.partition() || g.listsAll() || g.listsClasses() || g.slipped()
}

// leastEnumerated is how many parts a list has at the least, and leastNothing how many of them are
// nothing, that names all there can be.
const (
	leastEnumerated = 4
	leastNothing    = 2
)

// listsAll reports whether the list is one that the form has, with all that there can be: it
// says of some that they are nothing, or is one side of a total of both.
func (g *saidGroup) listsAll() bool {
	name, carried := g.head.name(), false
	if strings.Contains(name, "收支") {
		return bothSides.MatchString(g.lead)
	}
	nothing := 0
	for _, p := range g.parts {
		carried = carried || strings.Contains(p.name(), "结转")
		if p.value().IsZero() {
			nothing++
		}
	}
	return len(g.parts) >= leastEnumerated && nothing >= leastNothing && (carried || !holdsAny(name, []string{"总计", "总收入", "总支出", "总预算"}))
}

// rest is the head less its parts, and how far rounding may put them apart: all were rounded as
// the finest was, 0万元 and 5万元 beside 4.64万元 are whole.
func (g *saidGroup) rest() (rest, bound *big.Rat) {
	rest, scale := rational(g.head.value()), g.head.value().Scale
	for _, p := range g.parts {
		rest.Sub(rest, rational(p.value()))
		scale = max(scale, p.value().Scale)
	}
	return rest, new(big.Rat).Mul(halfOf(scale), big.NewRat(int64(len(g.parts))+1, 1))
}

// halfOf is half of the last place of a number with so many.
func halfOf(scale uint8) *big.Rat { return rational(money.Decimal{Coef: 5, Scale: scale + 1}) }

func (g *saidGroup) adds() bool {
	rest, bound := g.rest()
	return rest.Abs(rest).Cmp(bound) <= 0
}

// sharesMakeWhole reports whether every part has a share, and those make up 100%.
func (g *saidGroup) sharesMakeWhole() bool {
	sum, bound := new(big.Rat), new(big.Rat)
	for _, p := range g.shares {
		if p.figures == nil {
			return false
		}
		sum.Add(sum, rational(p.value()))
		bound.Add(bound, halfOf(p.value().Scale))
	}
	sum.Sub(sum, big.NewRat(100, 1))
	return sum.Abs(sum).Cmp(bound) <= 0
}

// partition reports whether the parts are the kinds that an amount of that name is made of.
func (g *saidGroup) partition() bool {
	for i := range claims().Partitions {
		if p := &claims().Partitions[i]; p.of(&g.head) && p.has(g.parts) {
			return true
		}
	}
	return false
}

// of reports whether an amount is one that is made of these kinds, by its name or, where it has but
// 实际支出 or 决算, by what its sentence speaks of before.
func (p *partitionOf) of(a *figureAt) bool {
	name := a.name()
	if holdsAny(name, p.Not) {
		return false
	}
	if own := strings.TrimPrefix(core(name), "实际"); own == "" && p.Head != "" {
		before := a.s[:a.list[a.k].start]
		return strings.Contains(before[strings.LastIndex(before, "。")+1:], p.Head)
	}
	return p.Head == "" || strings.Contains(name, p.Head)
}

// has reports whether each of the parts is one of the kinds, and none that there has to be
// is missing.
func (p *partitionOf) has(parts []figureAt) bool {
	seen := map[string]bool{}
	for _, a := range parts {
		name, kind := a.name(), ""
		for _, w := range append(append([]string{}, p.Parts...), p.More...) {
			if strings.Contains(name, w) && len(w) > len(kind) {
				kind = w
			}
		}
		if kind == "" || seen[kind] {
			return false
		}
		seen[kind] = true
	}
	for _, w := range p.Parts {
		if !seen[w] {
			return false
		}
	}
	return true
}

// leastClasses is how many classes of expenditure a list names at the least that names all;
// housingClass is one that every body spends on, and that lists of but the greatest leave out.
const (
	leastClasses = 3
	housingClass = "住房保障支出"
)

// listsClasses reports whether the parts are the classes that a body's expenditure falls into.
func (g *saidGroup) listsClasses() bool {
	housed := false
	for _, p := range g.parts {
		name := p.name()
		if !slices.ContainsFunc(classNames(), func(class string) bool { return strings.Contains(name, class) }) {
			return false
		}
		housed = housed || strings.Contains(name, housingClass)
	}
	return housed && len(g.parts) >= leastClasses && g.head.list[g.head.k].unit != money.Yi && !holdsAny(g.head.name(), []string{"总计", "收支"})
}

// classNames are the names of the classes of expenditure.
var classNames = sync.OnceValue(func() (out []string) {
	for _, class := range budget.Functions().Classes() {
		out = append(out, class.Name)
	}
	return out
})

// leastRest is how many digits, without the zeros around them, what the parts lack has at the
// least, that is no amount left out.
const leastRest = 3

// slipped reports whether one slip of a digit explains that the parts do not add up: what is
// lacking is no round amount, which may just not have been named.
func (g *saidGroup) slipped() bool {
	rest, _ := g.rest()
	if n := rest.FloatString(4); len(strings.Trim(strings.Replace(n, ".", "", 1), "-0")) < leastRest {
		return false
	}
	fits := func(a figureAt, right *big.Rat) bool {
		d := a.value()
		scaled := new(big.Rat).Quo(right, rational(money.Decimal{Coef: 1, Scale: d.Scale}))
		return right.Sign() > 0 && scaled.IsInt() && scaled.Num().IsInt64() && check.OneSlip(d.Coef, scaled.Num().Int64(), int(d.Scale))
	}
	if fits(g.head, new(big.Rat).Sub(rational(g.head.value()), rest)) {
		return true
	}
	for _, p := range g.parts {
		if fits(p, new(big.Rat).Add(rational(p.value()), rest)) {
			return true
		}
	}
	return false
}
