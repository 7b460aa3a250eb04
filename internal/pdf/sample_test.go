package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"mingbai/internal/typeface"
)

var black = Color{}

func faces(t testing.TB) (sans, serif *typeface.Face) {
	t.Helper()
	sans, err := typeface.Sans()
	if err != nil {
		t.Fatal(err)
	}
	if serif, err = typeface.Serif(); err != nil {
		t.Fatal(err)
	}
	return sans, serif
}

// sample is a small document with everything: headings, contents with links, a
// table that goes on over two pages with its head repeated, a paragraph cut in
// two, a figure, running feet, bookmarks and page labels.
func sample(t testing.TB) *Doc {
	sansFace, serifFace := faces(t)
	d := New(Info{
		Title: "2026年部门预算（样本）", Author: "某市财政局", Subject: "测试 & <样本>", Keywords: []string{"预算", "公开"},
		Created: time.Date(2026, 1, 15, 9, 30, 0, 0, time.FixedZone("CST", 8*3600)),
	})
	sans, bold, serif := d.Font(sansFace, false), d.Font(sansFace, true), d.Font(serifFace, false)
	root := d.Root()

	front := d.NewPage(595.28, 841.89)
	toc := root.Add(TOC, Attr{})
	item := toc.Add(TOCI, Attr{}).Add(Link, Attr{})
	part1 := d.Dest()
	front.Begin(item)
	front.Text(serif, 12, 72, 100, Color{0, 0, 128}, "第一部分 概况………1")
	front.End()
	front.LinkTo(item, 72, 88, 200, 16, part1)

	body := d.NewPage(595.28, 841.89)
	part := root.Add(Part, Attr{})
	h1 := part.Add(H1, Attr{})
	body.Begin(h1)
	body.Text(bold, 18, 72, 90, black, "第一部分 概况①")
	body.End()
	part1.Set(body, 70)
	d.Outline(1, "第一部分 概况", part1)

	para := part.Add(P, Attr{})
	body.Begin(para)
	body.Text(serif, 12, 72, 800, black, "本段从这一页开始，")
	body.End()
	foot(body, sans, "— 1 —")

	next := d.NewPage(841.89, 595.28)
	next.Begin(para)
	next.Text(serif, 12, 72, 80, black, "到下一页结束。")
	next.End()
	foot(next, sans, "— 2 —")

	h2 := part.Add(H2, Attr{})
	next.Begin(h2)
	next.TextSpaced(bold, 14, 2, 72, 110, Color{160, 0, 0}, "收支总表")
	next.End()
	dst := d.Dest()
	dst.Set(next, 95)
	d.Outline(2, "收支总表", dst)

	last := d.NewPage(841.89, 595.28)
	table(part, sans, bold, next, last)
	figure(part, sans, last)
	foot(last, sans, "— 3 —")
	d.PageLabels(PageLabel{From: 0, Style: Roman}, PageLabel{From: 1, Style: Decimal, Start: 1})
	return d
}

func foot(p *Page, f *Font, s string) {
	w, h := p.Size()
	p.BeginArtifact("Footer")
	p.Text(f, 9, (w-f.Width(s, 9))/2, h-40, black, s)
	p.End()
}

// table has a head of two cells and two rows, one a page.
func table(part *Element, sans, bold *Font, pages ...*Page) {
	tbl := part.Add(Table, Attr{Summary: "收入与支出"})
	row := tbl.Add(THead, Attr{}).Add(TR, Attr{})
	heads := []string{"项目", "金额（万元）"}
	cells := make([]*Element, 2)
	for i, s := range heads {
		cells[i] = row.Add(TH, Attr{Scope: "Column", ID: fmt.Sprintf("h%d", i)})
		pages[0].Begin(cells[i])
		pages[0].Text(bold, 10.5, 72+float64(i)*200, 150, black, s)
		pages[0].End()
	}
	tbody := tbl.Add(TBody, Attr{})
	for n, p := range pages {
		if n > 0 {
			p.BeginArtifact("Layout")
			for i, s := range heads {
				p.Text(bold, 10.5, 72+float64(i)*200, 150, black, s+"（续）")
			}
			p.End()
		}
		p.BeginArtifact("Layout")
		p.Rect(70, 155, 400, 18, Color{240, 240, 240})
		p.StrokeRect(70, 155, 400, 18, 0.5, Color{90, 90, 90})
		p.Line(270, 155, 270, 173, 0.5, Color{90, 90, 90})
		p.End()
		tr := tbody.Add(TR, Attr{})
		for i, s := range []string{[]string{"一般公共预算", "合计"}[n], []string{"1,234.56", "-7.00"}[n]} {
			tag, a := TD, Attr{Headers: []string{fmt.Sprintf("h%d", i)}}
			if i == 0 {
				tag, a = TH, Attr{Scope: "Row"}
			}
			td := tr.Add(tag, a)
			p.Begin(td)
			p.Text(sans, 10.5, 72+float64(i)*200, 168, black, s)
			p.End()
		}
	}
}

func figure(part *Element, sans *Font, p *Page) {
	fig := part.Add(Figure, Attr{Alt: "结构图：基本支出占 75.00%", BBox: &Box{p, 72, 220, 200, 200}})
	p.Begin(fig)
	var ring, rest Path
	ring.Arc(172, 320, 90, 0, 4.712389)
	ring.Arc(172, 320, 50, 4.712389, 0)
	ring.Close()
	rest.MoveTo(172, 320)
	rest.Arc(172, 320, 90, 4.712389, 6.283185)
	rest.Close()
	p.Path(&ring, Paint{Fill: &Color{20, 80, 160}, Stroke: &Color{255, 255, 255}, Width: 2})
	p.Path(&rest, Paint{Fill: &Color{220, 120, 20}, Stroke: &Color{0, 120, 20}, Width: 1.5, Dash: []float64{4, 2}, Round: true})
	p.Text(sans, 9, 150, 324, black, "75.00%")
	p.End()
}

func output(t testing.TB, d *Doc) []byte {
	t.Helper()
	var b bytes.Buffer
	n, err := d.WriteTo(&b)
	if err != nil {
		t.Fatal(err)
	}
	if n != int64(b.Len()) {
		t.Fatalf("WriteTo says %d bytes, wrote %d", n, b.Len())
	}
	return b.Bytes()
}

// save puts a document where a program can read it.
func save(t *testing.T, b []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "sample.pdf")
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// run runs a program of package pkg, or skips the test where it is missing.
func run(t *testing.T, pkg, program string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s is not installed (package %s): this check was NOT made", program, pkg)
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}
