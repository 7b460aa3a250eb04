package cli

import (
	"fmt"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// contents counts what a disclosure holds, for a person.
func (ui *terminal) contents(d *budget.Disclosure) string {
	both := contentsOf(d)
	return ui.t(both[0], both[1])
}

// contentsOf counts what a disclosure holds, in Chinese and in English.
func contentsOf(d *budget.Disclosure) (both [2]string) {
	for i, format := range [2]string{
		"%d 张表（%d 张无数据）、%d 个金额；%d 节文字，填数填词 %d 处；%d 份绩效表，%d 幅图，%d 条名词",
		"%d tables (%d empty), %d amounts; %d sections, %d values in sentences; %d performance forms, %d charts, %d terms",
	} {
		both[i] = fmt.Sprintf(format, len(d.Tables), emptyTables(d), amounts(d), len(d.Sections), claims(d), forms(d), len(d.Charts), len(d.Glossary))
	}
	return both
}

func emptyTables(d *budget.Disclosure) (n int) {
	for _, t := range d.Tables {
		if t.Empty {
			n++
		}
	}
	return n
}

// amounts counts the cells that print a number.
func amounts(d *budget.Disclosure) (n int) {
	for _, t := range d.Tables {
		for _, p := range t.Panels {
			for _, l := range p.Lines {
				for _, c := range l.Cells {
					if c.Printed.Mark == money.Number {
						n++
					}
				}
			}
		}
	}
	return n
}

// claims counts the values that sentences state.
func claims(d *budget.Disclosure) (n int) {
	for _, s := range d.Sections {
		for _, p := range s.Paragraphs {
			n += len(p.Claims)
		}
	}
	return n
}

func forms(d *budget.Disclosure) (n int) {
	for _, p := range d.Projects {
		if p.HasForm {
			n++
		}
	}
	return n
}

// entries counts what a book was made from, for a person.
func (ui *terminal) entries(b *budget.Book) string {
	return fmt.Sprintf(ui.t("支出明细 %d 笔，“三公”经费 %d 行，政府采购 %d 行，项目 %d 个，人员 %d 行，车辆 %d 行，上年合计 %d 个",
		"%d lines of expenditure, %d of three-public expenses, %d of procurement, %d projects, %d lines of staff, %d of vehicles, %d of last year's totals"),
		len(b.Facts), len(b.ThreePublic), len(b.Procurement), len(b.Projects), len(b.Staff), len(b.Vehicles), len(b.PriorTotal))
}
