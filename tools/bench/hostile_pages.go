package main

import (
	"fmt"
	"strings"
)

// word is a Word document of a body.
func word(body part) func() []byte {
	return func() []byte {
		body.name = "word/document.xml"
		body.before, body.after = wordHead+body.before, body.after+wordFoot
		return zipped(part{name: "[Content_Types].xml", before: typesPart}, body)
	}
}

// nested is a body of elements in one another, so deep.
func nested(begin, inside, end string, deep int) part {
	return part{before: strings.Repeat(begin, deep) + inside + strings.Repeat(end, deep)}
}

// officeSamples are Word documents and the kinds of files that are not read.
func officeSamples() []sample {
	cell := "<w:tr><w:tc>" + wordLine + "</w:tc></w:tr>"
	old := func(stream string) func() []byte {
		return func() []byte {
			b := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1016)...)
			for _, c := range stream {
				b = append(b, byte(c), 0)
			}
			return append(b, make([]byte, 512)...)
		}
	}
	file := func(s string) func() []byte { return func() []byte { return []byte(s) } }
	return []sample{
		{"tables-deep-10000.docx", word(nested("<w:tbl><w:tr><w:tc>", wordLine, "</w:tc></w:tr></w:tbl>", 10_000)), []string{"层"}},
		{"tables-deep-80.docx", word(nested("<w:tbl><w:tr><w:tc>", wordLine, "</w:tc></w:tr></w:tbl>", 80)), nil},
		{"tables-deep-doubling.docx", word(nested("<w:tbl><w:tr><w:tc>"+wordLine+"</w:tc><w:tc>", wordLine, "</w:tc></w:tr></w:tbl>", 80)), nil},
		{"document-4gb.docx", word(part{piece: wordLine, times: 4 << 30 / len(wordLine)}), []string{"太大", "太多"}},
		{"paragraphs-60mb.docx", word(part{piece: wordLine, times: 60 << 20 / len(wordLine)}), nil},
		{"paragraphs-empty-60mb.docx", word(part{piece: "<w:p/>", times: 10_000_000}), nil},
		{"cells-60mb.docx", word(part{before: "<w:tbl>", piece: cell, times: 60 << 20 / len(cell), after: "</w:tbl>"}), nil},
		{"spans-huge.docx", word(part{before: "<w:tbl>", piece: `<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr>` + wordLine + "</w:tc></w:tr>", times: 10_000, after: "</w:tbl>"}), nil},
		{"fields-deep.docx", word(part{before: "<w:p>", piece: `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, times: 1_000_000, after: "</w:p>"}), nil},
		{"billion-laughs.docx", func() []byte {
			return zipped(part{name: "word/document.xml", before: `<!DOCTYPE a [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]>` + wordHead + "&b;" + wordFoot})
		}, []string{"文档类型"}},
		{"truncated.docx", func() []byte { w := word(part{piece: wordLine, times: 1000})(); return w[:len(w)/2] }, []string{"损坏"}},
		{"password.docx", old("EncryptedPackage"), []string{"密码"}},
		{"old.doc", old("WordDocument"), []string{".docx"}},
		{"old.wps", old("WordDocument"), []string{".docx"}},
		{"unknown.wps", old("Something"), []string{".docx"}},
		{"unknown.et", old("Something"), []string{".xlsx"}},
		{"password.et", old("EncryptedPackage"), []string{"密码"}},
		{"page.ofd", func() []byte {
			return zipped(part{name: "OFD.xml", before: "<OFD/>"}, part{name: "Doc_0/Document.xml"})
		}, []string{"OFD"}},
		{"open.odt", func() []byte { return zipped(part{name: "mimetype"}, part{name: "content.xml", before: "<a/>"}) }, []string{"另存为"}},
		{"text.rtf", file(`{\rtf1 2023}`), []string{".docx"}},
		{"scan.png", file("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", 1000)), []string{"电子文件"}},
		{"scan.jpg", file("\xff\xd8\xff\xe0" + strings.Repeat("\x00", 1000)), []string{"电子文件"}},
		{"scan.tif", file("II*\x00" + strings.Repeat("\x00", 1000)), []string{"电子文件"}},
		{"scan.bmp", file("BM" + strings.Repeat("\x00", 1000)), []string{"电子文件"}},
		{"scan-named.pdf", file("\xff\xd8\xff\xe0" + strings.Repeat("\x00", 1000)), []string{"电子文件"}},
		{"empty.docx", file(""), []string{"空的"}},
		{"program.exe", file("MZ" + strings.Repeat("\x00\x01", 1000)), []string{"另存为"}},
	}
}

// pageSamples are web pages, texts and data of our own.
func pageSamples() []sample {
	page := func(p part) func() []byte {
		return func() []byte {
			var b strings.Builder
			p.before = "<!doctype html><html><body><p>2023年度单位预算公开</p>" + p.before
			if err := p.write(&b); err != nil {
				panic(err)
			}
			return []byte(b.String())
		}
	}
	text := func(before, piece string, times int) func() []byte {
		return func() []byte { return []byte(before + strings.Repeat(piece, times)) }
	}
	return []sample{
		{"tags-deep-100000.html", page(part{piece: "<div>", times: 100_000, after: "x"}), nil},
		{"inline-deep-100000.html", page(part{piece: "<b><i>", times: 100_000, after: "x"}), nil},
		{"tables-deep-100000.html", page(part{piece: "<table><tr><td>", times: 100_000, after: "x"}), nil},
		{"lists-deep-100000.html", page(part{piece: "<ul><li>", times: 100_000, after: "x"}), nil},
		{"formatting-open.html", page(part{piece: "<p><b><i><u><font>x", times: 50_000}), nil},
		{"misnested.html", page(part{piece: "<a><table><a>", times: 50_000}), nil},
		{"spans-1000000000.html", page(part{before: "<table>", piece: `<tr><td colspan="1000000000" rowspan="1000000000">1</td></tr>`, times: 10_000, after: "</table>"}), nil},
		{"spans-of-every-cell.html", page(part{before: "<table>", piece: "<tr>" + strings.Repeat(`<td colspan=1000 rowspan=65534>1</td>`, 10) + "</tr>", times: 1000, after: "</table>"}), nil},
		{"cells-5000000.html", page(part{before: "<table>", piece: "<tr>" + strings.Repeat("<td>1", 100), times: 50_000}), nil},
		{"attributes-1000000.html", page(part{before: "<p ", piece: "a=1 ", times: 1_000_000, after: ">x"}), nil},
		{"attributes-unlike.html", func() []byte {
			var b strings.Builder
			b.WriteString("<!doctype html><html><body><p")
			for i := range 300_000 {
				fmt.Fprintf(&b, " a%d=1", i)
			}
			return []byte(b.String() + ">x")
		}, nil},
		{"style-1000000.html", page(part{before: "<style>", piece: ".a{display:none}", times: 1_000_000, after: "</style>"}), nil},
		{"classes.html", page(part{before: "<style>" + strings.Repeat(".a .b .c{display:none}", 20_000) + "</style>", piece: "<p class='a b c'>x</p>", times: 20_000}), nil},
		{"paragraphs-190mb.html", page(part{piece: "<p>合计</p>", times: 190 << 20 / 13}), nil},
		{"one-line-100mb.txt", text("2023年度单位预算公开", "合计1.00万元，", 100<<20/20), nil},
		{"lines-30000000.txt", text("2023年度单位预算公开\n", "1\n", 30_000_000), nil},
		{"tabs-1000000.txt", text("2023年度单位预算公开\n", "1\t", 1_000_000), nil},
		{"tabs-every-line.txt", text("2023年度单位预算公开\n", strings.Repeat("1\t", 1000)+"\n", 5000), nil},
		{"larger-than-200mb.txt", text("", " ", 201<<20), []string{"大于"}},
		{"arrays-deep.json", text(`{"schema":"x","tables":`, "[", 10_000_000), nil},
		{"numbers-huge.json", text(`{"schema":"mingbai.disclosure/v1","year":`, "9", 10_000_000), nil},
		{"strings-huge.json", text(`{"schema":"mingbai.disclosure/v1","unit":"`, "x", 100_000_000), nil},
	}
}

// bundleSamples are archives of documents.
func bundleSamples() []sample {
	line := "2023年度单位预算公开\n第一部分 概况\n"
	return []sample{
		{"names-outside.zip", func() []byte {
			return zipped(part{name: "../../../tmp/出界.txt", before: line}, part{name: "/etc/出界.txt", before: line}, part{name: `..\..\出界.txt`, before: line}, part{name: `C:\出界.txt`, before: line})
		}, nil},
		{"names-twice.zip", func() []byte {
			return zipped(part{name: "一.txt", before: line}, part{name: "一.txt", before: line}, part{name: "./一.txt", before: line})
		}, nil},
		{"names-odd.zip", func() []byte {
			return zipped(part{name: "\x1b[31m红\n行.txt", before: line}, part{name: "\xff\xfe.txt", before: line}, part{name: strings.Repeat("长", 20_000) + ".txt", before: line}, part{name: ".txt", before: line}, part{name: "..", before: line})
		}, nil},
		{"entry-4gb.zip", func() []byte { return zipped(part{name: "一.txt", piece: "合计\n", times: 4 << 30 / 7}) }, nil},
		{"entries-1000-of-4mb.zip", func() []byte {
			var parts []part
			for i := range 1000 {
				parts = append(parts, part{name: fmt.Sprintf("%d.txt", i), piece: "合计\n", times: 4 << 20 / 7})
			}
			return zipped(parts...)
		}, nil},
		{"entries-100-of-4mb.zip", func() []byte {
			var parts []part
			for i := range 100 {
				parts = append(parts, part{name: fmt.Sprintf("%d.txt", i), piece: "合计\n", times: 4 << 20 / 7})
			}
			return zipped(parts...)
		}, nil},
		{"entries-100000.zip", func() []byte {
			var parts []part
			for i := range 100_000 {
				parts = append(parts, part{name: fmt.Sprintf("%d.txt", i), before: "x"})
			}
			return zipped(parts...)
		}, nil},
		{"zips-in-zips.zip", func() []byte {
			data := zipped(part{name: "一.txt", piece: "合计\n", times: 1 << 20})
			for range 8 {
				data = zipped(part{name: "里.zip", before: string(data)}, part{name: "外.zip", before: string(data)})
			}
			return data
		}, nil},
		{"hostile-inside.zip", func() []byte {
			return zipped(part{name: "树.pdf", before: string(loopingTree())}, part{name: "截断.pdf", before: string(published(nil)[:1000])},
				part{name: "炸弹.xlsx", before: string(workbook(rows("", "<row><c><v>1</v></c></row>", 100<<20/26), part{}))},
				part{name: "链.xls", before: string(compound(loops))}, part{name: "旧.doc", before: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 2000)},
				part{name: "好.pdf", before: string(published(nil))})
		}, nil},
		{"truncated.zip", func() []byte { z := zipped(part{name: "一.txt", piece: "合计\n", times: 1000}); return z[:len(z)/2] }, []string{"损坏"}},
		{"empty.zip", func() []byte { return zipped() }, nil},
	}
}
