package money

import "fmt"

// MarshalText writes yuan as String does: "22100", "0.50".
func (f Fen) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// UnmarshalText reads what MarshalText writes and nothing else: an amount has
// one way of being written in data, so that equal data are equal bytes.
func (f *Fen) UnmarshalText(b []byte) error {
	v, err := ParseYuan(string(b))
	if err != nil {
		return err
	}
	if v.String() != string(b) {
		return fmt.Errorf("“%s”应写作“%s”", b, v)
	}
	*f = v
	return nil
}
