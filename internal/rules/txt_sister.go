package rules

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// The office of the same name in another place of the same level has the same sentences: its
// name stands where the unit's should.

// leastCore is how many characters, at the least, of a name say what office it is.
const leastCore = 3

// sisterUnits tells sentences and headings of the narrative that name the office of another
// place: 望江区民政局 for 青禾区民政局.
func sisterUnits(in *check.Inspection) (n int) {
	unit := budget.Fold(in.Unit.Name)
	own, core := splitPlace(unit)
	if own == "" || utf8.RuneCountInString(core) < leastCore {
		return 0
	}
	level, _ := utf8.DecodeLastRuneInString(own)
	tell := func(name string, at place.Ref) {
		n++
		at.Text = name
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("这里写的是“%s”，本文件是“%s”的", short(name), short(in.Unit.Name)), Expected: in.Unit.Name,
			Suspects: []diag.Suspect{{Ref: at, Value: name, Suggest: in.Unit.Name}},
		})
	}
	other := func(text string) string {
		if !strings.Contains(text, core) {
			return ""
		}
		for there := range sisterPlaces(text, core, level) {
			if !strings.Contains(unit, there) && isOtherPlace(there, own) && !spokenInOverview(in.Subject, there+core) {
				return there + core
			}
		}
		return ""
	}
	for _, p := range paragraphsSaid(in.Subject) {
		if name := other(p.s); name != "" && in.Sections[p.section].Part == "narrative" {
			tell(name, paragraphRef(in.Subject, p.section, p.Paragraph, name))
		}
	}
	for i := range in.Sections {
		if name := other(in.Sections[i].Title); name != "" && in.Sections[i].Part == "narrative" {
			tell(name, sectionRef(in, i))
		}
	}
	return n
}

// notInPlaces are characters of words that lead to a name, and of no place's.
const notInPlaces = "了的由对向在与及和为将被从至把给等或并按是其本该各据经"

// isOtherPlace reports whether what stands before the core of a name is another place than the
// unit's, and neither its own behind other words nor words alone.
func isOtherPlace(there, own string) bool {
	return !strings.HasSuffix(there, lowestPlace(own)) && !strings.ContainsAny(there, notInPlaces)
}

// lowestPlace is the last place of a path of them: 普陀区 of 上海市普陀区.
func lowestPlace(path string) string {
	runes := []rune(path)
	for i := len(runes) - 2; i > 0; i-- {
		if strings.ContainsRune("省市区县州盟旗", runes[i-1]) && len(runes)-i > 1 {
			return string(runes[i:])
		}
	}
	return path
}

// sisterPlaces are the places of a level before the core of a name, where sentences speak for
// it: at their heads, behind a mark or a year.
func sisterPlaces(text, core string, level rune) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for from := 0; ; {
			k := find(text[from:], core)
			if k < 0 {
				return
			}
			there := placeBefore(text[:from+k])
			from += k + len(core)
			last, _ := utf8.DecodeLastRuneInString(there)
			if n := utf8.RuneCountInString(there); last == level && n >= 3 && n <= 8 && !yield(there) {
				return
			}
		}
	}
}

// placeBefore is what stands between the last mark, year or day and the end of a text.
func placeBefore(text string) string {
	start := len(text)
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !unicode.Is(unicode.Han, r) || strings.ContainsRune("年度日", r) || strings.HasSuffix(text[:start], "关于") {
			break
		}
		start -= size
	}
	return text[start:]
}

// spokenInOverview reports whether what a document says of the body itself has a name.
func spokenInOverview(s *check.Subject, name string) bool {
	return anyItem(s.Sections, func(sec *budget.Section) bool {
		return sec.Part == "overview" && strings.Contains(budget.Fold(sectionText(sec)), name)
	})
}
