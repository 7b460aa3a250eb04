package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// level is the level of government of the unit: 省级, 市级, 县级; empty where
// it is not known.
func level(in *check.Inspection) string {
	l := in.Unit.Level
	if l == "" {
		l = in.Profile.Level
	}
	if l == "区级" || l == "旗级" {
		l = "县级"
	}
	return l
}

func txtBodies(in *check.Inspection) {
	s := scanOf(in.Subject)
	n := otherLevels(in)
	named := otherCover(in)
	if named == 0 {
		named = otherNames(in)
	}
	if named == 0 {
		named = otherUnits(in) // of sentences that the form does not know
	}
	if named == 0 {
		named = sisterUnits(in)
	}
	n += named
	if in.OfUnit() {
		for _, h := range s.hits[partsSign] {
			t := s.of(h)
			if piece := s.piece(h); !strings.HasSuffix(piece, "各单位") || t.Kind != check.ParagraphText || !narrative(in, t.Section) {
				continue
			}
			n++
			in.Fail(check.Fault{
				At: t.Ref(), Message: fmt.Sprintf("单位的文件写成了“%s”：“%s”", s.piece(h), s.around(h)),
				Hint: "删去，或改为本单位", Evidence: pieceOf(t, s.around(h)),
			})
		}
		n += otherExecutors(in)
	}
	in.Pass(len(s.texts) - n)
}

// otherLevels reports definitions and amounts that speak of another level of
// government than the unit's.
func otherLevels(in *check.Inspection) int {
	own := level(in)
	if !slices.ContainsFunc(textVocabulary().Levels, func(l bodyLevel) bool { return l.Level == own }) {
		return 0
	}
	s, n := scanOf(in.Subject), 0
	for _, h := range s.hits[levelSign] {
		t := s.of(h)
		if textVocabulary().Levels[h.word].Level == own || t.Kind != check.TermText || inTitle(t.Text, int(h.start)) {
			continue
		}
		n++
		f := check.Fault{At: t.Ref(), Message: fmt.Sprintf("写作“%s”，本单位是%s：“%s”", s.piece(h), own, s.around(h)), Evidence: pieceOf(t, s.around(h))}
		if !defines(t.Text[:h.start]) {
			f.Severity = diag.Note // spoken of, not defined as
		}
		if bodies := ownBodies(in.Profile.LevelBodies, own, s.piece(h)); bodies != "" {
			f.Expected = bodies
			f.Suspects = []diag.Suspect{{Ref: t.Ref(), Value: s.piece(h), Suggest: bodies}}
		}
		in.Fail(f)
	}
	return n
}

// defines reports whether what stands before a word makes it a part of a definition:
// 指省直部门, 是与市级财政.
func defines(before string) bool {
	return endsInAny(before, []string{"指", "是", "是与", "使用"})
}

// ownBodies is what a word of another level is at the unit's own: the form's own word, or
// the one that ends alike; empty where there is none.
func ownBodies(bodies, own, said string) string {
	if bodies != "" {
		return bodies
	}
	_, size := utf8.DecodeRuneInString(said)
	for _, l := range textVocabulary().Levels {
		if l.Level == own && strings.HasSuffix(l.Word, said[size:]) {
			return l.Word
		}
	}
	return ""
}

// otherExecutors reports forms of a unit whose executing body is none of its
// names.
func otherExecutors(in *check.Inspection) (n int) {
	if in.Unit.Name == "" {
		return 0
	}
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm || p.Executor == "" || related(p.Executor, in.Unit.Name) {
			continue
		}
		n++
		at := p.FieldRef("executor")
		at.Table, at.Form, at.Row, at.Text = in.FormID(i), p.Name, "executor", p.Executor
		in.Fail(check.Fault{
			At: at, Severity: diag.Warning, Message: fmt.Sprintf("实施单位写的是“%s”，本文件是“%s”的", excerpt(p.Executor), excerpt(in.Unit.Name)),
			Expected: in.Unit.Name, Hint: "核对实施单位，若确由别的单位实施，请在项目概况里说明",
		})
	}
	return n
}

// related reports whether two names may be one body's: one holds the other, or
// they share four characters in a row beyond the place's name.
func related(a, b string) bool {
	x, y := []rune(a), []rune(b)
	common := 0
	for common < len(x) && common < len(y) && x[common] == y[common] {
		common++
	}
	for i := common; i+4 <= len(x); i++ {
		if strings.Contains(string(y[common:]), string(x[i:i+4])) {
			return true
		}
	}
	return strings.Contains(a, b) || strings.Contains(b, a) || common >= 6
}

// txtNames compares the executing bodies of the forms: one that the other's
// characters hold in order is its short name.
func txtNames(in *check.Inspection) {
	full := ""
	for i := range in.Projects {
		if e := in.Projects[i].Executor; in.Projects[i].HasForm && len(e) > len(full) {
			full = e
		}
	}
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm || p.Executor == "" {
			continue
		}
		short := budget.Fold(p.Executor)
		if short == budget.Fold(full) || !within(short, full) {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At: formRef(in, i, "executor", p.Executor), Expected: full,
			Message: fmt.Sprintf("实施单位写作“%s”，别的表写作“%s”", excerpt(p.Executor), excerpt(full)),
		})
	}
}

// within reports whether the characters of short stand in long in that order.
func within(short, long string) bool {
	for _, r := range short {
		i := strings.IndexRune(long, r)
		if i < 0 {
			return false
		}
		long = long[i:]
		_, size := utf8.DecodeRuneInString(long)
		long = long[size:]
	}
	return true
}

// txtTwoNames takes the bodies that the overview names and looks in the forms
// for the core of a name with another ending.
func txtTwoNames(in *check.Inspection) {
	bodies := overviewBodies(in)
	if len(bodies) == 0 {
		return
	}
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm {
			continue
		}
		key, other, full := otherName(p, bodies)
		if key == "" {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At:      formRef(in, i, key, *p.Text(key)),
			Message: fmt.Sprintf("这里称“%s”，概况里称“%s”", other, full), Nearest: full,
		})
	}
}

// body is a body that the overview names: its whole name, and the four
// characters behind the place's name that tell it from others.
type body struct{ full, core, ending string }

func otherName(p *budget.Project, bodies []body) (key, other, full string) {
	for _, key := range []string{"overview", "need"} {
		text := *p.Text(key)
		for _, b := range bodies {
			i := strings.Index(text, b.core)
			if i < 0 || strings.Contains(text, b.full) {
				continue
			}
			for _, ending := range textVocabulary().BodySuffixes {
				if ending != b.ending && strings.HasPrefix(text[i+len(b.core):], ending) {
					return key, b.core + ending, b.full
				}
			}
		}
	}
	return "", "", ""
}

// overviewBodies are the names of bodies in the overview's sentences.
func overviewBodies(in *check.Inspection) []body {
	place := placePrefix(in.Unit.Name)
	if place == "" {
		return nil
	}
	var out []body
	for i := range in.Sections {
		if in.Sections[i].Part != "overview" {
			continue
		}
		for j := range in.Sections[i].Paragraphs {
			pieces := strings.FieldsFunc(in.Sections[i].Paragraphs[j].Text, func(r rune) bool { return strings.ContainsRune("，。、；：由和与及是等三家 ", r) })
			for _, piece := range pieces {
				rest, ok := strings.CutPrefix(piece, place)
				if !ok || len(rest) < 18 || piece == in.Unit.Name {
					continue
				}
				for _, ending := range textVocabulary().BodySuffixes {
					if strings.HasSuffix(rest, ending) {
						out = append(out, body{piece, rest[:12], ending})
						break
					}
				}
			}
		}
	}
	return out
}

// placePrefix is the place that a unit's name begins with: 大同市.
func placePrefix(name string) string {
	for i, r := range name {
		if i > 15 {
			break
		}
		if strings.ContainsRune("省市县区旗", r) && i > 0 {
			return name[:i+utf8.RuneLen(r)]
		}
	}
	return ""
}
