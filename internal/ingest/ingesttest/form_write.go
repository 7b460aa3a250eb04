package ingesttest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"strings"
)

// HTML writes the form as a page.
func (f *Form) HTML() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>%s</title><style>td{border:1px solid #000}tr{break-inside:avoid}tr:first-child{break-after:avoid}</style></head><body>\n", html.EscapeString(f.Name))
	for _, block := range f.Blocks {
		switch x := block.(type) {
		case Title:
			fmt.Fprintf(&b, "<h2>%s</h2>\n", html.EscapeString(string(x)))
		case Text:
			fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(string(x)))
		case *Grid2:
			rows := x.Rows
			if x.Whole {
				rows = x.laid()
			} else {
				fmt.Fprintf(&b, "<p style=\"text-align:center\">%s</p>\n", html.EscapeString(x.Title))
				for _, a := range x.Above {
					fmt.Fprintf(&b, "<p>%s%s%s</p>\n", a[0], strings.Repeat("&nbsp;", 30), a[1])
				}
			}
			b.WriteString("<table>\n")
			for _, r := range rows {
				b.WriteString("<tr>")
				for _, s := range r {
					fmt.Fprintf(&b, "<td colspan=\"%d\" rowspan=\"%d\">%s</td>", max(s.Cols, 1), max(s.Rows, 1), html.EscapeString(s.Text))
				}
				b.WriteString("</tr>\n")
			}
			b.WriteString("</table>\n")
			if !x.Whole {
				for _, n := range x.Notes {
					fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(n))
				}
			}
		}
	}
	b.WriteString("</body></html>\n")
	return []byte(b.String())
}

// placed are a row's slots with their columns, once merged cells are laid out;
// nil stands where a cell above reaches down.
type placed struct {
	*Slot
	at int
}

// lay lays rows out on a grid.
func lay(rows [][]Slot) [][]placed {
	taken := map[[2]int]bool{}
	out := make([][]placed, len(rows))
	for r := range rows {
		c := 0
		for i := range rows[r] {
			s := &rows[r][i]
			for taken[[2]int{r, c}] {
				c++
			}
			for y := range max(s.Rows, 1) {
				for x := range max(s.Cols, 1) {
					taken[[2]int{r + y, c + x}] = true
				}
			}
			out[r] = append(out[r], placed{s, c})
			c += max(s.Cols, 1)
		}
	}
	return out
}

const wordHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`

// DOCX writes the form as a Word document. Every table begins a page.
func (f *Form) DOCX() ([]byte, error) {
	var b strings.Builder
	b.WriteString(wordHead)
	para := func(text, props string) {
		fmt.Fprintf(&b, `<w:p><w:pPr>%s</w:pPr><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, props, html.EscapeString(text))
	}
	for _, block := range f.Blocks {
		switch x := block.(type) {
		case Title:
			para(string(x), `<w:outlineLvl w:val="0"/>`)
		case Text:
			para(string(x), "")
		case *Grid2:
			rows := x.Rows
			if x.Whole {
				rows = x.laid()
				para("", `<w:pageBreakBefore/>`)
			} else {
				para(x.Title, `<w:pageBreakBefore/><w:jc w:val="center"/>`)
				for _, a := range x.Above {
					para(a[0]+strings.Repeat(" ", 30)+a[1], "")
				}
			}
			wordTable(&b, rows, x.Width())
			if !x.Whole {
				for _, n := range x.Notes {
					para(n, "")
				}
			}
			para("", "")
		}
	}
	b.WriteString(`<w:sectPr><w:pgSz w:w="23811" w:h="16838" w:orient="landscape"/><w:pgMar w:top="700" w:bottom="700" w:left="700" w:right="700"/></w:sectPr></w:body></w:document>`)
	return zipped(
		"[Content_Types].xml", `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels", `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml", b.String(),
	)
}

func wordTable(b *strings.Builder, rows [][]Slot, width int) {
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(b, `<w:%s w:val="single" w:sz="4" w:color="000000"/>`, side)
	}
	b.WriteString(`</w:tblBorders></w:tblPr><w:tblGrid>`)
	for range width {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, 22000/width)
	}
	b.WriteString(`</w:tblGrid>`)
	grid := lay(rows)
	for r := range grid {
		b.WriteString(`<w:tr>`)
		for c := 0; c < width; {
			s, first := coverOf(grid, r, c)
			if s == nil {
				b.WriteString(`<w:tc><w:p/></w:tc>`)
				c++
				continue
			}
			merge := ""
			switch {
			case s.Rows > 1 && first:
				merge = `<w:vMerge w:val="restart"/>`
			case s.Rows > 1:
				merge = `<w:vMerge/>`
			}
			text := ""
			if first {
				text = html.EscapeString(s.Text)
			}
			fmt.Fprintf(b, `<w:tc><w:tcPr><w:gridSpan w:val="%d"/>%s</w:tcPr><w:p><w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r></w:p></w:tc>`, max(s.Cols, 1), merge, text)
			c += max(s.Cols, 1)
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}

// coverOf is the cell that covers a place of the grid, and whether it begins in
// that row.
func coverOf(grid [][]placed, r, c int) (*Slot, bool) {
	for up := r; up >= 0; up-- {
		for _, p := range grid[up] {
			if p.at <= c && c < p.at+max(p.Cols, 1) && up+max(p.Rows, 1) > r {
				return p.Slot, up == r
			}
		}
	}
	return nil, false
}

func zipped(files ...string) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			return nil, fmt.Errorf("begin %s: %w", files[i], err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			return nil, fmt.Errorf("write %s: %w", files[i], err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("close the package: %w", err)
	}
	return b.Bytes(), nil
}
