package portal

import (
	"slices"

	"mingbai/internal/check"
	"mingbai/internal/rules"
	"mingbai/internal/store"
)

// withDocuments leaves out regions that hold nothing.
func withDocuments(list []store.Region) []store.Region {
	return slices.DeleteFunc(slices.Clone(list), func(r store.Region) bool { return r.Counts.Units == 0 })
}

// gap parts two statements on one line.
const gap = "　"

// ruleTitle is the title of a rule; its id where the catalogue has it no more.
func ruleTitle(id string) string {
	all := rules.All().Rules
	if i := slices.IndexFunc(all, func(r check.Rule) bool { return r.ID == id }); i >= 0 {
		return all[i].Title
	}
	return id
}
