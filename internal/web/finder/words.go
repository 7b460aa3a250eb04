package finder

import (
	"slices"
	"strconv"
	"time"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/rules"
	"mingbai/internal/web/page"
)

// gap parts two statements on one line.
const gap = "　"

// named is a document's name in short: 2023年预算.
func named(l page.Lang, year int, kind, scope string) string {
	y := strconv.Itoa(year)
	if scope == "department" {
		return kindName(l, kind, l.T(y+"年部门预算", y+" department budget"), l.T(y+"年部门决算", y+" department final account"))
	}
	return kindName(l, kind, l.T(y+"年预算", y+" budget"), l.T(y+"年决算", y+" final account"))
}

func kindName(_ page.Lang, kind, budget, final string) string {
	switch kind {
	case "budget":
		return budget
	case "final":
		return final
	}
	return kind
}

// severity is a severity in the page's language.
func severity(l page.Lang, s diag.Severity) string { return l.T(s.Chinese(), s.String()) }

// ruleOf is a rule of the catalogue; nil where it has none.
func ruleOf(id string) *check.Rule {
	all := rules.All().Rules
	if i := slices.IndexFunc(all, func(r check.Rule) bool { return r.ID == id }); i >= 0 {
		return &all[i]
	}
	return nil
}

// clip shortens a text at a number of characters.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}

// moment is a time for a page, as clocks in China show it.
func moment(t time.Time) string { return page.Moment(t) }

// count is a number of things for a page.
func count(n int) string { return page.Count(n) }
