package doc

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWithoutSlivers(t *testing.T) {
	cell := func(text string, cols int) Cell {
		c := Cell{Text: text}
		if cols > 1 {
			c.ColSpan = cols
		}
		return c
	}
	rows := func(cells ...[]Cell) (out []Row) {
		for _, c := range cells {
			out = append(out, Row{Cells: c})
		}
		return out
	}
	drawn := func() []Row { // borders of the head and of the body a little apart
		return rows(
			[]Cell{cell("项目", 2), cell("合计", 2), cell("其中", 1)},
			[]Cell{cell("编码", 1), cell("名称", 2), cell("", 1), cell("", 1)},
			[]Cell{cell("201", 1), cell("一般公共服务", 2), cell("1.00", 1), cell("2.00", 1)},
		)
	}
	want := rows(
		[]Cell{cell("项目", 2), cell("合计", 1), cell("其中", 1)},
		[]Cell{cell("编码", 1), cell("名称", 1), cell("", 1), cell("", 1)},
		[]Cell{cell("201", 1), cell("一般公共服务", 1), cell("1.00", 1), cell("2.00", 1)},
	)
	if d := cmp.Diff(want, WithoutSlivers(drawn(), []int{1000, 1500, 8, 1000, 1000})); d != "" {
		t.Error(d)
	}
	for name, widths := range map[string][]int{
		"no widths":            nil,
		"all alike":            {100, 100, 100, 100, 100},
		"of another grid":      {1000, 8, 1000},
		"something in it":      {8, 1500, 1000, 1000, 1000},
		"widths below nothing": {-1, -1, -1, -1, -1},
	} {
		if d := cmp.Diff(drawn(), WithoutSlivers(drawn(), widths)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}
