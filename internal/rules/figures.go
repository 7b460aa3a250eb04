package rules

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"mingbai/internal/check"
	"mingbai/internal/money"
)

// figure is an amount or a percentage in a paragraph of the narrative.
type figure struct {
	from, start, end, after int // in the text without blanks: the end of the figure before, the digits, and where the unit ends
	percent                 bool
	unit                    money.Unit // of an amount
	text                    string
	value                   money.Decimal
	way                     string // more or less, where a word right before says so
	amount                  bool   // it says how much something is: no share, no change, nor what another is set against
}

// figures are those of a paragraph, in order.
type figures struct {
	*paragraphSaid
	list []figure
}

type figuresKey struct{}

// figuresSaid are the figures of all paragraphs of the narrative that have some.
func figuresSaid(s *check.Subject) []figures {
	return check.Kept(s, figuresKey{}, func(s *check.Subject) (out []figures) {
		for _, p := range paragraphsSaid(s) {
			if list := figuresIn(p.s); len(list) > 0 {
				f := figures{p, list}
				for k := range list {
					list[k].amount = f.isAmount(k)
				}
				out = append(out, f)
			}
		}
		return out
	})
}

func figuresIn(s string) []figure {
	n := strings.Count(s, "元") + strings.Count(s, "%") + strings.Count(s, "％")
	if n == 0 {
		return nil
	}
	out, from := make([]figure, 0, n), 0
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		start := i
		for i < len(s) && (s[i] >= '0' && s[i] <= '9' || (s[i] == '.' || s[i] == ',') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9') {
			i++
		}
		f := figure{from: from, start: start, end: i}
		switch rest := s[i:]; {
		case strings.HasPrefix(rest, "万元"):
			f.after, f.unit = i+len("万元"), money.Wan
		case strings.HasPrefix(rest, "亿元"):
			f.after, f.unit = i+len("亿元"), money.Yi
		case strings.HasPrefix(rest, "元") && !perPiece(rest):
			f.after = i + len("元")
		case strings.HasPrefix(rest, "%"):
			f.after, f.percent = i+1, true
		case strings.HasPrefix(rest, "％"):
			f.after, f.percent = i+len("％"), true
		default:
			continue
		}
		v, ok := decimalOf(s[start:i])
		if !ok {
			continue
		}
		f.text, f.value, f.way = s[start:i], v, wayBefore(s[from:start])
		out = append(out, f)
		from = f.after
	}
	return out
}

// perPiece reports whether an amount in 元 is the price of one: 50元/人.
func perPiece(rest string) bool {
	rest = strings.TrimPrefix(rest, "元")
	return strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "／") || strings.HasPrefix(rest, "每")
}

var (
	risen  = []string{"增加", "增长", "上升", "提高", "增幅"}
	fallen = []string{"减少", "下降", "降低", "压减", "降幅", "减幅"}
)

// wayBefore is which way the words right before a figure say that it goes: more, less
// or neither.
func wayBefore(label string) string {
	for _, tail := range []string{"为", "了", "率", "额"} {
		label = strings.TrimSuffix(label, tail)
	}
	for _, w := range risen {
		if strings.HasSuffix(label, w) {
			return "more"
		}
	}
	for _, w := range fallen {
		if strings.HasSuffix(label, w) {
			return "less"
		}
	}
	return ""
}

// label is what stands between the figure before and the k-th.
func (f *figures) label(k int) string { return f.s[f.list[k].from:f.list[k].start] }

// amount reports whether the k-th figure is an amount of its own: no change, and not
// what another is set against.
func (f *figures) amount(k int) bool { return f.list[k].amount }

func (f *figures) isAmount(k int) bool {
	g := &f.list[k]
	if g.percent || g.way != "" || f.bracketed(k) {
		return false
	}
	label := f.label(k)
	if strings.Contains(label, "完成") && carriedOutOf.MatchString(label) {
		return false
	}
	clause := lastClauseOf(label)
	return !strings.ContainsAny(clause, "比较与") || !setBeside.MatchString(clause)
}

// carriedOutOf leads to the budget that an amount is the rate of: 支出5万元，完成预算6万元的83.33%.
var carriedOutOf = regexp.MustCompile(`完成(?:年初|全年|调整|当年)*预算数?(?:为)?$`)

// setBeside finds that an amount is what another is set against: 比上年的, 与2024年预算; not
// 文化旅游体育与传媒支出.
var setBeside = regexp.MustCompile(`[比较]|^与|与(?:上|去|年初|20|预算|决算|同期)`)

// bracketed reports whether the k-th figure stands in brackets: what it tells is an
// aside.
func (f *figures) bracketed(k int) bool {
	before := f.s[:f.list[k].start]
	return strings.Count(before, "（")+strings.Count(before, "(") > strings.Count(before, "）")+strings.Count(before, ")")
}

// clauseNamed is what stands after the last mark of a text that is no bracket which closes again:
// 因公出国（境）费支出.
func clauseNamed(s string) string {
	depth := 0
	for i := len(s); i > 0; {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		i -= n
		switch r {
		case '）', ')':
			depth++
		case '（', '(':
			if depth--; depth < 0 {
				return s[i+n:]
			}
		case '，', '。', '；', '：', '、', ',', ';', ':':
			if depth <= 0 {
				return s[i+n:]
			}
		}
	}
	return s
}

// lastClauseOf is what stands after the last mark of a text.
func lastClauseOf(s string) string {
	i := strings.LastIndexAny(s, "，。；：、,;:（(")
	if i < 0 {
		return s
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return s[i+n:]
}
