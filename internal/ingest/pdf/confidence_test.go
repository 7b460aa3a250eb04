package pdf

import (
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/place"
)

// digits sets digits 5 wide and 10 high from a place on.
func digits(s string, x, y float64) []glyph {
	var out []glyph
	for _, r := range s {
		if r != ' ' {
			out = append(out, glyph{r: r, box: box{x, y, x + 5, y + 10}})
		}
		x += 5
	}
	return out
}

// ruledRow is a row of two cells, 60 wide and 20 high, with what stands in them.
func ruledRow(left, right []glyph) *table {
	return &table{
		ruled: true, box: box{0, 0, 120, 20}, xs: []float64{0, 60, 120}, ys: []float64{0, 20},
		cells: []cell{
			{box: box{0, 0, 60, 20}, r1: 1, c1: 1, glyphs: left},
			{box: box{60, 0, 120, 20}, r1: 1, c0: 1, c1: 2, glyphs: right},
		},
	}
}

func TestSignsOfAWrongReading(t *testing.T) {
	reversed := digits("12.30", 10, 5)
	reversed[0], reversed[4] = reversed[4], reversed[0]
	spread := digits("1 2 3 . 5", 5, 5)
	for _, tt := range []struct {
		name        string
		left, right []glyph
		percent     uint8
		why         string
	}{
		{"a plain number", digits("1,503.52", 10, 5), digits("8.00", 70, 5), 0, ""},
		{"a number set as wide as its column", digits("1,234,567.00", 0, 5), digits("8.00", 70, 5), 0, ""},
		{"digits all set apart", spread, nil, 0, ""},
		{"a name over two lines", append(digits("abc", 5, 0), digits("def", 5, 10)...), nil, 0, ""},
		{"a name that hangs over", digits("abcdef", 45, 5), nil, 0, ""},
		{"a number over two lines", append(digits("1,503.", 10, 0), digits("52", 10, 10)...), nil, doubtLines, "由2行拼成的：“1,503.”“52”"},
		{"a number on the rule below", digits("15.20", 10, 14), nil, doubtHanging, "骑在行的框线上"},
		{"a number low in its row", digits("15.20", 10, 11), nil, 0, ""},
		{"a number over its border", digits("15.20", 40, 5), nil, doubtCrossing, "越出了这一列"},
		{"digits on both sides of a rule", digits("12,3", 40, 5), digits("45.67", 60, 5), doubtParted, "被列线断开"},
		{"digits over one another", append(digits("12.30", 10, 5), digits("4", 12, 5)...), nil, doubtOverlaid, "叠在一起"},
		{"a gap inside", digits("12  3.40", 10, 5), nil, doubtGap, "可能是两个数"},
		{"digits stored in another order", reversed, nil, doubtOrder, "次序"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tb := ruledRow(tt.left, tt.right)
			d := tb.doubt(&tb.cells[0])
			if tt.percent == 0 {
				if d != (place.Doubt{}) {
					t.Errorf("doubted: %+v", d)
				}
				return
			}
			if d.Percent < tt.percent || !strings.Contains(d.Why, tt.why) {
				t.Errorf("%+v, want %d for %s", d, tt.percent, tt.why)
			}
		})
	}
}

func TestGuessedColumnsAreALittleDoubt(t *testing.T) {
	tb := ruledRow(digits("8.00", 10, 5), nil)
	tb.guessed = true
	if d := tb.doubt(&tb.cells[0]); d.Percent != doubtGuessed || d.Serious() {
		t.Errorf("%+v", d)
	}
	tb.cells[0].glyphs = append(digits("1,503.", 10, 0), digits("52", 10, 10)...)
	if d := tb.doubt(&tb.cells[0]); !d.Serious() || d.Percent <= doubtLines {
		t.Errorf("with a second sign: %+v", d)
	}
}

func TestABarePageBetweenRuledOnesIsDoubted(t *testing.T) {
	pages := []*rawPage{{number: 4}, {number: 5}, {number: 6}, {number: 7}}
	ruled := table{ruled: true}
	b := &builder{drawn: drawnPages(pages, [][]table{{ruled}, nil, {ruled}, nil})}
	if got := b.bareTables([]table{{}}, 5); !got[0].bare {
		t.Error("page 5 lies between ruled ones and is not doubted")
	}
	if got := b.bareTables([]table{{}}, 7); got[0].bare {
		t.Error("page 7 is the last and is doubted")
	}
	if d := (&table{bare: true}).doubt(&cell{}); !d.Serious() {
		t.Errorf("%+v", d)
	}
}

// TestGarbledPages are told by letters of other scripts among the Chinese ones,
// as fonts without a right table of characters have them.
func TestGarbledPages(t *testing.T) {
	for text, want := range map[string]bool{
		"编v单位ÿP海市¯政局ß能分类科目编码ß能分类科目Ā合«Ā本支出":    true,
		"2025年预算单位支出预算总表α≥90%·①（一）ABC×100±1℃": false,
		"Ångström über café": false, // too few to tell
	} {
		if got := garbled(&rawPage{glyphs: digits(text, 0, 0)}); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// TestHeadsSharedOutTwoWays doubts the cells of a table whose text stands between two
// heads, under neither more than under the other.
func TestHeadsSharedOutTwoWays(t *testing.T) {
	for _, tt := range []struct {
		name   string
		band   box
		unsure bool
	}{
		{"between two heads", box{x0: 145, x1: 155}, true},
		{"below a head", box{x0: 90, x1: 110}, false},
		{"from below a head on", box{x0: 115, x1: 160}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := &loose{box: box{80, 0, 220, 40}, leaves: []*node{{box: box{80, 0, 120, 10}}, {box: box{180, 0, 220, 10}}}}
			if !l.centred([]box{tt.band}) || l.unsure != tt.unsure {
				t.Fatalf("unsure is %v, want %v", l.unsure, tt.unsure)
			}
			tb := ruledRow(digits("12.30", 10, 5), nil)
			tb.guessed, tb.guess = true, l
			want := uint8(doubtGuessed)
			if tt.unsure {
				want = doubtUnsure
			}
			if d := tb.doubt(&tb.cells[0]); d.Percent != want {
				t.Errorf("doubt is %v, want %d", d, want)
			}
		})
	}
}

// TestRowsThatGoOnWithNoneAreDoubted holds rows without a head, with which a page begins, to
// the columns of the page before.
func TestRowsThatGoOnWithNoneAreDoubted(t *testing.T) {
	for _, tt := range []struct {
		name   string
		xs     []float64 // of the second page's columns
		tables int
		doubt  bool
	}{
		{"the same columns", []float64{72, 250, 400}, 1, false},
		{"more columns", []float64{72, 150, 250, 330, 480}, 2, true},
	} {
		first, second := a4(1), a4(2)
		first.say(200, 80, 12, "收入支出总表")
		first.say(400, 100, 10, "单位：万元")
		for i, row := range [][]string{{"项目", "收入", "支出"}, {"基本支出", "12.30", "45.60"}, {"项目支出", "32.10", "65.40"}, {"其他支出", "21.30", "54.60"}, {"上缴支出", "1.30", "4.60"}, {"经营支出", "2.30", "5.60"}} {
			for k, x := range []float64{72, 250, 400} {
				first.say(x, 640+float64(i)*20, 10, row[k])
			}
		}
		for i := range 4 {
			for k, x := range tt.xs {
				text := []string{"林区养护", "林区巡查", "病虫防治", "设备购置"}[i]
				if k > 0 {
					text = []string{"12.30", "45.60", "78.90", "32.10"}[(i+k)%4]
				}
				second.say(x, 80+float64(i)*20, 10, text)
			}
		}
		var tables []*doc.Table
		for _, b := range assemble([]*rawPage{first, second}).Blocks {
			if x, ok := b.(*doc.Table); ok {
				tables = append(tables, x)
			}
		}
		if len(tables) != tt.tables {
			t.Fatalf("%s: %d tables, want %d", tt.name, len(tables), tt.tables)
		}
		rows := tables[len(tables)-1].Rows
		if got := rows[len(rows)-1].Cells[1].Doubt.Serious(); got != tt.doubt {
			t.Errorf("%s: doubted: %v", tt.name, got)
		}
	}
}
