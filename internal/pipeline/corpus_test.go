package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/numeral"
)

// Published documents of other places. They are no part of the repository: where
// they are not at hand, the tests of them are skipped.
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

// corpusFiles are the paths of the documents, in order of their names.
func corpusFiles(t testing.TB) (out []string) {
	t.Helper()
	for name := range corpusProfiles {
		path := filepath.Join(corpus, name)
		if _, err := os.Stat(path); err != nil {
			t.Skipf("%s is not here: published documents of other places are not read", path)
		}
		out = append(out, path)
	}
	slices.Sort(out)
	return out
}

// corpusReaders are the readers of all built-in profiles.
func corpusReaders(t testing.TB) *readers {
	t.Helper()
	corpusFiles(t)
	r, err := newReaders(context.Background(), "", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// corpusDocument reads one of the documents.
func corpusDocument(t testing.TB, r *readers, name string) *reading {
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
				ranking = append(ranking, f.Profile.ID+" "+numeral.Ordinal(f.Score))
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
