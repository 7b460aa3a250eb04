package sheets

import (
	"bytes"
	"testing"

	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// TestFindingsAreText: a line a finding, and nothing in it is a formula, whatever
// a document prints.
func TestFindingsAreText(t *testing.T) {
	report := &diag.Report{Documents: []diag.Document{
		{
			Source: diag.Source{Name: "甲.pdf"}, Unit: "某单位", Year: 2025,
			Findings: diag.Findings{{
				Rule: "SUM-001", Severity: diag.Error, Title: "合计不等", Message: "=1+1", Ref: place.Ref{Table: "T03", Row: "208", Column: "合计", Page: 4},
				Suspects: []diag.Suspect{{Value: "=CMD()", Suggest: "12.30"}},
			}},
		},
		{Source: diag.Source{Name: "乙.pdf"}, Err: &diag.ReadError{Code: "damaged", Message: "读不了"}},
	}}
	var b bytes.Buffer
	if err := WriteFindings(&b, report); err != nil {
		t.Fatal(err)
	}
	f := opened(t, b.Bytes())
	rows, err := f.GetRows(findingsSheet)
	if err != nil || len(rows) != 3 {
		t.Fatalf("%v %q", err, rows)
	}
	for at, want := range map[string]string{"A2": "甲.pdf", "D2": "错误", "G2": "=1+1", "H2": "T03[208].合计 · 第 4 页", "I2": "=CMD()", "J2": "12.30", "A3": "乙.pdf", "D3": "读不了"} {
		if got, _ := f.GetCellValue(findingsSheet, at); got != want {
			t.Errorf("%s is %q, not %q", at, got, want)
		}
		if formula, _ := f.GetCellFormula(findingsSheet, at); formula != "" {
			t.Errorf("%s is the formula %q", at, formula)
		}
	}
}
