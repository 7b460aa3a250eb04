package compose

import (
	"cmp"
	"fmt"
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// tables computes every table of the profile over a year's data.
func (c *compiler) tables(d dataset) []budget.Table {
	out := make([]budget.Table, 0, len(c.p.Tables))
	for i := range c.p.Tables {
		out = append(out, c.table(&c.p.Tables[i], d))
	}
	return out
}

func (c *compiler) table(t *profile.Table, d dataset) budget.Table {
	out := budget.Table{
		ID: t.ID, Title: c.words(t.Title), Label: c.words(t.Label), MoneyUnit: c.p.Unit(t), Empty: true,
	}
	if host := c.p.Table(t.In); host != nil { // printed within it
		out.Title = c.words(host.Title)
	}
	for i := range t.Panels {
		panel := c.panel(t, &t.Panels[i], d)
		out.Panels = append(out.Panels, panel)
		for _, l := range panel.Lines {
			for _, cell := range l.Cells {
				out.Empty = out.Empty && cell.Printed.Mark == money.Blank
			}
		}
	}
	if out.Empty && hasNote(t) {
		out.Note = c.words(cmp.Or(t.EmptyNote, c.p.Style.EmptyNote))
	}
	return out
}

// hasNote reports whether an empty table carries the statement that it is: the
// two-sided summary tables, which always print their fixed lines, do not.
func hasNote(t *profile.Table) bool {
	for _, p := range t.Panels {
		for _, r := range p.Rows {
			if r.From == "classes" || r.From == "used_classes" {
				return false
			}
		}
	}
	return true
}

func (c *compiler) panel(t *profile.Table, p *profile.Panel, d dataset) budget.Panel {
	data := t.Data
	if p.Data != "" {
		data = p.Data
	}
	if data == "" {
		data = dataFacts
	}
	entries := d[data]
	var from []int
	if t.Requires != "agency_costs" || c.kind.AgencyCosts {
		from = pick(entries, all(entries), t.Where, p.Where)
	}
	rows := c.rows(p, entries, from)
	columns := amounts(p)
	out := budget.Panel{Key: p.Key, Columns: make([]string, len(columns))}
	for i, col := range columns {
		out.Columns[i] = col.Key
	}
	second := slices.ContainsFunc(p.Columns, func(k profile.Column) bool { return k.Kind == "second" })
	for r := range rows {
		line := rows[r].Line
		if !second {
			line.Second = "" // not printed
		}
		line.Cells = make([]budget.Cell, len(columns))
		down := addends(rows, r)
		for k := range columns {
			counted := pick(entries, rows[r].entries, columns[k].Where)
			if c.onCell != nil {
				c.onCell(data, counted)
			}
			line.Cells[k] = c.cell(t, entries, counted)
			line.Cells[k].Sum = sumOf(columns, r, k, down)
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

func amounts(p *profile.Panel) []profile.Column {
	var out []profile.Column
	for _, c := range p.Columns {
		if c.Kind == "amount" {
			out = append(out, c)
		}
	}
	return out
}

// sumOf lists the cells that add up to cell (r, k): those below it in the
// hierarchy where there are any, else those of its row that its column names.
func sumOf(columns []profile.Column, r, k int, down []int) []budget.CellID {
	var out []budget.CellID
	for _, i := range down {
		out = append(out, budget.CellID{Line: i, Column: k})
	}
	if len(down) > 0 {
		return out
	}
	for _, key := range columns[k].Sum {
		for j := range columns {
			if columns[j].Key == key {
				out = append(out, budget.CellID{Line: r, Column: j})
			}
		}
	}
	return out
}

// cell sums entries and prints the sum in the table's unit: blank where it is nothing.
func (c *compiler) cell(t *profile.Table, entries []entry, from []int) budget.Cell {
	var exact money.Fen
	var units int64
	for _, i := range from {
		sum, err := exact.Add(entries[i].amount)
		if err != nil {
			c.overflow = true
		}
		exact, units = sum, units+entries[i].units
	}
	cell := budget.Cell{Exact: exact, Known: true}
	switch {
	case c.balanced && (units != 0 || exact != 0):
		cell.Printed = c.print(money.Decimal{Coef: units, Scale: uint8(c.p.Style.Decimals)})
	case !c.balanced && exact != 0:
		cell.Printed = c.print(money.Round(exact, c.p.Unit(t), c.p.Places(t)))
	}
	return cell
}

// print is a cell that shows d as the form shows amounts.
func (c *compiler) print(d money.Decimal) money.Printed {
	p := money.PrintDecimal(d)
	p.Text = c.shown(d)
	return p
}

// shown is an amount as the form shows it.
func (c *compiler) shown(d money.Decimal) string {
	if c.p.Style.Grouped {
		return d.Grouped()
	}
	return d.String()
}

// at finds a cell by its address; nil where there is none.
func at(tables []budget.Table, a profile.Address) *budget.Cell {
	for i := range tables {
		if tables[i].ID != a.Table {
			continue
		}
		for j := range tables[i].Panels {
			if cell := tables[i].Panels[j].Cell(a.Row, a.Column); cell != nil {
				return cell
			}
		}
	}
	return nil
}

// value is what a cell counts as in sentences: its exact amount, or with
// balanced rounding the amount that is printed.
func (c *compiler) value(cell *budget.Cell) money.Fen {
	if cell == nil {
		return 0
	}
	if c.balanced {
		return money.Fen(cell.Printed.Value.Coef * c.step())
	}
	return cell.Exact
}

// step is the fen of one last place of print.
func (c *compiler) step() int64 {
	s := c.p.Style.MoneyUnit.Fen()
	for range c.p.Style.Decimals {
		s /= 10
	}
	return s
}

// verify holds every cell to the sum that its table claims for it. A difference
// is a fault of the profile (its rows do not cover the facts) or a fact that no
// row of the form takes; either way nothing may be published from it.
func (c *compiler) verify(tables []budget.Table) {
	for i := range tables {
		for j := range tables[i].Panels {
			p := &tables[i].Panels[j]
			for _, l := range p.Lines {
				for k := range l.Cells {
					c.verifyCell(&tables[i], p, &l, k)
				}
			}
		}
	}
}

func (c *compiler) verifyCell(t *budget.Table, p *budget.Panel, l *budget.Line, k int) {
	cell := &l.Cells[k]
	if len(cell.Sum) == 0 {
		return
	}
	var sum money.Fen
	for _, id := range cell.Sum {
		sum += p.Lines[id.Line].Cells[id.Column].Exact
	}
	if sum != cell.Exact {
		a := profile.Address{Table: t.ID, Row: l.Key, Column: p.Columns[k]}
		c.errorf("INPUT-FORM", "账册里有表放不下的数",
			fmt.Sprintf("%s 为 %s 元，它的各项之和为 %s 元，相差 %s 元", a, cell.Exact, sum, cell.Exact-sum),
			"看账册里是否有这张表没有列出的资金来源或科目，或换用列得全的模板", a.Ref())
	}
}
