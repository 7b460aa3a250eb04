package page

import (
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"mingbai/internal/store"
)

// Where things are. These addresses last: a page once at one of them stays there.

// RegionPath is a region's page.
func RegionPath(code string) string { return "/r/" + url.PathEscape(code) }

// DepartmentPath is a department's page.
func DepartmentPath(id store.ID) string { return "/d/" + id.String() }

// UnitPath is a unit's page, as of its newest document.
func UnitPath(id store.ID) string { return "/u/" + id.String() }

// DocumentPath is a unit's page as of one of its documents: /u/…/2023/budget,
// of a department's document /u/…/2023/budget-department.
func DocumentPath(unit store.ID, year int, kind, scope string) string {
	if scope == "department" {
		kind += "-department"
	}
	return UnitPath(unit) + "/" + strconv.Itoa(year) + "/" + kind
}

// HeadPath is the page of a document in a list.
func HeadPath(h *store.Head) string { return DocumentPath(h.Unit, h.Year, h.Kind, h.Scope) }

// TablePath is a table of a document.
func TablePath(document, table string) string { return document + "/t/" + url.PathEscape(table) }

// NumberPath is one number of a document. The panel is left out where a table
// has one side.
func NumberPath(document string, k store.CellKey) string { return ofNumber(document, k, "") }

// LeafPath is the picture of the page that a number of a document was read from.
func LeafPath(document string, k store.CellKey) string { return ofNumber(document, k, "/page.png") }

func ofNumber(document string, k store.CellKey, more string) string {
	p := document + "/n/" + url.PathEscape(k.Table) + "/" + url.PathEscape(k.Row) + "/" + url.PathEscape(k.Column) + more
	if k.Panel != "" {
		p += "?side=" + url.QueryEscape(k.Panel)
	}
	return p
}

// ProjectPath is a project of a document.
func ProjectPath(document, name string) string { return document + "/p/" + url.PathEscape(name) }

// FilePath is a file of a document, by its hash; it is called by the last part of
// its name.
func FilePath(document, sha256, name string) string {
	return document + "/f/" + sha256 + "/" + url.PathEscape(FileName(name))
}

// FileName is the last part of a file's name: where it lay is nobody's business.
func FileName(name string) string { return path.Base(strings.ReplaceAll(name, `\`, "/")) }

// Licence is what all data are given out under.
const Licence = "https://creativecommons.org/licenses/by/4.0/"

// Web reports whether a source is an address on the web, to be led to.
func Web(source string) bool {
	return strings.HasPrefix(source, "https://") || strings.HasPrefix(source, "http://")
}

// Origin is where a document came from as a reader may know it: an address or a
// remark whole, a path by its last part.
func Origin(source string) string {
	if strings.Contains(source, "://") {
		return source
	}
	return FileName(source)
}

// The totals that a document is compared by.
const (
	Income      = "income"
	Spending    = "spending"
	Basic       = "basic"
	Project     = "project"
	ThreePublic = "three-public"
)

// TotalPath leads to the number that a total of a document stands in, wherever
// its tables have it: /u/…/2023/budget/total/basic.
func TotalPath(document, total string) string { return document + "/total/" + total }

// ComparePath is units side by side.
func ComparePath(units ...store.ID) string {
	if len(units) == 0 {
		return "/compare"
	}
	ids := make([]string, len(units))
	for i, id := range units {
		ids[i] = id.String()
	}
	return "/compare?u=" + strings.Join(ids, ",")
}

// RulePath is a rule.
func RulePath(id string) string { return "/rules/" + url.PathEscape(id) }

// SearchPath is a search.
func SearchPath(text string) string { return "/search?q=" + url.QueryEscape(text) }

// Base is what stands before an absolute path in what leaves the site: the address
// that it is known by, else the one that the request came to.
func Base(r *http.Request, known string) string {
	if known != "" {
		return strings.TrimSuffix(known, "/")
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
