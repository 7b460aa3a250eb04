package ingesttest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Drawn is how tables are drawn on pages by a program that writes PDF itself: the ways
// that such files differ in which nothing of the page's look tells.
type Drawn struct {
	Landscape bool
	Size      float64 // of the text, in points
	Pad       float64 // above and below the text of a cell
	Rules     string  // how rules are drawn: strokes, rects, cells, dashes, short, double, across, three, none
	Runs      string  // how text is: line, glyph, split (an amount in two runs), kern, spaced
	Order     string  // of text on a page: rows, columns, shuffled
	Amounts   string  // where amounts stand in their cells: right, center
	Names     string  // left, center, justify
	High      string  // where text stands in the height of a cell: top, middle, bottom
	Narrow    float64 // how wide columns of names are at most, in characters
	Repeat    bool    // every page begins with the head
	Flow      bool    // tables follow one another on a page
	Twice     string  // text is drawn twice to look bold: "", head, all
	Hidden    string  // text that is not seen: "", white, mode, behind (as a layer of its own over the same places)
	Mark      string  // over or under the tables: "", water, seal
	Frame     bool    // pages have a head, a rule under it, and a number
	Nested    bool    // everything stands in forms
	Turned    string  // "", rotate (the page is turned), side (its content is)
	Scale     float64 // of the coordinates
	Embedded  bool    // the file holds the font, whose characters have numbers of their own
	Runover   bool    // names stand on one line and run out over empty cells
	Varied    Look    // what else is changed of the tables
	Further   Further
}

// NewDrawn is a way by chance.
func NewDrawn(seed uint64) Drawn {
	r := rand.New(rand.NewPCG(seed, 23))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	some := func(n int) bool { return r.IntN(n) == 0 }
	d := Drawn{
		Landscape: some(2), Size: []float64{5.5, 7.5, 9, 10.5}[r.IntN(4)], Pad: 0.5 + float64(r.IntN(8))/2,
		Rules: pick("strokes", "rects", "cells", "dashes", "short", "double", "across", "three", "none"),
		Runs:  pick("line", "line", "glyph", "split", "kern", "spaced"), Order: pick("rows", "columns", "shuffled"),
		Amounts: pick("right", "right", "center"), Names: pick("left", "left", "center", "justify"), High: pick("middle", "middle", "top", "bottom"),
		Narrow: []float64{5, 7, 10, 14, 30}[r.IntN(5)], Repeat: some(2), Flow: some(2), Twice: pick("", "", "", "head", "all"),
		Hidden: pick("", "", "", "white", "mode", "behind"), Mark: pick("", "", "water", "seal"), Frame: some(2), Nested: some(3),
		Turned: pick("", "", "rotate", "side"), Scale: []float64{1, 0.24, 20}[r.IntN(3)], Embedded: some(2),
	}
	d.Runover = d.Rules != "across" && d.Rules != "three" && d.Rules != "none" && some(5)
	if r.IntN(3) == 0 {
		d.Varied = Look{}.Varied(seed)
	}
	return d
}

// The page, in points.
const (
	drawnMargin = 50.0
	drawnLine   = 1.3 // from one line to the next, in sizes, mostly
)

// sheet is the pages as they are drawn.
type sheet struct {
	d       Drawn
	r       *rand.Rand
	w, h    float64
	y       float64
	pages   []string
	rules   []string
	texts   []string
	last    []string     // what is drawn after all other text
	amounts map[int]bool // the columns of amounts
	own     []rune       // the characters of the font that the file holds, by their numbers
}

// PDF draws tables; what they say is in the tables that come back.
func (d Drawn) PDF(seed uint64, tables []*Grid2) ([]byte, []*Grid2) {
	s := &sheet{d: d, r: rand.New(rand.NewPCG(seed, 29)), w: 595, h: 842}
	if d.Landscape {
		s.w, s.h = s.h, s.w
	}
	s.y = drawnMargin
	var said []*Grid2
	for _, g := range tables {
		g = d.Further.further(d.Varied.varied(g))
		said = append(said, g)
		s.table(g)
		if !d.Flow {
			s.endPage()
		}
	}
	if len(s.texts) > 0 {
		s.endPage()
	}
	return d.file(s), said
}

// runeWidth is how wide a character is, in sizes.
func runeWidth(r rune) float64 {
	if r < 0x100 {
		return 0.5
	}
	return 1
}

func textWidth(s string) (w float64) {
	for _, r := range s {
		w += runeWidth(r)
	}
	return w
}

// leading is from one line to the next, in sizes.
func (d Drawn) leading() float64 { return cmp.Or(d.Further.Leading, drawnLine) }

// folded breaks a text into lines no wider than so many sizes; numbers are kept whole.
func folded(s string, wide float64) (out []string) {
	line := ""
	for _, r := range s {
		if line != "" && textWidth(line)+runeWidth(r) > wide && (isName(line) || isName(string(r))) {
			out, line = append(out, line), ""
		}
		line += string(r)
	}
	return append(out, line)
}

func isName(s string) bool { return strings.Trim(s, "0123456789,.-()") != "" }

// widths are the widths of a table's columns in sizes.
func (d Drawn) widths(g *Grid2) []float64 {
	out := make([]float64, g.Width())
	for i := range out {
		out[i] = 2.5
	}
	for _, row := range lay(g.Rows) {
		for _, p := range row {
			w := textWidth(p.Text)
			if max(p.Cols, 1) > 1 {
				continue
			}
			if isName(p.Text) {
				w = min(w, d.Narrow)
			} else if d.Runs == "spaced" {
				w += 0.1 * float64(len(p.Text))
			}
			out[p.at] = max(out[p.at], w+1)
		}
	}
	r := rand.New(rand.NewPCG(uint64(len(g.Rows)), 43))
	for i := range out {
		out[i] *= 1 + d.Further.Slack*r.Float64()
	}
	return out
}

// table draws a table and what stands around it.
func (s *sheet) table(g *Grid2) {
	parts := s.d.Further.parts(g)
	widths := s.d.widths(g)
	all := 0.0
	for _, p := range parts {
		all = max(all, sum(p.of(widths)))
	}
	room := s.w - 2*drawnMargin
	size := min(s.d.Size, room/all)
	heights := make([]float64, len(g.Rows))
	for _, p := range parts {
		for r, h := range s.heights(p.grid, p.borders(widths, room/all), size) {
			heights[r] = max(heights[r], h)
		}
	}
	s.title(g, size, heights)
	top := s.y
	for i, p := range parts {
		if i > 0 {
			s.endPage()
			s.y = top
		}
		s.amounts = p.amounts(g)
		s.overPages(g, p.grid, p.borders(widths, room/all), heights, size)
	}
	for _, n := range g.Notes {
		s.y += size * s.d.leading()
		s.put(drawnMargin, s.y, size, n)
	}
	s.y += 3 * size
}

// overPages draws rows, over pages where they need several.
func (s *sheet) overPages(g *Grid2, grid [][]placed, xs, heights []float64, size float64) {
	draw := func(from, to int) { s.rows(grid, span{from, to, g.Head}, xs, heights, size) }
	for from, first := 0, true; from < len(g.Rows); first = false {
		if !first {
			s.endPage()
			if s.d.Repeat && from >= g.Head {
				draw(0, g.Head)
			}
		}
		to := s.fits(lay(g.Rows), from, heights)
		draw(from, to)
		from = to
	}
}

// title draws a table's title and what stands above it, on a page with room for some rows.
func (s *sheet) title(g *Grid2, size float64, heights []float64) {
	need := 5 * size * s.d.leading()
	for _, h := range heights[:min(len(heights), g.Head+3)] {
		need += h
	}
	if s.y > drawnMargin && s.y+need > s.h-drawnMargin {
		s.endPage()
	}
	big := size * 1.4
	if s.d.Further.Title {
		s.texts = append(s.texts, s.run((s.w-textWidth(g.Title)*big*1.5)/2, s.y+big, big, big/2, g.Title))
	} else {
		s.put((s.w-textWidth(g.Title)*big)/2, s.y+big, big, g.Title)
	}
	s.y += 2 * big
	for _, a := range g.Above {
		s.put(drawnMargin, s.y+size, size, a[0])
		s.put(s.w-drawnMargin-textWidth(a[1])*size, s.y+size, size, a[1])
		s.y += size * 1.6
	}
}

// fits is the row that the next page begins with: where no cell reaches over, if there is
// such a place.
func (s *sheet) fits(grid [][]placed, from int, heights []float64) int {
	y, to := s.y, from
	for to < len(grid) && y+heights[to] <= s.h-drawnMargin {
		y += heights[to]
		to++
	}
	if to == len(grid) {
		return to
	}
	for at := to; at > from+1; at-- {
		if !reaches(grid, at) {
			return at
		}
	}
	return max(to, from+1)
}

// reaches reports whether a cell reaches from above into a row.
func reaches(grid [][]placed, at int) bool {
	for r, row := range grid[:at] {
		for _, p := range row {
			if r+max(p.Rows, 1) > at {
				return true
			}
		}
	}
	return false
}

// heights are how high rows have to be.
func (s *sheet) heights(grid [][]placed, xs []float64, size float64) []float64 {
	out := make([]float64, len(grid))
	for r := range out {
		out[r] = size*s.d.leading() + 2*s.d.Pad + s.d.Further.Tall*size*s.r.Float64()
	}
	for _, several := range []bool{false, true} {
		for r, row := range grid {
			for _, p := range row {
				n := max(p.Rows, 1)
				if (n > 1) != several {
					continue
				}
				have := 0.0
				for _, h := range out[r : r+n] {
					have += h
				}
				lines := float64(len(s.linesOf(p, xs, size)))
				if need := lines*size*s.d.leading() + 2*s.d.Pad; need > have {
					out[r+n-1] += need - have
				}
			}
		}
	}
	return out
}

// headOver is where the head of a column stands as what is below does.
func (s *sheet) headOver(p placed) string {
	if s.amounts[p.at] {
		return s.d.Amounts
	}
	return s.d.Names
}

func (s *sheet) linesOf(p placed, xs []float64, size float64) []string {
	wide := (xs[p.at+max(p.Cols, 1)] - xs[p.at] - 0.6*size) / size
	if s.d.Runover && isName(p.Text) && max(p.Rows, 1) == 1 {
		return []string{p.Text}
	}
	return folded(p.Text, wide)
}

// span is rows of a table that stand on one page; so many of the table's are of its head.
type span struct{ from, to, head int }

// rows draws rows, from the top of what is left of the page.
func (s *sheet) rows(grid [][]placed, rows span, xs, heights []float64, size float64) {
	from, to := rows.from, rows.to
	ys := []float64{s.y}
	for _, h := range heights[from:to] {
		ys = append(ys, ys[len(ys)-1]+h)
	}
	s.stripes(rows, xs, ys)
	s.shut(grid, rows, xs, ys)
	columns := make([][]string, len(xs))
	for r := from; r < to; r++ {
		for i, p := range grid[r] {
			b := box4{xs[p.at], ys[r-from], xs[p.at+max(p.Cols, 1)], ys[min(r-from+max(p.Rows, 1), to-from)]}
			own := size
			if s.d.Runover && isName(p.Text) { // as small as it has to be where what is beside holds something
				room := b.x1
				for _, next := range grid[r][i+1:] {
					if next.Text != "" || next.at != column(xs, room) {
						break
					}
					room = xs[next.at+max(next.Cols, 1)]
				}
				own = min(size, (room-b.x0-0.6*size)/textWidth(p.Text))
			}
			columns[p.at] = append(columns[p.at], s.cell(p, b, xs, own, r < rows.head)...)
		}
		if s.d.Order != "columns" {
			for c := range columns {
				s.texts = append(s.texts, columns[c]...)
				columns[c] = nil
			}
		}
	}
	for _, c := range columns {
		s.texts = append(s.texts, c...)
	}
	if (s.d.Hidden == "white" || s.d.Hidden == "mode") && from >= rows.head {
		s.unseen(grid, from, to, xs, ys, size)
	}
	s.y = ys[len(ys)-1]
}

// column is the number of the border that is at a place.
func column(xs []float64, x float64) int {
	return slices.Index(xs, x)
}

type box4 struct{ x0, y0, x1, y1 float64 }

// cell is the text of a cell; heads stand in the middle.
func (s *sheet) cell(p placed, b box4, xs []float64, size float64, head bool) (out []string) {
	if p.Text == "" {
		return nil
	}
	lines := s.linesOf(p, xs, size)
	high := float64(len(lines)) * size * s.d.leading()
	y := b.y0 + s.d.Pad
	switch {
	case head && s.d.Further.Low:
		y = b.y1 - high - s.d.Pad
	case head || s.d.High == "middle":
		y = (b.y0 + b.y1 - high) / 2
	case s.d.High == "bottom":
		y = b.y1 - high - s.d.Pad
	}
	for i, l := range lines {
		w, gap := textWidth(l)*size, 0.0
		if s.d.Runs == "spaced" && !isName(l) {
			gap = 0.1 * size
			w += gap * float64(len(l)-1)
		}
		x, at := b.x0+0.3*size, s.d.Names
		switch {
		case head:
			if at = "center"; max(p.Cols, 1) == 1 && s.d.Further.Heads != "" {
				at = s.d.Further.Heads
			}
			if at == "amounts" {
				at = s.headOver(p)
			}
		case !isName(l):
			at = s.d.Amounts
		}
		n := len([]rune(l))
		switch {
		case at == "right":
			x = b.x1 - 0.3*size - w
		case at == "center":
			x = (b.x0 + b.x1 - w) / 2
		case at == "justify" && n > 3 && i+1 < len(lines):
			gap = (b.x1 - b.x0 - 0.6*size - w) / float64(n-1)
		}
		out = append(out, s.shown(x, y+float64(i)*size*s.d.leading()+size, size, gap, l)...)
	}
	return out
}

// shown are the runs of a line of text.
func (s *sheet) shown(x, y, size, gap float64, text string) (out []string) {
	runes := []rune(text)
	switch {
	case s.d.Runs == "glyph":
		at := x
		for _, r := range runes {
			out = append(out, s.run(at, y, size, 0, string(r)))
			at += runeWidth(r)*size + gap
		}
	case s.d.Runs == "split" && !isName(text) && len(runes) > 3:
		n := 1 + s.r.IntN(len(runes)-2)
		out = append(out, s.run(x, y, size, gap, string(runes[:n])))
		s.last = append(s.last, s.run(x+textWidth(string(runes[:n]))*size+gap*float64(n), y, size, gap, string(runes[n:])))
	default:
		out = append(out, s.run(x, y, size, gap, text))
	}
	if s.d.Hidden == "behind" {
		s.last = append(s.last, "3 Tr "+s.run(x, y, size, gap, text)+" 0 Tr")
	}
	if s.d.Twice == "all" || s.d.Twice == "head" && isName(text) {
		out = append(out, s.run(x+0.03*size, y, size, gap, text))
	}
	return out
}

// put is a line of text that stands in no cell.
func (s *sheet) put(x, y, size float64, text string) {
	if text != "" {
		s.texts = append(s.texts, s.run(x, y, size, 0, text))
	}
}

// run is a text in the operators of PDF.
func (s *sheet) run(x, y, size, gap float64, text string) string {
	k := s.d.Scale
	head := fmt.Sprintf("BT /F1 %.3f Tf %.3f Tc 1 0 0 -1 %.3f %.3f Tm ", size/k, gap/k, x/k, y/k)
	if s.d.Runs == "kern" && len([]rune(text)) > 2 {
		var b strings.Builder
		for i, r := range []rune(text) {
			if i > 0 {
				b.WriteString(" 0 ")
			}
			b.WriteString(s.hexOf(string(r)))
		}
		return head + "[" + b.String() + "] TJ ET"
	}
	return head + s.hexOf(text) + " Tj ET"
}

// hexOf is a text in the numbers of the font's characters.
func (s *sheet) hexOf(text string) string {
	var b strings.Builder
	b.WriteByte('<')
	for _, r := range text {
		if s.d.Embedded {
			n := slices.Index(s.own, r)
			if n < 0 {
				n = len(s.own)
				s.own = append(s.own, r)
			}
			r = rune(n + 1)
		}
		fmt.Fprintf(&b, "%04X", r)
	}
	return b.String() + ">"
}

// unseen draws zeros in empty cells that are not seen.
func (s *sheet) unseen(grid [][]placed, from, to int, xs, ys []float64, size float64) {
	before, after := "1 1 1 rg ", " 0 g"
	if s.d.Hidden == "mode" {
		before, after = "3 Tr ", " 0 Tr"
	}
	for r := from; r < to; r++ {
		for _, p := range grid[r] {
			if p.Text == "" && p.at > 2 {
				s.last = append(s.last, before+s.run(xs[p.at+1]-2.3*size, ys[r-from]+size+s.d.Pad, size, 0, "0.00")+after)
			}
		}
	}
}

// stripes shades every other row.
func (s *sheet) stripes(rows span, xs, ys []float64) {
	if !s.d.Further.Stripes {
		return
	}
	k := s.d.Scale
	for r := rows.from; r < rows.to; r++ {
		if r%2 == 1 {
			s.rules = append(s.rules, fmt.Sprintf("0.9 g %.3f %.3f %.3f %.3f re f 0 g", xs[0]/k, ys[r-rows.from]/k, (xs[len(xs)-1]-xs[0])/k, (ys[r-rows.from+1]-ys[r-rows.from])/k))
		}
	}
}

// shut draws the rules around the cells of rows.
func (s *sheet) shut(grid [][]placed, rows span, xs, ys []float64) {
	from, to := rows.from, rows.to
	left, right := xs[0], xs[len(xs)-1]
	switch s.d.Rules {
	case "none":
		return
	case "three":
		s.across(ys[0], left, right)
		if from == 0 && to >= rows.head {
			s.across(ys[rows.head], left, right)
		}
		s.across(ys[len(ys)-1], left, right)
		return
	}
	for r := from; r < len(grid) && r < to; r++ {
		for _, p := range grid[r] {
			b := box4{xs[p.at], ys[r-from], xs[p.at+max(p.Cols, 1)], ys[min(r-from+max(p.Rows, 1), to-from)]}
			if s.d.Rules == "cells" {
				k := s.d.Scale
				s.rules = append(s.rules, fmt.Sprintf("%.3f %.3f %.3f %.3f re S", b.x0/k, b.y0/k, (b.x1-b.x0)/k, (b.y1-b.y0)/k))
				continue
			}
			s.across(b.y0, b.x0, b.x1)
			s.across(b.y1, b.x0, b.x1)
			if s.d.Rules != "across" {
				s.down(b.x0, b.y0, b.y1)
				s.down(b.x1, b.y0, b.y1)
			}
		}
	}
}

func (s *sheet) across(y, x0, x1 float64) { s.rule(x0, y, x1, y) }
func (s *sheet) down(x, y0, y1 float64)   { s.rule(x, y0, x, y1) }

// rule draws one rule, as the program does.
func (s *sheet) rule(x0, y0, x1, y1 float64) {
	k := s.d.Scale
	dx, dy := 0.0, 0.0
	if y0 == y1 {
		dx = 1
	} else {
		dy = 1
	}
	line := func(x0, y0, x1, y1 float64) {
		s.rules = append(s.rules, fmt.Sprintf("%.3f %.3f m %.3f %.3f l S", x0/k, y0/k, x1/k, y1/k))
	}
	switch s.d.Rules {
	case "rects":
		s.rules = append(s.rules, fmt.Sprintf("%.3f %.3f %.3f %.3f re f", x0/k, y0/k, (x1-x0+0.5*dy)/k, (y1-y0+0.5*dx)/k))
	case "dashes":
		for at := 0.0; at < x1-x0+y1-y0; at += 4 {
			end := min(at+2.4, x1-x0+y1-y0)
			line(x0+at*dx, y0+at*dy, x0+end*dx, y0+end*dy)
		}
	case "short": // rules do not quite meet
		line(x0+0.9*dx, y0+0.9*dy, x1-0.9*dx, y1-0.9*dy)
	case "dots":
		for at := 0.0; at < x1-x0+y1-y0; at += 1.5 {
			line(x0+at*dx, y0+at*dy, x0+(at+0.5)*dx, y0+(at+0.5)*dy)
		}
	case "double":
		line(x0, y0, x1, y1)
		line(x0+1.4*dy, y0+1.4*dx, x1+1.4*dy, y1+1.4*dx)
	default:
		line(x0, y0, x1, y1)
	}
}

// endPage puts the page together.
func (s *sheet) endPage() {
	d, k := s.d, s.d.Scale
	if d.Order == "shuffled" {
		s.r.Shuffle(len(s.texts), func(i, j int) { s.texts[i], s.texts[j] = s.texts[j], s.texts[i] })
	}
	if d.Frame {
		s.put(drawnMargin, 32, 9, "部门预算公开文本")
		s.rules = append(s.rules, fmt.Sprintf("%.3f %.3f m %.3f %.3f l S", drawnMargin/k, 36/k, (s.w-drawnMargin)/k, 36/k))
		s.put(s.w/2-10, s.h-22, 9, fmt.Sprintf("— %d —", len(s.pages)+1))
	}
	under, over := "", ""
	switch d.Mark {
	case "water":
		under = fmt.Sprintf("0.85 g BT /F1 %.3f Tf 0.7 -0.7 -0.7 -0.7 %.3f %.3f Tm %s Tj ET 0 g", 60/k, 0.3*s.w/k, 0.75*s.h/k, s.hexOf("财政局公开"))
	case "seal":
		over = circle(0.6*s.w/k, 0.4*s.h/k, 55/k)
	}
	s.pages = append(s.pages, strings.Join(slices.Concat([]string{fmt.Sprintf("%.3f w", 0.5/k), under}, s.rules, s.texts, s.last, []string{over}), "\n"))
	s.rules, s.texts, s.last = nil, nil, nil
	s.y = drawnMargin
}

// circle is the rim of a seal.
func circle(x, y, r float64) string {
	c := 0.5523 * r
	return fmt.Sprintf("1 0 0 RG %.3f %.3f m %.3f %.3f %.3f %.3f %.3f %.3f c %.3f %.3f %.3f %.3f %.3f %.3f c %.3f %.3f %.3f %.3f %.3f %.3f c %.3f %.3f %.3f %.3f %.3f %.3f c S 0 G",
		x+r, y, x+r, y+c, x+c, y+r, x, y+r, x-c, y+r, x-r, y+c, x-r, y, x-r, y-c, x-c, y-r, x, y-r, x+c, y-r, x+r, y-c, x+r, y)
}
