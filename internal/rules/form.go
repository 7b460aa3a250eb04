package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// noOutline is why a rule that looks at the printed page says nothing.
const noOutline = "没有原文版面"

var form = []check.Rule{
	{
		ID: "FORM-001", Title: "缺少报表", Severity: diag.Error, Basis: "OP R6 FORM", Since: 2017, Scope: "all", Inspect: formTables,
		Formula: "模板的报表都在", Doc: "规定公开的报表一张也不能少，没有数的也要空着公开并注明。没有专门模板的省，只看各地都有的七张，而且文件里的表都认得；有不认得的表，只看表号跳没跳。", Hint: "补上这张表，没有数据的注明“本表无数据”", Right: "十三张表都在", Wrong: "没有政府性基金预算支出表",
	},
	{
		ID: "FORM-002", Title: "缺少说明", Severity: diag.Error, Basis: "OP R6 FORM", Since: 2017, Scope: "all", Inspect: formSections,
		Formula: "模板的各节都在，并且有文字", Doc: "情况说明的各节都要写，没有的写“无”。", Hint: "补上这一节，没有内容的写“无”", Right: "九、政府采购情况 ……", Wrong: "没有政府采购情况",
	},
	{
		ID: "FORM-003", Title: "没有附绩效目标申报表", Severity: diag.Warning, Basis: "P34", Since: 2020, Scope: "all", Inspect: formAnnex,
		Formula: "有项目就有申报表", Doc: "项目支出要随预算公开绩效目标。一张申报表也没有的，可能是另发了文件。", Hint: "附上申报表，或写明在哪里公开", Right: "有项目，附申报表", Wrong: "有项目，没有申报表",
	},
	{
		ID: "FORM-004", Title: "表头与规定的不同", Severity: diag.Error, Basis: "FORM", Since: 2017, Scope: "all", Inspect: formHeads,
		Formula: "表头各栏 = 模板各栏，次序相同", Doc: "报表的各栏由财政部门规定，少一栏、换一栏，数就不知道是什么。", Hint: "按规定的式样恢复表头", Right: "合计、基本支出、项目支出", Wrong: "合计、项目支出",
	},
	{
		ID: "FORM-005", Title: "金额单位没有写或写错", Severity: diag.Error, Basis: "FORM", Since: 2017, Scope: "all", Inspect: formUnits,
		Formula: "每张表有“单位：万元/元”，与别的表的数量级一致", Doc: "表上没有金额单位，读者不知道是元还是万元。", Hint: "写上或改正金额单位", Right: "单位：万元", Wrong: "（没有单位）",
	},
	{
		ID: "FORM-006", Title: "表上的单位名称没有写或写错", Severity: diag.Error, Basis: "FORM", Since: 2017, Scope: "all", Inspect: formNames,
		Formula: "每张表的单位名称 = 封面", Doc: "表上的单位名称应与封面一致，不一致的像是别人的表。", Hint: "改为封面上的单位名称", Right: "单位名称：某市某中心（与封面同）", Wrong: "单位名称：某市某局",
	},
	{
		ID: "FORM-007", Title: "申报表的责任栏空着", Severity: diag.Note, Basis: "FORM PI25", Since: 2017, Scope: "SX", Inspect: formSigners,
		Formula: "负责人、经办人、联系电话、填报日期已填", Doc: "留存的一份应填全负责人、经办人、联系电话和日期；公开的一份可以不写姓名电话。", Hint: "核对留存的一份是否填全", Right: "负责人：张某", Wrong: "负责人：",
	},
	{
		ID: "FORM-008", Title: "图与表不符", Severity: diag.Error, Basis: "FORM", Since: 2017, Scope: "SX", Inspect: formCharts,
		Formula: "图中各项 = 所画的表", Doc: "图画的是表里的数，两处应当一样。", Hint: "按表重画", Right: "图中100.00，表中100.00", Wrong: "图中100.00，表中110.00",
	},
	{
		ID: "FORM-009", Title: "有图名没有图", Severity: diag.Warning, Basis: "FORM", Since: 2017, Scope: "SX", Inspect: formCaptions,
		Formula: "图名处有图", Doc: "写了图名，却没有图，多是转换格式时丢了。", Hint: "补上图，或删去图名", Right: "图名下有图", Wrong: "图名下是空的",
	},
	{
		ID: "FORM-010", Title: "申报表资金栏的零写法不一", Severity: diag.Note, Basis: "FORM", Since: 2017, Scope: "SX", Inspect: formZeros,
		Formula: "资金各栏，零要么都印0，要么都空", Doc: "同一张申报表里有的来源印0、有的空着，看不出空着的是零还是漏填。", Hint: "统一印0", Right: "单位自筹 0，其他资金 0", Wrong: "单位自筹 0，其他资金（空）",
	},
	{
		ID: "FORM-011", Title: "封面不全", Severity: diag.Error, Basis: "FORM", Since: 2017, Scope: "all", Inspect: formCover,
		Formula: "封面有单位名称、年度、部门或单位、预算或决算", Doc: "封面要说明是谁的、哪一年的、预算还是决算。", Hint: "补上所缺", Right: "某中心 2023年度单位预算公开", Wrong: "某中心 单位预算公开",
	},
	{
		ID: "FORM-012", Title: "明细表没有合计行", Severity: diag.Note, Basis: "FORM", Since: 2017, Scope: "all", Inspect: formTotals,
		Formula: "明细表有合计行", Doc: "有合计行，读者才能对上别的表。", Hint: "加上合计行", Right: "合计 120.00", Wrong: "只有各项目，没有合计",
	},
	{
		ID: "FORM-013", Title: "表头的年度写法不一", Severity: diag.Note, Basis: "FORM", Since: 2017, Scope: "all", Inspect: formHeadYears,
		Formula: "表头都写“{Y}年预算数”", Doc: "多数表写“2023年预算数”，有一张写“2023预算数”。", Hint: "统一写法", Right: "2023年预算数", Wrong: "2023预算数",
	},
	{
		ID: "FORM-014", Title: "单位、部门的称呼与文件不符", Severity: diag.Warning, Basis: "FORM", Since: 2017, Scope: "all", Inspect: formScope,
		Formula: "单位的文件称“本单位”，部门的文件称“本部门”", Doc: "单位预算里写“本部门”，是套用了部门的模板。表样固定的行名只作提示。", Hint: "改为“本单位”或“本部门”", Right: "本单位无政府购买服务", Wrong: "本部门无政府购买服务（单位的文件）",
	},
	{
		ID: "FORM-015", Title: "采购或资产的说明不全", Severity: diag.Warning, Basis: "OP", Since: 2017, Scope: "all", Inspect: formContents,
		Formula: "采购说总额和货物、工程、服务；资产说车辆", Doc: "政府采购要说明总额和货物、工程、服务三类；国有资产要说明车辆等情况。", Hint: "补上所缺，没有的写0或“无”", Right: "货物、工程、服务各多少", Wrong: "只写总额",
	},
	{
		ID: "FORM-016", Title: "文件读不出文字", Severity: diag.Warning, Basis: "OP GI24", Since: 2017, Scope: "all", Inspect: formReadable,
		Formula: "文件有文字，表格不是图片；表有框线，读得出哪个数在哪一栏", Doc: "扫描的图片搜索不到、也核对不了，不便于社会监督。没有竖线的表，列是按文字的位置推的；推出来的数处处不符，多半是读错，只说一次。", Hint: "用可搜索、可复制的格式公开", Right: "文字版PDF", Wrong: "扫描件",
	},
	{
		ID: "FORM-017", Title: "部门文件没有列出所属单位", Severity: diag.Error, Basis: "OP", Since: 2021, Scope: "SB-d SF-d", Inspect: bodiesListed,
		Formula: "部门文件列出各预算单位，注明哪些并入本部", Doc: "部门预算要写明由哪些单位组成，并入本级的也要说明。", Hint: "列出单位名单", Right: "包括本部以及下属2家单位：……", Wrong: "没有单位名单",
	},
	{
		ID: "FORM-018", Title: "单一单位的部门用错了节名", Severity: diag.Warning, Basis: "FORM", Since: 2024, Scope: "SF-d", Inspect: oneUnit,
		Formula: "只有一个单位的部门，节名为“机构设置”", Doc: "只有本级一个单位的部门没有“单位构成”可说，节名应为“机构设置”。", Hint: "改节名", Right: "二、机构设置", Wrong: "二、部门决算单位构成",
	},
}
