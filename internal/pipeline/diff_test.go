package pipeline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/compare"
)

func diffOf(t *testing.T, a, b string) *compare.Comparison {
	t.Helper()
	c, err := Diff(t.Context(), DiffOptions{A: a, B: b})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestFormatsOfOneDocumentAreTheSame: what is written in one format and read in
// another differs in nothing, either way round; a workbook lacks the words, and
// that is said.
func TestFormatsOfOneDocumentAreTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector: run without -short")
	}
	dir := t.TempDir()
	if err := Generate(t.Context(), GenerateOptions{N: 2, Seed: 9, Out: dir, Formats: []string{"txt", "docx", "html", "xlsx", "pdf", "json"}}); err != nil {
		t.Fatal(err)
	}
	for _, unit := range []string{"unit-00001.", "unit-00002."} {
		for _, pair := range [][2]string{{"txt", "docx"}, {"docx", "html"}, {"docx", "pdf"}, {"pdf", "xlsx"}, {"json", "txt"}} {
			a, b := filepath.Join(dir, unit+pair[0]), filepath.Join(dir, unit+pair[1])
			for _, c := range []*compare.Comparison{diffOf(t, a, b), diffOf(t, b, a)} {
				for _, x := range c.Changes {
					t.Errorf("%s%s against %s: %s %s %q %q", unit, pair[0], pair[1], x.Place, x.Name, x.A, x.B)
				}
				if lacks := strings.Contains(strings.Join(c.Terms(), ""), "没有说明部分"); lacks != (pair[1] == "xlsx") {
					t.Errorf("%s%s against %s: terms %v", unit, pair[0], pair[1], c.Terms())
				}
			}
		}
	}
}

// TestOneCellAndItsFindings: one amount changed in a file is told as that cell,
// with its unit and its line, and with what the rules now say.
func TestOneCellAndItsFindings(t *testing.T) {
	dir := yearsIn(t, 1, "txt")
	file := filepath.Join(dir, "unit-00001-2024.txt")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(b), "\n")
	at, was := 0, ""
	for i, l := range lines {
		if cells := strings.Split(l, "\t"); len(cells) > 1 && cells[0] == "收入总计" {
			at, was = i, cells[1]
			lines[i] = strings.Replace(l, "\t"+was+"\t", "\t9"+was+"\t", 1)
			break
		}
	}
	other := filepath.Join(dir, "other.txt")
	if err := os.WriteFile(other, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	c := diffOf(t, file, other)
	if c.Same() || c.Changes[0].Place != "T01[收入总计].金额" || c.Changes[0].A != was || c.Changes[0].B != "9"+was || c.Changes[0].RefB.Line != at+1 {
		t.Fatalf("%+v", c.Changes)
	}
	for _, x := range c.Changes[1:] {
		if x.Part != compare.InFindings || x.Kind != compare.Added {
			t.Errorf("besides the cell and its findings: %+v", x)
		}
	}
	if len(c.Changes) < 2 {
		t.Error("the finding that came is not told")
	}
}

// TestYearsApart: two years of a unit differ in numbers, not in their titles.
func TestYearsApart(t *testing.T) {
	dir := yearsIn(t, 1, "docx", "txt")
	c := diffOf(t, filepath.Join(dir, "unit-00001-2023.docx"), filepath.Join(dir, "unit-00001-2024.txt"))
	if c.Same() || len(c.Terms()) != 1 || !strings.Contains(c.Terms()[0], "2023、2024") {
		t.Errorf("same %v, terms %v", c.Same(), c.Terms())
	}
	for _, x := range c.Changes {
		if x.Name == "标题" || x.Part == compare.InDocument || x.Part == compare.InGlossary {
			t.Errorf("told of the year alone: %+v", x)
		}
	}
}

// TestAccountsOfThePublished: the published budget of one year and final account
// of another have nothing to pair but their budget columns, and say so.
func TestAccountsOfThePublished(t *testing.T) {
	budget, final := "../../../shared/corpus/budget2025-czj.pdf", "../../../shared/corpus/final2024-czj.pdf"
	if _, err := os.Stat(budget); err != nil {
		t.Skip("没有 ../shared/corpus：", err)
	}
	c := diffOf(t, budget, final)
	if c.SameKind() || !strings.Contains(strings.Join(c.Terms(), ""), "年初预算数") {
		t.Errorf("same kind %v, terms %v", c.SameKind(), c.Terms())
	}
	for _, x := range c.Changes {
		if x.Part != compare.InTable && x.Part != compare.InDocument {
			t.Errorf("besides budgets: %+v", x)
		}
	}
}

func TestWhatCannotBeCompared(t *testing.T) {
	dir := t.TempDir()
	letter := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(letter, []byte("这是一封信。\n与预算无关。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, o := range []DiffOptions{{A: letter, B: letter}, {A: filepath.Join(dir, "none.pdf"), B: letter}, {A: letter, B: letter, Profile: "none"}} {
		if _, err := Diff(t.Context(), o); err == nil || err.Error() == "" {
			t.Errorf("%+v is compared", o)
		}
	}
}
