package pipeline

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/diag"
)

// apart writes the Datong budget as two files of a folder: its sentences, changed, and its tables.
func apart(t *testing.T, change func(string) string) (folder string) {
	t.Helper()
	b := datong().must(t)
	var text []string
	for _, l := range strings.Split(string(b.data["txt"]), "\n") {
		if !strings.Contains(l, "\t") {
			text = append(text, l)
		}
	}
	tables := slices.IndexFunc(text, func(l string) bool { return strings.HasPrefix(l, "第二部分") && !strings.Contains(l, "...") })
	narrative := slices.IndexFunc(text, func(l string) bool { return strings.HasPrefix(l, "第三部分") && !strings.Contains(l, "...") })
	if tables < 0 || narrative < tables {
		t.Fatalf("the parts begin at %d and %d", tables, narrative)
	}
	folder = t.TempDir()
	said := strings.Join(slices.Concat(text[:tables], text[narrative:]), "\n")
	for name, data := range map[string][]byte{"情况说明.txt": []byte(change(said)), "报表.xlsx": b.data["xlsx"]} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// foundIn are the rules that speak above notes, by file.
func foundIn(t *testing.T, folder string) map[string][]string {
	t.Helper()
	c, err := Check(context.Background(), CheckOptions{Files: []string{folder}})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, d := range c.Report.Documents {
		name := filepath.Base(d.Source.Name)
		if d.Err != nil {
			t.Fatalf("%s: %s", name, d.Err.Message)
		}
		for _, f := range d.Findings {
			if f.Severity > diag.Note {
				out[name] = append(out[name], f.Rule+" "+f.Expected)
			}
			if f.Ref.File != "" && f.Ref.File != name {
				t.Errorf("%s has a finding of %s", name, f.Ref.File)
			}
		}
	}
	return out
}

// TestTablesAndTextInTwoFiles holds the sentences of one file to the tables of the other, where
// the two are alone in a folder.
func TestTablesAndTextInTwoFiles(t *testing.T) {
	const said, wrong = "支出预算667.98万元", "支出预算676.98万元"
	whole := foundIn(t, apart(t, func(s string) string { return s }))
	changed := foundIn(t, apart(t, func(s string) string {
		if !strings.Contains(s, said) {
			t.Fatalf("nothing says %s", said)
		}
		return strings.Replace(s, said, wrong, 1)
	}))
	missing := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return strings.HasPrefix(s, "FORM-001") })
	}
	if missing(whole["情况说明.txt"]) {
		t.Errorf("tables are missed that the other file has: %q", whole["情况说明.txt"])
	}
	more := slices.DeleteFunc(slices.Clone(changed["情况说明.txt"]), func(s string) bool { return slices.Contains(whole["情况说明.txt"], s) })
	if len(more) != 1 || !strings.HasPrefix(more[0], "NAR-") {
		t.Errorf("a wrong amount in a sentence is told as %q", more)
	}
	if !slices.Equal(changed["报表.xlsx"], whole["报表.xlsx"]) {
		t.Errorf("of the tables: %q, before %q", changed["报表.xlsx"], whole["报表.xlsx"])
	}

	third := apart(t, func(s string) string { return s })
	if err := os.WriteFile(filepath.Join(third, "另一份.txt"), []byte("某局2023年单位预算公开"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Check(context.Background(), CheckOptions{Files: []string{third}})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range c.Report.Documents {
		if filepath.Base(d.Source.Name) == "情况说明.txt" && !slices.ContainsFunc(d.Findings, func(f diag.Finding) bool { return f.Rule == "FORM-001" }) {
			t.Error("with a third file beside them the two were read as one")
		}
	}
}

func TestPublications(t *testing.T) {
	for files, want := range map[string][]span{
		"a/说明.docx a/表.xlsx":                 {{0, 2}},
		"a/表.xls a/说明.pdf b/一.docx b/二.docx": {{0, 2}, {2, 3}, {3, 4}},
		"a/一.docx a/二.xlsx a/三.xlsx":         {{0, 1}, {1, 2}, {2, 3}},
		"一.docx":                             {{0, 1}},
	} {
		var in []input
		for _, f := range strings.Fields(files) {
			in = append(in, input{name: f})
		}
		if got := publications(in); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", files, got, want)
		}
	}
}
