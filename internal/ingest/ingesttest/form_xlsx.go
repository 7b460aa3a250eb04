package ingesttest

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

var plainNumber = regexp.MustCompile(`^-?[0-9]{1,3}(,?[0-9]{3})*\.[0-9]{2}$`)

const (
	sheetSpace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relations  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
)

// XLSX writes the form as a workbook: a sheet for each table, printed as wide as a
// page, amounts as numbers with a format, and the text on a sheet of its own, the
// first.
func (f *Form) XLSX() ([]byte, error) {
	names := []string{"说明"}
	sheets := []string{f.textSheet()}
	for n, g := range f.Tables() {
		if names = append(names, g.Sheet); g.Sheet == "" {
			names[n+1] = fmt.Sprintf("表%d", n+1)
		}
		sheets = append(sheets, g.sheet())
	}
	var types, list, rels strings.Builder
	files := []string{}
	for i, name := range names {
		part := fmt.Sprintf("worksheets/sheet%d.xml", i+1)
		fmt.Fprintf(&types, `<Override PartName="/xl/%s" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, part)
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="r%d"/>`, html.EscapeString(name), i+1, i+1)
		fmt.Fprintf(&rels, `<Relationship Id="r%d" Type="%s/worksheet" Target="%s"/>`, i+1, relations, part)
		files = append(files, "xl/"+part, sheets[i])
	}
	fmt.Fprintf(&rels, `<Relationship Id="styles" Type="%s/styles" Target="styles.xml"/>`, relations)
	return zipped(append([]string{
		"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` + types.String() + `</Types>`,
		"_rels/.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + relations + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", xmlHead + `<workbook ` + sheetSpace + ` xmlns:r="` + relations + `"><sheets>` + list.String() + `</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + rels.String() + `</Relationships>`,
		"xl/styles.xml", xmlHead + sheetStyles,
	}, files...)...)
}

// sheetStyles are three: none, a frame, a frame and numbers with commas.
const sheetStyles = `<styleSheet ` + sheetSpace + `><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>` +
	`<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>` +
	`<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf borderId="1" applyBorder="1" applyAlignment="1"><alignment wrapText="1"/></xf><xf numFmtId="4" borderId="1" applyBorder="1" applyNumberFormat="1"/></cellXfs></styleSheet>`

func (f *Form) textSheet() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<worksheet ` + sheetSpace + `><sheetData>`)
	line := 0
	for _, block := range f.Blocks {
		text := ""
		switch v := block.(type) {
		case Title:
			text = string(v)
		case Text:
			text = string(v)
		default:
			continue
		}
		line++
		fmt.Fprintf(&b, `<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>`, line, line, html.EscapeString(text))
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.String()
}

// cellName is B3 for the second column and the third row, both from 0.
func cellName(column, row int) string {
	name := ""
	for c := column + 1; c > 0; c = (c - 1) / 26 {
		name = string(rune('A'+(c-1)%26)) + name
	}
	return fmt.Sprintf("%s%d", name, row+1)
}

func (g *Grid2) sheet() string {
	var b, merged strings.Builder
	b.WriteString(xmlHead + `<worksheet ` + sheetSpace + `><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
	fmt.Fprintf(&b, `<cols><col min="1" max="%d" width="20" customWidth="1"/></cols><sheetData>`, g.Width())
	rows, merges := g.laid(), 0
	grid := lay(rows)
	for r := range grid {
		fmt.Fprintf(&b, `<row r="%d" ht="45" customHeight="1">`, r+1)
		framed := r > len(g.Above) && r <= len(g.Above)+len(g.Rows)
		for c := 0; c < g.Width(); {
			s, first := coverOf(grid, r, c)
			if s == nil {
				c++
				continue
			}
			width := max(s.Cols, 1)
			g.cell(&b, s, c, r, first, framed)
			if first && (s.Cols > 1 || s.Rows > 1) {
				merges++
				fmt.Fprintf(&merged, `<mergeCell ref="%s:%s"/>`, cellName(c, r), cellName(c+width-1, r+max(s.Rows, 1)-1))
			}
			c += width
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData>`)
	if merges > 0 {
		fmt.Fprintf(&b, `<mergeCells count="%d">%s</mergeCells>`, merges, merged.String())
	}
	b.WriteString(`<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`)
	return b.String()
}

// cell writes a cell with those that are merged into it in its row.
func (g *Grid2) cell(b *strings.Builder, s *Slot, c, r int, first, framed bool) {
	style := 0
	if framed {
		style = 1
	}
	for x := range max(s.Cols, 1) {
		at := cellName(c+x, r)
		switch {
		case !first || x > 0 || s.Text == "":
			fmt.Fprintf(b, `<c r="%s" s="%d"/>`, at, style)
		case s.ID != "" && plainNumber.MatchString(s.Text):
			fmt.Fprintf(b, `<c r="%s" s="2"><v>%s</v></c>`, at, strings.ReplaceAll(s.Text, ",", ""))
		default:
			fmt.Fprintf(b, `<c r="%s" s="%d" t="inlineStr"><is><t>%s</t></is></c>`, at, style, html.EscapeString(s.Text))
		}
	}
}
