package xls_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/ingest/xls"
	"mingbai/internal/ingest/xlsx"
	"mingbai/internal/render/sheets"
)

// TestReadsTheSameAsXLSX has LibreOffice save workbooks in the old format: all that
// is read of the one, text and place, is to be read of the other.
func TestReadsTheSameAsXLSX(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("soffice is not installed: .xls is not held against .xlsx; install libreoffice-calc-nogui")
	}
	books := map[string][]byte{}
	for n := range 4 {
		var b bytes.Buffer
		if err := sheets.Write(&b, ingesttest.Document(t, n)); err != nil {
			t.Fatal(err)
		}
		books[fmt.Sprintf("公开%d", n)] = b.Bytes()
	}
	for seed := range uint64(4) {
		books[fmt.Sprintf("编造%d", seed)] = madeUp(t, seed)
	}
	books["长文字"] = longTexts(t)
	old := saved(t, books)
	cells := 0
	for name, data := range books {
		want, hidden := readBoth(t, xlsx.Read, xlsx.Hidden, data)
		got, hiddenHere := readBoth(t, xls.Read, xls.Hidden, old[name])
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-xlsx +xls):\n%s", name, diff)
		}
		if diff := cmp.Diff(hidden, hiddenHere); diff != "" {
			t.Errorf("%s, hidden (-xlsx +xls):\n%s", name, diff)
		}
		cells += len(want)
	}
	t.Logf("%d workbooks, %d cells and lines alike", len(books), cells)
	if cells < 5000 {
		t.Errorf("only %d cells and lines were compared", cells)
	}
}

// saved are workbooks as LibreOffice saves them in the old format.
func saved(t testing.TB, books map[string][]byte) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + dir + "/home", "--headless", "--convert-to", "xls:MS Excel 97", "--outdir", dir}
	for name, data := range books {
		file := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	old := map[string][]byte{}
	for name := range books {
		data, err := os.ReadFile(filepath.Join(dir, name+".xls"))
		if err != nil {
			t.Fatal(err)
		}
		old[name] = data
	}
	return old
}

// readBoth reads a workbook under one name: everything with its place, and what is
// hidden.
func readBoth[H any](t *testing.T, read func(string, []byte) (*doc.Document, error), hide func(string, []byte) (H, error), data []byte) ([]string, H) {
	t.Helper()
	d, err := read("a", data)
	if err != nil {
		t.Fatal(err)
	}
	hidden, err := hide("a", data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Paragraph:
			out = append(out, b.Place.Source()+" paragraph "+b.Text)
		case *doc.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					cols, rows := c.Spans()
					out = append(out, fmt.Sprintf("%s [%d/%d] %s", c.Place.Source(), cols, rows, c.Text))
				}
			}
		default:
			out = append(out, fmt.Sprintf("%T %+v", b, b))
		}
	}
	return out, hidden
}

// madeUp is a workbook of random cells: numbers small and large in many formats,
// codes, texts, truths, merged areas, hidden rows, columns and sheets.
func madeUp(t *testing.T, seed uint64) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 97))
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	lines := []excelize.Border{{Type: "left", Style: 1, Color: "000000"}, {Type: "right", Style: 1, Color: "000000"}, {Type: "top", Style: 1, Color: "000000"}, {Type: "bottom", Style: 1, Color: "000000"}}
	var styles []int
	for _, code := range []string{"General", "0.00", "#,##0.00", "0", "#,##0", "0.00%", "@", "yyyy-mm-dd", `0.00"万元"`, "#,##0.00;-#,##0.00;-", `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `} {
		for _, border := range [][]excelize.Border{nil, lines, lines[:1]} {
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code, Border: border})
			must(err)
			styles = append(styles, id)
		}
	}
	for s := range 3 {
		name := fmt.Sprintf("表%d", s+1)
		_, err := f.NewSheet(name)
		must(err)
		for row := 1; row <= 60; row++ {
			for col := 1; col <= 12; col++ {
				at, _ := excelize.CoordinatesToCellName(col, row)
				if r.IntN(5) > 0 {
					must(f.SetCellStyle(name, at, at, styles[r.IntN(len(styles))]))
				}
				if v := value(r); v != nil {
					must(f.SetCellValue(name, at, v))
				}
			}
		}
		must(f.MergeCell(name, "A1", "L1"))
		must(f.MergeCell(name, "B3", "C4"))
		must(f.MergeCell(name, "D5", "D9"))
		must(f.SetRowVisible(name, 10+r.IntN(10), false))
		must(f.SetColVisible(name, "F", false))
	}
	must(f.DeleteSheet("Sheet1"))
	must(f.SetSheetVisible("表3", false))
	var b bytes.Buffer
	must(f.Write(&b))
	return b.Bytes()
}

func value(r *rand.Rand) any {
	switch r.IntN(9) {
	case 0:
		return nil
	case 1:
		return float64(r.IntN(2_000_000)-1_000_000) / 100
	case 2:
		return r.IntN(600_000_000) - 300_000_000
	case 3:
		return 2010000 + r.IntN(300_000) // a code
	case 4:
		return []any{0, -0.05, 0.3, 1e-7, 123456789012.34, -536870912, 536870911, 1.005}[r.IntN(8)]
	case 5:
		return "TRUE" // LibreOffice makes numbers of truths that have a format
	case 6:
		return float64(r.IntN(1_000_000)) / 64
	case 7:
		return fmt.Sprintf("ASCII %d", r.IntN(1000))
	}
	return fmt.Sprintf("第%d项：办公费 ①＋Ａ", r.IntN(1000))
}

// longTexts is a workbook whose shared strings go over the borders of records at
// every place, in both widths, plain and in runs.
func longTexts(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i := range 400 {
		at := fmt.Sprintf("A%d", i+1)
		var err error
		switch i % 4 {
		case 0:
			err = f.SetCellStr("Sheet1", at, fmt.Sprintf("%d", i)+string(bytes.Repeat([]byte("x"), 37*i%3000)))
		case 1:
			err = f.SetCellStr("Sheet1", at, fmt.Sprintf("第%d段", i)+string(bytes.Repeat([]byte("预算"), 17*i%1500)))
		case 2:
			err = f.SetCellRichText("Sheet1", at, []excelize.RichTextRun{{Text: fmt.Sprintf("粗%d", i), Font: &excelize.Font{Bold: true}}, {Text: "细" + string(bytes.Repeat([]byte("a"), 11*i%2500))}})
		default:
			err = f.SetCellStr("Sheet1", at, fmt.Sprintf("%d 𠮷😀", i))
		}
		if err == nil {
			err = f.SetCellInt("Sheet1", fmt.Sprintf("B%d", i+1), int64(i))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func BenchmarkRead(b *testing.B) {
	if _, err := exec.LookPath("soffice"); err != nil {
		b.Skip("soffice is not installed; install libreoffice-calc-nogui")
	}
	var file bytes.Buffer
	if err := sheets.Write(&file, ingesttest.Document(b, 3)); err != nil {
		b.Fatal(err)
	}
	data := saved(b, map[string][]byte{"a": file.Bytes()})["a"]
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := xls.Read("a.xls", data); err != nil {
			b.Fatal(err)
		}
	}
}
