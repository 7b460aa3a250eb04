package pdf

import (
	"math"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

func TestOnce(t *testing.T) {
	at := func(r rune, x, y float64) glyph { return glyph{r: r, box: box{x, y, x + 2.5, y + 5}} }
	got := once([]glyph{at('5', 10, 20), at('5', 12.5, 20), at('5', 10.3, 20), at('5', 10, 20.4), at('6', 10, 20), at('5', 10, 26)})
	if s := join(got); s != "5565" {
		t.Errorf("%q, want the digits beside and below one another, and of those over one another one", s)
	}
}

func TestLeans(t *testing.T) {
	for degrees, want := range map[float64]bool{0: false, 18: false, 90: false, 45: true, 135: true, 270: false, 300: true, -30: true} {
		if leans(degrees*math.Pi/180) != want {
			t.Errorf("%g degrees: want %v", degrees, want)
		}
	}
}

// TestTextCutAway: a cell shows as many lines of its text as its row has room for; what is
// clipped off below is not read, what is cut at its side is.
func TestTextCutAway(t *testing.T) {
	cell := func(line string) string { return "q 60 700 80 30 re W n " + line + " Q " }
	res, _ := faultsOf(t, made(plain(cell("BT /F 12 Tf 62 710 Td (Seen) Tj ET")+cell("BT /F 12 Tf 62 680 Td (Below) Tj ET")+cell("BT /F 12 Tf 62 720 Td (cut at the side of its cell) Tj ET"))))
	var got []string
	for _, b := range res.Document.Blocks {
		if p, ok := b.(doc.Paragraph); ok {
			got = append(got, p.Text)
		}
	}
	if said := strings.Join(got, " "); !strings.Contains(said, "Seen") || strings.Contains(said, "Below") || !strings.Contains(said, "side of its cell") {
		t.Errorf("%q", said)
	}
}

func TestWithoutSpecks(t *testing.T) {
	rules := []rule{{10, 0, 2.4}, {10, 4, 6.4}, {10.4, 8, 10.4}, {30, 0, 2.4}, {40, 0, 20}, {40, 50, 52}}
	if got := withoutSpecks(rules); len(got) != 4 {
		t.Errorf("%v, want the dashes that go on with others, and the long one", got)
	}
}

func TestGarbledByRareCharacters(t *testing.T) {
	if !garbled(&rawPage{glyphs: digits("䅄嶛嶛頉䌼㩾䅄頉财䅍㻵䝖䅄頉", 0, 0)}) {
		t.Error("a page of characters that nobody writes is not garbled")
	}
}

// TestNamesThatBegin: text that touches the border is what runs on only where texts of the
// column do not begin there.
func TestNamesThatBegin(t *testing.T) {
	row := func(r int, left, right string, x float64) []cell {
		y := float64(20 * r)
		return []cell{
			{box: box{0, y, 50, y + 20}, r0: r, r1: r + 1, c0: 0, c1: 1, glyphs: digits(left, 49-5*float64(len([]rune(left))), y+5)},
			{box: box{50, y, 100, y + 20}, r0: r, r1: r + 1, c0: 1, c1: 2, glyphs: digits(right, x, y+5)},
		}
	}
	whole := table{xs: []float64{0, 50, 100}, ys: []float64{0, 20, 40}, cells: append(row(0, "12.50", "支出", 50.1), row(1, "", "收入", 50.1)...)}
	whole.spill()
	if s := cellText(whole.cells[1].glyphs); s != "支出" {
		t.Errorf("behind an amount stands %q", s)
	}
}
