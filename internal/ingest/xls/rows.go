package xls

import (
	"encoding/binary"
	"math"
	"slices"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/numfmt"
	"mingbai/internal/ingest/sheet"
)

// sheetReader gathers the cells of a sheet, in whichever order they come.
type sheetReader struct {
	*sheet.Sheet
	b       *book
	c       *chain
	zeros   bool // cells with zero show it
	cells   []sheet.Cell
	waiting *at // a formula whose text follows
}

// at is a cell's place and style.
type at struct{ row, col, xf int }

// sheet reads a sheet.
func (b *book) sheet(s listed) ([]doc.Block, error) {
	c, kind, err := b.begin(s.at)
	if err != nil || kind != worksheet {
		return nil, err
	}
	r := &sheetReader{Sheet: b.seen.Sheet(s.name), b: b, c: c}
	if r.zeros, err = b.showsZeros(s); err != nil {
		return nil, err
	}
	for {
		id, body, ok, err := c.next()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		if err := r.record(id, body); err != nil {
			return nil, err
		}
	}
	if err := r.addRows(); err != nil {
		return nil, err
	}
	return r.Blocks()
}

// showsZeros reports whether a sheet shows cells with zero: that is said after
// them.
func (b *book) showsZeros(s listed) (bool, error) {
	c, _, err := b.begin(s.at)
	for err == nil {
		id, body, ok, fault := c.next()
		if fault != nil || !ok {
			return true, fault
		}
		if id == recWindow2 && len(body) >= 2 {
			return body[0]&0x10 != 0, nil
		}
	}
	return true, err
}

// record reads one record of a sheet.
func (r *sheetReader) record(id uint16, body []byte) error {
	switch id {
	case recFilePass:
		return errPassword
	case recRow, recColInfo, recMergedCells:
		return r.shape(id, &fields{part: body})
	case recString:
		return r.formulaText(body)
	case recLabelSST, recLabel, recRString, recNumber, recRK, recMulRK, recBlank, recMulBlank, recFormula, recBoolErr:
		r.waiting = nil
		f, err := r.c.fields(body)
		if err != nil {
			return err
		}
		if err := r.values(id, f); err != nil {
			return err
		}
		if f.short {
			return errDamaged
		}
	}
	return nil
}

// shape reads what is hidden and what is merged.
func (r *sheetReader) shape(id uint16, f *fields) error {
	switch id {
	case recRow:
		row := f.u16()
		f.skip(10)
		if flags := f.u16(); !f.short && flags&0x20 != 0 {
			r.HideRow(row)
		}
	case recColInfo:
		from, to, width := f.u16(), f.u16(), f.u16()
		f.skip(2)
		if flags := f.u16(); !f.short && (flags&1 != 0 || width == 0) {
			r.HideColumns(from, to)
		}
	case recMergedCells:
		for range f.u16() {
			a := sheet.Area{Top: f.u16(), Bottom: f.u16(), Left: f.u16(), Right: f.u16()}
			if f.short {
				break
			}
			if a.Top > a.Bottom || a.Left > a.Right {
				continue
			}
			if err := r.Merge(a); err != nil {
				return err
			}
		}
	}
	if f.short {
		return errDamaged
	}
	return nil
}

// values reads the cells of a record.
func (r *sheetReader) values(id uint16, f *fields) error {
	p := at{row: f.u16(), col: f.u16()}
	switch id {
	case recMulRK:
		for ; len(f.part) >= 8; p.col++ { // the last two bytes are the last column
			p.xf = f.u16()
			if err := r.rk(p, uint32(f.u32())); err != nil {
				return err
			}
		}
		return nil
	case recMulBlank:
		for ; len(f.part) >= 4; p.col++ {
			p.xf = f.u16()
			if err := r.put(p, ""); err != nil {
				return err
			}
		}
		return nil
	}
	p.xf = f.u16()
	switch id {
	case recBlank:
		return r.put(p, "")
	case recLabelSST:
		i := f.u32()
		if f.short || i >= len(r.b.strings) {
			return errDamaged
		}
		return r.text(p, r.b.strings[i])
	case recLabel, recRString:
		return r.text(p, f.text())
	case recNumber:
		return r.float(p, f.take(8))
	case recRK:
		return r.rk(p, uint32(f.u32()))
	case recBoolErr:
		v := f.u8()
		return r.put(p, truthOrError(byte(v), f.u8() != 0))
	case recFormula:
		return r.formula(p, f.take(8))
	}
	return nil
}

// formula reads the result that was saved with a formula: a number, or, marked by
// two bytes that no number ends with, something else.
func (r *sheetReader) formula(p at, result []byte) error {
	if result[6] != 0xFF || result[7] != 0xFF {
		return r.float(p, result)
	}
	switch result[0] {
	case 0:
		r.waiting = &p
		return r.put(p, "") // its box; the text takes its place
	case 1, 2:
		return r.put(p, truthOrError(result[2], result[0] == 2))
	}
	return r.put(p, "")
}

// formulaText reads the text that is a formula's result.
func (r *sheetReader) formulaText(body []byte) error {
	p := r.waiting
	r.waiting = nil
	f, err := r.c.fields(body)
	if err != nil || p == nil {
		return err
	}
	s := f.text()
	if f.short {
		return errDamaged
	}
	return r.text(*p, s)
}

func (r *sheetReader) text(p at, s string) error { return r.put(p, r.b.format(p.xf).Text(s)) }

func (r *sheetReader) rk(p at, rk uint32) error {
	n, ok := fromRK(rk)
	return r.number(p, n, ok)
}

func (r *sheetReader) float(p at, b []byte) error {
	n, ok := fromFloat(math.Float64frombits(binary.LittleEndian.Uint64(b)))
	return r.number(p, n, ok)
}

// number puts a number into a cell; ok is false for what no cell can hold: not a
// number, or infinite.
func (r *sheetReader) number(p at, n numfmt.Number, ok bool) error {
	switch {
	case !ok:
		return r.put(p, errorNames[0x24])
	case n.Zero() && !r.zeros:
		return r.put(p, "")
	}
	return r.put(p, r.b.format(p.xf).Show(n, r.b.from04))
}

func (r *sheetReader) put(p at, text string) error {
	c, ok, err := r.Take(sheet.Cell{Text: text, Row: p.row, Col: p.col, Boxed: r.b.boxed(p.xf)})
	if ok {
		r.cells = append(r.cells, c)
	}
	return err
}

// addRows hands the cells on row by row; of two at the same place the later one.
func (r *sheetReader) addRows() error {
	slices.SortStableFunc(r.cells, func(a, b sheet.Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Col - b.Col
	})
	for from := 0; from < len(r.cells); {
		row := r.cells[from].Row
		to := from
		for to < len(r.cells) && r.cells[to].Row == row {
			to++
		}
		if err := r.Add(lastOfEach(r.cells[from:to])); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// lastOfEach keeps the last cell of each column of a row.
func lastOfEach(cells []sheet.Cell) []sheet.Cell {
	kept := cells[:0]
	for i, c := range cells {
		if i+1 == len(cells) || cells[i+1].Col != c.Col {
			kept = append(kept, c)
		}
	}
	return kept
}
