package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

var sec = []check.Rule{
	{
		ID: "SEC-001", Title: "公开了个人信息", Severity: diag.Error, Basis: "PI25 PI28 GI15", Since: 2021, Scope: "all", Inspect: secPersonal,
		Formula: "没有手机号、身份证号、银行账号、家庭住址", Doc: "公开的文件里不该有个人的手机号、身份证号、银行账号和住址。单位的办公电话、地址依法应当公开，不算。",
		Hint: "公开前删去或遮住", Right: "联系电话：0352-1234567（办公电话）", Wrong: "联系电话：139****0000 的全号",
	},
	{
		ID: "SEC-002", Title: "带有密级标志", Severity: diag.Error, Basis: "L14 GI14 SS22 SS29", Since: 2015, Scope: "all", Inspect: secMarks,
		Formula: "没有 秘密★、机密★、内部资料", Doc: "带密级标志或注明内部资料的文件不得公开。", Hint: "停止公开，送保密部门审查", Right: "（没有密级标志）", Wrong: "秘密★1年",
	},
	{
		ID: "SEC-003", Title: "项目名称或用途可能涉密", Severity: diag.Warning, Basis: "GI17 SS35", Since: 2015, Scope: "all", Inspect: secProjects,
		Formula: "项目名称、概况、依据里没有敏感词", Doc: "项目的名称或用途里有侦查、国防动员一类的词，公开前应先过保密审查。", Hint: "送保密审查，涉密的不公开或改称", Right: "设备购置", Wrong: "技侦设备购置",
	},
}
