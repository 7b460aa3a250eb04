package rules

import (
	"testing"

	"mingbai/internal/check"
)

// What this year's budget is set against is last year's: that is the right year there.
func TestYearSetAgainst(t *testing.T) {
	for text, want := range map[string]string{
		"支出预算100.00万元，与2019年预算数相同。": "2022",
		"2020年度支出预算100.00万元。":       "2023",
	} {
		d, p := clean(t, 0)
		say("三", text)(d)
		found := of(All().Check(check.New(d, p)), "TXT-008")
		if len(found) != 1 || found[0].Expected != want {
			t.Errorf("%s: told %v, want %s", text, found, want)
		}
	}
}
