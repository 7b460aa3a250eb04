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
		if h.word < 0 && (letterBefore(t.Text, int(h.start)) || letterAfter(t.Text, int(h.end))) || inTitle(t.Text, int(h.start)) {
			return "", "", 0
		}
		return fmt.Sprintf("“%s”处还没有填：“%s”", s.piece(h), s.around(h)), "", 0
	})
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

// txtYears looks at years in heads of columns, and at those that open a sentence
// of the narrative about budget amounts.
func txtYears(in *check.Inspection) {
	if in.Year == 0 {
		in.NotChecked("不知道是哪一年的")
		return
	}
	eachText(in, yearSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		year, _ := strconv.Atoi(s.piece(h))
		if year == in.Year || year == in.Year-1 {
			return "", "", 0
		}
		severity := diag.Severity(0)
		switch t.Kind {
		case check.HeadText:
			if !strings.HasPrefix(t.Text[h.end:], "年") && !strings.HasPrefix(t.Text[h.end:], "预算") {
				return "", "", 0
			}
		case check.ParagraphText:
			how := budgetYear(t.Text, int(h.start), int(h.end))
			if how == 0 || !narrative(in, t.Section) {
				return "", "", 0
			}
			severity = how
		default:
			return "", "", 0
		}
		return fmt.Sprintf("年份写作%d年，本文件是%d年的：“%s”", year, in.Year, s.around(h)), strconv.Itoa(in.Year), severity
	})
}

// budgetYear tells how surely a year of a sentence is the year of a budget amount:
// an error where it opens the paragraph (“2021年度支出预算100.00万元”) or is
// compared with (“与2020年预算数相同”), a note where it opens a later sentence;
// nothing after 原因, and nothing where the money may really be of that year.
func budgetYear(s string, start, end int) diag.Severity {
	clause := strings.TrimLeft(s[end:], " ")
	if !strings.HasPrefix(clause, "年") || strings.Contains(s[:start], "原因") {
		return 0
	}
	if i := strings.IndexAny(clause, "，。；：）"); i >= 0 {
		clause = clause[:i]
	}
	for _, w := range []string{"结转", "追加", "以来", "累计", "历年", "至", "起"} {
		if strings.Contains(clause, w) {
			return 0
		}
	}
	before := strings.TrimRight(s[:start], " ")
	last, _ := utf8.DecodeLastRuneInString(before)
	compared := strings.TrimPrefix(strings.TrimPrefix(clause, "年"), "度")
	if rest, ok := strings.CutPrefix(compared, "预算数"); ok && strings.ContainsRune("与比较（(", last) {
		for _, w := range []string{"相同", "增加", "减少", "持平", "相比"} {
			if strings.HasPrefix(rest, w) {
				return diag.Error
			}
		}
	}
	if !strings.Contains(clause, "万元") || !strings.Contains(clause, "预算") && !strings.Contains(clause, "决算") && !strings.Contains(clause, "拨款") {
		return 0
	}
	switch {
	case before == "", last == '（' && strings.Contains(clause, "预算数"):
		return diag.Error
	case last == '。' || last == '；':
		return diag.Note
	}
	return 0
}

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
	if in.Profile.Scope == "unit" {
		for _, h := range s.hits[partsSign] {
			t := s.of(h)
			if piece := s.piece(h); !strings.HasSuffix(piece, "各单位") || t.Kind != check.ParagraphText || !narrative(in, t.Section) {
				continue
			}
			n++
			in.Fail(check.Fault{
				At: t.Ref, Message: fmt.Sprintf("单位的文件写成了“%s”：“%s”", s.piece(h), s.around(h)),
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
		f := check.Fault{At: t.Ref, Message: fmt.Sprintf("写作“%s”，本单位是%s：“%s”", s.piece(h), own, s.around(h)), Evidence: pieceOf(t, s.around(h))}
		if !strings.HasSuffix(t.Text[:h.start], "指") {
			f.Severity = diag.Note // spoken of, not defined as
		}
		if bodies := in.Profile.LevelBodies; bodies != "" {
			f.Expected = bodies
			f.Suspects = []diag.Suspect{{Ref: t.Ref, Value: s.piece(h), Suggest: bodies}}
		}
		in.Fail(f)
	}
	return n
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

func txtRepeats(in *check.Inspection) {
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

func txtNumbers(in *check.Inspection) {
	s := scanOf(in.Subject)
	n := 0
	told := map[int32]bool{}
	for _, h := range s.hits[wideSign] {
		t := s.of(h)
		if t.Kind == check.IndicatorText || t.Kind == check.NameText || told[h.text] {
			continue
		}
		told[h.text] = true
		n++
		f := check.Fault{At: t.Ref, Message: fmt.Sprintf("数字“%s”用了全角：“%s”", s.piece(h), s.around(h)), Evidence: pieceOf(t, s.around(h))}
		if s.piece(h) == "．" && !decimalPoint(t.Text, int(h.start), int(h.end)) {
			f.Severity = diag.Note // the number of an item: 1．
		}
		in.Fail(f)
	}
	if commasMixed(in, s) {
		n++
	}
	in.Pass(len(s.texts) - n)
}

// decimalPoint reports a point inside an amount or a share, not behind the number
// of an item.
func decimalPoint(s string, start, end int) bool {
	return start > 0 && isDigit(s[start-1]) && end < len(s) && isDigit(s[end]) &&
		(isAmount(strings.TrimLeft(s[end:], "0123456789"), 0) || strings.HasPrefix(strings.TrimLeft(s[end:], "0123456789"), "%"))
}

// commasMixed reports amounts of a thousand or more that are written with commas
// in one place of the narrative and without in another.
func commasMixed(in *check.Inspection, s *scan) bool {
	var with, without *hit
	for i := range s.hits[commasSign] {
		h := &s.hits[commasSign][i]
		t := s.of(*h)
		if t.Kind != check.ParagraphText || !isAmount(t.Text, int(h.end)) {
			continue
		}
		if h.word == 1 && with == nil {
			with = h
		}
		if h.word == 0 && without == nil {
			without = h
		}
	}
	if with == nil || without == nil {
		return false
	}
	severity, t := diag.Note, s.of(*without)
	if with.text == without.text {
		severity = diag.Warning
	}
	in.Fail(check.Fault{
		At: t.Ref, Severity: severity, Message: fmt.Sprintf("有的大数带千分位逗号（%s），有的不带（%s）", s.piece(*with), s.piece(*without)),
		Evidence: append(pieceOf(t, s.around(*without)), pieceOf(s.of(*with), s.around(*with))...),
	})
	return true
}

// isAmount reports whether what stands before i in s goes on as an amount of money.
func isAmount(s string, i int) bool {
	rest := s[i:]
	if strings.HasPrefix(rest, ".") {
		rest = strings.TrimLeft(rest[1:], "0123456789")
	}
	rest = strings.TrimLeft(rest, " ")
	return strings.HasPrefix(rest, "万元") || strings.HasPrefix(rest, "元")
}

func txtSlips(in *check.Inspection) {
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
