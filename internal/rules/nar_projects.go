package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// Sentences that give the money of single projects, one by one or each in lines of its own,
// repeat the table of projects.

// mostLines is how many lines after its name are of a project.
const mostLines = 8

// projectsSaid holds what sentences say of a project to its row.
func projectsSaid(in *check.Inspection) {
	rows := toldProjects(in.Subject)
	if len(rows) == 0 {
		return
	}
	var current *toldProject
	section, since := -1, 0
	for _, f := range projectFigures(in.Subject) {
		if f.section != section {
			current, section = nil, f.section
		}
		if since++; since > mostLines {
			current = nil
		}
		if name, ok := labelOf(f.s, claims().Words.ProjectNamed); ok {
			name, rest := cutBefore(name, claims().Words.ProjectWhole)
			current, since = rowOfProject(rows, name), 0
			if rest && current != nil && len(f.list) > 0 && f.list[0].unit == money.Wan { // the lines were read as one
				current.hold(in, &f, &f.list[0], true)
			}
			continue
		}
		for k := range f.list {
			g := &f.list[k]
			if !f.amount(k) || g.unit != money.Wan || repeatsCell(f.Paragraph, f.place(g.start)) {
				continue
			}
			label, whole := f.label(k), false
			row := rowOfProject(rows, lastClauseOf(label))
			if current != nil && k == 0 {
				if _, whole = labelOfAny(f.s, claims().Words.ProjectWhole); whole {
					row = current
				}
			}
			if row != nil {
				row.hold(in, &f, g, whole)
			}
		}
	}
}

// projectFigures are the paragraphs of the narrative with figures, and those that name a
// project.
func projectFigures(s *check.Subject) (out []figures) {
	all, next := figuresSaid(s), 0
	for _, p := range paragraphsSaid(s) {
		switch {
		case next < len(all) && all[next].paragraphSaid == p:
			out = append(out, all[next])
			next++
		case strings.Contains(p.s, claims().Words.ProjectNamed):
			out = append(out, figures{paragraphSaid: p})
		}
	}
	return out
}

// toldProject is a row of the table of projects.
type toldProject struct {
	name  string
	all   check.Var
	cells []check.Var
}

// toldProjects are the rows of projects whose names are not also those of others.
func toldProjects(s *check.Subject) map[string]*toldProject {
	g, ok := gridOf(s, "T12", "")
	if !ok {
		return nil
	}
	out := map[string]*toldProject{}
	for l := range g.panel.Lines {
		line := &g.panel.Lines[l]
		name := projectKey(line.Name)
		if g.fixed(line) || utf8.RuneCountInString(name) < leastSlipped {
			continue
		}
		if _, again := out[name]; again {
			out[name] = nil
			continue
		}
		row := &toldProject{name: line.Name, all: g.at(l, g.column("合计"))}
		for k := range g.panel.Columns {
			row.cells = append(row.cells, g.at(l, k))
		}
		out[name] = row
	}
	return out
}

func projectKey(name string) string { return budget.Fold(strings.Trim(name, "“”\" ")) }

// rowOfProject is the row of the project that a text is the name of, behind its number in a
// list and before words that lead to its amount; nil where none has it.
func rowOfProject(rows map[string]*toldProject, text string) *toldProject {
	text = withoutNumber(text)
	for text != "" {
		if row, ok := rows[projectKey(text)]; ok {
			return row
		}
		shorter := text
		for _, tail := range claims().Words.ProjectTails {
			if cut, ok := strings.CutSuffix(text, tail); ok {
				shorter = cut
				break
			}
		}
		if shorter == text {
			return nil
		}
		text = shorter
	}
	return nil
}

// withoutNumber is a text without the number that it has in a list: 1., （一）.
func withoutNumber(s string) string {
	return strings.TrimLeft(s, "0123456789.．、（）() 一二三四五六七八九十")
}

// hold tells an amount that no cell of the row has: that is a slip of one, or all that the
// project gets.
func (r *toldProject) hold(in *check.Inspection, f *figures, g *figure, whole bool) {
	right := ""
	for _, v := range r.cells {
		if v == check.NoVar || in.Blank(v) {
			continue
		}
		if prints(in.Subject, v, g.value) {
			in.Pass(1)
			return
		}
		if text := inWan(in.Subject, v); right == "" && nearPrint(g.text, text) {
			right = text
		}
	}
	if right == "" && whole && r.all != check.NoVar && !in.Blank(r.all) {
		right = inWan(in.Subject, r.all)
	}
	if right == "" {
		return
	}
	at := f.ref(in.Subject, g.start, g.end)
	in.Fail(check.Fault{
		At: at, Expected: right,
		Message:  fmt.Sprintf("“%s”这里写%s万元，项目支出表里是%s万元", short(r.name), g.text, right),
		Suspects: []diag.Suspect{{Ref: at, Value: g.text, Suggest: right}},
		Evidence: []diag.Evidence{{Label: "文字", Value: g.text, Unit: "万元", Ref: at}, in.Show(r.all)},
	})
}

// inWan is an amount of a table in 万元, as sentences print it.
func inWan(s *check.Subject, v check.Var) string {
	fen, _ := worth(s, v)
	return money.Round(money.Fen(fen), money.Wan, 2).String()
}

// labelOf is what follows a label that a line begins with, behind its number.
func labelOf(s, label string) (string, bool) {
	rest, ok := strings.CutPrefix(withoutNumber(s), label)
	if !ok {
		return "", false
	}
	return strings.TrimLeft(rest, "：: "), true
}

// cutBefore is a text up to the first of some words, and whether one of them stands in it.
func cutBefore(s string, words []string) (string, bool) {
	for _, w := range words {
		if i := find(s, w); i > 0 {
			return s[:i], true
		}
	}
	return s, false
}

func labelOfAny(s string, labels []string) (string, bool) {
	for _, l := range labels {
		if rest, ok := labelOf(s, l); ok {
			return rest, true
		}
	}
	return "", false
}
