package ingest

import (
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
	part   bool // its heading is that of a part
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

// style is how the section's heading is numbered in the document; as the profile's is
// where it is not.
func (c *sectionState) style() numbering {
	if num, _ := ordinal(c.out.Title); num != "" {
		return style(c.out.Title)
	}
	return style(c.form.s.Title)
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
	if n := len(b.lines); own > 0 && (b.form != nil || c.form == nil && c.out.Part == "narrative") && broken(&b.lines[n-1], it, b.form) {
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

// follows reports whether a line that begins no item stands right below a place: in the
// next line of a text; on a page, where lines are not numbered, the next.
func follows(last place.Ref, it *item) bool {
	if num, rest := ordinal(it.text); num != "" && (rest == "" || !isDigit(rest[0])) {
		return false
	}
	if last.Page > 0 {
		return it.ref.Page == last.Page || it.ref.Page == last.Page+1
	}
	if last.Line > 0 {
		return it.ref.Line == last.Line+1
	}
	return it.ref.Para == last.Para+1
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
	if pathAlone(l.text) && !pathAlone(it.text) {
		return true
	}
	last := l.ref
	if l.parts != nil {
		last = l.parts[len(l.parts)-1].ref
	}
	if !follows(last, it) || utf8.RuneCountInString(l.text) < 15 && last.Page == 0 {
		return false
	}
	leads := strings.HasSuffix(strings.TrimRight(l.text, "：:"), "原因") // to what may be a paragraph of its own
	r, _ := utf8.DecodeLastRuneInString(l.text)
	if !leads && (strings.ContainsRune("。；;：:！？", r) || last.Page == 0 && last.Line == 0) {
		return false
	}
	if form == nil {
		return true
	}
	for i := range form.paras {
		if len(form.paras[i].ways) > 0 {
			return true
		}
	}
	return false
}

// pathAlone reports whether a line is nothing but the path of a subject, of which the next
// line speaks: 1、农林水支出（类）林业和草原（款）行政运行（项）。
func pathAlone(text string) bool {
	text = strings.TrimRight(text, "。.：:；; ")
	return (strings.HasSuffix(text, "（项）") || strings.HasSuffix(text, "(项)")) && !strings.Contains(text, "元")
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
