package budget

import (
	"bytes"
	"encoding/json"
	"fmt"

	jsonv2 "github.com/go-json-experiment/json"

	"mingbai/internal/money"
	"mingbai/internal/place"
)

// cellJSON is a cell in data: the print, the exact yuan where known, the cells
// that add up to it. What is absent is left out; a blank cell is {}.
type cellJSON struct {
	Text  string     `json:"text,omitempty"`
	Exact *money.Fen `json:"exact,omitempty"`
	Sum   []CellID   `json:"sum,omitempty"`
	Count bool       `json:"count,omitempty"`
	Ref   place.Ref  `json:"ref,omitzero"`
}

// MarshalJSON writes {"text":"311.53","exact":"3115300","sum":[[1,0],[5,0]]}. It
// fails for a cell whose print is not what its text reads as: writing that would
// lose one of the two.
func (c Cell) MarshalJSON() ([]byte, error) {
	// Text that is no amount is kept as text; what it reads as is blank.
	if p, _ := money.ParsePrinted(c.Printed.Text); p != c.Printed {
		return nil, fmt.Errorf("单元格文字“%s”与其数值%s不一致", c.Printed.Text, c.Printed.Value)
	}
	j := cellJSON{Text: c.Printed.Text, Sum: c.Sum, Count: c.Counts, Ref: c.Ref}
	if c.Known {
		j.Exact = &c.Exact
	}
	return encode(j)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *Cell) UnmarshalJSON(b []byte) error { return jsonv2.Unmarshal(b, c) }

// MarshalJSON writes [line,column].
func (id CellID) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "[%d,%d]", id.Line, id.Column), nil
}

// MarshalJSON writes exact yuan as a decimal string, a blank as null.
func (m Money) MarshalJSON() ([]byte, error) {
	if m.Given {
		return encode(m.Amount)
	}
	if m.Amount != 0 {
		return nil, fmt.Errorf("金额%s未标为已填", m.Amount)
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Money) UnmarshalJSON(b []byte) error {
	*m = Money{}
	if string(b) == "null" {
		return nil
	}
	m.Given = true
	return json.Unmarshal(b, &m.Amount)
}

// chartPoint has the fields of a ChartPoint without its methods.
type chartPoint ChartPoint

type chartPointJSON struct {
	chartPoint
	Exact money.Fen `json:"exact,omitzero"`
}

// MarshalJSON writes the point with the exact yuan behind it.
func (p ChartPoint) MarshalJSON() ([]byte, error) {
	return encode(chartPointJSON{chartPoint(p), p.Exact})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (p *ChartPoint) UnmarshalJSON(b []byte) error {
	var j chartPointJSON
	if err := strict(b, &j); err != nil {
		return err
	}
	*p = ChartPoint(j.chartPoint)
	p.Exact = j.Exact
	return nil
}

// ReadJSON reads v, which holds what this package describes, from b in one pass. It
// refuses keys that v does not have and keys given twice.
func ReadJSON(b []byte, v any) error {
	return jsonv2.Unmarshal(b, v, jsonv2.RejectUnknownMembers(true))
}

// encode is json.Marshal that leaves <, > and & as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// strict reads v from b and refuses keys that v does not have.
func strict(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	return d.Decode(v)
}
