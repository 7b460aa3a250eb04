package check

import (
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// sentence is a paragraph with claims in braces: {slot=12.30}.
func sentence(text string) (p budget.Paragraph) {
	for {
		before, rest, more := strings.Cut(text, "{")
		p.Text += before
		if !more {
			return p
		}
		claim, after, _ := strings.Cut(rest, "}")
		slot, value, _ := strings.Cut(claim, "=")
		p.Claims = append(p.Claims, budget.Claim{Slot: slot, Text: value, Start: len(p.Text)})
		p.Text += value
		text = after
	}
}

// TestNumbersOfSentencesAreNamedInTheirWords: a number of a sentence is told by the words that
// stand before it there, without the year, the unit's name and the number in a list.
func TestNumbersOfSentencesAreNamedInTheirWords(t *testing.T) {
	p := &profile.Profile{Measures: []profile.Measure{
		{ID: "spending", Cell: "T03[合计].合计"},
		{ID: "basic", Cell: "T03[合计].基本支出"},
		{ID: "abroad", Cell: "T10[因公出国（境）费].金额"},
		{ID: "agency", Cell: "T11[合计].金额", Calls: []string{"机关运行经费"}},
	}}
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"示例市测试中心2023年度支出总计为{spending=100.00}万元，比上年增加{spending.delta:more=10.00}万元，增长{spending.rate:more=11.11}%。", []string{"支出总计", "支出总计增减额", "支出总计增减幅度"}},
		{"本年支出合计{spending=100.00}万元，其中：基本支出{basic=60.00}万元，占{basic.share=60.00}%。", []string{"本年支出合计", "基本支出", "基本支出占比"}},
		{"（一）因公出国（境）费{abroad=1.00}万元", []string{"因公出国（境）费"}},
		{"财政拨款支出年初预算为{spending.budget=90.00}万元，支出决算为{spending=100.00}万元", []string{"财政拨款支出年初预算", "财政拨款支出"}},
		{"财政拨款安排的“三公”经费预算{abroad=1.00}万元", []string{"财政拨款安排的‘三公’经费预算"}},
		{"{agency=1.00}万元", []string{"机关运行经费"}},
		{"{basic=1.00}万元", []string{"合计 基本支出"}},
	} {
		d := &budget.Disclosure{Unit: budget.Unit{Name: "示例市测试中心"}, Sections: []budget.Section{{ID: "三", Title: "三、支出情况", Paragraphs: []budget.Paragraph{sentence(tt.text)}}}}
		s := New(d, p)
		for k, want := range tt.want {
			name, rest, _ := strings.Cut(strings.TrimPrefix(s.Label(s.ClaimVar(0, 0, k)), "“三、支出情况”里的“"), "”")
			if got := name + rest; got != want {
				t.Errorf("%s: number %d is called %q, want %q", tt.text, k+1, got, want)
			}
		}
	}
}

// TestNumbersOfTwoTablesSayWhichAndInWhatUnit: where a sentence is held to a table, or a table to
// another, the table is named; where the units of money differ, they are.
func TestNumbersOfTwoTablesSayWhichAndInWhatUnit(t *testing.T) {
	cell := func(s string) []budget.Cell { return []budget.Cell{{Printed: printed(t, s)}} }
	d := &budget.Disclosure{
		Unit: budget.Unit{Name: "示例市测试中心"},
		Tables: []budget.Table{{ID: "T03", Title: "示例市测试中心2023年度支出总表", MoneyUnit: money.Yuan, Panels: []budget.Panel{{
			Columns: []string{"合计"}, Lines: []budget.Line{{Key: "合计", Name: "合计", Total: true, Cells: cell("123,456")}},
		}}}},
		Sections: []budget.Section{{ID: "三", Title: "三、支出情况", Paragraphs: []budget.Paragraph{sentence("支出总计{spending=13.35}万元")}}},
	}
	s := New(d, &profile.Profile{Scopes: []string{"all"}, Style: profile.Style{MoneyUnit: money.Wan}, Measures: []profile.Measure{{ID: "spending", Cell: "T03[合计].合计"}}})
	c := &Catalogue{Rules: []Rule{{ID: "NAR-003", Scope: "all", Relate: func(r *Relations) {
		r.Same(r.ClaimVar(0, 0, 0), r.Cell("T03", "", "合计", "合计"))
	}}}}
	found := c.Check(s).Findings
	if len(found) != 1 {
		t.Fatalf("%d findings", len(found))
	}
	want := "“三、支出情况”里的“支出总计”是13.35万元，支出总表的合计 合计却是123,456元，相差1.0044万元"
	if !strings.HasPrefix(found[0].Message, want) {
		t.Errorf("%s\nwant %s…", found[0].Message, want)
	}
}
