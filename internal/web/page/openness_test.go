package page

import (
	"strings"
	"testing"

	"mingbai/internal/diag"
	"mingbai/internal/score"
)

// TestReasonsInEnglish asks that every way in which the sheet says why has its English:
// rules that hold, that do not, that do not apply, that were not
// looked at; tables without an amount.
func TestReasonsInEnglish(t *testing.T) {
	ways := map[string]bool{}
	for _, outcome := range []string{"passed", "failed", "not_applicable", "not_checked", "blank"} {
		d := &diag.Document{}
		if outcome == "blank" {
			d.Tables = []diag.TableStatus{{IDs: []string{"T01"}, Status: diag.Read}}
		}
		for _, p := range score.Standard().Points {
			for _, id := range p.Rules {
				d.Rules = append(d.Rules, diag.RuleOutcome{Rule: strings.ReplaceAll(id, "*", "001"), Outcome: outcome, Reason: "没有"})
				if outcome == "failed" {
					d.Findings = append(d.Findings, diag.Finding{Rule: strings.ReplaceAll(id, "*", "001"), Severity: diag.Error})
				}
			}
		}
		for _, p := range score.Standard().Of(d).Points {
			in := English.Reason(p.Reason)
			if in == p.Reason || strings.ContainsAny(in, "，。、：") {
				t.Errorf("%q in English: %q", p.Reason, in)
			}
			ways[strings.TrimLeft(in, "0123456789")[:8]] = true
		}
	}
	if len(ways) < 3 {
		t.Errorf("only so many ways were seen: %v", ways)
	}
}

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
