package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

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
			name := unitNamed(p.Text, prefix)
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
		if end < 0 || strings.ContainsAny(text[at:end], "，。；、：,;: （）()") || utf8.RuneCountInString(text[at:end]) > 40 {
			continue
		}
		name := text[at:end]
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

// isUnitName reports whether a name is the unit's, whole or short.
func isUnitName(name, unit string) bool {
	return strings.Contains(unit, name) || strings.Contains(name, unit) || within(name, unit)
}
