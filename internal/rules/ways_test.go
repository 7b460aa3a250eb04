package rules

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"mingbai/internal/diag"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/ingesttest"
)

// TestWays: sentences as many places say them, none of which a profile has word for word,
// raise nothing where they are right.
func TestWays(t *testing.T) {
	rs := everyProfile(t)
	for _, f := range ingesttest.Ways() {
		t.Run(f.Name, func(t *testing.T) {
			j := judgeWay(t, rs, f)
			lost(t, f, j.subject)
			for i := range j.loud {
				t.Errorf("%s", told(&j.loud[i]))
			}
		})
	}
}

func judgeWay(t *testing.T, rs ingest.Readers, f *ingesttest.Form) verdict {
	t.Helper()
	d, err := formFormats["html"](f)
	if err != nil {
		t.Fatal(err)
	}
	return judge(t, rs, d)
}

// waysTold is of how many figures of each way a slip is told. What is left has nothing
// that it could be held to: only one place says it.
var waysTold = map[string]int{
	"budget-beijing": 45, "budget-chongqing": 30, "budget-guangdong": 26, "budget-guangxi": 45, "budget-hebei": 16, "budget-henan": 44, "budget-jiangsu": 68, "budget-shaanxi": 31, "budget-tianjin": 48, "budget-yunnan": 30, "budget-zhejiang": 57,
	"final-anhui": 76, "final-beijing": 62, "final-chongqing": 86, "final-fujian": 66, "final-guangdong": 75, "final-hebei": 76, "final-jiangsu": 76, "final-liaoning": 36, "final-neimenggu": 68, "final-qinghai": 39, "final-shandong": 76, "final-yunnan": 70,
}

var printedFigure = regexp.MustCompile(`([0-9][0-9,]*\.[0-9]{2})(?:万元|%)`)

// TestSlipsInWays plants a slip in every figure of the sentences, one by one: it is told
// once, and of as many figures as there is something to hold to.
func TestSlipsInWays(t *testing.T) {
	rs := everyProfile(t)
	for _, f := range ingesttest.Ways() {
		t.Run(f.Name, func(t *testing.T) {
			n, once, named := 0, 0, 0
			for i, b := range f.Blocks {
				text, ok := b.(ingesttest.Text)
				if !ok {
					continue
				}
				for _, m := range printedFigure.FindAllStringSubmatchIndex(string(text), -1) {
					was := string(text[m[2]:m[3]])
					if strings.Trim(was, "0.,") == "" {
						continue
					}
					n++
					f.Blocks[i] = text[:m[2]] + ingesttest.Text(slipped(was)) + text[m[3]:]
					loud := judgeWay(t, rs, f).loud
					f.Blocks[i] = text
					where := fmt.Sprintf("…%s[%s]", lastOf(string(text[:m[2]]), 24), was)
					switch len(loud) {
					case 0:
						t.Logf("not told: %s", where)
					case 1:
						once++
						if suggests(&loud[0], was) {
							named++
						} else {
							t.Logf("%s: %s", where, told(&loud[0]))
						}
					default:
						t.Errorf("%s is told %d times: %s; %s", where, len(loud), told(&loud[0]), told(&loud[1]))
					}
				}
			}
			t.Logf("%d figures, %d told once, %d with the right value", n, once, named)
			if once < waysTold[f.Name] {
				t.Errorf("%d of %d slips are told, want at least %d", once, n, waysTold[f.Name])
			}
		})
	}
}

// slipped is a figure with its first digit one higher.
func slipped(s string) string { return string('1'+(s[0]-'0')%9) + s[1:] }

func lastOf(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

// suggests reports whether a finding gives a figure as the right one.
func suggests(f *diag.Finding, figure string) bool {
	plain := func(s string) string { return strings.NewReplacer(",", "", "%", "", "万元", "").Replace(s) }
	if plain(f.Expected) == plain(figure) {
		return true
	}
	for _, s := range f.Suspects {
		if plain(s.Suggest) == plain(figure) {
			return true
		}
	}
	return false
}
