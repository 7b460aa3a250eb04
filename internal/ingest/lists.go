package ingest

import (
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/profile"
)

// names notes a list of names without numbers.
func (a *alignment) names(out []lineReading, i int) {
	s := &a.slots[i]
	line, from, to, ok := a.region(i, i)
	if !ok {
		return
	}
	text := a.folds[line].s[from:to]
	k := -1
	for _, lead := range []string{s.lead, "主要包括", "包括", "主要用于", "主要为"} {
		if at := strings.Index(text, lead); lead != "" && at >= 0 {
			k = at + len(lead)
			break
		}
	}
	if k < 0 {
		return
	}
	from += k
	text = text[k:]
	if end := clauseEnd(text); end >= 0 {
		text = text[:end]
	}
	l := s.list.l
	for text != "" {
		size, mark := len(text), 0
		for _, m := range []string{"、", ",", ":"} {
			if at := strings.Index(text, m); at >= 0 && at < size {
				size, mark = at, len(m)
			}
		}
		name := text[:size]
		stop := false
		if mark == 0 {
			if cut, ok := strings.CutSuffix(name, "等"); ok && a.s.listCell(l, plain(name)) == "" {
				name, stop = cut, true
			}
		}
		if name != "" && name != l.None && utf8.RuneCountInString(name) < 40 {
			if first, and := a.s.joinedNames(l, name); and > 0 { // 办公设备购置和专用设备购置
				a.claim(&out[line], line, l.Claims()+".name", from, from+first, a.s.listCell(l, plain(name[:first])))
				from, text, name, size = from+first+and, text[first+and:], name[first+and:], size-first-and
			}
			a.claim(&out[line], line, l.Claims()+".name", from, from+len(name), a.s.listCell(l, plain(name)))
		}
		if stop {
			return
		}
		from += size + mark
		text = text[size+mark:]
	}
}

// cellAddress is an address where the document has the cell; empty where not.
func (s *state) cellAddress(address string) string {
	if address == "" {
		return ""
	}
	a, err := profile.ParseAddress(address)
	if err != nil {
		return ""
	}
	if t := s.d.Table(a.Table); t != nil {
		for i := range t.Panels {
			if t.Panels[i].Cell(a.Row, a.Column) != nil {
				return address
			}
		}
	}
	return ""
}

// listCells are the cells that a list's items repeat, by folded name.
func (s *state) listCells(l *profile.List) map[string]string {
	if have, ok := s.lists[l.ID]; ok {
		return have
	}
	out := map[string]string{}
	if s.lists == nil {
		s.lists = map[string]map[string]string{}
	}
	s.lists[l.ID] = out
	t := s.d.Table(l.Table)
	if t == nil {
		return out
	}
	p := t.Panel(l.Panel)
	if p == nil {
		return out
	}
	blank := map[string]bool{}
	for i := range p.Lines {
		line := &p.Lines[i]
		if line.Code == "" || line.Total || l.Level != 0 && line.Level != l.Level || !profile.Holds(l.Codes, line.Code) {
			continue
		}
		c := p.Cell(line.Key, l.Column)
		if c == nil {
			continue
		}
		address := profile.Address{Table: l.Table, Row: line.Key, Column: l.Column}.String()
		for _, name := range s.namesOf(line) {
			if _, ok := out[name]; ok && (!blank[name] || c.Printed.Text == "") {
				continue
			}
			blank[name] = c.Printed.Text == ""
			out[name] = address
		}
	}
	return out
}

// namesOf are the ways of calling a line's subject in a sentence: by the name that is
// printed, and by its own where that is not the one printed.
func (s *state) namesOf(line *budget.Line) []string {
	names := callings(nominal(line.Name))
	own := budget.Functions().NameIn(line.Code, s.d.Year)
	if own == "" || s.d.Year == 0 || nominal(own) == nominal(line.Name) {
		return names
	}
	return append(names, callings(nominal(own))...)
}

// callings are the ways of calling a subject in a sentence: 教育支出, 教育; 其他（类）.
func callings(name string) []string {
	short, ok := strings.CutSuffix(name, "支出")
	switch {
	case !ok || utf8.RuneCountInString(short) < 2:
		return []string{name}
	case short == "其他":
		return []string{name, "其他类"}
	}
	return []string{name, short}
}

// listCell is the address of the cell that a list's item of that folded name
// repeats; empty where none does.
func (s *state) listCell(l *profile.List, name string) string {
	cells := s.listCells(l)
	if c, ok := cells[name]; ok {
		return c
	}
	for i := range name { // a lead-in may stand before it
		if i > 0 {
			if c, ok := cells[name[i:]]; ok {
				return c
			}
		}
	}
	return ""
}

// joinedNames parts a text that is two names of a list with 和 between: how long the
// first is, and the word; 0 where it is one name, or both are not known.
func (s *state) joinedNames(l *profile.List, text string) (first, and int) {
	cells := s.listCells(l)
	if _, one := cells[plain(text)]; one {
		return 0, 0
	}
	for _, word := range []string{"以及", "和", "及", "与"} {
		for at := 0; ; at += len(word) {
			k := strings.Index(text[at:], word)
			if k < 0 {
				break
			}
			at += k
			if s.listCell(l, plain(text[:at])) != "" && cells[plain(text[at+len(word):])] != "" {
				return at, len(word)
			}
		}
	}
	return 0, 0
}

// knownSuffix is where the longest name of a list begins that a folded text ends
// with; -1 where it ends with none.
func (s *state) knownSuffix(l *profile.List, text string) int {
	cells := s.listCells(l)
	for i := range text {
		if _, ok := cells[plain(text[i:])]; ok {
			return i + skipMarks(text[i:])
		}
	}
	return -1
}

// skipMarks is the length of the marks that a text begins with.
func skipMarks(s string) int {
	for i, r := range s {
		if plain(string(r)) != "" {
			return i
		}
	}
	return 0
}
