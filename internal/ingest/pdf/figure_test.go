package pdf

import (
	"slices"
	"testing"
)

// set puts a text on a line of characters ten points wide, from x; spaces are gaps.
func set(text string, x, y float64) textLine {
	l := textLine{box: box{x, y, x, y + 10}}
	for _, r := range text {
		if r != ' ' {
			l.glyphs = append(l.glyphs, glyph{r: r, box: box{x, y, x + 10, y + 10}})
			l.x1 = x + 10
		}
		x += 10
	}
	return l
}

func texts(list []textLine) (out []string) {
	for _, l := range list {
		out = append(out, l.text())
	}
	return out
}

func TestRingWithLabelsIsAPicture(t *testing.T) {
	p := &rawPage{shapes: []shape{
		{box{250, 100, 330, 180}, true},
		{box{240, 150, 320, 200}, true},
		{box{100, 300, 120, 301}, false},
	}}
	text := []textLine{
		set("上面的正文说到这里为止。", 80, 60),
		set("住房保障支出", 100, 120),
		set("33.81万元 5.06%", 340, 150),
		set("结构图", 260, 230),
	}
	found := pictures(p, nil)
	if len(found) != 1 || found[0] != (box{240, 100, 330, 200}) {
		t.Fatalf("pictures %v", found)
	}
	rest, kept := unlabelled(text, found, 0)
	if want := []string{"上面的正文说到这里为止。", "结构图"}; !slices.Equal(texts(rest), want) {
		t.Errorf("text %q, want %q", texts(rest), want)
	}
	if len(kept) != 1 || kept[0].x0 > 100 || kept[0].x1 < 440 {
		t.Errorf("labels are not in the picture: %v", kept)
	}
}

func TestShadedCellsAreNoBars(t *testing.T) {
	grid := []rule{{100, 80, 500}, {120, 80, 500}, {140, 80, 500}}
	down := []rule{{80, 100, 140}, {300, 100, 140}, {500, 100, 140}}
	p := &rawPage{across: grid, down: down, shapes: []shape{{box{80, 100, 300, 120}, false}, {box{300, 100, 500, 120}, false}}}
	tables := grids(p, beyond{})
	fill(tables, set("项目", 90, 105).glyphs)
	if found := pictures(p, tables); len(found) > 0 {
		t.Errorf("shading taken for %v", found)
	}
}

func TestBarsOnOneLineAreAPicture(t *testing.T) {
	p := &rawPage{shapes: []shape{
		{box{100, 120, 130, 200}, false}, {box{150, 160, 180, 200}, false}, {box{200, 190, 230, 200}, false},
	}}
	if found := pictures(p, nil); len(found) != 1 || found[0] != (box{100, 120, 230, 200}) {
		t.Errorf("pictures %v", found)
	}
}

func TestMarkedFrameWithSentencesIsText(t *testing.T) {
	p := &rawPage{figures: []box{{80, 80, 500, 200}}}
	text := []textLine{set("本单位共有内设科室三个，下属单位一个。", 90, 100)}
	rest, kept := unlabelled(text, pictures(p, nil), 1)
	if len(rest) != 1 || len(kept) != 0 {
		t.Errorf("text %q, pictures %v", texts(rest), kept)
	}
}

func TestContentsAreAParagraphEach(t *testing.T) {
	list := []textLine{
		set("预算收支总表                   2", 80, 100),
		set("预算收入总表                  11", 80, 116),
		set("一般公共预算安排的基本支出分经济科目", 80, 132),
		set("情况表......7", 80, 148),
		set("名词解释", 80, 164),
	}
	got := flow(list, 1, 80, 264)
	if len(got) != 4 {
		t.Errorf("%d paragraphs, want 4", len(got))
	}
	if sentence := set("比上年减少329.65", 80, 100); leadsToPage(&sentence) {
		t.Error("an amount at the end of a line is taken for a page's number")
	}
}

func TestTitleOverTwoLines(t *testing.T) {
	first, second := set("2023年一般公共预算安排基本支出", 215, 100), set("分经济科目表（不含上年结转）", 230, 114)
	if got := flow([]textLine{first, second}, 1, 80, 530); len(got) != 1 {
		t.Errorf("the title is in %d paragraphs", len(got))
	}
	whole := set("2023年一般公共预算收支预算表", 220, 100)
	if got := flow([]textLine{whole, second}, 1, 80, 530); len(got) != 2 {
		t.Error("two titles are one")
	}
}

func TestSentencesAreNoTable(t *testing.T) {
	list := []textLine{
		set("安排的经费预算9.20万元，比", 80, 100),
		set("上年减少0.72万元，下降7.24%，原因是", 80, 116),
		set("压减，其中接待费0.30万元，公务", 80, 132),
		set("用车运行维护费8.90万元。", 80, 148),
	}
	beginningWithAmounts := []textLine{
		set("3,205.74万元，占92.73%；基金收入251.39万元，占7.27%。", 80, 100),
		set("三、支出预算情况说明", 80, 116),
		set("某局支出预算合计3,457.13万元，其中：基本支出1,719.59", 80, 132),
	}
	for _, list := range [][]textLine{list, beginningWithAmounts} {
		if tables, rest := bands(list, 1, beyond{}); len(tables) > 0 || len(rest) != len(list) {
			t.Errorf("%q: %d tables, %d lines", list[0].text(), len(tables), len(rest))
		}
	}
}
