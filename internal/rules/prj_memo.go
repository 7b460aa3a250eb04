package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/place"
)

// formScan is what the rules of projects, targets and assets share: the projects'
// rows against their forms, the indicators as they are understood, and what the
// text says of vehicles and housing.
type formScan struct {
	pairing
	sides [][]side // project → the sides of its indicators that say anything

	assets    []string // sentences of the section on assets
	assetRefs []place.Ref
}

// formsOf is the scan of a subject's forms, made once.
func formsOf(s *check.Subject) *formScan { return check.Kept(s, formKey{}, scanForms) }

type formKey struct{}

func scanForms(s *check.Subject) *formScan {
	out := &formScan{pairing: pairProjects(s), sides: make([][]side, len(s.Projects))}
	for _, i := range out.forms {
		out.sides[i] = sidesOf(&s.Projects[i])
	}
	out.assets, out.assetRefs = sectionWith(s, "{vehicles")
	return out
}
