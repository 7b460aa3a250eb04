package pdf

import (
	"slices"
	"testing"
)

// nameLine is a line of so many Chinese characters, 10 wide and 10 high, from a height on.
func nameLine(n int, y float64) textLine {
	var glyphs []glyph
	for i := range n {
		x := float64(10 * i)
		glyphs = append(glyphs, glyph{r: '名', box: box{x, y, x + 10, y + 10}})
	}
	return lineOf(glyphs)
}

// TestNamesShared shares lines that follow one another without more room between names
// than between their lines, in a column 60 wide, out among rows.
func TestNamesShared(t *testing.T) {
	for _, tt := range []struct {
		name  string
		chars []int     // of lines 12 apart
		rows  []float64 // the middles of rows with amounts
		want  []int     // how many lines each name has
	}{
		{"a name a row", []int{4, 4, 4}, []float64{5, 17, 29}, []int{1, 1, 1}},
		{"full lines that are names of their own", []int{6, 6, 6}, []float64{5, 17, 29}, []int{1, 1, 1}},
		{"amounts beside the middle of two lines", []int{4, 6, 3, 4}, []float64{5, 23, 41}, []int{1, 2, 1}},
		{"amounts beside the middle of three", []int{6, 6, 2, 4}, []float64{17, 41}, []int{3, 1}},
		{"amounts beside the first lines", []int{6, 3, 6, 3, 4}, []float64{5, 29, 53}, []int{2, 2, 1}},
		{"a name without amounts", []int{4, 4, 4}, []float64{5, 29}, []int{1, 1, 1}},
		{"the last row's amounts beside the first of two lines", []int{6, 3, 6, 6}, []float64{11, 29}, []int{2, 2}},
		{"a row without a name", []int{4, 4}, []float64{5, 17, 29}, []int{1, 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var lines []textLine
			for i, n := range tt.chars {
				lines = append(lines, nameLine(n, float64(12*i)))
			}
			l := &loose{xs: []float64{0, 62}}
			if got := l.namesIn(lines, 0, tt.rows).shared(); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
