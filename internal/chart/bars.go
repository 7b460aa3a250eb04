package chart

// Measures of bars.
const (
	barRow       = 24.0
	barRowMany   = 18.0 // from many items on
	many         = 12
	barThickness = 11.0
	barHead      = 18.0
	minBars      = 90.0 // the least room for the bars themselves
	leastBar     = 0.75 // an amount that is not zero can be seen
)

// bars draws one horizontal bar an item: name, bar, figures, between the rules
// of a table. Negative amounts go left from the axis.
func bars(c Chart, width float64, text Measurer) Drawing {
	p := &pen{text: text}
	var extra []string
	total := oneLine(c.Total)
	if len(c.Points) == 1 {
		total = "" // it would only say the same again
	}
	if total != "" {
		extra = append(extra, total)
	}
	f := newFigures(c, width-edge, text, extra...)
	if lack := edge + minName + 2*figureGap + minBars - f.left; lack > 0 {
		width += lack
		f = newFigures(c, width-edge, text, extra...)
	}
	names, nameWidth := barNames(c, f.left-edge-2*figureGap-minBars, text)
	single := barRow
	if len(c.Points) > many {
		single = barRowMany
	}
	y := edge
	if f.hasHead() {
		f.head(p, y+barHead/2)
		y += barHead
	}
	p.line(firmLine, heavy, XY{edge, y}, XY{width - edge, y})
	axis := newAxis(c.Points, edge+nameWidth+figureGap, f.left-figureGap)
	top := y
	for i, pt := range c.Points {
		h := rowHeight(names[i], single)
		if i > 0 {
			p.line(hairline, hair, XY{edge, y}, XY{width - edge, y})
		}
		p.lines(edge, y+h/2, Start, ink, names[i])
		axis.bar(p, y+h/2, pt)
		f.row(p, y+h/2, pt)
		y += h
	}
	p.line(hairline, ink3, XY{axis.zero, top}, XY{axis.zero, y})
	p.line(firmLine, heavy, XY{edge, y}, XY{width - edge, y})
	if total != "" {
		p.write(edge, y+single/2, Start, ink, "合计")
		f.amount(p, y+single/2, total)
		y += single
		p.line(firmLine, heavy, XY{edge, y}, XY{width - edge, y})
	}
	return Drawing{width, y + edge, p.marks}
}

// barNames wraps the names and tells how wide they came out: at most what leaves
// the bars two fifths of the room that both share.
func barNames(c Chart, room float64, text Measurer) (names [][]string, width float64) {
	room = max(minName, min(room, (room+minBars)*0.6))
	names = make([][]string, len(c.Points))
	for i, pt := range c.Points {
		names[i] = wrap(pt.Label, room, textSize, nameLines(len(names)), text)
		for _, s := range names[i] {
			width = max(width, text.Width(s, textSize, false))
		}
	}
	return names, width
}

// axis maps amounts to places between left and right.
type axis struct {
	left, zero, right float64
	span              uint64 // from the least to the greatest amount, zero included
}

func newAxis(points []Point, left, right float64) axis {
	var neg, pos uint64
	for _, p := range points {
		if p.Value < 0 {
			neg = max(neg, magnitude(p.Value))
		} else {
			pos = max(pos, magnitude(p.Value))
		}
	}
	a := axis{left: left, zero: left, right: right, span: neg + pos}
	if neg > 0 {
		a.zero += (right - left) * fraction(neg, a.span)
	}
	return a
}

// bar draws one item's bar, none for zero. Negative ones are paler.
func (a axis) bar(p *pen, y float64, pt Point) {
	if pt.Value == 0 {
		return
	}
	w := max(leastBar, (a.right-a.left)*fraction(magnitude(pt.Value), a.span))
	if pt.Value < 0 {
		p.box(a.zero-w, y-barThickness/2, w, barThickness, series[0].tint(tints[1]))
		return
	}
	p.box(a.zero, y-barThickness/2, w, barThickness, series[0])
}
