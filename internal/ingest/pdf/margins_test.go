package pdf

import (
	"slices"
	"testing"

	"mingbai/internal/doc"
)

// said are the paragraphs of pages put together.
func said(pages ...*rawPage) (out []string) {
	for _, b := range assemble(inOrderAll(pages)).Blocks {
		if p, ok := b.(doc.Paragraph); ok {
			out = append(out, p.Text)
		}
	}
	return out
}

func a4(number int) *rawPage { return &rawPage{number: number, width: 595, height: 842} }

func TestNumbersOfPages(t *testing.T) {
	for _, c := range []struct {
		text string
		is   bool
	}{
		{"3", true},
		{"- 3 -", true},
		{"— 3 —", true},
		{"3/12", true},
		{"3 / 12", true},
		{"第3页", true},
		{"第 3 页 共 12 页", true},
		{"第3页，共12页", true},
		{"第3页/共12页", true},
		{"第三页", true},
		{"第三页 共十二页", true},
		{"共12页 第3页", true},
		{"iii", true},
		{"- iv -", true},
		{"Ⅲ", true},
		{"Page 3 of 12", true},
		{"P3", true},
		{"［3］", true},
		{"(3)", true},
		{"12.50", false},
		{"1,234.56", false},
		{"三", false},
		{"第三部分", false},
		{"3月", false},
		{"合计", false},
		{"—", false},
		{"civil", false},
		{"3人", false},
	} {
		p := a4(1)
		p.say(72, 400, 12, "正文在这里。")
		p.say(290, 800, 10, c.text)
		if got := !slices.Contains(said(p), c.text); got != c.is {
			t.Errorf("%q taken for a number: %v", c.text, got)
		}
	}
}

func TestHeadsOfPages(t *testing.T) {
	body := []string{"第一页的正文。", "第二页的正文。", "第三页的正文。", "第四页的正文。", "第五页的正文。", "第六页的正文。", "第七页的正文。"}
	for _, c := range []struct {
		name  string
		heads map[int]string // by page
		at    func(int) (x, y float64)
		stays int
	}{
		{name: "on two pages of seven", heads: map[int]string{3: "某单位预算", 4: "某单位预算"}},
		{name: "on odd and even pages", heads: map[int]string{1: "某单位", 2: "预算公开", 3: "某单位", 4: "预算公开"}, at: func(n int) (float64, float64) { return 72 + float64(n%2)*300, 40 }},
		{name: "at the foot of two", heads: map[int]string{5: "某单位财务处", 6: "某单位财务处"}, at: func(int) (float64, float64) { return 72, 790 }},
		{name: "once", heads: map[int]string{2: "某单位预算"}, stays: 1},
		{name: "with other numbers", heads: map[int]string{2: "附件1", 3: "附件2"}, stays: 2},
		{name: "a unit", heads: map[int]string{2: "单位：万元", 3: "单位：万元"}, stays: 2},
		{name: "a unit on every page", heads: map[int]string{1: "单位：万元", 2: "单位：万元", 3: "单位：万元", 4: "单位：万元", 5: "单位：万元"}, stays: 5},
		{name: "the title of a table", heads: map[int]string{2: "收支总表", 3: "收支总表"}, stays: 2},
		{name: "close to the text", heads: map[int]string{2: "主要内容", 3: "主要内容"}, at: func(int) (float64, float64) { return 72, 60 }, stays: 2},
		{name: "elsewhere", heads: map[int]string{2: "主要内容", 3: "主要内容"}, at: func(n int) (float64, float64) { return 72 + float64(n)*20, 40 }, stays: 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			var pages []*rawPage
			for i, text := range body {
				p := a4(i + 1)
				p.say(72, 75, 12, text)
				if head := c.heads[p.number]; head != "" {
					x, y := 72.0, 40.0
					if c.at != nil {
						x, y = c.at(p.number)
					}
					p.say(x, y, 10, head)
				}
				pages = append(pages, p)
			}
			got := slices.DeleteFunc(said(pages...), func(s string) bool { return slices.Contains(body, s) })
			if len(got) != c.stays {
				t.Errorf("%q stay, want %d", got, c.stays)
			}
		})
	}
}

// TestRowsAreNoHeadsOfPages tells the rows of tables without rules that pages begin or end
// with from the heads and feet of pages.
func TestRowsAreNoHeadsOfPages(t *testing.T) {
	row := func(y float64) []glyph {
		return slices.Concat(typed("2101101", 72, y).glyphs, typed("行政单位", 150, y).glyphs, typed("20.44", 300, y).glyphs)
	}
	page := func(first []glyph, at float64) []textLine {
		list := slices.Clone(first)
		for i := range 5 {
			list = append(list, row(at+float64(i)*18)...)
		}
		return lines(list)
	}
	for _, tt := range []struct {
		name string
		list []textLine
		is   bool
	}{
		{"a row", page(row(42), 60), true},
		{"the first line of a head", page(typed("收入", 200, 42).glyphs, 60), true},
		{"the first line of a head whose next one takes four lines", lines(slices.Concat(
			typed("收入", 200, 30).glyphs, typed("一般", 72, 47).glyphs, typed("公共", 72, 60).glyphs, typed("预算", 72, 73).glyphs,
			typed("收入", 72, 86).glyphs, typed("项目", 150, 60).glyphs, typed("合计", 300, 60).glyphs, row(103), row(120), row(137))), true},
		{"the head of a page", page(typed("某单位预算", 200, 42).glyphs, 75), false},
		{"with three parts", page(slices.Concat(typed("某单位", 72, 42).glyphs, typed("预算", 200, 42).glyphs, typed("公开", 400, 42).glyphs), 75), false},
		{"a line of text", lines(slices.Concat(typed("本单位的收入如下", 72, 42).glyphs, typed("支出如下", 72, 60).glyphs, typed("说明", 72, 78).glyphs)), false},
	} {
		if got := ofTable(tt.list, 0, 842); got != tt.is {
			t.Errorf("%s: of a table: %v", tt.name, got)
		}
	}
}
