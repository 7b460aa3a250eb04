package check

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// millionths is a percent in the measure that percents are weighed in.
const millionths = 1_000_000

// allowed fills in what the number's print allows. Blanks and dashes count as
// zero exactly; text that is no number allows anything and is weighed nowhere.
func (n number) allowed() number {
	n.lo, n.hi = 0, 0
	if n.printed.Mark != money.Number {
		n.step = max(n.place(int(n.scale)), 1)
		return n
	}
	d := n.printed.Value
	if d.Coef == 0 { // 0 says as much as 0.00
		n.scale = max(n.scale, d.Scale)
	} else {
		n.scale = d.Scale
	}
	n.step = n.place(int(n.scale))
	if d.Coef == 0 && n.class != Percent {
		n.step = max(n.step, 1)
		return n // nothing, exactly
	}
	if n.step == 0 || d.Coef > (1<<55)/n.step || d.Coef < -(1<<55)/n.step {
		n.printed.Mark = money.Words // finer or larger than amounts can be: not weighed
		n.step = 1
		return n
	}
	mid := d.Coef * n.step
	n.lo, n.hi = mid, mid
	if !n.exact {
		n.lo, n.hi = mid-n.step/2, mid+n.step/2
	}
	return n
}

// place is one unit of the last place of a print with that many decimals, in the
// class's measure; 0 where it is too fine to halve.
func (n *number) place(scale int) int64 {
	unit := int64(1)
	switch n.class {
	case Money:
		unit = n.unit.Fen() * 10
	case Percent, Points:
		unit = millionths
	case Count:
		if scale > 0 {
			return 0
		}
		return 1
	}
	for range scale {
		if unit%10 != 0 {
			return 0
		}
		unit /= 10
	}
	if unit < 2 {
		return 0
	}
	return unit
}

// loosely is what the number allows where a blank or a zero may be what rounds to
// nothing.
func (n *number) loosely() (lo, hi int64) {
	if n.lo == 0 && n.hi == 0 && !n.exact {
		return 0, n.step / 2
	}
	return n.lo, n.hi
}

// half is how far the exact value may lie from the print.
func (n *number) half() int64 {
	if n.exact {
		return 0
	}
	return n.step / 2
}

// mid is the printed value itself.
func (n *number) mid() int64 {
	if n.printed.Mark != money.Number {
		return 0
	}
	return n.printed.Value.Coef * n.step
}

// UnitName is the number's unit in words: 万元, 元, %, or nothing for counts.
func (s *Subject) UnitName(v Var) string {
	switch n := &s.numbers[v]; n.class {
	case Money:
		return n.unit.String()
	case Percent:
		return "%"
	case Points:
		return "分"
	default:
		return ""
	}
}

// Label tells what a number is: 208 社会保障和就业支出 合计; “十”一节的 …; the form's field.
func (s *Subject) Label(v Var) string {
	n := &s.numbers[v]
	switch n.kind {
	case ofCell, ofRate:
		p := &s.Tables[n.owner].Panels[n.panel]
		l := &p.Lines[n.line]
		return strings.TrimSpace(l.Code+" "+strings.TrimSpace(l.Name)) + " " + n.columnIn(p)
	case ofClaim:
		return s.claimLabel(n)
	case ofReview:
		return s.reviewLabel(n)
	case ofSaid:
		return s.said[n.owner].label()
	default:
		return s.Projects[n.owner].Name + " " + fieldNames[moneyFields[n.column]]
	}
}

// columnIn is the name of the panel's column that a number stands in.
func (n *number) columnIn(p *budget.Panel) string {
	if n.kind == ofRate {
		return p.Rates[n.column]
	}
	return p.Columns[n.column]
}

// cellIn is the cell of a line that a number stands in; nil where the line is short.
func (n *number) cellIn(l *budget.Line) *budget.Cell {
	cells := l.Cells
	if n.kind == ofRate {
		cells = l.Rates
	}
	if int(n.column) >= len(cells) {
		return nil
	}
	return &cells[n.column]
}

func (s *Subject) claim(n *number) *budget.Claim {
	return &s.Sections[n.owner].Paragraphs[n.line].Claims[n.column]
}

// fieldNames are a form's amounts in words.
var fieldNames = map[string]string{
	"term.total": "实施期资金总额", "term.central": "实施期中央财政资金", "term.province": "实施期省级财政资金",
	"term.county": "实施期市县（区）财政资金", "term.self": "实施期单位自筹", "term.other": "实施期其他资金",
	"annual.total": "年度资金总额", "annual.central": "年度中央财政资金", "annual.province": "年度省级财政资金",
	"annual.county": "年度市县（区）财政资金", "annual.self": "年度单位自筹", "annual.other": "年度其他资金",
	"annual.fiscal": "年度财政拨款", "annual.carry": "年度上年结转", "term.fiscal": "实施期财政拨款", "term.carry": "实施期上年结转",
}
