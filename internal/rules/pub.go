package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

var pub = []check.Rule{
	{
		ID: "PUB-001", Title: "两处公开的文件不同", Severity: diag.Error, Basis: "OP", Since: 2017, Scope: "all", Lacks: "没有去网上查找公开的文件",
		Formula: "本单位网站的文件 = 统一平台的文件", Doc: "预算要在本单位网站和统一平台同时公开，两处应是同一份文件。", Hint: "两处都公开同一份", Right: "两处文件相同", Wrong: "只在一处公开，或两处不同",
	},
	{
		ID: "PUB-002", Title: "有的单位没有公开", Severity: diag.Error, Basis: "R6", Since: 2021, Scope: "all-d", Lacks: "没有去网上查找各单位公开的文件",
		Formula: "部门的每个预算单位都有自己的文件", Doc: "单位预算由单位自己公开，并入本级的和涉密的除外。", Hint: "督促未公开的单位公开", Right: "3个单位，3份文件", Wrong: "3个单位，2份文件",
	},
	{
		ID: "PUB-003", Title: "换了文件没有说明", Severity: diag.Warning, Basis: "OP GI6", Since: 2017, Scope: "all", Lacks: "没有先后公开的文件可比",
		Formula: "更正的文件附更正说明，旧文件仍可查", Doc: "公开后改了文件，要说明改了什么、为什么、何时改的，旧的也要能找到。", Hint: "发布更正说明", Right: "附更正说明", Wrong: "悄悄换了文件",
	},
	{
		ID: "PUB-004", Title: "文件名或网页缺少要素", Severity: diag.Note, Basis: "OP", Since: 2017, Scope: "all", Lacks: "没有公开文件的网页",
		Formula: "文件名有单位、年度、种类，网页有公开日期", Doc: "文件名写明谁的、哪一年的、预算还是决算，网页上写明公开的日期。", Hint: "补全文件名和日期", Right: "某中心2023年单位预算.pdf", Wrong: "附件1.pdf",
	},
}
