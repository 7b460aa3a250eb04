package annotate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	gopdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

func itoa(n int) string { return strconv.Itoa(n) }

// library is PDFium, which sees a file as a browser does.
type library struct{ gopdfium.Pdfium }

func pdfium(t *testing.T) library {
	t.Helper()
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = t.TempDir()
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "mingbai", "wazero"))
	if err != nil {
		t.Fatal(err)
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: experimental.WithCompilationWorkers(context.Background(), 2),
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1, FSConfig: wazero.NewFSConfig(),
		RuntimeConfig: wazero.NewRuntimeConfig().WithCompilationCache(cache).
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		t.Fatal(err)
	}
	one, err := pool.GetInstance(time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = one.Close()
		_ = pool.Close()
		_ = cache.Close(context.Background())
	})
	return library{one}
}

// annotations lists what stands on all pages but windows: page, kind, box as
// shown from the top left, text, owner, and whether it has a look of its own.
func (l library) annotations(t *testing.T, data []byte) []string {
	t.Helper()
	opened, err := l.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = l.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: opened.Document}) }()
	count, err := l.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range count.PageCount {
		loaded, err := l.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: opened.Document, Index: i})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, l.ofPage(t, loaded.Page, i+1)...)
		_, _ = l.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	}
	sort.Strings(out)
	return out
}

var kinds = map[enums.FPDF_ANNOTATION_SUBTYPE]string{
	enums.FPDF_ANNOT_SUBTYPE_SQUARE: "Square", enums.FPDF_ANNOT_SUBTYPE_TEXT: "Text", enums.FPDF_ANNOT_SUBTYPE_LINK: "Link",
}

func (l library) ofPage(t *testing.T, ref references.FPDF_PAGE, number int) []string {
	page := requests.Page{ByReference: &ref}
	count, err := l.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: page})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range count.Count {
		a, err := l.FPDFPage_GetAnnot(&requests.FPDFPage_GetAnnot{Page: page, Index: i})
		if err != nil {
			t.Fatal(err)
		}
		kind, err := l.FPDFAnnot_GetSubtype(&requests.FPDFAnnot_GetSubtype{Annotation: a.Annotation})
		if err != nil {
			t.Fatal(err)
		}
		if name := kinds[kind.Subtype]; name != "" {
			line := strings.TrimSpace(fmt.Sprintf("%d %s %s %s %s", number, name, l.box(t, page, a.Annotation), l.text(a.Annotation, "Contents"), l.text(a.Annotation, "T")))
			ap, err := l.FPDFAnnot_GetAP(&requests.FPDFAnnot_GetAP{Annotation: a.Annotation, AppearanceMode: enums.FPDF_ANNOT_APPEARANCEMODE_NORMAL})
			if err == nil && ap.Value != "" {
				line += " look"
			}
			if name == "Link" {
				line += " "
			}
			out = append(out, line)
		}
		_, _ = l.FPDFPage_CloseAnnot(&requests.FPDFPage_CloseAnnot{Annotation: a.Annotation})
	}
	return out
}

func (l library) text(a references.FPDF_ANNOTATION, key string) string {
	s, err := l.FPDFAnnot_GetStringValue(&requests.FPDFAnnot_GetStringValue{Annotation: a, Key: key})
	if err != nil {
		return ""
	}
	return s.Value
}

// box is the annotation's rectangle on the page as shown, in points.
func (l library) box(t *testing.T, page requests.Page, a references.FPDF_ANNOTATION) string {
	r, err := l.FPDFAnnot_GetRect(&requests.FPDFAnnot_GetRect{Annotation: a})
	if err != nil {
		t.Fatal(err)
	}
	w, err := l.FPDF_GetPageWidthF(&requests.FPDF_GetPageWidthF{Page: page})
	if err != nil {
		t.Fatal(err)
	}
	h, err := l.FPDF_GetPageHeightF(&requests.FPDF_GetPageHeightF{Page: page})
	if err != nil {
		t.Fatal(err)
	}
	const fine = 100 // device pixels a point
	at := func(x, y float32) (float64, float64) {
		d, err := l.FPDF_PageToDevice(&requests.FPDF_PageToDevice{
			Page: page, SizeX: int(w.PageWidth * fine), SizeY: int(h.PageHeight * fine), PageX: float64(x), PageY: float64(y),
		})
		if err != nil {
			t.Fatal(err)
		}
		return float64(d.DeviceX) / fine, float64(d.DeviceY) / fine
	}
	x0, y0 := at(r.Rect.Left, r.Rect.Bottom)
	x1, y1 := at(r.Rect.Right, r.Rect.Top)
	return fmt.Sprintf("%g,%g,%g,%g", min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
}
