package ingest_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/ingest"
)

// TestPDFsOfOtherMakers prints our Word file and workbook with LibreOffice and our
// page with Chromium, in the fonts that are there, and reads every table and form
// back from those.
func TestPDFsOfOtherMakers(t *testing.T) {
	engine := printing(t)
	r := ingest.For(datongProfile(t))
	for n, name := range []string{"a.docx", "a.xlsx", "a.html"} {
		t.Run(name, func(t *testing.T) {
			want, document := composed(t, 700+n)
			dir := t.TempDir()
			f, err := os.Create(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if err := partWriters[name](f, document); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(printed(t, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			read, err := engine.Read(t.Context(), "a.pdf", b)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tablesOnly(shown(want, true)), tablesOnly(shown(r.Read(read.Document).Disclosure, true))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// printed makes a PDF of a file, with the program that people would use for it.
func printed(t testing.TB, path string, options ...string) string {
	t.Helper()
	dir := filepath.Dir(path)
	out := strings.TrimSuffix(path, filepath.Ext(path)) + ".pdf"
	args := []string{"soffice", "-env:UserInstallation=file://" + dir + "/home", "--headless", "--convert-to", "pdf", "--outdir", dir, path}
	if filepath.Ext(path) == ".html" {
		args = slices.Concat([]string{"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + dir + "/home", "--print-to-pdf=" + out}, options, []string{path})
	}
	if _, err := exec.LookPath(args[0]); err != nil {
		t.Skipf("%s is not installed: its PDFs are not read; scripts/need.sh installs it", args[0])
	}
	if said, err := exec.CommandContext(t.Context(), args[0], args[1:]...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", args[0], err, said)
	}
	return out
}
