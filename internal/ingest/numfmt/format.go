// Package numfmt shows the numbers of workbooks as their cells do: a Number is what
// a cell stores, a Format the code that says how it looks (#,##0.00, yyyy"年"m"月").
// The readers of .xlsx and .xls share it, so that a figure reads the same from both.
package numfmt

import (
	"strings"
	"unicode/utf8"
)

// Format is a number format: up to four sections, parted by semicolons, for
// positive, negative and zero numbers and for text.
type Format struct {
	sections []section
}

// section is one of them.
type section struct {
	tokens    []token
	condition condition
	whole     int  // digits before the point
	decimals  int  // digits after it
	grouped   bool // 1,234
	power     int  // of ten by which the number is shown: 2 for %, −3 for each comma at the end
	date      bool
	general   bool
	text      bool // has a place for text
	exponent  bool
	fraction  bool
	chinese   int // 1: 一百二十三, 2: 壹佰贰拾叁; 0: digits
}

// condition is [>=10000].
type condition struct {
	op    string
	value Number
}

// tokenKind is what a piece of a section stands for.
type tokenKind uint8

const (
	literal  tokenKind = iota
	digit              // 0, # or ?
	point              // the decimal point
	asStored           // General
	asText             // @
	dateCode           // yyyy, mm, [h] …
)

type token struct {
	kind tokenKind
	s    string
}

// general is the format of cells that have none.
var general = Format{sections: []section{{general: true, tokens: []token{{asStored, ""}}}}}

// General is the format of a cell that has none.
func General() *Format { return &general }

// maxFormat is how long a format may be; Excel allows 255 characters.
const maxFormat = 1000

// Parse reads a format's code; without one it is General.
func Parse(code string) *Format {
	if code == "" || len(code) > maxFormat {
		return &general
	}
	f := &Format{}
	for _, s := range cutSections(code) {
		f.sections = append(f.sections, parseSection(s))
	}
	return f
}

// cutSections cuts at semicolons that are neither quoted nor escaped.
func cutSections(code string) []string {
	var out []string
	from := 0
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '\\', '_', '*', '!':
			i++
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case ';':
			out = append(out, code[from:i])
			from = i + 1
		}
	}
	return append(out, code[min(from, len(code)):])
}

// sectionParser reads one section.
type sectionParser struct {
	section
	code       string
	afterPoint bool
	commas     int // since the last digit
}

func parseSection(code string) section {
	p := sectionParser{code: code}
	for p.code != "" {
		p.next()
	}
	p.power -= 3 * p.commas
	if p.date {
		p.minutes()
	}
	return p.section
}

func (p *sectionParser) add(kind tokenKind, s string) {
	if last := len(p.tokens) - 1; kind == literal && last >= 0 && p.tokens[last].kind == literal {
		p.tokens[last].s += s
		return
	}
	p.tokens = append(p.tokens, token{kind, s})
}

// next reads the next piece of the code.
func (p *sectionParser) next() {
	c := p.code[0]
	switch c {
	case '"':
		body, rest, _ := strings.Cut(p.code[1:], `"`)
		p.code = rest
		p.add(literal, body)
		return
	case '\\', '!', '_', '*':
		_, size := utf8.DecodeRuneInString(p.code[1:])
		s := p.code[1 : 1+size]
		p.code = p.code[1+size:]
		switch c {
		case '_':
			p.add(literal, " ") // a gap as wide as the character
		case '*': // fills the cell with it
		default:
			p.add(literal, s)
		}
		return
	case '[':
		if body, rest, ok := strings.Cut(p.code[1:], "]"); ok {
			p.code = rest
			p.bracket(body)
			return
		}
	case '0', '#', '?':
		p.digit(p.code[:1])
		return
	case '.':
		p.code = p.code[1:]
		p.afterPoint = true
		p.add(point, ".")
		return
	case ',':
		p.code = p.code[1:]
		p.commas++
		return
	case '%':
		p.code = p.code[1:]
		p.power += 2
		p.add(literal, "%")
		return
	case '@':
		p.code = p.code[1:]
		p.text = true
		p.add(asText, "")
		return
	case '/':
		p.fraction = p.fraction || p.whole > 0
	}
	p.word()
}

func (p *sectionParser) digit(s string) {
	p.code = p.code[1:]
	if p.commas > 0 && p.whole > 0 && !p.afterPoint {
		p.grouped = true
	}
	p.commas = 0
	if p.afterPoint {
		p.decimals++
	} else {
		p.whole++
	}
	p.add(digit, s)
}

// bracket reads what stands in brackets: a colour, a condition, a currency, a
// way of counting, time that runs on.
func (p *sectionParser) bracket(s string) {
	lower := strings.ToLower(s)
	switch {
	case strings.HasPrefix(s, "$"):
		sign, _, _ := strings.Cut(s[1:], "-")
		if sign != "" {
			p.add(literal, sign)
		}
	case strings.HasPrefix(lower, "dbnum1"):
		p.chinese = 1
	case strings.HasPrefix(lower, "dbnum2"):
		p.chinese = 2
	case s != "" && strings.ContainsRune("<>=", rune(s[0])):
		op := s[:len(s)-len(strings.TrimLeft(s, "<>="))]
		if v, ok := ParseNumber(s[len(op):]); ok {
			p.condition = condition{op, v}
		}
	case lower == "h" || lower == "hh" || lower == "m" || lower == "mm" || lower == "s" || lower == "ss":
		p.date = true
		p.add(dateCode, "["+lower[:1]+"]")
	}
}

// word reads General, a code of a date, an exponent, or a character that stands
// for itself.
func (p *sectionParser) word() {
	lower := strings.ToLower(p.code)
	for _, w := range []string{"general", "g/通用格式"} {
		if strings.HasPrefix(lower, w) {
			p.code = p.code[len(w):]
			p.general = true
			p.add(asStored, "")
			return
		}
	}
	for _, w := range []string{"am/pm", "a/p", "上午/下午"} {
		if strings.HasPrefix(lower, w) {
			p.code = p.code[len(w):]
			p.date = true
			p.add(dateCode, "am/pm")
			return
		}
	}
	if p.whole > 0 && (strings.HasPrefix(lower, "e+") || strings.HasPrefix(lower, "e-")) {
		p.exponent = true
		p.code = strings.TrimLeft(p.code[2:], "0#?")
		return
	}
	if strings.IndexByte("ymdhseab", lower[0]) >= 0 {
		n := 1
		for n < len(lower) && lower[n] == lower[0] {
			n++
		}
		p.date = true
		p.add(dateCode, lower[:n])
		p.code = p.code[n:]
		return
	}
	_, size := utf8.DecodeRuneInString(p.code)
	p.add(literal, p.code[:size])
	p.code = p.code[size:]
}

// minutes tells the m of minutes, after hours or before seconds, from the month.
func (p *sectionParser) minutes() {
	before := ""
	for i := range p.tokens {
		t := &p.tokens[i]
		if t.kind != dateCode {
			continue
		}
		if t.s[0] == 'm' && len(t.s) < 3 {
			if before == "h" || before == "[h]" || p.codeAfter(i) == "s" {
				t.s = "n" + t.s[1:] // n, nn: minutes
			}
		}
		before = t.s
		if before[0] != '[' {
			before = before[:1]
		}
	}
}

func (p *sectionParser) codeAfter(i int) string {
	for _, t := range p.tokens[i+1:] {
		if t.kind == dateCode {
			return t.s[:1]
		}
	}
	return ""
}

// holds reports whether a number is one that the condition asks for.
func (c condition) holds(n Number) bool {
	switch d := n.cmp(c.value); c.op {
	case ">":
		return d > 0
	case ">=":
		return d >= 0
	case "<":
		return d < 0
	case "<=":
		return d <= 0
	case "<>":
		return d != 0
	}
	return n.cmp(c.value) == 0
}
