package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is a number in a line of a section.
type number struct {
	line       int
	start, end int // in the line's folding
	unit       unit
	unitEnd    int
	from       int // in the folding: where what stands before it begins
	label      string
	runes      []rune
	year       bool
	nothing    bool   // a zero without a unit
	of         int    // the year that stands right before what is said of it; 0 where none
	way        string // more or less, where a word right before says so
	underPath  bool   // its sentence names a subject by its levels, and not right before it: …（款）9万元，其中：基本支出5万元
	ofPath     bool   // what it belongs to is named by a path before it: …（款）…（项）
	code       string // of the item whose path of names and codes leads to it: 教育支出（205）普通教育（02）小学教育（02）
	slot       int    // that it was matched to; -1
	ofItem     bool   // a subject's level stands before it: …（类）支出
	vsBudget   bool   // it is a change against the budget of the year, not against last year
	ofUnnamed  bool   // it is a change of an amount of which no name is known
	subject    string // the name of the measure that it is said of, as the profile has names; empty where none is
}

// maxNumbers bounds the numbers of one block, so that aligning stays quick on
// texts that are nothing but numbers.
const maxNumbers = 1500

// numbersIn finds the numbers of a folded line.
func numbersIn(out []number, s string, line int) []number {
	from, lead := 0, ""
	for i := 0; i < len(s); {
		if !isDigit(s[i]) {
			i++
			continue
		}
		start := i
		if i > 0 && s[i-1] == '-' && (i == 1 || !isDigit(s[i-2]) && s[i-2] < 0x80) {
			start--
		}
		for i < len(s) && (isDigit(s[i]) || (s[i] == '.' || s[i] == ',' && threeDigits(s[i+1:])) && i+1 < len(s) && isDigit(s[i+1])) {
			i++
		}
		end := i
		for _, level := range []string{"类", "款", "项"} { // (213类)
			if strings.HasPrefix(s[i:], level) {
				end += len(level)
			}
		}
		if leadsSubject(s, start, end) {
			lead = s[start:end]
			continue // 2050202-小学教育193.02万元: the item's code stands before its name
		}
		if subjectCode(s, start, end) {
			continue // 社会保障和就业支出（208）193.02万元: part of the name
		}
		u, n := unitAt(s[i:])
		num := number{line: line, start: start, end: i, unit: u, unitEnd: i + n, from: from, slot: -1}
		num.year = u == yearUnit && yearAt(s, start) > 0 && i-start == 4
		if k := len(out) - 1; k >= 0 && out[k].line == line && out[k].year && out[k].unitEnd == from && start-out[k].from < longestPath && endsPath(s[out[k].from:out[k].start]) {
			num.from = out[k].from // …（项）2025年预算数为: the path is still what it stands behind
		}
		if k := len(out) - 1; k >= 0 && out[k].line == line && out[k].year && out[k].unitEnd == from {
			num.of = yearAt(s, out[k].start)
		}
		num.nothing = u == noUnit && strings.Trim(s[start:i], "0.") == ""
		num.label = labelOf(withoutCode(s[num.from:start]))
		num.runes = lastRunes(num.label)
		_, _, num.way = wayOf(num.label)
		if num.code = pathCode(s[num.from:start]); num.code == "" && lead != "" {
			num.code, lead = lead, ""
			num.label = labelOf(strings.Replace(s[num.from:start], num.code, "", 1))
			num.runes = lastRunes(num.label)
		}
		if k := len(out) - 1; k >= 0 && out[k].line == line && sharesUnit(s[from:start], &out[k], &num) {
			out[k].unit, num.unit = otherUnit, otherUnit
		}
		sentence := sentenceBefore(s[:start])
		num.ofItem = levelIn(s[num.from:start])
		num.underPath = !num.ofItem && levelIn(sentence)
		num.ofPath = strings.Contains(sentence, "(项)") || pathCode(sentence) != ""
		out = append(out, num)
		from = i + n
		i = max(i, from)
	}
	return out
}

// sharesUnit reports whether two numbers stand side by side, each of another of the things
// named before them: 收、支总计各减少9，8万元，各下降5%、4%. What is of what is not known.
func sharesUnit(between string, a, b *number) bool {
	switch between {
	case ",", "、":
		return a.unit == noUnit && b.unit == wanUnit || a.unit == percentUnit && b.unit == percentUnit
	}
	return false
}

// subjectCode reports whether a stretch is a subject's code in brackets, with or without
// its level: (213), (213类).
func subjectCode(s string, from, to int) bool {
	digits := codeDigits(s[from:to])
	n := len(digits)
	return (n == 2 || n == 3 || n == 5 || n == 7) && from > 0 && s[from-1] == '(' && to < len(s) && s[to] == ')' && strings.Trim(digits, "0123456789") == ""
}

// leadsSubject reports whether a stretch is an item's code that stands before its name:
// 2050202-小学教育, 2050202小学教育.
func leadsSubject(s string, from, to int) bool {
	if to-from != 7 || s[from] != '2' || strings.Trim(s[from:to], "0123456789") != "" || to == len(s) {
		return false
	}
	after := strings.TrimLeft(s[to:], "-_ ")
	r, _ := utf8.DecodeRuneInString(after)
	u, _ := unitAt(after)
	return u == noUnit && unicode.Is(unicode.Han, r)
}

// codeDigits is what of a subject's code stands before its level: 213 of 213类.
func codeDigits(s string) string {
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "类"), "款"), "项")
}

// withoutCode cuts a subject's code in brackets off the end of a folded text.
func withoutCode(s string) string {
	i := strings.LastIndexByte(s, '(')
	if i >= 0 && strings.HasSuffix(s, ")") && subjectCode(s, i+1, len(s)-1) {
		return s[:i]
	}
	return s
}

// pathCode is the code of an item that a folded text names by its path with the codes
// in brackets, of each level or whole; empty where it does not.
func pathCode(s string) string {
	var codes []string
	for {
		i := strings.IndexByte(s, '(')
		if i < 0 {
			break
		}
		n := strings.IndexByte(s[i:], ')')
		if n < 0 {
			break
		}
		if subjectCode(s, i+1, i+n) {
			codes = append(codes, codeDigits(s[i+1:i+n]))
		}
		s = s[i+n+1:]
	}
	if k := len(codes); k > 0 && len(codes[k-1]) == 7 {
		return codes[k-1]
	} else if k >= 3 && len(codes[k-3]) == 3 && len(codes[k-2]) == 2 && len(codes[k-1]) == 2 {
		return codes[k-3] + codes[k-2] + codes[k-1]
	}
	return ""
}

// countInYuan makes amounts of 元 what amounts of 万元 are elsewhere, in a document
// whose sentences count in 元.
func countInYuan(numbers []number) {
	for i := range numbers {
		if numbers[i].unit == yuanUnit {
			numbers[i].unit = wanUnit
		}
	}
}

// yuanSaid reports whether the lines of a document count most of their amounts in 元.
func yuanSaid(items []item) bool {
	yuan, wan := 0, 0
	for i := range items {
		pieces := strings.Split(items[i].text, "元")
		for _, before := range pieces[:len(pieces)-1] {
			switch before = strings.TrimRight(before, " "); {
			case strings.HasSuffix(before, "万"), strings.HasSuffix(before, "亿"):
				wan++
			case before != "" && isDigit(before[len(before)-1]):
				yuan++
			}
		}
	}
	return yuan > wan
}

// longestPath bounds, in bytes, what of a line is looked at for the path before a number.
const longestPath = 600

// sentenceBefore is the end of a folded text from its last full stop.
func sentenceBefore(s string) string {
	s = s[max(0, len(s)-longestPath):]
	return s[strings.LastIndex(s, "。")+1:]
}

// levelIn reports whether a folded text names a subject with its level.
func levelIn(s string) bool {
	return strings.Contains(s, "(类)") || strings.Contains(s, "(款)") || strings.Contains(s, "(项)")
}

// endsPath reports whether a folded text ends with a subject's level: …（款）…（项）.
func endsPath(s string) bool {
	s = strings.TrimRight(s, "\"' :")
	if strings.HasSuffix(s, ")") && pathCode(s) != "" {
		return true
	}
	return strings.HasSuffix(s, "(项)") || strings.HasSuffix(s, "(款)") || strings.HasSuffix(s, "(类)")
}

func threeDigits(s string) bool {
	return len(s) >= 3 && isDigit(s[0]) && isDigit(s[1]) && isDigit(s[2]) && (len(s) == 3 || !isDigit(s[3]))
}

// lastRunes are the last characters of a label, as many as are compared.
func lastRunes(s string) []rune {
	if len(s) > 120 {
		s = strings.ToValidUTF8(s[len(s)-120:], "")
	}
	return []rune(s)
}
