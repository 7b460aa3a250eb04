package finder

import "mingbai/internal/web/page"

// tableTitle is a table in the page's language; its id where it is none of those
// that every place has.
func tableTitle(l page.Lang, id string) string { return l.Table(id, id) }
