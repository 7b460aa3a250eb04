package layout

import (
	"math"
	"sort"
)

// rule draws the fragment's rules: under every cell, and where the table is
// boxed, beside it; the strong ones above, below and under the head.
func (f *Fragment) rule(look Grid) {
	if len(f.Cells) == 0 {
		return
	}
	bottom := f.Box.Y + f.Box.H
	right := f.Box.X + f.Box.W
	var across, down segments
	head := f.Box.Y
	for _, c := range f.Cells {
		foot, side := c.Box.Y+c.Box.H, c.Box.X+c.Box.W
		if c.Head {
			head = max(head, foot)
		}
		if bottom-foot > 0.1 {
			across.add(foot, c.Box.X, side)
		}
		if look.Boxed && right-side > 0.1 {
			down.add(side, c.Box.Y, foot)
		}
	}
	for _, s := range across.merged() {
		under := math.Abs(s.at-head) < 0.1 && head > f.Box.Y
		f.Rules = append(f.Rules, Rule{s.from, s.at, s.to, s.at, look.Thin, look.Boxed || under || s.at < head})
	}
	for _, s := range down.merged() {
		f.Rules = append(f.Rules, Rule{s.at, s.from, s.at, s.to, look.Thin, true})
	}
	f.Rules = append(f.Rules,
		Rule{f.Box.X, f.Box.Y, right, f.Box.Y, look.Strong, true},
		Rule{f.Box.X, bottom, right, bottom, look.Strong, true})
	if look.Boxed {
		f.Rules = append(f.Rules,
			Rule{f.Box.X, f.Box.Y, f.Box.X, bottom, look.Strong, true},
			Rule{right, f.Box.Y, right, bottom, look.Strong, true})
	}
}

// segment is a piece of a rule at one height (or one x).
type segment struct{ at, from, to float64 }

type segments []segment

func (s *segments) add(at, from, to float64) {
	*s = append(*s, segment{math.Round(at*20) / 20, from, to})
}

// merged joins segments that meet.
func (s segments) merged() []segment {
	sort.SliceStable(s, func(i, j int) bool {
		if s[i].at != s[j].at {
			return s[i].at < s[j].at
		}
		return s[i].from < s[j].from
	})
	var out []segment
	for _, x := range s {
		if n := len(out); n > 0 && out[n-1].at == x.at && x.from <= out[n-1].to+0.1 {
			out[n-1].to = max(out[n-1].to, x.to)
			continue
		}
		out = append(out, x)
	}
	return out
}
