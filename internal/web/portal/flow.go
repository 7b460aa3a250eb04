package portal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/web/page"
)

// The size of the picture, in its own points.
const (
	flowWidth  = 1072
	flowMoney  = 230 // height of all the money
	flowGap    = 22  // between two boxes of a column: a line of text
	flowBox    = 12  // width of a box
	flowTwo    = 46  // height from which a box has its name and its amount on two lines
	flowMargin = 8   // above and below
)

// flow is where the money comes from and goes: sources, functions, basic spending
// and projects, drawn as bands as wide as the amounts.
type flow struct {
	Columns []flowColumn
	Bands   []flowBand
	Height  int
}

// flowColumn is one way of cutting the same money up.
type flowColumn struct {
	Title string
	Nodes []flowNode
}

type flowNode struct {
	Name, Amount string
	Share        string
	Href         string // of the amount; empty where it stands nowhere by itself
	X, Y, H      int
	Class        string
	Two          bool // the label has two lines
	value        int64
	in, out      int // how far down the box is taken by bands
}

// TextY is where the first line of the label stands.
func (n *flowNode) TextY() int {
	if n.Two {
		return n.Y + n.H/2 - 4
	}
	return n.Y + n.H/2 + 5
}

type flowBand struct{ Path, Class string }

// link is an amount that goes from a box to one of the next column.
type link struct {
	from, to string
	value    int64
}

// flowOf draws the flow of a document; nil where its tables do not tell it.
func flowOf(a *place) *flow {
	d := a.Doc.Disclosure
	classes := classLines(d, "T02")
	spending := classLines(d, "T03")
	if len(spending) == 0 {
		return nil
	}
	var links []link
	hrefs := map[string]string{
		"k:基本支出": cellHref(a, "T03", "", "合计", "基本支出"), "k:项目支出": cellHref(a, "T03", "", "合计", "项目支出"),
		"t:人员经费": cellHref(a, "T06", "", "合计", "人员经费"), "t:公用经费": cellHref(a, "T06", "", "合计", "公用经费"),
	}
	for _, l := range classes {
		for k, column := range d.Table("T02").Panel("").Columns {
			if column != "合计" && k < len(l.Cells) {
				hrefs["s:"+column] = cellHref(a, "T02", "", "合计", column)
				links = append(links, link{"s:" + column, "f:" + l.Name, value(d.Table("T02"), &l.Cells[k])})
			}
		}
	}
	for _, l := range spending {
		hrefs["f:"+l.Name] = cellHref(a, "T03", "", l.Key, "合计")
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
	return draw(a.Lang, links, hrefs)
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
func draw(lang page.Lang, links []link, hrefs map[string]string) *flow {
	if len(links) == 0 {
		return nil
	}
	stages := []string{"s:", "f:", "k:", "t:"}
	titles := []string{lang.T("从哪里来", "Where it comes from"), lang.T("做什么事", "What it is for"), lang.T("基本支出和项目", "Basic spending and projects"), lang.T("基本支出花在哪里", "What basic spending pays")}
	nodes := map[string]*flowNode{}
	of := func(key string) *flowNode {
		if nodes[key] == nil {
			nodes[key] = &flowNode{Name: lang.Term(key[2:]), Href: hrefs[key]}
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
	f := &flow{}
	columns := make([][]string, 0, len(stages))
	for i, stage := range stages {
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
		f.Columns = append(f.Columns, flowColumn{Title: titles[i]})
	}
	f.place(columns, nodes)
	f.bands(links, nodes, columns)
	for i, keys := range columns {
		for _, k := range keys {
			f.Columns[i].Nodes = append(f.Columns[i].Nodes, *nodes[k])
		}
	}
	return f
}

// place gives each box its place; columns start at the top.
func (f *flow) place(columns [][]string, nodes map[string]*flowNode) {
	var total int64
	for _, keys := range columns {
		var sum int64
		for _, k := range keys {
			sum += nodes[k].value
		}
		total = max(total, sum)
	}
	step := (flowWidth - 210) / max(len(columns)-1, 1)
	for c, keys := range columns {
		y := flowMargin
		for i, k := range keys {
			n := nodes[k]
			n.X, n.Y, n.H = c*step, y, int(max(n.value*flowMoney/total, 1))
			n.Class = fmt.Sprintf("c%d", (c+i)%5+1)
			n.Amount, n.Share = wan(n.value), percentOf(n.value, total)
			n.Two = n.H >= flowTwo
			y += n.H + flowGap
		}
		f.Height = max(f.Height, y-flowGap+flowMargin)
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
