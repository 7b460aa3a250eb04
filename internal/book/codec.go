package book

import (
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// coded is a code as written, with the name that stood in the same cell:
// “2080502 事业单位离退休” as a drop-down list offers it.
type coded struct{ code, name string }

// text is any text.
func text[T any](field func(*T) *string) codec[T] {
	return codec[T]{
		get: func(t *T) string { return *field(t) },
		set: func(t *T, in input) problem {
			if p := in.unreadable(); p != nil {
				return p
			}
			*field(t) = in.text
			return nil
		},
	}
}

// unreadable says why a cell has no text; nil where it has.
func (in input) unreadable() problem {
	switch {
	case in.kind == asError || isErrorValue(in.text):
		p := kindText.errorf("公式错误 %s", in.text)
		p.Hint = "改正公式，或直接填写"
		return p
	case in.kind == asUncomputed:
		p := kindText.errorf("公式没有结果")
		p.Hint = "用表格软件打开并保存一次，或直接填写"
		return p
	}
	return nil
}

// isErrorValue reports whether s is an error value of a spreadsheet formula.
func isErrorValue(s string) bool {
	switch s {
	case "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!":
		return true
	}
	return len(s) > 2 && strings.Trim(s, "#") == ""
}

// code is a subject code, with or without its name behind it.
func code[T any](field func(*T) *coded, from *list) codec[T] {
	return codec[T]{
		kind: ofCode,
		list: from,
		get:  func(t *T) string { return field(t).code },
		set: func(t *T, in input) problem {
			if p := in.unreadable(); p != nil {
				return p
			}
			*field(t) = splitCode(in.text)
			return nil
		},
	}
}

// splitCode takes a code apart from a name that follows it. Text that does not
// begin with a digit is kept whole as the code, to be reported.
func splitCode(s string) coded {
	s = strings.TrimSpace(foldDigits(s))
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == 0 || n < len(s) && (s[n] == '.' || s[n] == ',') {
		return coded{code: s}
	}
	return coded{s[:n], strings.TrimLeft(s[n:], " \u3000-_—－:：\t")}
}

// foldDigits makes full-width digits plain and leaves all else.
func foldDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

// amount is an exact amount of yuan; blank is nothing where it may be.
func amount[T any](field func(*T) *money.Fen) codec[T] {
	return codec[T]{
		kind: ofAmount,
		get:  func(t *T) string { return field(t).String() },
		set: func(t *T, in input) problem {
			if in.blank() {
				return nil
			}
			f, p := readAmount(in)
			if p == nil {
				*field(t) = f
			}
			return p
		},
	}
}

// positive is an amount that says nothing where it is zero.
func positive[T any](field func(*T) *money.Fen) codec[T] {
	c := amount(field)
	set := c.set
	c.set = func(t *T, in input) problem {
		if p := set(t, in); p != nil {
			return p
		}
		if !in.blank() && *field(t) == 0 {
			p := kindAmount.say(diag.Note, "金额为0，这一行不影响任何数")
			p.Hint = "没有安排的就删去这一行"
			return p
		}
		return nil
	}
	return c
}

// given is an amount that may be left blank, which is not zero.
func given[T any](field func(*T) *budget.Money) codec[T] {
	return codec[T]{
		kind: ofAmount,
		get: func(t *T) string {
			if m := field(t); m.Given {
				return m.Amount.String()
			}
			return ""
		},
		set: func(t *T, in input) problem {
			if in.blank() {
				return nil
			}
			f, p := readAmount(in)
			if p == nil {
				*field(t) = budget.Money{Given: true, Amount: f}
			}
			return p
		},
	}
}

func readAmount(in input) (money.Fen, problem) {
	switch {
	case in.kind == asUncomputed:
		p := kindAmount.errorf("公式没有结果")
		p.Hint = "用表格软件打开并保存一次，或直接填写金额"
		return 0, p
	case in.kind == asError || isErrorValue(in.text):
		p := kindAmount.errorf("公式错误 %s", in.text)
		p.Expected, p.Hint = "金额（元）", "改正公式，或直接填写金额"
		return 0, p
	case in.kind == asDate || looksLikeDate(in.text):
		p := kindAmount.errorf("“%s”是日期，不是金额", in.text)
		p.Expected, p.Hint = "金额（元）", "把单元格格式改为数值，重新填写金额"
		return 0, p
	}
	f, err := money.ParseYuan(in.text)
	if err != nil {
		p := kindAmount.errorf("%s", err)
		p.Expected, p.Hint = "以元为单位的数，至多两位小数，如 22100 或 22,100.50", "只写数，不写单位和文字"
		return 0, p
	}
	if f < 0 {
		p := kindAmount.errorf("“%s”是负数", in.text)
		p.Expected, p.Hint = "不为负的金额", "预算数不为负；调减的写在调减后的数里"
		return 0, p
	}
	return f, nil
}

// looksLikeDate reports whether s is written as a date: 2023-1-5, 2023/01/05,
// 2023年1月5日.
func looksLikeDate(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("-/.年月日", r) })
	if len(parts) < 2 || len(parts) > 3 || len(parts[0]) != 4 {
		return false
	}
	if len(parts) == 2 && !strings.Contains(s, "年") {
		return false
	}
	for _, p := range parts {
		if _, err := strconv.ParseUint(p, 10, 16); err != nil {
			return false
		}
	}
	return strings.Count(s, ".") != 1
}

// count is a number of people or things; blank is -1, not known.
func count[T any](field func(*T) *int) codec[T] {
	return codec[T]{
		kind: ofCount,
		get: func(t *T) string {
			if n := *field(t); n >= 0 {
				return strconv.Itoa(n)
			}
			return ""
		},
		set: func(t *T, in input) problem {
			*field(t) = -1
			if in.blank() {
				return nil
			}
			n, err := strconv.ParseUint(foldDigits(in.text), 10, 31)
			if err != nil || in.kind == asDate {
				p := kindCount.errorf("“%s”不是数量", in.text)
				p.Expected, p.Hint = "不为负的整数", "只写数，不写单位"
				return p
			}
			*field(t) = int(n)
			return nil
		},
	}
}

// choice is a word that can be filled in, and what it stands for.
type choice struct {
	key, name string
	aliases   []string
}

// one is one of a few words.
func one[T any](field func(*T) *string, listName string, choices []choice) codec[T] {
	names := make([]string, len(choices))
	for i, ch := range choices {
		names[i] = ch.name
	}
	return codec[T]{
		list: &list{listName, true, func() []string { return names }},
		get: func(t *T) string {
			for _, ch := range choices {
				if ch.key == *field(t) {
					return ch.name
				}
			}
			return *field(t)
		},
		set: func(t *T, in input) problem {
			if in.blank() {
				return nil
			}
			if ch, ok := find(choices, in.text); ok {
				*field(t) = ch.key
				return nil
			}
			p := kindChoice.errorf("“%s”不在可填的范围", in.text)
			p.Expected = strings.Join(names, "、")
			if i := budget.NearestOf(in.text, names); i >= 0 {
				p.Nearest = names[i]
			}
			return p
		},
	}
}

func find(choices []choice, written string) (choice, bool) {
	w := budget.Fold(written)
	for _, ch := range choices {
		if w == ch.key || w == budget.Fold(ch.name) {
			return ch, true
		}
		for _, a := range ch.aliases {
			if w == budget.Fold(a) {
				return ch, true
			}
		}
	}
	return choice{}, false
}

// yes is 是 or 否; blank is 否.
func yes[T any](field func(*T) *bool) codec[T] {
	var word string
	c := one(func(*T) *string { return &word }, "是否", []choice{{"yes", "是", nil}, {"no", "否", nil}})
	return codec[T]{
		list: c.list,
		get: func(t *T) string {
			if *field(t) {
				return "是"
			}
			return "否"
		},
		set: func(t *T, in input) problem {
			switch in.text {
			case "是":
				*field(t) = true
				return nil
			case "否", "":
				return nil
			}
			p := kindChoice.errorf("“%s”不在可填的范围", in.text)
			p.Expected = "是、否"
			return p
		},
	}
}

// source is a source of funds by name or alias.
func source[T any](field func(*T) *string) codec[T] {
	return codec[T]{
		list: &list{"资金来源", false, sourceNames},
		get: func(t *T) string {
			if s, ok := budget.FindSource(*field(t)); ok {
				return s.Name
			}
			return *field(t)
		},
		set: func(t *T, in input) problem {
			if in.blank() {
				return nil
			}
			s, p := readSource(in.text)
			if p == nil {
				*field(t) = s.ID
			}
			return p
		},
	}
}

// fundable reports whether money can be said to come from s. 单位资金 is a sum,
// but provinces print it as one column, so a book may stop there.
func fundable(s budget.Source) bool { return s.Kind == "资金来源" || s.ID == "unit" }

func sourceNames() []string {
	var names []string
	for _, s := range budget.Sources() {
		if fundable(s) {
			names = append(names, s.Name)
		}
	}
	return names
}

func readSource(written string) (budget.Source, problem) {
	s, ok := budget.FindSource(written)
	if ok && fundable(s) {
		return s, nil
	}
	names := sourceNames()
	p := kindSource.errorf("资金来源“%s”不认识", written)
	p.Expected = strings.Join(names, "、")
	switch {
	case ok && s.Kind == "合计项":
		p.Message = "“" + written + "”是合计，不是一种资金来源"
		p.Hint = "按下面的资金分行填写"
	case ok && s.ID == "carry":
		p.Message = "“" + written + "”不是资金来源"
		p.Hint = "资金来源填原来的资金，“预算安排”列填“上年结转”"
	case ok:
		p.Message = "“" + written + "”不能作资金来源"
	default:
		p.Nearest = nearSource(written)
	}
	return budget.Source{}, p
}

// nearSource is the name of the source whose name or alias is near.
func nearSource(written string) string {
	var called, names []string
	for _, s := range budget.Sources() {
		if !fundable(s) {
			continue
		}
		for _, n := range append([]string{s.Name}, s.Aliases...) {
			called, names = append(called, n), append(names, s.Name)
		}
	}
	if i := budget.NearestOf(written, called); i >= 0 {
		return names[i]
	}
	return ""
}
