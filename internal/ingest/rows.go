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
				line := fixedLine{key: l.Key, name: nominal(r.fixed(l.Name)), level: l.Level, total: l.Total}
				if len(l.Cells) == 0 {
					f.add(line, r.folded(l.Aliases)...)
					continue
				}
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
	rates              []int      // column of the grid of each column of percents
	from, to           int        // the columns of the grid that it takes
	last               int        // fixed line read last
	used               []bool
	slab               []budget.Cell
	keys               map[string]int
	class              string // economic class that the lines stand under
	units              bool   // its codes are those of units
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

// line reads the panel's part of a row. read tells that it became a line, content
// that anything stood there.
func (p *panelState) line(g *grid, i int) (read, content bool) {
	row := g.rows[i]
	code, name, second := p.codeOf(row), texts(row, p.name), texts(row, p.second)
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
		l, ok = budget.Line{Key: p.unique("")}, amounts
	}
	piece := ""
	if code == "" && p.last >= 0 && p.form.fixed[p.last].key == l.Key {
		piece = p.form.fixed[p.last].column
	}
	if !ok {
		p.strayRow(row, ref)
		return false, true
	}
	l.Ref = ref
	l.Ref.Row = rowName(&l)
	l.Cells = p.cells(len(p.amounts))
	for k, x := range p.amounts {
		c := &l.Cells[k]
		c.Ref = l.Ref
		if piece != "" && piece != p.out.Columns[k] || piece == "" && !profile.Holds(p.codes[k], l.Code) {
			c.Ref.Column = p.out.Columns[k]
			continue
		}
		if piece != "" || l.Total {
			x = p.pastName(row, x)
		}
		if x < len(row) {
			if row[x].ref != nil {
				c.Ref = *row[x].ref
				c.Ref.Table, c.Ref.Row = l.Ref.Table, l.Ref.Row
			}
			if !row[x].covered {
				c.Doubt = row[x].doubt
				if row[x].text != "" {
					c.Printed, _ = money.ParsePrinted(row[x].text)
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
// share their row with the first line.
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
	return texts(row, p.code)
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

// uncode sorts what stands in the columns of code and name: a name in the place
// of a code (合计 over both), a code and a name in one cell.
func uncode(code, name string) (string, string) {
	if strings.ContainsAny(code, " \u3000\u00a0\n\t") {
		code = strings.Join(strings.Fields(code), "")
	}
	if code != "" && strings.Trim(code, "0123456789") != "" {
		n := 0
		for n < len(code) && isDigit(code[n]) {
			n++
		}
		if n > 0 && name == "" {
			return code[:n], strings.TrimSpace(code[n:])
		}
		if n == 0 {
			return "", code + name
		}
	}
	if code == "" {
		n := 0
		for n < len(name) && isDigit(name[n]) {
			n++
		}
		if (n == 3 || n == 5 || n == 7) && n < len(name) && name[n] != '.' {
			return name[:n], strings.TrimLeft(name[n:], " \u3000-—")
		}
	}
	return code, name
}

// identify finds which line of the form a row is.
func (p *panelState) identify(code, name, second string) (budget.Line, bool) {
	key := nominal(name)
	if code == "" {
		i := p.fixedLine(key, unnumbered(name))
		if rest, of := strings.CutPrefix(strings.TrimSpace(name), "其中："); i < 0 && of { // the first of several says what they are part of
			i = p.fixedLine(nominal(rest), unnumbered(rest))
		}
		if i >= 0 {
			f := &p.form.fixed[i]
			p.used[i], p.last = true, i
			if f.column != "" {
				return budget.Line{Key: f.key, Name: name, Total: f.total}, true
			}
			return budget.Line{Key: p.unique(f.key), Code: f.code, Name: name, Second: second, Level: f.level, Total: f.total}, true
		}
	}
	switch p.form.tree {
	case "function", "revenue":
		return p.subject(code, name, key)
	case "any": // a subject where it has a subject's code
		if n := len(code); !p.units && (n == 3 || n == 5 || n == 7) {
			return p.subject(code, name, key)
		}
		if name == "" {
			return budget.Line{}, false
		}
		return budget.Line{Key: p.unique(unbroken(name)), Name: name}, true
	case "economic":
		return p.economic(code, name, key, second)
	case "projects":
		if name == "" {
			return budget.Line{}, false
		}
		return budget.Line{Key: p.unique(unbroken(name)), Name: name}, true
	case "units":
		if name == "" {
			return budget.Line{}, false
		}
		return budget.Line{Key: p.unique(unbroken(name)), Name: name}, true
	}
	if code != "" { // a class by its code
		for i := range p.form.fixed {
			if f := &p.form.fixed[i]; f.code == code {
				p.used[i], p.last = true, i
				return budget.Line{Key: p.unique(f.key), Code: f.code, Name: name, Level: f.level}, true
			}
		}
	}
	return budget.Line{}, false
}

// unbroken is a name without the breaks of its cell's lines.
func unbroken(name string) string {
	if !strings.ContainsAny(name, "\n\r") {
		return name
	}
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '\n' || r == '\r' }), "")
}

// fixedLine finds the fixed line of a folded name: where several have it, the
// first that comes after the one read last; -1 where none has.
func (p *panelState) fixedLine(key, name string) int {
	if key == "" {
		return -1
	}
	if list := p.form.byName[key]; len(list) > 0 {
		for _, i := range list {
			if !p.used[i] && i > p.last {
				return i
			}
		}
		for _, i := range list {
			if !p.used[i] {
				return i
			}
		}
		return list[len(list)-1]
	}
	if p.form.codes != nil && p.form.tree == "" { // a class by another of its names
		for _, s := range p.form.codes.FindName(name) {
			if s.Level == 1 {
				return p.classLine(s.Code)
			}
		}
	}
	return p.nearLine(key)
}

func (p *panelState) classLine(code string) int {
	for i := range p.form.fixed {
		if p.form.fixed[i].code == code {
			return i
		}
	}
	return -1
}

// nearLine finds a fixed line not yet read whose name is one or two characters other.
func (p *panelState) nearLine(key string) int {
	runes := []rune(key)
	if len(runes) < 4 || p.form.tree == "projects" || p.form.tree == "units" {
		return -1
	}
	best, least := -1, 3
	for i := range p.form.fixed {
		if p.used[i] {
			continue
		}
		name := []rune(p.form.fixed[i].name)
		if d := len(name) - len(runes); d > 2 || d < -2 || len(name) < 4 {
			continue
		}
		if d := budget.Distance(runes, name); d < least && d*4 <= len(name) {
			best, least = i, d
		}
	}
	return best
}

// subject is a line of a tree by code.
func (p *panelState) subject(code, name, key string) (budget.Line, bool) {
	if code != "" {
		return budget.Line{Key: p.unique(code), Code: code, Name: name, Level: max(1, min(3, (len(code)-1)/2))}, true
	}
	if key == "" {
		return budget.Line{}, false
	}
	found := p.form.codes.FindName(name)
	if len(found) != 1 {
		return budget.Line{}, false
	}
	s := found[0]
	return budget.Line{Key: p.unique(s.Code), Code: s.Code, Name: name, Level: s.Level}, true
}

// economic is a line of the economic table, by its code or its name under the
// class read last.
func (p *panelState) economic(code, name, key, second string) (budget.Line, bool) {
	if code != "" {
		l := budget.Line{Code: code, Name: name, Second: second, Level: max(1, min(2, (len(code)-1)/2))}
		if len(code) >= 3 {
			p.class = code[:3]
		}
		l.Key = p.divided(code, second)
		return l, true
	}
	if key == "" {
		return budget.Line{}, false
	}
	s, ok := p.economicNamed(key, name, second)
	if !ok {
		level := 2
		if second == "" && len(p.second) > 0 {
			level = 1
		}
		return budget.Line{Key: p.unique(name), Name: name, Second: second, Level: level}, true
	}
	if s.Level == 1 {
		p.class = s.Code
	}
	return budget.Line{Key: p.divided(s.Code, second), Code: s.Code, Name: name, Second: second, Level: s.Level}, true
}

// economicNamed finds an economic subject by name: one under the present class
// before others; a class only where no second name stands beside it.
func (p *panelState) economicNamed(key, name, second string) (budget.Subject, bool) {
	found := p.form.codes.FindName(name)
	if len(found) == 0 {
		if s, ok := p.form.codes.Nearest(name); ok && p.calledSo(s, key) {
			found = []budget.Subject{s}
		}
	}
	best, rank := -1, -1
	for i, s := range found {
		r := 0
		if s.Level == 2 && p.class != "" && strings.HasPrefix(s.Code, p.class) {
			r += 2
		}
		if (s.Level == 1) == (second == "") || len(p.second) == 0 {
			r++
		}
		if r > rank {
			best, rank = i, r
		}
	}
	if best < 0 {
		return budget.Subject{}, false
	}
	return found[best], true
}

// calledSo reports whether a subject is or was called so, a slip or two aside.
func (p *panelState) calledSo(s budget.Subject, key string) bool {
	if budget.Distance([]rune(plain(s.Name)), []rune(key)) <= 2 {
		return true
	}
	for _, old := range p.form.codes.Renames(s.Code) {
		if plain(old.Name) == key {
			return true
		}
	}
	return false
}

// divided is the key of an economic division, which several lines may share where
// it falls under several government subjects: the first keeps the plain code until
// a second comes, then each has the government subject's code after its own.
func (p *panelState) divided(code, second string) string {
	if p.keys == nil {
		p.keys = map[string]int{}
	}
	at, dup := p.keys[code]
	p.keys[code] = len(p.out.Lines)
	if !dup || second == "" {
		if dup {
			return p.unique(code)
		}
		return code
	}
	if first := &p.out.Lines[at]; first.Key == code {
		first.Key = code + "/" + govCode(first.Second)
		p.keys[first.Key] = at
	}
	return p.unique(code + "/" + govCode(second))
}

func govCode(name string) string {
	found := budget.GovEconomic().FindName(name)
	if len(found) == 0 {
		return plain(name)
	}
	return found[0].Code
}

// unique makes a key that no line of the panel has.
func (p *panelState) unique(key string) string {
	if p.keys == nil {
		p.keys = map[string]int{}
	}
	have := key
	for n := 2; ; n++ {
		if _, ok := p.keys[have]; !ok {
			p.keys[have] = len(p.out.Lines)
			return have
		}
		have = key + "#" + yearText(n)
	}
}
