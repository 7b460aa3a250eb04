package pdf

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"mingbai/internal/doc"
)

// turnedCopy is a PDF of the first pages of another, all of them turned: shown turned by quarters of a turn
// clockwise, their content itself by others, counter-clockwise.
func turnedCopy(t *testing.T, data []byte, shown, content int) []byte {
	t.Helper()
	s, err := started(t).open("a.pdf", data)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	const kept = 8
	for i := s.pages - 1; i >= kept; i-- {
		if _, err := s.lib.FPDFPage_Delete(&requests.FPDFPage_Delete{Document: s.doc, PageIndex: i}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range kept {
		loaded, err := s.lib.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: s.doc, Index: i})
		if err != nil {
			t.Fatal(err)
		}
		page := requests.Page{ByReference: &loaded.Page}
		media, err := s.lib.FPDFPage_GetMediaBox(&requests.FPDFPage_GetMediaBox{Page: page})
		if err != nil {
			t.Fatal(err)
		}
		w, h := media.Right-media.Left, media.Top-media.Bottom
		matrix := []structs.FPDF_FS_MATRIX{{A: 1, D: 1}, {B: 1, C: -1, E: h}, {A: -1, D: -1, E: w, F: h}, {B: -1, C: 1, F: w}}[content]
		if content%2 == 1 {
			w, h = h, w
		}
		if content != 0 {
			if _, err := s.lib.FPDFPage_TransFormWithClip(&requests.FPDFPage_TransFormWithClip{Page: page, Matrix: &matrix, ClipRect: &structs.FPDF_FS_RECTF{Right: w, Top: h}}); err != nil {
				t.Fatal(err)
			}
			if _, err := s.lib.FPDFPage_SetMediaBox(&requests.FPDFPage_SetMediaBox{Page: page, Right: w, Top: h}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.lib.FPDFPage_SetRotation(&requests.FPDFPage_SetRotation{Page: page, Rotate: enums.FPDF_PAGE_ROTATION(shown)}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.lib.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if _, err := s.lib.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{Document: s.doc, FileWriter: &out}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestTurnedPages reads pages that are shown turned, or whose content is: the same
// as from those that are upright, at the places where it is shown.
func TestTurnedPages(t *testing.T) {
	_, data := datong(t)
	want := readTurned(t, data, 0, 0)
	const w, h = 595.28, 841.89 // of an upright page
	for _, c := range []struct {
		shown, content int
		at             func(b [4]float64) [4]float64 // where a box is then
	}{
		{1, 0, func(b [4]float64) [4]float64 { return [4]float64{h - b[3], b[0], h - b[1], b[2]} }},
		{2, 0, func(b [4]float64) [4]float64 { return [4]float64{w - b[2], h - b[3], w - b[0], h - b[1]} }},
		{0, 1, func(b [4]float64) [4]float64 { return [4]float64{b[1], w - b[2], b[3], w - b[0]} }},
		{0, 3, func(b [4]float64) [4]float64 { return [4]float64{h - b[3], b[0], h - b[1], b[2]} }},
		{1, 1, func(b [4]float64) [4]float64 { return b }},
	} {
		t.Run(fmt.Sprintf("shown %d content %d", 90*c.shown, 90*c.content), func(t *testing.T) {
			got := readTurned(t, data, c.shown, c.content)
			if diff := cmp.Diff(saidBy(want), saidBy(got)); diff != "" {
				t.Fatalf("(-want +got):\n%.3000s", diff)
			}
			at, is := firstCell(t, want).Place, firstCell(t, got).Place
			if at.Box = c.at(at.Box); at.Page != is.Page || !cmp.Equal(at.Box, is.Box, cmpopts.EquateApprox(0, 0.5)) {
				t.Errorf("%s is at %.1f, want %.1f", is.Text, is.Box, at.Box)
			}
		})
	}
}

func readTurned(t *testing.T, data []byte, shown, content int) *doc.Document {
	t.Helper()
	res, err := started(t).Read(context.Background(), "a.pdf", turnedCopy(t, data, shown, content))
	if err != nil {
		t.Fatal(err)
	}
	return res.Document
}

func firstCell(t *testing.T, d *doc.Document) doc.Cell {
	t.Helper()
	for _, b := range d.Blocks {
		if x, ok := b.(*doc.Table); ok {
			return x.Rows[0].Cells[0]
		}
	}
	t.Fatal("no table was read")
	return doc.Cell{}
}

// saidBy is what paragraphs and cells say.
func saidBy(d *doc.Document) (out []string) {
	for _, b := range d.Blocks {
		switch x := b.(type) {
		case doc.Paragraph:
			out = append(out, x.Text)
		case *doc.Table:
			for _, r := range x.Rows {
				out = append(out, rowText(r))
			}
		}
	}
	return out
}
