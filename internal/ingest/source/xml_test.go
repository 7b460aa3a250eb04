package source

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// events is a text as our reader sees it, token by token, texts put together.
func events(s string) ([]string, error) {
	x := NewXML(s)
	var out []string
	text := ""
	flush := func() {
		if text != "" {
			out = append(out, "text "+text)
			text = ""
		}
	}
	for {
		switch x.Next() {
		case Start:
			flush()
			out = append(out, fmt.Sprintf("start %s a=%s", x.name, x.Attr("a")))
		case End:
			flush()
			out = append(out, "end "+x.name)
		case Text:
			text += x.decoded()
		case Done:
			return out, x.Err()
		}
	}
}

// standard is the same by the standard library.
func standard(s string) ([]string, error) {
	d := xml.NewDecoder(strings.NewReader(s))
	var out []string
	text, depth, roots := "", 0, 0
	flush := func() {
		if text != "" && depth > 0 {
			out = append(out, "text "+text)
		}
		text = ""
	}
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			if depth != 0 || roots == 0 {
				err = io.ErrUnexpectedEOF
			} else {
				err = nil
			}
			return out, err
		}
		if err != nil {
			return out, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			flush()
			if depth == 0 {
				roots++
			}
			depth++
			a := ""
			for _, at := range t.Attr {
				if local(at.Name.Local) == "a" {
					a = at.Value
					break
				}
			}
			out = append(out, fmt.Sprintf("start %s a=%s", local(t.Name.Local), a))
		case xml.EndElement:
			flush()
			depth--
			out = append(out, "end "+local(t.Name.Local))
		case xml.CharData:
			text += string(t)
		}
	}
}

var samples = []string{
	`<a/>`,
	`<?xml version="1.0"?><w:p xmlns:w="u"><w:r a="1 &gt; 0"><w:t> 一&amp;二&#x4E09;&#65; </w:t></w:r><w:tab/><!-- x --></w:p>`,
	"<a>1\r\n2\r3<![CDATA[<b>&amp;]]></a >",
	`<a x:a='"' b="'>'"><b/></a>`,
	`<a  b = "1"  a = "2" />`,
}

func TestReadsXMLAsTheStandardLibraryDoes(t *testing.T) {
	for _, s := range samples {
		want, err := standard(s)
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		got, err := events(s)
		if err != nil {
			t.Errorf("%s: %v", s, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s, diff)
		}
	}
}

func TestRefusesXML(t *testing.T) {
	for s, says := range map[string]string{
		"":                         "没有内容",
		"x":                        "没有内容",
		"<a>":                      "没有结束",
		"<a":                       "内容不全",
		"<a b='>":                  "内容不全",
		"<a></b>":                  "不是地方",
		"</a>":                     "不是地方",
		"<a/><b/>":                 "不是 XML",
		"<a><!-- ":                 "内容不全",
		"<a><![CDATA[ ":            "内容不全",
		"<!DOCTYPE a><a/>":         "文档类型声明",
		"<a><!ENTITY x 'y'></a>":   "文档类型声明",
		"<a <b>":                   "标记里又有标记",
		"<>":                       "不是 XML",
		strings.Repeat("<a>", 300): "层次多于",
	} {
		if _, err := events(s); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.20q: error %v, want one with %q", s, err, says)
		}
	}
}

func TestReferencesThatAreNone(t *testing.T) {
	for in, want := range map[string]string{
		"&x; & &amp &#0; &#x110000; &#xD7FF; &lt;&gt;&quot;&apos;": "&x; & &amp &#0; &#x110000; \ud7ff <>\"'",
		"&": "&",
	} {
		if got := unescape(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestEachPassesOverWhatIsLeft(t *testing.T) {
	x := NewXML(`<r><a><b>1</b><b>2</b></a><c/><d>3<e>4</e>5</d></r>`)
	var got []string
	x.Each(func(name string) {
		got = append(got, name)
		x.Each(func(name string) {
			got = append(got, name)
			if name == "d" {
				got = append(got, x.String())
			}
		})
	})
	if diff := cmp.Diff([]string{"r", "a", "c", "d", "345"}, got); diff != "" || x.Err() != nil {
		t.Errorf("%v (-want +got):\n%s", x.Err(), diff)
	}
}

// FuzzXML holds what our reader takes against the standard library: where both
// take a text, they see the same.
func FuzzXML(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := events(s)
		if err != nil {
			return
		}
		want, err := standard(s)
		if err != nil || strings.ContainsAny(s, "\x00\ufffd") {
			return // ours is more lenient about names and bare ampersands
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
	})
}

// table is a megabyte of XML such as office files hold.
var table = "<w:tbl>" + strings.Repeat(`<w:tr><w:tc><w:tcPr><w:tcW w:w="1200" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>一般公共预算</w:t></w:r></w:p></w:tc></w:tr>`, 5000) + "</w:tbl>"

func BenchmarkXML(b *testing.B) {
	b.SetBytes(int64(len(table)))
	for b.Loop() {
		for x := NewXML(table); x.Next() != Done; {
			continue
		}
	}
}

func BenchmarkStandardXML(b *testing.B) {
	b.SetBytes(int64(len(table)))
	for b.Loop() {
		d := xml.NewDecoder(strings.NewReader(table))
		for {
			if _, err := d.RawToken(); err != nil {
				break
			}
		}
	}
}
