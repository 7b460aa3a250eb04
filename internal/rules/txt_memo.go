package rules

import (
	"runtime"
	"sync"
	"weak"

	"mingbai/internal/check"
)

// scans keeps each subject's scan as long as the subject lives, so that two
// dozen rules share one pass over the text. It holds nothing alive and changes
// nothing that a rule can see.
var scans sync.Map // weak.Pointer[check.Subject] → *scan

// scanOf is what the scan of a subject's texts found.
func scanOf(s *check.Subject) *scan {
	key := weak.Make(s)
	if have, ok := scans.Load(key); ok {
		return have.(*scan)
	}
	have, loaded := scans.LoadOrStore(key, newScan(s))
	if !loaded {
		runtime.AddCleanup(s, func(k weak.Pointer[check.Subject]) { scans.Delete(k) }, key)
	}
	return have.(*scan)
}
