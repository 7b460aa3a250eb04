package annotate

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// maker writes small PDFs, of whichever build a test asks for.
type maker struct {
	out []byte
	at  map[int]int
}

func begin() *maker {
	return &maker{out: []byte("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), at: map[int]int{}}
}

func (m *maker) object(n int, body string) {
	m.at[n] = len(m.out)
	m.out = fmt.Appendf(m.out, "%d 0 obj\n%s\nendobj\n", n, body)
}

func (m *maker) stream(n int, dict string, body []byte) {
	m.object(n, fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(body), body))
}

// table ends the file with a cross-reference table; hidden objects are free in it.
func (m *maker) table(size int, extra string) []byte {
	start := len(m.out)
	m.out = fmt.Appendf(m.out, "xref\n0 %d\n0000000000 65535 f \n", size)
	for n := 1; n < size; n++ {
		if at, ok := m.at[n]; ok {
			m.out = fmt.Appendf(m.out, "%010d 00000 n \n", at)
		} else {
			m.out = append(m.out, "0000000000 65535 f \n"...)
		}
	}
	return fmt.Appendf(m.out, "trailer\n<</Size %d /Root 1 0 R /ID [<aa> <bb>] %s>>\nstartxref\n%d\n%%%%EOF\n", size, extra, start)
}

// packed puts objects into a stream of objects, packed.
func (m *maker) packed(number int, objects ...string) {
	var head, body strings.Builder
	for i, o := range objects {
		n, text, _ := strings.Cut(o, " ")
		fmt.Fprintf(&head, "%s %d ", n, body.Len())
		body.WriteString(text + " ")
		_ = i
	}
	m.stream(number, fmt.Sprintf("/Type /ObjStm /N %d /First %d /Filter /FlateDecode", len(objects), head.Len()), deflate(head.String()+body.String()))
}

// cross writes a cross-reference stream with the differences of PNG rows.
// within tells which objects stand in stream holder, in order.
func (m *maker) cross(number, holder int, within ...int) (at int) {
	at = len(m.out)
	m.at[number] = at
	var rows []byte
	above := make([]byte, 4)
	for n := 0; n <= number; n++ {
		row := []byte{0, 0, 0, 0}
		if o, ok := m.at[n]; ok {
			row = []byte{1, byte(o >> 8), byte(o), 0}
		}
		for i, w := range within {
			if w == n {
				row = []byte{2, byte(holder >> 8), byte(holder), byte(i)}
			}
		}
		rows = append(rows, 2)
		for i := range row {
			rows = append(rows, row[i]-above[i])
		}
		above = row
	}
	m.stream(number, fmt.Sprintf("/Type /XRef /Size %d /W [1 2 1] /Root 1 0 R /ID [<aa> <bb>] /Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns 4>>", number+1), deflate(string(rows)))
	return at
}

func deflate(s string) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.Bytes()
}

const (
	catalogue = "<</Type /Catalog /Pages 2 0 R>>"
	tree      = "<</Type /Pages /Count 2 /Kids [3 0 R 4 0 R] /MediaBox [0 0 400 300]>>"
	upright   = "<</Type /Page /Parent 2 0 R /Annots [5 0 R]>>"
	turned    = "<</Type /Page /Parent 2 0 R /Rotate 90 /CropBox [50 20 350 280]>>"
	link      = "<</Type /Annot /Subtype /Link /Rect [10 10 20 20] /Border [0 0 0] /A <</S /URI /URI (http://example.com/)>>>>"
)

// classic has a cross-reference table.
func classic() []byte {
	m := begin()
	for i, body := range []string{catalogue, tree, upright, turned, link} {
		m.object(i+1, body)
	}
	return m.table(6, "")
}

// streamed has its objects in a stream, and a cross-reference stream.
func streamed() []byte {
	m := begin()
	m.packed(6, "1 "+catalogue, "2 "+tree, "3 "+upright, "4 "+turned, "5 "+link)
	at := m.cross(7, 6, 1, 2, 3, 4, 5)
	return fmt.Appendf(m.out, "startxref\n%d\n%%%%EOF\n", at)
}

// hybrid has both, as Word writes it: a table that hides objects, then an empty
// one that tells of the stream where they stand.
func hybrid() []byte {
	m := begin()
	m.object(1, catalogue)
	m.object(2, tree)
	m.packed(6, "3 "+upright, "4 "+turned, "5 "+link)
	at := m.cross(7, 6, 3, 4, 5)
	first := len(m.out)
	out := m.table(8, "")
	second := len(out)
	return fmt.Appendf(out, "xref\n0 0\ntrailer\n<</Size 8 /Root 1 0 R /ID [<aa> <bb>] /Prev %d /XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n", first, at, second)
}

var builds = map[string]func() []byte{"classic": classic, "streamed": streamed, "hybrid": hybrid}
