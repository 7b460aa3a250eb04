package portal

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"mingbai/internal/web/page"
)

// flows are links of many kinds: few and many boxes, of all sizes, with long names.
func flows() map[string][]link {
	out := map[string][]link{
		"example": {
			{"s:一般公共预算", "f:社会保障和就业支出", 3115300},
			{"s:一般公共预算", "f:资源勘探工业信息等支出", 3101900},
			{"s:一般公共预算", "f:住房保障支出", 338100},
			{"s:一般公共预算", "f:卫生健康支出", 124500},
			{"f:社会保障和就业支出", "k:基本支出", 2622800},
			{"f:社会保障和就业支出", "k:项目支出", 492500},
			{"f:资源勘探工业信息等支出", "k:基本支出", 2391100},
			{"f:资源勘探工业信息等支出", "k:项目支出", 710800},
			{"f:住房保障支出", "k:基本支出", 338100},
			{"f:卫生健康支出", "k:基本支出", 124500},
			{"k:基本支出", "t:人员经费", 5238400},
			{"k:基本支出", "t:公用经费", 238000},
		},
		"one": {{"f:一般公共服务支出", "k:项目支出", 1}},
	}
	r := rand.New(rand.NewPCG(7, 7))
	names := []string{"一般公共服务支出", "社会保障和就业支出", "资源勘探工业信息等支出", "自然资源海洋气象等支出", "灾害防治及应急管理支出", "城乡社区支出", "卫生健康支出", "住房保障支出"}
	for i := range 40 {
		var list []link
		for _, n := range names[:1+r.IntN(len(names))] {
			basic, project := r.Int64N(9_000_000)/(1+r.Int64N(4000)), r.Int64N(9_000_000)/(1+r.Int64N(4000))
			list = append(list, link{"s:一般公共预算", "f:" + n, basic + 1}, link{"s:政府性基金预算", "f:" + n, project + 1}, link{"f:" + n, "k:基本支出", basic + 1}, link{"f:" + n, "k:项目支出", project + 1})
		}
		list = append(list, link{"k:基本支出", "t:人员经费", 2_000_000}, link{"k:基本支出", "t:公用经费", 3000})
		out[fmt.Sprint("random ", i)] = list
	}
	return out
}

// TestNoBandCrossesALabel: where the labels of a column stand, bands run level within
// their boxes; a label is inside its box's height or where no box of the column is;
// and no two labels meet.
func TestNoBandCrossesALabel(t *testing.T) {
	for name, links := range flows() {
		for _, l := range []page.Lang{page.Chinese, page.English} {
			f := draw(l, links, nil)
			for c, col := range f.Columns {
				for i := range col.Nodes {
					n := &col.Nodes[i]
					top, bottom := n.TextY-14, n.bottom()
					right := n.X + flowName + n.wide(n.Two)
					switch {
					case right > n.X+f.level[c]:
						t.Errorf("%s %s: the label %q ends at %d, bands bend from %d", name, l, n.Name, right, n.X+f.level[c])
					case right > flowWidth || bottom > f.Height:
						t.Errorf("%s %s: the label %q is cut off", name, l, n.Name)
					}
					for k := range col.Nodes {
						o := &col.Nodes[k]
						inside := k == i && top >= n.Y-1 && bottom <= n.Y+n.H+1
						if !inside && top < o.Y+o.H && o.Y < bottom {
							t.Errorf("%s %s: the label %q (%d–%d) meets the bands of %q (%d–%d)", name, l, n.Name, top, bottom, o.Name, o.Y, o.Y+o.H)
						}
						if k > i && o.TextY-14 < bottom {
							t.Errorf("%s %s: the labels %q and %q meet", name, l, n.Name, o.Name)
						}
					}
				}
			}
			within(t, name, f)
		}
	}
}

// within holds the level parts of the bands to their boxes.
func within(t *testing.T, name string, f *flow) {
	t.Helper()
	for _, b := range f.Bands {
		var x, y, level, skip, end int
		if _, err := fmt.Sscanf(b.Path, "M%d %dH%d", &x, &y, &level); err != nil {
			t.Fatal(err)
		}
		var n int
		for i := 0; i < len(b.Path); i++ {
			if b.Path[i] == 'C' {
				n = i
			}
		}
		if _, err := fmt.Sscanf(b.Path[n:], "C%d %d %d %d %d %dH%dZ", &skip, &skip, &skip, &skip, &skip, &end, &skip); err != nil {
			t.Fatal(err)
		}
		ok := false
		for c, col := range f.Columns {
			for i := range col.Nodes {
				o := &col.Nodes[i]
				ok = ok || o.X+flowBox == x && o.Y <= y && end <= o.Y+o.H && level == o.X+f.level[c]
			}
		}
		if !ok {
			t.Errorf("%s: a band at %d (%d–%d) leaves its box before its labels end", name, x, y, end)
		}
	}
}
