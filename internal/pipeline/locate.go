package pipeline

import (
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// locate gives each finding that comes from a fact of the book the fact's place:
// the file and line, or the sheet and cell, where it has to be put right.
func locate(b *budget.Book, d *budget.Disclosure, findings diag.Findings) {
	l := locator{b, d}
	for i := range findings {
		f := &findings[i]
		if r := l.of(f.Ref); !r.IsZero() {
			f.Ref.File, f.Ref.Sheet, f.Ref.Cell, f.Ref.Line = r.File, r.Sheet, r.Cell, r.Line
		}
		for k := range f.Evidence {
			e := &f.Evidence[k].Ref
			if r := l.of(*e); !r.IsZero() {
				e.File, e.Sheet, e.Cell, e.Line = r.File, r.Sheet, r.Cell, r.Line
			}
		}
	}
}

type locator struct {
	b *budget.Book
	d *budget.Disclosure
}

// of is the place in the book of what stands at a place of the document; zero
// where that is computed from many facts or is the form's own.
func (l locator) of(r place.Ref) place.Ref {
	switch {
	case r.Form != "" || strings.HasPrefix(r.Table, "PF"):
		return l.form(r)
	case r.Table != "":
		return l.cell(r)
	case r.Section != "":
		return l.section(r.Section)
	}
	return place.Ref{}
}

// form is the place of a project, or of its indicator: Column counts those.
func (l locator) form(r place.Ref) place.Ref {
	for i := range l.b.Projects {
		p := &l.b.Projects[i]
		if p.Name != r.Form {
			continue
		}
		if n, err := strconv.Atoi(r.Column); err == nil && n >= 1 && n <= len(p.Indicators) && !isLevel(r.Row) {
			return p.Indicators[n-1].Ref
		}
		return p.Ref
	}
	return place.Ref{}
}

// isLevel reports whether a finding is of a whole level of indicators (成本指标), whose row
// stands blank in the form and not at all in a book.
func isLevel(row string) bool { return strings.HasSuffix(row, "指标") }

// cell is the place of the first fact under a row's subject, of a project's row,
// or of an item of the three-public expenses.
func (l locator) cell(r place.Ref) place.Ref {
	switch r.Table {
	case "T12", "T13":
		for i := range l.b.Projects {
			if l.b.Projects[i].Name == r.Row {
				return l.b.Projects[i].Ref
			}
		}
	case "T07":
		return l.revenue(r.Row)
	case "T09":
		if at := l.revenue(r.Row); !at.IsZero() {
			return at
		}
		return l.fact(r.Row)
	case "T10":
		for _, t := range l.b.ThreePublic {
			return t.Ref
		}
	case "T02", "T03", "T05", "T06", "T08":
		return l.fact(r.Row)
	}
	return place.Ref{}
}

func (l locator) fact(code string) place.Ref {
	if code == "" || strings.Trim(code, "0123456789") != "" {
		return place.Ref{}
	}
	for _, f := range l.b.Facts {
		if strings.HasPrefix(f.Subject, code) && len(code) != 5 || f.Economic == code || len(code) == 5 && strings.HasPrefix(f.Subject, code) {
			return f.Ref
		}
	}
	return place.Ref{}
}

func (l locator) revenue(code string) place.Ref {
	for _, v := range l.b.Revenue {
		if code != "" && strings.HasPrefix(v.Subject, code) {
			return v.Ref
		}
	}
	return place.Ref{}
}

// sections are the parts of the book that the numbered sections are made from.
var sectionFacts = map[string]func(*budget.Book) place.Ref{
	"概况一": func(b *budget.Book) place.Ref { return textRef(b.Texts, "duties") },
	"概况二": func(b *budget.Book) place.Ref {
		return firstRef(len(b.Staff), func() place.Ref { return b.Staff[0].Ref })
	},
	"一": func(b *budget.Book) place.Ref {
		return firstRef(len(b.Reasons), func() place.Ref { return b.Reasons[0].Ref })
	},
	"五": func(b *budget.Book) place.Ref {
		return firstRef(len(b.Reasons), func() place.Ref { return b.Reasons[0].Ref })
	},
	"七": func(b *budget.Book) place.Ref {
		return firstRef(len(b.ThreePublic), func() place.Ref { return b.ThreePublic[0].Ref })
	},
	"九": func(b *budget.Book) place.Ref {
		return firstRef(len(b.Procurement), func() place.Ref { return b.Procurement[0].Ref })
	},
	"十一": func(b *budget.Book) place.Ref {
		return firstRef(len(b.Vehicles), func() place.Ref { return b.Vehicles[0].Ref })
	},
}

func (l locator) section(id string) place.Ref {
	if at := sectionFacts[id]; at != nil {
		return at(l.b)
	}
	return place.Ref{}
}

func textRef(list []budget.Text, key string) place.Ref {
	for _, t := range list {
		if t.Key == key {
			return t.Ref
		}
	}
	return place.Ref{}
}

func firstRef(n int, first func() place.Ref) place.Ref {
	if n == 0 {
		return place.Ref{}
	}
	return first()
}
