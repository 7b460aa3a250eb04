package ingesttest

import (
	"bytes"
	"fmt"
	"strings"
)

// pdfFile is the objects of a PDF file.
type pdfFile struct{ objects []string }

// add adds an object and gives its number.
func (f *pdfFile) add(object string) int {
	f.objects = append(f.objects, object)
	return len(f.objects)
}

// stream adds a stream with more entries in its dictionary.
func (f *pdfFile) stream(entries, content string) int {
	return f.add(fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(content), entries, content))
}

// bytes are the file, whose root is an object.
func (f *pdfFile) bytes(root int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe4\xb8\xad\n")
	at := make([]int, len(f.objects))
	for i, o := range f.objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, root, start)
	return b.Bytes()
}

// font adds the font that the text is in: one that the file does not hold, whose
// characters have their numbers in Unicode, or one that it holds, with numbers of its own.
func (f *pdfFile) font(own []rune) int {
	descriptor := "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 %s >>"
	if own == nil {
		inner := f.add(fmt.Sprintf("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor %d 0 R >>", f.add(fmt.Sprintf(descriptor, ""))))
		return f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H /DescendantFonts [%d 0 R] >>", inner))
	}
	wide := []int16{0}
	var m, w strings.Builder
	m.WriteString("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	for i, r := range own {
		wide = append(wide, int16(1000*runeWidth(r)))
		fmt.Fprintf(&w, "%g ", 1000*runeWidth(r))
		fmt.Fprintf(&m, "1 beginbfchar <%04X> <%04X> endbfchar\n", i+1, r)
	}
	m.WriteString("endcmap CMapName currentdict /CMap defineresource pop end end")
	to := f.stream("", m.String())
	program := string(boxFont(wide, be(uint16(0), uint16(0))))
	descriptor = fmt.Sprintf(descriptor, fmt.Sprintf("/FontFile2 %d 0 R", f.stream(fmt.Sprintf("/Length1 %d", len(program)), program)))
	inner := f.add(fmt.Sprintf("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity /DW 1000 /W [1 [%s]] /FontDescriptor %d 0 R >>", w.String(), f.add(descriptor)))
	return f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", inner, to))
}

// file puts the pages of a sheet into a file.
func (d Drawn) file(s *sheet) []byte {
	f := &pdfFile{}
	font := f.font(s.own)
	resources := fmt.Sprintf("<< /Font << /F1 %d 0 R >> >>", font)
	tree := len(f.objects) + 1 + 2*len(s.pages)
	if d.Nested {
		tree += 2 * len(s.pages)
	}
	var kids []string
	for _, content := range s.pages {
		matrix, bounds, turn := fmt.Sprintf("%g 0 0 -%g 0 %g cm", d.Scale, d.Scale, s.h), [2]float64{s.w, s.h}, ""
		if d.Turned != "" {
			matrix, bounds = fmt.Sprintf("0 %g %g 0 0 0 cm", d.Scale, d.Scale), [2]float64{s.h, s.w}
		}
		if d.Turned == "rotate" {
			turn = "/Rotate 90"
		}
		own := resources
		if d.Nested {
			form := f.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [-10000 -10000 10000 10000] /Matrix [1 0 0 1 -7 -9] /Resources %s", resources), content)
			form = f.stream(fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [-10000 -10000 10000 10000] /Matrix [2 0 0 2 0 0] /Resources << /XObject << /X1 %d 0 R >> >>", form), "q 0.5 0 0 0.5 3.5 4.5 cm /X1 Do Q")
			own, content = fmt.Sprintf("<< /XObject << /X1 %d 0 R >> >>", form), "/X1 Do"
		}
		body := f.stream("", matrix+"\n"+content)
		kids = append(kids, fmt.Sprintf("%d 0 R", f.add(fmt.Sprintf("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %g %g] %s /Resources %s /Contents %d 0 R >>", tree, bounds[0], bounds[1], turn, own, body))))
	}
	f.add(fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " ")))
	return f.bytes(f.add(fmt.Sprintf("<< /Type /Catalog /Pages %d 0 R >>", tree)))
}
