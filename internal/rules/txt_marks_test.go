package rules

import "testing"

// TestBlankAfterAnArticleNumberIsRight holds to what legal texts do: a blank stands
// after the number of an article, and after nothing else.
func TestBlankAfterAnArticleNumberIsRight(t *testing.T) {
	for text, want := range map[string]bool{
		"第一条": true, "第十二章": true, "第 3 条": true,
		"第一": false, "第一批": false, "根据第一条": false, "第几条": false, "按照管理纳": false, "": false,
	} {
		if got := articleNumber(text); got != want {
			t.Errorf("%q is the number of an article: %v, want %v", text, got, want)
		}
	}
}
