package pdf

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	pdfium "github.com/klippa-app/go-pdfium"

	"mingbai/internal/doc"
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
	res.Faults = append(res.Faults, unsurePages(res.Document)...)
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
// characters than they show: letters of foreign scripts among the Chinese ones, or
// characters that nobody writes.
func garbled(p *rawPage) bool {
	odd, all := 0, 0
	for _, g := range p.glyphs {
		switch {
		case g.r >= 0x3400 && g.r <= 0x4dbf: // the first extension
			odd++
			all++
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
		near := beyond{before: before, under: i > 0 && endsWithTitle(tables[i-1], body(text[i-1], heights[i-1]))}
		if i+1 < len(pages) {
			near.ahead = func() []textLine { return unframed(pages[i+1]) }
		}
		tables[i] = grids(p, near)
		text[i] = lines(hang(tables[i], fill(tables[i], p.glyphs)))
		text[i], charts[i] = unlabelled(text[i], pictures(p, tables[i]), len(p.figures))
		heights[i] = p.height
		for k := range tables[i] {
			tables[i][k].garbled = p.garbled
			tables[i][k].spill()
			tables[i][k].splitRows()
		}
		before = lastOf(tables[i], text[i], before)
	}
	repeated := margins(text, heights)
	for i := range pages {
		text[i] = clean(text[i], heights[i], repeated)
	}
	dropTwice(text, heights)
	b := &builder{drawn: drawnPages(pages, tables), right: edges(pages, text, rightEdge), left: edges(pages, text, leftEdge)}
	for i, p := range pages {
		near := beyond{before: b.before(p.number), under: i > 0 && endsWithTitle(tables[i-1], text[i-1])}
		near.over = i+1 < len(pages) && startsWith(tables[i+1], text[i+1])
		if i+1 < len(pages) && !near.over {
			near.ahead = func() []textLine { return text[i+1] }
		}
		b.page(p, tables[i], text[i], charts[i], near)
	}
	out := &doc.Document{Meta: doc.Meta{Lang: "zh-CN"}, Blocks: besideOneAnother(b.blocks)}
	onSheets(out, at)
	asShown(out, sheets)
	return out
}

// lastOf is the table without vertical rules that may go on on the next page: the last of a
// page, or the one before that where the page may hold nothing but its rows.
func lastOf(tables []table, text []textLine, before *table) *table {
	switch n := len(tables); {
	case n > 0 && tables[n-1].guessed:
		return &tables[n-1]
	case n > 0 || slices.ContainsFunc(text, func(l textLine) bool { return captionLine(&l) || isProse(&l) }):
		return nil
	}
	return before
}

// endsWithTitle reports whether a page ends with what titles a table or states its unit,
// below its last table.
func endsWithTitle(tables []table, text []textLine) bool {
	if len(text) == 0 {
		return false
	}
	last := &text[len(text)-1]
	return titles(last) && !slices.ContainsFunc(tables, func(t table) bool { return t.y1 > last.y1 })
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
