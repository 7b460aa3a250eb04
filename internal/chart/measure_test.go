package chart

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWrap(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		width    float64 // in ems
		lines    int
		want     []string
	}{
		{"fits", "住房保障支出", 6, 2, []string{"住房保障支出"}},
		{"evenly", "资源勘探工业信息等支出", 10, 2, []string{"资源勘探工业", "信息等支出"}},
		{"no closing mark first", "因公出国（境）费", 6, 2, []string{"因公出国", "（境）费"}},
		{"cut", "文化旅游体育与传媒支出", 4, 2, []string{"文化旅游", "体育与…"}},
		{"cut at once", "文化旅游体育与传媒支出", 5, 1, []string{"文化旅游…"}},
		{"a year stays whole", "公务用车2023年购置", 5, 3, []string{"公务用", "车2023", "年购置"}},
		{"breaks are blanks", "甲\n\t乙\x00", 9, 1, []string{"甲 乙"}},
		{"nothing", "", 9, 2, []string{}},
	} {
		if got := wrap(tc.in, tc.width*10, 10, tc.lines, emMeasurer{}); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestWrapStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.RuneFrom([]rune("支出（费），、A1 .%")), 0, 200, -1).Draw(t, "text")
		width := rapid.Float64Range(2.5, 30).Draw(t, "width") * 10
		lines := rapid.IntRange(1, 3).Draw(t, "lines")
		got := wrap(s, width, 10, lines, emMeasurer{})
		if len(got) > lines {
			t.Fatalf("%d lines", len(got))
		}
		for _, line := range got {
			if (emMeasurer{}).Width(line, 10, false) > width+1e-9 {
				t.Fatalf("%q is wider than %g", line, width)
			}
		}
		all := strings.ReplaceAll(strings.Join(got, ""), " ", "")
		if whole := strings.ReplaceAll(s, " ", ""); !strings.HasSuffix(all, "…") && all != whole {
			t.Fatalf("%q became %q", whole, all)
		}
	})
}

func TestColumnAlignsOnThePoint(t *testing.T) {
	c := newColumn([]string{"1,024.50", "0", "-3.2", "—"}, "万元", 10, emMeasurer{})
	point := func(s string) float64 { whole, _ := c.split(s); return c.at(100, s) + whole }
	for _, s := range []string{"0", "-3.2"} {
		if point(s) != point("1,024.50") {
			t.Errorf("%q has its point at %g, not %g", s, point(s), point("1,024.50"))
		}
	}
}
