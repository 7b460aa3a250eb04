package profile

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mingbai/internal/budget"
)

// Figures are the counts and sums of a book that a measure may name, and the
// lists that a list may.
var (
	figures     = []string{"procurement", "procurement.goods", "procurement.works", "procurement.services", "projects.count", "staff.posts", "staff.actual", "vehicles.count", "vehicles.booked"}
	figureLists = []string{"staff.kinds"}
	blocks      = []string{"any", "lines", "classes", "used_classes", "function", "economic", "revenue", "projects", "units"}
	columnKinds = []string{"code", "name", "second", "amount", "percent", "ordinal"}
	builtins    = []string{"year", "prior_year", "unit", "unit_kind", "department", "level", "level_bodies", "money_unit"}
	aspects     = []string{"", "share", "prior", "change", "budget", "compare"}
	roles       = []string{"overview", "tables", "narrative", "glossary"}
	datasets    = []string{"", "facts", "revenue", "three_public"}
)

// prepare parses every sentence and checks that whatever the profile names is
// there, so that a wrong profile fails when it is loaded, all faults at once.
func (p *Profile) prepare() error {
	p.patterns, p.kept = map[string]Pattern{}, &kept{}
	p.measures = byID(p.Measures, func(m *Measure) string { return m.ID })
	p.lists = byID(p.Lists, func(l *List) string { return l.ID })
	c := &checker{p: p}
	c.head()
	for i := range p.Tables {
		c.table(&p.Tables[i])
	}
	c.numbers()
	c.sentences()
	c.form(&c.p.Form)
	c.form(&c.p.Overall)
	c.evaluation(&c.p.Evaluation)
	return errors.Join(c.errs...)
}

type checker struct {
	p    *Profile
	errs []error
}

func (c *checker) failf(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf(format, args...))
}

// oneOf reports an unknown word with the nearest known one.
func (c *checker) oneOf(where, word string, known []string) {
	if slices.Contains(known, word) {
		return
	}
	c.failf("%s：不认识“%s”%s", where, word, near(word, known))
}

// near is the question after a name that is not there; empty where none is near.
func near(word string, known []string) string {
	if i := budget.NearestOf(word, known); i >= 0 {
		return "，是否为 " + known[i] + "？"
	}
	return ""
}

// names are the names of a list's items.
func names[T any](list []T, of func(T) string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = of(v)
	}
	return out
}

func (p *Profile) tableIDs() []string { return names(p.Tables, func(t Table) string { return t.ID }) }

func (p *Profile) measureIDs() []string {
	return names(p.Measures, func(m Measure) string { return m.ID })
}

func (p *Profile) listIDs() []string { return names(p.Lists, func(l List) string { return l.ID }) }

func (p *Profile) changeIDs() []string {
	return names(p.Changes, func(ch Change) string { return ch.ID })
}

func (p *Profile) chartIDs() []string { return names(p.Charts, func(ch Chart) string { return ch.ID }) }

func (p *Profile) partIDs() []string { return names(p.Parts, func(q Part) string { return q.ID }) }

func (p *Profile) textKeys() []string { return names(p.Texts, func(t Text) string { return t.Key }) }

func (c *checker) head() {
	p := c.p
	if p.Year < 2000 || p.Year > 2100 {
		c.failf("year：%d 不是年份", p.Year)
	}
	c.oneOf("kind", p.Kind, []string{"budget", "final"})
	c.oneOf("scope", p.Scope, []string{"unit", "department"})
	if p.Style.Decimals < 0 || p.Style.Decimals > 6 || p.Style.PercentDecimals < 0 || p.Style.PercentDecimals > 6 {
		c.failf("style：小数位数应在 0 到 6 之间")
	}
	for _, code := range p.FunctionClasses {
		if s, ok := budget.Functions().Find(code); !ok || s.Level != 1 {
			c.failf("function_classes：%s 不是支出功能分类的类级科目", code)
		}
	}
	for i := range p.Parts {
		part := &p.Parts[i]
		c.oneOf("part "+part.ID+" as", part.Role(), roles)
		for _, s := range append([]string{part.Title}, part.Aliases...) {
			c.pattern("part "+part.ID, s)
		}
	}
	c.pattern("document.title", p.Document.Title)
	c.pattern("style.title_line", p.Style.TitleLine)
	c.pattern("style.unit_line", p.Style.UnitLine)
	c.pattern("style.empty_note", p.Style.EmptyNote)
}

func (c *checker) table(t *Table) {
	at := "table " + t.ID
	for _, s := range []string{t.Title, t.Label, t.EmptyNote} {
		c.pattern(at, s)
	}
	c.oneOf(at+" data", t.Data, datasets)
	c.oneOf(at+" requires", t.Requires, []string{"", "agency_costs"})
	c.where(at, t.Where)
	if len(t.Panels) == 0 || len(t.Panels) > 2 && c.p.ReadOnly == "" || len(t.Panels) > 4 {
		c.failf("%s：应有一或两个 panel，只用来读的至多四个", at)
	}
	if t.Decimals != nil && (*t.Decimals < 0 || *t.Decimals > 6) {
		c.failf("%s：小数位数应在 0 到 6 之间", at)
	}
	c.across(at, t)
	for i := range t.Panels {
		c.panel(fmt.Sprintf("%s panel %d", at, i+1), &t.Panels[i])
	}
}

// across checks a table that is printed as one row, and one that is printed in it.
func (c *checker) across(at string, t *Table) {
	for _, a := range t.Across {
		if len(a.Title) == 0 {
			c.failf("%s across：缺少 title", at)
		}
		for _, title := range append(slices.Clone(a.Title), a.Aliases...) {
			c.pattern(at, title)
		}
		c.cell(at+" across", a.Cell)
		if cell, err := ParseAddress(a.Cell); err == nil && cell.Table != t.ID {
			if o := c.p.Table(cell.Table); o != nil && o.In != t.ID {
				c.failf("%s across：%s 印在这张表里，应写明 in = \"%s\"", at, cell.Table, t.ID)
			}
		}
	}
	if t.In == "" {
		return
	}
	if o := c.p.Table(t.In); o == nil || len(o.Across) == 0 {
		c.failf("%s：in 指的表 %s 没有 across", at, t.In)
	}
}

func (c *checker) panel(at string, panel *Panel) {
	c.oneOf(at+" data", panel.Data, datasets)
	c.where(at, panel.Where)
	keys := map[string]bool{}
	for _, col := range panel.Columns {
		if keys[col.Key] {
			c.failf("%s：列 %s 重复", at, col.Key)
		}
		keys[col.Key] = true
		c.oneOf(at+" 列 "+col.Key+" kind", col.Kind, columnKinds)
		c.where(at+" 列 "+col.Key, col.Where)
		if len(col.Title) == 0 {
			c.failf("%s 列 %s：缺少 title", at, col.Key)
		}
		for _, title := range append(slices.Clone(col.Title), col.Aliases...) {
			c.pattern(at, title)
		}
		if len(col.Parts) > 0 && col.Kind != "code" {
			c.failf("%s 列 %s：只有编码列可以分成几列（parts）", at, col.Key)
		}
		if len(col.Codes) > 0 && col.Kind != "amount" {
			c.failf("%s 列 %s：只有金额列可以限定类（codes）", at, col.Key)
		}
	}
	if panel.Repeat < 0 || panel.Repeat > 4 {
		c.failf("%s：repeat 应在 1 到 4 之间", at)
	}
	for _, col := range panel.Columns {
		for _, s := range col.Sum {
			if !keys[s] {
				c.failf("%s 列 %s：sum 里的列 %s 不存在%s", at, col.Key, s, near(s, names(panel.Columns, func(q Column) string { return q.Key })))
			}
		}
		c.pair(at, panel, &col, "change", "amount", col.Change)
		c.pair(at, panel, &col, "growth", "percent", col.Growth)
		if col.Prior != "" {
			c.pair(at, panel, &col, "prior", "amount", []string{col.Key, col.Prior})
		}
		c.pair(at, panel, &col, "share", "percent", col.Share)
	}
	c.rows(at, panel)
}

// pair holds the two columns that another is worked out from to be there.
func (c *checker) pair(at string, panel *Panel, col *Column, key, kind string, pair []string) {
	if len(pair) == 0 {
		return
	}
	if col.Kind != kind || len(pair) != 2 {
		c.failf("%s 列 %s：%s 写两列，只用在 kind = \"%s\" 的列上", at, col.Key, key, kind)
	}
	for _, s := range pair {
		if find(panel.Columns, func(k *Column) bool { return k.Key == s && k.Kind == "amount" }) == nil {
			c.failf("%s 列 %s：%s 里的金额列 %s 不存在%s", at, col.Key, key, s, near(s, names(panel.Columns, func(q Column) string { return q.Key })))
		}
	}
}

func (c *checker) rows(at string, panel *Panel) {
	there := map[string]bool{}
	for _, b := range panel.Rows {
		there[b.ID] = true
		c.oneOf(at+" rows "+b.ID+" from", b.From, blocks)
		c.where(at+" rows "+b.ID, b.Where)
		for _, l := range b.Lines {
			if there[l.Key] {
				c.failf("%s：行 %s 重复", at, l.Key)
			}
			there[l.Key] = true
			for _, s := range append([]string{l.Name}, l.Aliases...) {
				c.pattern(at, s)
			}
			c.where(at+" 行 "+l.Key, l.Where)
			for name, col := range l.Cells {
				c.pattern(at, name)
				if find(panel.Columns, func(k *Column) bool { return k.Key == col && k.Kind == "amount" }) == nil {
					c.failf("%s 行 %s：cells 里的列 %s 不存在%s", at, l.Key, col, near(col, names(panel.Columns, func(q Column) string { return q.Key })))
				}
			}
		}
	}
	for _, b := range panel.Rows {
		for _, l := range b.Lines {
			for _, s := range l.Sum {
				if !there[s] {
					c.failf("%s 行 %s：sum 里的 %s 不存在%s", at, l.Key, s, near(s, slices.Sorted(maps.Keys(there))))
				}
			}
		}
	}
}

func (c *checker) where(at string, w Where) {
	c.oneOf(at+" carry", w.Carry, []string{"", "current", "carryover"})
	c.oneOf(at+" kind", w.Kind, []string{"", "basic", "project"})
	c.oneOf(at+" group", w.Group, []string{"", "人员经费", "公用经费"})
	c.oneOf(at+" item", w.Item, []string{"", "abroad", "reception", "vehicle", "vehicle_purchase", "vehicle_operation"})
	if w.Source != "" {
		if _, ok := budget.FindSource(w.Source); !ok {
			c.failf("%s：没有资金来源 %s", at, w.Source)
		}
	}
}

func (c *checker) numbers() {
	p := c.p
	for _, m := range p.Measures {
		at := "measure " + m.ID
		switch {
		case one(m.Cell)+one(m.Figure)+one(m.Says) != 1:
			c.failf("%s：cell、figure、says 应恰有一个", at)
		case m.Says != "":
			c.oneOf(at+" says", m.Says, []string{"money", "count"})
		case m.Figure != "":
			c.oneOf(at+" figure", m.Figure, figures)
		default:
			c.cell(at, m.Cell)
		}
		for _, cell := range m.Also {
			c.cell(at+" also", cell)
		}
		for _, cell := range m.Bases {
			c.cell(at+" bases", cell)
		}
		if len(m.Counted) > 0 && m.Says != "count" {
			c.failf("%s：只有 says = \"count\" 的才有 counted", at)
		}
		switch {
		case m.Base == "":
		case !strings.Contains(m.Base, "["):
			if p.Measure(m.Base) == nil {
				c.failf("%s base：没有 measure %s%s", at, m.Base, near(m.Base, p.measureIDs()))
			}
		default:
			c.cell(at+" base", m.Base)
		}
	}
	for _, l := range p.Lists {
		at := "list " + l.ID
		c.slots(at, l.Item, []string{"name", "path", "amount", "share", "budget", "rate", "compare"})
		for _, cell := range l.Bases {
			c.cell(at+" bases", cell)
		}
		if l.As != "" && (p.List(l.As) == nil || l.As == l.ID) {
			c.failf("%s as：没有 list %s%s", at, l.As, near(l.As, p.listIDs()))
		}
		if l.Figure != "" {
			c.oneOf(at+" figure", l.Figure, figureLists)
			continue
		}
		if l.Says != "" {
			c.oneOf(at+" says", l.Says, []string{"money"})
			continue
		}
		if l.Base != "" {
			c.cell(at+" base", l.Base)
		}
		t := p.Table(l.Table)
		if t == nil {
			c.failf("%s：没有表 %s%s", at, l.Table, near(l.Table, p.tableIDs()))
			continue
		}
		panel := find(t.Panels, func(q *Panel) bool { return q.Key == l.Panel })
		if panel == nil || find(panel.Columns, func(k *Column) bool { return k.Key == l.Column }) == nil {
			c.failf("%s：表 %s 没有 panel %q 的列 %s", at, l.Table, l.Panel, l.Column)
		}
	}
	for _, ch := range p.Changes {
		at := "change " + ch.ID
		for _, s := range []string{ch.Same, ch.More, ch.Less, ch.New} {
			if s == "" {
				c.failf("%s：same、more、less、new 都要写", at)
			}
			c.slots(at, s, append([]string{"delta", "rate", "reason"}, builtins...))
		}
	}
	for _, ch := range p.Charts {
		at := "chart " + ch.ID
		c.pattern(at, ch.Caption)
		c.oneOf(at+" kind", ch.Kind, []string{"ring", "bars"})
		if ch.List != "" && p.List(ch.List) == nil {
			c.failf("%s：没有 list %s%s", at, ch.List, near(ch.List, p.listIDs()))
		}
		if ch.Total != "" && p.Measure(ch.Total) == nil {
			c.failf("%s：没有 measure %s%s", at, ch.Total, near(ch.Total, p.measureIDs()))
		}
		for _, key := range ch.Lines {
			c.cell(at, Address{ch.Table, key, ch.Column}.String())
		}
	}
}

// cell checks an address whose row is a fixed line or a class of the table.
func (c *checker) cell(at, s string) {
	a, err := ParseAddress(s)
	if err != nil {
		c.failf("%s：%w", at, err)
		return
	}
	t := c.p.Table(a.Table)
	if t == nil {
		c.failf("%s：没有表 %s%s", at, a.Table, near(a.Table, c.p.tableIDs()))
		return
	}
	for _, panel := range t.Panels {
		if find(panel.Columns, func(k *Column) bool { return k.Key == a.Column && k.Kind == "amount" }) == nil {
			continue
		}
		for _, b := range panel.Rows {
			if find(b.Lines, func(l *Line) bool { return l.Key == a.Row }) != nil {
				return
			}
		}
	}
	c.failf("%s：%s 不是表里的一格%s", at, s, near(a.String(), t.cells()))
}

// cells are the addresses of a table's fixed lines.
func (t *Table) cells() (out []string) {
	for _, panel := range t.Panels {
		for _, col := range panel.Columns {
			for _, b := range panel.Rows {
				for _, l := range b.Lines {
					if col.Kind == "amount" {
						out = append(out, Address{t.ID, l.Key, col.Key}.String())
					}
				}
			}
		}
	}
	return out
}

func (c *checker) sentences() {
	p := c.p
	for _, s := range p.Sections {
		at := "section " + s.ID
		if find(p.Parts, func(q *Part) bool { return q.ID == s.Part }) == nil {
			c.failf("%s：没有部分 %s%s", at, s.Part, near(s.Part, p.partIDs()))
		}
		for _, title := range append([]string{s.Title}, s.Aliases...) {
			c.pattern(at, title)
		}
		for _, id := range s.Measures {
			if c.p.Measure(id) == nil {
				c.failf("%s measures：没有 measure %s%s", at, id, near(id, c.p.measureIDs()))
			}
		}
		for _, para := range s.Paragraphs {
			c.paragraph(at+" "+para.ID, para)
		}
	}
	for _, h := range p.Headings {
		if find(p.Sections, func(s *Section) bool { return s.ID == h.Section }) == nil {
			c.failf("heading：没有 section %s", h.Section)
		}
	}
	for _, t := range p.Terms {
		c.pattern("term "+t.Name, t.Text)
	}
}

func (c *checker) paragraph(at string, para Paragraph) {
	for _, s := range append([]string{para.Heading, para.Text, para.Write, para.Otherwise}, para.Also...) {
		c.pattern(at, s)
	}
	if para.Chart != "" && c.p.Chart(para.Chart) == nil {
		c.failf("%s：没有图 %s%s", at, para.Chart, near(para.Chart, c.p.chartIDs()))
	}
	if name, ok := strings.CutPrefix(para.When, "nonzero:"); ok {
		if c.p.Measure(name) == nil {
			c.failf("%s：when 里没有 measure %s%s", at, name, near(name, c.p.measureIDs()))
		}
	} else {
		c.oneOf(at+" when", para.When, []string{"", "staff"})
	}
}

// pattern parses a text of the profile and checks its slots.
func (c *checker) pattern(at, s string) {
	p := c.parse(at, s)
	for _, slot := range p.Slots() {
		switch {
		case slot.Name == "list":
			if c.p.List(slot.Arg) == nil {
				c.failf("%s：没有 list %s%s", at, slot.Arg, near(slot.Arg, c.p.listIDs()))
			}
		case slot.Name == "text":
			if find(c.p.Texts, func(t *Text) bool { return t.Key == slot.Arg }) == nil {
				c.failf("%s：没有 text %s%s", at, slot.Arg, near(slot.Arg, c.p.textKeys()))
			}
		case slices.Contains(builtins, slot.Name):
		case c.p.Measure(slot.Name) == nil:
			c.failf("%s：{%s} 没有这个 measure%s", at, slot, near(slot.Name, append(c.p.measureIDs(), builtins...)))
		default:
			c.oneOf(at+" {"+slot.String()+"}", slot.Aspect, aspects)
			if slot.Aspect == "change" && c.p.Change(slot.Arg) == nil {
				c.failf("%s：{%s} 没有这种 change%s", at, slot, near(slot.Arg, c.p.changeIDs()))
			}
			if slot.Aspect == "share" && slot.Arg != "" {
				c.oneOf(at+" {"+slot.String()+"}", slot.Arg, []string{"budget"})
			} else if slot.Aspect == "share" && c.p.Measure(slot.Name).Base == "" {
				c.failf("%s：{%s} 要占比，measure %s 却没有 base", at, slot, slot.Name)
			}
		}
	}
}

func (c *checker) slots(at, s string, known []string) {
	for _, slot := range c.parse(at, s).Slots() {
		c.oneOf(at, slot.String(), known)
	}
}

func (c *checker) parse(at, s string) Pattern {
	if p, ok := c.p.patterns[s]; ok || s == "" {
		return p
	}
	p, err := ParsePattern(s)
	if err != nil {
		c.failf("%s：%w", at, err)
	}
	c.p.patterns[s] = p
	return p
}

func (c *checker) form(f *Form) {
	if f.Title == "" {
		return
	}
	if f.Tasks != "" && c.p.Table(f.Tasks) == nil {
		c.failf("form 的 tasks：没有表 %s", f.Tasks)
	}
	c.pattern("form", f.Title)
	c.pattern("form", f.Subtitle)
	for _, column := range f.Columns {
		if !budget.HasProjectField(column.Key) {
			c.failf("form 的 column：没有栏 %s", column.Key)
		}
	}
	for i, r := range f.Rows {
		for _, cell := range r.Cells {
			if cell.Text == "" && cell.Field == "" {
				c.failf("form 第 %d 行：每格应有 text 或 field", i+1)
			}
			if cell.Field != "" && !budget.HasProjectField(cell.Field) {
				c.failf("form 第 %d 行：没有栏 %s", i+1, cell.Field)
			}
			if cell.Below && (cell.Text == "" || cell.Field == "") {
				c.failf("form 第 %d 行：below 的格应有 text 和 field", i+1)
			}
		}
	}
}

// one counts a key that is given.
func one(s string) int {
	if s == "" {
		return 0
	}
	return 1
}
