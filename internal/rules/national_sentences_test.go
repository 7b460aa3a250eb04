package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/html"
)

// loudSentences are the rules that speak of the sentences of a document without tables, read by
// a profile for places without one of their own.
func loudSentences(t *testing.T, profile string, paragraphs ...string) (out []string) {
	t.Helper()
	title := "<p>青禾省水务局2024年度部门决算<p>第三部分 2024年度部门决算情况说明<p>"
	if profile == "generic-budget" {
		title = "<p>青禾省水务局2024年部门预算<p>第三部分 2024年部门预算情况说明<p>"
	}
	d, err := html.Read("a.html", []byte("<!DOCTYPE html><meta charset=utf-8>"+title+strings.Join(paragraphs, "<p>")))
	if err != nil {
		t.Fatal(err)
	}
	p := builtIn(t, profile)
	for _, f := range All().Check(check.New(ingest.For(p).Read(d).Disclosure, p)).Findings {
		if family, _, _ := strings.Cut(f.Rule, "-"); f.Severity != diag.Note && slices.Contains([]string{"NAR", "PCT", "CHG", "TXT", "ORD"}, family) {
			out = append(out, f.Rule)
		}
	}
	return out
}

// What sentences say right is not told, where the tables that would show the rest were not read.
func TestSentencesWithoutTables(t *testing.T) {
	for name, c := range map[string]struct {
		profile string
		text    []string
		want    []string
	}{
		"what was appropriated, by fund": {"generic-final", []string{
			"一、收入决算情况说明",
			"2024年本年收入合计100.00万元，其中：一般公共预算财政拨款收入80.00万元，占80.00%；政府性基金预算财政拨款收入0万元，占0%；事业收入0万元，占0%；其他收入20.00万元，占20.00%。",
		}, nil},
		"totals of both sides that differ, each with its change": {"generic-final", []string{
			"一、财政拨款收入支出决算总体情况说明",
			"2024年财政拨款收入总计100.00万元，与2023年相比增加20.00万元，增长25.00%；财政拨款支出总计120.00万元，与2023年相比增加40.00万元，增长50.00%。主要原因是新增抢险项目2个。",
		}, []string{"NAR-016"}},
		"what was then explains what is now": {"generic-budget", []string{
			"一、收支总体情况说明",
			"2024年基本支出90.00万元，比2023年减少10.00万元，主要原因是2023年本单位在职转退休人员3人，2024年不再安排。",
		}, nil},
		"a table is numbered as the sections are": {"generic-final", []string{
			"一、2024年度“三公”经费收支一览",
			"二、2024年度“三公”经费支出情况说明", "公务接待费支出4.00万元，接待2批次9人次。",
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := loudSentences(t, c.profile, c.text...); !slices.Equal(got, c.want) {
				t.Errorf("told %v, want %v", got, c.want)
			}
		})
	}
}

// A title may name two years where it is of what was spent in one and what is budgeted for the next.
func TestTitleOfTwoYears(t *testing.T) {
	for title, want := range map[string]bool{
		"青禾镇2022年预算执行情况及2023年预算草案的报告": false,
		"青禾镇2022年度决算和2023年度预算":        false,
		"青禾镇2022年预算的报告":               true,
	} {
		d, p := clean(t, 0)
		d.Title = title
		told := slices.ContainsFunc(All().Check(check.New(d, p)).Findings, func(f diag.Finding) bool { return f.Rule == "TXT-022" })
		if told != want {
			t.Errorf("%s: told %v, want %v", title, told, want)
		}
	}
}
