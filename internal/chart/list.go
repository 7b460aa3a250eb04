package chart

import (
	"math"
	"slices"
	"strconv"
)

// figures are the columns of printed numbers at the right of a list of items.
type figures struct {
	amounts, shares         column
	amountHead, shareHead   string
	amountsLeft, sharesLeft float64
	left                    float64 // where they begin
}

// figureGap is the room between columns.
const figureGap = 12.0

// newFigures sets the columns against the right edge. extra are amounts that
// stand in the column beside those of the points.
func newFigures(c Chart, right float64, text Measurer, extra ...string) figures {
	var f figures
	amounts, shares := slices.Clone(extra), []string(nil)
	bare := false // some amount is printed without its unit
	for _, pt := range c.Points {
		amounts = append(amounts, figure(pt))
		bare = bare || amount(pt, c.Unit) != figure(pt)
		if pt.Share != "" {
			shares = append(shares, oneLine(pt.Share))
		}
	}
	if bare {
		f.amountHead = oneLine(c.Unit)
	}
	f.left = right
	if len(shares) > 0 {
		f.shareHead = "占比"
		f.shares = newColumn(shares, f.shareHead, textSize, text)
		f.sharesLeft = right - f.shares.width()
		f.left = f.sharesLeft - figureGap
	}
	f.amounts = newColumn(amounts, f.amountHead, textSize, text)
	f.amountsLeft = f.left - f.amounts.width()
	f.left = f.amountsLeft
	return f
}

// head writes the heads of the columns.
func (f figures) head(p *pen, y float64) {
	p.write(f.amountsLeft+f.amounts.width(), y, End, ink2, f.amountHead)
	p.write(f.sharesLeft+f.shares.width(), y, End, ink2, f.shareHead)
}

func (f figures) row(p *pen, y float64, pt Point) {
	f.amount(p, y, figure(pt))
	share := oneLine(pt.Share)
	if share == "" {
		return
	}
	p.write(f.shares.at(f.sharesLeft, share), y, Start, ink2, share)
}

func (f figures) amount(p *pen, y float64, s string) {
	p.write(f.amounts.at(f.amountsLeft, s), y, Start, ink, s)
}

func (f figures) hasHead() bool { return f.amountHead+f.shareHead != "" }

// nameLines is how many lines a name may take in a list of n.
func nameLines(n int) int {
	if n > 15 {
		return 1
	}
	return 2
}

// Measures of a listed ring: the ring stands at the left, numbers around it,
// and the list runs from listLeft to the edge.
const (
	numberR   = outerR + 11
	listLeft  = 2*numberR + 24
	keySize   = 9.0
	listRow   = 18.0
	listHead  = 18.0
	minName   = 6 * textSize
	numberGap = 14.5 // along the circle: two digits clear each other at any slant
)

// listedRing is a ring with numbered slices and a list of the items, numbered
// likewise: for many items, and for those that have no slice.
func listedRing(c Chart, parts []slice, width float64, text Measurer) Drawing {
	p := &pen{text: text}
	f := newFigures(c, width-edge, text)
	numbers := p.width(strconv.Itoa(len(c.Points)))
	nameLeft := listLeft + numbers + 6 + keySize + 6
	if lack := nameLeft + minName + figureGap - f.left; lack > 0 {
		width += lack
		f = newFigures(c, width-edge, text)
	}
	names := make([][]string, len(c.Points))
	height := listHead
	for i, pt := range c.Points {
		names[i] = wrap(pt.Label, f.left-figureGap-nameLeft, textSize, nameLines(len(names)), text)
		height += rowHeight(names[i], listRow)
	}
	total := max(height+2*edge, ringHeight)
	centre := XY{edge + numberR + 5, total / 2}
	p.donut(c, parts, centre)
	p.numbers(parts, centre)

	colors := make(map[int]Color, len(parts))
	for i, s := range parts {
		colors[s.item] = sliceColor(i, len(parts))
	}
	y := (total - height) / 2
	f.head(p, y+listHead/2)
	y += listHead
	p.line(firmLine, heavy, XY{listLeft, y}, XY{width - edge, y})
	for i, pt := range c.Points {
		h := rowHeight(names[i], listRow)
		if i > 0 {
			p.line(hairline, hair, XY{listLeft, y}, XY{width - edge, y})
		}
		mid := y + h/2
		p.write(listLeft+numbers, mid, End, ink2, strconv.Itoa(i+1))
		if color, ok := colors[i]; ok {
			p.box(listLeft+numbers+6, mid-keySize/2, keySize, keySize, color)
		}
		p.lines(nameLeft, mid, Start, ink, names[i])
		f.row(p, mid, pt)
		y += h
	}
	p.line(firmLine, heavy, XY{listLeft, y}, XY{width - edge, y})
	return Drawing{width, total, p.marks}
}

func rowHeight(name []string, single float64) float64 {
	return single + float64(max(0, len(name)-1))*lineHeight
}

// farthest is how far, in turns, a number may be moved from its slice: a longer
// leader would cut through the ring.
const farthest = 0.06

// numbers writes each slice's number around the ring, those of thin slices moved
// aside on short leaders. Where too many are crowded, the thinnest go without;
// the list has them all.
func (p *pen) numbers(parts []slice, centre XY) {
	const turn = numberGap / (2 * math.Pi * numberR)
	at, ok := around(parts, turn)
	for !ok {
		parts = withoutThinnest(parts)
		at, ok = around(parts, turn)
	}
	for i, s := range parts {
		if math.Abs(at[i]-s.mid()) > turn/4 || s.sweep() < turn/3 {
			p.line(hairline, ink3, polar(centre, outerR+1.5, s.mid()), polar(centre, numberR-7.5, at[i]))
		}
		q := polar(centre, numberR, at[i])
		p.write(q.X, q.Y, Middle, ink2, strconv.Itoa(s.item+1))
	}
}

// around spreads one mark a slice along the circle, each taking turn of it. The
// circle is cut open in the widest slice, where there is room.
func around(parts []slice, turn float64) (at []float64, ok bool) {
	wide := 0
	for i, s := range parts {
		if s.sweep() > parts[wide].sweep() {
			wide = i
		}
	}
	cut := parts[wide].mid() - turn/2
	n := len(parts)
	ideal, size := make([]float64, n), make([]float64, n)
	for i := range parts {
		m := parts[(wide+i)%n].mid() - cut
		ideal[i], size[i] = m-math.Floor(m), turn
	}
	placed, ok := spread(ideal, size, 0, 1)
	if !ok {
		return nil, false
	}
	for i := range placed {
		if math.Abs(placed[i]-ideal[i]) > farthest {
			return nil, false
		}
	}
	at = make([]float64, n)
	for i, v := range placed {
		s := parts[(wide+i)%n]
		at[(wide+i)%n] = v - ideal[i] + s.mid()
	}
	return at, true
}

func withoutThinnest(parts []slice) []slice {
	thin := 0
	for i, s := range parts {
		if s.sweep() < parts[thin].sweep() {
			thin = i
		}
	}
	return slices.Delete(slices.Clone(parts), thin, thin+1)
}
