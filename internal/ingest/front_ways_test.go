package ingest_test

import (
	"strings"
	"testing"
)

// TestBodyWithoutParts: where a document has no title of its first part, 一、 or a sentence
// begins the body, and what is said there is no cover.
func TestBodyWithoutParts(t *testing.T) {
	d := webPageAs(t, "generic-budget", `<p>某省某县自然资源局2025年部门预算编制说明<p>一、基本职能及主要工作<p>履行自然资源资产所有者职责和国土空间用途管制职责，抓好耕地保护。<p>二、部门预算单位构成<p>无下属二级预算单位。
<p>三、收支预算情况说明<p>2025年收支预算总数120.00万元，比2024年收支预算总数增加20.00万元，主要原因是新增测绘任务。`).Disclosure
	for _, l := range d.Outline.Cover {
		if strings.Contains(l.Text, "万元") || strings.Contains(l.Text, "一、") {
			t.Errorf("on the cover: %s", l.Text)
		}
	}
	if said := saidIn(d, "总体"); !strings.Contains(said, "=120.00 ") {
		t.Errorf("read as %q", said)
	}
}

// TestYearOfHeads: where no title has a year, the heads of tables say it; a code is none.
func TestYearOfHeads(t *testing.T) {
	const table = `<p>“三公”经费支出表<p>单位：万元<table border=1><tr><td>项目<td>%s<td>%s<tr><td>合计<td>3.00<td>2.00<tr><td>公务接待费<td>3.00<td>2.00</table>
<p>支出总表<p>单位：万元<table border=1><tr><td>科目编码<td>科目名称<td>合计<td>基本支出<td>项目支出<tr><td>2010301<td>行政运行<td>9.00<td>9.00<td></table>`
	page := func(a, b string) string { return strings.Replace(strings.Replace(table, "%s", a, 1), "%s", b, 1) }
	if d := webPageAs(t, "generic-budget", page("2022年预算数", "2023年预算数")).Disclosure; d.Year != 2023 {
		t.Errorf("the year is %d", d.Year)
	}
	if d := webPageAs(t, "generic-budget", page("上年预算数", "本年预算数")).Disclosure; d.Year == 2010 {
		t.Error("a code was taken for the year")
	}
}

// TestGovernmentClasses: a table by the government's economic classes is not taken for the
// one by the body's own.
func TestGovernmentClasses(t *testing.T) {
	d := webPageAs(t, "generic-budget", `<p>某县某局2025年部门预算<p>第二部分 2025年部门预算表
<p>一般公共预算基本支出表（按政府预算经济分类）<p>单位：万元<table border=1><tr><td>科目编码<td>科目名称<td>合计<td>基本支出<tr><td>501<td>机关工资福利支出<td>9.00<td>9.00</table>
<p>一般公共预算基本支出表（按部门预算经济分类）<p>单位：万元<table border=1><tr><td colspan=2>部门预算支出经济分类科目<td colspan=3>2025年基本支出<tr><td>科目编码<td>科目名称<td>合计<td>人员经费<td>公用经费<tr><td>301<td>工资福利支出<td>9.00<td>9.00<td></table>`).Disclosure
	t06 := d.Table("T06")
	if t06 == nil || len(t06.Panels) == 0 || len(t06.Panels[0].Lines) != 1 || t06.Panels[0].Lines[0].Code != "301" {
		t.Errorf("read as %+v", t06)
	}
}
