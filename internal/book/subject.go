package book

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
)

// wanted is what a column for codes takes: a table, a level (0: any that has
// none below), and the columns of the code and of its name.
type wanted struct {
	table      *budget.Codes
	level      int
	code, name string
}

var tableNames = map[string]string{
	budget.TableFunction:    "支出功能分类",
	budget.TableEconomic:    "部门预算支出经济分类",
	budget.TableGovEconomic: "政府预算支出经济分类",
	budget.TableRevenue:     "收入分类",
}

var levelWords = [...]string{"末", "类", "款", "项"}

// subject checks a code, and the names that stand with it, in a year's table.
func (k *checker) subject(w wanted, at rowPlace, written coded, name string, year int) {
	if written.code == "" {
		return
	}
	s, ok := w.table.Find(written.code)
	if !ok {
		if name == "" {
			name = written.name
		}
		k.c.add(at.ref(w.code), k.unknown(w, written.code, name))
		return
	}
	if p := w.tooHigh(s); p != nil {
		k.c.add(at.ref(w.code), p)
		return
	}
	if written.name != "" {
		k.c.add(at.ref(w.code), w.misnamed(s, written.name, year))
	}
	if name != "" {
		k.c.add(at.ref(w.name), w.misnamed(s, name, year))
	}
}

// unknown says that a code is not in the table, and what it may be instead.
func (k *checker) unknown(w wanted, code, name string) problem {
	what := tableNames[w.table.Table()]
	p := kindCode.errorf("%s没有编码%s", what, code)
	p.Expected = w.expected()
	p.Hint = "核对编码；本地增设的科目写入" + k.local
	if near, ok := w.near(code, name); ok {
		p.Nearest = label(near)
	}
	switch {
	case !digits(code):
		p.Message = "“" + code + "”不是编码"
		p.Hint = "填写编码，名称填在名称列"
	default:
		if other, s := elsewhere(code, w.table.Table()); other != "" {
			p.Nearest = ""
			p.Message += "；" + label(s) + "在" + other + "里"
			p.Hint = "看是否填错了列"
		}
	}
	return p
}

func (w wanted) expected() string {
	switch w.level {
	case 3:
		return "项级编码，7位数字"
	case 2:
		return "款级编码，5位数字"
	}
	return "末级编码"
}

// near is the subject that was probably meant: by its name if that is one
// subject's alone, else by the code.
func (w wanted) near(code, name string) (budget.Subject, bool) {
	if name == "" && !digits(code) {
		name = code
	}
	var named []budget.Subject
	for _, s := range w.table.FindName(name) {
		if w.level == 0 || s.Level == w.level {
			named = append(named, s)
		}
	}
	if len(named) == 1 {
		return named[0], true
	}
	s, ok := w.table.Nearest(code)
	return s, ok && (w.level == 0 || s.Level == w.level)
}

// tooHigh says that a subject has others below it, of which one is wanted.
func (w wanted) tooHigh(s budget.Subject) problem {
	below := w.table.Under(s.Code)
	if w.level == s.Level || w.level == 0 && len(below) == 0 {
		return nil
	}
	p := kindCode.errorf("%s是%s级科目，应填到%s级", label(s), levelWords[s.Level], levelWords[w.level])
	p.Expected = listed(below)
	p.Hint = "请填到" + levelWords[w.level] + "级"
	if len(below) == 0 {
		p.Expected = w.expected()
		p.Hint = "代码表里没有它的下级；按批复的编码填写，并写入自定科目"
	}
	return p
}

// listed names the first few subjects.
func listed(subjects []budget.Subject) string {
	const most = 6
	var names []string
	for _, s := range subjects[:min(len(subjects), most)] {
		names = append(names, label(s))
	}
	out := strings.Join(names, "、")
	if len(subjects) > most {
		out += fmt.Sprintf("等%d个", len(subjects))
	}
	return out
}

// misnamed says that a name is not the subject's in that year; nil where it is.
// It is an error only where the table is sure of itself.
func (w wanted) misnamed(s budget.Subject, written string, year int) problem {
	right := w.table.NameIn(s.Code, year)
	if budget.Fold(right) == budget.Fold(written) {
		return nil
	}
	p := w.renamed(s, written, right, year)
	if p == nil {
		p = kindName.errorf("%s的名称是“%s”，写作“%s”", s.Code, right, written)
		p.Hint = "改名称；若是编码写错，改编码"
		if s.Grade != budget.Documented {
			p = kindName.say(diag.Note, "%s在代码表里的名称是“%s”，写作“%s”；代码表的这一行%s", s.Code, right, written, s.Grade)
			p.Hint = "以批复为准"
		}
		p.Nearest = w.namedSo(written)
	}
	p.Expected = right
	return p
}

// renamed says that the name is right for another year; nil where it is not.
func (w wanted) renamed(s budget.Subject, written, right string, year int) problem {
	if budget.Fold(s.Name) == budget.Fold(written) { // too new
		p := kindName.errorf("“%s”是后来的名称，%d年是“%s”", written, year, right)
		p.Hint = "改用当年的名称"
		for _, r := range w.table.Renames(s.Code) {
			if r.Name == right && r.Grade != budget.Documented {
				p.Severity = diag.Note
				p.Hint = "改名的年份未核对原文，以当年的科目表为准"
			}
		}
		return p
	}
	for _, r := range w.table.Renames(s.Code) {
		if budget.Fold(r.Name) != budget.Fold(written) {
			continue
		}
		old, now := "旧名称", "现在"
		if r.Until != 0 {
			old = fmt.Sprintf("%d年及以前的名称", r.Until)
		}
		if year != 0 {
			now = fmt.Sprintf("%d年", year)
		}
		p := kindName.errorf("“%s”是%s，%s是“%s”", written, old, now, right)
		p.Hint = "改用当年的名称"
		return p
	}
	return nil
}

// namedSo names the subject that does have that name, if it is one alone.
func (w wanted) namedSo(name string) string {
	if named := w.table.FindName(name); len(named) == 1 {
		return label(named[0])
	}
	return ""
}

func label(s budget.Subject) string { return s.Code + " " + s.Name }

// isTotal reports whether a row is a sum and not an item.
func isTotal(s string) bool {
	switch budget.Fold(s) {
	case "合计", "总计", "小计", "本年合计", "本页合计", "合计:", "总计:", "小计:":
		return true
	}
	return false
}

func sumRow(s string) problem {
	p := kindCode.errorf("“%s”是合计行", s)
	p.Hint = "删去这一行，合计由程序计算"
	return p
}

// elsewhere finds the table that does have the code.
func elsewhere(code, table string) (string, budget.Subject) {
	for _, c := range []*budget.Codes{budget.Functions(), budget.DeptEconomic(), budget.GovEconomic(), budget.Revenues()} {
		if s, ok := c.Find(code); ok && c.Table() != table {
			return tableNames[c.Table()], s
		}
	}
	return "", budget.Subject{}
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}
