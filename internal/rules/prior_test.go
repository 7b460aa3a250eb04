package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// years is a made-up unit's documents of two years, last year's first.
type years struct {
	last, now         *budget.Disclosure
	lastForm, nowForm *profile.Profile
}

func twoYears(t *testing.T, n int) *years { return roundedYears(t, n, compose.Independent) }

func roundedYears(t *testing.T, n int, rounding compose.Rounding) *years {
	t.Helper()
	p := builtIn(t, generate.Profile())
	y := &years{}
	for k, b := range generate.Years(11, n, 2) {
		form := p.InYear(b.Year)
		d, findings := compose.Compile(b, form, rounding)
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		if k == 0 {
			y.last, y.lastForm = d, form
		} else {
			y.now, y.nowForm = d, form
		}
	}
	return y
}

// yearsWhere are the first two years that will do.
func yearsWhere(t *testing.T, is func(y *years) bool) *years {
	t.Helper()
	for n := range 100 {
		if y := twoYears(t, n); is(y) {
			return y
		}
	}
	t.Fatal("no two years have what is asked")
	return nil
}

func (y *years) check() *check.Report {
	s := check.New(y.now, y.nowForm)
	s.Prior = check.New(y.last, y.lastForm)
	s.Prior.Name = "去年.txt"
	return All().Check(s)
}

// of are the findings of a rule, first or beside another.
func of(rep *check.Report, rule string) []diag.Finding {
	var out []diag.Finding
	for _, f := range rep.Findings {
		if f.Rule == rule || slices.Contains(f.Also, rule) {
			out = append(out, f)
		}
	}
	return out
}

// TestCleanYears: two years that follow have nothing against each other.
func TestCleanYears(t *testing.T) {
	tested := 0
	for n := range 70 {
		rounding := compose.Independent
		if n >= 50 {
			rounding = compose.Balanced // prints may stand a whole last place from what they are rounded from
		}
		rep := roundedYears(t, n, rounding).check()
		for _, f := range rep.Findings {
			if f.Severity >= diag.Warning {
				t.Errorf("%d: %s %s %s", n, f.Rule, f.Place(), f.Message)
			}
		}
		for _, r := range rep.Results {
			if r.Rule.ID == "CHG-008" {
				tested += r.Instances
			}
		}
	}
	if tested < 210 {
		t.Errorf("%d figures held to last year's documents in 70 pairs, want three a pair at least", tested)
	}
}

// planted is a fault that last year's document alone shows.
type planted struct {
	name, rule string
	where      func(*years) bool
	plant      func(t *testing.T, y *years) (place, right string) // what is printed at the place, and what should be
}

func nowSays(slots ...string) func(*years) bool {
	return func(y *years) bool {
		for _, slot := range slots {
			if !saysAmount(slot)(y.now) {
				return false
			}
		}
		return true
	}
}

// rebase tells a change and its rate from another base than last year's.
func rebase(t *testing.T, d *budget.Disclosure, measure string, by int64) (right string) {
	t.Helper()
	_, now := claimOf(d, measure, 0)
	_, delta := claimOf(d, measure+".delta:more", 0)
	right = delta.Text
	a, _ := money.ParsePrinted(now.Text)
	b, _ := money.ParsePrinted(delta.Text)
	changed := money.Decimal{Coef: b.Value.Coef + by, Scale: 2}
	rate, ok := money.Ratio(money.Fen(changed.Coef), money.Fen(a.Value.Coef-changed.Coef), 2)
	if !ok {
		t.Fatal("no rate")
	}
	restate(measure+".delta:more", 0, changed.String())(d)
	restate(measure+".rate:more", 0, rate.String())(d)
	return right
}

var plantedFaults = []planted{
	{"a restated total", "CHG-008", nowSays("income_total.delta:more", "spending_total.delta:more", "income_total.rate:more", "spending_total.rate:more"), func(t *testing.T, y *years) (string, string) {
		right := rebase(t, y.now, "income_total", 4_100)
		rebase(t, y.now, "spending_total", 4_100)
		_, c := claimOf(y.now, "income_total.delta:more", 0)
		return c.Text, right
	}},
	{"a stated figure of last year", "CHG-008", nowSays("agency.prior", "agency"), func(t *testing.T, y *years) (string, string) {
		_, c := claimOf(y.now, "agency.prior", 0)
		right := c.Text
		sayMore("agency.prior", 0, 1_700)(y.now)
		return c.Text, right
	}},
	{"a cell of last year's document", "CHG-008", nowSays("gpb_total.delta:less"), func(t *testing.T, y *years) (string, string) {
		bump("T05[合计].合计", 10_000)(y.last) // the change is 100.00 more by that
		_, c := claimOf(y.now, "gpb_total.delta:less", 0)
		v, _ := money.ParsePrinted(c.Text)
		return c.Text, money.Decimal{Coef: v.Value.Coef + 10_000, Scale: 2}.String()
	}},
	{"a rate without its amount", "CHG-008", nowSays("income_total.rate:more", "income_total"), func(t *testing.T, y *years) (string, string) {
		_, now := claimOf(y.now, "income_total", 0)
		_, rate := claimOf(y.now, "income_total.rate:more", 0)
		right := rate.Text
		p, _ := claimOf(y.now, "income_total", 0)
		*p = spoken(fmt.Sprintf("2024年收入总计{income_total=%s}万元，比上年增长{income_total.rate:more=99.10}%%。", now.Text))
		return "99.10", right
	}},
	{"a sentence of last year's", "TXT-026", func(*years) bool { return true }, func(t *testing.T, y *years) (string, string) {
		const left = "2023年全面完成信息系统迁移，新增固定资产由单位统一登记管理。"
		write("十二", left)(y.now)
		write("十二", left)(y.last)
		return strings.TrimSuffix(left, "。"), "2024年"
	}},
	{"an amount of last year's", "TXT-026", func(y *years) bool {
		return cell(y.last, "T01[收入总计].金额").Printed != cell(y.now, "T01[收入总计].金额").Printed
	}, func(t *testing.T, y *years) (string, string) {
		total := cell(y.last, "T01[收入总计].金额").Printed.Text
		write("十二", "2024年全部收入共"+total+"万元，统一纳入预算管理。")(y.now)
		write("十二", "2023年全部收入共"+total+"万元，统一纳入预算管理。")(y.last)
		return "2024年全部收入共" + total + "万元，统一纳入预算管理", ""
	}},
	{"a reason of last year's", "TXT-026", nowSays("income_total.delta:more", "spending_total.delta:more"), func(t *testing.T, y *years) (string, string) {
		const reason = "新增水闸维修项目120.00万元，人员经费略有增长"
		restate("income_total.reason", 0, reason)(y.now)
		p, _ := claimOf(y.last, "income_total", 0)
		*p = spoken("收入总计{income_total=1.00}万元，增加{income_total.delta:more=0.31}万元，主要原因是{income_total.reason=" + reason + "}。")
		return reason, ""
	}},
	{"a change the other way", "CHG-002", nowSays("gpb_total.delta:more"), func(t *testing.T, y *years) (string, string) {
		_, c := claimOf(y.now, "gpb_total.delta:more", 0)
		c.Slot = "gpb_total.delta:less"
		return c.Text, ""
	}},
	{"a growth that is not told", "TPE-011", nowSays("three_public.delta:more"), func(t *testing.T, y *years) (string, string) {
		p, c := claimOf(y.now, "three_public", 0)
		text := c.Text
		*p = spoken("2024年“三公”经费预算{three_public=" + text + "}万元。")
		return cell(y.now, "T10[合计].合计").Printed.Text, ""
	}},
	{"a rate of nothing", "CHG-010", nowSays("reception.delta:more"), func(t *testing.T, y *years) (string, string) {
		for _, slot := range []string{"reception"} {
			p, now := claimOf(y.now, slot, 0)
			*p = spoken(fmt.Sprintf("公务接待费{reception=%s}万元，比上年增加{reception.delta:more=%s}万元，增长{reception.rate:more=100.00}%%，主要原因是{reception.reason=新增上级部门调研接待3批次}。", now.Text, now.Text))
		}
		c := cell(y.last, "T10[公务接待费].合计")
		c.Printed = money.Printed{}
		return "", ""
	}},
}

// TestPlantedAgainstLastYear: each is found at its place with what would be
// right, and is not there before it is planted.
func TestPlantedAgainstLastYear(t *testing.T) {
	for _, f := range plantedFaults {
		t.Run(f.name, func(t *testing.T) {
			y := yearsWhere(t, f.where)
			if found := of(y.check(), f.rule); slices.ContainsFunc(found, func(x diag.Finding) bool { return x.Severity >= diag.Warning }) {
				t.Fatalf("spoken of before it is planted: %v", found)
			}
			printed, right := f.plant(t, y)
			found := of(y.check(), f.rule)
			i := slices.IndexFunc(found, func(x diag.Finding) bool {
				return (printed == "" || x.Ref.Text == printed) && (right == "" || sameOrNext(x.Expected, right))
			})
			if i < 0 {
				t.Fatalf("want %s at “%s” with %s, have %v", f.rule, printed, right, found)
			}
			if f.rule == "CHG-008" || f.rule == "TXT-026" {
				x := found[i]
				if !strings.Contains(x.Message, "去年.txt") || !slices.ContainsFunc(x.Evidence, func(e diag.Evidence) bool { return e.Ref.File == "去年.txt" }) {
					t.Errorf("the finding does not name the place in last year's document: %s %v", x.Message, x.Evidence)
				}
			}
		})
	}
}

// sameOrNext allows one unit of the last place: a change is rounded from exact
// yuan, and what it should be is reckoned from the prints.
func sameOrNext(a, b string) bool {
	x, errA := money.ParseDecimal(a)
	y, errB := money.ParseDecimal(b)
	return a == b || errA == nil && errB == nil && x.Scale == y.Scale && abs(x.Coef-y.Coef) <= 1
}

// TestLastYearWithinRounding: a last place apart is a note; another unit is
// nothing at all.
func TestLastYearWithinRounding(t *testing.T) {
	y := yearsWhere(t, nowSays("agency.prior", "agency"))
	sayMore("agency.prior", 0, 1)(y.now)
	found := of(y.check(), "CHG-008")
	if len(found) != 1 || found[0].Severity != diag.Note {
		t.Errorf("a last place apart: %v, want a note", found)
	}
	y = yearsWhere(t, nowSays("agency.prior", "agency"))
	inYuan(y.last.Table("T11"))
	y.last.Sections = nil // the amounts of sentences are in 万元
	if found := of(y.check(), "CHG-008"); len(found) != 0 {
		t.Errorf("元 and 万元 of the same: %v", found)
	}
}

// inYuan prints a table of 万元 in 元, with what rounding had taken.
func inYuan(t *budget.Table) {
	t.MoneyUnit = money.Yuan
	for p := range t.Panels {
		for l := range t.Panels[p].Lines {
			for k := range t.Panels[p].Lines[l].Cells {
				if c := &t.Panels[p].Lines[l].Cells[k]; c.Printed.Mark == money.Number {
					c.Printed = money.PrintDecimal(money.Decimal{Coef: c.Printed.Value.Coef*100 + 37})
				}
			}
		}
	}
}

// TestRestatedIsSaid: a base that the text says was restated is a note.
func TestRestatedIsSaid(t *testing.T) {
	y := yearsWhere(t, nowSays("agency.prior", "agency"))
	sayMore("agency.prior", 0, 1_700)(y.now)
	p, _ := claimOf(y.now, "agency.prior", 0)
	p.Text += "上年数已按机构职能划转作口径调整。"
	found := of(y.check(), "CHG-008")
	if len(found) != 1 || found[0].Severity != diag.Note {
		t.Errorf("%v, want a note", found)
	}
}

// TestWithoutLastYear: without the other document the rules say how to give it.
func TestWithoutLastYear(t *testing.T) {
	y := twoYears(t, 0)
	s := check.New(y.now, y.nowForm)
	want := map[string]bool{"CHG-008": true, "PERF-027": true, "TXT-026": true}
	for _, r := range All().Check(s).Results {
		if want[r.Rule.ID] {
			delete(want, r.Rule.ID)
			if r.Outcome != check.NotChecked || !strings.Contains(r.Reason, "--prior") {
				t.Errorf("%s: %s %s", r.Rule.ID, r.Outcome, r.Reason)
			}
		}
	}
	final := check.New(finalAccount(), finalProfile(t))
	for _, id := range []string{"BAL-009", "TIE-029", "TPE-014"} {
		want[id] = true
	}
	for _, r := range All().Check(final).Results {
		if want[r.Rule.ID] {
			delete(want, r.Rule.ID)
			if r.Outcome != check.NotChecked || !strings.Contains(r.Reason, "--prior") {
				t.Errorf("%s: %s %s", r.Rule.ID, r.Outcome, r.Reason)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("not in the catalogue: %v", want)
	}
}

// TestRenamedUnit: a unit under another name is known by what the text says of
// last year, and told of once.
func TestRenamedUnit(t *testing.T) {
	y := yearsWhere(t, nowSays("income_total.delta:more", "gpb_total.delta:more"))
	s, other := check.New(y.now, y.nowForm), check.New(y.last, y.lastForm)
	if same, renamed := SameUnit(s, other); !same || renamed {
		t.Errorf("one name: %v %v", same, renamed)
	}
	y.last.Unit.Name = "示例市旧名称办公室"
	if same, renamed := SameUnit(s, other); !same || !renamed {
		t.Errorf("renamed: %v %v", same, renamed)
	}
	found := of(y.check(), "TXT-021")
	if len(found) != 1 || found[0].Severity != diag.Warning || !strings.Contains(found[0].Message, "旧名称") {
		t.Errorf("%v, want a warning that names both", found)
	}
	write("十二", "本单位由示例市旧名称办公室更名而来。")(y.now)
	if found := of(y.check(), "TXT-021"); len(found) != 1 || found[0].Severity != diag.Note {
		t.Errorf("%v, want a note where the text says so", found)
	}
	strange := twoYears(t, 1)
	if strange.last.Unit.Name == y.now.Unit.Name {
		t.Fatal("two units of one name")
	}
	if same, _ := SameUnit(s, check.New(strange.last, strange.lastForm)); same {
		t.Error("another unit passes for this one")
	}
}
