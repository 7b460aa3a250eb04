package diag

import (
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/place"
)

// TestCellsThatAPlaceNames: the cell itself; of a row told by code and name both of them;
// a value behind its label; and where each cell has a paragraph of its own but the place
// is that of the row's first, the cell that shows what is said.
func TestCellsThatAPlaceNames(t *testing.T) {
	row := func(paras []int, texts ...string) *doc.Row {
		r := &doc.Row{Place: place.Ref{Para: paras[0]}}
		for i, s := range texts {
			r.Cells = append(r.Cells, doc.Cell{Text: s, Place: place.Ref{Para: paras[i]}})
		}
		return r
	}
	for _, c := range []struct {
		name string
		ref  place.Ref
		row  *doc.Row
		want []int
	}{
		{"itself", place.Ref{Para: 7, Text: "3.00"}, row([]int{7, 7, 7}, "208", "2.00", "3.00"), []int{2}},
		{"code and name", place.Ref{Para: 7, Text: "2101101 行政单位医疗"}, row([]int{7, 7, 7}, "2101101", "行政单位医疗", "2.19"), []int{0, 1}},
		{"behind a label", place.Ref{Para: 7, Text: "202212"}, row([]int{7, 7}, "经办人：", "填报日期：202212"), []int{1}},
		{"no label", place.Ref{Para: 7, Text: "5.00"}, row([]int{7, 7}, "15.00", "6.00"), nil},
		{"of the row", place.Ref{Para: 7, Text: "及时"}, row([]int{7, 8, 9}, "时效指标", "工作及时性", "及时"), []int{2}},
		{"the same beside it", place.Ref{Para: 8, Text: "0"}, row([]int{7, 8, 9}, "合计", "0", "0"), []int{1}},
		{"another row", place.Ref{Para: 6, Text: "及时"}, row([]int{7, 8, 9}, "时效指标", "工作及时性", "及时"), nil},
	} {
		var got []int
		for k := range c.row.Cells {
			if NamesCell(c.ref, c.row, k) {
				got = append(got, k)
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: cells %v, want %v", c.name, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: cells %v, want %v", c.name, got, c.want)
			}
		}
	}
}
