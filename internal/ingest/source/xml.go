package source

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth is how deep elements may lie in one another.
const maxDepth = 256

// Token is what XML.Next came upon.
type Token uint8

// The tokens.
const (
	Done  Token = iota // the end, or an error
	Start              // an element begins
	End                // an element ends
	Text               // text
)

// XML reads the XML of a part, token by token, and nothing but what office files
// have: elements, attributes, text. A document type, and with it every entity of
// a file's own, is refused. Names are without their prefix.
type XML struct {
	s     string
	at    int
	open  []string // whole names of the elements that are open
	name  string   // of the element that began or ended
	attrs string   // its attributes as they stand
	text  string   // the text, as it stands
	plain bool     // the text has no references in it
	ends  bool     // the element that began is empty
	seen  bool     // an element was met
	err   error
}

// NewXML reads s.
func NewXML(s string) *XML { return &XML{s: s} }

// Err is what is wrong with the XML, nil where all was well so far.
func (x *XML) Err() error { return x.err }

// Fail ends the reading with an error of the caller's.
func (x *XML) Fail(err error) {
	if x.err == nil {
		x.err = err
	}
}

func (x *XML) wrong(format string, args ...any) Token {
	x.Fail(fmt.Errorf("第 %d 字节："+format, append([]any{x.at}, args...)...))
	return Done
}

// Next goes to the next token. An empty element begins and ends.
func (x *XML) Next() Token {
	if x.err != nil {
		return Done
	}
	if x.ends {
		x.ends = false
		return x.close()
	}
	for x.at < len(x.s) {
		if x.s[x.at] != '<' {
			if x.chars() {
				return Text
			}
			continue
		}
		rest := x.s[x.at:]
		switch {
		case len(rest) > 1 && rest[1] == '/':
			return x.endTag()
		case len(rest) > 1 && rest[1] == '?':
			x.pass("?>")
		case strings.HasPrefix(rest, "<!--"):
			x.pass("-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			if x.cdata() {
				return Text
			}
		case len(rest) > 1 && rest[1] == '!':
			return x.wrong("含有文档类型声明，不予读取")
		default:
			return x.startTag()
		}
		if x.err != nil {
			return Done
		}
	}
	if len(x.open) > 0 {
		return x.wrong("内容不全，“%s”没有结束", x.open[len(x.open)-1])
	}
	if !x.seen {
		return x.wrong("没有内容")
	}
	return Done
}

// chars reads text up to the next tag; false where it stands outside all elements.
func (x *XML) chars() bool {
	end := strings.IndexByte(x.s[x.at:], '<')
	if end < 0 {
		end = len(x.s) - x.at
	}
	x.text = x.s[x.at : x.at+end]
	x.plain = false
	x.at += end
	return len(x.open) > 0
}

func (x *XML) cdata() bool {
	from := x.at + len("<![CDATA[")
	if !x.pass("]]>") {
		return false
	}
	x.text, x.plain = x.s[from:x.at-len("]]>")], true
	return len(x.open) > 0
}

// pass goes behind the next mark.
func (x *XML) pass(mark string) bool {
	i := strings.Index(x.s[x.at:], mark)
	if i < 0 {
		x.wrong("内容不全")
		return false
	}
	x.at += i + len(mark)
	return true
}

func (x *XML) startTag() Token {
	end, quote := x.at+1, byte(0)
	for ; end < len(x.s); end++ {
		c := x.s[end]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			return x.wrong("标记里又有标记")
		}
		if c == '>' && quote == 0 {
			break
		}
	}
	if end >= len(x.s) {
		return x.wrong("内容不全")
	}
	tag := x.s[x.at+1 : end]
	if strings.HasSuffix(tag, "/") {
		x.ends, tag = true, tag[:len(tag)-1]
	}
	whole := tag
	x.attrs = ""
	if i := strings.IndexAny(tag, " \t\r\n"); i >= 0 {
		whole, x.attrs = tag[:i], tag[i:]
	}
	if whole == "" || len(x.open) == 0 && x.seen {
		return x.wrong("不是 XML")
	}
	if len(x.open) >= maxDepth {
		return x.wrong("层次多于 %d 层", maxDepth)
	}
	x.seen = true
	x.open = append(x.open, whole)
	x.name = local(whole)
	x.at = end + 1
	return Start
}

func (x *XML) endTag() Token {
	end := strings.IndexByte(x.s[x.at:], '>')
	if end < 0 {
		return x.wrong("内容不全")
	}
	name := strings.TrimRight(x.s[x.at+2:x.at+end], " \t\r\n")
	if len(x.open) == 0 || x.open[len(x.open)-1] != name {
		return x.wrong("“%.40s”结束得不是地方", name)
	}
	x.at += end + 1
	return x.close()
}

func (x *XML) close() Token {
	last := len(x.open) - 1
	x.name = local(x.open[last])
	x.open = x.open[:last]
	return End
}

func local(name string) string {
	if i := strings.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// Each goes through the children of the element that just began, up to its end;
// before the first token, through the document's root alone. visit may read a
// child or leave it: what it leaves is passed over.
func (x *XML) Each(visit func(name string)) {
	for depth := len(x.open); ; {
		switch x.Next() {
		case Start:
			child := len(x.open)
			visit(x.name)
			for x.err == nil && (len(x.open) >= child) {
				x.Next()
			}
		case End:
			if len(x.open) < depth {
				return
			}
		case Done:
			return
		}
	}
}

// String is the text of the element that just began, up to its end.
func (x *XML) String() string {
	depth, only, b := len(x.open), "", strings.Builder{}
	for {
		switch x.Next() {
		case Text:
			switch t := x.decoded(); {
			case b.Len() > 0:
				b.WriteString(t)
			case only == "":
				only = t
			default:
				b.WriteString(only)
				b.WriteString(t)
			}
		case End:
			if len(x.open) >= depth {
				continue
			}
			if b.Len() > 0 {
				return b.String()
			}
			return only
		case Done:
			return only
		}
	}
}

func (x *XML) decoded() string {
	if x.plain {
		return x.text
	}
	return unescape(x.text)
}

// Attr is the attribute of the element that just began, whatever its prefix;
// empty where it has none.
func (x *XML) Attr(name string) string {
	s, _ := x.Find(name)
	return s
}

// Find is Attr that tells a missing attribute from an empty one.
func (x *XML) Find(name string) (string, bool) {
	for rest := x.attrs; ; {
		eq := strings.IndexByte(rest, '=')
		if eq < 0 {
			return "", false
		}
		key := local(strings.TrimSpace(rest[:eq]))
		rest = strings.TrimLeft(rest[eq+1:], " \t\r\n")
		if rest == "" || rest[0] != '"' && rest[0] != '\'' {
			return "", false
		}
		end := strings.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return "", false
		}
		if key == name {
			return unescape(rest[1 : 1+end]), true
		}
		rest = rest[end+2:]
	}
}

// unescape puts references to what they stand for, and makes line ends \n.
func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 && strings.IndexByte(s, '\r') < 0 {
		return s
	}
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := strings.IndexByte(s[:min(len(s), 12)], ';')
		r, ok := rune(0), false
		if end > 0 {
			r, ok = reference(s[1:end])
		}
		if !ok {
			b.WriteByte('&')
			s = s[1:]
			continue
		}
		b.WriteRune(r)
		s = s[end+1:]
	}
}

// reference is the character that a reference stands for.
func reference(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, false
	}
	base := 10
	if strings.HasPrefix(digits, "x") {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune {
		return 0, false
	}
	return rune(n), true
}

// decode makes UTF-8 of a part, which may be UTF-16 as well.
func decode(s string) string {
	switch {
	case strings.HasPrefix(s, "\xef\xbb\xbf"):
		s = s[3:]
	case strings.HasPrefix(s, "\xff\xfe"):
		return utf16Text(s[2:], 0, 1)
	case strings.HasPrefix(s, "\xfe\xff"):
		return utf16Text(s[2:], 1, 0)
	}
	if !utf8.ValidString(s) {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	return s
}

func utf16Text(s string, low, high int) string {
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i+low]) | uint16(s[2*i+high])<<8
	}
	return string(utf16.Decode(units))
}

// ErrTooMuch ends a reading that went beyond its bounds.
var ErrTooMuch = errors.New("内容太多")
