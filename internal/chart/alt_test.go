package chart

import "testing"

func TestAlt(t *testing.T) {
	for _, tc := range []struct {
		chart Chart
		want  string
	}{
		{datong(), "一般公共预算当年拨款结构图：社会保障和就业支出 311.53 万元，占 46.64%；卫生健康支出 12.45 万元，占 1.86%；资源勘探工业信息等支出 310.19 万元，占 46.44%；住房保障支出 33.81 万元，占 5.06%；合计 667.98 万元"},
		{threePublic(), "“三公”经费分布图：因公出国（境）费 0 万元；公务接待费 0 万元；公务用车运行维护费 3.20 万元；公务用车购置费 0 万元；合计 3.20 万元"},
		{Chart{Title: "空图"}, "空图：无数据"},
		{Chart{Title: "带单位", Unit: "万元", Points: []Point{{Label: "甲", Value: 1, Text: "1.50万元"}}}, "带单位：甲 1.50万元"},
		{Chart{Title: "留空的零", Unit: "元", Points: []Point{{Label: "甲"}}}, "留空的零：甲 0 元"},
	} {
		if got := Alt(tc.chart); got != tc.want {
			t.Errorf("got  %s\nwant %s", got, tc.want)
		}
	}
}
