package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// eachText tells a rule's hits, one finding a text: judge says what is wrong
// with a hit and what should stand there, nothing where it is right.
func eachText(in *check.Inspection, sign sign, judge func(t *check.Text, s *scan, h hit) (wrong, right string, severity diag.Severity)) {
	s := scanOf(in.Subject)
	told, n := int32(-1), 0
	for _, h := range s.hits[sign] {
		t := s.of(h)
		wrong, right, severity := judge(t, s, h)
		if wrong == "" {
			continue
		}
		if h.text == told {
			continue
		}
		told = h.text
		n++
		f := check.Fault{At: t.Ref(), Message: wrong, Severity: severity, Expected: right, Evidence: pieceOf(t, s.around(h))}
		if right != "" {
			f.Suspects = []diag.Suspect{{Ref: t.Ref(), Value: s.piece(h), Suggest: right}}
		}
		in.Fail(f)
	}
	in.Pass(len(s.texts) - n)
}

func pieceOf(t *check.Text, piece string) []diag.Evidence {
	return []diag.Evidence{{Label: placeOf(t), Value: piece, Ref: t.Ref()}}
}

// placeOf names a text's place in words.
func placeOf(t *check.Text) string {
	switch r := t.Ref(); {
	case r.Form != "":
		return "申报表“" + r.Form + "”"
	case r.Table != "":
		return r.Address()
	case r.Section != "":
		return "第" + r.Section + "节"
	default:
		return excerpt(t.Text)
	}
}

// groupedHits tells a rule's hits once a section, a form or a table, with how many
// there are.
func groupedHits(in *check.Inspection, sign sign, wrong func(t *check.Text, s *scan, h hit) bool, say func(piece string, n int) string) {
	s := scanOf(in.Subject)
	var order []string
	first, count := map[string]hit{}, map[string]int{}
	for _, h := range s.hits[sign] {
		t := s.of(h)
		if !wrong(t, s, h) {
			continue
		}
		g := groupOf(t)
		if count[g] == 0 {
			order = append(order, g)
			first[g] = h
		}
		count[g]++
	}
	for _, g := range order {
		h := first[g]
		t := s.of(h)
		in.Fail(check.Fault{At: t.Ref(), Message: say(s.around(h), count[g]), Evidence: pieceOf(t, s.around(h))})
	}
	in.Pass(len(s.texts) - len(order))
}

func groupOf(t *check.Text) string {
	switch {
	case t.Project >= 0:
		return t.Ref().Table
	case t.Section != "":
		return "节" + t.Section
	default:
		return t.Ref().Table
	}
}

// prose reports texts that are sentences.
func prose(t *check.Text) bool {
	return t.Kind == check.ParagraphText || t.Kind == check.FieldText || t.Kind == check.TermText
}

func txtResidue(in *check.Inspection) {
	eachText(in, tagSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		piece := residueAt(t.Text, int(h.start))
		if piece == "" {
			return "", "", 0
		}
		return fmt.Sprintf("文字里留着程序的标记“%s”：“%s”", piece, s.around(h)), "", 0
	})
}

// residueAt is the residue of a program that begins at i, or nothing.
func residueAt(text string, i int) string {
	rest := text[i:]
	v := textVocabulary()
	if rest[0] == '<' {
		end := strings.IndexByte(rest[:min(len(rest), 120)], '>')
		if end < 0 {
			return ""
		}
		name := strings.ToLower(strings.TrimPrefix(rest[1:end], "/"))
		name, _, _ = strings.Cut(strings.TrimSuffix(name, "/"), " ")
		if slices.Contains(v.Tags, name) {
			return rest[:end+1]
		}
		return ""
	}
	for _, w := range v.Residue {
		if strings.HasPrefix(rest, w) {
			return w
		}
	}
	for _, w := range v.ResidueWords {
		if strings.HasPrefix(rest, w) && !letterBefore(text, i) && !letterAfter(text, i+len(w)) {
			return w
		}
	}
	return ""
}

func letterBefore(s string, i int) bool { return i > 0 && isWordByte(s[i-1]) }

func letterAfter(s string, i int) bool { return i < len(s) && isWordByte(s[i]) }

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_' || c == '-' || c == '.' || c == '/'
}

func txtMarks(in *check.Inspection) {
	eachText(in, marksSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		piece := s.piece(h)
		if piece == "。。" && (strings.HasSuffix(t.Text[:h.start], "。") || strings.HasPrefix(t.Text[h.end:], "。")) {
			return "", "", 0 // 。。。 for an ellipsis: TXT-007
		}
		return fmt.Sprintf("标点“%s”连用：“%s”", piece, s.around(h)), keptMark(piece), 0
	})
}

// keptMark is the stronger of two marks, which most often is the one meant.
func keptMark(pair string) string {
	first, size := utf8.DecodeRuneInString(pair)
	second, _ := utf8.DecodeRuneInString(pair[size:])
	const weakest = "、，：。；"
	if strings.ContainsRune(weakest, first) && strings.IndexRune(weakest, first) > strings.IndexRune(weakest, second) {
		return string(first)
	}
	return string(second)
}

func txtHalf(in *check.Inspection) {
	groupedHits(in, halfSign, func(t *check.Text, _ *scan, h hit) bool {
		switch t.Kind {
		case check.NameText, check.HeadText, check.IndicatorText:
			return false
		}
		if t.Kind == check.FieldText && !narrativeField(t.Field) {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(t.Text[:h.start], " "))
		after, _ := utf8.DecodeRuneInString(strings.TrimLeft(t.Text[h.end:], " "))
		c := t.Text[h.start]
		switch {
		case c == '(':
			return isHan(after) || isHan(before) && after >= '0' && after <= '9'
		case c == ')':
			return isHan(before)
		}
		return (isHan(before) || before == '%' || before == ')' || before == '）') && isHan(after) || isHan(before) && (h.end == int32(len(t.Text)) || after < utf8.RuneSelf && isDigit(byte(after)))
	}, func(piece string, n int) string {
		return fmt.Sprintf("中文里用了半角标点，共%d处，如“%s”", n, piece)
	})
}

// narrativeField reports fields of a form that hold sentences.
func narrativeField(key string) bool {
	switch key {
	case "overview", "basis", "need", "measures", "plan", "term_goal", "year_goal":
		return true
	}
	return false
}

func txtSpaces(in *check.Inspection) {
	paged := in.Outline != nil && in.Outline.Paged
	groupedHits(in, spaceSign, func(t *check.Text, _ *scan, h hit) bool {
		if t.Kind != check.ParagraphText && (t.Kind != check.FieldText || !narrativeField(t.Field)) {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(t.Text[:h.start])
		after, _ := utf8.DecodeRuneInString(t.Text[h.end:])
		if h.start == 0 || int(h.end) == len(t.Text) || strings.ContainsRune(",;:)", before) {
			return false // a space after a half-width mark is TXT-005's
		}
		if paged { // beside digits and marks, and in lists, the layout makes room by itself
			return h.end-h.start == 1 && isHan(before) && isHan(after) && t.Kind == check.ParagraphText && strings.Contains(t.Text, "。") && !articleNumber(t.Text[:h.start])
		}
		digits := before < utf8.RuneSelf && isDigit(byte(before)) || after < utf8.RuneSelf && isDigit(byte(after))
		return digits && (isHan(before) || isHan(after)) || strings.ContainsRune(",;:，。；：、", after) || isHan(before) && isHan(after) && t.Kind == check.ParagraphText && before != '录' && !articleNumber(t.Text[:h.start])
	}, func(piece string, n int) string {
		return fmt.Sprintf("有多余的空格，共%d处，如“%s”", n, piece)
	})
}

// articleNumber reports whether s is the number of an article, which a blank
// follows: 第一条.
func articleNumber(s string) bool {
	s = strings.TrimSpace(s)
	body, ok := strings.CutPrefix(s, "第")
	if !ok || utf8.RuneCountInString(s) > 8 {
		return false
	}
	last, size := utf8.DecodeLastRuneInString(body)
	return strings.ContainsRune("条章节款项", last) && strings.Trim(body[:len(body)-size], "一二三四五六七八九十百〇零0123456789 ") == ""
}
