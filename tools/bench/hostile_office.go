package main

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
)

// part is a file of an archive: a piece of text before, a piece so many times, and
// one after.
type part struct {
	name, before, piece string
	times               int
	after               string
}

// zipped is an archive of parts.
func zipped(parts ...part) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err != nil {
			panic(err) // a buffer takes everything
		}
		if err := p.write(w); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func (p part) write(w io.Writer) error {
	if _, err := io.WriteString(w, p.before); err != nil {
		return err
	}
	if p.times > 0 {
		each := max(1, min(p.times, 1<<20/len(p.piece)))
		block := strings.Repeat(p.piece, each)
		for left := p.times; left > 0; left -= each {
			if _, err := io.WriteString(w, block[:min(left, each)*len(p.piece)]); err != nil {
				return err
			}
		}
	}
	_, err := io.WriteString(w, p.after)
	return err
}

// The parts that every workbook has, and a sheet around its rows.
const (
	typesPart = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
	bookPart  = `<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`
	bookRels  = `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	wordHead  = `<w:document xmlns:w="w"><w:body>`
	wordFoot  = `</w:body></w:document>`
	wordLine  = `<w:p><w:r><w:t>第一部分 概况</w:t></w:r></w:p>`
)

// workbook is a workbook of one sheet and its shared strings.
func workbook(sheet, strings part) []byte {
	sheet.name, strings.name = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
	if strings.before == "" {
		strings.before = "<sst><si><t>合计</t></si></sst>"
	}
	return zipped(part{name: "[Content_Types].xml", before: typesPart}, part{name: "xl/workbook.xml", before: bookPart},
		part{name: "xl/_rels/workbook.xml.rels", before: bookRels}, sheet, strings)
}

// rows is a sheet of so many rows, with what stands before them.
func rows(before, row string, times int) part {
	return part{before: "<worksheet>" + before + "<sheetData>", piece: row, times: times, after: "</sheetData></worksheet>"}
}

// sheetSamples are workbooks.
func sheetSamples() []sample {
	value := `<c><v>1</v></c>`
	plain := func(r part) func() []byte { return func() []byte { return workbook(r, part{}) } }
	doctype := func(s string) func() []byte {
		return plain(part{before: s + `<worksheet><sheetData><row><c t="inlineStr"><is><t>&z;</t></is></c></row></sheetData></worksheet>`})
	}
	laughs := `<!DOCTYPE l [<!ENTITY a "ha">`
	for c := 'b'; c <= 'z'; c++ {
		laughs += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	return []sample{
		{"sheet-4gb.xlsx", plain(rows("", "<row><c><v>1</v></c></row>", 4<<30/26)), []string{"太大", "太多"}},
		{"sheet-60mb.xlsx", plain(rows("", "<row>"+strings.Repeat(value, 10)+"</row>", 60<<20/161)), nil},
		{"rows-1000000.xlsx", plain(rows(`<dimension ref="A1:XFD1048576"/>`, "<row>"+value+"</row>", 1_000_000)), nil},
		{"rows-empty-1000000.xlsx", plain(rows(`<dimension ref="A1:XFD1048576"/>`, "<row/>", 1_000_000)), nil},
		{"dimension-only.xlsx", plain(rows(`<dimension ref="A1:XFD1048576"/>`, `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, 1)), nil},
		{"corners.xlsx", plain(rows("", `<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, 1)), nil},
		{"columns-16384.xlsx", plain(rows("", "<row>"+strings.Repeat(value, 16384)+"</row>", 200)), nil},
		{"diagonal.xlsx", func() []byte {
			var b strings.Builder
			for i := range 16000 {
				fmt.Fprintf(&b, `<row r="%d"><c r="%s%d"><v>1</v></c></row>`, i+1, column(i), i+1)
			}
			return workbook(rows("", b.String(), 1), part{})
		}, nil},
		{"merged-everything.xlsx", plain(part{
			before: `<worksheet><sheetData><row><c r="A1"><v>1</v></c></row></sheetData><mergeCells>`,
			piece:  `<mergeCell ref="A1:XFD1048576"/>`, times: 500_000, after: `</mergeCells></worksheet>`,
		}), nil},
		{"hidden-everything.xlsx", plain(rows(`<cols>`+strings.Repeat(`<col min="1" max="2147483647" hidden="1"/>`, 10_000)+`</cols>`, "<row>"+value+"</row>", 10)), nil},
		{"strings-4gb.xlsx", func() []byte {
			return workbook(rows("", `<row><c t="s"><v>0</v></c></row>`, 10), part{before: "<sst>", piece: "<si><t>合计</t></si>", times: 4 << 30 / 24, after: "</sst>"})
		}, []string{"太大", "太多"}},
		{"strings-one-60mb.xlsx", func() []byte {
			return workbook(rows("", `<row><c t="s"><v>0</v></c></row>`, 1_000_000), part{before: "<sst><si><t>", piece: "合计", times: 10_000_000, after: "</t></si></sst>"})
		}, nil},
		{"string-of-30000-everywhere.xlsx", func() []byte {
			return workbook(rows("", `<row><c t="s"><v>0</v></c></row>`, 1_000_000), part{before: "<sst><si><t>", piece: "合", times: 30_000, after: "</t></si></sst>"})
		}, nil},
		{"parts-100000.xlsx", func() []byte {
			parts := []part{{name: "[Content_Types].xml", before: typesPart}, {name: "xl/workbook.xml", before: bookPart}}
			for i := range 100_000 {
				parts = append(parts, part{name: fmt.Sprintf("xl/%d.xml", i)})
			}
			return zipped(parts...)
		}, []string{"多于"}},
		{"parts-2000-of-1mb.xlsx", func() []byte {
			var sheets, rels strings.Builder
			parts := []part{{name: "[Content_Types].xml", before: typesPart}}
			for i := range 2000 {
				fmt.Fprintf(&sheets, `<sheet name="%d" r:id="r%d"/>`, i, i)
				fmt.Fprintf(&rels, `<Relationship Id="r%d" Type="x/worksheet" Target="worksheets/%d.xml"/>`, i, i)
				p := rows("", "<row>"+value+"</row>", 1<<20/27)
				p.name = fmt.Sprintf("xl/worksheets/%d.xml", i)
				parts = append(parts, p)
			}
			return zipped(append(parts, part{name: "xl/workbook.xml", before: "<workbook><sheets>" + sheets.String() + "</sheets></workbook>"},
				part{name: "xl/_rels/workbook.xml.rels", before: "<Relationships>" + rels.String() + "</Relationships>"})...)
		}, []string{"太大", "太多"}},
		{"same-sheet-1000-times.xlsx", func() []byte {
			p := rows("", "<row>"+value+"</row>", 100_000)
			p.name = "xl/worksheets/sheet1.xml"
			return zipped(part{name: "xl/workbook.xml", before: "<workbook><sheets>" + strings.Repeat(`<sheet name="表" r:id="r1"/>`, 1000) + "</sheets></workbook>"},
				part{name: "xl/_rels/workbook.xml.rels", before: bookRels}, p)
		}, nil},
		{"billion-laughs.xlsx", doctype(laughs + "]>"), []string{"文档类型"}},
		{"external-entity.xlsx", doctype(`<!DOCTYPE a [<!ENTITY z SYSTEM "file:///etc/passwd">]>`), []string{"文档类型"}},
		{"external-parameter.xlsx", doctype(`<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">`), []string{"文档类型"}},
		{"attributes-3000000.xlsx", plain(part{before: "<worksheet ", piece: `a="1" `, times: 3_000_000, after: `><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`}), nil},
		{"attributes-of-every-cell.xlsx", plain(rows("", "<row><c "+strings.Repeat(`a="1" `, 1000)+`><v>1</v></c></row>`, 9000)), nil},
		{"elements-deep.xlsx", plain(part{before: "<worksheet>", piece: "<a>", times: 10_000_000}), []string{"层"}},
		{"formats-huge.xlsx", func() []byte {
			code := strings.Repeat("#,##0.", 100_000)
			return zipped(part{name: "xl/workbook.xml", before: bookPart},
				part{name: "xl/_rels/workbook.xml.rels", before: `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/styles" Target="styles.xml"/></Relationships>`},
				part{name: "xl/styles.xml", before: `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="` + code + `"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`},
				part{name: "xl/worksheets/sheet1.xml", before: "<worksheet><sheetData>", piece: `<row><c s="0"><v>123456789.125</v></c></row>`, times: 10_000, after: "</sheetData></worksheet>"})
		}, nil},
		{"numbers-long.xlsx", plain(rows("", "<row><c><v>"+strings.Repeat("9", 30_000)+"e999999999</v></c></row>", 1000)), nil},
		{"nested-zip.xlsx", func() []byte {
			inner := zipped(part{name: "a.xml", piece: "0", times: 1 << 30})
			return zipped(part{name: "xl/workbook.xml", before: string(inner)}, part{name: "[Content_Types].xml", before: typesPart})
		}, nil},
		{"looping-chain.xls", func() []byte { return compound(loops) }, nil},
		{"chain-leads-out.xls", func() []byte { return compound(leadsOut) }, nil},
		{"tables-of-chains-loop.xls", func() []byte { return compound(tablesLoop) }, nil},
		{"directory-loops.xls", func() []byte { return compound(directoryLoops) }, nil},
		{"records-garbage.xls", func() []byte { return compound(garbageRecords) }, nil},
	}
}

// column is the name of a column, from 0.
func column(i int) string {
	name := ""
	for n := i + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// The ways in which a compound file is broken.
const (
	loops = iota
	leadsOut
	tablesLoop
	directoryLoops
	garbageRecords
)

// compound is a compound file with a workbook whose parts lead to one another
// where they must not.
func compound(way int) []byte {
	const size, none, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
	le := binary.LittleEndian
	head := make([]byte, size)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		le.PutUint16(head[at:], v)
	}
	for at, v := range map[int]uint32{44: 1, 48: 1, 56: 4096, 60: end, 68: end} {
		le.PutUint32(head[at:], v)
	}
	for i := range 109 {
		le.PutUint32(head[76+4*i:], none)
	}
	le.PutUint32(head[76:], 0)
	body := make([]byte, 20*size)
	chains, directory, stream := body[:size], body[size:2*size], body[2*size:]
	for i := range size / 4 {
		le.PutUint32(chains[4*i:], none)
	}
	le.PutUint32(chains, 0xFFFFFFFD)
	le.PutUint32(chains[4:], end)
	for i := 2; i < 20; i++ {
		le.PutUint32(chains[4*i:], uint32(i+1))
	}
	le.PutUint32(chains[4*19:], end)
	long := uint32(len(stream))
	switch way {
	case loops:
		le.PutUint32(chains[4*19:], 2)
		long = 0x7FFFFFFF
	case leadsOut:
		le.PutUint32(chains[4*10:], 0x00FFFFFF)
	case tablesLoop:
		le.PutUint32(head[44:], 0x7FFFFFFF)
		le.PutUint32(head[68:], 5) // the table of tables lies in the stream, and leads to itself
		le.PutUint32(head[72:], 0x7FFFFFFF)
		for i := range size / 4 {
			le.PutUint32(body[5*size+4*i:], 5)
		}
	case directoryLoops:
		le.PutUint32(chains[4:], 1)
	case garbageRecords:
		for i := 0; i+4 <= len(stream); i += 4 {
			le.PutUint16(stream[i:], uint16(i*7))
		}
	}
	entry := func(at int, name string, kind byte, child, start, size uint32) {
		e := directory[128*at:]
		for i, u := range utf16.Encode([]rune(name)) {
			le.PutUint16(e[2*i:], u)
		}
		le.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		for _, f := range [][2]uint32{{68, none}, {72, none}, {76, child}, {116, start}, {120, size}} {
			le.PutUint32(e[f[0]:], f[1])
		}
	}
	entry(0, "Root Entry", 5, 1, end, 0)
	entry(1, "Workbook", 2, none, 2, long)
	if way == directoryLoops {
		le.PutUint32(directory[128+68:], 1)
		le.PutUint32(directory[128+72:], 1)
	}
	return append(head, body...)
}
