package finder

import (
	"strings"

	"mingbai/internal/release"
	"mingbai/internal/web/page"
)

// changeName says what a correction changes: the table or section and what in it.
func changeName(l page.Lang, c *release.Change) string {
	if c.Name == "" {
		return strings.TrimSpace(c.Group + " " + l.Place(c.Place))
	}
	return strings.TrimSpace(c.Group + " " + c.Name)
}
