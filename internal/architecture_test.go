package internal_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestArchitectureNamesEveryPackage holds docs/architecture.md to the table of
// levels: the same packages at the same levels, and none that is gone.
func TestArchitectureNamesEveryPackage(t *testing.T) {
	guide := document(t, "architecture.md")
	rows := 0
	for level, names := range levels {
		for _, name := range names {
			if !strings.Contains(guide, fmt.Sprintf("| %d | `%s` |", level, name)) {
				t.Errorf("docs/architecture.md has no row “| %d | `%s` |”", level, name)
			}
			rows++
		}
	}
	for _, line := range strings.Split(guide, "\n") {
		if cells := strings.Split(line, "|"); len(cells) == 5 && strings.Contains(cells[2], "`") {
			rows--
			name := strings.Trim(cells[2], " `")
			if !slices.Contains(slices.Concat(levels...), name) {
				t.Errorf("docs/architecture.md has a row for %s, which is not in the table of levels", name)
			}
		}
	}
	if rows != 0 {
		t.Errorf("docs/architecture.md has %d rows too few or too many", rows)
	}
	for _, name := range forTests {
		if !strings.Contains(guide, "`"+name+"`") {
			t.Errorf("docs/architecture.md does not name %s", name)
		}
	}
}
