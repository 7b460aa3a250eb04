package pdf

import "slices"

// headsSet is how heads are set over the columns of the body, told by those that are not as
// wide as the text below: along an edge of that, or in its middle.
type headsSet struct {
	left, edges, middles int
	paired               bool // there are as many as columns, and each may stand over its own
}

// headsSet tells how the heads are set.
func (l *loose) headsSet(bands []box) (out headsSet) {
	out.paired = l.paired(bands)
	for _, h := range l.leaves {
		for _, b := range bands {
			if abs(h.width()-b.width()) < leastOffMiddle*lineHeight(h) || overlap(h.x0, h.x1, b.x0, b.x1) <= 0 {
				continue
			}
			switch {
			case abs(h.x0-b.x0) < alongEdge:
				out.left++
				out.edges++
			case abs(h.x1-b.x1) < alongEdge:
				out.edges++
			case abs(h.midX()-b.midX()) < alongEdge:
				out.middles++
			}
		}
	}
	return out
}

// paired reports whether each head and the column of the body with its number stand apart
// from all others.
func (l *loose) paired(bands []box) bool {
	if len(bands) != len(l.leaves) || len(bands) < 2 {
		return false
	}
	end := 0.0
	for k, h := range l.leaves {
		one := h.join(bands[k])
		if k > 0 && one.x0 < end {
			return false
		}
		end = one.x1
	}
	return true
}

const (
	leastOffMiddle = 0.8 // how much wider than the other, in heights, one of two is that tells
	alongEdge      = 0.6 // how far apart, in points, two are at most that stand along one edge
	leastAside     = 2   // how many heads stand along edges at least where heads do
)

// aside reports whether heads are set along the edges of their columns, not in the middle.
func (s headsSet) aside() bool { return s.edges >= leastAside && s.edges > s.middles }

// assigned is for each column of the body the head that it belongs to; -1 where several
// stand over it, whose columns its cells reach over. Where heads are set along edges, it is
// the one with the same edge, then the last that begins before it, then the one over it or
// the nearest, which is not sure.
func (l *loose) assigned(bands []box, set headsSet) (out []int, sure bool) {
	out, sure = make([]int, len(bands)), true
	if set.paired {
		for i := range out {
			out[i] = i
		}
		return out, true
	}
	taken := make([]bool, len(l.leaves))
	for i, b := range bands {
		out[i] = -2
		if k := l.leafAlong(b); k >= 0 && set.aside() {
			out[i], taken[k] = k, true
		}
	}
	for i, b := range bands {
		if out[i] >= -1 {
			continue
		}
		k, over := l.leafOver(b, taken)
		if m := l.leafBefore(b); set.aside() && m >= 0 && (!over || set.left > set.edges/2) {
			k, over = m, true
		}
		if out[i] = k; k >= 0 {
			taken[k] = true
		}
		sure = sure && over
	}
	return out, sure
}

// otherwise reports whether columns would stand under other heads than they do if heads were
// set along edges.
func (l *loose) otherwise(bands []box, set headsSet) bool {
	at, _ := l.assigned(bands, set)
	for i, k := range at {
		if k < 0 {
			continue
		}
		if c := columnsOver(bands[i:i+1], l.xs)[0]; c < l.leaves[k].from || c >= l.leaves[k].to {
			return true
		}
	}
	return false
}

// leafAlong is the only head that stands along an edge of a column of the body; -1 where
// there is none.
func (l *loose) leafAlong(b box) int {
	best := -1
	for k, h := range l.leaves {
		if abs(h.x0-b.x0) < alongEdge || abs(h.x1-b.x1) < alongEdge {
			if best >= 0 {
				return -1
			}
			best = k
		}
	}
	return best
}

// leafBefore is the last head that begins before a column of the body, which ends before the
// next one begins; -1 where it does not.
func (l *loose) leafBefore(b box) int {
	for k := len(l.leaves) - 1; k >= 0; k-- {
		if l.leaves[k].x0 < b.x0+alongEdge {
			if k+1 < len(l.leaves) && b.x1 > l.leaves[k+1].x0 {
				return -1
			}
			return k
		}
	}
	return -1
}

// leafOver is the head over a column of the body, else the nearest, which is not sure; -1
// where several stand over it.
func (l *loose) leafOver(b box, taken []bool) (best int, sure bool) {
	most, next, far := 0.0, 0.0, 0.0
	best = -1
	for k, leaf := range l.leaves {
		switch o := overlap(leaf.x0, leaf.x1, b.x0, b.x1); {
		case o > most:
			best, most, next = k, o, most
		case o > next:
			next = o
		}
	}
	switch {
	case most > 1 && most > 3*next:
		return best, true
	case most > 1:
		return -1, true
	}
	best = -1
	for k, leaf := range l.leaves {
		d := max(leaf.x0-b.x1, b.x0-leaf.x1)
		if taken[k] {
			d *= 3 // has a column already
		}
		if best < 0 || d < far {
			best, far = k, d
		}
	}
	return best, false
}

// withDashes joins columns that hold nothing but dashes, which stand for no amount and may be
// set otherwise than those, to the column beside them that they never share a line with; where
// that is either, to the one on the side that others are joined to, else the right: text is
// set to the left of amounts where nobody sets it.
func (l *loose) withDashes(bands []box) []box {
	dashes := make([]bool, len(bands))
	for i, b := range bands {
		dashes[i] = l.dashes(b)
	}
	if !slices.Contains(dashes, true) {
		return bands
	}
	apart := func(i, k int) bool {
		return k < 0 || k >= len(bands) || dashes[k] || bothHold(l.known(), bands[i], bands[k])
	}
	right := 0
	for i := range bands {
		if dashes[i] && apart(i, i-1) != apart(i, i+1) {
			if right++; apart(i, i+1) {
				right -= 2
			}
		}
	}
	out := slices.Clone(bands)
	for i := range bands {
		to := i + 1
		if !dashes[i] || apart(i, i-1) && apart(i, i+1) {
			continue
		}
		if apart(i, i+1) || !apart(i, i-1) && right < 0 {
			to = i - 1
		}
		out[to] = out[to].join(bands[i])
		out[i] = out[to]
	}
	return overOneAnother(out)
}

// dashes reports whether all that stands in a column is dashes.
func (l *loose) dashes(b box) bool {
	return !slices.ContainsFunc(l.known(), func(p textLine) bool {
		return overlap(p.x0, p.x1, b.x0, b.x1) > 0 && !isDash(p.text())
	})
}
