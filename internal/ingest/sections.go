package ingest

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// sectionForm is a section of the profile made ready for reading: its paragraphs
// in blocks, a block for each sub-heading.
type sectionForm struct {
	s      *profile.Section
	index  int
	blocks []blockForm
}

// blockForm is what stands under one sub-heading, or before the first.
type blockForm struct {
	heading int // index of the sub-heading's paragraph; -1 before the first
	paras   []paraForm
	slots   []slot // of all its sentences in order, where each is said in one way only
	of      []int  // of each slot, its paragraph
	choose  bool   // some sentence is said in several ways

	measures []string // that its sentences may tell in words of their own
}

// paraForm is one paragraph of the profile.
type paraForm struct {
	p         *profile.Paragraph
	free      bool     // the unit's own words
	ways      [][]slot // the sentence's slots in order, for each way of saying it
	otherwise string   // folded
}

func (r *Reader) indexSections() {
	for i := range r.p.Sections {
		s := &r.p.Sections[i]
		f := sectionForm{s: s, index: i, blocks: []blockForm{{heading: -1}}}
		for j := range s.Paragraphs {
			p := &s.Paragraphs[j]
			if p.Heading != "" {
				f.blocks = append(f.blocks, blockForm{heading: j})
				continue
			}
			para := paraForm{p: p, otherwise: plain(r.fixed(p.Otherwise))}
			for _, text := range append([]string{p.Text}, p.Also...) {
				if text == "" {
					continue
				}
				pattern := r.p.Pattern(text)
				if len(pattern) == 1 && pattern[0].Slot != nil && pattern[0].Slot.Name == "text" {
					para.free = true
					continue
				}
				para.ways = append(para.ways, r.slots(pattern))
			}
			b := &f.blocks[len(f.blocks)-1]
			b.paras = append(b.paras, para)
		}
		for j := range f.blocks {
			f.blocks[j].gather(nil)
			f.blocks[j].measures = s.Measures
		}
		r.sections = append(r.sections, f)
		num, _ := ordinal(s.Title)
		r.hasNumbers = r.hasNumbers || num != ""
	}
}

// sectionState is a section being read.
type sectionState struct {
	s      *state
	form   *sectionForm
	out    budget.Section
	blocks []blockState
}

// blockState is the lines under one sub-heading.
type blockState struct {
	form  *blockForm // nil where the profile has no such sub-heading
	lines []line
}

// line is a paragraph of a section as it was read, or what stands in its place.
type line struct {
	text  string
	ref   place.Ref
	chart int // index of the chart that stands here; -1 else
	forms bool
	parts []part // where it was joined from several lines
	row   bool   // of a list in the form of a table

	broken bool // its reason stood in a line of its own
}

// part is where a piece of a joined line begins, and where it stood.
type part struct {
	start int
	ref   place.Ref
}

func (s *state) opensSection(it *item) bool {
	num, _ := ordinal(it.text)
	if num == "" && s.r.hasNumbers {
		return false
	}
	if rest := s.headAndText(it.text); rest > 0 {
		s.opensSection(&item{text: it.text[:rest], ref: it.ref})
		s.line(&item{text: it.text[rest:], ref: it.ref})
		return true
	}
	if strings.ContainsAny(strings.TrimRight(it.text, "。；;： "), "。；，") {
		return false
	}
	key := s.r.headKey(it.text)
	if s.unitKey != "" {
		key = strings.Replace(key, s.unitKey, "", 1)
	}
	inPart := func(t *title) bool { return s.part == "" || s.r.p.Sections[t.index].Part == s.part }
	i := s.r.titles.sections.find(key, 0, inPart)
	if i < 0 && strings.HasSuffix(key, "表") {
		return false // the title of a table that the profile does not know
	}
	if i < 0 {
		i = s.r.titles.sections.find(key, 2, func(t *title) bool { return inPart(t) && s.sameNumber(it.text, t) })
	}
	if i < 0 {
		i = s.r.titles.sections.find(key, 0, nil)
	}
	if i < 0 {
		i = s.numberedSection(key, func(t *title) bool { return inPart(t) && s.sameNumber(it.text, t) })
	}
	if i < 0 {
		return s.unknownSection(it, num)
	}
	s.openSection(s.r.titles.sections.list[i].index, it)
	return true
}

// subSection reports whether a sub-heading is the heading of another section: the
// profile says so by a title that is numbered as sub-headings are.
func (s *state) subSection(it *item) bool {
	return s.r.titles.sections.find(s.r.headKey(it.text), 0, func(t *title) bool { return t.sub }) >= 0
}

// style is how the section's heading is numbered in the document; as the profile's is
// where it is not.
func (c *sectionState) style() numbering {
	if num, _ := ordinal(c.out.Title); num != "" {
		return style(c.out.Title)
	}
	return style(c.form.s.Title)
}

// headAndText is where the text begins in a line that is the heading of a section
// of the part and its text run together; 0 where it is not.
func (s *state) headAndText(text string) int {
	if len(text) < 60 || !strings.ContainsAny(text, "。；") {
		return 0
	}
	here := func(t *title) bool { return s.r.p.Sections[t.index].Part == s.part && len(t.runes) >= 8 }
	for i := range text {
		if i < 24 {
			continue
		}
		if i > 150 {
			break
		}
		if s.r.titles.sections.find(s.r.headKey(text[:i]), 0, here) >= 0 {
			return i
		}
	}
	return 0
}

// sameNumber reports whether a heading is numbered as a section of the profile
// is, in number and marks, or either is not numbered.
func (s *state) sameNumber(text string, t *title) bool {
	own := s.r.p.Sections[t.index].Title
	n, _ := ordinal(own)
	num, _ := ordinal(text)
	return n == "" || num == "" || n == num && style(own) == style(text)
}

// numberedSection finds a section by its number where its title is partly the same.
func (s *state) numberedSection(key string, accept func(*title) bool) int {
	runes := []rune(key)
	if len(runes) < 4 {
		return -1
	}
	best, least := -1, 0
	for i := range s.r.titles.sections.list {
		t := &s.r.titles.sections.list[i]
		if d := budget.Distance(runes, t.runes); best < 0 || d < least {
			best, least = i, d
		}
	}
	for i := range s.r.titles.sections.list {
		t := &s.r.titles.sections.list[i]
		if n, _ := ordinal(s.r.p.Sections[t.index].Title); n == "" || !accept(t) || t.index != s.r.titles.sections.list[best].index {
			continue
		}
		if 2*budget.Distance(runes, t.runes) <= max(len(runes), len(t.runes)) {
			return i
		}
	}
	return -1
}

// unknownSection takes a heading that is numbered as sections are and that the
// profile does not know.
func (s *state) unknownSection(it *item, num string) bool {
	if s.section == nil && s.role != "overview" && s.role != "narrative" || num == "" || !strings.ContainsAny(num, "一二三四五六七八九十") || !strings.Contains(it.text, num+"、") {
		return false
	}
	if utf8.RuneCountInString(it.text) > 30 || strings.ContainsAny(it.text, "：:") {
		return false
	}
	if s.section != nil {
		if own, _ := ordinal(s.section.out.Title); strings.ContainsAny(own, "0123456789") {
			return false
		}
	}
	s.closeForm()
	s.heading(budget.SectionHeading, "", it)
	s.section = &sectionState{s: s, out: budget.Section{ID: s.freeID(num), Part: s.role, Title: strings.TrimSpace(it.text)}, blocks: []blockState{{}}}
	s.all = append(s.all, s.section)
	return true
}

// freeID is the id of a section that the profile does not know: its number, with
// the part before it where a section of the profile or one read has that id.
func (s *state) freeID(num string) string {
	known := slices.ContainsFunc(s.r.p.Sections, func(sec profile.Section) bool { return sec.ID == num })
	if known || slices.ContainsFunc(s.all, func(c *sectionState) bool { return c.out.ID == num }) {
		return cmp.Or(s.part, "·") + "." + num
	}
	return num
}

func (s *state) openSection(i int, it *item) {
	s.closeForm()
	s.dropPending()
	s.heading(budget.SectionHeading, s.r.sections[i].s.ID, it)
	s.table, s.chart = nil, ""
	s.startSection(i, it)
}

// startSection begins a section under a heading that was told of.
func (s *state) startSection(i int, it *item) {
	f := &s.r.sections[i]
	s.section = &sectionState{
		s: s, form: f,
		out:    budget.Section{ID: f.s.ID, Part: s.r.role(f.s.Part), Title: strings.TrimSpace(it.text)},
		blocks: []blockState{{form: &f.blocks[0]}},
	}
	s.all = append(s.all, s.section)
}

// opensSub takes a sub-heading of the present section.
func (s *state) opensSub(it *item) bool {
	if s.section == nil || s.section.form == nil {
		return false
	}
	num, _ := ordinal(it.text)
	key := s.r.headKey(it.text)
	own := func(t *title) bool { return t.index == s.section.form.index }
	limit := 0
	if num != "" {
		limit = 2
	}
	i := s.r.titles.subs.find(key, limit, own)
	if i < 0 {
		if !subLike(it.text, num) {
			return false
		}
		s.closeForm()
		s.heading(budget.SubHeading, "", it)
		s.section.sub(s.section.form.undivided(), it)
		return true
	}
	s.closeForm()
	t := &s.r.titles.subs.list[i]
	id := s.section.form.s.Paragraphs[t.para].ID
	s.heading(budget.SubHeading, id, it)
	for j := range s.section.form.blocks {
		if b := &s.section.form.blocks[j]; b.heading == t.para {
			s.section.sub(b, it)
		}
	}
	return true
}

// subLike reports whether a line is a sub-heading by its look: （一）…, short,
// without an end.
func subLike(s, num string) bool {
	t := strings.TrimSpace(s)
	return num != "" && (strings.HasPrefix(t, "（") || strings.HasPrefix(t, "(")) && utf8.RuneCountInString(t) <= 25 &&
		!strings.ContainsAny(t, "。；：:，,") && strings.ContainsAny(num, "一二三四五六七八九十")
}

// undivided is the one block of a section that the profile does not divide by
// sub-headings: wherever a document sets some, its sentences stand under them. nil
// where it divides it.
func (f *sectionForm) undivided() *blockForm {
	if len(f.blocks) == 1 && len(f.blocks[0].slots) > 0 {
		return &f.blocks[0]
	}
	return nil
}

// sub begins a block under a sub-heading.
func (c *sectionState) sub(f *blockForm, it *item) {
	ref := c.ref(it.ref)
	c.blocks = append(c.blocks, blockState{form: f, lines: []line{{text: strings.TrimSpace(it.text), ref: ref, chart: -1}}})
}

func (c *sectionState) ref(ref place.Ref) place.Ref {
	ref.Section = c.out.ID
	return ref
}

// add takes a line as a paragraph, or as the rest of the one before that was
// broken over lines.
func (c *sectionState) add(it *item) {
	b := &c.blocks[len(c.blocks)-1]
	text := strings.TrimSpace(it.text)
	own := len(b.lines) // without the sub-heading, which begins every block but the first
	if len(c.blocks) > 1 {
		own--
	}
	if n := len(b.lines); own > 0 && b.form != nil && broken(&b.lines[n-1], it, b.form) {
		l := &b.lines[n-1]
		if l.parts == nil {
			l.parts = []part{{0, l.ref}}
		}
		l.parts = append(l.parts, part{len(l.text), c.ref(it.ref)})
		l.broken = l.broken || it.ref.Line == 0 && strings.HasSuffix(strings.TrimRight(l.text, "：:"), "原因") && strings.HasSuffix(strings.TrimRight(l.text, " "), "：")
		l.text += text
		return
	}
	b.lines = append(b.lines, line{text: text, ref: c.ref(it.ref), chart: -1})
}

// follows reports whether a line stands right below a place: in the next line of
// a text; on a page, where lines are not numbered, the next that begins no item.
func follows(last place.Ref, it *item) bool {
	if last.Page > 0 {
		num, _ := ordinal(it.text)
		return num == "" && (it.ref.Page == last.Page || it.ref.Page == last.Page+1)
	}
	return last.Line > 0 && it.ref.Line == last.Line+1
}

// lists reports whether a list in the form of a table may stand in the section.
func (c *sectionState) lists() bool {
	return c.form != nil && slices.ContainsFunc(c.form.s.Paragraphs, func(p profile.Paragraph) bool { return p.Table })
}

// rows takes the rows of a list in the form of a table as lines.
func (c *sectionState) rows(g *grid) {
	for i := range g.rows {
		var cells []string
		for j := range g.rows[i] {
			if cell := &g.rows[i][j]; !cell.blank() {
				cells = append(cells, strings.TrimSpace(cell.text))
			}
		}
		if len(cells) > 0 {
			b := &c.blocks[len(c.blocks)-1]
			b.lines = append(b.lines, line{text: strings.Join(cells, " "), ref: c.ref(*g.refs[i]), chart: -1, row: true})
		}
	}
}

// broken reports whether a line goes on in the next: it stands right above, is
// long, does not end as sentences do, and the block has sentences.
func broken(l *line, it *item, form *blockForm) bool {
	if l.chart >= 0 || l.forms || l.text == "" {
		return false
	}
	last := l.ref
	if l.parts != nil {
		last = l.parts[len(l.parts)-1].ref
	}
	if !follows(last, it) || utf8.RuneCountInString(l.text) < 15 && last.Page == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(l.text)
	if strings.ContainsRune("。；;：:！？", r) && !strings.HasSuffix(strings.TrimRight(l.text, "：:"), "原因") {
		return false
	}
	for i := range form.paras {
		if len(form.paras[i].ways) > 0 {
			return true
		}
	}
	return false
}

// opensChart takes the caption of a chart.
func (s *state) opensChart(it *item, key string) bool {
	if s.section == nil {
		return false
	}
	i := s.r.titles.captions.find(key, 2, nil)
	if i < 0 {
		return false
	}
	s.openChart(s.r.titles.captions.list[i].index, it, false)
	return true
}

func (s *state) openChart(i int, it *item, pictured bool) {
	ch := &s.r.p.Charts[i]
	s.chart = ch.ID
	pictured = pictured || s.loose > 0 && s.loose == s.next // stands right above
	s.d.Outline.Headings = append(s.d.Outline.Headings, budget.Heading{
		Kind: budget.CaptionHeading, ID: ch.ID, Text: strings.TrimSpace(it.text), Picture: pictured, Ref: it.ref,
	})
	s.d.Charts = append(s.d.Charts, budget.Chart{ID: ch.ID, Kind: ch.Kind, Caption: strings.TrimSpace(it.text), Unit: s.r.p.Style.MoneyUnit.String()})
	if s.section != nil {
		b := &s.section.blocks[len(s.section.blocks)-1]
		b.lines = append(b.lines, line{ref: s.section.ref(it.ref), chart: i})
	}
}

// picture takes a picture: its caption says which chart it is, else the caption
// read last.
func (s *state) picture(it *item) {
	s.d.Outline.Pictures = true
	key := plain(it.text)
	if key != "" {
		if i := s.r.titles.captions.find(key, 2, nil); i >= 0 {
			s.openChart(s.r.titles.captions.list[i].index, it, true)
			c := &s.d.Charts[len(s.d.Charts)-1]
			c.Total = it.pic.Chart.Total
			for _, p := range it.pic.Chart.Points {
				c.Points = append(c.Points, budget.ChartPoint{Label: p.Label, Text: p.Text, Share: p.Share, Exact: p.Value})
			}
			s.chart = ""
			return
		}
	}
	hs := s.d.Outline.Headings
	for i := len(hs) - 1; i >= 0; i-- {
		if hs[i].Kind == budget.CaptionHeading {
			hs[i].Picture = true
			return
		}
		if hs[i].Kind != budget.SubHeading {
			break
		}
	}
	s.loose = s.next + 1
}

// chartValues takes a table of labels and amounts under a caption as the chart's.
func (s *state) chartValues(g *grid) bool {
	if g.cols > 3 || len(s.d.Charts) == 0 {
		return false
	}
	c := &s.d.Charts[len(s.d.Charts)-1]
	for i := range g.rows {
		var texts [3]string
		for j := range g.rows[i] {
			if j < 3 {
				texts[j] = strings.TrimSpace(g.rows[i][j].text)
			}
		}
		c.Points = append(c.Points, budget.ChartPoint{Label: texts[0], Text: texts[1], Share: texts[2]})
	}
	return true
}

// close makes the section of its blocks.
func (c *sectionState) close() {
	for i := range c.blocks {
		b := &c.blocks[i]
		lines := b.lines
		if i > 0 {
			p := budget.Paragraph{Heading: true, Text: lines[0].text, Ref: lines[0].ref}
			if b.form != nil && b.form.heading >= 0 {
				entry := &c.form.s.Paragraphs[b.form.heading]
				p.Pattern, p.TOC = entry.ID, entry.TOC
			}
			c.out.Paragraphs = append(c.out.Paragraphs, p)
			lines = lines[1:]
		}
		c.block(b.form, lines)
	}
}

// block makes the paragraphs of one block: sentences are told by their numbers,
// the rest by what the profile expects there.
func (c *sectionState) block(f *blockForm, lines []line) {
	if f == nil {
		for i := range lines {
			c.out.Paragraphs = append(c.out.Paragraphs, c.plain(&lines[i], ""))
		}
		return
	}
	read := c.s.r.align(f, lines, c.s)
	last := -1 // the profile's paragraph of the sentence read last
	formsDone := false
	for i := range lines {
		l := &lines[i]
		if l.forms {
			formsDone = true
		}
		p := c.plain(l, "")
		switch {
		case l.chart >= 0:
			p.Pattern = f.chart(c.s.r.p.Charts[l.chart].ID)
		case l.forms:
			p.Pattern = f.forms()
		case l.row:
			p.Pattern = f.list()
		case read[i].para >= 0:
			last = read[i].para
			p.Pattern, p.Claims = f.paras[last].p.ID, read[i].claims
		default:
			p.Pattern = f.unsaid(plain(l.text), last)
		}
		c.out.Paragraphs = append(c.out.Paragraphs, p)
	}
	if id := f.forms(); id != "" && !formsDone {
		c.out.Paragraphs = append(c.out.Paragraphs, budget.Paragraph{Pattern: id, Forms: true, Ref: place.Ref{Section: c.out.ID}})
	}
}

func (c *sectionState) plain(l *line, pattern string) budget.Paragraph {
	p := budget.Paragraph{Pattern: pattern, Text: l.text, Ref: l.ref, Forms: l.forms, Broken: l.broken}
	p.Ref.Text = l.text
	if l.chart >= 0 {
		p.Chart = c.s.r.p.Charts[l.chart].ID
	}
	return p
}

// chart is the id of the block's paragraph where a chart stands.
func (f *blockForm) chart(id string) string {
	for i := range f.paras {
		if f.paras[i].p.Chart == id {
			return f.paras[i].p.ID
		}
	}
	return ""
}

// list is the id of the block's paragraph where a list in the form of a table stands.
func (f *blockForm) list() string {
	for i := range f.paras {
		if f.paras[i].p.Table {
			return f.paras[i].p.ID
		}
	}
	return ""
}

func (f *blockForm) forms() string {
	for i := range f.paras {
		if f.paras[i].p.Forms {
			return f.paras[i].p.ID
		}
	}
	return ""
}

// unsaid is the id of the paragraph that a line without numbers is: what is said
// otherwise, or the first of the unit's own words after the sentence read last.
func (f *blockForm) unsaid(key string, last int) string {
	for i := range f.paras {
		if o := f.paras[i].otherwise; o != "" && o == key {
			return f.paras[i].p.ID
		}
	}
	before := ""
	for i := range f.paras {
		if !f.paras[i].free {
			continue
		}
		if i > last {
			return f.paras[i].p.ID
		}
		before = f.paras[i].p.ID
	}
	return before
}
