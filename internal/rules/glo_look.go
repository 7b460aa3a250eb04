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
	"mingbai/internal/profile"
)

// plainTerm makes names of terms comparable: without quotes and spaces.
func plainTerm(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("“”\"'‘’「」：:", r) {
			return -1
		}
		return r
	}, budget.Fold(name))
}

// named puts a term in quotes where it has none of its own.
func named(term string) string {
	if strings.Contains(term, "“") {
		return term
	}
	return "“" + excerpt(term) + "”"
}

func termRef(t *budget.Term) place.Ref {
	at := t.Ref
	at.Text = t.Text
	return at
}

func gloMissing(in *check.Inspection) {
	if len(in.Profile.Terms) == 0 {
		return
	}
	if tablesOnly(in) {
		in.NotChecked(noProse)
		return
	}
	if len(in.Glossary) == 0 {
		asked := 0
		for i := range in.Profile.Terms {
			if !in.Profile.Terms[i].Optional {
				asked++
			}
		}
		in.Fail(check.Fault{Message: fmt.Sprintf("没有名词解释，应有%d个名词", asked)})
		return
	}
	for i := range in.Profile.Terms {
		name := in.Profile.Terms[i].Name
		if in.Profile.Terms[i].Optional || explained(in, name) {
			in.Pass(1)
			continue
		}
		var names []string
		for k := range in.Glossary {
			names = append(names, in.Glossary[k].Name)
		}
		f := check.Fault{At: place.Ref{Section: "名词解释", Row: in.Profile.Terms[i].Name}, Message: "没有解释" + named(in.Profile.Terms[i].Name), Expected: in.Profile.Terms[i].Name}
		if k := budget.NearestOf(in.Profile.Terms[i].Name, names); k >= 0 {
			f.Nearest = names[k]
			f.At = termRef(&in.Glossary[k])
		}
		in.Fail(f)
	}
}

// explained reports whether the glossary has a term, by the entry's name or by
// how its text begins.
func explained(in *check.Inspection, name string) bool {
	for i := range in.Glossary {
		if in.Glossary[i].Name == name {
			return true
		}
	}
	want := plainTerm(name)
	for i := range in.Glossary {
		if plainTerm(in.Glossary[i].Name) == want {
			return true
		}
		text := in.Glossary[i].Text
		_, rest := ordinal(plainTerm(text[:min(len(text), 120)]))
		if strings.HasPrefix(rest, want) {
			return true
		}
	}
	return false
}

func gloLevels(in *check.Inspection) {
	n := otherLevels(in)
	in.Pass(len(in.Glossary) - min(n, len(in.Glossary)))
}

func gloNumbers(in *check.Inspection) {
	var run []counted
	end := func() {
		misnumbered(run, false, func(k, want int) {
			in.Fail(check.Fault{At: run[k].at, Message: fmt.Sprintf("“%s”的序号应为第%d", excerpt(run[k].text), want)})
		})
		in.Pass(len(run))
		run = nil
	}
	for i := range in.Glossary {
		n := numberOf(in.Glossary[i].Text).n
		if n == 0 {
			continue
		}
		if n == 1 && len(run) > 2 && !termOfForm(in, in.Glossary[i].Name) {
			end() // what follows the glossary, numbered anew
		}
		run = append(run, counted{n: n, text: in.Glossary[i].Name, at: termRef(&in.Glossary[i])})
	}
	end()
}

// termOfForm reports whether the form asks for a term.
func termOfForm(in *check.Inspection, name string) bool {
	want := plainTerm(name)
	return anyItem(in.Profile.Terms, func(t *profile.Term) bool { return plainTerm(t.Name) == want })
}

func gloParts(in *check.Inspection) {
	for i := range in.Glossary {
		t := &in.Glossary[i]
		var want [][]string
		switch name := plainTerm(t.Name); {
		case strings.HasPrefix(name, "三公"):
			want = [][]string{{"出国"}, {"购置"}, {"运行"}, {"接待"}}
		case name == "机关运行经费":
			want = [][]string{{"行政"}, {"参照公务员", "参公"}}
		default:
			continue
		}
		var missing []string
		for _, words := range want {
			if !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(t.Text, w) }) {
				missing = append(missing, words[0])
			}
		}
		if missing == nil {
			in.Pass(1)
			continue
		}
		if name := plainTerm(t.Name); name == "机关运行经费" && strings.Contains(t.Text, "保障") && strings.Contains(t.Text, "货物和服务") {
			in.Pass(1) // the wording of the regulation itself, by what is bought
			continue
		}
		in.Fail(check.Fault{At: termRef(t), Message: fmt.Sprintf("%s的解释没有说到%s", named(t.Name), strings.Join(missing, "、"))})
	}
}

// gloUnused looks only at terms that the form does not ask for.
func gloUnused(in *check.Inspection) {
	for i := range in.Glossary {
		t := &in.Glossary[i]
		if t.Name == "" || anyItem(in.Profile.Terms, func(p *profile.Term) bool { return p.Name == t.Name }) {
			in.Pass(1)
			continue
		}
		name := plainTerm(t.Name)
		if anyItem(in.Profile.Terms, func(p *profile.Term) bool { return plainTerm(p.Name) == name }) || used(in, name) {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{At: termRef(t), Message: fmt.Sprintf("解释了%s，正文和表里都没有用到", named(t.Name))})
	}
}

func used(in *check.Inspection, name string) bool {
	for i := range in.Tables {
		for p := range in.Tables[i].Panels {
			for _, c := range in.Tables[i].Panels[p].Columns {
				if strings.Contains(c, name) {
					return true
				}
			}
		}
	}
	for _, t := range in.Texts() {
		if t.Kind != check.TermText && strings.Contains(plainTerm(t.Text), name) {
			return true
		}
	}
	return false
}

// bare is a definition's words: no marks, no spaces, no number, and the level's
// bodies left out.
func bare(in *check.Inspection, text string) []rune {
	_, text = ordinal(budget.Fold(text))
	for _, l := range textVocabulary().Levels {
		text = strings.ReplaceAll(text, l.Word, "")
	}
	for _, w := range []string{in.Profile.LevelBodies, "单位", "部门"} {
		if w != "" {
			text = strings.ReplaceAll(text, w, "")
		}
	}
	out := make([]rune, 0, len(text)/3)
	for _, r := range text {
		if isHan(r) || r < utf8.RuneSelf && isWordByte(byte(r)) {
			out = append(out, r)
		}
	}
	return out
}

func gloWords(in *check.Inspection) {
	for i := range in.Profile.Terms {
		want := printedWords(in.Subject, in.Profile.Terms[i].Text)
		k := entryOf(in, in.Profile.Terms[i].Name)
		if k < 0 || want == "" {
			continue
		}
		t := &in.Glossary[k]
		if strings.HasSuffix(t.Text, want) {
			in.Pass(1)
			continue
		}
		a, b := bare(in, t.Text), bare(in, want)
		at := firstDifference(a, b)
		if at < 0 || at == len(b) { // the same, or something added at the end
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At: termRef(t), Message: fmt.Sprintf("%s的解释写作“%s”，规定的文字是“%s”", named(t.Name), window(a, at), window(b, at)), Expected: want,
			Evidence: []diag.Evidence{{Label: "解释", Value: window(a, at), Ref: termRef(t)}},
		})
	}
}

// entryOf is the glossary's entry of a term, -1 where there is none.
func entryOf(in *check.Inspection, name string) int {
	if k := indexOfItem(in.Glossary, func(t *budget.Term) bool { return t.Name == name }); k >= 0 {
		return k
	}
	want := plainTerm(name)
	return indexOfItem(in.Glossary, func(t *budget.Term) bool { return plainTerm(t.Name) == want })
}

func firstDifference(a, b []rune) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	if len(a) == len(b) {
		return -1
	}
	return min(len(a), len(b))
}

// window is some characters on both sides of a place.
func window(r []rune, at int) string {
	from, to := max(0, at-6), min(len(r), at+10)
	out := string(r[from:to])
	if from > 0 {
		out = "…" + out
	}
	if to < len(r) {
		out += "…"
	}
	return out
}

func gloLayout(in *check.Inspection) {
	count := map[string]int{}
	layouts := make([]string, len(in.Glossary))
	most := ""
	for i := range in.Glossary {
		l := layoutOf(&in.Glossary[i])
		layouts[i] = l
		if count[l]++; count[l] > count[most] {
			most = l
		}
	}
	if len(count) < 2 {
		in.Pass(len(in.Glossary))
		return
	}
	for i := range in.Glossary {
		if layouts[i] == most {
			continue
		}
		in.Fail(check.Fault{
			At:      termRef(&in.Glossary[i]),
			Message: fmt.Sprintf("名词解释有%d种体例，%s与多数不同", len(count), named(in.Glossary[i].Name)),
		})
		return
	}
}

// layoutOf is how an entry goes on behind its term: with a colon or without.
func layoutOf(t *budget.Term) string {
	text := t.Text[:min(len(t.Text), 120)]
	_, rest, ok := strings.Cut(text, t.Name)
	if !ok {
		_, rest, ok = strings.Cut(budget.Fold(text), budget.Fold(t.Name))
	}
	if !ok {
		return "其他"
	}
	if rest = strings.TrimLeft(rest, " "); strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：") {
		return "有冒号"
	}
	return "没有冒号"
}
