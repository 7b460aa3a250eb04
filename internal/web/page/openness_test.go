package page

import (
	"testing"

	"mingbai/internal/score"
)

// TestSheetOfPointsInEnglish asks that everything the sheet of points says has its
// English.
func TestSheetOfPointsInEnglish(t *testing.T) {
	for _, p := range score.Standard().Points {
		for _, said := range []string{p.Group, p.Name, p.Raise} {
			if said != "" && English.Term(said) == said {
				t.Errorf("%q has no English", said)
			}
		}
	}
}
