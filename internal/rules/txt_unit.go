package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// otherUnits reports sentences of the narrative that stand in the name of another body:
// last year's text of a sister unit, 2025年，某某学校收入预算….
func otherUnits(in *check.Inspection) (n int) {
	prefix := placePrefix(in.Unit.Name)
	if prefix == "" {
		return 0
	}
	known := in.Unit.Name
	if b := bodiesOf(in.Subject); b.section >= 0 {
		known += sectionText(&in.Sections[b.section])
	}
	for i := range in.Sections {
		if in.Sections[i].Part != "narrative" {
			continue
		}
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			name := otherFirst(in.Subject, p)
			if name == "" {
				name = unitNamed(p.Text, prefix)
			}
			if name == "" || isUnitName(name, in.Unit.Name) || strings.Contains(known, name) {
				continue
			}
			n++
			at := paragraphRef(in.Subject, i, p, name)
			in.Fail(check.Fault{
				At: at, Message: fmt.Sprintf("这句话写的是“%s”，本文件是“%s”的", excerpt(name), excerpt(in.Unit.Name)), Expected: in.Unit.Name,
				Suspects: []diag.Suspect{{Ref: at, Value: name, Suggest: in.Unit.Name}},
			})
		}
	}
	return n
}

// otherCover tells a cover that names a body which no sentence speaks for, where they
// speak for another of the same place again and again.
func otherCover(in *check.Inspection) int {
	prefix := placePrefix(in.Unit.Name)
	if prefix == "" || in.Outline == nil {
		return 0
	}
	k := slices.IndexFunc(in.Outline.Cover, func(p budget.Passage) bool { return strings.Contains(p.Text, in.Unit.Name) })
	if k < 0 {
		return 0
	}
	times, most := map[string]int{}, ""
	for _, p := range paragraphsSaid(in.Subject) {
		name := unitNamed(p.fold(), prefix)
		if name == "" {
			continue
		}
		if isUnitName(name, in.Unit.Name) {
			return 0
		}
		if times[name]++; times[name] > times[most] {
			most = name
		}
	}
	if times[most] < 3 {
		return 0
	}
	at := in.Outline.Cover[k].Ref
	at.Text = in.Unit.Name
	in.Fail(check.Fault{
		At: at, Message: fmt.Sprintf("封面写的是“%s”，正文各处写的是“%s”", excerpt(in.Unit.Name), excerpt(most)), Expected: most,
		Suspects: []diag.Suspect{{Ref: at, Value: in.Unit.Name, Suggest: most}},
	})
	return 1
}

// beforeUnit stands before the name of the body that a sentence speaks for.
var beforeUnit = []string{"，", ",", "。", "；", "年", "年度", "：", "日"}

// unitNamed is the name of a body, of the unit's place, that a paragraph speaks for: what
// stands between a mark, or the year, and words that follow on the unit's name.
func unitNamed(text, prefix string) string {
	for from := 0; ; {
		k := find(text[from:], prefix)
		if k < 0 {
			return ""
		}
		at := from + k
		from = at + len(prefix)
		if before := strings.TrimRight(text[:at], " "); before != "" && !endsInAny(before, beforeUnit) {
			continue
		}
		end := -1
		for _, w := range textVocabulary().AfterUnit {
			if e := find(text[from:], w); e >= 0 && (end < 0 || from+e < end) {
				end = from + e
			}
		}
		if end < 0 {
			continue
		}
		name := text[at:end]
		if k := strings.IndexAny(name, "（("); k > 0 {
			name = name[:k] // …局（部门）共有车辆
		}
		if strings.ContainsAny(name, "，。；、：,;: ）)") || utf8.RuneCountInString(name) > 40 {
			continue
		}
		if len(name) > len(prefix)+6 && endsAsBody(name) {
			return name
		}
	}
}

// endsAsBody reports whether a name ends as the names of bodies do.
func endsAsBody(name string) bool {
	v := textVocabulary()
	return endsInAny(name, v.BodySuffixes) || endsInAny(name, v.UnitEndings)
}

// leadsUnit may stand before the name of the body that a sentence speaks for.
var leadsUnit = regexp.MustCompile(`^(?:20\d{2}年(?:度)?[，,]?|按照[^，,]{2,16}[，,])`)

// otherFirst is the name of a body of another place in whose name a paragraph's first
// sentence speaks of what a body has: 某县某局所有收入和支出…; empty where it does not.
func otherFirst(s *check.Subject, p *budget.Paragraph) string {
	if p.Heading {
		return ""
	}
	text := p.Text[len(leadsUnit.FindString(p.Text)):]
	for i, r := range text {
		if !unicode.Is(unicode.Han, r) || i > mostOfName {
			return ""
		}
		end := i + utf8.RuneLen(r)
		if i < leastOfName || !endsAsBody(text[:end]) {
			continue
		}
		after := text[end:]
		if strings.HasPrefix(after, "（") {
			_, after, _ = strings.Cut(after, "）")
		}
		if startsWithAny(after, textVocabulary().AfterOther) && otherBody(s, text[:end]) {
			return text[:end]
		}
	}
	return ""
}

// leastOfName and mostOfName bound, in bytes, the name of a body.
const leastOfName, mostOfName = 12, 90

// isUnitName reports whether a name is the unit's, whole or short.
func isUnitName(name, unit string) bool {
	return strings.Contains(unit, name) || strings.Contains(name, unit) || within(name, unit)
}
