package annotate

import (
	"bytes"
	"strconv"
)

// kind is the kind of a PDF object.
type kind uint8

const (
	other kind = iota // a string, a real, a boolean, null: never looked into
	integer
	nameKind
	reference
	arrayKind
	dictKind
)

// value is an object as it stands in the file. Raw is the text of it.
type value struct {
	kind    kind
	raw     []byte
	num     int    // integer; the object's number of a reference
	gen     int    // of a reference
	name    string // without the slash
	list    []value
	entries []entry
}

// entry is a key of a dictionary with its value.
type entry struct {
	key string
	value
}

// get is the value of a key; of kind other where it is not there.
func (v value) get(key string) value {
	for _, e := range v.entries {
		if e.key == key {
			return e.value
		}
	}
	return value{}
}

// float is a number, whole or not.
func (v value) float() (float64, bool) {
	f, err := strconv.ParseFloat(string(v.raw), 64)
	return f, err == nil && f > -1e9 && f < 1e9
}

// maxDepth bounds how deep arrays and dictionaries nest.
const maxDepth = 60

// parser reads objects out of bytes.
type parser struct {
	b   []byte
	pos int
}

func isSpace(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// space skips blanks and comments.
func (p *parser) space() {
	for p.pos < len(p.b) {
		switch c := p.b[p.pos]; {
		case isSpace(c):
			p.pos++
		case c == '%':
			for p.pos < len(p.b) && p.b[p.pos] != '\n' && p.b[p.pos] != '\r' {
				p.pos++
			}
		default:
			return
		}
	}
}

// word is the next run of regular characters.
func (p *parser) word() string {
	p.space()
	start := p.pos
	for p.pos < len(p.b) && !isSpace(p.b[p.pos]) && !isDelimiter(p.b[p.pos]) {
		p.pos++
	}
	return string(p.b[start:p.pos])
}

// is skips a keyword that comes next.
func (p *parser) is(keyword string) bool {
	p.space()
	if !bytes.HasPrefix(p.b[p.pos:], []byte(keyword)) {
		return false
	}
	p.pos += len(keyword)
	return true
}

// value reads an object.
func (p *parser) value(depth int) (value, bool) {
	p.space()
	if p.pos >= len(p.b) || depth > maxDepth {
		return value{}, false
	}
	start := p.pos
	var v value
	ok := true
	switch c := p.b[p.pos]; {
	case c == '/':
		p.pos++
		v = value{kind: nameKind, name: unescape(p.word0())}
	case c == '(':
		ok = p.literal()
	case bytes.HasPrefix(p.b[p.pos:], []byte("<<")):
		p.pos += 2
		v, ok = p.dict(depth)
	case c == '<':
		ok = p.hex()
	case c == '[':
		p.pos++
		v, ok = p.array(depth)
	case isDelimiter(c):
		return v, false
	default:
		v = p.numberOrReference()
	}
	v.raw = p.b[start:p.pos]
	return v, ok && p.pos > start
}

// word0 is the run of regular characters right here; it may be empty.
func (p *parser) word0() string {
	if p.pos < len(p.b) && isSpace(p.b[p.pos]) {
		return ""
	}
	return p.word()
}

// unescape takes #20 and the like out of a name.
func unescape(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return string(out)
}

func (p *parser) literal() bool {
	depth := 0
	for ; p.pos < len(p.b); p.pos++ {
		switch p.b[p.pos] {
		case '\\':
			p.pos++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				p.pos++
				return true
			}
		}
	}
	p.pos = len(p.b)
	return false
}

func (p *parser) hex() bool {
	n := bytes.IndexByte(p.b[p.pos:], '>')
	if n < 0 {
		return false
	}
	p.pos += n + 1
	return true
}

func (p *parser) array(depth int) (value, bool) {
	v := value{kind: arrayKind}
	for {
		p.space()
		if p.pos >= len(p.b) {
			return v, false
		}
		if p.b[p.pos] == ']' {
			p.pos++
			return v, true
		}
		one, ok := p.value(depth + 1)
		if !ok {
			return v, false
		}
		v.list = append(v.list, one)
	}
}

func (p *parser) dict(depth int) (value, bool) {
	v := value{kind: dictKind}
	for {
		if p.is(">>") {
			return v, true
		}
		key, ok := p.value(depth + 1)
		if !ok || key.kind != nameKind {
			return v, false
		}
		one, ok := p.value(depth + 1)
		if !ok {
			return v, false
		}
		v.entries = append(v.entries, entry{key.name, one})
	}
}

// numberOrReference reads a number, a reference (12 0 R), or a keyword.
func (p *parser) numberOrReference() value {
	first := p.word()
	n, ok := natural(first)
	if !ok {
		m, err := strconv.Atoi(first)
		if err != nil {
			return value{}
		}
		return value{kind: integer, num: m}
	}
	after := p.pos
	if gen, ok := natural(p.word()); ok && p.word() == "R" {
		return value{kind: reference, num: n, gen: gen}
	}
	p.pos = after
	return value{kind: integer, num: n}
}

// natural reads digits alone.
func natural(s string) (int, bool) {
	if s == "" || len(s) > 10 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}
