package ingesttest

import (
	"cmp"
	"fmt"
	"html"
	"math"
	"math/rand/v2"
	"strings"
)

// SheetLook is how a workbook with tables is set up to be printed.
type SheetLook struct {
	Landscape bool
	Scale     int     // in hundredths; 0 fits the page's width
	Repeat    bool    // pages repeat the title and the head
	Wrap      bool    // names go over lines; else they run out over empty cells and are cut off at full ones
	Most      float64 // how wide columns of names are at most, in characters
	High      float64 // of rows, in points; 0 is as high as they need to be
	Border    string  // thin, hair, dotted, medium, double, dashed
	Down      string  // where text stands in the height of a cell: top, center, bottom
	Names     string  // left, center, distributed
	Amounts   string  // right, center
	Typed     bool    // amounts are text, not numbers
	Font      string
	Size      float64
	Bold      bool // the head is bold
	Footed    bool // pages have a head and their number
}

// NewSheetLook is a set-up by chance.
func NewSheetLook(seed uint64) SheetLook {
	r := rand.New(rand.NewPCG(seed, 31))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	some := func() bool { return r.IntN(2) == 0 }
	return SheetLook{
		Landscape: some(), Scale: []int{0, 0, 60, 75}[r.IntN(4)], Repeat: some(), Wrap: r.IntN(3) > 0, Most: []float64{5, 7, 10, 16}[r.IntN(4)], High: []float64{0, 0, 18, 30}[r.IntN(4)],
		Border: pick("thin", "thin", "thin", "hair", "dotted", "medium", "double", "dashed"), Down: pick("center", "center", "bottom", "top"), Names: pick("left", "left", "center", "distributed"),
		Amounts: pick("right", "right", "center"), Typed: some(), Font: pick("Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UMing CN", "AR PL UKai CN", "WenQuanYi Zen Hei"),
		Size: []float64{9, 10, 12}[r.IntN(3)], Bold: some(), Footed: some(),
	}
}

// The styles of cells, by their numbers.
const (
	styleTitle = iota + 1
	styleLeft
	styleRight
	styleHead
	styleName
	styleAmount
	styleTyped
)

// XLSX writes tables as a workbook, a sheet each.
func (k SheetLook) XLSX(tables []*Grid2) ([]byte, error) {
	var types, list, rels, names strings.Builder
	var files []string
	for i, g := range tables {
		part := fmt.Sprintf("worksheets/sheet%d.xml", i+1)
		fmt.Fprintf(&types, `<Override PartName="/xl/%s" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, part)
		fmt.Fprintf(&list, `<sheet name="t%d" sheetId="%d" r:id="r%d"/>`, i+1, i+1, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="r%d" Type="%s/worksheet" Target="%s"/>`, i+1, relations, part)
		if k.Repeat {
			fmt.Fprintf(&names, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">t%d!$1:$%d</definedName>`, i, i+1, 1+len(g.Above)+g.Head)
		}
		files = append(files, "xl/"+part, k.sheet(g))
	}
	fmt.Fprintf(&rels, `<Relationship Id="styles" Type="%s/styles" Target="styles.xml"/>`, relations)
	defined := ""
	if k.Repeat {
		defined = "<definedNames>" + names.String() + "</definedNames>"
	}
	return zipped(append([]string{
		"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` + types.String() + `</Types>`,
		"_rels/.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + relations + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", xmlHead + `<workbook ` + sheetSpace + ` xmlns:r="` + relations + `"><sheets>` + list.String() + `</sheets>` + defined + `</workbook>`,
		"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels.String() + `</Relationships>`,
		"xl/styles.xml", xmlHead + k.styles(),
	}, files...)...)
}

// styles are those of the cells, in the order of their numbers.
func (k SheetLook) styles() string {
	side := func(s string) string { return fmt.Sprintf(`<%s style="%s"><color indexed="64"/></%s>`, s, k.Border, s) }
	font := func(bold bool, size float64) string {
		b := ""
		if bold {
			b = "<b/>"
		}
		return fmt.Sprintf(`<font>%s<sz val="%g"/><name val="%s"/></font>`, b, size, k.Font)
	}
	xf := func(format, font, border int, across, down string, wrap bool) string {
		w := ""
		if wrap {
			w = ` wrapText="1"`
		}
		return fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" borderId="%d" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="%s" vertical="%s"%s/></xf>`, format, font, border, across, down, w)
	}
	return `<styleSheet ` + sheetSpace + `><fonts count="3">` + font(false, k.Size) + font(true, k.Size+6) + font(k.Bold, k.Size) + `</fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>` +
		`<borders count="2"><border/><border>` + side("left") + side("right") + side("top") + side("bottom") + `</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf/>` +
		xf(0, 1, 0, "center", "center", false) + xf(0, 0, 0, "left", "center", false) + xf(0, 0, 0, "right", "center", false) + xf(0, 2, 1, "center", "center", true) +
		xf(0, 0, 1, k.Names, k.Down, k.Wrap) + xf(4, 0, 1, k.Amounts, k.Down, false) + xf(0, 0, 1, k.Amounts, k.Down, false) + `</cellXfs></styleSheet>`
}

// widths are those of a table's columns, in characters.
func (k SheetLook) widths(g *Grid2) []float64 {
	out := make([]float64, g.Width())
	for r, row := range lay(g.Rows) {
		for _, p := range row {
			w := 2.2 * textWidth(p.Text)
			if max(p.Cols, 1) > 1 {
				continue
			}
			if r < g.Head || isName(p.Text) && k.Wrap {
				w = min(w, 2.2*k.Most)
			} else {
				w += 3
			}
			out[p.at] = max(out[p.at], w*k.Size/11+1.5, 5)
		}
	}
	return out
}

// lines is how many lines the cells of a row have at most, in columns so wide.
func (k SheetLook) lines(row []placed, widths []float64) (most float64) {
	for _, p := range row {
		wide := 0.0
		for _, w := range widths[p.at : p.at+max(p.Cols, 1)] {
			wide += w
		}
		n := math.Ceil(2.2*textWidth(p.Text)*k.Size/11/(wide-1.5) + 0.3)
		most = max(most, n/float64(max(p.Rows, 1)))
	}
	return most
}

func (k SheetLook) sheet(g *Grid2) string {
	var b, merged strings.Builder
	fit := ""
	if k.Scale == 0 {
		fit = `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`
	}
	b.WriteString(xmlHead + `<worksheet ` + sheetSpace + `>` + fit + `<cols>`)
	all, widths := 0.0, k.widths(g)
	for i, w := range widths {
		all += w
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%.2f" customWidth="1"/>`, i+1, i+1, w)
	}
	b.WriteString(`</cols><sheetData>`)
	rows, merges := g.laid(), 0
	grid := lay(rows)
	first := 1 + len(g.Above)
	for r := range grid {
		high := ""
		if r >= first && r < first+len(g.Rows) {
			high = fmt.Sprintf(` ht="%g" customHeight="1"`, max(k.High, k.lines(grid[r], widths)*k.Size*1.35+3))
		}
		fmt.Fprintf(&b, `<row r="%d"%s>`, r+1, high)
		for c := 0; c < g.Width(); {
			s, begins := coverOf(grid, r, c)
			if s == nil {
				c++
				continue
			}
			wide := max(s.Cols, 1)
			k.cell(&b, s, c, r, begins, k.styleOf(g, s, r-first, c))
			if begins && (s.Cols > 1 || s.Rows > 1) {
				merges++
				fmt.Fprintf(&merged, `<mergeCell ref="%s:%s"/>`, cellName(c, r), cellName(c+wide-1, r+max(s.Rows, 1)-1))
			}
			c += wide
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData>`)
	if merges > 0 {
		fmt.Fprintf(&b, `<mergeCells count="%d">%s</mergeCells>`, merges, merged.String())
	}
	way, room := "portrait", 100.0
	if k.Landscape {
		way, room = "landscape", 148
	}
	setup := `fitToWidth="1" fitToHeight="0"`
	if k.Scale > 0 { // no smaller than all columns need
		setup = fmt.Sprintf(`scale="%d"`, max(10, min(k.Scale, int(100*room/all*0.68))))
	}
	b.WriteString(`<pageMargins left="0.5" right="0.5" top="0.8" bottom="0.8" header="0.3" footer="0.3"/>`)
	fmt.Fprintf(&b, `<pageSetup paperSize="9" orientation="%s" %s/>`, way, setup)
	if k.Footed {
		b.WriteString(`<headerFooter><oddHeader>&amp;L部门预算公开</oddHeader><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>`)
	}
	return b.String() + `</worksheet>`
}

// styleOf is the style of a cell in row r of the table, below 0 above it.
func (k SheetLook) styleOf(g *Grid2, s *Slot, r, c int) int {
	switch {
	case r == -1-len(g.Above):
		return styleTitle
	case r < 0 && c > 0:
		return styleRight
	case r < 0, r >= len(g.Rows):
		return styleLeft
	case r < g.Head:
		return styleHead
	case isName(s.Text):
		return styleName
	case k.Typed || !plainNumber.MatchString(s.Text):
		return styleTyped
	}
	return styleAmount
}

func (k SheetLook) cell(b *strings.Builder, s *Slot, c, r int, begins bool, style int) {
	for x := range max(s.Cols, 1) {
		at := cellName(c+x, r)
		switch {
		case !begins || x > 0 || s.Text == "":
			fmt.Fprintf(b, `<c r="%s" s="%d"/>`, at, style)
		case style == styleAmount:
			fmt.Fprintf(b, `<c r="%s" s="%d"><v>%s</v></c>`, at, style, strings.ReplaceAll(s.Text, ",", ""))
		default:
			fmt.Fprintf(b, `<c r="%s" s="%d" t="inlineStr"><is><t>%s</t></is></c>`, at, style, html.EscapeString(cmp.Or(s.Text, " ")))
		}
	}
}
