package rules

import (
	"runtime"
	"sync"
	"weak"

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

// formScans keeps each subject's scan as long as the subject lives. It holds
// nothing alive and changes nothing that a rule can see.
var formScans sync.Map // weak.Pointer[check.Subject] → *formScan

// formsOf is the scan of a subject's forms, made once.
func formsOf(s *check.Subject) *formScan {
	key := weak.Make(s)
	if have, ok := formScans.Load(key); ok {
		return have.(*formScan)
	}
	have, loaded := formScans.LoadOrStore(key, scanForms(s))
	if !loaded {
		runtime.AddCleanup(s, func(k weak.Pointer[check.Subject]) { formScans.Delete(k) }, key)
	}
	return have.(*formScan)
}

func scanForms(s *check.Subject) *formScan {
	out := &formScan{pairing: pairProjects(s), sides: make([][]side, len(s.Projects))}
	for _, i := range out.forms {
		out.sides[i] = sidesOf(&s.Projects[i])
	}
	out.assets, out.assetRefs = sectionWith(s, "{vehicles")
	return out
}
