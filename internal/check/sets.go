package check

import (
	"cmp"
	"slices"
)

// bestSet is the likeliest set of that many numbers which together clear the
// component; nil where there is none within reach, or only with an amount less than
// nothing: then more numbers are wrong than the set holds.
func (f *finder) bestSet(component []int32, size int) []repair {
	var best []repair
	bestCost := 0
	f.effort = 0
	f.sets(component, nil, size, func(set []Var) {
		repairs, ok := f.repairSet(component, set)
		if !ok {
			return
		}
		cost := 0
		for _, r := range repairs {
			if r.cost >= costNegative {
				return
			}
			cost += r.cost
		}
		if best == nil || cost < bestCost {
			best, bestCost = repairs, cost
		}
	})
	return best
}

// sets calls yield for the sets of size numbers of which each broken relation
// holds one.
func (f *finder) sets(component []int32, chosen []Var, size int, yield func([]Var)) {
	f.effort++
	if f.effort > maxEffort {
		return
	}
	open, fewest := int32(-1), 0
	for _, id := range component {
		r := &f.relations[id]
		if f.holdsAny(r, NoVar, chosen) {
			continue
		}
		if n := int(r.last - r.first); open < 0 || n < fewest {
			open, fewest = id, n
		}
	}
	if open < 0 {
		if len(chosen) == size {
			yield(chosen)
		}
		return
	}
	if len(chosen) == size {
		return
	}
	for _, t := range f.of(&f.relations[open]) {
		if !f.able(t.v) {
			continue
		}
		f.sets(component, append(slices.Clip(chosen), t.v), size, yield)
	}
}

// able reports whether a number of the component could be wrong at all: what is
// broken nowhere and holds no other number of the component must go on holding.
func (f *finder) able(v Var) bool {
	if ok, known := f.feasible[v]; known {
		return ok
	}
	lo, hi := int64(-farthest), int64(farthest)
	for _, u := range f.uses(v) {
		r := &f.relations[u.relation]
		if f.touchesOther(r, v) || f.weigh(r) == skipped {
			continue
		}
		a, b := f.prints(v, r.kind, f.admits(r, int(u.term)))
		lo, hi = max(lo, a), min(hi, b)
	}
	f.feasible[v] = lo <= hi
	return lo <= hi
}

func (f *finder) touchesOther(r *relation, v Var) bool {
	for _, t := range f.of(r) {
		if t.v != v && f.inside[t.v] {
			return true
		}
	}
	return false
}

// repairSet puts a set right one after the other, each within what the relations
// without the others leave it, and tells whether all relations then hold.
func (f *finder) repairSet(component []int32, set []Var) ([]repair, bool) {
	for _, v := range set {
		if _, _, ok := f.range_(v, set); !ok {
			return nil, false
		}
	}
	var out []repair
	var olds []number
	ok := true
	left := slices.Clone(set)
	for ok && len(left) > 0 {
		k := f.narrowest(left)
		v := left[k]
		left = slices.Delete(left, k, k+1)
		lo, hi, fits := f.range_(v, left)
		if ok = fits; !ok {
			break
		}
		r := f.choose(v, lo, hi)
		out = append(out, r)
		olds = append(olds, f.put(r))
	}
	if ok {
		ok = f.allHold(component, out)
	}
	for i := len(olds) - 1; i >= 0; i-- {
		f.numbers[out[i].v] = olds[i]
	}
	return out, ok
}

// narrowest is the number that the relations without the others bind most.
func (f *finder) narrowest(set []Var) int {
	best, width := 0, int64(farthest)
	for k, v := range set {
		lo, hi, ok := f.range_(v, set)
		if w := hi - lo; ok && w < width {
			best, width = k, w
		}
	}
	return best
}

// allHold reports whether, with the repairs in place, the component and all that
// the repaired numbers stand in hold.
func (f *finder) allHold(component []int32, repairs []repair) bool {
	for _, id := range component {
		if f.weigh(&f.relations[id]) == broken {
			return false
		}
	}
	for _, r := range repairs {
		for _, u := range f.uses(r.v) {
			if f.weigh(&f.relations[u.relation]) == broken {
				return false
			}
		}
	}
	return true
}

// split gives each number of a set the broken relations that it alone can mend;
// those that hold several go to the one that has fewest. Then it looks for other
// numbers that would do in its place.
func (f *finder) split(component []int32, set []repair) []fault {
	out := make([]fault, len(set))
	var shared []int32
	for _, id := range component {
		switch in := f.membersIn(id, set); len(in) {
		case 0:
		case 1:
			out[in[0]].broken = append(out[in[0]].broken, id)
		default:
			shared = append(shared, id)
		}
	}
	for _, id := range shared {
		in := f.membersIn(id, set)
		k := slices.MinFunc(in, func(a, b int) int { return cmp.Compare(len(out[a].broken), len(out[b].broken)) })
		out[k].broken = append(out[k].broken, id)
	}
	for k := range set {
		slices.Sort(out[k].broken)
		out[k].repairs = []repair{set[k]}
		out[k].several = true
		f.others(&out[k], set, k)
	}
	return slices.DeleteFunc(out, func(x fault) bool { return len(x.broken) == 0 })
}

// membersIn are the members of a set that a relation holds.
func (f *finder) membersIn(relation int32, set []repair) (in []int) {
	for k, r := range set {
		if f.termOf(relation, r.v) >= 0 {
			in = append(in, k)
		}
	}
	return in
}

// others adds the numbers that would do as well as the k-th of a set, the rest
// of the set being put right.
func (f *finder) others(x *fault, set []repair, k int) {
	var olds []number
	for i, r := range set {
		if i != k {
			olds = append(olds, f.put(r))
		}
	}
	var open []int32
	for _, u := range f.uses(set[k].v) {
		if f.weigh(&f.relations[u.relation]) == broken {
			open = append(open, u.relation)
		}
	}
	if len(open) > 0 {
		for _, r := range f.alone(open) {
			if r.v != set[k].v && r.cost <= set[k].cost {
				x.repairs = append(x.repairs, r)
			}
		}
	}
	j := 0
	for i, r := range set {
		if i != k {
			f.numbers[r.v] = olds[j]
			j++
		}
	}
	f.order(x.repairs[1:])
}

// The bounds of greedy: a document that is wrong in more places is told so.
const (
	maxRepairs = 500
	maxGains   = 50_000
)

// greedy mends a component number by number, the one that clears most first. It
// is for what more than maxSet numbers are wrong in.
func (f *finder) greedy(component []int32) []fault {
	set, olds, open := f.together(component)
	f.effort = 0
	for len(open) > 0 && len(set) < maxRepairs && f.effort < maxGains {
		r, ok := f.mostMended(open)
		if !ok {
			break
		}
		before := len(open)
		old := f.put(r)
		open = slices.DeleteFunc(open, func(id int32) bool { return f.weigh(&f.relations[id]) != broken })
		if len(open) == before { // what it was to mend does not hold after all
			f.numbers[r.v] = old
			break
		}
		olds, set = append(olds, old), append(set, r)
	}
	for i := len(olds) - 1; i >= 0; i-- {
		f.numbers[set[i].v] = olds[i]
	}
	out := f.split(component, set)
	var rest []int32
	for _, id := range component {
		if !slices.ContainsFunc(out, func(x fault) bool { return slices.Contains(x.broken, id) }) {
			rest = append(rest, id)
		}
	}
	for _, apart := range f.components(rest) {
		out = append(out, fault{broken: apart})
	}
	return out
}

// mostMended is the repair of one number that mends the most open relations
// without breaking another. One that makes an amount negative is taken where there is
// no other.
func (f *finder) mostMended(open []int32) (repair, bool) {
	best, bestGain := repair{}, 0
	seen := map[Var]bool{}
	for _, id := range open {
		for _, t := range f.of(&f.relations[id]) {
			if seen[t.v] {
				continue
			}
			seen[t.v] = true
			if f.effort++; f.effort > maxGains {
				return best, bestGain > 0
			}
			r, gain := f.gain(t.v)
			if gain > 0 && (bestGain == 0 || cmp.Or(cmp.Compare(r.cost/costNegative, best.cost/costNegative), cmp.Compare(bestGain, gain), cmp.Compare(r.cost, best.cost), cmp.Compare(r.v, best.v)) < 0) {
				best, bestGain = r, gain
			}
		}
	}
	return best, bestGain > 0
}

// gain is the best print of a number and how many relations more hold with it;
// relations that hold now must go on holding.
func (f *finder) gain(v Var) (repair, int) {
	lo, hi := int64(-farthest), int64(farthest)
	type bound struct{ lo, hi int64 }
	var open []bound
	for _, u := range f.uses(v) {
		r := &f.relations[u.relation]
		a, b := f.prints(v, r.kind, f.admits(r, int(u.term)))
		switch f.weigh(r) {
		case broken:
			open = append(open, bound{a, b})
		case skipped:
		default:
			lo, hi = max(lo, a), min(hi, b)
		}
	}
	bestLo, bestHi, most := lo, hi, 0
	for _, o := range open { // the fullest point of overlapping ranges is one of their beginnings
		at := max(o.lo, lo)
		a, b, n := lo, hi, 0
		for _, p := range open {
			if p.lo <= at && at <= p.hi {
				a, b, n = max(a, p.lo), min(b, p.hi), n+1
			}
		}
		if at <= hi && a <= b && n > most {
			bestLo, bestHi, most = a, b, n
		}
	}
	if most == 0 {
		return repair{}, 0
	}
	return f.choose(v, bestLo, bestHi), most
}
