package sample

import (
	"fmt"

	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// form adds a performance declaration: eight columns, labels inside, spans both ways.
func (b builder) form(n int, project string, yuan int64) {
	id := fmt.Sprintf("PF%d", n)
	title := "大同市市级预算部门（单位）项目支出绩效目标申报表"
	t := &doc.Table{ID: id, Title: title, MoneyUnit: money.Yuan, Form: true}
	for i, w := range []int{8, 10, 13, 18, 11, 13, 18, 11} {
		t.Columns = append(t.Columns, doc.Column{Key: fmt.Sprintf("c%d", i+1), Kind: doc.Name, Width: w})
	}
	t.Rows = formRows(id, project, yuan)
	b.add(doc.Heading{Level: 3, Text: title, ID: fmt.Sprintf("pf%d", n), Table: true, Place: place.Ref{Table: id, Form: project}},
		doc.Paragraph{Text: "（2023年度）", Style: doc.Centred}, t)
}

func label(s string, cols, rows int) doc.Cell {
	return doc.Cell{Text: s, ColSpan: cols, RowSpan: rows, Scope: doc.RowHeader}
}

func value(s string, cols int) doc.Cell { return doc.Cell{Text: s, ColSpan: cols} }

// yuanCell is a form's amount: exact yuan with thousands commas.
func yuanCell(address string, yuan int64) doc.Cell {
	n := &doc.Number{Exact: money.FromYuan(yuan), Known: true, Unit: money.Yuan, Address: address}
	n.Printed = money.Printed{Text: n.Exact.Grouped(), Mark: money.Number, Value: money.Decimal{Coef: yuan}}
	return doc.Cell{Text: n.Printed.Text, Align: doc.AlignRight, Amount: n}
}

func formRows(id, project string, yuan int64) []doc.Row {
	rows := []doc.Row{
		{Cells: []doc.Cell{label("项目名称", 2, 1), value(project, 6)}},
		{Cells: []doc.Cell{label("主管部门及代码", 2, 1), value("083-大同市工业和信息化局[部门]", 2), label("实施单位", 1, 1), value(unitName, 3)}},
		{Cells: []doc.Cell{label("项目属性", 2, 1), value("经常性项目（长期开展）", 2), label("项目期", 1, 1), value("4年", 3)}},
	}
	kinds := []string{"资金总额：", "其中：中央财政资金", "省级财政资金", "市县（区）财政资金", "单位自筹", "其他资金"}
	for i, kind := range kinds {
		share := int64(0)
		if i == 0 || i == 3 {
			share = yuan
		}
		var cells []doc.Cell
		if i == 0 {
			cells = append(cells, label("项目资金（元）", 2, len(kinds)))
			cells = append(cells, label("实施期"+kind, 1, 1), yuanCell(address(id, "实施期"+kind, "金额"), 4*share), label("年度"+kind, 1, 1))
		} else {
			cells = append(cells, label(kind, 1, 1), yuanCell(address(id, "实施期"+kind, "金额"), 4*share), label(kind, 1, 1))
		}
		last := yuanCell(address(id, "年度"+kind, "金额"), share)
		last.ColSpan = 3
		rows = append(rows, doc.Row{Cells: append(cells, last)})
	}
	for _, l := range []string{"项目概况", "立项依据", "项目设立必要性", "保证项目实施的制度、措施", "项目实施计划"} {
		rows = append(rows, doc.Row{Cells: []doc.Cell{label(l, 2, 1), value(l+"写在这里，字数多的时候要换行：一二三四五六七八九十，一二三四五六七八九十，一二三四五六七八九十。", 6)}})
	}
	rows = append(rows,
		doc.Row{Cells: []doc.Cell{{Text: "实施期目标", ColSpan: 5, Scope: doc.ColumnHeader}, {Text: "年度目标", ColSpan: 3, Scope: doc.ColumnHeader}}},
		doc.Row{Cells: []doc.Cell{label("总体目标", 2, 1), value("四年内按标准足额缴纳，不拖欠。", 3), value("本年按标准足额缴纳，不拖欠。", 3)}})
	return append(rows, indicatorRows()...)
}

func indicatorRows() []doc.Row {
	head := doc.Row{Cells: []doc.Cell{label("绩效指标", 1, 10)}}
	for _, s := range []string{"一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"} {
		head.Cells = append(head.Cells, doc.Cell{Text: s, Scope: doc.ColumnHeader})
	}
	rows := []doc.Row{head}
	for _, group := range []struct {
		name  string
		kinds []string
	}{
		{"产出指标", []string{"数量指标", "质量指标", "时效指标", "成本指标"}},
		{"效益指标", []string{"经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"}},
		{"满意度指标", []string{"服务对象满意度"}},
	} {
		for i, k := range group.kinds {
			var row doc.Row
			if i == 0 {
				row.Cells = append(row.Cells, label(group.name, 1, len(group.kinds)))
			}
			what, much := "按时足额缴纳的比例", "≥95%"
			if i == 3 || k == "经济效益指标" {
				what, much = "", ""
			}
			row.Cells = append(row.Cells, label(k, 1, 1), text(what), text(much), label(k, 1, 1), text(what), text(much))
			rows = append(rows, row)
		}
	}
	return append(rows, doc.Row{Cells: []doc.Cell{label("负责人：", 1, 1), text(""), label("经办人：", 1, 1), text(""), label("联系电话：", 1, 1), text(""), label("填报日期：", 1, 1), text("2022-12-30")}})
}
