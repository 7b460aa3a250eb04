package docx

import "testing"

func TestNumerals(t *testing.T) {
	for _, c := range []struct {
		format string
		n      int
		want   string
	}{
		{"decimal", 12, "12"},
		{"chineseCounting", 1, "一"},
		{"chineseCounting", 10, "十"},
		{"chineseCounting", 12, "十二"},
		{"chineseCounting", 20, "二十"},
		{"chineseCountingThousand", 105, "一百零五"},
		{"chineseCountingThousand", 110, "一百一十"},
		{"chineseCountingThousand", 1001, "一千零一"},
		{"chineseCountingThousand", 20010, "二万零一十"},
		{"japaneseCounting", 21, "二十一"},
		{"ideographDigital", 12, "一二"},
		{"chineseLegalSimplified", 12, "壹拾贰"},
		{"decimalZero", 7, "07"},
		{"decimalFullWidth", 12, "１２"},
		{"decimalEnclosedCircle", 3, "③"},
		{"decimalEnclosedCircleChinese", 21, "㉑"},
		{"decimalEnclosedParen", 2, "⑵"},
		{"ideographTraditional", 3, "丙"},
		{"upperLetter", 28, "BB"},
		{"lowerLetter", 3, "c"},
		{"upperRoman", 14, "XIV"},
		{"lowerRoman", 4, "iv"},
		{"none", 4, ""},
		{"unheard of", 4, "4"},
		{"upperRoman", 0, "0"},
	} {
		if got := inFormat(c.format, c.n); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.format, c.n, got, c.want)
		}
	}
}
