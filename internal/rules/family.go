package rules

import "mingbai/internal/diag"

// familyNames are the families in words.
var familyNames = map[string]string{
	"SUM": "表内相加", "BAL": "收支平衡与结转", "HIE": "科目层级", "TIE": "表间一致", "TPE": "“三公”经费", "ORE": "机关运行经费",
	"PRJ": "项目与绩效目标表", "PERF": "绩效目标的质量", "NAR": "文字中的数", "PCT": "百分比", "CHG": "比上年增减", "EMP": "空表",
	"CODE": "科目编码与名称", "FORM": "应有的内容", "ORD": "次序与编号", "TXT": "文字", "AST": "国有资产", "PRO": "政府采购",
	"PER": "人员", "DAT": "日期", "PUB": "公开", "SEC": "不应公开的内容", "GLO": "名词解释",
}

// FamilyName is a family in words: SUM is 表内相加.
func FamilyName(family string) string { return familyNames[family] }

// BasisOf is what may be printed of a rule's basis for the present year.
func BasisOf(codes string) string { return basisOf(codes, 0) }

// Infos are the rules as reports tell of them.
func Infos() []diag.RuleInfo {
	var out []diag.RuleInfo
	for i := range All().Rules {
		r := &All().Rules[i]
		out = append(out, diag.RuleInfo{ID: r.ID, Title: r.Title, Doc: r.Doc, Hint: r.Hint, Severity: r.Severity})
	}
	return out
}
