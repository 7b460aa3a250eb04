package pipeline

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"mingbai/internal/diag"
)

// corpusLoud are all errors and warnings that the documents are to have, by rule
// and page: each was seen on the page.
var corpusLoud = map[string][]string{
	"final2024-czj.pdf": {"CHG-006 21", "NAR-006 21", "NAR-010 23", "NAR-010 23", "PCT-003 21"},
	"final2024-czj-injected.pdf": {
		"EMP-001 15", "FORM-001 0", "NAR-001 18", "NAR-010 21", "NAR-010 21", "NAR-020 19", "NAR-020 20", "NAR-020 21",
		"PCT-003 19", "TXT-002 25", "TXT-007 7", "TXT-022 18", "TXT-023 24",
	},
	"budget2025-czj.pdf":   {"EMP-004 18", "NAR-011 8", "TXT-015 22"},
	"budget2025-shczj.pdf": {"AST-003 20", "EMP-001 15", "EMP-001 16"},
}

// corpusAnswers tell which rule, on which page, finds a labelled fault; those that
// no rule speaks of have the reason.
var corpusAnswers = map[string]string{
	"CZJ24F-01": "NAR-006 21", "CZJ24F-02": "CHG-006 21", "CZJ24F-03": "PCT-003 21", "CZJ24F-04": "NAR-010 23",
	"CZJ24F-05": "TXT-024 21", "CZJ24F-06": "no rule: a paragraph broken in two",
	"CZJ24F-07": "no rule: an item that runs on in the paragraph before",

	"CZJ24X-01": "FORM-001 0", "CZJ24X-02": "TXT-007 7", "CZJ24X-03": "EMP-001 15", "CZJ24X-04": "TXT-022 18", "CZJ24X-05": "NAR-001 18",
	"CZJ24X-06": "NAR-020 19", "CZJ24X-07": "NAR-020 20", "CZJ24X-08": "NAR-020 21", "CZJ24X-09": "TXT-023 24", "CZJ24X-10": "TXT-002 25",
	"CZJ24X-11": "PCT-003 19", "CZJ24X-12": "no rule: an item that runs on in the paragraph before", "CZJ24X-13": "NAR-010 21",

	"CZJ25B-01": "NAR-011 8", // the number stands on page 8 as it is seen
	"CZJ25B-02": "NAR-011 8", // one fault with the last
	"CZJ25B-03": "EMP-004 18", "CZJ25B-05": "TXT-015 22", "CZJ25B-08": "FORM-014 22", "CZJ25B-09": "TXT-025 23",
	"CZJ25B-04": "no rule: 其它 in the name of a subject in a sentence",
	"CZJ25B-06": "no rule: 一致 with an amount after it", "CZJ25B-07": "no rule: 万 without 元 in a limit",
	"CZJ25B-10": "no rule: a character doubled in the title of a document",

	"SCZ25B-01": "EMP-001 15", "SCZ25B-02": "EMP-001 16",
	"SCZ25B-03": "FORM-014 21", "SCZ25B-04": "no rule: a count of divisions where the last is tied on by a comma",
}

func TestDocumentsOfOtherPlacesHaveTheirFaultsAndNoOthers(t *testing.T) {
	r := corpusReaders(t)
	data, err := os.ReadFile(filepath.Join(corpus, "labels.json"))
	if err != nil {
		t.Skip(err)
	}
	var all struct {
		Documents []struct {
			File   string
			Labels []struct{ ID, Class string }
		}
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	faults, found, silent := 0, 0, 0
	for _, d := range all.Documents {
		var out diag.Document
		report(&out, corpusDocument(t, r, d.File), nil)
		var loud, every []string
		for i := range out.Findings {
			f := &out.Findings[i]
			at := " " + strconv.Itoa(f.Ref.Page)
			if f.Severity != diag.Note {
				loud = append(loud, f.Rule+at)
			}
			for _, rule := range append([]string{f.Rule}, f.Also...) {
				every = append(every, rule+at)
			}
		}
		slices.Sort(loud)
		if !slices.Equal(loud, corpusLoud[d.File]) {
			t.Errorf("%s: errors and warnings are\n%q, not\n%q", d.File, loud, corpusLoud[d.File])
		}
		for _, l := range d.Labels {
			if l.Class != "defect" {
				continue
			}
			faults++
			switch answer := corpusAnswers[l.ID]; {
			case answer == "":
				t.Errorf("%s: nothing is known of it", l.ID)
			case answer[:3] == "no ":
				silent++
				t.Logf("%s: %s", l.ID, answer)
			case slices.Contains(every, answer):
				found++
			default:
				t.Errorf("%s: %s is not found", l.ID, answer)
			}
		}
	}
	t.Logf("%d faults: %d found, %d that no rule speaks of", faults, found, silent)
}
