// Package sample makes documents for the renderers' tests: one of each thing
// that a budget document holds, with amounts that add up in exact yuan.
//
//   - Document: a two-sided table of forty rows, a wide one, a tree of subjects,
//     an empty one, narrative, charts, a form with spans, a glossary.
//   - Full: thirteen tables and seven forms, as large as a unit's real document.
package sample

import (
	"fmt"
	"strings"

	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

const unitName = "大同市信息和新材料应用推广中心"

// Document is the small document.
func Document() *doc.Document {
	b := begin()
	b.add(doc.PageBreak{NumberFrom: 1}, part("p1", "第一部分 概况"), section("s1", "一、本单位职责"),
		body("承担样本文件的编写，\n并向读者说明每一个数从哪里来。"), section("s2", "二、机构设置情况"), body("内设科室7个。"),
		doc.PageBreak{}, part("p2", "第二部分 2023年单位预算报表"))
	b.table(summary("T01"), "预算公开表1")
	b.add(doc.PageBreak{Landscape: true})
	b.table(income("T02"), "预算公开表2")
	b.add(doc.PageBreak{})
	b.table(spending("T03", "2023年预算支出总表"), "")
	b.table(economic("T06"), "")
	b.table(empty("T07"), "")
	b.table(threePublic("T10"), "")
	b.add(doc.PageBreak{Landscape: true})
	b.table(projects("T12"), "")
	b.add(doc.PageBreak{})
	b.narrative()
	b.form(1, "残疾人就业保障金", 22100)
	b.glossary()
	return b.d
}

// Full is the large document.
func Full() *doc.Document {
	b := begin()
	b.add(part("p2", "第二部分 2023年单位预算报表"))
	b.table(summary("T01"), "预算公开表1")
	b.table(income("T02"), "")
	b.table(spending("T03", "2023年预算支出总表"), "")
	b.table(summary("T04"), "")
	b.table(spending("T05", "2023年一般公共预算支出预算表（不含上年结转）"), "")
	b.table(economic("T06"), "")
	b.table(empty("T07"), "")
	b.table(spending("T08", "2023年政府性基金预算支出表（不含上年结转）"), "")
	b.table(income("T09"), "")
	b.table(threePublic("T10"), "")
	b.table(empty("T11"), "")
	b.table(projects("T12"), "")
	b.table(projects("T13"), "")
	b.narrative()
	for i := range 7 {
		b.form(i+1, fmt.Sprintf("样本项目%d", i+1), 10_000*int64(i+1))
	}
	b.glossary()
	return b.d
}

type builder struct{ d *doc.Document }

func begin() builder {
	d := &doc.Document{Meta: doc.Meta{
		Title: unitName + "2023年度单位预算公开", Author: unitName, Subject: "单位预算公开",
		Keywords: []string{"单位预算", "2023"}, Lang: "zh-CN", Year: 2023,
	}}
	b := builder{d}
	b.add(doc.Cover{Unit: unitName, Title: "2023年度单位预算公开", Lines: []string{"2023年2月"}},
		doc.PageBreak{Front: true}, doc.Contents{Title: "目 录"}, doc.PageBreak{NumberFrom: 1})
	return b
}

func (b builder) add(blocks ...doc.Block) { b.d.Blocks = append(b.d.Blocks, blocks...) }

func (b builder) table(t *doc.Table, label string) {
	t.Label = label
	b.add(doc.Heading{Level: 2, Text: t.Title, ID: strings.ToLower(t.ID), TOC: true, Table: true, Place: place.Ref{Table: t.ID}}, t)
}

func (b builder) narrative() {
	b.add(part("p3", "第三部分 2023年度单位预算情况说明"), section("n2", "二、收入预算情况说明"),
		body("2023年度预算收入667.98万元，占100.00%；上年结转0万元，占0%。“<1>&2”是要转义的字符。"),
		section("n5", "五、一般公共预算支出情况说明"),
		doc.Heading{Level: 3, Text: "（一）一般公共预算当年拨款结构情况", ID: "n5-1", TOC: true},
		body("结构见下图。"),
		doc.Picture{
			ID: "c1", Caption: "一般公共预算当年拨款结构图", Alt: "社会保障和就业支出311.53万元，占46.64%；卫生健康支出12.45万元，占1.86%；资源勘探工业信息等支出310.19万元，占46.44%；住房保障支出33.81万元，占5.06%",
			Chart: chart.Chart{Kind: chart.Ring, Title: "一般公共预算当年拨款结构图", Unit: "万元", Total: "667.98", Points: []chart.Point{
				{Label: "社会保障和就业支出", Value: money.FromYuan(3115300), Text: "311.53", Share: "46.64%"},
				{Label: "卫生健康支出", Value: money.FromYuan(124480), Text: "12.45", Share: "1.86%"},
				{Label: "资源勘探工业信息等支出", Value: money.FromYuan(3101900), Text: "310.19", Share: "46.44%"},
				{Label: "住房保障支出", Value: money.FromYuan(338100), Text: "33.81", Share: "5.06%"},
			}},
		},
		section("n7", "七、“三公”经费增减变动原因说明"), body("与上年预算数相同。"),
		doc.Picture{
			ID: "c2", Caption: "三公经费分布图", Alt: "公务用车运行维护费3.20万元，其余各项0万元",
			Chart: chart.Chart{Kind: chart.Bars, Title: "三公经费分布图", Unit: "万元", Points: []chart.Point{
				{Label: "因公出国（境）费", Text: "0"},
				{Label: "公务接待费", Text: "0"},
				{Label: "公务用车购置费", Text: "0"},
				{Label: "公务用车运行维护费", Value: money.FromYuan(32000), Text: "3.20"},
			}},
		},
		section("n10", "十、绩效管理情况"), body("实行绩效目标管理的项目见附表。"))
}

func (b builder) glossary() {
	b.add(part("p4", "第四部分 名词解释"),
		doc.Paragraph{Style: doc.Term, Text: "一、基本支出：指维持日常运转的人员支出和公用支出。"},
		doc.Paragraph{Style: doc.Term, Text: "二、项目支出：指在基本支出之外为特定任务安排的支出。"},
		doc.Paragraph{Style: doc.Term, Text: "三、国有资本经营预算是对国有资本收益作出支出安排的收支预算。"},
		doc.Paragraph{Style: doc.Term, Text: "四、单位资金"})
}

func part(id, text string) doc.Heading { return doc.Heading{Level: 1, Text: text, ID: id, TOC: true} }

func section(id, text string) doc.Heading {
	return doc.Heading{Level: 2, Text: text, ID: id, TOC: true}
}

func body(text string) doc.Paragraph { return doc.Paragraph{Text: text} }

// header is a header cell of a table.
func header(text string, cols, rows int) doc.Cell {
	return doc.Cell{Text: text, ColSpan: cols, RowSpan: rows, Scope: doc.ColumnHeader}
}

func text(s string) doc.Cell { return doc.Cell{Text: s} }

func name(s string) doc.Cell { return doc.Cell{Text: s, Scope: doc.RowHeader} }

// amount is a cell of yuan printed in unit at two decimals; zero prints blank.
func amount(address string, yuan int64, unit money.Unit) doc.Cell {
	n := &doc.Number{Exact: money.FromYuan(yuan), Known: true, Unit: unit, Address: address}
	if yuan != 0 {
		n.Printed = money.PrintDecimal(money.Round(n.Exact, unit, 2))
	}
	return doc.Cell{Text: n.Printed.Text, Amount: n}
}

// grid is a table in the making: sums are set by the place of cells.
type grid struct {
	t *doc.Table
}

func table(id, title string, unit money.Unit, columns ...doc.Column) grid {
	return grid{&doc.Table{ID: id, Title: title, Left: "单位名称：" + unitName, Right: "单位：" + unit.String(), MoneyUnit: unit, Columns: columns}}
}

func column(kind doc.ColumnKind, width int, title string) doc.Column {
	return doc.Column{Key: title, Title: title, Kind: kind, Width: width}
}

func (g grid) head(cells ...doc.Cell) { g.t.Head = append(g.t.Head, doc.Row{Cells: cells}) }

func (g grid) row(level int, total bool, cells ...doc.Cell) {
	g.t.Rows = append(g.t.Rows, doc.Row{Cells: cells, Level: level, Total: total})
}

// number is the amount at a point of the grid; nil where there is none.
func (g grid) number(p doc.Point) *doc.Number {
	for _, s := range doc.Grid(g.t.Rows)[p.Row] {
		if s.Col == p.Col {
			return s.Cell.Amount
		}
	}
	return nil
}

// across says that the amount at col is the sum of those at cols, in each row.
func (g grid) across(col int, cols ...int) {
	for r := range g.t.Rows {
		n := g.number(doc.Point{Row: r, Col: col})
		if n == nil || len(n.Sum) > 0 {
			continue
		}
		for _, c := range cols {
			n.Sum = append(n.Sum, doc.Point{Row: r, Col: c})
		}
	}
}

// down says that each amount of a column is the sum of the rows one level below it.
func (g grid) down(cols ...int) {
	for r, row := range g.t.Rows {
		for _, c := range cols {
			n := g.number(doc.Point{Row: r, Col: c})
			for s := r + 1; s < len(g.t.Rows) && g.t.Rows[s].Level > row.Level; s++ {
				if g.t.Rows[s].Level == row.Level+1 {
					n.Sum = append(n.Sum, doc.Point{Row: s, Col: c})
				}
			}
		}
	}
}
