package compose

import (
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// shanghai is the form of another place: tables in yuan, codes in three columns,
// the classes that are used, a table in one row.
func shanghai(t *testing.T) *profile.Profile {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load("shanghai-2025-unit")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func smallShanghai() *budget.Book {
	return &budget.Book{
		Profile: "shanghai-2025-unit", Year: 2025,
		Unit: budget.Unit{Name: "某局", Kind: "行政单位", Level: "市级"},
		Facts: []budget.Fact{
			{Subject: "2010601", Economic: "30101", Source: "gpb", Amount: money.FromYuan(1_234_567)},
			{Subject: "2010601", Economic: "30201", Source: "gpb", Amount: money.FromYuan(25_049) + 50},
			{Subject: "2210201", Economic: "30113", Source: "gpb", Amount: money.FromYuan(100_000)},
			{Subject: "2010604", Project: "项目支出", Source: "gpb", Amount: money.FromYuan(370_000)},
		},
		ThreePublic: []budget.ThreePublic{{Item: "reception", Source: "gpb", Amount: money.FromYuan(10_000), Prior: money.FromYuan(10_000)}},
		PriorTotal: []budget.PriorTotal{
			{Key: "财政拨款收入", Amount: money.FromYuan(1_000_000)},
			{Key: "财政拨款支出", Amount: money.FromYuan(1_000_000)},
			{Key: "一般公共预算拨款支出", Amount: money.FromYuan(1_000_000)},
			{Key: "政府性基金拨款支出"},
			{Key: "国有资本经营预算拨款支出"},
		},
		Projects: []budget.Project{{Name: "项目支出"}},
		Texts: []budget.Text{
			{Key: "duties", Text: "负责某事。"},
			{Key: "organisation", Text: "设三处。"},
			{Key: "fiscal_content", Text: "主要用于工资。"},
			{Key: "编报绩效目标的项目数", Text: "12"},
			{Key: "编报绩效目标的项目预算资金", Text: "4,222.51"},
		},
	}
}

func compiledShanghai(t *testing.T, b *budget.Book) (*budget.Disclosure, *doc.Document) {
	t.Helper()
	d, findings := Compile(b, shanghai(t), Independent)
	if findings.Has(diag.Error) {
		t.Fatal(findings)
	}
	out, err := Document(d, shanghai(t))
	if err != nil {
		t.Fatal(err)
	}
	return d, out
}

func TestTablesInOtherUnitsThanSentences(t *testing.T) {
	d, out := compiledShanghai(t, smallShanghai())
	tables := tablesByID(t, out)
	if got := tables["T05"].Right + tables["T10"].Right; got != "单位：元单位：万元" {
		t.Errorf("units: %s", got)
	}
	if got := d.Table("T06").Panels[0].Cell("30201", "合计").Printed.Text; got != "25,050" {
		t.Errorf("yuan without decimals, half up, grouped: %s", got)
	}
	want := "2025年，某局收入预算172.96万元，其中：财政拨款收入172.96万元，比2024年预算增加72.96万元；事业收入0万元；事业单位经营收入0万元；其他收入0万元。"
	if got := sentence(t, d, "编制说明", "编制说明.收入"); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestUsedClassesAreNumberedFromOne(t *testing.T) {
	d, _ := compiledShanghai(t, smallShanghai())
	var names []string
	for _, l := range d.Table("T01").Panel("spending").Lines {
		names = append(names, l.Name)
	}
	if got := strings.Join(names, " "); got != "一、一般公共服务支出 二、住房保障支出 支出总计" {
		t.Error(got)
	}
}

func TestCodesInSeveralColumns(t *testing.T) {
	_, out := compiledShanghai(t, smallShanghai())
	tables := tablesByID(t, out)
	table := tables["T05"]
	got := rowsOf(table.Rows, len(table.Columns))
	want := []string{
		"201|||一般公共服务支出|1,629,617|1,259,617|370,000",
		"201|06||财政事务|1,629,617|1,259,617|370,000",
		"201|06|01|行政运行|1,259,617|1,259,617|",
		"201|06|04|预算改革业务|370,000||370,000",
	}
	for i := range want {
		if strings.ReplaceAll(got[i], "\t", "|") != want[i] {
			t.Errorf("row %d: %s, want %s", i, got[i], want[i])
		}
	}
	last := table.Rows[len(table.Rows)-1].Cells
	if last[0].Text != "合计" || last[0].ColSpan != 4 {
		t.Errorf("the total stands over %d columns: %q", last[0].ColSpan, last[0].Text)
	}
	// The whole of a row counts its own amounts, wherever the codes put them.
	class := table.Rows[0].Cells
	for _, p := range class[4].Amount.Sum {
		if p.Col != 4 {
			t.Errorf("a sum of column 4 takes column %d", p.Col)
		}
	}
}

func TestATableInOneRow(t *testing.T) {
	_, out := compiledShanghai(t, smallShanghai())
	tables := tablesByID(t, out)
	if tables["T11"] != nil {
		t.Error("T11 is printed by itself too")
	}
	var texts, places []string
	for _, c := range tables["T10"].Rows[0].Cells {
		texts = append(texts, c.Text)
		places = append(places, c.Amount.Address)
	}
	if got := strings.Join(texts, "|"); len(tables["T10"].Rows) != 1 || got != "1.00||1.00||||2.50" {
		t.Errorf("%d rows, %s", len(tables["T10"].Rows), got)
	}
	if places[6] != "T11[部门合计].合计" {
		t.Error(places)
	}
}

func TestNumbersThatSentencesAloneGive(t *testing.T) {
	d, _ := compiledShanghai(t, smallShanghai())
	if got := sentence(t, d, "四", "四.绩效"); got != "2025年度，本单位编报绩效目标的项目共12个，涉及项目预算资金4,222.51万元。" {
		t.Error(got)
	}
	if got := sentence(t, d, "五", "五.资产"); !strings.Contains(got, "共有车辆0辆，其中：部级领导干部用车0辆") {
		t.Error(got)
	}
	b := smallShanghai()
	b.Texts[3].Text = "十二"
	_, findings := Compile(b, shanghai(t), Independent)
	if len(findings) != 1 || findings[0].Rule != "INPUT-TEXT" || !strings.Contains(findings[0].Message, "“十二”，应为整数") {
		t.Error(findings)
	}
}

func TestMixedUnitsAreNotBalanced(t *testing.T) {
	d, findings := Compile(smallShanghai(), shanghai(t), Balanced)
	if d.Rounding != string(Independent) || len(findings) != 1 || findings[0].Rule != "INPUT-BALANCE" {
		t.Errorf("%s %v", d.Rounding, findings)
	}
}

func TestTheHeadingOfTheTablesStandsWithTheFirst(t *testing.T) {
	_, out := compiledShanghai(t, smallShanghai())
	for i, b := range out.Blocks {
		if h, ok := b.(doc.Heading); ok && h.ID == "tables" {
			if before, ok := out.Blocks[i-1].(doc.PageBreak); !ok || !before.Landscape {
				t.Errorf("before the heading: %+v", out.Blocks[i-1])
			}
			if after, ok := out.Blocks[i+1].(doc.Heading); !ok || after.ID != "t01" {
				t.Errorf("after the heading: %+v", out.Blocks[i+1])
			}
		}
	}
}
