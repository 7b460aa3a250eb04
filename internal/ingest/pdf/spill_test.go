package pdf

import (
	"slices"
	"testing"

	"mingbai/internal/doc"
)

// tablesOf are the texts of the tables of pages put together.
func tablesOf(pages ...*rawPage) (out [][][]string) {
	for _, b := range assemble(inOrderAll(pages)).Blocks {
		if t, ok := b.(*doc.Table); ok {
			out = append(out, matrix(t.Rows))
		}
	}
	return out
}

// TestTextOverItsCell reads text that runs on over the empty cells right of its own, as
// workbooks print it, wherever the border stands in a character.
func TestTextOverItsCell(t *testing.T) {
	const name = "机关事业单位基本养老保险缴费"
	for from := 102.0; from < 112; from += 1.5 {
		p := a4(1)
		p.rule([]float64{100, 150, 190, 230, 330}, []float64{100, 120, 140})
		p.say(103, 105, 10, "项目")
		p.say(153, 105, 10, "甲")
		p.say(193, 105, 10, "乙")
		p.say(233, 105, 10, "金额")
		p.say(from, 125, 10, name)
		p.say(290, 125, 10, "12.50")
		want := [][]string{{"项目", "甲", "乙", "金额"}, {name, "", "", "12.50"}}
		if got := tablesOf(p); len(got) != 1 || !slices.EqualFunc(got[0], want, slices.Equal) {
			t.Errorf("from %g: %q", from, got)
		}
	}
	p := a4(1) // two cells that are both full to the border
	p.rule([]float64{100, 150, 200}, []float64{100, 120, 140})
	p.say(110, 105, 10, "上年预算")
	p.say(151, 105, 10, "本年预算")
	if got := tablesOf(p); len(got) != 1 || !slices.Equal(got[0][0], []string{"上年预算", "本年预算"}) {
		t.Errorf("full cells: %q", got)
	}
}

// TestADashBesideAnAmount reads a dash that begins at the border where an amount ends.
func TestADashBesideAnAmount(t *testing.T) {
	p := a4(1)
	p.rule([]float64{100, 160, 200, 240}, []float64{100, 120, 140})
	p.say(103, 105, 10, "项目")
	p.say(163, 105, 10, "金额")
	p.say(203, 105, 10, "分值")
	p.say(103, 125, 10, "其他资金")
	p.say(170, 125, 10, "745.74")
	p.say(200.2, 125, 10, "—")
	want := []string{"其他资金", "745.74", "—"}
	if got := tablesOf(p); len(got) != 1 || !slices.Equal(got[0][1], want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestACharacterUnderItsCell reads characters set one under the other of which the last
// hangs out under the table; one that begins a line below is not theirs.
func TestACharacterUnderItsCell(t *testing.T) {
	for below, want := range map[string]string{"拨": "财政拨", "拨款另列": "财政"} {
		p := a4(1)
		p.rule([]float64{100, 120, 200, 300}, []float64{100, 120, 145})
		p.say(105, 105, 10, "类")
		p.say(123, 105, 10, "项目")
		p.say(233, 105, 10, "金额")
		p.say(105, 122, 10, "财")
		p.say(105, 133, 10, "政")
		p.say(123, 127, 10, "合计")
		p.say(260, 127, 10, "12.50")
		p.say(105, 147, 10, below)
		if got := tablesOf(p); len(got) != 1 || got[0][1][0] != want {
			t.Errorf("%s below: %q, want %q", below, got, want)
		}
	}
}
