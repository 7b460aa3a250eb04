package rules

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// txtYears looks at years in heads of columns, and at those that open a sentence
// of the narrative about budget amounts.
func txtYears(in *check.Inspection) {
	if in.Year == 0 {
		in.NotChecked("不知道是哪一年的")
		return
	}
	told := map[string]bool{}
	eachText(in, yearSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		year, _ := strconv.Atoi(s.piece(h))
		if year == in.Year || year == in.Year-1 {
			return "", "", 0
		}
		severity, right := diag.Severity(0), in.Year
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
			if besidePrior(t.Text[:h.start]) {
				right--
			}
		default:
			return "", "", 0
		}
		told[t.Text] = true
		return fmt.Sprintf("年份写作%d年，本文件是%d年的：“%s”", year, in.Year, s.around(h)), strconv.Itoa(right), severity
	})
	yearsOfSentences(in, told)
	yearsSaid(in, told)
	yearsOfDates(in)
}

// besidePrior reports whether what follows a text is last year's, which this year's is set
// against.
func besidePrior(before string) bool {
	return endsInAny(strings.TrimRight(before, " "), []string{"与", "比", "较", "（", "("})
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
	if rest, ok := strings.CutPrefix(compared, "预算数"); ok && besidePrior(before) {
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
		f := check.Fault{At: t.Ref(), Message: fmt.Sprintf("数字“%s”用了全角：“%s”", s.piece(h), s.around(h)), Evidence: pieceOf(t, s.around(h))}
		if s.piece(h) == "，" {
			f.Message, f.Expected = fmt.Sprintf("千分位的逗号用了全角：“%s”", s.around(h)), ","
		}
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

// groups reports whether a full-width comma parts the thousands of an amount: 3，518.85万元.
func groups(s string, start, end int) bool {
	if start == 0 || !isDigit(s[start-1]) {
		return false
	}
	rest := strings.TrimLeft(s[end:], "0123456789")
	if len(s)-end-len(rest) != 3 {
		return false
	}
	if fraction, ok := strings.CutPrefix(rest, "."); ok {
		rest = strings.TrimLeft(fraction, "0123456789")
	}
	return isAmount(rest, 0)
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
		At: t.Ref(), Severity: severity, Message: fmt.Sprintf("有的大数带千分位逗号（%s），有的不带（%s）", s.piece(*with), s.piece(*without)),
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

func txtTorn(in *check.Inspection) {
	severity := diag.Error
	if in.Outline != nil && in.Outline.Paged {
		severity = diag.Note // spaces may come of the layout
	}
	eachText(in, spaceSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		if !prose(t) || t.Kind == check.FieldText && !narrativeField(t.Field) || !tearsNumber(t.Text, int(h.start), int(h.end)) {
			return "", "", 0
		}
		return fmt.Sprintf("一个数被空格拆开：“%s”", s.around(h)), "", severity
	})
}

// tearsNumber reports a space inside a number: “149 .9”, “149. 9”, “1,61 9.63”.
func tearsNumber(s string, start, end int) bool {
	if start == 0 || end >= len(s) {
		return false
	}
	before, after := s[start-1], s[end]
	switch {
	case isDigit(before) && after == '.' && end+1 < len(s) && isDigit(s[end+1]):
		return true
	case before == '.' && start > 1 && isDigit(s[start-2]) && isDigit(after):
		return strings.HasPrefix(strings.TrimLeft(s[end:], "0123456789"), "万元") || strings.HasPrefix(strings.TrimLeft(s[end:], "0123456789"), "%")
	case !isDigit(before) || !isDigit(after):
		return false
	}
	left := strings.LastIndexByte(s[:start], ',')
	return left > 0 && start-left <= 3 && allDigit(s[left+1:start]) && isDigit(s[left-1])
}

func allDigit(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

func txtDocumentNumbers(in *check.Inspection) {
	s := scanOf(in.Subject)
	n := 0
	told := map[int32]bool{}
	for _, h := range s.hits[bracketSign] {
		t := s.of(h)
		piece, right := documentNumber(t.Text, int(h.start))
		if piece == "" || told[h.text] {
			continue
		}
		told[h.text] = true
		n++
		in.Fail(check.Fault{
			At: t.Ref(), Message: fmt.Sprintf("文号“%s”的年份没有用六角括号", excerpt(lead(t.Text, int(h.start))+piece)),
			Evidence: pieceOf(t, s.around(h)), Expected: right, Suspects: []diag.Suspect{{Ref: t.Ref(), Value: piece, Suggest: right}},
		})
	}
	in.Pass(len(s.texts) - n)
}

// documentNumber is “[2022]200号” at i with how it should be written.
func documentNumber(s string, i int) (piece, right string) {
	_, open := utf8.DecodeRuneInString(s[i:])
	rest := s[i+open:]
	if len(rest) < 8 || !allDigit(rest[:4]) || rest[:2] != "20" && rest[:2] != "19" {
		return "", ""
	}
	closing, size := utf8.DecodeRuneInString(rest[4:])
	if !strings.ContainsRune("]】］)）", closing) {
		return "", ""
	}
	end := 4 + size
	digits := end
	for end < len(rest) && isDigit(rest[end]) {
		end++
	}
	if end == digits || !strings.HasPrefix(rest[end:], "号") {
		return "", ""
	}
	end += len("号")
	return s[i : i+open+end], "〔" + rest[:4] + "〕" + rest[digits:end]
}

// lead is the run of Chinese characters before i, at most eight.
func lead(s string, i int) string {
	from := i
	for n := 0; n < 8 && from > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(s[:from])
		if !isHan(r) {
			break
		}
		from -= size
	}
	return s[from:i]
}
