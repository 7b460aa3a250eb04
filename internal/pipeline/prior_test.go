package pipeline

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/diag"
)

// yearsIn writes made-up units' documents of two years into a folder.
func yearsIn(t *testing.T, units int, formats ...string) string {
	t.Helper()
	dir := t.TempDir()
	if err := Generate(t.Context(), GenerateOptions{N: units, Seed: 5, Years: 2, Out: dir, Formats: formats}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// held checks a document against last year's and gives its entry.
func held(t *testing.T, file string, prior ...string) *diag.Document {
	t.Helper()
	got, err := Check(t.Context(), CheckOptions{Files: []string{file}, Prior: prior, Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	return &got.Report.Documents[0]
}

// TestYearsInEveryFormat: read from its file, each document agrees with last
// year's, whatever the two are written in.
func TestYearsInEveryFormat(t *testing.T) {
	dir := yearsIn(t, 3, "txt", "docx", "xlsx")
	at := func(unit, year, format string) string {
		return filepath.Join(dir, "unit-0000"+unit+"-"+year+"."+format)
	}
	for _, unit := range []string{"1", "2", "3"} {
		for _, pair := range [][2]string{{"txt", "txt"}, {"docx", "txt"}, {"txt", "docx"}, {"txt", "xlsx"}} {
			d := held(t, at(unit, "2024", pair[0]), at(unit, "2023", pair[1]))
			if d.Err != nil {
				t.Fatal(d.Err)
			}
			for _, f := range d.Findings {
				if f.Severity >= diag.Warning {
					t.Errorf("%s %s against %s: %s %s %s", unit, pair[0], pair[1], f.Rule, f.Place(), f.Message)
				}
			}
			for _, r := range d.Rules {
				if r.Rule == "CHG-008" && r.Outcome != "passed" {
					t.Errorf("%s %s against %s: CHG-008 ended %s %s", unit, pair[0], pair[1], r.Outcome, r.Reason)
				}
			}
		}
	}
}

// TestAChangedTotalOfLastYear: last year's document with another total is told of
// at this year's line, and last year's is named.
func TestAChangedTotalOfLastYear(t *testing.T) {
	dir := yearsIn(t, 1, "txt")
	last, now := filepath.Join(dir, "unit-00001-2023.txt"), filepath.Join(dir, "unit-00001-2024.txt")
	clean := held(t, now, last)
	total := ""
	b, err := os.ReadFile(last)
	if err != nil {
		t.Fatal(err)
	}
	line := 0
	lines := strings.Split(string(b), "\n")
	for i, l := range lines {
		cells := strings.Split(l, "\t")
		if len(cells) > 1 && cells[0] == "收入总计" {
			total, line = cells[1], i+1
			lines[i] = strings.Replace(l, "\t"+total+"\t", "\t9"+total+"\t", 1)
			break
		}
	}
	if total == "" {
		t.Fatal("no total in last year's document")
	}
	if err := os.WriteFile(last, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	d := held(t, now, last)
	var found []diag.Finding
	for _, f := range d.Findings {
		if f.Rule == "CHG-008" {
			found = append(found, f)
		}
	}
	if len(found) != 1 || len(d.Findings) != len(clean.Findings)+1 {
		t.Fatalf("%d findings, of them %v", len(d.Findings), found)
	}
	f := found[0]
	printed, err := os.ReadFile(now)
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Split(string(printed), "\n")[f.Ref.Line-1]
	if !strings.Contains(said, "预算收入总计") || !strings.Contains(said, f.Ref.Text) {
		t.Errorf("told of line %d: %s", f.Ref.Line, said)
	}
	e := f.Evidence[len(f.Evidence)-1]
	if e.Value != "9"+total || e.Ref.Line != line || e.Ref.File != "unit-00001-2023.txt" {
		t.Errorf("last year's place is %+v, want line %d", e, line)
	}
}

// TestWrongPrior: a document that is not last year's of the same unit is an
// error that says what it is and what should be given.
func TestWrongPrior(t *testing.T) {
	dir := yearsIn(t, 2, "txt")
	at := func(name string) string { return filepath.Join(dir, name+".txt") }
	for _, tc := range []struct{ name, file, prior, says string }{
		{"another unit", "unit-00001-2024", "unit-00002-2023", "同一单位"},
		{"the same year", "unit-00001-2024", "unit-00001-2024", "也是2024年的"},
		{"a later year", "unit-00001-2023", "unit-00001-2024", "应给出2022年的预算"},
	} {
		d := held(t, at(tc.file), at(tc.prior))
		if d.Err == nil || d.Err.Code != "wrong_prior" || !strings.Contains(d.Err.Message, tc.says) {
			t.Errorf("%s: %v, want one that says %s", tc.name, d.Err, tc.says)
		}
	}
	for _, prior := range []string{filepath.Join(dir, "none.txt"), "prior_test.go"} {
		_, err := Check(t.Context(), CheckOptions{Files: []string{at("unit-00001-2024")}, Prior: []string{prior}})
		if err == nil || !strings.Contains(err.Error(), "--prior") {
			t.Errorf("%s: %v", prior, err)
		}
		var fault *diag.ReadError
		if prior != "prior_test.go" && !errors.As(err, &fault) {
			t.Errorf("%s: %v is no read error", prior, err)
		}
	}
}

// TestPriorsOfMany: of several documents each takes its own of those given.
func TestPriorsOfMany(t *testing.T) {
	dir := yearsIn(t, 2, "txt")
	at := func(name string) string { return filepath.Join(dir, name+".txt") }
	got, err := Check(t.Context(), CheckOptions{
		Files: []string{at("unit-00001-2024"), at("unit-00002-2024")},
		Prior: []string{at("unit-00001-2023"), at("unit-00002-2023")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range got.Report.Documents {
		d := &got.Report.Documents[i]
		if d.Err != nil || d.Findings.Has(diag.Warning) {
			t.Errorf("%s: %v %v", d.Source.Name, d.Err, d.Findings)
		}
	}
}
