package pdf

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// set puts the cells of a row, parted by bars, on a page, each from its place on.
func (p *rawPage) set(y float64, xs []float64, cells string) {
	for i, s := range strings.Split(cells, "|") {
		p.say(xs[i], y, 10, s)
	}
}

// lines puts horizontal rules on a page.
func (p *rawPage) lines(from, to float64, ys ...float64) {
	for _, y := range ys {
		p.across = append(p.across, rule{y, from, to})
	}
}

func isTables(t *testing.T, got [][][]string, want ...string) {
	t.Helper()
	var said []string
	for _, rows := range got {
		var lines []string
		for _, r := range rows {
			lines = append(lines, strings.Join(r, "|"))
		}
		said = append(said, strings.Join(lines, "\n"))
	}
	if !slices.Equal(said, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(said, "\n\n"), strings.Join(want, "\n\n"))
	}
}

// TestHeadAboveTheFirstRule reads the heads of tables whose rows have rules below them only.
func TestHeadAboveTheFirstRule(t *testing.T) {
	t.Run("one line", func(t *testing.T) {
		p, xs := a4(1), []float64{72, 250, 400}
		p.set(100, []float64{420}, "单位：万元")
		for i, row := range []string{"科目名称|基本支出|项目支出", "社会保障|12.30|45.60", "卫生健康|32.10|65.40"} {
			p.set(125+float64(i)*20, xs, row)
			p.lines(70, 500, 140+float64(i)*20)
		}
		isTables(t, tablesOf(p), "科目名称|基本支出|项目支出\n社会保障|12.30|45.60\n卫生健康|32.10|65.40")
	})
	t.Run("over part of the columns", func(t *testing.T) {
		p, xs := a4(1), []float64{82, 255, 405}
		p.set(100, []float64{420}, "单位：万元")
		p.set(125, []float64{320}, "支出合计")
		p.lines(220, 500, 140)
		for i, row := range []string{"科目名称|基本支出|项目支出", "社会保障|12.30|45.60", "卫生健康|32.10|65.40"} {
			p.set(145+float64(i)*20, xs, row)
			p.lines(70, 500, 160+float64(i)*20)
		}
		got := tablesOf(p)
		if len(got) != 1 || len(got[0]) != 4 || !slices.Contains(got[0][0], "支出合计") {
			t.Errorf("got %q", got)
		}
	})
}

// TestTitleBetweenNarrowerRules parts a table from a narrower one below its title.
func TestTitleBetweenNarrowerRules(t *testing.T) {
	p := a4(1)
	for i, row := range []string{"科目名称|基本支出|项目支出", "社会保障|12.30|45.60", "卫生健康|32.10|65.40"} {
		p.set(105+float64(i)*20, []float64{72, 250, 400}, row)
		p.lines(70, 500, 100+float64(i)*20, 120+float64(i)*20)
	}
	p.set(175, []float64{200}, "单位：万元")
	for i, row := range []string{"项目名称|合计", "林区养护|7.80", "林区巡查|9.10"} {
		p.set(205+float64(i)*20, []float64{72, 200}, row)
		p.lines(70, 260, 200+float64(i)*20, 220+float64(i)*20)
	}
	isTables(t, tablesOf(p), "科目名称|基本支出|项目支出\n社会保障|12.30|45.60\n卫生健康|32.10|65.40", "项目名称|合计\n林区养护|7.80\n林区巡查|9.10")
}

// TestFewAmountsBelowARuledHead reads the rows below the rules of a head to the end of the page,
// few of which have amounts.
func TestFewAmountsBelowARuledHead(t *testing.T) {
	p, xs := a4(1), []float64{72, 250, 400}
	p.lines(70, 500, 100, 120)
	want := "支出科目|基本支出|项目支出"
	p.set(105, xs, want)
	for i, name := range []string{"一、一般公共服务支出", "二、外交支出", "三、国防支出", "四、公共安全支出", "五、教育支出", "六、科学技术支出", "七、文化支出", "八、社会保障支出", "九、卫生健康支出", "十、节能环保支出"} {
		row := name
		if i == 7 {
			row += "|12.30|45.60"
		}
		p.set(125+float64(i)*18, xs, row)
		want += "\n" + row + strings.Repeat("|", 2-strings.Count(row, "|"))
	}
	isTables(t, tablesOf(p), want)
}

// TestEmptyTables reads the heads of tables that hold no amounts and have no rules.
func TestEmptyTables(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []string
		want []string
	}{
		{"with a total's row and a note", []string{"科目编码|科目名称|合计|基本支出|项目支出", "合计", "注：本表无数据。"}, []string{"科目编码|科目名称|合计|基本支出|项目支出\n合计||||"}},
		{"a head alone", []string{"科目编码|科目名称|合计|基本支出|项目支出", "注：本表无数据。"}, []string{"科目编码|科目名称|合计|基本支出|项目支出"}},
		{"names and numbers of a list", []string{"一、部门职责", "二、机构设置", "三、人员"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := a4(1)
			p.set(100, []float64{420}, "单位：万元")
			for i, row := range tt.rows {
				p.set(120+float64(i)*20, []float64{72, 160, 260, 340, 440}, row)
			}
			isTables(t, tablesOf(p), tt.want...)
		})
	}
}

// TestNamesAroundOneMiddle reads rows of names without amounts, set around the middle of their
// column.
func TestNamesAroundOneMiddle(t *testing.T) {
	p := a4(1)
	p.set(100, []float64{420}, "单位：万元")
	want := "科目名称|基本支出|项目支出"
	p.set(120, []float64{102, 250, 400}, want)
	for i, name := range []string{"一、一般公共服务支出", "二、外交支出", "三、国防支出", "四、公共安全支出", "五、教育支出", "六、科学技术支出", "七、文化支出", "八、社会保障支出"} {
		row := name
		if i == 0 || i == 7 {
			row += "|12.30|45.60"
		}
		p.set(140+float64(i)*18, []float64{122 - 5*float64(len([]rune(name))), 250, 400}, row)
		want += "\n" + row + strings.Repeat("|", 2-strings.Count(row, "|"))
	}
	isTables(t, tablesOf(p), want)
}

// TestIndentedNames reads names that begin to the right of the lines that they go on in, over
// which the name of a total reaches, as one column.
func TestIndentedNames(t *testing.T) {
	a, b := box{88, 0, 98, 10}, box{98, 0, 190, 10}
	rows := []textLine{typed("工资福利支出", 98, 0), typed("费", 88, 20), typed("人员经费合计", 80, 40)}
	if bothHold(rows, a, b) {
		t.Error("no row has both the end of a name and a name")
	}
	if !bothHold(append(rows, typed("费", 88, 60), typed("基本工资", 98, 60)), a, b) {
		t.Error("one row has both")
	}
}

// TestNamesBelowATotal keeps the names below a list's total apart: none of them has a number.
func TestNamesBelowATotal(t *testing.T) {
	var list []textLine
	for i, s := range []string{"一、拨款收入", "二、事业收入", "三、经营收入", "四、其他收入", "本年收入合计", "使用以前年度的结余资金", "年初结转和结余"} {
		list = append(list, typed(s, 0, float64(12*i)))
	}
	rows := []float64{5, 17, 29, 41, 53, 65, 77}
	if got := (&loose{xs: []float64{0, 115}}).namesIn(list, 0, rows).shared(); !slices.Equal(got, []int{1, 1, 1, 1, 1, 1, 1}) {
		t.Errorf("got %v", got)
	}
}

// TestTitleBelowANote keeps a table's title apart from a sentence that fills its line above.
func TestTitleBelowANote(t *testing.T) {
	note, title := "注：本表反映部门本年度取得的收入。", "部门本年度支出决算表"
	list := []textLine{typed(note, 72, 0), typed(title, 72, 14)}
	got := flow(list, 1, 72, list[0].x1)
	if len(got) != 2 || got[0].text != note || got[1].text != title {
		t.Errorf("got %d paragraphs", len(got))
	}
}

// TestTablesOverWholePages holds what a page begins with to the last table before, over pages
// that hold nothing but its rows.
func TestTablesOverWholePages(t *testing.T) {
	before, now := &table{}, table{guessed: true}
	rows := []textLine{typed("2101101", 72, 80), typed("行政单位", 72, 100)}
	for _, tt := range []struct {
		name   string
		tables []table
		text   []textLine
		want   bool // the one before
	}{
		{"rows", nil, rows, true},
		{"a title among them", nil, append(slices.Clone(rows), typed("2025年收入总表", 72, 120)), false},
		{"sentences", nil, append(slices.Clone(rows), typed("支出如下，有增有减。", 72, 120)), false},
		{"a table with rules both ways", []table{{ruled: true}}, rows, false},
	} {
		if got := lastOf(tt.tables, tt.text, before); (got == before) != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
	if got := lastOf([]table{now}, rows, before); got == before || got == nil {
		t.Error("a table of the page's own comes first")
	}
}

// TestLeading tells how far the lines of a cell are apart from those that are full above.
func TestLeading(t *testing.T) {
	column := func(names ...string) map[int][]textLine {
		var list []textLine
		y := 0.0
		for _, s := range names {
			for i, part := range strings.Split(s, "/") {
				if i > 0 {
					y -= 8
				}
				list = append(list, typed(part, 0, y))
				y += 20
			}
		}
		return map[int][]textLine{0: list}
	}
	l := &loose{xs: []float64{0, 62}}
	if got := l.leading(column("行政运行", "一般公共预算/财政拨款", "事业运行")); got != 12 {
		t.Errorf("a name over two lines: %v", got)
	}
	if got := l.leading(column("行政运行", "一般公共预算", "事业运行")); got != 0 {
		t.Errorf("names of one line each: %v", got)
	}
}

// TestFirstRowOfNames finds the lines of names that the rows of a table begin with above its first
// amounts.
func TestFirstRowOfNames(t *testing.T) {
	line := func(y float64, cells ...textLine) (out []glyph) {
		for _, c := range cells {
			out = append(out, typed(c.text(), c.x0, y).glyphs...)
		}
		return out
	}
	name, rest, amount := typed("债务利息及", 0, 0), typed("费用支出", 0, 0), typed("12.30", 100, 0)
	head := line(0, typed("科目名称", 0, 0), typed("决算数", 100, 0))
	text := lines(slices.Concat(head, line(20, name), line(32, rest, amount), line(52, name), line(64, rest, amount)))
	if got := linesBefore(text, 2); got != 1 {
		t.Errorf("%d lines before, want 1", got)
	}
	if got := linesBefore(text, 1); got != 0 {
		t.Errorf("the head is no line of the row: %d", got)
	}
	indented := lines(slices.Concat(head, line(20, typed("商品和服务支", 10, 0)), line(26, amount), line(32, typed("出", 0, 0)), line(52, name), line(58, amount), line(64, rest)))
	if got := linesBefore(indented, 2); got != 1 {
		t.Errorf("an indented name whose last line is one character: %d lines before, want 1", got)
	}
}

// TestOddHeads doubts heads that stand over a single other.
func TestOddHeads(t *testing.T) {
	l := &loose{box: box{0, 0, 200, 50}, xs: []float64{0, 100, 200}}
	for _, tt := range []struct {
		name string
		kids int
		odd  bool
	}{{"over none", 0, false}, {"over one", 1, true}, {"over two", 2, false}} {
		n := &node{from: 0, to: 1}
		for range tt.kids {
			n.kids = append(n.kids, &node{from: 0, to: 1})
		}
		if got := l.oddHead(n); got != tt.odd {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

// TestFormsWithoutRules reads forms that have no vertical rules with doubt, and tells their
// pages.
func TestFormsWithoutRules(t *testing.T) {
	p, xs := a4(1), []float64{72, 170, 270, 400}
	for i, row := range []string{"一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|造林面积|1200.00", "产出指标|质量指标|成活率|85.00", "满意度指标|服务对象|林农满意度|90.00"} {
		p.set(125+float64(i)*20, xs, row)
		p.lines(70, 500, 120+float64(i)*20, 140+float64(i)*20)
	}
	d := assemble(inOrderAll([]*rawPage{p}))
	faults := unsurePages(d)
	if len(faults) != 1 || faults[0].Page != 1 {
		t.Errorf("faults are %v", faults)
	}
	for _, b := range d.Blocks {
		x, ok := b.(*doc.Table)
		if ok && !x.Rows[1].Cells[3].Doubt.Serious() {
			t.Error("a cell is not doubted")
		}
	}
	unread := &doc.Document{Blocks: []doc.Block{doc.Paragraph{Text: "项目支出 12.30 45.60 78.90"}}}
	if got := unsurePages(unread); len(got) != 1 {
		t.Errorf("amounts in a paragraph: %v", got)
	}
	sentence := &doc.Document{Blocks: []doc.Block{doc.Paragraph{Text: "基本支出12.30万元，项目支出45.60万元。"}}}
	if got := unsurePages(sentence); len(got) != 0 {
		t.Errorf("a sentence: %v", got)
	}
}
