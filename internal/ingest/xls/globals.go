package xls

import (
	"encoding/binary"

	"mingbai/internal/ingest/numfmt"
	"mingbai/internal/ingest/sheet"
	"mingbai/internal/ingest/source"
)

// globals reads what all sheets share.
func (b *book) globals() error {
	b.codes, b.formats = map[int]string{}, map[int]*numfmt.Format{}
	c, kind, err := b.begin(0)
	if err != nil {
		return err
	}
	if kind != globals {
		return errDamaged
	}
	for {
		id, body, ok, err := c.next()
		if err != nil || !ok {
			return err
		}
		if err := b.global(c, id, body); err != nil {
			return err
		}
	}
}

// global reads one record of the globals.
func (b *book) global(c *chain, id uint16, body []byte) error {
	switch id {
	case recFilePass:
		return errPassword
	case recCodePage, recDateMode:
		if len(body) < 2 {
			return errDamaged
		}
		if v := binary.LittleEndian.Uint16(body); id == recCodePage {
			b.codePage = v
		} else {
			b.from04 = v == 1
		}
		return nil
	case recBoundSheet, recFormat, recXF, recSST:
	default:
		return nil
	}
	f, err := c.fields(body)
	if err != nil {
		return err
	}
	switch id {
	case recBoundSheet:
		err = b.list(f)
	case recFormat:
		if len(b.codes) < sheet.MaxStyles {
			id := f.u16()
			b.codes[id] = f.text()
		}
	case recXF:
		err = b.look(f)
	case recSST:
		err = b.shared(f)
	}
	if err == nil && f.short {
		err = errDamaged
	}
	return err
}

// list notes a sheet; charts, macros and modules are none.
func (b *book) list(f *fields) error {
	at, state, kind := f.u32(), f.u8(), f.u8()
	name := f.shortText()
	if kind != 0 {
		return nil
	}
	if len(b.sheets) >= sheet.MaxSheets {
		return source.ErrTooMuch
	}
	b.sheets = append(b.sheets, listed{name, at, state&3 != 0})
	return nil
}

// look reads a style (XF). Its lines stand in half a byte each: left, right, top,
// bottom.
func (b *book) look(f *fields) error {
	if len(b.styles) >= sheet.MaxStyles {
		return source.ErrTooMuch
	}
	f.skip(2)
	s := style{format: f.u16()}
	f.skip(6)
	lines, sides := f.u16(), 0
	for ; lines > 0; lines >>= 4 {
		if lines&0xF != 0 {
			sides++
		}
	}
	s.boxed = sides > 1 // one alone is a rule under a title
	b.styles = append(b.styles, s)
	return nil
}

// shared reads the strings that cells refer to by number (SST).
func (b *book) shared(f *fields) error {
	f.skip(4)
	n := f.u32()
	if n > sheet.MaxStrings {
		return source.ErrTooMuch
	}
	for range n {
		if f.done() { // fewer than were said: cells that want the others are noticed
			return nil
		}
		b.strings = append(b.strings, f.text())
		if f.short {
			return errDamaged
		}
	}
	return nil
}
