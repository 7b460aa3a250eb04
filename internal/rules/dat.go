package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

var dat = []check.Rule{
	{
		ID: "DAT-001", Title: "填报日期不是日期", Severity: diag.Error, Basis: "FORM", Since: 2015, Scope: "SX", Inspect: datIsDate,
		Formula: "填报日期 = yyyymmdd、yyyy-mm-dd 或 yyyy年m月d日", Doc: "填报日期要有年、月、日。只有年月的、夹了空格的、位数不对的都不成日期。", Hint: "改为完整的日期", Right: "2022-12-30", Wrong: "202212",
	},
	{
		ID: "DAT-002", Title: "填报日期的写法不一", Severity: diag.Note, Basis: "FORM", Since: 2015, Scope: "SX", Inspect: datLayouts,
		Formula: "各申报表的日期同一种写法", Doc: "几张申报表的日期写法各不相同。", Hint: "统一写法", Right: "都写2022-12-30", Wrong: "20221230、2022-12-30 混用",
	},
	{
		ID: "DAT-003", Title: "填报日期不在申报期内", Severity: diag.Note, Basis: "T88", Since: 2015, Scope: "SX", Kind: "budget", Inspect: datWindow,
		Formula: "Y−1年8月1日 ≤ 填报日期 ≤ Y−1年12月31日", Doc: "绩效目标随预算申报，应在上年下半年填报。“二下”以后重报的，说明理由即可。", Hint: "核对日期，重报的说明理由", Right: "2022-12-30（2023年预算）", Wrong: "2023-01-03（2023年预算）",
	},
	{
		ID: "DAT-004", Title: "日期不存在", Severity: diag.Error, Basis: "LOGIC", Since: 2015, Scope: "all", Inspect: datCalendar,
		Formula: "日期是日历上有的，不晚于公开之时", Doc: "写了2月30日、13月这样的日期，或者晚于文件公开的日期。", Hint: "改正日期", Right: "2023年2月28日", Wrong: "2023年2月30日",
	},
	{
		ID: "DAT-005", Title: "公开晚于批复后20日", Severity: diag.Error, Basis: "L14 R6", Since: 2015, Scope: "all", Inspect: datPublished,
		Formula: "公开日 ≤ 批复日 + 20天", Doc: "部门预算在财政批复后20日内公开，单位预算在部门批复后20日内公开。按日历天数算，节假日不顺延。公开件里没有这两个日期：检查时用 --approved、--published 给出，收进库里的用 mingbai approvals 给出。", Hint: "按期公开", Right: "2月1日批复，2月15日公开", Wrong: "2月1日批复，3月1日公开",
	},
	{
		ID: "DAT-006", Title: "批复单位晚于15日", Severity: diag.Warning, Basis: "L52 L80", Since: 2015, Scope: "all", Lacks: "文件里没有批复日期",
		Formula: "批复单位日 ≤ 部门收到批复日 + 15天", Doc: "部门收到财政批复后，15日内批复所属单位。", Hint: "按期批复", Right: "2月1日收到，2月10日批复单位", Wrong: "2月1日收到，3月1日批复单位",
	},
	{
		ID: "DAT-007", Title: "引用了以后年份的文件", Severity: diag.Warning, Basis: "LOGIC", Since: 2015, Scope: "all", Inspect: datCited,
		Formula: "文号的年份 ≤ Y", Doc: "依据的文件不会晚于本年。文号的年份比本年还大，多半写错了。", Hint: "核对文号", Right: "〔2022〕8号（2023年预算）", Wrong: "〔2032〕8号（2023年预算）",
	},
}
