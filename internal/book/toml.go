package book

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"mingbai/internal/budget"
	"mingbai/internal/place"
)

// setting is one key of a TOML file with its value as text.
type setting struct {
	keys  []string
	value string
	kind  unstable.Kind
	line  int
	items []string // of an array of texts
	bad   bool     // the value is of no use: a table in a table, a float …
}

func (s setting) key() string { return strings.Join(s.keys, ".") }

// readSettings reads a TOML file key by key, in the order of the file, each
// with its line. A file with a fault of syntax has no settings.
func readSettings(file string, data []byte, c *collector) []setting {
	at := place.Ref{File: file}
	content, p := decodeText(data)
	if p != nil {
		c.add(at, p)
		return nil
	}
	var whole map[string]any // finds what the parts alone do not: keys given twice
	if err := toml.Unmarshal([]byte(content), &whole); err != nil {
		c.add(tomlFault(at, content, err))
		return nil
	}
	var out []setting
	var table []string
	p0 := &unstable.Parser{}
	p0.Reset([]byte(content))
	for p0.NextExpression() {
		n := p0.Expression()
		switch n.Kind {
		case unstable.Table, unstable.ArrayTable:
			table, _ = keyOf(p0, n)
			if n.Kind == unstable.ArrayTable {
				out = append(out, setting{keys: table, kind: unstable.ArrayTable})
			}
		case unstable.KeyValue:
			out = append(out, flatten(p0, n, table)...)
		}
	}
	return out
}

// keyOf is the dotted key of an expression and the line that it stands on.
func keyOf(p *unstable.Parser, n *unstable.Node) (keys []string, line int) {
	for it := n.Key(); it.Next(); {
		if line == 0 {
			line = p.Shape(it.Node().Raw).Start.Line
		}
		keys = append(keys, string(it.Node().Data))
	}
	return keys, line
}

// flatten gives the settings of a key: one, or those of its inline table.
func flatten(p *unstable.Parser, n *unstable.Node, table []string) []setting {
	keys, line := keyOf(p, n)
	s := setting{keys: append(append([]string{}, table...), keys...), line: line, kind: n.Value().Kind}
	switch v := n.Value(); v.Kind {
	case unstable.InlineTable:
		var out []setting
		for it := v.Children(); it.Next(); {
			out = append(out, flatten(p, it.Node(), s.keys)...)
		}
		return out
	case unstable.String, unstable.Integer, unstable.Bool:
		s.value = clean(string(v.Data))
	case unstable.Array:
		for it := v.Children(); it.Next(); {
			s.items = append(s.items, clean(string(it.Node().Data)))
			s.bad = s.bad || it.Node().Kind != unstable.String
		}
	default:
		s.bad = true
	}
	return []setting{s}
}

// lineAt is a line of a text, from 1.
func lineAt(content string, n int) string {
	lines := strings.SplitN(content, "\n", n+1)
	if n < 1 || n > len(lines) {
		return ""
	}
	l := []rune(clean(lines[n-1]))
	return string(l[:min(len(l), 60)])
}

func tomlFault(at place.Ref, content string, err error) (place.Ref, problem) {
	var de *toml.DecodeError
	if !errors.As(err, &de) {
		return at, kindTOML.errorf("写法不对：“%s”", err)
	}
	at.Line, _ = de.Position()
	p := kindTOML.errorf("写法不对：“%s”", lineAt(content, at.Line))
	if strings.Contains(de.Error(), "already") || strings.Contains(de.Error(), "duplicate") {
		p = kindTOML.errorf("键或表重复：“%s”", lineAt(content, at.Line))
		p.Hint = "只留一个"
		return at, p
	}
	p.Hint = "文字用英文双引号括起，多行文字用三个双引号"
	return at, p
}

// readBookTOML reads book.toml into a draft.
func (d *draft) readBookTOML(data []byte, c *collector) {
	d.infoFrom = place.Ref{File: tomlFile}
	for _, s := range readSettings(tomlFile, data, c) {
		at := rowPlace{file: tomlFile, line: s.line}
		ref := place.Ref{File: tomlFile, Line: s.line, Column: s.key()}
		isText := s.kind == unstable.String || s.kind == unstable.Integer
		switch _, known := findKey(s.key()); {
		case known && isText:
			d.info = append(d.info, entry[infoRow]{row: infoRow{title: s.key(), value: s.value}, at: at})
		case known:
			c.add(ref, notText(s))
			d.info = append(d.info, entry[infoRow]{row: infoRow{title: s.key(), value: ""}, at: at})
		case len(s.keys) == 2 && (s.keys[0] == "texts" || s.keys[0] == "reasons"):
			if !isText {
				c.add(ref, notText(s))
				continue
			}
			t := entry[budget.Text]{row: budget.Text{Key: s.keys[1], Text: s.value}, at: at}
			if s.keys[0] == "texts" {
				d.texts = append(d.texts, t)
			} else {
				d.reasons = append(d.reasons, t)
			}
		default:
			c.add(ref, unknownKey(s.key()))
		}
	}
}

func notText(s setting) problem {
	p := kindTOML.errorf("“%s”的值应是文字", s.key())
	p.Hint = "用英文双引号括起"
	return p
}

func findKey(key string) (particular, bool) {
	for _, p := range particulars {
		if p.key == key {
			return p, true
		}
	}
	return particular{}, false
}

func unknownKey(key string) problem {
	var keys []string
	for _, p := range particulars {
		keys = append(keys, p.key)
	}
	p := kindTOML.errorf("键“%s”不认识", key)
	p.Expected = strings.Join(keys, "、") + "，以及[texts]和[reasons]下的文字"
	if i := budget.NearestOf(key, keys); i >= 0 {
		p.Nearest = keys[i]
	}
	return p
}

// bookTOML writes what readBookTOML reads.
func (d *draft) bookTOML() string {
	var b strings.Builder
	table := ""
	for i, p := range particulars {
		prefix, last := "", p.key
		if dot := strings.LastIndexByte(p.key, '.'); dot >= 0 {
			prefix, last = p.key[:dot], p.key[dot+1:]
		}
		if prefix != table {
			table = prefix
			fmt.Fprintf(&b, "\n[%s]\n", table)
		}
		value := d.info[i].row.value
		fmt.Fprintf(&b, "# %s：%s\n", p.title, p.remark())
		switch {
		case value == "" && p.fill == may:
			fmt.Fprintf(&b, "# %s = \"\"\n", last)
		case p.key == "year" && digits(value):
			fmt.Fprintf(&b, "%s = %s\n", last, value)
		default:
			fmt.Fprintf(&b, "%s = %s\n", last, quoteTOML(value))
		}
	}
	writeTexts(&b, "texts", textSheet.about().note, d.texts)
	writeTexts(&b, "reasons", reasonSheet.about().note, d.reasons)
	return b.String()
}

func writeTexts(b *strings.Builder, table, note string, texts []entry[budget.Text]) {
	fmt.Fprintf(b, "\n# %s\n[%s]\n", note, table)
	for _, t := range texts {
		fmt.Fprintf(b, "%s = %s\n", quoteKey(t.row.Key), quoteTOML(t.row.Text))
	}
}

// quoteKey writes a key, bare where it may be.
func quoteKey(key string) string {
	for _, r := range key {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-') {
			return quoteLine(key)
		}
	}
	if key == "" {
		return `""`
	}
	return key
}

// quoteTOML writes a text, over several lines where it has them.
func quoteTOML(s string) string {
	if !strings.Contains(s, "\n") {
		return quoteLine(s)
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		q := quoteLine(l)
		lines[i] = q[1 : len(q)-1]
	}
	return "\"\"\"\n" + strings.Join(lines, "\n") + "\"\"\""
}

func quoteLine(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
