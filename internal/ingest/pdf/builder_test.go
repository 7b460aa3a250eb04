package pdf

import "testing"

// TestAPageGoesOnWithASentence: a page that begins with a table's title does not go on with the
// heading that the page before ended with.
func TestAPageGoesOnWithASentence(t *testing.T) {
	line := func(s string) *paragraph {
		l := typed(s, 70, 100)
		return &paragraph{box: l.box, text: s, last: l, left: 70, right: l.x1}
	}
	before := line("示例市测试局内设办公室、财务科、业务一科、业务二科")
	for text, want := range map[string]bool{
		"等机构，编制二十二人。":     true,
		"表1 2025年收支总体情况表": false,
		"附表二 支出总表（按功能分类）": false,
		"表面处理中心等单位":       true,
	} {
		if got := goesOn(before, line(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
