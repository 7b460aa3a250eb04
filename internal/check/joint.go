package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/diag"
)

// maxSweeps bounds the propagation of bounds; documents settle within a few.
const maxSweeps = 40

// joint tests whether all sums can hold at once: each may hold within rounding
// and still leave no exact amounts that satisfy them together. It speaks only
// where nothing is broken, which would explain it.
func (c *Catalogue) joint(rel *Relations, l *ledger, anyBroken bool, rep *Report, desk *desk) []diag.Finding {
	k := c.jointRule()
	if k < 0 || rep.Results[k].Outcome != 0 {
		return nil
	}
	res := &rep.Results[k]
	if anyBroken {
		res.Outcome, res.Reason = NotChecked, "有关系不成立，先改正它们"
		return nil
	}
	families := strings.Fields(c.Rules[k].Joint)
	used := desk.used[:0]
	rule, concerned := int32(-1), false
	for i := range l.relations {
		r := &l.relations[i]
		if r.rule != rule { // relations of one rule stand together
			rule, concerned = r.rule, slices.Contains(families, c.Rules[r.rule].Family())
		}
		switch v := desk.verdicts[i]; {
		case !concerned || v == skipped:
		case r.kind == linear, r.kind == same && v != rounded: // a last place apart: two roundings, said elsewhere
			used = append(used, int32(i))
		}
	}
	desk.used = used
	res.Instances = len(used)
	desk.spans = room(desk.spans, len(l.numbers))
	l.spans = desk.spans
	if len(used) == 0 || l.feasible(used) {
		return nil
	}
	conflict := l.smallest(used)
	res.Outcome = Failed
	return []diag.Finding{c.conflict(rel.Subject, l, conflict, k)}
}

// jointRule is the rule that demands that all sums can hold at once; -1 without one.
func (c *Catalogue) jointRule() int {
	for k := range c.Rules {
		if c.Rules[k].Joint != "" {
			return k
		}
	}
	return -1
}

// feasible narrows what the prints allow by every relation, again and again,
// until nothing changes or some number has no value left.
func (l *ledger) feasible(relations []int32) bool {
	spans := l.spans
	for v := range l.numbers {
		spans[v] = span{l.numbers[v].lo, l.numbers[v].hi}
	}
	for range maxSweeps {
		changed := false
		for _, id := range relations {
			ok, moved := l.narrow(&l.relations[id], spans)
			if !ok {
				return false
			}
			changed = changed || moved
		}
		if !changed {
			return true
		}
	}
	return true
}

// narrow meets each term's span with what the other terms leave it.
func (l *ledger) narrow(r *relation, spans []span) (ok, moved bool) {
	terms := l.of(r)
	var sum span
	for _, t := range terms {
		s := spans[t.v]
		if t.coef < 0 {
			s = span{-s.hi, -s.lo}
		}
		sum.lo, sum.hi = sum.lo+s.lo, sum.hi+s.hi
	}
	if sum.lo > 0 || sum.hi < 0 {
		return false, false
	}
	for _, t := range terms {
		s := spans[t.v]
		own := s
		if t.coef < 0 {
			own = span{-s.hi, -s.lo}
		}
		rest := span{sum.lo - own.lo, sum.hi - own.hi}
		left := s.meet(remainder(linear, t.coef, rest))
		if left.empty() {
			return false, false
		}
		if left != s {
			spans[t.v], moved = left, true
			now := left
			if t.coef < 0 {
				now = span{-left.hi, -left.lo}
			}
			sum = span{rest.lo + now.lo, rest.hi + now.hi}
		}
	}
	return true, moved
}

// smallest is a conflicting set of relations from which none can be left out.
func (l *ledger) smallest(relations []int32) []int32 {
	set := slices.Clone(relations)
	for size := len(set) / 2; size >= 1; size /= 2 { // large pieces first
		for i := 0; i+size <= len(set); {
			without := slices.Concat(set[:i], set[i+size:])
			if !l.feasible(without) {
				set = without
			} else {
				i += size
			}
		}
	}
	return set
}

func (c *Catalogue) conflict(s *Subject, l *ledger, relations []int32, rule int) diag.Finding {
	r := &c.Rules[rule]
	out := diag.Finding{Rule: r.ID, Severity: r.Severity, Title: r.Title, Basis: r.Basis, Hint: r.Hint}
	f := &finder{ledger: l}
	var parts []string
	for _, id := range relations {
		one := diag.Finding{}
		s.arithmetic(f, &l.relations[id], &one)
		parts = append(parts, one.Relation)
		if k := c.Rules[l.relations[id].rule].ID; !slices.Contains(out.Also, k) {
			out.Also = append(out.Also, k)
		}
	}
	slices.Sort(out.Also)
	s.evidence(f, relations, &out)
	first := l.of(&l.relations[relations[0]])[0].v
	out.Ref, out.Unit = s.Ref(first), s.UnitName(first)
	out.Relation = strings.Join(parts, "；")
	out.Message = fmt.Sprintf("这%d个关系各自都在四舍五入的范围内，却没有一组精确数能让它们同时成立：%s", len(relations), shortList(parts))
	return out
}

func shortList(parts []string) string {
	if len(parts) > 4 {
		return strings.Join(parts[:4], "；") + fmt.Sprintf("……（共%d个）", len(parts))
	}
	return strings.Join(parts, "；")
}
