package ingest

import (
	"maps"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// panelForm is one side of a table of the profile made ready for reading.
type panelForm struct {
	p      *profile.Panel
	paths  [][]string      // titles of the columns, folded
	lows   [][]string      // of each column, every way of writing its lowest title
	parts  map[string]bool // titles over the parts of a code: 类, 款, 项
	fixed  []fixedLine
	byName map[string][]int // folded name → fixed lines
	tree   string           // function, revenue, economic, projects, units; empty where none
	codes  *budget.Codes
}

// fixedLine is a line that the profile names: one of a block of lines, or a class.
type fixedLine struct {
	key, code, name string
	level           int
	total           bool
	counts          bool   // it counts things
	column          string // of a line printed in pieces, the column of this one
}

func (r *Reader) panelForm(p *profile.Panel) panelForm {
	f := panelForm{p: p, paths: r.columnTitles(p), byName: map[string][]int{}, parts: map[string]bool{}}
	for i := range p.Columns {
		f.lows = append(f.lows, r.lowTitles(&p.Columns[i], f.paths[i]))
		for _, part := range p.Columns[i].Parts {
			f.parts[plain(part)] = true
		}
	}
	for i := range p.Rows {
		b := &p.Rows[i]
		switch b.From {
		case "lines":
			for _, l := range b.Lines {
				line := fixedLine{key: l.Key, name: nominal(r.fixed(l.Name)), level: l.Level, total: l.Total, counts: l.Counts}
				f.add(line, r.folded(l.Aliases)...)
				for _, name := range slices.Sorted(maps.Keys(l.Cells)) {
					line.name, line.column = nominal(r.fixed(name)), l.Cells[name]
					f.add(line)
				}
			}
		case "classes", "used_classes":
			f.codes = budget.Functions()
			for _, code := range r.p.FunctionClasses {
				f.add(fixedLine{key: code, code: code, name: nominal(f.codes.NameIn(code, r.p.Year)), level: 1})
			}
		default:
			f.tree = b.From
			switch b.From {
			case "function", "any":
				f.codes = budget.Functions()
			case "revenue":
				f.codes = budget.Revenues()
			case "economic":
				f.codes = budget.DeptEconomic()
			}
		}
	}
	return f
}

func (f *panelForm) add(l fixedLine, aliases ...string) {
	for _, name := range append(aliases, l.name) {
		f.byName[name] = append(f.byName[name], len(f.fixed))
	}
	f.fixed = append(f.fixed, l)
}

// folded makes other names comparable.
func (r *Reader) folded(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = nominal(r.fixed(s))
	}
	return out
}

// lowTitles are the ways of writing the lowest title of a column, folded.
func (r *Reader) lowTitles(c *profile.Column, path []string) []string {
	out := []string{path[len(path)-1]}
	for _, list := range [2][]string{c.Aliases, c.Parts} {
		for _, s := range list {
			out = append(out, yearsAs(plain(r.fixed(s)), r.p.Year))
		}
	}
	return out
}

// prints is how many columns of a table a column of the form is printed in.
func (f *panelForm) prints(column int) int {
	return max(1, len(f.p.Columns[column].Parts)) * max(1, f.p.Repeat)
}

// panelState is one side of a table being read.
type panelState struct {
	t      *tableState
	form   *panelForm
	index  int // of the form's panel
	turn   int // which of those side by side
	out    budget.Panel
	heads  []budget.Head
	pieces []budget.Line // lines that are printed in pieces

	code, name, second []int      // columns of the grid
	amounts            []int      // column of the grid of each column of the panel
	codes              [][]string // of each column, the classes that it holds; nil for all
	counts             []bool     // of each column, whether it counts things
	rates              []int      // column of the grid of each column of percents
	from, to           int        // the columns of the grid that it takes
	last               int        // fixed line read last
	used               []bool
	slab               []budget.Cell
	keys               map[string]int
	again              map[string]int // the last number behind a key that several lines have
	class              string         // economic class that the lines stand under
	open               string         // the code read last, of those printed in parts
	units              bool           // its codes are those of units
}

// columns takes over which columns of the grid are the panel's. Of those that
// are printed side by side the next begin where a code or a name follows on an
// amount.
func (p *panelState) columns(h *header) {
	p.from, p.to = -1, -1
	at := make([]int, len(p.form.p.Columns))
	for k := range at {
		at[k] = -1
	}
	turn, amounts := 0, false
	for x := range h.cols {
		c := &h.cols[x]
		if c.panel != p.index {
			continue
		}
		if amount := p.form.p.Columns[c.column].Kind == "amount"; amounts && !amount && p.form.p.Repeat > 1 {
			turn, amounts = turn+1, false
		} else {
			amounts = amounts || amount
		}
		if turn != p.turn {
			continue
		}
		at[c.column] = x
		if p.from < 0 {
			p.from = x
		}
		p.to = x
		if p.form.p.Columns[c.column].Kind == "code" {
			p.code = append(p.code, x)
			p.units = p.units || strings.Contains(c.path, "单位") && !strings.Contains(c.path, "科目")
		}
	}
	for k, c := range p.form.p.Columns {
		for j := range p.form.p.Columns { // printed in one column with others
			if at[k] < 0 && len(c.Codes) > 0 && len(p.form.p.Columns[j].Codes) > 0 {
				at[k] = at[j]
			}
		}
		if at[k] < 0 {
			continue
		}
		switch c.Kind {
		case "name":
			p.name = append(p.name, at[k])
		case "second":
			p.second = append(p.second, at[k])
		case "amount":
			p.amounts = append(p.amounts, at[k])
			p.out.Columns = append(p.out.Columns, c.Key)
			p.codes = append(p.codes, c.Codes)
			p.counts = append(p.counts, c.Counts)
		case "percent":
			p.rates = append(p.rates, at[k])
			p.out.Rates = append(p.out.Rates, c.Key)
		}
	}
	p.used = make([]bool, len(p.form.fixed))
}

// texts joins the cells of a row in some columns, as printed.
func texts(row []cell, columns []int) string {
	s := ""
	for _, x := range columns {
		if x < len(row) && !row[x].blank() {
			s += strings.TrimSpace(row[x].text)
		}
	}
	return s
}

// nameRef is the place of the cell of a row's name; none where cells have none of their own.
func (p *panelState) nameRef(row []cell, line place.Ref) place.Ref {
	for _, x := range p.name {
		if x < len(row) && !row[x].blank() && row[x].ref != nil {
			at := *row[x].ref
			at.Table, at.Row = line.Table, line.Row
			return at
		}
	}
	return place.Ref{}
}

// line reads the panel's part of a row. read tells that it became a line, content
// that anything stood there.
func (p *panelState) line(g *grid, i int) (read, content bool) {
	row := g.rows[i]
	code, name, second := p.codeOf(row), texts(row, p.name), texts(row, p.second)
	if code == "" && name == "" {
		name = p.totalBeside(row)
	}
	if dotsOnly(code+name) || code == "" && second == "" && name != "" && nominal(name) == "" && !p.hasAmount(row) {
		return false, false // … or a number without a name
	}
	amounts := p.hasAmount(row)
	if code == "" && name == "" && second == "" && !amounts {
		return false, false
	}
	ref := p.ref(g, i)
	code, name = uncode(code, name)
	l, ok := p.identify(code, name, second)
	if !ok && p.t.form.row != nil {
		l, ok = budget.Line{Key: p.unique(""), Name: name}, amounts
	}
	piece, counts := "", false
	if code == "" && p.last >= 0 && p.form.fixed[p.last].key == l.Key {
		piece, counts = p.form.fixed[p.last].column, p.form.fixed[p.last].counts
	}
	if !ok {
		p.strayRow(row, ref)
		return false, true
	}
	l.Ref = ref
	l.Ref.Row = rowName(&l)
	l.Named = p.nameRef(row, l.Ref)
	l.Cells = p.cells(len(p.amounts))
	held := p.held(&l)
	for k, x := range p.amounts {
		c := &l.Cells[k]
		c.Ref, c.Counts = l.Ref, counts || p.counts[k]
		if piece != "" && piece != p.out.Columns[k] || piece == "" && !profile.Holds(p.codes[k], held) {
			c.Ref.Column = p.out.Columns[k]
			continue
		}
		if piece != "" || l.Total {
			x = p.pastName(row, x)
		}
		if piece != "" {
			x = p.pastBlank(row, x)
		}
		if x < len(row) {
			if row[x].ref != nil {
				c.Ref = *row[x].ref
				c.Ref.Table, c.Ref.Row = l.Ref.Table, l.Ref.Row
			}
			if !row[x].covered {
				c.Doubt = row[x].doubt
				if row[x].text != "" {
					c.Printed = p.t.amount(row[x].text)
				}
			}
		}
		c.Ref.Column, c.Ref.Text = p.out.Columns[k], c.Printed.Text
	}
	p.readRates(row, &l)
	if piece != "" {
		p.pieces = append(p.pieces, l)
		return true, true
	}
	p.out.Lines = append(p.out.Lines, l)
	return true, true
}

// held is the code by which a line's amount is put into one of the columns that are printed
// in one: the line's own, or where that is none's, the one that its name has.
func (p *panelState) held(l *budget.Line) string {
	holds := func(code string) bool {
		return slices.ContainsFunc(p.codes, func(codes []string) bool { return profile.Holds(codes, code) })
	}
	if l.Code == "" || holds(l.Code) {
		return l.Code
	}
	for _, one := range budget.DeptEconomic().FindName(l.Name) {
		if holds(one.Code) {
			return one.Code
		}
	}
	return l.Code
}

// amount is an amount as a cell prints it; the table's own unit may stand behind it.
func (t *tableState) amount(text string) money.Printed {
	p, err := money.ParsePrinted(text)
	if err == nil {
		return p
	}
	bare, ok := strings.CutSuffix(strings.TrimSpace(text), t.unit.String())
	if q, err := money.ParsePrinted(bare); ok && err == nil && q.Mark == money.Number {
		return q
	}
	return p
}

// totalBeside is the name of a total that stands in a column before that of the names,
// of the unit or the kind, or reaches from there over it; empty where none does.
func (p *panelState) totalBeside(row []cell) string {
	if len(p.name) == 0 || p.from < 0 {
		return ""
	}
	for x := p.from; x < p.name[0] && x < len(row); x++ {
		if row[x].blank() {
			continue
		}
		for _, i := range p.form.byName[nominal(row[x].text)] {
			if p.form.fixed[i].total {
				return strings.TrimSpace(row[x].text)
			}
		}
		return ""
	}
	return ""
}

// readRates reads the percents of a row, printed with their mark or without.
func (p *panelState) readRates(row []cell, l *budget.Line) {
	if len(p.rates) == 0 {
		return
	}
	l.Rates = p.cells(len(p.rates))
	for k, x := range p.rates {
		c := &l.Rates[k]
		c.Ref = l.Ref
		if x < len(row) && !row[x].covered {
			if row[x].ref != nil {
				c.Ref = *row[x].ref
				c.Ref.Table, c.Ref.Row = l.Ref.Table, l.Ref.Row
			}
			c.Doubt = row[x].doubt
			c.Printed, _ = money.ParsePrinted(strings.TrimRight(row[x].text, "%％ "))
		}
		c.Ref.Column, c.Ref.Text = p.out.Rates[k], c.Printed.Text
	}
}

// pastName is where the amount stands that column x of a row should hold: where
// the name of a total reaches over x into the columns beside, behind it.
func (p *panelState) pastName(row []cell, x int) int {
	if len(p.name) == 0 || x >= len(row) || !row[x].covered || row[x].text != row[p.name[0]].text {
		return x
	}
	to := x
	for to < len(row) && row[to].covered {
		to++
	}
	if to == len(row) || !amountLike(row[to].text) {
		return x
	}
	p.t.take(to)
	return to
}

// pastBlank is where the amount of a total that is printed in pieces stands whose name
// reaches over the columns beside, in a file that does not say how far: behind what is
// blank.
func (p *panelState) pastBlank(row []cell, x int) int {
	to := x
	for to < len(row) && row[to].blank() && !row[to].covered {
		to++
	}
	if to == x || to >= len(row) || p.t.taken[to] || !amountLike(row[to].text) {
		return x
	}
	p.t.take(to)
	return to
}

// hasAmount reports whether anything stands in the panel's amounts of a row.
func (p *panelState) hasAmount(row []cell) bool {
	for _, x := range p.amounts {
		if x < len(row) && !row[x].blank() && !p.t.taken[x] {
			return true
		}
	}
	return false
}

// codeOf joins the parts of a code, without the titles of the parts, which may
// share their row with the first line. A part of one figure is a number that a
// spreadsheet shows without its 0: the 款 and 项 of a code have two. A part that begins with
// all those before it is the whole code so far. A row may print its own part alone, below
// those of the subjects above it: 208, then 05 in the next column, then 01.
func (p *panelState) codeOf(row []cell) string {
	if len(p.code) > 1 {
		titles := true
		for _, x := range p.code {
			titles = titles && x < len(row) && p.form.parts[row[x].plain()]
		}
		if titles {
			return ""
		}
	}
	if len(p.code) < 2 {
		return texts(row, p.code)
	}
	code := ""
	for k := range p.code {
		part := texts(row, p.code[k:k+1])
		if k > 0 && len(part) == 1 && part[0] >= '0' && part[0] <= '9' {
			part = "0" + part
		}
		above := 3 + 2*(k-1) // figures before the part
		switch {
		case code != "" && strings.HasPrefix(part, code):
			code = part
		case code == "" && k > 0 && len(part) == 2 && len(p.open) >= above:
			code = p.open[:above] + part
		default:
			code += part
		}
	}
	if code != "" {
		p.open = code
	}
	return code
}

// dotsOnly reports whether a text only says that lines follow: ….
func dotsOnly(s string) bool { return s != "" && strings.Trim(s, "…. 。") == "" }

// cells takes n cells off a slab, so that a row costs no allocation.
func (p *panelState) cells(n int) []budget.Cell {
	if len(p.slab) < n {
		p.slab = make([]budget.Cell, max(n, 16*n))
	}
	out := p.slab[:n:n]
	p.slab = p.slab[n:]
	return out
}

func rowName(l *budget.Line) string {
	if l.Code != "" {
		return l.Code
	}
	return l.Key
}

// ref is the place of the panel's part of a row.
func (p *panelState) ref(g *grid, i int) place.Ref {
	ref := *g.refs[i]
	for _, columns := range [2][]int{p.code, p.name} {
		if len(columns) > 0 && columns[0] < len(g.rows[i]) && g.rows[i][columns[0]].ref != nil {
			ref = *g.rows[i][columns[0]].ref
			break
		}
	}
	ref.Table = p.t.form.t.ID
	return ref
}

// strayRow keeps a row that is none of the panel's lines.
func (p *panelState) strayRow(row []cell, ref place.Ref) {
	var cells []string
	for x := max(p.from, 0); x <= p.to && x < len(row); x++ {
		if !row[x].blank() {
			cells = append(cells, strings.TrimSpace(row[x].text))
		}
	}
	p.t.partly = true
	p.t.s.stray("row", strings.Join(cells, " "), ref)
}
