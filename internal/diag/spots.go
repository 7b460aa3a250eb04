package diag

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/doc"
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
	return !cell || r.Cell != "" || r.Text == "" || shows(strings.TrimSpace(text), strings.TrimSpace(r.Text))
}

// NamesCell reports whether a place that a finding gives is a cell of a row: the place of
// the cell itself or, where readers of office files give each cell a paragraph of its
// own, that of another cell of the row while this one shows what is said to be there.
func NamesCell(r place.Ref, row *doc.Row, k int) bool {
	text := strings.TrimSpace(row.Cells[k].Text)
	if Names(r, placeIn(row, k), text, true) {
		return true
	}
	said := strings.TrimSpace(r.Text)
	if said == "" || r.Para == 0 && r.Line == 0 || r.Cell != "" || HasBox(r) || !shows(text, said) {
		return false
	}
	for other := range row.Cells {
		if Names(r, placeIn(row, other), said, true) {
			return !shows(strings.TrimSpace(row.Cells[other].Text), said)
		}
	}
	return false
}

// placeIn is where a cell stands: in its row, where it has no place of its own.
func placeIn(row *doc.Row, k int) place.Ref {
	at := row.Cells[k].Place
	if at.Line == 0 && at.Para == 0 && at.Cell == "" && !HasBox(at) {
		return row.Place
	}
	return at
}

// shows reports whether a cell's text is what a place is said to show: the same, the code
// or the name of a row told by both, or a value behind its label.
func shows(text, said string) bool {
	if text == said {
		return true
	}
	if slices.Contains(strings.Fields(said), text) {
		return true
	}
	label, ok := strings.CutSuffix(text, said)
	return ok && (strings.HasSuffix(label, "：") || strings.HasSuffix(label, ":"))
}

// Where tells the place of a finding for people: its address, the table or form that it is in,
// then the page, line, cell or paragraph.
func (d *Document) Where(f *Finding, english bool) string {
	return d.where(f, &printer{TextOptions: TextOptions{English: english}})
}

// Spot tells where in the file a finding is, for people: the page, line, cell or paragraph.
func (f *Finding) Spot(english bool) string {
	return f.spot(&printer{TextOptions: TextOptions{English: english}})
}

// stands is the table that a place is in, by its title without the year, the name of the unit
// and what stands in brackets, or the project whose form it is; empty where it is in none.
func (d *Document) stands(at place.Ref) string {
	if at.Form != "" {
		return at.Form
	}
	for i := range d.Tables {
		t := &d.Tables[i]
		if at.Table == "" || !slices.Contains(t.IDs, at.Table) {
			continue
		}
		title := strings.TrimPrefix(strings.TrimSpace(t.Title), d.Unit)
		if rest, ok := strings.CutPrefix(title, fmt.Sprintf("%d年", d.Year)); ok {
			title = strings.TrimPrefix(rest, "度")
		}
		if name, _, ok := strings.Cut(title, "（"); ok && name != "" {
			return name
		}
		return title
	}
	return ""
}

// Suggested is what a finding's likeliest suspect shows and the value that would
// put it right; ok is false where no value is better than another.
func (f *Finding) Suggested() (printed, right string, ok bool) {
	if len(f.Suspects) == 0 || f.Suspects[0].Suggest == "" {
		return "", "", false
	}
	return f.Suspects[0].Value, f.Suspects[0].Suggest, true
}
