package rules

import "mingbai/internal/check"

// scanOf is what the scan of a subject's texts found, so that two dozen rules
// share one pass over the text.
func scanOf(s *check.Subject) *scan { return check.Kept(s, scanKey{}, newScan) }

type scanKey struct{}
