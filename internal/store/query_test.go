package store

import "testing"

func TestQueriesAreUnderstood(t *testing.T) {
	for text, want := range map[string]string{
		"取暖费 >2万元":         "取暖费，大于 2 万元",
		"取暖费>2万元":          "取暖费，大于 2 万元",
		"取暖费　＞２万元":         "取暖费，大于 2 万元",
		"取暖费大于20,000元":     "取暖费，大于 2 万元",
		"取暖费 ≥ 1.5万":       "取暖费，不少于 1.5 万元",
		"印刷费 <=500":        "印刷费，不超过 500 元",
		"培训费不超过3000元":      "培训费，不超过 3,000 元",
		"100万元以上 信息化":      "信息化，不少于 100 万元",
		"会议费 1万元以下":        "会议费，不超过 1 万元",
		"公务接待费 2-5万元":      "公务接待费，不少于 2 万元，不超过 5 万元",
		"维修 2万元~0.5亿元":     "维修，不少于 2 万元，不超过 5,000 万元",
		"=3.14万元":          "等于 3.14 万元",
		"2080502":          "编码 2080502",
		"208 大同":           "大同，编码 208",
		"2023年 公务用车":       "公务用车，2023 年",
		"2023 三公":          "三公，2023 年",
		"dtsxxzx":          "dtsxxzx",
		"“三公”经费":           "“三公”经费",
		"  ":               "",
		"，。！":              "",
		"12345":            "编码 12345",
		"大同市 信息中心":         "大同市，信息中心",
		"办公费 大于1万元 小于10万元": "办公费，大于 1 万元，小于 10 万元",
	} {
		w, err := understand(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if got := w.String(); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestQueriesAreToldInEnglish(t *testing.T) {
	w, err := understand("大同 208 2023年 ≥1.5万")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := w.told(inEnglish), "大同, code 208, at least 1.5 万元, year 2023"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestQueriesThatMakeNoSense(t *testing.T) {
	for _, text := range []string{"2-5", ">99999999999999999999亿元", ">0.000001元"} {
		if w, err := understand(text); err == nil {
			t.Errorf("%s was understood as %q", text, w)
		}
	}
}
