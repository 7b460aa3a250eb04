package docx_test

import (
	"strings"
	"testing"

	"mingbai/internal/ingest/docx"
	"mingbai/internal/ingest/ingesttest"
)

const (
	open     = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	closing  = `</w:body></w:document>`
	mainPart = "word/document.xml"
)

// file is a document with a body and, if given, styles and numbering.
func file(body string, parts ...string) []byte {
	return ingesttest.Zip(append([]string{mainPart, open + body + closing}, parts...)...)
}

func TestRefusesBadFiles(t *testing.T) {
	cells := strings.Repeat("<w:tc><w:p/></w:tc>", 250_000)
	ingesttest.Refuses(t, docx.Read, append(ingesttest.Common(".docx", mainPart),
		ingesttest.Bad{Name: "表.docx", Data: ingesttest.Zip("xl/workbook.xml", "<a/>"), Says: []string{"是 Excel 工作簿，不是 Word 文档", ".xlsx"}},
		ingesttest.Bad{Name: "rtf.docx", Data: []byte(`{\rtf1\ansi}`), Says: []string{"RTF", "另存为 .docx"}},
		ingesttest.Bad{Name: "空文.docx", Data: file(""), Says: []string{"没有文字"}},
		ingesttest.Bad{Name: "太多格.docx", Data: file("<w:tbl><w:tr>" + cells + "</w:tr></w:tbl>"), Says: []string{"太多"}},
		ingesttest.Bad{Name: "太多段.docx", Data: file(strings.Repeat("<w:p><w:r><w:t>x</w:t></w:r></w:p>", 450_000)), Says: []string{"太多"}},
	))
}

func TestBearsHostileFiles(t *testing.T) {
	wide := `<w:tc><w:tcPr><w:gridSpan w:val="1000000"/><w:vMerge/></w:tcPr><w:p/></w:tc>`
	ingesttest.Bears(t, "百万列", docx.Read, file("<w:p><w:r><w:t>x</w:t></w:r></w:p><w:tbl>"+strings.Repeat("<w:tr>"+strings.Repeat(wide, 20)+"</w:tr>", 9_000)+"</w:tbl>"))
	ingesttest.Bears(t, "表中表", docx.Read, file(strings.Repeat("<w:tbl><w:tr><w:tc>", 80)+"<w:p/>"+strings.Repeat("</w:tc></w:tr></w:tbl>", 80)))
	ingesttest.Bears(t, "域不结束", docx.Read, file(strings.Repeat(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>字</w:t></w:r></w:p>`, 100_000)))
	ingesttest.Bears(t, "样式成环", docx.Read, file(`<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, "word/styles.xml",
		`<w:styles><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`))
	ingesttest.Bears(t, "编号", docx.Read, file(strings.Repeat(`<w:p><w:pPr><w:numPr><w:ilvl w:val="99999"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, 1000), "word/numbering.xml",
		`<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="99999999999"/><w:lvlText w:val="`+strings.Repeat("%1", 100_000)+`"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`))
	ingesttest.Bears(t, "长编号", docx.Read, file(strings.Repeat(`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>`, 10_000), "word/numbering.xml",
		`<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="`+strings.Repeat("%1", 100_000)+`"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`))
}

func FuzzRead(f *testing.F) {
	f.Add(`<w:p><w:pPr><w:pStyle w:val="1"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t><w:tab/></w:r></w:p>`,
		`<w:styles><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>`,
		`<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`)
	f.Add(`<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:vMerge w:val="restart"/><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`, "", "")
	f.Add(`<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p/></w:txbxContent></mc:Choice><mc:Fallback/></mc:AlternateContent><w:drawing><wp:docPr descr="a"/><a:blip/></w:drawing></w:r></w:p>`, "", "")
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		d, err := docx.Read("a.docx", file(body, "word/styles.xml", styles, "word/numbering.xml", numbering))
		if err == nil {
			ingesttest.Lines(d) // lays every table out on the full grid
		}
	})
}

func FuzzFile(f *testing.F) {
	f.Add(file("<w:p><w:r><w:t>x</w:t></w:r></w:p>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := docx.Read("a.docx", data); err == nil {
			ingesttest.Lines(d)
		}
	})
}
