package pdf

import (
	"fmt"
	"io"
	"testing"
)

// large is what a big department publishes: 13 tables of 90 rows and 6 columns
// on 26 pages, every cell tagged.
func large(tb testing.TB) *Doc {
	sansFace, serifFace := faces(tb)
	d := New(Info{Title: "部门预算"})
	sans, bold, serif := d.Font(sansFace, false), d.Font(sansFace, true), d.Font(serifFace, false)
	for n := range 13 {
		part := d.Root().Add(Sect, Attr{})
		p := d.NewPage(595.28, 841.89)
		h := part.Add(H1, Attr{})
		p.Begin(h)
		p.Text(bold, 16, 72, 60, black, fmt.Sprintf("表%d 一般公共预算支出表", n+1))
		p.End()
		table := part.Add(Table, Attr{})
		head := table.Add(THead, Attr{}).Add(TR, Attr{})
		for c := range 6 {
			th := head.Add(TH, Attr{Scope: "Column"})
			p.Begin(th)
			p.Text(bold, 9, 60+float64(c)*80, 80, black, fmt.Sprintf("第%d列（万元）", c+1))
			p.End()
		}
		body := table.Add(TBody, Attr{})
		for r := range 90 {
			if r == 45 {
				p = d.NewPage(595.28, 841.89)
			}
			y := 95 + float64(r%45)*15
			tr := body.Add(TR, Attr{})
			for c := range 6 {
				x := 60 + float64(c)*80
				td := tr.Add(TD, Attr{})
				p.Begin(td)
				if c == 0 {
					p.Text(serif, 9, x, y, black, fmt.Sprintf("项目%c%c支出", 0x4E00+rune(n*90+r), 0x5200+rune(r)))
				} else {
					s := fmt.Sprintf("%d.%02d", (n+1)*(r+3)*c*7, r)
					p.Text(sans, 9, x+70-sans.Width(s, 9), y, black, s)
				}
				p.End()
				p.BeginArtifact("Layout")
				p.StrokeRect(x-4, y-11, 80, 15, 0.5, black)
				p.End()
			}
		}
	}
	return d
}

func TestLargeDocumentIsSound(t *testing.T) {
	d := large(t)
	if d.Pages() != 26 {
		t.Fatalf("%d pages", d.Pages())
	}
	b := output(t, d)
	t.Logf("%d bytes", len(b))
	run(t, "qpdf", "qpdf", "--check", save(t, b))
}

func BenchmarkLargeDocument(b *testing.B) {
	faces(b) // unpacked once per process, measured in typeface
	b.ReportAllocs()
	for b.Loop() {
		n, err := large(b).WriteTo(io.Discard)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n), "bytes/file")
	}
}
