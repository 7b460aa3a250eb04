package ingest

import (
	"strings"

	"mingbai/internal/budget"
)

// uncode sorts what stands in the columns of code and name: a name in the place
// of a code (合计 over both), a code and a name in one cell.
func uncode(code, name string) (string, string) {
	if strings.ContainsAny(code, " \u3000\u00a0\n\t") {
		code = strings.Join(strings.Fields(code), "")
	}
	if strings.ContainsFunc(code, fullWidth) {
		code = plain(code)
	}
	if inner, rest, ok := bracketedCode(code); ok && (rest == "" || name == "") {
		return inner, rest + name
	}
	if code != "" && strings.Trim(code, "0123456789") != "" {
		n := 0
		for n < len(code) && isDigit(code[n]) {
			n++
		}
		if n > 0 && name == "" {
			return code[:n], strings.TrimSpace(code[n:])
		}
		if n == 0 {
			return "", code + name
		}
	}
	if code == "" {
		if inner, rest, ok := bracketedCode(name); ok {
			return inner, rest
		}
		n := 0
		for n < len(name) && isDigit(name[n]) {
			n++
		}
		if (n == 3 || n == 5 || n == 7) && n < len(name) && name[n] != '.' {
			return name[:n], strings.TrimLeft(name[n:], " \u3000-—")
		}
	}
	return code, name
}

// bracketedCode splits a subject's code in brackets from the name behind it:
// [2010601]行政运行.
func bracketedCode(s string) (code, name string, ok bool) {
	s = strings.TrimLeft(s, " \u3000")
	for _, pair := range [][2]string{{"[", "]"}, {"［", "］"}, {"【", "】"}, {"〔", "〕"}, {"（", "）"}, {"(", ")"}} {
		rest, opened := strings.CutPrefix(s, pair[0])
		inner, name, closed := strings.Cut(rest, pair[1])
		if n := len(inner); opened && closed && (n == 3 || n == 5 || n == 7) && strings.Trim(inner, "0123456789") == "" {
			return inner, strings.TrimLeft(name, " \u3000-—"), true
		}
	}
	return "", "", false
}

// identify finds which line of the form a row is.
func (p *panelState) identify(code, name, second string) (budget.Line, bool) {
	key := nominal(name)
	if code == "" {
		i := p.fixedLine(key, unnumbered(name))
		if rest, of := strings.CutPrefix(strings.TrimSpace(name), "其中："); i < 0 && of { // the first of several says what they are part of
			i = p.fixedLine(nominal(rest), unnumbered(rest))
		}
		if i >= 0 {
			f := &p.form.fixed[i]
			p.used[i], p.last = true, i
			if f.column != "" {
				return budget.Line{Key: f.key, Name: name, Total: f.total}, true
			}
			return budget.Line{Key: p.unique(f.key), Code: f.code, Name: name, Second: second, Level: f.level, Total: f.total}, true
		}
	}
	switch p.form.tree {
	case "function", "revenue":
		return p.subject(code, name, key)
	case "any": // a subject where it has a subject's code
		if n := len(code); !p.units && (n == 3 || n == 5 || n == 7) {
			return p.subject(code, name, key)
		}
		if name == "" {
			return budget.Line{}, false
		}
		return budget.Line{Key: p.unique(unbroken(name)), Name: name}, true
	case "economic":
		return p.economic(code, name, key, second)
	case "projects":
		if name == "" {
			return budget.Line{}, false
		}
		return budget.Line{Key: p.unique(unbroken(name)), Name: name}, true
	case "units":
		if name == "" {
			return budget.Line{}, false
		}
		return budget.Line{Key: p.unique(unbroken(name)), Name: name}, true
	}
	if code != "" { // a class by its code
		for i := range p.form.fixed {
			if f := &p.form.fixed[i]; f.code == code {
				p.used[i], p.last = true, i
				return budget.Line{Key: p.unique(f.key), Code: f.code, Name: name, Level: f.level}, true
			}
		}
	}
	return budget.Line{}, false
}

// unbroken is a name without the breaks of its cell's lines.
func unbroken(name string) string {
	if !strings.ContainsAny(name, "\n\r") {
		return name
	}
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '\n' || r == '\r' }), "")
}

// fixedLine finds the fixed line of a folded name: where several have it, the
// first that comes after the one read last; -1 where none has.
func (p *panelState) fixedLine(key, name string) int {
	if key == "" {
		return -1
	}
	if list := p.form.byName[key]; len(list) > 0 {
		for _, i := range list {
			if !p.used[i] && i > p.last {
				return i
			}
		}
		for _, i := range list {
			if !p.used[i] {
				return i
			}
		}
		return list[len(list)-1]
	}
	if p.form.codes != nil && p.form.tree == "" { // a class by another of its names
		for _, s := range p.form.codes.FindName(name) {
			if s.Level == 1 {
				return p.classLine(s.Code)
			}
		}
	}
	return p.nearLine(key)
}

func (p *panelState) classLine(code string) int {
	for i := range p.form.fixed {
		if p.form.fixed[i].code == code {
			return i
		}
	}
	return -1
}

// nearLine finds a fixed line not yet read whose name is one or two characters other.
func (p *panelState) nearLine(key string) int {
	runes := []rune(key)
	if len(runes) < 4 || p.form.tree == "projects" || p.form.tree == "units" {
		return -1
	}
	best, least := -1, 3
	for i := range p.form.fixed {
		if p.used[i] {
			continue
		}
		name := []rune(p.form.fixed[i].name)
		if d := len(name) - len(runes); d > 2 || d < -2 || len(name) < 4 {
			continue
		}
		if d := budget.Distance(runes, name); d < least && d*4 <= len(name) {
			best, least = i, d
		}
	}
	return best
}

// subject is a line of a tree by code.
func (p *panelState) subject(code, name, key string) (budget.Line, bool) {
	if code != "" {
		return budget.Line{Key: p.unique(code), Code: code, Name: name, Level: max(1, min(3, (len(code)-1)/2))}, true
	}
	if key == "" {
		return budget.Line{}, false
	}
	found := p.form.codes.FindName(name)
	if len(found) != 1 {
		return budget.Line{}, false
	}
	s := found[0]
	return budget.Line{Key: p.unique(s.Code), Code: s.Code, Name: name, Level: s.Level}, true
}

// economic is a line of the economic table, by its code or its name under the
// class read last.
func (p *panelState) economic(code, name, key, second string) (budget.Line, bool) {
	if code != "" {
		l := budget.Line{Code: code, Name: name, Second: second, Level: max(1, min(2, (len(code)-1)/2))}
		if len(code) >= 3 {
			p.class = code[:3]
		}
		l.Key = p.divided(code, second)
		return l, true
	}
	if key == "" {
		return budget.Line{}, false
	}
	s, ok := p.economicNamed(key, name, second)
	if !ok {
		level := 2
		if second == "" && len(p.second) > 0 {
			level = 1
		}
		return budget.Line{Key: p.unique(name), Name: name, Second: second, Level: level}, true
	}
	if s.Level == 1 {
		p.class = s.Code
	}
	return budget.Line{Key: p.divided(s.Code, second), Code: s.Code, Name: name, Second: second, Level: s.Level}, true
}

// economicNamed finds an economic subject by name: one under the present class
// before others; a class only where no second name stands beside it.
func (p *panelState) economicNamed(key, name, second string) (budget.Subject, bool) {
	found := p.form.codes.FindName(name)
	if len(found) == 0 {
		if s, ok := p.form.codes.Nearest(name); ok && p.calledSo(s, key) {
			found = []budget.Subject{s}
		}
	}
	best, rank := -1, -1
	for i, s := range found {
		r := 0
		if s.Level == 2 && p.class != "" && strings.HasPrefix(s.Code, p.class) {
			r += 2
		}
		if (s.Level == 1) == (second == "") || len(p.second) == 0 {
			r++
		}
		if r > rank {
			best, rank = i, r
		}
	}
	if best < 0 {
		return budget.Subject{}, false
	}
	return found[best], true
}

// calledSo reports whether a subject is or was called so, a slip or two aside.
func (p *panelState) calledSo(s budget.Subject, key string) bool {
	if budget.Distance([]rune(plain(s.Name)), []rune(key)) <= 2 {
		return true
	}
	for _, old := range p.form.codes.Renames(s.Code) {
		if plain(old.Name) == key {
			return true
		}
	}
	return false
}

// divided is the key of an economic division, which several lines may share where
// it falls under several government subjects: the first keeps the plain code until
// a second comes, then each has the government subject's code after its own.
func (p *panelState) divided(code, second string) string {
	if p.keys == nil {
		p.keys = map[string]int{}
	}
	at, dup := p.keys[code]
	p.keys[code] = len(p.out.Lines)
	if !dup || second == "" {
		if dup {
			return p.unique(code)
		}
		return code
	}
	if first := &p.out.Lines[at]; first.Key == code {
		first.Key = code + "/" + govCode(first.Second)
		p.keys[first.Key] = at
	}
	return p.unique(code + "/" + govCode(second))
}

func govCode(name string) string {
	found := budget.GovEconomic().FindName(name)
	if len(found) == 0 {
		return plain(name)
	}
	return found[0].Code
}

// unique makes a key that no line of the panel has.
func (p *panelState) unique(key string) string {
	if p.keys == nil {
		p.keys = map[string]int{}
	}
	if _, taken := p.keys[key]; !taken {
		p.keys[key] = len(p.out.Lines)
		return key
	}
	if p.again == nil {
		p.again = map[string]int{}
	}
	n := max(p.again[key], 1)
	for {
		n++
		have := key + "#" + yearText(n)
		if _, taken := p.keys[have]; !taken {
			p.keys[have], p.again[key] = len(p.out.Lines), n
			return have
		}
	}
}
