package pdf

import (
	"slices"
	"testing"
)

// TestRowsBetweenRules counts the rows between two rules, whose names take several lines in
// columns beside one another.
func TestRowsBetweenRules(t *testing.T) {
	one := lines(slices.Concat(
		typed("一般公共", 0, 8).glyphs, typed("社会保障", 200, 13).glyphs, typed("预算财政", 0, 18).glyphs, typed("12.30", 100, 18).glyphs,
		typed("45.60", 300, 18).glyphs, typed("和就业", 200, 23).glyphs, typed("拨款", 0, 28).glyphs,
	))
	if all, amounts := rowsIn(one, 0, 50); all != 1 || amounts != 1 {
		t.Errorf("one row: %d rows, %d of them with amounts", all, amounts)
	}
	apart := lines(slices.Concat(typed("说明", 0, 8).glyphs, typed("名称", 0, 20).glyphs, typed("12.30", 100, 20).glyphs))
	if all, amounts := rowsIn(apart, 0, 50); all != 2 || amounts != 1 {
		t.Errorf("two lines: %d rows, %d of them with amounts", all, amounts)
	}
}

// TestOpenBelowRules finds where rows end that a page ends with below the last rule.
func TestOpenBelowRules(t *testing.T) {
	set := []rule{{100, 50, 400}, {130, 50, 400}}
	head := slices.Concat(typed("科目", 60, 110).glyphs, typed("合计", 200, 110).glyphs, typed("支出", 300, 110).glyphs)
	row := func(y float64) []glyph {
		return slices.Concat(typed("合计", 60, y).glyphs, typed("12.30", 200, y).glyphs)
	}
	for _, tt := range []struct {
		name string
		text []textLine
		end  float64
	}{
		{"one row at the end of the page", lines(slices.Concat(head, row(135))), 146},
		{"two rows", lines(slices.Concat(head, row(135), row(150))), 161},
		{"a row, and another text below", lines(slices.Concat(head, row(135), typed("部门预算公开情况", 60, 300).glyphs)), 0},
		{"no amounts", lines(slices.Concat(head, typed("部门预算", 60, 135).glyphs)), 0},
	} {
		if got := openBelow(tt.text, set); got != tt.end {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.end)
		}
	}
}

// TestColumnsAsFollowed matches the columns of a table with those that it took from the page
// before, which its text has moved.
func TestColumnsAsFollowed(t *testing.T) {
	before := &table{xs: []float64{0, 20, 40, 100, 200}, guess: &loose{xs: []float64{0, 20, 40, 100, 200}}}
	now := &table{xs: []float64{5, 52, 98, 205}, guess: &loose{xs: []float64{5, 26, 52, 98, 205}, followed: true}}
	if at, ok := columnsIn(now, before); !ok || !slices.Equal(at, []int{0, 2, 3, 4}) {
		t.Errorf("got %v, %v", at, ok)
	}
	now.guess.followed = false
	if at, ok := columnsIn(now, before); ok {
		t.Errorf("a table that took no columns: %v", at)
	}
}
