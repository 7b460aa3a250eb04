package compare

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
)

//go:embed diff.html
var pageTemplate string

var page = template.Must(template.New("diff").Parse(pageTemplate))

// shownGroup is a heading of the page with its changes.
type shownGroup struct {
	ID, Part, Title string
	Changes         []shown
	Amounts         bool // all are amounts
}

type shown struct {
	Change
	Word, FirstA, FirstB string
	Amount               bool // both are amounts
}

// WriteHTML writes the comparison as one self-contained page without scripts.
func (c *Comparison) WriteHTML(w io.Writer) error {
	var groups []shownGroup
	for i := range c.Changes {
		x := c.Changes[i]
		part := partWords[x.Part]
		if n := len(groups); n == 0 || groups[n-1].Title != x.Group || groups[n-1].Part != part {
			groups = append(groups, shownGroup{ID: fmt.Sprintf("g%d", n+1), Part: part, Title: x.Group, Amounts: true})
		}
		g := &groups[len(groups)-1]
		s := shown{Change: x, Word: x.word(), FirstA: x.A, FirstB: x.B, Amount: x.isAmount()}
		if s.Amount {
			s.FirstA, s.FirstB = withUnit(x.A, x.UnitA), withUnit(x.B, x.UnitB)
		}
		g.Changes, g.Amounts = append(g.Changes, s), g.Amounts && s.Amount
	}
	return page.Execute(w, struct {
		A, B           side
		Summary        string
		Terms          []string
		Groups         []shownGroup
		TitleA, TitleB string
	}{c.A.data(), c.B.data(), c.Summary(), c.Terms(), groups, c.A.title(), c.B.title()})
}
