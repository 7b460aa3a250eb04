package compare

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// row is a made-up line: its code or key, its name, its amounts.
func row(key, name string, cells ...string) budget.Line {
	l := budget.Line{Key: key, Name: name}
	if strings.Trim(key, "0123456789") == "" {
		l.Code, l.Level = key, (len(key)-1)/2
	}
	for _, text := range cells {
		p, err := money.ParsePrinted(text)
		if err != nil {
			panic(err)
		}
		l.Cells = append(l.Cells, budget.Cell{Printed: p})
	}
	return l
}

func table(id, title string, unit money.Unit, columns string, lines ...budget.Line) budget.Table {
	return budget.Table{ID: id, Title: title, MoneyUnit: unit, Panels: []budget.Panel{{Columns: strings.Fields(columns), Lines: lines}}}
}

// paragraph makes a paragraph of a text with claims in braces: {slot=text@cell}.
func paragraph(pattern, text string) budget.Paragraph {
	p := budget.Paragraph{Pattern: pattern}
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

// unitBudget is a small budget; another call gives another copy.
func unitBudget(year int) *budget.Disclosure {
	y := money.PrintDecimal(money.Decimal{Coef: int64(year)}).Text
	last := money.PrintDecimal(money.Decimal{Coef: int64(year - 1)}).Text
	return &budget.Disclosure{
		Unit: budget.Unit{Name: "示例市测试中心"}, Year: year, Kind: "budget", Scope: "unit", Title: y + "年度单位预算公开",
		Tables: []budget.Table{
			table("T03", y+"年预算支出总表", money.Wan, "合计 基本支出 项目支出",
				row("合计", "合计", "100.00", "60.00", "40.00"),
				row("208", "社会保障和就业支出", "30.00", "30.00", ""),
				row("20805", "行政事业单位养老支出", "30.00", "30.00", ""),
				row("215", "资源勘探工业信息等支出", "70.00", "30.00", "40.00")),
		},
		Sections: []budget.Section{{ID: "一", Part: "narrative", Title: "一、总体情况", Paragraphs: []budget.Paragraph{
			paragraph("一.总体", y+"年支出总计{spending=100.00@T03[合计].合计}万元，比"+last+"年{spending.direction:more=增加}{spending.delta:more=10.00}万元，{spending.verb:more=增长}{spending.rate:more=11.11}%，主要原因是{spending.reason=新增项目}。其中：基本支出{basic=60.00@T03[合计].基本支出}万元，占{basic.share=60.00}%。"),
			{Text: "本单位按规定公开" + y + "年预算。"},
		}}},
		Projects: []budget.Project{{
			Name: "专项业务费", HasForm: true, Overview: "开展业务", Annual: budget.Funding{Total: budget.Yuan(400000), County: budget.Yuan(400000)},
			Indicators: []budget.Indicator{{Level1: "产出指标", Level2: "数量指标", YearName: "次数", YearValue: "≥12次", TermName: "次数", TermValue: "≥12次"}},
		}},
		Glossary: []budget.Term{{Name: "基本支出", Text: "一、基本支出：指保障机构运转的支出。"}},
	}
}

// between compares two disclosures.
func between(a, b *budget.Disclosure) *Comparison {
	return Of(Side{Name: "前.docx", Profile: "p", Disclosure: a}, Side{Name: "后.docx", Profile: "p", Disclosure: b})
}

// tell is a change in one line: 改 T03[208].合计 30.00→31.00 +1.00万元.
func tell(x Change) string {
	return strings.TrimSpace(x.word() + " " + strings.TrimSpace(x.Name) + "|" + x.A + "→" + x.B + "|" + x.Difference + x.Unit)
}

func tellAll(c *Comparison) []string {
	var out []string
	for _, x := range c.Changes {
		out = append(out, tell(x))
	}
	return out
}

// expect holds a comparison to the changes that it should tell.
func expect(t *testing.T, c *Comparison, want ...string) {
	t.Helper()
	if have := tellAll(c); !slices.Equal(have, want) {
		t.Errorf("told\n  %s\nwant\n  %s", strings.Join(have, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestTheSameIsTheSame(t *testing.T) {
	c := between(unitBudget(2023), unitBudget(2023))
	expect(t, c)
	if !c.Same() || c.Summary() != "没有改动" || len(c.Terms()) != 0 {
		t.Errorf("%v %s %v", c.Same(), c.Summary(), c.Terms())
	}
}

// TestHowItIsPrintedDoesNotCount: spaces, widths, quotes, grouping, a blank
// against a zero, how a paragraph is broken.
func TestHowItIsPrintedDoesNotCount(t *testing.T) {
	a, b := unitBudget(2023), unitBudget(2023)
	b.Tables[0].Title = "2023年 预算支出总表"
	b.Tables[0].Panels[0].Lines[1].Name = " 社会保障和 就业支出"
	b.Tables[0].Panels[0].Lines[1].Cells[2].Printed, _ = money.ParsePrinted("0.00")
	b.Tables[0].Panels[0].Lines[2].Cells[2].Printed, _ = money.ParsePrinted("—")
	b.Sections[0].Paragraphs[1].Text = "本单位按规定公开2023年预算。 "
	b.Projects[0].Overview = "开展 业务"
	b.Glossary[0].Text = "1.基本支出:指保障机构运转的支出。"
	expect(t, between(a, b))
}

func TestYearAgainstYear(t *testing.T) {
	a, b := unitBudget(2023), unitBudget(2024)
	expect(t, between(a, b)) // the years are each document's own
	lines := b.Tables[0].Panels[0].Lines
	lines[1].Cells[0].Printed, _ = money.ParsePrinted("31.50")
	lines[2].Name = "行政事业单位离退休支出"
	lines[3] = row("217", "资源勘探工业和信息化等支出", "70.00", "30.00", "40.00")
	b.Tables[0].Panels[0].Lines = append(lines, row("221", "住房保障支出", "5.00", "5.00", ""))
	c := between(a, b)
	expect(t, c,
		"改 208 社会保障和就业支出 · 合计|30.00→31.50|+1.50万元",
		"改名 行的名称|20805 行政事业单位养老支出→20805 行政事业单位离退休支出|",
		"改名 行的名称|215 资源勘探工业信息等支出→217 资源勘探工业和信息化等支出|",
		"增 221 住房保障支出|→合计 5.00，基本支出 5.00|",
	)
	if terms := strings.Join(c.Terms(), ""); !strings.Contains(terms, "2023、2024") {
		t.Errorf("the terms are %q", terms)
	}
	a.Sections[0].Paragraphs[1].Text = "本单位成立于2023年。"
	b.Sections[0].Paragraphs[1].Text = "本单位成立于2023年。" // word for word the same, whatever year it is to each
	if c := between(a, b); len(c.Changes) != 4 {
		t.Errorf("words that stand as they stood are told: %v", tellAll(c))
	}
}

func TestYuanAgainstWan(t *testing.T) {
	a, b := unitBudget(2023), unitBudget(2023)
	inYuan := func(text string) string {
		p, _ := money.ParsePrinted(text)
		if p.Value.IsZero() {
			return ""
		}
		return money.Decimal{Coef: p.Value.Coef*100 + 49}.String()
	}
	b.Tables[0].MoneyUnit = money.Yuan
	for l := range b.Tables[0].Panels[0].Lines {
		for k := range b.Tables[0].Panels[0].Lines[l].Cells {
			c := &b.Tables[0].Panels[0].Lines[l].Cells[k]
			c.Printed, _ = money.ParsePrinted(inYuan(c.Printed.Text))
		}
	}
	expect(t, between(a, b))
	b.Tables[0].Panels[0].Lines[1].Cells[0].Printed, _ = money.ParsePrinted("300,051")
	c := between(a, b)
	expect(t, c, "改 208 社会保障和就业支出 · 合计|30.00→300,051|+51.00元")
	if x := c.Changes[0]; x.UnitA != "万元" || x.UnitB != "元" {
		t.Errorf("units %s and %s", x.UnitA, x.UnitB)
	}
	b.Tables[0].Panels[0].Lines[1].Cells[0].Printed, _ = money.ParsePrinted("300049")
	b.Sections[0].Paragraphs[0] = paragraph("一.总体", strings.ReplaceAll(spendingText, "{spending=100.00@T03[合计].合计}万元", "{spending=1000049@T03[合计].合计}元"))
	for _, told := range tellAll(between(a, b)) {
		if strings.Contains(told, "1000049") {
			t.Errorf("元 against 万元 in a sentence is told: %s", told)
		}
	}
}

const spendingText = "2023年支出总计{spending=100.00@T03[合计].合计}万元，比2022年{spending.direction:more=增加}{spending.delta:more=10.00}万元，{spending.verb:more=增长}{spending.rate:more=11.11}%，主要原因是{spending.reason=新增项目}。其中：基本支出{basic=60.00@T03[合计].基本支出}万元，占{basic.share=60.00}%。"

// Counts are the same whatever unit the money beside them is in, and have none.
func TestCountsHaveNoUnit(t *testing.T) {
	counted := func(unit money.Unit, n string) *budget.Disclosure {
		d := unitBudget(2025)
		l := row("车辆数", "车辆数合计", n)
		l.Cells[0].Counts = true
		d.Tables = append(d.Tables, table("T17", "机构运行信息表", unit, "统计数", l))
		return d
	}
	for n, want := range map[string]int{"4": 0, "5": 1} {
		list := between(counted(money.Wan, "4"), counted(money.Yuan, n)).Changes
		if len(list) != want {
			t.Fatalf("%s: %+v", n, list)
		}
		for _, c := range list {
			if c.UnitA+c.UnitB+c.Unit != "" || c.Difference != "+1" {
				t.Errorf("%+v", c)
			}
		}
	}
}

func TestSentencesAreToldByTheirWords(t *testing.T) {
	a, b := unitBudget(2023), unitBudget(2023)
	b.Sections[0].Paragraphs[0] = paragraph("一.总体", "2023年支出总计{spending=90.00@T03[合计].合计}万元，比2022年{spending.direction:less=减少}{spending.delta:less=10.00}万元，{spending.verb:less=下降}{spending.rate:less=10.00}%，主要原因是{spending.reason=压减项目}。其中：基本支出{basic=60.00@T03[合计].基本支出}万元，占{basic.share=66.67}%。")
	c := between(a, b)
	expect(t, c,
		"改 2023年支出总计|100.00→90.00|-10.00万元",
		"改 2023年支出总计 增减额，由增加变为减少|10.00→10.00|",
		"改 2023年支出总计 增减幅度，由增加变为减少|11.11→10.00|",
		"改 2023年支出总计 原因|新增项目→压减项目|",
		"改 基本支出 占比|60.00→66.67|+6.67个百分点",
	)
	if x := c.Changes[0]; x.Place != "T03[合计].合计" || x.UnitA != "万元" {
		t.Errorf("%+v", x)
	}
	b = unitBudget(2023)
	b.Sections[0].Paragraphs = append(b.Sections[0].Paragraphs, budget.Paragraph{Text: "另有一段新的说明，讲别的事情。"})
	expect(t, between(a, b), "增 段落|→另有一段新的说明，讲别的事情。|")
	expect(t, between(b, a), "删 段落|另有一段新的说明，讲别的事情。→|")
}

// TestItemsOfAListAreComparedWithTheirOwn pairs the items that one sentence of the profile made
// by what they say, not by their order.
func TestItemsOfAListAreComparedWithTheirOwn(t *testing.T) {
	item := func(n, name, amount, way, code string) budget.Paragraph {
		return paragraph("五.项", n+"、"+name+"。年初预算为"+amount+"万元，支出决算为{item="+amount+"@T05["+code+"].合计}万元。决算数{item.direction:"+way+"="+map[string]string{"less": "小于", "more": "大于"}[way]+"}预算数。")
	}
	a, b := unitBudget(2023), unitBudget(2023)
	a.Sections[0].Paragraphs = []budget.Paragraph{item("1", "森林防火", "80.81", "less", "2130205"), item("2", "林区巡护", "62.29", "less", "2130207")}
	b.Sections[0].Paragraphs = []budget.Paragraph{item("1", "苗木补助", "5.10", "less", "2130209"), item("2", "森林防火", "80.81", "less", "2130205"), item("3", "林区巡护", "62.29", "more", "2130207")}
	c := between(a, b)
	expect(t, c,
		"改 支出决算为 增减的说法|小于→大于|",
		"增 段落|→1、苗木补助。年初预算为5.10万元，支出决算为5.10万元。决算数小于预算数。|",
	)
	if at := c.Changes[0].Place; at != "T05[2130207].合计" {
		t.Errorf("the change is told at %q", at)
	}
}

// TestAParagraphInSeveral tells nothing where one document has a paragraph that is several in the
// other.
func TestAParagraphInSeveral(t *testing.T) {
	a, b := unitBudget(2023), unitBudget(2023)
	one, rest := "年初预算为10.00万元。", "决算数与预算数基本持平。"
	a.Sections[0].Paragraphs = append(a.Sections[0].Paragraphs, paragraph("", one), paragraph("", rest), paragraph("", "完成预算。"))
	b.Sections[0].Paragraphs = append(b.Sections[0].Paragraphs, paragraph("", one+rest), paragraph("", "完成全年预算。"))
	want := "改 文字|完成预算。→完成全年预算。|"
	expect(t, between(a, b), want)
	expect(t, between(b, a), "改 文字|完成全年预算。→完成预算。|")
}

func TestBudgetAgainstFinalAccount(t *testing.T) {
	a := unitBudget(2024)
	a.Tables = append(a.Tables, table("T10", "“三公”经费表", money.Wan, "合计", row("合计", "合计", "6.00"), row("公务接待费", "公务接待费", "2.00")))
	b := &budget.Disclosure{
		Unit: a.Unit, Year: 2024, Kind: "final", Scope: "unit", Title: "2024年度单位决算",
		Tables: []budget.Table{
			table("T03", "支出决算表", money.Wan, "合计 基本支出 项目支出", row("合计", "合计", "95.00", "60.00", "35.00")),
			table("T10", "“三公”经费支出决算表", money.Wan, "年初预算 合计", row("合计", "合计", "6.00", "5.00"), row("公务接待费", "公务接待费", "2.50", "1.00")),
		},
		Sections: []budget.Section{{ID: "五", Part: "narrative", Title: "五、支出", Paragraphs: []budget.Paragraph{
			paragraph("五.具体", "年初预算为{spending.budget=99.00@T03[合计].合计}万元，支出决算为{spending=95.00@T03[合计].合计}万元。"),
		}}},
	}
	c := between(a, b)
	expect(t, c,
		"改 公务接待费 · 年初预算|2.00→2.50|+0.50万元",
		"改 合计 · 文字里的年初预算|100.00→99.00|-1.00万元",
	)
	if !strings.Contains(c.Pairing, "年初预算数") {
		t.Errorf("how they were paired is not said: %q", c.Pairing)
	}
	expect(t, between(b, a),
		"改 公务接待费 · 年初预算|2.50→2.00|-0.50万元",
		"改 合计 · 文字里的年初预算|99.00→100.00|+1.00万元",
	)
	b.Tables[1].Panels[0].Columns[0] = "上年决算"
	b.Sections = nil
	if c := between(a, b); !strings.Contains(c.Pairing, "没有找到") {
		t.Errorf("nothing to pair is not said: %q", c.Pairing)
	}
}

func TestProjects(t *testing.T) {
	a, b := unitBudget(2023), unitBudget(2023)
	p := &b.Projects[0]
	p.Name, p.Annual.Total, p.YearGoal = "专项业务经费", budget.Yuan(450000), "完成12次"
	p.Indicators[0].YearValue = "≥15次"
	p.Indicators = append(p.Indicators, budget.Indicator{Level1: "产出指标", Level2: "质量指标", YearName: "合格率", YearValue: "≥95%"})
	expect(t, between(a, b),
		"改名 项目名称|专项业务费→专项业务经费|",
		"增 年度总体目标|→完成12次|",
		"改 年度资金总额|400,000→450,000|+50,000元",
		"改 指标 数量指标 次数|次数 ≥12次→年度 次数 ≥15次，实施期 次数 ≥12次|",
		"增 指标 质量指标 合格率|→合格率 ≥95%|",
	)
	b.Projects = []budget.Project{{Name: "别的事情", HasForm: true, Overview: "另一件"}}
	expect(t, between(a, b), "删 绩效目标申报表|专项业务费→|", "增 绩效目标申报表|→别的事情|")
}

func TestGlossaryAndDocument(t *testing.T) {
	a, b := unitBudget(2023), unitBudget(2023)
	b.Unit.Name = "示例市试验中心"
	b.Glossary = []budget.Term{{Name: "基本支出", Text: "二、基本支出：指保障机构正常运转的支出。"}, {Name: "项目支出", Text: "三、项目支出：指完成任务的支出。"}}
	expect(t, between(a, b),
		"改 单位|示例市测试中心→示例市试验中心|",
		"改 基本支出|一、基本支出：指保障机构运转的支出。→二、基本支出：指保障机构正常运转的支出。|",
		"增 项目支出|→三、项目支出：指完成任务的支出。|",
	)
}

func TestFindingsThatCameAndWent(t *testing.T) {
	found := func(rule string, severity diag.Severity, row string) diag.Finding {
		return diag.Finding{Rule: rule, Severity: severity, Title: "不符", Message: rule + "在" + row, Ref: place.Ref{Table: "T03", Row: row, Line: len(row)}}
	}
	a := Side{Name: "前", Disclosure: unitBudget(2023), Findings: diag.Findings{found("HIE-002", diag.Error, "208"), found("SUM-001", diag.Error, "215"), found("TXT-005", diag.Note, "215")}}
	b := Side{Name: "后", Disclosure: unitBudget(2023), Findings: diag.Findings{found("HIE-002", diag.Error, "208"), found("CHG-004", diag.Warning, "208")}}
	b.Findings[0].Ref.Line = 99 // where it stands in the file is the file's
	waived := found("PRJ-001", diag.Error, "208")
	waived.Waived = &diag.Waiver{}
	b.Findings = append(b.Findings, waived)
	expect(t, Of(a, b),
		"已消除 错误 SUM-001 不符|SUM-001在215→|",
		"新出现 警告 CHG-004 不符|→CHG-004在208|",
	)
}

// TestTablesAlone: a workbook has no words; that is said, and no words are missed.
func TestTablesAlone(t *testing.T) {
	a, b := unitBudget(2023), unitBudget(2023)
	b.Sections, b.Glossary = nil, nil
	c := between(a, b)
	expect(t, c)
	if terms := strings.Join(c.Terms(), ""); !strings.Contains(terms, "后.docx 没有说明部分") {
		t.Errorf("the missing part is not said: %q", terms)
	}
	b.Tables = nil
	expect(t, between(a, b), "删 整张表|2023年预算支出总表→|")
}

// TestTheOtherWayRound: what is added one way is removed the other.
func TestTheOtherWayRound(t *testing.T) {
	a, b := unitBudget(2023), unitBudget(2023)
	b.Tables[0].Panels[0].Lines = append(b.Tables[0].Panels[0].Lines, row("221", "住房保障支出", "5.00", "5.00", ""))
	b.Tables[0].Panels[0].Lines[0].Cells[0].Printed, _ = money.ParsePrinted("105.00")
	b.Tables = append(b.Tables, table("T10", "“三公”经费表", money.Wan, "合计", row("合计", "合计", "6.00")))
	there, back := between(a, b), between(b, a)
	turned := map[Kind]Kind{Added: Removed, Removed: Added, Changed: Changed, Renamed: Renamed}
	if len(there.Changes) != 3 || len(back.Changes) != 3 {
		t.Fatalf("%v and %v", tellAll(there), tellAll(back))
	}
	for _, x := range there.Changes {
		if !slices.ContainsFunc(back.Changes, func(y Change) bool {
			return y.Kind == turned[x.Kind] && y.A == x.B && y.B == x.A && y.Name == x.Name
		}) {
			t.Errorf("%s has no counterpart in %v", tell(x), tellAll(back))
		}
	}
}
