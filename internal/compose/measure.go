package compose

import (
	"fmt"
	"math"
	"strconv"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// measured is a measure's value with what was printed of it elsewhere.
type measured struct {
	value money.Fen
	count bool   // a number of things, not an amount
	cell  string // address of the cell it repeats
	print money.Decimal
}

func (c *compiler) measure(m *profile.Measure) measured {
	switch {
	case m.Figure != "":
		return c.figure(m.Figure)
	case m.Says != "":
		out, _ := c.said(m)
		return out
	}
	a, _ := profile.ParseAddress(m.Cell)
	cell := at(c.tablesNow, a)
	out := measured{value: c.value(cell), cell: m.Cell}
	if cell != nil {
		out.print = c.inStyle(a.Table, cell)
	} else {
		out.cell = ""
	}
	return out
}

// inStyle is what a cell prints, in the unit that sentences are written in.
func (c *compiler) inStyle(table string, cell *budget.Cell) money.Decimal {
	if t := c.p.Table(table); t != nil && (c.p.Unit(t) != c.p.Style.MoneyUnit || c.p.Places(t) != c.p.Style.Decimals) {
		return c.round(cell.Exact)
	}
	return cell.Printed.Value
}

// said is a number that sentences alone give, among the unit's texts; false where
// what is written there is no such number.
func (c *compiler) said(m *profile.Measure) (measured, bool) {
	out := measured{count: m.Says == "count"}
	text := c.text(m.Name)
	if text == "" {
		return out, true
	}
	unit := c.p.Style.MoneyUnit.Fen()
	if out.count {
		unit = 1
	}
	p, err := money.ParsePrinted(text)
	for range p.Value.Scale {
		if unit%10 != 0 {
			return out, false
		}
		unit /= 10
	}
	if err != nil || p.Mark != money.Number || p.Value.Sign() < 0 || p.Value.Coef > math.MaxInt64/unit {
		return out, false
	}
	out.value = money.Fen(p.Value.Coef * unit)
	out.print = c.round(out.value)
	return out, true
}

// checkSaid holds the numbers among the unit's texts to being numbers.
func (c *compiler) checkSaid() {
	for i := range c.p.Measures {
		m := &c.p.Measures[i]
		if m.Says == "" {
			continue
		}
		if _, ok := c.said(m); ok {
			continue
		}
		want := c.p.Style.MoneyUnit.String() + "数，如 12.34"
		if m.Says == "count" {
			want = "整数"
		}
		ref := c.at("文字说明")
		for _, t := range c.book.Texts {
			if t.Key == m.Name {
				ref = t.Ref
			}
		}
		c.errorf("INPUT-TEXT", "文字里的数写得不对", fmt.Sprintf("“%s”写的是“%s”，应为%s", m.Name, c.text(m.Name), want),
			fmt.Sprintf("改 book.toml 的 [texts] 里的 \"%s\"，或“文字说明”表里的这一行", m.Name), ref)
	}
}

// figure is a count or sum of the book that stands in no table.
func (c *compiler) figure(name string) measured {
	amount := func(kinds ...string) measured {
		var total money.Fen
		for _, kind := range kinds {
			total += c.procured(kind)
		}
		return measured{value: total, print: c.round(total)}
	}
	count := func(n int) measured { return measured{value: money.Fen(n), count: true} }
	switch name {
	case "procurement":
		return amount("goods", "works", "services")
	case "procurement.goods":
		return amount("goods")
	case "procurement.works":
		return amount("works")
	case "procurement.services":
		return amount("services")
	case "projects.count":
		return count(len(c.book.Projects))
	case "staff.posts", "staff.actual":
		return count(c.people(name == "staff.posts"))
	case "vehicles.count", "vehicles.booked":
		n := 0
		for _, v := range c.book.Vehicles {
			if name == "vehicles.count" || v.Booked {
				n += v.Count
			}
		}
		return count(n)
	}
	return measured{}
}

// procured is the planned procurement of a kind; with balanced rounding as it prints.
func (c *compiler) procured(kind string) money.Fen {
	var sum money.Fen
	for _, p := range c.book.Procurement {
		if p.Kind == kind {
			sum += p.Amount
		}
	}
	if c.balanced {
		return money.Fen(nearest(int64(sum), c.step()) * c.step())
	}
	return sum
}

func (c *compiler) people(posts bool) int {
	n := 0
	for _, s := range c.book.Staff {
		v := s.Actual
		if posts {
			v = s.Posts
		}
		n += max(v, 0)
	}
	return n
}

func (c *compiler) round(f money.Fen) money.Decimal {
	return money.Round(f, c.p.Style.MoneyUnit, c.p.Style.Decimals)
}

// amount prints a measure in a sentence.
func (c *compiler) amount(m measured) string {
	switch {
	case m.count:
		return strconv.FormatInt(int64(m.value), 10)
	case m.value == 0 && m.print.IsZero():
		return c.p.Style.TextZero
	case m.cell != "":
		return c.shown(m.print)
	}
	return c.shown(c.round(m.value))
}

// share prints a measure's percentage of its base.
func (c *compiler) share(part, base money.Fen) string {
	d, ok := money.Ratio(part, base, c.p.Style.PercentDecimals)
	if !ok || part == 0 {
		return c.p.Style.PercentZero
	}
	return d.String()
}

// priorOf is last year's value of a measure: from last year's facts where the
// book has them, else from its totals. A measure that has neither is an error
// that says where to put it; a table that the kind of unit does not have was
// zero last year too, unless the book says otherwise.
func (c *compiler) priorOf(m *profile.Measure) money.Fen {
	a, _ := profile.ParseAddress(m.Cell)
	t := c.p.Table(a.Table)
	total := c.priorTotal(m.Prior)
	fromLines := t.Data == dataThreePublic || len(c.book.Prior) > 0
	switch {
	case !fromLines && total != nil:
		return total.Amount
	case fromLines:
		var v money.Fen
		if cell := at(c.tablesPrior, a); cell != nil {
			v = cell.Exact
		}
		if total != nil && total.Amount != v {
			c.errorf("INPUT-PRIOR", "上年数自相矛盾",
				fmt.Sprintf("上年合计里“%s”是 %s 元，上年明细加出来是 %s 元", m.Prior, total.Amount, v),
				"两处改成一致，或删去上年合计里的这一行", total.Ref)
		}
		return v
	case t.Requires == "agency_costs" && !c.kind.AgencyCosts:
		return 0
	}
	c.errorf("INPUT-PRIOR", "缺少上年数", fmt.Sprintf("要与上年比，账册里没有上年的“%s”", m.Prior),
		"在“上年合计”表（prior_totals.csv）里写一行，上年没有就写 0；或填上年明细（prior.csv）", place.Ref{File: "prior_totals.csv"})
	return 0
}

func (c *compiler) priorTotal(key string) *budget.PriorTotal {
	for i := range c.book.PriorTotal {
		if key != "" && c.book.PriorTotal[i].Key == key {
			return &c.book.PriorTotal[i]
		}
	}
	return nil
}
