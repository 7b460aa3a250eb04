package docx

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/ooxml"
	"mingbai/internal/render/internal/sample"
	"mingbai/internal/render/layout"
)

// expected lists what a reader of the file has to find for d, in order: one
// string a paragraph, "表 ID" for a grid, "图" for a picture.
func expected(d *doc.Document) []string {
	var out []string
	add := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	labels := map[*doc.Table]bool{}
	for i, block := range d.Blocks {
		switch b := block.(type) {
		case doc.Cover:
			add(b.Unit)
			add(b.Title)
			out = append(out, b.Lines...)
		case doc.Contents:
			title := b.Title
			if title == "" {
				title = "目　录"
			}
			out = append(out, title)
			for _, e := range d.Blocks {
				if h, ok := e.(doc.Heading); ok && h.TOC {
					out = append(out, "目录 "+h.Text)
				}
			}
		case doc.Heading:
			for _, after := range d.Blocks[i+1:] {
				if t, ok := after.(*doc.Table); ok && b.Table {
					add(t.Label)
					labels[t] = true
				}
				if _, ok := after.(doc.Paragraph); !ok {
					break
				}
			}
			out = append(out, b.Text)
		case doc.Paragraph:
			out = append(out, b.Text)
		case doc.Picture:
			out = append(out, "图")
			add(b.Caption)
		case *doc.Table:
			if !labels[b] {
				add(b.Label)
			}
			if b.Left != "" || b.Right != "" {
				out = append(out, strings.TrimSuffix(b.Left+"\t"+b.Right, "\t"))
			}
			out = append(out, "表 "+b.Title)
			add(b.Note)
		}
	}
	return out
}

// found is the same of a file.
func found(flow []*node) []string {
	var out []string
	for _, n := range flow {
		switch {
		case n.name == "tbl":
			out = append(out, "表 "+n.at("tblPr", "tblCaption").val())
		case len(n.all("drawing")) > 0:
			out = append(out, "图")
		case strings.HasPrefix(n.style(), "TOC") && n.style() != "TOCHeading":
			text, _, _ := strings.Cut(n.shown(), "\t")
			out = append(out, "目录 "+text)
		default:
			out = append(out, n.shown())
		}
	}
	return out
}

func TestEverythingIsThereInOrder(t *testing.T) {
	for name, d := range map[string]*doc.Document{"small": sample.Document(), "full": sample.Full(), "whole": whole()} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(expected(d), found(write(t, d).flow(t))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnyTextComesBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.String().Draw(rt, "text")
		var b bytes.Buffer
		err := Write(&b, &doc.Document{Blocks: []doc.Block{doc.Paragraph{Text: text}}})
		if ooxml.CheckText(text) != nil {
			var bad *ooxml.CharacterError
			if !errors.As(err, &bad) {
				rt.Fatalf("%q: %v", text, err)
			}
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		f := write(t, &doc.Document{Blocks: []doc.Block{doc.Paragraph{Text: text}}})
		if got := f.flow(t)[0].shown(); got != strings.ReplaceAll(text, "\r\n", "\n") {
			rt.Fatalf("%q came back as %q", text, got)
		}
	})
}

func TestBadCharacterNamesItsPlace(t *testing.T) {
	for _, c := range []struct {
		block doc.Block
		want  string
	}{
		{doc.Paragraph{Text: "甲\x00乙"}, "正文：“甲 乙”中有文档不能保存的字符 U+0000，删去后再生成"},
		{doc.Heading{Level: 1, ID: "s1", Text: "\uFFFF"}, "标题 s1：“ ”中有文档不能保存的字符 U+FFFF"},
		{&doc.Table{ID: "T03", Rows: []doc.Row{{Cells: []doc.Cell{{Text: "款\x0b项"}}}}}, "表 T03：“款 项”中有文档不能保存的字符 U+000B"},
	} {
		err := Write(&bytes.Buffer{}, &doc.Document{Blocks: []doc.Block{c.block}})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestProperties(t *testing.T) {
	d := &doc.Document{Meta: doc.Meta{
		Title: "某单位2023年度单位预算公开", Author: "某单位", Subject: "单位预算", Keywords: []string{"预算", "公开"}, Lang: "zh-CN",
	}}
	f := write(t, d)
	core := parse(t, f["docProps/core.xml"])
	got := map[string]string{}
	for _, k := range core.kids {
		got[k.name] = k.text
	}
	want := map[string]string{
		"title": d.Meta.Title, "creator": "某单位", "lastModifiedBy": "某单位",
		"subject": "单位预算", "keywords": "预算, 公开", "language": "zh-CN",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	err := Write(&bytes.Buffer{}, &doc.Document{Meta: doc.Meta{Title: "\x07"}})
	if err == nil || !strings.HasPrefix(err.Error(), "文档属性：") {
		t.Errorf("a bad title: %v", err)
	}
}

func TestSameBytes(t *testing.T) {
	if !bytes.Equal(write(t, whole())[""], write(t, whole())[""]) {
		t.Error("the same document gave other bytes")
	}
}

func TestContents(t *testing.T) {
	d := whole()
	l, err := layout.Lay(d, layout.Office, layout.Ems{})
	if err != nil {
		t.Fatal(err)
	}
	document := parse(t, write(t, d)[documentPart])
	marks := map[string]string{}
	for _, p := range document.all("p") {
		if m := p.at("bookmarkStart"); m != nil {
			if marks[m.attr["name"]] != "" {
				t.Errorf("bookmark %s twice", m.attr["name"])
			}
			marks[m.attr["name"]] = p.shown()
		}
	}
	links := document.all("hyperlink")
	n := 0
	for _, b := range d.Blocks {
		h, ok := b.(doc.Heading)
		if !ok || !h.TOC {
			continue
		}
		link := links[n]
		n++
		anchor := link.attr["anchor"]
		label, _, _ := l.PageOf(h.ID)
		if got := link.shown(); got != h.Text+"\t"+label || label == "" {
			t.Errorf("entry %q, want %q on page %s", got, h.Text, label)
		}
		if marks[anchor] != h.Text {
			t.Errorf("the link of %q leads to %q", h.Text, marks[anchor])
		}
		if code := link.all("instrText")[0].text; code != " PAGEREF "+anchor+` \h ` {
			t.Errorf("%q has the field %q", h.Text, code)
		}
	}
	if n != len(links) {
		t.Errorf("%d entries for %d headings", len(links), n)
	}
	field := document.all("instrText")[0].text
	if field != ` TOC \o "1-3" \h \z \t "表标题,2" ` {
		t.Errorf("the contents are the field %q", field)
	}
}

func TestFieldsAreBalanced(t *testing.T) {
	f := write(t, whole())
	for _, part := range []string{documentPart, numberedPart} {
		depth, most := 0, 0
		for _, c := range parse(t, f[part]).all("fldChar") {
			switch c.attr["fldCharType"] {
			case "begin":
				depth++
			case "end":
				depth--
			}
			most = max(most, depth)
			if depth < 0 {
				t.Fatalf("%s: a field ends that has not begun", part)
			}
		}
		if depth != 0 || most == 0 {
			t.Errorf("%s: %d fields open at the end, %d deep", part, depth, most)
		}
	}
}

// TestSections holds the sections to the pages that the layout made.
func TestSections(t *testing.T) {
	d := whole()
	f := write(t, d)
	document := parse(t, f[documentPart])
	targets := map[string]string{}
	for _, r := range parse(t, f["word/_rels/document.xml.rels"]).all("Relationship") {
		targets[r.attr["Id"]] = r.attr["Target"]
	}
	var got []string
	for _, s := range document.all("sectPr") {
		line := fmt.Sprintf("%s×%s %s %s", s.at("pgSz").attr["w"], s.at("pgSz").attr["h"], s.at("pgSz").attr["orient"], targets[s.at("footerReference").attr["id"]])
		if n := s.at("pgNumType"); n != nil {
			line += " from " + n.attr["start"]
		}
		got = append(got, line)
	}
	const upright, broad = "11906×16838  ", "16838×11906 landscape "
	want := []string{
		upright + "footer2.xml from 1", // cover and contents: no number
		upright + "footer1.xml from 1",
		broad + "footer1.xml",
		upright + "footer1.xml",
		broad + "footer1.xml",
		upright + "footer1.xml",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if s := parse(t, f[unnumberedPart]).shown(); s != "" {
		t.Errorf("the footer of front pages says %q", s)
	}
	if s := parse(t, f[numberedPart]).shown(); s != "— 1 —" {
		t.Errorf("the footer says %q", s)
	}
}

func TestEveryStyleIsThere(t *testing.T) {
	f := write(t, whole())
	known, names := map[string]bool{}, map[string]bool{}
	styles := parse(t, f[stylesPart])
	for _, s := range styles.all("style") {
		id, name := s.attr["styleId"], s.at("name").val()
		if known[id] || names[name] {
			t.Errorf("style %s %q twice", id, name)
		}
		known[id], names[name] = true, true
	}
	for _, part := range []string{documentPart, stylesPart, numberedPart} {
		root := parse(t, f[part])
		for _, name := range []string{"pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"} {
			for _, n := range root.all(name) {
				if !known[n.val()] {
					t.Errorf("%s: %s %q is no style", part, name, n.val())
				}
			}
		}
	}
	listed := map[string]bool{}
	for _, n := range parse(t, f[fontsPart]).all("font") {
		listed[n.attr["name"]] = true
	}
	for _, n := range styles.all("rFonts") {
		for _, a := range []string{"ascii", "eastAsia", "hAnsi", "cs"} {
			if !listed[n.attr[a]] {
				t.Errorf("font %q is not in the font table", n.attr[a])
			}
		}
	}
}

// TestHeadings holds each heading to the outline level that it has in the document.
func TestHeadings(t *testing.T) {
	d := whole()
	f := write(t, d)
	level := map[string]string{}
	base := map[string]string{}
	for _, s := range parse(t, f[stylesPart]).all("style") {
		level[s.attr["styleId"]] = s.at("pPr", "outlineLvl").val()
		base[s.attr["styleId"]] = s.at("basedOn").val()
	}
	var got, want []string
	for _, p := range f.flow(t) {
		if l := level[p.style()]; l != "" {
			got = append(got, l+" "+p.shown())
		}
		if strings.HasSuffix(p.style(), "-unlisted") && level[base[p.style()]] == "" {
			t.Errorf("%s is based on %s", p.style(), base[p.style()])
		}
	}
	for _, b := range d.Blocks {
		if h, ok := b.(doc.Heading); ok {
			want = append(want, fmt.Sprintf("%d %s", h.Level-1, h.Text))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTableTitleOfAnotherLevel(t *testing.T) {
	d := &doc.Document{Blocks: []doc.Block{
		doc.Contents{},
		doc.PageBreak{NumberFrom: 1},
		doc.Heading{Level: 3, Text: "三级表题", ID: "a", TOC: true, Table: true},
		doc.Heading{Level: 2, Text: "二级表题", ID: "b", TOC: true, Table: true},
	}}
	f := write(t, d)
	document := parse(t, f[documentPart])
	if code := document.all("instrText")[0].text; code != ` TOC \o "1-3" \h \z \t "表标题 3级,3,表标题,2" ` {
		t.Errorf("the contents are the field %q", code)
	}
	for _, s := range parse(t, f[stylesPart]).all("style") {
		if s.attr["styleId"] == "TableTitle-3" && s.at("pPr", "outlineLvl").val() == "2" {
			return
		}
	}
	t.Error("no style for a table's title of level 3")
}

func TestPictures(t *testing.T) {
	d := sample.Document()
	f := write(t, d)
	drawings := parse(t, f[documentPart]).all("inline")
	n := 0
	for _, b := range d.Blocks {
		p, ok := b.(doc.Picture)
		if !ok {
			continue
		}
		in := drawings[n]
		n++
		alt := p.Alt
		if alt == "" {
			alt = chart.Alt(p.Chart)
		}
		if got := in.at("docPr").attr["descr"]; got != oneLine(alt) {
			t.Errorf("alternative %q, want %q", got, alt)
		}
		if in.at("docPr").attr["title"] == "" {
			t.Errorf("%s has no title", p.ID)
		}
		cx, _ := strconv.Atoi(in.at("extent").attr["cx"])
		cy, _ := strconv.Atoi(in.at("extent").attr["cy"])
		if most := int(layout.Office.Portrait.Measure() * 12700); cx <= 0 || cx > most || cy <= 0 || cy > int(layout.Office.Picture.MaxHeight*12700)+1 {
			t.Errorf("%s is %d × %d EMU, the measure %d", p.ID, cx, cy, most)
		}
	}
	if n == 0 || n != len(drawings) {
		t.Errorf("%d pictures of %d", len(drawings), n)
	}
}

func TestMarksAreSetInChinese(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{{"“三公”经费", true}, {"2023年", false}, {"—", true}, {"①", true}, {"Word", false}} {
		f := write(t, &doc.Document{Blocks: []doc.Block{doc.Paragraph{Text: c.text}}})
		hint := len(parse(t, f[documentPart]).all("rFonts")) > 0
		if hint != c.want {
			t.Errorf("%s: hint %v", c.text, hint)
		}
	}
}

func TestSettingsDoNotAsk(t *testing.T) {
	if s := string(write(t, whole())[settingsPart]); strings.Contains(s, "updateFields") || strings.Contains(s, "docGrid") {
		t.Error(s)
	}
}

func TestSmallDocuments(t *testing.T) {
	for name, blocks := range map[string][]doc.Block{
		"nothing":            nil,
		"a break":            {doc.PageBreak{Landscape: true}},
		"a cover":            {doc.Cover{Unit: "某单位", Title: "预算公开"}},
		"an empty cover":     {doc.Cover{}, doc.Paragraph{Text: "正文"}},
		"contents alone":     {doc.Contents{}},
		"a table alone":      {&doc.Table{ID: "T1", Rows: []doc.Row{{Cells: []doc.Cell{{Text: "甲"}}}}}},
		"two tables":         {long(3), long(3)},
		"tables on pages":    {long(3), doc.PageBreak{}, long(3), doc.PageBreak{Landscape: true}, long(3)},
		"breaks at the ends": {doc.PageBreak{}, doc.Paragraph{Text: "甲"}, doc.PageBreak{}, doc.PageBreak{Landscape: true}},
	} {
		t.Run(name, func(t *testing.T) {
			d := &doc.Document{Blocks: blocks}
			f := write(t, d)
			if diff := cmp.Diff(expected(d), found(f.flow(t))); diff != "" {
				t.Error(diff)
			}
			body := parse(t, f[documentPart]).at("body").kids
			for i, n := range body[1:] {
				if n.name == "tbl" && body[i].name == "tbl" {
					t.Error("two tables touch: Word makes them one")
				}
			}
			if last := body[max(len(body)-2, 0)]; last.name == "tbl" {
				t.Error("a table ends the document: Word wants a paragraph")
			}
		})
	}
}

func BenchmarkFull(b *testing.B) {
	d := sample.Full()
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := Write(&out, d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len())/1024, "KB")
}

// BenchmarkText is the same without pictures: what the writing itself takes.
func BenchmarkText(b *testing.B) {
	d := sample.Full()
	var blocks []doc.Block
	for _, x := range d.Blocks {
		if _, ok := x.(doc.Picture); !ok {
			blocks = append(blocks, x)
		}
	}
	d.Blocks = blocks
	l, err := layout.Lay(d, layout.Office, layout.Ems{})
	if err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := WriteLayout(&out, d, l); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len())/1024, "KB")
}
