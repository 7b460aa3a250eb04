package book

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"mingbai/internal/diag"
)

// said holds for whatever is read: findings that a person can use, and no more
// than the bound.
func said(t *testing.T, findings diag.Findings) {
	if len(findings) > maxFindings+1 {
		t.Fatalf("%d条", len(findings))
	}
	for _, f := range findings {
		if f.Message == "" || f.Rule == "" || f.Severity == 0 || f.Ref.File == "" || strings.HasSuffix(f.Message, "。") {
			t.Fatalf("%+v", f)
		}
	}
}

// Whatever stands in the CSV files and in book.toml, reading ends, says what is
// wrong, and a book without errors reads back the same after it is written.
func FuzzFolder(f *testing.F) {
	sample := sampleFiles()
	f.Add([]byte(sample["facts.csv"]), []byte(sample["book.toml"]), []byte(sample["subjects.csv"]))
	f.Add([]byte("功能科目编码,支出类别,资金来源,金额（元）\n2150550,基本支出,gpb,1\n"), []byte("profile=\"a\"\nyear=2023\nunit={name=\"b\",kind=\"admin\"}"), []byte("\x81\x30\x81\x30"))
	f.Add([]byte("\"\n"), []byte("[[[["), []byte("a,\"b\nc"))
	f.Fuzz(func(t *testing.T, facts, book, subjects []byte) {
		files := fstest.MapFS{"facts.csv": {Data: facts}, "book.toml": {Data: book}, "subjects.csv": {Data: subjects}, "projects.csv": {Data: []byte(sample["projects.csv"])}}
		b, findings := ReadFS(files)
		said(t, findings)
		if b == nil || findings.Has(diag.Error) {
			return
		}
		written, err := filesOf(draftOf(b), false)
		if err != nil {
			t.Fatal(err)
		}
		again := fstest.MapFS{}
		for name, data := range written {
			again[name] = &fstest.MapFile{Data: data}
		}
		got, findings := ReadFS(again)
		if findings.Has(diag.Error) {
			t.Fatalf("写出后有错：%v", lines(findings))
		}
		if d := difference(b, got); d != "" {
			t.Fatal(d)
		}
	})
}

// Whatever stands in the parts of a workbook, reading ends and says what is wrong.
func FuzzSheet(f *testing.F) {
	data := sampleWorkbook(f, nil)
	w, p := openWorkbook("a.xlsx", bytes.NewReader(data), int64(len(data)))
	if p != nil {
		f.Fatal(p.Message)
	}
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>功能科目编码</t></is></c></row><row r="1048576"><c r="XFD9" t="s"><v>3</v></c></row></sheetData></worksheet>`)
	f.Add(`<row><c t="s"><v>99999999999</v></c><c s="-1"><f/><v>1e99</v></c><c t="e"><v>#REF!</v></c><mergeCell ref="A1:ZZZ9"/></row>`)
	f.Add(`<c><is><rPh><t>x`)
	f.Fuzz(func(t *testing.T, part string) {
		if !utf8.ValidString(part) {
			return
		}
		data := []byte(zipOf(map[string]string{
			"xl/workbook.xml":            `<workbook><sheets><sheet name="支出明细" r:id="r1"/><sheet name="基本信息" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>`,
			"xl/worksheets/s.xml":        part,
			"xl/sharedStrings.xml":       `<sst><si><t>功能科目编码</t></si><si><t>` + strings.Join(w.shared[:20], `</t></si><si><t>`) + `</t></si></sst>`,
			"xl/styles.xml":              `<styleSheet><cellXfs><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs></styleSheet>`,
		}))
		_, findings := ReadWorkbook("a.xlsx", bytes.NewReader(data), int64(len(data)))
		said(t, findings)
	})
}

// Whatever the bytes of the archive are, reading ends.
func FuzzWorkbook(f *testing.F) {
	f.Add(sampleWorkbook(f, nil))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, findings := ReadWorkbook("a.xlsx", bytes.NewReader(data), int64(len(data)))
		said(t, findings)
	})
}
