package compose

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// Rounding is how amounts are printed.
type Rounding string

// The ways of rounding.
const (
	Independent Rounding = "independent" // each cell on its own, half up
	Balanced    Rounding = "balanced"    // together, so that printed rows and columns close
)

// ParseRounding reads the name of a way of rounding; empty is Independent.
func ParseRounding(s string) (Rounding, error) {
	switch Rounding(s) {
	case "", Independent:
		return Independent, nil
	case Balanced:
		return Balanced, nil
	}
	return "", fmt.Errorf("没有“%s”这种取舍方式，应为 independent（逐格四舍五入）或 balanced（配平）", s)
}

// compiler is the state of one compilation.
type compiler struct {
	book         *budget.Book
	p            *profile.Profile
	kind         budget.UnitKind
	functions    *budget.Codes
	revenues     *budget.Codes
	deptEconomic *budget.Codes
	govEconomic  *budget.Codes
	balanced     bool
	overflow     bool
	tablesNow    []budget.Table
	tablesPrior  []budget.Table
	findings     diag.Findings
	onCell       func(data string, counted []int) // told of every cell, where set
}

// Compile computes the disclosure that a book makes under a profile: every
// table, every number in every sentence. What is wrong with the book for this
// form comes back as findings, all of them; where one is an error the
// disclosure must not be published.
func Compile(book *budget.Book, p *profile.Profile, rounding Rounding) (*budget.Disclosure, diag.Findings) {
	c := &compiler{book: book, p: p}
	if p.ReadOnly != "" {
		c.errorf("INPUT-PROFILE", "模板不能用来编文件", fmt.Sprintf("模板 %s 不能用来编文件：%s", p.ID, p.ReadOnly), "换一个能编文件的模板；这个模板可以用 mingbai check --profile 检查别人的文件", place.Ref{})
		return nil, c.findings
	}
	c.head()
	c.keys()
	c.codeTables()
	if c.findings.Has(diag.Error) {
		return nil, c.findings
	}
	now := current(book, c.kind)
	c.checkEconomic(now[dataFacts])
	switch {
	case rounding != Balanced:
	case c.mixed():
		c.add(diag.Note, "INPUT-BALANCE", "不能配平，改用逐格四舍五入", "这个模板的表不都用一个单位、一样的小数位数", "印出的合计与各项之和可能差末位一个单位，这是允许的", place.Ref{})
	default:
		c.balance(now)
	}
	c.tablesNow = c.tables(now)
	c.tablesPrior = (&compiler{
		book: book, p: p, kind: c.kind, functions: c.functions, revenues: c.revenues,
		deptEconomic: c.deptEconomic, govEconomic: c.govEconomic,
	}).tables(prior(book, c.kind))
	c.verify(c.tablesNow)
	d := &budget.Disclosure{
		Profile: p.ID, Unit: book.Unit, Year: p.Year, Kind: p.Kind, Scope: p.Scope,
		Title: c.words(p.Document.Title), Rounding: string(Independent),
		Tables: c.tablesNow, Projects: c.forms(),
	}
	if c.balanced {
		d.Rounding = string(Balanced)
	}
	d.Sections = c.sections()
	d.Charts = c.charts()
	d.Glossary = c.glossary()
	if c.overflow {
		c.errorf("INPUT-AMOUNT", "金额太大", "合计超出可表示的范围（约九万亿元）", "核对金额的单位：账册里应以元填写", place.Ref{})
	}
	return d, c.findings
}

// mixed reports whether tables are printed in several units or with different decimals.
func (c *compiler) mixed() bool {
	return slices.ContainsFunc(c.p.Tables, func(t profile.Table) bool {
		return c.p.Unit(&t) != c.p.Style.MoneyUnit || c.p.Places(&t) != c.p.Style.Decimals
	})
}

func (c *compiler) add(sev diag.Severity, rule, title, message, hint string, ref place.Ref) {
	c.findings = append(c.findings, diag.Finding{Rule: rule, Severity: sev, Title: title, Message: message, Hint: hint, Ref: ref})
}

func (c *compiler) errorf(rule, title, message, hint string, ref place.Ref) {
	c.add(diag.Error, rule, title, message, hint, ref)
}

// at is where a sheet of a workbook stands, or what takes its place in a folder: for
// what is missing, and so has no place of its own.
func (c *compiler) at(sheet string) place.Ref {
	if c.book.Workbook != "" {
		return place.Ref{File: c.book.Workbook, Sheet: sheet}
	}
	return place.Ref{File: "book.toml"}
}

// head checks who and when the book is for.
func (c *compiler) head() {
	u := c.book.Unit
	kind, ok := budget.FindUnitKind(u.Kind)
	if !ok && u.Kind != "" { // where it is blank, the reader of the book has said so
		c.errorf("INPUT-UNIT", "单位性质不认识", fmt.Sprintf("单位性质“%s”不在表内", u.Kind), "填行政单位、参照公务员法管理的事业单位、公益一类事业单位等", c.at("基本信息"))
	}
	c.kind = kind
	if c.book.Year != c.p.Year {
		c.errorf("INPUT-YEAR", "年度不符", fmt.Sprintf("账册是%d年的，模板 %s 是%d年的", c.book.Year, c.p.ID, c.p.Year), "改账册的年度，或用 --profile 换这一年的模板", c.at("基本信息"))
	}
	if u.Level != "" && c.p.Level != "" && u.Level != c.p.Level {
		c.errorf("INPUT-LEVEL", "级别不符", fmt.Sprintf("单位的级别是%s，模板 %s 用于%s", u.Level, c.p.ID, c.p.Level), "改账册的级别，或用 --profile 换同级的模板", c.at("基本信息"))
	}
}

// keys checks texts, reasons and last year's totals against what the profile knows.
func (c *compiler) keys() {
	var texts []string
	for _, t := range c.p.Texts {
		texts = append(texts, t.Key)
	}
	texts = append(texts, c.p.SaidKeys()...)
	reasons, priors := c.p.ReasonKeys(), c.p.PriorKeys()
	for _, t := range c.book.Texts {
		c.known("文字", t.Key, texts, t.Ref)
	}
	for _, t := range c.book.Reasons {
		c.known("变动原因", t.Key, reasons, t.Ref)
	}
	for _, t := range c.book.PriorTotal {
		c.known("上年合计的指标", t.Key, priors, t.Ref)
	}
	c.checkSaid()
	for _, t := range c.p.Texts {
		if t.Required && c.text(t.Key) == "" {
			c.errorf("INPUT-TEXT", "缺少必写的文字", fmt.Sprintf("没有写“%s”", t.Name), fmt.Sprintf("在 book.toml 的 [texts] 里写 %s，或在“文字说明”表里填", t.Key), c.at("文字说明"))
		}
	}
}

func (c *compiler) known(what, key string, names []string, ref place.Ref) {
	for _, n := range names {
		if n == key {
			return
		}
	}
	f := diag.Finding{
		Rule: "INPUT-KEY", Severity: diag.Error, Title: what + "的键不认识", Ref: ref,
		Message:  fmt.Sprintf("模板 %s 没有“%s”这一%s", c.p.ID, key, what),
		Expected: strings.Join(names, "、"),
	}
	if i := budget.NearestOf(key, names); i >= 0 {
		f.Nearest = names[i]
	}
	c.findings = append(c.findings, f)
}

// codeTables lays the book's own subjects over the national ones.
func (c *compiler) codeTables() {
	with := func(codes *budget.Codes) *budget.Codes {
		var own []budget.LocalSubject
		for _, s := range c.book.Subjects {
			if s.Table == codes.Table() {
				own = append(own, s)
			}
		}
		extended, err := codes.With(own)
		if err != nil {
			c.errorf("INPUT-CODE", "自定科目有误", err.Error(), "改“自定科目”表（subjects.csv）", place.Ref{})
			return codes
		}
		return extended
	}
	c.functions = with(budget.Functions())
	c.revenues = with(budget.Revenues())
	c.deptEconomic = with(budget.DeptEconomic())
	c.govEconomic = with(budget.GovEconomic())
}

// checkEconomic holds basic expenditure to subjects that the economic table can
// print: each needs a class of cost and a government-economic subject.
func (c *compiler) checkEconomic(entries []entry) {
	for i, e := range entries {
		if e.project != "" || e.amount == 0 {
			continue
		}
		ref := c.book.Facts[i].Ref
		if e.gov == "" {
			c.errorf("INPUT-ECON", "没有对应的政府预算经济科目",
				fmt.Sprintf("%s %s 在%s单位没有规定的政府预算经济科目", e.economic, c.deptEconomic.NameIn(e.economic, c.p.Year), c.kind.Group),
				"在“政府经济科目编码”栏写明", ref)
		}
		if e.group == "" {
			c.errorf("INPUT-ECON", "基本支出的经济科目不分人员或公用",
				fmt.Sprintf("%s %s 不属于人员经费，也不属于公用经费", e.economic, c.deptEconomic.NameIn(e.economic, c.p.Year)),
				"基本支出用 301、302、303、310 类下的款级科目", ref)
		}
	}
}

// text is the unit's own text under a key, trimmed; empty where none is given.
func (c *compiler) text(key string) string { return find(c.book.Texts, key) }

// reason is the unit's reason for a change, without the mark that ends it: the
// sentence around it brings its own.
func (c *compiler) reason(key string) string {
	return strings.TrimRight(find(c.book.Reasons, key), "。；;，,.、 ")
}

func find(texts []budget.Text, key string) string {
	for _, t := range texts {
		if t.Key == key {
			return strings.TrimSpace(t.Text)
		}
	}
	return ""
}

// words fills a title or a fixed text: year, unit, level and the like.
func (c *compiler) words(s string) string {
	var b strings.Builder
	for _, n := range c.p.Pattern(s) {
		if n.Slot != nil {
			b.WriteString(c.builtin(n.Slot.Name))
		}
		b.WriteString(n.Text)
	}
	return b.String()
}

func (c *compiler) builtin(name string) string {
	return Builtin(name, c.p, c.book.Unit)
}

// Builtin is the value of a slot that needs no number: {year}, {unit}, {level} …
func Builtin(name string, p *profile.Profile, u budget.Unit) string {
	switch name {
	case "year":
		return strconv.Itoa(p.Year)
	case "prior_year":
		return strconv.Itoa(p.Year - 1)
	case "unit":
		return u.Name
	case "unit_kind":
		k, _ := budget.FindUnitKind(u.Kind)
		return k.Name
	case "department":
		return u.Department.Name
	case "level":
		return p.Level
	case "level_bodies":
		return p.LevelBodies
	case "money_unit":
		return p.Style.MoneyUnit.String()
	}
	return ""
}

func (c *compiler) glossary() []budget.Term {
	var out []budget.Term
	for _, t := range c.p.Terms {
		out = append(out, budget.Term{Name: t.Name, Text: c.words(t.Text)})
	}
	return out
}
