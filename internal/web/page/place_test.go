package page

import "testing"

func TestPlaceInWords(t *testing.T) {
	for in, want := range map[string]string{
		"T01.income[一般公共预算].金额": "收支总表 收入 一般公共预算 金额",
		"T03[2080502].合计":       "支出总表 2080502 合计",
		"T12[J专项业务费]":           "项目支出表 J专项业务费",
		"T12[某[二]期.1].本年":       "项目支出表 某[二]期.1 本年",
		"T99[合计].合计":            "T99 合计 合计",
		"三":                     "三",
		"PF1[lead]":             "PF1[lead]",
		"":                      "",
	} {
		if got := Chinese.Place(in); got != want {
			t.Errorf("the place %q = %q, want %q", in, got, want)
		}
	}
	if got := English.Place("T03[204].项目支出"); got != "Spending 204 Projects" {
		t.Errorf("in English: %q", got)
	}
}
