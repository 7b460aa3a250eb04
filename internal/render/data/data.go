// Package data writes a disclosure as JSON, and reads it back the same.
//
//   - The schema's name is mingbai.disclosure/v1; Schema is its description.
//   - An amount is the text that is printed; the exact yuan behind it stand
//     beside it as a decimal string: {"text":"311.53","exact":"3115300"}.
//   - Equal disclosures are equal bytes: keys in a fixed order, two spaces of
//     indent, what holds only values on one line, so that a cell is a line.
//   - Reading refuses what it does not know: a key, a version, a second value.
//
// A list that is empty and one that is not there are the same.
package data

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"

	"mingbai/internal/budget"
)

// SchemaID names what is written.
const SchemaID = "mingbai.disclosure/v1"

// maxSize bounds what Read takes in.
const maxSize = 64 << 20

//go:embed disclosure.schema.json
var schema []byte

// Schema is the JSON Schema (2020-12) of what Write writes.
func Schema() []byte { return bytes.Clone(schema) }

// file is the whole of a file: the schema's name, then the disclosure.
type file struct {
	Schema string `json:"schema"`
	*budget.Disclosure
}

// Write writes d. It fails where a cell's print does not agree with its text.
func Write(w io.Writer, d *budget.Disclosure) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(file{SchemaID, filled(d)}); err != nil {
		return fmt.Errorf("写公开数据：%w", err)
	}
	_, err := w.Write(layout(make([]byte, 0, 2*b.Len()), b.Bytes()))
	return err
}

// Read reads what Write writes. It returns errors in the words of the trade:
// what stands in the file that cannot, and where.
func Read(r io.Reader) (*budget.Disclosure, error) {
	b, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("读公开数据：%w", err)
	}
	if len(b) > maxSize {
		return nil, fmt.Errorf("读公开数据：文件大于%d MB", maxSize>>20)
	}
	f, err := decode(b)
	if err != nil {
		return nil, fmt.Errorf("读公开数据：%w", err)
	}
	if f.Schema != SchemaID {
		return nil, fmt.Errorf("读公开数据：schema 为“%s”，应为“%s”", f.Schema, SchemaID)
	}
	if err := checkShape(f.Disclosure); err != nil {
		return nil, fmt.Errorf("读公开数据：%w", err)
	}
	return f.Disclosure, nil
}

// decode reads a file in one pass. What that refuses is looked at again slowly: it is
// taken where only the text is not clean, and else said in plain words what is wrong.
func decode(b []byte) (file, error) {
	f := file{Disclosure: &budget.Disclosure{}}
	if budget.ReadJSON(b, &f) == nil && f.Disclosure != nil {
		return f, nil
	}
	if err := checkKeys(b); err != nil {
		return file{}, err
	}
	f = file{Disclosure: &budget.Disclosure{}}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	err := dec.Decode(&f)
	return f, err
}

// checkShape sees to it that each line has a cell for each column and that sums
// point at cells that are there.
func checkShape(d *budget.Disclosure) error {
	for i := range d.Tables {
		for k := range d.Tables[i].Panels {
			if err := checkPanel(d.Tables[i].ID, &d.Tables[i].Panels[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkPanel(table string, p *budget.Panel) error {
	for i := range p.Lines {
		l := &p.Lines[i]
		if len(l.Cells) != len(p.Columns) {
			return fmt.Errorf("%s“%s”有%d格，应与栏数%d相同", table, l.Name, len(l.Cells), len(p.Columns))
		}
		for k := range l.Cells {
			for _, id := range l.Cells[k].Sum {
				if id.Line >= len(p.Lines) || id.Column >= len(p.Columns) {
					return fmt.Errorf("%s“%s”的加数[%d,%d]不在表内", table, l.Name, id.Line, id.Column)
				}
			}
		}
	}
	return nil
}
