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
	return members(dec, func(key []byte) (err error) {
		switch string(key) {
		case "key":
			return readText(dec, &p.Key)
		case "columns":
			return json.UnmarshalDecode(dec, &p.Columns)
		case "lines":
			p.Lines, err = elements(dec, 0, func(l *Line) error { return l.read(dec, len(p.Columns)) })
			return err
		default:
			return unknown("表的一侧", key)
		}
	})
}

// read reads a line that should have so many cells.
func (l *Line) read(dec *jsontext.Decoder, columns int) error {
	return members(dec, func(key []byte) (err error) {
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
			l.Cells, err = elements(dec, columns, func(c *Cell) error { return c.read(dec) })
			return err
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
	return members(dec, func(key []byte) (err error) {
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
			c.Sum, err = elements(dec, 0, func(id *CellID) error { return id.UnmarshalJSONFrom(dec) })
			return err
		case "count":
			return json.UnmarshalDecode(dec, &c.Counts)
		case "ref":
			return readRef(dec, &c.Ref)
		default:
			return unknown("单元格", key)
		}
	})
}

// UnmarshalJSONFrom reads [line,column], both from 0.
func (id *CellID) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	at, err := elements(dec, 2, func(n *int64) (err error) {
		t, err := dec.ReadToken()
		if err == nil && t.Kind() == '0' {
			*n, err = t.Int()
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(at) != 2 || at[0] < 0 || at[1] < 0 {
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

// elements reads an array of about so many values, or null, which is none.
func elements[T any](dec *jsontext.Decoder, about int, read func(*T) error) ([]T, error) {
	if dec.PeekKind() == 'n' {
		_, err := dec.ReadToken()
		return nil, err
	}
	if err := begin(dec, '['); err != nil {
		return nil, err
	}
	list := make([]T, 0, about)
	for k := dec.PeekKind(); k != ']' && k != 0; k = dec.PeekKind() {
		var v T
		list = append(list, v)
		if err := read(&list[len(list)-1]); err != nil {
			return nil, err
		}
	}
	_, err := dec.ReadToken()
	return list, err
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
