package pipeline

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// Published documents of other places, and what is printed in some of their
// cells. They are no part of the repository: where they are not at hand, the
// tests of this file are skipped.
const corpus = "../../../shared/corpus"

// corpusProfiles are the profiles that the documents are read by.
var corpusProfiles = map[string]string{
	"final2024-czj.pdf":               "shanghai-2024-department-final",
	"final2024-czj-injected.pdf":      "shanghai-2024-department-final",
	"final-template-blank.pdf":        "shanghai-2024-department-final",
	"budget2025-czj.pdf":              "shanghai-2025-department",
	"department_budget_template.xlsx": "shanghai-2025-department",
	"budget2025-shczj.pdf":            "shanghai-2025-unit",
	"unit_budget_template.xlsx":       "shanghai-2025-unit",
}

// corpusReaders are the readers of all built-in profiles.
func corpusReaders(t *testing.T) *readers {
	t.Helper()
	if _, err := os.Stat(corpus); err != nil {
		t.Skipf("%s is not here: published documents of other places are not read", corpus)
	}
	r, err := newReaders(context.Background(), "", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// corpusDocument reads one of the documents.
func corpusDocument(t *testing.T, r *readers, name string) *reading {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(corpus, name))
	if err != nil {
		t.Skipf("%s is not here: %v", name, err)
	}
	read, fault := r.read(context.Background(), name, b)
	if fault != nil {
		t.Fatalf("%s: %s", name, fault.Message)
	}
	return read
}

func TestDocumentsOfOtherPlacesPickTheirProfile(t *testing.T) {
	r := corpusReaders(t)
	for name, want := range corpusProfiles {
		read := corpusDocument(t, r, name)
		if read.profile == nil || read.profile.ID != want {
			var ranking []string
			for _, f := range r.profiles.Choose(read.document) {
				ranking = append(ranking, f.Profile.ID+" "+money.Ordinal(f.Score))
			}
			t.Errorf("%s is not read by %s: %s", name, want, strings.Join(ranking, ", "))
		}
	}
}

// spokenNumber is an amount, a share or a count of a sentence.
var spokenNumber = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)?)\s*(?:万\s*元|元|%|辆|台|家|个)`)

// TestNumbersOfOtherPlacesAreClaimed counts the numbers of the narrative that no
// claim covers. Those that are known not to be claimed are told with their reason.
func TestNumbersOfOtherPlacesAreClaimed(t *testing.T) {
	free := map[string]string{
		"budget2025-czj.pdf 一 0":         "“与2024年预算一致0万元” says nothing of an amount",
		"budget2025-czj.pdf 五 100":       "单价100万元以上 is a limit",
		"budget2025-shczj.pdf 五 100":     "单价100万元以上 is a limit",
		"final2024-czj.pdf 十一 100":       "单价100万元以上 is a limit",
		"budget2025-czj.pdf 七.一 400.00":  "the unit's own words",
		"budget2025-czj.pdf 七.一 3000.00": "the unit's own words",
	}
	r := corpusReaders(t)
	for _, name := range []string{"final2024-czj.pdf", "budget2025-shczj.pdf", "budget2025-czj.pdf"} {
		said, claimed := 0, 0
		for _, s := range corpusDocument(t, r, name).disclosure.Sections {
			if s.Part != "narrative" {
				continue
			}
			for _, p := range s.Paragraphs {
				for _, at := range spokenNumber.FindAllStringSubmatchIndex(p.Text, -1) {
					said++
					start, text := at[2], p.Text[at[2]:at[3]]
					switch {
					case slices.ContainsFunc(p.Claims, func(c budget.Claim) bool { return c.Start <= start && start < c.Start+len(c.Text) }):
						claimed++
					case free[name+" "+s.ID+" "+text] == "":
						t.Errorf("%s, %s: %s is not claimed: %s", name, s.ID, text, p.Text)
					}
				}
			}
		}
		t.Logf("%s: %d of %d numbers are claimed", name, claimed, said)
		if said < 40 {
			t.Errorf("%s: only %d numbers", name, said)
		}
	}
}

// corpusFindings are what the rules find in the documents: rule and page.
var corpusFindings = map[string][]string{
	"final2024-czj.pdf": {"NAR-006 21", "CHG-006 21", "PCT-003 21", "NAR-010 23"},
	"final2024-czj-injected.pdf": {
		"FORM-001 0", "TXT-007 7", "EMP-001 15", "TXT-022 18", "NAR-001 18", "PCT-003 19", "NAR-010 21", "TXT-023 24", "TXT-002 25",
	},
	"budget2025-czj.pdf":   {"EMP-004 18", "TXT-015 22", "FORM-014 22", "TXT-025 23"},
	"budget2025-shczj.pdf": {"EMP-001 15", "EMP-001 16", "AST-003 20"},
}

func TestFaultsOfOtherPlacesAreFound(t *testing.T) {
	r := corpusReaders(t)
	for name, want := range corpusFindings {
		var out diag.Document
		report(&out, corpusDocument(t, r, name), nil)
		var got []string
		for i := range out.Findings {
			f := &out.Findings[i]
			for _, rule := range append([]string{f.Rule}, f.Also...) {
				got = append(got, rule+" "+strconv.Itoa(f.Ref.Page))
			}
		}
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %s is not found", name, w)
			}
		}
	}
}

// TestRoundingOfOtherPlacesIsNoFault holds the findings to the labels that people
// gave: where a printed number is right, or is off by rounding alone, there is at
// most a note.
func TestRoundingOfOtherPlacesIsNoFault(t *testing.T) {
	r := corpusReaders(t)
	data, err := os.ReadFile(filepath.Join(corpus, "labels.json"))
	if err != nil {
		t.Skip(err)
	}
	var all struct {
		Documents []struct {
			File   string
			Labels []struct {
				ID, Class, Value string
				Page             int
			}
		}
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	right := 0
	for _, d := range all.Documents {
		var out diag.Document
		report(&out, corpusDocument(t, r, d.File), nil)
		for _, l := range d.Labels {
			if l.Class != "rounding" && l.Class != "must_not_report" {
				continue
			}
			right++
			for i := range out.Findings {
				if f := &out.Findings[i]; f.Ref.Page == l.Page && f.Ref.Text == l.Value && f.Severity != diag.Note {
					t.Errorf("%s %s: %s is right, but %s says: %s", d.File, l.ID, l.Value, f.Rule, f.Message)
				}
			}
		}
	}
	if right < 20 {
		t.Errorf("only %d labels of what is right", right)
	}
}
