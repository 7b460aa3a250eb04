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
