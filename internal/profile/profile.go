// Package profile holds the descriptions of official forms: one a province, year
// and kind of document. A profile says which tables there are, how they are
// titled, which columns and rows they have and what each cell counts; which
// sections, with which sentences; the charts, the performance form, the glossary.
// Documents are written from it and read with it.
//
// Profiles are TOML, strict: an unknown key is an error with its line. A profile
// may extend another (extends = "…"): tables inside it (table, panel, measure …)
// merge by their id or key, everything else is replaced. The built-in ones are
// in data/; a user's folder of .toml files adds to them and may replace them.
package profile

import (
	"cmp"
	"slices"
	"strings"

	"mingbai/internal/money"
)

// Profile is one form.
type Profile struct {
	ID              string   `toml:"id"`
	Extends         string   `toml:"extends"`
	Name            string   `toml:"name"`
	Abstract        bool     `toml:"abstract"`  // only to be extended
	Generic         bool     `toml:"generic"`   // for documents that no other profile fits
	ReadOnly        string   `toml:"read_only"` // why documents cannot be written by it; empty where they can
	Kind            string   `toml:"kind"`      // budget | final
	Scope           string   `toml:"scope"`     // unit | department
	Year            int      `toml:"year"`
	Region          string   `toml:"region"`       // 6-digit code
	Place           string   `toml:"place"`        // 上海市: what its documents call the region
	Default         bool     `toml:"default"`      // for a new book where nothing else tells
	Scopes          []string `toml:"scopes"`       // which rules' scopes it belongs to: SX
	RulesOn         []string `toml:"rules_on"`     // rules that are off by default, or for other forms, and hold here
	RulesOff        []string `toml:"rules_off"`    // rules that do not hold here
	Level           string   `toml:"level"`        // 市级
	LevelBodies     string   `toml:"level_bodies"` // 市直部门
	FunctionClasses []string `toml:"function_classes"`

	Style    Style     `toml:"style"`
	Document Doc       `toml:"document"`
	Parts    []Part    `toml:"part"`
	Tables   []Table   `toml:"table"`
	Measures []Measure `toml:"measure"`
	Lists    []List    `toml:"list"`
	Changes  []Change  `toml:"change"`
	Sections []Section `toml:"section"`
	Headings []Heading `toml:"heading"`
	Texts    []Text    `toml:"text"`
	Charts   []Chart   `toml:"chart"`
	Form     Form      `toml:"form"`
	Overall  Form      `toml:"overall"` // the targets of the body's spending as a whole
	Terms    []Term    `toml:"term"`

	Evaluation Evaluation `toml:"evaluation"` // what became of targets

	patterns map[string]Pattern // every sentence, parsed once
	measures map[string]*Measure
	lists    map[string]*List
	kept     *kept
}

// Style says how numbers and the lines around tables are printed.
type Style struct {
	MoneyUnit       money.Unit `toml:"money_unit"`
	Decimals        int        `toml:"decimals"`
	TextZero        string     `toml:"text_zero"` // a zero amount in a sentence
	PercentDecimals int        `toml:"percent_decimals"`
	PercentZero     string     `toml:"percent_zero"`
	TitleLine       string     `toml:"title_line"` // 单位名称：{unit}
	UnitLine        string     `toml:"unit_line"`  // 单位：{money_unit}
	EmptyNote       string     `toml:"empty_note"` // under a table without amounts
	Grouped         bool       `toml:"grouped"`    // amounts with thousands commas
}

// Doc titles the document.
type Doc struct {
	Title    string `toml:"title"`
	Contents string `toml:"contents"`
}

// Part is one of the document's parts.
type Part struct {
	ID      string   `toml:"id"` // overview, tables, narrative, glossary
	Title   string   `toml:"title"`
	Aliases []string `toml:"aliases"`
	As      string   `toml:"as"` // which of the four it is, where its id is another
}

// Role is which of the four kinds a part is: overview, tables, narrative, glossary.
func (p *Part) Role() string { return cmp.Or(p.As, p.ID) }

// Where selects facts. Empty fields select all.
type Where struct {
	Source string `toml:"source"` // fund source or one of its ancestors
	Carry  string `toml:"carry"`  // current | carryover
	Kind   string `toml:"kind"`   // basic | project
	Group  string `toml:"group"`  // 人员经费 | 公用经费, by the economic subject
	Item   string `toml:"item"`   // item of the three-public expenses
}

// Table is one statutory table.
type Table struct {
	ID        string   `toml:"id"`
	Title     string   `toml:"title"`
	Aliases   []string `toml:"aliases"`
	Label     string   `toml:"label"`
	Data      string   `toml:"data"` // facts (default), revenue, three_public
	Where     Where    `toml:"where"`
	Requires  string   `toml:"requires"` // agency_costs: empty for kinds of units without them
	EmptyNote string   `toml:"empty_note"`
	Landscape bool     `toml:"landscape"`
	Numbered  bool     `toml:"numbered"` // a row of column numbers under the head
	Panels    []Panel  `toml:"panel"`

	MoneyUnit *money.Unit `toml:"money_unit"` // where it is not the style's
	Decimals  *int        `toml:"decimals"`   // likewise
	Across    []Across    `toml:"across"`     // printed as one row of these columns
	Optional  bool        `toml:"optional"`   // not every document has it
	In        string      `toml:"in"`         // printed within another's row: the table that has the across
}

// Across is a column of a table that is printed as one row: its one amount is a
// cell of this table, or of another that is printed in it.
type Across struct {
	Title   []string `toml:"title"`
	Aliases []string `toml:"aliases"`
	Cell    string   `toml:"cell"`
	Width   int      `toml:"width"`
}

// Panel is one side of a table.
type Panel struct {
	Key     string   `toml:"key"`
	Data    string   `toml:"data"`
	Where   Where    `toml:"where"`
	Repeat  int      `toml:"repeat"` // its columns are printed so many times side by side
	Columns []Column `toml:"column"`
	Rows    []Rows   `toml:"rows"`
}

// Column is a column of a panel. Title is the path of headers above it.
type Column struct {
	Key   string   `toml:"key"`
	Title []string `toml:"title"`
	Kind  string   `toml:"kind"` // code, name, second, amount, percent, ordinal
	Where Where    `toml:"where"`
	Sum   []string `toml:"sum"` // keys of the columns that add up to it
	Width int      `toml:"width"`

	Change []string `toml:"change"` // an amount: how much the first of these columns is more than the second
	Growth []string `toml:"growth"` // a percent: that much of the second
	Prior  string   `toml:"prior"`  // the column of last year's amount
	Share  []string `toml:"share"`  // a percent: the first of these columns of the second

	Aliases  []string `toml:"aliases"`  // other ways of writing the lowest title
	Parts    []string `toml:"parts"`    // a code printed in several columns: 类, 款, 项
	Counts   bool     `toml:"counts"`   // an amount of things, not of money
	Codes    []string `toml:"codes"`    // it holds the lines of these classes alone, and is printed in one column with the others of its title
	Optional bool     `toml:"optional"` // not every document has it
}

// Rows is a block of rows.
type Rows struct {
	ID          string `toml:"id"`
	From        string `toml:"from"` // lines, classes, used_classes, function, economic, revenue, projects, units
	Foot        bool   `toml:"foot"` // stands at the foot, level with the other panel's
	UnlessEmpty bool   `toml:"unless_empty"`
	Where       Where  `toml:"where"`
	Lines       []Line `toml:"lines"`
}

// Line is a fixed row.
type Line struct {
	Key    string   `toml:"key"`
	Name   string   `toml:"name"`
	Where  Where    `toml:"where"`
	Sum    []string `toml:"sum"`  // keys of lines, or ids of blocks, that add up to it
	None   bool     `toml:"none"` // counts nothing (年终结转 of a budget)
	Total  bool     `toml:"total"`
	Level  int      `toml:"level"`
	Beside string   `toml:"beside"` // key of the first panel's foot line that it stands beside

	Aliases  []string          `toml:"aliases"`  // other names
	Cells    map[string]string `toml:"cells"`    // printed as several rows, each with one cell: name → column
	Optional bool              `toml:"optional"` // not every document has it
	Counts   bool              `toml:"counts"`   // it counts things, not money
}

// Part is the part with an id, nil where there is none.
func (p *Profile) Part(id string) *Part {
	return find(p.Parts, func(q *Part) bool { return q.ID == id })
}

// Section is the section with an id, nil where there is none.
func (p *Profile) Section(id string) *Section {
	return find(p.Sections, func(s *Section) bool { return s.ID == id })
}

// Measure is a number that sentences speak of.
type Measure struct {
	ID     string            `toml:"id"`
	Cell   string            `toml:"cell"`   // T03[合计].基本支出
	Figure string            `toml:"figure"` // a count or sum of the book, see Figures
	Base   string            `toml:"base"`   // cell that shares are of
	Bases  map[string]string `toml:"bases"`  // other wholes that shares may be said of, by what sentences call them
	Prior  string            `toml:"prior"`  // key of last year's figure
	Reason string            `toml:"reason"` // key of the reason for its change
	Name   string            `toml:"name"`   // what it is in words, where no cell says so
	Says   string            `toml:"says"`   // money, count: a number that sentences alone give

	Calls   []string `toml:"calls"`   // what sentences call it: a number said of another name is not of it
	Counted []string `toml:"counted"` // of a count, the words after the number: 批次, 批

	Also []string `toml:"also"` // cells that print the same, in tables that not every document has
}

// Counts reports whether the measure counts people, projects or vehicles rather
// than money.
func (m *Measure) Counts() bool {
	return m.Says == "count" || m.Figure == "projects.count" || strings.HasPrefix(m.Figure, "staff.") || strings.HasPrefix(m.Figure, "vehicles.")
}

// List is a run of like phrases, one a subject row of a table with an amount.
type List struct {
	ID     string            `toml:"id"`
	Table  string            `toml:"table"`
	Panel  string            `toml:"panel"`
	Level  int               `toml:"level"`
	Codes  []string          `toml:"codes"` // only subjects of these classes
	Column string            `toml:"column"`
	Base   string            `toml:"base"`
	Bases  map[string]string `toml:"bases"` // other wholes that shares may be said of, by what sentences call them
	Figure string            `toml:"figure"`
	Says   string            `toml:"says"` // money: what sentences alone list
	Item   string            `toml:"item"` // {name} {path} {amount} {share} {budget} {compare}
	Join   string            `toml:"join"`
	None   string            `toml:"none"` // printed where no row has an amount
	As     string            `toml:"as"`   // another list that this is another way of saying; for reading
}

// Claims is the id that what the list says is known by.
func (l *List) Claims() string { return cmp.Or(l.As, l.ID) }

// Change is how a comparison with last year is said, by what it is.
type Change struct {
	ID   string `toml:"id"`
	Same string `toml:"same"`
	More string `toml:"more"`
	Less string `toml:"less"`
	New  string `toml:"new"` // last year was zero: there is no rate
}

// Section is a numbered section of the overview or the narrative.
type Section struct {
	ID         string      `toml:"id"`
	Part       string      `toml:"part"`
	Title      string      `toml:"title"`
	Aliases    []string    `toml:"aliases"`
	Optional   bool        `toml:"optional"` // not every document has it
	Measures   []string    `toml:"measures"` // that its sentences may tell in words of their own, beside those of its paragraphs
	Paragraphs []Paragraph `toml:"paragraph"`
}

// Heading tells a section by a word of its heading, where no title of a section is it.
// The first whose word the heading has, or begins with where ^ stands before it, counts.
type Heading struct {
	Section string   `toml:"section"`
	Words   []string `toml:"words"`
}

// Paragraph is a sentence pattern, a sub-heading, a chart or the forms.
type Paragraph struct {
	ID        string   `toml:"id"`
	Heading   string   `toml:"heading"`
	TOC       bool     `toml:"toc"`
	Text      string   `toml:"text"`
	Write     string   `toml:"write"` // what is written in place of text, which is then for reading
	Also      []string `toml:"also"`  // other ways of saying it, for reading
	When      string   `toml:"when"`  // nonzero:measure | staff
	Otherwise string   `toml:"otherwise"`
	Chart     string   `toml:"chart"`
	Forms     bool     `toml:"forms"`
	Table     bool     `toml:"table"` // a list in the form of a table stands here, read row by row
}

// Text is a text that only the unit can write.
type Text struct {
	Key      string `toml:"key"`
	Name     string `toml:"name"`
	Required bool   `toml:"required"`
}

// Chart is a picture of a list's rows or of given lines of a table.
type Chart struct {
	ID      string   `toml:"id"`
	Kind    string   `toml:"kind"` // ring | bars
	Caption string   `toml:"caption"`
	List    string   `toml:"list"`
	Total   string   `toml:"total"` // measure
	Table   string   `toml:"table"`
	Column  string   `toml:"column"`
	Lines   []string `toml:"lines"`
}

// Form is the performance declaration form as a grid.
type Form struct {
	Title    string      `toml:"title"`
	Some     bool        `toml:"some"`  // documents annex the forms of some projects only
	Tasks    string      `toml:"tasks"` // the table that its list of tasks is
	Subtitle string      `toml:"subtitle"`
	Widths   []int       `toml:"widths"`
	Rows     []FormRow   `toml:"row"`
	Columns  []Called    `toml:"column"` // fields, where many projects stand in one table
	Levels   []FormLevel `toml:"level"`
}

// FormRow is a row of the form; after the row with Indicators come the
// indicators, two blocks side by side.
type FormRow struct {
	Indicators bool       `toml:"indicators"`
	Cells      []FormCell `toml:"cells"`
}

// FormCell is a label, a field of the project, or a field with its label before it.
type FormCell struct {
	Text  string `toml:"text"`
	Field string `toml:"field"`
	Below bool   `toml:"below"` // the field stands in the row under its label
	Span  int    `toml:"span"`
	Rows  int    `toml:"rows"`
}

// FormLevel is a first-level indicator with its second levels in order.
type FormLevel struct {
	Name   string   `toml:"name"`
	Second []string `toml:"second"`
}

// Term is an entry of the glossary.
type Term struct {
	Name     string `toml:"name"`
	Text     string `toml:"text"`
	Optional bool   `toml:"optional"` // not every document has it
}

// Table finds a table by id; nil where there is none.
func (p *Profile) Table(id string) *Table {
	return find(p.Tables, func(t *Table) bool { return t.ID == id })
}

// Measure finds a measure by id; nil where there is none.
func (p *Profile) Measure(id string) *Measure {
	if p.measures == nil {
		return find(p.Measures, func(m *Measure) bool { return m.ID == id })
	}
	return p.measures[id]
}

// List finds a list by id; nil where there is none.
func (p *Profile) List(id string) *List {
	if p.lists == nil {
		return find(p.Lists, func(l *List) bool { return l.ID == id })
	}
	return p.lists[id]
}

// Change finds a way of comparing by id; nil where there is none.
func (p *Profile) Change(id string) *Change {
	return find(p.Changes, func(c *Change) bool { return c.ID == id })
}

// Chart finds a chart by id; nil where there is none.
func (p *Profile) Chart(id string) *Chart {
	return find(p.Charts, func(c *Chart) bool { return c.ID == id })
}

// Pattern is the parsed form of a text of this profile: a sentence, a title, a
// label. They are parsed and checked when the profile is loaded; a text that was
// not stands for itself, word for word.
func (p *Profile) Pattern(text string) Pattern {
	if parsed, ok := p.patterns[text]; ok || text == "" {
		return parsed
	}
	return Pattern{{Text: text}}
}

// byID are the items of a list by id, the first of each.
func byID[T any](list []T, id func(*T) string) map[string]*T {
	out := make(map[string]*T, len(list))
	for i := range list {
		if k := id(&list[i]); out[k] == nil {
			out[k] = &list[i]
		}
	}
	return out
}

func find[T any](list []T, is func(*T) bool) *T {
	for i := range list {
		if is(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// PriorKeys are the names of last year's figures that the profile compares with.
func (p *Profile) PriorKeys() []string {
	return p.measureKeys(func(m Measure) string { return m.Prior })
}

// ReasonKeys are the keys of reasons for change that the profile may ask for.
func (p *Profile) ReasonKeys() []string {
	return p.measureKeys(func(m Measure) string { return m.Reason })
}

// SaidKeys are the numbers that sentences alone give: a book has them among its
// texts, under what they are called.
func (p *Profile) SaidKeys() []string {
	return p.measureKeys(func(m Measure) string {
		if m.Says == "" {
			return ""
		}
		return m.Name
	})
}

func (p *Profile) measureKeys(key func(Measure) string) []string {
	var out []string
	for _, m := range p.Measures {
		if k := key(m); k != "" && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// Unit is the unit of money that a table is printed in.
func (p *Profile) Unit(t *Table) money.Unit {
	if t.MoneyUnit != nil {
		return *t.MoneyUnit
	}
	return p.Style.MoneyUnit
}

// Places is the number of decimals that a table's amounts are printed with.
func (p *Profile) Places(t *Table) int {
	if t.Decimals != nil {
		return *t.Decimals
	}
	return p.Style.Decimals
}

// Holds reports whether a list or column that is limited to some classes takes a code.
func Holds(classes []string, code string) bool {
	return len(classes) == 0 || slices.ContainsFunc(classes, func(c string) bool { return strings.HasPrefix(code, c) })
}
