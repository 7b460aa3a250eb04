package pdf

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// widePart puts a page's part of a table too wide for one page below the lines that stand over
// it: their texts by where they begin.
func (p *rawPage) widePart(xs []float64, lines map[float64][]string, rows [][]string) *rawPage {
	for x, texts := range lines {
		for i, s := range texts {
			p.say(x, 60+float64(20*i), 10, s)
		}
	}
	p.gridOf(xs, 120, rows)
	return p
}

// TestATableWiderThanItsPage puts the columns that a workbook prints on pages of their own
// beside those before, whatever the pages show of what stands over the whole table.
func TestATableWiderThanItsPage(t *testing.T) {
	names := [][]string{{"编码", "名称"}, {"合计", ""}, {"208", "社保"}, {"20805", "养老"}, {"210", "卫生"}, {"21011", "医疗"}, {"221", "住房"}, {"22102", "改革"}}
	amounts := [][]string{{"合计", "基本"}, {"6.00", "5.00"}, {"1.00", "1.00"}, {"1.00", "1.00"}, {"2.00", "1.00"}, {"2.00", "1.00"}, {"3.00", "3.00"}, {"3.00", "3.00"}}
	unused := [][]string{{"经营", "上缴"}, {"", ""}, {"", ""}, {"", ""}, {"", ""}, {"", ""}, {"", ""}, {"", ""}}
	left, right := []float64{54, 100, 540}, []float64{54, 300, 540}
	for _, c := range []struct {
		name        string
		over, again map[float64][]string
		want        []string // the lines over the table
	}{
		{"the title stands on the second page", map[float64][]string{54: {"公开02表", "", "部门：某局"}}, map[float64][]string{200: {"", "收入总表"}, 480: {"", "", "单位：万元"}}, []string{"公开02表", "部门：某局", "收入总表", "单位：万元"}},
		{"both show its middle", map[float64][]string{54: {"公开02表"}, 480: {"", "一般公共预"}}, map[float64][]string{54: {"", "共预算支出表"}, 480: {"", "", "单位：万元"}}, []string{"公开02表", "一般公共预算支出表", "单位：万元"}},
		{"it is parted between two characters", map[float64][]string{54: {"公开02表"}, 490: {"", "一般公共预"}}, map[float64][]string{54: {"", "算支出表"}, 480: {"", "", "单位：万元"}}, []string{"公开02表", "一般公共预算支出表", "单位：万元"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages := []*rawPage{a4(1).widePart(left, c.over, names), a4(2).widePart(right, c.again, amounts), a4(3).widePart(right, nil, unused)}
			got := tablesOf(pages...)
			if len(got) != 1 || len(got[0][0]) != 6 || !slices.Equal(got[0][2], []string{"208", "社保", "1.00", "1.00", "", ""}) {
				t.Fatalf("%q, want one table of six columns", got)
			}
			lines := said(pages...)
			slices.Sort(lines)
			slices.Sort(c.want)
			if !slices.Equal(lines, c.want) {
				t.Errorf("over it stands %q, want %q", lines, c.want)
			}
		})
	}
}

// TestTheNextTableIsNoPart: a table with its own title and the same rows stands by itself.
func TestTheNextTableIsNoPart(t *testing.T) {
	rows := [][]string{{"编码", "合计"}, {"208", "1.00"}, {"210", "2.00"}, {"221", "3.00"}}
	other := [][]string{{"编码", "基本"}, {"208", "1.00"}, {"210", "2.00"}, {"221", "3.00"}}
	xs := []float64{54, 200, 540}
	one := a4(1).widePart(xs, map[float64][]string{54: {"表2"}, 200: {"", "某局收入总表"}}, rows)
	two := a4(2).widePart(xs, map[float64][]string{54: {"表3"}, 200: {"", "某局支出总表"}}, other)
	if got := tablesOf(one, two); len(got) != 2 {
		t.Errorf("%q, want two tables", got)
	}
}

// TestCellsThatPagesPart: what a cell over several columns says may stand on either page, and
// what is cut of a note under the table goes on beside it.
func TestCellsThatPagesPart(t *testing.T) {
	left, right := []float64{54, 200, 540}, []float64{54, 300, 540}
	one := a4(1).widePart(left, map[float64][]string{54: {"表2 收入总表"}}, [][]string{{"编码", "合计"}, {"208", "1.00"}, {"210", "2.00"}, {"221", "3.00"}})
	two := a4(2).widePart(right, nil, [][]string{{"其他", "基本"}, {"1.00", "1.00"}, {"2.00", "1.00"}, {"3.00", "3.00"}})
	one.say(54, 210, 10, strings.Repeat("注：本表反映单位本年度一般公共预算财政拨款", 2)+"的各项收入支出")
	two.say(54, 210, 10, "情况。")
	two.say(30, 145, 10, "208") // the middle of the cell on the page before
	pages := []*rawPage{one, two}
	if got := tablesOf(pages...); len(got) != 1 {
		t.Fatalf("%q, want one table", got)
	}
	for _, b := range assemble(inOrderAll(pages)).Blocks {
		if p, ok := b.(doc.Paragraph); ok && strings.HasPrefix(p.Text, "注") && !strings.HasSuffix(p.Text, "支出情况。") {
			t.Errorf("the note says %q", p.Text)
		}
	}
}

// TestPartsThatTellThemselves are columns on a page of their own that go on with those before,
// told by what stands in them, and ones that do not.
func TestPartsThatTellThemselves(t *testing.T) {
	codes := [][]string{{"类", "款"}, {"208", ""}, {"208", "05"}, {"210", ""}, {"210", "11"}, {"221", ""}, {"221", "02"}}
	names := [][]string{{"名称", "合计"}, {"社保", "1.00"}, {"养老", "1.00"}, {"卫生", "2.00"}, {"医疗", "2.00"}, {"住房", "3.00"}, {"改革", "3.00"}}
	numbered := [][]string{{"名称", "合计"}, {"1", "2"}, {"社保", "1.00"}, {"卫生", "2.00"}, {"住房", "3.00"}, {"其他", "4.00"}, {"总计", "10.00"}}
	for _, c := range []struct {
		name        string
		first, next [][]string
		page        int
		tables      int
	}{
		{"the names of its codes", codes, names, 2, 1},
		{"columns numbered on", numbered, [][]string{{"甲", "乙"}, {"3", "4"}, {"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"10", "10"}}, 2, 1},
		{"nothing but zeros", numbered, [][]string{{"甲", "乙"}, {"0", "0"}, {"0", "0"}, {"0", "0"}, {"0", "0"}, {"0", "0"}, {"0", "0"}}, 2, 1},
		{"a blank page between", numbered, [][]string{{"甲", "乙"}, {"", ""}, {"1.00", "1.00"}, {"2.00", "2.00"}, {"3.00", "3.00"}, {"4.00", "4.00"}, {"10.00", "10.00"}}, 3, 1},
		{"three pages between", numbered, [][]string{{"甲", "乙"}, {"", ""}, {"1.00", "1.00"}, {"2.00", "2.00"}, {"3.00", "3.00"}, {"4.00", "4.00"}, {"10.00", "10.00"}}, 5, 2},
		{"columns numbered anew", numbered, [][]string{{"丙", "丁"}, {"1", "2"}, {"社保", "1.00"}, {"卫生", "2.00"}, {"住房", "3.00"}, {"其他", "4.00"}, {"总计", "10.00"}}, 2, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages := []*rawPage{a4(1).widePart([]float64{54, 300, 540}, map[float64][]string{54: {"表2 收入总表"}}, c.first)}
			for n := 2; n < c.page; n++ {
				pages = append(pages, a4(n))
			}
			pages = append(pages, a4(c.page).widePart([]float64{54, 250, 500}, nil, c.next))
			if got := tablesOf(pages...); len(got) != c.tables {
				t.Errorf("%d tables, want %d: %q", len(got), c.tables, got)
			}
		})
	}
}
