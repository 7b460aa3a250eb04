// Package compare tells what changed between two disclosures by what they mean,
// whatever kind of document each was read from.
//
//   - part: what a change is of: a table, a section, a project, the glossary, a
//     finding, or the document itself.
//   - kind: 改 changed, 增 added, 删 removed, 改名 renamed.
//
// Spacing, the width of characters, the grouping of digits and where a line or a
// paragraph breaks are no changes; nor is a blank against a printed zero, nor
// 元 against 万元 where the two prints allow the same amount. Where the documents
// are of different years, each one's own years (本年, 上年, 下年) are read as such
// and do not count.
package compare

import (
	"cmp"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// Schema names the form of the comparison in data.
const Schema = "mingbai.diff/v1"

// Side is one of the two documents.
type Side struct {
	Name       string // of the file
	Profile    string
	Disclosure *budget.Disclosure
	Findings   diag.Findings
}

// Part is what a change is of.
type Part string

// The parts of a disclosure, in the order that changes are told.
const (
	InDocument Part = "document"
	InTable    Part = "table"
	InSection  Part = "section"
	InProject  Part = "project"
	InGlossary Part = "glossary"
	InFindings Part = "finding"
)

// Kind is what happened.
type Kind string

// What can happen between the first document and the second.
const (
	Changed Kind = "changed"
	Added   Kind = "added"
	Removed Kind = "removed"
	Renamed Kind = "renamed"
)

// Change is one thing that is not the same in both.
type Change struct {
	Part       Part      `json:"part"`
	Kind       Kind      `json:"kind"`
	Group      string    `json:"group"` // heading it belongs under: a table's title, a section's, a project
	Place      string    `json:"place"` // T03[208].合计
	Name       string    `json:"name"`  // what it is, in words
	A          string    `json:"a"`
	B          string    `json:"b"`
	UnitA      string    `json:"unit_a"`     // 元, 万元; empty where no amount
	UnitB      string    `json:"unit_b"`     // likewise
	Difference string    `json:"difference"` // b − a, in Unit; empty where the two are not both amounts
	Unit       string    `json:"unit"`
	RefA       place.Ref `json:"ref_a"`
	RefB       place.Ref `json:"ref_b"`
}

// Comparison is what changed from a to b.
type Comparison struct {
	A, B    Side
	Pairing string // how amounts were paired where the documents are of different kinds; may be empty
	Changes []Change
}

// Same reports whether nothing changed.
func (c *Comparison) Same() bool { return len(c.Changes) == 0 }

// lacking is the name of the document that holds tables alone, as a workbook
// does, where the other has the words too; empty where they are alike.
func (c *Comparison) lacking() string {
	a, b := len(c.A.Disclosure.Sections) > 0, len(c.B.Disclosure.Sections) > 0
	switch {
	case a == b:
		return ""
	case a:
		return c.B.Name
	}
	return c.A.Name
}

// SameYear reports whether both documents are of one year.
func (c *Comparison) SameYear() bool { return c.A.Disclosure.Year == c.B.Disclosure.Year }

// SameKind reports whether both are budgets, or both final accounts. Those of
// different kinds say different things: of them only what the account says the
// budget was is compared.
func (c *Comparison) SameKind() bool { return c.A.Disclosure.Kind == c.B.Disclosure.Kind }

// Of compares two disclosures.
func Of(a, b Side) *Comparison {
	c := &comparer{Comparison: &Comparison{A: a, B: b}, a: a.Disclosure, b: b.Disclosure}
	c.document()
	c.tables()
	if c.SameKind() {
		c.projects()
	}
	if c.SameKind() && c.lacking() == "" {
		c.sections()
		c.glossary()
		c.findings()
	}
	slices.SortStableFunc(c.Changes, func(x, y Change) int {
		return cmp.Compare(slices.Index(partOrder, x.Part), slices.Index(partOrder, y.Part))
	})
	return c.Comparison
}

// comparer is the state of a comparison.
type comparer struct {
	*Comparison
	a, b *budget.Disclosure
}

func (c *comparer) add(x Change) { c.Changes = append(c.Changes, x) }

// text adds a change of a text unless both mean the same.
func (c *comparer) text(part Part, group, name, a, b string, refA, refB place.Ref) {
	if c.sameText(a, b) {
		return
	}
	c.add(Change{Part: part, Kind: kindOf(a, b), Group: group, Name: name, A: a, B: b, RefA: refA, RefB: refB})
}

func kindOf(a, b string) Kind {
	switch {
	case a == "":
		return Added
	case b == "":
		return Removed
	}
	return Changed
}

// document compares what the documents say of themselves.
func (c *comparer) document() {
	const group = "文件"
	none := place.Ref{}
	c.text(InDocument, group, "单位", c.a.Unit.Name, c.b.Unit.Name, none, none)
	if c.SameKind() {
		c.text(InDocument, group, "标题", c.a.Title, c.b.Title, none, none)
	}
}

// glossary compares the terms explained.
func (c *comparer) glossary() {
	const group = "名词解释"
	pairs := pairUp(len(c.a.Glossary), len(c.b.Glossary), func(i, j int) bool { return c.sameText(c.a.Glossary[i].Name, c.b.Glossary[j].Name) })
	for _, p := range pairs {
		var a, b budget.Term
		if p.a >= 0 {
			a = c.a.Glossary[p.a]
		}
		if p.b >= 0 {
			b = c.b.Glossary[p.b]
		}
		name := a.Name
		if name == "" {
			name = b.Name
		}
		if c.sameText(unnumbered(a.Text), unnumbered(b.Text)) {
			continue
		}
		c.text(InGlossary, group, name, a.Text, b.Text, a.Ref, b.Ref)
	}
}

// pair is an index on each side; -1 where a side has none.
type pair struct{ a, b int }

// pairUp pairs each of n with the first of m left that is the same, and lists
// what stands alone: those of a in their places, those of b at the end.
func pairUp(n, m int, same func(i, j int) bool) []pair {
	used := make([]bool, m)
	var out []pair
	for i := range n {
		at := -1
		for j := range m {
			if !used[j] && same(i, j) {
				at = j
				used[j] = true
				break
			}
		}
		out = append(out, pair{i, at})
	}
	for j := range m {
		if !used[j] {
			out = append(out, pair{-1, j})
		}
	}
	return out
}

// findings compares what the rules say of each; errors and warnings alone, as
// notes of style depend on the kind of document.
func (c *comparer) findings() {
	a, b := weighty(c.A.Findings), weighty(c.B.Findings)
	for _, p := range pairUp(len(a), len(b), func(i, j int) bool {
		return a[i].Rule == b[j].Rule && c.sameText(spot(a[i]), spot(b[j]))
	}) {
		switch {
		case p.b < 0:
			f := a[p.a]
			c.add(Change{Part: InFindings, Kind: Removed, Group: "检查结果", Place: f.Place(), Name: f.Severity.Chinese() + " " + f.Rule + " " + f.Title, A: f.Message, RefA: f.Ref})
		case p.a < 0:
			f := b[p.b]
			c.add(Change{Part: InFindings, Kind: Added, Group: "检查结果", Place: f.Place(), Name: f.Severity.Chinese() + " " + f.Rule + " " + f.Title, B: f.Message, RefB: f.Ref})
		}
	}
}

func weighty(list diag.Findings) []*diag.Finding {
	var out []*diag.Finding
	for i := range list {
		if list[i].Severity >= diag.Warning && list[i].Waived == nil {
			out = append(out, &list[i])
		}
	}
	return out
}

// spot is the place of a finding in the document's own terms: where it stands in
// the file is the file's.
func spot(f *diag.Finding) string {
	r := f.Ref
	if strings.HasPrefix(r.Table, "PF") { // rows of a form are counted as each document shows them
		return "PF" + r.Form + "[" + r.Row + "]" + strings.TrimRight(r.Column, ".0123456789")
	}
	if a := r.Address(); a != "" {
		return a
	}
	return r.Section + "/" + r.Form
}
