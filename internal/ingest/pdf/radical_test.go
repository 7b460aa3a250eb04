package pdf

import "testing"

// TestRadicalsHaveRoom holds characters of which only the ink's box is known to stand
// in their line as the others do, without blanks beside them.
func TestRadicalsHaveRoom(t *testing.T) {
	glyphs := []glyph{
		{r: '科', box: box{100, 50, 112, 62}},
		{r: '目', box: box{114, 52, 122, 61}},
		{r: '一', box: box{125, 56, 135, 57}},
		{r: '览', box: box{136, 50, 148, 62}},
		{r: '工', box: box{150, 82, 158, 91}}, // on another line: nothing tells its size
		{r: '（', box: box{100, 101, 112, 115}},
		{r: '一', box: box{113, 108, 123, 109}}, // between brackets
		{r: '）', box: box{124, 101, 136, 115}},
	}
	widen(glyphs)
	want := []box{{100, 50, 112, 62}, {112, 50, 124, 62}, {124, 50, 136, 62}, {136, 50, 148, 62}, {150, 82, 158, 91}, {100, 101, 112, 115}, {112, 101, 124, 115}, {124, 101, 136, 115}}
	for i, g := range glyphs {
		if g.box != want[i] {
			t.Errorf("%c is at %v, want %v", g.r, g.box, want[i])
		}
	}
	l := lines(glyphs[:4])[0]
	if s := l.printed(); s != "科目一览" {
		t.Errorf("printed as %q", s)
	}
}
