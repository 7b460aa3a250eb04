package finder

import (
	"net/url"
	"regexp"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/web/page"
)

// hint is where else a search leads: what was written names more than words.
type hint struct{ Text, Href string }

var (
	ruleText   = regexp.MustCompile(`^([A-Za-z]{2,5})-?([0-9]{3})$`)
	amountText = regexp.MustCompile(`^([0-9][0-9,]*)(\.[0-9]+)?\s*(亿元|万元|元|亿|万)?$`)
)

// hints are a rule that is named, and numbers of the very amount that is written.
func (v *searchView) hints() (out []hint) {
	if r := ruleNamed(v.Text); r != nil {
		out = append(out, hint{v.T("规则 ", "Rule ") + r.ID + " " + v.Rule(r.ID, r.Title), page.In(v.Lang, page.RulePath(r.ID))})
	}
	if m := amountText.FindStringSubmatch(v.Text); m != nil && m[2]+m[3] != "" {
		unit := m[3]
		if unit == "" {
			unit = "万元" // as tables print it
		}
		amount := m[1] + m[2] + unit
		out = append(out, hint{v.T("正好是"+amount+"的数", "Numbers of exactly "+amount), page.In(v.Lang, "/search?q="+url.QueryEscape("="+amount))})
	}
	return out
}

func ruleNamed(text string) *check.Rule {
	m := ruleText.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	return ruleOf(strings.ToUpper(m[1]) + "-" + m[2])
}
