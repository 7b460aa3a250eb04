package layout

import (
	"fmt"
	"strconv"

	"mingbai/internal/doc"
)

// Lay sets a document on pages. The error is a *NarrowError where a table does
// not fit its page.
func Lay(d *doc.Document, s Sheet, m Metrics) (*Layout, error) {
	f := &flow{
		doc: d, metrics: m, label: labels(d.Blocks),
		out: &Layout{
			Sheet: s, places: map[string]int{}, tables: map[*doc.Table]Geometry{},
			starts: map[int]bool{}, sizes: map[int]Box{},
		},
	}
	f.sheet = &f.out.Sheet
	if err := f.blocks(); err != nil {
		return nil, err
	}
	f.out.number(m)
	return f.out, nil
}

// flow fills pages one after the other.
type flow struct {
	doc     *doc.Document
	sheet   *Sheet
	metrics Metrics
	label   map[int]string // index of a block → the table's label that stands above it
	out     *Layout

	open    bool // there is a page to fill
	page    Page // its properties, kept for the next one
	y       float64
	restart int // NumberFrom for the next page
}

// labels finds the block above which each table's label stands: the heading that
// titles the table, or the table itself.
func labels(blocks []doc.Block) map[int]string {
	out := map[int]string{}
	title := -1
	for i, b := range blocks {
		switch b := b.(type) {
		case doc.Heading:
			title = -1
			if b.Table {
				title = i
			}
		case *doc.Table:
			if b.Label != "" && title < 0 {
				title = i
			}
			if b.Label != "" {
				out[title] = b.Label
			}
			title = -1
		case doc.PageBreak:
			title = -1
		}
	}
	return out
}

// blocks goes through the document group by group: blocks that are kept with
// the next one, and that next one.
func (f *flow) blocks() error {
	if len(f.doc.Blocks) > 0 {
		switch f.doc.Blocks[0].(type) {
		case doc.Cover, doc.Contents:
			f.page.Front = true
		}
	}
	for i := 0; i < len(f.doc.Blocks); {
		if b, ok := f.doc.Blocks[i].(doc.PageBreak); ok {
			f.turn(b)
			i++
			continue
		}
		group, err := f.group(i)
		if err != nil {
			return err
		}
		f.place(group)
		i += len(group)
	}
	if !f.open {
		f.newPage()
	}
	return nil
}

// turn ends the page; the next ones are as b says.
func (f *flow) turn(b doc.PageBreak) {
	f.open = false
	f.page.Landscape, f.page.Front = b.Landscape, b.Front
	if b.NumberFrom > 0 {
		f.restart = b.NumberFrom
	}
}

// paper is the paper of the page that is open, or of the one to come.
func (f *flow) paper() Paper {
	if f.page.Landscape {
		return f.sheet.Landscape
	}
	return f.sheet.Portrait
}

func (f *flow) newPage() {
	f.page.Paper = f.paper()
	f.page.Number++
	if f.restart > 0 {
		f.page.Number, f.restart = f.restart, 0
	}
	f.out.Pages = append(f.out.Pages, f.page)
	f.open, f.y = true, f.page.Paper.Top
}

// fresh tells whether nothing stands on the page yet.
func (f *flow) fresh() bool { return !f.open || f.y <= f.paper().Top }

// left is the room that the page still has.
func (f *flow) left() float64 {
	if !f.open {
		return f.paper().Depth()
	}
	return f.paper().Height - f.paper().Bottom - f.y
}

func (f *flow) current() *Page { return &f.out.Pages[len(f.out.Pages)-1] }

func (f *flow) add(i Item) {
	p := f.current()
	p.Items = append(p.Items, i)
}

// set is a block measured for the page that it will stand on.
type set interface {
	// start is the room that its beginning needs, given that so much is kept
	// before it; keep tells whether all of it belongs to what follows.
	start(f *flow, before float64) (room float64, keep bool)
	// place puts it on the pages.
	place(f *flow)
}

// group measures the blocks from i on that must begin together.
func (f *flow) group(i int) ([]set, error) {
	var out []set
	before := 0.0
	for ; i < len(f.doc.Blocks); i++ {
		s, err := f.measure(i, before)
		if err != nil {
			return nil, err
		}
		if s == nil {
			break
		}
		out = append(out, s)
		room, keep := s.start(f, before)
		if !keep || before+room > f.paper().Depth()/2 {
			break
		}
		before += room
	}
	return out, nil
}

func (f *flow) measure(i int, before float64) (set, error) {
	switch b := f.doc.Blocks[i].(type) {
	case doc.Cover:
		return coverSet{b, i}, nil
	case doc.Contents:
		return f.contents(b, i), nil
	case doc.Heading:
		return f.heading(b, i), nil
	case doc.Paragraph:
		return f.paragraph(b, i), nil
	case *doc.Table:
		return f.table(b, i, before)
	case doc.Picture:
		return f.picture(b, i, before), nil
	case doc.PageBreak:
		return nil, nil
	}
	return nil, fmt.Errorf("lay out block %d: no such kind of block: %T", i, f.doc.Blocks[i])
}

// place puts a group on the pages, on a new one if its beginning does not fit.
func (f *flow) place(group []set) {
	need := 0.0
	for _, s := range group {
		room, _ := s.start(f, need)
		need += room
	}
	if f.open && !f.fresh() && need > f.left()+epsilon {
		f.open = false
		f.out.starts[blockOf(group[0])] = true
	}
	for _, s := range group {
		s.place(f)
	}
}

func blockOf(s set) int {
	switch s := s.(type) {
	case coverSet:
		return s.block
	case *contentsSet:
		return s.title.block
	case *textSet:
		return s.block
	case *tableSet:
		return s.block
	case *pictureSet:
		return s.block
	}
	return -1
}

// number gives each page its label, and prints it at the page's foot and in the
// contents.
func (l *Layout) number(m Metrics) {
	for i := range l.Pages {
		if p := &l.Pages[i]; !p.Front {
			p.Label = strconv.Itoa(p.Number)
			p.Folio = folio(p, l.Sheet.Styles[Folio], m)
		}
	}
	for i := range l.Pages {
		for _, item := range l.Pages[i].Items {
			if e, ok := item.(*Entry); ok {
				l.numberEntry(e, m)
			}
		}
	}
}

func (l *Layout) numberEntry(e *Entry, m Metrics) {
	n := &e.Number
	n.Text, _, _ = l.PageOf(e.Heading)
	n.Width = newRun(m, n.Style, n.Text, 0).width()
	n.X -= n.Width
	if n.Width > 0 {
		e.Leader.X2 = n.X - n.Style.Size/2
	}
}

// folio is the line with the page's number.
func folio(p *Page, s Style, m Metrics) *Line {
	text := "— " + p.Label + " —"
	width := newRun(m, s, text, 0).width()
	return &Line{
		Block: -1, Part: FolioPart, Role: Folio, Style: s, Text: text, Width: width,
		X:     p.Paper.Left + (p.Paper.Measure()-width)/2,
		Y:     p.Paper.Height - p.Paper.Footer - s.Line + Baseline(s),
		First: true, Last: true,
	}
}
