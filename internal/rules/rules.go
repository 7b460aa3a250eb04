// Package rules is the catalogue: what a published budget has to hold to. A
// family of rules stands in one file as one list of literals; the ids are never
// reused and never renumbered. The families:
//
//   - SUM sums inside a table · BAL two-sided totals · HIE the hierarchy of codes
//   - TIE between tables · TPE “三公”经费 · ORE 机关运行经费
//   - PRJ projects and their forms · PERF the quality of performance targets
//   - NAR amounts in sentences · PCT percentages · CHG change against last year
//   - EMP empty tables · CODE codes and names · FORM required parts · ORD order
//   - TXT text · AST assets · PRO procurement · PER staff · DAT dates
//   - PUB publication · SEC what must not be published · GLO the glossary
package rules

import (
	"slices"
	"sync"

	"mingbai/internal/check"
)

// All is the catalogue, in the order of the families above. It is shared and not
// to be changed.
func All() *check.Catalogue { return all() }

var all = sync.OnceValue(func() *check.Catalogue {
	return &check.Catalogue{
		Rules: slices.Concat(
			sum, bal, hie, tie, tpe, ore, prj, perf, nar, pct, chg, emp,
			code, form, ord, txt, ast, pro, per, dat, pub, sec, glo,
		),
		First:   first,
		Basis:   basisOf,
		Recode:  slippedCodes,
		Misread: "FORM-016",
	}
})

// Timing is the rules on when a document was published, which are told of it when more
// is known than the document says.
func Timing() *check.Catalogue { return timing() }

var timing = sync.OnceValue(func() *check.Catalogue {
	isTiming := func(r check.Rule) bool { return r.ID == "DAT-005" }
	return &check.Catalogue{Rules: dat[slices.IndexFunc(dat, isTiming):][:1], Basis: basisOf}
})

// first lists rules that say the same of one place: the first speaks.
var first = [][]string{
	{"PRJ-001", "PRJ-018", "FORM-003", "PRJ-008", "PRJ-009"},
	{"PRJ-014", "TXT-022"},
	{"TIE-032", "SUM-007"},
	{"TXT-023", "TXT-008"},
	{"PRJ-009", "PRJ-017"},
	{"TXT-003", "PERF-015"},
	{"TXT-009", "GLO-002"},
	{"PER-003", "PERF-021"},
	{"PERF-009", "PERF-006"},
	{"PRJ-003", "PRJ-005", "PERF-008"}, // the money of the year is wrong, not what is held to it
	{"NAR-013", "PRO-001"},
	{"PCT-001", "PCT-009", "PCT-004"}, // a wrong share is out of bounds, and its list does not add up, because of it
	{"PCT-002", "PCT-009", "PCT-004"},
	{"PCT-003", "PCT-009", "PCT-004"},
	{"PCT-005", "PCT-009", "PCT-004"},
	{"PER-001", "PER-002"},
	{"TPE-011", "TPE-010"},
	{"TPE-011", "CHG-005", "CHG-011"},
	{"CHG-014", "ORE-005"},
	{"PCT-011", "CHG-014"}, // a rate without its sign is none
	{"PCT-012", "NAR-022"},
	{"CHG-002", "CHG-006"},
	{"CHG-001", "CHG-009"},
	{"CHG-003", "CHG-022"},
	{"EMP-007", "NAR-026"},
	{"ORD-003", "ORD-004"},
	{"TXT-022", "FORM-011"},
	{"HIE-006", "NAR-010"}, // an item that lost its amount is named as if it had one
	{"SUM-006", "NAR-010"},
	{"SUM-007", "NAR-010"},
	{"NAR-027", "NAR-007", "NAR-008", "NAR-011", "NAR-013", "NAR-015", "CHG-024", "PCT-004"}, // an amount in 元 lacks in the sentence's list
	{"NAR-007", "NAR-008", "PCT-004"}, // a list that leaves something out has not all the shares
	{"NAR-019", "NAR-012"},            // an item under another's name has another's purpose
	{"HIE-010", "HIE-011"},
	{"FORM-001", "EMP-005"},
	{"NAR-018", "TXT-007"},
	{"TPE-007", "AST-007"},
	{"TIE-006", "TIE-025"},
	{"PCT-006", "NAR-020"}, // … and so does a rate
	{"NAR-019", "NAR-020"}, // an amount of an item that is wrong contradicts the words behind it
	{"NAR-015", "TPE-012", "TPE-007"},
	{"AST-001", "TPE-007"},
	{"NAR-013", "PRO-002"},
	{"CHG-009", "TPE-010"},
	{"TPE-009", "CHG-001", "CHG-002", "CHG-003", "CHG-015", "CHG-022", "CHG-024", "CHG-013"}, // a way that the figures tell is wrong has the wrong reason too
	{"NAR-021", "CHG-005"},
	{"TPE-015", "TPE-016"},
	{"TPE-008", "TPE-016"},
}
