package finder_test

import (
	"html"
	"strings"
	"testing"

	"mingbai/internal/rules"
	"mingbai/internal/web/finder"
	"mingbai/internal/web/page"
)

// TestEveryRuleHasItsPage: with what it means, its formula and both examples.
func TestEveryRuleHasItsPage(t *testing.T) {
	x := &example{Server: serve(t, empty(t), finder.Options{})}
	list := html.UnescapeString(x.get(t, "/rules"))
	all := rules.All().Rules
	for i := range all {
		r := &all[i]
		holds(t, list, `href="/rules/`+r.ID+`"`, r.Title)
		body := html.UnescapeString(x.get(t, "/rules/"+r.ID))
		holds(t, body, r.Title, r.Doc, r.Formula, r.Right, r.Wrong, r.Hint, rules.BasisOf(r.Basis))
	}
}

// TestWhoBreaksARule names the document and what is wrong in it.
func TestWhoBreaksARule(t *testing.T) {
	x := site(t, finder.Options{})
	h := x.head(t, "大同市")
	body := x.get(t, "/rules/PRJ-001")
	holds(t, body, "1份公开件，1处", "/u/"+h.Unit.String()+"/2023/budget/findings", "J专项业务费")
	holds(t, x.get(t, "/rules?family=PRJ"), "PRJ-001", "依据")
	holds(t, x.get(t, "/rules"), "错误 1份")
	lacks(t, x.get(t, "/rules?family=PRJ"), "SUM-001")
}

// TestARuleByAnotherSpelling leads to the one address.
func TestARuleByAnotherSpelling(t *testing.T) {
	x := &example{Server: serve(t, empty(t), finder.Options{})}
	res, err := x.Client().Get(x.URL + "/rules/sum-001")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if !strings.HasSuffix(res.Request.URL.Path, "/rules/SUM-001") {
		t.Errorf("led to %s", res.Request.URL)
	}
}

// TestEveryRuleHasAnEnglishTitle: the English pages call each rule and each family
// by a title of their own; one that is missing is added to
// internal/web/page/english/rules.txt.
func TestEveryRuleHasAnEnglishTitle(t *testing.T) {
	for _, r := range rules.All().Rules {
		if page.English.Rule(r.ID, "") == "" {
			t.Errorf("%s（%s）has no English title in internal/web/page/english/rules.txt", r.ID, r.Title)
		}
		if page.English.Rule(r.Family(), "") == "" {
			t.Errorf("the family %s has no English name in internal/web/page/english/rules.txt", r.Family())
		}
	}
}
