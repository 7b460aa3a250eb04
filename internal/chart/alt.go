package chart

import "strings"

// Alt is the text alternative: the title and every value, as printed.
//
//	一般公共预算当年拨款结构图：社会保障和就业支出 311.53 万元，占 46.64%；…
func Alt(c Chart) string { return oneLine(c.Title) + "：" + values(c) }

// values lists the items with their figures.
func values(c Chart) string {
	items := make([]string, 0, len(c.Points)+1)
	for _, p := range c.Points {
		s := strings.TrimSpace(oneLine(p.Label) + " " + amount(p, c.Unit))
		if p.Share != "" {
			s += "，占 " + oneLine(p.Share)
		}
		items = append(items, s)
	}
	if len(items) == 0 {
		items = append(items, noData)
	}
	if c.Total != "" {
		items = append(items, "合计 "+withUnit(oneLine(c.Total), c.Unit))
	}
	return strings.Join(items, "；")
}

const noData = "无数据"

// figure is the amount as printed; a zero that was left blank is shown as 0.
func figure(p Point) string {
	if s := oneLine(p.Text); s != "" || p.Value != 0 {
		return s
	}
	return "0"
}

func amount(p Point, unit string) string { return withUnit(figure(p), unit) }

// withUnit sets the unit after a figure that does not carry it already.
func withUnit(s, unit string) string {
	unit = oneLine(unit)
	if s == "" || unit == "" || strings.HasSuffix(s, unit) {
		return s
	}
	return s + " " + unit
}
