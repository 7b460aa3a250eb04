package width

import (
	"strings"
	"testing"
)

func TestColumns(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "预算": 4, "“三公”": 8, "321.53": 6, "\x1b[31m错误\x1b[0m": 4, "（境）": 6, "≥95%": 5} {
		if got := Of(s); got != want {
			t.Errorf("%q takes %d columns, want %d", s, got, want)
		}
	}
}

func TestFoldNeverBeginsALineWithAClosingMark(t *testing.T) {
	for _, l := range Fold(strings.Repeat("预算，收入。（境）", 30), 41) {
		if strings.ContainsAny(string([]rune(l)[:1]), "，。）") || Of(l) > 41 {
			t.Errorf("%q", l)
		}
	}
}
