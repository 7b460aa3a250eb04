package portal

import (
	"slices"

	"mingbai/internal/check"
	"mingbai/internal/rules"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// withDocuments leaves out regions that hold nothing.
func withDocuments(list []store.Region) []store.Region {
	return slices.DeleteFunc(slices.Clone(list), func(r store.Region) bool { return r.Counts.Units == 0 })
}

// gap parts two statements on one line.
const gap = "　"

// ruleTitle is the title of a rule in the page's language; its id where the
// catalogue has it no more.
func ruleTitle(l page.Lang, id string) string {
	all := rules.All().Rules
	if i := slices.IndexFunc(all, func(r check.Rule) bool { return r.ID == id }); i >= 0 {
		return l.Rule(id, all[i].Title)
	}
	return id
}

// some is a count; nothing is a dash.
func some(n int) string {
	if n == 0 {
		return "—"
	}
	return page.Count(n)
}
