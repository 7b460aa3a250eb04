package pdf

import (
	"testing"
	"time"

	"mingbai/internal/doc"
)

// FuzzAssemble puts pages together that are made of bytes: words, rules, shading and
// whole grids anywhere. Whatever stands on them, a glyph that is in a table is in one
// cell of it, no glyph is lost or doubled, and it takes no long time.
func FuzzAssemble(f *testing.F) {
	grid := []byte{'g', 20, 30, 43}
	row := []byte{'w', 21, 31, 0, 'w', 21, 40, 9, 'w', 21, 50, 12, 'w', 24, 31, 3, 'w', 24, 40, 10, 'w', 24, 52, 10}
	f.Add(append(grid, row...))
	f.Add(row)
	f.Add(append(append([]byte{'s', 12, 'w', 8, 60, 21, 'w', 12, 80, 7}, grid...), row...))
	f.Add(append(append(append(grid, row...), 'p', 1), append(grid, row...)...))
	f.Add([]byte{'a', 20, 30, 80, 'a', 24, 30, 80, 'a', 90, 30, 80, 'w', 22, 40, 1, 'w', 22, 80, 2, 'w', 30, 40, 10, 'w', 30, 80, 11, 'w', 40, 40, 12, 'w', 40, 80, 13})
	f.Add([]byte{'b', 20, 30, 33, 'b', 20, 64, 33, 'b', 40, 30, 33, 'w', 22, 31, 1, 'w', 22, 66, 10, 'i', 60, 30, 80, 'r', 1, 'f', 60, 30, 80})
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		keeps(t, pagesOf(data))
		whole(t, assemble(pagesOf(data)))
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

// The bounds of what is made of bytes.
const (
	mostMade  = 600 // things
	mostPages = 6
)

// printedWords are what stands on pages of budgets, and what looks like it.
var printedWords = []string{
	"一、一般公共预算拨款收入", "项目", "金额", "合计", "2010301", "行政运行", "单位：万元", "2023年部门收支总表", "收入", "1,234.56", "0.00", "-12.30", "(45.00)",
	"1234.567890", "12", "—", "类", "款", "表1", "其中：", "。", "本单位2023年收支总预算为1234.56万元，比上年增加12.30万元。", "- 3 -", "第3页", "…………12", "A b", "（续表）", "部门收支总表 单位收支总表", "机关工资福利支出（按经济分类细目填列）",
}

// pagesOf makes pages of bytes, four for each thing: what it is, where, and how large
// or which.
func pagesOf(data []byte) []*rawPage {
	p := &rawPage{number: 1, width: 595, height: 842}
	out := []*rawPage{p}
	size := 10.0
	for n := 0; len(data) >= 2 && n < mostMade; n++ {
		kind, a := data[0], data[1]
		switch kind {
		case 'p':
			if len(out) == mostPages {
				return inOrderAll(out)
			}
			p = &rawPage{number: len(out) + 1, width: 595, height: 842}
			if a%2 == 0 {
				p.width, p.height = p.height, p.width
			}
			out = append(out, p)
			data = data[2:]
			continue
		case 's':
			size = 3 + float64(a%40)
			data = data[2:]
			continue
		case 'r':
			p.turned = int(a % 4)
			data = data[2:]
			continue
		}
		if len(data) < 4 {
			break
		}
		y, x, last := float64(a)*4, float64(data[2])*4, data[3]
		p.put(kind, x, y, size, last)
		data = data[4:]
	}
	return inOrderAll(out)
}

func inOrderAll(pages []*rawPage) []*rawPage {
	for _, p := range pages {
		inOrder(p.across)
		inOrder(p.down)
	}
	return pages
}

// put puts one thing on a page.
func (p *rawPage) put(kind byte, x, y, size float64, last byte) {
	long := float64(last) * 4
	here := box{x, y, x + long, y + float64(last%16)*6}
	switch kind {
	case 'a':
		p.across = append(p.across, rule{y, x, x + long})
	case 'd':
		p.down = append(p.down, rule{x, y, y + long})
	case 'b':
		p.shapes = append(p.shapes, shape{box: box{x, y, x + long, y + 2*size}})
	case 'i':
		p.images = append(p.images, here)
	case 'f':
		p.figures = append(p.figures, here)
	case 'g':
		rows, columns := 1+int(last%16), 1+int(last/16)
		for r := range rows + 1 {
			p.across = append(p.across, rule{y + float64(r)*2*size, x, x + float64(columns)*6*size})
		}
		for c := range columns + 1 {
			p.down = append(p.down, rule{x + float64(c)*6*size, y, y + float64(rows)*2*size})
		}
	default:
		p.say(x, y, size, printedWords[int(last)%len(printedWords)])
	}
}

// say puts a text on a page, from its top left on.
func (p *rawPage) say(x, y, size float64, text string) {
	for _, r := range text {
		wide := size
		if r < 0x2000 {
			wide = size / 2
		}
		if r != ' ' {
			p.glyphs = append(p.glyphs, glyph{r: r, box: box{x, y, x + wide, y + size}})
		}
		x += wide
	}
}

// rule puts the rules of a grid on a page.
func (p *rawPage) rule(xs, ys []float64) {
	for _, y := range ys {
		p.across = append(p.across, rule{y, xs[0], xs[len(xs)-1]})
	}
	for _, x := range xs {
		p.down = append(p.down, rule{x, ys[0], ys[len(ys)-1]})
	}
}

// keeps checks that tables and text together hold every glyph of a page once, and that
// the cells of a table cover each place of it once.
func keeps(t *testing.T, pages []*rawPage) {
	t.Helper()
	var before *table
	for _, p := range pages {
		count := map[glyph]int{}
		for _, g := range p.glyphs {
			count[g]++
		}
		tables := grids(p, beyond{before: before})
		rest := lines(fill(tables, p.glyphs))
		for k := range tables {
			tables[k].spill()
			tables[k].splitRows()
		}
		loose, rest := bands(rest, p.number, beyond{before: before})
		for _, tab := range append(tables, loose...) {
			covers(t, &tab)
			for _, c := range tab.cells {
				for _, g := range c.glyphs {
					count[g]--
				}
			}
		}
		for _, g := range glyphsOf(rest) {
			count[g]--
		}
		for g, n := range count {
			if n != 0 {
				t.Errorf("page %d: %q at %v stands %d times less than it should", p.number, g.r, g.box, n)
			}
		}
		before = nil
		if n := len(tables); n > 0 && tables[n-1].guessed {
			before = &tables[n-1]
		}
	}
}

func covers(t *testing.T, tab *table) {
	t.Helper()
	rows, columns := len(tab.ys)-1, len(tab.xs)-1
	held := make([]int, rows*columns)
	for _, c := range tab.cells {
		if c.r0 < 0 || c.c0 < 0 || c.r0 >= c.r1 || c.c0 >= c.c1 || c.r1 > rows || c.c1 > columns {
			t.Fatalf("cell %d-%d, %d-%d in %d rows and %d columns", c.r0, c.r1, c.c0, c.c1, rows, columns)
		}
		for r := c.r0; r < c.r1; r++ {
			for k := c.c0; k < c.c1; k++ {
				held[r*columns+k]++
			}
		}
	}
	for i, n := range held {
		if n != 1 {
			t.Errorf("row %d column %d of %d × %d stands in %d cells", i/columns, i%columns, rows, columns, n)
		}
	}
}

// whole checks that every cell and paragraph of a document has its place.
func whole(t *testing.T, d *doc.Document) {
	t.Helper()
	for _, b := range d.Blocks {
		switch x := b.(type) {
		case doc.Paragraph:
			if x.Text == "" || x.Place.Page == 0 {
				t.Errorf("paragraph %q on page %d", x.Text, x.Place.Page)
			}
		case *doc.Table:
			for _, r := range x.Rows {
				for _, c := range r.Cells {
					if c.Place.Page == 0 || c.ColSpan < 1 || c.RowSpan < 1 {
						t.Errorf("cell %q: page %d, spans %d × %d", c.Text, c.Place.Page, c.ColSpan, c.RowSpan)
					}
				}
			}
		}
	}
}
