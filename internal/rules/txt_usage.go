package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/check"
	"mingbai/internal/diag"
)

func txtPlaceholders(in *check.Inspection) {
	eachText(in, emptySign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		if h.word < 0 && !yearLeftOpen(t.Text, int(h.start), int(h.end)) && (letterBefore(t.Text, int(h.start)) || letterAfter(t.Text, int(h.end))) || inTitle(t.Text, int(h.start)) {
			return "", "", 0
		}
		return fmt.Sprintf("“%s”处还没有填：“%s”", s.piece(h), s.around(h)), "", 0
	})
}

// yearLeftOpen reports whether a piece stands for the end of a year: 20XX年.
func yearLeftOpen(s string, from, to int) bool {
	return strings.HasSuffix(s[:from], "20") && strings.HasPrefix(s[to:], "年")
}

// inTitle reports whether i lies inside 《…》.
func inTitle(s string, i int) bool {
	return strings.Count(s[:i], "《") > strings.Count(s[:i], "》")
}

// narrative reports whether a paragraph stands in the narrative, where amounts
// are explained.
func narrative(in *check.Inspection, section string) bool {
	for i := range in.Sections {
		if in.Sections[i].ID == section {
			return in.Sections[i].Part == "narrative"
		}
	}
	return false
}

func txtRepeats(in *check.Inspection) {
	districtDoubled(in)
	eachText(in, repeatSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		if !prose(t) || t.Kind == check.FieldText && !narrativeField(t.Field) || inTitle(t.Text, int(h.start)) {
			return "", "", 0
		}
		piece := s.piece(h)
		if h.word == 1 { // 的的
			if strings.HasSuffix(t.Text[:h.start], "目") || strings.HasPrefix(t.Text[h.end:], "确") {
				return "", "", 0
			}
			return fmt.Sprintf("“的”写了两遍：“%s”", s.around(h)), "的", 0
		}
		half := piece[:len(piece)/2]
		first, _ := utf8.DecodeRuneInString(half)
		if strings.ContainsRune("一逐某每", first) || len(half) == 6 && half[:3] == half[3:] {
			return "", "", 0 // 一个一个, 层层层层
		}
		severity := diag.Severity(0)
		if slices.Contains(textVocabulary().Joining, half) {
			severity = diag.Note // 公共服务 + 服务事项
		}
		return fmt.Sprintf("“%s”写了两遍：“%s”", half, s.around(h)), half, severity
	})
}

// txtDangling looks at connectives with a mark behind them, and at those that
// end the last paragraph of a section or a field.
func txtDangling(in *check.Inspection) {
	eachText(in, joinSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		if !prose(t) || t.Kind == check.FieldText && !narrativeField(t.Field) {
			return "", "", 0
		}
		if h.word == 0 { // the end of the text
			if t.Kind == check.ParagraphText && !lastOfSection(s, h.text) || utf8.RuneCountInString(t.Text) < 8 {
				return "", "", 0
			}
			return fmt.Sprintf("到“%s”就断了，没有下文：“%s”", s.piece(h), s.around(h)), "", 0
		}
		piece := s.piece(h)
		mark := piece[len(piece)-int(h.word):]
		if mark == "：" {
			return "", "", 0
		}
		return fmt.Sprintf("“%s”后面紧跟着“%s”，没有下文：“%s”", piece[:len(piece)-len(mark)], mark, s.around(h)), mark, 0
	})
}

func lastOfSection(s *scan, text int32) bool {
	next := int(text) + 1
	return next >= len(s.texts) || s.texts[next].Section != s.texts[text].Section
}

func txtSlips(in *check.Inspection) {
	itemNamesAs(in)
	eachText(in, slipSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		if inTitle(t.Text, int(h.start)) {
			return "", "", 0
		}
		slip := textVocabulary().Slips[h.word]
		return fmt.Sprintf("“%s”应为“%s”：“%s”", slip.Wrong, slip.Right, s.around(h)), slip.Right, 0
	})
}

// txtSystem reports, once a form, marks of the system in its fields, and once
// the prefixes of project names.
func txtSystem(in *check.Inspection) {
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm {
			continue
		}
		at := p.FieldRef("body")
		at.Table, at.Form, at.Row, at.Text = in.FormID(i), p.Name, "body", p.Body
		switch {
		case strings.Contains(p.Body, "[部门]") || strings.Contains(p.Body, "[单位]"):
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("主管部门“%s”带着系统的后缀", excerpt(p.Body))})
		case len(p.Date) == 14 && allDigit(p.Date):
			at = p.FieldRef("date")
			at.Table, at.Form, at.Row, at.Text = in.FormID(i), p.Name, "date", p.Date
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("填报日期“%s”精确到了秒", p.Date)})
		default:
			in.Pass(1)
		}
	}
	txtPrefixes(in)
}

func txtPrefixes(in *check.Inspection) {
	t := in.Table("T12")
	if t == nil {
		return
	}
	var at *check.Fault
	var names []string
	for p := range t.Panels {
		for l := range t.Panels[p].Lines {
			line := &t.Panels[p].Lines[l]
			if line.Total || !systemPrefix(line.Name) {
				continue
			}
			names = append(names, line.Name)
			if at == nil {
				r := line.Ref
				r.Table, r.Row, r.Text = t.ID, line.Key, line.Name
				at = &check.Fault{At: r}
			}
		}
	}
	if at == nil {
		in.Pass(1)
		return
	}
	at.Message = fmt.Sprintf("项目名称带着系统的前缀，共%d个，如“%s”", len(names), excerpt(names[0]))
	in.Fail(*at)
}

// systemPrefix reports a J or Z before a Chinese name.
func systemPrefix(name string) bool {
	for _, piece := range strings.Fields(name) {
		if len(piece) > 1 && (piece[0] == 'J' || piece[0] == 'Z') {
			if r, _ := utf8.DecodeRuneInString(piece[1:]); isHan(r) {
				return true
			}
		}
	}
	return false
}

func txtThree(in *check.Inspection) {
	eachText(in, threeSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		before, _ := utf8.DecodeLastRuneInString(t.Text[:h.start])
		after := strings.TrimLeft(t.Text[h.end:], " ")
		if strings.ContainsRune("“”\"「『‘", before) || !strings.HasPrefix(after, "经费") && !strings.HasPrefix(after, "支出") && !strings.HasPrefix(after, "消费") {
			return "", "", 0
		}
		return fmt.Sprintf("“三公”没有加引号：“%s”", s.around(h)), "“三公”", 0
	})
}

func txtOdd(in *check.Inspection) {
	severity := diag.Warning
	if in.Outline != nil && in.Outline.Paged {
		severity = diag.Note // may come of the file's fonts
	}
	eachText(in, oddSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		r, _ := utf8.DecodeRuneInString(s.piece(h))
		return fmt.Sprintf("有不正常的字符 U+%04X：“%s”", r, s.around(h)), "", severity
	})
}

// txtYearEnd holds the as-of dates of a final account to the end of its year.
func txtYearEnd(in *check.Inspection) {
	want := fmt.Sprintf("%d年12月31日", in.Year)
	eachText(in, yearSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		before := strings.TrimRight(t.Text[:h.start], " ")
		if t.Kind != check.ParagraphText || !strings.HasSuffix(before, "截至") && !strings.HasSuffix(before, "截止") && !strings.HasSuffix(before, "截止到") {
			return "", "", 0
		}
		date := strings.ReplaceAll(t.Text[h.start:], " ", "")
		if i := strings.Index(date, "日"); i > 0 && i < 20 && date[:i+len("日")] != want {
			return fmt.Sprintf("截止日写作%s，决算应为%s", date[:i+len("日")], want), want, 0
		}
		return "", "", 0
	})
}

func txtPlans(in *check.Inspection) {
	eachText(in, planSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		rest := strings.TrimLeft(t.Text[h.end:], " ")
		if len(rest) < 7 || !allDigit(rest[:4]) || !strings.HasPrefix(rest[4:], "年") || inTitle(t.Text, int(h.start)) {
			return "", "", 0
		}
		if year, _ := strconv.Atoi(rest[:4]); year < in.Year && year > 1949 {
			return fmt.Sprintf("说“%s%d年”，这一年已在本年（%d年）之前：“%s”", s.piece(h), year, in.Year, s.around(h)), "", 0
		}
		return "", "", 0
	})
}
