package ingest_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestFormOfShanghai reads a budget's section on a project with the form of its targets:
// its first and last day, the goals under their labels, one block of indicators. A sentence
// that refers to a form is no title of one.
func TestFormOfShanghai(t *testing.T) {
	const page = `<p>上海市某区2026年区级%s预算<p>上海市某区园林管理局主要职能<p>管理园林。<p>2026年%[1]s预算编制说明<p>无。
<p>七、项目经费情况说明<p>六、年度预算安排<p>本年度行道树养护经费预算金额为49.80万元，用于修剪和补种。<p>七、绩效目标<p>详见项目绩效目标表
<p>财政项目支出绩效目标申报表<p>（2026年度）
<table border=1><tr><td colspan=2>项目名称<td colspan=2>行道树养护经费<td>项目性质<td>阶段性项目<td>项目类别<td>特定目标类
<tr><td colspan=2>主管部门<td colspan=2>上海市某区园林管理局<td>实施单位<td colspan=3>上海市某区绿化所
<tr><td colspan=2>计划开始日期<td colspan=2>2025-01-01<td>计划完成日期<td colspan=3>2027-12-31
<tr><td colspan=2 rowspan=4>项目资金<br>（元）<td colspan=2>项目资金总额<td>1,308,000.00<td colspan=2>年度资金申请总额<td>498,000.00
<tr><td colspan=2 rowspan=2>其中：财政资金<td rowspan=2>1,300,000.00<td colspan=2>其中：当年财政拨款<td>490,000.00
<tr><td colspan=2>上年结转资金<td>5,000.00
<tr><td colspan=2>其他资金<td>8,000.00<td colspan=2>其他资金<td>3,000.00
<tr><td rowspan=2>项目<br>绩效<br>目标<td colspan=4>项目总体目标<br>(2025 年-2027 年)<td colspan=3>年度总体目标
<tr><td colspan=4>三年内修剪全部行道树。<td colspan=3>修剪2000棵。
<tr><td rowspan=5>绩效<br>指标<td>一级指标<td>二级指标<td colspan=3>三级指标<td colspan=2>年度(/项目)指标值
<tr><td>成本指标<td>生态环境成本指标<td colspan=3>枝叶回收率<td colspan=2>≥90.00(%%)
<tr><td rowspan=2>产出指标<td>数量指标<td colspan=3>修剪数量<td colspan=2>=2000(棵)
<tr><td>时效指标<td colspan=3>完成及时率<td colspan=2>=100.00(%%)
<tr><td>满意度指标<td>服务对象满意度指标<td colspan=3>居民满意度<td colspan=2>≥85.00(%%)</table>`
	for profile, scope := range map[string]string{"shanghai-2025-department": "部门", "shanghai-2025-unit": "单位"} {
		d := webPageAs(t, profile, fmt.Sprintf(page, scope)).Disclosure
		if len(d.Projects) != 1 || !d.Projects[0].HasForm {
			t.Fatalf("%s: the projects are %+v", profile, d.Projects)
		}
		p := &d.Projects[0]
		got := []string{
			p.Title.Text, p.Year.Text, p.Name, p.Attribute, p.Body, p.Executor, p.Period, p.TermGoal, p.YearGoal,
			p.Term.Total.String(), p.Term.Fiscal.String(), p.Term.Other.String(), p.Annual.Total.String(), p.Annual.Fiscal.String(), p.Annual.Carry.String(), p.Annual.Other.String(),
		}
		for _, i := range p.Indicators {
			got = append(got, i.Level1+" "+i.Level2+" "+i.YearName+" "+i.YearValue)
		}
		want := `财政项目支出绩效目标申报表|（2026年度）|行道树养护经费|特定目标类|上海市某区园林管理局|上海市某区绿化所|2025-01-01至2027-12-31|三年内修剪全部行道树。|修剪2000棵。|` +
			`1,308,000|1,300,000|8,000|498,000|490,000|5,000|3,000|成本指标 生态环境成本指标 枝叶回收率 ≥90.00(%)|产出指标 数量指标 修剪数量 =2000(棵)|产出指标 时效指标 完成及时率 =100.00(%)|满意度指标 服务对象满意度指标 居民满意度 ≥85.00(%)`
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: the form is read as\n%s, want\n%s", profile, s, want)
		}
	}
}
