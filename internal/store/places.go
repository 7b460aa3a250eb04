package store

import (
	"fmt"
	"slices"

	"mingbai/internal/budget"
)

// takePlaces gives a version the places of the reading, whose file says the same: a
// file with pages shows where each number stands, also of what is known from data.
func (p *putting) takePlaces(at []any) error {
	if !paged(p.r.Disclosure) {
		return nil
	}
	known, err := p.said(at)
	if err != nil || !placed(known, p.r.Disclosure) {
		return err
	}
	packed, err := pack(known)
	if err != nil {
		return fmt.Errorf("记下各数在第几页：%w", err)
	}
	_, err = p.exec("UPDATE version SET disclosure = $4 WHERE unit_id = $1 AND document_id = $2 AND number = $3", append(slices.Clone(at), packed)...)
	return err
}

// withPlaces is the reading as it is stored in a version's place: it keeps the places
// that the version knows.
func (p *putting) withPlaces(at []any) ([]byte, error) {
	known, err := p.said(at)
	if err != nil || !paged(known) {
		return p.r.disclosure, err
	}
	d, err := unpackDisclosure(p.r.disclosure)
	if err != nil || !placed(d, known) {
		return p.r.disclosure, err
	}
	return pack(d)
}

// paged reports whether cells of a document know their page.
func paged(d *budget.Disclosure) bool {
	found := false
	eachCell(d, func(_ *budget.Table, _ *budget.Panel, l *budget.Line, column int) {
		found = found || onPage(&l.Cells[column])
	})
	return found
}

func onPage(c *budget.Cell) bool { return c.Ref.Page > 0 && c.Ref.Box != [4]float64{} }

// placed gives the cells that know no page the places that another reading of the same
// document has for them, where both print the same; it reports whether any got one.
func placed(d, from *budget.Disclosure) (any bool) {
	for i := range d.Tables {
		other := from.Table(d.Tables[i].ID)
		if other == nil {
			continue
		}
		for k := range d.Tables[i].Panels {
			p := &d.Tables[i].Panels[k]
			if o := other.Panel(p.Key); o != nil && placedPanel(p, o) {
				any = true
			}
		}
	}
	return any
}

func placedPanel(p, from *budget.Panel) (any bool) {
	lines := map[string][]*budget.Line{} // of a key, those that are left, in order
	for i := range from.Lines {
		l := &from.Lines[i]
		lines[l.Key] = append(lines[l.Key], l)
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		left := lines[l.Key]
		if len(left) == 0 {
			continue
		}
		lines[l.Key] = left[1:]
		for c := range l.Cells {
			n := -1
			if c < len(p.Columns) {
				n = slices.Index(from.Columns, p.Columns[c])
			}
			if n < 0 || n >= len(left[0].Cells) {
				continue
			}
			if to, of := &l.Cells[c], &left[0].Cells[n]; !onPage(to) && onPage(of) && to.Printed.Text == of.Printed.Text {
				to.Ref, any = of.Ref, true
			}
		}
	}
	return any
}
