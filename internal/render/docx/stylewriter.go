package docx

import (
	"math"
	"strconv"

	"mingbai/internal/ooxml"
	"mingbai/internal/render/layout"
)

// styleWriter writes styles one after the other.
type styleWriter struct {
	*ooxml.Writer
	sheet *layout.Sheet
}

// defaults writes what holds where no style says otherwise.
func (w styleWriter) defaults() {
	body := w.sheet.Styles[layout.BodyText]
	w.Open("w:docDefaults")
	w.Open("w:rPrDefault")
	w.Open("w:rPr")
	w.fonts(body)
	w.Val("w:color", w.sheet.Colours.Ink)
	w.Val("w:kern", "0")
	w.size(body.Size)
	w.Empty("w:lang", ooxml.A("w:val", "en-US"), ooxml.A("w:eastAsia", "zh-CN"), ooxml.A("w:bidi", "ar-SA"))
	w.Close("w:rPr")
	w.Close("w:rPrDefault")
	w.Empty("w:pPrDefault")
	w.Close("w:docDefaults")
}

// normal writes the style that all others are based on. Marks may hang over the
// edge, and a little room stands between Chinese and Latin letters, as the layout
// has them; the latter goes without saying, and LibreOffice knows no way to say
// that it is not wanted.
func (w styleWriter) normal() {
	w.Open("w:style", ooxml.A("w:type", "paragraph"), ooxml.A("w:default", "1"), ooxml.A("w:styleId", normalID))
	w.Val("w:name", "Normal")
	w.Empty("w:qFormat")
	w.Open("w:pPr")
	w.Val("w:widowControl", "1")
	w.Val("w:kinsoku", "1")
	w.Val("w:overflowPunct", "1")
	w.Val("w:adjustRightInd", "0")
	w.Val("w:snapToGrid", "0")
	w.Close("w:pPr")
	w.Close("w:style")
}

// fixed writes the styles that are the same for every sheet.
func (w styleWriter) fixed() {
	w.normal()

	w.Open("w:style", ooxml.A("w:type", "character"), ooxml.A("w:default", "1"), ooxml.A("w:styleId", defaultFontID))
	w.Val("w:name", "Default Paragraph Font")
	w.Val("w:uiPriority", "1")
	w.Empty("w:semiHidden")
	w.Empty("w:unhideWhenUsed")
	w.Close("w:style")

	w.Open("w:style", ooxml.A("w:type", "table"), ooxml.A("w:default", "1"), ooxml.A("w:styleId", tableNormalID))
	w.Val("w:name", "Normal Table")
	w.Val("w:uiPriority", "99")
	w.Empty("w:semiHidden")
	w.Empty("w:unhideWhenUsed")
	w.Open("w:tblPr")
	w.Empty("w:tblInd", ooxml.A("w:w", "0"), ooxml.A("w:type", "dxa"))
	w.cellMargins(0)
	w.Close("w:tblPr")
	w.Close("w:style")

	w.Open("w:style", ooxml.A("w:type", "character"), ooxml.A("w:styleId", strongID))
	w.Val("w:name", "Strong")
	w.Val("w:basedOn", defaultFontID)
	w.Empty("w:qFormat")
	w.Open("w:rPr")
	w.bold()
	w.Close("w:rPr")
	w.Close("w:style")

	w.bare(carrierID, "衔接行", carrierLine)
	w.bare(pictureID, "图", 0)
}

// bare writes a style of the smallest size: exactly so high, or as high as what
// stands in the line where line is 0.
func (w styleWriter) bare(id, name string, line float64) {
	w.Open("w:style", ooxml.A("w:type", "paragraph"), ooxml.A("w:customStyle", "1"), ooxml.A("w:styleId", id))
	w.Val("w:name", name)
	w.Val("w:basedOn", normalID)
	w.Open("w:pPr")
	if line > 0 {
		w.lines(line, 0)
	} else {
		w.Empty("w:spacing", ooxml.A("w:line", "240"), ooxml.A("w:lineRule", "auto"))
		w.Val("w:jc", "center")
	}
	w.Close("w:pPr")
	w.Open("w:rPr")
	w.size(1)
	w.Close("w:rPr")
	w.Close("w:style")
}

// role writes the style of a role.
func (w styleWriter) role(r layout.Role) {
	s := w.sheet.Styles[r]
	w.Open("w:style", ooxml.A("w:type", "paragraph"))
	if _, own := builtin[r]; !own {
		w.Attr(ooxml.A("w:customStyle", "1"))
	}
	w.Attr(ooxml.A("w:styleId", styleID(w.sheet, r)))
	w.Val("w:name", styleName(w.sheet, r))
	w.Val("w:basedOn", normalID)
	if outlineOf(r) > 0 {
		w.Val("w:next", styleID(w.sheet, layout.BodyText))
	}
	if r >= layout.Entry1 && r <= layout.Entry3 {
		w.Val("w:next", normalID)
		w.Val("w:uiPriority", "39")
	}
	if r < layout.TableHead || r == layout.CoverTitle {
		w.Empty("w:qFormat")
	}
	w.paragraphProperties(r, s)
	w.runProperties(s)
	w.Close("w:style")
}

func (w styleWriter) paragraphProperties(r layout.Role, s layout.Style) {
	w.Open("w:pPr")
	if s.KeepNext {
		w.Empty("w:keepNext")
	}
	if outlineOf(r) > 0 {
		w.Empty("w:keepLines")
	}
	if r >= layout.Entry1 && r <= layout.Entry3 {
		w.Open("w:tabs")
		w.Empty("w:tab", ooxml.A("w:val", "right"), ooxml.A("w:leader", "dot"), ooxml.A("w:pos", twips(w.sheet.Portrait.Measure())))
		w.Close("w:tabs")
	}
	w.lines(s.Line, s.After)
	w.indents(s)
	w.Val("w:jc", justification(s.Align))
	if level := outlineOf(r); level > 0 {
		w.Val("w:outlineLvl", itoa(level-1))
	}
	w.Close("w:pPr")
}

// lines sets an exact line.
func (w styleWriter) lines(line, after float64) {
	w.Empty("w:spacing", ooxml.A("w:before", "0"), ooxml.A("w:after", twips(after)),
		ooxml.A("w:line", twips(line)), ooxml.A("w:lineRule", "exact"))
}

// indents sets the first line in characters, so that it follows the size when
// somebody changes it.
func (w styleWriter) indents(s layout.Style) {
	if s.Left == 0 && s.FirstIndent == 0 {
		return
	}
	w.Open("w:ind")
	if s.Left > 0 {
		w.Attr(ooxml.A("w:left", twips(s.Left)))
	}
	if s.FirstIndent > 0 {
		w.Attr(ooxml.A("w:firstLineChars", itoa(int(math.Round(s.FirstIndent*100)))), ooxml.A("w:firstLine", twips(s.FirstIndent*s.Size)))
	}
	w.Close("w:ind")
}

func (w styleWriter) runProperties(s layout.Style) {
	w.Open("w:rPr")
	w.fonts(s)
	if heavy(s) {
		w.bold()
	}
	if s.Soft {
		w.Val("w:color", w.sheet.Colours.Soft)
	}
	w.size(s.Size)
	w.Close("w:rPr")
}

// heavy tells whether Word is to set a style in bold: not where the font is one
// for titles already.
func heavy(s layout.Style) bool {
	return s.Bold && s.EastAsian != "黑体" && s.EastAsian != "方正小标宋简体"
}

func (w styleWriter) bold() {
	w.Empty("w:b")
	w.Empty("w:bCs")
}

func (w styleWriter) fonts(s layout.Style) {
	w.Empty("w:rFonts", ooxml.A("w:ascii", s.ASCII), ooxml.A("w:eastAsia", s.EastAsian), ooxml.A("w:hAnsi", s.ASCII), ooxml.A("w:cs", "Times New Roman"))
}

func (w styleWriter) size(points float64) {
	w.Val("w:sz", halves(points))
	w.Val("w:szCs", halves(points))
}

// headingVariant writes a heading of another level than its style's own, or one
// that the contents do not list.
func (w styleWriter) headingVariant(v variant) {
	w.open(v)
	w.Open("w:pPr")
	w.Val("w:outlineLvl", itoa(v.level-1))
	w.Close("w:pPr")
	w.Close("w:style")
}

// cellVariant writes the style of cells at a density.
func (w styleWriter) cellVariant(v variant) {
	w.open(v)
	w.Open("w:pPr")
	w.lines(v.density.Line, 0)
	w.Close("w:pPr")
	w.Open("w:rPr")
	w.size(v.density.Size)
	w.Close("w:rPr")
	w.Close("w:style")
}

func (w styleWriter) open(v variant) {
	w.Open("w:style", ooxml.A("w:type", "paragraph"), ooxml.A("w:customStyle", "1"), ooxml.A("w:styleId", v.id))
	w.Val("w:name", v.name)
	w.Val("w:basedOn", styleID(w.sheet, v.role))
}

// tableStyle writes how tables of one sort are ruled.
func (w styleWriter) tableStyle(id, name string, g layout.Grid) {
	ink, rule := w.sheet.Colours.Ink, w.sheet.Colours.Rule
	w.Open("w:style", ooxml.A("w:type", "table"), ooxml.A("w:customStyle", "1"), ooxml.A("w:styleId", id))
	w.Val("w:name", name)
	w.Val("w:basedOn", tableNormalID)
	w.Open("w:tblPr")
	w.Open("w:tblBorders")
	border(w.Writer, "w:top", g.Strong, ink)
	if g.Boxed {
		border(w.Writer, "w:left", g.Strong, ink)
	}
	border(w.Writer, "w:bottom", g.Strong, ink)
	if g.Boxed {
		border(w.Writer, "w:right", g.Strong, ink)
		rule = ink
	}
	border(w.Writer, "w:insideH", g.Thin, rule)
	if g.Boxed {
		border(w.Writer, "w:insideV", g.Thin, rule)
	}
	w.Close("w:tblBorders")
	w.Close("w:tblPr")
	w.Close("w:style")
}

// cellMargins sets the room between text and rule; none above and below, as the
// rows have their heights.
func (w styleWriter) cellMargins(side float64) {
	w.Open("w:tblCellMar")
	for _, m := range []struct {
		name string
		room float64
	}{{"w:top", 0}, {"w:left", side}, {"w:bottom", 0}, {"w:right", side}} {
		w.Empty(m.name, ooxml.A("w:w", twips(m.room)), ooxml.A("w:type", "dxa"))
	}
	w.Close("w:tblCellMar")
}

// border writes a rule; Word counts its weight in eighths of a point.
func border(w *ooxml.Writer, name string, weight float64, colour string) {
	w.Empty(name, ooxml.A("w:val", "single"), ooxml.A("w:sz", strconv.Itoa(int(math.Round(weight*8)))),
		ooxml.A("w:space", "0"), ooxml.A("w:color", colour))
}
