package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/money"

	"pgregory.net/rapid"
)

// anyChart draws charts far beyond what a budget holds: long and odd names, huge,
// negative and missing amounts, shares in part.
func anyChart(t *rapid.T) Chart {
	name := rapid.StringOfN(rapid.RuneFrom([]rune("社会保障和就业支出因公出国（境）费，、A1 \t\n<&\x00")), 0, 60, -1)
	value := rapid.OneOf(
		rapid.Custom(func(t *rapid.T) money.Fen { return money.Fen(rapid.Int64Range(0, 9_999_999_99).Draw(t, "amount")) }),
		rapid.Custom(func(t *rapid.T) money.Fen { return money.Fen(rapid.Int64Range(0, 1000).Draw(t, "small")) }),
		rapid.Just(money.Fen(0)),
	)
	if rapid.IntRange(0, 3).Draw(t, "wild") == 0 {
		value = rapid.Custom(func(t *rapid.T) money.Fen { return money.Fen(rapid.Int64().Draw(t, "any")) })
	}
	c := Chart{
		Kind:  rapid.SampledFrom([]Kind{Ring, Bars}).Draw(t, "kind"),
		Title: name.Draw(t, "title"),
		Unit:  rapid.SampledFrom([]string{"万元", "元", ""}).Draw(t, "unit"),
		Total: rapid.SampledFrom([]string{"", "667.98", "1,234,567,890.12万元", "0"}).Draw(t, "total"),
	}
	for range rapid.IntRange(0, 30).Draw(t, "points") {
		v := value.Draw(t, "value")
		p := Point{Label: name.Draw(t, "label"), Value: v, Text: money.Round(v/8, money.Wan, 2).Grouped()}
		if rapid.Bool().Draw(t, "share") {
			p.Share = rapid.SampledFrom([]string{"0.04%", "46.64%", "100%", "—"}).Draw(t, "percent")
		}
		if v == 0 {
			p.Text = rapid.SampledFrom([]string{"0", "0.00", "", "—"}).Draw(t, "zero")
		}
		c.Points = append(c.Points, p)
	}
	return c
}

// area is where ink may be.
type area struct{ x0, y0, x1, y1 float64 }

func (a area) overlaps(b area) bool {
	const slack = 0.01
	return a.x0+slack < b.x1 && b.x0+slack < a.x1 && a.y0+slack < b.y1 && b.y0+slack < a.y1
}

// textArea is a run's advance by the height of its characters; digits alone stand
// on the line.
func textArea(t Text, m Measurer) area {
	w := m.Width(t.String, t.Size, t.Bold)
	x := t.X - w*[...]float64{0, 0.5, 1}[t.Anchor]
	if strings.Trim(t.String, "0123456789") == "" {
		return area{x, t.Baseline - 0.75*t.Size, x + w, t.Baseline}
	}
	return area{x, t.Baseline - 0.86*t.Size, x + w, t.Baseline + 0.1*t.Size}
}

func textsOf(d Drawing) (out []Text) {
	for _, m := range d.Marks {
		if t, ok := m.(Text); ok {
			out = append(out, t)
		}
	}
	return out
}

func fillsOf(d Drawing) (out []Fill) {
	for _, m := range d.Marks {
		if f, ok := m.(Fill); ok {
			out = append(out, f)
		}
	}
	return out
}

func extent(p Path) area {
	a := area{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, s := range p {
		for _, q := range s.P[:[...]int{1, 1, 3, 0}[s.Op]] {
			a = area{min(a.x0, q.X), min(a.y0, q.Y), max(a.x1, q.X), max(a.y1, q.Y)}
		}
	}
	return a
}

func round(p Path) bool {
	return slices.ContainsFunc(p, func(s Segment) bool { return s.Op == Cubic })
}

func TestTextStandsInsideAndApart(t *testing.T) {
	m := defaultMeasurer()
	rapid.Check(t, func(t *rapid.T) {
		c := anyChart(t)
		width := rapid.Float64Range(120, 760).Draw(t, "width")
		height := rapid.SampledFrom([]float64{0, 100, 220, 640}).Draw(t, "height")
		d := Draw(c, width, height, m)
		if d.Width != width || height > 0 && d.Height != height {
			t.Fatalf("asked for %g × %g, got %g × %g", width, height, d.Width, d.Height)
		}
		var taken []area
		for _, run := range textsOf(d) {
			a := textArea(run, m)
			if a.x0 < -0.01 || a.y0 < -0.01 || a.x1 > d.Width+0.01 || a.y1 > d.Height+0.01 {
				t.Fatalf("%q at %v leaves %g × %g", run.String, a, d.Width, d.Height)
			}
			for _, b := range taken {
				if a.overlaps(b) {
					t.Fatalf("%q at %v lies on another text at %v", run.String, a, b)
				}
			}
			taken = append(taken, a)
		}
		for _, f := range fillsOf(d) {
			if round(f.Path) {
				continue
			}
			for i, a := range taken {
				if a.overlaps(extent(f.Path)) {
					t.Fatalf("%q lies on a bar", textsOf(d)[i].String)
				}
			}
		}
	})
}

func TestEveryFigureIsPrintedAsGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyChart(t)
		d := Draw(c, DefaultWidth, 0, nil)
		var shown []string
		for _, run := range textsOf(d) {
			shown = append(shown, run.String)
		}
		svg := string(SVG(c))
		for _, p := range c.Points {
			if a := p.Text; a != "" && !slices.Contains(shown, a) && !slices.Contains(shown, withUnit(a, c.Unit)) {
				t.Fatalf("amount %q of %q is not shown: %q", a, p.Label, shown)
			}
			if p.Share != "" && !slices.Contains(shown, p.Share) {
				t.Fatalf("share %q of %q is not shown: %q", p.Share, p.Label, shown)
			}
			if !strings.Contains(svg, p.Text) || !strings.Contains(svg, p.Share) {
				t.Fatalf("%q is missing in the SVG", p.Text)
			}
		}
	})
}

// A ring keeps clear of the texts around it, and of the leaders.
func TestRingKeepsClear(t *testing.T) {
	m := defaultMeasurer()
	rings := 0
	rapid.Check(t, func(t *rapid.T) {
		c := anyChart(t)
		d := layOut(c, DefaultWidth, m)
		ring := area{math.Inf(1), 0, math.Inf(-1), 0}
		for _, f := range fillsOf(d) {
			if round(f.Path) {
				ring = area{min(ring.x0, extent(f.Path).x0), 0, 0, 0}
			}
		}
		if math.IsInf(ring.x0, 1) {
			return
		}
		rings++
		centre := XY{DefaultWidth / 2, d.Height / 2}
		if ring.x0 < 100 {
			centre.X = edge + numberR + 5
		}
		for _, run := range textsOf(d) {
			a := textArea(run, m)
			near := XY{min(max(centre.X, a.x0), a.x1), min(max(centre.Y, a.y0), a.y1)}
			far := XY{max(centre.X-a.x0, a.x1-centre.X), max(centre.Y-a.y0, a.y1-centre.Y)}
			if math.Hypot(near.X-centre.X, near.Y-centre.Y) < outerR && math.Hypot(far.X, far.Y) > innerR {
				t.Fatalf("%q lies on the ring", run.String)
			}
		}
		for _, mark := range d.Marks {
			s, ok := mark.(Stroke)
			for i := 1; ok && i < len(s.Path); i++ {
				if crosses(s.Path[i-1].P[0], s.Path[i].P[0], centre, outerR-0.01) {
					t.Fatalf("a line cuts the ring: %v", s.Path)
				}
			}
		}
	})
	if rings == 0 {
		t.Fatal("no ring was drawn")
	}
}

func TestSlicesFillTheCircle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyChart(t)
		parts := divide(c.Points)
		if parts == nil {
			return
		}
		end, sum := 0.0, 0.0
		for _, s := range parts {
			if s.start != end || s.sweep() < 0 {
				t.Fatalf("slice %+v does not start where the last one ended, %g", s, end)
			}
			end = s.end
			sum += s.sweep()
		}
		if end != 1 || math.Abs(sum-1) > 1e-9 {
			t.Fatalf("the slices end at %v and sum up to %v turns", end, sum)
		}
	})
}

func TestDivide(t *testing.T) {
	parts := divide(datong().Points)
	want := []float64{0.4664, 0.0186, 0.4644, 0.0506}
	for i, s := range parts {
		if math.Abs(s.sweep()-want[i]) > 0.0001 {
			t.Errorf("slice %d sweeps %.5f turns, want %.4f", i, s.sweep(), want[i])
		}
	}
	for name, points := range map[string][]Point{
		"nothing":  {},
		"zeros":    {{Value: 0}, {Value: 0}},
		"one":      {{Value: 5}, {Value: 0}},
		"negative": {{Value: 5}, {Value: 5}, {Value: -1}},
		"beyond":   {{Value: math.MaxInt64}, {Value: math.MaxInt64}, {Value: math.MaxInt64}},
	} {
		if got := divide(points); got != nil {
			t.Errorf("%s: %v, want bars", name, got)
		}
	}
}

func TestBarsShowSignAndZero(t *testing.T) {
	c := Chart{Kind: Bars, Unit: "万元", Points: []Point{
		wan("甲", "10.00", ""), wan("乙", "0", ""), wan("丙", "-5.00", ""), wan("丁", "0.01", ""),
	}}
	fills := fillsOf(Draw(c, DefaultWidth, 0, nil))
	if len(fills) != 3 {
		t.Fatalf("%d bars for three amounts that are not zero", len(fills))
	}
	plus, minus, least := extent(fills[0].Path), extent(fills[1].Path), extent(fills[2].Path)
	if plus.x0 != minus.x1 || least.x0 != plus.x0 {
		t.Errorf("bars do not share an axis: %v %v %v", plus, minus, least)
	}
	if r := (plus.x1 - plus.x0) / (minus.x1 - minus.x0); math.Abs(r-2) > 1e-6 {
		t.Errorf("10 is drawn %g times as long as -5", r)
	}
	if w := least.x1 - least.x0; math.Abs(w-leastBar) > 1e-6 {
		t.Errorf("the least amount is %g pt wide", w)
	}
}

func TestRingFallsBackToBars(t *testing.T) {
	for _, f := range fillsOf(Draw(single(), DefaultWidth, 0, nil)) {
		if round(f.Path) {
			t.Fatal("one item of 100% is drawn as a ring")
		}
	}
}

func TestDrawTakesAnySize(t *testing.T) {
	for _, size := range [][2]float64{{math.NaN(), math.NaN()}, {math.Inf(1), math.Inf(1)}, {0, 0}, {-5, -5}, {1, 1}, {1e5, 3}} {
		d := Draw(twelve(), size[0], size[1], nil)
		if !(d.Width >= 1 && d.Height > 0 && d.Width < 1e6 && d.Height < 1e6) {
			t.Errorf("%v: %g × %g", size, d.Width, d.Height)
		}
	}
}

func TestDefaultSizes(t *testing.T) {
	for name, want := range map[string]float64{"datong": 220, "zeros": 220, "sangong": 142} {
		if d := Draw(samples()[name], DefaultWidth, 0, nil); d.Height != want {
			t.Errorf("%s is %g pt high, want %g", name, d.Height, want)
		}
	}
}

func TestColorsOfNeighboursDiffer(t *testing.T) {
	for n := 2; n <= 40; n++ {
		for i := range n {
			if sliceColor(i, n) == sliceColor((i+1)%n, n) {
				t.Errorf("of %d slices, %d and %d look the same", n, i, (i+1)%n)
			}
		}
	}
}

// No rule, axis or leader runs through a text.
func TestLinesKeepOffText(t *testing.T) {
	m := defaultMeasurer()
	rapid.Check(t, func(t *rapid.T) {
		d := layOut(anyChart(t), DefaultWidth, m)
		runs := textsOf(d)
		for _, mark := range d.Marks {
			s, ok := mark.(Stroke)
			for i := 1; ok && i < len(s.Path); i++ {
				a, b := s.Path[i-1].P[0], s.Path[i].P[0]
				for _, run := range runs {
					if through(a, b, textArea(run, m)) {
						t.Fatalf("a line from %v to %v runs through %q", a, b, run.String)
					}
				}
			}
		}
	})
}

// through looks at places along a line, half a point apart.
func through(a, b XY, box area) bool {
	n := math.Ceil(math.Hypot(b.X-a.X, b.Y-a.Y) * 2)
	for i := range int(n) + 1 {
		t := float64(i) / n
		x, y := a.X+t*(b.X-a.X), a.Y+t*(b.Y-a.Y)
		if x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1 {
			return true
		}
	}
	return false
}
