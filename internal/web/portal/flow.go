package portal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/web/page"
	"mingbai/internal/width"
)

// The size of the picture, in its own points.
const (
	flowWidth  = 1072
	flowMoney  = 230 // height of all the money
	flowBox    = 12  // width of a box
	flowName   = 20  // from the box's left side to its label
	flowInside = 22  // height from which a box has its label beside itself, else below
	flowTwo    = 46  // height from which that label has two lines
	flowLine   = 20  // from one line to the next
	flowGap    = 24  // between two boxes of a column: a line of text
	flowMargin = 8   // above and below
	flowCurve  = 84  // the least room for bands to bend in
	flowLetter = 8   // at least as wide as half a Chinese character, or a letter
)

// flow is where the money comes from and goes: sources, functions, basic spending
// and projects, drawn as bands as wide as the amounts.
type flow struct {
	Columns []flowColumn
	Bands   []flowBand
	Height  int
	level   []int // of each column: how far from its boxes bands run level
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
	TextY        int // where the first line of the label stands
	Class        string
	Two          bool // the label has two lines
	value        int64
	in, out      int64 // how much of the box is taken by bands
}

// wide is about how wide the label is.
func (n *flowNode) wide(two bool) int {
	first, second := width.Of(n.Name), width.Of(n.Amount)
	if two {
		return max(first, second+width.Of(n.Share)+2) * flowLetter
	}
	return (first + second + 1) * flowLetter
}

// lay sets the label: inside the height of the box where there is room, else below
// it, where no band of its column passes. It gives how far down the box with its
// label reaches.
func (n *flowNode) lay(tall bool) int {
	n.Two = n.H >= flowTwo || tall
	lines := 1
	if n.Two {
		lines = 2
	}
	if n.H >= flowTwo || n.H >= flowInside && !n.Two {
		n.TextY = n.Y + n.H/2 + 5 - (lines-1)*(flowLine/2-1)
		return n.Y + n.H + flowGap
	}
	n.TextY = n.Y + n.H + 16
	return n.Y + n.H + lines*flowLine + flowGap - flowLine
}

// bottom is how far down the label reaches.
func (n *flowNode) bottom() int {
	if n.Two {
		return n.TextY + 4 + flowLine
	}
	return n.TextY + 4
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
	titles := []string{lang.T("从哪里来", "Where it comes from"), lang.T("做什么事", "What it is for"), lang.T("基本支出和项目", "Basic spending and projects"), lang.T("一般公共预算的基本支出花在哪里", "What basic spending of the general public budget pays")}
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

// place gives each box its place; columns start at the top. Between the boxes of a
// column and those of the next is first room for the labels, where bands run level,
// then room for them to bend.
func (f *flow) place(columns [][]string, nodes map[string]*flowNode) {
	var total int64
	for _, keys := range columns {
		var sum int64
		for _, k := range keys {
			sum += nodes[k].value
		}
		total = max(total, sum)
	}
	for _, keys := range columns {
		for i, k := range keys {
			n := nodes[k]
			n.H = int(max(n.value*flowMoney/total, 1))
			n.Amount, n.Share = wan(n.value), percentOf(n.value, total)
			n.Class = fmt.Sprintf("c%d", (slices.IndexFunc(columns, func(c []string) bool { return slices.Contains(c, k) })+i)%5+1)
		}
	}
	tall, curve := f.fit(columns, nodes)
	x := 0
	for c, keys := range columns {
		y := flowMargin
		for _, k := range keys {
			n := nodes[k]
			n.X, n.Y = x, y
			y = n.lay(tall)
			f.Height = max(f.Height, n.Y+n.H+flowMargin, n.bottom()+flowMargin)
		}
		x += f.level[c] + curve
	}
}

// shorter are how long names may be, tried one after the other.
var shorter = []int{0, 18, 14, 11}

// fit finds how the labels leave bands room to bend: on one line, else on two, else
// with shorter names. It notes how far bands of each column run level.
func (f *flow) fit(columns [][]string, nodes map[string]*flowNode) (tall bool, curve int) {
	for _, most := range shorter {
		for _, tall = range []bool{false, true} {
			f.level = f.level[:0]
			free := flowWidth
			for _, keys := range columns {
				wide := 0
				for _, k := range keys {
					n := nodes[k]
					if most > 0 {
						n.Name = clip(n.Name, most)
					}
					wide = max(wide, n.wide(tall || n.H >= flowTwo))
				}
				f.level = append(f.level, flowName+wide+6)
				free -= flowName + wide + 6
			}
			curve = free / max(len(columns)-1, 1)
			if curve >= flowCurve {
				return tall, min(curve, 190)
			}
		}
	}
	return tall, max(curve, flowBox)
}

// bands draws the links as bands, in the order of the boxes: level as far as the
// labels of their column reach, then bent.
func (f *flow) bands(links []link, nodes map[string]*flowNode, columns [][]string) {
	order, column := map[string]int{}, map[string]int{}
	for c, keys := range columns {
		for i, k := range keys {
			order[k], column[k] = i, c
		}
	}
	slices.SortStableFunc(links, func(a, b link) int {
		return cmp.Or(cmp.Compare(order[a.from], order[b.from]), cmp.Compare(order[a.to], order[b.to]))
	})
	for _, l := range links {
		a, b := nodes[l.from], nodes[l.to]
		y0, ha := a.part(&a.out, l.value)
		y1, hb := b.part(&b.in, l.value)
		x0, x1 := a.X+flowBox, b.X
		level := a.X + f.level[column[l.from]]
		mid := (level + x1) / 2
		f.Bands = append(f.Bands, flowBand{
			Path:  fmt.Sprintf("M%d %dH%dC%d %d %d %d %d %dV%dC%d %d %d %d %d %dH%dZ", x0, y0, level, mid, y0, mid, y1, x1, y1, y1+hb, mid, y1+hb, mid, y0+ha, level, y0+ha, x0),
			Class: a.Class,
		})
	}
}

// part is where on the box a band stands, after what is taken of it, and how high
// it is.
func (n *flowNode) part(taken *int64, value int64) (y, h int) {
	from := int(*taken * int64(n.H) / n.value)
	*taken += value
	to := int(*taken * int64(n.H) / n.value)
	return n.Y + min(from, n.H-1), max(to-from, 1)
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
