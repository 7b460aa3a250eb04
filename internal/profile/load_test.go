package profile

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestBuiltinProfilesLoad(t *testing.T) {
	set, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	if len(set.List()) == 0 {
		t.Fatal("no profile can be used")
	}
	for _, s := range set.List() {
		p, err := set.Load(s.ID)
		if err != nil {
			t.Errorf("%s: %v", s.ID, err)
			continue
		}
		if p.Name != s.Name || p.Abstract {
			t.Errorf("%s: listed as %q, loaded as %q, abstract %v", s.ID, s.Name, p.Name, p.Abstract)
		}
	}
}

// folder writes files by name and opens them as a user's folder.
func folder(t *testing.T, files map[string]string) (*Set, error) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "mine")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return Open(dir)
}

// load loads the profile “mine” of a folder with one file.
func load(t *testing.T, text string) (*Profile, error) {
	t.Helper()
	set, err := folder(t, map[string]string{"mine.toml": text})
	if err != nil {
		return nil, err
	}
	return set.Load("mine")
}

const mine = "id = \"mine\"\nextends = \"shanxi-datong-2023-unit\"\nname = \"我的\"\n"

func builtin2023(t *testing.T) *Profile {
	t.Helper()
	set, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load("shanxi-datong-2023-unit")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestExtendingMergesByID(t *testing.T) {
	base := builtin2023(t)
	p, err := load(t, mine+`
level = "县级"
[style]
text_zero = "零"
[[table]]
id = "T01"
title = "{year}年收支一览"
[[table.panel]]
key = "income"
[[table.panel.column]]
key = "金额"
width = 99
[[term]]
name = "新名词"
text = "新名词：新加的。"
`)
	if err != nil {
		t.Fatal(err)
	}
	if p.Name != "我的" || p.Level != "县级" || p.Year != base.Year || p.LevelBodies != base.LevelBodies {
		t.Errorf("head: %q %q %d %q", p.Name, p.Level, p.Year, p.LevelBodies)
	}
	if p.Style.TextZero != "零" || p.Style.UnitLine != base.Style.UnitLine {
		t.Errorf("style is not merged key by key: %+v", p.Style)
	}
	if len(p.Tables) != len(base.Tables) {
		t.Fatalf("%d tables, want %d: a table that is there was added instead of merged", len(p.Tables), len(base.Tables))
	}
	got, old := p.Table("T01"), base.Table("T01")
	if got.Title != "{year}年收支一览" || got.Label != old.Label || len(got.Panels) != len(old.Panels) {
		t.Fatalf("T01: %q %q, %d panels", got.Title, got.Label, len(got.Panels))
	}
	columns, before := got.Panels[0].Columns, old.Panels[0].Columns
	if len(columns) != len(before) {
		t.Fatalf("T01 has %d columns, want %d", len(columns), len(before))
	}
	for i, c := range columns {
		if c.Key != before[i].Key {
			t.Errorf("column %d is %s, was %s: merging keeps the order", i, c.Key, before[i].Key)
		}
		if want := before[i].Width; c.Key == "金额" && c.Width != 99 || c.Key != "金额" && c.Width != want {
			t.Errorf("column %s has the width %d", c.Key, c.Width)
		}
	}
	if n := len(p.Terms); n != len(base.Terms)+1 || p.Terms[n-1].Name != "新名词" {
		t.Errorf("%d terms, want the new one at the end of %d", n, len(base.Terms)+1)
	}
}

func TestListsOfWordsAreReplaced(t *testing.T) {
	p, err := load(t, mine+"function_classes = [\"208\", \"215\"]\n")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Join(p.FunctionClasses, " ") != "208 215" {
		t.Errorf("function_classes: %v", p.FunctionClasses)
	}
}

// TestListsWithoutIdentityAreReplaced: a single panel has no key to merge by.
func TestListsWithoutIdentityAreReplaced(t *testing.T) {
	_, err := load(t, mine+"[[table]]\nid = \"T03\"\n[[table.panel]]\n[[table.panel.column]]\nkey = \"合计\"\nkind = \"amount\"\ntitle = [\"合计\"]\n")
	if err == nil || !strings.Contains(err.Error(), "measure basic：T03[合计].基本支出 不是表里的一格") {
		t.Errorf("the panel of T03 was merged: %v", err)
	}
}

func TestUserFolderOverridesBuiltin(t *testing.T) {
	set, err := folder(t, map[string]string{
		"datong.toml": strings.Replace(mine, `"mine"`, `"shanxi-datong-2023-unit"`, 1),
	})
	if err != nil {
		t.Fatal(err)
	}
	// It has the id of what it extends, so it extends itself: an error that says so.
	if _, err := set.Load("shanxi-datong-2023-unit"); err == nil || !strings.Contains(err.Error(), "模板互相继承") {
		t.Errorf("a profile that extends itself: %v", err)
	}
	set, err = folder(t, map[string]string{
		"datong.toml": "id = \"shanxi-datong-2023-unit\"\nextends = \"shanxi-unit\"\nname = \"换过的\"\nabstract = false\nyear = 2023\nlevel = \"市级\"\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load("shanxi-datong-2023-unit")
	if err != nil {
		t.Fatal(err)
	}
	if p.Name != "换过的" || !slices.ContainsFunc(set.List(), func(s Summary) bool { return s.ID == p.ID && strings.Contains(s.File, "datong.toml") }) {
		t.Errorf("name %q, list %v: the user's file does not win", p.Name, set.List())
	}
}

func TestFoldersThatCannotBeOpened(t *testing.T) {
	for _, test := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"unknown keys, all of them", map[string]string{"mine.toml": mine + "\n[style]\nmony_unit = \"元\"\ndecimal = 2\n"}, []string{"mine.toml:6：不认识的键 style.mony_unit", "mine.toml:7：不认识的键 style.decimal"}},
		{"syntax", map[string]string{"mine.toml": "id = \"mine\"\nname = “我的”\n"}, []string{"mine.toml:2:8："}},
		{"wrong kind of value", map[string]string{"mine.toml": mine + "year = \"2023\"\n"}, []string{"mine.toml:4:"}},
		{"unknown unit of money", map[string]string{"mine.toml": mine + "[style]\nmoney_unit = \"千元\"\n"}, []string{"mine.toml"}},
		{"no id", map[string]string{"mine.toml": "name = \"我的\"\n"}, []string{"mine.toml：缺少 id"}},
		{"twice the same id", map[string]string{"a.toml": mine, "b.toml": mine}, []string{"b.toml 与 ", "a.toml 的 id 相同：mine"}},
		{"nothing in it", nil, []string{"里面没有 .toml 文件"}},
	} {
		_, err := folder(t, test.files)
		if err == nil {
			t.Errorf("%s: no error", test.name)
			continue
		}
		for _, want := range test.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q does not say %q", test.name, err, want)
			}
		}
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a folder that is not there was opened")
	}
}

func TestProfilesThatCannotBeLoaded(t *testing.T) {
	for _, test := range []struct{ name, id, text, want string }{
		{"no such profile", "shanxi-datong-2032-unit", mine, "没有模板 shanxi-datong-2032-unit，是否为 shanxi-datong-2023-unit？"},
		{"only to be extended", "shanxi-unit", mine, "模板 shanxi-unit 只供别的模板继承，不能直接用；可用的："},
		{"extends what is not there", "mine", "id = \"mine\"\nextends = \"shanxi-datong-2033-unit\"\n", "mine 继承 shanxi-datong-2033-unit：没有模板 shanxi-datong-2033-unit，是否为 shanxi-datong-2023-unit？"},
		{"extends itself", "mine", "id = \"mine\"\nextends = \"mine\"\n", "模板互相继承：mine → mine"},
	} {
		set, err := folder(t, map[string]string{"mine.toml": test.text})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if _, err := set.Load(test.id); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}

// TestEveryWrongReferenceIsNamed: all faults of a profile in one run, each with
// its place and the name that was probably meant.
func TestEveryWrongReferenceIsNamed(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"kind = \"bugdet\"", "kind：不认识“bugdet”，是否为 budget？"},
		{"scope = \"units\"", "scope：不认识“units”，是否为 unit？"},
		{"year = 23", "year：23 不是年份"},
		{"function_classes = [\"299\"]", "function_classes：299 不是支出功能分类的类级科目"},
		{"[style]\ndecimals = 9", "style：小数位数应在 0 到 6 之间"},
		{"[style]\ntitle_line = \"{unti}\"", "style.title_line：{unti} 没有这个 measure"},
		{"[document]\ntitle = \"{yeer}年\"", "document.title：{yeer} 没有这个 measure，是否为 year？"},
		{"[document]\ntitle = \"{year\"", "document.title：句式“{year”：{ 没有配对的 }"},
		{"[[table]]\nid = \"T03\"\ndata = \"fact\"", "table T03 data：不认识“fact”，是否为 facts？"},
		{"[[table]]\nid = \"T03\"\nwhere.source = \"gbp2\"", "table T03：没有资金来源 gbp2"},
		{"[[table]]\nid = \"T99\"\ntitle = \"空表\"", "table T99：应有一或两个 panel"},
		{"[[measure]]\nid = \"x\"", "measure x：cell、figure、says 应恰有一个"},
		{"[[measure]]\nid = \"x\"\ncell = \"T33[合计].合计\"", "measure x：没有表 T33，是否为 T03？"},
		{"[[measure]]\nid = \"x\"\ncell = \"T03[合计].基本支\"", "measure x：T03[合计].基本支 不是表里的一格，是否为 T03[合计].基本支出？"},
		{"[[measure]]\nid = \"x\"\ncell = \"T03合计\"", "measure x：“T03合计”不是一格的地址，应如 T03[合计].基本支出"},
		{"[[measure]]\nid = \"x\"\nfigure = \"staff.actuals\"", "measure x figure：不认识“staff.actuals”，是否为 staff.actual？"},
		{"[[measure]]\nid = \"x\"\ncell = \"T03[合计].合计\"\nbase = \"T3[合计].合计\"", "measure x base：没有表 T3，是否为 T03？"},
		{"[[list]]\nid = \"x\"\ntable = \"T55\"\ncolumn = \"合计\"", "list x：没有表 T55，是否为 T05？"},
		{"[[list]]\nid = \"x\"\ntable = \"T05\"\ncolumn = \"没有的列\"", "list x：表 T05 没有 panel \"\" 的列 没有的列"},
		{"[[change]]\nid = \"x\"\nsame = \"同\"\nmore = \"多{delt}\"\nless = \"少\"\nnew = \"新\"", "change x：不认识“delt”，是否为 delta？"},
		{"[[change]]\nid = \"x\"\nsame = \"同\"", "change x：same、more、less、new 都要写"},
		{"[[section]]\nid = \"十三\"\npart = \"narative\"\ntitle = \"十三、其他\"", "section 十三：没有部分 narative，是否为 narrative？"},
		{"[[section]]\nid = \"十三\"\npart = \"narrative\"\ntitle = \"其他\"\n[[section.paragraph]]\nid = \"a\"\ntext = \"{text:dutys}\"", "section 十三 a：没有 text dutys，是否为 duties？"},
		{"[[section]]\nid = \"十三\"\npart = \"narrative\"\ntitle = \"其他\"\n[[section.paragraph]]\nid = \"a\"\ntext = \"{basic.shares}\"", "section 十三 a {basic.shares}：不认识“shares”，是否为 share？"},
		{"[[section]]\nid = \"十三\"\npart = \"narrative\"\ntitle = \"其他\"\n[[section.paragraph]]\nid = \"a\"\ntext = \"无\"\nwhen = \"nonzero:spendin\"", "section 十三 a：when 里没有 measure spendin，是否为 spending？"},
		{"[[section]]\nid = \"十三\"\npart = \"narrative\"\ntitle = \"其他\"\n[[section.paragraph]]\nid = \"a\"\nchart = \"none\"", "section 十三 a：没有图 none"},
		{"[[chart]]\nid = \"x\"\nkind = \"bar\"", "chart x kind：不认识“bar”，是否为 bars？"},
		{"[[chart]]\nid = \"x\"\nkind = \"ring\"\ntotal = \"spendin\"", "chart x：没有 measure spendin，是否为 spending？"},
		{"[[form.row]]\n[[form.row.cells]]\nfield = \"nmae\"", "form 第 1 行：没有栏 nmae"},
		{"[[form.row]]\n[[form.row.cells]]\nspan = 1", "form 第 1 行：每格应有 text 或 field"},
		{"[[form.column]]\nkey = \"nmae\"", "form 的 column：没有栏 nmae"},
		{"[[evaluation.label]]\nkey = \"nmae\"", "evaluation 的 label：没有 nmae"},
		{"[[evaluation.column]]\nkey = \"执行\"", "evaluation 的 column：没有 执行"},
		{"[[evaluation.mark]]\nkey = \"级别\"", "evaluation 的 mark：没有 级别"},
		{"[[evaluation.fund]]\nkey = \"财政拨款\"\nof = \"总额\"", "evaluation 的 fund 财政拨款：没有 总额"},
	} {
		if _, err := load(t, mine+test.text+"\n"); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q:\n got %v\nwant %s", test.text, err, test.want)
		}
	}
	_, err := load(t, mine+"kind = \"x\"\n[[measure]]\nid = \"y\"\n[document]\ntitle = \"{z}\"\n")
	if err == nil || strings.Count(err.Error(), "\n") != 2 || !strings.HasPrefix(err.Error(), "模板 mine（") {
		t.Errorf("three faults are to be told at once, got: %v", err)
	}
}

// FuzzOpen: whatever stands in a user's file is a profile or an error.
func FuzzOpen(f *testing.F) {
	f.Add(mine)
	f.Add(mine + "[[table]]\nid = \"T03\"\n[[table.panel]]\n[[table.panel.rows]]\nid = \"x\"\nfrom = \"lines\"\n")
	f.Add(mine + "[[measure]]\nid = \"x\"\ncell = \"T03[合计].合计\"\n")
	f.Add("id = \"mine\"\nextends = \"mine\"")
	f.Add("table = 3\nid = \"mine\"\nextends = \"shanxi-unit\"")
	f.Fuzz(func(t *testing.T, text string) {
		set, err := Open("")
		if err != nil {
			t.Fatal(err)
		}
		var p Profile
		if strict("mine.toml", []byte(text), &p) != nil || p.ID == "" {
			return
		}
		set.sources[p.ID] = source{"mine.toml", []byte(text)}
		if loaded, err := set.Load(p.ID); err == nil && loaded.ID != p.ID {
			t.Errorf("loaded %q as %q", p.ID, loaded.ID)
		}
	})
}

func TestProfilesThatOnlyRead(t *testing.T) {
	set, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	writable := map[string]bool{}
	for _, s := range set.Writable() {
		writable[s.ID] = true
	}
	for _, s := range set.List() {
		p, err := set.Load(s.ID)
		if err != nil {
			t.Fatal(err)
		}
		if writable[s.ID] != (p.ReadOnly == "") {
			t.Errorf("%s: writable %v, %q", s.ID, writable[s.ID], p.ReadOnly)
		}
		if p.Kind == "final" && writable[s.ID] {
			t.Errorf("%s: a final account is not written from a book", s.ID)
		}
	}
	if len(writable) == 0 {
		t.Error("no profile can be written by")
	}
}

// TestOneRowTables holds the tables that are printed as one row to their form.
func TestOneRowTables(t *testing.T) {
	base := `id = "mine"
extends = "shanghai-2025-unit"
name = "我的"
[[table]]
id = "T10"
`
	for name, test := range map[string]struct{ text, want string }{
		"no such cell":    {base + `across = [{ title = ["合计"], cell = "T10[总计].合计" }]`, "T10[总计].合计 不是表里的一格"},
		"no title":        {base + `across = [{ cell = "T10[合计].合计" }]`, "across：缺少 title"},
		"of another":      {base + `across = [{ title = ["合计"], cell = "T03[合计].合计" }]`, `T03 印在这张表里，应写明 in = "T10"`},
		"in no table":     {base + "[[table]]\nid = \"T11\"\nin = \"T99\"\n", "in 指的表 T99 没有 across"},
		"decimals":        {base + "decimals = 9\n", "小数位数应在 0 到 6 之间"},
		"parts":           {base + "[[table]]\nid = \"T01\"\n[[table.panel]]\nkey = \"income\"\ncolumn = [{ key = \"金额\", parts = [\"类\"] }]\n", "只有编码列可以分成几列"},
		"codes":           {base + "[[table]]\nid = \"T01\"\n[[table.panel]]\nkey = \"income\"\ncolumn = [{ key = \"项目\", codes = [\"301\"] }]\n", "只有金额列可以限定类"},
		"growth":          {base + "[[table]]\nid = \"T01\"\n[[table.panel]]\nkey = \"income\"\ncolumn = [{ key = \"率\", title = [\"率\"], kind = \"percent\", growth = [\"金额\", \"上年\"] }]\n", "growth 里的金额列 上年 不存在"},
		"change":          {base + "[[table]]\nid = \"T01\"\n[[table.panel]]\nkey = \"income\"\ncolumn = [{ key = \"金额\", change = [\"金额\"] }]\n", "change 写两列"},
		"repeat":          {base + "[[table]]\nid = \"T01\"\n[[table.panel]]\nkey = \"income\"\nrepeat = 9\n", "repeat 应在 1 到 4 之间"},
		"role of a part":  {base + "[[part]]\nid = \"other\"\nas = \"narative\"\n", "不认识“narative”，是否为 narrative？"},
		"what it says":    {base + "[[measure]]\nid = \"x\"\nsays = \"mony\"\n", "不认识“mony”，是否为 money？"},
		"cells of a line": {base + "[[table]]\nid = \"T06\"\n[[table.panel]]\ncolumn = [{ key = \"a\", title = [\"a\"], kind = \"amount\" }]\nrows = [{ id = \"t\", from = \"lines\", lines = [{ key = \"合计\", name = \"合计\", cells = { x = \"b\" } }] }]\n", "cells 里的列 b 不存在"},
		"share of what":   {base + "[[section]]\nid = \"一\"\npart = \"other\"\ntitle = \"一\"\n[[section.paragraph]]\nid = \"x\"\ntext = \"{agency.share:prior}\"\n", "不认识“prior”"},
	} {
		if _, err := load(t, test.text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}

func TestUnitsOfTables(t *testing.T) {
	set, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load("shanghai-2025-unit")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Unit(p.Table("T01")).String() + p.Unit(p.Table("T10")).String() + p.Style.MoneyUnit.String(); got != "元万元万元" {
		t.Errorf("units %s", got)
	}
	if p.Places(p.Table("T10")) != 2 || p.Places(p.Table("T01")) != 0 || p.Places(p.Table("T11")) != p.Style.Decimals {
		t.Error("decimals of tables")
	}
	if !Holds(nil, "301") || !Holds([]string{"301"}, "30101") || Holds([]string{"301"}, "302") {
		t.Error("classes of a column")
	}
}
