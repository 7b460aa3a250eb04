package ingest_test

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
)

const spendingHead = `<tr><td colspan=3>科目编码<td rowspan=2>科目名称<td rowspan=2>合计<td rowspan=2>基本支出<td rowspan=2>项目支出<tr><td>类<td>款<td>项`

// TestCodesByPart: a line that prints its own part of the code alone stands under the codes
// above it.
func TestCodesByPart(t *testing.T) {
	d := webPageAs(t, "generic-budget", `<p>某县民政局2025年部门预算<p>第二部分 2025年部门预算表<p>部门支出总表<p>单位：万元<table border=1>`+spendingHead+`
<tr><td>208<td><td><td>社会保障和就业支出<td>9.00<td>9.00<td><tr><td><td>02<td><td>民政管理事务<td>9.00<td>9.00<td><tr><td><td><td>01<td>行政运行<td>6.00<td>6.00<td><tr><td><td><td>99<td>其他民政管理事务支出<td>3.00<td>3.00<td></table>`).Disclosure
	if got := codesOf(d.Table("T03")); got != "208 20802 2080201 2080299" {
		t.Errorf("codes %s", got)
	}
}

func codesOf(table *budget.Table) string {
	var codes []string
	for _, l := range table.Panels[0].Lines {
		codes = append(codes, l.Code)
	}
	return strings.Join(codes, " ")
}

// TestAcrossByUnit: of a table printed across, with a row for each unit, the row of the total
// counts.
func TestAcrossByUnit(t *testing.T) {
	d := webPageAs(t, "generic-budget", `<p>某县民政局2025年部门预算<p>第二部分 2025年部门预算表<p>一般公共预算“三公”经费支出表<p>单位：万元<table border=1>
<tr><td rowspan=2>单位名称<td rowspan=2>“三公”经费合计<td rowspan=2>因公出国（境）费<td rowspan=2>公务接待费<td colspan=3>公务用车购置及运行费<tr><td>小计<td>公务用车购置费<td>公务用车运行费
<tr><td>合计<td>9.00<td><td>4.00<td>5.00<td><td>5.00<tr><td>某县民政局<td>7.00<td><td>4.00<td>3.00<td><td>3.00<tr><td>某县救助站<td>2.00<td><td><td>2.00<td><td>2.00</table>`).Disclosure
	panel := d.Table("T10").Panel("")
	k := slices.Index(panel.Columns, "合计")
	for _, l := range panel.Lines {
		if l.Key == "合计" && l.Cells[k].Printed.Text != "9.00" {
			t.Errorf("the total is %s", l.Cells[k].Printed.Text)
		}
	}
	if len(d.Outline.Stray) > 0 {
		t.Errorf("left over: %+v", d.Outline.Stray)
	}
}

// TestUnitBehindItsName: 单位 names the body, and the unit of money behind it.
func TestUnitBehindItsName(t *testing.T) {
	d := webPageAs(t, "generic-budget", `<p>某县民政局2025年部门预算<p>第二部分 2025年部门预算表<p>部门支出总表<p>单位：某县民政局　　　单位：元<table border=1>`+spendingHead+`<tr><td>208<td><td><td>社会保障和就业支出<td>9.00<td>9.00<td></table>`).Disclosure
	if got := d.Table("T03").MoneyUnit.String(); got != "元" {
		t.Errorf("in %s", got)
	}
}

// TestPartsThatAreSections: a part may be one section of the narrative, with sub-headings that
// are numbered as sections are.
func TestPartsThatAreSections(t *testing.T) {
	d := webPageAs(t, "generic-budget", `<p>某市民政局2025年部门预算<p>第一部分 部门概况<p>一、主要职能<p>管理民政事务。<p>第二部分 部门预算收支总体情况<p>2025年某市民政局部门预算收入120.00万元，比2024年增加20.00万元，增长20.00%。
<p>第五部分 “三公”经费财政拨款预算情况<p>一、“三公”经费的单位范围<p>开支单位包括局本级。<p>二、“三公”经费财政拨款预算情况说明<p>1.公务接待费。2025年预算数3.00万元，比2024年增加1.00万元。`).Disclosure
	if said := saidIn(d, "总体"); !strings.Contains(said, "income_total=120.00 ") {
		t.Errorf("收支: %s", said)
	}
	if said := saidIn(d, "三公"); !strings.Contains(said, "reception=3.00 ") {
		t.Errorf("三公: %s", said)
	}
}

// TestPathOverItsSentence: the line of a subject over the sentence that speaks of it is the
// beginning of it.
func TestPathOverItsSentence(t *testing.T) {
	d := webPageAs(t, "generic-final", `<p>某县民政局2024年度部门决算<p>第三部分 2024年度部门决算情况说明<p>五、一般公共预算财政拨款支出决算情况说明<p>（三）一般公共预算财政拨款支出决算具体情况
<p>1、社会保障和就业支出（类）民政管理事务（款）行政运行（项）。<p>年初预算为8.00万元，支出决算为9.00万元，完成年初预算的112.50%。`).Disclosure
	if said := saidIn(d, "五"); !strings.Contains(said, "gpb_items.name=行政运行") || strings.Contains(said, "gpb_total") {
		t.Errorf("read as %s", said)
	}
}

// TestNameBehindTheYear: a title that begins with the year has the body's name behind it, and
// one without it has the name before the kind of document.
func TestNameBehindTheYear(t *testing.T) {
	for _, title := range []string{"<p>2024年度某县民政局部门决算", "<p>2024年度<p>某县民政局部门决算"} {
		d := webPageAs(t, "generic-final", title+`<p>第一部分 部门概况<p>一、部门职责<p>管理民政事务。`).Disclosure
		if d.Unit.Name != "某县民政局" {
			t.Errorf("%s: %q", title, d.Unit.Name)
		}
	}
}

// TestCountsInReasons: what a reason counts is not what the section counts.
func TestCountsInReasons(t *testing.T) {
	d := webPageAs(t, "generic-final", `<p>某县民政局2024年度部门决算<p>第三部分 2024年度部门决算情况说明<p>七、财政拨款“三公”经费支出决算情况说明
<p>2024年度“三公”经费财政拨款支出决算为9.00万元，完成预算90.00%。决算数小于预算数的主要原因是减少在职人员27人。<p>国内公务接待支出9.00万元。国内公务接待72批次，541人次。`).Disclosure
	if said := saidIn(d, "七"); strings.Contains(said, "=27 ") || !strings.Contains(said, "reception_people=541 ") {
		t.Errorf("read as %s", said)
	}
}

// TestAgencyOfTheYearsGrant: 机关运行经费当年一般公共预算拨款 is what the agency costs, and not
// the money of the projects that have targets.
func TestAgencyOfTheYearsGrant(t *testing.T) {
	d := webPageAs(t, "generic-budget", `<p>某县民政局2025年部门预算<p>第一部分 2025年部门预算说明<p>六、其他重要事项的情况说明<p>（一）机关运行经费<p>2025年本部门机关运行经费当年一般公共预算拨款205.80万元，比上年预算增加10.50万元，上升5.38%，主要是新增在职人员24人。`).Disclosure
	if said := saidIn(d, "其他"); !strings.Contains(said, "agency=205.80 ") || strings.Contains(said, "performance_total") {
		t.Errorf("read as %s", said)
	}
}
