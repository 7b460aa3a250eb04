package sheets

import (
	"math"
	"strings"

	"mingbai/internal/doc"
)

// Widths are in characters of a digit's width; a Chinese character takes two.
const (
	minWidth    = 8.0
	amountWidth = 12.0
	maxWidth    = 44.0
	formWidth   = 104.0 // of all columns of a form
	lineHeight  = 15.0
	minHeight   = 19.0
)

// textWidth is the width of the widest line of s.
func textWidth(s string) float64 {
	widest := 0.0
	for line := range strings.SplitSeq(s, "\n") {
		widest = max(widest, lineWidth(line))
	}
	return widest
}

func lineWidth(s string) (w float64) {
	for _, r := range s {
		if r < 0x2000 {
			w++
		} else {
			w += 2
		}
	}
	return w
}

// rowHeight is the height that s needs in a cell so many characters wide.
func rowHeight(s string, room float64) float64 {
	lines := 0.0
	for line := range strings.SplitSeq(s, "\n") {
		lines += max(1, math.Ceil(lineWidth(line)/max(room-1, 2)))
	}
	return max(minHeight, lines*lineHeight+4)
}

// columnWidths follows the contents of a table's columns: the widest cell of
// the body, half the widest header, which can take two lines. A form's columns
// share one page as the document says.
func columnWidths(t *doc.Table, head, body [][]doc.Slot, cols int) []float64 {
	out := make([]float64, cols)
	total := 0
	for _, c := range t.Columns {
		total += c.Width
	}
	if t.Form && total > 0 {
		for i := range out {
			out[i] = minWidth
			if i < len(t.Columns) {
				out[i] = max(minWidth, formWidth*float64(t.Columns[i].Width)/float64(total))
			}
		}
		makeRoom(out, body)
		return out
	}
	for i := range out {
		out[i] = minWidth
		if i < len(t.Columns) && t.Columns[i].Kind == doc.Amount {
			out[i] = amountWidth
		}
	}
	widen := func(grid [][]doc.Slot, rows []doc.Row, share float64) {
		for r, slots := range grid {
			for _, s := range slots {
				if cols, _ := s.Cell.Spans(); cols == 1 {
					need := textWidth(s.Cell.Text)*share + 2 + 2*float64(lookOf(t, rows[r], s, false).indent)
					out[s.Col] = max(out[s.Col], min(maxWidth, need))
				}
			}
		}
	}
	widen(body, t.Rows, 1)
	widen(head, t.Head, 0.5)
	return stretch(out, min(100, textWidth(t.Title)*titleSize/bodySize+2))
}

// makeRoom widens the columns of a form for its amounts: one that does not fit is
// shown as ###.
func makeRoom(widths []float64, body [][]doc.Slot) {
	for _, slots := range body {
		for _, s := range slots {
			if s.Cell.Amount == nil {
				continue
			}
			cols, _ := s.Cell.Spans()
			over := widths[s.Col:min(s.Col+cols, len(widths))]
			for lack, i := textWidth(s.Cell.Text)+2-sum(over), 0; lack > 0 && i < len(over); i++ {
				over[i] += lack / float64(len(over))
			}
		}
	}
}

// stretch widens all columns alike where together they are narrower than least,
// so that a narrow table has room for its title.
func stretch(widths []float64, least float64) []float64 {
	if total := sum(widths); total < least {
		for i := range widths {
			widths[i] *= least / total
		}
	}
	return widths
}

func sum(widths []float64) (total float64) {
	for _, w := range widths {
		total += w
	}
	return total
}
