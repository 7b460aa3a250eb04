package budget

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Source is where money comes from (资金来源), or a sum over such sources.
type Source struct {
	ID      string // gpb, gfb, socb, special_account, unit, business …
	Name    string
	Parent  string // id of the sum it is part of; empty where none
	Aliases []string
	Kind    string // 资金来源, 合计项, 结转, 绩效表分级
}

// UnitKind is the kind of a unit (单位类型).
type UnitKind struct {
	Key         string // admin, civil, public1, public2 …
	Name        string
	Group       string // 行政, 参公, 事业: what the economic map depends on
	AgencyCosts bool   // has agency operating costs (机关运行经费)
	Aliases     []string
}

// Sources are all sources of funds, in order of the table.
func Sources() []Source { return slices.Clone(sources()) }

// UnitKinds are the kinds of units, in order of the table.
func UnitKinds() []UnitKind { return slices.Clone(unitKinds()) }

// FindSource finds a source by id, name or alias; a leading ordinal (一、) and
// the width of brackets do not count. Where a name stands for several, the
// one that funds come from goes before the levels of performance forms.
func FindSource(nameOrAlias string) (Source, bool) {
	i := findNamed(nameOrAlias, len(sources()), func(i int) (string, string, []string) {
		s := sources()[i]
		return s.ID, s.Name, s.Aliases
	}, func(i int) bool { return sources()[i].Kind != "绩效表分级" })
	if i < 0 {
		return Source{}, false
	}
	return sources()[i], true
}

// FindUnitKind finds a kind of unit by key, name or alias.
func FindUnitKind(keyOrName string) (UnitKind, bool) {
	i := findNamed(keyOrName, len(unitKinds()), func(i int) (string, string, []string) {
		k := unitKinds()[i]
		return k.Key, k.Name, k.Aliases
	}, func(int) bool { return true })
	if i < 0 {
		return UnitKind{}, false
	}
	return unitKinds()[i], true
}

// Within reports whether a source is ancestor or part of it: gpb is within
// fiscal, business within unit.
func Within(source, ancestor string) bool {
	for id := source; id != ""; id = parentOf(id) {
		if id == ancestor {
			return true
		}
	}
	return false
}

func parentOf(id string) string {
	for _, s := range sources() {
		if s.ID == id {
			return s.Parent
		}
	}
	return ""
}

// GovEconomicOf is the government-economic subject that a department-economic
// division is shown under for units of that group (行政, 参公, 事业).
func GovEconomicOf(dept, kindGroup string) (gov Subject, ok bool) {
	code, ok := economicMap()[[2]string{dept, kindGroup}]
	if !ok {
		return Subject{}, false
	}
	return GovEconomic().Find(code)
}

// findNamed is the index of the entry that is called s; the preferred entries go
// first, and in each round names before aliases.
func findNamed(s string, n int, entry func(int) (id, name string, aliases []string), preferred func(int) bool) int {
	want := foldTitle(s)
	if want == "" {
		return -1
	}
	for _, first := range []bool{true, false} {
		for _, useAliases := range []bool{false, true} {
			for i := range n {
				if preferred(i) != first {
					continue
				}
				id, name, aliases := entry(i)
				if !useAliases && (want == id || want == foldTitle(name)) {
					return i
				}
				if useAliases && slices.ContainsFunc(aliases, func(a string) bool { return foldTitle(a) == want }) {
					return i
				}
			}
		}
	}
	return -1
}

// foldTitle folds a name and drops an ordinal before it and a colon after it.
func foldTitle(s string) string {
	s = strings.TrimRight(Fold(s), ":")
	if before, after, ok := strings.Cut(s, "、"); ok && strings.Trim(before, "一二三四五六七八九十") == "" {
		return after
	}
	if before, after, ok := strings.Cut(s, "."); ok && allDigits(before) {
		return after
	}
	return s
}

var sources = sync.OnceValue(func() []Source {
	list, err := readSources()
	if err != nil {
		panic("代码表 " + err.Error())
	}
	return list
})

func readSources() ([]Source, error) {
	rows, err := readTable("fund_source.csv")
	if err != nil {
		return nil, err
	}
	var list []Source
	seen := map[string]bool{"": true}
	for _, r := range rows {
		s := Source{r.get("id"), r.get("name"), r.get("parent"), splitAliases(r.get("aliases")), r.get("kind")}
		if s.ID == "" || s.Name == "" || s.Kind == "" || seen[s.ID] || !seen[s.Parent] {
			return nil, r.errorf("资金来源“%s”不全、重复或上级不在前面", s.ID)
		}
		seen[s.ID] = true
		list = append(list, s)
	}
	return list, nil
}

var unitKinds = sync.OnceValue(func() []UnitKind {
	list, err := readUnitKinds()
	if err != nil {
		panic("代码表 " + err.Error())
	}
	return list
})

func readUnitKinds() ([]UnitKind, error) {
	rows, err := readTable("unit_kinds.csv")
	if err != nil {
		return nil, err
	}
	var list []UnitKind
	for _, r := range rows {
		costs, ok := map[string]bool{"yes": true, "no": false}[r.get("agency_costs")]
		k := UnitKind{r.get("key"), r.get("name"), r.get("group"), costs, splitAliases(r.get("aliases"))}
		if !ok || k.Key == "" || k.Name == "" || !slices.Contains([]string{"行政", "参公", "事业"}, k.Group) {
			return nil, r.errorf("单位类型“%s”不全", k.Key)
		}
		list = append(list, k)
	}
	return list, nil
}

var economicMap = sync.OnceValue(func() map[[2]string]string {
	m, err := readEconomicMap()
	if err != nil {
		panic("代码表 " + err.Error())
	}
	return m
})

func readEconomicMap() (map[[2]string]string, error) {
	rows, err := readTable("economic_map.csv")
	if err != nil {
		return nil, err
	}
	m := make(map[[2]string]string, len(rows))
	for _, r := range rows {
		key := [2]string{r.get("dept_code"), r.get("unit_kind")}
		if _, dup := m[key]; dup {
			return nil, r.errorf("%s（%s）重复", key[0], key[1])
		}
		if err := r.mapped(); err != nil {
			return nil, err
		}
		m[key] = r.get("gov_code")
	}
	return m, nil
}

// mapped checks that both ends of a row of the map are subjects of that name.
func (r row) mapped() error {
	dept, ok := DeptEconomic().Find(r.get("dept_code"))
	if !ok || dept.Name != r.get("dept_name") {
		return r.errorf("部门经济科目%s不是“%s”", r.get("dept_code"), r.get("dept_name"))
	}
	gov, ok := GovEconomic().Find(r.get("gov_code"))
	if !ok || gov.Name != r.get("gov_name") {
		return r.errorf("政府经济科目%s不是“%s”", r.get("gov_code"), r.get("gov_name"))
	}
	return nil
}

func splitAliases(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// String is the source as errors and lists print it.
func (s Source) String() string { return fmt.Sprintf("%s（%s）", s.Name, s.ID) }
