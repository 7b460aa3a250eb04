package service

import (
	"slices"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/web/service/reader"
)

// excerpt is a paragraph or a part of a table as it was read, with what the
// finding speaks of marked: where there is no picture of the page.
type excerpt struct {
	Title  string
	Pieces []piece // of a paragraph
	Head   [][]cell
	Rows   [][]cell
	Above  int // rows left out
	Below  int
}

// piece is a part of a paragraph.
type piece struct{ Text, Class string }

// cell is a cell of a table.
type cell struct {
	Text       string
	Class      string // bad, doubt, t (set left)
	Cols, Rows int
}

// The bounds of excerpts.
const (
	maxExcerpts = 6
	wholeRows   = 14 // a table up to so many is shown whole
	nearRows    = 5  // rows shown above and below
)

// excerpts are the pieces of the document that a finding speaks of and that no
// picture shows, those with what may be wrong first.
func (v *itemView) excerpts(at int) (out []excerpt) {
	if len(v.Figures) > 0 {
		return nil
	}
	f := &v.Doc.Findings[at]
	for _, strong := range []bool{true, false} {
		for i := range v.Result.Blocks {
			b := &v.Result.Blocks[i]
			marks := marksOf(b, at)
			if len(marks) == 0 || hasStrong(marks) != strong || len(out) >= maxExcerpts {
				continue
			}
			if b.Rows == nil {
				out = append(out, excerpt{Title: b.Title, Pieces: pieces(b.Text, f, strong)})
				continue
			}
			out = append(out, tablePart(b, marks, f.Severity))
		}
	}
	return out
}

func marksOf(b *reader.Block, finding int) (out []reader.Mark) {
	for _, m := range b.Marks {
		if m.Finding == finding {
			out = append(out, m)
		}
	}
	return out
}

func hasStrong(marks []reader.Mark) bool {
	return slices.ContainsFunc(marks, func(m reader.Mark) bool { return m.Strong })
}

// pieces marks in a paragraph the value that the finding speaks of; where that is
// not in it, the whole.
func pieces(text string, f *diag.Finding, strong bool) []piece {
	class := "mark " + marking(f.Severity, strong)
	var values []string
	for _, s := range f.Suspects {
		values = append(values, s.Value)
	}
	values = append(values, f.Ref.Text)
	for _, e := range f.Evidence {
		values = append(values, e.Value)
	}
	for _, v := range values {
		if before, after, ok := strings.Cut(text, v); ok && v != "" {
			return []piece{{before, ""}, {v, class}, {after, ""}}
		}
	}
	return []piece{{text, class}}
}

// tablePart is the part of a table around the marks, under its head.
func tablePart(b *reader.Block, marks []reader.Mark, s diag.Severity) excerpt {
	rows := make([][]cell, 0, len(b.Rows))
	for _, r := range b.Rows {
		line := make([]cell, 0, len(r))
		for _, c := range r {
			one := cell{Text: c.Text, Cols: max(1, c.Cols), Rows: max(1, c.Rows)}
			if !c.Amount {
				one.Class = "t"
			}
			line = append(line, one)
		}
		rows = append(rows, line)
	}
	for _, m := range marks {
		if m.Row < 0 || m.Row >= len(rows) || m.Cell < 0 || m.Cell >= len(rows[m.Row]) {
			continue
		}
		c := &rows[m.Row][m.Cell]
		c.Class = strings.TrimSpace(c.Class + " hit " + marking(s, m.Strong))
	}
	x := excerpt{Title: b.Title, Head: rows[:min(b.Head, len(rows))], Rows: rows[min(b.Head, len(rows)):]}
	if len(x.Rows) > wholeRows {
		x.cut(marks, len(x.Head))
	}
	return x
}

// cut keeps the rows near the first mark that may be wrong.
func (x *excerpt) cut(marks []reader.Mark, head int) {
	m := marks[0]
	if i := slices.IndexFunc(marks, func(m reader.Mark) bool { return m.Strong }); i >= 0 {
		m = marks[i]
	}
	rows := unspanned(x.Rows)
	at := max(0, m.Row-head)
	from, to := max(0, at-nearRows), min(len(rows), at+nearRows+1)
	x.Above, x.Below, x.Rows = from, len(rows)-to, rows[from:to]
}

// unspanned repeats cells that reach over several rows in each of them, so that
// rows can be taken out.
func unspanned(rows [][]cell) [][]cell {
	type hanging struct {
		c    cell
		left int
	}
	over := map[int]hanging{} // by column
	out := make([][]cell, 0, len(rows))
	for _, r := range rows {
		var line []cell
		col := 0
		hang := func() {
			for h, ok := over[col]; ok; h, ok = over[col] {
				delete(over, col)
				if h.left > 1 {
					over[col] = hanging{h.c, h.left - 1}
				}
				line = append(line, h.c)
				col += h.c.Cols
			}
		}
		next := map[int]hanging{}
		for _, c := range r {
			hang()
			if c.Rows > 1 {
				one := c
				one.Rows = 1
				next[col] = hanging{one, c.Rows - 1}
				c = one
			}
			line = append(line, c)
			col += c.Cols
		}
		hang()
		for k, h := range next {
			over[k] = h
		}
		out = append(out, line)
	}
	return out
}
