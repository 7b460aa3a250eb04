package book

import (
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// mapping says how the export of a finance system becomes the facts of a book:
//
//	sheet  = "导出"            # of a workbook; the first where not given
//	header = 3                 # line of the column names; 1 where not given
//	unit   = "万元"             # of the amounts; 元 where not given
//	ignore = ["序号"]           # columns that are left out on purpose
//
//	[book]                     # as book.toml: profile, year, unit.name …
//	[columns]                  # column of the book = column of the export, or several put together
//	"功能科目编码" = ["类", "款", "项"]
//	[constants]                # column of the book = what every row has there
//	"资金来源" = "一般公共预算"
//	[values."资金来源"]         # what the export says = what the book says
//	"111" = "一般公共预算"
//	[skip]                     # column of the export = what rows that are left out have there
//	"科目名称" = ["合计", "小计"]
//	[skip_shorter]             # column of the export = rows with a shorter text there are left out
//	"科目编码" = 7
//
// Where 支出类别 is not given, a row with a project's name is project
// expenditure and one without is basic.
type mapping struct {
	file      string
	sheet     string
	header    int
	unit      money.Unit
	ignore    []string
	info      []setting
	columns   map[string]setting // by column of the book
	constants map[string]setting
	values    map[string]map[string]string
	skip      map[string][]string // by column of the export
	shorter   map[string]int
	skipLines map[string]int // line of a column named in skip or skip_shorter
}

// readMapping reads a mapping; its faults are collected.
func readMapping(file string, data []byte, c *collector) *mapping {
	m := &mapping{
		file: file, header: 1, columns: map[string]setting{}, constants: map[string]setting{},
		values: map[string]map[string]string{}, skip: map[string][]string{}, shorter: map[string]int{}, skipLines: map[string]int{},
	}
	for _, s := range readSettings(file, data, c) {
		c.add(place.Ref{File: file, Line: s.line, Column: s.key()}, m.take(s))
	}
	return m
}

// take puts one setting in its place, or says what is wrong with it.
func (m *mapping) take(s setting) problem {
	if s.bad {
		return notText(s)
	}
	if len(s.keys) == 1 {
		return m.takeTop(s)
	}
	if s.keys[0] == "book" {
		m.info = append(m.info, s)
		return nil
	}
	if s.keys[0] == "values" && len(s.keys) == 3 {
		return m.takeValue(s)
	}
	if len(s.keys) != 2 {
		return unknownMapping(s.key())
	}
	switch s.keys[0] {
	case "columns":
		return m.takeColumn(m.columns, s)
	case "constants":
		return m.takeColumn(m.constants, s)
	case "skip":
		m.skip[s.keys[1]] = s.texts()
		m.skipLines[s.keys[1]] = s.line
		return nil
	case "skip_shorter":
		n, err := strconv.Atoi(s.value)
		if err != nil || n < 1 || s.kind != unstable.Integer {
			return kindTOML.errorf("“%s”的值应是位数", s.key())
		}
		m.shorter[s.keys[1]] = n
		m.skipLines[s.keys[1]] = s.line
		return nil
	}
	return unknownMapping(s.key())
}

// texts are the texts of a setting, one or several.
func (s setting) texts() []string {
	if s.kind == unstable.Array {
		return s.items
	}
	return []string{s.value}
}

func (m *mapping) takeTop(s setting) problem {
	var err error
	switch s.keys[0] {
	case "sheet":
		m.sheet = s.value
	case "header":
		if m.header, err = strconv.Atoi(s.value); err != nil || m.header < 1 {
			return kindTOML.errorf("“header”的值应是列名所在的行号")
		}
	case "unit":
		if m.unit, err = money.ParseUnit(s.value); err != nil {
			return kindTOML.errorf("%s", err)
		}
	case "ignore":
		m.ignore = s.texts()
	default:
		return unknownMapping(s.keys[0])
	}
	return nil
}

func unknownMapping(key string) problem {
	keys := []string{"sheet", "header", "unit", "ignore", "book", "columns", "constants", "values", "skip", "skip_shorter"}
	p := kindTOML.errorf("键“%s”不认识", key)
	p.Expected = strings.Join(keys, "、")
	if i := budget.NearestOf(strings.Split(key, ".")[0], keys); i >= 0 {
		p.Nearest = keys[i]
	}
	return p
}

// takeColumn takes a setting that is named for a column of the book.
func (m *mapping) takeColumn(into map[string]setting, s setting) problem {
	title, p := factTitle(s.keys[1])
	if p != nil {
		return p
	}
	if _, there := m.columns[title]; there {
		return kindTwice.errorf("“%s”既有对应的列，又有固定的值", title)
	}
	into[title] = s
	return nil
}

func (m *mapping) takeValue(s setting) problem {
	title, p := factTitle(s.keys[1])
	if p != nil {
		return p
	}
	if m.values[title] == nil {
		m.values[title] = map[string]string{}
	}
	m.values[title][s.keys[2]] = s.value
	return nil
}

// factTitle is the column of the facts that a mapping names.
func factTitle(written string) (string, problem) {
	var titles []string
	for _, h := range factSheet.about().heads {
		if budget.Fold(h.title) == budget.Fold(written) {
			return h.title, nil
		}
		titles = append(titles, h.title)
	}
	p := kindTOML.errorf("账册没有列“%s”", written)
	p.Expected = strings.Join(titles, "、")
	if i := budget.NearestOf(written, titles); i >= 0 {
		p.Nearest = titles[i]
	}
	return "", p
}

// complete reports the columns that the book needs and the mapping does not give.
func (m *mapping) complete(c *collector) {
	for _, h := range factSheet.about().heads {
		_, column := m.columns[h.title]
		_, constant := m.constants[h.title]
		_, project := m.columns[colProject.title]
		if h.fill != must || column || constant || h.title == colCategory.title && project {
			continue
		}
		p := kindTOML.errorf("没有说明“%s”从哪里来", h.title)
		p.Expected = "[columns]或[constants]里有“" + h.title + "”"
		c.add(place.Ref{File: m.file}, p)
	}
}
