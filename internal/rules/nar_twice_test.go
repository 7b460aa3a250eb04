package rules

import (
	"slices"
	"testing"

	"mingbai/internal/ingest/ingesttest"
)

// TestFactsTwice holds what is said of a thing in a second place to the first, where
// the two are near, and of that alone.
func TestFactsTwice(t *testing.T) {
	rs := everyProfile(t)
	for _, c := range []struct {
		form  int
		says  string
		right string // what is told to be right; empty where nothing is told, ? where it is not known
	}{
		{0, "其中，机关事业单位职业年金缴费支出51.42万元。", "51.41"},
		{0, "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）预算数为51.14万元。", "51.41"},
		{0, "其中，机关事业单位职业年金缴费支出51.41万元。", ""},
		{0, "其中，机关事业单位职业年金缴费支出51.4万元。", ""},
		{0, "其中，机关事业单位职业年金缴费支出12.00万元。", ""},
		{0, "2024年机关事业单位职业年金缴费支出51.42万元。", ""},
		{0, "机关事业单位职业年金缴费支出增加51.42万元。", ""},
		{0, "局机关机关事业单位职业年金缴费支出51.42万元。", ""},
		{0, "截至2024年12月31日，本部门共有车辆5辆。", "?"},
		{0, "截至2024年12月31日，本部门共有车辆4辆。", ""},
		{0, "本部门共有车辆5辆。", ""},
		{0, "截至2024年12月31日，下属林场共有车辆5辆。", ""},
		{4, "截至2024年12月31日，本部门共有车辆5辆。", "4"},
	} {
		t.Run(c.says, func(t *testing.T) {
			f := ingesttest.Budgets()[c.form]
			at := slices.IndexFunc(f.Blocks, func(b any) bool { return b == any(ingesttest.Title("第四部分 名词解释")) })
			f.Blocks = slices.Insert(f.Blocks, at, any(ingesttest.Text(c.says)))
			d, err := formFormats["html"](f)
			if err != nil {
				t.Fatal(err)
			}
			loud := judge(t, rs, d).loud
			for i := range loud {
				switch got := &loud[i]; {
				case got.Rule != "NAR-029" || c.right == "" || len(loud) > 1:
					t.Errorf("told: %s", told(got))
				case c.right != "?" && !slices.Contains(suggested(got), c.right):
					t.Errorf("suggested %q: %s", suggested(got), told(got))
				}
			}
			if c.right != "" && len(loud) == 0 {
				t.Error("nothing is told")
			}
		})
	}
}
