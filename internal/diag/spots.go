package diag

import (
	"strings"

	"mingbai/internal/place"
)

// Names reports whether a place that a finding gives is where a text of the
// document stands: the same box on a page, the same cell of a sheet, or the same
// line and, of a cell, what is printed in it.
func Names(r, at place.Ref, text string, cell bool) bool {
	switch {
	case HasBox(r) || HasBox(at):
		return SameSpot(r, at)
	case r.Line == 0 && r.Para == 0 && r.Cell == "":
		return false
	case r.File != "" && r.File != at.File: // of last year's document
		return false
	case r.Sheet != at.Sheet || r.Cell != at.Cell && r.Cell != "" || r.Line != at.Line || r.Para != at.Para || r.Page != at.Page:
		return false
	}
	return !cell || r.Cell != "" || r.Text == "" || strings.TrimSpace(r.Text) == strings.TrimSpace(text)
}

// Where tells the place of a finding for people: in the document's own terms, then
// the page, line, cell or paragraph.
func (f *Finding) Where(english bool) string {
	return f.where(&printer{TextOptions: TextOptions{English: english}})
}

// Suggested is what a finding's likeliest suspect shows and the value that would
// put it right; ok is false where no value is better than another.
func (f *Finding) Suggested() (printed, right string, ok bool) {
	if len(f.Suspects) == 0 || f.Suspects[0].Suggest == "" {
		return "", "", false
	}
	return f.Suspects[0].Value, f.Suspects[0].Suggest, true
}
