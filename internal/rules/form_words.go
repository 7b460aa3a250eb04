package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// formScope holds 单位 and 部门 to the kind of document. A label that the form
// itself prints is a note, so is 本单位 in a department's file, which may have one
// unit only.
func formScope(in *check.Inspection) {
	s := scanOf(in.Subject)
	own, other := "本单位", "本部门"
	severity := diag.Warning
	if !in.OfUnit() {
		own, other, severity = other, own, diag.Note
	}
	for _, h := range s.hits[partsSign] {
		t := s.of(h)
		if s.piece(h) != other || strings.HasPrefix(t.Text[h.start:], "本部门各单位") ||
			t.Kind != check.NoteText && (t.Kind != check.ParagraphText || !narrative(in, t.Section)) || inTitle(t.Text, int(h.start)) {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At: t.Ref(), Severity: severity, Message: fmt.Sprintf("这里写作“%s”，本文件称“%s”：“%s”", other, own, s.around(h)), Expected: own,
			Evidence: pieceOf(t, s.around(h)), Suspects: []diag.Suspect{{Ref: t.Ref(), Value: other, Suggest: own}},
		})
	}
	if in.OfUnit() {
		fixedLabels(in)
		plannedBy(in)
	}
}

// plannedBy notes sentences of a unit that speak of the department's budget as
// its own: 部门预算安排购置….
func plannedBy(in *check.Inspection) {
	const words = "部门预算安排"
	for i := range in.Sections {
		if in.Sections[i].Part != "narrative" {
			continue
		}
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			if !strings.Contains(p.Text, words) {
				continue
			}
			in.Fail(check.Fault{At: paragraphRef(in.Subject, i, p, words), Severity: diag.Note, Message: "单位的文件里写作“" + words + "”", Expected: "单位预算安排"})
		}
	}
}

// fixedLabels tells rows of a unit's tables that are labelled as a department's.
func fixedLabels(in *check.Inspection) {
	for i := range in.Tables {
		t := &in.Tables[i]
		for p := range t.Panels {
			for l := range t.Panels[p].Lines {
				line := &t.Panels[p].Lines[l]
				if !line.Total || !strings.Contains(line.Name, "部门") {
					continue
				}
				at := line.Ref
				at.Table, at.Row, at.Text = t.ID, line.Key, line.Name
				in.Fail(check.Fault{At: at, Severity: diag.Note, Message: fmt.Sprintf("单位的表里，行名是“%s”", excerpt(line.Name)), Expected: strings.ReplaceAll(line.Name, "部门", "单位")})
			}
		}
	}
}

// formContents looks whether the sections on procurement and on assets say what
// they have to.
func formContents(in *check.Inspection) {
	for i := range in.Sections {
		s := &in.Sections[i]
		switch {
		case strings.Contains(s.Title, "政府采购"):
			contentsOf(in, i, [][]string{{"货物"}, {"工程"}, {"服务"}})
		case strings.Contains(s.Title, "国有资产占"):
			contentsOf(in, i, [][]string{{"车", "交通工具"}})
		}
	}
}

// contentsOf demands one word of each group in a section that says anything
// beyond that there is none.
func contentsOf(in *check.Inspection, i int, groups [][]string) {
	text := sectionText(&in.Sections[i])
	if text == "" || nothing(text) || groups[0][0] == "货物" && !strings.Contains(text, "元") {
		in.Pass(1)
		return
	}
	var missing []string
	for _, g := range groups {
		found := false
		for _, w := range g {
			found = found || strings.Contains(text, w)
		}
		if !found {
			missing = append(missing, g[0])
		}
	}
	if missing == nil {
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{At: sectionRef(in, i), Message: fmt.Sprintf("“%s”里没有说到%s", excerpt(in.Sections[i].Title), strings.Join(missing, "、"))})
}

func sectionText(s *budget.Section) string {
	var b strings.Builder
	for i := range s.Paragraphs {
		b.WriteString(s.Paragraphs[i].Text)
	}
	return b.String()
}

// nothing reports a text that says that there is none: 无, 没有…, 未安排….
func nothing(text string) bool {
	t := strings.TrimRight(strings.TrimSpace(text), "。.")
	if t == "无" || t == "没有" {
		return true
	}
	for _, w := range []string{"无政府采购", "没有政府采购", "未安排政府采购", "未编制政府采购", "不涉及政府采购", "无国有资产", "没有安排政府采购", "无此项"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return strings.Contains(text, "采购") && strings.Contains(text, "总额0万元") || strings.Contains(text, "总额0.00万元")
}
