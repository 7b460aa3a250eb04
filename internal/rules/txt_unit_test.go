package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
)

func TestUnitNamed(t *testing.T) {
	const place = "示例市东山区"
	for text, want := range map[string]string{
		"示例市东山区财政局2025年度收入支出总计10.00万元。":      "示例市东山区财政局",
		"截至2025年12月31日，示例市东山区水务局（部门）共有车辆9辆。": "示例市东山区水务局",
		"截至2025年12月31日，示例市东山区水务局共有车辆9辆。":     "示例市东山区水务局",
		"由示例市东山区财政局2025年度下达的资金。":             "", // it does not speak for it
		"示例市东山区（全区）共有车辆9辆。":                  "",
	} {
		if got := unitNamed(text, place); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// A cover of another body than every sentence speaks for is told once, at the cover.
func TestCoverOfAnotherBody(t *testing.T) {
	three := []string{
		"示例市东山区水务局2025年度收入支出总计稳定。", "截至2025年12月31日，示例市东山区水务局共有车辆9辆。", "示例市东山区水务局2025年度没有其他收入。",
	}
	const covered = "示例市东山区财政局"
	for _, c := range []struct {
		name, cover string
		says        []string
		want        int
	}{
		{"all sentences speak for another", covered, three, 1},
		{"they speak for the body of the cover", "示例市东山区水务局", three, 0},
		{"one speaks for the body of the cover: others are to be doubted", covered, append(slices.Clone(three), "示例市东山区财政局2025年度没有经营收入。"), 0},
	} {
		d := &budget.Disclosure{Year: 2025, Unit: budget.Unit{Name: c.cover}, Outline: &budget.Outline{Cover: []budget.Passage{{Text: c.cover}}}}
		d.Sections = []budget.Section{{ID: "一", Part: "narrative"}}
		for _, s := range c.says {
			d.Sections[0].Paragraphs = append(d.Sections[0].Paragraphs, budget.Paragraph{Text: s})
		}
		n := 0
		for _, f := range textRules().Check(check.New(d, finalProfile(t))).Findings {
			if f.Rule == "TXT-009" && f.Expected == "示例市东山区水务局" && f.Suspects[0].Value == c.cover && strings.HasPrefix(f.Message, "封面") {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%s: told %d times, want %d", c.name, n, c.want)
		}
	}
}
