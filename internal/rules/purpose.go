package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
)

// purposeOf is what subjects of some names are spent on: the words that their
// purposes hold, and those that mark a purpose as theirs alone.
type purposeOf struct {
	Names []string `toml:"names"`
	Words []string `toml:"words"`
	Marks []string `toml:"marks"`
}

// itemLists are the lists of subjects told one by one with their purposes.
var itemLists = [...]string{"gpb_items", "gpb_class_items"}

// purposes: what an item says that it is for fits its subject.
func purposes(in *check.Inspection) {
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			for _, list := range itemLists {
				if hasSlot(p, list+".name") {
					purposesIn(in, i, p, list)
				}
			}
		}
	}
}

func purposesIn(in *check.Inspection, section int, p *budget.Paragraph, list string) {
	for k := range p.Claims {
		c := &p.Claims[k]
		if c.Slot != list+".name" {
			continue
		}
		own := purposeNamed(c.Text)
		said := purposeAfter(p, k, list)
		if own == nil || said == "" {
			continue
		}
		other := purposeMarked(own, said)
		if other == nil {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At:       paragraphRef(in.Subject, section, p, short(said)),
			Message:  fmt.Sprintf("“%s”的用途写作“%s”，像是%s的", short(c.Text), short(said), other.Names[0]),
			Expected: "写明" + short(c.Text) + "的用途",
		})
	}
}

// purposeNamed is what a subject of a name is for; nil where it is not known.
func purposeNamed(name string) *purposeOf {
	name = plainWord(name)
	list := claims().Purposes
	for i := range list {
		if holdsAny(name, list[i].Names) {
			return &list[i]
		}
	}
	return nil
}

// purposeMarked is the other subject that a purpose is marked as; nil where it
// holds a word of its own subject, or is marked as none.
func purposeMarked(own *purposeOf, said string) *purposeOf {
	if holdsAny(said, own.Words) {
		return nil
	}
	list := claims().Purposes
	for i := range list {
		if o := &list[i]; o != own && holdsAny(said, o.Marks) {
			return o
		}
	}
	return nil
}

// purposeAfter is what a paragraph says that the k-th claim, a name, is for:
// from 主要用于 to the end of the sentence, before the next name. Empty where it
// does not say.
func purposeAfter(p *budget.Paragraph, k int, list string) string {
	start := p.Claims[k].Start + len(p.Claims[k].Text)
	end := len(p.Text)
	for _, o := range p.Claims[k+1:] {
		if o.Slot == list+".name" {
			end = min(end, o.Start)
			break
		}
	}
	if start > end {
		return ""
	}
	_, said, ok := strings.Cut(p.Text[start:end], "用于")
	if !ok {
		return ""
	}
	said = strings.TrimLeft(said, "：: ")
	for _, stop := range [...]string{"。", "年初预算", "；"} {
		if at := strings.Index(said, stop); at >= 0 {
			said = said[:at]
		}
	}
	return said
}
