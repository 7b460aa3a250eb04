package page

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed english/rules.txt
var rulesText string

//go:embed english/terms.txt
var termsText string

//go:embed english/subjects.txt
var subjectsText string

//go:embed english/openness.txt
var opennessText string

//go:embed english/tables.txt
var tablesText string

//go:embed english/regions.txt
var regionsText string

// vocabulary is what pages call things: what documents and the catalogue of rules
// have in Chinese only.
type vocabulary struct {
	rules  map[string]string // id or family → English title
	terms  map[string]string // term → in English
	tables map[string][2]string

	regions map[string]string // code → in English
}

var words = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{map[string]string{}, map[string]string{}, map[string][2]string{}, map[string]string{}}
	for line := range lines(rulesText) {
		id, title, _ := strings.Cut(line, " ")
		v.rules[id] = title
	}
	for line := range lines(subjectsText + termsText + opennessText) {
		term, in, _ := strings.Cut(line, "\t")
		v.terms[term] = in
	}
	for line := range lines(tablesText) {
		if f := strings.Split(line, "\t"); len(f) == 3 {
			v.tables[f[0]] = [2]string{f[1], f[2]}
		}
	}
	for line := range lines(regionsText) {
		if f := strings.Split(line, "\t"); len(f) == 3 {
			v.regions[f[0]] = f[1]
		}
	}
	return v
})

// lines are the lines of a text that say something.
func lines(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(text) {
			line = strings.TrimRight(line, "\n")
			if line != "" && line[0] != '#' && !yield(line) {
				return
			}
		}
	}
}

// Rule is the title of a rule, by its id, or of a family of rules, by its letters,
// in the page's language; title is the Chinese one.
func (l Lang) Rule(id, title string) string {
	if in, ok := words().rules[id]; ok && l == English {
		return in
	}
	return title
}

// Region is what a region is called, by its code, in the page's language; name is
// the Chinese one, which stays where English has none.
func (l Lang) Region(code, name string) string {
	if in, ok := words().regions[code]; ok && l == English {
		return in
	}
	return name
}

// Table is a table in short, by its canonical id; title is what it is called where
// its id is none of those that every place has.
func (l Lang) Table(id, title string) string {
	if t, ok := words().tables[id]; ok {
		return l.T(t[0], t[1])
	}
	return title
}

// Term is a term of the tables in the page's language: a column, a total, a class
// of spending. What has no English stays as it is printed.
func (l Lang) Term(s string) string {
	if l != English {
		return s
	}
	name := unnumbered(s)
	if in, ok := words().terms[name]; ok {
		return in
	}
	if in, ok := rest(name); ok {
		return in
	}
	return s
}

// rest is what is left of a division of spending beside its own items: 其他教育支出
// is what of 教育 has no item of its own.
func rest(name string) (string, bool) {
	of, other := strings.CutPrefix(name, "其他")
	in, ok := words().terms[of]
	if !ok {
		in, ok = words().terms[strings.TrimSuffix(of, "支出")]
	}
	return in + ", other", other && ok
}

// numerals are the numbers that stand before the lines of a table.
const numerals = "一二三四五六七八九十"

// unnumbered is a term without the number in front of it: 一、 or ①.
func unnumbered(s string) string {
	if rest := strings.TrimLeft(s, numerals); rest != s && strings.HasPrefix(rest, "、") {
		return strings.TrimPrefix(rest, "、")
	}
	return strings.TrimLeft(s, "①②③④⑤⑥⑦⑧⑨⑩")
}
