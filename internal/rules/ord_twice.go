package rules

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
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
	var seen []string
	for i := range in.Sections {
		if slices.Contains(seen, in.Sections[i].ID) && in.Sections[i].ID != "" {
			in.Fail(check.Fault{At: sectionRef(in, i), Message: fmt.Sprintf("“%s”出现了两次", excerpt(in.Sections[i].Title))})
			continue
		}
		seen = append(seen, in.Sections[i].ID)
		in.Pass(1)
		for j := range in.Sections[i].Paragraphs {
			twiceItems(in, i, j)
		}
	}
}

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
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”应在“%s”里，现在“%s”里", excerpt(h.Text), partTitle(in, want), partTitle(in, part))})
	}
}

func partTitle(in *check.Inspection, id string) string {
	for i := range in.Profile.Parts {
		if in.Profile.Parts[i].ID == id {
			return printedWords(in.Subject, in.Profile.Parts[i].Title)
		}
	}
	return id
}
