package manuscript

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// What stands in the places that a cell reaches over, and after an exact amount that
// is printed otherwise than the table's others.
const (
	fromLeft  = "←"
	fromAbove = "↑"
	printedAs = "元 印作 "
)

// sheetOf writes a table's grid as CSV, and tells what stands around it.
func sheetOf(t *doc.Table) (around, []byte, error) {
	a := around{Title: t.Title, Label: t.Label, Left: t.Left, Right: t.Right, Note: t.Note, Head: len(t.Head), Form: t.Form, Wide: t.Landscape}
	for _, c := range t.Columns {
		a.Widths = append(a.Widths, c.Width)
	}
	if unit, ok := unitOf(t); ok {
		a.Unit, a.Sample = unit.String(), sampleOf(t)
	}
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	rows := slices.Concat(t.Head, t.Rows)
	for _, r := range spread(rows, len(t.Columns), a) {
		if err := w.Write(r); err != nil {
			return a, nil, err
		}
	}
	w.Flush()
	return a, b.Bytes(), w.Error()
}

// spread lays cells out over the full grid, with marks where they reach over others.
func spread(rows []doc.Row, width int, a around) [][]string {
	out := make([][]string, len(rows))
	for i := range out {
		out[i] = make([]string, width)
	}
	for _, slots := range doc.Grid(rows) {
		for _, s := range slots {
			w, h := s.Cell.Spans()
			for y := s.Row; y < min(s.Row+h, len(rows)); y++ {
				for x := s.Col; x < min(s.Col+w, width); x++ {
					switch {
					case y == s.Row && x == s.Col:
						out[y][x] = written(s.Cell, a)
					case y == s.Row:
						out[y][x] = fromLeft
					default:
						out[y][x] = fromAbove
					}
				}
			}
		}
	}
	return out
}

// written is a cell as the sheet has it: an amount exact, other text as it is.
func written(c *doc.Cell, a around) string {
	n := c.Amount
	if n == nil || !n.Known {
		text := strings.TrimSpace(c.Text)
		if text == fromLeft || text == fromAbove || strings.HasPrefix(text, `\`) || isAmount(text) {
			return `\` + text
		}
		return text
	}
	out := n.Exact.String()
	if show(n.Exact, n.Unit, a.Sample) == n.Printed.Text {
		return out + "元"
	}
	return out + printedAs + n.Printed.Text
}

func isAmount(s string) bool {
	amount, _, ok := cutAmount(s)
	_, err := money.ParseYuan(amount)
	return ok && err == nil
}

// cutAmount takes an exact amount and how it is printed apart.
func cutAmount(s string) (amount, like string, ok bool) {
	if amount, like, ok = strings.Cut(s, printedAs); ok {
		return amount, like, true
	}
	amount, ok = strings.CutSuffix(s, "元")
	return amount, "", ok
}

// sampleOf is the print that most amounts of a table are like.
func sampleOf(t *doc.Table) string {
	count, best := map[string]int{}, ""
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c.Amount == nil || c.Amount.Printed.Value.IsZero() {
				continue
			}
			s := shapeOf(c.Amount.Printed.Text)
			if count[s]++; count[s] > count[best] {
				best = s
			}
		}
	}
	return best
}

// shapeOf is how a number is printed: 1,234.00 or 1234.
func shapeOf(text string) string {
	p, err := money.ParsePrinted(text)
	if err != nil || p.Mark != money.Number {
		return ""
	}
	shape := "1234"
	if withCommas(p) {
		shape = "1,234"
	}
	if p.Value.Scale > 0 {
		shape += "." + strings.Repeat("0", int(p.Value.Scale))
	}
	return shape
}

// withCommas reports whether an amount is printed with commas, or is too small to show it.
func withCommas(p money.Printed) bool {
	return strings.ContainsAny(p.Text, ",，") || p.Value.Abs().Cmp(money.Decimal{Coef: 1000}) < 0
}

// show prints an exact amount like another.
func show(f money.Fen, u money.Unit, like string) string {
	p, err := money.ParsePrinted(like)
	if err != nil || p.Mark != money.Number {
		return money.ExactIn(f, u, 0).String()
	}
	d := money.Round(f, u, int(p.Value.Scale))
	text := d.String()
	if withCommas(p) {
		text = d.Grouped()
	}
	if strings.ContainsAny(like, "(（") && d.Sign() < 0 {
		return "(" + strings.TrimPrefix(text, "-") + ")"
	}
	return text
}

// readSheet reads a table's grid; unit and sample say how amounts are printed.
func readSheet(a around, data string) (*doc.Table, error) {
	r := csv.NewReader(strings.NewReader(data))
	r.FieldsPerRecord = -1
	grid, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s：%w", a.File, err)
	}
	unit := money.Yuan
	if a.Unit != "" {
		if unit, err = money.ParseUnit(a.Unit); err != nil {
			return nil, fmt.Errorf("%s：%s 里的 money_unit：%w", a.File, InfoFile, err)
		}
	}
	t := &doc.Table{Title: a.Title, Label: a.Label, Left: a.Left, Right: a.Right, Note: a.Note, MoneyUnit: unit, Form: a.Form, Landscape: a.Wide}
	for _, w := range a.Widths {
		t.Columns = append(t.Columns, doc.Column{Kind: doc.Name, Width: w})
	}
	g := reader{grid: grid, around: a, unit: unit}
	rows, err := g.rows(t)
	if err != nil {
		return nil, err
	}
	head := min(max(a.Head, 0), len(rows))
	t.Head, t.Rows = rows[:head:head], rows[head:]
	return t, nil
}

// reader makes rows of cells of a grid of texts.
type reader struct {
	grid   [][]string
	around around
	unit   money.Unit
}

func (g *reader) at(y, x int) string {
	if y >= len(g.grid) || x >= len(g.grid[y]) {
		return ""
	}
	return strings.TrimSpace(g.grid[y][x])
}

func (g *reader) rows(t *doc.Table) ([]doc.Row, error) {
	out := make([]doc.Row, len(g.grid))
	for y := range g.grid {
		for x := 0; x < max(len(t.Columns), len(g.grid[y])); x++ {
			text := g.at(y, x)
			if text == fromLeft || text == fromAbove {
				continue
			}
			c := doc.Cell{ColSpan: 1, RowSpan: 1}
			for g.at(y, x+c.ColSpan) == fromLeft {
				c.ColSpan++
			}
			for g.at(y+c.RowSpan, x) == fromAbove {
				c.RowSpan++
			}
			if err := g.cell(&c, text, y, x); err != nil {
				return nil, err
			}
			if c.Amount != nil && x < len(t.Columns) && c.ColSpan == 1 {
				t.Columns[x].Kind = doc.Amount
			}
			out[y].Cells = append(out[y].Cells, c)
		}
	}
	return out, nil
}

// cell reads a cell's text: an amount in 元, or what it says.
func (g *reader) cell(c *doc.Cell, text string, y, x int) error {
	if rest, ok := strings.CutPrefix(text, `\`); ok {
		c.Text = rest
		return nil
	}
	amount, like, ok := cutAmount(text)
	if !ok || g.around.Unit == "" {
		c.Text = text
		return nil
	}
	fen, err := money.ParseYuan(amount)
	if err != nil {
		c.Text = text // 100元, said in words
		return nil
	}
	c.Text = show(fen, g.unit, g.around.Sample)
	if like != "" {
		c.Text = showLike(fen, g.unit, like)
	}
	p, err := money.ParsePrinted(c.Text)
	if err != nil {
		return fmt.Errorf("%s 第 %d 行第 %d 列：“%s”印不出来", g.around.File, y+1, x+1, text)
	}
	c.Amount = &doc.Number{Exact: fen, Known: true, Printed: p, Unit: g.unit}
	return nil
}

// showLike prints an amount as it was printed before where it is still the same, else
// like that.
func showLike(f money.Fen, u money.Unit, like string) string {
	p, err := money.ParsePrinted(like)
	if err == nil && p.Mark == money.Number && money.Round(f, u, int(p.Value.Scale)).Cmp(p.Value) == 0 {
		return like
	}
	return show(f, u, like)
}
