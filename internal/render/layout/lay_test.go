package layout_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingbai/internal/doc"
	"mingbai/internal/render/layout"
	"mingbai/internal/render/layout/layouttest"
)

func lay(t *testing.T, d *doc.Document) *layout.Layout {
	t.Helper()
	l, err := layout.Lay(d, layout.Office, layout.Ems{})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestContentsNameTheRealPages(t *testing.T) {
	d := layouttest.Document()
	l := lay(t, d)
	real := map[string]string{} // heading's id → label of the page that shows it
	listed := map[string]string{}
	var order []string
	for _, p := range l.Pages {
		for _, item := range p.Items {
			switch item := item.(type) {
			case *layout.Line:
				if h, ok := d.Blocks[item.Block].(doc.Heading); ok && item.First && item.Part == layout.Whole {
					real[h.ID] = p.Label
				}
			case *layout.Entry:
				listed[item.Heading] = item.Number.Text
				order = append(order, item.Heading)
			}
		}
	}
	if !reflect.DeepEqual(listed, real) {
		t.Errorf("contents say %v, pages %v", listed, real)
	}
	var want []string
	for _, b := range d.Blocks {
		if h, ok := b.(doc.Heading); ok && h.TOC {
			want = append(want, h.ID)
		}
	}
	if !reflect.DeepEqual(order, want) {
		t.Errorf("entries %v, want %v", order, want)
	}
	for id, label := range real {
		if got, _, ok := l.PageOf(id); !ok || got != label {
			t.Errorf("PageOf(%q) = %q, want %q", id, got, label)
		}
	}
	if _, _, ok := l.PageOf("nowhere"); ok {
		t.Error("PageOf knows a heading that is not there")
	}
}

// A contents of many pages moves all that follows; the numbers are still right.
func TestLongContents(t *testing.T) {
	d := &doc.Document{Blocks: []doc.Block{doc.Contents{Title: "目录"}}}
	for i := range 150 {
		d.Blocks = append(d.Blocks, doc.Heading{Level: 1 + i%3, Text: strings.Repeat("标题", 1+i%30), ID: string(rune('a'+i%26)) + string(rune('a'+i/26)), TOC: true}, doc.Paragraph{Text: "一行"})
	}
	l := lay(t, d)
	for i, p := range l.Pages {
		for _, item := range p.Items {
			if line, ok := item.(*layout.Line); ok && line.First {
				if h, ok := d.Blocks[line.Block].(doc.Heading); ok {
					if _, page, _ := l.PageOf(h.ID); page != i {
						t.Fatalf("PageOf(%q) = %d, it stands on %d", h.ID, page, i)
					}
				}
			}
			if e, ok := item.(*layout.Entry); ok {
				for _, line := range e.Lines {
					if right := line.X + line.Width; right > p.Paper.Width-p.Paper.Right-20 {
						t.Fatalf("entry %q runs into its number", line.Text)
					}
				}
			}
		}
	}
}

// A contents a little too long for its page closes up; one that is much too long
// keeps its lines and goes on over the page.
func TestContentsCloseUp(t *testing.T) {
	for entries, want := range map[int]int{20: 1, 33: 1, 50: 2} {
		d := &doc.Document{Blocks: []doc.Block{doc.PageBreak{Front: true}, doc.Contents{Title: "目录"}, doc.PageBreak{NumberFrom: 1}}}
		for i := range entries {
			d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "收支总表", ID: fmt.Sprint("h", i), TOC: true})
		}
		l := lay(t, d)
		if _, page, _ := l.PageOf("h0"); page != want {
			t.Errorf("%d entries take %d pages, want %d", entries, page, want)
		}
		office := layout.Office.Styles[layout.Entry2].Line
		if line := l.Sheet.Styles[layout.Entry2].Line; (line < office) != (entries == 33) {
			t.Errorf("%d entries: lines of %g, the sheet has %g", entries, line, office)
		}
	}
}

func TestNumbersAndTurns(t *testing.T) {
	d := &doc.Document{Blocks: []doc.Block{
		doc.Cover{Unit: "单位", Title: "预算"},
		doc.PageBreak{Front: true},
		doc.Contents{},
		doc.PageBreak{NumberFrom: 1},
		doc.Paragraph{Text: "甲"},
		doc.PageBreak{Landscape: true},
		doc.Paragraph{Text: "乙"},
		doc.PageBreak{},
		doc.Paragraph{Text: "丙"},
	}}
	l := lay(t, d)
	var labels, shape []string
	for _, p := range l.Pages {
		labels = append(labels, p.Label)
		shape = append(shape, map[bool]string{true: "横", false: "竖"}[p.Paper.Width > p.Paper.Height])
		if (p.Folio == nil) != p.Front {
			t.Errorf("page %q: front %v, folio %v", p.Label, p.Front, p.Folio)
		}
	}
	if got := strings.Join(labels, "|"); got != "||1|2|3" {
		t.Errorf("labels %q", got)
	}
	if got := strings.Join(shape, ""); got != "竖竖竖横竖" {
		t.Errorf("pages %q", got)
	}
	if f := l.Pages[2].Folio; f.Text != "— 1 —" {
		t.Errorf("folio %q", f.Text)
	}
}

func TestEmptyDocument(t *testing.T) {
	for name, blocks := range map[string][]doc.Block{
		"nothing":         nil,
		"breaks":          {doc.PageBreak{}, doc.PageBreak{}},
		"empty texts":     {doc.Cover{}, doc.Contents{}, doc.Heading{}, doc.Paragraph{}, &doc.Table{}, doc.Picture{}},
		"a table of rows": {&doc.Table{Rows: []doc.Row{{}, {Cells: []doc.Cell{{Text: "甲", ColSpan: 9, RowSpan: 9}}}}}},
	} {
		if l := lay(t, &doc.Document{Blocks: blocks}); len(l.Pages) == 0 {
			t.Errorf("%s: no page", name)
		}
	}
}

func TestNoHeadingLastOnPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &doc.Document{}
		n := rapid.IntRange(1, 60).Draw(t, "blocks")
		for range n {
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				d.Blocks = append(d.Blocks, doc.Heading{Level: rapid.IntRange(1, 3).Draw(t, "level"), Text: "标题"})
			case 1:
				table := layouttest.Empty("T07", "2023年政府性基金预算收入表")
				d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: table.Title, Table: true}, table)
			default:
				d.Blocks = append(d.Blocks, doc.Paragraph{Text: strings.Repeat("说明文字。", rapid.IntRange(1, 60).Draw(t, "length"))})
			}
		}
		d.Blocks = append(d.Blocks, doc.Paragraph{Text: "完"})
		l, err := layout.Lay(d, layout.Office, layout.Ems{})
		if err != nil {
			t.Fatal(err)
		}
		headings := 0
		for i, p := range l.Pages {
			if len(p.Items) == 0 {
				t.Fatalf("page %d is empty", i)
			}
			for j, item := range p.Items {
				line, ok := item.(*layout.Line)
				if !ok {
					continue
				}
				if line.Y > p.Paper.Height-p.Paper.Bottom {
					t.Fatalf("page %d: %q stands below the margin", i, line.Text)
				}
				// More than a page of headings in a row has to break somewhere.
				if headings++; !line.Style.KeepNext {
					headings = 0
				}
				if line.Style.KeepNext && j == len(p.Items)-1 && headings < 8 {
					t.Fatalf("page %d ends with %q", i, line.Text)
				}
			}
		}
		lonely(t, l, len(d.Blocks))
	})
}

// lonely checks that no paragraph of several lines leaves one of them alone.
func lonely(t *rapid.T, l *layout.Layout, blocks int) {
	lines := make([]map[int]int, blocks) // block → page → lines
	for i, p := range l.Pages {
		for _, item := range p.Items {
			if line, ok := item.(*layout.Line); ok && line.Role == layout.BodyText {
				if lines[line.Block] == nil {
					lines[line.Block] = map[int]int{}
				}
				lines[line.Block][i]++
			}
		}
	}
	for block, pages := range lines {
		for page, n := range pages {
			if len(pages) > 1 && n == 1 {
				t.Fatalf("block %d leaves one line alone on page %d", block, page)
			}
		}
	}
}

func TestSameDocumentSameLayout(t *testing.T) {
	a, b := lay(t, layouttest.Document()), lay(t, layouttest.Document())
	if !reflect.DeepEqual(a.Pages, b.Pages) {
		t.Error("two layouts of the same document differ")
	}
}

func TestSampleKeepsInside(t *testing.T) {
	l := lay(t, layouttest.Document())
	for i, p := range l.Pages {
		left, right := p.Paper.Left-0.1, p.Paper.Width-p.Paper.Right+0.1
		for _, item := range p.Items {
			line, ok := item.(*layout.Line)
			if !ok {
				continue
			}
			if line.X < left || line.X+line.Width > right+line.Style.Size/2 {
				t.Errorf("page %d: %q reaches from %g to %g, the text from %g to %g", i, line.Text, line.X, line.X+line.Width, left, right)
			}
		}
	}
}

func TestTermIsBold(t *testing.T) {
	for text, want := range map[string]string{
		"一、基本支出：指为保障机构": "一、基本支出：",
		"名词: explained": "名词:",
		"没有冒号的一段":       "",
		"":              "",
	} {
		if got := text[:layout.TermLength(text)]; got != want {
			t.Errorf("term of %q is %q, want %q", text, got, want)
		}
	}
}

func TestSheetIsComplete(t *testing.T) {
	seen := map[string]bool{}
	for role, s := range layout.Office.Styles {
		if s.ID == "" || s.Name == "" || s.EastAsian == "" || s.ASCII == "" || s.Size <= 0 || s.Line < s.Size {
			t.Errorf("style %d is not complete: %+v", role, s)
		}
		if seen[s.ID] {
			t.Errorf("style id %q twice", s.ID)
		}
		seen[s.ID] = true
	}
}
