package rules

import (
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
)

// TestBudgetSaidForAccount: in a final account 预算 stands where 决算 stands in the same
// words elsewhere; a sentence that has both compares them.
func TestBudgetSaidForAccount(t *testing.T) {
	const items = "年初预算为10.00万元，支出决算为9.00万元。决算数小于预算数的主要原因：项目减少。"
	for _, tt := range []struct {
		text, piece string
	}{
		{"年初预算为20.00万元，支出预算为18.00万元。", "支出预算"},
		{"年初预算为20.00万元，支出决算为18.00万元。预算数小于预算数的主要原因：人员减少。", "预算数小于预"},
		{"“三公”经费支出预算为20.00万元，支出决算为18.00万元。", ""},
		{"比年初预算减少2.00万元。", ""},
	} {
		d := &budget.Disclosure{Year: 2024, Sections: []budget.Section{{ID: "五", Part: "narrative", Paragraphs: []budget.Paragraph{
			{Text: strings.Repeat(items, 3)}, {Text: tt.text},
		}}}}
		var found []string
		for _, f := range textRules().Check(check.New(d, finalProfile(t))).Findings {
			if f.Rule == "TXT-029" {
				found = append(found, f.Suspects[0].Value)
			}
		}
		if got := strings.Join(found, "；"); got != tt.piece {
			t.Errorf("%s: told %q, want %q", tt.text, got, tt.piece)
		}
	}
}
