package ingest

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// Arrange sets a document that was read out as one that is composed: the lines around
// a table belong to it, its head is told from its body, and its cells for amounts
// from others. It says nothing that the document did not.
func Arrange(d *doc.Document, read *budget.Disclosure) *doc.Document {
	a := arranger{amounts: amountsAt(read), headings: headingsAt(read), contents: contentsAt(read), out: &doc.Document{Meta: d.Meta}}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Table:
			a.table(b)
		case doc.Paragraph:
			for l := range strings.SplitSeq(b.Text, "\n") {
				a.line(doc.Paragraph{Text: strings.TrimSpace(l), Style: b.Style, Place: b.Place})
			}
		case doc.Cover:
			for _, l := range append([]string{b.Unit, b.Title}, b.Lines...) {
				a.line(doc.Paragraph{Text: strings.TrimSpace(l), Style: doc.Centred})
			}
		case doc.PageBreak, doc.Contents:
		default:
			a.add(b)
		}
	}
	return a.out
}

// spot is a place in a file with what stands there.
type spot struct {
	place place.Ref
	text  string
}

func spotOf(r place.Ref, text string) spot {
	r.Table, r.Row, r.Column, r.Section, r.Form, r.Text = "", "", "", "", "", ""
	return spot{r, strings.TrimSpace(text)}
}

// amountsAt are the amounts that were read, by where they stand.
func amountsAt(read *budget.Disclosure) map[spot][]doc.Number {
	out := map[spot][]doc.Number{}
	for i := range read.Tables {
		t := &read.Tables[i]
		for _, p := range t.Panels {
			for l := range p.Lines {
				for k, c := range p.Lines[l].Cells {
					if c.Printed.Mark != money.Number || c.Counts {
						continue
					}
					at := place.Ref{Table: t.ID, Row: p.Lines[l].Key, Column: p.Columns[k]}
					s := spotOf(c.Ref, c.Printed.Text)
					out[s] = append(out[s], doc.Number{Exact: c.Exact, Known: c.Known, Printed: c.Printed, Unit: t.MoneyUnit, Address: at.Address()})
				}
			}
		}
	}
	return out
}

// headingsAt are the headings of parts and sections that were read, by where they
// stand, with their levels.
func headingsAt(read *budget.Disclosure) map[spot]int {
	out := map[spot]int{}
	if read.Outline == nil {
		return out
	}
	levels := map[budget.HeadingKind]int{budget.PartHeading: 1, budget.SectionHeading: 2, budget.SubHeading: 3}
	for _, h := range read.Outline.Headings {
		if level := levels[h.Kind]; level > 0 {
			out[spotOf(h.Ref, h.Text)] = level
		}
	}
	return out
}

// contentsAt are the entries of the contents that were read, by where they stand: a line may
// hold several.
func contentsAt(read *budget.Disclosure) map[spot][]string {
	out := map[spot][]string{}
	if read.Outline == nil {
		return out
	}
	for _, e := range read.Outline.Contents {
		s := spotOf(e.Ref, "")
		out[s] = append(out[s], e.Text)
	}
	return out
}

type arranger struct {
	amounts  map[spot][]doc.Number
	headings map[spot]int      // their levels
	contents map[spot][]string // entries
	out      *doc.Document
	tabled   bool // the last block is a table
}

// add adds a block; text after a table stands on a page of its own.
func (a *arranger) add(b doc.Block) {
	if _, ok := b.(doc.PageBreak); !ok && a.tabled {
		a.out.Blocks = append(a.out.Blocks, doc.PageBreak{})
	}
	a.tabled = false
	a.out.Blocks = append(a.out.Blocks, b)
}

// line adds a line of text; on pages, where a sentence may go on in the next line, to
// the paragraph before.
func (a *arranger) line(p doc.Paragraph) {
	if p.Text == "" || a.noted(p.Text) {
		return
	}
	if entries := a.contents[spotOf(p.Place, "")]; len(entries) > 0 && strings.Contains(p.Text, entries[0]) {
		for _, e := range entries { // without the pages, which are others here
			a.add(doc.Paragraph{Text: e, Style: doc.Plain})
		}
		return
	}
	if level := a.headings[spotOf(p.Place, p.Text)]; level > 0 {
		a.add(doc.Heading{Level: level, Text: p.Text, Place: p.Place})
		return
	}
	if n := len(a.out.Blocks); n > 0 && p.Place.Page > 0 {
		if last, ok := a.out.Blocks[n-1].(doc.Paragraph); ok && goesOn(last, p) {
			last.Text += p.Text
			last.Place.Page = p.Place.Page
			a.out.Blocks[n-1] = last
			return
		}
	}
	a.add(p)
}

// noted gives the table right before the note that a line is, or more of it: 2．本套报表….
func (a *arranger) noted(text string) bool {
	if !a.tabled {
		return false
	}
	t, ok := a.out.Blocks[len(a.out.Blocks)-1].(*doc.Table)
	switch {
	case !ok:
	case t.Note == "" && (isNote(text) || isEmptyNote(text)):
		t.Note = text
		return true
	case t.Note != "" && text[0] >= '2' && text[0] <= '9' && style(text) == arabic && strings.HasSuffix(text, "。"):
		t.Note += text
		return true
	}
	return false
}

// longLine is the least length, in characters, of a line that may have been broken.
const longLine = 20

// goesOn reports whether a sentence goes on in the next line of a page.
func goesOn(last, next doc.Paragraph) bool {
	r, _ := utf8.DecodeLastRuneInString(last.Text)
	_, _, leader := entryOf(last.Text)
	num, _ := ordinal(next.Text)
	if item, _ := ordinal(last.Text); item != "" && !strings.ContainsAny(last.Text, "，。；：") {
		return false // a heading
	}
	return last.Place.Page > 0 && next.Place.Page <= last.Place.Page+1 && utf8.RuneCountInString(last.Text) >= longLine &&
		!strings.ContainsRune("。；;：:！？", r) && !leader && num == "" && !strings.HasPrefix(next.Text, "第") && !stands(next.Text, true)
}

// table adds the tables that a grid holds, with the lines that stand in its rows.
func (a *arranger) table(t *doc.Table) {
	for _, l := range []string{t.Title, t.Label, t.Left, t.Right} {
		if l != "" {
			a.add(doc.Paragraph{Text: l})
		}
	}
	rows := slices.Concat(t.Head, t.Rows)
	g := layGrid(t)
	from := 0
	var last *doc.Table
	for i := 0; i <= len(rows); i++ {
		var lines []item
		if i < len(rows) {
			if lines = g.loose(i); lines == nil {
				continue
			}
		}
		if i > from {
			last = a.grid(rows[from:i])
		}
		from = i + 1
		for _, l := range lines {
			if last != nil && last.Note == "" && isNote(l.text) {
				last.Note = l.text
				continue
			}
			a.add(doc.Paragraph{Text: l.text})
			last = nil
		}
	}
	if last != nil && last.Note == "" {
		last.Note = t.Note
	}
}

// grid adds one table, which the lines before it belong to.
func (a *arranger) grid(rows []doc.Row) *doc.Table {
	t := &doc.Table{}
	between := a.above(t)
	rows = cloneRows(rows)
	head := headRows(rows)
	a.fill(rows)
	t.Columns, t.Rows = columnsOf(rows, head), rows
	t.Landscape = len(t.Columns) > 6
	t.Form = !slices.ContainsFunc(t.Columns, func(c doc.Column) bool { return c.Kind == doc.Amount })
	if !t.Form {
		t.Head, t.Rows = tidyHead(cloneRows(rows[:head])), rows[head:]
		t.Columns = columnsOf(slices.Concat(t.Head, t.Rows), len(t.Head))
	}
	a.add(doc.PageBreak{Landscape: t.Landscape})
	if t.Title != "" {
		a.add(doc.Heading{Level: 2, Text: t.Title, Table: true})
	}
	for _, l := range between {
		a.add(doc.Paragraph{Text: l, Style: doc.Centred})
	}
	a.add(t)
	a.tabled = true
	return t
}

// above takes the lines before a table that are its own: the unit's name, the unit of
// money, a label, the title; a form's year, which stands under its title, it gives back.
func (a *arranger) above(t *doc.Table) (between []string) {
	n := len(a.out.Blocks)
	for n > 0 {
		text, ok := lineOf(a.out.Blocks[n-1])
		if ok && t.Title == "" && isYearLine(text) {
			between = append(between, strings.TrimSpace(text))
		} else if !ok || !takes(t, text) {
			break
		}
		n--
	}
	if t.Title == "" {
		t.Label, t.Left, t.Right = "", "", ""
		return nil
	}
	a.out.Blocks = a.out.Blocks[:n]
	slices.Reverse(between)
	return between
}

// isYearLine reports whether a line is a year and no more: （2025年度）.
func isYearLine(s string) bool {
	rest := strings.Trim(plain(s), "()0123456789")
	return rest == "年度" || rest == "年"
}

// lineOf is the text of a block of one line.
func lineOf(b doc.Block) (string, bool) {
	switch b := b.(type) {
	case doc.Paragraph:
		return b.Text, true
	case doc.Heading:
		return b.Text, true
	}
	return "", false
}

// takes gives a table a line that stands before it, from below; false where the line
// is none of its own.
func takes(t *doc.Table, text string) bool {
	text = strings.TrimSpace(text)
	name, unit, both := bothLines(text)
	title, behind, said := titleAndUnit(text)
	switch {
	case isLabelLine(text) && t.Label == "":
		t.Label = text
	case t.Title != "":
		return false
	case both && t.Left == "" && t.Right == "":
		t.Left, t.Right = name, unit
	case isMoneyUnitLine(text) && t.Right == "":
		t.Right = text
	case hasAny(text, unitNameLabels) && t.Left == "":
		t.Left = text
	case said:
		t.Title, t.Right = title, cmp.Or(t.Right, behind)
	case titleLike(text):
		t.Title = text
	default:
		return false
	}
	return true
}

func cloneRows(rows []doc.Row) []doc.Row {
	out := slices.Clone(rows)
	for i := range out {
		out[i].Cells = slices.Clone(out[i].Cells)
	}
	return out
}

// headRows counts the rows before the first that tells of something: a subject's code,
// a numbered item, an amount, a total beside one; or before blank ones, which end a table
// without data. A head may be called 合计, or 本年收入, as a total is.
func headRows(rows []doc.Row) int {
	for i := range rows {
		first := slices.IndexFunc(rows[i].Cells, func(c doc.Cell) bool { return strings.TrimSpace(c.Text) != "" })
		switch {
		case first < 0:
			if !slices.ContainsFunc(rows[i:], hasText) {
				return whole(rows, firstAmounts(rows[:i]))
			}
		case beginsBody(rows[i].Cells[first].Text), isTotal(rows[i].Cells[first].Text) && (hasAmount(rows[i]) || !slices.ContainsFunc(rows, hasAmount)):
			return whole(rows, i)
		}
	}
	if n := firstAmounts(rows); n < len(rows) {
		return whole(rows, n)
	}
	return 0
}

// firstAmounts is how many rows stand above the first amounts, all where there are none: the
// head, where rows are named as the unit is.
func firstAmounts(rows []doc.Row) int {
	if i := slices.IndexFunc(rows, hasAmount); i > 0 {
		return i
	}
	return len(rows)
}

func hasText(r doc.Row) bool {
	return slices.ContainsFunc(r.Cells, func(c doc.Cell) bool { return strings.TrimSpace(c.Text) != "" })
}

func hasAmount(r doc.Row) bool {
	return slices.ContainsFunc(r.Cells, func(c doc.Cell) bool { return amountLike(c.Text) })
}

// isTotal reports whether a text is what a total is called.
func isTotal(text string) bool {
	return slices.Contains([]string{"合计", "总计", "本年收入", "本年收入合计"}, plain(text))
}

// whole is the most rows, no more than n, that no cell reaches out of.
func whole(rows []doc.Row, n int) int {
	for n > 0 {
		first := n
		for i := range rows[:n] {
			for _, c := range rows[i].Cells {
				if _, h := c.Spans(); i+h > n {
					first = min(first, i)
				}
			}
		}
		if first == n {
			return n
		}
		n = first
	}
	return 0
}

func beginsBody(text string) bool {
	p := plain(text)
	if len(p) >= 3 && strings.Trim(p, "0123456789") == "" {
		return true
	}
	if num, rest := ordinal(text); num != "" && rest != "" {
		return true
	}
	if code, name := uncode("", strings.TrimSpace(text)); code != "" && name != "" {
		return true
	}
	if amount, err := money.ParsePrinted(text); err == nil && amount.Mark == money.Number && amount.Value.Scale > 0 {
		return true
	}
	return amountLike(text)
}

// fill marks the cells that amounts were read from.
func (a *arranger) fill(rows []doc.Row) {
	for i := range rows {
		for j := range rows[i].Cells {
			c := &rows[i].Cells[j]
			s := spotOf(*placeOf(c, &rows[i]), c.Text)
			if list := a.amounts[s]; len(list) > 0 {
				c.Amount = &list[0]
				a.amounts[s] = list[1:]
			}
		}
	}
}

// columnsOf are the columns of a table by what stands in them: amounts, codes, names.
func columnsOf(rows []doc.Row, head int) []doc.Column {
	var out []doc.Column
	for _, slots := range doc.Grid(rows) {
		for _, s := range slots {
			w, _ := s.Cell.Spans()
			for len(out) < s.Col+w {
				out = append(out, doc.Column{Kind: doc.Name, Width: narrow})
			}
			col := &out[s.Col]
			if w == 1 {
				col.Width = max(col.Width, min(len([]rune(s.Cell.Text)), broad))
			}
			switch text := strings.TrimSpace(s.Cell.Text); {
			case s.Cell.Amount != nil:
				col.Kind = doc.Amount
			case s.Row >= head && w == 1 && col.Kind == doc.Name && len(text) >= 3 && len(text) <= 7 && strings.Trim(text, "0123456789") == "":
				col.Kind = doc.Code
			case s.Row < head && w == 1:
				col.Title = text
			}
		}
	}
	return out
}

// The least and the most that a column asks for, in characters.
const (
	narrow = 6
	broad  = 24
)
