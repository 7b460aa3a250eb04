package budget

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The classes of a Shanxi budget of 2023, as its 收支总表 prints them.
var classes2023 = strings.Fields(`一般公共服务支出 外交支出 国防支出 公共安全支出 教育支出 科学技术支出
文化旅游体育与传媒支出 社会保障和就业支出 社会保险基金支出 卫生健康支出 节能环保支出 城乡社区支出 农林水支出
交通运输支出 资源勘探工业信息等支出 商业服务业等支出 金融支出 援助其他地区支出 自然资源海洋气象等支出 住房保障支出
粮油物资储备支出 国有资本经营预算支出 灾害防治及应急管理支出 预备费 其他支出 转移性支出 债务还本支出 债务付息支出
债务发行费用支出 抗疫特别国债安排的支出`)

func TestClassesAreTheThirtyOf2023InOrder(t *testing.T) {
	classes := Functions().Classes()
	if len(classes) != len(classes2023) {
		t.Fatalf("%d类，应为%d", len(classes), len(classes2023))
	}
	for i, s := range classes {
		if got := Functions().NameIn(s.Code, 2023); got != classes2023[i] || s.Level != 1 {
			t.Errorf("第%d类 %s %s，应为%s", i+1, s.Code, got, classes2023[i])
		}
	}
}

func TestTablesHoldEveryRow(t *testing.T) {
	for _, c := range []struct {
		file       string
		codes      *Codes
		rows, docs int
	}{
		{"expenditure_function.csv", Functions(), 1704, 172},
		{"economic_dept.csv", DeptEconomic(), 111, 97},
		{"economic_gov.csv", GovEconomic(), 85, 15},
		{"revenue.csv", Revenues(), 102, 8},
	} {
		if _, err := readSubjects(c.file); err != nil {
			t.Error(err)
		}
		docs := 0
		for _, s := range c.codes.All() {
			if s.Grade == Documented {
				docs++
			}
		}
		if got := len(c.codes.All()); got != c.rows || docs != c.docs {
			t.Errorf("%s: %d行，有文档的%d行；应为%d和%d", c.file, got, docs, c.rows, c.docs)
		}
	}
	if _, err := readEconomicMap(); err != nil {
		t.Error(err)
	}
	if n := len(economicMap()); n != 301 {
		t.Errorf("对照表%d行，应为301", n)
	}
	if _, err := readSources(); err != nil {
		t.Error(err)
	}
	if n := len(Sources()); n != 19 {
		t.Errorf("资金来源%d行，应为19", n)
	}
}

func TestRenamesAreOfSubjectsByTheirPresentName(t *testing.T) {
	all, err := readRenames()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for code, list := range all[TableFunction] {
		for _, r := range list {
			n++
			s, ok := Functions().Find(code)
			if !ok || s.Name != r.Now || s.Name == r.Name {
				t.Errorf("%s %s → %s，表中为%q", code, r.Name, r.Now, s.Name)
			}
		}
	}
	if n != 8 {
		t.Errorf("%d条更名，应为8", n)
	}
}

func TestNameIn(t *testing.T) {
	for _, c := range []struct {
		code string
		year int
		want string
	}{
		{"210", 2018, "医疗卫生与计划生育支出"},
		{"210", 2019, "卫生健康支出"},
		{"20805", 2019, "行政事业单位离退休"},
		{"20805", 0, "行政事业单位养老支出"}, // no year
		{"20805", 2023, "行政事业单位养老支出"},
		{"2080502", 2010, "事业单位离退休"},
		{"2080501", 2010, "行政单位离退休"}, // an earlier name without a year is not used
		{"299", 2023, ""},
	} {
		if got := Functions().NameIn(c.code, c.year); got != c.want {
			t.Errorf("%s在%d年：%q，应为%q", c.code, c.year, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2080502", "2080502"},
		{"2080520", "2080502"},  // swapped
		{"20805022", "2080502"}, // one too many
		{"3080502", "2080502"},  // first digit
		{"2150551", "2150550"},  // last digit
		{"2088888", "208"},      // nothing near but the class
		{"事业单位离退修", "2080502"},
		{"事业单位离退休费", "2080502"},
		{"行政事业单位离退休", "20805"}, // an earlier name
		{"住房 公积金", "2210201"},
		{"自行车棚修缮与油漆工程款", ""},
		{"", ""},
		{"9", ""},
	} {
		got, ok := Functions().Nearest(c.in)
		if got.Code != c.want || ok != (c.want != "") {
			t.Errorf("%q：%s %s，应为%q", c.in, got.Code, got.Name, c.want)
		}
	}
}

func TestNearestFindsWhatOneSlipHides(t *testing.T) {
	all := Functions().All()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(all).Draw(t, "subject")
		i := rapid.IntRange(0, len(s.Code)-1).Draw(t, "at")
		wrong := s.Code[:i] + rapid.StringMatching("[0-9]").Draw(t, "digit") + s.Code[i+1:]
		near, ok := Functions().Nearest(wrong)
		if !ok || !oneSlip(wrong, near.Code) {
			t.Fatalf("%s写作%s，得%s", s.Code, wrong, near.Code)
		}
	})
}

func TestDistance(t *testing.T) {
	letters := rapid.StringMatching("[甲乙丙]{0,8}")
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := []rune(letters.Draw(t, "a")), []rune(letters.Draw(t, "b")), []rune(letters.Draw(t, "c"))
		ab, ba := Distance(a, b), Distance(b, a)
		if ab != ba || (ab == 0) != (string(a) == string(b)) || ab > Distance(a, c)+Distance(c, b) {
			t.Fatalf("%q %q: %d %d", string(a), string(b), ab, ba)
		}
	})
	if d := Distance([]rune("事业单位"), []rune("事业单元组")); d != 2 {
		t.Errorf("距离%d，应为2", d)
	}
}

func TestWith(t *testing.T) {
	c, err := Functions().With([]LocalSubject{
		{Table: TableFunction, Code: "2089801", Name: "超长期特别国债安排的支出（项）"},
		{Table: TableFunction, Code: "20898", Name: "超长期特别国债安排的支出"},
		{Table: TableEconomic, Code: "30998", Name: "属于别的表"},
	})
	if err != nil {
		t.Fatal(err)
	}
	s, ok := c.Find("2089801")
	if !ok || s.Level != 3 || s.Parent != "20898" || !s.Local {
		t.Errorf("%+v", s)
	}
	if _, ok := Functions().Find("20898"); ok {
		t.Error("原表被改动")
	}
	if _, ok := c.Find("30998"); ok {
		t.Error("别的表的科目进来了")
	}
	if under := c.Under("208"); under[len(under)-2].Code != "20898" {
		t.Errorf("次序不对：%v", under[len(under)-2:])
	}

	_, err = DeptEconomic().With([]LocalSubject{
		{Table: TableEconomic, Code: "30101", Name: "基本工资"},
		{Table: TableEconomic, Code: "39801", Name: "无上级"},
		{Table: TableEconomic, Code: "3010101", Name: "太长"},
		{Table: TableEconomic, Code: "20101", Name: "错表"},
		{Table: TableEconomic, Code: "30198", Name: " "},
	})
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || len(joined.Unwrap()) != 5 {
		t.Fatalf("应有5个错误：%v", err)
	}
	var se *SubjectError
	if !errors.As(joined.Unwrap()[0], &se) || se.Subject.Code == "" {
		t.Errorf("%v", err)
	}
}

func TestUnitKinds(t *testing.T) {
	for name, key := range map[string]string{
		"public1": "public1", "公益一类": "public1", "公益一类事业单位": "public1",
		"参公": "civil", "事业单位(未分类)": "institution", "行政": "admin",
	} {
		if k, ok := FindUnitKind(name); !ok || k.Key != key {
			t.Errorf("%s: %q，应为%s", name, k.Key, key)
		}
	}
	for _, k := range UnitKinds() {
		if k.AgencyCosts != (k.Group == "行政" || k.Group == "参公") {
			t.Errorf("%s的机关运行经费", k.Name)
		}
	}
}

func TestSources(t *testing.T) {
	for name, id := range map[string]string{
		"一般公共预算": "gpb", "一、一般公共预算": "gpb", "1. 一般公共预算": "gpb", "gpb": "gpb",
		"政府性基金": "gfb", "教育收费": "special_account", "经营收入": "operating",
		"其他资金": "unit", "单位自筹": "perf_self", "财政拨款(补助)收入": "fiscal",
	} {
		if s, ok := FindSource(name); !ok || s.ID != id {
			t.Errorf("%s: %q，应为%s", name, s.ID, id)
		}
	}
	if _, ok := FindSource("银行贷款"); ok {
		t.Error("不该认识银行贷款")
	}
	if !Within("gpb", "fiscal") || !Within("business", "unit") || !Within("unit", "unit") ||
		Within("gpb", "unit") || Within("carry", "fiscal") || Within("nothing", "fiscal") {
		t.Error("包含关系不对")
	}
}

func TestGovEconomicOf(t *testing.T) {
	for _, c := range []struct{ dept, group, gov string }{
		{"30101", "行政", "50101"},
		{"30101", "事业", "50501"},
		{"30231", "参公", "50208"},
		{"30231", "事业", "50502"},
		{"30301", "事业", "50905"},
		{"31002", "事业", "50601"},
		{"30107", "行政", ""},
	} {
		if gov, ok := GovEconomicOf(c.dept, c.group); gov.Code != c.gov || ok != (c.gov != "") {
			t.Errorf("%s %s: %q，应为%q", c.dept, c.group, gov.Code, c.gov)
		}
	}
}

func BenchmarkReadTables(b *testing.B) {
	for b.Loop() {
		load(TableFunction, "expenditure_function.csv")
		load(TableEconomic, "economic_dept.csv")
		load(TableGovEconomic, "economic_gov.csv")
		load(TableRevenue, "revenue.csv")
	}
}

func BenchmarkNearestName(b *testing.B) {
	for b.Loop() {
		Functions().Nearest("事业单位离退修费用")
	}
}
