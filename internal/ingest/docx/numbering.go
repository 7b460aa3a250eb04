package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/ingest/source"
)

// levels is how many levels a list has.
const levels = 9

// maxText is how many bytes the text of a level may have.
const maxText = 200

// numberRef says which list numbers a paragraph, and on which of its levels.
type numberRef struct {
	set   bool
	list  string // empty: as the style has it; "0": none
	level int    // -1: as the style has it
}

// numbering is the lists of a document and how far each has counted.
type numbering struct {
	lists  map[string]list          // by numId
	forms  map[string]*[levels]form // by abstractNumId
	counts map[string]*[levels]int  // by abstractNumId
	used   map[string]bool          // lists that a paragraph had
}

// list is a list: a form, with other starts here and there.
type list struct {
	form   string
	starts map[int]int
	over   map[int]form // levels that the list has of its own
}

// form is how one level of a list is numbered.
type form struct {
	start   int
	format  string
	text    string // 第%1部分
	suffix  string // tab, space, nothing
	legal   bool   // the higher levels in digits
	restart int    // -1: after any higher level
	defined bool
}

func (r *reader) readNumbering(x *source.XML) {
	n := numbering{lists: map[string]list{}, forms: map[string]*[levels]form{}, counts: map[string]*[levels]int{}, used: map[string]bool{}}
	x.Each(func(string) {
		x.Each(func(name string) {
			if len(n.forms)+len(n.lists) > maxBlocks {
				return
			}
			switch name {
			case "abstractNum":
				id := x.Attr("abstractNumId")
				n.forms[id] = readForms(x)
			case "num":
				id := x.Attr("numId")
				n.lists[id] = readList(x)
			}
		})
	})
	r.numbers = n
}

func readForms(x *source.XML) *[levels]form {
	var out [levels]form
	x.Each(func(name string) {
		if name != "lvl" {
			return
		}
		if i, ok := levelOf(x); ok {
			out[i] = readForm(x)
		}
	})
	return &out
}

func levelOf(x *source.XML) (int, bool) {
	i, err := strconv.Atoi(x.Attr("ilvl"))
	return i, err == nil && i >= 0 && i < levels
}

func readForm(x *source.XML) form {
	f := form{start: 0, format: "decimal", suffix: "tab", restart: -1, defined: true}
	x.Each(func(name string) {
		val := x.Attr("val")
		switch name {
		case "start":
			f.start = number(val, 0)
		case "numFmt":
			f.format = val
			if custom := x.Attr("format"); custom != "" && val == "custom" {
				f.format = custom
			}
		case "lvlText":
			if len(val) <= maxText {
				f.text = val
			}
		case "suff":
			f.suffix = val
		case "isLgl":
			f.legal = on(x)
		case "lvlRestart":
			f.restart = number(val, -1)
		case "AlternateContent": // custom formats stand in one
			x.Each(func(name string) {
				if name == "Fallback" {
					x.Each(func(name string) {
						if name == "numFmt" {
							f.format = x.Attr("val")
						}
					})
				}
			})
		}
	})
	return f
}

func readList(x *source.XML) list {
	l := list{starts: map[int]int{}, over: map[int]form{}}
	x.Each(func(name string) {
		switch name {
		case "abstractNumId":
			l.form = x.Attr("val")
		case "lvlOverride":
			i, ok := levelOf(x)
			x.Each(func(name string) {
				switch {
				case !ok:
				case name == "startOverride":
					l.starts[i] = number(x.Attr("val"), 0)
				case name == "lvl":
					l.over[i] = readForm(x)
				}
			})
		}
	})
	return l
}

// number reads a count; one that is none, or not a sensible one, is otherwise.
func number(s string, otherwise int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1_000_000 {
		return otherwise
	}
	return n
}

func readNumberRef(x *source.XML) numberRef {
	ref := numberRef{set: true, level: -1}
	x.Each(func(name string) {
		switch name {
		case "numId":
			ref.list = x.Attr("val")
		case "ilvl":
			ref.level = number(x.Attr("val"), 0)
		}
	})
	return ref
}

// number counts a paragraph in its list and gives what Word shows before it.
func (r *reader) number(p *paragraph, s style) string {
	ref := p.number
	if !ref.set {
		ref = s.number
	}
	if ref.list == "" {
		ref.list = s.number.list
	}
	if ref.level < 0 {
		ref.level = max(s.number.level, 0)
	}
	l, ok := r.numbers.lists[ref.list]
	if !ok || ref.level >= levels {
		return ""
	}
	return r.numbers.next(ref.list, l, ref.level)
}

// next counts the level on, and gives its number as text.
func (n *numbering) next(id string, l list, level int) string {
	forms := n.forms[l.form]
	if forms == nil {
		return ""
	}
	formOf := func(i int) form {
		if f, ok := l.over[i]; ok {
			return f
		}
		return forms[i]
	}
	counts := n.counts[l.form]
	if counts == nil {
		counts = &[levels]int{}
		for i := range counts {
			counts[i] = -1
		}
		n.counts[l.form] = counts
	}
	if !n.used[id] {
		n.used[id] = true
		for i := range l.starts {
			if i < levels {
				counts[i] = -1
			}
		}
	}
	for i := 0; i <= level; i++ {
		switch start, other := l.starts[i]; {
		case i == level && counts[i] >= 0:
			counts[i]++
		case counts[i] >= 0:
		case other:
			counts[i] = start
		default:
			counts[i] = formOf(i).start
		}
	}
	for i := level + 1; i < levels; i++ {
		if at := formOf(i).restart; at < 0 || level < at {
			counts[i] = -1
		}
	}
	f := formOf(level)
	if !f.defined || f.text == "" {
		return ""
	}
	return f.show(func(i int) string {
		of := formOf(i)
		if f.legal && i < level {
			return strconv.Itoa(counts[i])
		}
		return inFormat(of.format, max(counts[i], 0))
	})
}

// show fills a level's text: %1 is the number of the first level.
func (f form) show(numberOf func(level int) string) string {
	if f.format == "bullet" {
		if r, _ := utf8.DecodeRuneInString(f.text); r >= 0xe000 && r <= 0xf8ff {
			return "" // a sign of a symbol font, which says nothing
		}
	}
	var b strings.Builder
	for i := 0; i < len(f.text); i++ {
		if f.text[i] == '%' && i+1 < len(f.text) && f.text[i+1] >= '1' && f.text[i+1] <= '9' {
			i++
			b.WriteString(numberOf(int(f.text[i] - '1')))
			continue
		}
		b.WriteByte(f.text[i])
	}
	s := source.Clean(b.String())
	if s == "" || f.suffix == "nothing" {
		return s
	}
	if last, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune("、．。）：，", last) {
		return s // the mark sets it off by itself
	}
	return s + " "
}
