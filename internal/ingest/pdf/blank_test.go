package pdf

import (
	"strings"
	"testing"
)

// typeset sets a text in a line of glyphs ten points wide: a space is half a character
// wide, each character is followed by so much room more, and before a digit stands
// the quarter that word processors put there.
func typeset(text string, room float64) textLine {
	var l textLine
	x := 0.0
	last := ' '
	for _, r := range text {
		if r == ' ' {
			x += 5 + room
			last = r
			continue
		}
		width := 10.0
		if !han(r) {
			width = 5
		}
		if last != ' ' && han(last) != han(r) {
			x += 2.5
		}
		l.glyphs = append(l.glyphs, glyph{r: r, box: box{x, 0, x + width, 10}})
		x += width + room
		last = r
	}
	for i, g := range l.glyphs {
		if i == 0 {
			l.box = g.box
		}
		l.box = l.join(g.box)
	}
	return l
}

func TestBlanksBetweenChineseCharactersAreKept(t *testing.T) {
	for _, room := range []float64{0, 1.5, 4} {
		l := typeset("绩效评价及结果应用管理纳 入预算编制、执行、监督", room)
		if got, want := l.printed(), "绩效评价及结果应用管理纳 入预算编制、执行、监督"; got != want {
			t.Errorf("set with %v between its characters it reads %q", room, got)
		}
		if got, want := l.text(), "绩效评价及结果应用管理纳入预算编制、执行、监督"; got != want {
			t.Errorf("for names and cells it reads %q", got)
		}
	}
}

func TestRoomMadeByTheLayoutIsNoBlank(t *testing.T) {
	for name, text := range map[string]string{
		"room beside digits":    "本年财政业务费10.00万元，信息化系统日常维护费166.66万元",
		"blanks at the ends":    "  由区财政局负责审核相关事项，  ",
		"words of a form apart": "财 政 业 务 费 合 计 数",
		"few characters":        "目 录",
	} {
		for _, room := range []float64{0, 1, 2} {
			l := typeset(text, room)
			if got, want := l.printed(), strings.ReplaceAll(text, " ", ""); got != want {
				t.Errorf("%s, set with %v between its characters: %q", name, room, got)
			}
		}
	}
	l := typeset("委托社会中介机构对行政事业单位开展绩效评价10.00万元", 7)
	if got, want := l.printed(), "委托社会中介机构对行政事业单位开展绩效评价10.00万元"; got != want {
		t.Errorf("a line that is stretched reads %q", got)
	}
}

func TestColumnsArePartedByMoreThanABlank(t *testing.T) {
	l := typeset("上海市某区财政局财政所       预算不单列，并入本级", 0)
	if got, want := l.printed(), "上海市某区财政局财政所  预算不单列，并入本级"; got != want {
		t.Errorf("%q", got)
	}
}

// TestATypedBlankBesideADigitIsKept tells a blank that is a character of the file from
// the room that word processors make beside digits, which is as wide.
func TestATypedBlankBesideADigitIsKept(t *testing.T) {
	l := typeset("2023年收入10.00万元，比上年增加", 0)
	for i := range l.glyphs {
		l.glyphs[i].typed = i > 0 && l.glyphs[i].r == '年'
	}
	if got, want := l.printed(), "2023 年收入10.00万元，比上年增加"; got != want {
		t.Errorf("it reads %q", got)
	}
}
