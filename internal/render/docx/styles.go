package docx

import (
	"fmt"
	"sort"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/ooxml"
	"mingbai/internal/render/layout"
)

// The styles that the sheet does not know.
const (
	normalID      = "Normal"
	defaultFontID = "DefaultParagraphFont"
	tableNormalID = "TableNormal"
	strongID      = "Strong"
	carrierID     = "Carrier"
	pictureID     = "Picture"
	budgetTableID = "BudgetTable"
	budgetFormID  = "BudgetForm"
)

// carrierLine is the height of the carrier in points, the least that Word sets.
const carrierLine = 1.0

// builtin are Word's own styles for a role. With these Word knows headings,
// contents and captions for what they are, in whatever language it runs.
var builtin = map[layout.Role][2]string{
	layout.BodyText:          {"BodyText", "Body Text"},
	layout.PartHeading:       {"Heading1", "heading 1"},
	layout.SectionHeading:    {"Heading2", "heading 2"},
	layout.SubSectionHeading: {"Heading3", "heading 3"},
	layout.CoverTitle:        {"Title", "Title"},
	layout.CoverUnit:         {"Subtitle", "Subtitle"},
	layout.ContentsTitle:     {"TOCHeading", "TOC Heading"},
	layout.Entry1:            {"TOC1", "toc 1"},
	layout.Entry2:            {"TOC2", "toc 2"},
	layout.Entry3:            {"TOC3", "toc 3"},
	layout.Caption:           {"Caption", "caption"},
	layout.Folio:             {"Footer", "footer"},
}

// styleID is the id of a role's style.
func styleID(s *layout.Sheet, r layout.Role) string {
	if b, ok := builtin[r]; ok {
		return b[0]
	}
	return s.Styles[r].ID
}

func styleName(s *layout.Sheet, r layout.Role) string {
	if b, ok := builtin[r]; ok {
		return b[1]
	}
	return s.Styles[r].Name
}

func tableStyleID(t *doc.Table) string {
	if t.Form {
		return budgetFormID
	}
	return budgetTableID
}

// styleSet collects the variants of the sheet's styles that a document needs:
// headings by level and whether the contents list them, cells by density.
type styleSet struct {
	sheet    *layout.Sheet
	doc      *doc.Document
	headings map[string]variant
	cells    map[string]variant
	ids      map[cellKey]string
}

// variant is a style based on that of a role.
type variant struct {
	id, name string
	role     layout.Role
	level    int // of the outline, from 1
	density  layout.Density
}

type cellKey struct {
	role    layout.Role
	density layout.Density
}

func newStyleSet(d *doc.Document, s *layout.Sheet) *styleSet {
	return &styleSet{sheet: s, doc: d, headings: map[string]variant{}, cells: map[string]variant{}, ids: map[cellKey]string{}}
}

// heading is the style of a heading. Word's contents take every heading of its
// own styles, so one that is not to be listed has a style based on them.
func (s *styleSet) heading(h doc.Heading) string {
	role := layout.HeadingRole(h)
	level := min(max(h.Level, 1), 9)
	v := variant{id: styleID(s.sheet, role), name: s.sheet.Styles[role].Name, role: role, level: level}
	if level == outlineOf(role) && h.TOC {
		return v.id
	}
	if level != outlineOf(role) {
		v.id, v.name = fmt.Sprintf("%s-%d", v.id, level), fmt.Sprintf("%s %d级", v.name, level)
	}
	if !h.TOC {
		v.id, v.name = v.id+"-unlisted", v.name+" 不入目录"
	}
	s.headings[v.id] = v
	return v.id
}

// outlineOf is the level of the outline that a role's own style has, 0 for none.
func outlineOf(r layout.Role) int {
	switch r {
	case layout.PartHeading:
		return 1
	case layout.SectionHeading, layout.TableTitle:
		return 2
	case layout.SubSectionHeading:
		return 3
	}
	return 0
}

// contentsField is the field that makes the contents anew: from Word's headings,
// and from the table titles.
func (s *styleSet) contentsField() string {
	listed := map[string]int{}
	for _, block := range s.doc.Blocks {
		h, ok := block.(doc.Heading)
		if !ok || !h.TOC {
			continue
		}
		id := s.heading(h)
		if v, ok := s.headings[id]; ok {
			listed[v.name] = min(v.level, 3)
		} else if h.Table {
			listed[styleName(s.sheet, layout.TableTitle)] = outlineOf(layout.TableTitle)
		}
	}
	field := ` TOC \o "1-3" \h \z `
	if len(listed) == 0 {
		return field
	}
	var pairs []string
	for name, level := range listed {
		pairs = append(pairs, fmt.Sprintf("%s,%d", name, level))
	}
	sort.Strings(pairs)
	return field + `\t "` + strings.Join(pairs, ",") + `" `
}

// cell is the style of a cell's text at a density.
func (s *styleSet) cell(r layout.Role, d layout.Density) string {
	key := cellKey{r, layout.Density{Size: d.Size, Line: d.Line}}
	if id := s.ids[key]; id != "" {
		return id
	}
	base := s.sheet.Styles[r]
	v := variant{id: base.ID, role: r, density: key.density}
	if base.Size != d.Size || base.Line != d.Line {
		v.id = fmt.Sprintf("%s-%s-%s", base.ID, halves(d.Size), twips(d.Line))
		v.name = fmt.Sprintf("%s %g磅 行距%g磅", base.Name, d.Size, d.Line)
		s.cells[v.id] = v
	}
	s.ids[key] = v.id
	return v.id
}

// write writes word/styles.xml.
func (s *styleSet) write() ([]byte, error) {
	w := styleWriter{ooxml.NewWriter("w:styles", "w"), s.sheet}
	w.defaults()
	w.fixed()
	for r := layout.Role(0); r < layout.Roles; r++ {
		w.role(r)
	}
	for _, v := range sorted(s.headings) {
		w.headingVariant(v)
	}
	for _, v := range sorted(s.cells) {
		w.cellVariant(v)
	}
	w.tableStyle(budgetTableID, "预算表", s.sheet.Table)
	w.tableStyle(budgetFormID, "申报表", s.sheet.Form)
	return w.Finish()
}

func sorted(m map[string]variant) []variant {
	out := make([]variant, 0, len(m))
	for _, v := range m {
		out = append(out, v)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].id < out[j].id })
	return out
}
