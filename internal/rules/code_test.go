package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

var codeFixtures = map[string]pair{
	"CODE-001": {wrong: func(d *budget.Disclosure) { firstItem(d, "T03").Code = "3080502" }},
	"CODE-002": {before: addRow("T03", "2080502", "事业单位离退休"), wrong: rename("T03", "2080502", "机关事业单位离退")},
	"CODE-003": {before: both(func(d *budget.Disclosure) { d.Unit.Kind = "public1" }, withoutCodes("2080501", "2101101", "行政运行")), wrong: addRow("T03", "2101101", "行政单位医疗")},
	"CODE-004": {before: economicRows("商品和服务支出", "办公费"), wrong: rename("T06", "x办公费", "办公废")},
	"CODE-005": {before: func(d *budget.Disclosure) { d.Unit.Kind = "admin" }, wrong: func(d *budget.Disclosure) {
		economicRows("商品和服务支出", "办公费")(d)
		line(d, "T06", "x办公费").Second = "社会保障缴费"
	}},
	"CODE-006": {wrong: addRow("T07", "208", "社会保障和就业支出")},
	"CODE-007": {wrong: func(d *budget.Disclosure) {
		addRow("T03", "2150550", "事业运行")(d)
		set("T03[2150550].项目支出", "1.00")(d)
	}},
	"CODE-008": {before: addRow("T03", "20805", "行政事业单位养老支出"), wrong: rename("T03", "20805", "行政事业单位离退休")},
	"CODE-009": {wrong: func(d *budget.Disclosure) {
		p := d.Table("T01").Panel("spending")
		p.Lines = slices.Delete(p.Lines, 4, 5)
	}},
	"CODE-010": {before: withoutUnder("T03", "221"), wrong: project("示例住房修缮项目")},
	"CODE-011": {n: 1, before: othersOff, wrong: func(d *budget.Disclosure) {
		addRow("T03", "2150899", "其他支持中小企业发展和管理支出")(d)
		set("T03[2150899].合计", "99999.00")(d)
	}},
	"CODE-012": {before: everyField("body", "083-某局"), wrong: both(projects(3), everyField("body", "083-某局"), field("body", "038-某局"))},
	"CODE-013": {wrong: addRow("T05", "21208", "国有土地使用权出让收入安排的支出")},
}

// addRow adds a row with blank cells to the first panel of a table.
func addRow(table, code, name string) edit {
	return func(d *budget.Disclosure) {
		p := &d.Table(table).Panels[0]
		if l := p.Line(code); l != nil {
			l.Name = name
			return
		}
		p.Lines = append(p.Lines, budget.Line{Key: code, Code: code, Name: name, Level: len(code) / 2, Cells: make([]budget.Cell, len(p.Columns))})
	}
}

func rename(table, key, name string) edit {
	return func(d *budget.Disclosure) { line(d, table, key).Name = name }
}

// economicRows adds a class with one division to the economic table, without codes.
func economicRows(class, division string) edit {
	return func(d *budget.Disclosure) {
		p := &d.Table("T06").Panels[0]
		cells := func() []budget.Cell { return make([]budget.Cell, len(p.Columns)) }
		p.Lines = append(p.Lines,
			budget.Line{Key: "x" + class, Name: class, Level: 1, Cells: cells()},
			budget.Line{Key: "x" + division, Name: division, Level: 2, Cells: cells()})
	}
}

func withoutUnder(table, prefix string) edit {
	return func(d *budget.Disclosure) {
		p := &d.Table(table).Panels[0]
		p.Lines = slices.DeleteFunc(p.Lines, func(l budget.Line) bool { return strings.HasPrefix(l.Code, prefix) })
	}
}

// withoutCodes drops rows by code or name from the tables by function.
func withoutCodes(codes ...string) edit {
	return func(d *budget.Disclosure) {
		for _, id := range functionTables {
			for i := range d.Table(id).Panels {
				p := &d.Table(id).Panels[i]
				p.Lines = slices.DeleteFunc(p.Lines, func(l budget.Line) bool { return slices.Contains(codes, l.Code) || slices.Contains(codes, l.Name) })
			}
		}
	}
}

// othersOff drops the rows for other expenditure.
func othersOff(d *budget.Disclosure) {
	p := &d.Table("T03").Panels[0]
	p.Lines = slices.DeleteFunc(p.Lines, func(l budget.Line) bool { return len(l.Code) == 7 && strings.HasSuffix(l.Code, "99") })
}

// loudest is the loudest finding of a rule, nil where it says nothing.
func loudest(t *testing.T, rule string, edits ...edit) *diag.Finding {
	t.Helper()
	d, p := clean(t, 0)
	both(edits...)(d)
	var out *diag.Finding
	for _, f := range textRules().Check(check.New(d, p)).Findings {
		if f.Rule == rule && (out == nil || f.Severity > out.Severity) {
			out = &f
		}
	}
	return out
}

// TestCodesAreLoudOnlyWhereTheyAreKnown: an unknown code warns, an impossible
// one is an error; a name is an error only where a document shows it.
func TestCodesAreLoudOnlyWhereTheyAreKnown(t *testing.T) {
	for _, tt := range []struct {
		what, rule string
		edit       edit
		want       diag.Severity
	}{
		{"an unknown item", "CODE-001", addRow("T03", "2080577", "某项支出"), diag.Warning},
		{"an impossible class", "CODE-001", addRow("T03", "3080502", "某项支出"), diag.Error},
		{"a documented name", "CODE-002", addRow("T03", "2080502", "事业单位退休"), diag.Error},
		{"其它 for 其他", "CODE-002", addRow("T03", "2150899", "其它支持中小企业发展和管理支出"), diag.Note},
		{"spaces and brackets", "CODE-002", addRow("T03", "2080502", "事业单位 离退休"), 0},
		{"an old name with its year", "CODE-008", addRow("T03", "20805", "行政事业单位离退休"), diag.Warning},
		{"an old name is no wrong name", "CODE-002", addRow("T03", "20805", "行政事业单位离退休"), 0},
		{"an old name whose year is not known", "CODE-008", addRow("T03", "20799", "其他文化体育与传媒支出"), diag.Note},
		{"a division under another class", "CODE-004", economicRows("工资福利支出", "办公费"), diag.Error},
		{"no such division", "CODE-004", economicRows("商品和服务支出", "某某专用支出费"), diag.Warning},
		{"a code that is not in the list", "CODE-004", both(economicRows("商品和服务支出", "其他商品和服务支出"), func(d *budget.Disclosure) { line(d, "T06", "x其他商品和服务支出").Code = "30295" }), diag.Error},
		{"the code of the name", "CODE-004", both(economicRows("商品和服务支出", "其他商品和服务支出"), func(d *budget.Disclosure) { line(d, "T06", "x其他商品和服务支出").Code = "30299" }), 0},
		{"事业 shown as organs", "CODE-005", both(func(d *budget.Disclosure) { d.Unit.Kind = "public1" }, economicRows("工资福利支出", "住房公积金"), func(d *budget.Disclosure) { line(d, "T06", "x住房公积金").Second = "住房公积金" }), diag.Note},
		{"事业运行 in an organ", "CODE-003", both(func(d *budget.Disclosure) { d.Unit.Kind = "admin" }, addRow("T03", "2150550", "事业运行")), diag.Note},
	} {
		f := loudest(t, tt.rule, tt.edit)
		got := diag.Severity(0)
		if f != nil {
			got = f.Severity
		}
		if got != tt.want {
			t.Errorf("%s: %s says %v, want %v (%+v)", tt.what, tt.rule, got, tt.want, f)
		}
	}
}

func TestOneFindingForACodeInManyTables(t *testing.T) {
	d, p := clean(t, 0)
	for _, table := range []string{"T02", "T03", "T05"} {
		addRow(table, "2080577", "某项支出")(d)
	}
	n := 0
	for _, f := range textRules().Check(check.New(d, p)).Findings {
		if f.Rule == "CODE-001" {
			n++
			if len(f.Evidence) != 3 || f.Ref.Table != "T02" {
				t.Errorf("%+v", f)
			}
		}
	}
	if n != 1 {
		t.Errorf("%d findings", n)
	}
}

// TestFundDivisionsAreThoseOfTheCodeTable: a division that the code table knows
// as one of the general budget is not in the list of the funds' divisions, and
// every one that it marks as a fund's is. The table does not mark the classes
// of debt and of the special national bonds (231 to 234).
func TestFundDivisionsAreThoseOfTheCodeTable(t *testing.T) {
	for _, s := range budget.Functions().All() {
		if len(s.Code) != 5 || s.Code[3:] == "98" || s.Code >= "230" && s.Code < "235" {
			continue
		}
		fund := strings.Contains(s.Note, "政府性基金")
		if got := fundDivision(s.Code); got != fund {
			t.Errorf("%s %s: taken for a fund's %v, the code table says %v (%s)", s.Code, s.Name, got, fund, s.Note)
		}
	}
}
