package layout

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var tenPoint = Style{Size: 10, Line: 14}

func broken(text string, measure, first float64) []string {
	r := newRun(Ems{}, tenPoint, text, 0)
	var out []string
	for _, l := range r.lines(measure, first) {
		out = append(out, text[l.from:l.to])
	}
	return out
}

func TestLines(t *testing.T) {
	tests := []struct {
		name           string
		text           string
		measure, first float64
		want           string // lines by |
	}{
		{"empty", "", 50, 0, ""},
		{"one line", "预算公开", 50, 0, "预算公开"},
		{"between any two characters", "一般公共预算支出", 50, 0, "一般公共预|算支出"},
		{"first line indented", "一般公共预算支出", 50, 20, "一般公|共预算支出"},
		{"a figure stays whole", "支出1,823,200元整", 60, 0, "支出|1,823,200元|整"},
		{"a share stays whole", "下降33.04%左右", 50, 0, "下降|33.04%左|右"},
		{"a comma hangs by its empty half", "预算收支，总表", 45, 0, "预算收支，|总表"},
		{"else it takes its neighbour along", "预算收支，总表", 40, 0, "预算收|支，总表"},
		{"no opening mark at an end", "安排因公出（境）费", 60, 0, "安排因公出|（境）费"},
		{"no opening quote at an end", "其中“三公”经费", 30, 0, "其中|“三|公”经|费"},
		{"a blank ends a word and goes", "abc defg hi", 25, 0, "abc|defg|hi"},
		{"a line end in the text", "预算\n公开", 50, 0, "预算|公开"},
		{"a word wider than the line is cut", "ABCDEFGH", 30, 0, "ABCD|EFGH"},
		{"so is one after the text before it", "预ABCDEFGH", 30, 0, "预|ABCD|EFGH"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(broken(test.text, test.measure, test.first), "|"); got != test.want {
				t.Errorf("lines(%q, %g, %g) = %q, want %q", test.text, test.measure, test.first, got, test.want)
			}
		})
	}
}

func TestBalanced(t *testing.T) {
	for _, test := range []struct {
		text    string
		measure float64
		want    string
	}{
		{"国有资本经营预算", 60, "国有资本|经营预算"},
		{"2023年合计", 40, "2023年|合计"},
		{"2023年合计", 45, "2023年|合计"},
		{"一般公共预算", 30, "一般|公共|预算"},
		{"合计", 60, "合计"},
	} {
		r := newRun(Ems{}, tenPoint, test.text, 0)
		var got []string
		for _, l := range r.balanced(test.measure) {
			got = append(got, test.text[l.from:l.to])
		}
		if s := strings.Join(got, "|"); s != test.want {
			t.Errorf("balanced(%q, %g) = %q, want %q", test.text, test.measure, s, test.want)
		}
	}
}

// Whatever the text: nothing but blanks and line ends is lost, lines keep within
// the measure, and marks stand where they may.
func TestLinesProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := clean(rapid.StringOf(rapid.RuneFrom([]rune("预算收支表一二（）“”，。；：、《》 abZ019.,%\n—"))).Draw(t, "text"))
		measure := rapid.Float64Range(5, 200).Draw(t, "measure")
		first := rapid.Float64Range(0, measure/2).Draw(t, "first")
		lines := newRun(Ems{}, tenPoint, text, 0).lines(measure, first)
		at := 0
		for i, l := range lines {
			if gap := text[at:l.from]; strings.Trim(gap, " \t\n\u3000") != "" {
				t.Fatalf("line %d leaves out %q", i, gap)
			}
			at = l.to
			room := measure
			if i == 0 {
				room -= first
			}
			line := []rune(text[l.from:l.to])
			over := l.width - room
			if n := len(line); n > 0 && strings.ContainsRune(halfEmpty, line[n-1]) {
				over -= tenPoint.Size / 2
			}
			if over > 2*epsilon && len(line) > 1 {
				t.Fatalf("line %d %q is %g wide, room %g", i, string(line), l.width, room)
			}
		}
		if rest := strings.Trim(text[at:], " \t\n\u3000"); rest != "" {
			t.Fatalf("the end is left out: %q", rest)
		}
	})
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"预算":           "预算",
		"a\tb":         "a b",
		"a\r\nb\rc":    "a\nb\nc",
		"a\x00b\u200b": "ab",
		"a\xffb":       "a□b",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

// Gaps stand between Chinese characters and Latin letters or digits, never at a
// line's end.
func TestGaps(t *testing.T) {
	s := Style{Size: 10}
	for _, c := range []struct {
		text string
		want float64
	}{
		{"年度", 20},
		{"2023", 20},
		{"2023年", 32},
		{"在2023年", 44},
		{"在2023年A级", 65.5},
		{"占5%的", 34.5},
		{"（2023）", 40},
		{"第①项", 25},
		{"二〇2", 27},
		{"年 2", 20},
	} {
		if got := newRun(Ems{}, s, c.text, 0).width(); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s is %g wide, want %g", c.text, got, c.want)
		}
	}
	lines := newRun(Ems{}, s, "本年度2023", 0).lines(30, 0)
	if len(lines) != 2 || lines[0].width != 30 || lines[1].width != 20 {
		t.Errorf("lines %+v", lines)
	}
}

func TestAdvancesInTimes(t *testing.T) {
	times, bold := Style{Size: 10, ASCII: roman}, Style{Size: 10, ASCII: roman, Bold: true}
	for r, want := range map[rune]float64{' ': 2.5, '.': 2.5, '0': 5, '9': 5, '%': 8.33, 'J': 3.89, 'Z': 6.11, '~': 5.41, '年': 10, '，': 10, 'é': 5} {
		if got := (Ems{}).Advance(times, r); math.Abs(got-want) > 1e-9 {
			t.Errorf("%c is %g wide, want %g", r, got, want)
		}
	}
	for _, r := range "0123456789.," {
		if (Ems{}).Advance(bold, r) != (Ems{}).Advance(times, r) {
			t.Errorf("a bold %c has another width", r)
		}
	}
}
