package pdf

import (
	"errors"
	"fmt"
	"strings"

	pdfium "github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// session is a document that is open in an instance of PDFium. Where a page is
// more than the instance can bear, the next page gets a new one.
type session struct {
	engine *Engine
	name   string
	data   []byte

	lib    pdfium.Pdfium // nil: it broke
	doc    references.FPDF_DOCUMENT
	pages  int
	tagged bool
	broken int // instances that pages broke
}

// open opens a document.
func (e *Engine) open(name string, data []byte) (*session, error) {
	s := &session{engine: e, name: name, data: data}
	if err := s.start(); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// start opens the document in a new instance.
func (s *session) start() error {
	lib, err := s.engine.instance()
	if err != nil {
		return &Error{Busy, fmt.Sprintf("%s 没有读：等不到空的 PDF 阅读器（%v）；过一会再试", s.name, err)}
	}
	s.lib = lib
	opened, err := lib.OpenDocument(&requests.OpenDocument{File: &s.data})
	if err != nil {
		return s.cannot(err)
	}
	s.doc = opened.Document
	count, err := lib.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: s.doc})
	if err != nil {
		return s.cannot(err)
	}
	s.pages = count.PageCount
	tagged, err := lib.FPDFCatalog_IsTagged(&requests.FPDFCatalog_IsTagged{Document: s.doc})
	s.tagged = err == nil && tagged.IsTagged
	return nil
}

// cannot says why the document cannot be opened.
func (s *session) cannot(err error) error {
	if isBroken(err) {
		s.drop()
	}
	return openError(s.name, err)
}

// close gives the instance back.
func (s *session) close() {
	if s.lib != nil {
		_ = s.lib.Close()
	}
}

// drop ends an instance that broke: nothing can be asked of it any more.
func (s *session) drop() {
	_ = s.lib.Kill()
	s.lib = nil
}

// maxBroken is how many instances a document may break.
const maxBroken = 2

var errGaveUp = errors.New("前面有几页要用的内存太多，后面的没有读；用原来的文件重新导出 PDF 再试")

// do does something with a page of the document, in a new instance where the last
// page broke the one before.
func (s *session) do(with func(pdfium.Pdfium) error) error {
	if s.broken >= maxBroken {
		return errGaveUp
	}
	if s.lib == nil {
		if err := s.start(); err != nil {
			return err
		}
	}
	err := with(s.lib)
	if isBroken(err) {
		s.drop()
		s.broken++
		return errors.New("要用的内存太多，没有读；用原来的文件重新导出 PDF 再试")
	}
	return err
}

// isBroken reports whether an error is the end of an instance: PDFium ran out of
// its memory, or fell over.
func isBroken(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "wasm") || strings.Contains(err.Error(), "panic occurred"))
}

// ifBroken is an error that broke the instance; nil for any other.
func ifBroken(err error) error {
	if isBroken(err) {
		return err
	}
	return nil
}

// openError says why a document cannot be opened, and what to do.
func openError(name string, err error) error {
	switch {
	case errors.Is(err, pdferrors.ErrPassword), strings.Contains(err.Error(), "password"):
		return &Error{"encrypted", fmt.Sprintf("%s 加了密码；去掉密码另存一份再试", name)}
	case errors.Is(err, pdferrors.ErrSecurity):
		return &Error{"encrypted", fmt.Sprintf("%s 用了不支持的加密；去掉加密另存一份再试", name)}
	case isBroken(err):
		return &Error{"too_large", fmt.Sprintf("%s 要用的内存太多，没有读；用原来的文件重新导出 PDF 再试", name)}
	}
	return &Error{"damaged", fmt.Sprintf("%s 不是完好的 PDF，内容不完整或已损坏；用阅读器打开看看，或重新导出一份再试", name)}
}
