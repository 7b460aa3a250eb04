package finder

import (
	"regexp"
	"strings"

	"mingbai/internal/release"
	"mingbai/internal/web/page"
)

// cellPlace is where a number stands: T01.income[一般公共预算].金额.
var cellPlace = regexp.MustCompile(`^(T\d\d)(?:\.(income|spending|economic|government))?\[(.*)\](?:\.([^\].]+))?$`)

// placeIn is a place in words: 收支总表 收入 一般公共预算 金额. What is no cell stays
// as it is.
func placeIn(l page.Lang, place string) string {
	m := cellPlace.FindStringSubmatch(place)
	if m == nil {
		return place
	}
	parts := []string{tableTitle(l, m[1])}
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
	parts = append(parts, m[3])
	if m[4] != "" {
		parts = append(parts, m[4])
	}
	return strings.Join(parts, " ")
}

// changeName says what a correction changes: the table or section and what in it.
func changeName(l page.Lang, c *release.Change) string {
	if c.Name == "" {
		return strings.TrimSpace(c.Group + " " + placeIn(l, c.Place))
	}
	return strings.TrimSpace(c.Group + " " + c.Name)
}
