package ooxml

import (
	"fmt"
	"strings"
	"sync"
)

// The notation of a content model, one line an element:
//
//	w:tc = tcPr? (p tbl sdt)+
//
// An item is a name or a group of names in brackets; after it ? means at most
// once, * any number, + at least once, nothing exactly once. Items stand in
// the order of the line. A name without a prefix has the prefix of the element.
// #text allows characters. An element without a line is empty.

// item is one place of a model.
type item struct {
	names  []string
	least  int
	repeat bool
}

func (it item) takes(name string) bool {
	for _, n := range it.names {
		if n == name {
			return true
		}
	}
	return false
}

// model is what an element may hold.
type model struct {
	items []item
	text  bool
}

// position is how far the children of one open element have come.
type position struct {
	at    int // the item reached
	count int // how often it was taken
}

// accept moves on to a child of the given name, or says why it may not stand
// there.
func (m *model) accept(p *position, parent, name string) error {
	for i, n := p.at, p.count; i < len(m.items); i, n = i+1, 0 {
		it := m.items[i]
		if it.takes(name) && (n == 0 || it.repeat) {
			p.at, p.count = i, n+1
			return nil
		}
		if n < it.least {
			return fmt.Errorf("%s: %s stands where %s is due", parent, name, strings.Join(it.names, " or "))
		}
	}
	return m.refuse(p, parent, name)
}

// refuse words the error for a child that has no place any more.
func (m *model) refuse(p *position, parent, name string) error {
	for _, it := range m.items {
		if it.takes(name) {
			return fmt.Errorf("%s: %s comes too late or twice, after %s", parent, name, strings.Join(m.items[p.at].names, " or "))
		}
	}
	return fmt.Errorf("%s: %s is not one of its children", parent, name)
}

// finish says what is missing at the end of an element.
func (m *model) finish(p position, parent string) error {
	for i, n := p.at, p.count; i < len(m.items); i, n = i+1, 0 {
		if n < m.items[i].least {
			return fmt.Errorf("%s: ends without %s", parent, strings.Join(m.items[i].names, " or "))
		}
	}
	return nil
}

var empty = &model{}

// models compiles the lines once.
var models = sync.OnceValue(func() map[string]*model {
	all := map[string]*model{}
	for _, text := range []string{packageModels, wordModels, drawingModels} {
		for line := range strings.SplitSeq(text, "\n") {
			name, rest, ok := strings.Cut(line, " = ")
			if !ok {
				continue
			}
			if all[name] != nil {
				panic("ooxml: two models for " + name)
			}
			all[name] = compile(name, rest)
		}
	}
	return all
})

func modelOf(name string) *model {
	if m := models()[name]; m != nil {
		return m
	}
	return empty
}

// compile reads one line of the notation.
func compile(element, rest string) *model {
	prefix, _, _ := strings.Cut(element, ":")
	m := &model{}
	var group []string
	inside := false
	for _, field := range strings.Fields(strings.NewReplacer("(", "( ", ")", " )").Replace(rest)) {
		word := strings.TrimRight(field, "?*+")
		switch {
		case word == "#text":
			m.text = true
		case word == "(":
			inside = true
		case word == ")":
			m.items = append(m.items, count(group, field[1:]))
			group, inside = nil, false
		case inside:
			group = append(group, qualify(prefix, word))
		default:
			m.items = append(m.items, count([]string{qualify(prefix, word)}, field[len(word):]))
		}
	}
	return m
}

func count(names []string, mark string) item {
	it := item{names: names, least: 1}
	it.repeat = mark == "*" || mark == "+"
	if mark == "?" || mark == "*" {
		it.least = 0
	}
	return it
}

func qualify(prefix, name string) string {
	if strings.Contains(name, ":") {
		return name
	}
	return prefix + ":" + name
}
