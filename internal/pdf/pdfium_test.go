package pdf

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// openPDFium starts PDFium. Compiled code is kept in the user's cache, which
// makes the second run start in a tenth of a second.
func openPDFium(t *testing.T) pdfium.Pdfium {
	t.Helper()
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = t.TempDir()
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "mingbai", "wazero"))
	if err != nil {
		t.Fatal(err)
	}
	config := wazero.NewRuntimeConfig().WithCompilationCache(cache).
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	pool, err := webassembly.Init(webassembly.Config{
		Context: experimental.WithCompilationWorkers(context.Background(), 2),
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), RuntimeConfig: config,
	})
	if err != nil {
		t.Fatal(err)
	}
	instance, err := pool.GetInstance(time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = instance.Close()
		_ = pool.Close()
		_ = cache.Close(context.Background())
	})
	return instance
}

// reader reads one page of a document back.
type reader struct {
	t    *testing.T
	lib  pdfium.Pdfium
	text map[int]string // by MCID; -1 holds the artifacts
	out  strings.Builder
}

// must gives the value of a call that cannot fail.
func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// readPage gives the elements of a page, indented, with their attributes and
// text, and the text of its artifacts.
func readPage(t *testing.T, lib pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) (tree, artifacts string) {
	t.Helper()
	page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	r := &reader{t: t, lib: lib, text: map[int]string{}}
	r.readText(page)
	root := must(lib.FPDF_StructTree_GetForPage(&requests.FPDF_StructTree_GetForPage{Page: page}))(t).StructTree
	n := must(lib.FPDF_StructTree_CountChildren(&requests.FPDF_StructTree_CountChildren{StructTree: root}))(t).Count
	for i := range n {
		e := must(lib.FPDF_StructTree_GetChildAtIndex(&requests.FPDF_StructTree_GetChildAtIndex{StructTree: root, Index: i}))(t)
		r.element(e.StructElement, 0)
	}
	return r.out.String(), r.text[-1]
}

// readText collects the text objects of the page by the mark they stand in.
func (r *reader) readText(page requests.Page) {
	t, lib := r.t, r.lib
	text := must(lib.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page}))(t).TextPage
	n := must(lib.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page}))(t).Count
	for i := range n {
		o := must(lib.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i}))(t).PageObject
		got, err := lib.FPDFTextObj_GetText(&requests.FPDFTextObj_GetText{PageObject: o, TextPage: text})
		if err != nil {
			continue // not text
		}
		id := -1
		if mark, err := lib.FPDFPageObj_GetMarkedContentID(&requests.FPDFPageObj_GetMarkedContentID{PageObject: o}); err == nil {
			id = mark.MarkedContentID
		}
		r.text[id] += got.Text
	}
}

func (r *reader) element(e references.FPDF_STRUCTELEMENT, depth int) {
	t, lib := r.t, r.lib
	kind := must(lib.FPDF_StructElement_GetType(&requests.FPDF_StructElement_GetType{StructElement: e}))(t).Type
	fmt.Fprintf(&r.out, "%s%s", strings.Repeat(" ", depth), kind)
	if a, err := lib.FPDF_StructElement_GetStringAttribute(&requests.FPDF_StructElement_GetStringAttribute{StructElement: e, AttributeName: "Scope"}); err == nil {
		fmt.Fprintf(&r.out, " scope=%s", a.Value)
	}
	if a, err := lib.FPDF_StructElement_GetAltText(&requests.FPDF_StructElement_GetAltText{StructElement: e}); err == nil && a.AltText != "" {
		fmt.Fprintf(&r.out, " alt=%s", a.AltText)
	}
	n := must(lib.FPDF_StructElement_CountChildren(&requests.FPDF_StructElement_CountChildren{StructElement: e}))(t).Count
	var inside []references.FPDF_STRUCTELEMENT
	for i := range n {
		if m, err := lib.FPDF_StructElement_GetChildMarkedContentID(&requests.FPDF_StructElement_GetChildMarkedContentID{StructElement: e, Index: i}); err == nil && m.ChildMarkedContentID >= 0 {
			fmt.Fprintf(&r.out, " %q", strings.TrimSpace(r.text[m.ChildMarkedContentID])) // a space is made up at the end of a line
			continue
		}
		if c, err := lib.FPDF_StructElement_GetChildAtIndex(&requests.FPDF_StructElement_GetChildAtIndex{StructElement: e, Index: i}); err == nil {
			inside = append(inside, c.StructElement)
		}
	}
	r.out.WriteByte('\n')
	for _, c := range inside {
		r.element(c, depth+1)
	}
}

func TestPDFiumReadsTagsAndText(t *testing.T) {
	file := output(t, sample(t))
	lib := openPDFium(t)
	doc := must(lib.OpenDocument(&requests.OpenDocument{File: &file}))(t).Document
	for i, want := range []struct{ tree, artifacts string }{
		{`Document
 TOC
  TOCI
   Link "第一部分 概况………1"
`, ""},
		{`Document
 Part
  H1 "第一部分 概况①"
  P "本段从这一页开始，"
`, "— 1 —"},
		{`Document
 Part
  P "到下一页结束。"
  H2 "收支总表"
  Table
   THead
    TR
     TH scope=Column "项目"
     TH scope=Column "金额（万元）"
   TBody
    TR
     TH scope=Row "一般公共预算"
     TD "1,234.56"
`, "— 2 —"},
		{`Document
 Part
  Table
   TBody
    TR
     TH scope=Row "合计"
     TD "-7.00"
  Figure alt=结构图：基本支出占 75.00% "75.00%"
`, "项目（续） 金额（万元）（续）— 3 —"},
	} {
		tree, artifacts := readPage(t, lib, doc, i)
		if tree != want.tree {
			t.Errorf("page %d:\n%s", i, tree)
		}
		if artifacts != want.artifacts {
			t.Errorf("page %d: artifacts %q", i, artifacts)
		}
	}
}
