package pdf

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/place"
)

// builder lays blocks out one after the other.
type builder struct {
	left   map[int]float64 // where lines of running text begin, on pages of a width
	right  map[int]float64 // and where they end
	blocks []doc.Block
	para   *doc.Paragraph // the last block where it is a paragraph that may go on
	tail   paragraph
	open   []*openTable // the last blocks where they are tables that may go on, beside one another
	drawn  map[int]bool // pages with a table of rules both ways
}

// edges is an edge of running text, over all pages of a width.
func edges(pages []*rawPage, text [][]textLine, edge func([]textLine) float64) map[int]float64 {
	all := map[int][]textLine{}
	for i, p := range pages {
		all[int(p.width)] = append(all[int(p.width)], text[i]...)
	}
	out := map[int]float64{}
	for width, list := range all {
		out[width] = edge(list)
	}
	return out
}

// long counts the lines that say where lines end.
func long(text []textLine) int {
	n := 0
	for _, l := range text {
		if len(l.glyphs) > longLine {
			n++
		}
	}
	return n
}

// item is a table, a paragraph or a picture of a page.
type item struct {
	box
	table *table
	para  *paragraph
	image bool
}

func (b *builder) page(p *rawPage, tables []table, text []textLine, charts []box, near beyond) {
	if startsWith(tables, text) {
		near.before = nil
	}
	loose, text := bands(text, p.number, near)
	tables = append(tables, b.bareTables(loose, p.number)...)
	var items []item
	for k := range tables {
		if t := &tables[k]; !t.blank() {
			t.form = t.isForm()
			items = append(items, item{box: t.box, table: t})
		}
	}
	strips := beside(tables, text)
	runs := make([][]textLine, 0, 1)
	for i := range strips {
		var columns [][]textLine
		columns, text = strips[i].apart(text)
		runs = append(runs, columns...)
	}
	for _, run := range append(runs, text) {
		for _, para := range b.paragraphs(p, tables, run, charts) {
			items = append(items, item{box: para.box, para: &para})
		}
	}
	for _, image := range p.images {
		if image.height() > 60 && image.width() > 60 {
			items = append(items, item{box: image, image: true})
		}
	}
	for _, chart := range charts {
		items = append(items, item{box: chart, image: true})
	}
	slices.SortStableFunc(items, func(x, y item) int {
		xy, xc := order(strips, x.box)
		yy, yc := order(strips, y.box)
		return cmp.Or(cmp.Compare(xy, yy), cmp.Compare(xc, yc), cmp.Compare(x.y0, y.y0))
	})
	items = items[b.repeats(items):]
	going, begun := true, b.open // tables that go on from the page before come first
	for i, it := range items {
		switch {
		case it.table != nil:
			going = going && b.addOn(it.table, begun)
			if !going {
				it.table.orphan = it.table.guessed && !it.table.headed
				b.addTable(it.table)
			}
		case it.image:
			going = false
			b.add(doc.Picture{})
		default:
			going = false
			b.addParagraph(it.para, i == 0)
		}
	}
}

// startsWith reports whether a table stands above the text of a page.
func startsWith(tables []table, text []textLine) bool {
	return len(text) > 0 && slices.ContainsFunc(tables, func(t table) bool { return t.y0 < text[0].y0 })
}

// blank reports whether a table holds no text: a frame.
func (t *table) blank() bool {
	return !slices.ContainsFunc(t.cells, func(c cell) bool { return len(c.glyphs) > 0 })
}

// paragraphs flows the text between tables.
func (b *builder) paragraphs(p *rawPage, tables []table, text []textLine, charts []box) []paragraph {
	right := b.right[int(p.width)]
	if long(text) >= 5 {
		right = rightEdge(text)
	}
	left := min(leftEdge(text), b.left[int(p.width)])
	var out []paragraph
	var run []textLine
	flush := func() {
		out = append(out, flow(run, p.number, left, right)...)
		run = nil
	}
	for i, l := range text {
		between := func(y float64) bool { return i > 0 && y > text[i-1].y0 && y < l.y0 }
		if slices.ContainsFunc(tables, func(t table) bool { return between(t.y0) }) || slices.ContainsFunc(charts, func(c box) bool { return between(c.y0) }) {
			flush()
		}
		run = append(run, l)
	}
	flush()
	return out
}

func (b *builder) add(x doc.Block) {
	b.blocks = append(b.blocks, x)
	b.para, b.open = nil, nil
}

// addParagraph adds a paragraph; the first of a page may go on with the last of
// the page before.
func (b *builder) addParagraph(p *paragraph, first bool) {
	if first && b.para != nil && p.page == b.tail.page+1 && goesOn(&b.tail, p) {
		b.para.Text = joined(b.para.Text, p.text)
		b.blocks[len(b.blocks)-1] = *b.para
		b.tail.last, b.tail.page = p.last, p.page
		return
	}
	one := doc.Paragraph{Text: p.text, Place: refOf(p.page, p.box)}
	b.add(one)
	b.para, b.tail = &one, *p
}

// shortOf is how many characters a line that goes on may end before the others at the
// most: what cannot be broken may be as long.
const shortOf = 8

// goesOn reports whether a page begins in the middle of the last page's sentence. A line
// that ends well before the others is a heading; one that begins with a table's number is its
// title.
func goesOn(before, now *paragraph) bool {
	return !numberedTitle.MatchString(now.text) && !nextInList(before.text, now.text) && !strings.ContainsAny(lastRune(before.text), "。；：！？") && before.last.width() > 200 && before.last.x1 > before.right-shortOf*before.last.height() && now.x0 <= before.left+1.2*now.last.height()
}

var numberedTitle = regexp.MustCompile(`^附?表\s*[0-9一二三四五六七八九十]{1,3}.*表(（.*）)?$`)

func lastRune(s string) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) == 0 {
		return ""
	}
	return string(r[len(r)-1])
}

// rows are the table's cells in rows, spans as in HTML.
func (t *table) rows() []doc.Row {
	out := make([]doc.Row, len(t.ys)-1)
	if t.guess != nil {
		t.guess.mixed = t.mixed()
	}
	for r := range out {
		out[r].Place = refOf(t.page, box{t.x0, t.ys[r], t.x1, t.ys[r+1]})
	}
	cells := slices.Clone(t.cells)
	slices.SortStableFunc(cells, func(a, b cell) int { return cmp.Or(cmp.Compare(a.r0, b.r0), cmp.Compare(a.c0, b.c0)) })
	for _, c := range cells {
		one := doc.Cell{Text: cellText(c.glyphs), ColSpan: c.c1 - c.c0, RowSpan: c.r1 - c.r0, Place: refOf(t.page, c.box), Doubt: t.doubt(&c)}
		one.Place.Text = one.Text
		out[c.r0].Cells = append(out[c.r0].Cells, one)
	}
	return out
}

// refOf is a place on a page.
func refOf(page int, b box) place.Ref {
	return place.Ref{Page: page, Box: [4]float64{b.x0, b.y0, b.x1, b.y1}}
}
