package budget

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"mingbai/internal/money"
	"mingbai/internal/place"
)

// UnmarshalJSONFrom reads a side of a table, token by token, as its lines and
// cells are most of a disclosure and a site reads one at each request. Keys that
// are not of a line or a cell are refused.
func (p *Panel) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*p = Panel{}
	return members(dec, func(key []byte) error {
		switch string(key) {
		case "key":
			return readText(dec, &p.Key)
		case "columns":
			return json.UnmarshalDecode(dec, &p.Columns)
		case "lines":
			return elements(dec, func() error {
				p.Lines = append(p.Lines, Line{})
				return p.Lines[len(p.Lines)-1].read(dec, len(p.Columns))
			})
		default:
			return unknown("表的一侧", key)
		}
	})
}

// read reads a line that should have so many cells.
func (l *Line) read(dec *jsontext.Decoder, columns int) error {
	return members(dec, func(key []byte) error {
		switch string(key) {
		case "key":
			return readText(dec, &l.Key)
		case "code":
			return readText(dec, &l.Code)
		case "name":
			return readText(dec, &l.Name)
		case "second":
			return readText(dec, &l.Second)
		case "level":
			return json.UnmarshalDecode(dec, &l.Level)
		case "total":
			return json.UnmarshalDecode(dec, &l.Total)
		case "cells":
			l.Cells = make([]Cell, 0, columns)
			return elements(dec, func() error {
				l.Cells = append(l.Cells, Cell{})
				return l.Cells[len(l.Cells)-1].read(dec)
			})
		case "ref":
			return readRef(dec, &l.Ref)
		default:
			return unknown("行", key)
		}
	})
}

// UnmarshalJSONFrom reads what MarshalJSON writes.
func (c *Cell) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*c = Cell{}
	return c.read(dec)
}

func (c *Cell) read(dec *jsontext.Decoder) error {
	return members(dec, func(key []byte) error {
		switch string(key) {
		case "text":
			var text string
			if err := readText(dec, &text); err != nil {
				return err
			}
			c.Printed, _ = money.ParsePrinted(text)
			return nil
		case "exact":
			c.Known = true
			return json.UnmarshalDecode(dec, &c.Exact)
		case "sum":
			return elements(dec, func() error {
				c.Sum = append(c.Sum, CellID{})
				return c.Sum[len(c.Sum)-1].UnmarshalJSONFrom(dec)
			})
		case "ref":
			return readRef(dec, &c.Ref)
		default:
			return unknown("单元格", key)
		}
	})
}

// UnmarshalJSONFrom reads [line,column], both from 0.
func (id *CellID) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	var at [2]int64
	n := 0
	err := elements(dec, func() error {
		t, err := dec.ReadToken()
		if err != nil {
			return err
		}
		if t.Kind() == '0' && n < len(at) {
			at[n], err = t.Int()
		}
		n++
		return err
	})
	if err != nil {
		return err
	}
	if n != len(at) || at[0] < 0 || at[1] < 0 {
		return errors.New("应为[行,列]，都从0起")
	}
	*id = CellID{int(at[0]), int(at[1])}
	return nil
}

func unknown(what string, key []byte) error {
	return fmt.Errorf("%s没有“%s”这一项", what, key)
}

// members reads an object: read is called with each name and reads its value.
func members(dec *jsontext.Decoder, read func(name []byte) error) error {
	if err := begin(dec, '{'); err != nil {
		return err
	}
	for dec.PeekKind() == '"' {
		raw, err := dec.ReadValue()
		if err != nil {
			return err
		}
		name := raw[1 : len(raw)-1]
		if bytes.IndexByte(name, '\\') >= 0 {
			if name, err = jsontext.AppendUnquote(nil, raw); err != nil {
				return err
			}
		}
		if err := read(name); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken()
	return err
}

// elements reads an array: read is called at each value.
func elements(dec *jsontext.Decoder, read func() error) error {
	if dec.PeekKind() == 'n' {
		_, err := dec.ReadToken()
		return err
	}
	if err := begin(dec, '['); err != nil {
		return err
	}
	for k := dec.PeekKind(); k != ']' && k != 0; k = dec.PeekKind() {
		if err := read(); err != nil {
			return err
		}
	}
	_, err := dec.ReadToken()
	return err
}

func begin(dec *jsontext.Decoder, want jsontext.Kind) error {
	t, err := dec.ReadToken()
	if err == nil && t.Kind() != want {
		err = fmt.Errorf("应为 %v，这里是 %v", want, t.Kind())
	}
	return err
}

func readText(dec *jsontext.Decoder, to *string) error {
	t, err := dec.ReadToken()
	if err != nil {
		return err
	}
	if t.Kind() != '"' {
		return fmt.Errorf("应为文字，这里是 %v", t.Kind())
	}
	*to = t.String()
	return nil
}

func readRef(dec *jsontext.Decoder, to *place.Ref) error {
	return json.UnmarshalDecode(dec, to, json.RejectUnknownMembers(true))
}
