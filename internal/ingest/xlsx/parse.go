package xlsx

import (
	"math/big"
	"strings"

	"mingbai/internal/ingest/sheet"
)

// parser reads a formula and computes it on the way.
type parser struct {
	f           *formulas
	s           string
	at          spot
	down, right int // how far the cell lies from the one whose formula it shares
	nested      int
}

func (p *parser) whole() (result, error) {
	r, err := p.joined()
	if p.space(); err == nil && p.s != "" {
		err = errFormula
	}
	return r, err
}

func (p *parser) space() { p.s = strings.TrimLeft(p.s, " \n\r\t") }

// takes reports whether one of the characters comes next, and takes it.
func (p *parser) takes(chars string) byte {
	if p.space(); p.s != "" && strings.IndexByte(chars, p.s[0]) >= 0 {
		c := p.s[0]
		p.s = p.s[1:]
		return c
	}
	return 0
}

// joined is texts set one after another with &.
func (p *parser) joined() (result, error) { return p.chain("&", p.sum) }

func (p *parser) sum() (result, error) { return p.chain("+-", p.product) }

func (p *parser) product() (result, error) { return p.chain("*/", p.signed) }

// chain is operands with one of the operators between each two, worked out from the left.
func (p *parser) chain(operators string, operand func() (result, error)) (result, error) {
	r, err := operand()
	for err == nil {
		op := p.takes(operators)
		if op == 0 {
			return r, nil
		}
		var next result
		if next, err = operand(); err == nil {
			r, err = p.f.apply(op, r, next)
		}
	}
	return r, err
}

func (r result) string() string {
	if r.num == nil {
		return r.text
	}
	return strings.TrimSuffix(strings.TrimRight(r.num.FloatString(15), "0"), ".")
}

// apply works out a op b; a text is no number.
func (f *formulas) apply(op byte, a, b result) (result, error) {
	if op == '&' {
		return result{text: a.string() + b.string()}, nil
	}
	if a.num == nil || b.num == nil {
		return result{}, errFormula
	}
	out := new(big.Rat)
	switch op {
	case '+':
		out.Add(a.num, b.num)
	case '-':
		out.Sub(a.num, b.num)
	case '*':
		out.Mul(a.num, b.num)
	case '/':
		if b.num.Sign() == 0 {
			return result{}, errFormula
		}
		out.Quo(a.num, b.num)
	}
	return result{num: out}, f.bounded(out)
}

// bounded refuses a number that has grown too long to go on with; a long one counts as
// so many cells looked at, since it takes as long.
func (f *formulas) bounded(n *big.Rat) error {
	bits := max(n.Num().BitLen(), n.Denom().BitLen())
	if f.visits += bits / 64; bits > maxBits || f.visits > maxVisits {
		return errFormula
	}
	return nil
}

func (p *parser) signed() (result, error) {
	switch p.takes("+-") {
	case '+':
		return p.deeper(p.signed)
	case '-':
		r, err := p.deeper(p.signed)
		if err != nil {
			return r, err
		}
		return p.f.apply('-', result{num: new(big.Rat)}, r)
	}
	r, err := p.one()
	if err == nil && p.takes("%") != 0 {
		return p.f.apply('/', r, result{num: big.NewRat(100, 1)})
	}
	return r, err
}

// deeper parses what stands inside, unless that goes on for too long.
func (p *parser) deeper(parse func() (result, error)) (result, error) {
	if p.nested++; p.nested > maxDepth {
		return result{}, errFormula
	}
	r, err := parse()
	p.nested--
	return r, err
}

// one is a number, a text, a cell, a function or what stands in brackets.
func (p *parser) one() (result, error) {
	p.space()
	switch {
	case p.s == "":
		return result{}, errFormula
	case p.takes("(") != 0:
		r, err := p.deeper(p.joined)
		if err == nil && p.takes(")") == 0 {
			err = errFormula
		}
		return r, err
	case p.s[0] == '"':
		return p.quoted()
	case p.s[0] >= '0' && p.s[0] <= '9' || p.s[0] == '.':
		n := 0
		for n < len(p.s) && (p.s[n] >= '0' && p.s[n] <= '9' || p.s[n] == '.') {
			n++
		}
		num, ok := rational(p.s[:n])
		if p.s = p.s[n:]; !ok {
			return result{}, errFormula
		}
		return result{num: num}, nil
	}
	if name, ok := p.function(); ok {
		return p.deeper(func() (result, error) { return p.call(name) })
	}
	a, ok := p.area()
	if !ok || a.from != a.to {
		return result{}, errFormula
	}
	return p.f.value(a.from)
}

func (p *parser) quoted() (result, error) {
	var b strings.Builder
	for i := 1; i < len(p.s); i++ {
		if p.s[i] != '"' {
			b.WriteByte(p.s[i])
			continue
		}
		if i+1 < len(p.s) && p.s[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		p.s = p.s[i+1:]
		return result{text: b.String()}, nil
	}
	return result{}, errFormula
}

// function takes the name of a function and its bracket.
func (p *parser) function() (string, bool) {
	n := 0
	for n < len(p.s) && (p.s[n] >= 'A' && p.s[n] <= 'Z' || p.s[n] >= 'a' && p.s[n] <= 'z') {
		n++
	}
	if n == 0 || n >= len(p.s) || p.s[n] != '(' {
		return "", false
	}
	name := strings.ToUpper(p.s[:n])
	p.s = p.s[n+1:]
	return name, true
}

// call computes a function of what stands in its brackets.
func (p *parser) call(name string) (result, error) {
	switch name {
	case "SUM", "SUBTOTAL":
		return p.adds(name == "SUBTOTAL")
	case "ROUND", "ABS", "HYPERLINK":
	default:
		return result{}, errFormula
	}
	var args []result
	err := p.list(func() error {
		r, err := p.joined()
		args = append(args, r)
		return err
	})
	if err != nil {
		return result{}, err
	}
	return called(name, args)
}

// list reads what stands in the brackets of a function, one by one.
func (p *parser) list(one func() error) error {
	for {
		if err := one(); err != nil {
			return err
		}
		switch p.takes(",)") {
		case ',':
			continue
		case ')':
			return nil
		}
		return errFormula
	}
}

func called(name string, args []result) (result, error) {
	first := args[0]
	switch {
	case name == "HYPERLINK":
		return args[min(1, len(args)-1)], nil
	case first.num == nil:
	case name == "ABS" && len(args) == 1:
		return result{num: new(big.Rat).Abs(first.num)}, nil
	case name == "ROUND" && len(args) == 2 && args[1].num != nil && args[1].num.IsInt():
		if digits := args[1].num.Num().Int64(); digits >= 0 && digits <= 15 {
			if n, ok := rational(first.num.FloatString(int(digits))); ok { // half away from zero, as ROUND does
				return result{num: n}, nil
			}
		}
	}
	return result{}, errFormula
}

// adds is the sum of cells, ranges and numbers; texts in cells count as nothing.
func (p *parser) adds(subtotal bool) (result, error) {
	if subtotal {
		which, err := p.sum()
		if err != nil || which.num == nil || which.string() != "9" && which.string() != "109" || p.takes(",") == 0 {
			return result{}, errFormula
		}
	}
	total := new(big.Rat)
	err := p.list(func() error { return p.addend(total) })
	return result{num: total}, err
}

func (p *parser) addend(total *big.Rat) error {
	rest := p.s
	if a, ok := p.area(); ok {
		if p.space(); p.s != "" && (p.s[0] == ',' || p.s[0] == ')') {
			return p.f.addAll(total, a)
		}
	}
	p.s = rest
	r, err := p.joined()
	if err != nil || r.num == nil {
		return errFormula
	}
	return p.f.bounded(total.Add(total, r.num))
}

func (f *formulas) addAll(total *big.Rat, a area) error {
	for row := a.from.row; row <= a.to.row; row++ {
		for col := a.from.col; col <= a.to.col; col++ {
			r, err := f.value(spot{a.from.sheet, row, col})
			if err == nil && r.num != nil {
				err = f.bounded(total.Add(total, r.num))
			}
			if err != nil {
				return errFormula
			}
		}
	}
	return nil
}

// area is a range of cells of a sheet, ends included.
type area struct{ from, to spot }

// area takes a cell or a range: A1, $B$2:C9, 表1!A1, '表 1'!A1:B2.
func (p *parser) area() (area, bool) {
	p.space()
	name := p.at.sheet
	if other, after, ok := p.sheetName(); ok {
		name, p.s = other, after
	}
	from, ok := p.cell(name)
	if !ok {
		return area{}, false
	}
	to := from
	if strings.HasPrefix(p.s, ":") {
		p.s = p.s[1:]
		if to, ok = p.cell(name); !ok {
			return area{}, false
		}
	}
	return area{spot{name, min(from.row, to.row), min(from.col, to.col)}, spot{name, max(from.row, to.row), max(from.col, to.col)}}, true
}

// sheetName finds the name of a sheet and what stands after its mark.
func (p *parser) sheetName() (name, after string, ok bool) {
	if rest, quoted := strings.CutPrefix(p.s, "'"); quoted {
		name, after, ok = strings.Cut(rest, "'!")
		return strings.ReplaceAll(name, "''", "'"), after, ok
	}
	name, after, ok = strings.Cut(p.s, "!")
	return name, after, ok && name != "" && !strings.ContainsAny(name, "+-*/&,;:()\" =<>")
}

// cell takes the name of a cell; what is not fixed with $ moves as the formula does.
func (p *parser) cell(name string) (spot, bool) {
	n := 0
	for n < len(p.s) && (p.s[n] == '$' || p.s[n] >= 'A' && p.s[n] <= 'Z' || p.s[n] >= 'a' && p.s[n] <= 'z' || p.s[n] >= '0' && p.s[n] <= '9') {
		n++
	}
	text := strings.ToUpper(p.s[:n])
	row, col, ok := sheet.ParseName(strings.ReplaceAll(text, "$", ""))
	if !ok {
		return spot{}, false
	}
	p.s = p.s[n:]
	if !strings.HasPrefix(text, "$") {
		col += p.right
	}
	if !strings.Contains(strings.TrimPrefix(text, "$"), "$") {
		row += p.down
	}
	return spot{name, row, col}, row >= 0 && col >= 0
}
