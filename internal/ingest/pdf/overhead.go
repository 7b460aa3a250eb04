package pdf

import "slices"

// mostOverRule is how far, in heights, a line of a head stands at most above the rule below
// it, or the line of the head that it is above.
const mostOverRule = 2.2

// headOver is how many of the lines above a table's first rule are lines of its head: a table
// with rules below its rows only has none above the first of them. The rule above all of that
// stands at floor.
func (s *ruleStack) headOver(above []textLine, floor float64) int {
	t, n := s.box(), 0
	bottom, several := t.y0, false
	for ; n < len(above) && n < mostHeadLines; n++ {
		l := &above[len(above)-1-n]
		pieces := piecesOf(*l)
		if l.y0 < floor || bottom-l.y1 > mostOverRule*l.height() || l.x0 < t.x0-touch || l.x1 > t.x1+touch ||
			captionLine(l) || isProse(l) || enumerated(l.text()) || slices.ContainsFunc(pieces, anchors) {
			break
		}
		bottom, several = min(bottom, l.y0), several || len(pieces) > 1 && !s.atSides(pieces)
	}
	if several || n > 0 && s.firstParts() {
		return n
	}
	return 0
}

// atSides reports whether two texts begin and end where the table does: of a line above it.
func (s *ruleStack) atSides(pieces []textLine) bool {
	t := s.box()
	return len(pieces) == 2 && pieces[0].x0 < t.x0+touch && pieces[1].x1 > t.x1-touch
}

// firstParts reports whether the first rule is one below part of a head.
func (s *ruleStack) firstParts() bool {
	t := s.box()
	wide := 0.0
	for _, r := range s.rules {
		if r.at < t.y0+1 {
			wide += r.to - r.from
		}
	}
	return wide < 0.9*t.width()
}

// mostHeadHeight is how high a head is at most below the first of its rules.
const mostHeadHeight = 75.0

// covering is the first of some rules, as wide as the first below it that reaches over it from
// side to side, where nothing but a head stands between: it is one below part of that.
func covering(rules []rule, text []textLine) rule {
	r := rules[0]
	for _, o := range rules[1:] {
		_, amounts := rowsIn(text, r.at, o.at)
		if o.at-r.at > mostHeadHeight || amounts > 0 || titled(text, r.at, o.at) {
			break
		}
		if o.from < r.from+touch && o.to > r.to-touch && o.to-o.from > r.to-r.from+2*touch &&
			slices.ContainsFunc(text, func(l textLine) bool { return l.midY() > r.at && l.midY() < o.at }) {
			return rule{r.at, o.from, o.to}
		}
	}
	return r
}
