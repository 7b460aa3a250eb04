package book

import "mingbai/internal/diag"

// about is what is fixed of a sheet, whatever its rows are.
type about struct {
	file     string // name in a folder; book.toml for what stands there
	name     string // name of the sheet in a workbook
	note     string // what the sheet is for
	required bool   // the book cannot do without
	heads    []head // made from the columns
}

// head is what is fixed of a column.
type head struct {
	title string
	fill  fill
	note  string // what to fill in
	kind  columnKind
	list  *list // what can be chosen; nil where anything can be written
}

// fill says how far a column must be filled in.
type fill uint8

const (
	must fill = iota // in every row
	may              // may be blank, or missing as a column
)

// columnKind decides the format of cells in a workbook.
type columnKind uint8

const (
	ofText columnKind = iota
	ofCode
	ofAmount
	ofCount
)

// list is what a workbook offers for a column.
type list struct {
	name   string // head of its column on the hidden sheet
	strict bool   // nothing else can be written
	items  func() []string
}

// table is a sheet with the type of its rows hidden.
type table interface {
	about() about
	decode(g *grid, d *draft, c *collector)
	decodeRows(g *grid, columns, places map[string]int, d *draft, c *collector)
	encode(d *draft) [][]string
}

// entry is a decoded row with its place.
type entry[T any] struct {
	row T
	at  rowPlace
	bad bool // a cell of it could not be read
}

// sheetOf is a sheet whose rows are T.
type sheetOf[T any] struct {
	info    about
	rows    func(*draft) *[]entry[T]
	columns []column[T]
}

// column reads one cell into a row and writes it back.
type column[T any] struct {
	title string
	fill  fill
	note  string
	codec codec[T]
}

// codec is how a cell is read and written. set gets blank cells only where the
// column may be blank.
type codec[T any] struct {
	kind columnKind
	list *list
	get  func(*T) string
	set  func(*T, input) problem
}

// sheet makes a table of a literal.
func sheet[T any](info about, rows func(*draft) *[]entry[T], columns []column[T]) table {
	for _, c := range columns {
		info.heads = append(info.heads, head{c.title, c.fill, c.note, c.codec.kind, c.codec.list})
	}
	return &sheetOf[T]{info, rows, columns}
}

func (s *sheetOf[T]) about() about { return s.info }

// decode reads the rows of a grid, whose head has been matched, into d.
func (s *sheetOf[T]) decode(g *grid, d *draft, c *collector) {
	columns := s.info.match(g, c)
	if columns == nil {
		return
	}
	s.decodeRows(g, columns, columns, d, c)
}

// decodeRows reads the rows of a grid into d; columns tells which cell of a row
// belongs to a head, places where that cell stands in the file.
func (s *sheetOf[T]) decodeRows(g *grid, columns, places map[string]int, d *draft, c *collector) {
	g.reportMerged(places, c)
	if s.info.file == "facts.csv" {
		d.factsFrom = g.at()
	}
	rows := s.rows(d)
	for _, r := range g.rows {
		if r.blank() {
			continue
		}
		at := rowPlace{g.file, g.sheet, r.line, places, s.main()}
		first := s.columns[0]
		if cell := r.under(columns, first.title); first.codec.kind == ofCode && isTotal(cell.text) {
			c.add(at.ref(first.title), sumRow(cell.text))
			continue
		}
		*rows = append(*rows, s.decodeRow(r, columns, at, c))
	}
}

func (s *sheetOf[T]) decodeRow(r gridRow, columns map[string]int, at rowPlace, c *collector) entry[T] {
	e := entry[T]{at: at}
	for _, col := range s.columns {
		p := col.read(&e.row, r.under(columns, col.title))
		if p == nil {
			continue
		}
		e.bad = e.bad || p.Severity == diag.Error
		c.add(at.ref(col.title), p)
	}
	return e
}

func (col column[T]) read(row *T, in input) problem {
	if in.blank() && col.fill == must {
		return kindBlank.errorf("“%s”未填写", col.title)
	}
	return col.codec.set(row, in)
}

// under is the cell below a head; blank where the column is missing.
func (r gridRow) under(columns map[string]int, title string) input {
	i, ok := columns[title]
	if !ok || i >= len(r.cells) {
		return input{}
	}
	return r.cells[i]
}

// main is the column that stands for a row: its first amount that must be
// filled in, else the only amount, else the first column.
func (s *sheetOf[T]) main() string {
	var amounts []string
	for _, col := range s.columns {
		if col.codec.kind != ofAmount {
			continue
		}
		if col.fill == must {
			return col.title
		}
		amounts = append(amounts, col.title)
	}
	if len(amounts) == 1 {
		return amounts[0]
	}
	return s.columns[0].title
}

// encode gives the rows of d as text, in the order of the columns.
func (s *sheetOf[T]) encode(d *draft) [][]string {
	var out [][]string
	for _, e := range *s.rows(d) {
		row := make([]string, len(s.columns))
		for i, col := range s.columns {
			row[i] = col.codec.get(&e.row)
		}
		out = append(out, row)
	}
	return out
}
