package check

import (
	"slices"

	"mingbai/internal/money"
)

// A slip in one number is carried on: the line above was added up from it, another
// table was copied from it, and all print the same wrong amount. Each of them alone
// can't be put right, for it would break with the others.

// maxSame bounds how many numbers that print the same are put right together.
const maxSame = 8

// together puts right the numbers of an open relation that print the same and hang
// together, where one print for all of them mends two relations or more and breaks
// none. It gives the repairs, the numbers as they were, and what is left open.
func (f *finder) together(open []int32) (set []repair, olds []number, left []int32) {
	left = slices.Clone(open)
	tried := map[Var]bool{}
	for _, id := range open {
		for _, t := range f.of(&f.relations[id]) {
			if tried[t.v] {
				continue
			}
			group := f.alike(t.v)
			for _, v := range group {
				tried[v] = true
			}
			if len(group) < 2 || len(group) > maxSame {
				continue
			}
			repairs, were := f.repairAlike(group)
			if repairs == nil {
				continue
			}
			set, olds = append(set, repairs...), append(olds, were...)
			left = slices.DeleteFunc(left, func(id int32) bool { return f.weigh(&f.relations[id]) != broken })
		}
	}
	return set, olds, left
}

// alike are the numbers that print the same as v and stand with it, or with one of
// them, in a relation that holds.
func (f *finder) alike(v Var) []Var {
	n := &f.numbers[v]
	out := []Var{v}
	if n.printed.Mark != money.Number || n.printed.Value.IsZero() {
		return out
	}
	for i := 0; i < len(out) && len(out) <= maxSame; i++ {
		for _, u := range f.uses(out[i]) {
			r := &f.relations[u.relation]
			if k := f.weigh(r); k == broken || k == skipped {
				continue
			}
			for _, t := range f.of(r) {
				o := &f.numbers[t.v]
				if o.printed.Mark == money.Number && o.step == n.step && o.class == n.class && coefOf(o) == coefOf(n) && !slices.Contains(out, t.v) {
					out = append(out, t.v)
				}
			}
		}
	}
	return out
}

// repairAlike puts one print for all numbers of a group in place, with which all that
// they stand in holds; nil where there is none, or nothing much is mended by it.
func (f *finder) repairAlike(group []Var) (set []repair, olds []number) {
	lo, hi, mended := int64(-farthest), int64(farthest), 0
	for _, v := range group {
		for _, u := range f.uses(v) {
			r := &f.relations[u.relation]
			k := f.weigh(r)
			if k == skipped || f.holdsAny(r, v, group) {
				continue
			}
			a, b := f.prints(v, r.kind, f.admits(r, int(u.term)))
			if lo, hi = max(lo, a), min(hi, b); lo > hi {
				return nil, nil
			}
			if k == broken {
				mended++
			}
		}
	}
	if mended < 2 {
		return nil, nil
	}
	right := f.choose(group[0], lo, hi)
	for _, v := range group {
		r := repair{v, right.coef, right.cost}
		set, olds = append(set, r), append(olds, f.put(r))
	}
	if f.allHold(nil, set) {
		return set, olds
	}
	for i := len(olds) - 1; i >= 0; i-- {
		f.numbers[set[i].v] = olds[i]
	}
	return nil, nil
}
