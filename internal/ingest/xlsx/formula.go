package xlsx

import (
	"errors"
	"math/big"
	"strconv"
	"strings"

	"mingbai/internal/ingest/sheet"
	"mingbai/internal/ingest/source"
)

// A workbook that a program wrote, not a spreadsheet, has formulas that were never
// computed. Those that people add up tables with are computed here, exactly: + - * /
// & of cells, SUM, SUBTOTAL, ROUND, ABS, HYPERLINK, also over other sheets. Any other
// is not, and the reader says so.

// Bounds on what formulas may ask for.
const (
	maxDepth    = 64        // formulas that need formulas
	maxVisits   = 2_000_000 // cells looked at, of a workbook
	maxBits     = 4096      // of a number on the way
	maxExponent = 400       // of ten, of a number as it is written
)

var errFormula = errors.New("a formula that is not computed here")

// result is what a formula gives: a number, or a text where num is nil.
type result struct {
	num  *big.Rat
	text string
}

// spot is a cell of a sheet of a workbook.
type spot struct {
	sheet    string
	row, col int
}

// formulas computes the formulas of a workbook.
type formulas struct {
	b      *book
	cells  map[spot]stored
	shared map[string]map[string]master // by sheet and index
	done   map[spot]result
	busy   map[spot]bool // being computed
	visits int
}

// master is the cell whose formula others share, moved by their distance from it.
type master struct {
	text string
	at   spot
}

// computed is what a cell's formula gives, as the cell would keep it.
func (b *book) computed(name string, row, col int) (kind, value string, ok bool) {
	if b.formulas == nil {
		b.formulas = &formulas{b: b, cells: map[spot]stored{}, shared: map[string]map[string]master{}, done: map[spot]result{}, busy: map[spot]bool{}}
		for _, s := range b.sheets {
			if err := b.formulas.gather(s); err != nil {
				return "", "", false
			}
		}
	}
	r, err := b.formulas.value(spot{name, row, col})
	switch {
	case err != nil:
		return "", "", false
	case r.num == nil:
		return "str", r.text, true
	}
	return "", r.string(), true
}

// gather keeps the cells of a sheet.
func (f *formulas) gather(s listed) error {
	shared := map[string]master{}
	f.shared[s.name] = shared
	row := -1
	return f.b.parse(s.part, func(x *source.XML) {
		x.Each(func(string) {
			x.Each(func(name string) {
				if name != "sheetData" {
					return
				}
				x.Each(func(string) {
					row = nextRow(x, row)
					col := -1
					x.Each(func(string) {
						col = nextColumn(x, row, col)
						c := readCell(x)
						if len(f.cells) >= sheet.MaxCells {
							x.Fail(source.ErrTooMuch)
							return
						}
						at := spot{s.name, row, col}
						f.cells[at] = c
						if c.shared != "" && c.text != "" {
							shared[c.shared] = master{c.text, at}
						}
					})
				})
			})
		})
	})
}

// value is what a cell holds, computed where it was not.
func (f *formulas) value(at spot) (result, error) {
	if f.visits++; f.visits > maxVisits {
		return result{}, errFormula
	}
	if r, ok := f.done[at]; ok {
		return r, nil
	}
	c, ok := f.cells[at]
	switch {
	case !ok:
		return result{num: new(big.Rat)}, nil
	case c.kind == "s":
		i, err := strconv.Atoi(strings.TrimSpace(c.value))
		if err != nil || i < 0 || i >= len(f.b.strings) {
			return result{}, errFormula
		}
		return result{text: f.b.strings[i]}, nil
	case c.kind == "inlineStr":
		return result{text: c.inline}, nil
	case c.kind == "str" && c.value != "":
		return result{text: c.value}, nil
	case c.kind != "" && c.kind != "n" && c.kind != "str":
		return result{}, errFormula
	case c.value != "":
		n, ok := rational(c.value)
		if !ok {
			return result{}, errFormula
		}
		return result{num: n}, nil
	case !c.formula:
		return result{num: new(big.Rat)}, nil
	}
	return f.compute(at, c)
}

func (f *formulas) compute(at spot, c stored) (result, error) {
	text, from := c.text, at
	if text == "" && c.shared != "" {
		m := f.shared[at.sheet][c.shared]
		text, from = m.text, m.at
	}
	if text == "" || f.busy[at] || len(f.busy) > maxDepth {
		return result{}, errFormula
	}
	f.busy[at] = true
	p := parser{f: f, s: text, at: at, down: at.row - from.row, right: at.col - from.col}
	r, err := p.whole()
	delete(f.busy, at)
	if err == nil {
		f.done[at] = r
	}
	return r, err
}

// rational reads a number as a cell keeps it.
func rational(s string) (*big.Rat, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 40 || strings.ContainsAny(s, "/_xXpP") {
		return nil, false
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		if n, err := strconv.Atoi(s[i+1:]); err != nil || n < -maxExponent || n > maxExponent {
			return nil, false // no workbook has such a number, and it would take long to write out
		}
	}
	return new(big.Rat).SetString(s)
}
