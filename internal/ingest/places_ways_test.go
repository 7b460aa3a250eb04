package ingest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/html"
)

// webPageAs reads a web page by a profile.
func webPageAs(t *testing.T, id, page string) *ingest.Reading {
	t.Helper()
	p := profileOf(t, id)
	d, err := html.Read("made-up.html", []byte("<!DOCTYPE html><meta charset=utf-8>"+page))
	if err != nil {
		t.Fatal(err)
	}
	return ingest.Recognise(d, p)
}

// TestTotalInTheHead reads a table whose form sets the lowest titles of the head in
// the row of 合计: the row is both. Left empty, it is head alone.
func TestTotalInTheHead(t *testing.T) {
	const page = `<p>某市水务局2024年度部门决算<p>政府性基金预算财政拨款收入支出决算表<p>单位：万元
<table border=1><tr><td colspan=2>项目<td rowspan=2>年初结转和结余<td rowspan=2>本年收入<td rowspan=2 colspan=3>本年支出<td rowspan=2>年末结转和结余
<tr><td>功能分类科目编码<td>科目名称
<tr><td colspan=2>合计<td>%s<td>%s<td>合计<td>基本支出<td>项目支出<td>0
<tr><td>212<td>城乡社区支出<td>0<td>%[2]s<td>%[2]s<td><td>%[2]s<td>0</table>`
	for _, c := range []struct{ carried, income, want string }{
		{"0", "2002.80", "合计 0|2002.80|合计|基本支出|项目支出|0; 212 0|2002.80|2002.80||2002.80|0"},
		{"", "15", "合计 |15|合计|基本支出|项目支出|0; 212 0|15|15||15|0"},
	} {
		table := webPageAs(t, "shanghai-2024-department-final", fmt.Sprintf(page, c.carried, c.income)).Disclosure.Table("T08")
		var lines []string
		for _, l := range table.Panels[0].Lines {
			var cells []string
			for _, cell := range l.Cells {
				cells = append(cells, cell.Printed.Text)
			}
			lines = append(lines, l.Key+" "+strings.Join(cells, "|"))
		}
		if got := strings.Join(lines, "; "); got != c.want {
			t.Errorf("read as\n%s, want\n%s", got, c.want)
		}
		for _, h := range table.Panels[0].Heads {
			if h.Key == "" {
				t.Errorf("the head %q is not known", h.Path)
			}
		}
	}
}

// TestDatedItems reads a budget without contents, whose first part has the name of
// the cover in its title; its items say two years' budgets and what was carried out,
// and one of them is of 政府性基金.
func TestDatedItems(t *testing.T) {
	const page = `<p>上海市某区2026年区级单位预算<p>预算单位：某街道办事处（本级）
<p>某街道办事处（本级）主要职能<p>某街道办事处（本级）是区政府的派出机关。
<p>2026年单位预算编制说明
<p>1.“教育支出(类）-其他教育支出（款）-其他教育支出（项）”2026年度预算18万元，2025年度预算20万元，主要用于：社区教育。2025年当年预算执行数为16.24万元，2026年预算安排18万元，比2025年预算执行数增加10.84%。
<p>“城乡社区支出(类）-国有土地使用权出让收入安排的支出（款）-城市建设支出（项）” 2026年度预算338万元，2025年度预算1,363万元，主要用于：道路。
<p>2026年预算单位一般公共预算支出功能分类预算表<p>编制单位：某街道办事处（本级）单位：元
<table border=1><tr><td colspan=4>项目<td colspan=3>一般公共预算支出<tr><td colspan=3>功能分类科目编码<td rowspan=2>功能分类科目名称<td rowspan=2>合计<td rowspan=2>基本支出<td rowspan=2>项目支出<tr><td>类<td>款<td>项
<tr><td colspan=3>205<td>教育支出<td>180,000<td><td>180,000<tr><td colspan=3>20599<td>其他教育支出<td>180,000<td><td>180,000
<tr><td colspan=3>2059999<td>其他教育支出<td>180,000<td><td>180,000<tr><td colspan=4>合计<td>180,000<td><td>180,000</table>
<p>2026年预算单位政府性基金预算支出功能分类预算表<p>编制单位：某街道办事处（本级）单位：元
<table border=1><tr><td colspan=4>项目<td colspan=3>政府性基金预算支出<tr><td colspan=3>功能分类科目编码<td rowspan=2>功能分类科目名称<td rowspan=2>合计<td rowspan=2>基本支出<td rowspan=2>项目支出<tr><td>类<td>款<td>项
<tr><td colspan=3>212<td>城乡社区支出<td>3,380,000<td><td>3,380,000<tr><td colspan=3>21208<td>国有土地使用权出让收入安排的支出<td>3,380,000<td><td>3,380,000
<tr><td colspan=3>2120803<td>城市建设支出<td>3,380,000<td><td>3,380,000<tr><td colspan=4>合计<td>3,380,000<td><td>3,380,000</table>`
	d := webPageAs(t, "shanghai-2025-unit", page).Disclosure
	var sections, items []string
	for _, s := range d.Sections {
		sections = append(sections, s.ID)
		for _, p := range s.Paragraphs {
			for _, c := range p.Claims {
				if strings.HasPrefix(c.Slot, "gpb_") {
					items = append(items, c.Slot+" "+c.Text+" "+c.Cell)
				}
			}
		}
	}
	if got := strings.Join(sections, " "); got != "duties 编制说明" {
		t.Errorf("the sections are %s", got)
	}
	want := "gpb_items.name 其他教育支出 T05[2059999].合计; gpb_items.amount 18 T05[2059999].合计; gpb_items.name 城市建设支出 T08[2120803].合计; gpb_items.amount 338 T08[2120803].合计"
	if got := strings.Join(items, "; "); got != want {
		t.Errorf("the items are\n%s, want\n%s", got, want)
	}
}

// TestHeadsWithoutUppers reads a table whose heads are the form's lowest alone, which
// stand under several titles there: they are the columns that every form has.
func TestHeadsWithoutUppers(t *testing.T) {
	const page = `<p>某市水务局2024年度部门决算<p>一般公共预算财政拨款支出决算表<p>单位：万元
<table border=1><tr><td colspan=2>项目<td rowspan=2>合计<td rowspan=2>基本支出<td rowspan=2>项目支出<tr><td>功能分类科目编码<td>科目名称
<tr><td>213<td>农林水支出<td>20.00<td>12.00<td>8.00<tr><td colspan=2>合计<td>20.00<td>12.00<td>8.00</table>`
	table := webPageAs(t, "generic-final", page).Disclosure.Table("T05")
	if got := strings.Join(table.Panels[0].Columns, " "); got != "合计 基本支出 项目支出" {
		t.Errorf("the columns are %s", got)
	}
}

// TestChangesOfAnother reads a budget of a province whose sentences the profile half
// knows: a change after an amount that no measure has is of that amount, one in a line
// of its own of what the line names; classes have their codes in brackets.
func TestChangesOfAnother(t *testing.T) {
	const page = `<p>某市水务局2025年部门预算<p>第二部分 2025年部门预算表<p>一般公共预算支出表<p>单位：万元
<table border=1><tr><td>科目编码<td>科目名称<td>合计<td>基本支出<td>项目支出<tr><td>213<td>农林水支出<td>120.00<td>80.00<td>40.00
<tr><td>21303<td>水利<td>120.00<td>80.00<td>40.00<tr><td>2130301<td>行政运行<td>80.00<td>80.00<td><tr><td>2130399<td>其他水利支出<td>40.00<td><td>40.00<tr><td>合计<td><td>120.00<td>80.00<td>40.00</table>
<p>第三部分 2025年部门预算情况说明
<p>五、关于某市水务局2025年一般公共预算当年拨款情况说明
<p>某市水务局2025年一般公共预算拨款合计120.00万元，其中：基本支出80.00万元，比上年预算减少2.00万元，下降2.44%，主要原因是调出1人。
<p>（二）一般公共预算当年拨款结构情况
<p>1.农林水支出（213）120.00万元，占100.00%。
<p>（三）一般公共预算当年拨款具体使用情况
<p>1.农林水支出（213）水利（03）行政运行（01）：2025年预算数为80.00万元，比上年预算减少2.00万元，下降2.44%。
<p>七、关于某市水务局2025年财政拨款“三公”经费预算情况说明
<p>某市水务局2025年财政拨款“三公”经费预算数为3.00万元，其中：公务用车运行费2.00万元，公务接待费1.00万元。
<p>2025年财政拨款“三公”经费预算比上年减少0.50万元，其中：公务接待费减少0.50万元，主要原因是厉行节约。`
	var got []string
	for _, s := range webPageAs(t, "generic-budget", page).Disclosure.Sections {
		for _, p := range s.Paragraphs {
			for _, c := range p.Claims {
				got = append(got, strings.TrimSpace(c.Slot+" "+c.Text+" "+c.Cell))
			}
		}
	}
	for _, want := range []string{
		"gpb_total 120.00 T05[合计].合计", "gpb_classes.amount 120.00 T05[213].合计", "gpb_classes.share 100.00 T05[213].合计",
		"gpb_items.name 行政运行 T05[2130301].合计", "gpb_items.amount 80.00 T05[2130301].合计", "reception 1.00",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not read of %v", want, got)
		}
	}
	for _, wrong := range []string{"gpb_total.delta:less 2.00", "gpb_total.rate:less 2.44"} {
		if slices.Contains(got, wrong) {
			t.Errorf("%s is of another amount", wrong)
		}
	}
}

// TestUnitsNameBeforeANumber reads sentences that open with the year and the unit: the
// first amount is the whole, not the first source that sounds like it.
func TestUnitsNameBeforeANumber(t *testing.T) {
	const page = `<p>某市水务局2025年部门预算<p>单位名称：某市水务局<p>第三部分 2025年部门预算说明
<p>一、部门预算收支情况说明
<p>2025年某市水务局收入预算120.00万元，其中：一般公共预算拨款收入100.00万元，政府性基金预算拨款收入20.00万元。收入较去年减少2.00万元，下降1.64%。`
	var got []string
	for _, s := range webPageAs(t, "generic-budget", page).Disclosure.Sections {
		for _, p := range s.Paragraphs {
			for _, c := range p.Claims {
				got = append(got, c.Slot+" "+c.Text)
			}
		}
	}
	for _, want := range []string{"income_total 120.00", "income_gpb 100.00", "income_gfb 20.00", "income_total.delta:less 2.00"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not read of %v", want, got)
		}
	}
}

// TestFinalSaidOtherwise reads final accounts whose sentences count in 元, tell the
// reasons of several changes one after the other, say a thing twice, and whose table is
// labelled with another unit than it counts in.
func TestFinalSaidOtherwise(t *testing.T) {
	const id = "shanghai-2024-department-final"
	r := webPageAs(t, id, `<p>上海市某区某中心<p>2024年度单位决算<p>第三部分 上海市某区某中心2024年度单位决算情况说明
<p>一、收入支出决算总体情况说明<p>上海市某区某中心2024年度收入支出总计1,050,000.00元。与2023年度相比，收入支出总计减少50,000.00元，下降4.55%。主要原因：人员减少。
<p>二、收入决算情况说明<p>本年收入合计1,010,000.00元，其中：财政拨款收入1,010,000.00元，占100.00%。
<p>三、支出决算情况说明<p>本年收入合计1,010,000.00元，其中：财政拨款收入1,010,000.00元，占100.00%。`).Disclosure
	if !r.Outline.InYuan || !r.Outline.OfUnit || r.Scope != "unit" {
		t.Errorf("in 元 %v, of a unit %v %q", r.Outline.InYuan, r.Outline.OfUnit, r.Scope)
	}
	if got := saidIn(r, "一"); !strings.Contains(got, "income_total=1,050,000.00 ") || !strings.Contains(got, "income_total.delta:less=50,000.00 ") {
		t.Errorf("read as %s", got)
	}
	if got := saidIn(r, "三"); got != "" {
		t.Errorf("the sentence of another section states %s", got)
	}

	r = webPageAs(t, id, `<p>上海市某区某局<p>2024年度部门决算<p>第三部分 上海市某区某局2024年度部门决算情况说明<p>七、财政拨款“三公”经费支出决算情况说明<p>（一）“三公”经费财政拨款支出决算总体情况说明。
<p>2024年度“三公”经费财政拨款支出决算数比2023年度减少1.75万元，下降12.27%，其中：因公出国（境）费支出决算减少0.93万元，下降9.09%；公务用车购置及运行维护费支出决算减少1.00万元，下降20.00%；公务接待费支出决算增加0.18万元，增长42.86%。因公出国（境）费支出减少的主要原因是出访团组减少。公务接待费支出增加的主要原因是来访批次增加。`).Disclosure
	if got := saidIn(r, "七"); !strings.Contains(got, "abroad.reason=出访团组减少 ") || !strings.Contains(got, "reception.reason=来访批次增加 ") {
		t.Errorf("read as %s", got)
	}

	const table = `<p>%s<p>单位：%s<table border=1><tr><td colspan=2>项目<td rowspan=2>%s<td rowspan=2>基本支出<td rowspan=2>项目支出<tr><td>科目编码<td>科目名称
<tr><td>201<td>一般公共服务支出<td>61.25<td>40.13<td>21.12<tr><td colspan=2>合计<td>61.25<td>40.13<td>21.12</table>`
	r = webPageAs(t, id, `<p>上海市某区某局<p>2024年度部门决算<p>第二部分 上海市某区某局2024年度部门决算表`+
		fmt.Sprintf(table, "支出决算表", "万元", "本年支出合计")+fmt.Sprintf(table, "一般公共预算财政拨款支出决算表", "元", "合计")).Disclosure
	if u := r.Table("T05").MoneyUnit.String(); u != "万元" {
		t.Errorf("a table that prints what another does counts in %s", u)
	}
}

// saidIn is what the sentences of a section state, in order.
func saidIn(d *budget.Disclosure, section string) string {
	var out strings.Builder
	for i := range d.Sections {
		for j := range d.Sections[i].Paragraphs {
			for _, c := range d.Sections[i].Paragraphs[j].Claims {
				if d.Sections[i].ID == section {
					out.WriteString(c.Slot + "=" + c.Text + " ")
				}
			}
		}
	}
	return out.String()
}
