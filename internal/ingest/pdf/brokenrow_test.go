package pdf

import (
	"slices"
	"testing"

	"mingbai/internal/doc"
)

// cellsAt puts texts into the cells of a page's grid, at the top left of each.
func (p *rawPage) cellsAt(xs, ys []float64, texts [][]string) {
	for r, row := range texts {
		for c, s := range row {
			p.say(xs[c]+3, ys[r]+4, 10, s)
		}
	}
}

// mergeFirst takes the rules across out of the first column, but for the outermost.
func (p *rawPage) mergeFirst(xs, ys []float64) {
	for i := range p.across {
		if a := &p.across[i]; a.at > ys[0] && a.at < ys[len(ys)-1] {
			a.from = xs[1]
		}
	}
}

// TestMergedOverPages reads tables whose first column is merged over rows on both sides
// of a page, and rows that the page breaks beside it.
func TestMergedOverPages(t *testing.T) {
	xs := []float64{72, 140, 223, 323}
	for _, c := range []struct {
		name          string
		first, second [][]string
		want          [][]string
		span          int // of the merged cell
	}{
		{
			name:  "goes on",
			first: [][]string{{"一、收入", "税收", "1.00"}, {"", "非税", "2.00"}}, second: [][]string{{"", "其他", "3.00"}, {"", "上级", "4.00"}},
			want: [][]string{{"一、收入", "税收", "1.00"}, {"", "非税", "2.00"}, {"", "其他", "3.00"}, {"", "上级", "4.00"}}, span: 4,
		},
		{
			name:  "a row is broken",
			first: [][]string{{"一、收入", "税收", "1.00"}, {"", "行政事业性收费", "2.00"}}, second: [][]string{{"", "等收入", ""}, {"", "上级", "4.00"}},
			want: [][]string{{"一、收入", "税收", "1.00"}, {"", "行政事业性收费等收入", "2.00"}, {"", "上级", "4.00"}}, span: 3,
		},
		{
			name:  "its name stands on the second page",
			first: [][]string{{"", "税收", "1.00"}, {"", "非税", "2.00"}}, second: [][]string{{"一、收入", "其他", "3.00"}, {"", "上级", "4.00"}},
			want: [][]string{{"一、收入", "税收", "1.00"}, {"", "非税", "2.00"}, {"", "其他", "3.00"}, {"", "上级", "4.00"}}, span: 4,
		},
		{
			name:  "another begins",
			first: [][]string{{"一、收入", "税收", "1.00"}, {"", "非税", "2.00"}}, second: [][]string{{"二、支出", "其他", "3.00"}, {"", "上级", "4.00"}},
			want: [][]string{{"一、收入", "税收", "1.00"}, {"", "非税", "2.00"}, {"二、支出", "其他", "3.00"}, {"", "上级", "4.00"}}, span: 2,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			one, two := a4(1), a4(2)
			ys, zs := []float64{740, 760, 780}, []float64{72, 92, 112}
			one.rule(xs, ys)
			one.mergeFirst(xs, ys)
			one.cellsAt(xs, ys, c.first)
			two.rule(xs, zs)
			two.mergeFirst(xs, zs)
			two.cellsAt(xs, zs, c.second)
			d := assemble(inOrderAll([]*rawPage{one, two}))
			if len(d.Blocks) != 1 {
				t.Fatalf("%d blocks, want one table", len(d.Blocks))
			}
			table := d.Blocks[0].(*doc.Table)
			if got := filled(matrix(table.Rows), len(xs)-1); !slices.EqualFunc(got, c.want, slices.Equal) {
				t.Errorf("%q, want %q", got, c.want)
			}
			if got := table.Rows[0].Cells[0].RowSpan; got != c.span {
				t.Errorf("merged over %d rows, want %d", got, c.span)
			}
		})
	}
}

// TestRowsBrokenBelowAHead reads rows that a page breaks between its lines, the head repeated
// in between, as word processors let them.
func TestRowsBrokenBelowAHead(t *testing.T) {
	xs := []float64{72, 110, 163, 208}
	head := []string{"编码", "科目名称", "金额"}
	for _, c := range []struct {
		name          string
		first, second [][]string
		want          [][]string
	}{
		{
			"in a name, with a margin beside it",
			[][]string{head, {"212", "城乡社区", "10.00"}},
			[][]string{head, {"", "支出", ""}, {"213", "农林水", "2.00"}},
			[][]string{head, {"212", "城乡社区支出", "10.00"}, {"213", "农林水", "2.00"}},
		},
		{
			"in an amount and a code",
			[][]string{head, {"22399", "城乡社区", "87,763.3"}, {"223999", "其他资金", "87,763.3"}},
			[][]string{head, {"9", "资本支出", "8"}, {"229", "其他支出", "2.00"}},
			[][]string{head, {"22399", "城乡社区", "87,763.3"}, {"2239999", "其他资金资本支出", "87,763.38"}, {"229", "其他支出", "2.00"}},
		},
		{
			"the head is cut off",
			[][]string{head, {"212", "城乡社区", "10.00"}},
			[][]string{{"编码", "科目", "金额"}, {"", "支出", ""}, {"213", "农林水", "2.00"}},
			[][]string{head, {"212", "城乡社区支出", "10.00"}, {"213", "农林水", "2.00"}},
		},
		{
			"only some of the head is repeated",
			[][]string{{"部门：某局"}, head, {"212", "城乡社区", "10.00"}},
			[][]string{head, {"213", "农林水", "2.00"}},
			[][]string{{"部门：某局"}, head, {"212", "城乡社区", "10.00"}, {"213", "农林水", "2.00"}},
		},
		{
			"rows of names without amounts",
			[][]string{head, {"", "一般公共", "10.00"}},
			[][]string{head, {"", "一、支出", ""}, {"", "农林水", "2.00"}},
			[][]string{head, {"", "一般公共", "10.00"}, {"", "一、支出", ""}, {"", "农林水", "2.00"}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			one, two := a4(1), a4(2)
			one.gridOf(xs, 700, c.first)
			two.gridOf(xs, 72, c.second)
			got := tablesOf(one, two)
			if len(got) != 1 {
				t.Fatalf("%d tables, want one", len(got))
			}
			if !slices.EqualFunc(filled(got[0], len(xs)-1), filled(c.want, len(xs)-1), slices.Equal) {
				t.Errorf("%q, want %q", got[0], c.want)
			}
		})
	}
}

// gridOf puts a grid with texts on a page, from a height down; a row of one text is one cell.
func (p *rawPage) gridOf(xs []float64, y float64, texts [][]string) {
	ys := []float64{y}
	for range texts {
		ys = append(ys, ys[len(ys)-1]+20)
	}
	p.rule(xs, ys)
	for i, x := range xs[1 : len(xs)-1] {
		if len(texts[0]) == 1 {
			p.down[1+i] = rule{x, ys[1], ys[len(ys)-1]}
		}
	}
	p.cellsAt(xs, ys, texts)
}

// filled makes all rows as wide as the table.
func filled(rows [][]string, columns int) [][]string {
	for i := range rows {
		rows[i] = append(rows[i], make([]string, max(0, columns-len(rows[i])))...)
	}
	return rows
}

func TestUncontinued(t *testing.T) {
	for s, want := range map[string]string{
		"部门收支总表（续）": "部门收支总表", "部门收支总表（续表二）": "部门收支总表", "部门收支总表(续1)": "部门收支总表", "部门 收支　总表续": "部门收支总表", "部门收支总表续表": "部门收支总表",
		"部门收支总表续一": "部门收支总表", "续表2": "", "部门收支总表（接上页）": "部门收支总表",
		"手续费": "手续费", "（续建）项目": "（续建）项目", "延续性项目表": "延续性项目表", "单位：万元": "单位：万元",
	} {
		if got := uncontinued(s); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}
