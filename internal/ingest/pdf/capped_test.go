package pdf

import "testing"

// wordsAt is a line of text, its characters 10 wide and high.
func wordsAt(s string, x, y float64) textLine {
	var glyphs []glyph
	for _, r := range s {
		if r != ' ' {
			glyphs = append(glyphs, glyph{r: r, box: box{x, y, x + 10, y + 10}})
		}
		x += 10
	}
	return lineOf(glyphs)
}

// TestRowOverAllColumns adds the row above a table with open sides that one head stands in
// the middle of, and no title, unit or several texts.
func TestRowOverAllColumns(t *testing.T) {
	for _, tt := range []struct {
		name string
		text []textLine
		rule rule
		want int // rows
	}{
		{"a head", []textLine{wordsAt("预算数", 45, 5)}, rule{0, 0, 120}, 2},
		{"a unit", []textLine{wordsAt("单位：万元", 35, 5)}, rule{0, 0, 120}, 1},
		{"a head at the left", []textLine{wordsAt("预算数", 5, 5)}, rule{0, 0, 120}, 1},
		{"two lines", []textLine{wordsAt("预算数", 45, 0), wordsAt("决算数", 45, 10)}, rule{-5, 0, 120}, 1},
		{"a narrower rule", []textLine{wordsAt("预算数", 45, 5)}, rule{0, 30, 120}, 1},
		{"nothing", nil, rule{0, 0, 120}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tb := *ruledRow(nil, nil)
			tb.y0, tb.y1, tb.ys = 20, 40, []float64{20, 40}
			tables := []table{tb}
			left := capped(tables, []rule{tt.rule}, func() []textLine { return tt.text })
			if got := len(tables[0].ys) - 1; got != tt.want || len(left) != 2-tt.want {
				t.Errorf("%d rows and %d rules left, want %d", got, len(left), tt.want)
			}
			if c := tables[0].cells[0]; tt.want == 2 && (c.c1 != 2 || c.r1 != 1 || tables[0].cells[1].r0 != 1) {
				t.Errorf("the first cell is %+v", c)
			}
		})
	}
}

// TestStacks tells which horizontal rules make a table.
func TestStacks(t *testing.T) {
	row := func(y float64) textLine { return wordsAt("名称      12.00      34.00", 10, y) }
	for _, tt := range []struct {
		name  string
		rules []rule
		text  []textLine
		want  []int // how many rules each table has
	}{
		{"one table", []rule{{0, 0, 300}, {20, 0, 300}, {40, 0, 300}}, []textLine{row(5), row(25)}, []int{3}},
		{"two, with a unit between", []rule{{0, 0, 300}, {20, 0, 300}, {40, 0, 300}, {80, 0, 300}, {100, 0, 300}, {120, 0, 300}}, []textLine{row(5), row(25), wordsAt("单位：万元", 10, 55), row(85), row(105)}, []int{3, 3}},
		{"two of other sides", []rule{{0, 5, 300}, {20, 5, 300}, {40, 5, 300}, {80, 0, 300}, {100, 60, 200}, {120, 0, 300}}, []textLine{row(5), row(25), wordsAt("单位：万元", 10, 55), row(85), row(105)}, []int{3, 3}},
		{"rows beside a cell that the page parts", []rule{{0, 50, 300}, {20, 50, 300}, {40, 0, 300}, {60, 50, 300}}, []textLine{row(5), row(25), row(45)}, []int{4}},
		{"an underline below", []rule{{0, 0, 300}, {20, 0, 300}, {40, 0, 300}, {60, 50, 200}}, []textLine{row(5), row(25), wordsAt("说明", 60, 48)}, []int{3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found := stacks(tt.rules, tt.text)
			if len(found) != len(tt.want) {
				t.Fatalf("%d tables, want %d: %v", len(found), len(tt.want), found)
			}
			for i, s := range found {
				if len(s.rules) != tt.want[i] {
					t.Errorf("table %d has %d rules, want %d", i+1, len(s.rules), tt.want[i])
				}
			}
		})
	}
}
