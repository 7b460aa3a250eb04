package ingest

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// headOf reads rows of a head, cells set apart by |: with > for each further column and ^ for
// each further row that a cell reaches over.
func headOf(rows ...string) (out []doc.Row) {
	for _, r := range rows {
		var row doc.Row
		if r != "" {
			for _, c := range strings.Split(r, "|") {
				row.Cells = append(row.Cells, doc.Cell{Text: strings.Trim(c, ">^ "), ColSpan: strings.Count(c, ">") + 1, RowSpan: strings.Count(c, "^") + 1})
			}
		}
		out = append(out, row)
	}
	return out
}

func written(rows []doc.Row) string {
	var out []string
	for _, r := range rows {
		var cells []string
		for _, c := range r.Cells {
			w, h := c.Spans()
			cells = append(cells, c.Text+strings.Repeat(">", w-1)+strings.Repeat("^", h-1))
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return fmt.Sprint(out)
}

// Blank cells that a title stands right above are the title's, and a row of nothing else goes.
func TestHeadsAreTidied(t *testing.T) {
	for name, c := range map[string]struct{ given, want []doc.Row }{
		"blanks of a grid": {
			headOf("合计>^|购置及运行费>>>|接待费>^^", "小计>|购置费>^", "|||", "预算|决算|预算|决算|预算|决算|预算|决算"),
			headOf("合计>^|购置及运行费>>>|接待费>^", "小计>|购置费>", "预算|决算|预算|决算|预算|决算|预算|决算"),
		},
		"as it should be":  {headOf("科目^|金额>", "合计|项目"), headOf("科目^|金额>", "合计|项目")},
		"not drawn over":   {headOf("科目|金额>", "|合计|项目"), headOf("科目^|金额>", "合计|项目")},
		"a total's blanks": {headOf("科目>|收入|其他", "类|合计|2.00|"), headOf("科目>|收入|其他", "类|合计|2.00|")},
		"blanks wider":     {headOf("科目|名称|金额", ">|合计"), headOf("科目|名称|金额", ">|合计")},
	} {
		if got := written(tidyHead(c.given)); got != written(c.want) {
			t.Errorf("%s: %s, want %s", name, got, written(c.want))
		}
	}
}

// A head ends where the body begins: with a code, a number or a total, or with the first amounts
// where rows are named otherwise, as by the unit.
func TestWhereAHeadEnds(t *testing.T) {
	for name, c := range map[string]struct {
		given []doc.Row
		want  int
	}{
		"a code":              {headOf("科目|金额", "201|1.00"), 1},
		"a total":             {headOf("科目^|金额>", "合计|项目", "合计|2.00"), 2},
		"the unit's name":     {headOf("单位名称^|预算数>", "合计|接待费", "某某局|2.00|1.00"), 2},
		"blank rows below":    {headOf("单位名称^|预算数>", "合计|接待费", "某某局|2.00|1.00", "||"), 2},
		"blank rows alone":    {headOf("单位名称^|预算数>", "用车费|接待费", "||", "||"), 2},
		"no amounts, no head": {headOf("姓名|电话", "张三|无"), 0},
	} {
		if got := headRows(c.given); got != c.want {
			t.Errorf("%s: %d rows, want %d", name, got, c.want)
		}
	}
}
