package layout

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"mingbai/internal/doc"
)

func single(blocks ...doc.Block) *doc.Document { return &doc.Document{Blocks: blocks} }

func lay(t fataler, d *doc.Document) *Layout {
	l, err := Lay(d, Office, Ems{})
	if err != nil {
		t.Fatalf("Lay: %v", err)
	}
	return l
}

type fataler interface{ Fatalf(string, ...any) }

func fragments(l *Layout, table *doc.Table) (out []*Fragment, pages []int) {
	for i, p := range l.Pages {
		for _, item := range p.Items {
			if f, ok := item.(*Fragment); ok && f.Table == table {
				out, pages = append(out, f), append(pages, i)
			}
		}
	}
	return out, pages
}

// plain is a table of rows × columns with a head.
func plain(rows, columns int) *doc.Table {
	t := &doc.Table{ID: "T", Head: []doc.Row{{}}}
	for c := range columns {
		t.Columns = append(t.Columns, doc.Column{Kind: doc.Name, Width: 1})
		t.Head[0].Cells = append(t.Head[0].Cells, doc.Cell{Text: fmt.Sprint("列", c), Scope: doc.ColumnHeader})
	}
	for r := range rows {
		row := doc.Row{}
		for c := range columns {
			row.Cells = append(row.Cells, doc.Cell{Text: fmt.Sprint("行", r, "列", c)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func TestHeadIsRepeated(t *testing.T) {
	table := plain(100, 3)
	parts, pages := fragments(lay(t, single(table)), table)
	if len(parts) < 3 {
		t.Fatalf("%d fragments, want at least 3", len(parts))
	}
	for i, f := range parts {
		if pages[i] != i || f.First != (i == 0) || f.Last != (i == len(parts)-1) {
			t.Errorf("fragment %d: page %d, first %v, last %v", i, pages[i], f.First, f.Last)
		}
		if c := f.Cells[0]; !c.Head || c.Repeat != (i > 0) || len(c.Lines) != 1 || c.Lines[0].Text != "列0" {
			t.Errorf("fragment %d begins with %+v, want the head", i, c)
		}
	}
	last := parts[len(parts)-1]
	if n := (len(last.Cells) - 3) / 3; n < 2 {
		t.Errorf("the last page holds %d rows, want at least 2", n)
	}
}

func TestFormHeadIsNotRepeated(t *testing.T) {
	table := plain(100, 3)
	table.Form = true
	parts, _ := fragments(lay(t, single(table)), table)
	for i, f := range parts[1:] {
		if f.Cells[0].Head {
			t.Errorf("fragment %d of a form begins with its head", i+1)
		}
	}
}

func TestTableMovesToNextPageWhole(t *testing.T) {
	var blocks []doc.Block
	for range 12 {
		blocks = append(blocks, doc.Paragraph{Text: "一行"})
	}
	table := plain(18, 3)
	heading := len(blocks)
	blocks = append(blocks, doc.Heading{Level: 2, Text: "收支总表", ID: "t", Table: true}, doc.Paragraph{Text: "（2023年度）", Style: doc.Centred}, table)
	l := lay(t, single(blocks...))
	parts, pages := fragments(l, table)
	if len(parts) != 1 || pages[0] != 1 {
		t.Fatalf("fragments on pages %v, want one on page 1", pages)
	}
	if _, page, _ := l.PageOf("t"); page != 1 {
		t.Errorf("its heading stands on page %d, want 1", page)
	}
	if !l.StartsPage(heading) || l.StartsPage(heading+1) || l.StartsPage(heading+2) {
		t.Errorf("StartsPage should name the heading alone")
	}
}

func TestCloserStepSavesPage(t *testing.T) {
	table := plain(34, 4)
	l := lay(t, single(table))
	if parts, _ := fragments(l, table); len(parts) != 1 {
		t.Fatalf("%d fragments, want 1", len(parts))
	}
	g, ok := l.TableGeometry(table)
	if !ok || g.Density == Office.Table.Steps[0] || g.Density.Size < 9 {
		t.Errorf("density %+v", g.Density)
	}
	few := plain(5, 4)
	g, _ = lay(t, single(few)).TableGeometry(few)
	if g.Density != Office.Table.Steps[0] {
		t.Errorf("a small table took density %+v, want the roomiest", g.Density)
	}
}

func TestAmountsAreNeverWrapped(t *testing.T) {
	for columns, wantErr := range map[int]bool{3: false, 7: false, 8: false, 10: false, 11: true, 12: true} {
		table := plain(2, columns)
		for c := range columns {
			table.Columns[c].Kind = doc.Amount
			table.Columns[c].Width = 1 + c*c // shares that do not suit
			table.Rows[1].Cells[c] = doc.Cell{Text: "-1,234,567.89", Amount: &doc.Number{}}
		}
		l, err := Lay(single(table), Office, Ems{})
		var narrow *NarrowError
		if wantErr {
			if !errors.As(err, &narrow) || narrow.Need <= narrow.Have {
				t.Errorf("%d columns: error %v, want a NarrowError", columns, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%d columns: %v", columns, err)
			continue
		}
		parts, _ := fragments(l, table)
		for _, c := range parts[0].Cells {
			if c.Amount != nil && len(c.Lines) != 1 {
				t.Errorf("%d columns: an amount on %d lines", columns, len(c.Lines))
			}
		}
	}
}

func TestRowDeeperThanPageIsSplit(t *testing.T) {
	table := plain(3, 2)
	table.Rows[0].Cells[1].Text = strings.Repeat("很长的说明文字，", 600)
	l := lay(t, single(table))
	parts, _ := fragments(l, table)
	if len(parts) < 3 {
		t.Fatalf("%d fragments, want at least 3", len(parts))
	}
	for i, f := range parts {
		if last := f.Cells[len(f.Cells)-1]; last.Head {
			t.Errorf("fragment %d shows nothing but the head", i)
		}
	}
	whole(t, l, table)
}

func TestRulesKeepOutOfSpans(t *testing.T) {
	table := plain(4, 3)
	table.Rows[0].Cells[0].RowSpan = 4
	for r := 1; r < 4; r++ {
		table.Rows[r].Cells = table.Rows[r].Cells[1:]
	}
	parts, _ := fragments(lay(t, single(table)), table)
	for _, c := range parts[0].Cells {
		for _, r := range parts[0].Rules {
			if r.Y1 == r.Y2 && r.Y1 > c.Box.Y+0.1 && r.Y1 < c.Box.Y+c.Box.H-0.1 && r.X1 < c.Box.X+c.Box.W-0.1 && r.X2 > c.Box.X+0.1 {
				t.Errorf("the rule %+v runs through the cell %q", r, c.Text)
			}
		}
	}
}

// whole checks that the pages show every cell of the table, its text entire and
// inside its box, boxes inside the fragment, fragments inside the page.
func whole(t fataler, l *Layout, table *doc.Table) {
	shown := map[*doc.Cell]*strings.Builder{}
	for i, p := range l.Pages {
		for _, item := range p.Items {
			f, ok := item.(*Fragment)
			if !ok || f.Table != table {
				continue
			}
			within(t, f.Box, Box{p.Paper.Left, p.Paper.Top, p.Paper.Measure(), p.Paper.Depth()}, fmt.Sprint("fragment on page ", i))
			for _, c := range f.Cells {
				within(t, c.Box, f.Box, "cell")
				if shown[c.Cell] == nil {
					shown[c.Cell] = new(strings.Builder)
				}
				for _, line := range c.Lines {
					d := line.Style
					ink := Box{line.X, line.Y - 0.88*d.Size, line.Width, d.Size}
					if last := []rune(line.Text); strings.ContainsRune(halfEmpty, last[len(last)-1]) {
						ink.W -= d.Size / 2
					}
					within(t, ink, c.Box, "line "+line.Text)
					if !c.Repeat {
						shown[c.Cell].WriteString(line.Text)
					}
				}
			}
		}
	}
	for _, rows := range [][]doc.Row{table.Head, table.Rows} {
		for _, line := range doc.Grid(rows) {
			for _, s := range line {
				if s.Col >= len(table.Columns) {
					continue
				}
				got := shown[s.Cell]
				if got == nil {
					t.Fatalf("cell %d,%d is on no page", s.Row, s.Col)
				}
				if want := bare(s.Cell.Text); bare(got.String()) != want {
					t.Fatalf("cell %d,%d shows %q, want %q", s.Row, s.Col, got, want)
				}
			}
		}
	}
}

func bare(s string) string {
	return strings.NewReplacer(" ", "", "\n", "", "\u3000", "").Replace(clean(s))
}

func within(t fataler, in, out Box, what string) {
	const slack = 0.06
	if in.X < out.X-slack || in.Y < out.Y-slack || in.X+in.W > out.X+out.W+slack || in.Y+in.H > out.Y+out.H+slack {
		t.Fatalf("%s: %+v is not inside %+v", what, in, out)
	}
}

// randomTable has any shape: spans of both kinds, long and empty texts, forms.
func randomTable(t *rapid.T) *doc.Table {
	text := rapid.Custom(func(t *rapid.T) string {
		n := rapid.SampledFrom([]int{0, 1, 4, 10, 30, 30, 200, 900}).Draw(t, "length")
		return strings.Repeat(rapid.SampledFrom([]string{"预算", "支出，", "a1 ", "（附）"}).Draw(t, "word"), n)
	})
	columns := rapid.IntRange(1, 8).Draw(t, "columns")
	table := &doc.Table{ID: "R", Form: rapid.Bool().Draw(t, "form"), Note: rapid.SampledFrom([]string{"", "注：无"}).Draw(t, "note")}
	for range columns {
		table.Columns = append(table.Columns, doc.Column{
			Kind:  rapid.SampledFrom([]doc.ColumnKind{doc.Name, doc.Name, doc.Code, doc.Amount}).Draw(t, "kind"),
			Width: rapid.IntRange(0, 30).Draw(t, "width"),
		})
	}
	rows := func(n int, what string) (out []doc.Row) {
		covered := map[doc.Point]bool{}
		for r := range n {
			row := doc.Row{Total: rapid.Bool().Draw(t, "total")}
			for c := 0; c < columns; c++ {
				if covered[doc.Point{Row: r, Col: c}] {
					continue
				}
				cell := doc.Cell{Scope: rapid.SampledFrom([]doc.Scope{doc.Data, doc.Data, doc.RowHeader}).Draw(t, "scope")}
				w := 1
				for w < 3 && c+w < columns && !covered[doc.Point{Row: r, Col: c + w}] && rapid.IntRange(0, 4).Draw(t, "wide") == 0 {
					w++
				}
				cell.ColSpan = w
				if rapid.IntRange(0, 5).Draw(t, "deep") == 0 {
					cell.RowSpan = rapid.IntRange(1, 12).Draw(t, "rows")
				}
				for y := r; y < r+cell.RowSpan; y++ {
					for x := c; x < c+w; x++ {
						covered[doc.Point{Row: y, Col: x}] = true
					}
				}
				switch {
				case what == "head":
					cell.Text = "表头文字"
				case table.Columns[c].Kind == doc.Name:
					cell.Text = text.Draw(t, "text")
				default:
					cell.Text = rapid.SampledFrom([]string{"", "0.50", "667.98", "2080505"}).Draw(t, "figure")
				}
				row.Cells = append(row.Cells, cell)
				c += w - 1
			}
			out = append(out, row)
		}
		return out
	}
	table.Head = rows(rapid.IntRange(0, 3).Draw(t, "heads"), "head")
	table.Rows = rows(rapid.IntRange(0, 40).Draw(t, "rows"), "body")
	return table
}

func TestAnyTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := randomTable(t)
		blocks := []doc.Block{doc.Heading{Level: 2, Text: "收支总表", ID: "h", Table: true}, table}
		for range rapid.IntRange(0, 25).Draw(t, "before") {
			blocks = append([]doc.Block{doc.Paragraph{Text: "一行"}}, blocks...)
		}
		l := lay(t, single(append([]doc.Block{doc.PageBreak{Landscape: rapid.Bool().Draw(t, "landscape")}}, blocks...)...))
		whole(t, l, table)
		g, _ := l.TableGeometry(table)
		if w := g.Width(); math.Abs(w-l.Pages[0].Paper.Measure()) > 0.06 {
			t.Fatalf("the table is %g wide, the measure is %g", w, l.Pages[0].Paper.Measure())
		}
		_, page, _ := l.PageOf("h")
		if _, pages := fragments(l, table); pages[0] != page {
			t.Fatalf("heading on page %d, table begins on page %d", page, pages[0])
		}
	})
}

// A table that one page holds leaves room there for what Word may add: a closer
// step is taken before that room is.
func TestSpareRoom(t *testing.T) {
	for _, form := range []bool{false, true} {
		for rows := 1; rows < 60; rows++ {
			table := plain(rows, 3)
			table.Form = form
			l := lay(t, single(table))
			parts, _ := fragments(l, table)
			g, _ := l.TableGeometry(table)
			look := Office.Table
			if form {
				look = Office.Form
			}
			if len(parts) > 1 || g.Density.Size == look.Steps[look.OnePage-1].Size {
				continue // the closest step need not leave any
			}
			paper := l.Pages[0].Paper
			left := paper.Height - paper.Bottom - parts[0].Box.Y - parts[0].Box.H
			if want := look.Spare + look.Thin*float64(rows+1); left < want-epsilon {
				t.Errorf("form %v, %d rows at %g: %g left, want %g", form, rows, g.Density.Size, left, want)
			}
		}
	}
}
