package pdf

import (
	"slices"
	"strings"
	"testing"
)

// typed is characters 10 high from a place on, Chinese ones 10 wide and others 5; a blank
// leaves room for another of those.
func typed(s string, x, y float64) textLine {
	var glyphs []glyph
	for _, r := range s {
		w := 5.0
		if han(r) {
			w = 10
		}
		if r != ' ' {
			glyphs = append(glyphs, glyph{r: r, box: box{x, y, x + w, y + 10}})
		}
		x += w
	}
	return lineOf(glyphs)
}

func textsOfLines(list []textLine) (out []string) {
	for i := range list {
		out = append(out, strings.ReplaceAll(list[i].text(), " ", ""))
	}
	return out
}

// TestPiecesAfterAmounts parts what stands on a line close behind an amount.
func TestPiecesAfterAmounts(t *testing.T) {
	for _, tt := range []struct {
		line string
		want []string
	}{
		{"12.30 基本支出", []string{"12.30", "基本支出"}},
		{"12.30 1、基本支出", []string{"12.30", "1、基本支出"}},
		{"12.30 1,234.56", []string{"12.30", "1,234.56"}},
		{"基本支出12.30", []string{"基本支出", "12.30"}},
		{"12.30万元", []string{"12.30万元"}},
		{"12.3 4", []string{"12.34"}},
		{"2080501 行政单位", []string{"2080501行政单位"}},
	} {
		if got := textsOfLines(piecesOf(typed(tt.line, 0, 0))); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.line, got, tt.want)
		}
	}
}

// TestWordsSetApart joins the characters of words on a line of a head, and no others.
func TestWordsSetApart(t *testing.T) {
	above := []textLine{typed("上年结转结", 100, 0), typed("一般公共预", 160, 0)}
	for _, tt := range []struct {
		name   string
		pieces []textLine
		above  []textLine
		want   []string
	}{
		{"one word", []textLine{typed("项", 0, 12), typed("目", 30, 12)}, nil, []string{"项目"}},
		{"two words far from one another", []textLine{typed("项", 0, 12), typed("目", 25, 12), typed("行", 75, 12), typed("次", 100, 12)}, nil, []string{"项目", "行次"}},
		{"two words close to one another", []textLine{typed("数", 0, 12), typed("量", 30, 12), typed("合", 52, 12), typed("计", 82, 12)}, nil, []string{"数量", "合计"}},
		{"levels of a code", []textLine{typed("类", 0, 12), typed("款", 25, 12), typed("项", 50, 12)}, nil, []string{"类", "款", "项"}},
		{"ends of two heads", []textLine{typed("余", 120, 12), typed("算", 180, 12)}, above, []string{"余", "算"}},
		{"a word under other heads", []textLine{typed("余", 120, 42), typed("算", 150, 42)}, above, []string{"余算"}},
	} {
		if got := textsOfLines(headWords(tt.pieces, tt.above)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestNamesSetApart joins two characters that begin where a longer name does.
func TestNamesSetApart(t *testing.T) {
	short := []textLine{typed("奖", 50, 0), typed("金", 80, 0)}
	for _, tt := range []struct {
		name string
		body []textLine
		want int
	}{
		{"among longer names", append([]textLine{typed("工资福利支出", 50, 20)}, short...), 2},
		{"names that begin elsewhere", append([]textLine{typed("工资福利支出", 62, 20)}, short...), 3},
		{"columns of one character", append([]textLine{typed("是", 50, 20), typed("否", 80, 20)}, short...), 4},
	} {
		if got := wordsApart(tt.body); len(got) != tt.want {
			t.Errorf("%s: got %q", tt.name, textsOfLines(got))
		}
	}
}

// TestPartedAtBorders parts texts at the borders of columns where a gap is, and numbers nowhere.
func TestPartedAtBorders(t *testing.T) {
	for _, tt := range []struct {
		line string
		x    float64 // of the border
		want int
	}{
		{"车辆设备 台套", 42, 2},
		{"车辆设备台套", 40, 1},
		{"车辆设备 台套", 20, 1},
		{"2080 501", 22, 1},
	} {
		if got := partAt([]textLine{typed(tt.line, 0, 0)}, []float64{tt.x}); len(got) != tt.want {
			t.Errorf("%s: got %q", tt.line, textsOfLines(got))
		}
	}
}

// TestBeginningsOfNames holds what begins a name apart from what ends one.
func TestBeginningsOfNames(t *testing.T) {
	for s, want := range map[string]bool{"一、基本支出": true, "（一）基本支出": true, "（一）": false, "其中：公务接待费": true, "本年支出合计": true, "的补助": false, "预算拨款": false} {
		if got := beginsName(s); got != want {
			t.Errorf("%s: got %v", s, got)
		}
	}
}
