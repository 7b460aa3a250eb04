package store

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"mingbai/internal/money"
)

// wanted is what the text of a query asks for: all of it together.
type wanted struct {
	words   []string     // parts of names and sentences
	codes   []string     // beginnings of subject codes
	years   []int        // any of them
	amounts []comparison // all of them
}

// comparison bounds an amount.
type comparison struct {
	op     string // >, >=, <, <=, =
	amount Amount
}

// The ways of saying a comparison: before the amount, after it, and a span.
var (
	ops = map[string]string{
		">": ">", ">=": ">=", "≥": ">=", "<": "<", "<=": "<=", "≤": "<=", "=": "=",
		"大于": ">", "超过": ">", "高于": ">", "多于": ">", "小于": "<", "低于": "<", "少于": "<", "不足": "<", "等于": "=",
		"不低于": ">=", "不少于": ">=", "至少": ">=", "不超过": "<=", "不高于": "<=", "不多于": "<=", "至多": "<=",
	}
	amountText = `([0-9][0-9,]*(?:\.[0-9]+)?)\s*(亿元|万元|元|亿|万)?`
	before     = regexp.MustCompile(`(>=|<=|不低于|不少于|不超过|不高于|不多于|至少|至多|大于|超过|高于|多于|小于|低于|少于|不足|等于|[><=≥≤])\s*` + amountText)
	after      = regexp.MustCompile(amountText + `(以上|以下|以内)`)
	span       = regexp.MustCompile(amountText + `\s*(?:-|~|—|至|到)\s*` + amountText)
	yearText   = regexp.MustCompile(`^(19[89][0-9]|20[0-9][0-9])(?:年度?)?$`)
	codeText   = regexp.MustCompile(`^[0-9]{3}(?:[0-9]{2}){0,2}$`)
)

// understand reads a query's text. What it cannot make sense of is an error that
// says what can be written.
func understand(text string) (w wanted, err error) {
	text = strings.Map(func(r rune) rune {
		if r == '\u3000' {
			return ' '
		}
		return r
	}, width.Narrow.String(strings.TrimSpace(clean(text))))
	if len(text) > maxQuery {
		return w, misasked(fmt.Sprintf("查找的话太长；最多 %d 个字节", maxQuery), fmt.Sprintf("too long; at most %d bytes", maxQuery))
	}
	take := func(re *regexp.Regexp, compare func(m []string) ([]comparison, error)) {
		text = re.ReplaceAllStringFunc(text, func(s string) string {
			found, problem := compare(re.FindStringSubmatch(s))
			if problem != nil {
				err = problem
			}
			w.amounts = append(w.amounts, found...)
			return " "
		})
	}
	take(before, func(m []string) ([]comparison, error) { return compared(ops[m[1]], m[2], m[3]) })
	take(after, func(m []string) ([]comparison, error) {
		op := "<="
		if m[3] == "以上" {
			op = ">="
		}
		return compared(op, m[1], m[2])
	})
	take(span, func(m []string) ([]comparison, error) {
		unit := m[2]
		if unit == "" {
			unit = m[4]
		}
		if unit == "" {
			return nil, misasked("“"+m[0]+"”没有写单位；写成“2万元-5万元”", "“"+m[0]+"” has no unit; write 2万元-5万元")
		}
		low, err := compared(">=", m[1], unit)
		if err != nil {
			return nil, err
		}
		high, err := compared("<=", m[3], m[4])
		return append(low, high...), err
	})
	if err != nil {
		return w, err
	}
	for _, word := range strings.Fields(text) {
		w.sort(word)
	}
	return w, nil
}

// A Misasked query makes no sense, and says so in both languages.
type Misasked struct{ Chinese, English string }

func (m *Misasked) Error() string { return m.Chinese }

func misasked(zh, en string) error { return &Misasked{zh, en} }

// maxQuery bounds a query's text.
const maxQuery = 500

func compared(op, number, unit string) ([]comparison, error) {
	d, err := money.ParseDecimal(strings.ReplaceAll(number, ",", ""))
	if err != nil {
		return nil, misasked("“"+number+"”不是金额", "“"+number+"” is no amount")
	}
	u := money.Yuan
	switch unit {
	case "万", "万元":
		u = money.Wan
	case "亿", "亿元":
		u = money.Yi
	}
	a, ok := AmountOf(d, u)
	if !ok {
		return nil, misasked("金额“"+number+unit+"”太大或太细", "the amount “"+number+unit+"” is too large or too fine")
	}
	return []comparison{{op, a}}, nil
}

// sort puts a word where it belongs.
func (w *wanted) sort(word string) {
	switch m := yearText.FindStringSubmatch(word); {
	case m != nil:
		year, _ := strconv.Atoi(m[1]) // four digits
		w.years = append(w.years, year)
	case codeText.MatchString(word):
		w.codes = append(w.codes, word)
	case len(runs(word)) > 0:
		w.words = append(w.words, word)
	}
}

// empty reports whether there is nothing to look for.
func (w *wanted) empty() bool { return len(w.words)+len(w.codes)+len(w.amounts) == 0 }

// String tells a person how the query was understood.
func (w wanted) String() string { return w.told(inChinese) }

// saying is how a query is told in a language: %s is a code, a year, an amount.
type saying struct {
	code, year, join string
	ops              map[string]string
}

var (
	inChinese = saying{"编码 %s", "%s 年", "，", map[string]string{">": "大于 %s", ">=": "不少于 %s", "<": "小于 %s", "<=": "不超过 %s", "=": "等于 %s"}}
	inEnglish = saying{"code %s", "year %s", ", ", map[string]string{">": "over %s", ">=": "at least %s", "<": "under %s", "<=": "at most %s", "=": "exactly %s"}}
)

func (w wanted) told(in saying) string {
	parts := slices.Clone(w.words)
	for _, c := range w.codes {
		parts = append(parts, fmt.Sprintf(in.code, c))
	}
	for _, c := range w.amounts {
		unit := money.Yuan
		if c.amount >= 10_000*perYuan {
			unit = money.Wan
		}
		parts = append(parts, fmt.Sprintf(in.ops[c.op], c.amount.In(unit).Grouped()+" "+unit.String()))
	}
	for _, y := range w.years {
		parts = append(parts, fmt.Sprintf(in.year, strconv.Itoa(y)))
	}
	return strings.Join(parts, in.join)
}
