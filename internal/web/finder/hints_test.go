package finder

import (
	"testing"
)

// TestASearchNamesMore: a rule by its id, and an amount without a comparison, lead on.
func TestASearchNamesMore(t *testing.T) {
	for text, want := range map[string]string{
		"PRJ-001": "/rules/PRJ-001", "prj001": "/rules/PRJ-001", "XXX-001": "", "2023": "", "208": "",
		"667.98": "/search?q=%3D667.98%E4%B8%87%E5%85%83", "1,234元": "/search?q=%3D1%2C234%E5%85%83", "取暖费": "",
	} {
		got := ""
		for _, h := range (&searchView{Text: text}).hints() {
			got += h.Href
		}
		if got != want {
			t.Errorf("%s leads to %q, want %q", text, got, want)
		}
	}
}
