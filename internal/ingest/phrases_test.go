package ingest_test

import (
	"strings"
	"testing"
)

// TestPhrases reads sentences that no profile has word for word: each number by the
// measure that is named before it, whatever the order.
func TestPhrases(t *testing.T) {
	const final, budget = "generic-final", "generic-budget"
	for name, c := range map[string]struct {
		profile, section string
		text             []string
		want             []string
	}{
		"parts of a part are not the measure": {final, "三", []string{
			"二、支出决算情况说明",
			"2024年度支出合计100.00万元。其中：基本支出40.00万元，占总支出的40.00%；项目支出60.00万元，占总支出的60.00%。",
			"用于专项业务工作的经费支出60.00万元。其中：基本建设类项目支出20.00万元。",
			"其中：基本工资、津贴补贴等人员经费支出30.00万元，占基本支出的75.00%。",
		}, []string{"spending 100.00", "basic 40.00", "basic.share 40.00", "project 60.00", "project.share 60.00"}},
		"budget, final amount and rate of each item in one sentence": {final, "七", []string{
			"四、财政拨款“三公”经费支出决算情况说明",
			"2024年度财政拨款“三公”经费支出年初预算为10.00万元，决算为6.00万元，完成年初预算的60.00%。其中：公务用车运行维护费支出年初预算为8.00万元，决算为5.00万元，完成年初预算的62.50%；公务接待费支出年初预算为2.00万元，决算为1.00万元，完成年初预算的50.00%，其中：国内接待费支出决算为1.00万元（其中：外事接待费支出决算为0.00万元）。",
		}, []string{
			"three_public.budget 10.00", "three_public 6.00", "three_public.share:budget 60.00", "vehicle_operation.budget 8.00", "vehicle_operation 5.00", "vehicle_operation.share:budget 62.50",
			"reception.budget 2.00", "reception 1.00", "reception.share:budget 50.00", "reception_domestic 1.00", "reception_foreign 0.00",
		}},
		"counts by what stands after them": {final, "七", []string{
			"三、财政拨款“三公”经费情况说明",
			"本部门公务用车购置0辆，公务车保有量为4辆；国内公务接待2批次24人，其中：国内外事接待0批次，0人。车均维护费0.66万元。",
		}, []string{"vehicles_bought 0", "vehicles_kept 4", "reception_times 2", "reception_people 24"}},
		"a change against the budget is none against last year": {final, "七", []string{
			"一、“三公”经费财政拨款决算情况",
			"2024年度“三公”经费财政拨款决算数3.00万元，比2024年“三公”经费财政拨款年初预算11.00万元减少8.00万元。其中：公务接待费2024年度决算数1.00万元，比2024年年初预算数2.00万元减少1.00万元。",
		}, []string{"three_public 3.00", "three_public.budget 11.00", "reception 1.00", "reception.budget 2.00"}},
		"a paragraph with nothing but the reason": {final, "一", []string{
			"二、收入支出决算总体情况说明",
			"2024年度收、支总计100.00万元，比上年增加10.00万元，增长11.11%。",
			"决算数大于预算数的主要原因是新增项目。",
		}, []string{"income_total 100.00", "income_total.direction:more 增加", "income_total.delta:more 10.00", "income_total.verb:more 增长", "income_total.rate:more 11.11"}},
		"sections that are numbered as sub-headings": {final, "四", []string{
			"（一）收入支出决算总体情况说明", "2024年度收入总计100.00万元，支出总计100.00万元。",
			"（二）财政拨款收入支出决算总体情况说明", "2024年度财政拨款收、支总计90.00万元。",
		}, []string{"fiscal_total 90.00"}},
		"items that stand right after their paths": {budget, "一般公共", []string{
			"五、关于某某厅2025年一般公共预算当年拨款情况说明",
			"（1）农林水支出（类）林业和草原（款）行政运行（项）938.64万元，主要用于机关运转。",
			"（2）住房保障支出（类）住房改革支出（款）住房公积金（项）110.76万元，主要用于住房公积金。",
		}, []string{"gpb_items.name 行政运行", "gpb_items.amount 938.64", "gpb_items.name 住房公积金", "gpb_items.amount 110.76"}},
		"last year's budget, and a rate without an amount": {budget, "三公", []string{
			"三、“三公”经费财政拨款预算说明",
			"2025年“三公”经费财政拨款预算34.00万元，比2024年“三公”经费财政拨款预算46.00万元减少12.00万元。",
			"1.公务接待费。2025年安排预算3.00万元，比上年预算数下降25.0%，主要原因是外省调研减少2批。",
		}, []string{
			"three_public 34.00", "three_public.prior 46.00", "three_public.direction:less 减少", "three_public.delta:less 12.00",
			"reception 3.00", "reception.verb:less 下降", "reception.rate:less 25.0", "reception.reason 外省调研减少2批",
		}},
		"a list of parts whose names end as a measure's do": {budget, "总体", []string{
			"一、收支总体情况说明",
			"支出预算：2025年年初支出预算90.00万元，其中：教育支出预算50.00万元，住房保障支出预算40.00万元。",
		}, []string{"spending_total 90.00"}},
		"the basic expenditure of but one subject": {budget, "一般公共", []string{
			"五、一般公共预算支出情况说明",
			"2025年一般公共预算支出90.00万元，其中：基本支出60.00万元，项目支出30.00万元。",
			"小学教育支出20.00万元，其中：基本支出12.00万元，项目支出8.00万元。",
			"住房公积金7.00万元，其中：基本支出7.00万元，项目支出0万元。",
			"事业单位医疗5.00万元，其中：", "基本支出4.00万元，项目支出1.00万元。",
		}, []string{"gpb_total 90.00", "gpb_basic 60.00", "gpb_project 30.00"}},
		"two numbers that share a unit": {final, "一", []string{
			"一、收入支出决算总体情况说明",
			"2024年度收、支总计各是40.00,41.00万元。与上年相比，收、支总计各减少12.00,25.00万元，各下降23.08%、37.88%。",
		}, nil},
		"by how much the account exceeds the budget": {final, "五", []string{
			"五、一般公共预算财政拨款支出决算情况说明",
			"2024年度一般公共预算财政拨款支出90.00万元，决算数大于预算数5.00万元，主要是补发津贴。其中：",
		}, []string{"gpb_total 90.00"}},
		"an amount under a name that no measure has": {final, "七", []string{
			"一、财政拨款“三公”经费支出决算情况说明",
			"2024年度“三公”经费财政拨款支出决算为9.00万元，完成年初预算的90.00%。其中：因公出国（境）费支出决算为0万元，完成年初预算的0%；礼宾用品费支出决算为9.00万元，完成年初预算的90.00%。",
		}, []string{"three_public 9.00", "three_public.share:budget 90.00", "abroad 0", "abroad.share:budget 0"}},
		"what only looks like the measure": {budget, "其他", []string{
			"四、其他情况说明",
			"2025年政府采购预算总额100.00万元，其中：政府采购货物预算60.00万元，政府采购服务预算40.00万元。",
			"公务用车运行维护费中，加油1.20万元。其他各项收入9.00万元。",
		}, []string{"procurement 100.00", "procurement_goods 60.00", "procurement_services 40.00"}},
	} {
		t.Run(name, func(t *testing.T) {
			title, part := "某某省某某厅2024年度部门决算", "第三部分 2024年度部门决算情况说明"
			if c.profile == budget {
				title, part = "某某省某某厅2025年部门预算", "第三部分 2025年部门预算情况说明"
			}
			d := webPageAs(t, c.profile, "<p>"+strings.Join(append([]string{title, part}, c.text...), "<p>")).Disclosure
			same(t, "claims", claimsOf(d, c.section), c.want)
		})
	}
}
