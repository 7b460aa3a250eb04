package rules

import "testing"

func TestCellsOfAColumnTooNarrowAreKnown(t *testing.T) {
	for text, want := range map[string]bool{"####": true, " ######## ": true, "＃＃＃": true, "": false, " ": false, "12.00": false, "#1": false, "#REF!": false} {
		if tooNarrow(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
