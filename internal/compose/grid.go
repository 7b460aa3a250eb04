package compose

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// table sets a canonical table out as the profile's grid.
func (s *setter) table(t *budget.Table, form *profile.Table) (*doc.Table, error) {
	if len(t.Panels) != len(form.Panels) {
		return nil, fmt.Errorf("表 %s 有 %d 栏，模板 %s 要 %d 栏", t.ID, len(t.Panels), s.p.ID, len(form.Panels))
	}
	out := &doc.Table{
		ID: t.ID, Title: t.Title, Label: t.Label, MoneyUnit: t.MoneyUnit, Note: t.Note, Landscape: form.Landscape,
		Left: s.words(s.p.Style.TitleLine), Right: s.unitLine(t.MoneyUnit),
	}
	if len(form.Across) > 0 {
		return out, s.across(out, form)
	}
	var titles [][]string
	for _, p := range form.Panels {
		for _, c := range p.Columns {
			path := s.path(c.Title)
			if len(c.Parts) == 0 {
				titles = append(titles, path)
				out.Columns = append(out.Columns, doc.Column{Key: c.Key, Title: path[len(path)-1], Kind: columnKind(c.Kind), Width: c.Width})
				continue
			}
			for _, part := range c.Parts {
				titles = append(titles, append(slices.Clone(path), part))
				out.Columns = append(out.Columns, doc.Column{Key: c.Key + part, Title: part, Kind: doc.Code, Width: max(c.Width/len(c.Parts), 1)})
			}
		}
	}
	out.Head = head(titles)
	if form.Numbered {
		out.Head = append(out.Head, numbers(len(titles)))
	}
	rows := alignment(t, form)
	where := map[doc.Point]int{} // panel and line → row
	for r, lines := range rows {
		for p, l := range lines {
			if l >= 0 {
				where[doc.Point{Row: p, Col: l}] = r
			}
		}
	}
	for _, lines := range rows {
		out.Rows = append(out.Rows, s.row(t, form, lines, where))
	}
	return out, nil
}

// unitLine says which unit a table is printed in.
func (s *setter) unitLine(u money.Unit) string {
	var b strings.Builder
	for _, n := range s.p.Pattern(s.p.Style.UnitLine) {
		switch {
		case n.Slot != nil && n.Slot.Name == "money_unit":
			b.WriteString(u.String())
		case n.Slot != nil:
			b.WriteString(Builtin(n.Slot.Name, s.p, s.d.Unit))
		}
		b.WriteString(n.Text)
	}
	return b.String()
}

func (s *setter) path(titles []string) []string {
	path := make([]string, len(titles))
	for i, title := range titles {
		path[i] = s.words(title)
	}
	return path
}

func columnKind(kind string) doc.ColumnKind {
	switch kind {
	case "code":
		return doc.Code
	case "amount":
		return doc.Amount
	}
	return doc.Name
}

// head builds header rows from the columns' title paths: equal neighbours merge
// across, a short path reaches down to the lowest row.
func head(titles [][]string) []doc.Row {
	depth := 0
	for _, path := range titles {
		depth = max(depth, len(path))
	}
	rows := make([]doc.Row, depth)
	for level := range rows {
		for c := 0; c < len(titles); {
			path := titles[c]
			if level >= len(path) {
				c++ // covered from above
				continue
			}
			end := c + 1
			for end < len(titles) && level < len(path)-1 && samePath(path, titles[end], level) {
				end++
			}
			cell := doc.Cell{Text: path[level], Scope: doc.ColumnHeader, ColSpan: end - c, RowSpan: 1}
			if level == len(path)-1 {
				cell.RowSpan = depth - level
			}
			rows[level].Cells = append(rows[level].Cells, cell)
			c = end
		}
	}
	return rows
}

// samePath reports whether two columns share the headers down to a level, both
// having a header below it.
func samePath(a, b []string, level int) bool {
	if len(b)-1 <= level {
		return false
	}
	for i := range level + 1 {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// numbers is the row of column numbers that some forms print under the head.
func numbers(n int) doc.Row {
	var r doc.Row
	for i := range n {
		r.Cells = append(r.Cells, doc.Cell{Text: strconv.Itoa(i + 1), Scope: doc.ColumnHeader})
	}
	return r
}

// alignment pairs the lines of a table's panels into rows: bodies from the top,
// feet level with each other at the bottom. A row holds a line index a panel,
// -1 where the panel has nothing there.
func alignment(t *budget.Table, form *profile.Table) [][]int {
	if len(t.Panels) == 1 {
		rows := make([][]int, len(t.Panels[0].Lines))
		for i := range rows {
			rows[i] = []int{i}
		}
		return rows
	}
	left, right := &t.Panels[0], &t.Panels[1]
	lb, rb := bodyLen(left, &form.Panels[0]), bodyLen(right, &form.Panels[1])
	var rows [][]int
	for i := range max(lb, rb) {
		rows = append(rows, []int{within(i, lb), within(i, rb)})
	}
	foot := len(rows)
	for i := lb; i < len(left.Lines); i++ {
		rows = append(rows, []int{i, -1})
	}
	for i := rb; i < len(right.Lines); i++ {
		at := foot + i - rb
		if key := besideOf(&form.Panels[1], right.Lines[i].Key); key != "" {
			for j := lb; j < len(left.Lines); j++ {
				if left.Lines[j].Key == key {
					at = foot + j - lb
				}
			}
		}
		for at >= len(rows) {
			rows = append(rows, []int{-1, -1})
		}
		rows[at][1] = i
	}
	return rows
}

func within(i, n int) int {
	if i < n {
		return i
	}
	return -1
}

// bodyLen is the number of a panel's lines before its foot.
func bodyLen(p *budget.Panel, form *profile.Panel) int {
	for _, b := range form.Rows {
		if b.Foot && len(b.Lines) > 0 {
			for i, l := range p.Lines {
				if l.Key == b.Lines[0].Key {
					return i
				}
			}
		}
	}
	return len(p.Lines)
}

func besideOf(form *profile.Panel, key string) string {
	for _, b := range form.Rows {
		for _, l := range b.Lines {
			if l.Key == key {
				return l.Beside
			}
		}
	}
	return ""
}

// row sets one row over all panels.
func (s *setter) row(t *budget.Table, form *profile.Table, lines []int, where map[doc.Point]int) doc.Row {
	var out doc.Row
	first := 0 // the panel's first column in the grid
	for p := range t.Panels {
		columns := form.Panels[p].Columns
		if l := lines[p]; l >= 0 {
			line := &t.Panels[p].Lines[l]
			out.Total = out.Total || line.Total
			if len(t.Panels) == 1 {
				out.Level = line.Level
			}
			s.cells(&out, t, p, line, columns, first, where)
		} else {
			out.Cells = append(out.Cells, make([]doc.Cell, width(columns))...)
		}
		first += width(columns)
	}
	return out
}

func (s *setter) cells(out *doc.Row, t *budget.Table, p int, line *budget.Line, columns []profile.Column, first int, where map[doc.Point]int) {
	k := 0
	coded := len(columns) > 0 && columns[0].Kind == "code"
	named := false
	for _, c := range columns {
		cell := doc.Cell{Place: line.Ref}
		switch c.Kind {
		case "code":
			cell.Scope = doc.RowHeader
			if line.Code == "" { // a total has no code: its name stands over both columns
				cell.Text, cell.ColSpan, cell.Align, named = line.Name, 1+width(columns[:1]), doc.AlignCentre, true
				break
			}
			parts := codeParts(line.Code, max(len(c.Parts), 1))
			for _, part := range parts[:len(parts)-1] {
				out.Cells = append(out.Cells, doc.Cell{Text: part, Scope: doc.RowHeader, Place: line.Ref})
			}
			cell.Text = parts[len(parts)-1]
		case "name":
			if named {
				continue
			}
			cell.Text = line.Name
			if !coded {
				cell.Scope = doc.RowHeader
			}
		case "second":
			cell.Text = line.Second
		case "amount":
			cell = s.amount(t, p, line, k, first, columns, where)
			k++
		}
		out.Cells = append(out.Cells, cell)
	}
}

func (s *setter) amount(t *budget.Table, p int, line *budget.Line, k, first int, columns []profile.Column, where map[doc.Point]int) doc.Cell {
	panel := &t.Panels[p]
	c := &line.Cells[k]
	n := &doc.Number{
		Exact: c.Exact, Known: c.Known, Printed: c.Printed, Unit: t.MoneyUnit,
		Address: profile.Address{Table: t.ID, Row: line.Key, Column: panel.Columns[k]}.String(),
	}
	if s.d.Rounding == string(Balanced) && c.Printed.Mark == money.Number {
		n.Exact = inFen(c.Printed.Value, t.MoneyUnit)
	}
	for _, id := range c.Sum {
		n.Sum = append(n.Sum, doc.Point{Row: where[doc.Point{Row: p, Col: id.Line}], Col: first + gridColumn(columns, id.Column)})
	}
	return doc.Cell{Text: c.Printed.Text, Amount: n, Place: c.Ref}
}

// inFen is the exact amount that a printed number states.
func inFen(d money.Decimal, u money.Unit) money.Fen {
	step := u.Fen()
	for range d.Scale {
		step /= 10
	}
	return money.Fen(d.Coef * step)
}

// width is the number of columns that a panel's columns are printed as.
func width(columns []profile.Column) int {
	n := 0
	for _, c := range columns {
		n += max(len(c.Parts), 1)
	}
	return n
}

// codeParts cuts a code into what its columns show: the class, then two digits each.
func codeParts(code string, n int) []string {
	out := make([]string, n)
	if n == 1 || len(code) < 3 {
		out[0] = code
		return out
	}
	out[0] = code[:3]
	for i, rest := 1, code[3:]; i < n && rest != ""; i++ {
		end := min(2, len(rest))
		if i == n-1 {
			end = len(rest)
		}
		out[i], rest = rest[:end], rest[end:]
	}
	return out
}

// gridColumn is the place of a panel's k-th amount column among its columns.
func gridColumn(columns []profile.Column, k int) int {
	for i, c := range columns {
		if c.Kind != "amount" {
			continue
		}
		if k == 0 {
			return width(columns[:i])
		}
		k--
	}
	return 0
}
