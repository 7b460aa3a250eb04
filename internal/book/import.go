package book

import (
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// Import makes a book of the export of a finance system (CSV or .xlsx), as a
// mapping file says (see docs of the mapping), and writes it to out. Columns that
// are not mapped, rows that are left out and the sum of what was read are all
// among the findings. With a finding of severity Error nothing is written.
func Import(export, mappingFile, out string, opts ...Option) diag.Findings {
	c := &collector{}
	m := loadMapping(mappingFile, c)
	if m == nil || c.list.Has(diag.Error) {
		return c.sorted()
	}
	g := m.readExport(export, c)
	if g == nil || c.list.Has(diag.Error) {
		return c.sorted()
	}
	d := m.draft(g, c)
	b := d.book(c)
	if !c.list.Has(diag.Error) {
		if err := Write(out, b, opts...); err != nil {
			c.add(place.Ref{File: filepath.Base(out)}, kindFile.errorf("没有写成：%s", err))
		}
	}
	return c.sorted()
}

func loadMapping(path string, c *collector) *mapping {
	dir, name := filepath.Split(path)
	data, p := readBounded(os.DirFS(filepath.Clean(dir+".")), name)
	if p == nil && len(data) > maxTOML {
		p = kindFile.errorf("%s超过%d MB", name, maxTOML>>20)
	}
	if p != nil {
		c.add(place.Ref{File: name}, p)
		return nil
	}
	m := readMapping(name, data, c)
	if !c.list.Has(diag.Error) {
		m.complete(c)
	}
	return m
}

// readExport reads the cells of an export from the line of its head on.
func (m *mapping) readExport(path string, c *collector) *grid {
	dir, name := filepath.Split(path)
	fsys := os.DirFS(filepath.Clean(dir + "."))
	at := place.Ref{File: name}
	if !strings.EqualFold(filepath.Ext(name), ".xlsx") {
		return m.readCSVExport(fsys, name, c)
	}
	f, err := os.Open(path)
	if err != nil {
		c.add(at, kindFile.errorf("打不开%s：%s", name, plainError(err)))
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		c.add(at, kindFile.errorf("打不开%s：%s", name, plainError(err)))
		return nil
	}
	w, p := openWorkbook(name, f, info.Size())
	if p != nil {
		c.add(at, p)
		return nil
	}
	g, p := w.sheetFor(m)
	if p != nil {
		c.add(at, p)
	}
	return g
}

func (m *mapping) readCSVExport(fsys fs.FS, name string, c *collector) *grid {
	if p := wrongName(name); p != nil && !strings.EqualFold(filepath.Ext(name), ".csv") {
		c.add(place.Ref{File: name}, p)
		return nil
	}
	data, p := readBounded(fsys, name)
	if p != nil {
		c.add(place.Ref{File: name}, p)
		return nil
	}
	return readCSV(name, data, m.header, c)
}

// sheetFor is the sheet that the mapping names, or the first.
func (w *workbook) sheetFor(m *mapping) (*grid, problem) {
	name := m.sheet
	if name == "" && len(w.names) > 0 {
		name = w.names[0]
	}
	if _, ok := w.parts[name]; !ok {
		p := kindSheet.errorf("缺少工作表“%s”", name)
		p.Expected = strings.Join(w.names, "、")
		if i := budget.NearestOf(name, w.names); i >= 0 {
			p.Nearest = w.names[i]
		}
		return nil, p
	}
	g, p := w.sheet(name, m.header)
	if p == nil && g.head == nil {
		p = kindHead.errorf("工作表“%s”第%d行起是空的", name, m.header)
	}
	return g, p
}

// draft makes the facts of an export, and the projects that they name.
func (m *mapping) draft(g *grid, c *collector) *draft {
	d := &draft{infoFrom: place.Ref{File: m.file}}
	for _, s := range m.info {
		at := rowPlace{file: m.file, line: s.line}
		d.info = append(d.info, entry[infoRow]{row: infoRow{title: strings.TrimPrefix(s.key(), "book."), value: s.value}, at: at})
	}
	x := m.bind(g, c)
	if x == nil {
		return d
	}
	rows := &grid{file: g.file, sheet: g.sheet, headAt: g.headAt, merged: g.merged}
	for _, r := range g.rows {
		if x.skips(r) {
			continue
		}
		rows.rows = append(rows.rows, gridRow{r.line, x.cells(r)})
	}
	columns := map[string]int{}
	for i, h := range factSheet.about().heads {
		columns[h.title] = i
	}
	factSheet.decodeRows(rows, columns, x.places, d, c)
	d.nameProjects()
	x.account(d, c)
	return d
}

// nameProjects lists the projects that facts name, in their order.
func (d *draft) nameProjects() {
	seen := map[string]bool{}
	for _, e := range d.facts {
		name := e.row.Project
		if e.row.category != "project" || name == "" || seen[name] {
			continue
		}
		seen[name] = true
		d.projects = append(d.projects, entry[budget.Project]{row: budget.Project{Name: name}, at: e.at})
	}
}

// exporter is a mapping bound to the columns of one export.
type exporter struct {
	m       *mapping
	g       *grid
	columns map[string][]int // column of the book → columns of the export
	places  map[string]int   // column of the book → the one that findings point at
	skip    map[int][]string
	shorter map[int]int
	skipped []int // lines
}

// bind finds the columns of the export that a mapping names, and reports those
// it does not. It is nil where one is missing.
func (m *mapping) bind(g *grid, c *collector) *exporter {
	x := &exporter{m: m, g: g, columns: map[string][]int{}, places: map[string]int{}, skip: map[int][]string{}, shorter: map[int]int{}}
	used := map[int]bool{}
	complete := true
	column := func(name string, line int) int {
		i := slices.IndexFunc(g.head, func(h string) bool { return budget.Fold(h) == budget.Fold(name) })
		if i < 0 {
			c.add(place.Ref{File: m.file, Line: line}, missingColumn(g, name))
			complete = false
		}
		used[i] = true
		return i
	}
	for _, h := range factSheet.about().heads {
		s, ok := m.columns[h.title]
		if !ok {
			continue
		}
		for _, name := range s.texts() {
			x.columns[h.title] = append(x.columns[h.title], column(name, s.line))
		}
		if len(x.columns[h.title]) > 0 {
			x.places[h.title] = x.columns[h.title][0]
		}
	}
	for name, values := range m.skip {
		x.skip[column(name, m.skipLines[name])] = values
	}
	for name, n := range m.shorter {
		x.shorter[column(name, m.skipLines[name])] = n
	}
	if !complete {
		return nil
	}
	x.reportUnused(used, c)
	return x
}

func missingColumn(g *grid, name string) problem {
	p := kindHead.errorf("%s没有列“%s”", g.file, name)
	p.Expected = strings.Join(g.head, "、")
	if i := budget.NearestOf(name, g.head); i >= 0 {
		p.Nearest = g.head[i]
	}
	p.Hint = "核对列名，以及列名所在的行（header）"
	return p
}

// reportUnused lists the columns of the export that are not read.
func (x *exporter) reportUnused(used map[int]bool, c *collector) {
	for i, h := range x.g.head {
		if used[i] || h == "" && !x.g.usesColumn(i) {
			continue
		}
		p := kindImport.say(diag.Warning, "导出表的列“%s”没有对应，没有读", h)
		p.Hint = "在[columns]里写明对应的列，或写入 ignore"
		if slices.ContainsFunc(x.m.ignore, func(n string) bool { return budget.Fold(n) == budget.Fold(h) }) {
			p = kindImport.say(diag.Note, "导出表的列“%s”按对应关系不读", h)
		}
		at := x.g.headPlace(i)
		c.add(at, p)
	}
}

// skips reports whether a rule says that a row is left out.
func (x *exporter) skips(r gridRow) bool {
	skip := false
	for i, values := range x.skip {
		skip = skip || slices.ContainsFunc(values, func(v string) bool { return budget.Fold(v) == budget.Fold(r.at(i).text) })
	}
	for i, n := range x.shorter {
		skip = skip || len([]rune(r.at(i).text)) < n
	}
	if skip {
		x.skipped = append(x.skipped, r.line)
	}
	return skip
}

// at is the cell in a column; blank beyond the row's end.
func (r gridRow) at(i int) input {
	if i < 0 || i >= len(r.cells) {
		return input{}
	}
	return r.cells[i]
}

// cells makes the cells of a row of facts from a row of the export.
func (x *exporter) cells(r gridRow) []input {
	heads := factSheet.about().heads
	out := make([]input, len(heads))
	for i, h := range heads {
		in := x.cell(h, r)
		if to, ok := x.m.values[h.title][in.text]; ok {
			in = input{text: to}
		}
		if h.kind == ofAmount && x.m.unit != money.Yuan {
			in = inYuan(in, x.m.unit)
		}
		out[i] = in
	}
	x.category(heads, out)
	return out
}

// cell is what a row has under a column of the book: of one column, of several
// put together, or the same in every row.
func (x *exporter) cell(h head, r gridRow) input {
	from, ok := x.columns[h.title]
	switch {
	case !ok:
		return input{text: x.m.constants[h.title].value}
	case len(from) == 1:
		return r.at(from[0])
	}
	var b strings.Builder
	for i, col := range from {
		part := r.at(col).text
		if h.kind == ofCode && i > 0 && len(part) == 1 {
			part = "0" + part // 5, which a spreadsheet made of 05
		}
		b.WriteString(part)
	}
	return input{text: b.String()}
}

// category fills in what kind of expenditure a row is, where nothing says so.
func (x *exporter) category(heads []head, cells []input) {
	_, column := x.columns[colCategory.title]
	_, constant := x.m.constants[colCategory.title]
	if column || constant {
		return
	}
	word := categories[0].name
	for i, h := range heads {
		if h.title == colProject.title && !cells[i].blank() {
			word = categories[1].name
		}
	}
	for i, h := range heads {
		if h.title == colCategory.title {
			cells[i] = input{text: word}
		}
	}
}

// inYuan makes yuan of an amount in a larger unit, exactly. What is no amount is
// left as it is, to be reported where it is read.
func inYuan(in input, u money.Unit) input {
	if in.kind == asDate || in.kind == asError || in.blank() {
		return in
	}
	p, err := money.ParsePrinted(in.text)
	if err != nil || p.Mark != money.Number {
		return in
	}
	fen := new(big.Int).Mul(big.NewInt(p.Value.Coef), big.NewInt(u.Fen()))
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(p.Value.Scale)), nil)
	rest := new(big.Int)
	fen.QuoRem(fen, scale, rest)
	if !fen.IsInt64() {
		return input{text: in.text + u.String()}
	}
	if rest.Sign() != 0 { // finer than a fen, hence with more decimals than the unit has zeros
		zeros := len(strconv.FormatInt(u.Fen(), 10)) - 3
		return input{text: money.Decimal{Coef: p.Value.Coef, Scale: p.Value.Scale - uint8(zeros)}.String()}
	}
	return input{text: money.Fen(fen.Int64()).String()}
}

// account says how many rows were read and left out, and the sum of what was
// read, so that it can be held against the export.
func (x *exporter) account(d *draft, c *collector) {
	var sum money.Fen
	for _, e := range d.facts {
		s, err := sum.Add(e.row.Amount)
		if err != nil {
			c.add(e.at.row(), kindAmount.errorf("%s", err))
			return
		}
		sum = s
	}
	msg := fmt.Sprintf("读入%d行，金额合计%s元", len(d.facts), sum.Grouped())
	if n := len(x.skipped); n > 0 {
		msg += fmt.Sprintf("；按规则跳过%d行：%s", n, listLines(x.skipped))
	}
	p := kindImport.say(diag.Note, "%s", msg)
	p.Hint = "与导出表的合计核对"
	c.add(x.g.at(), p)
}

func listLines(lines []int) string {
	const most = 10
	var b strings.Builder
	for i, l := range lines[:min(len(lines), most)] {
		if i > 0 {
			b.WriteString("、")
		}
		fmt.Fprintf(&b, "第%d行", l)
	}
	if len(lines) > most {
		b.WriteString("等")
	}
	return b.String()
}
