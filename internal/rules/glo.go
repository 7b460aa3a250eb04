package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

var glo = []check.Rule{
	{
		ID: "GLO-001", Title: "缺少名词解释", Severity: diag.Warning, Basis: "FORM", Since: 2017, Scope: "all", Inspect: gloMissing,
		Formula: "模板的名词都有解释", Doc: "规定要解释的名词一个也不能少，单位可以另加。", Hint: "补上这个名词", Right: "十二个名词都有", Wrong: "没有“机关运行经费”",
	},
	{
		ID: "GLO-002", Title: "名词解释里的级别不对", Severity: diag.Error, Basis: "FORM", Since: 2017, Scope: "all", Inspect: gloLevels,
		Formula: "解释里的机关级别 = 本单位的级别", Doc: "套用了上级的解释没有改，与 TXT-009 同。", Hint: "改为本级", Right: "指市直部门……", Wrong: "指省直部门……（市级单位）",
	},
	{
		ID: "GLO-003", Title: "名词的序号不连续", Severity: diag.Warning, Basis: "FORM", Since: 2017, Scope: "all", Inspect: gloNumbers,
		Formula: "一、二、三…… 不缺不重", Doc: "序号跳了或重了，多是删了一个名词没有改后面的号。", Hint: "改正序号", Right: "一、二、三", Wrong: "一、三、四",
	},
	{
		ID: "GLO-004", Title: "解释与表的口径不同", Severity: diag.Warning, Basis: "M7 M9 OP", Since: 2017, Scope: "all", Inspect: gloParts,
		Formula: "三公 = 出国 + 购置 + 运行维护 + 接待；机关运行经费：行政单位和参公单位", Doc: "“三公”经费的解释要说到表里的各项；机关运行经费的解释要说到行政单位和参公单位。", Hint: "补上所缺的内容", Right: "因公出国（境）费、公务用车购置及运行费和公务接待费", Wrong: "因公出国（境）费和公务接待费",
	},
	{
		ID: "GLO-005", Title: "解释的名词没有用到", Severity: diag.Note, Basis: "FORM", Since: 2017, Scope: "all", Inspect: gloUnused,
		Formula: "另加的名词在文件里用到", Doc: "单位另加的名词，正文和表里都没有用到，不必解释。规定保留的不算。", Hint: "删去，或核对用词", Right: "解释了“事业收入”，文中用到", Wrong: "解释了“事业收入”，文中没有",
	},
	{
		ID: "GLO-006", Title: "解释与规定的文字不同", Severity: diag.Note, Basis: "L6 L9 L10", Since: 2017, Scope: "all", Inspect: gloWords,
		Formula: "解释 = 模板的文字（标点和级别除外）", Doc: "名词解释的文字与规定的不一样，可能是漏字，也可能是各地的写法。列出第一处不同。", Hint: "对照规定的文字核对", Right: "是对以税收为主体的财政收入", Wrong: "是指以税收为主体的财政收入",
	},
	{
		ID: "GLO-007", Title: "名词解释的体例不一", Severity: diag.Note, Basis: "GB15834", Since: 2017, Scope: "all", Inspect: gloLayout,
		Formula: "都写作“一、某某：指……”", Doc: "有的写“某某：指”，有的写“某某是指”，有的不用冒号。", Hint: "统一体例", Right: "基本支出：指……  项目支出：指……", Wrong: "基本支出：指……  项目支出是……",
	},
}
