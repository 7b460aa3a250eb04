package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

var ord = []check.Rule{
	{
		ID: "ORD-001", Title: "报表次序不对", Severity: diag.Warning, Basis: "FORM", Since: 2017, Scope: "all", Inspect: ordTables,
		Formula: "报表按模板的次序", Doc: "各单位的报表次序一致，读者才好对照。", Hint: "按规定的次序排列", Right: "收支总表、收入总表、支出总表", Wrong: "收支总表、支出总表、收入总表",
	},
	{
		ID: "ORD-002", Title: "说明的次序不对", Severity: diag.Warning, Basis: "FORM", Since: 2017, Scope: "all", Inspect: ordSections,
		Formula: "各节按模板的次序", Doc: "情况说明各节有规定的次序。", Hint: "按规定的次序排列", Right: "二、收入预算 三、支出预算", Wrong: "二、支出预算 三、收入预算",
	},
	{
		ID: "ORD-003", Title: "标题的序号不连续", Severity: diag.Error, Basis: "GB9704", Since: 2017, Scope: "all", Inspect: ordNumbers,
		Formula: "一、二、三；（一）（二）；1、2、 各级不缺不重", Doc: "序号跳了或重了，多是删了一节没有改后面的号，或漏了一节。", Hint: "改正序号，或补上所缺的一节", Right: "一、二、三", Wrong: "一、三、四",
	},
	{
		ID: "ORD-004", Title: "目录与正文不符", Severity: diag.Warning, Basis: "FORM", Since: 2017, Scope: "all", Inspect: ordContents,
		Formula: "目录各条 = 正文标题，次序相同", Doc: "目录里有的正文里要有，正文的标题目录里也要有。", Hint: "更新目录", Right: "目录和正文都有“十、绩效管理情况”", Wrong: "目录没有“十、绩效管理情况”",
	},
	{
		ID: "ORD-005", Title: "目录页码不对", Severity: diag.Warning, Basis: "FORM", Since: 2017, Scope: "all", Inspect: ordPages,
		Formula: "目录页码 = 标题所在页（差一个常数）", Doc: "目录的页码应指到标题所在的那一页。", Hint: "更新目录", Right: "目录第5页，正文第5页", Wrong: "目录第5页，正文第7页",
	},
	{
		ID: "ORD-006", Title: "表号有的写有的不写", Severity: diag.Note, Basis: "FORM", Since: 2017, Scope: "all", Inspect: ordLabels,
		Formula: "表号全有或全无，依次编号", Doc: "只有第一张表写了“预算公开表1”，其余的没有表号。", Hint: "各表都编号，或都不编号", Right: "预算公开表1 … 预算公开表13", Wrong: "只有预算公开表1",
	},
	{
		ID: "ORD-007", Title: "说明里的次序与表不同", Severity: diag.Note, Basis: "FORM", Since: 2017, Scope: "all", Off: true, Inspect: ordLists,
		Formula: "列举的次序 = 表里各行的次序", Doc: "说明里列举的科目，按表里的次序排列便于对照。系统生成的往往不按次序，默认不查。", Hint: "按表里的次序排列", Right: "基本工资、津贴补贴、奖金", Wrong: "奖金、基本工资、津贴补贴",
	},
	{
		ID: "ORD-008", Title: "内容重复", Severity: diag.Error, Basis: "FORM", Since: 2017, Scope: "all", Inspect: ordTwice,
		Formula: "表、节、列举的各项不出现两次", Doc: "同一张表、同一节出现两次，多是拼接文件时重复了。续表不算。", Hint: "删去重复的", Right: "每张表一次", Wrong: "支出总表出现两次",
	},
	{
		ID: "ORD-009", Title: "内容放错了部分", Severity: diag.Error, Basis: "FORM", Since: 2017, Scope: "all", Inspect: ordParts,
		Formula: "表在报表部分，节在它的部分", Doc: "报表应在第二部分，情况说明应在第三部分。放错了地方，目录和序号都会对不上。", Hint: "移到该在的部分", Right: "收入总表在第二部分", Wrong: "收入总表在第三部分",
	},
}
