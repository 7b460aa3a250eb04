package compose

import (
	"strings"
	"testing"

	"mingbai/internal/book"
	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

func shanxi(t testing.TB) *profile.Profile {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load("shanxi-datong-2023-unit")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// datong is the example book: the published figures of a real unit.
func datong(t *testing.T) *budget.Book {
	t.Helper()
	b, findings := book.Read("../../examples/datong-2023")
	if findings.Has(diag.Note) {
		t.Fatalf("the example book has findings: %v", findings)
	}
	return b
}

// small is the least book that compiles: one wage, one project, last year equal.
func small() *budget.Book {
	return &budget.Book{
		Profile: "shanxi-datong-2023-unit", Year: 2023,
		Unit: budget.Unit{Name: "某市某中心", Kind: "公益一类事业单位", Level: "市级"},
		Facts: []budget.Fact{
			{Subject: "2150550", Economic: "30101", Source: "gpb", Amount: money.FromYuan(100_000)},
			{Subject: "2150550", Project: "修缮", Source: "gpb", Amount: money.FromYuan(20_000)},
		},
		PriorTotal: []budget.PriorTotal{
			{Key: "收入总计", Amount: money.FromYuan(120_000)},
			{Key: "支出总计", Amount: money.FromYuan(120_000)},
			{Key: "一般公共预算当年拨款", Amount: money.FromYuan(120_000)},
		},
		Projects: []budget.Project{{Name: "修缮", HasForm: true}},
		Texts:    []budget.Text{{Key: "duties", Text: "负责某事。"}, {Key: "organisation", Text: "设三科。"}},
	}
}

func sentence(t *testing.T, d *budget.Disclosure, section, pattern string) string {
	t.Helper()
	for _, s := range d.Sections {
		for _, p := range s.Paragraphs {
			if s.ID == section && p.Pattern == pattern {
				return p.Text
			}
		}
	}
	t.Fatalf("section %s has no paragraph %s", section, pattern)
	return ""
}

func compiled(t *testing.T, b *budget.Book) *budget.Disclosure {
	t.Helper()
	d, findings := Compile(b, shanxi(t), Independent)
	if findings.Has(diag.Warning) {
		t.Fatalf("findings: %v", findings)
	}
	return d
}

func TestPublishedRoundingsComeOutIndependently(t *testing.T) {
	d, _ := Compile(datong(t), shanxi(t), Independent)
	for address, want := range map[string]string{
		"T05[21011].合计":   "12.45", // over 2.19 + 10.25
		"T05[2101101].合计": "2.19",
		"T05[2101102].合计": "10.25",
		"T06[合计].合计":      "547.65", // over 523.84 + 23.80
		"T06[合计].人员经费":    "523.84",
		"T06[合计].公用经费":    "23.80",
		"T06[301].合计":     "313.78", // its nine items add to 313.79
		"T12[合计].合计":      "120.33",
		"T03[208].项目支出":   "49.25",
	} {
		a, err := profile.ParseAddress(address)
		if err != nil {
			t.Fatal(err)
		}
		if cell := at(d.Tables, a); cell == nil || cell.Printed.Text != want {
			t.Errorf("%s = %+v, want %s", address, cell, want)
		}
	}
}

func TestChangeAgainstLastYear(t *testing.T) {
	reasons := []budget.Text{{Key: "收入总计", Text: "人员增加。"}, {Key: "支出总计", Text: "人员增加；"}}
	tests := map[string]struct {
		prior int64
		want  string
	}{
		"equal":           {120_000, "与上年相同"},
		"less":            {150_000, "比上年减少3.00万元，下降20.00%，主要原因是人员增加"},
		"more":            {90_000, "比上年增加3.00万元，增长33.33%，主要原因是人员增加"},
		"from nothing":    {0, "比上年增加12.00万元（上年为0万元），主要原因是人员增加"},
		"too small":       {119_990, "与上年相同"}, // 10 yuan, the same print
		"last place":      {119_949, "比上年增加0.01万元，增长0.04%，主要原因是人员增加"},
		"more than twice": {50_000, "比上年增加7.00万元，增长140.00%，主要原因是人员增加"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := small()
			b.Reasons = reasons
			for i := range b.PriorTotal[:2] {
				b.PriorTotal[i].Amount = money.FromYuan(tt.prior)
			}
			got := sentence(t, compiled(t, b), "一", "一.总计")
			if !strings.Contains(got, "，"+tt.want+"；本年") || !strings.HasSuffix(got, "，"+tt.want+"。") {
				t.Errorf("%s\nwant twice: %s", got, tt.want)
			}
		})
	}
}

// A change that rounds to nothing between prints that differ: what is said is the
// difference of the prints, the rate too.
func TestChangeOfTheLastPlaceAlone(t *testing.T) {
	b := small()
	b.Reasons = []budget.Text{{Key: "收入总计", Text: "人员减少"}, {Key: "支出总计", Text: "人员减少"}}
	b.Facts[0].Amount += money.FromYuan(40) // 120,040: 12.00
	for i := range b.PriorTotal[:2] {
		b.PriorTotal[i].Amount = money.FromYuan(120_060) // 12.01
	}
	if got := sentence(t, compiled(t, b), "一", "一.总计"); !strings.Contains(got, "比上年减少0.01万元，下降0.08%") {
		t.Error(got)
	}
}

func TestWhatABookLacksIsAskedFor(t *testing.T) {
	tests := map[string]struct {
		spoil func(*budget.Book)
		rule  string
		says  string
	}{
		"no reason":                   {func(b *budget.Book) { b.PriorTotal[0].Amount = 1 }, "INPUT-REASON", "收入总计"},
		"no prior":                    {func(b *budget.Book) { b.PriorTotal = b.PriorTotal[1:] }, "INPUT-PRIOR", "收入总计"},
		"no duties":                   {func(b *budget.Book) { b.Texts = b.Texts[1:] }, "INPUT-TEXT", "本单位职责"},
		"wrong year":                  {func(b *budget.Book) { b.Year = 2024 }, "INPUT-YEAR", "2024年"},
		"wrong level":                 {func(b *budget.Book) { b.Unit.Level = "县级" }, "INPUT-LEVEL", "县级"},
		"unknown kind":                {func(b *budget.Book) { b.Unit.Kind = "公司" }, "INPUT-UNIT", "公司"},
		"unknown reason":              {func(b *budget.Book) { b.Reasons = []budget.Text{{Key: "收入总记", Text: "x"}} }, "INPUT-KEY", "收入总记"},
		"unknown text":                {func(b *budget.Book) { b.Texts = append(b.Texts, budget.Text{Key: "dutys", Text: "x"}) }, "INPUT-KEY", "dutys"},
		"basic without class of cost": {func(b *budget.Book) { b.Facts[0].Economic = "30701" }, "INPUT-ECON", "30701"},
		"prior lines against totals": {func(b *budget.Book) {
			b.Prior = []budget.Fact{{Subject: "2150550", Economic: "30101", Source: "gpb", Amount: money.FromYuan(1)}}
		}, "INPUT-PRIOR", "120000"},
		"indicator level": {func(b *budget.Book) {
			b.Projects[0].Indicators = []budget.Indicator{{Level1: "产出指标", Level2: "数目指标"}}
		}, "INPUT-INDICATOR", "数目指标"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			b := small()
			tt.spoil(b)
			_, findings := Compile(b, shanxi(t), Independent)
			for _, f := range findings {
				if f.Rule == tt.rule && f.Severity == diag.Error && strings.Contains(f.Message, tt.says) {
					if f.Hint == "" && f.Expected == "" {
						t.Errorf("says nothing of what to do: %+v", f)
					}
					return
				}
			}
			t.Errorf("no %s that says %q among %v", tt.rule, tt.says, findings)
		})
	}
}

func TestNearKeyIsOffered(t *testing.T) {
	b := small()
	b.Reasons = []budget.Text{{Key: "收入总记", Text: "x"}}
	_, findings := Compile(b, shanxi(t), Independent)
	if len(findings) == 0 || findings[0].Nearest != "收入总计" {
		t.Errorf("findings: %v", findings)
	}
}

func TestLastYearByLine(t *testing.T) {
	b := small()
	b.PriorTotal = nil
	b.Prior = []budget.Fact{
		{Subject: "2150550", Economic: "30101", Source: "gpb", Amount: money.FromYuan(100_000)},
		{Subject: "2150550", Project: "修缮", Source: "gfb", Amount: money.FromYuan(20_000)},
	}
	d := compiled(t, b)
	if got := sentence(t, d, "一", "一.总计"); !strings.Contains(got, "与上年相同") {
		t.Errorf("totals: %s", got)
	}
	if got := sentence(t, d, "五", "五.规模"); !strings.Contains(got, "比上年增加2.00万元，增长20.00%") {
		t.Errorf("general public budget: %s", got)
	}
}

func TestAgencyCostsDependOnTheKindOfUnit(t *testing.T) {
	b := small()
	b.Facts = append(b.Facts, budget.Fact{Subject: "2150101", Economic: "30201", Source: "gpb", Amount: money.FromYuan(5_000)})
	b.PriorTotal = append(b.PriorTotal, budget.PriorTotal{Key: "机关运行经费", Amount: 0})
	b.Reasons = []budget.Text{{Key: "收入总计", Text: "增"}, {Key: "支出总计", Text: "增"}, {Key: "机关运行经费", Text: "新设"}}
	d := compiled(t, b)
	if tb := d.Table("T11"); !tb.Empty || tb.Note != "注：本表无数据" {
		t.Errorf("a public institution has agency costs: %+v", tb)
	}
	b.Unit.Kind = "行政单位"
	d = compiled(t, b)
	if got := sentence(t, d, "八", "八.机关运行"); got != "本单位为行政单位，2023年财政安排机关运行经费预算数0.50万元（2022年机关运行经费预算数0万元），比上年度增加0.50万元（上年度为0万元），主要原因是新设。" {
		t.Error(got)
	}
	if l := d.Table("T11").Panels[0].Lines; len(l) != 2 || l[1].Name != "某市某中心" || l[1].Cells[0].Printed.Text != "0.50" {
		t.Errorf("T11: %+v", l)
	}
}

func TestOtherFundsAreSaidOnlyWhereThereAreAny(t *testing.T) {
	b := small()
	if got := sentence(t, compiled(t, b), "十", "十.管理"); strings.Contains(got, "政府性基金") {
		t.Error(got)
	}
	b.Facts[1].Source = "gfb"
	b.PriorTotal[2].Amount = money.FromYuan(100_000)
	got := sentence(t, compiled(t, b), "十", "十.管理")
	if !strings.HasSuffix(got, "涉及一般公共预算当年拨款0万元，政府性基金预算拨款2.00万元。") {
		t.Error(got)
	}
}

func TestSmallAmountPrintsAsZeroNotBlank(t *testing.T) {
	b := small()
	b.Facts = append(b.Facts, budget.Fact{Subject: "2080502", Economic: "30302", Source: "gpb", Amount: money.FromYuan(40)})
	d, findings := Compile(b, shanxi(t), Independent)
	if findings.Has(diag.Error) {
		t.Fatal(findings)
	}
	cell := at(d.Tables, profile.Address{Table: "T03", Row: "2080502", Column: "合计"})
	if cell == nil || cell.Printed.Text != "0.00" || cell.Printed.Mark != money.Number {
		t.Errorf("40 yuan prints as %+v", cell)
	}
	cell = at(d.Tables, profile.Address{Table: "T03", Row: "2080502", Column: "项目支出"})
	if cell.Printed.Mark != money.Blank {
		t.Errorf("nothing prints as %+v", cell)
	}
}

func TestClaimsPointIntoTheirSentence(t *testing.T) {
	d, _ := Compile(datong(t), shanxi(t), Independent)
	n := 0
	for _, s := range d.Sections {
		for _, p := range s.Paragraphs {
			for _, c := range p.Claims {
				n++
				if got := p.Text[c.Start : c.Start+len(c.Text)]; got != c.Text {
					t.Errorf("section %s: claim %s says %q, the text has %q there", s.ID, c.Slot, c.Text, got)
				}
				if a, err := profile.ParseAddress(c.Cell); c.Cell != "" && (err != nil || at(d.Tables, a) == nil) {
					t.Errorf("claim %s names no cell: %s", c.Slot, c.Cell)
				}
			}
		}
	}
	if n < 80 {
		t.Errorf("only %d claims", n)
	}
}

func TestBalancedDatongCloses(t *testing.T) {
	d, findings := Compile(datong(t), shanxi(t), Balanced)
	if d.Rounding != string(Balanced) {
		t.Fatalf("not balanced: %v", findings)
	}
	for _, tb := range d.Tables {
		for _, p := range tb.Panels {
			for _, l := range p.Lines {
				for k, c := range l.Cells {
					var sum int64
					for _, id := range c.Sum {
						sum += p.Lines[id.Line].Cells[id.Column].Printed.Value.Coef
					}
					if len(c.Sum) > 0 && sum != c.Printed.Value.Coef {
						t.Errorf("%s[%s].%s prints %s, its parts add to %d", tb.ID, l.Key, p.Columns[k], c.Printed.Text, sum)
					}
				}
			}
		}
	}
}

func TestAProfileThatOnlyReadsIsNotWritten(t *testing.T) {
	p := shanxi(t)
	p.ReadOnly = "只用于读取"
	d, findings := Compile(small(), p, Independent)
	if d != nil || len(findings) != 1 || findings[0].Rule != "INPUT-PROFILE" || !strings.Contains(findings[0].Message, "只用于读取") {
		t.Errorf("%v, %v", d, findings)
	}
}
