package reconstruct

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// The parts of a remark: what all reconstructed books say, and what is said of the
// amounts by the unit that they were published in.
const (
	remarkHead  = "由公开件反推的账册：表格逐格印出来与公开的一致。"
	remarkWays  = "科目与经济分类和项目的对应是许多种可能中的一组，不是单位的原账；申报表上写明元的照申报表"
	remarkExact = "公开的表印到元，这里的元照公开的数。"
)

// RemarkOf is what the book reconstructed from a disclosure says of itself, at its
// head: whether its yuan are those that were published, where all tables are in
// yuan, or made up to fit rounded ones, and of which tables.
func RemarkOf(d *budget.Disclosure) string {
	rounded, exact := units(d)
	switch {
	case len(exact) == 0:
		return Remark
	case len(rounded) == 0:
		return remarkHead + remarkExact + "\n" + remarkWays
	}
	return remarkHead + fmt.Sprintf("印作元的表，这里的元照公开的数；\n印作万元的（%s）只有四舍五入的数，只在那里印的数，元是许多种可能中的一组。\n", strings.Join(rounded, "、")) + remarkWays
}

// units are the titles of the tables that hold amounts: those whose amounts are
// rounded, and those in yuan.
func units(d *budget.Disclosure) (rounded, exact []string) {
	for i := range d.Tables {
		t := &d.Tables[i]
		switch {
		case !holdsAmounts(t):
		case t.MoneyUnit == money.Yuan:
			exact = append(exact, t.Title)
		default:
			rounded = append(rounded, t.Title)
		}
	}
	return rounded, exact
}

func holdsAmounts(t *budget.Table) bool {
	for _, p := range t.Panels {
		for _, l := range p.Lines {
			for _, c := range l.Cells {
				if c.Printed.Mark == money.Number && !c.Printed.Value.IsZero() {
					return true
				}
			}
		}
	}
	return false
}
