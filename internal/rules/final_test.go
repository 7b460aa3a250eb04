package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// finalProfile is a profile of final accounts.
func finalProfile(t *testing.T) *profile.Profile { return builtIn(t, "shanghai-2024-department-final") }

func builtIn(t *testing.T, id string) *profile.Profile {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// row is a made-up line: code or key, and its amounts.
type row struct {
	key   string
	cells []string
}

// sheet makes a table of one panel; further panels are added by panelOf.
func sheet(id string, panels ...budget.Panel) budget.Table {
	return budget.Table{ID: id, Title: id, MoneyUnit: money.Wan, Panels: panels}
}

func panelOf(key, columns string, rows ...row) budget.Panel {
	p := budget.Panel{Key: key, Columns: strings.Fields(columns)}
	for _, r := range rows {
		l := budget.Line{Key: r.key, Name: r.key}
		switch {
		case strings.Trim(r.key, "0123456789") == "":
			l.Code, l.Level = r.key, (len(r.key)-1)/2
		case strings.HasSuffix(r.key, "计"):
			l.Total = true
		}
		for _, text := range r.cells {
			var c budget.Cell
			c.Printed, _ = money.ParsePrinted(text)
			l.Cells = append(l.Cells, c)
		}
		p.Lines = append(p.Lines, l)
	}
	return p
}

func is(key string, cells ...string) row { return row{key, cells} }

// finalAccount is a small final account in which everything holds.
func finalAccount() *budget.Disclosure {
	d := smallAccount()
	for i := range d.Table("T05").Panels[0].Lines {
		if l := &d.Table("T05").Panels[0].Lines[i]; l.Code == "2010601" {
			l.Name = "行政运行"
		}
	}
	return d
}

func smallAccount() *budget.Disclosure {
	return &budget.Disclosure{
		Year: 2024,
		Unit: budget.Unit{Name: "某县某某局"},
		Tables: []budget.Table{
			sheet("T01",
				panelOf("income", "金额", is("一般公共预算", "90.00"), is("其他收入", "10.00"), is("本年收入合计", "100.00"), is("使用非财政拨款结余", ""), is("年初结转和结余", "5.00"), is("收入总计", "105.00")),
				panelOf("spending", "合计", is("201", "92.00"), is("本年支出合计", "92.00"), is("结余分配", ""), is("年末结转和结余", "13.00"), is("支出总计", "105.00"))),
			sheet("T02", panelOf("", "合计 财政拨款收入 其他收入", is("合计", "100.00", "90.00", "10.00"), is("201", "100.00", "90.00", "10.00"))),
			sheet("T03", panelOf("", "合计 基本支出 项目支出", is("合计", "92.00", "60.00", "32.00"), is("201", "92.00", "60.00", "32.00"))),
			sheet("T04",
				panelOf("income", "金额", is("一般公共预算", "90.00"), is("本年收入合计", "90.00"), is("上年财政拨款结转", "3.00"), is("结转一般公共预算", "3.00"), is("收入总计", "93.00")),
				panelOf("spending", "小计 一般公共预算", is("201", "88.00", "88.00"), is("本年支出合计", "88.00", "88.00"), is("年末结转", "5.00", "5.00"), is("支出总计", "93.00", "93.00"))),
			sheet("T05", panelOf("", "合计 基本支出 项目支出", is("201", "88.00", "60.00", "28.00"), is("20106", "88.00", "60.00", "28.00"), is("2010601", "60.00", "60.00", ""), is("2010602", "28.00", "", "28.00"), is("合计", "88.00", "60.00", "28.00"))),
			sheet("T06", panelOf("", "人员经费 公用经费", is("301", "50.00", ""), is("302", "", "10.00"), is("合计", "50.00", "10.00"))),
			sheet("T08", panelOf("", "年初结转和结余 本年收入 合计 基本支出 项目支出 年末结转和结余", is("212", "1.00", "4.00", "3.00", "", "3.00", "2.00"), is("合计", "1.00", "4.00", "3.00", "", "3.00", "2.00"))),
		},
		Sections: []budget.Section{{ID: "五", Part: "narrative", Title: "五、支出", Paragraphs: []budget.Paragraph{
			spoken("总计年初预算{gpb_total.budget=100.00}万元，决算{gpb_total=88.00}万元，占本年支出的{gpb_total.share=95.65}%，完成{gpb_total.share:budget=88.00}%，决算数{gpb_total.direction:budget=小于}预算数的主要原因：人员减少。"),
			spoken("行政运行年初预算{gpb_items.budget=65.00}万元，决算{gpb_items.amount=60.00@T05[2010601].合计}万元，决算数{gpb_items.direction:budget=小于}预算数的主要原因：{gpb_items.reason:budget=人员减少}。"),
			spoken("管理事务年初预算{gpb_items.budget=35.00}万元，决算{gpb_items.amount=28.00@T05[2010602].合计}万元，主要是压减开支。"),
			spoken("采购{procurement=10.00}万元，预留{procurement_sme=4.00}万元，其中小微{procurement_small=3.00}万元。"),
			spoken("车辆{vehicles=3}辆：部级{vehicles_ministers=0}、主要{vehicles_leaders=0}、机要{vehicles_confidential=1}、应急{vehicles_emergency=2}、执法{vehicles_enforcement=0}、特种{vehicles_technical=0}、离退休{vehicles_retired=0}、其他{vehicles_other=0}。"),
			spoken("{gpb_items.name=住房公积金}（项）。主要用于：按规定缴存的住房公积金。"),
			spoken("机关运行经费支出{agency=10.00}万元。"),
		}}},
	}
}

// fullAccount is the small account with the three-public expenses and the units
// of the department.
func fullAccount() *budget.Disclosure {
	d := finalAccount()
	d.Tables = append(d.Tables, sheet("T10", panelOf("", "年初预算 合计", is("合计", "6.00", "4.00"), is("因公出国（境）费", "2.00", "1.00"), is("公务用车购置及运行费", "3.00", "2.00"), is("公务用车购置费", "", ""), is("公务用车运行维护费", "3.00", "2.00"), is("公务接待费", "1.00", "1.00"))))
	d.Sections = append(d.Sections, publicExpenses(), organisation())
	return d
}

// publicExpenses is what a final account says of the three-public expenses.
func publicExpenses() budget.Section {
	return budget.Section{ID: "七", Part: "narrative", Title: "七、财政拨款“三公”经费支出决算情况说明", Paragraphs: []budget.Paragraph{
		spoken("“三公”经费年初预算为{three_public.budget=6.00}万元，支出决算为{three_public=4.00}万元，完成预算的{three_public.share:budget=66.67}%，其中：因公出国（境）费{abroad=1.00}万元，完成预算的{abroad.share:budget=50.00}%；公务用车{vehicle=2.00}万元，完成预算的{vehicle.share:budget=66.67}%；公务接待费{reception=1.00}万元，完成预算的{reception.share:budget=100.00}%。决算数{three_public.direction:budget=小于}预算数的主要原因：{three_public.reason:budget=压减一个出国团组}。"),
		spoken("因公出国（境）费{abroad=1.00}万元，占{abroad.share=25.00}%；公务用车{vehicle=2.00}万元，占{vehicle.share=50.00}%；公务接待费{reception=1.00}万元，占{reception.share=25.00}%。"),
		spoken("出国团组{abroad_groups=1}个、累计{abroad_people=2}人次。公务用车购置支出为0万元，购置{vehicles_bought=0}辆。公务用车运行维护支出2.00万元，保有量{vehicles_kept=1}辆。接待{reception_times=12}批次、{reception_people=80}人次。"),
	}}
}

// organisation lists the units of a department.
func organisation() budget.Section {
	row := func(text string) budget.Paragraph {
		return budget.Paragraph{Pattern: "organisation.bodies", Text: text}
	}
	return budget.Section{ID: "organisation", Part: "overview", Title: "二、部门决算单位构成", Paragraphs: []budget.Paragraph{
		{Text: "部门决算包括本级决算、下属2家行政事业单位决算。纳入编制范围的单位包括："},
		row("序号 单位名称 备注"), row("1 某县某某局（本级）"), row("2 某县某某所 预算不单列，并入本级"), row("3 某县某某中心"),
	}}
}

// saidInstead puts words in the place of others, wherever paragraphs have them.
func saidInstead(old, words string) edit {
	return func(d *budget.Disclosure) {
		found := false
		for i := range d.Sections {
			for j := range d.Sections[i].Paragraphs {
				p := &d.Sections[i].Paragraphs[j]
				found = found || strings.Contains(p.Text, old)
				p.Text = strings.ReplaceAll(p.Text, old, words)
			}
		}
		if !found {
			panic("no paragraph has " + old)
		}
	}
}

// paragraphs leaves of a section some paragraphs alone.
func paragraphs(id string, keep ...budget.Paragraph) edit {
	return func(d *budget.Disclosure) {
		for i := range d.Sections {
			if d.Sections[i].ID == id {
				d.Sections[i].Paragraphs = keep
				return
			}
		}
		panic("no section " + id)
	}
}

// nothingSpent leaves the final amounts of the three-public table blank.
func nothingSpent(d *budget.Disclosure) {
	for i := range d.Table("T10").Panels[0].Lines {
		d.Table("T10").Panels[0].Lines[i].Cells[1] = budget.Cell{}
	}
}

// spoken makes a paragraph of a text with its claims in braces.
func spoken(text string) budget.Paragraph {
	var p budget.Paragraph
	for {
		before, rest, ok := strings.Cut(text, "{")
		p.Text += before
		if !ok {
			return p
		}
		claim, after, _ := strings.Cut(rest, "}")
		slot, value, _ := strings.Cut(claim, "=")
		value, cell, _ := strings.Cut(value, "@")
		p.Claims = append(p.Claims, budget.Claim{Slot: slot, Text: value, Cell: cell, Start: len(p.Text)})
		p.Text += value
		text = after
	}
}

// resay changes the nth claim of a slot.
func resay(slot string, n int, text string) edit {
	return func(d *budget.Disclosure) {
		for i := range d.Sections {
			for j := range d.Sections[i].Paragraphs {
				p := &d.Sections[i].Paragraphs[j]
				for k := range p.Claims {
					if c := &p.Claims[k]; c.Slot == slot {
						if n == 0 {
							p.Text = p.Text[:c.Start] + text + p.Text[c.Start+len(c.Text):]
							for m := range p.Claims {
								if p.Claims[m].Start > c.Start {
									p.Claims[m].Start += len(text) - len(c.Text)
								}
							}
							c.Text = text
							return
						}
						n--
					}
				}
			}
		}
		panic("no claim " + slot)
	}
}

// finalFixtures are the pairs of the rules for final accounts.
var finalFixtures = map[string]edit{
	"SUM-017": set("T01[年初结转和结余].金额", "9.00"),
	"SUM-018": set("T04[上年财政拨款结转].金额", "9.00"),
	"SUM-019": set("T06[301].人员经费", "45.00"),
	"SUM-020": set("T08[212].年末结转和结余", "7.00"),
	"BAL-007": set("T01[支出总计].合计", "108.00"),
	"TIE-024": set("T03[合计].合计", "95.00"),
	"TIE-025": set("T04[年末结转].一般公共预算", "8.00"),
	"NAR-019": resay("gpb_items.amount", 0, "61.00"),
	"NAR-020": resay("gpb_items.direction:budget", 0, "大于"),
	"NAR-021": func(d *budget.Disclosure) {
		p := &d.Sections[0].Paragraphs[2]
		p.Text = strings.TrimSuffix(p.Text, "，主要是压减开支。") + "。"
	},
	"NAR-022": allOf(resay("gpb_total.budget", 0, "0.00")),
	"NAR-031": func(d *budget.Disclosure) { // an item that no sentence tells
		p := &d.Table("T05").Panels[0]
		untold := panelOf("", strings.Join(p.Columns, " "), is("2010650", "4.00", "4.00", ""))
		untold.Lines[0].Name = "事业运行"
		p.Lines = slices.Insert(p.Lines, 4, untold.Lines[0])
	},
	"NAR-024": resay("procurement_small", 0, "9.00"),
	"AST-001": resay("vehicles_emergency", 0, "1"),
	"NAR-011": nil, // for budgets: TestItemsOneByOne
	"NAR-012": saidInstead("按规定缴存的住房公积金", "在职人员基本医疗保险费"),
	"NAR-023": func(d *budget.Disclosure) {
		organ := &d.Sections[2]
		organ.Paragraphs = organ.Paragraphs[:len(organ.Paragraphs)-2]
	},
	"FORM-017": paragraphs("organisation", budget.Paragraph{Text: "某县某某局设办公室、业务科、法规科、财务科四个科室。"}),
	"FORM-018": paragraphs("organisation", budget.Paragraph{Pattern: "organisation.bodies", Text: "1 某县某某局"}),
	"PCT-005":  resay("gpb_total.share", 0, "85.65"),
	"PCT-007":  resay("abroad.share", 0, "35.00"),
	"TPE-007":  resay("vehicles_bought", 0, "1"),
	"TPE-012":  func(d *budget.Disclosure) { d.Sections[1].Paragraphs = d.Sections[1].Paragraphs[:2] },
	"TPE-019":  saidInstead("公务用车购置支出为0万元，购置", "购"),
	"TPE-013":  resay("vehicle.share:budget", 0, "76.67"),
	"TPE-016":  nothingSpent,
	"ORE-006":  resay("agency", 0, "8.00"),
	"PRO-002":  allOf(resay("procurement_sme", 0, "1.00"), resay("procurement_small", 0, "0.60")),
	"PCT-012": func(d *budget.Disclosure) {
		d.Sections[1].Paragraphs = append(d.Sections[1].Paragraphs, budget.Paragraph{Text: "培训支出（项）年初预算为0.00万元，支出决算为3.20万元，完成年初预算的100.00%。"})
	},
	"PCT-006": resay("gpb_total.share:budget", 0, "98.00"),
	"PRJ-025": projectStages("4", "20.00", "4", "20.00", "4", "25.00"),
}

// projectStages says how many projects were planned, followed and rated, and their money.
func projectStages(said ...any) edit {
	return inSection("十、预算绩效管理情况", fmt.Sprintf("编报绩效目标的项目{projects_count=%s}个，涉及预算金额{performance_total=%s}万元；绩效跟踪评价的项目{tracked_count=%s}个，涉及预算金额{tracked_total=%s}万元；绩效自评的项目{rated_count=%s}个，涉及预算金额{rated_total=%s}万元。", said...))
}

// TestStagesOfProjects: of three stages the one is told that differs from the others in one
// of its two numbers.
func TestStagesOfProjects(t *testing.T) {
	for name, c := range map[string]struct {
		said         []any
		wrong, right string
	}{
		"all alike":         {[]any{"4", "20.00", "4", "20.00", "4", "20.00"}, "", ""},
		"other money":       {[]any{"4", "20.00", "4", "20.00", "4", "25.00"}, "25.00", "20.00"},
		"another number":    {[]any{"5", "20.00", "4", "20.00", "4", "20.00"}, "5", "4"},
		"fewer, less money": {[]any{"4", "20.00", "3", "15.00", "4", "20.00"}, "", ""},
		"all different":     {[]any{"4", "20.00", "4", "25.00", "4", "30.00"}, "", ""},
	} {
		d := fullAccount()
		projectStages(c.said...)(d)
		found := of(All().Check(check.New(d, finalProfile(t))), "PRJ-025")
		switch {
		case c.wrong == "" && len(found) > 0:
			t.Errorf("%s: told %s", name, found[0].Message)
		case c.wrong == "":
		case len(found) != 1 || found[0].Suspects[0].Value != c.wrong || found[0].Suspects[0].Suggest != c.right:
			t.Errorf("%s: told %v, want %s for %s", name, found, c.right, c.wrong)
		}
	}
}

// TestCarriedOutWords: where a sentence says how far a budget was carried out and not what
// it was, the word goes with the rate.
func TestCarriedOutWords(t *testing.T) {
	p := finalProfile(t)
	for word, heard := range map[string]bool{"大于": false, "小于": true} {
		d := fullAccount()
		d.Sections[1].Paragraphs = append(d.Sections[1].Paragraphs, budget.Paragraph{Text: "信息化建设支出决算为12.00万元，完成预算115.88%，决算数" + word + "预算数的主要原因是追加机房改造。"})
		if got := speaks(d, p, "NAR-020"); got != heard {
			t.Errorf("决算数%s预算数 at 115.88%%: heard %v, want %v", word, got, heard)
		}
	}
}

func TestFinalAccounts(t *testing.T) {
	p := finalProfile(t)
	for rule, wrong := range finalFixtures {
		if wrong == nil {
			continue
		}
		t.Run(rule, func(t *testing.T) {
			d := fullAccount()
			if speaks(d, p, rule) {
				t.Errorf("%s speaks on what holds", rule)
			}
			wrong(d)
			if !speaks(d, p, rule) {
				t.Errorf("%s does not speak on the fault", rule)
			}
		})
	}
}

// TestItemsOneByOne: a list told one by one is held to its lines and its total.
func TestItemsOneByOne(t *testing.T) {
	p := builtIn(t, "shanghai-2025-department")
	d := finalAccount()
	d.Year = 2025
	d.Sections[0].Paragraphs = []budget.Paragraph{
		spoken("行政运行{gpb_items.amount=60.00@T05[2010601].合计}万元。"),
		spoken("管理事务{gpb_items.amount=28.00@T05[2010602].合计}万元。"),
	}
	if speaks(d, p, "NAR-011") {
		t.Error("NAR-011 speaks on what holds")
	}
	resay("gpb_items.amount", 1, "288.00")(d)
	if !speaks(d, p, "NAR-011") {
		t.Error("NAR-011 does not speak on the fault")
	}
}

// TestBasicallyEqual: 基本持平 allows half a percent.
func TestBasicallyEqual(t *testing.T) {
	p := finalProfile(t)
	for spent, wrong := range map[string]bool{"65.00": false, "64.80": false, "60.00": true} {
		d := finalAccount()
		resay("gpb_items.amount", 0, spent)(d)
		resay("gpb_items.direction:budget", 0, "基本持平")(d)
		heard := false
		for _, r := range All().Check(check.New(d, p)).Findings {
			heard = heard || r.Rule == "NAR-020"
		}
		if heard != wrong {
			t.Errorf("65.00 and %s 基本持平: %v", spent, heard)
		}
	}
}
