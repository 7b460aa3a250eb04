// Package compose makes a disclosure from a book, and a document from a
// disclosure, both as a profile says.
//
//	Compile:  budget.Book × profile → budget.Disclosure (every number computed)
//	Document: budget.Disclosure × profile → doc.Document (every word in its place)
//
// A cell is the sum of the facts that its table, panel, row and column select.
// Amounts are exact until they are printed; printing rounds half up, each cell
// on its own (independent) or all of them together so that sums close (balanced).
package compose

import (
	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// entry is a fact with all that a profile can select it by.
type entry struct {
	subject  string // functional item or revenue subject
	economic string
	gov      string
	group    string // 人员经费, 公用经费
	project  string
	source   string
	item     string // three-public item
	carry    bool
	amount   money.Fen
	units    int64 // amount in last places of print, where rounding is balanced
}

// dataset is the entries of one year by kind of data.
type dataset map[string][]entry

const (
	dataFacts       = "facts"
	dataRevenue     = "revenue"
	dataThreePublic = "three_public"
)

// current is this year's data of a book; prior last year's.
func current(b *budget.Book, kind budget.UnitKind) dataset {
	d := dataset{dataFacts: factEntries(b.Facts, kind)}
	for _, r := range b.Revenue {
		d[dataRevenue] = append(d[dataRevenue], entry{subject: r.Subject, source: r.Source, amount: r.Amount})
	}
	for _, t := range b.ThreePublic {
		d[dataThreePublic] = append(d[dataThreePublic], entry{item: t.Item, source: t.Source, amount: t.Amount})
	}
	return d
}

func prior(b *budget.Book, kind budget.UnitKind) dataset {
	d := dataset{dataFacts: factEntries(b.Prior, kind)}
	for _, t := range b.ThreePublic {
		d[dataThreePublic] = append(d[dataThreePublic], entry{item: t.Item, source: t.Source, amount: t.Prior})
	}
	return d
}

func factEntries(facts []budget.Fact, kind budget.UnitKind) []entry {
	out := make([]entry, 0, len(facts))
	for _, f := range facts {
		e := entry{
			subject: f.Subject, economic: f.Economic, gov: f.GovEconomic, project: f.Project,
			source: f.Source, carry: f.CarryOver, amount: f.Amount,
		}
		if s, ok := budget.DeptEconomic().Find(f.Economic); ok {
			e.group = s.Group
		}
		if e.gov == "" {
			if s, ok := budget.GovEconomicOf(f.Economic, kind.Group); ok {
				e.gov = s.Code
			}
		}
		out = append(out, e)
	}
	return out
}

// selects reports whether w takes e.
func selects(w profile.Where, e *entry) bool {
	switch {
	case w.Source != "" && w.Source != e.source && !budget.Within(e.source, w.Source),
		w.Carry == "current" && e.carry,
		w.Carry == "carryover" && !e.carry,
		w.Kind == "basic" && e.project != "",
		w.Kind == "project" && e.project == "",
		w.Group != "" && w.Group != e.group,
		w.Item == "vehicle" && e.item != "vehicle_purchase" && e.item != "vehicle_operation",
		w.Item != "" && w.Item != "vehicle" && w.Item != e.item:
		return false
	}
	return true
}

// pick is the entries among from that every condition takes.
func pick(entries []entry, from []int, conditions ...profile.Where) []int {
	var out []int
next:
	for _, i := range from {
		for _, w := range conditions {
			if !selects(w, &entries[i]) {
				continue next
			}
		}
		out = append(out, i)
	}
	return out
}

func all(entries []entry) []int {
	out := make([]int, len(entries))
	for i := range out {
		out[i] = i
	}
	return out
}
