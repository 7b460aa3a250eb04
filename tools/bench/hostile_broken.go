package main

import (
	"bytes"
	"fmt"
	"strings"
)

// pdfDamaged are files that are broken, by themselves or on purpose.
func pdfDamaged() []sample {
	whole := func() []byte { return published(nil) }
	return []sample{
		{"tree-loops.pdf", loopingTree, nil},
		{"tree-of-itself.pdf", ownTree, nil},
		{"count-wrong.pdf", replaced(whole, "/Count 5", "/Count 2147483647"), nil},
		{"count-negative.pdf", replaced(whole, "/Count 5", "/Count -5"), nil},
		{"xref-missing.pdf", cutAt(whole, "xref\n0 "), nil},
		{"xref-wrong.pdf", replaced(whole, " 00000 n ", " 00007 n "), nil},
		{"xref-start-wrong.pdf", replaced(whole, "startxref\n", "startxref\n9"), nil},
		{"xref-prev-of-itself.pdf", prevLoop, nil},
		{"xref-size-2147483647.pdf", replaced(whole, "/Size ", "/Size 2147483647 /Was "), nil},
		{"xref-section-2147483647.pdf", replaced(whole, "xref\n0 ", "xref\n0 2147483647\n"), nil},
		{"object-stream-extends-itself.pdf", extendsItself, nil},
		{"truncated-half.pdf", func() []byte { w := whole(); return w[:len(w)/2] }, nil},
		{"truncated-head.pdf", func() []byte { return []byte("%PDF-1.7\n") }, []string{"不是完好的 PDF"}},
		{"zeros.pdf", func() []byte { return append([]byte("%PDF-1.7\n"), make([]byte, 10<<20)...) }, []string{"不是完好的 PDF"}},
		{"length-wrong.pdf", replaced(whole, "/Length ", "/Length 9"), nil},
		{"length-negative.pdf", replaced(whole, "/Length ", "/Length -"), nil},
		{"length-of-itself.pdf", ownLength, nil},
		{"flate-garbage.pdf", func() []byte {
			return published(func(f *pdfFile) []int {
				return []int{f.page(f.stream("/Filter/FlateDecode", strings.Repeat("garbage\xff", 100_000)), "")}
			})
		}, nil},
		{"filters-1000.pdf", func() []byte {
			return published(func(f *pdfFile) []int {
				return []int{f.page(f.stream("/Filter["+strings.Repeat("/ASCIIHexDecode", 1000)+"]", strings.Repeat("30", 100_000)), "")}
			})
		}, nil},
		{"font-garbage.pdf", func() []byte { return published(garbageFont) }, nil},
		{"font-of-itself.pdf", replaced(whole, "/DescendantFonts[4 0 R]", "/DescendantFonts[3 0 R]"), nil},
		{"encrypted.pdf", encrypted, []string{"密码", "加密"}},
		{"page-size-huge.pdf", replaced(whole, "/MediaBox[0 0 595 842]", "/MediaBox[0 0 1e30 1e30]"), nil},
		{"page-size-none.pdf", replaced(whole, "/MediaBox[0 0 595 842]", "/MediaBox[0 0 0 0]"), nil},
		{"numbers-huge.pdf", func() []byte {
			return published(func(f *pdfFile) []int {
				lines := strings.Repeat("1e300 -1e300 m 99999999999999999999 1e300 l S\n", 1000)
				return []int{f.page(f.stream("", lines+"BT /F 1e30 Tf 1e30 0 0 1e30 1e30 0 Tm <4E00> Tj ET"), "")}
			})
		}, nil},
	}
}

// replaced puts something else for every occurrence.
func replaced(whole func() []byte, from, to string) func() []byte {
	return func() []byte { return bytes.ReplaceAll(whole(), []byte(from), []byte(to)) }
}

// cutAt leaves out the rest of a file from a word on.
func cutAt(whole func() []byte, word string) func() []byte {
	return func() []byte {
		w := whole()
		return w[:bytes.Index(w, []byte(word))]
	}
}

// loopingTree is a tree of pages whose children lead back to its root.
func loopingTree() []byte {
	f := &pdfFile{objects: []string{
		rootObject,
		"<</Type/Pages/Count 1000/Kids[3 0 R 3 0 R 5 0 R]>>",
		"<</Type/Pages/Count 900/Parent 2 0 R/Kids[4 0 R 2 0 R 5 0 R]>>",
		"<</Type/Pages/Count 800/Parent 3 0 R/Kids[3 0 R 2 0 R 5 0 R]>>",
		"<</Type/Page/Parent 4 0 R/MediaBox[0 0 595 842]>>",
	}}
	return f.bytes()
}

func ownTree() []byte {
	f := &pdfFile{objects: []string{rootObject, "<</Type/Pages/Count 10/Parent 2 0 R/Kids[2 0 R 2 0 R]>>"}}
	return f.bytes()
}

// prevLoop is a file whose table of objects goes on with itself.
func prevLoop() []byte {
	w := published(nil)
	at := bytes.Index(w, []byte("xref\n0 "))
	return bytes.Replace(w, []byte("/Root 1 0 R"), fmt.Appendf(nil, "/Prev %d/Root 1 0 R", at), 1)
}

// extendsItself has a stream of objects that extends itself, and lies in itself.
func extendsItself() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	root := b.Len()
	fmt.Fprintf(&b, "1 0 obj\n%s\nendobj\n", rootObject)
	at := b.Len()
	body := "2 0 4 30 <</Type/Pages/Count 1/Kids[3 0 R]>> <</Type/ObjStm>>"
	fmt.Fprintf(&b, "4 0 obj\n<</Type/ObjStm/N 2/First 9/Extends 4 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\n", len(body), body)
	xref := b.Len()
	var table bytes.Buffer
	for _, e := range [][3]int{{0, 0, 0}, {1, root, 0}, {2, 4, 0}, {2, 4, 1}, {2, 4, 1}, {1, at, 0}} {
		table.Write([]byte{byte(e[0]), byte(e[1] >> 24), byte(e[1] >> 16), byte(e[1] >> 8), byte(e[1]), byte(e[2] >> 8), byte(e[2])})
	}
	fmt.Fprintf(&b, "5 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", table.Len(), table.Bytes(), xref)
	return b.Bytes()
}

// ownLength has a stream whose length is the stream itself.
func ownLength() []byte {
	return published(func(f *pdfFile) []int {
		n := len(f.objects) + 1
		f.add("<</Length %d 0 R>>\nstream\nBT ET\nendstream", n)
		return []int{f.page(n, "")}
	})
}

// garbageFont is text in a font whose program and tables are rubbish.
func garbageFont(f *pdfFile) []int {
	program := f.stream("", strings.Repeat("\x00\x01\x00\x00rubbish\xff", 10_000))
	cmap := f.stream("", strings.Repeat("beginbfchar <zz> <> endbfrange 999999999 beginbfrange ", 10_000))
	about := f.add("<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 -1 1e30]/Ascent 1e30/FontFile2 %d 0 R>>", program)
	below := f.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/X/FontDescriptor %d 0 R/W[0 4294967295 500 1[%s]]>>", about, strings.Repeat("1 ", 100_000))
	font := f.add("<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", below, cmap)
	content := f.stream("", "BT /G 14 Tf 60 700 Td <0041004200430044> Tj ET")
	return []int{f.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</G %d 0 R>>>>/Contents %d 0 R>>", font, content)}
}

// encrypted is a file that wants a password.
func encrypted() []byte {
	f := &pdfFile{objects: []string{rootObject, "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"}}
	n := f.add("<</Filter/Standard/V 2/R 3/Length 128/P -44/O<%s>/U<%s>>>", strings.Repeat("AB", 32), strings.Repeat("CD", 32))
	f.trailer = fmt.Sprintf("/Encrypt %d 0 R/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]", n)
	return f.bytes()
}
