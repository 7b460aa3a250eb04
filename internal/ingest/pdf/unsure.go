package pdf

import (
	"regexp"
	"slices"

	"mingbai/internal/doc"
)

// unsurePage says of a page that what it shows without rules may be read otherwise than it is.
const unsurePage = "有没有竖线的表单，格是按文字的位置推的，可能分错；用有框线的原件再查一遍"

// ofForm is what cells of performance forms say.
var ofForm = regexp.MustCompile(`指标|绩效|预期目标|总体目标|年度目标`)

// leastOfForm is how many such cells a table has at least that is one.
const leastOfForm = 3

// isForm reports whether a table without vertical rules is a performance form: its cells reach
// over rows and columns as they like, and text alone does not tell how far.
func (t *table) isForm() bool {
	n := 0
	for i := range t.cells {
		if len(t.cells[i].glyphs) > 0 && ofForm.MatchString(cellText(t.cells[i].glyphs)) {
			n++
		}
	}
	return t.guessed && n >= leastOfForm
}

// inRows is text that stands in the rows of a table, not in a sentence: amounts beside one
// another, or the heads of a form's columns.
var inRows = regexp.MustCompile(`([0-9,]+\.[0-9]{1,2} +){3}|一级指标.*二级指标`)

// unsurePages are the pages whose forms and tables are not read, or by guesses: what a document
// seems to lack may stand there.
func unsurePages(d *doc.Document) (out []PageFault) {
	pages := map[int]bool{}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Paragraph:
			if inRows.MatchString(b.Text + " ") {
				pages[b.Place.Page] = true
			}
		case *doc.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					if c.Doubt.Why == whyForm {
						pages[c.Place.Page] = true
					}
				}
			}
		}
	}
	for p := range pages {
		out = append(out, PageFault{p, unsurePage})
	}
	slices.SortFunc(out, func(a, b PageFault) int { return a.Page - b.Page })
	return out
}
