package pdf

import (
	"slices"
	"testing"

	"mingbai/internal/doc"
)

// inTurn are the paragraphs of pages and, as the first of their texts, the tables.
func inTurn(pages ...*rawPage) (out []string) {
	for _, b := range assemble(inOrderAll(pages)).Blocks {
		switch x := b.(type) {
		case doc.Paragraph:
			out = append(out, blanks.Replace(x.Text))
		case *doc.Table:
			out = append(out, "["+x.Rows[0].Cells[0].Text+"]")
		}
	}
	return out
}

// TestTitlesBeside reads tables that stand beside one another under titles and units of
// their own, and such as have one in common.
func TestTitlesBeside(t *testing.T) {
	type said struct {
		x, y float64
		text string
	}
	for _, c := range []struct {
		name string
		over []said
		want []string
	}{
		{
			name: "titles and units of their own",
			over: []said{{60, 60, "（一）收入和支出"}, {110, 100, "单位收入总表"}, {370, 100, "单位支出总表"}, {210, 120, "单位：万元"}, {480, 120, "单位：元"}},
			want: []string{"（一）收入和支出", "单位收入总表", "单位：万元", "[甲]", "单位支出总表", "单位：元", "[乙]"},
		},
		{
			name: "numbers too",
			over: []said{{60, 80, "表1"}, {320, 80, "表2"}, {110, 100, "单位收入总表"}, {370, 100, "单位支出总表"}, {210, 120, "单位：万元"}, {480, 120, "单位：元"}},
			want: []string{"表1", "单位收入总表", "单位：万元", "[甲]", "表2", "单位支出总表", "单位：元", "[乙]"},
		},
		{
			name: "one title for both",
			over: []said{{250, 100, "单位收支总表"}, {480, 120, "单位：万元"}},
			want: []string{"单位收支总表", "单位：万元", "[甲]", "[乙]"},
		},
		{
			name: "one line with the unit's name and the unit",
			over: []said{{250, 100, "单位收支总表"}, {60, 120, "编制单位：某局"}, {480, 120, "单位：万元"}},
			want: []string{"单位收支总表", "编制单位：某局单位：万元", "[甲]", "[乙]"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := a4(1)
			for _, s := range c.over {
				p.say(s.x, s.y, 10, s.text)
			}
			for i, x := range []float64{60, 320} {
				xs, ys := []float64{x, x + 100, x + 210}, []float64{140, 160, 180, 200 - float64(i)*20}[:4-i]
				p.rule(xs, ys)
				p.cellsAt(xs, ys, [][]string{{[]string{"甲", "乙"}[i], "金额"}, {"合计", "1.00"}})
			}
			p.say(60, 240, 10, "说明写在后面。")
			if got, want := inTurn(p), append(c.want, "说明写在后面。"); !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}
