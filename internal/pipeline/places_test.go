package pipeline

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/diag"
	"mingbai/internal/doc"
)

// TestFindingsLeadToTheirPlaces: whatever the format, each finding of the example leads to
// its place in the report, and what is said of an indicator's name or value is marked at
// the cell that has it, not at the first of its row.
func TestFindingsLeadToTheirPlaces(t *testing.T) {
	dir := t.TempDir()
	res, err := Build(t.Context(), Options{Book: "../../examples/datong-2023", Out: dir, Formats: []string{"txt", "docx", "html", "pdf"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range res.Files {
		got, err := Check(t.Context(), CheckOptions{Files: []string{f.Path}, Trees: true})
		if err != nil {
			t.Fatal(err)
		}
		var page bytes.Buffer
		if err := got.Report.WriteHTML(&page, diag.HTMLOptions{Documents: got.Documents}); err != nil {
			t.Fatal(err)
		}
		if lost := regexp.MustCompile(`<p class="w">([^<]*)</p>`).FindAllStringSubmatch(page.String(), -1); len(lost) > 0 {
			t.Errorf("%s: %d findings lead nowhere, as %s", filepath.Base(f.Path), len(lost), lost[0][1])
		}
		indicators := 0
		for _, found := range got.Report.Documents[0].Findings {
			r := found.Ref
			if strings.HasPrefix(r.Row, "term_") && r.Text != "" && strings.HasPrefix(found.Rule, "PERF-") {
				indicators++
				if !shown(got.Documents[0], &found) {
					t.Errorf("%s: %s %s is not where “%s” stands", filepath.Base(f.Path), found.Rule, r.Address(), r.Text)
				}
			}
		}
		if indicators < 10 {
			t.Errorf("%s: only %d findings are of indicators", filepath.Base(f.Path), indicators)
		}
	}
}

// shown reports whether a cell of the document that shows what a finding says stands at
// the finding's place.
func shown(d *doc.Document, f *diag.Finding) bool {
	for _, b := range d.Blocks {
		table, ok := b.(*doc.Table)
		if !ok {
			continue
		}
		for _, row := range table.Rows {
			for _, c := range row.Cells {
				if strings.TrimSpace(c.Text) == f.Ref.Text && diag.Names(f.Ref, c.Place, c.Text, true) {
					return true
				}
			}
		}
	}
	return false
}

// TestEveryFormatHasTheSameFindings: what is said of the example does not depend on the
// file that is read, our data included, whose paragraphs have no lines. A workbook has the
// tables and forms alone.
func TestEveryFormatHasTheSameFindings(t *testing.T) {
	b := datong().must(t)
	said := map[string][]string{}
	for format, path := range b.path {
		if format == "xlsx" {
			continue
		}
		got, err := Check(t.Context(), CheckOptions{Files: []string{path}})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range got.Report.Documents[0].Findings {
			said[format] = append(said[format], f.Rule+" "+f.Place()+" "+f.Message+" "+strings.Join(f.Also, " "))
		}
		slices.Sort(said[format])
	}
	for format, list := range said {
		if diff := cmp.Diff(said["txt"], list); diff != "" {
			t.Errorf("text and %s:\n%s", format, diff)
		}
	}
}
