package sheets

import (
	"fmt"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// long writes the last sheet: every amount that is printed or not zero, a row
// each, with where it stands.
func (b *book) long() error {
	p := &pen{b: b, sheet: longSheet}
	heads := []string{"表", "行编码", "行名称", "列", "金额（元）", "打印值", "单位", "地址"}
	for i, w := range []float64{34, 11, 36, 24, 16, 14, 7, 44} {
		p.width(i+1, w)
		p.text(cell(1, i+1), heads[i])
	}
	p.style(cell(1, 1), cell(1, len(heads)), look{heading: true, bold: true, box: true, fill: true, align: "center"})
	row := 2
	for _, t := range b.tables {
		for _, slots := range doc.Grid(t.Rows) {
			for _, s := range slots {
				if n := s.Cell.Amount; n != nil && (n.Printed.Mark != money.Blank || n.Known && n.Exact != 0) {
					p.longRow(row, t, slots, s)
					row++
				}
			}
		}
	}
	p.freeze(1, 0)
	if row > 2 {
		p.do(func() error { return b.f.AutoFilter(longSheet, fmt.Sprintf("A1:%s", cell(row-1, len(heads))), nil) })
	}
	p.print(true, 1, 1)
	return p.err
}

func (p *pen) longRow(row int, t table, slots []doc.Slot, s doc.Slot) {
	n := s.Cell.Amount
	code, name := named(t.Table, slots, s)
	column := ""
	if s.Col < len(t.Columns) && !t.Form {
		column = t.Columns[s.Col].Title
	}
	for i, v := range []string{t.sheet, code, name, column, "", "", n.Unit.String(), n.Address} {
		p.text(cell(row, i+1), v)
	}
	p.style(cell(row, 1), cell(row, 4), look{align: "left", format: "@"})
	p.style(cell(row, 7), cell(row, 8), look{align: "left"})
	if n.Known {
		exact := money.ExactIn(n.Exact, money.Yuan, 0)
		p.number(cell(row, 5), exact.String())
		p.style(cell(row, 5), cell(row, 5), look{align: "right", format: "#,##0.00"})
	}
	printed := look{align: "right"}
	if n.Printed.Mark == money.Number {
		p.number(cell(row, 6), n.Printed.Value.String())
		printed.format = format(n.Printed)
	} else {
		p.text(cell(row, 6), strings.TrimSpace(n.Printed.Text))
	}
	p.style(cell(row, 6), cell(row, 6), printed)
}

// named is the code and the name of an amount's row: the nearest of each at its
// left, not beyond another amount than those of its own side.
func named(t *doc.Table, slots []doc.Slot, at doc.Slot) (code, name string) {
	seen := false // a name or code was met: an amount further left is another side's
	for i := len(slots) - 1; i >= 0; i-- {
		s := slots[i]
		if s.Col >= at.Col {
			continue
		}
		if s.Cell.Amount != nil {
			if seen {
				break
			}
			continue
		}
		seen = true
		cols, _ := s.Cell.Spans()
		if cols == 1 && s.Col < len(t.Columns) && t.Columns[s.Col].Kind == doc.Code {
			code = s.Cell.Text
		} else if name == "" || s.Cell.Scope == doc.RowHeader && !t.Form {
			name = s.Cell.Text
		}
	}
	return code, name
}
