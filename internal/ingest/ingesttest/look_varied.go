package ingesttest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Varied is a look with more of what published tables do, by chance.
func (k Look) Varied(seed uint64) Look {
	r := rand.New(rand.NewPCG(seed, 11))
	some := func() bool { return r.IntN(3) == 0 }
	k.Indent, k.Levels, k.Brackets, k.Aside, k.Noted = some(), some(), some(), some(), some()
	k.Codes = []string{"", "left", "center"}[r.IntN(3)]
	if some() {
		k.Slim = true
	}
	if r.IntN(4) == 0 {
		k.Times = 2 + r.IntN(9)
	}
	if k.Part != "" && some() {
		k.Part = "again"
	}
	if r.IntN(5) == 0 {
		k.Apart = true
	}
	if r.IntN(6) == 0 {
		k.Paper = "A3"
	}
	if r.IntN(6) == 0 {
		k.Mixed = true
	}
	return k
}

// varied is a table as it is changed for the look. Times is how often its rows stand one
// after the other.
func (k Look) varied(g *Grid2) *Grid2 {
	if k.Brackets {
		g = g.WithAmounts(func(_ int, s string) string {
			if rest, ok := strings.CutPrefix(s, "-"); ok {
				return "(" + rest + ")"
			}
			return s
		})
	}
	if k.Levels {
		g = g.withLevels()
	}
	if k.Times > 1 && len(g.Rows)-g.Head > 12 && isCode(g.Rows[len(g.Rows)-1][0].Text) {
		g = g.longer(k.Times)
	}
	if k.Noted {
		out := *g
		out.Notes = append(slices.Clone(g.Notes), "注：1.本表反映本年度收支情况，金额单位转换时可能存在尾数误差。", "2.本表为空的栏没有发生额。")
		g = &out
	}
	return g
}

// isCode reports whether a text is a code of a subject.
func isCode(s string) bool {
	return len(s) >= 3 && len(s) <= 7 && strings.Trim(s, "0123456789") == ""
}

// withLevels is a table whose codes, where they stand over the columns of three levels, are
// parted into those.
func (g *Grid2) withLevels() *Grid2 {
	out := *g
	out.Rows = nil
	for _, row := range g.Rows {
		if s := row[0]; s.Cols == 3 && isCode(s.Text) {
			levels := []Slot{{Text: s.Text[:3]}, {}, {}}
			for i := 1; i < 3 && len(s.Text) >= 2*i+3; i++ {
				levels[i].Text = s.Text[2*i+1 : 2*i+3]
			}
			row = append(levels, row[1:]...)
		}
		out.Rows = append(out.Rows, row)
	}
	return &out
}

// longer is a table whose rows follow one another so many times, each time with other
// amounts.
func (g *Grid2) longer(times int) *Grid2 {
	out := *g
	first := g.Head + 1 // below the total
	for n := 1; n < times; n++ {
		part := Grid2{Rows: g.Rows[first:]}
		out.Rows = append(slices.Clone(out.Rows), part.WithAmounts(func(i int, s string) string { return other(s, i+n) }).Rows...)
	}
	return &out
}

// other is an amount with other digits.
func other(s string, n int) string {
	return strings.Map(func(r rune) rune {
		if n++; r >= '1' && r <= '9' {
			return '1' + (r-'1'+rune(n*7))%9
		}
		return r
	}, s)
}

// indent is how far a name stands to the right behind its code.
func (k Look) indent(code string) string {
	if !k.Indent || !isCode(code) || len(code) < 4 {
		return ""
	}
	return fmt.Sprintf(" style=\"padding-left:%dem\"", (len(code)-3)/2)
}
