package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// ordLists compares the order of a list's names with the rows of its table.
func ordLists(in *check.Inspection) {
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			last := map[string]int{}
			told := false
			for c := range eachItem(in.Sections[i].Paragraphs[j].Claims) {
				list, ok := strings.CutSuffix(c.Slot, ".name")
				l := in.Profile.List(list)
				if !ok || l == nil || told {
					continue
				}
				row := rowNamed(in, l.Table, l.Panel, c.Text)
				if row < 0 {
					continue
				}
				if row < last[list] {
					told = true
					at := c.Ref
					at.Section, at.Text = in.Sections[i].ID, c.Text
					in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”列举的次序与表里不同", excerpt(c.Text))})
					continue
				}
				last[list] = row
				in.Pass(1)
			}
		}
	}
}

func rowNamed(in *check.Inspection, table, panel, name string) int {
	t := in.Table(table)
	if t == nil || t.Panel(panel) == nil {
		return -1
	}
	return indexOfItem(t.Panel(panel).Lines, func(l *budget.Line) bool {
		_, plain := ordinal(l.Name)
		return plain == name
	})
}

func ordTwice(in *check.Inspection) {
	twiceTables(in)
	twiceBodies(in)
	var run *check.Fault // of sections that follow each other: what was pasted twice may have several
	for i := range in.Sections {
		faults := twiceIn(in, i)
		for k := range faults {
			switch {
			case run != nil && k == 0:
				run.Message += "，接着的“" + excerpt(in.Sections[i].Title) + "”也是"
				run.Evidence = append(run.Evidence, faults[0].Evidence...)
				continue
			case run != nil:
				in.Fail(*run)
			}
			run = &faults[k]
		}
		if len(faults) == 0 && run != nil && len(in.Sections[i].Paragraphs) > 0 {
			in.Fail(*run)
			run = nil
		}
	}
	if run != nil {
		in.Fail(*run)
	}
}

// twiceIn are the faults of a section that stands twice, or of its paragraphs that do.
func twiceIn(in *check.Inspection, i int) []check.Fault {
	if sectionStandsTwice(in.Subject, i) {
		return []check.Fault{{At: sectionRef(in, i), Message: fmt.Sprintf("“%s”出现了两次", excerpt(in.Sections[i].Title))}}
	}
	in.Pass(1)
	return twiceParagraphs(in, i)
}

// sectionStandsTwice reports whether a section before has the same title. Several sections
// of one document may say what another has in one.
func sectionStandsTwice(s *check.Subject, i int) bool {
	sec := &s.Sections[i]
	_, title := ordinal(sec.Title)
	return sec.ID != "" && anyItem(s.Sections[:i], func(o *budget.Section) bool {
		_, before := ordinal(o.Title)
		return o.ID == sec.ID && before == title
	})
}

// twiceParagraphs tells the paragraphs of a section that were said before: those that
// follow each other are one fault, as where a whole section stands twice.
func twiceParagraphs(in *check.Inspection, i int) (out []check.Fault) {
	var first *check.Fault
	paragraphs, said := in.Sections[i].Paragraphs, repeatsOf(in.Subject)[i]
	more := 0
	tell := func() {
		if first == nil {
			return
		}
		if more > 0 {
			first.Message += fmt.Sprintf("，接着%d段也是", more)
		}
		out = append(out, *first)
		first, more = nil, 0
	}
	for j := range paragraphs {
		p := &paragraphs[j]
		switch {
		case !said[j].again && !said[j].elsewhere:
			if !said[j].before {
				tell()
			}
			twiceItems(in, i, j)
			continue
		case first == nil:
			first = &check.Fault{At: paragraphRef(in.Subject, i, p, p.Text), Message: fmt.Sprintf("这一段出现了两次：“%s”", excerpt(p.Text))}
		default:
			more++
		}
		first.Evidence = append(first.Evidence, diag.Evidence{Value: excerpt(p.Text), Ref: paragraphRef(in.Subject, i, p, p.Text)})
	}
	tell()
	return out
}

// twiceBodies tells a unit that is listed twice among those of the department.
func twiceBodies(in *check.Inspection) {
	b := bodiesOf(in.Subject)
	for i, name := range b.listed {
		if b.clear && slices.Contains(b.listed[:i], name) {
			in.Fail(check.Fault{At: sectionAt(in.Subject, b.section, name), Message: fmt.Sprintf("单位名单里“%s”列了两次", short(name))})
		}
	}
}

// leastRepeated is how many characters a paragraph has, at the least, that is held to be
// repeated by a slip.
const leastRepeated = 20

// saidAgain reports whether a paragraph that gives an amount stands in its section before,
// word for word.
func saidAgain(s *check.Subject, section, j int) bool { return repeatsOf(s)[section][j].again }

// repeats says where a paragraph that gives an amount was said before; before is of any
// paragraph that was said in the section, as its headings.
type repeats struct{ again, elsewhere, before bool }

type repeatsKey struct{}

// repeatsOf says of each paragraph of each section whether it was said before.
func repeatsOf(s *check.Subject) [][]repeats {
	return check.Kept(s, repeatsKey{}, func(s *check.Subject) [][]repeats {
		out, text := make([][]repeats, len(s.Sections)), saidTextOf(s)
		before := map[string]bool{}
		for i := range s.Sections {
			sec := &s.Sections[i]
			out[i] = make([]repeats, len(sec.Paragraphs))
			folded := make([]string, len(sec.Paragraphs))
			for j := range sec.Paragraphs {
				p := &text.all[i][j]
				folded[j] = p.fold()
				again, elsewhere := slices.Contains(folded[:j], folded[j]), before[folded[j]]
				out[i][j].before = again || elsewhere
				if out[i][j].before && statesAmount(p) {
					out[i][j].again, out[i][j].elsewhere = again, elsewhere
				}
			}
			if sec.Part != "narrative" {
				continue
			}
			for j := range sec.Paragraphs {
				if !sec.Paragraphs[j].Heading {
					before[folded[j]] = true
				}
			}
		}
		return out
	})
}

// statesAmount reports whether a paragraph is a sentence that gives an amount.
func statesAmount(p *paragraphSaid) bool {
	return !p.Heading && !p.Forms && utf8.RuneCountInString(p.Text) >= leastRepeated && amountEnds.in(p) && amountEnds.expr.MatchString(p.Text)
}

// amountEnds is a number with the unit of money behind it.
var amountEnds = saidIn(`[0-9]\s*[万亿]?元`, []string{"0元", "0万", "0亿"})

func twiceTables(in *check.Inspection) {
	var seen []string
	add := func(id, title string, at place.Ref) {
		if id == "" || strings.Contains(title, "续") {
			return
		}
		if !slices.Contains(seen, id) {
			seen = append(seen, id)
			in.Pass(1)
			return
		}
		at.Table, at.Text = id, title
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”出现了两次", excerpt(title))})
	}
	for i := range in.Tables {
		add(in.Tables[i].ID, in.Tables[i].Title, in.Tables[i].Ref)
	}
	if in.Outline == nil {
		return
	}
	for i := range in.Outline.Stray {
		if s := &in.Outline.Stray[i]; s.Kind == "twice" {
			add(s.Ref.Table, s.Text, s.Ref)
		}
	}
}

// twiceItems tells a list that names a row twice.
func twiceItems(in *check.Inspection, i, j int) {
	p := &in.Sections[i].Paragraphs[j]
	for k := range p.Claims {
		if !strings.HasSuffix(p.Claims[k].Slot, ".name") {
			continue
		}
		for m := range k {
			if p.Claims[m].Slot != p.Claims[k].Slot || p.Claims[m].Text != p.Claims[k].Text {
				continue
			}
			at := p.Claims[k].Ref
			if at.IsZero() || at.Line == 0 {
				at = p.Ref
			}
			at.Section, at.Text = in.Sections[i].ID, p.Text
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”列举了两次", excerpt(p.Claims[k].Text))})
			return
		}
	}
}

// ordParts follows the headings and holds tables and sections to their part.
func ordParts(in *check.Inspection) {
	if in.Outline == nil {
		in.NotChecked(noOutline)
		return
	}
	otherFund(in)
	headed := map[string]bool{} // parts that have a heading
	for i := range in.Outline.Headings {
		if h := &in.Outline.Headings[i]; h.Kind == budget.PartHeading {
			headed[h.ID] = true
		}
	}
	part := ""
	for i := range in.Outline.Headings {
		h := &in.Outline.Headings[i]
		want := ""
		switch h.Kind {
		case budget.PartHeading:
			part = h.ID
			continue
		case budget.TableHeading:
			if tableRank(in, h.ID) >= 0 {
				want = "tables"
			}
		case budget.SectionHeading:
			for r := range in.Profile.Sections {
				if in.Profile.Sections[r].ID == h.ID {
					want = in.Profile.Sections[r].Part
				}
			}
		}
		if want == "" || part == "" || want == part {
			in.Pass(1)
			continue
		}
		at := h.Ref
		at.Text = h.Text
		if !headed[want] { // one heading is missing, or is not to be known; its contents are in order
			if !inContents(in, want) { // else ORD-004 tells it
				in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”前面没有“%s”的标题，接在“%s”里", excerpt(h.Text), partTitle(in, want), partTitle(in, part))})
			}
			headed[want], part = true, want
			continue
		}
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”应在“%s”里，现在“%s”里", excerpt(h.Text), partTitle(in, want), partTitle(in, part))})
	}
}

// inContents reports whether the contents list a part.
func inContents(in *check.Inspection, part string) bool {
	return slices.ContainsFunc(in.Outline.Contents, func(e budget.Entry) bool { return e.Kind == budget.PartHeading && e.ID == part })
}

func partTitle(in *check.Inspection, id string) string {
	for i := range in.Profile.Parts {
		if in.Profile.Parts[i].ID == id {
			return printedWords(in.Subject, in.Profile.Parts[i].Title)
		}
	}
	return id
}

// otherFund tells a section of one fund that says of another alone that there is none.
func otherFund(in *check.Inspection) {
	funds := [...]string{"政府性基金", "国有资本经营"}
	for i := range in.Sections {
		sec := &in.Sections[i]
		if sec.Part != "narrative" {
			continue
		}
		for k, own := range funds {
			other := funds[1-k]
			if !strings.Contains(sec.Title, own) || strings.Contains(sec.Title, other) {
				continue
			}
			for j := range sec.Paragraphs {
				p := &sec.Paragraphs[j]
				if p.Heading || !strings.Contains(p.Text, other) || strings.Contains(p.Text, own) || !holdsAny(p.Text, claims().Words.HaveNone) {
					continue
				}
				in.Fail(check.Fault{
					At: paragraphRef(in.Subject, i, p, other), Message: fmt.Sprintf("“%s”一节里写的是%s", excerpt(sec.Title), other), Expected: own,
					Suspects: []diag.Suspect{{Ref: paragraphRef(in.Subject, i, p, other), Value: other, Suggest: own}},
				})
			}
		}
	}
}
