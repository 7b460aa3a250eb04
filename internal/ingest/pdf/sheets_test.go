package pdf

import (
	"bytes"
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klippa-app/go-pdfium/requests"
)

// twoUp prints the first pages of a PDF, those without charts, two on a sheet.
func twoUp(t *testing.T, data []byte) []byte {
	t.Helper()
	s, err := started(t).open("a.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	const kept = 12
	for i := s.pages - 1; i >= kept; i-- {
		if _, err := s.lib.FPDFPage_Delete(&requests.FPDFPage_Delete{Document: s.doc, PageIndex: i}); err != nil {
			t.Fatal(err)
		}
	}
	two, err := s.lib.FPDF_ImportNPagesToOne(&requests.FPDF_ImportNPagesToOne{Source: s.doc, OutputWidth: 842, OutputHeight: 595, NumPagesOnXAxis: 2, NumPagesOnYAxis: 1})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := s.lib.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{Document: two.Document, FileWriter: &out}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestTwoPagesOnASheet reads a document that is printed two pages on a sheet: what it
// reads as otherwise, at its places on the sheets.
func TestTwoPagesOnASheet(t *testing.T) {
	_, data := datong(t)
	want, err := started(t).Read(context.Background(), "a.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	got, err := started(t).Read(context.Background(), "a.pdf", twoUp(t, data))
	if err != nil {
		t.Fatal(err)
	}
	texts, all := saidBy(got.Document), saidBy(want.Document)
	if got.Pages != 6 || len(texts) < 200 || len(texts) > len(all) {
		t.Fatalf("%d sheets, %d texts of %d", got.Pages, len(texts), len(all))
	}
	if diff := cmp.Diff(all[:len(texts)], texts); diff != "" {
		t.Errorf("(-want +got):\n%.3000s", diff)
	}
	at, is := firstCell(t, want.Document).Place, firstCell(t, got.Document).Place
	if is.Page != (at.Page+1)/2 || at.Page%2 == 0 != (is.Box[0] > 421) {
		t.Errorf("page %d %.0f is on sheet %d at %.0f", at.Page, at.Box, is.Page, is.Box)
	}
}

// TestSheetsOfOnePage reads wide pages whose halves are no pages.
func TestSheetsOfOnePage(t *testing.T) {
	for name, say := range map[string]func(p *rawPage){
		"no numbers":      func(*rawPage) {},
		"the same number": func(p *rawPage) { p.say(200, 560, 10, "3"); p.say(620, 560, 10, "3") },
		"over the middle": func(p *rawPage) {
			p.say(200, 560, 10, "3")
			p.say(620, 560, 10, "4")
			p.say(400, 50, 10, "收支总表")
		},
		"a rule over it":    func(p *rawPage) { p.say(200, 560, 10, "3"); p.say(620, 560, 10, "4"); p.across = []rule{{50, 60, 700}} },
		"a number on one":   func(p *rawPage) { p.say(620, 560, 10, "4") },
		"no wide page":      func(p *rawPage) { p.say(200, 560, 10, "3"); p.say(620, 560, 10, "4"); p.width, p.height = 842, 900 },
		"not of the foot":   func(p *rawPage) { p.say(200, 260, 10, "3"); p.say(620, 260, 10, "4") },
		"numbers backwards": func(p *rawPage) { p.say(200, 560, 10, "4"); p.say(620, 560, 10, "3") },
	} {
		p := &rawPage{number: 1, width: 842, height: 595}
		p.say(60, 100, 10, "左边的字")
		p.say(500, 100, 10, "右边的字")
		say(p)
		if _, ok := p.twoPages(); ok {
			t.Errorf("%s: taken for two pages", name)
		}
	}
	p := &rawPage{number: 1, width: 842, height: 595}
	p.say(200, 560, 10, "- 3 -")
	p.say(620, 560, 10, "- 4 -")
	if n, ok := p.twoPages(); !ok || n != 3 {
		t.Error("two pages are not told")
	}
}
