package sheet

import (
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
	"mingbai/internal/place"
)

// blocks is what a sheet comes to: its lines and its tables in order.
func (b *Book) blocks(g *grid) []doc.Block {
	if g.repeats() {
		return nil
	}
	if cover, ok := g.cover(); ok {
		return []doc.Block{cover}
	}
	var out []doc.Block
	for from := 0; from < len(g.rows); {
		to := from + 1
		for to < len(g.rows) && !g.gaps[to] {
			to++
		}
		out = append(out, b.run(g, from, to)...)
		from = to
	}
	return out
}

// The heads of the sheets that our own workbooks have besides the tables.
var (
	listHead = []string{"序号", "表", "工作表", "金额单位"}
	longHead = []string{"表", "行编码", "行名称", "列", "金额（元）", "打印值", "单位", "地址"}
)

// repeats reports whether a sheet is the one on which our workbooks say every
// amount once more.
func (g *grid) repeats() bool {
	return len(g.rows) > 0 && slices.Equal(g.texts(0), longHead)
}

// cover reads the sheet on which our workbooks say whose they are and list the
// tables.
func (g *grid) cover() (doc.Cover, bool) {
	if len(g.rows) < 3 || !slices.Equal(g.texts(2), listHead) || len(g.texts(0)) != 1 || len(g.texts(1)) != 1 {
		return doc.Cover{}, false
	}
	return doc.Cover{Unit: g.texts(0)[0], Title: g.texts(1)[0]}, true
}

func (g *grid) texts(row int) (out []string) {
	for i := range g.rows[row] {
		if t := g.rows[row][i].Text; t != "" {
			out = append(out, t)
		}
	}
	return out
}

// row is what tells a line from a row of a table.
type row struct {
	texts int
	first *Cell // the first with text
	boxed bool
	wide  bool // its only text is merged over most of the columns
	unit  bool // gives the unit of money, as lines above tables do
	note  bool // its only text begins as a note
	count bool // ends with a number
}

func (g *grid) look(i int) row {
	var r row
	last := ""
	for k := range g.rows[i] {
		c := &g.rows[i][k]
		r.boxed = r.boxed || c.Boxed
		if c.Text == "" {
			continue
		}
		if r.texts++; r.texts == 1 {
			r.first = c
			r.wide = c.cols > 1 && 3*c.cols >= 2*len(g.columns) || len(g.columns) == 1
		}
		r.unit = r.unit || isUnit(c.Text)
		last = c.Text
	}
	r.count = last != "" && strings.Trim(last, "0123456789,.-%") == ""
	r.wide = r.wide && r.texts == 1
	r.note = r.texts == 1 && isNote(r.first.Text)
	return r
}

// isUnit reports whether a text gives a unit of money: 单位：万元, 金额单位:元.
func isUnit(s string) bool {
	i := strings.LastIndex(s, "单位")
	if i < 0 || len(s)-i > 40 || headed(s[:i]) {
		return false
	}
	rest := strings.Trim(s[i+len("单位"):], " 　：:（）()人民币")
	return rest == "元" || rest == "万元" || rest == "亿元" || rest == "千元"
}

// headed reports whether what stands before a unit of money is the title of a column,
// behind which the unit is in brackets or in a line of its own: 支出（单位：万元）.
func headed(before string) bool {
	title := strings.TrimRight(before, "金额（(")
	if above, ok := strings.CutSuffix(title, "\n"); ok {
		return above != "" && !strings.HasSuffix(above, "表") && !strings.ContainsAny(above, "：:")
	}
	return title != "" && !strings.HasSuffix(title, "表") && strings.ContainsAny(before[len(title):], "（(")
}

func isNote(s string) bool {
	for _, start := range []string{"注", "备注", "说明", "附"} {
		if rest, ok := strings.CutPrefix(s, start); ok {
			rest = strings.TrimLeft(rest, " 　")
			return strings.HasPrefix(rest, "：") || strings.HasPrefix(rest, ":") || utf8.RuneCountInString(rest) > 20
		}
	}
	return false
}

// run reads rows between which nothing blank lies.
func (b *Book) run(g *grid, from, to int) []doc.Block {
	rows := make([]row, to-from)
	boxed := false
	for i := range rows {
		rows[i] = g.look(from + i)
		boxed = boxed || rows[i].boxed
	}
	lines := make([]bool, len(rows))
	if boxed {
		boxedLines(rows, lines)
	} else {
		bareLines(rows, lines)
	}
	var out []doc.Block
	for i := 0; i < len(rows); {
		if lines[i] {
			out = append(out, b.line(g, from+i)...)
			i++
			continue
		}
		end := i + 1
		for end < len(rows) && !lines[end] {
			end++
		}
		out = append(out, b.table(g, from+i, from+end))
		i = end
	}
	return out
}

// boxedLines tells lines from rows where tables are boxed: a row without a box is
// a line unless it holds numbers or many texts; a boxed one is a line where it
// stands as a title over a table, or as a note under one.
func boxedLines(rows []row, lines []bool) {
	for i, r := range rows {
		lines[i] = !r.boxed && r.texts > 0 && (r.unit || r.texts < 3 && !(r.count && r.texts == 2))
	}
	for i := 0; i < len(rows); {
		if lines[i] {
			i++
			continue
		}
		end := i
		alone := true // no row has two texts
		for end < len(rows) && !lines[end] {
			alone = alone && rows[end].texts < 2
			end++
		}
		for top := i; top < end && (alone || rows[top].wide || rows[top].unit && rows[top].texts < 4); top++ {
			lines[top] = true
		}
		for last := end - 1; last >= i && !lines[last] && rows[last].note; last-- {
			lines[last] = true
		}
		i = end
	}
}

// bareLines tells lines from rows where nothing is boxed: lines are the rows of
// one text above the first row of several, and notes below the last.
func bareLines(rows []row, lines []bool) {
	line := func(r row) bool { return r.texts < 2 || r.unit && r.texts < 4 }
	top := 0
	for top < len(rows) && line(rows[top]) {
		lines[top] = true
		top++
	}
	for last := len(rows) - 1; last >= top && (rows[last].wide || rows[last].note); last-- {
		lines[last] = true
	}
}

// maxTitle is how long, in characters, a text with line breaks may be and still
// be one line; a longer one is several paragraphs in one cell.
const maxTitle = 80

// line makes paragraphs of a row.
func (b *Book) line(g *grid, i int) []doc.Block {
	var out []doc.Block
	for k := range g.rows[i] {
		c := &g.rows[i][k]
		if c.Text == "" {
			continue
		}
		texts := []string{source.Join(c.Text)}
		if utf8.RuneCountInString(c.Text) > maxTitle {
			texts = strings.Split(c.Text, "\n")
		}
		for _, t := range texts {
			out = append(out, doc.Paragraph{Text: t, Style: doc.Plain, Place: b.place(g, c)})
		}
	}
	return out
}

func (b *Book) place(g *grid, c *Cell) place.Ref {
	return place.Ref{File: b.File, Sheet: g.sheet, Cell: Name(c.Row, c.Col)}
}

// table makes a table of rows, as wide as what they hold.
func (b *Book) table(g *grid, from, to int) *doc.Table {
	left, right := len(g.columns), -1
	for i := from; i < to; i++ {
		for k := range g.rows[i] {
			if c := &g.rows[i][k]; c.Text != "" || c.Boxed || c.cols > 1 {
				left, right = min(left, k), max(right, k+max(c.cols, 1)-1)
			}
		}
	}
	t := &doc.Table{Rows: make([]doc.Row, 0, to-from)}
	for i := from; i < to; i++ {
		row := doc.Row{Cells: make([]doc.Cell, 0, right-left+1), Place: b.place(g, &g.rows[i][left])}
		for k := left; k <= right; k++ {
			c := &g.rows[i][k]
			if c.covered && c.top >= from && c.left >= left {
				continue
			}
			made := doc.Cell{Text: c.Text, Place: b.place(g, c)}
			if cols := min(c.cols, right-k+1); cols > 1 {
				made.ColSpan = cols
			}
			if rows := min(c.rows, to-i); rows > 1 {
				made.RowSpan = rows
			}
			row.Cells = append(row.Cells, made)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
