package portal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// The size of the picture, in its own points.
const (
	flowWidth  = 1072
	flowHeight = 300
	flowGap    = 14 // between two boxes of a column
	flowBox    = 12 // width of a box
)

// flow is where the money comes from and goes: sources, functions, basic spending
// and projects, drawn as bands as wide as the amounts.
type flow struct {
	Columns [][]flowNode
	Bands   []flowBand
	Alt     string
}

type flowNode struct {
	Name, Amount string
	Share        string
	X, Y, H      int
	Class        string
	Labelled     bool
	value        int64
	in, out      int // how far down the box is taken by bands
}

type flowBand struct{ Path, Class string }

// link is an amount that goes from a box to one of the next column.
type link struct {
	from, to string
	value    int64
}

// flowOf draws the flow of a document; nil where its tables do not tell it.
func flowOf(d *budget.Disclosure) *flow {
	classes := classLines(d, "T02")
	spending := classLines(d, "T03")
	if len(spending) == 0 {
		return nil
	}
	var links []link
	for _, l := range classes {
		for k, column := range d.Table("T02").Panel("").Columns {
			if column != "合计" && k < len(l.Cells) {
				links = append(links, link{"s:" + column, "f:" + l.Name, value(d.Table("T02"), &l.Cells[k])})
			}
		}
	}
	for _, l := range spending {
		for k, column := range d.Table("T03").Panel("").Columns {
			if column != "合计" && k < len(l.Cells) {
				links = append(links, link{"f:" + l.Name, "k:" + column, value(d.Table("T03"), &l.Cells[k])})
			}
		}
	}
	if people, public := value6(d, "人员经费"), value6(d, "公用经费"); people > 0 || public > 0 {
		links = append(links, link{"k:基本支出", "t:人员经费", people}, link{"k:基本支出", "t:公用经费", public})
	}
	links = slices.DeleteFunc(links, func(l link) bool { return l.value <= 0 })
	return draw(links)
}

// classLines are the lines of the highest level of functions.
func classLines(d *budget.Disclosure, table string) (out []*budget.Line) {
	t := d.Table(table)
	if t == nil || t.Panel("") == nil {
		return nil
	}
	p := t.Panel("")
	for i := range p.Lines {
		if l := &p.Lines[i]; len(l.Code) == 3 && !l.Total {
			out = append(out, l)
		}
	}
	return out
}

// value is a printed amount in yuan; 0 where nothing is printed.
func value(t *budget.Table, c *budget.Cell) int64 {
	if c.Printed.Mark != money.Number {
		return 0
	}
	d := c.Printed.Value
	v := d.Coef * (t.MoneyUnit.Fen() / 100)
	for range d.Scale {
		v /= 10
	}
	return v
}

func value6(d *budget.Disclosure, column string) int64 {
	t := d.Table("T06")
	if t == nil || t.Panel("") == nil {
		return 0
	}
	if c := t.Panel("").Cell("合计", column); c != nil {
		return value(t, c)
	}
	return 0
}

// draw lays boxes out in columns and bands between them.
func draw(links []link) *flow {
	if len(links) == 0 {
		return nil
	}
	stages := []string{"s:", "f:", "k:", "t:"}
	nodes := map[string]*flowNode{}
	of := func(key string) *flowNode {
		if nodes[key] == nil {
			nodes[key] = &flowNode{Name: key[2:]}
		}
		return nodes[key]
	}
	in, out := map[string]int64{}, map[string]int64{}
	for _, l := range links {
		of(l.from)
		of(l.to)
		out[l.from] += l.value
		in[l.to] += l.value
	}
	columns := make([][]string, 0, len(stages))
	for _, stage := range stages {
		var keys []string
		for key, n := range nodes {
			if strings.HasPrefix(key, stage) {
				n.value = max(in[key], out[key])
				keys = append(keys, key)
			}
		}
		if len(keys) == 0 {
			continue
		}
		slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(nodes[b].value, nodes[a].value), cmp.Compare(a, b)) })
		columns = append(columns, keys)
	}
	f := &flow{}
	f.place(columns, nodes)
	f.bands(links, nodes, columns)
	for _, keys := range columns {
		var col []flowNode
		for _, k := range keys {
			col = append(col, *nodes[k])
		}
		f.Columns = append(f.Columns, col)
	}
	f.Alt = alt(f.Columns)
	return f
}

// place gives each box its place; the tallest column fills the height.
func (f *flow) place(columns [][]string, nodes map[string]*flowNode) {
	var total int64
	rows := 0
	for _, keys := range columns {
		var sum int64
		for _, k := range keys {
			sum += nodes[k].value
		}
		total, rows = max(total, sum), max(rows, len(keys))
	}
	space := int64(flowHeight - flowGap*(rows-1) - 4)
	space = max(space, flowHeight/3)
	step := (flowWidth - 210) / max(len(columns)-1, 1)
	for c, keys := range columns {
		y := 2
		for i, k := range keys {
			n := nodes[k]
			n.X, n.Y, n.H = c*step, y, int(max(n.value*space/total, 1))
			n.Class = fmt.Sprintf("c%d", (c+i)%5+1)
			n.Amount, n.Share = wan(n.value), percentOf(n.value, total)
			n.Labelled = n.H >= 12 || len(keys) <= 6
			y += n.H + flowGap
		}
	}
}

// bands draws the links as bands, in the order of the boxes.
func (f *flow) bands(links []link, nodes map[string]*flowNode, columns [][]string) {
	order := map[string]int{}
	for _, keys := range columns {
		for i, k := range keys {
			order[k] = i
		}
	}
	slices.SortStableFunc(links, func(a, b link) int {
		return cmp.Or(cmp.Compare(order[a.from], order[b.from]), cmp.Compare(order[a.to], order[b.to]))
	})
	for _, l := range links {
		a, b := nodes[l.from], nodes[l.to]
		ha, hb := int(l.value*int64(a.H)/a.value), int(l.value*int64(b.H)/b.value)
		ha, hb = max(ha, 1), max(hb, 1)
		x0, x1 := a.X+flowBox, b.X
		mid := (x0 + x1) / 2
		y0, y1 := a.Y+a.out, b.Y+b.in
		f.Bands = append(f.Bands, flowBand{
			Path:  fmt.Sprintf("M%d %dC%d %d %d %d %d %dV%dC%d %d %d %d %d %dZ", x0, y0, mid, y0, mid, y1, x1, y1, y1+hb, mid, y1+hb, mid, y0+ha, x0, y0+ha),
			Class: a.Class,
		})
		a.out, b.in = a.out+ha, b.in+hb
	}
}

// wan writes yuan as 万元 with two decimals.
func wan(yuan int64) string {
	return money.Round(money.FromYuan(yuan), money.Wan, 2).Grouped()
}

func percentOf(a, b int64) string {
	if d, ok := money.Ratio(money.Fen(a), money.Fen(b), 2); ok {
		return d.String() + "%"
	}
	return ""
}

// alt tells the picture in words.
func alt(columns [][]flowNode) string {
	var parts []string
	for _, col := range columns {
		var names []string
		for _, n := range col {
			names = append(names, n.Name+" "+n.Amount)
		}
		parts = append(parts, strings.Join(names, "，"))
	}
	return strings.Join(parts, "；")
}
