package ingesttest

import (
	"cmp"
	"fmt"
	"html"
	"math/rand/v2"
	"slices"
	"strings"
)

// Look is how a page with tables is printed.
type Look struct {
	Landscape bool
	Rules     string  // which rules tables have: all, dashed, double, hair, gaps (cells are shaded), bare (the head is shaded), open, across, three, none
	Size      float64 // of the text, in points
	Pad       float64 // above and below the text of a cell, in points
	Align     string  // of amounts: right, center, left
	Repeat    bool    // every page begins with the table's head
	Whole     bool    // rows are not broken over pages
	Narrow    bool    // the columns of names are so narrow that names take lines
	Spaced    bool    // digits are set apart
	Numbers   bool    // pages are numbered, — 3 —
	Upright   bool    // tables have a merged column of upright text before the others
	Part      string  // how a long table is parted in two: "", or what its second part has above: none, head, title, again (续表 and the head)
	Shift     float64 // of the second part to the right, in points
	Beside    bool    // small tables stand two beside one another
	Font      string
	Paper     string // A3; "" is A4
	Mixed     bool   // every other table stands on pages turned the other way
	Apart     bool   // names of two characters are set wide apart: 项  目
	Stacked   bool   // upright text is letters one under the other, each a line
	Slim      bool   // the columns of names are so narrow that names take three lines
	Indent    bool   // names stand to the right as far as their codes are long
	Levels    bool   // codes stand in the columns of their levels
	Codes     string // where codes stand in their column: left, center; "" as amounts do
	Brackets  bool   // amounts below nothing stand in brackets
	Aside     bool   // the unit stands beside the title
	Noted     bool   // notes stand below tables
	Times     int    // how often the rows of a long table stand one after the other
}

// NewLook is a look by chance.
func NewLook(seed uint64) Look {
	r := rand.New(rand.NewPCG(seed, 7))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	often := func() bool { return r.IntN(3) > 0 }
	k := Look{
		Landscape: r.IntN(2) == 0, Rules: pick("all", "all", "dashed", "double", "gaps", "hair", "bare", "open", "across", "across", "three", "none"), Size: []float64{6, 7.5, 9, 10.5}[r.IntN(4)],
		Pad: float64(r.IntN(4)), Align: pick("right", "right", "center", "left"), Repeat: r.IntN(2) == 0, Whole: often(), Narrow: r.IntN(2) == 0,
		Spaced: r.IntN(6) == 0, Numbers: often(), Upright: r.IntN(4) == 0, Part: pick("", "", "none", "head", "title"), Beside: r.IntN(4) == 0,
		Font: pick("Noto Serif CJK SC", "Noto Sans CJK SC"),
	}
	if k.Rules == "three" || k.Rules == "none" {
		k.Upright = false // nothing would tell how far such a cell reaches
	}
	k.Shift = float64(r.IntN(4)) * 1.5
	if k.Part == "" {
		k.Shift = 0
	}
	return k
}

// style is what a look is in CSS.
func (k Look) style() string {
	borders := map[string]string{
		"all":    "td{border:0.5pt solid #000}",
		"open":   "td{border:0.5pt solid #000}td:first-child{border-left:none}td:last-child{border-right:none}",
		"across": "td{border-top:0.5pt solid #000;border-bottom:0.5pt solid #000}",
		"dashed": "td{border:0.75pt dashed #000}",
		"double": "td{border:2.5pt double #000}",
		"gaps":   "table{border-collapse:separate;border-spacing:1.5pt}td{background:#dde}",
		"hair":   "td{border:0.1pt solid #999}",
		"bare":   "td{border:0.5pt solid #000}thead td{border:none;background:#ccd}",
		"three":  "table{border-top:1pt solid #000;border-bottom:1pt solid #000}thead{border-bottom:0.5pt solid #000}",
		"none":   "",
	}
	var b strings.Builder
	page, other := cmp.Or(k.Paper, "A4")+" portrait", cmp.Or(k.Paper, "A4")+" landscape"
	if k.Landscape {
		page, other = other, page
	}
	numbers := ""
	if k.Numbers {
		numbers = `@bottom-center{content:"— " counter(page) " —"}`
	}
	fmt.Fprintf(&b, "@page{size:%s;margin:15mm;%s}body{font:%gpt '%s'}table{border-collapse:collapse;width:100%%;table-layout:fixed}td{padding:%gpt 2pt}%s", page, numbers, k.Size, k.Font, k.Pad, borders[k.Rules])
	fmt.Fprintf(&b, "td.n{text-align:%s;white-space:nowrap}thead td{text-align:center}.t{text-align:center;font-size:%gpt}.u{writing-mode:vertical-rl;text-align:center}", k.Align, k.Size*1.5)
	if k.Mixed {
		fmt.Fprintf(&b, "@page other{size:%s}.other{page:other}", other)
	}
	if k.Codes != "" {
		fmt.Fprintf(&b, "td.c{text-align:%s}", k.Codes)
	}
	if k.Spaced {
		b.WriteString("td.n{letter-spacing:0.15em}")
	}
	if k.Whole {
		b.WriteString("tr{break-inside:avoid}")
	}
	if !k.Repeat {
		b.WriteString("thead{display:table-row-group}")
	}
	return b.String()
}

// Page prints tables as a page of HTML; what they say is in the tables that come
// back, as they were changed for the look.
func (k Look) Page(tables []*Grid2) ([]byte, []*Grid2) {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><style>%s</style></head><body>\n", k.style())
	var said []*Grid2
	for i := 0; i < len(tables); i++ {
		g, wide := k.varied(tables[i]), k.width(k.Landscape)
		if k.Upright {
			g = g.withUpright()
		}
		said = append(said, g)
		if k.Beside && i+1 < len(tables) && g.Width() < 5 && tables[i+1].Width() < 5 && len(g.Rows) < 30 && len(tables[i+1].Rows) < 30 {
			i++
			next := k.varied(tables[i])
			said = append(said, next)
			b.WriteString(`<div style="display:flex;gap:20pt;align-items:flex-start"><div style="flex:1">`)
			k.table(&b, g, "", wide/2-10)
			b.WriteString(`</div><div style="flex:1">`)
			k.table(&b, next, "", wide/2-10)
			b.WriteString("</div></div>\n")
			continue
		}
		if k.Mixed && i%2 == 1 {
			b.WriteString("<div class=other>")
			k.table(&b, g, k.Part, k.width(!k.Landscape))
			b.WriteString("</div>")
			continue
		}
		k.table(&b, g, k.Part, wide)
	}
	b.WriteString("</body></html>\n")
	return []byte(b.String()), said
}

// width is that of the text of a page, in points.
func (k Look) width(landscape bool) float64 {
	wide := 510.0
	if landscape {
		wide = 757
	}
	if k.Paper == "A3" {
		wide = 757
		if landscape {
			wide = 1105
		}
	}
	return wide
}

func (k Look) table(b *strings.Builder, g *Grid2, part string, wide float64) {
	title := func(text string) {
		above := g.Above
		if n := len(above); k.Aside && n > 0 {
			fmt.Fprintf(b, "<p class=t>%s<span style=\"float:right;font-size:%gpt\">%s</span></p>", html.EscapeString(text), k.Size, above[n-1][1])
			above = above[:n-1]
		} else {
			fmt.Fprintf(b, "<p class=t>%s</p>", html.EscapeString(text))
		}
		for _, a := range above {
			fmt.Fprintf(b, "<p style=\"display:flex;justify-content:space-between\"><span>%s</span><span>%s</span></p>\n", a[0], a[1])
		}
	}
	title(g.Title)
	at := g.middle()
	columns := k.columns(g, wide)
	if part == "" || at == 0 {
		k.rows(b, columns, g.Rows[:g.Head], g.Rows[g.Head:], 0)
		k.notes(b, g)
		return
	}
	k.rows(b, columns, g.Rows[:g.Head], g.Rows[g.Head:at], 0)
	b.WriteString("<div style=\"break-after:page\"></div>\n")
	head := g.Rows[:g.Head]
	switch part {
	case "none":
		head = nil
	case "title":
		title(g.Title + "（续）")
	case "again":
		b.WriteString("<p>续表</p>\n")
	}
	k.rows(b, columns, head, g.Rows[at:], k.Shift)
	k.notes(b, g)
}

// notes writes what stands below a table.
func (k Look) notes(b *strings.Builder, g *Grid2) {
	if !k.Noted {
		return
	}
	for _, n := range g.Notes {
		fmt.Fprintf(b, "<p>%s</p>\n", html.EscapeString(n))
	}
}

// columns are the widths of a table's columns, so that its amounts have room, and
// its size of text where that is less than the page's.
func (k Look) columns(g *Grid2, wide float64) string {
	most := 14.0
	switch {
	case k.Slim:
		most = 5
	case k.Narrow:
		most = 6
	}
	ems := make([]float64, g.Width())
	for _, row := range lay(g.Rows) {
		for _, p := range row {
			if max(p.Cols, 1) > 1 {
				continue
			}
			w := 0.0
			for _, r := range p.Text {
				if w += 0.62; r > 0x2000 {
					w += 0.38
				}
			}
			if k.Apart && len([]rune(p.Text)) == 2 {
				w += 2
			}
			if strings.Trim(p.Text, "0123456789,.-()") != "" {
				w = min(w, most)
			} else if k.Spaced {
				w *= 1.25
			}
			ems[p.at] = max(ems[p.at], w, 2)
		}
	}
	all := 0.0
	for _, w := range ems {
		all += w
	}
	size := min(k.Size, (wide-5*float64(len(ems)))/all)
	var b strings.Builder
	fmt.Fprintf(&b, "<table style=\"font-size:%.2fpt;position:relative;left:%%gpt\"><colgroup>", size)
	for _, w := range ems {
		fmt.Fprintf(&b, "<col style=\"width:%.2f%%%%\">", 100*(w*size+5)/(all*size+5*float64(len(ems))))
	}
	return b.String() + "</colgroup>"
}

func (k Look) rows(b *strings.Builder, columns string, head, body [][]Slot, shift float64) {
	fmt.Fprintf(b, columns, shift)
	for i, part := range [][][]Slot{head, body} {
		name := []string{"thead", "tbody"}[i]
		if len(part) == 0 {
			continue
		}
		fmt.Fprintf(b, "<%s>\n", name)
		for _, r := range part {
			b.WriteString("<tr>")
			code := ""
			for _, s := range r {
				class, style := "s", k.indent(code)
				if code = ""; isCode(s.Text) {
					code = s.Text
				}
				if strings.Trim(s.Text, "0123456789,.-()") == "" {
					class = "n"
				}
				if code != "" {
					class = `"n c"`
				}
				text := html.EscapeString(s.Text)
				switch {
				case k.Upright && s.Rows > 3 && i == 1 && k.Stacked:
					text = strings.Join(strings.Split(s.Text, ""), "<br>")
				case k.Upright && s.Rows > 3 && i == 1:
					text = "<div class=u>" + text + "</div>"
				case k.Apart && len([]rune(s.Text)) == 2 && class == "s":
					text = "<span style=\"white-space:nowrap\">" + strings.Join(strings.Split(s.Text, ""), "&emsp;&emsp;") + "</span>"
				}
				fmt.Fprintf(b, "<td class=%s colspan=%d rowspan=%d%s>%s</td>", class, max(s.Cols, 1), max(s.Rows, 1), style, text)
			}
			b.WriteString("</tr>\n")
		}
		fmt.Fprintf(b, "</%s>", name)
	}
	b.WriteString("</table>\n")
}

// middle is a row in the middle of a long table's body that no cell reaches into
// from above; 0 where there is none.
func (g *Grid2) middle() int {
	at := (g.Head + len(g.Rows)) / 2
	if at < g.Head+4 {
		return 0
	}
	for r, row := range g.Rows[:at] {
		for _, s := range row {
			if r+max(s.Rows, 1) > at {
				return 0
			}
		}
	}
	return at
}

// WithAmounts is a table with its amounts, of which there are so many before each,
// written otherwise.
func (g *Grid2) WithAmounts(written func(n int, s string) string) *Grid2 {
	out := *g
	out.Rows = nil
	n := 0
	for _, row := range g.Rows {
		row = slices.Clone(row)
		for i := range row {
			if s := &row[i]; strings.Contains(s.Text, ".") && strings.Trim(s.Text, "0123456789,.-") == "" {
				s.Text = written(n, s.Text)
				n++
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return &out
}

// withUpright is a table with a column before its others in which every few rows
// have one cell.
func (g *Grid2) withUpright() *Grid2 {
	out := *g
	out.Rows = nil
	names := []string{"财政拨款安排的支出", "其他资金", "人员类项目"}
	for r, row := range g.Rows {
		var first []Slot
		switch n := r - g.Head; {
		case r == 0:
			first = []Slot{{Text: "类别", Rows: g.Head}}
		case n >= 0 && n%9 == 0:
			first = []Slot{{Text: names[n/9%3], Rows: min(9, len(g.Rows)-r)}}
		}
		out.Rows = append(out.Rows, append(first, row...))
	}
	return &out
}
