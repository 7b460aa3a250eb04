package pdf

import "testing"

// TestHeadPartedByWholeRules reads a head of four rows without vertical rules over one row of few
// amounts: rules from side to side part its rows, and each head of the last row but one stands over
// two of the last.
func TestHeadPartedByWholeRules(t *testing.T) {
	p := a4(1)
	centred := func(y float64, column, columns int, s string) {
		wide := float64(10 * len([]rune(s)))
		p.say(40+45*float64(column)+(45*float64(columns)-wide)/2, y, 10, s)
	}
	p.lines(40, 580, 100, 120, 160, 180, 200)
	p.lines(40+4*45, 40+10*45, 140)
	centred(105, 0, 12, "财政拨款经费")
	centred(125, 4, 6, "公务用车购置及运行")
	centred(135, 0, 2, "合计")
	centred(135, 2, 2, "因公出国")
	centred(135, 10, 2, "公务接待")
	centred(145, 4, 2, "小计")
	centred(145, 6, 2, "购置费")
	centred(145, 8, 2, "运行费")
	for c := range 12 {
		centred(165, c, 1, []string{"预算数", "决算数"}[c%2])
	}
	p.say(65, 185, 10, "0.95")
	p.say(515, 185, 10, "0.95")
	isTables(t, tablesOf(p), `财政拨款经费
合计||因公出国||公务用车购置及运行||||||公务接待
||||小计||购置费||运行费
预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
0.95||||||||||0.95|`)
}
