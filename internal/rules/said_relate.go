package rules

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
)

// togetherSaid are the relations that the sentences state between their figures: a whole
// and its parts, shares, and rates of changes. Those that share a figure are held
// together, so that the one that is wrong is told; of a figure that stands in one relation
// only CHG-024 and PCT-016 speak.
type togetherSaid struct {
	sums   []saidGroup
	shares []saidRatio // share, part, whole
	rates  []saidRatio // rate, change, amount of the year
	gaps   []saidGap   // of those changes that stand behind both amounts
	moves  []saidMoves
	uses   map[figureKey]int // of a figure, the kinds of relations that it stands in, as bits
}

const (
	inSum = 1 << iota
	inShare
	inTwoShares
	inRate
	inDifference
	inMoves
)

// saidRatio is a percentage of a sentence and the two figures that give it.
type saidRatio struct{ percent, part, whole figureAt }

// saidGap is two amounts and the difference between them.
type saidGap struct{ now, then, change figureAt }

// figureKey tells a figure from all others.
type figureKey struct {
	p *paragraphSaid
	k int
}

func (a figureAt) key() figureKey { return figureKey{a.paragraphSaid, a.k} }

type togetherKey struct{}

func togetherOf(s *check.Subject) *togetherSaid {
	return check.Kept(s, togetherKey{}, func(s *check.Subject) *togetherSaid {
		t := &togetherSaid{uses: map[figureKey]int{}}
		t.findGroups(s)
		t.findShares(s)
		t.findRates(s)
		return t
	})
}

func (t *togetherSaid) findGroups(s *check.Subject) {
	for _, g := range saidGroups(s) {
		if g.whole && (g.adds() || !g.tied(s)) {
			t.sums = append(t.sums, g)
			t.use(inSum, g.head)
			t.use(inSum, g.parts...)
			t.findMoves(s, &g)
		}
		for i, p := range g.shares {
			if p.figures != nil && !shareHeld(s, p.paragraphSaid, p.list[p.k].start) {
				t.share(saidRatio{p, g.parts[i], g.head})
			}
		}
	}
}

// tied reports whether one of the parts was read as what a table prints, to which other rules
// hold it and what is left out of the list.
func (g *saidGroup) tied(s *check.Subject) bool {
	return slices.ContainsFunc(g.parts, func(a figureAt) bool {
		return a.claimedAt(a.list[a.k].start, func(c *budget.Claim) bool { return cellOf(s, c) != check.NoVar })
	})
}

func (t *togetherSaid) share(r saidRatio) {
	t.shares = append(t.shares, r)
	t.use(inShare, r.percent)
	t.use(inShare, r.part)
	t.use(inShare, r.whole)
}

func (t *togetherSaid) use(kind int, figures ...figureAt) {
	for _, a := range figures {
		if kind == inShare && t.uses[a.key()]&inShare != 0 {
			kind = inShare | inTwoShares
		}
		t.uses[a.key()] |= kind
	}
}

// findShares finds the shares of what they name: 占人员经费的75.00%.
func (t *togetherSaid) findShares(s *check.Subject) {
	said := figuresSaid(s)
	for i := range said {
		p := &said[i]
		for k := range p.list {
			share := figureAt{p, k}
			if t.uses[share.key()] > 0 || shareHeld(s, p.paragraphSaid, p.list[k].start) {
				continue
			}
			if part, whole, ok := p.shareSaid(s, said, k); ok {
				t.share(saidRatio{share, part, whole})
			}
		}
	}
}

// findRates finds the rates of changes to amounts that are plainly theirs.
func (t *togetherSaid) findRates(s *check.Subject) {
	said := figuresSaid(s)
	for i := range said {
		p := &said[i]
		for k := range p.list {
			if gap, ok := p.offBudget(s, k); ok {
				t.gap(gap)
			}
			if !p.hasRate(k) {
				continue
			}
			now, sole := p.changeOf(s, k)
			if now >= 0 && !sole && !p.fits(now, k, p.list[k].way == "more") {
				now = p.soleFit(k, now)
			}
			if a, ok := p.changeElsewhere(s, said, k); ok && now < 0 {
				r := saidRatio{figureAt{p, k + 1}, figureAt{p, k}, a}
				t.rates = append(t.rates, r)
				t.use(inRate|inDifference, r.percent, r.part, r.whole) // no other rule looks so far
			}
			if now >= 0 && (!sole || !p.fitsOther(k, now) || p.fits(now, k, p.list[k].way == "more")) {
				r := saidRatio{figureAt{p, k + 1}, figureAt{p, k}, figureAt{p, now}}
				t.rates = append(t.rates, r)
				t.use(inRate, r.percent, r.part, r.whole)
				if p.setOff(k) && !p.differenceHeld(s, k) {
					t.gap(saidGap{r.whole, figureAt{p, k - 1}, r.part})
				}
			}
		}
	}
}

func (t *togetherSaid) gap(g saidGap) {
	t.gaps = append(t.gaps, g)
	t.use(inDifference, g.now, g.then, g.change)
}

// soleFit is the amount of the sentence before the k-th figure that a change, the i-th, and its
// rate fit; −1 where none or several do.
func (f *figures) soleFit(i, k int) int {
	found := -1
	for j := k - 1; j >= 0 && !strings.ContainsAny(f.label(j+1), "。；;"); j-- {
		if !f.amount(j) || f.list[j].unit != f.list[i].unit || !f.fits(j, i, f.list[i].way == "more") {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = j
	}
	return found
}

// together reports whether one of the figures of a ratio stands in a relation of another kind,
// or in two shares.
func (t *togetherSaid) together(r saidRatio) bool {
	for _, a := range [...]figureAt{r.percent, r.part, r.whole} {
		switch t.uses[a.key()] {
		case inSum, inShare, inRate:
		default:
			return true
		}
	}
	return false
}

// figuresTogether states what sentences say of the same figures.
func figuresTogether(r *check.Relations) {
	t := togetherOf(r.Subject)
	vars := map[figureKey]check.Var{}
	at := func(a figureAt) check.Var {
		v, ok := vars[a.key()]
		if !ok {
			v = a.varIn(r.Subject)
			vars[a.key()] = v
		}
		return v
	}
	for _, g := range t.sums {
		parts := make([]check.Var, 0, len(g.parts))
		for _, p := range g.parts {
			parts = append(parts, at(p))
		}
		r.Sum(at(g.head), parts...)
	}
	for _, x := range t.shares {
		if t.together(x) {
			r.Share(at(x.percent), at(x.part), at(x.whole))
		}
	}
	for _, x := range t.gaps {
		if x.change.way() == "more" {
			r.Sum(at(x.now), at(x.then), at(x.change))
		} else {
			r.Sum(at(x.then), at(x.now), at(x.change))
		}
	}
	for _, x := range t.moves {
		left, right := []check.Var{at(x.head)}, []check.Var(nil)
		for _, p := range x.parts {
			if p.way() == x.head.way() {
				right = append(right, at(p))
			} else {
				left = append(left, at(p))
			}
		}
		r.Balance(left, right)
	}
	for _, x := range t.rates {
		if t.together(x) {
			r.Rate(at(x.percent), at(x.part), at(x.whole), x.part.way() == "more")
		}
	}
}

// varIn is the figure as a number that is weighed: what was read of it, else one of its own.
func (a figureAt) varIn(s *check.Subject) check.Var {
	f := &a.list[a.k]
	if v := s.ClaimAt(a.section, a.index, a.place(f.start)); v != check.NoVar {
		return v
	}
	name, as := a.title(s)
	x := check.Said{Ref: a.ref(s, f.start, f.end), Text: f.text, Unit: f.unit, Title: s.Sections[a.section].Title, Name: short(name), As: as}
	if f.percent {
		x.Class = check.Percent
	}
	return s.Say(x)
}

// title is what a figure is called to the reader: its name, or of a share, a change or a rate
// the name of what it is of, and which of these it is.
func (a figureAt) title(s *check.Subject) (name, as string) {
	f := &a.list[a.k]
	if !f.percent && f.way == "" {
		return withoutYear(a.name(), s.Unit.Name), ""
	}
	of := a.k - 1
	for of >= 0 && !a.amount(of) {
		of--
	}
	if of < 0 {
		return a.name(), ""
	}
	name = withoutYear(figureAt{a.figures, of}.name(), s.Unit.Name)
	switch {
	case f.way == "":
		return name, "占比"
	case f.percent:
		return name, "增减幅度"
	}
	return name, "增减额"
}

// changeOf is the amount that a change is of, where no other rule holds the change to it; −1
// where there is none. sole tells that it can be of no other.
func (f *figures) changeOf(s *check.Subject, i int) (k int, sole bool) {
	k, sole = f.changed(i, s.Profile.Kind == "final")
	if k < 0 || ratedIn(f.paragraphSaid, f.list[i].start, f.list[i+1].after) || k == i-1 && itemAmountAt(f.paragraphSaid, f.list[k].start) || perOne(f.s[:f.list[k].start]) {
		return -1, false
	}
	return k, sole
}

// shareSaid is the amount that the k-th figure is the share of, and the whole that it
// names, where the narrative tells that by the same name.
func (f *figures) shareSaid(s *check.Subject, said []figures, k int) (part, whole figureAt, ok bool) {
	name := f.wholeNamed(k)
	if name == "" {
		return part, whole, false
	}
	n := k - 1
	for n >= 0 && !f.amount(n) {
		n--
	}
	if n < 0 || strings.ContainsAny(f.s[f.list[n].after:f.list[k].start], "。；;") {
		return part, whole, false
	}
	part = figureAt{f, n}
	whole, ok = wholeSaid(s, said, part, name)
	return part, whole, ok
}
