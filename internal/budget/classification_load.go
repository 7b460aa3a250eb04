package budget

import (
	"cmp"
	"embed"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed tables/*.csv
var tables embed.FS

// Rename is a name that a subject had up to and including a year.
type Rename struct {
	Code  string
	Name  string // the earlier name
	Until int    // last year of the earlier name; 0 where it is not known
	Now   string // the name that replaced it
	Grade Grade  // how well the year is known
}

// load reads an embedded table. A table that cannot be read is a fault of the
// program, which the tests find; there is nothing a caller could do about it.
func load(table, file string) *Codes {
	subjects, err := readSubjects(file)
	if err != nil {
		panic("代码表 " + err.Error())
	}
	return newCodes(table, subjects, renames()[table])
}

func newCodes(table string, subjects []Subject, old map[string][]Rename) *Codes {
	c := &Codes{
		table:    table,
		subjects: subjects,
		index:    make(map[string]int, len(subjects)),
		names:    make(map[string][]int, len(subjects)),
		renames:  old,
	}
	for i, s := range subjects {
		c.index[s.Code] = i
		name := Fold(s.Name)
		c.names[name] = append(c.names[name], i)
	}
	return c
}

// row is one row of a table by column name.
type row struct {
	file   string
	line   int
	fields []string
	column map[string]int
}

func (r row) get(column string) string {
	i, ok := r.column[column]
	if !ok {
		return ""
	}
	return r.fields[i]
}

func (r row) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.file, r.line, fmt.Sprintf(format, args...))
}

// readTable reads an embedded CSV file whole.
func readTable(file string) ([]row, error) {
	f, err := tables.Open("tables/" + file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	records, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(records) < 2 {
		return nil, fmt.Errorf("%s: 没有数据", file)
	}
	column := map[string]int{}
	for i, name := range records[0] {
		column[name] = i
	}
	rows := make([]row, 0, len(records)-1)
	for i, rec := range records[1:] {
		rows = append(rows, row{file, i + 2, rec, column})
	}
	return rows, nil
}

func readSubjects(file string) ([]Subject, error) {
	rows, err := readTable(file)
	if err != nil {
		return nil, err
	}
	subjects := make([]Subject, 0, len(rows))
	seen := map[string]bool{}
	for _, r := range rows {
		s, err := r.subject()
		if err != nil {
			return nil, err
		}
		if seen[s.Code] {
			return nil, r.errorf("编码%s重复", s.Code)
		}
		if s.Parent != "" && !seen[s.Parent] {
			return nil, r.errorf("编码%s的上级%s不在前面", s.Code, s.Parent)
		}
		seen[s.Code] = true
		subjects = append(subjects, s)
	}
	slices.SortFunc(subjects, func(a, b Subject) int { return cmp.Compare(a.Code, b.Code) })
	return subjects, nil
}

// levels gives the level that a level word stands for; a code of level n has
// 2n+1 digits.
var levels = map[string]int{"类": 1, "款": 2, "项": 3}

func (r row) subject() (Subject, error) {
	s := Subject{
		Code:   r.get("code"),
		Name:   r.get("name"),
		Level:  levels[r.get("level")],
		Parent: r.get("parent"),
		Grade:  gradeOf(r.get("source")),
		Source: r.get("source"),
		Note:   r.get("note"),
	}
	if g := r.get("personnel_or_public"); g == "人员经费" || g == "公用经费" {
		s.Group = g
	}
	switch {
	case s.Level == 0:
		return s, r.errorf("级次“%s”不认识", r.get("level"))
	case !allDigits(s.Code) || len(s.Code) != 2*s.Level+1:
		return s, r.errorf("编码“%s”与级次%s不符", s.Code, r.get("level"))
	case s.Name == "" || s.Source == "":
		return s, r.errorf("编码%s缺名称或来源", s.Code)
	case s.Level > 1 && (s.Parent == "" || s.Parent != s.Code[:len(s.Code)-2]):
		return s, r.errorf("编码%s的上级写作“%s”", s.Code, s.Parent)
	}
	var err error
	if s.Since, err = r.year("since"); err != nil {
		return s, err
	}
	s.Until, err = r.year("until")
	return s, err
}

// year reads a year column; blank is 0.
func (r row) year(column string) (int, error) {
	v := r.get(column)
	if v == "" {
		return 0, nil
	}
	y, err := strconv.Atoi(v)
	if err != nil || y < 1990 || y > 2100 {
		return 0, r.errorf("年份“%s”不对", v)
	}
	return y, nil
}

// gradeOf reads the grade out of a source: what is not marked as unverified has
// a document behind it.
func gradeOf(source string) Grade {
	switch {
	case strings.Contains(source, "代码佐证"):
		return CodeSeen
	case strings.Contains(source, "未核对原文"):
		return Recalled
	}
	return Documented
}

// renames are the recorded earlier names by table and code. The first digit of
// a code tells its table.
var renames = sync.OnceValue(func() map[string]map[string][]Rename {
	byTable, err := readRenames()
	if err != nil {
		panic("代码表 " + err.Error())
	}
	return byTable
})

func readRenames() (map[string]map[string][]Rename, error) {
	rows, err := readTable("renames.csv")
	if err != nil {
		return nil, err
	}
	byTable := map[string]map[string][]Rename{}
	for _, r := range rows {
		rn := Rename{Code: r.get("code"), Name: r.get("name"), Now: r.get("now"), Grade: gradeOf(r.get("source"))}
		if rn.Until, err = r.year("until"); err != nil {
			return nil, err
		}
		table := TableOf(rn.Code)
		if table == "" || rn.Name == "" || rn.Now == "" || r.get("source") == "" {
			return nil, r.errorf("更名记录不全")
		}
		if byTable[table] == nil {
			byTable[table] = map[string][]Rename{}
		}
		byTable[table][rn.Code] = append(byTable[table][rn.Code], rn)
	}
	for _, m := range byTable {
		for code := range maps.Keys(m) {
			slices.SortFunc(m[code], func(a, b Rename) int { return cmp.Compare(a.Until, b.Until) })
		}
	}
	return byTable, nil
}

// TableOf is the classification that a code belongs to by its first digit:
// 1 revenue, 2 function, 3 economic, 5 gov_economic; empty for anything else.
func TableOf(code string) string {
	if code == "" {
		return ""
	}
	return map[byte]string{'1': TableRevenue, '2': TableFunction, '3': TableEconomic, '5': TableGovEconomic}[code[0]]
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
