package ingesttest

import (
	"fmt"
	"regexp"
	"slices"
)

// Form is a made-up public document in the layout of an official form, with the
// truth of every amount in it.
type Form struct {
	Name   string
	Blocks []any // Title, Text, *Grid2
}

// Title is a heading of the text; Text is a paragraph.
type (
	Title string
	Text  string
)

// Slot is a cell of a table. ID is the cell's address in the profile's terms,
// T03[合计].基本支出; empty where the cell holds no amount.
type Slot struct {
	Text       string
	Cols, Rows int // spans; 0 is 1
	ID         string
}

// Grid2 is a table: lines above it, rows, notes under it.
type Grid2 struct {
	Sheet string // name of its sheet in a workbook
	Title string
	Above [][2]string // lines above the table, left and right
	Head  int         // rows of the head
	Rows  [][]Slot
	Notes []string
	Whole bool // title, lines and notes stand in rows of the table, as copied from a sheet
}

// Width is the number of columns.
func (g *Grid2) Width() int {
	n := 0
	for _, s := range g.Rows[0] {
		n += max(s.Cols, 1)
	}
	return n
}

// laid are the rows with title, lines and notes in rows of their own.
func (g *Grid2) laid() [][]Slot {
	w := g.Width()
	out := [][]Slot{{{Text: g.Title, Cols: w}}}
	for _, a := range g.Above {
		half := max(w/2, 1)
		out = append(out, []Slot{{Text: a[0], Cols: half}, {Text: a[1], Cols: w - half}})
	}
	out = append(out, g.Rows...)
	for _, n := range g.Notes {
		out = append(out, []Slot{{Text: n, Cols: w}})
	}
	return out
}

// Add puts blocks at the end.
func (f *Form) Add(blocks ...any) { f.Blocks = append(f.Blocks, blocks...) }

// Says adds paragraphs.
func (f *Form) Says(texts ...string) {
	for _, t := range texts {
		f.Add(Text(t))
	}
}

// Tables are the tables of the form.
func (f *Form) Tables() (out []*Grid2) {
	for _, b := range f.Blocks {
		if g, ok := b.(*Grid2); ok {
			out = append(out, g)
		}
	}
	return out
}

// Truth is every amount with an address: its printed text.
func (f *Form) Truth() map[string]string {
	out := map[string]string{}
	for _, g := range f.Tables() {
		for _, r := range g.Rows {
			for _, s := range r {
				if s.ID != "" {
					out[s.ID] = s.Text
				}
			}
		}
	}
	return out
}

// Set plants a text in the cell with that address.
func (f *Form) Set(id, text string) error {
	for _, g := range f.Tables() {
		for _, r := range g.Rows {
			if i := slices.IndexFunc(r, func(s Slot) bool { return s.ID == id }); i >= 0 {
				if r[i].Text == text {
					return fmt.Errorf("%s is %s already", id, text)
				}
				r[i].Text = text
				return nil
			}
		}
	}
	return fmt.Errorf("no cell %s", id)
}

// Say replaces, in the first paragraph that matches, what the expression's first
// group matches. It tells what stood there.
func (f *Form) Say(expression, is string) (was string, err error) {
	re, err := regexp.Compile(expression)
	if err != nil {
		return "", fmt.Errorf("%s: %w", expression, err)
	}
	for i, b := range f.Blocks {
		t, ok := b.(Text)
		if !ok {
			continue
		}
		m := re.FindStringSubmatchIndex(string(t))
		if m == nil {
			continue
		}
		was = string(t[m[2]:m[3]])
		if was == is {
			return "", fmt.Errorf("%s is %s already", expression, is)
		}
		f.Blocks[i] = t[:m[2]] + Text(is) + t[m[3]:]
		return was, nil
	}
	return "", fmt.Errorf("the text does not say %s", expression)
}
