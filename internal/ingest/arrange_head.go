package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/doc"
)

// tidyHead takes blank cells of a head into the title above them, where they divide it: a
// grid drawn by hand leaves such below a title that reaches over them. Rows in which nothing
// begins then are left out.
func tidyHead(rows []doc.Row) []doc.Row {
	for again := true; again; {
		again = false
		for _, row := range doc.Grid(rows) {
			for _, s := range row {
				again = again || takeBelow(rows, s)
			}
		}
	}
	return withoutEmpty(rows)
}

// takeBelow lets a title reach over the blank cells right below it, where these take up as
// many columns, and reports whether it did.
func takeBelow(rows []doc.Row, s doc.Slot) bool {
	w, h := s.Cell.Spans()
	below := s.Row + h
	if strings.TrimSpace(s.Cell.Text) == "" || below >= len(rows) || hasAmount(rows[below]) { // a total that shares the row of 类、款、项
		return false
	}
	from, taken := -1, 0
	for i, o := range doc.Grid(rows)[below] {
		ow, oh := o.Cell.Spans()
		if o.Col+ow <= s.Col || o.Col >= s.Col+w {
			continue
		}
		if strings.TrimSpace(o.Cell.Text) != "" || oh > 1 || o.Col < s.Col || o.Col+ow > s.Col+w {
			return false
		}
		if from < 0 {
			from = i
		}
		taken += ow
	}
	if from < 0 || taken != w {
		return false
	}
	n := from
	for n < len(rows[below].Cells) && taken > 0 {
		cw, _ := rows[below].Cells[n].Spans()
		taken -= cw
		n++
	}
	s.Cell.RowSpan = h + 1
	rows[below].Cells = slices.Delete(slices.Clone(rows[below].Cells), from, n)
	return true
}

// withoutEmpty leaves out rows that cells from above reach over altogether.
func withoutEmpty(rows []doc.Row) []doc.Row {
	for r := len(rows) - 1; r > 0; r-- {
		if len(rows[r].Cells) > 0 {
			continue
		}
		for _, row := range doc.Grid(rows)[:r] {
			for _, s := range row {
				if _, h := s.Cell.Spans(); s.Row+h > r {
					s.Cell.RowSpan = h - 1
				}
			}
		}
		rows = slices.Delete(rows, r, r+1)
	}
	return rows
}
