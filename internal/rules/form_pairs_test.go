package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/ingest/ingesttest"
)

// formPairs are the pairs of rules that speak of what only forms of other places
// have: the rule is silent on every such form, and heard once the slip is in.
var formPairs = map[string]struct {
	forms func() []*ingesttest.Form
	slip  slip
}{
	"BAL-011": {ingesttest.Budgets, slip{cell: "T01[专项业务经费].合计", wrong: raised}},
	"PRO-007": {ingesttest.Budgets, slip{cell: "T15[合计].合计", wrong: raised}},
	"PRO-008": {ingesttest.Budgets, slip{says: `政府采购货物预算([0-9.]+)万元`, wrong: raised, beside: "T14[货物].合计"}},
	"CHG-017": {ingesttest.Budgets, slip{says: `公务接待费[0-9.]+万元，比2024年预算减少([0-9.]+)万元`, wrong: raised}},
	"PRJ-019": {ingesttest.Budgets, slip{cell: "T16[合计].其他资金", wrong: raised}},
	"AST-012": {ingesttest.FinalAccounts, slip{cell: "T17[机要通信用车].统计数", wrong: raised}},
	"PRO-009": {ingesttest.FinalAccounts, slip{cell: "T17[政府采购货物支出].统计数", wrong: raised}},
	"TPE-018": {ingesttest.FinalAccounts, slip{cell: "T17[因公出国（境）费].统计数", wrong: raised}},
	"ORE-008": {ingesttest.FinalAccounts, slip{cell: "T17[机关运行经费].统计数", wrong: raised}},
	"CHG-022": {ingesttest.Budgets, slip{says: `行政运行（项）20[0-9]{2}年预算数为[0-9.]+万元，比20[0-9]{2}年.{2}数(?:增加|减少)[0-9.]+万元，(?:增长|下降)([0-9.]+)%`, wrong: raised}},
	"CHG-016": {ingesttest.Budgets, slip{cell: "T10[合计].增减率", wrong: raised}},
}

func TestFormPairs(t *testing.T) {
	rs := everyProfile(t)
	for rule, pair := range formPairs {
		t.Run(rule, func(t *testing.T) {
			forms := pair.forms()
			at := slices.IndexFunc(forms, pair.slip.fits)
			if at < 0 {
				t.Fatal("no form has what it speaks of")
			}
			heard := func() bool {
				d, err := formFormats["html"](forms[at])
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range judge(t, rs, d).report.Findings {
					if f.Rule == rule || slices.Contains(f.Also, rule) {
						return true
					}
				}
				return false
			}
			if heard() {
				t.Errorf("%s speaks on what holds", rule)
			}
			if _, _, err := pair.slip.plant(forms[at]); err != nil {
				t.Fatal(err)
			}
			if !heard() {
				t.Errorf("%s does not speak on the fault", rule)
			}
		})
	}
}

// TestOpposedWords tells the word that is wrong where an amount and its rate go opposite
// ways, by the size of the rate.
func TestOpposedWords(t *testing.T) {
	rs := everyProfile(t)
	for _, says := range []string{
		`行政运行（项）20[0-9]{2}年预算数为[0-9.]+万元，比20[0-9]{2}年.{2}数(增加|减少)[0-9.]+万元，(?:增长|下降)[0-9.]+%`,
		`行政运行（项）20[0-9]{2}年预算数为[0-9.]+万元，比20[0-9]{2}年.{2}数(?:增加|减少)[0-9.]+万元，(增长|下降)[0-9.]+%`,
	} {
		s := slip{says: says, wrong: func(right string) string {
			return map[string]string{"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}[right]
		}}
		forms := ingesttest.Budgets()
		f := forms[slices.IndexFunc(forms, s.fits)]
		right, _, err := s.plant(f)
		if err != nil {
			t.Fatal(err)
		}
		d, err := formFormats["html"](f)
		if err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, x := range judge(t, rs, d).report.Findings {
			for _, suspect := range x.Suspects {
				told = append(told, suspect.Suggest)
			}
		}
		if !slices.Contains(told, right) {
			t.Errorf("%q is not told, but %q", right, told)
		}
	}
}

// TestOtherReadings holds columns of rates that are no growths to be left alone.
func TestOtherReadings(t *testing.T) {
	rs := everyProfile(t)
	for name, read := range map[string]func(now, before float64) string{
		"share of last year": func(now, before float64) string { return fmt.Sprintf("%.2f%%", now/before*100) },
		"not in percent":     func(now, before float64) string { return fmt.Sprintf("%.4f", now/before-1) },
	} {
		t.Run(name, func(t *testing.T) {
			f := ingesttest.Budgets()[4]
			truth := f.Truth()
			planted := 0
			for id := range truth {
				row, ok := strings.CutSuffix(id, ".增减率")
				now, _ := strconv.ParseFloat(strings.ReplaceAll(truth[row+".合计"], ",", ""), 64)
				before, _ := strconv.ParseFloat(strings.ReplaceAll(cmp.Or(truth[row+".上年执行数"], truth[row+".上年预算"]), ",", ""), 64)
				if ok && before != 0 && f.Set(id, read(now, before)) == nil {
					planted++
				}
			}
			d, err := formFormats["html"](f)
			if err != nil || planted < 10 {
				t.Fatal(planted, err)
			}
			for _, l := range judge(t, rs, d).loud {
				t.Error(told(&l))
			}
		})
	}
}
