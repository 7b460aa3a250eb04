package main

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"unicode/utf16"
)

// pdfFile is a PDF in the making: the bodies of its objects, the first of which
// is number 1, and what its trailer says beside the root.
type pdfFile struct {
	objects []string
	trailer string
}

// add adds an object and gives its number.
func (f *pdfFile) add(format string, args ...any) int {
	body := format
	if len(args) > 0 {
		body = fmt.Sprintf(format, args...)
	}
	f.objects = append(f.objects, body)
	return len(f.objects)
}

// stream adds a stream as it stands.
func (f *pdfFile) stream(dict, data string) int {
	return f.add("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// packed adds a compressed stream of so many repetitions of a piece.
func (f *pdfFile) packed(dict, piece string, times int) int {
	return f.stream(dict+"/Filter/FlateDecode", deflated(piece, times))
}

// bytes is the file; the first object is the root.
func (f *pdfFile) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	at := make([]int, len(f.objects))
	for i, o := range f.objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, f.trailer, xref)
	return b.Bytes()
}

// deflated compresses so many repetitions of a piece, made anew as they are packed.
func deflated(piece string, times int) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	block := []byte(strings.Repeat(piece, max(1, min(times, (1<<20)/len(piece)))))
	for left := times * len(piece); left > 0; left -= len(block) {
		if _, err := z.Write(block[:min(left, len(block))]); err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

// The first objects of every made-up file: the root, the tree of pages, the font.
const (
	rootObject  = "<</Type/Catalog/Pages 2 0 R>>"
	chineseFont = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>"
	fontBelow   = "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>"
	pageHead    = "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>%s>>"
)

// published is a PDF whose first pages are a budget that the program knows, with
// hostile pages behind them, whose objects more adds.
func published(more func(*pdfFile) []int) []byte {
	f := &pdfFile{objects: []string{rootObject, "", chineseFont, fontBelow}}
	var pages []int
	for _, lines := range knownPages {
		content := f.stream("", shown(lines))
		pages = append(pages, f.add("<<"+pageHead+"/Contents %d 0 R>>", "", content))
	}
	if more != nil {
		pages = append(pages, more(f)...)
	}
	f.objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), refs(pages))
	return f.bytes()
}

// page adds a page of a content, with resources beside the font.
func (f *pdfFile) page(content int, resources string) int {
	return f.add("<<"+pageHead+"/Contents %d 0 R>>", resources, content)
}

func refs(numbers []int) string {
	var b strings.Builder
	for _, n := range numbers {
		fmt.Fprintf(&b, "%d 0 R ", n)
	}
	return b.String()
}

// shown are the operators that show lines of Chinese text, one below the other.
func shown(lines []string) string {
	var b strings.Builder
	b.WriteString("BT /F 14 Tf 20 TL 60 780 Td\n")
	for _, l := range lines {
		fmt.Fprintf(&b, "<%s> Tj T*\n", hexText(l))
	}
	b.WriteString("ET\n")
	return b.String()
}

func hexText(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// knownPages are the titles that every unit's budget has, enough to be known by.
var knownPages = [][]string{
	{"大同市某某中心", "2023年度单位预算公开"},
	{"目录", "第一部分 概况", "第二部分 2023年单位预算报表", "第三部分 2023年度单位预算情况说明", "第四部分 名词解释"},
	{"第一部分 概况", "一、本单位职责", "负责某某工作。", "二、机构设置情况", "内设办公室。"},
	{"第二部分 2023年单位预算报表", "一、2023年预算收支总表", "二、2023年预算收入总表", "三、2023年预算支出总表", "四、2023年财政拨款收支总表"},
	{"第三部分 2023年度单位预算情况说明", "一、单位预算收支数据变动情况及原因", "二、“三公”经费增减变动原因说明", "三、机关运行经费增减变动原因说明"},
}

// pdfSamples are files that are well formed and much too much.
func pdfSamples() []sample {
	return []sample{
		{"known.pdf", func() []byte { return published(nil) }, nil},
		{"pages-100000-empty.pdf", manyPages(100_000, ""), []string{"页"}},
		{"pages-100000-text.pdf", manyPages(100_000, shown([]string{"第一部分"})), []string{"页"}},
		{"pages-3000-text.pdf", manyPages(3000, shown([]string{"第一部分", "一、2023年预算收支总表"})), nil},
		{"tree-deep-100000.pdf", deepTree(100_000), nil},
		{"content-2gb.pdf", func() []byte { return published(bigContent) }, []string{"第6页"}},
		{"content-2gb-twice-packed.pdf", func() []byte { return published(twicePacked) }, []string{"第6页"}},
		{"image-2gb.pdf", func() []byte { return published(bigImage) }, nil},
		{"objects-stream-2gb.pdf", bigObjectStream, nil},
		{"cmap-500mb.pdf", func() []byte { return published(ranges(500 << 20 / 47)) }, nil},
		{"cmap-ranges-20000.pdf", func() []byte { return published(ranges(20_000)) }, nil},
		{"operators-1000000.pdf", func() []byte { return published(manyOperators) }, []string{"第6页"}},
		{"lines-1000000.pdf", func() []byte { return published(manyLines) }, []string{"第6页"}},
		{"lines-1000000-one-path.pdf", func() []byte { return published(onePath) }, []string{"第6页"}},
		{"lines-1000000-one-line.pdf", func() []byte { return published(oneLine) }, nil},
		{"pages-2900-of-letters.pdf", func() []byte { return published(pagesOfLetters) }, []string{"没有读"}},
		{"pages-2900-of-operators.pdf", func() []byte { return published(pagesOfOperators) }, []string{"没有读"}},
		{"lines-40000-crossing.pdf", func() []byte { return published(crossing) }, nil},
		{"letters-49000.pdf", func() []byte { return published(manyLetters) }, nil},
		{"figures-49000-one-place.pdf", func() []byte { return published(onePlace) }, nil},
		{"pages-100-of-lines.pdf", func() []byte { return published(pagesOfLines) }, nil},
		{"forms-of-themselves.pdf", func() []byte { return published(ownForms) }, nil},
		{"forms-doubling-40.pdf", func() []byte { return published(doublingForms) }, nil},
		{"arrays-deep.pdf", func() []byte { return published(deepContent("[", "]")) }, nil},
		{"dictionaries-deep.pdf", func() []byte { return published(deepContent("<</A", ">>")) }, nil},
		{"arrays-deep-object.pdf", deepObject("[", "]"), nil},
		{"dictionaries-deep-object.pdf", deepObject("<</A", ">>"), nil},
		{"states-deep.pdf", func() []byte { return published(deepStates) }, nil},
		{"tags-loop.pdf", loopingTags, nil},
		{"pictures-only.pdf", func() []byte { return picturesOnly(20) }, []string{"扫描"}},
		{"picture-page.pdf", func() []byte { return published(pictures(1)) }, []string{"第6页"}},
	}
}

func manyPages(n int, content string) func() []byte {
	return func() []byte {
		f := &pdfFile{objects: []string{rootObject, "", chineseFont, fontBelow}}
		c := f.stream("", content)
		pages := make([]int, n)
		for i := range pages {
			pages[i] = f.page(c, "")
		}
		f.objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", n, refs(pages))
		return f.bytes()
	}
}

// deepTree is a page at the end of a tree so deep.
func deepTree(deep int) func() []byte {
	return func() []byte {
		f := &pdfFile{objects: []string{rootObject}}
		for i := range deep {
			f.add("<</Type/Pages/Count 1/Parent %d 0 R/Kids[%d 0 R]>>", max(i+1, 2), i+3)
		}
		f.add("<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>>", deep+1)
		return f.bytes()
	}
}

func bigContent(f *pdfFile) []int {
	return []int{f.page(f.packed("", "0 0 m 9 9 l S\n", 2<<30/14), "")}
}

// twicePacked is a stream of 2 GB in some kilobytes.
func twicePacked(f *pdfFile) []int {
	once := deflated(" ", 2<<30)
	return []int{f.page(f.stream("/Filter[/FlateDecode/FlateDecode]", deflated(once, 1)), "")}
}

func bigImage(f *pdfFile) []int {
	image := f.packed("/Type/XObject/Subtype/Image/Width 46340/Height 46340/BitsPerComponent 8/ColorSpace/DeviceGray", "\x00", 2<<30)
	content := f.stream("", "500 0 0 500 50 50 cm /I Do\n"+shown([]string{"第三部分"}))
	return []int{f.page(content, fmt.Sprintf("/XObject<</I %d 0 R>>", image))}
}

// bigObjectStream keeps its pages in a stream of objects of 2 GB.
func bigObjectStream() []byte {
	pages := "<</Type/Pages/Count 1/Kids[3 0 R]>>"
	page := "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
	head := fmt.Sprintf("2 0 3 %d ", len(pages)+1)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	root := b.Len()
	fmt.Fprintf(&b, "1 0 obj\n%s\nendobj\n", rootObject)
	at := b.Len()
	packed := func() string {
		var z bytes.Buffer
		w := zlib.NewWriter(&z)
		write := func(s string) {
			if _, err := w.Write([]byte(s)); err != nil {
				panic(err)
			}
		}
		write(head + pages + " " + page)
		for range 2 << 10 {
			write(strings.Repeat(" ", 1<<20))
		}
		if err := w.Close(); err != nil {
			panic(err)
		}
		return z.String()
	}()
	fmt.Fprintf(&b, "4 0 obj\n<</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", len(head), len(packed), packed)
	xref := b.Len()
	var table bytes.Buffer
	for _, e := range [][3]int{{0, 0, 65535}, {1, root, 0}, {2, 4, 0}, {2, 4, 1}, {1, at, 0}, {1, xref, 0}} {
		table.Write([]byte{byte(e[0]), byte(e[1] >> 24), byte(e[1] >> 16), byte(e[1] >> 8), byte(e[1]), byte(e[2] >> 8), byte(e[2])})
	}
	fmt.Fprintf(&b, "5 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", table.Len(), table.Bytes(), xref)
	return b.Bytes()
}

// ranges are a font whose table of characters sets all of them so many times.
func ranges(times int) func(*pdfFile) []int {
	return func(f *pdfFile) []int {
		cmap := f.packed("", "1 beginbfrange <0000> <FFFF> <0000> endbfrange\n", times)
		font := f.add("<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode %d 0 R>>", cmap)
		content := f.stream("", "BT /G 14 Tf 60 700 Td <00410042> Tj ET")
		return []int{f.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</G %d 0 R>>>>/Contents %d 0 R>>", font, content)}
	}
}

func manyOperators(f *pdfFile) []int {
	return []int{f.page(f.packed("", "BT /F 9 Tf 1 0 0 1 60 700 Tm <4E00> Tj ET\n", 1_000_000), "")}
}

func manyLines(f *pdfFile) []int {
	return []int{f.page(f.packed("", "60 700 m 500 700 l S\n", 1_000_000), "")}
}

func onePath(f *pdfFile) []int {
	return []int{f.page(f.packed("", strings.Repeat("60 700 m 500 700 l 500 60 m 60 60 l\n", 500_000)+"S\n", 1), "")}
}

// oneLine is a line drawn over and over, in one path.
func oneLine(f *pdfFile) []int {
	return []int{f.page(f.packed("", strings.Repeat("60 700 m 500 700 l\n", 1_000_000)+"S\n", 1), "")}
}

// pagesOfLetters are as many pages as are read, of as many letters as are read.
func pagesOfLetters(f *pdfFile) []int {
	var b strings.Builder
	b.WriteString("BT /F 1 Tf 10 800 Td 1 TL\n")
	for i := range 180 {
		fmt.Fprintf(&b, "<%s> Tj T*\n", strings.Repeat(fmt.Sprintf("%04X", 0x4e00+i), 270))
	}
	b.WriteString("ET")
	return repeated(f, f.packed("", b.String(), 1), 2900)
}

// pagesOfOperators break an instance each.
func pagesOfOperators(f *pdfFile) []int {
	return repeated(f, f.packed("", "BT /F 9 Tf 1 0 0 1 60 700 Tm <4E00> Tj ET\n", 4_000_000), 2900)
}

// repeated are so many pages of one content.
func repeated(f *pdfFile, content, times int) []int {
	var pages []int
	for range times {
		pages = append(pages, f.page(content, ""))
	}
	return pages
}

// crossing are as many lines as are read, at different places, both ways.
func crossing(f *pdfFile) []int {
	var b strings.Builder
	for i := range 20_000 {
		at := 20 + 550*float64(i)/20_000
		fmt.Fprintf(&b, "20 %.4f m 570 %.4f l S %.4f 20 m %.4f 570 l S\n", at, at, at, at)
	}
	return []int{f.page(f.packed("", b.String(), 1), "")}
}

func manyLetters(f *pdfFile) []int {
	var b strings.Builder
	b.WriteString("BT /F 1 Tf ")
	for i := range 49_000 {
		fmt.Fprintf(&b, "1 0 0 1 %.2f %.2f Tm <%04X> Tj\n", 10+float64(i%570), 10+2*float64(i/570), 0x4e00+i%3000)
	}
	b.WriteString("ET")
	return []int{f.page(f.packed("", b.String(), 1), "")}
}

func onePlace(f *pdfFile) []int {
	var b strings.Builder
	b.WriteString("BT /F 9 Tf ")
	for i := range 49_000 {
		fmt.Fprintf(&b, "1 0 0 1 60 700 Tm <%04X> Tj\n", 0x4e00+i%20000)
	}
	b.WriteString("ET")
	return []int{f.page(f.packed("", b.String(), 1), "")}
}

// pagesOfLines are a hundred pages of tables of 300 lines each way.
func pagesOfLines(f *pdfFile) []int {
	var b strings.Builder
	for i := range 300 {
		at := 20 + 1.8*float64(i)
		fmt.Fprintf(&b, "20 %.1f m 560 %.1f l S %.1f 20 m %.1f 560 l S\n", at, at, at, at)
	}
	return repeated(f, f.packed("", b.String(), 1), 100)
}

func ownForms(f *pdfFile) []int {
	n := len(f.objects) + 1
	f.stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>", n), "/X Do /X Do 60 700 m 500 700 l S")
	content := f.stream("", "/X Do\n"+shown([]string{"第三部分"}))
	return []int{f.page(content, fmt.Sprintf("/XObject<</X %d 0 R>>", n))}
}

// doublingForms are forms that each show the next twice: 2⁴⁰ lines.
func doublingForms(f *pdfFile) []int {
	first := len(f.objects) + 1
	for i := range 40 {
		f.stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>", first+i+1), "/X Do /X Do")
	}
	f.stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]", "60 700 m 500 700 l S")
	content := f.stream("", "/X Do\n"+shown([]string{"第三部分"}))
	return []int{f.page(content, fmt.Sprintf("/XObject<</X %d 0 R>>", first))}
}

func deepContent(begin, end string) func(*pdfFile) []int {
	return func(f *pdfFile) []int {
		const deep = 1_000_000
		return []int{f.page(f.packed("", strings.Repeat(begin, deep)+strings.Repeat(end, deep)+" TJ\n"+shown([]string{"第三部分"}), 1), "")}
	}
}

// deepObject is a document whose root holds an object that lies so deep in others.
func deepObject(begin, end string) func() []byte {
	return func() []byte {
		const deep = 1_000_000
		f := &pdfFile{objects: []string{
			"<</Type/Catalog/Pages 2 0 R/Names 4 0 R/Lang " + strings.Repeat(begin, deep) + " 1 " + strings.Repeat(end, deep) + ">>",
			"<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>", "<<>>",
		}}
		return f.bytes()
	}
}

func deepStates(f *pdfFile) []int {
	return []int{f.page(f.packed("", "q 1 0 0 1 0 0 cm\n", 1_000_000), "")}
}

// loopingTags is a tagged file whose elements are their own children.
func loopingTags() []byte {
	data := published(func(f *pdfFile) []int {
		n := len(f.objects) + 1
		f.add("<</Type/StructTreeRoot/K %d 0 R>>", n+1)
		f.add("<</Type/StructElem/S/Table/P %d 0 R/K[%d 0 R %d 0 R]>>", n, n+1, n)
		f.objects[0] = fmt.Sprintf("<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R>>", n)
		return nil
	})
	return data
}

// pictures adds pages that are a picture each and hold no text.
func pictures(n int) func(*pdfFile) []int {
	return func(f *pdfFile) []int {
		image := f.packed("/Type/XObject/Subtype/Image/Width 1000/Height 1400/BitsPerComponent 8/ColorSpace/DeviceGray", "\x80", 1_400_000)
		content := f.stream("", "595 0 0 842 0 0 cm /I Do")
		var pages []int
		for range n {
			pages = append(pages, f.page(content, fmt.Sprintf("/XObject<</I %d 0 R>>", image)))
		}
		return pages
	}
}

func picturesOnly(n int) []byte {
	f := &pdfFile{objects: []string{rootObject, "", chineseFont, fontBelow}}
	pages := pictures(n)(f)
	f.objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", n, refs(pages))
	return f.bytes()
}
