package html

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// kept are the elements that a page is parsed with; all others only dress text,
// which is kept without them.
var kept = set("div section article main header footer nav aside p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd " +
	"table caption colgroup col thead tbody tfoot tr td th br hr img figure figcaption blockquote pre center address " +
	"details summary span a fieldset del")

// silent are the elements whose text nobody sees.
var silent = set("script style textarea iframe noscript noframes noembed template select math audio video canvas")

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// trimmer makes a page lean.
type trimmer struct {
	z     *html.Tokenizer
	b     strings.Builder
	line  int
	count int
	title string
	tags  bool // an element was met
}

var (
	errTooMany = errors.New("网页的元素太多，没有读")
	errNoPage  = errors.New("不是网页：没有任何网页元素")
)

// trim makes a page lean: elements by name, with their spans, ids, classes, and
// the line of the source (l); x marks what is hidden. It gives the page's title
// as well.
func trim(text string) (lean, title string, err error) {
	t := &trimmer{z: html.NewTokenizer(strings.NewReader(text)), line: 1}
	t.b.Grow(len(text) / 2)
	for {
		kind, ok := t.next()
		if !ok {
			break
		}
		switch kind {
		case html.TextToken:
			t.b.Write(t.z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			t.start()
		case html.EndTagToken:
			if tag, _ := t.z.TagName(); kept[string(tag)] {
				t.b.WriteString("</")
				t.b.WriteString(alias(string(tag)))
				t.b.WriteByte('>')
			}
		}
		t.passed()
	}
	switch {
	case t.count > maxTags:
		return "", "", errTooMany
	case !t.tags:
		return "", "", errNoPage
	}
	return t.b.String(), t.title, nil
}

func (t *trimmer) next() (html.TokenType, bool) {
	kind := t.z.Next()
	t.count++
	return kind, kind != html.ErrorToken && t.count <= maxTags
}

var newline = []byte("\n")

// passed counts the lines of the token that was read.
func (t *trimmer) passed() { t.line += bytes.Count(t.z.Raw(), newline) }

func (t *trimmer) name() string {
	name, _ := t.z.TagName()
	return string(name)
}

// alias is the name under which an element is parsed: a link is a span there, as is
// what was deleted; elements that dress text are opened anew by a parser wherever they
// are unclosed.
func alias(name string) string {
	if name == "a" || name == "del" {
		return "span"
	}
	return name
}

func (t *trimmer) start() {
	raw := bytes.HasSuffix(t.z.Raw(), []byte("/>"))
	tag, more := t.z.TagName()
	name := string(tag)
	t.tags = true
	switch {
	case name == "title":
		t.titled()
		return
	case name == "svg":
		t.drawing(raw)
		return
	case silent[name]:
		if !raw || name == "script" || name == "style" {
			t.skip(name)
		}
		return
	case !kept[name]:
		return
	}
	t.b.WriteByte('<')
	t.b.WriteString(alias(name))
	t.b.WriteString(` l="`)
	t.b.WriteString(strconv.Itoa(t.line))
	t.b.WriteByte('"')
	hidden := name == "del" // of a document with its changes tracked
	for more {
		var key, val []byte
		key, val, more = t.z.TagAttr()
		switch k, v := string(key), string(val); k {
		case "id", "class", "href", "alt", "colspan", "rowspan", "span", "start", "width", "height":
			if k == "href" && !strings.HasPrefix(v, "#") {
				continue
			}
			t.b.WriteByte(' ')
			t.b.WriteString(k)
			t.b.WriteString(`="`)
			t.b.WriteString(html.EscapeString(v))
			t.b.WriteByte('"')
		case "hidden":
			hidden = true
		case "title": // of the pages of a text that an office program saved
			hidden = hidden || name == "div" && (v == "header" || v == "footer")
		case "aria-hidden":
			hidden = hidden || v == "true"
		case "style":
			s := strings.ToLower(strings.ReplaceAll(v, " ", ""))
			hidden = hidden || strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") || strings.Contains(s, "mso-hide:all")
		}
	}
	if hidden {
		t.b.WriteString(` x="1"`)
	}
	t.b.WriteString(">")
	if raw && name == "span" {
		t.b.WriteString("</span>") // as pages in XHTML mean it
	}
}

// skip passes over an element with all that it holds.
func (t *trimmer) skip(name string) {
	for depth := 1; depth > 0; {
		t.passed()
		kind, ok := t.next()
		if !ok {
			return
		}
		switch kind {
		case html.StartTagToken:
			if t.name() == name {
				depth++
			}
		case html.EndTagToken:
			if t.name() == name {
				depth--
			}
		}
	}
}

// titled reads the page's title.
func (t *trimmer) titled() {
	t.passed()
	if kind, ok := t.next(); ok && kind == html.TextToken {
		if t.title == "" {
			t.title = strings.Join(strings.Fields(html.UnescapeString(string(t.z.Raw()))), " ")
		}
	}
}

// drawing makes a picture of a drawing, with what it says of itself as its text.
func (t *trimmer) drawing(empty bool) {
	line, texts, in := t.line, map[string]string{}, ""
	for depth := 1; depth > 0 && !empty; {
		t.passed()
		kind, ok := t.next()
		if !ok {
			break
		}
		switch kind {
		case html.StartTagToken:
			name := t.name()
			in = name
			if name == "svg" {
				depth++
			}
		case html.EndTagToken:
			in = ""
			if t.name() == "svg" {
				depth--
			}
		case html.TextToken:
			if in == "title" || in == "desc" {
				texts[in] += html.UnescapeString(string(t.z.Raw()))
			}
		}
	}
	alt := strings.TrimSpace(texts["title"])
	if d := strings.TrimSpace(texts["desc"]); d != "" {
		if alt != "" {
			alt += "："
		}
		alt += d
	}
	if alt != "" {
		t.b.WriteString(`<img l="` + strconv.Itoa(line) + `" alt="` + html.EscapeString(alt) + `">`)
	}
}
