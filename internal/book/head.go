package book

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/place"
)

// match finds the columns of the sheet in the head of a grid, in any order. It
// is nil where the rows cannot be read: a required column is missing.
func (a about) match(g *grid, c *collector) map[string]int {
	titles := make([]string, len(a.heads))
	known := map[string]string{}
	for i, h := range a.heads {
		titles[i] = h.title
		known[budget.Fold(h.title)] = h.title
	}
	columns, before := map[string]int{}, len(c.list)
	for i, cell := range g.head {
		at := g.headPlace(i)
		title, ok := known[budget.Fold(cell)]
		_, twice := columns[title]
		switch {
		case cell == "" && g.usesColumn(i):
			c.add(at, headBlank(i))
		case cell == "":
		case !ok:
			c.add(at, headUnknown(cell, titles))
		case twice:
			p := kindHead.errorf("列“%s”有两个", title)
			p.Hint = "只留一个"
			c.add(at, p)
		default:
			columns[title] = i
		}
	}
	if len(g.head) == 1 && strings.ContainsAny(g.head[0], "\t;；|") {
		c.list = c.list[:before]
		c.add(g.headPlace(1), notCommas(titles))
		return nil
	}
	if !a.complete(columns, g, c) {
		return nil
	}
	return columns
}

// complete reports each required column that is missing.
func (a about) complete(columns map[string]int, g *grid, c *collector) bool {
	complete := true
	for _, h := range a.heads {
		if _, ok := columns[h.title]; ok || h.fill != must {
			continue
		}
		complete = false
		at := g.headPlace(0)
		at.Column = ""
		p := kindHead.errorf("缺少列“%s”", h.title)
		p.Expected = "第一行有“" + h.title + "”：" + h.note
		p.Hint = "补上这一列；列的次序不限"
		c.add(at, p)
	}
	return complete
}

func notCommas(titles []string) problem {
	p := kindHead.errorf("列之间不是以英文逗号分隔")
	p.Expected = strings.Join(titles, ",")
	p.Hint = "另存为“CSV UTF-8（逗号分隔）”"
	return p
}

func headBlank(i int) problem {
	p := kindHead.errorf("第%s列没有列名，下面却有内容", columnName(i))
	p.Hint = "补上列名，或删去这一列"
	return p
}

func headUnknown(cell string, titles []string) problem {
	p := kindHead.errorf("列名“%s”不认识", cell)
	if i := budget.NearestOf(cell, titles); i >= 0 {
		p.Nearest = titles[i]
	}
	p.Expected = strings.Join(titles, "、")
	p.Hint = "改成规定的列名；用不着的列删去"
	return p
}

// headPlace is the place of a head cell; column from 0.
func (g *grid) headPlace(column int) place.Ref {
	r := g.at()
	if g.sheet == "" {
		r.Line = g.headAt
		if column < len(g.head) {
			r.Column = g.head[column]
		}
		return r
	}
	r.Cell = cellName(column, g.headAt)
	return r
}

// usesColumn reports whether any row has something in the column.
func (g *grid) usesColumn(column int) bool {
	for _, r := range g.rows {
		if column < len(r.cells) && !r.cells[column].blank() {
			return true
		}
	}
	return false
}

// reportMerged reports the merged cells that touch the columns read, from the
// head down to the last row with something in it.
func (g *grid) reportMerged(columns map[string]int, c *collector) {
	last := g.headAt
	for _, r := range g.rows {
		if !r.blank() {
			last = r.line
		}
	}
	for _, m := range g.merged {
		if m.top > last || m.bottom < g.headAt || !touches(m, columns) {
			continue
		}
		at := g.at()
		at.Cell = cellName(m.left, m.top)
		p := kindMerged.errorf("%s是合并单元格", m.name)
		p.Hint = "取消合并，每一行都填写"
		c.add(at, p)
	}
}

func touches(m area, columns map[string]int) bool {
	for _, i := range columns {
		if m.left <= i && i <= m.right {
			return true
		}
	}
	return false
}
