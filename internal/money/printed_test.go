package money

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParsePrinted(t *testing.T) {
	tests := []struct {
		in   string
		mark Mark
		want string // value, with its scale
	}{
		{"1,234.56", Number, "1234.56"},
		{"1234.56", Number, "1234.56"},
		{"１，２３４．５６", Number, "1234.56"},
		{" 667.98 ", Number, "667.98"},
		{"\u3000667.98\u00a0", Number, "667.98"},
		{"12.50", Number, "12.50"},
		{"0", Number, "0"},
		{"0.00", Number, "0.00"},
		{"(12.3)", Number, "-12.3"},
		{"（12.3）", Number, "-12.3"},
		{"-12.3", Number, "-12.3"},
		{"−12.3", Number, "-12.3"},
		{"－１２．３", Number, "-12.3"},
		{"+5", Number, "5"},
		{"￥1,000", Number, "1000"},
		{"123,456,789.01", Number, "123456789.01"},
		{"", Blank, "0"},
		{"  \t", Blank, "0"},
		{"—", Dash, "0"},
		{"——", Dash, "0"},
		{"-", Dash, "0"},
	}
	for _, tt := range tests {
		p, err := ParsePrinted(tt.in)
		if err != nil || p.Mark != tt.mark || p.Value.String() != tt.want {
			t.Errorf("ParsePrinted(%q) = %v %s, %v; want %v %s", tt.in, p.Mark, p.Value, err, tt.mark, tt.want)
		}
		if p.Text != tt.in {
			t.Errorf("%q is kept as %q", tt.in, p.Text)
		}
	}
}

func TestParsePrintedRefuses(t *testing.T) {
	for _, in := range []string{
		"abc", "12万", "1,23.4", "12,34", ",123", "1,2345", "1.2.3", "--5", "(-5)", "((5))", "(5", "5)", "1.", ".", "#REF!", "1e5", "0x10", "１２３元",
		"99999999999999999999", "0.0000000001", "1 234",
	} {
		if p, err := ParsePrinted(in); err == nil {
			t.Errorf("ParsePrinted(%q) = %+v, want an error", in, p)
		} else if !strings.Contains(err.Error(), strings.TrimSpace(in)) && !strings.Contains(err.Error(), in) {
			t.Errorf("the error of %q does not name it: %v", in, err)
		}
	}
}

// What is printed in any of the usual ways reads back to the same number.
func TestEveryWayOfPrintingReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Decimal{
			Coef:  rapid.Int64Range(-1e15, 1e15).Draw(t, "coef"),
			Scale: uint8(rapid.IntRange(0, 6).Draw(t, "scale")),
		}
		ways := map[string]string{
			"plain":   d.String(),
			"grouped": d.Grouped(),
			"wide":    widen(d.Grouped()),
			"padded":  "\u3000" + d.String() + " ",
			"minus":   strings.Replace(d.String(), "-", "−", 1),
		}
		if d.Coef < 0 {
			ways["brackets"] = "（" + d.Abs().Grouped() + "）"
		}
		for way, text := range ways {
			p, err := ParsePrinted(text)
			if err != nil || p.Mark != Number || p.Value != d {
				t.Errorf("%s: %q reads as %+v, %v; want %+v", way, text, p, err, d)
			}
		}
	})
}

func widen(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r - '!' + '！'
		}
		return r
	}, s)
}

func FuzzParsePrinted(f *testing.F) {
	for _, s := range []string{"1,234.56", "（12.3）", "—", "", "１２"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePrinted(s)
		if err != nil || p.Mark != Number {
			return
		}
		again, err := ParsePrinted(p.Value.String())
		if err != nil || again.Value != p.Value {
			t.Errorf("%q reads as %s, which reads as %s, %v", s, p.Value, again.Value, err)
		}
	})
}
