package pdf

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	pdfium "github.com/klippa-app/go-pdfium"

	"mingbai/internal/doc"
	"mingbai/internal/place"
)

// Result is a document as read: its tree, how many pages it has, and what is
// wrong with some of them, for people.
type Result struct {
	Document *doc.Document
	Pages    int
	Faults   []PageFault
}

// PageFault says why a page could not be read; the others are.
type PageFault struct {
	Page    int
	Message string
}

// Busy is the code of a document that was not looked at, as others are still being
// worked on: it says nothing of the document, which may be read later.
const Busy = "busy"

// Error says why a document cannot be read at all.
type Error struct {
	Code    string // encrypted, damaged, empty, image_only, too_large, unsupported, busy
	Message string
}

// Error is the message.
func (e *Error) Error() string { return e.Message }

// The bounds of a document: its pages, and what is on all of them together.
const (
	maxPages      = 3000
	maxAllGlyphs  = 1_500_000
	maxAllObjects = 1_000_000
)

// Read reads a document. A page that cannot be read is a fault of the result; the
// error, an *Error, is for what keeps all from being read.
func (e *Engine) Read(ctx context.Context, name string, data []byte) (*Result, error) {
	if err := foreign(name, data); err != nil {
		return nil, err
	}
	return patiently(ctx, e, name, func(ctx context.Context) (*Result, error) { return e.readAll(ctx, name, data) })
}

func (e *Engine) readAll(ctx context.Context, name string, data []byte) (*Result, error) {
	s, err := e.open(name, data)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if s.pages > maxPages {
		return nil, &Error{"too_large", fmt.Sprintf("%s 有%d页，最多读%d页；拆成几份再试", name, s.pages, maxPages)}
	}
	res := &Result{Pages: s.pages}
	pages, err := res.read(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := noText(name, pages, res); err != nil {
		return nil, err
	}
	res.Document = assemble(pages)
	return res, nil
}

// read reads the pages, and notes what is wrong with some of them.
func (res *Result) read(ctx context.Context, s *session) (pages []*rawPage, err error) {
	glyphs, objects := 0, 0
	start := time.Now()
	broken := sync.OnceValue(func() bool { return undecoded(s.data) })
	for i := range s.pages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if glyphs > maxAllGlyphs || objects > maxAllObjects {
			res.fault(i, fmt.Sprintf("没有读：文件里的字超过%d万个，或图形超过%d万个；拆成几份再试", maxAllGlyphs/10_000, maxAllObjects/10_000))
			continue
		}
		if time.Since(start) > s.engine.patience.enough {
			res.fault(i, slowPage)
			continue
		}
		var p *rawPage
		before := objects
		err := s.do(func(lib pdfium.Pdfium) (err error) {
			p, objects, err = readPage(lib, s.doc, i, s.tagged, objects)
			return err
		})
		if err != nil {
			res.fault(i, err.Error())
			continue
		}
		glyphs += len(p.glyphs)
		switch {
		case len(p.glyphs) == 0 && len(p.images) > 0:
			res.fault(i, "是图片，没有文字可读")
		case len(p.glyphs) == 0 && objects == before && broken():
			res.fault(i, undecodedPage)
		}
		if p.garbled = garbled(p); p.garbled {
			res.fault(i, "的字体没有写对哪个字是什么字，读出来有错字；用原来的文件重新导出 PDF 再试")
		}
		pages = append(pages, p)
	}
	return pages, nil
}

func (res *Result) fault(index int, message string) {
	res.Faults = append(res.Faults, PageFault{index + 1, message})
}

// noText is the error for a document without a character that could be read.
func noText(name string, pages []*rawPage, res *Result) error {
	images := false
	for _, p := range pages {
		if len(p.glyphs) > 0 {
			return nil
		}
		images = images || len(p.images) > 0
	}
	switch {
	case images:
		return &Error{"image_only", fmt.Sprintf("%s 是扫描的图片，没有文字层；请用原来的电子文件，或先做文字识别再试", name)}
	case len(res.Faults) > 0:
		return &Error{"damaged", fmt.Sprintf("%s 没有一页读得出，第%d页%s", name, res.Faults[0].Page, res.Faults[0].Message)}
	}
	return &Error{"empty", fmt.Sprintf("%s 的%d页里没有字，也没有图；用阅读器打开看看，或重新导出一份再试", name, res.Pages)}
}

// garbled reports whether a page's fonts say of their glyphs that they are other
// characters than they show: letters of foreign scripts among the Chinese ones.
func garbled(p *rawPage) bool {
	odd, all := 0, 0
	for _, g := range p.glyphs {
		switch {
		case han(g.r):
			all++
		case strings.ContainsRune("·×÷°±§²³µ¥\u00a0", g.r), unicode.Is(unicode.Greek, g.r):
		case g.r == unicode.ReplacementChar, unicode.Is(unicode.Co, g.r), g.r >= 0x80 && g.r < 0x250, g.r > unicode.MaxASCII && unicode.IsLetter(g.r):
			odd++
			all++
		}
	}
	return odd >= 6 && odd*25 > all
}

// assemble makes the document of the pages: tables and running text in order,
// heads and feet left out, what a page break parts joined.
func assemble(sheets []*rawPage) *doc.Document {
	pages, at := halves(sheets)
	tables := make([][]table, len(pages))
	text := make([][]textLine, len(pages))
	charts := make([][]box, len(pages))
	heights := make([]float64, len(pages))
	var before *table
	for i, p := range pages {
		near := beyond{before: before}
		if i+1 < len(pages) {
			near.ahead = func() []textLine { return unframed(pages[i+1]) }
		}
		tables[i] = grids(p, near)
		before = nil
		if n := len(tables[i]); n > 0 && tables[i][n-1].guessed {
			before = &tables[i][n-1]
		}
		text[i] = lines(hang(tables[i], fill(tables[i], p.glyphs)))
		text[i], charts[i] = unlabelled(text[i], pictures(p, tables[i]), len(p.figures))
		heights[i] = p.height
		for k := range tables[i] {
			tables[i][k].garbled = p.garbled
			tables[i][k].spill()
			tables[i][k].splitRows()
		}
	}
	repeated := margins(text, heights)
	for i := range pages {
		text[i] = clean(text[i], heights[i], repeated)
	}
	dropTwice(text, heights)
	b := &builder{drawn: drawnPages(pages, tables), right: edges(pages, text, rightEdge), left: edges(pages, text, leftEdge)}
	for i, p := range pages {
		near := beyond{before: b.before(p.number)}
		if i+1 < len(pages) && !startsWith(tables[i+1], text[i+1]) {
			near.ahead = func() []textLine { return text[i+1] }
		}
		b.page(p, tables[i], text[i], charts[i], near)
	}
	out := &doc.Document{Meta: doc.Meta{Lang: "zh-CN"}, Blocks: b.blocks}
	onSheets(out, at)
	asShown(out, sheets)
	return out
}

// dropTwice takes out lines that stand at the foot of a page and again at the
// head of the next: text that overflowed its cell is in the text layer of both
// pages. The copy that stands in a page's upper margin is not seen there.
func dropTwice(text [][]textLine, heights []float64) {
	for i := 0; i+1 < len(text); i++ {
		next := text[i+1]
		if len(next) < 2 {
			continue
		}
		first, second := next[0].text(), next[1].text()
		for k, l := range text[i] {
			if l.y0 < 0.5*heights[i] || len([]rune(first)) <= 12 || l.text() != first || k+1 >= len(text[i]) || text[i][k+1].text() != second {
				continue
			}
			same := sameLines(text[i][k:], next)
			switch {
			case next[0].y0 < 0.03*heights[i+1]:
				text[i+1] = next[same:]
			case same == len(text[i])-k: // else a head that the next page repeats
				text[i] = text[i][:k]
			}
			break
		}
	}
}

// sameLines counts the lines that two lists begin with.
func sameLines(a, b []textLine) int {
	n := 0
	for n < len(a) && n < len(b) && a[n].text() == b[n].text() {
		n++
	}
	return n
}

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

// goesOn reports whether a page begins in the middle of the last page's sentence.
func goesOn(before, now *paragraph) bool {
	return !strings.ContainsAny(lastRune(before.text), "。；：！？") && before.last.width() > 200 && now.x0 <= before.left+1.2*now.last.height()
}

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
