package finder

import (
	"cmp"
	"slices"
	"strconv"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// mix is what the units spend on, by the highest level of functions: a bar for
// each unit, cut by share.
type mix struct {
	Classes []mixClass
	Rows    []mixRow
}

// mixClass is a function with its colour; the last may stand for all others.
type mixClass struct {
	Code, Name, Class string
	Cells             []mixCell // of each unit
}

type mixCell struct{ Amount, Share, Href string }

// mixRow is one unit's bar.
type mixRow struct {
	Name, Alt string
	Parts     []mixPart
}

type mixPart struct {
	Class    string
	X, Width int
}

// mixWidth is the width of a whole bar.
const mixWidth = 1000

// colours is how many functions have a colour of their own.
const colours = 4

// mixOf cuts each unit's spending by function; nil where no unit tells it.
func mixOf(v *compareView) *mix {
	type class struct {
		code, name string
		shares     int64 // of all units, in ten-thousandths
	}
	var classes []class
	totals := make([]store.Amount, len(v.Columns))
	for i := range v.Columns {
		totals[i] = classTotal(&v.Columns[i])
		for _, c := range classesOf(&v.Columns[i]) {
			if totals[i] == 0 {
				continue
			}
			n := slices.IndexFunc(classes, func(k class) bool { return k.code == c.Code })
			if n < 0 {
				classes = append(classes, class{code: c.Code, name: c.Name})
				n = len(classes) - 1
			}
			classes[n].shares += int64(part(int64(c.Figure.Amount), int64(totals[i]), 10_000))
		}
	}
	if len(classes) == 0 {
		return nil
	}
	slices.SortFunc(classes, func(a, b class) int { return cmp.Or(cmp.Compare(b.shares, a.shares), cmp.Compare(a.code, b.code)) })
	out := &mix{}
	for i, k := range classes {
		one := mixClass{Code: k.code, Name: k.name, Class: "c" + strconv.Itoa(min(i, colours)+1)}
		for n := range v.Columns {
			one.Cells = append(one.Cells, mixCellOf(v, &v.Columns[n], k.code, totals[n]))
		}
		out.Classes = append(out.Classes, one)
	}
	for n := range v.Columns {
		if totals[n] > 0 {
			out.Rows = append(out.Rows, mixRowOf(v.Lang, &v.Columns[n], out.Classes, totals[n]))
		}
	}
	return out
}

// legend names the colours: the last stands for all the rest where there are more
// functions than colours.
func (m *mix) legend(others string) []mixClass {
	if len(m.Classes) <= colours+1 {
		return m.Classes
	}
	return append(slices.Clone(m.Classes[:colours]), mixClass{Name: others, Class: m.Classes[colours].Class})
}

// classesOf are a unit's functions with an amount above zero.
func classesOf(c *column) []store.Cell {
	if c.Facts == nil {
		return nil
	}
	var out []store.Cell
	for _, x := range c.Facts.Classes {
		if x.Figure.Known && x.Figure.Amount > 0 {
			out = append(out, x)
		}
	}
	return out
}

func classTotal(c *column) (sum store.Amount) {
	for _, x := range classesOf(c) {
		sum += x.Figure.Amount
	}
	return sum
}

func mixCellOf(v *compareView, c *column, code string, total store.Amount) mixCell {
	for _, x := range classesOf(c) {
		if x.Code == code {
			return mixCell{
				page.Amount(x.Figure), page.Share(x.Figure, store.Figure{Amount: total, Known: true}),
				page.In(v.Lang, page.NumberPath(c.Path, x.CellKey)),
			}
		}
	}
	return mixCell{}
}

func mixRowOf(l page.Lang, c *column, classes []mixClass, total store.Amount) mixRow {
	row := mixRow{Name: c.Name, Alt: c.Name}
	x := 0
	var sum store.Amount
	for _, k := range classes {
		for _, cell := range classesOf(c) {
			if cell.Code != k.Code {
				continue
			}
			sum += cell.Figure.Amount
			end := part(int64(sum), int64(total), mixWidth)
			if end > x {
				row.Parts = append(row.Parts, mixPart{k.Class, x, end - x})
			}
			x = end
			row.Alt += l.T("；", "; ") + l.Term(k.Name) + " " + page.Share(cell.Figure, store.Figure{Amount: total, Known: true})
		}
	}
	return row
}

// panel is one unit's spending year by year.
type panel struct {
	Title  string
	Values []value
}

// pastYears is how many years are shown.
const pastYears = 6

// pastOf are the years of each unit on one scale; nil where none has two.
func pastOf(v *compareView) []panel {
	var out []panel
	var all []value
	several := false
	for i := range v.Columns {
		c := &v.Columns[i]
		if c.Head == nil {
			continue
		}
		p := panel{Title: c.Name}
		for _, y := range c.Years[max(len(c.Years)-pastYears, 0):] {
			f := y.Totals.Spending
			p.Values = append(p.Values, value{
				Name: strconv.Itoa(y.Year), Text: page.Amount(f), First: y.Year == v.Year, number: int64(f.Amount), known: f.Known,
				Href: page.In(v.Lang, page.DocumentPath(c.ID, y.Year, v.Kind, c.Head.Scope)),
			})
		}
		several = several || len(p.Values) > 1
		all = append(all, p.Values...)
		out = append(out, p)
	}
	if !several {
		return nil
	}
	scale(all, false)
	n := 0
	for i := range out {
		n += copy(out[i].Values, all[n:])
	}
	return out
}
