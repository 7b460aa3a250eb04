package ingest

import (
	"strings"

	"mingbai/internal/money"
)

// unitNameLabels begin the line over a table that names the unit.
var unitNameLabels = []string{
	"单位名称", "编制单位", "编制部门", "预算单位", "预算主管部门", "部门名称", "填报单位", "填报部门", "部门（单位）名称", "公开单位", "公开部门", "部门/单位", "部门：", "部门:",
}

// hasAny reports whether s begins with one of the labels and a colon after it.
func hasAny(s string, labels []string) bool {
	_, ok := afterLabel(s, labels)
	return ok
}

// afterLabel is what follows a label and its colon.
func afterLabel(s string, labels []string) (string, bool) {
	s = strings.TrimSpace(s)
	for _, l := range labels {
		rest, ok := strings.CutPrefix(s, l)
		if !ok {
			continue
		}
		if strings.HasSuffix(l, "：") || strings.HasSuffix(l, ":") {
			return strings.TrimSpace(rest), true
		}
		rest = strings.TrimLeft(rest, " \t\u3000")
		for _, colon := range []string{"：", ":", "﹕"} {
			if rest, ok := strings.CutPrefix(rest, colon); ok {
				return strings.TrimSpace(rest), true
			}
		}
	}
	return "", false
}

// isMoneyUnitLine reports whether a line gives the unit of money: 单位：万元.
func isMoneyUnitLine(s string) bool {
	_, ok := moneyUnitOf(s)
	return ok
}

// moneyUnitOf reads the unit of money out of a line that gives nothing else.
func moneyUnitOf(s string) (money.Unit, bool) {
	if len(s) > 120 || !strings.Contains(s, "元") {
		return 0, false
	}
	p := plain(s)
	for _, l := range []string{"金额单位", "货币单位", "计量单位", "单位"} {
		if rest, ok := strings.CutPrefix(p, l); ok {
			p = rest
			break
		}
	}
	p = strings.TrimPrefix(p, "人民币")
	u, err := money.ParseUnit(p)
	return u, err == nil
}

// isLabelLine reports whether a line is the number of a table: 预算公开表1, 附表2,
// 表1-3, 公开01表.
func isLabelLine(s string) bool {
	if len(s) > 45 || len(s) < 4 || !strings.Contains(s, "表") && !strings.Contains(s, "附件") && !strings.HasPrefix(s, "公开") {
		return false
	}
	p := plain(s)
	for _, l := range []string{"部门预算公开表", "单位预算公开表", "部门公开表", "单位公开表", "预算公开表", "决算公开表", "公开表", "附表", "附件", "公开", "预算", "表"} {
		rest, ok := strings.CutPrefix(p, l)
		if !ok || rest == "" {
			continue
		}
		rest = strings.TrimSuffix(rest, "表")
		if rest != "" && strings.Trim(rest, "0123456789一二三四五六七八九十") == "" {
			return true
		}
	}
	return false
}

// isEmptyNote reports whether a line states that its table holds nothing: 注：本表
// 无数据, 说明：…故本表为空表.
func isEmptyNote(s string) bool {
	if len(s) > 600 {
		return false
	}
	p := plain(s)
	if !strings.HasPrefix(p, "注") && !strings.HasPrefix(p, "说明") && !strings.HasPrefix(p, "备注") && !strings.Contains(p, "本表") && !strings.Contains(p, "此表") {
		return false
	}
	for _, w := range []string{"无数据", "空表", "为空", "没有数据", "无此项", "无相关数据", "无预算", "无内容"} {
		if strings.Contains(p, w) {
			return true
		}
	}
	for _, w := range []string{"政府性基金", "国有资本", "财政拨款", "三公", "机关运行"} { // 本单位2023年无…安排的预算
		if i := strings.Index(p, "无"); i >= 0 && strings.Contains(p[i:], w) {
			return true
		}
	}
	return false
}

// bothLines splits a line that names the unit and gives the unit of money in one:
// 单位名称：某中心　　单位：万元.
func bothLines(s string) (name, unit string, ok bool) {
	if !hasAny(s, unitNameLabels) && !unitNamedTwice(s) {
		return "", "", false
	}
	return unitAtEnd(s)
}

// unitNamedTwice reports whether a line names the unit with the word that gives the unit of
// money elsewhere, and gives that too: 单位：某中心　　金额单位：万元, 单位：某中心　　单位：万元.
func unitNamedTwice(s string) bool {
	if !hasAny(s, []string{"单位：", "单位:"}) {
		return false
	}
	return strings.Contains(s, "金额单位") || strings.Contains(s, "货币单位") || strings.Count(s, "单位：")+strings.Count(s, "单位:") > 1
}

// unitAtEnd splits a line that ends with the unit of money: 某中心　　单位：万元.
func unitAtEnd(s string) (name, unit string, ok bool) {
	if !strings.Contains(s, "元") {
		return "", "", false
	}
	for _, l := range []string{"金额单位", "货币单位", "单位：", "单位:", "单位 "} {
		if i := strings.LastIndex(s, l); i > 0 && isMoneyUnitLine(s[i:]) {
			return strings.TrimSpace(s[:i]), s[i:], true
		}
	}
	return "", "", false
}

// titleAndUnit splits a table's title from the unit of money behind it, in brackets or
// not: 收支总表（单位：万元）, 收支总表　单位：万元.
func titleAndUnit(s string) (title, unit string, ok bool) {
	if len(s) > 180 || !strings.Contains(s, "元") || !strings.Contains(s, "表") {
		return "", "", false
	}
	s = strings.TrimSpace(s)
	for _, pair := range []string{"（）", "()"} {
		open, end := pair[:len(pair)/2], pair[len(pair)/2:]
		inner, bracketed := strings.CutSuffix(s, end)
		if i := strings.LastIndex(inner, open); bracketed && i > 0 && isMoneyUnitLine(inner[i+len(open):]) {
			title, unit, ok = strings.TrimSpace(s[:i]), inner[i+len(open):], true
		}
	}
	if !ok {
		title, unit, ok = unitAtEnd(s)
	}
	return title, unit, ok && strings.HasSuffix(title, "表")
}

// saysUnit reports whether a line is a table's title with the unit of money behind it.
func saysUnit(s string) bool {
	_, _, ok := titleAndUnit(s)
	return ok
}

// entryOf splits a line of the contents: its title, and its page where one is
// printed. leader tells that dots or a page follow the title, as they do only in
// contents.
func entryOf(s string) (title, page string, leader bool) {
	t := strings.TrimRight(s, " \t\u3000")
	end := len(t)
	for end > 0 && isDigit(t[end-1]) {
		end--
	}
	page = t[end:]
	head := strings.TrimRight(t[:end], " \t\u3000")
	title = strings.TrimRight(head, ".…·．\t \u3000-—_")
	dots := len(head) - len(strings.TrimRight(head, ".…·．"))
	switch {
	case title == "":
		return t, "", false
	case dots >= 3:
		return title, page, true
	case page != "" && len(page) <= 4 && len(head) < end: // set apart by a space or a tab
		return title, page, true
	}
	return t, "", false
}

// isNote reports whether a line is a note under a table: 注：本表反映…
func isNote(s string) bool {
	for _, l := range []string{"注：", "注:", "备注：", "备注:"} {
		if strings.HasPrefix(strings.TrimSpace(s), l) {
			return true
		}
	}
	return false
}
