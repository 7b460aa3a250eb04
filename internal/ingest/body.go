package ingest

import (
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// state is the reading of one document.
type state struct {
	r     *Reader
	d     *budget.Disclosure
	items []item
	next  int

	inContents bool
	unitKey    string // the unit's name, folded

	part     string       // id of the part
	role     string       // what kind of part it is: overview, tables, narrative, glossary
	opened   map[int]bool // the parts that were opened
	label    item         // 预算公开表1, before the title it belongs to
	table    *tableState  // the table whose title came last
	at       map[string]int
	read     []*tableState
	section  *sectionState
	all      []*sectionState
	chart    string // caption that a table of values may follow
	loose    int    // one more than the item that was a picture without a caption above
	form     *formState
	list     *targetList
	review   *evaluationState
	pending  item   // the title of a form, until its grid comes
	year     item   // （2023年度）, likewise
	formUnit string // 单位：万元, likewise
	fields   []item // 项目名称：…, 填报单位：…, likewise

	termsDone bool // lines stand after the glossary's entries

	sentences map[string]bool // that were read
	projects  map[string]int
	formList  []budget.Project
	lists     map[string]map[string]string // of each list, the cells of its items by name
}

// body reads all after the contents, item by item.
func (s *state) body() {
	for ; s.next < len(s.items); s.next++ {
		it := &s.items[s.next]
		if it.ref.Page > 0 {
			s.d.Outline.Paged = true
		}
		switch {
		case it.pic != nil:
			s.picture(it)
		case it.grid != nil:
			s.grid(it)
		default:
			s.line(it)
		}
	}
	s.closeForm()
	s.dropPending()
}

func (s *state) heading(kind budget.HeadingKind, id string, it *item) {
	s.d.Outline.Headings = append(s.d.Outline.Headings, budget.Heading{Kind: kind, ID: id, Text: strings.TrimSpace(it.text), Ref: it.ref})
}

func (s *state) stray(kind, text string, ref place.Ref) {
	ref.Text = text
	s.d.Outline.Stray = append(s.d.Outline.Stray, budget.Stray{Kind: kind, Text: text, Ref: ref})
}

// line takes a line of the body by what it opens, else as what stands around a
// table, else as a sentence.
func (s *state) line(it *item) {
	if it.ref.Page > 0 && isPageNumber(it.key()) {
		return
	}
	if len(it.text) <= 240 && s.opens(it) {
		return
	}
	if s.aroundTable(it) || s.runsOn(it) {
		return
	}
	if s.table != nil && s.table.begun() && titleLike(it.text) {
		s.table = nil // of a table that the profile does not know
	}
	switch {
	case s.role == "glossary":
		s.term(it)
	case s.section != nil:
		s.section.add(it)
	case s.r.p.Generic && s.role != "overview" && s.role != "tables" && saysAmount(it.text):
		s.startUnheaded(it)
	default:
		s.stray("paragraph", it.text, it.ref)
	}
}

// isPageNumber reports whether a folded line is the number of its page: 12, 第3页.
func isPageNumber(key string) bool {
	key = strings.TrimPrefix(strings.TrimSuffix(key, "页"), "第")
	return key != "" && len(key) <= 4 && strings.Trim(key, "0123456789") == ""
}

// runsOn takes a heading with its text on the same line: （二）其他：无.
func (s *state) runsOn(it *item) bool {
	num, _ := ordinal(it.text)
	if num == "" || s.role == "glossary" || s.role == "tables" {
		return false
	}
	if rest := s.headAndText(it.text); rest > 0 {
		return s.opensSection(it)
	}
	i, n := strings.Index(it.text, "："), len("：")
	if i < 0 {
		i, n = strings.Index(it.text, ":"), 1
	}
	if i <= 0 || i > 120 || strings.TrimSpace(it.text[i+n:]) == "" {
		return false
	}
	head, rest := item{text: it.text[:i], ref: it.ref}, item{text: it.text[i+n:], ref: it.ref}
	x, key := &s.r.titles, s.r.headKey(head.text)
	here := func(t *title) bool { return s.part == "" || s.r.p.Sections[t.index].Part == s.part }
	own := func(t *title) bool {
		return s.section != nil && s.section.form != nil && t.index == s.section.form.index
	}
	switch {
	case x.subs.find(key, 0, own) >= 0 && s.opensSub(&head):
	case style(head.text) == chinese && x.sections.find(key, 0, here) >= 0 && s.opensSection(&head):
	default:
		return false
	}
	s.line(&rest)
	return true
}

// opens takes a line that opens a part, a table, a form, a section, a sub-section
// or a chart.
func (s *state) opens(it *item) bool {
	key := it.key()
	if key == "" {
		return true
	}
	if s.opensPart(it) {
		return true
	}
	if s.isOverallTitle(key) || s.isFormTitle(key) || s.isEvaluationTitle(key) {
		s.closeForm()
		s.dropPending()
		s.pending, s.table, s.chart = *it, nil, ""
		return true
	}
	if s.pending.text != "" && isFormYear(key) {
		s.year = *it
		return true
	}
	if s.pending.text != "" && isMoneyUnitLine(it.text) {
		s.formUnit = it.text
		return true
	}
	if name, unit, ok := bothLines(it.text); ok && s.pending.text != "" {
		s.formUnit = unit
		if s.isEvaluationTitle(plain(s.pending.text)) {
			s.fields = append(s.fields, item{text: name, ref: it.ref})
		}
		return true
	}
	if _, said, ok := s.r.evaluation.labelOf(it.text); ok && said != "" && s.isEvaluationTitle(plain(s.pending.text)) {
		s.fields = append(s.fields, *it)
		return true
	}
	if s.opensTable(it) {
		return true
	}
	if isLabelLine(it.text) && (s.role == "tables" || s.section == nil) {
		s.heading(budget.LabelHeading, "", it)
		if s.table != nil && !s.table.begun() && s.table.label.text == "" && s.table.note.text == "" {
			s.table.label = *it
		} else {
			s.label = *it
		}
		return true
	}
	if s.role == "glossary" || s.role == "tables" && s.hasPart("narrative") {
		return false
	}
	if s.section != nil && s.section.form != nil && style(it.text) != s.section.style() && !s.subSection(it) && s.opensSub(it) {
		return true
	}
	return s.opensSection(it) || s.opensSub(it) || s.opensChart(it, key)
}

// hasPart reports whether the profile has a part of that id, whose heading is to
// come before its sections.
func (s *state) hasPart(id string) bool {
	for _, p := range s.r.p.Parts {
		if p.ID == id {
			return true
		}
	}
	return false
}

func (s *state) opensPart(it *item) bool {
	x := &s.r.titles.parts
	numbered := isPart(it.key())
	key := s.partKey(it.key())
	limit := 0
	if numbered {
		limit = 3
	}
	i := -1
	for far := 0; far <= limit && i < 0; far++ { // of the line alone and the line with the next, the likelier
		i = x.find(key, far, nil)
		if i >= 0 || !numbered {
			continue
		}
		if k := s.wrapped(it, far); k >= 0 {
			whole := *it
			whole.text += s.items[s.next+1].text
			s.next++
			it, i = &whole, k
		}
	}
	switch {
	case i >= 0:
		i = x.list[i].index
	case numbered:
		i = s.partByWord(key)
	default:
		if i = s.barePart(it.text); i < 0 {
			i = s.unitPart(it)
		}
	}
	if i < 0 {
		if !numbered || len(it.text) > 120 {
			return false
		}
		if s.opensSectionAsPart(it) {
			return true
		}
		s.leave()
		s.part, s.role = "", ""
		s.heading(budget.PartHeading, "", it)
		return true
	}
	s.leave()
	s.part, s.role = s.r.p.Parts[i].ID, s.r.p.Parts[i].Role()
	if s.opened == nil {
		s.opened = map[int]bool{}
	}
	s.opened[i] = true
	if numbered || isPart(plain(s.r.fixed(s.r.p.Parts[i].Title))) {
		s.heading(budget.PartHeading, s.part, it)
	} else {
		kind, id := s.bareHeading(i)
		s.heading(kind, id, it)
	}
	s.wholePart(it)
	return true
}

// opensSectionAsPart takes the heading of a part that is, as a whole, a section of the
// narrative: 第四部分 政府采购预算情况.
func (s *state) opensSectionAsPart(it *item) bool {
	_, rest, _ := strings.Cut(it.text, "部分")
	rest = strings.TrimSpace(rest)
	narrative := slices.IndexFunc(s.r.p.Parts, func(p profile.Part) bool { return p.Role() == "narrative" })
	if narrative < 0 || rest == "" || !s.r.p.Generic {
		return false
	}
	i := s.r.titles.sections.find(s.r.headKey(rest), 0, nil)
	if i >= 0 {
		i = s.r.titles.sections.list[i].index
	} else if i = s.r.spokenOf(strings.ReplaceAll(rest, s.d.Unit.Name, "")); i < 0 {
		return false
	}
	s.leave()
	s.part, s.role = s.r.p.Parts[narrative].ID, "narrative"
	s.heading(budget.PartHeading, "", it)
	s.startSection(i, it)
	s.section.part = true
	return true
}

// wrapped finds the part whose heading goes on in the next line, no more than some
// characters off; −1 where none does.
func (s *state) wrapped(it *item, far int) int {
	if s.next+1 >= len(s.items) {
		return -1
	}
	next := &s.items[s.next+1]
	if next.grid != nil || next.pic != nil || len(next.text) > 36 || next.text == "" {
		return -1
	}
	return s.r.titles.parts.find(s.partKey(it.key()+next.key()), far, nil)
}

// partKey is the key of a part's heading without the unit's name, over which a line may break.
func (s *state) partKey(key string) string {
	key = partKey(key)
	if s.unitKey != "" {
		key = strings.ReplaceAll(key, s.unitKey, "")
	}
	return key
}

// wrappedTable finds the table whose title goes on in the next line; −1 where none
// does.
func (s *state) wrappedTable(it *item) int {
	if s.next+1 >= len(s.items) || len(it.text) > 120 || strings.ContainsAny(it.text, "。；，：") || isLabelLine(it.text) {
		return -1
	}
	next := &s.items[s.next+1]
	if next.grid != nil || next.pic != nil || len(next.text) > 90 || !strings.Contains(next.text, "表") {
		return -1
	}
	return s.r.titles.tables.find(tableKey(plain(it.text+next.text), s.unitKey), 0, nil)
}

// barePart finds a part that is not numbered 第…部分 by its heading, which may
// name the unit: 某局（单位）主要职能. −1 where there is none.
func (s *state) barePart(text string) int {
	if len(s.r.titles.bare.list) == 0 || len(text) > 150 || strings.ContainsAny(text, "。；，：") {
		return -1
	}
	key := plain(text)
	if s.unitKey != "" {
		if rest, ok := strings.CutPrefix(key, s.unitKey); ok {
			text = rest
		}
	}
	x := &s.r.titles.bare
	if i := x.find(bareKey(text), 0, nil); i >= 0 {
		return x.list[i].index
	}
	return s.endsWithPart(text)
}

// endsWithPart finds the part whose title a short line ends with, after a name
// that is not the unit's as the cover has it: 某中心（单位）主要职能. −1 where there is
// none; a part is opened so but once.
func (s *state) endsWithPart(text string) int {
	if num, _ := ordinal(text); num != "" || len(text) > 120 || strings.ContainsAny(text, "、；;,？！") {
		return -1
	}
	key := plain(text)
	for i := range s.r.titles.bare.list {
		t := &s.r.titles.bare.list[i]
		if len(t.runes) < 4 || !strings.HasSuffix(key, t.key) || s.opened[t.index] {
			continue
		}
		return t.index
	}
	return -1
}

// unitPart finds a part that is numbered as sections are, by the unit's name in its
// heading and what it speaks of: 二、某局2025年部门预算安排情况说明. −1 where it is none.
func (s *state) unitPart(it *item) int {
	if !s.r.p.Generic || s.unitKey == "" || len(it.text) > 200 || style(it.text) != chinese || !strings.HasPrefix(nominal(it.text), s.unitKey) || strings.ContainsAny(it.key(), "。;,:") {
		return -1
	}
	if i := s.partByWord(it.key()); i >= 0 && !s.opened[i] {
		return i
	}
	return -1
}

// wholePart opens the section that a part is as a whole: the one without a title.
func (s *state) wholePart(it *item) {
	for i := range s.r.p.Sections {
		if sec := &s.r.p.Sections[i]; sec.Part == s.part && sec.Title == "" {
			s.startSection(i, it)
			return
		}
	}
}

// partByWord finds a part whose heading is said otherwise, by what it speaks of.
func (s *state) partByWord(key string) int {
	words := map[string][]string{
		"overview": {"概况"}, "narrative": {"情况说明", "编制说明"}, "tables": {"报表", "算表"}, "glossary": {"名词解释"},
	}
	for i, p := range s.r.p.Parts {
		for _, w := range words[p.ID] {
			if strings.Contains(key, w) {
				return i
			}
		}
	}
	return -1
}

// leave ends what was open before a heading.
func (s *state) leave() {
	s.closeForm()
	s.dropPending()
	s.table, s.section, s.chart = nil, nil, ""
}

// dropPending keeps the title of a form that no form followed.
func (s *state) dropPending() {
	for _, it := range append([]item{s.pending, s.year}, s.fields...) {
		if it.text != "" {
			s.stray("paragraph", it.text, it.ref)
		}
	}
	s.pending, s.year, s.formUnit, s.fields = item{}, item{}, "", nil
}

func (s *state) opensTable(it *item) bool {
	if i := s.wrappedTable(it); i >= 0 {
		whole := *it
		whole.text += s.items[s.next+1].text
		s.next++
		return s.openTable(i, &whole)
	}
	if !strings.Contains(it.text, "表") || strings.ContainsAny(strings.TrimRight(it.text, "。；;： "), "。；") {
		return false
	}
	// In a sentence's place a table is meant only where its title stands exactly.
	limit := 2
	if s.role == "narrative" || s.role == "overview" || s.role == "glossary" {
		limit = 0
	}
	i := s.r.titles.tables.find(tableKey(it.key(), s.unitKey), limit, nil)
	if i < 0 {
		i = s.r.titles.tables.find(tableKey(nominal(it.text), s.unitKey), 0, nil)
	}
	if i < 0 {
		return false
	}
	return s.openTable(i, it)
}

// openTable opens the table of a title.
func (s *state) openTable(i int, it *item) bool {
	i = s.r.titles.tables.list[i].index
	if s.tableOpened(i) {
		if k := s.headedAs(i); k >= 0 {
			i = k // another table under the title of one before
		} else if s.table != nil && s.table.form.index == i && s.table.grids > 0 {
			return true // the title again, over the table's next page
		}
	}
	s.closeForm()
	s.dropPending()
	s.section, s.chart = nil, ""
	s.table = &tableState{s: s, form: &s.r.tables[i], title: *it, label: s.label, unit: s.r.p.Unit(s.r.tables[i].t)}
	s.label = item{}
	s.read = append(s.read, s.table)
	s.heading(budget.TableHeading, s.table.form.t.ID, it)
	return true
}

// tableOpened reports whether the table of a form was opened before.
func (s *state) tableOpened(i int) bool {
	return slices.ContainsFunc(s.read, func(t *tableState) bool { return t.form.index == i && t.grids > 0 })
}

// leastHeads is how many titles of its columns a table has, at the least, that is told by
// them; mostHeadRows how many rows of the grid are looked at.
const (
	leastHeads   = 3
	mostHeadRows = 4
)

// headedAs is the form of which the next grid has the columns, where they are those of a
// table not opened yet and hardly any of form i's; −1 for none.
func (s *state) headedAs(i int) int {
	var g *grid
	for k := s.next + 1; k < len(s.items) && k <= s.next+mostHeadRows && g == nil; k++ {
		g = s.items[k].grid
	}
	if g == nil {
		return -1
	}
	titles := map[string]bool{}
	for _, row := range g.rows[:min(len(g.rows), mostHeadRows)] {
		for k := range row {
			titles[row[k].plain()] = true
		}
	}
	own := s.r.tables[i].headed(titles)
	for k := range s.r.tables {
		if k != i && !s.tableOpened(k) && s.r.tables[k].headed(titles) >= max(leastHeads, 3*own) {
			return k
		}
	}
	return -1
}

// headed counts the form's own titles of amounts among titles, besides those that stand
// in most tables.
func (f *tableForm) headed(titles map[string]bool) (n int) {
	for title := range f.heads {
		if title != "" && !f.names[title] && len(title) > len("合计") && titles[title] && !strings.Contains("项目 科目名称 决算数 本年收入 本年支出 支出功能分类 功能分类", title) {
			n++
		}
	}
	return n
}

// aroundTable takes the lines that belong to the table whose title came last.
func (s *state) aroundTable(it *item) bool {
	t := s.table
	if t == nil {
		return false
	}
	if name, unit, ok := s.nameAndUnit(it.text); ok {
		t.nameLine = budget.Passage{Text: name, Ref: it.ref}
		t.setUnit(unit, it.ref)
		return true
	}
	switch {
	case hasAny(it.text, unitNameLabels):
		if t.nameLine.Text == "" {
			t.nameLine = budget.Passage{Text: strings.TrimSpace(it.text), Ref: it.ref}
		}
	case isMoneyUnitLine(it.text):
		if t.unitLine.Text == "" {
			t.setUnit(strings.TrimSpace(it.text), it.ref)
		}
	case it.note, it.key() == t.form.note, isEmptyNote(it.text):
		if t.note.text != "" {
			return false
		}
		t.note = *it
	case t.notes(it.text):
	default:
		return false
	}
	return true
}

// nameAndUnit splits a line that names the unit, with or without a word that says so, and
// gives the unit of money.
func (s *state) nameAndUnit(text string) (name, unit string, ok bool) {
	if name, unit, ok = bothLines(text); ok {
		return name, unit, ok
	}
	if s.unitKey == "" || len(text) > 300 || !strings.HasPrefix(plain(text), s.unitKey) {
		return "", "", false
	}
	return unitAtEnd(text)
}

// grid takes a table of the body: a form, the values of a chart, a statutory table.
func (s *state) grid(it *item) {
	form := s.formFor(it.grid)
	switch {
	case s.review != nil && s.pending.text == "" && s.review.goesOn(it.grid):
		s.review.rows(it.grid)
	case s.list != nil && s.pending.text == "" && s.list.goesOn(it.grid):
		s.list.more(it.grid)
	case s.opensList(it):
	case s.isEvaluation(it.grid):
		s.openEvaluation(it)
	case s.form != nil && s.form.open && s.pending.text == "" && s.form.goesOn(it.grid):
		s.form.rows(it.grid)
	case form != nil:
		s.openForm(it, form)
	case s.chart != "" && s.chartValues(it.grid):
		s.chart = ""
	case s.table != nil:
		s.table.add(it)
	case s.section != nil && s.section.lists():
		s.section.rows(it.grid)
	default:
		s.strayGrid(it)
	}
}

// strayRow keeps a row that is not known by its first text.
func (s *state) strayRow(row []cell) {
	for j := range row {
		if c := &row[j]; !c.blank() {
			s.stray("row", strings.TrimSpace(c.text), *c.ref)
			return
		}
	}
}

func (s *state) strayGrid(it *item) {
	var cells []string
	for i := range it.grid.rows {
		for j := range it.grid.rows[i] {
			if c := &it.grid.rows[i][j]; !c.blank() {
				cells = append(cells, strings.TrimSpace(c.text))
			}
		}
		if len(cells) > 0 {
			break
		}
	}
	s.stray("table", strings.Join(cells, " "), *it.grid.refs[0])
}
