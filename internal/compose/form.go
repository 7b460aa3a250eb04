package compose

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// forms sets the performance declaration of each project that has one, each on
// a page of its own.
func (s *setter) forms() {
	n := 0
	for i := range s.d.Projects {
		p := &s.d.Projects[i]
		if !p.HasForm {
			continue
		}
		n++
		id := fmt.Sprintf("PF%d", n)
		s.turn(false)
		s.add(
			doc.Heading{Level: 3, Text: s.words(s.p.Form.Title), ID: fmt.Sprintf("pf%d", n), Table: true, Place: p.Ref},
			doc.Paragraph{Text: s.words(s.p.Form.Subtitle), Style: doc.Centred},
			s.form(p, id),
		)
	}
	if n > 0 {
		s.turn(false)
	}
}

func (s *setter) form(p *budget.Project, id string) *doc.Table {
	f := &s.p.Form
	out := &doc.Table{ID: id, Title: s.words(f.Title) + "：" + p.Name, Form: true}
	for _, w := range f.Widths {
		out.Columns = append(out.Columns, doc.Column{Width: w})
	}
	for _, r := range f.Rows {
		if !r.Indicators {
			out.Rows = append(out.Rows, formRow(p, id, r.Cells))
			continue
		}
		first := len(out.Rows)
		out.Rows = append(out.Rows, formRow(p, id, r.Cells))
		out.Rows = append(out.Rows, s.indicators(p)...)
		out.Rows[first].Cells[0].RowSpan = len(out.Rows) - first
	}
	totals(out)
	return out
}

func formRow(p *budget.Project, id string, cells []profile.FormCell) doc.Row {
	var r doc.Row
	for _, c := range cells {
		cell := doc.Cell{Text: c.Text, ColSpan: c.Span, RowSpan: c.Rows, Place: p.Ref}
		if c.Field == "" {
			cell.Scope, cell.Align = doc.RowHeader, doc.AlignCentre
			r.Cells = append(r.Cells, cell)
			continue
		}
		if t := p.Text(c.Field); t != nil {
			cell.Text, cell.Align = c.Text+*t, doc.AlignLeft
		} else if m := p.Money(c.Field); m != nil {
			cell.Text, cell.Align = c.Text+m.String(), doc.AlignRight
			if c.Text == "" {
				cell.Amount = formNumber(id, c.Field, *m)
			}
		}
		r.Cells = append(r.Cells, cell)
	}
	return r
}

// formNumber is what a form's amount stands for: whole yuan or fen, always exact.
// Its address has the origin as the row and the period as the column:
// PF1[total].annual.
func formNumber(id, field string, m budget.Money) *doc.Number {
	period, origin, _ := strings.Cut(field, ".")
	n := &doc.Number{
		Exact: m.Amount, Known: m.Given, Unit: money.Yuan,
		Address: profile.Address{Table: id, Row: origin, Column: period}.String(),
	}
	if m.Given {
		n.Printed, _ = money.ParsePrinted(m.String()) // what prints an amount reads as one
	}
	return n
}

// totals notes of each total of a form which amounts it adds up: those of the
// same period by origin, blank ones too.
func totals(t *doc.Table) {
	total, parts := map[string]*doc.Number{}, map[string][]doc.Point{}
	for _, slots := range doc.Grid(t.Rows) {
		for _, s := range slots {
			if s.Cell.Amount == nil {
				continue
			}
			a, err := profile.ParseAddress(s.Cell.Amount.Address)
			switch {
			case err != nil:
			case a.Row == "total":
				total[a.Column] = s.Cell.Amount
			default:
				parts[a.Column] = append(parts[a.Column], doc.Point{Row: s.Row, Col: s.Col})
			}
		}
	}
	for period, n := range total {
		n.Sum = parts[period]
	}
}

// indicators sets the indicators in the form's order of levels, the project's
// term on the left and the year on the right; a level without one keeps its row.
func (s *setter) indicators(p *budget.Project) []doc.Row {
	var out []doc.Row
	for _, level := range s.p.Form.Levels {
		first := len(out)
		for _, second := range level.Second {
			found := false
			for _, ind := range p.Indicators {
				if ind.Level1 == level.Name && ind.Level2 == second {
					out = append(out, indicatorRow(second, ind))
					found = true
				}
			}
			if !found {
				out = append(out, indicatorRow(second, budget.Indicator{}))
			}
		}
		label := doc.Cell{Text: level.Name, RowSpan: len(out) - first, Scope: doc.RowHeader, Align: doc.AlignCentre}
		out[first].Cells = append([]doc.Cell{label}, out[first].Cells...)
	}
	return out
}

func indicatorRow(second string, ind budget.Indicator) doc.Row {
	label := doc.Cell{Text: second, Scope: doc.RowHeader, Align: doc.AlignCentre}
	text := func(s string) doc.Cell { return doc.Cell{Text: s, Align: doc.AlignLeft, Place: ind.Ref} }
	value := func(s string) doc.Cell { return doc.Cell{Text: s, Align: doc.AlignCentre, Place: ind.Ref} }
	return doc.Row{Cells: []doc.Cell{
		label, text(ind.TermName), value(ind.TermValue), label, text(ind.YearName), value(ind.YearValue),
	}}
}
