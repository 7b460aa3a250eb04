package ooxml

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Attr is an attribute with the prefix that it is written with: w:val.
type Attr struct{ Name, Value string }

// A makes an attribute.
func A(name, value string) Attr { return Attr{name, value} }

// CharacterError is the error for text that XML 1.0 cannot hold.
type CharacterError struct {
	Text string // the whole text
	At   int    // where in it, in bytes
	Rune rune   // the character; utf8.RuneError where the bytes are no UTF-8
}

// Error says which character it is, and what stands around it.
func (e *CharacterError) Error() string {
	what := fmt.Sprintf("字符 U+%04X", e.Rune)
	if e.Rune == utf8.RuneError {
		what = "不是 UTF-8 的字节"
	}
	return fmt.Sprintf("“%s”中有文档不能保存的%s，删去后再生成", around(e.Text, e.At), what)
}

// around is the text near a place, its control characters shown as blanks.
func around(s string, at int) string {
	const reach = 30 // bytes, about ten Chinese characters
	from, to := max(at-reach, 0), min(at+reach, len(s))
	for from > 0 && !utf8.RuneStart(s[from]) {
		from--
	}
	for to < len(s) && !utf8.RuneStart(s[to]) {
		to++
	}
	return strings.Map(func(r rune) rune {
		if !valid(r) || r == utf8.RuneError || r < ' ' {
			return ' '
		}
		return r
	}, s[from:to])
}

// valid tells the characters of XML 1.0 (production 2).
func valid(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= utf8.MaxRune
}

// CheckText returns a *CharacterError where s holds what XML 1.0 cannot.
func CheckText(s string) error {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return &CharacterError{s, i, r}
			}
		}
		if !valid(r) {
			return &CharacterError{s, i, r}
		}
	}
	return nil
}

// frame is an open element.
type frame struct {
	name  string
	model *model
	position
	open bool // its start tag still lacks the ">"
}

// Writer streams one part. The first error stays and stops all writing; Finish
// returns it, so that calls in between need not look.
type Writer struct {
	buf   bytes.Buffer
	stack []frame
	err   error
}

// NewWriter begins a part with its root element. The namespaces of the prefixes
// are declared on it; without any, the root's own namespace is the default one
// and no element has its prefix written.
func NewWriter(root string, prefixes ...string) *Writer {
	w := &Writer{}
	w.buf.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")
	prefix, _, _ := strings.Cut(root, ":")
	w.push(root)
	if len(prefixes) == 0 {
		w.attr(A("xmlns", namespaces[prefix]))
	}
	for _, p := range prefixes {
		if namespaces[p] == "" {
			w.fail(fmt.Errorf("%s: no namespace for %s", root, p))
		}
		w.attr(A("xmlns:"+p, namespaces[p]))
	}
	return w
}

// Attr adds attributes to the element just opened.
func (w *Writer) Attr(attrs ...Attr) {
	if w.err == nil && (len(w.stack) == 0 || !w.stack[len(w.stack)-1].open) {
		w.fail(fmt.Errorf("an attribute after the start tag"))
	}
	for _, a := range attrs {
		w.attr(a)
	}
}

// Open starts a child of the open element.
func (w *Writer) Open(name string, attrs ...Attr) {
	if w.err != nil {
		return
	}
	if len(w.stack) == 0 {
		w.fail(fmt.Errorf("%s: after the end of the root", name))
		return
	}
	top := &w.stack[len(w.stack)-1]
	if err := top.model.accept(&top.position, top.name, name); err != nil {
		w.fail(err)
		return
	}
	w.closeTag()
	w.push(name)
	for _, a := range attrs {
		w.attr(a)
	}
}

// Close ends the open element, which has to have the given name.
func (w *Writer) Close(name string) {
	if w.err != nil {
		return
	}
	top := w.stack[len(w.stack)-1]
	if top.name != name {
		w.fail(fmt.Errorf("%s is closed while %s is open", name, top.name))
		return
	}
	if err := top.model.finish(top.position, name); err != nil {
		w.fail(err)
		return
	}
	w.stack = w.stack[:len(w.stack)-1]
	if top.open {
		w.buf.WriteString("/>")
		return
	}
	w.buf.WriteString("</")
	w.buf.WriteString(w.tag(name))
	w.buf.WriteByte('>')
}

// Empty writes a child without content.
func (w *Writer) Empty(name string, attrs ...Attr) {
	w.Open(name, attrs...)
	w.Close(name)
}

// Val writes a child that is its w:val.
func (w *Writer) Val(name, value string) { w.Empty(name, A("w:val", value)) }

// Element writes a child that holds text only.
func (w *Writer) Element(name, text string, attrs ...Attr) {
	w.Open(name, attrs...)
	w.Text(text)
	w.Close(name)
}

// Text writes characters into the open element.
func (w *Writer) Text(s string) {
	if w.err != nil {
		return
	}
	top := w.stack[len(w.stack)-1]
	if !top.model.text {
		w.fail(fmt.Errorf("%s holds no text", top.name))
		return
	}
	w.closeTag()
	w.escape(s, false)
}

// Err is the first error so far.
func (w *Writer) Err() error { return w.err }

// Finish ends the root and gives the part's bytes.
func (w *Writer) Finish() ([]byte, error) {
	if w.err == nil && len(w.stack) != 1 {
		w.fail(fmt.Errorf("%d elements are open at the end", len(w.stack)))
	}
	if w.err == nil {
		w.Close(w.stack[0].name)
	}
	return w.buf.Bytes(), w.err
}

func (w *Writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *Writer) push(name string) {
	w.stack = append(w.stack, frame{name: name, model: modelOf(name), open: true})
	w.buf.WriteByte('<')
	w.buf.WriteString(w.tag(name))
}

// tag is the name as written: without its prefix in a part with a default namespace.
func (w *Writer) tag(name string) string {
	for _, p := range [...]string{"ct:", "rel:", "app:"} {
		if strings.HasPrefix(name, p) {
			return name[len(p):]
		}
	}
	return name
}

func (w *Writer) closeTag() {
	if top := &w.stack[len(w.stack)-1]; top.open {
		top.open = false
		w.buf.WriteByte('>')
	}
}

func (w *Writer) attr(a Attr) {
	if w.err != nil {
		return
	}
	w.buf.WriteByte(' ')
	w.buf.WriteString(a.Name)
	w.buf.WriteString(`="`)
	w.escape(a.Value, true)
	w.buf.WriteByte('"')
}

// escape writes s so that a reader gets it back unchanged.
func (w *Writer) escape(s string, attribute bool) {
	if err := CheckText(s); err != nil {
		w.fail(err)
		return
	}
	from := 0
	for i := 0; i < len(s); i++ {
		e := entity(s[i], attribute)
		if e == "" {
			continue
		}
		io.WriteString(&w.buf, s[from:i])
		io.WriteString(&w.buf, e)
		from = i + 1
	}
	w.buf.WriteString(s[from:])
}

// entity is how a byte that has a meaning of its own is written, else empty.
func entity(c byte, attribute bool) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '\r':
		return "&#xD;"
	}
	if !attribute {
		return ""
	}
	switch c {
	case '"':
		return "&quot;"
	case '\t':
		return "&#x9;"
	case '\n':
		return "&#xA;"
	}
	return ""
}
