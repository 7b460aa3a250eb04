package ingest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/html"
	"mingbai/internal/profile"
)

// Made-up documents in the forms of other places: a page of headings, tables and
// sentences, as short as can be.

// pageOf reads lines as a page: those that begin with < stand as they are.
func pageOf(t *testing.T, lines ...string) *doc.Document {
	t.Helper()
	var b strings.Builder
	b.WriteString("<html><body>")
	for _, l := range lines {
		if strings.HasPrefix(l, "<") {
			b.WriteString(l)
			continue
		}
		fmt.Fprintf(&b, "<p>%s</p>\n", l)
	}
	b.WriteString("</body></html>")
	d, err := html.Read("made-up.html", []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// rowsOf is a table of rows, cells set apart by |; a cell that ends with > spans
// as many columns as it has of them and one more, with ^ as many rows.
func rowsOf(rows ...string) string {
	var b strings.Builder
	b.WriteString("<table>")
	for _, r := range rows {
		b.WriteString("<tr>")
		for _, c := range strings.Split(r, "|") {
			wide, tall := strings.Count(c, ">")+1, strings.Count(c, "^")+1
			fmt.Fprintf(&b, `<td colspan="%d" rowspan="%d">%s</td>`, wide, tall, strings.Trim(c, " >^"))
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table>")
	return b.String()
}

// readersOfAll are the readers of all built-in profiles.
func readersOfAll(t testing.TB) ingest.Readers {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	rs, err := ingest.Load(set)
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

// readAs reads a page by the profile that fits it best, which is to be a given one.
func readAs(t *testing.T, id string, lines ...string) *budget.Disclosure {
	t.Helper()
	rs := readersOfAll(t)
	d := pageOf(t, lines...)
	ranking := rs.Choose(d)
	if best := ranking[0]; best.Profile.ID != id || best.Score < ingest.LeastFit {
		for _, f := range ranking {
			t.Log(f.Profile.ID, f.Score)
		}
		t.Fatalf("read by %s, want %s", best.Profile.ID, id)
	}
	return rs.Find(id).Read(d).Disclosure
}

// cellsOf are the amounts of a disclosure's table by address.
func cellsOf(d *budget.Disclosure, tables ...string) []string {
	var out []string
	for _, t := range d.Tables {
		for _, p := range t.Panels {
			for _, l := range p.Lines {
				for k, c := range l.Cells {
					if c.Printed.Text != "" && slices.Contains(tables, t.ID) {
						out = append(out, fmt.Sprintf("%s[%s].%s %s", t.ID, l.Key, p.Columns[k], c.Printed.Text))
					}
				}
			}
		}
	}
	return out
}

// claimsOf are the claims of a section.
func claimsOf(d *budget.Disclosure, section string) []string {
	var out []string
	for _, s := range d.Sections {
		if s.ID != section {
			continue
		}
		for _, p := range s.Paragraphs {
			for _, c := range p.Claims {
				out = append(out, strings.TrimSpace(c.Slot+" "+c.Text+" "+c.Cell))
			}
		}
	}
	return out
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s:\n%s\nwant:\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// shanghai is a unit's budget in Shanghai's form.
func shanghai() []string {
	return []string{
		"上海市2025年市级单位预算", "预算单位：上海市某某局",
		"目录", "一、单位主要职能", "二、单位机构设置", "三、名词解释", "四、单位预算编制说明", "五、单位预算表",
		"1. 2025年预算单位财务收支预算总表……………………………………5  2. 2025年预算单位收入预算总表………………………6",
		"5． 2025年预算单位一般公共预算支出功能分类预算表", "9. 2025年单位“三公”经费和机关运行经费预算表", "六、其他相关情况说明",
		"上海市某某局（单位）主要职能", "上海市某某局负责某事。",
		"上海市某某局（单位）机构设置", "上海市某某局设3个内设机构。",
		"名词解释", "（一）基本支出预算：为保障机构正常运转而编制的年度基本支出计划。",
		"2025年单位预算编制说明",
		"2025年，上海市某某局收入预算1,234万元，其中：财政拨款收入1,234万元，比2024年预算减少90万元；事业收入0万元；事业单位经营收入0万元；其他收入0万元。",
		"财政拨款支出主要内容如下：",
		"1.“一般公共服务支出（类）财政事务（款）行政运行（项）”1,000.00万元，主要用于某事。",
		"2.“卫生健康支出（类）其他卫生健康支出（款）其它卫生健康支出（项）”234.00万元，主要用于某事。",
		"2025年预算单位财务收支预算总表", "编制单位：上海市某某局 单位：元",
		rowsOf("本年收入>|本年支出>>>>", "项目^^|预算数^^|项目^^|预算数>>>", "合计^|基本支出>|项目支出^", "人员经费|公用经费",
			"一、财政拨款收入|12,340,000|一、一般公共服务支出|10,000,000|9,000,000|1,000,000|", "1、一般公共预算资金|12,340,000|二、卫生健康支出|2,340,000|||2,340,000",
			"二、事业收入||||||", "收入总计|12,340,000|支出总计|12,340,000|9,000,000|1,000,000|2,340,000"),
		"2025年预算单位一般公共预算支出功能分类预算表", "编制单位：上海市某某局 单位：元",
		rowsOf("项目>>>|一般公共预算支出>>", "功能分类科目编码>>|功能分类科目名称^|合计^|基本支出^|项目支出^", "类|款|项",
			"201|||一般公共服务支出|10,000,000|10,000,000|", "201|06||财政事务|10,000,000|10,000,000|", "201|06|01|行政运行|10,000,000|10,000,000|",
			"210|||卫生健康支出|2,340,000||2,340,000", "210|99||其他卫生健康支出|2,340,000||2,340,000", "210|99|99|其他卫生健康支出|2,340,000||2,340,000",
			"合计>>>|12,340,000|10,000,000|2,340,000"),
		"2025年单位“三公”经费和机关运行经费预算表", "编制单位：上海市某某局 单位:万元",
		rowsOf("“三公”经费预算数>>>>>|机关运行经费预算数^^", "合计^|因公出国(境)费^|公务接待费^|公务用车购置及运行费>>", "小计|购置费|运行费", "7.00|2.00|1.00|4.00||4.00|100.00"),
		"其他相关情况说明", "一、2025年“三公”经费预算情况说明", "2025年“三公”经费预算数为7.00万元，与2024年预算持平。其中：",
		"（一）因公出国（境）费2.00万元，比2024年预算增加1.00万元，主要原因是出访一次。",
		"五、国有资产占有使用情况",
		"截至2024年8月31日，上海市某某局共有车辆3辆，其中：部级领导干部用车0辆、主要领导干部用车0辆、机要通信用车1辆、应急保障用车0辆、执法执勤用车0辆、特种专业技术用车0辆、离退休干部用车0辆、其他用车2辆；单价100万元（含）以上设备（不含车辆）4台（套）。",
	}
}

func TestShanghaiBudget(t *testing.T) {
	d := readAs(t, "shanghai-2025-unit", shanghai()...)
	if d.Unit.Name != "上海市某某局" || d.Unit.Level != "市级" || d.Year != 2025 {
		t.Errorf("%+v %d", d.Unit, d.Year)
	}
	same(t, "T01", cellsOf(d, "T01"), []string{
		"T01[财政拨款收入].金额 12,340,000", "T01[一般公共预算].金额 12,340,000", "T01[收入总计].金额 12,340,000",
		"T01[201].合计 10,000,000", "T01[201].人员经费 9,000,000", "T01[201].公用经费 1,000,000",
		"T01[210].合计 2,340,000", "T01[210].项目支出 2,340,000",
		"T01[支出总计].合计 12,340,000", "T01[支出总计].人员经费 9,000,000", "T01[支出总计].公用经费 1,000,000", "T01[支出总计].项目支出 2,340,000",
	})
	same(t, "T10 and T11 of one row", cellsOf(d, "T10", "T11"), []string{
		"T10[合计].合计 7.00", "T10[因公出国（境）费].合计 2.00", "T10[公务接待费].合计 1.00", "T10[公务用车购置及运行费].合计 4.00", "T10[公务用车运行维护费].合计 4.00",
		"T11[部门合计].合计 100.00",
	})
	if u := d.Table("T05").MoneyUnit.String() + d.Table("T11").MoneyUnit.String(); u != "元万元" {
		t.Errorf("units of money: %s", u)
	}
	same(t, "codes", []string{d.Table("T05").Panels[0].Lines[5].Code, d.Table("T05").Panels[0].Lines[6].Key}, []string{"2109999", "合计"})
	same(t, "编制说明", claimsOf(d, "编制说明"), []string{
		"income_total 1,234 T01[收入总计].金额", "fiscal_total 1,234", "fiscal_total.direction:less 减少", "fiscal_total.delta:less 90",
		"income_business 0 T01[事业收入].金额", "income_operating 0", "income_other 0",
		"gpb_items.name 行政运行 T05[2010601].合计", "gpb_items.amount 1,000.00 T05[2010601].合计",
		"gpb_items.name 其它卫生健康支出 T05[2109999].合计", "gpb_items.amount 234.00 T05[2109999].合计",
	})
	same(t, "一", claimsOf(d, "一"), []string{
		"three_public 7.00 T10[合计].合计", "three_public.same 与2024年预算持平", "abroad 2.00 T10[因公出国（境）费].合计",
		"abroad.direction:more 增加", "abroad.delta:more 1.00", "abroad.reason 出访一次",
	})
	if got := claimsOf(d, "五"); len(got) != 10 || got[0] != "vehicles 3" || got[9] != "equipment 4" {
		t.Errorf("vehicles: %q", got)
	}
	var entries []string
	for _, e := range d.Outline.Contents {
		entries = append(entries, e.Text+"/"+string(e.Kind)+"/"+e.ID)
	}
	same(t, "contents", entries, []string{
		"一、单位主要职能/section/duties", "二、单位机构设置/section/organisation", "三、名词解释/section/glossary", "四、单位预算编制说明/section/编制说明", "五、单位预算表/part/tables",
		"1. 2025年预算单位财务收支预算总表/table/T01", "2. 2025年预算单位收入预算总表/table/T02",
		"5． 2025年预算单位一般公共预算支出功能分类预算表/table/T05", "9. 2025年单位“三公”经费和机关运行经费预算表/table/T10", "六、其他相关情况说明/part/other",
	})
	if len(d.Glossary) != 1 || len(d.Outline.Stray) != 0 {
		t.Errorf("glossary %v, stray %v", d.Glossary, d.Outline.Stray)
	}
}

// A spreadsheet shows the parts of a code as numbers, 5 for 05, or each column has the code
// up to its own part.
func TestPartsOfCodes(t *testing.T) {
	for name, rows := range map[string][]string{
		"text":    {"208|||社会保障和就业支出|3.00", "208|05||行政事业单位养老支出|3.00", "208|05|05|机关事业单位基本养老保险缴费支出|3.00"},
		"numbers": {"208|||社会保障和就业支出|3.00", "208|5||行政事业单位养老支出|3.00", "208|5|5|机关事业单位基本养老保险缴费支出|3.00"},
		"alone":   {"208|||社会保障和就业支出|3.00", "|05||行政事业单位养老支出|3.00", "||05|机关事业单位基本养老保险缴费支出|3.00"},
		"whole":   {"208|||社会保障和就业支出|3.00", "208|20805||行政事业单位养老支出|3.00", "208|20805|2080505|机关事业单位基本养老保险缴费支出|3.00"},
	} {
		t.Run(name, func(t *testing.T) {
			d := readAs(t, "shanghai-2024-department-final", "上海市某某局", "2024年度部门决算", "收入决算表", "单位：万元",
				rowsOf(append([]string{"项目>>>|本年收入合计^^", "支出功能分类>>|科目名称^", "科目编码>>", "类|款|项|合计|3.00"}, rows...)...))
			var codes []string
			for _, l := range d.Tables[0].Panels[0].Lines {
				codes = append(codes, l.Code)
			}
			same(t, "codes", codes, []string{"", "208", "20805", "2080505"})
		})
	}
}

func TestFinalAccount(t *testing.T) {
	d := readAs(t, "shanghai-2024-department-final",
		"上海市某某局", "2024年度部门决算", "目录", "第一部分 上海市某某局概况", "一、主要职能",
		"一、收入支出决算总体情况说明二、收入决算情况说明", "三、支出决算情况说明",
		"第一部分 上海市某某局概况", "一、主要职能", "上海市某某局负责某事，也负责别的事。",
		"二、部门决算单位构成", "纳入编制范围的单位包括：", rowsOf("序号|单位名称|备注", "1|上海市某某局（本级）|", "2|上海市某某中心|"),
		"第二部分 上海市某某局2024年度部门决算表",
		"收入支出决算总表", "单位：万元",
		rowsOf("收入>|支出>", "项目|决算数|项目|决算数", "一、一般公共预算财政拨款收入|100.00|一、一般公共服务支出|90.00", "八、其他收入|1.00|", "本年收入合计|101.00|本年支出合计|90.00", "年初结转和结余|4.00|年末结转和结余|15.00", "总计|105.00|总计|105.00"),
		"收入决算表", "单位：万元",
		rowsOf("项目>>>|本年收入合计^^|财政拨款收入^^|其他收入^^", "支出功能分类>>|科目名称^", "科目编码>>", "类|款|项|合计|101.00|100.00|1.00", "201|||一般公共服务支出|101.00|100.00|1.00"),
		"一般公共预算财政拨款基本支出决算表", "单位：万元",
		rowsOf("经济分类>|科目名称^^|决算数^^|经济分类>|科目名称^^|决算数^^", "科目编码>|科目编码>", "类|款|类|款",
			"301||工资福利支出|60.00|302||商品和服务支出|20.00", "301|01|基本工资|60.00|302|01|办公费|20.00", "人员经费合计>>|60.00|公用经费合计>>|20.00"),
		"财政拨款“三公”经费支出决算表", "单位：万元",
		rowsOf("财政拨款“三公”经费>>>>>>>>>>>", "合计>^|因公出国（境）费>^|公务用车购置及运行费>>>>>|公务接待费>^", "小计>|公务用车购置费>|公务用车运行费>",
			"预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数", "3.00|2.00|||2.00|1.50|||2.00|1.50|1.00|0.50"),
		"第三部分 上海市某某局2024年度部门决算情况", "说明",
		"一、收入支出决算总体情况说明",
		"上海市某某局2024年度收入支出总计105.00万元。与2023年度相比，收入支出总计减少5.00万元，下降4.55%。主要原因：人员减少。",
		"二、收入决算情况说明本年收入合计101.00万元，其中：财政拨款收入100.00万元，占99.01%；其他收入1.00万元，占0.99%。",
		"五、一般公共预算财政拨款支出决算情况说明", "（三）一般公共预算财政拨款支出决算具体情况",
		"一般公共预算财政拨款支出年初预算为95.00万元，支出决算为90.00万元，完成年初预算的94.74%。决算数小于预算数的主要原因：节约。其中：",
		"1、一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于：某事。年初预算为95.00万元，支出决算为90.00万元。决算数小于预算数的主要原因：人员减少。",
	)
	same(t, "T01", cellsOf(d, "T01"), []string{
		"T01[一般公共预算].金额 100.00", "T01[其他收入].金额 1.00", "T01[本年收入合计].金额 101.00", "T01[年初结转和结余].金额 4.00", "T01[收入总计].金额 105.00",
		"T01[201].合计 90.00", "T01[本年支出合计].合计 90.00", "T01[年末结转和结余].合计 15.00", "T01[支出总计].合计 105.00",
	})
	same(t, "T02, the titles of the parts of a code beside the total", cellsOf(d, "T02"), []string{
		"T02[合计].合计 101.00", "T02[合计].财政拨款收入 100.00", "T02[合计].其他收入 1.00", "T02[201].合计 101.00", "T02[201].财政拨款收入 100.00", "T02[201].其他收入 1.00",
	})
	same(t, "T06, side by side", cellsOf(d, "T06"), []string{
		"T06[301].人员经费 60.00", "T06[30101].人员经费 60.00", "T06[302].公用经费 20.00", "T06[30201].公用经费 20.00", "T06[合计].人员经费 60.00", "T06[合计].公用经费 20.00",
	})
	same(t, "T10, budget and final", cellsOf(d, "T10"), []string{
		"T10[合计].年初预算 3.00", "T10[合计].合计 2.00", "T10[公务用车购置及运行费].年初预算 2.00", "T10[公务用车购置及运行费].合计 1.50",
		"T10[公务用车运行维护费].年初预算 2.00", "T10[公务用车运行维护费].合计 1.50", "T10[公务接待费].年初预算 1.00", "T10[公务接待费].合计 0.50",
	})
	same(t, "一", claimsOf(d, "一"), []string{
		"income_total 105.00 T01[收入总计].金额", "income_total.direction:less 减少", "income_total.delta:less 5.00", "income_total.verb:less 下降", "income_total.rate:less 4.55", "income_total.reason 人员减少",
	})
	var bodies []string
	for _, s := range d.Sections {
		for _, p := range s.Paragraphs {
			if p.Pattern == "organisation.bodies" {
				bodies = append(bodies, p.Text)
			}
		}
	}
	same(t, "the list of bodies", bodies, []string{"序号 单位名称 备注", "1 上海市某某局（本级）", "2 上海市某某中心"})
	if got := claimsOf(d, "二"); len(got) != 5 || got[0] != "income_current 101.00 T01[本年收入合计].金额" {
		t.Errorf("a heading that runs into its text: %q", got)
	}
	same(t, "五", claimsOf(d, "五"), []string{
		"gpb_total.budget 95.00", "gpb_total 90.00", "gpb_total.share:budget 94.74", "gpb_total.direction:budget 小于", "gpb_total.reason:budget 节约",
		"gpb_items.name 行政运行", "gpb_items.budget 95.00", "gpb_items.amount 90.00", "gpb_items.direction:budget 小于", "gpb_items.reason:budget 人员减少",
	})
	if n := len(d.Outline.Contents); n != 5 {
		t.Errorf("%d entries of the contents, want 5: two ran together", n)
	}
	for _, h := range d.Outline.Headings {
		if h.Kind == budget.PartHeading && h.ID == "narrative" && !strings.HasSuffix(h.Text, "情况说明") {
			t.Errorf("the heading of a part goes on in the next line: %q", h.Text)
		}
	}
}

// province is a budget of a province that no profile is for, in the form of the
// Ministry's sample tables.
func province(public string) []string {
	return []string{
		"某某省某某厅2025年部门预算", "目录", "第一部分 部门概况", "第二部分 2025年部门预算表", "第三部分 2025年部门预算情况说明", "第四部分 名词解释",
		"第二部分 2025年部门预算表",
		"部门收支总表", "单位：万元",
		rowsOf("收入>|支出>", "项目|预算数|项目|预算数", "一、一般公共预算拨款收入|100.00|一、一般公共服务支出|90.00", "二、政府性基金预算拨款收入||二、卫生健康支出|12.00",
			"本年收入合计|100.00|本年支出合计|102.00", "上年结转|2.00|结转下年|", "收入总计|102.00|支出总计|102.00"),
		"部门收入总表", "单位：万元",
		rowsOf("部门（单位）代码|部门（单位）名称|合计|一般公共预算|上年结转", "101|某某厅|102.00|100.00|2.00", "101001|某某厅本级|102.00|100.00|2.00", "合计>|102.00|100.00|2.00"),
		"部门支出总表", "单位：万元",
		rowsOf("科目编码|科目名称|合计|基本支出|项目支出", "201|一般公共服务支出|90.00|80.00|10.00", "20101|人大事务|90.00|80.00|10.00", "合计>|90.00|80.00|10.00"),
		"财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表",
		"一般公共预算“三公”经费支出表", "单位：万元", public,
		"政府性基金预算支出表", "国有资本经营预算支出表", rowsOf("科目编码|科目名称|合计|基本支出|项目支出", "合计>|||"),
		"部门债务收支预算表", rowsOf("科目编码|科目名称|合计|基本支出|项目支出", "231|债务还本支出|9.99||9.99"),
		"第三部分 2025年部门预算情况说明", "一、其他情况", "有3项。", "三、支出预算情况说明", "2025年支出预算90.00万元，其中：基本支出80.00万元，占88.89%；项目支出10.00万元，占11.11%。",
	}
}

func TestAnUnknownProvince(t *testing.T) {
	across := rowsOf("2024年预算数>>>>>|2025年预算数>>>>>", "合计^|因公出国（境）费^|公务用车购置及运行费>>|公务接待费^|合计^|因公出国（境）费^|公务用车购置及运行费>>|公务接待费^",
		"小计|公务用车购置费|公务用车运行费|小计|公务用车购置费|公务用车运行费", "9.00|||||9.00|3.00||2.00||2.00|1.00")
	down := rowsOf("项目|2025年预算数", "合计|3.00", "1、因公出国（境）费用|", "2、公务接待费|1.00", "3、公务用车费|2.00", "其中：公务用车运行维护费|2.00")
	for name, public := range map[string]string{"one row": across, "line by line": down} {
		d := readAs(t, "generic-budget", province(public)...)
		got := cellsOf(d, "T10")
		for _, want := range []string{"T10[合计].合计 3.00", "T10[公务用车购置及运行费].合计 2.00", "T10[公务接待费].合计 1.00"} {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %s is not read: %q", name, want, got)
			}
		}
		same(t, name+": T01", cellsOf(d, "T01"), []string{
			"T01[一般公共预算].金额 100.00", "T01[本年收入合计].金额 100.00", "T01[上年结转].金额 2.00", "T01[收入总计].金额 102.00",
			"T01[201].合计 90.00", "T01[210].合计 12.00", "T01[本年支出合计].合计 102.00", "T01[支出总计].合计 102.00",
		})
		same(t, name+": T03", cellsOf(d, "T03"), []string{
			"T03[201].合计 90.00", "T03[201].基本支出 80.00", "T03[201].项目支出 10.00", "T03[20101].合计 90.00", "T03[20101].基本支出 80.00", "T03[20101].项目支出 10.00",
			"T03[合计].合计 90.00", "T03[合计].基本支出 80.00", "T03[合计].项目支出 10.00",
		})
		if got := cellsOf(d, "T09"); len(got) != 0 {
			t.Errorf("%s: a table that the profile does not know was read as more of the one before: %q", name, got)
		}
		if n := len(cellsOf(d, "T02")); n != 9 {
			t.Errorf("%s: T02 by units has %d amounts, want 9", name, n)
		}
		same(t, name+": 支出", claimsOf(d, "支出"), []string{
			"spending 90.00 T03[合计].合计", "basic 80.00 T03[合计].基本支出", "basic.share 88.89 T03[合计].基本支出", "project 10.00 T03[合计].项目支出", "project.share 11.11 T03[合计].项目支出",
		})
	}
}

// TestThePartsHeadingBreaksInTheUnitsName reads the heading of a part over two lines that break in
// the name of the unit, or right behind it.
func TestThePartsHeadingBreaksInTheUnitsName(t *testing.T) {
	whole := province(rowsOf("项目|2025年预算数", "合计|3.00"))
	at := slices.Index(whole[4:], "第三部分 2025年部门预算情况说明") + 4
	want := readAs(t, "generic-budget", whole...)
	for _, lines := range [][]string{{"第三部分 某某省某某", "厅2025年部门预算情况说明"}, {"第三部分 某某省某某厅", "2025年部门预算情况说明"}} {
		d := readAs(t, "generic-budget", slices.Concat(whole[:at], lines, whole[at+1:])...)
		same(t, lines[0], claimsOf(d, "支出"), claimsOf(want, "支出"))
		if len(d.Outline.Stray) != len(want.Outline.Stray) {
			t.Errorf("%s: not recognised: %v", lines[0], d.Outline.Stray)
		}
	}
}

func TestTheFinalAccountOfAnUnknownProvince(t *testing.T) {
	d := readAs(t, "generic-final",
		"某某省某某厅2024年度部门决算", "第二部分 2024年度部门决算表",
		"收入支出决算总表", "公开01表", "单位：万元",
		rowsOf("收入>>|支出>>", "项目|行次|金额|项目|行次|金额", "栏次||1|栏次||2", "一、一般公共预算财政拨款收入|1|100.00|一、一般公共服务支出|32|100.00", "本年收入合计|27|100.00|本年支出合计|58|100.00", "总计|31|100.00|总计|62|100.00"),
		"收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表",
		"财政拨款“三公”经费支出决算表", "单位：万元",
		rowsOf("预算数>>>>>|决算数>>>>>", "合计^|因公出国（境）费^|公务用车购置及运行维护费>>|公务接待费^|合计^|因公出国（境）费^|公务用车购置及运行维护费>>|公务接待费^",
			"小计|公务用车购置费|公务用车运行维护费|小计|公务用车购置费|公务用车运行维护费", "3.00||2.00||2.00|1.00|2.00||1.50||1.50|0.50"),
		"政府性基金预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表",
	)
	same(t, "T01, with numbers of rows", cellsOf(d, "T01"), []string{
		"T01[一般公共预算].金额 100.00", "T01[本年收入合计].金额 100.00", "T01[收入总计].金额 100.00", "T01[201].合计 100.00", "T01[本年支出合计].合计 100.00", "T01[支出总计].合计 100.00",
	})
	if got := cellsOf(d, "T10"); len(got) != 8 || got[0] != "T10[合计].年初预算 3.00" || got[1] != "T10[合计].合计 2.00" {
		t.Errorf("T10: %q", got)
	}
}

// TestAnotherCity reads a document of another city of the province, of another
// year: the province's profile is the nearest.
func TestAnotherCity(t *testing.T) {
	_, s := page(t, 3)
	s = strings.NewReplacer("大同市", "朔州市", "2023", "2024", "2022", "2023").Replace(s)
	d, err := ingest.Read(ingest.Text, "朔州.txt", []byte(s))
	if err != nil {
		t.Fatal(err)
	}
	if best := readersOfAll(t).Choose(d)[0]; best.Profile.ID != "shanxi-datong-2023-unit" || best.Score < 70 {
		t.Errorf("read by %s, %d", best.Profile.ID, best.Score)
	}
}

// FuzzOtherPlaces reads whatever comes by every built-in profile.
func FuzzOtherPlaces(f *testing.F) {
	for _, lines := range [][]string{shanghai(), province(rowsOf("项目|2025年预算数", "合计|3.00"))} {
		f.Add(strings.Join(lines, "\n"))
	}
	rs := readersOfAll(f)
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<14 {
			return
		}
		d, err := html.Read("made-up.html", []byte("<html><body><p>"+strings.ReplaceAll(s, "\n", "</p>\n<p>")+"</body></html>"))
		if err != nil {
			return
		}
		rs.Choose(d)
		for _, r := range rs {
			for _, section := range r.Read(d).Disclosure.Sections {
				for _, p := range section.Paragraphs {
					for _, c := range p.Claims {
						if c.Start < 0 || c.Start+len(c.Text) > len(p.Text) || p.Text[c.Start:c.Start+len(c.Text)] != c.Text {
							t.Errorf("claim %s %q is not at %d of %q", c.Slot, c.Text, c.Start, p.Text)
						}
					}
				}
			}
		}
	})
}
