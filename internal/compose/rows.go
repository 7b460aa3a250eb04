package compose

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/numeral"
	"mingbai/internal/profile"
)

// row is a line of a panel before its cells are summed.
type row struct {
	budget.Line
	block   string
	entries []int    // what it counts
	sum     []string // keys of lines or ids of blocks that add up to it
	parent  int      // index of the parent row in the panel, -1 for none
}

// rows lays out a panel's blocks over the entries that the panel selects.
func (c *compiler) rows(p *profile.Panel, entries []entry, from []int) []row {
	var out []row
	for i := range p.Rows {
		b := &p.Rows[i]
		if b.UnlessEmpty && len(from) == 0 {
			continue
		}
		selected := pick(entries, from, b.Where)
		for _, r := range c.block(b, entries, selected) {
			r.block = b.ID
			out = append(out, r)
		}
	}
	linkParents(out)
	return out
}

func (c *compiler) block(b *profile.Rows, entries []entry, from []int) []row {
	switch b.From {
	case "lines":
		return c.lines(b, entries, from)
	case "classes":
		return c.classes(entries, from)
	case "used_classes":
		return c.usedClasses(entries, from)
	case "function":
		return c.tree(c.functions, entries, from)
	case "revenue":
		return c.tree(c.revenues, entries, from)
	case "economic":
		return c.economic(entries, from)
	case "projects":
		return c.projects(entries, from)
	case "units":
		return c.units(from)
	}
	return nil
}

func (c *compiler) lines(b *profile.Rows, entries []entry, from []int) []row {
	var out []row
	for _, l := range b.Lines {
		r := row{sum: l.Sum}
		r.Key, r.Name, r.Total, r.Level = l.Key, c.words(l.Name), l.Total, l.Level
		if !l.None {
			r.entries = pick(entries, from, l.Where)
		}
		out = append(out, r)
	}
	return out
}

// classes lists the form's fixed function classes, numbered, with or without money.
func (c *compiler) classes(entries []entry, from []int) []row {
	byClass := map[string][]int{}
	for _, i := range from {
		if s := entries[i].subject; len(s) >= 3 {
			byClass[s[:3]] = append(byClass[s[:3]], i)
		}
	}
	var out []row
	for n, code := range c.p.FunctionClasses {
		r := row{entries: byClass[code]}
		r.Key, r.Code, r.Level = code, code, 1
		r.Name = numeral.Ordinal(n+1) + "、" + c.functions.NameIn(code, c.p.Year)
		out = append(out, r)
	}
	return out
}

// usedClasses lists those of the form's function classes that have money, numbered
// one after the other.
func (c *compiler) usedClasses(entries []entry, from []int) []row {
	var out []row
	for _, r := range c.classes(entries, from) {
		if len(r.entries) == 0 {
			continue
		}
		r.Name = numeral.Ordinal(len(out)+1) + "、" + c.functions.NameIn(r.Code, c.p.Year)
		out = append(out, r)
	}
	return out
}

// tree lists the subjects that have money, each class with its divisions and
// items below it, in order of codes.
func (c *compiler) tree(codes *budget.Codes, entries []entry, from []int) []row {
	byCode := map[string][]int{}
	for _, i := range from {
		if entries[i].amount == 0 {
			continue
		}
		for _, n := range []int{3, 5, 7} {
			if s := entries[i].subject; len(s) >= n {
				byCode[s[:n]] = append(byCode[s[:n]], i)
			}
		}
	}
	list := make([]string, 0, len(byCode))
	for code := range byCode {
		list = append(list, code)
	}
	slices.Sort(list)
	var out []row
	for _, code := range list {
		r := row{entries: byCode[code]}
		r.Key, r.Code, r.Level = code, code, (len(code)-1)/2
		r.Name = codes.NameIn(code, c.p.Year)
		out = append(out, r)
	}
	return out
}

// economic lists department-economic classes with their divisions, a line for
// each government-economic subject that a division is shown under.
func (c *compiler) economic(entries []entry, from []int) []row {
	type key struct{ dept, gov string }
	byKey, byClass := map[key][]int{}, map[string][]int{}
	for _, i := range from {
		e := &entries[i]
		if e.amount == 0 || len(e.economic) < 5 {
			continue
		}
		byKey[key{e.economic, e.gov}] = append(byKey[key{e.economic, e.gov}], i)
		byClass[e.economic[:3]] = append(byClass[e.economic[:3]], i)
	}
	keys := make([]key, 0, len(byKey))
	uses := map[string]int{}
	for k := range byKey {
		keys = append(keys, k)
		uses[k.dept]++
	}
	slices.SortFunc(keys, func(a, b key) int {
		return strings.Compare(a.dept+a.gov, b.dept+b.gov)
	})
	var out []row
	for i, k := range keys {
		if class := k.dept[:3]; i == 0 || keys[i-1].dept[:3] != class {
			r := row{entries: byClass[class]}
			r.Key, r.Code, r.Level = class, class, 1
			r.Name = c.deptEconomic.NameIn(class, c.p.Year)
			out = append(out, r)
		}
		r := row{entries: byKey[k]}
		r.Key, r.Code, r.Level = k.dept, k.dept, 2
		if uses[k.dept] > 1 {
			r.Key += "/" + k.gov
		}
		r.Name = c.deptEconomic.NameIn(k.dept, c.p.Year)
		r.Second = c.govEconomic.NameIn(k.gov, c.p.Year)
		out = append(out, r)
	}
	return out
}

// projects lists the book's projects that have money here, in the book's order.
func (c *compiler) projects(entries []entry, from []int) []row {
	byName := map[string][]int{}
	for _, i := range from {
		byName[entries[i].project] = append(byName[entries[i].project], i)
	}
	var out []row
	for _, p := range c.book.Projects {
		if len(byName[p.Name]) == 0 {
			continue
		}
		r := row{entries: byName[p.Name]}
		r.Key, r.Name = p.Name, p.Name
		out = append(out, r)
	}
	return out
}

func (c *compiler) units(from []int) []row {
	if len(from) == 0 {
		return nil
	}
	r := row{entries: from}
	r.Key, r.Name = c.book.Unit.Name, c.book.Unit.Name
	return []row{r}
}

// linkParents finds, for each subject line, the nearest line above it in its
// block whose code begins its own.
func linkParents(rows []row) {
	for i := range rows {
		rows[i].parent = -1
		for j := i - 1; j >= 0 && rows[j].block == rows[i].block && rows[i].Code != ""; j-- {
			if a := rows[j].Code; rows[j].Level < rows[i].Level && strings.HasPrefix(rows[i].Code, a) {
				rows[i].parent = j
				break
			}
		}
	}
}

// addends lists the rows that add up to row r: the lines and blocks that its
// line names, or its children in the hierarchy.
func addends(rows []row, r int) []int {
	var out []int
	for _, name := range rows[r].sum {
		for i := range rows {
			if rows[i].Key == name || rows[i].block == name && rows[i].parent < 0 {
				out = append(out, i)
			}
		}
	}
	if len(rows[r].sum) > 0 {
		return out
	}
	for i := r + 1; i < len(rows); i++ {
		if rows[i].parent == r {
			out = append(out, i)
		}
	}
	return out
}
