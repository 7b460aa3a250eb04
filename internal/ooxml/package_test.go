package ooxml

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"time"
)

// sample is a small package that is as it has to be.
func sample(t *testing.T) *Package {
	t.Helper()
	p := &Package{}
	p.Relate("", RelDocument, "word/document.xml")
	id := p.Relate("word/document.xml", RelFooter, "word/footer1.xml")
	w := NewWriter("w:document", "w", "r")
	w.Open("w:body")
	w.Open("w:sectPr")
	w.Empty("w:footerReference", A("w:type", "default"), A("r:id", id))
	w.Close("w:sectPr")
	w.Close("w:body")
	p.Add("word/document.xml", TypeDocument, finish(t, w))
	f := NewWriter("w:ftr", "w")
	f.Empty("w:p")
	p.Add("word/footer1.xml", TypeFooter, finish(t, f))
	if err := (Properties{Title: "甲 & 乙", Author: "单位", Language: "zh-CN"}).Add(p); err != nil {
		t.Fatal(err)
	}
	return p
}

func finish(t *testing.T, w *Writer) []byte {
	t.Helper()
	data, err := w.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func written(t *testing.T, p *Package) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPackageIsWhole(t *testing.T) {
	data := written(t, sample(t))
	for _, err := range Verify(data) {
		t.Error(err)
	}
	if !bytes.Equal(data, written(t, sample(t))) {
		t.Error("the same parts gave other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "[Content_Types].xml" || z.File[1].Name != "_rels/.rels" {
		t.Errorf("begins with %s, %s", z.File[0].Name, z.File[1].Name)
	}
	for _, f := range z.File {
		if !f.Modified.Equal(epoch) {
			t.Errorf("%s has the time %v", f.Name, f.Modified)
		}
	}
}

func TestVerifyFinds(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(p *Package)
		want   string
	}{
		{"a dead relationship", func(p *Package) { p.Relate("word/document.xml", RelImage, "word/media/a.png") }, "leads to word/media/a.png"},
		{"an orphan", func(p *Package) { p.Add("word/x.xml", TypeStyles, []byte(`<w:styles xmlns:w="`+Namespace("w")+`"/>`)) }, "nothing leads to it"},
		{"out of order", func(p *Package) {
			p.parts[1].data = []byte(`<w:ftr xmlns:w="` + Namespace("w") + `"><w:p><w:r/><w:pPr/></w:p></w:ftr>`)
		}, "w:p: w:pPr comes too late"},
		{"not well formed", func(p *Package) { p.parts[1].data = []byte(`<w:ftr xmlns:w="x">`) }, "word/footer1.xml"},
		{"an unused id", func(p *Package) { p.rels["word/document.xml"][0].id = "rId9" }, "rId1 is used and not in"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := sample(t)
			c.change(p)
			var all strings.Builder
			for _, err := range Verify(written(t, p)) {
				all.WriteString(err.Error() + "\n")
			}
			if !strings.Contains(all.String(), c.want) {
				t.Errorf("got %q, want %q", all.String(), c.want)
			}
		})
	}
}

func TestPackageRefusesTwins(t *testing.T) {
	p := sample(t)
	p.Add("word/footer1.xml", TypeFooter, nil)
	if err := p.Write(&bytes.Buffer{}); err == nil {
		t.Error("two parts of one name were written")
	}
}

func TestPropertiesTime(t *testing.T) {
	p := &Package{}
	at := time.Date(2023, 2, 3, 8, 0, 0, 0, time.FixedZone("", 8*3600))
	if err := (Properties{Title: "甲", Created: at}).Add(p); err != nil {
		t.Fatal(err)
	}
	if s := string(p.parts[0].data); !strings.Contains(s, `<dcterms:created xsi:type="dcterms:W3CDTF">2023-02-03T00:00:00Z</dcterms:created>`) {
		t.Error(s)
	}
	p = &Package{}
	if err := (Properties{Title: "甲"}).Add(p); err != nil {
		t.Fatal(err)
	}
	if s := string(p.parts[0].data); strings.Contains(s, "dcterms:created") {
		t.Error(s)
	}
}

func BenchmarkWriter(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		w := NewWriter("w:body", "w")
		for range 1000 {
			w.Open("w:p")
			w.Open("w:pPr")
			w.Val("w:pStyle", "TableCell")
			w.Val("w:jc", "right")
			w.Close("w:pPr")
			w.Open("w:r")
			w.Element("w:t", "1234.56")
			w.Close("w:r")
			w.Close("w:p")
		}
		if _, err := w.Finish(); err != nil {
			b.Fatal(err)
		}
	}
}
