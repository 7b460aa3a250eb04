package finder

import (
	"strconv"

	"mingbai/internal/money"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// measure is one figure of all units: a small picture with its table.
type measure struct {
	Title  string
	Unit   string // what the values are in
	Values []value
}

// value is what a measure is for one unit.
type value struct {
	Name   string // of the unit, short
	Text   string // as shown
	Of     string // what it was computed from: 667.98 ÷ 25
	Href   string // of the amount it stands on; empty where there is none
	Bar    int    // width of the bar
	First  bool   // of the unit that the others are compared with
	CSV    string // for a spreadsheet; empty where it is not known
	number int64
	known  bool
}

// The size of a small picture, in its own points.
const (
	multipleWidth = 320
	multipleRow   = 42
)

// kind of a measure: how its value comes from the figures.
type kindOf int

const (
	amountOf kindOf = iota // the figure itself
	perHead                // by the staff
	shareOf                // of the whole
	headsOf                // the staff itself
)

// measured says what to take of a unit.
type measured struct {
	zh, en string
	kind   kindOf
	table  string // where the figure stands
	panel  string
	of     func(*column) store.Figure
	whole  func(*column) store.Figure
}

func spending(c *column) store.Figure { return c.Head.Totals.Spending }

// measures are what units are compared by.
var measures = []measured{
	{zh: "支出总计", en: "Spending", table: "T01", panel: "spending", of: spending},
	{zh: "实有人数", en: "Staff", kind: headsOf},
	{zh: "人均支出", en: "Spending per head", kind: perHead, table: "T01", panel: "spending", of: spending},
	{zh: "人均人员经费", en: "Personnel costs per head", kind: perHead, table: "T06", of: func(c *column) store.Figure { return c.Facts.Staff }},
	{zh: "人均公用经费", en: "Operating costs per head", kind: perHead, table: "T06", of: func(c *column) store.Figure { return c.Facts.Running }},
	{zh: "人均“三公”经费", en: "Three-public per head", kind: perHead, table: "T10", of: func(c *column) store.Figure { return c.Head.Totals.ThreePublic }},
	{zh: "基本支出占比", en: "Basic spending, share", kind: shareOf, table: "T03", of: func(c *column) store.Figure { return c.Head.Totals.Basic }, whole: spending},
	{zh: "项目支出占比", en: "Projects, share", kind: shareOf, table: "T03", of: func(c *column) store.Figure { return c.Head.Totals.Project }, whole: spending},
	{zh: "财政拨款占收入", en: "Appropriation, share of income", kind: shareOf, table: "T04", of: func(c *column) store.Figure { return c.Head.Totals.Appropriation }, whole: func(c *column) store.Figure { return c.Head.Totals.Income }},
}

// measuresOf are the measures of all units that have a document of the year.
func measuresOf(v *compareView) []measure {
	var out []measure
	for _, m := range measures {
		one := measure{Title: v.T(m.zh, m.en), Unit: m.unit(v.Lang)}
		any := false
		for i := range v.Columns {
			x := m.value(v, &v.Columns[i])
			x.First = i == 0
			any = any || x.known
			one.Values = append(one.Values, x)
		}
		if !any {
			continue
		}
		scale(one.Values, m.kind == shareOf)
		out = append(out, one)
	}
	return out
}

func (m measured) unit(l page.Lang) string {
	switch m.kind {
	case perHead:
		return l.T("万元/人", "万元 a head")
	case shareOf:
		return "%"
	case headsOf:
		return l.T("人", "persons")
	}
	return "万元"
}

// value is the measure of one unit.
func (m measured) value(v *compareView, c *column) value {
	out := value{Name: c.Short, Text: "—"}
	if c.Head == nil {
		out.Of = v.lacking()
		return out
	}
	if m.kind == headsOf {
		return m.heads(v, c, out)
	}
	f := m.of(c)
	if k, ok := c.Facts.key(m.table, m.panel, f); ok {
		out.Href = page.In(v.Lang, page.NumberPath(c.Path, k))
	}
	switch m.kind {
	case perHead:
		if !f.Known || c.Facts.People == 0 {
			out.Of = v.T("没有写人数或金额", "staff or amount not given")
			return out
		}
		each := divided(f.Amount, c.Facts.People)
		out.Text, out.Of = page.Amount(store.Figure{Amount: each, Known: true}), page.Amount(f)+" ÷ "+strconv.Itoa(c.Facts.People)
		out.number, out.known, out.CSV = int64(each), true, each.In(money.Wan).String()
	case shareOf:
		whole := m.whole(c)
		d, ok := money.Ratio(money.Fen(f.Amount), money.Fen(whole.Amount), 2)
		if !f.Known || !whole.Known || !ok {
			return out
		}
		out.Text, out.Of = page.Share(f, whole), page.Amount(f)+" ÷ "+page.Amount(whole)
		out.number, out.known, out.CSV = d.Coef, true, d.String()
	default:
		if !f.Known {
			return out
		}
		out.Text, out.number, out.known, out.CSV = page.Amount(f), int64(f.Amount), true, f.Amount.In(money.Wan).String()
	}
	return out
}

func (m measured) heads(v *compareView, c *column, out value) value {
	n := c.Facts.People
	if n == 0 {
		out.Of = v.T("没有写人数", "not given")
		return out
	}
	out.Text, out.CSV = strconv.Itoa(n), strconv.Itoa(n)
	out.Href = page.In(v.Lang, c.Path+"/text")
	out.number, out.known = int64(n), true
	return out
}

// divided is an amount by a number of people, rounded half up at 1/10000 yuan.
func divided(a store.Amount, by int) store.Amount {
	n := store.Amount(by)
	if a < 0 {
		return -((-2*a + n) / (2 * n))
	}
	return (2*a + n) / (2 * n)
}

// scale gives each value its bar: the largest the whole width, shares of 100 %.
func scale(values []value, shares bool) {
	var top int64 = 1
	for _, x := range values {
		top = max(top, x.number)
	}
	if shares {
		top = max(top, 100_00)
	}
	for i := range values {
		x := &values[i]
		if x.known && x.number > 0 {
			x.Bar = max(part(x.number, top, multipleWidth), 1)
		}
	}
}

// part is n of top in points of a width.
func part(n, top, width int64) int {
	for top > 1<<40 { // far finer than a point: no product overflows
		n, top = n>>1, top>>1
	}
	return int(n * width / top)
}
