package ingest

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/place"
)

// front reads the cover and the contents: everything before the first heading of
// the body.
func (s *state) front() {
	for s.next < len(s.items) {
		it := &s.items[s.next]
		switch {
		case it.role == entryLine:
			s.entry(it.text, it.ref)
		case it.role == coverLine:
			s.d.Outline.Cover = append(s.d.Outline.Cover, budget.Passage{Text: it.text, Ref: it.ref})
		case it.grid != nil:
			if !s.entries(it.grid) && !s.coverGrid(it.grid) {
				return
			}
		case it.pic != nil:
		default:
			pieces := []string{it.text}
			if s.inContents {
				pieces = s.r.runTogether(it.text)
			}
			for _, text := range pieces {
				one := item{text: text, ref: it.ref, role: it.role, note: it.note}
				if !s.frontLine(&one) {
					return
				}
			}
		}
		s.next++
	}
}

// titlesContents reports whether a folded line is the title of the contents.
func (r *Reader) titlesContents(key string) bool {
	return key == plain(r.p.Document.Contents) || key == "目录"
}

// coverGrid takes the lines of a cover that is laid out as a table: the contents
// come after it.
func (s *state) coverGrid(g *grid) bool {
	if s.inContents || !slices.ContainsFunc(s.items[s.next+1:min(s.next+60, len(s.items))], func(it item) bool {
		return it.grid == nil && it.pic == nil && s.r.titlesContents(it.key())
	}) {
		return false
	}
	for i := range g.rows {
		for j := range g.rows[i] {
			if c := &g.rows[i][j]; !c.blank() && !c.covered {
				ref := *g.refs[i]
				if c.ref != nil {
					ref = *c.ref
				}
				s.d.Outline.Cover = append(s.d.Outline.Cover, budget.Passage{Text: strings.TrimSpace(c.text), Ref: ref})
			}
		}
	}
	return true
}

// frontLine takes a line of the cover or the contents; false where the body begins.
func (s *state) frontLine(it *item) bool {
	key := it.key()
	if s.r.titlesContents(key) {
		s.inContents = true
		return true
	}
	if isLabelLine(it.text) && s.next+1 < len(s.items) && s.items[s.next+1].grid == nil && s.r.opens(s.items[s.next+1].text) {
		return false
	}
	title, _, leader := entryOf(it.text)
	known := s.r.opens(title)
	if leader && (s.inContents || known) {
		s.inContents = true
		s.entry(it.text, it.ref)
		return true
	}
	if known {
		if !s.inContents || s.inEntries(title) || s.gridAhead() {
			return false
		}
		s.entry(it.text, it.ref)
		return true
	}
	if s.inContents && len(s.d.Outline.Contents) > 0 && key == plain(s.d.Outline.Contents[0].Text) {
		return false // the first entry again: the body begins
	}
	if s.inContents && (len(s.d.Outline.Contents) > 0 || len(it.text) > 150 || style(it.text) == chinese && s.laterAgain(it.text)) {
		// An entry that the profile does not know is short and is met again later.
		if !s.laterAgain(it.text) && !s.contentsGoOn() {
			return false
		}
		s.entry(it.text, it.ref)
		return true
	}
	if !s.inContents && (s.namedPart(it) || s.firstOfBody(it) || s.spokenHeading(it)) {
		return false
	}
	s.d.Outline.Cover = append(s.d.Outline.Cover, budget.Passage{Text: it.text, Ref: it.ref})
	return len(s.d.Outline.Cover) < 40
}

// namedPart reports whether a line is the title of a part after a name that the
// cover has, as it opens the body of a document without contents: 某局主要职能.
func (s *state) namedPart(it *item) bool {
	if s.endsWithPart(it.text) < 0 {
		return false
	}
	key := it.key()
	for i := range s.r.titles.bare.list {
		name, ok := strings.CutSuffix(key, s.r.titles.bare.list[i].key)
		if ok && name != "" && slices.ContainsFunc(s.d.Outline.Cover, func(p budget.Passage) bool { return strings.Contains(plain(p.Text), name) }) {
			return true
		}
	}
	return false
}

// firstOfBody reports whether a line is what a body without a title of its first part
// begins with: 一、…, which comes but once, a sentence, or an amount.
func (s *state) firstOfBody(it *item) bool {
	num, _ := ordinal(it.text)
	return num == "一" && style(it.text) == chinese && !s.laterAgain(it.text) || strings.Contains(it.text, "。") && utf8.RuneCountInString(it.text) > coverLimit || saysAmount(it.text)
}

// spokenHeading reports whether a line is the numbered heading of a section, by what it speaks
// of, that stands but once: no entry of a contents without a title.
func (s *state) spokenHeading(it *item) bool {
	num, _ := ordinal(it.text)
	return num != "" && s.r.spokenOf(it.text) >= 0 && !s.laterAgain(it.text)
}

// saysAmount reports whether a text says how much money something is.
func saysAmount(text string) bool {
	for _, before := range strings.Split(text, "元")[:strings.Count(text, "元")] {
		before = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(before, " "), "万"), "亿"), " ")
		if before != "" && isDigit(before[len(before)-1]) {
			return true
		}
	}
	return false
}

// coverLimit is how many characters a sentence of a cover has at the most.
const coverLimit = 60

// contentsGoOn reports whether entries follow an unknown line of the contents:
// titles that stand again further on and have not come yet.
func (s *state) contentsGoOn() bool {
	at := s.next
	defer func() { s.next = at }()
	for i := at + 1; i < min(len(s.items), at+4); i++ {
		it := &s.items[i]
		if it.grid != nil || it.pic != nil {
			return false
		}
		s.next = i
		if title, _, _ := entryOf(it.text); s.r.opens(title) && !s.inEntries(title) && s.laterAgain(title) {
			return true
		}
	}
	return false
}

// gridAhead reports whether a table stands right ahead, as it does in the body.
func (s *state) gridAhead() bool {
	for i := s.next + 1; i < min(len(s.items), s.next+5); i++ {
		if g := s.items[i].grid; g != nil {
			return g.cols > 3 && len(g.rows) > 2
		}
	}
	return false
}

// laterAgain reports whether a line's text stands again further on, with its number
// or, as the titles of tables do, without.
func (s *state) laterAgain(text string) bool {
	key := plain(text)
	if len(key) < 6 || len(key) > 120 {
		return false
	}
	bare := key
	if strings.HasSuffix(key, "表") {
		bare = nominal(text)
	}
	for i := s.next + 1; i < min(len(s.items), s.next+2000); i++ {
		if it := &s.items[i]; it.grid == nil && len(it.text) < 200 && (it.key() == key || it.key() == bare) {
			return true
		}
	}
	return false
}

// opens reports whether a title is one that the body may open with.
func (r *Reader) opens(title string) bool {
	if len(title) > 200 {
		return false
	}
	x, key := &r.titles, plain(title)
	if isPart(key) || x.parts.find(partKey(key), 0, nil) >= 0 || x.bare.find(bareKey(title), 0, nil) >= 0 {
		return true
	}
	if x.tables.find(tableKey(key, ""), 0, nil) >= 0 || x.tables.find(tableKey(nominal(title), ""), 0, nil) >= 0 {
		return true
	}
	num, _ := ordinal(title)
	if num == "" {
		return false
	}
	key = r.headKey(title)
	return x.sections.find(key, 2, nil) >= 0 || x.subs.find(key, 0, nil) >= 0
}

// inEntries reports whether a title stands in the contents already: met again,
// it opens the body.
func (s *state) inEntries(title string) bool {
	key, bare := plain(title), bareKey(title)
	known := s.r.titles.bare.find(bare, 0, nil) >= 0
	for _, e := range s.d.Outline.Contents {
		if plain(e.Text) == key || known && bareKey(e.Text) == bare {
			return true
		}
	}
	return false
}

func (s *state) entry(text string, ref place.Ref) {
	title, page, _ := entryOf(text)
	kind, id := s.names(title)
	s.d.Outline.Contents = append(s.d.Outline.Contents, budget.Entry{Text: strings.TrimSpace(title), Page: page, Kind: kind, ID: id, Ref: ref})
}

// names is what a title names, by the profile. The unit is not known yet: its
// name may stand in the title of a part.
func (s *state) names(title string) (budget.HeadingKind, string) {
	x, p, key := &s.r.titles, s.r.p, plain(title)
	if i := x.parts.find(partKey(key), 0, nil); i >= 0 {
		return budget.PartHeading, p.Parts[x.parts.list[i].index].ID
	}
	if isPart(key) {
		if i := s.partByWord(partKey(key)); i >= 0 {
			return budget.PartHeading, p.Parts[i].ID
		}
		return budget.PartHeading, ""
	}
	for _, k := range []string{key, nominal(title)} {
		if i := x.tables.find(tableKey(k, ""), 0, nil); i >= 0 {
			return budget.TableHeading, p.Tables[x.tables.list[i].index].ID
		}
	}
	if i := x.sections.find(s.r.headKey(title), 2, nil); i >= 0 {
		return budget.SectionHeading, p.Sections[x.sections.list[i].index].ID
	}
	if i := x.bare.find(bareKey(title), 0, nil); i >= 0 {
		return s.bareHeading(x.bare.list[i].index)
	}
	return "", ""
}

// bareHeading is what the heading of a part without 第…部分 counts as: the
// section that it is as a whole; one without sections is a section too.
func (s *state) bareHeading(part int) (budget.HeadingKind, string) {
	id := s.r.p.Parts[part].ID
	for i := range s.r.p.Sections {
		if sec := &s.r.p.Sections[i]; sec.Part == id && sec.Title == "" {
			return budget.SectionHeading, sec.ID
		}
	}
	if s.r.p.Parts[part].Role() == "glossary" {
		return budget.SectionHeading, id
	}
	return budget.PartHeading, id
}

// runTogether splits a line of the contents that several entries ran together in.
func (r *Reader) runTogether(text string) []string {
	var out []string
	for {
		i := nextEntry(text)
		if i < 0 {
			i = r.twoTitles(text)
		}
		if i <= 0 {
			return append(out, text)
		}
		out = append(out, text[:i])
		text = text[i:]
	}
}

// nextEntry is where the text after a run of dots and its page begins; −1 where
// none follows.
func nextEntry(s string) int {
	const dots = ".…·．"
	run := 0
	for i, c := range s {
		if strings.ContainsRune(dots, c) && (i == 0 || !isDigit(s[i-1])) {
			run++
			if c == '…' {
				run += 2
			}
			continue
		}
		if run >= 6 && !isDigitRune(c) && c != ' ' && c != '\t' {
			// the number before the title belongs to it, the page to the entry before
			j := i
			for j > 0 && isDigit(s[j-1]) {
				j--
			}
			if j < i && strings.ContainsRune("、．.", c) {
				return j
			}
			return i
		}
		if !isDigitRune(c) && c != ' ' && c != '\t' {
			run = 0
		}
	}
	return -1
}

func isDigitRune(c rune) bool { return c >= '0' && c <= '9' }

// twoTitles is where a second title begins in a line that is two known titles;
// −1 where it is not.
func (r *Reader) twoTitles(s string) int {
	if len(s) < 30 || len(s) > 400 || r.opens(s) {
		return -1
	}
	for i := range s {
		if i < 12 {
			continue
		}
		if num, _ := ordinal(s[i:]); (num != "" || strings.HasPrefix(s[i:], "20")) && r.opens(s[i:]) && r.opens(s[:i]) {
			return i
		}
	}
	return -1
}

// entries takes a grid as lines of the contents; false where it is none.
func (s *state) entries(g *grid) bool {
	type line struct {
		text string
		ref  place.Ref
	}
	var lines []line
	for i, row := range g.rows {
		var cells []string
		for j := range row {
			if c := &row[j]; !c.blank() {
				cells = append(cells, strings.TrimSpace(c.text))
			}
		}
		if len(cells) == 0 {
			continue
		}
		if len(cells) > 3 {
			return false
		}
		text := strings.Join(cells, "\t")
		title, _, leader := entryOf(text)
		if !leader && !(s.inContents && s.r.opens(title) && !s.inEntries(title)) {
			return false
		}
		lines = append(lines, line{text, *g.refs[i]})
	}
	if !s.inContents && len(lines) < 3 {
		return false
	}
	for _, l := range lines {
		s.entry(l.text, l.ref)
	}
	return true
}

// identify finds out whose document it is and of which year: from the cover, else
// from the lines over the tables and their titles.
func (s *state) identify() {
	o := s.d.Outline
	years := map[int]int{}
	for _, l := range o.Cover {
		s.coverLine(l.Text)
		countYears(years, plain(l.Text), 5)
	}
	units := map[string]int{}
	for i := s.next; i < len(s.items); i++ {
		it := &s.items[i]
		if it.grid != nil || len(it.text) > 200 {
			continue
		}
		if name, ok := afterLabel(it.text, unitNameLabels); ok {
			if n, _, both := bothLines(it.text); both {
				name, _ = afterLabel(n, unitNameLabels)
			}
			if name != "" {
				units[name]++
			}
		} else if strings.Contains(it.text, "表") || isPart(it.key()) {
			countYears(years, it.key(), 1)
		}
	}
	s.countSaidYears(years)
	if len(years) == 0 {
		s.countHeadYears(years)
	}
	named := most(units)
	if s.d.Unit.Name == "" || units[s.d.Unit.Name] == 0 && units[named] > 2 {
		s.d.Unit.Name = named
	}
	best := 0
	for y, n := range years {
		if n > years[best] || n == years[best] && y > best {
			best = y
		}
	}
	if best == 0 {
		best = s.r.p.Year
	}
	s.d.Year = best
	s.unitKey = plain(s.d.Unit.Name)
	s.d.Unit.Level = s.r.p.Level
	if s.d.Unit.Level == "" {
		s.d.Unit.Level = s.coverLevel()
	}
}

// coverLevel is the level of government that the cover names; empty where it
// names none.
func (s *state) coverLevel() string {
	for _, l := range s.d.Outline.Cover {
		for _, w := range []string{"省级", "市级", "区级", "县级", "乡级"} {
			if strings.Contains(plain(l.Text), w) {
				return w
			}
		}
	}
	return ""
}

// coverLine takes a line of the cover as the document's title or the unit's name.
func (s *state) coverLine(text string) {
	text = strings.TrimSpace(text)
	p := plain(text)
	if name, ok := afterLabel(text, unitNameLabels); ok {
		s.d.Unit.Name = name
		return
	}
	isTitle := strings.Contains(p, "预算公开") || strings.Contains(p, "决算公开") || strings.Contains(p, "预算") && firstYear(p) > 0 || strings.Contains(p, "决算") && firstYear(p) > 0
	if !isTitle {
		if text = withoutKind(text); s.d.Unit.Name == "" && len(text) >= 9 && len(p) >= 9 && len(p) <= 150 && firstYear(p) == 0 {
			s.d.Unit.Name = text
		}
		return
	}
	if s.d.Title != "" {
		return
	}
	s.d.Title = text
	if i := yearIndex(text); i > 9 { // 某中心2023年度单位预算公开
		if name := strings.TrimSpace(text[:i]); s.d.Unit.Name == "" || s.d.Unit.Name == name {
			s.d.Unit.Name, s.d.Title = name, text[i:]
		}
	} else if _, name, ok := strings.Cut(text, "年"); ok && i == 0 && s.d.Unit.Name == "" { // 2023年度某局部门决算
		name = strings.TrimSpace(strings.TrimPrefix(name, "度"))
		if own := withoutKind(name); own != name {
			s.d.Unit.Name = own
		}
	}
}

// withoutKind is a line of the cover without the kind of document behind the unit's name,
// where the year stands in another: 某局部门决算.
func withoutKind(text string) string {
	for _, kind := range []string{"部门预算", "部门决算", "单位预算", "单位决算"} {
		if name, ok := strings.CutSuffix(text, kind); ok && len(name) >= 9 {
			return strings.TrimSpace(name)
		}
	}
	return text
}

func yearIndex(s string) int {
	for i := range s {
		if yearAt(s, i) > 0 {
			return i
		}
	}
	return -1
}

func firstYear(s string) int {
	if i := yearIndex(s); i >= 0 {
		return yearAt(s, i)
	}
	return 0
}

// mostSaid bounds what the sentences count for.
const mostSaid = 4

// countSaidYears counts the years that the parts in the contents name, and those that
// sentences with amounts begin with.
func (s *state) countSaidYears(years map[int]int) {
	for i := range s.d.Outline.Contents {
		if e := &s.d.Outline.Contents[i]; e.Kind == budget.PartHeading {
			countYears(years, plain(e.Text), 1)
		}
	}
	said := map[int]int{}
	for i := s.next; i < len(s.items); i++ {
		if it := &s.items[i]; it.grid == nil && strings.Contains(it.text, "元") && len(it.text) > 60 {
			key := it.key()
			if k := yearIndex(key); k >= 0 && !comparedWith(key[:k]) {
				countYears(said, key, 1)
			}
		}
	}
	for y, n := range said {
		years[y] += min(n, mostSaid)
	}
}

// comparedWith reports whether what leads to a year sets something against it: 公务接待费5万元，与2019年.
func comparedWith(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune("比较与同", r)
}

// yearRows is how many rows of a table are looked at for a year.
const yearRows = 4

// countHeadYears counts the years that the heads of tables say, of each table the last
// (2023年预算数, 2024年预算数), and those that stand alone: （2024年度）.
func (s *state) countHeadYears(years map[int]int) {
	for i := s.next; i < len(s.items); i++ {
		it := &s.items[i]
		if it.grid == nil {
			if key := it.key(); len(key) <= len("2024年度") {
				countYears(years, key, 1)
			}
			continue
		}
		last := 0
		for _, row := range it.grid.rows[:min(yearRows, len(it.grid.rows))] {
			for k := range row {
				if text := plain(row[k].text); strings.Contains(text, "年") { // 2010101 is a code
					last = max(last, firstYear(text))
				}
			}
		}
		if last > 0 {
			years[last]++
		}
	}
}

func countYears(years map[int]int, s string, weight int) {
	if y := firstYear(s); y > 0 {
		years[y] += weight
	}
}

func most(m map[string]int) string {
	best := ""
	for k, n := range m {
		if n > m[best] || n == m[best] && k < best {
			best = k
		}
	}
	return best
}

func yearText(y int) string { return strconv.Itoa(y) }
