package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mingbai/internal/check"
)

// closers are the marks that close others; half-width brackets pair with full-width ones.
var closers = map[rune]rune{'”': '“', '）': '（', ')': '（', '》': '《', '〕': '〔', '】': '【'}

// halves are the marks in words.
var halves = map[rune]string{
	'“': "前引号", '”': "后引号", '（': "前括号", '(': "前括号", '）': "后括号", ')': "后括号", '《': "前书名号", '》': "后书名号", '〔': "前括号", '〕': "后括号", '【': "前括号", '】': "后括号",
}

// txtPairs: marks that stand in pairs have both their halves in one paragraph.
func txtPairs(in *check.Inspection) {
	textsWith(in, pairSign, check.TermText, func(text string, marks []hit) (message, piece string) {
		at, mark := halfPair(text, marks)
		if at < 0 {
			return "", ""
		}
		piece = around(text, at, at+utf8.RuneLen(mark))
		return fmt.Sprintf("%s没有配对：“%s”", halves[mark], piece), piece
	})
}

// textsWith tells the paragraphs, and the texts of another kind, of whose hits look finds
// something to say, with the piece that it is said of.
func textsWith(in *check.Inspection, sign sign, also check.TextKind, look func(text string, hits []hit) (message, piece string)) {
	s := scanOf(in.Subject)
	n := 0
	for rest := s.hits[sign]; len(rest) > 0; {
		t, hits := s.of(rest[0]), ofOneText(rest)
		rest = rest[len(hits):]
		if t.Kind != check.ParagraphText && t.Kind != also {
			continue
		}
		if message, piece := look(t.Text, hits); piece != "" {
			n++
			in.Fail(check.Fault{At: t.Ref(), Message: message, Evidence: pieceOf(t, piece)})
		}
	}
	in.Pass(len(s.texts) - n)
}

// ofOneText are the first hits of a list, those in one text.
func ofOneText(list []hit) []hit {
	n := 1
	for n < len(list) && list[n].text == list[0].text {
		n++
	}
	return list[:n]
}

// halfPair is the first mark of a text that has no other half, and its place; −1 where
// all have. A bracket behind the number of an item, 1）, opens nothing.
func halfPair(text string, marks []hit) (int, rune) {
	type opened struct {
		mark rune
		at   int
	}
	var open []opened
	for _, h := range marks {
		i := int(h.start)
		r, _ := utf8.DecodeRuneInString(text[i:])
		switch r {
		case '“', '（', '《', '〔', '【':
			open = append(open, opened{r, i})
			continue
		case '(':
			open = append(open, opened{'（', i})
			continue
		}
		want, closes := closers[r]
		switch {
		case !closes:
		case len(open) > 0 && open[len(open)-1].mark == want:
			open = open[:len(open)-1]
		case want == '（' && numbersItem(text[:i]):
		default:
			if len(open) > 0 && open[len(open)-1].mark != want {
				return open[len(open)-1].at, open[len(open)-1].mark
			}
			return i, r
		}
	}
	if len(open) == 0 {
		return -1, 0
	}
	last, _ := utf8.DecodeRuneInString(text[open[0].at:])
	return open[0].at, last
}

// numbersItem reports whether what stands before a bracket is the number of an item: at
// the head of the text or behind the end of a sentence.
func numbersItem(before string) bool {
	rest := strings.TrimRight(before, "0123456789一二三四五六七八九十abcdefghABCDEFGH①②③④⑤⑥⑦⑧⑨⑩")
	if rest == before {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(rest, " \u3000"))
	return rest == "" || strings.ContainsRune("。；：，、\n;:", last) || strings.TrimSpace(rest) == ""
}

// txtGuidance: what the form tells the one who fills it in is not left in the text.
func txtGuidance(in *check.Inspection) {
	textsWith(in, bracketSign, check.TitleText, func(text string, brackets []hit) (message, piece string) {
		if piece = guidanceIn(text, brackets); piece == "" {
			return "", ""
		}
		return fmt.Sprintf("留着填写说明“%s”", excerpt(piece)), piece
	})
}

// guidanceIn is the first bracket of a text that tells how to fill in the form.
func guidanceIn(text string, brackets []hit) string {
	for _, h := range brackets {
		if bracket := text[h.start:h.end]; bracket != "（" && bracket != "(" {
			continue
		}
		inside := text[h.end:]
		if !startsWithAny(strings.TrimSpace(inside), textVocabulary().Guidance) {
			continue
		}
		if end := strings.IndexAny(inside, "）)"); end >= 0 {
			_, size := utf8.DecodeRuneInString(inside[end:])
			return text[h.start : int(h.end)+end+size]
		}
		return text[h.start:]
	}
	return ""
}
