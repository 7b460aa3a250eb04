package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestWriterKeepsOrder(t *testing.T) {
	for _, c := range []struct {
		name  string
		write func(w *Writer)
		want  string // in the error; empty: none
	}{
		{"in order", func(w *Writer) {
			w.Open("w:pPr")
			w.Empty("w:keepNext")
			w.Val("w:jc", "center")
			w.Val("w:outlineLvl", "0")
			w.Close("w:pPr")
		}, ""},
		{"too late", func(w *Writer) {
			w.Open("w:pPr")
			w.Val("w:jc", "center")
			w.Empty("w:keepNext")
		}, "w:pPr: w:keepNext comes too late or twice, after w:jc"},
		{"twice", func(w *Writer) {
			w.Open("w:pPr")
			w.Val("w:jc", "center")
			w.Val("w:jc", "left")
		}, "w:pPr: w:jc comes too late or twice"},
		{"a stranger", func(w *Writer) { w.Empty("w:tc") }, "w:p: w:tc is not one of its children"},
		{"in a leaf", func(w *Writer) {
			w.Open("w:pPr")
			w.Open("w:jc")
			w.Empty("w:t")
		}, "w:jc: w:t is not one of its children"},
		{"text where none is", func(w *Writer) { w.Text("甲") }, "w:p holds no text"},
		{"wrong end", func(w *Writer) {
			w.Open("w:r")
			w.Close("w:t")
		}, "w:t is closed while w:r is open"},
		{"left open", func(w *Writer) { w.Open("w:r") }, "2 elements are open at the end"},
		{"an attribute late", func(w *Writer) {
			w.Element("w:r", "")
		}, "w:r holds no text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := NewWriter("w:p", "w")
			c.write(w)
			data, err := w.Finish()
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if err := CheckOrder(data); err != nil {
					t.Fatal(err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v, want %s", err, c.want)
			}
		})
	}
}

func TestWriterWantsWhatIsRequired(t *testing.T) {
	w := NewWriter("w:tbl", "w")
	w.Open("w:tblPr")
	w.Close("w:tblPr")
	w.Open("w:tr")
	if err := w.Err(); err == nil || !strings.Contains(err.Error(), "where w:tblGrid is due") {
		t.Fatalf("a table without a grid: %v", err)
	}
	w = NewWriter("w:tc", "w")
	if _, err := w.Finish(); err == nil || !strings.Contains(err.Error(), "ends without w:p") {
		t.Fatalf("an empty cell: %v", err)
	}
}

func TestTextComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		w := NewWriter("w:t", "w", "xml")
		w.Attr(A("w:val", s))
		w.Text(s)
		data, err := w.Finish()
		if bad := CheckText(s); bad != nil {
			var ce *CharacterError
			if !errors.As(err, &ce) || ce.Text != s {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		var back struct {
			Val  string `xml:"val,attr"`
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal(data, &back); err != nil {
			t.Fatalf("%q: %v", data, err)
		}
		if back.Val != s || back.Text != s {
			t.Fatalf("%q came back as %q and %q", s, back.Val, back.Text)
		}
	})
}

func TestCharacterError(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"单位名称：甲\x01乙", "“单位名称：甲 乙”中有文档不能保存的字符 U+0001，删去后再生成"},
		{"甲\uFFFE", "“甲 ”中有文档不能保存的字符 U+FFFE，删去后再生成"},
		{"甲\xff乙", "“甲 乙”中有文档不能保存的不是 UTF-8 的字节，删去后再生成"},
		{strings.Repeat("预", 40) + "\x0c" + strings.Repeat("算", 40), "“" + strings.Repeat("预", 10) + " " + strings.Repeat("算", 10) + "”"},
	} {
		err := CheckText(c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
		if !utf8.ValidString(err.Error()) {
			t.Errorf("%q: the message is no UTF-8", c.text)
		}
	}
	for _, s := range []string{"", "\t\n\r", "\uFFFD 是字符", "𠮷"} {
		if err := CheckText(s); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func FuzzCheckOrder(f *testing.F) {
	f.Add([]byte(`<w:p xmlns:w="` + Namespace("w") + `"><w:r/></w:p>`))
	f.Add([]byte(`<w:p/>`))
	f.Add([]byte(`</w:p>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := CheckOrder(data); err == nil && !bytes.Contains(data, []byte("<")) {
			t.Fatal("no element and no error")
		}
	})
}
