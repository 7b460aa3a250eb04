package book

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"mingbai/internal/diag"
)

func TestARemarkIsForPeopleAndIsNotRead(t *testing.T) {
	const remark = "由公开件反推的账册\n不是单位的原账"
	folder, workbook := filepath.Join(t.TempDir(), "账册"), filepath.Join(t.TempDir(), "账册.xlsx")
	for _, path := range []string{folder, workbook} {
		if err := Write(path, sampleBook(), Remark(remark)); err != nil {
			t.Fatal(err)
		}
		b, findings := Read(path)
		if findings.Has(diag.Note) || b == nil || len(b.Facts) != len(sampleBook().Facts) {
			t.Errorf("%s: %v", path, findings)
		}
	}
	head, err := os.ReadFile(filepath.Join(folder, tomlFile))
	if err != nil || !strings.HasPrefix(string(head), "# 由公开件反推的账册\n# 不是单位的原账\n\n") {
		t.Errorf("%v: book.toml begins %.80s", err, head)
	}
	f, err := excelize.OpenFile(workbook)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if first := f.GetSheetName(0); first != remarkSheet || f.GetActiveSheetIndex() != 0 {
		t.Errorf("the first sheet is %s, %d is shown", first, f.GetActiveSheetIndex())
	}
	for i, want := range strings.Split(remark, "\n") {
		if got, err := f.GetCellValue(remarkSheet, cellName(0, i+1)); got != want {
			t.Errorf("line %d: %q, %v", i, got, err)
		}
	}
}
