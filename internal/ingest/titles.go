package ingest

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/profile"
)

// title is a title that the profile knows, made comparable.
type title struct {
	key   string
	runes []rune
	index int  // of the table, section, part …
	para  int  // of the paragraph of a section, for sub-headings
	alias bool // another way of writing it
	sub   bool // numbered as sub-headings are
}

// titles finds what a line is the title of.
type titles struct {
	exact map[string][]int // key → list
	list  []title
}

func (t *titles) add(key string, index, para int) {
	if key == "" {
		return
	}
	if t.exact == nil {
		t.exact = map[string][]int{}
	}
	for _, i := range t.exact[key] {
		if t.list[i].index == index && t.list[i].para == para {
			return
		}
	}
	t.exact[key] = append(t.exact[key], len(t.list))
	t.list = append(t.list, title{key: key, runes: []rune(key), index: index, para: para})
}

// addAlias adds another way of writing a title.
func (t *titles) addAlias(key string, index int) {
	n := len(t.list)
	if t.add(key, index, 0); len(t.list) > n {
		t.list[n].alias = true
	}
}

// find is the title that a key is, -1 where none: the same, or within limit
// edits where one is nearer than all others. accept, where given, refuses some.
func (t *titles) find(key string, limit int, accept func(*title) bool) int {
	for _, i := range t.exact[key] {
		if accept == nil || accept(&t.list[i]) {
			return i
		}
	}
	n := utf8.RuneCountInString(key)
	if limit == 0 || n < 5 || n > 60 {
		return -1
	}
	var runes []rune
	best, least, tie := -1, limit+1, false
	for i := range t.list {
		c := &t.list[i]
		if d := len(c.runes) - n; d > limit || d < -limit || len(c.runes) < 5 || accept != nil && !accept(c) {
			continue
		}
		if runes == nil {
			runes = []rune(key)
		}
		if common(runes, c.runes)*2 < n { // too far apart to be worth measuring
			continue
		}
		switch d := budget.Distance(runes, c.runes); {
		case d < least:
			best, least, tie = i, d, false
		case d == least && best >= 0 && t.list[best].index != c.index:
			tie = true
		}
	}
	if tie || !sameDirection(key, t, best) {
		return -1
	}
	return best
}

// common counts the characters that two titles begin and end with alike.
func common(a, b []rune) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && j < len(b)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	return i + j
}

// sameDirection keeps an income table from being taken for a spending one, one of
// details or of projects for the whole, one by the government's economic classes for one by
// the body's: they are two characters apart.
func sameDirection(key string, t *titles, i int) bool {
	if i < 0 {
		return true
	}
	for _, w := range []string{"收入", "支出", "收支", "本年", "上年", "明细", "项目", "基本", "政府预算经济"} {
		if strings.Contains(key, w) && !strings.Contains(t.list[i].key, w) {
			return false
		}
	}
	return true
}

// tableKey makes the folded title of a table comparable: no year, no word for whose
// it is.
func tableKey(k, unit string) string {
	if unit != "" {
		k = strings.ReplaceAll(k, unit, "")
	}
	k = strings.ReplaceAll(yearless(k), "Y", "")
	k = unlabelled(k)
	k = strings.TrimSuffix(strings.TrimSuffix(k, "续表"), "续")
	for _, w := range []string{"预算单位", "部门单位", "单位部门", "部门", "单位", "本级"} {
		if rest, ok := strings.CutPrefix(k, w); ok && rest != "" {
			k = rest
			break
		}
	}
	if rest, ok := strings.CutPrefix(k, "综合预算"); ok && rest != "" { // 部门综合预算收支总表
		k = rest
	}
	return k
}

// unlabelled takes away the label of a form that stands before its title: 表1, 附表二,
// 公开01表, 财决公开02表.
func unlabelled(k string) string {
	for _, w := range []string{"附表", "附件", "表"} {
		if rest, ok := strings.CutPrefix(k, w); ok {
			return cmp.Or(unnumberedForm(rest), k)
		}
	}
	before, rest, ok := strings.Cut(k, "公开")
	if !ok || before != "" && before != "财决" && before != "预算" && before != "决算" {
		return k
	}
	if title, ok := strings.CutPrefix(unnumberedForm(rest), "表"); ok && title != "" {
		return title
	}
	return k
}

// unnumberedForm takes away the number that a text begins with, in figures or in words, not
// both: the 一 of 表5 一般公共预算支出表 is no part of it. Where a year ran into the number, it goes
// too: 表1 2025年收支总表. Empty where there is no number.
func unnumberedForm(s string) string {
	if rest := strings.TrimLeft(s, "0123456789-"); rest != s {
		if len(s)-len(rest) > len("2025") {
			rest = strings.TrimPrefix(strings.TrimPrefix(rest, "年"), "度")
		}
		return rest
	}
	rest := strings.TrimLeft(s, "一二三四五六七八九十")
	if strings.HasPrefix(rest, "般") { // 附表二 一般公共预算支出表
		rest = s[len(s)-len(rest)-len("一"):]
	}
	if rest == s {
		return ""
	}
	return rest
}

// titleIndex is every title of a profile.
type titleIndex struct {
	parts    titles
	bare     titles // of parts that are not numbered 第…部分, without number, year and whose they are
	tables   titles
	sections titles
	subs     titles
	captions titles
	form     string
	overall  string
}

func (r *Reader) indexTitles() {
	p := r.p
	x := &r.titles
	for i, part := range p.Parts {
		for _, s := range append([]string{part.Title}, part.Aliases...) {
			if text := r.fixed(s); isPart(plain(text)) {
				x.parts.add(partKey(plain(text)), i, 0)
			} else {
				x.bare.add(bareKey(text), i, 0)
			}
		}
	}
	for i := range p.Tables {
		t := &p.Tables[i]
		if t.In != "" {
			continue // it has no title of its own
		}
		key := tableKey(plain(r.fixed(t.Title)), "")
		x.tables.add(key, i, 0)
		x.tables.add(strings.Replace(key, "不含上年结转", "", 1), i, 0)
		for _, s := range t.Aliases {
			key := tableKey(plain(r.fixed(s)), "")
			x.tables.addAlias(key, i)
			x.tables.addAlias(strings.Replace(key, "不含上年结转", "", 1), i)
		}
	}
	for i := range p.Sections {
		s := &p.Sections[i]
		for _, title := range append([]string{s.Title}, s.Aliases...) {
			x.sections.add(r.headKey(r.fixed(title)), i, 0)
			if k := len(x.sections.list) - 1; k >= 0 && x.sections.list[k].index == i {
				x.sections.list[k].sub = style(title) != style(s.Title)
			}
		}
		for j := range s.Paragraphs {
			if h := s.Paragraphs[j].Heading; h != "" {
				x.subs.add(r.headKey(r.fixed(h)), i, j)
			}
		}
	}
	for i := range p.Charts {
		x.captions.add(plain(r.fixed(p.Charts[i].Caption)), i, 0)
	}
	x.form = plain(r.fixed(p.Form.Title))
	x.overall = plain(r.fixed(p.Overall.Title))
}

// fixed is a pattern as text, the year put to the profile's own and the names of
// a unit left out.
func (r *Reader) fixed(s string) string {
	var b strings.Builder
	for _, n := range r.p.Pattern(s) {
		if n.Slot != nil {
			b.WriteString(r.builtin(n.Slot.Name))
		}
		b.WriteString(n.Text)
	}
	return b.String()
}

// headKey makes the heading of a section comparable: no number, no year.
func (r *Reader) headKey(s string) string { return yearless(nominal(s)) }

// partKey makes the folded heading of a part comparable: no 第…部分, no year.
func partKey(k string) string {
	k = yearless(k)
	if rest, ok := strings.CutPrefix(k, "第"); ok {
		if i := strings.Index(rest, "部分"); i > 0 && i <= 9 {
			return rest[i+len("部分"):]
		}
	}
	return k
}

// bareKey makes the heading of a part without 第…部分 comparable: no number, no
// year, no word for whose it is.
func bareKey(s string) string {
	k := strings.ReplaceAll(yearless(nominal(s)), "Y", "")
	for _, w := range []string{"预算单位", "单位", "部门"} {
		if rest, ok := strings.CutPrefix(k, w); ok && rest != "" {
			return rest
		}
	}
	return k
}

// isPart reports whether a folded line is numbered as a part is: 第二部分 ….
func isPart(k string) bool {
	rest, ok := strings.CutPrefix(k, "第")
	if !ok {
		return false
	}
	i := strings.Index(rest, "部分")
	return i > 0 && i <= 9
}

// builtin is the profile's own value of a slot that needs no unit.
func (r *Reader) builtin(name string) string {
	switch name {
	case "year":
		return yearText(r.p.Year)
	case "prior_year":
		return yearText(r.p.Year - 1)
	case "level":
		return r.p.Level
	case "level_bodies":
		return r.p.LevelBodies
	case "money_unit":
		return r.p.Style.MoneyUnit.String()
	}
	return ""
}

// columnTitles are the folded titles of a panel's columns, by path.
func (r *Reader) columnTitles(p *profile.Panel) [][]string {
	out := make([][]string, len(p.Columns))
	for i, c := range p.Columns {
		for _, s := range c.Title {
			out[i] = append(out[i], yearsAs(plain(r.fixed(s)), r.p.Year))
		}
	}
	return out
}
