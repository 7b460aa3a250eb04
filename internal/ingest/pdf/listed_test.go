package pdf

import "testing"

// An item of a list does not go on with the one before it, even where that fills its line.
func TestNextInList(t *testing.T) {
	for _, c := range []struct {
		before, line string
		want         bool
	}{
		{"八、政府性基金预算财政拨款收入支出决算情况说明", "九、国有资本经营预算财政拨款收入支出决算情况说明", true},
		{"（七）负责会计管理工作。", "（八）负责票据管理。", true},
		{"（九）负责国库。", "（十）负责债务。", true},
		{"十九、其他", "二十、附表", true},
		{"9. 2025年预算表", "10. 2025年项目表", true},
		{"八、政府性基金", "十、绩效", false},
		{"八、政府性基金", "（九）其他", false},
		{"1.5万元，其中：", "2.5万元", false},
		{"全文见附件一、附件二、", "三、四。", false},
	} {
		if got := nextInList(c.before, c.line); got != c.want {
			t.Errorf("%q after %q: %v", c.line, c.before, got)
		}
	}
}
