package sheets

import (
	"strconv"

	"mingbai/internal/doc"
)

// contents writes the first sheet: whose tables these are, and a link to each.
func (b *book) contents() error {
	p := &pen{b: b, sheet: contentsSheet}
	unit, title := b.d.Meta.Author, b.d.Meta.Title
	for _, block := range b.d.Blocks {
		if c, ok := block.(doc.Cover); ok {
			unit, title = c.Unit, c.Title
		}
	}
	for i, w := range []float64{6, 64, 34, 10} {
		p.width(i+1, w)
	}
	p.across(1, 1, 4, unit, look{heading: true, bold: true, size: titleSize, align: "center", wrap: true})
	p.height(1, 30)
	p.across(2, 1, 4, title, look{size: 12, align: "center", wrap: true})
	p.height(2, 22)
	for i, s := range []string{"序号", "表", "工作表", "金额单位"} {
		p.text(cell(4, i+1), s)
	}
	p.style(cell(4, 1), cell(4, 4), look{heading: true, bold: true, box: true, fill: true, align: "center"})
	row := 5
	list := func(sheet, name, unit string) {
		p.number(cell(row, 1), strconv.Itoa(row-4))
		p.text(cell(row, 2), name)
		p.text(cell(row, 3), sheet)
		p.text(cell(row, 4), unit)
		p.style(cell(row, 1), cell(row, 1), look{box: true, align: "center"})
		p.style(cell(row, 2), cell(row, 2), look{box: true, align: "left", wrap: true})
		p.style(cell(row, 3), cell(row, 3), look{box: true, align: "left", link: true})
		p.style(cell(row, 4), cell(row, 4), look{box: true, align: "center"})
		p.height(row, rowHeight(name, 64))
		at := cell(row, 3)
		p.do(func() error { return b.f.SetCellHyperLink(contentsSheet, at, quoted(sheet)+"A1", "Location") })
		row++
	}
	for _, t := range b.tables {
		list(t.sheet, t.Title, t.MoneyUnit.String())
	}
	list(longSheet, "全部金额，一行一格", "元")
	p.freeze(4, 0)
	p.print(false, 4, 4)
	return p.err
}
