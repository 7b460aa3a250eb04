package pdf

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

func TestEqualCallsGiveEqualBytes(t *testing.T) {
	d := sample(t)
	first := output(t, d)
	if !bytes.Equal(first, output(t, sample(t))) {
		t.Error("two equal documents differ")
	}
	if !bytes.Equal(first, output(t, d)) {
		t.Error("the second WriteTo of a document differs")
	}
}

func TestNothingClaimsPDFUA(t *testing.T) {
	if bytes.Contains(bytes.ToLower(output(t, sample(t))), []byte("pdfua")) {
		t.Error("the file claims PDF/UA, which nobody has checked")
	}
}

// TestMistakesAreReported draws each mistake on an otherwise right page.
func TestMistakesAreReported(t *testing.T) {
	for _, c := range []struct {
		name, want string
		draw       func(d *Doc, p *Page, e *Element, f *Font)
	}{
		{"text outside a mark", "标记之外", func(_ *Doc, p *Page, _ *Element, f *Font) { p.Text(f, 9, 1, 1, black, "甲") }},
		{"line outside a mark", "标记之外", func(_ *Doc, p *Page, _ *Element, _ *Font) { p.Line(1, 1, 2, 2, 1, black) }},
		{"mark in a mark", "P 尚未结束又开始 Artifact", func(_ *Doc, p *Page, e *Element, _ *Font) { p.Begin(e); p.BeginArtifact("Layout"); p.End() }},
		{"end of nothing", "没有可以结束", func(_ *Doc, p *Page, _ *Element, _ *Font) { p.End() }},
		{"mark left open", "第1页：P 没有结束", func(_ *Doc, p *Page, e *Element, _ *Font) { p.Begin(e) }},
		{"unknown artifact", `"Nope"`, func(_ *Doc, p *Page, _ *Element, _ *Font) { p.BeginArtifact("Nope"); p.End() }},
		{"unknown tag", `"Cell"`, func(d *Doc, _ *Page, _ *Element, _ *Font) { d.Root().Add("Cell", Attr{}) }},
		{"unknown scope", `"Col"`, func(d *Doc, _ *Page, _ *Element, _ *Font) { d.Root().Add(TH, Attr{Scope: "Col"}) }},
		{"unknown list", `"1."`, func(d *Doc, _ *Page, _ *Element, _ *Font) { d.Root().Add(L, Attr{ListNumbering: "1."}) }},
		{"figure without words", "替代文字", func(d *Doc, _ *Page, _ *Element, _ *Font) { d.Root().Add(Figure, Attr{}) }},
		{"one ID twice", `"a" 重复`, func(d *Doc, _ *Page, e *Element, _ *Font) {
			e.Add(TD, Attr{ID: "a"})
			e.Add(TD, Attr{ID: "a"})
		}},
		{"head that is not there", `"a" 不存在`, func(_ *Doc, _ *Page, e *Element, _ *Font) { e.Add(TD, Attr{Headers: []string{"a"}}) }},
		{"link to nowhere", "没有设定位置", func(d *Doc, p *Page, e *Element, _ *Font) { p.LinkTo(e.Add(Link, Attr{}), 1, 1, 2, 2, d.Dest()) }},
		{"link in a paragraph", "Link 标签", func(d *Doc, p *Page, e *Element, _ *Font) { p.LinkTo(e, 1, 1, 2, 2, d.Dest()) }},
		{"bookmark to nowhere", "书签“甲”", func(d *Doc, _ *Page, _ *Element, _ *Font) { d.Outline(1, "甲", d.Dest()) }},
		{"bookmark too deep", "级次 2", func(d *Doc, _ *Page, _ *Element, _ *Font) { d.Outline(2, "甲", d.Dest()) }},
		{"labels out of order", "页码标签", func(d *Doc, _ *Page, _ *Element, _ *Font) { d.PageLabels(PageLabel{From: 1}) }},
		{"no such page size", "页面尺寸", func(d *Doc, _ *Page, _ *Element, _ *Font) { d.NewPage(0, 100) }},
		{"not a number", "不是数", func(_ *Doc, p *Page, e *Element, _ *Font) { p.Begin(e); p.Rect(nan(), 0, 1, 1, black); p.End() }},
		{"broken text", "UTF-8", func(_ *Doc, p *Page, e *Element, f *Font) { p.Begin(e); p.Text(f, 9, 1, 1, black, "\xff"); p.End() }},
		{"rune that no face has", "“𠀀”（U+20000）", func(_ *Doc, p *Page, e *Element, f *Font) {
			p.Begin(e)
			p.Text(f, 9, 1, 1, black, "甲𠀀乙")
			p.End()
		}},
		{"control character", "U+0009", func(_ *Doc, p *Page, e *Element, f *Font) { p.Begin(e); p.Text(f, 9, 1, 1, black, "甲\t乙"); p.End() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			sans, _ := faces(t)
			d := New(Info{Title: "错误"})
			c.draw(d, d.NewPage(200, 200), d.Root().Add(P, Attr{}), d.Font(sans, false))
			var b bytes.Buffer
			if _, err := d.WriteTo(&b); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want …%s…", err, c.want)
			}
			if b.Len() > 0 {
				t.Error("a broken document was written all the same")
			}
		})
	}
	if _, err := New(Info{}).WriteTo(io.Discard); err == nil {
		t.Error("a document without pages was written")
	}
}

func nan() float64 { z := 0.0; return z / z }

func TestFailingWriterIsReported(t *testing.T) {
	if _, err := sample(t).WriteTo(failing{}); err != io.ErrShortWrite {
		t.Errorf("got %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestLabels(t *testing.T) {
	d := New(Info{})
	d.PageLabels(PageLabel{From: 0}, PageLabel{From: 1, Style: Roman, Start: 4}, PageLabel{From: 3, Style: Decimal, Prefix: "附"})
	for index, want := range []string{"1", "iv", "v", "附1", "附2"} {
		if got := d.label(index); got != want {
			t.Errorf("page %d is labelled %q, want %q", index, got, want)
		}
	}
	if got := New(Info{}).label(6); got != "7" {
		t.Errorf("without labels page 6 is %q", got)
	}
}

func TestRoman(t *testing.T) {
	for n, want := range map[int]string{1: "i", 4: "iv", 9: "ix", 14: "xiv", 40: "xl", 99: "xcix", 1949: "mcmxlix"} {
		if got := roman(n); got != want {
			t.Errorf("roman(%d) = %s, want %s", n, got, want)
		}
	}
}
