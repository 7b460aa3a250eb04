package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
)

var otherFixtures = map[string]pair{
	"DAT-001": {before: everyField("date", "20221230"), wrong: field("date", "202212")},
	"DAT-002": {n: 2, before: both(projects(2), everyField("date", "20221230")), wrong: field("date", "2022-12-30")},
	"DAT-003": {before: everyField("date", "20221230"), wrong: field("date", "20230103")},
	"DAT-004": {before: everyField("date", "20221230"), wrong: field("date", "20221330")},
	"DAT-007": {wrong: field("basis", "某财〔2032〕8号")},
	"SEC-001": {wrong: field("phone", "13812345678")},
	"SEC-002": {wrong: say("一", "秘密★1年")},
	"SEC-003": {wrong: field("overview", "技侦设备购置")},
	"GLO-001": {wrong: func(d *budget.Disclosure) { d.Glossary = slices.Delete(d.Glossary, 2, 3) }},
	"GLO-002": {wrong: term(2, "市直部门", "省直部门")},
	"GLO-003": {wrong: term(2, "三、", "四、")},
	"GLO-004": {wrong: term(2, "接待", "用餐")},
	"GLO-005": {wrong: func(d *budget.Disclosure) {
		d.Glossary = append(d.Glossary, budget.Term{Name: "转移性收支", Text: "十三、转移性收支：指政府间的收支。"})
	}},
	"GLO-006": {wrong: term(8, "是对以税收", "是指以税收")},
	"GLO-007": {wrong: term(8, "：", "")},
}

// term changes words of an entry of the glossary.
func term(i int, old, text string) edit {
	return func(d *budget.Disclosure) {
		if !strings.Contains(d.Glossary[i].Text, old) {
			panic(d.Glossary[i].Text + " lacks " + old)
		}
		d.Glossary[i].Text = strings.ReplaceAll(d.Glossary[i].Text, old, text)
	}
}

func TestReadDate(t *testing.T) {
	for _, tt := range []struct {
		text   string
		layout string
		y, m   int
	}{
		{"20221230", "8位", 2022, 12},
		{"20221230192730", "14位", 2022, 12},
		{"2022-12-30", "年-月-日", 2022, 12},
		{"2022/1/3", "年-月-日", 2022, 1},
		{"2022年12月30日", "年月日", 2022, 12},
		{"202212", "", 2022, 12},
		{"2022123 0130622", "", 2022, 12},
		{"202301031904", "", 2023, 1},
		{"十二月", "", 0, 0},
		{"20221230257730", "", 2022, 12},
	} {
		if d := readDate(tt.text); d.layout != tt.layout || d.year != tt.y || d.month != tt.m {
			t.Errorf("%s: %+v", tt.text, d)
		}
	}
}

func TestIdentityAndCard(t *testing.T) {
	for id, want := range map[string]bool{"11010519491231002X": true, "110105194912310021": false, "110105194913310024": false} {
		if identity(id) != want {
			t.Errorf("%s: %v", id, !want)
		}
	}
	for card, want := range map[string]bool{"4111111111111111": true, "4111111111111112": false} {
		if luhn(card) != want {
			t.Errorf("%s: %v", card, !want)
		}
	}
}
