package page

import (
	"regexp"
	"strings"
)

// cellPlace is where a number stands: T01.income[一般公共预算].金额.
var cellPlace = regexp.MustCompile(`^(T\d\d)(?:\.(income|spending|economic|government))?\[(.*)\](?:\.([^\].]+))?$`)

// Place is the address of a number in words: 收支总表 收入 一般公共预算 金额. What is no
// cell stays as it is.
func (l Lang) Place(place string) string {
	m := cellPlace.FindStringSubmatch(place)
	if m == nil {
		return place
	}
	parts := []string{l.Table(m[1], m[1])}
	switch m[2] {
	case "income":
		parts = append(parts, l.T("收入", "income"))
	case "spending":
		parts = append(parts, l.T("支出", "spending"))
	case "economic":
		parts = append(parts, l.T("支出（部门预算经济分类）", "spending by department economic class"))
	case "government":
		parts = append(parts, l.T("支出（政府预算经济分类）", "spending by government economic class"))
	}
	parts = append(parts, l.Term(m[3]))
	if m[4] != "" {
		parts = append(parts, l.Term(m[4]))
	}
	return strings.Join(parts, " ")
}
