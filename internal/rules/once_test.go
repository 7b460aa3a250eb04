package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/money"
)

// swapColumns puts the amounts of the first item of T03 that has basic expenditure alone
// into the column of projects.
func swapColumns(d *budget.Disclosure) {
	p := &d.Table("T03").Panels[0]
	a, b := slices.Index(p.Columns, "基本支出"), slices.Index(p.Columns, "项目支出")
	for i := range p.Lines {
		if c := p.Lines[i].Cells; len(p.Lines[i].Code) == 7 && !c[a].Printed.Value.IsZero() && c[b].Printed.Value.IsZero() {
			c[a].Printed, c[b].Printed = c[b].Printed, c[a].Printed
			return
		}
	}
}

// otherUnitLine has T03 say that its amounts are in 元.
func otherUnitLine(d *budget.Disclosure) {
	t := d.Table("T03")
	t.MoneyUnit, t.UnitLine.Text = money.Yuan, strings.Replace(t.UnitLine.Text, "万元", "元", 1)
}

// TestSlipsOfWholeTablesAreToldOnce: amounts in each other's column, and a unit of money
// that is not the table's, break much; each is one fault.
func TestSlipsOfWholeTablesAreToldOnce(t *testing.T) {
	for rule, wrong := range map[string]func(*budget.Disclosure){"TIE-032": swapColumns, "FORM-005": otherUnitLine} {
		t.Run(rule, func(t *testing.T) {
			d, p, _ := (&fixture{rule: rule, where: manyLines}).make(t)
			before := errorsOf(All().Check(check.New(d, p)))
			wrong(d)
			after := errorsOf(All().Check(check.New(d, p)))
			if slices.Contains(before, rule) || !slices.Contains(after, rule) || len(after) != len(before)+1 {
				t.Errorf("errors before %v, with the slip %v", before, after)
			}
		})
	}
}

// exchange puts the amounts of two lines of a table in each other's place.
func exchange(table, x, y string) func(d *budget.Disclosure) {
	return func(d *budget.Disclosure) {
		p := &d.Table(table).Panels[0]
		at := func(key string) []budget.Cell {
			return p.Lines[slices.IndexFunc(p.Lines, func(l budget.Line) bool { return l.Key == key })].Cells
		}
		a, b := at(x), at(y)
		for k := range a {
			a[k].Printed, b[k].Printed = b[k].Printed, a[k].Printed
		}
	}
}

// TestSwapsAreToldOnce: two columns or two lines that stand in each other's place are one
// fault, which names both.
func TestSwapsAreToldOnce(t *testing.T) {
	rs := everyProfile(t)
	for name, c := range map[string]struct {
		wrong func(d *budget.Disclosure)
		names []string
	}{
		"lines under two headings": {exchange("T05", "2101103", "2130201"), []string{"2101103", "2130201"}},
		"lines under one":          {exchange("T05", "2080505", "2080506"), []string{"2080505", "2080506"}},
		"economic lines":           {exchange("T06", "30109", "30111"), []string{"30109", "30111"}},
		"columns":                  {exchangeColumns("T03", "基本支出", "项目支出"), []string{"基本支出", "项目支出"}},
		"funds":                    {exchangeColumns("T04", "一般公共预算", "政府性基金预算"), []string{"一般公共预算", "政府性基金预算"}},
		"budget and account":       {exchangeColumns("T10", "年初预算", "合计"), []string{"预算数和决算数"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := ingesttest.Ways()[indexOfItem(ingesttest.Ways(), func(f **ingesttest.Form) bool { return (*f).Name == "final-anhui" })]
			doc, err := formFormats["html"](f)
			if err != nil {
				t.Fatal(err)
			}
			j := judge(t, rs, doc)
			c.wrong(j.reading.Disclosure)
			rep := All().Check(check.New(j.reading.Disclosure, j.subject.Profile))
			var told []string
			for _, f := range rep.Findings {
				if f.Severity != diag.Note {
					told = append(told, f.Rule+" "+f.Message)
				}
			}
			if len(told) != 1 || !strings.HasPrefix(told[0], "TIE-032") {
				t.Fatalf("told %q, want one TIE-032", told)
			}
			for _, n := range c.names {
				if !strings.Contains(told[0], n) {
					t.Errorf("%q does not name %s", told[0], n)
				}
			}
		})
	}
}

func exchangeColumns(table, a, b string) func(d *budget.Disclosure) {
	return func(d *budget.Disclosure) {
		for p := range d.Table(table).Panels {
			panel := &d.Table(table).Panels[p]
			i, k := slices.Index(panel.Columns, a), slices.Index(panel.Columns, b)
			if i < 0 || k < 0 {
				continue
			}
			for l := range panel.Lines {
				c := panel.Lines[l].Cells
				c[i].Printed, c[k].Printed = c[k].Printed, c[i].Printed
			}
		}
	}
}

// TestChangesThatGoTogether: income and spending from the appropriation change alike, and
// the funds change by what the whole does.
func TestChangesThatGoTogether(t *testing.T) {
	const section = "编制说明"
	said := func(income, fund string) *budget.Disclosure {
		d := departmentBudget()
		d.Sections = append(d.Sections, budget.Section{ID: section, Part: "narrative", Title: "2025年部门预算编制说明", Paragraphs: []budget.Paragraph{
			spoken("财政拨款收入{fiscal_total=900.00}万元，比2024年预算{fiscal_total.direction:" + income + "}{fiscal_total.delta:" + slotWay(income) + "=40.00}万元。"),
			spoken("财政拨款支出预算{fiscal_spending=900.00}万元，比2024年预算{fiscal_spending.direction:more=增加}{fiscal_spending.delta:more=40.00}万元。" +
				"一般公共预算拨款支出预算{fiscal_gpb=860.00}万元，比2024年预算{fiscal_gpb.direction:more=增加}{fiscal_gpb.delta:more=30.00}万元；" +
				"政府性基金拨款支出预算{fiscal_gfb=40.00}万元，比2024年预算{fiscal_gfb.direction:" + fund + "}{fiscal_gfb.delta:" + slotWay(fund) + "=10.00}万元；国有资本经营预算拨款支出预算{fiscal_socb=0}万元，{fiscal_socb.same=与2024年预算持平}。"),
			{Text: "财政拨款收入支出增加的主要原因是新增项目2个。"},
		}})
		return d
	}
	p := builtIn(t, "shanghai-2025-department")
	const more, less = "more=增加", "less=减少"
	for _, c := range []struct{ income, fund, rule string }{{more, more, ""}, {less, more, "CHG-002"}, {more, less, "CHG-009"}} {
		d := said(c.income, c.fund)
		for _, rule := range []string{"CHG-002", "CHG-009"} {
			if got := speaks(d, p, rule); got != (rule == c.rule) {
				t.Errorf("income %s, fund %s: %s speaks: %v", c.income, c.fund, rule, got)
			}
		}
	}
}

func slotWay(direction string) string {
	w, _, _ := strings.Cut(direction, "=")
	return w
}

// TestNamesOfOtherBodies: a sentence in the name of a sister unit is told, one in the
// unit's own name, whole or short, is not.
func TestNamesOfOtherBodies(t *testing.T) {
	for text, want := range map[string]bool{
		"2025年，某区星光实验小学收入预算5万元。":    true,
		"2025年，某区某某局收入预算5万元。":       false,
		"2025年，某区财政拨款收入预算5万元。":      false,
		"截至2024年8月31日，某区林业站共有车辆2辆。": true,
	} {
		d := departmentBudget()
		d.Sections = append(d.Sections, budget.Section{ID: "编制说明", Part: "narrative", Title: "编制说明", Paragraphs: []budget.Paragraph{{Text: text}}})
		if got := speaks(d, builtIn(t, "shanghai-2025-department"), "TXT-009"); got != want {
			t.Errorf("%s: told %v", text, got)
		}
	}
}

// TestNumbersOfItems: the items of a list in paragraphs of their own go on one by one.
func TestNumbersOfItems(t *testing.T) {
	for _, c := range []struct {
		items string
		wrong bool
	}{
		{"1.甲。|2.乙。|3.丙。", false},
		{"1.甲。|2.乙。|4.丙。", true},
		{"（一）甲。|（二）乙。|（二）丙。|（三）丁。", true},
		{"（一）甲。（二）乙。|（三）丙。", false},
		{"（一）甲。|1.子。|2.丑。|（二）乙。|1.寅。", false},
		{"3.丙。|4.丁。", false},
	} {
		d := departmentBudget()
		sec := budget.Section{ID: "编制说明", Part: "narrative", Title: "编制说明"}
		for _, item := range strings.Split(c.items, "|") {
			sec.Paragraphs = append(sec.Paragraphs, budget.Paragraph{Text: item})
		}
		d.Sections = []budget.Section{sec}
		if got := speaks(d, builtIn(t, "shanghai-2025-department"), "ORD-003"); got != c.wrong {
			t.Errorf("%s: told %v", c.items, got)
		}
	}
}

// TestOneReasonForAWholeAndItsParts: a whole and what it is made of may give one reason;
// three items of their own may not.
func TestOneReasonForAWholeAndItsParts(t *testing.T) {
	if n := apart([]string{"income_total", "spending_total", "three_public", "vehicle", "vehicle_operation"}); n != 1 {
		t.Errorf("%d measures stand for themselves, not 1", n)
	}
	if n := apart([]string{"abroad", "reception", "vehicle_operation"}); n != 3 {
		t.Errorf("%d measures stand for themselves, not 3", n)
	}
}

// TestWhatComesOfAWrongNumberIsToldWithIt: an amount where none belongs breaks sums and is
// in the column of another kind; both are one fault, at one cell.
func TestWhatComesOfAWrongNumberIsToldWithIt(t *testing.T) {
	d, p, _ := (&fixture{rule: "HIE-006", where: manyLines}).make(t)
	panel := &d.Table("T06").Panels[0]
	l := slices.IndexFunc(panel.Lines, func(l budget.Line) bool { return l.Code == "30101" })
	panel.Lines[l].Cells[slices.Index(panel.Columns, "公用经费")].Printed = money.PrintDecimal(money.Decimal{Coef: 30, Scale: 2})
	var told []diag.Finding
	for _, f := range All().Check(check.New(d, p)).Findings {
		if f.Severity == diag.Error {
			told = append(told, f)
		}
	}
	if len(told) != 1 || len(told[0].Suspects) != 1 || told[0].Suspects[0].Ref.Row != "30101" || !slices.Contains(told[0].Also, "SUM-007") {
		t.Errorf("told %+v, want one fault at 30101 with SUM-007 beside it", told)
	}
}

// TestAMisreadTableIsToldOnce: a table read by how its text stands, of which much agrees
// with nothing, was read wrongly; one wrong amount in it is an error as in any other.
func TestAMisreadTableIsToldOnce(t *testing.T) {
	told := func(guessed bool, wrong int) (out map[string]int, loud int) {
		d, p, _ := (&fixture{rule: "HIE-002", where: manyLines}).make(t)
		table := d.Table("T03")
		table.Guessed = guessed
		lines := table.Panels[0].Lines
		for l := range lines {
			if c := &lines[l].Cells[0]; len(lines[l].Code) == 7 && wrong > 0 {
				c.Printed = money.PrintDecimal(money.Decimal{Coef: c.Printed.Value.Coef + int64(700+110*l), Scale: 2})
				wrong--
			}
		}
		out = map[string]int{}
		for _, f := range All().Check(check.New(d, p)).Findings {
			if f.Severity != diag.Note && slices.Contains(append(f.Also, f.Rule), "HIE-002") {
				out[f.Rule]++
			}
			if f.Severity == diag.Error {
				loud++
			}
		}
		return out, loud
	}
	if got, loud := told(true, 6); len(got) != 1 || got["FORM-016"] != 1 || loud > 0 {
		t.Errorf("six lines misread: told %v with %d errors, want FORM-016 once", got, loud)
	}
	if got, _ := told(false, 6); got["FORM-016"] != 0 || len(got) == 0 {
		t.Errorf("six lines wrong in a ruled table: told %v", got)
	}
	if got, loud := told(true, 1); got["FORM-016"] != 0 || loud != 1 {
		t.Errorf("one amount wrong: told %v with %d errors, want one", got, loud)
	}
}
