package reader

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/pipeline"
)

// made writes a made-up unit's documents with planted faults.
func made(t *testing.T, formats ...string) string {
	t.Helper()
	dir := t.TempDir()
	err := pipeline.Generate(t.Context(), pipeline.GenerateOptions{N: 1, Seed: 4, Faults: 3, Out: dir, Formats: formats})
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "unit-00001.")
}

// read reads a file into a new folder.
func read(t *testing.T, file string) (*Result, string) {
	t.Helper()
	out := t.TempDir()
	var steps []string
	if err := Read(t.Context(), Options{File: file, Out: out, Step: func(s string) { steps = append(steps, s) }}); err != nil {
		t.Fatal(err)
	}
	if len(steps) == 0 || steps[0] != "check" || !slices.IsSortedFunc(steps, func(a, b string) int { return slices.Index(Steps, a) - slices.Index(Steps, b) }) {
		t.Errorf("steps %v", steps)
	}
	res, err := Load(out, 8<<20)
	if err != nil {
		t.Fatal(err)
	}
	return res, out
}

func TestEveryFormatIsReadIntoAResult(t *testing.T) {
	stem := made(t, "pdf", "docx", "xlsx", "html", "txt", "json")
	for _, ending := range []string{"pdf", "docx", "xlsx", "html", "txt", "json"} {
		t.Run(ending, func(t *testing.T) {
			res, out := read(t, stem+ending)
			d := res.Document
			if d.Err != nil || len(d.Findings) == 0 || d.Score == nil || d.Unit == "" {
				t.Fatalf("%v, %d findings, score %v", d.Err, len(d.Findings), d.Score)
			}
			marked := map[int]bool{}
			for _, b := range res.Blocks {
				for _, m := range b.Marks {
					marked[m.Finding] = marked[m.Finding] || m.Strong
				}
			}
			if len(marked) == 0 && ending != "json" {
				t.Error("no finding is marked in what was read")
			}
			for _, r := range Reports {
				if info, err := os.Stat(filepath.Join(out, "report."+r)); err != nil || info.Size() == 0 {
					t.Errorf("report.%s: %v", r, err)
				}
			}
			if isPDF := ending == "pdf"; res.Marked != isPDF || (len(res.Pages) > 0) != isPDF {
				t.Errorf("marked %v (%s), %d pages", res.Marked, res.Unmarked, len(res.Pages))
			}
			for _, p := range res.Pages {
				if info, err := os.Stat(filepath.Join(out, p.File)); err != nil || info.Size() == 0 || p.Width < 1 || p.Height < 1 {
					t.Errorf("page %+v: %v", p, err)
				}
			}
		})
	}
}

func TestAnArchiveIsUnpacked(t *testing.T) {
	stem := made(t, "txt", "json")
	text, err := os.ReadFile(stem + "txt")
	if err != nil {
		t.Fatal(err)
	}
	inner := ingesttest.Zip("下级/丙.txt", string(text))
	file := filepath.Join(t.TempDir(), "公开.zip")
	if err := os.WriteFile(file, ingesttest.Zip("甲.txt", string(text), "../../乙.txt", string(text), "空.txt", "", "照片.jpg", "x", "再一层.zip", string(inner)), 0o600); err != nil {
		t.Fatal(err)
	}
	res, out := read(t, file)
	if res.Document != nil || len(res.Inside) != 4 || len(res.Skipped) != 1 {
		t.Fatalf("%+v", res)
	}
	faults := 0
	for _, in := range res.Inside {
		if in.Fault != nil {
			faults++
			continue
		}
		if in.File != filepath.Base(in.File) || strings.Contains(in.File, "..") {
			t.Errorf("written as %s", in.File)
		}
		b, err := os.ReadFile(filepath.Join(out, InsideFolder, in.File))
		if err != nil || string(b) != string(text) {
			t.Errorf("%s: %v", in.Name, err)
		}
	}
	if faults != 1 {
		t.Errorf("%d faults for one empty file", faults)
	}
}

func TestWhatCannotBeReadSaysSo(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"坏.pdf":  {[]byte("%PDF-1.7\n1 0 obj\n<<"), "damaged"},
		"坏.zip":  {[]byte("PK\x03\x04zzzz"), "damaged"},
		"别的.txt": {[]byte("今天天气很好\n"), "no_profile"},
		"空.docx": {nil, "empty"},
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		res, _ := read(t, file)
		if res.Document == nil || res.Document.Err == nil || res.Document.Err.Code != c.code {
			t.Errorf("%s: %+v", name, res.Document.Err)
		}
	}
}
