package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/profile"
)

// standing are the words that say how a final amount stands to its budget.
var standing = []string{"大于", "小于", "等于", "高于", "低于", "基本持平", "持平", "一致", "相同"}

// compare notes the words that say how a final amount stands to its budget, and
// the reason: 决算数小于预算数的主要原因：…. It tells whether there are such.
func (a *alignment) compare(r *lineReading, line int, name string, from, to int) bool {
	text := a.folds[line].s[from:to]
	start, word := -1, ""
	for _, w := range standing {
		if i := strings.Index(text, w); i >= 0 && (start < 0 || i < start) {
			start, word = i, w
		}
	}
	if start < 0 || !strings.Contains(text[:start], "算") && !strings.Contains(text[start:], "预算") {
		return false
	}
	if other := strings.Index(text, "年度"); other >= 0 && other < start && strings.HasPrefix(text, "与") { // with last year
		return false
	}
	a.claim(r, line, name+".direction:budget", from+start, from+start+len(word), "")
	rest := text[start+len(word):]
	for _, lead := range reasonLeads {
		i := strings.Index(rest, lead)
		if i < 0 {
			continue
		}
		i += len(lead)
		for i < len(rest) && (rest[i] == ':' || rest[i] == ',') {
			i++
		}
		end := len(rest)
		if k := strings.Index(rest[i:], "。"); k >= 0 {
			end = i + k
		}
		if end > i {
			at := from + start + len(word)
			a.claim(r, line, name+".reason:budget", at+i, at+end, "")
		}
		break
	}
	return true
}

// itemOf is where the last name of a path stands in a folded text: what is between
// (款) and (项), or the like.
func itemOf(s string) (from, to int) {
	to = -1
	for _, mark := range []string{"(项)", "(款)", "(类)"} {
		if i := strings.LastIndex(s, mark); i >= 0 {
			to = i
			break
		}
	}
	if to < 0 {
		return 0, 0
	}
	from = strings.LastIndexAny(s[:to], ")\",;:'") + 1
	for _, m := range []string{"、", "。"} {
		if i := strings.LastIndex(s[:to], m); i >= 0 && i+len(m) > from {
			from = i + len(m)
		}
	}
	for from < to && s[from] == '-' { // …（类）-…（款）-…（项）
		from++
	}
	return from, to
}

// pathBefore is the folded text before a number of an item in which its path stands.
func (a *alignment) pathBefore(j int) string {
	n := &a.numbers[j]
	for k := j; k >= 0 && a.numbers[k].line == n.line; k-- {
		if s := a.before(&a.numbers[k]); strings.Contains(s, "(项)") || strings.Contains(s, "(款)") || strings.Contains(s, "(类)") {
			return s
		}
	}
	return ""
}

// pathCell is the cell that an item of a list of paths repeats: the line of that
// name under the class and division that the path names.
func (s *state) pathCell(l *profile.List, path, name string) string {
	cell, most := s.pathCellIn(l.Table, l, path, name)
	for _, other := range fundTables {
		if c, fits := s.pathCellIn(other, l, path, name); fits > most {
			cell, most = c, fits
		}
	}
	return cell
}

// fundTables are those of 政府性基金 and 国有资本经营预算, whose items may be listed
// with the others.
var fundTables = [...]string{"T08", "T09"}

// pathCellIn looks in one table; fits counts the names of the path that agree.
func (s *state) pathCellIn(table string, l *profile.List, path, name string) (cell string, fits int) {
	t := s.d.Table(table)
	if t == nil {
		return "", 0
	}
	p := t.Panel(l.Panel)
	if k := slices.IndexFunc(t.Panels, func(p budget.Panel) bool { return slices.Contains(p.Columns, l.Column) }); p == nil && k >= 0 {
		p = &t.Panels[k] // of another table than the list's: the side that has the column
	}
	if p == nil {
		return "", 0
	}
	key, above, level := sameName(name), sameName(path), levelOf(path, l.Level)
	best, most := -1, 0
	for i := range p.Lines {
		line := &p.Lines[i]
		if line.Total || level != 0 && line.Level != level || sameName(line.Name) != key || !profile.Holds(l.Codes, line.Code) {
			continue
		}
		n := 1
		for k := range p.Lines {
			if up := &p.Lines[k]; len(up.Code) < len(line.Code) && up.Code != "" && strings.HasPrefix(line.Code, up.Code) && strings.Contains(above, sameName(up.Name)) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	if best < 0 || p.Cell(p.Lines[best].Key, l.Column) == nil {
		return "", 0
	}
	return profile.Address{Table: table, Row: p.Lines[best].Key, Column: l.Column}.String(), most
}

// levelOf is the level of the subject that a folded path names last, by its mark; own
// where it has none.
func levelOf(path string, own int) int {
	for level, mark := range []string{"(类)", "(款)", "(项)"} {
		if rest := path[strings.LastIndex(path, mark)+1:]; strings.Contains(path, mark) && !levelIn(rest[len(mark)-1:]) {
			return level + 1
		}
	}
	return own
}

// codeCell is the cell that an item of a list repeats whose code is said.
func (s *state) codeCell(l *profile.List, code string) string {
	for _, table := range append([]string{l.Table}, fundTables[:]...) {
		t := s.d.Table(table)
		if t == nil {
			continue
		}
		for i := range t.Panels {
			for k := range t.Panels[i].Lines {
				line := &t.Panels[i].Lines[k]
				if !line.Total && line.Code == code && t.Panels[i].Cell(line.Key, l.Column) != nil {
					return profile.Address{Table: table, Row: line.Key, Column: l.Column}.String()
				}
			}
		}
	}
	return ""
}

// codedItem is where the name of the item stands in a path with codes in brackets:
// before the last of them.
func codedItem(s string) (from, to int) {
	to = len(s)
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] != '(' {
			continue
		}
		n := strings.IndexByte(s[i:], ')')
		if n > 0 && subjectCode(s, i+1, i+n) {
			to = i
			break
		}
	}
	from = strings.LastIndexAny(s[:to], "),;:") + 1
	for from < to && leadsSubject(s, from, min(from+7, to)) { // 2050202-小学教育
		from += 7
		from += len(s[from:to]) - len(strings.TrimLeft(s[from:to], "-_ "))
	}
	return from, to
}

// sameName is a subject's name made comparable, 其它 as 其他.
func sameName(s string) string {
	return strings.ReplaceAll(nominal(s), "其它", "其他")
}
