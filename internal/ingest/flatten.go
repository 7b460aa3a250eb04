package ingest

import (
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/source"
	"mingbai/internal/place"
)

// item is a piece of a document in the order of reading: a line of text, a grid
// of cells or a picture.
type item struct {
	text string
	ref  place.Ref
	grid *grid
	pic  *doc.Picture
	role role
	note bool // a line that belongs to the grid before it

	plain string // key, once made
	keyed bool
}

// role is what a maker of documents said that a line is; most say nothing.
type role uint8

const (
	plainLine role = iota
	coverLine
	entryLine // of the contents
)

// key is the line made comparable.
func (it *item) key() string {
	if !it.keyed {
		it.plain, it.keyed = plain(it.text), true
	}
	return it.plain
}

// grid is a table over its full grid: a cell for every place, those that a span
// covers included.
type grid struct {
	rows  [][]cell
	refs  []*place.Ref // of each row
	cols  int
	title string // what the file says that it is; for forms
	spans bool   // spans are known: an empty cell is empty

	wide   [][]cell // the rows before columns without text were left out; nil where none were
	filled []bool   // of those, which have text
}

// cell is one place of a grid.
type cell struct {
	text    string
	ref     *place.Ref // its own, else its row's
	doubt   place.Doubt
	covered bool // by the cell to the left or above, whose text it repeats
	key     string
	keyed   bool
}

// plain is the cell's text made comparable.
func (c *cell) plain() string {
	if !c.keyed {
		c.key, c.keyed = plain(c.text), true
	}
	return c.key
}

func (c *cell) blank() bool { return c.covered || strings.TrimSpace(c.text) == "" }

// flatten lays a document out as items.
func flatten(d *doc.Document) []item {
	out := make([]item, 0, len(d.Blocks)+len(d.Blocks)/2+16)
	line := func(text string, ref place.Ref, r role) {
		if strings.TrimSpace(text) != "" {
			out = append(out, item{text: text, ref: ref, role: r})
		}
	}
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Cover:
			line(b.Unit, place.Ref{}, coverLine)
			line(b.Title, place.Ref{}, coverLine)
			for _, l := range b.Lines {
				line(l, place.Ref{}, coverLine)
			}
		case doc.Contents:
			for _, later := range d.Blocks[i:] {
				if h, ok := later.(doc.Heading); ok && h.TOC {
					line(h.Text, h.Place, entryLine)
				}
			}
		case doc.Heading:
			line(b.Text, b.Place, plainLine)
		case doc.Paragraph:
			if !strings.Contains(b.Text, "\n") {
				line(b.Text, b.Place, plainLine)
				continue
			}
			for _, l := range strings.Split(b.Text, "\n") {
				line(l, b.Place, plainLine)
			}
		case doc.Picture:
			out = append(out, item{pic: &b, text: b.Caption})
		case *doc.Table:
			out = appendTable(out, b)
		}
	}
	return unitsApart(out)
}

// unitsApart parts the titles of tables from the unit of money that is printed behind
// them in one line: 收支总表（单位：万元）.
func unitsApart(items []item) []item {
	for i := 0; i < len(items); i++ {
		if items[i].grid != nil || items[i].pic != nil {
			continue
		}
		if title, unit, ok := titleAndUnit(items[i].text); ok {
			behind := items[i]
			items[i].text, behind.text = title, unit
			items = slices.Insert(items, i+1, behind)
			i++
		}
	}
	return items
}

// appendTable lays out a table: the lines above it, its grid, the line below.
func appendTable(out []item, t *doc.Table) []item {
	for _, s := range []string{t.Label, t.Left, t.Right} {
		if s != "" {
			out = append(out, item{text: s})
		}
	}
	out = append(out, split(layGrid(t))...)
	if t.Note != "" {
		out = append(out, item{text: t.Note, note: true})
	}
	return out
}

// layGrid spreads a table's rows over the full grid.
func layGrid(t *doc.Table) *grid {
	rows := t.Rows
	if len(t.Head) > 0 {
		rows = append(append(make([]doc.Row, 0, len(t.Head)+len(rows)), t.Head...), rows...)
	}
	g := &grid{title: t.Title, rows: make([][]cell, len(rows)), refs: make([]*place.Ref, len(rows))}
	spanned := false
	for i := range rows {
		g.refs[i] = &rows[i].Place
		n := 0
		for j := range rows[i].Cells {
			c := &rows[i].Cells[j]
			w, h := c.Spans()
			n += w
			spanned = spanned || w > 1 || h > 1
		}
		g.cols = max(g.cols, n)
	}
	g.spans = spanned
	if !spanned {
		total := 0
		for i := range rows {
			total += len(rows[i].Cells)
		}
		all := make([]cell, total)
		for i := range rows {
			n := len(rows[i].Cells)
			g.rows[i], all = all[:n:n], all[n:]
			for j := range rows[i].Cells {
				c := &rows[i].Cells[j]
				g.rows[i][j] = cell{text: inOneLine(c.Text), ref: placeOf(c, &rows[i]), doubt: doubtOf(c)}
			}
		}
	} else {
		g.spread(rows)
	}
	g.dropBlank()
	return g
}

// dropBlank leaves out columns in which nothing stands, as sheets have between others.
func (g *grid) dropBlank() {
	filled := make([]bool, g.cols)
	left := g.cols
	for i := range g.rows {
		for j := range g.rows[i] {
			if j < len(filled) && !filled[j] && !g.rows[i][j].blank() {
				filled[j] = true
				left--
			}
		}
	}
	if left == 0 || left == g.cols {
		return
	}
	g.wide, g.filled = g.rows, filled
	g.rows = g.columnsOf(g.rows, filled)
	g.cols -= left
}

// columnsOf are the columns of rows that are to be kept.
func (g *grid) columnsOf(rows [][]cell, kept []bool) [][]cell {
	out := make([][]cell, len(rows))
	for i := range rows {
		out[i] = make([]cell, 0, len(rows[i]))
		for j := range rows[i] {
			if j >= len(kept) || kept[j] {
				out[i] = append(out[i], rows[i][j])
			}
		}
	}
	return out
}

// under lays a grid out in the columns of one above it, of which it is a part: a column
// in which nothing stands here may be one of that grid.
func (g *grid) under(above *grid) {
	all := len(above.filled)
	if above.filled == nil {
		all = above.cols
	}
	if g.filled == nil || len(g.filled) != all {
		return
	}
	for j, here := range g.filled {
		if here && above.filled != nil && !above.filled[j] {
			return // a column that it has alone
		}
	}
	g.rows, g.cols = g.wide, all
	if above.filled != nil {
		g.rows, g.cols = g.columnsOf(g.wide, above.filled), above.cols
	}
}

// placeOf is a cell's place: its own where it has one, else its row's.
func placeOf(c *doc.Cell, row *doc.Row) *place.Ref {
	if p := &c.Place; p.Line > 0 || p.Cell != "" || p.Para > 0 || p.Page > 0 {
		return p
	}
	return &row.Place
}

// shortCell is the most characters of a cell in which a line break is there for the
// look alone: a name, a label, not a text of paragraphs.
const shortCell = 60

// inOneLine is a cell's text without the line breaks that set a name or a label in two
// lines: 社会保障和就 / 业支出.
func inOneLine(s string) string {
	if !strings.Contains(s, "\n") || utf8.RuneCountInString(s) > shortCell {
		return s
	}
	lines := strings.Split(s, "\n")
	out := strings.TrimSpace(lines[0])
	for _, l := range lines[1:] {
		l = strings.TrimSpace(l)
		before, _ := utf8.DecodeLastRuneInString(out)
		after, _ := utf8.DecodeRuneInString(l)
		if num, _ := ordinal(l); num == "" && source.Wide(before) && source.Wide(after) && !strings.ContainsRune("。；！？", before) {
			out += l
			continue
		}
		out += "\n" + l
	}
	return out
}

// maxGrid bounds the places of a grid, so that a span of a million columns does
// not fill memory.
const maxGrid = 1 << 20

// spread lays rows with spans out; spans are cut to the rows that there are.
func (g *grid) spread(rows []doc.Row) {
	if g.cols*len(rows) > maxGrid {
		g.cols = max(1, maxGrid/len(rows))
	}
	all := make([]cell, g.cols*len(rows))
	for i := range rows {
		g.rows[i] = all[i*g.cols : (i+1)*g.cols : (i+1)*g.cols]
	}
	taken := make([]bool, len(all))
	for i := range rows {
		col := 0
		for j := range rows[i].Cells {
			for col < g.cols && taken[i*g.cols+col] {
				col++
			}
			c := &rows[i].Cells[j]
			w, h := c.Spans()
			ref, doubt, text := placeOf(c, &rows[i]), doubtOf(c), inOneLine(c.Text)
			for y := i; y < min(i+h, len(rows)); y++ {
				for x := col; x < min(col+w, g.cols); x++ {
					taken[y*g.cols+x] = true
					g.rows[y][x] = cell{text: text, ref: ref, doubt: doubt, covered: y > i || x > col}
				}
			}
			col += w
		}
	}
}

// split takes the lines out of a grid that stand in rows of their own: titles,
// 单位名称, 单位 and notes, as workbooks have them in cells.
func split(g *grid) []item {
	var out []item
	from := 0
	cut := func(to int) {
		if to > from {
			out = append(out, item{grid: g.part(from, to), ref: *g.refs[from]})
		}
	}
	noted := false // the row before is a note
	signed := g.signatures()
	for i := range g.rows {
		lines := g.loose(i)
		if i >= signed {
			lines = g.lines(i)
		}
		if lines == nil && noted {
			lines = g.nextNote(i)
		}
		noted = lines != nil && (noted || isNote(lines[0].text))
		if lines == nil {
			continue
		}
		cut(i)
		out = append(out, lines...)
		from = i + 1
	}
	cut(len(g.rows))
	return out
}

func (g *grid) part(from, to int) *grid {
	if from == 0 && to == len(g.rows) {
		return g
	}
	part := &grid{rows: g.rows[from:to], refs: g.refs[from:to], cols: g.cols, title: g.title, spans: g.spans, filled: g.filled}
	if g.wide != nil {
		part.wide = g.wide[from:to]
	}
	return part
}

// loose gives a row's cells as lines where all of them are such as stand around
// a table rather than in it; nil else.
func (g *grid) loose(i int) []item {
	n := 0
	for j := range g.rows[i] {
		c := &g.rows[i][j]
		if c.blank() {
			continue
		}
		if n++; n > 3 || !stands(c.text, n == 1) {
			return nil
		}
	}
	if n == 0 {
		return nil
	}
	return g.lines(i)
}

// lines are a row's cells as lines.
func (g *grid) lines(i int) []item {
	var out []item
	for j := range g.rows[i] {
		if c := &g.rows[i][j]; !c.blank() {
			out = append(out, item{text: c.text, ref: *c.ref})
		}
	}
	return out
}

// signatureLabels begin what stands under a table for who made it, and how.
var signatureLabels = []string{"制表人", "制表", "填表人", "填报人", "审核人", "复核人", "单位负责人", "财务负责人", "制表日期", "填表日期", "打印日期", "填表说明", "填报说明", "编制说明"}

// footLabels begin the foot of a form as well, which is a grid of its own at times.
var footLabels = []string{"负责人", "经办人", "联系人", "联系电话", "填报日期"}

// signatures is the row from which on a statutory table only tells who made it and
// when, notes aside; past the last where it does not. In a form these are part of it.
func (g *grid) signatures() int {
	from := len(g.rows)
	for i := from - 1; i >= 0; i-- {
		if g.begins(i, signatureLabels, footLabels) {
			from = i
		} else if g.loose(i) == nil {
			break
		}
	}
	if from == len(g.rows) || from == 0 && !g.begins(0, signatureLabels) {
		return len(g.rows)
	}
	for i := range g.rows {
		for j := range g.rows[i] {
			if strings.Contains(g.rows[i][j].text, "指标") || strings.Contains(g.rows[i][j].text, "绩效") {
				return len(g.rows)
			}
		}
	}
	return from
}

// begins reports whether a row begins with one of the labels.
func (g *grid) begins(i int, labels ...[]string) bool {
	for j := range g.rows[i] {
		if c := &g.rows[i][j]; !c.blank() {
			return slices.ContainsFunc(labels, func(list []string) bool { return hasAny(c.text, list) })
		}
	}
	return false
}

// nextNote gives a row that is one more note after another: 2.本套报表…; nil else.
func (g *grid) nextNote(i int) []item {
	var out []item
	for j := range g.rows[i] {
		c := &g.rows[i][j]
		if c.blank() {
			continue
		}
		if num, _ := ordinal(c.text); num == "" || len(c.text) < 12 || len(out) > 0 {
			return nil
		}
		out = append(out, item{text: c.text, ref: *c.ref})
	}
	return out
}

// stands reports whether a text is one that stands around tables: a title that
// ends with 表, 单位名称：…, 单位：万元, 注：…, 预算公开表1.
func stands(s string, first bool) bool {
	s = strings.TrimSpace(s)
	if len(s) < 4 || s[0] < 0x80 && (s[0] < 'A' && len(s) < 12) {
		return false // a code or an amount
	}
	switch {
	case s == "" || len(s) > 300:
		return false
	case hasAny(s, unitNameLabels), isMoneyUnitLine(s), isLabelLine(s):
		return true
	case !first:
		return false
	case saysUnit(s):
		return true
	case strings.HasPrefix(s, "注") && strings.ContainsAny(s[:min(len(s), 9)], "：:"), strings.HasPrefix(s, "说明："), strings.HasPrefix(s, "备注："):
		return true
	}
	return titleLike(s)
}

// titleLike reports whether a text can be the title of a table: short, with a
// year or 预算 or 决算 in it, and ending with 表 or its bracket.
func titleLike(s string) bool {
	if len(s) > 150 || len(s) < 9 || strings.ContainsAny(s, "。；：:") {
		return false
	}
	if !strings.Contains(s, "表") {
		return false
	}
	has := func(w string) bool { return strings.Contains(s, w) }
	if slices.ContainsFunc([]string{"预算", "决算", "经费", "总表", "申报"}, has) {
		return true
	}
	whole := strings.HasSuffix(s, "表") || strings.Contains(s, "表（") || strings.Contains(s, "表(")
	return whole && slices.ContainsFunc([]string{"收支", "收入", "支出", "采购", "购买", "资产", "绩效", "机构运行"}, has)
}
