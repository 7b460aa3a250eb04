package rules

import (
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/profile"
)

var txtFixtures = map[string]pair{
	"TXT-001": {wrong: field("overview", "<p>保障工作运行</p>")},
	"TXT-002": {wrong: say("一", "人员减少。；其他")},
	"TXT-003": {wrong: field("overview", "<p>"+strings.Repeat("保障离退休干部活动；", 12)+"组织活</p>")},
	"TXT-004": {n: 2, before: project("甲项目经费等"), wrong: func(d *budget.Disclosure) { rowOf(d, "甲项目经费等").Name = "等 甲项目经费" }},
	"TXT-005": {wrong: say("一", "其中,主要用于")},
	"TXT-006": {wrong: say("一", "共 12万元")},
	"TXT-007": {wrong: say("一", "主要原因是XX。")},
	"TXT-008": {wrong: say("三", "2020年度支出预算100.00万元。")},
	"TXT-009": {wrong: say("九", "本部门各单位采购情况如上。")},
	"TXT-010": {wrong: say("一", "比上年增加增加。")},
	"TXT-011": {wrong: say("一", "负责管理和、服务。")},
	"TXT-012": {wrong: field("basis", "财预[2020]8号")},
	"TXT-013": {wrong: say("三", "其中1,234.00万元、2345.00万元。")},
	"TXT-014": {wrong: say("三", "其中149 .90万元。")},
	"TXT-015": {wrong: say("三", "财政拔款增加。")},
	"TXT-016": {before: both(everyField("body", "083-某局"), everyField("date", "20221230")), wrong: field("body", "083-某局[部门]")},
	"TXT-017": {wrong: say("七", "三公经费减少。")},
	"TXT-018": {wrong: say("一", "⼀般公共预算。")},
	"TXT-019": {wrong: both(say("三", "这一句话说了两遍而且足够长所以看得出来是重复的。"), say("三", "这一句话说了两遍而且足够长所以看得出来是重复的。"))},
	"TXT-020": {n: 2, before: everyField("executor", ""), wrong: both(projects(2), everyField("executor", "示例市信息推广中心"), field("executor", "信息中心"))},
	"TXT-021": {before: func(d *budget.Disclosure) {
		d.Unit.Name = "示例市信息推广中心"
		say("概况二", "由示例市墙体材料改革办公室、示例市信息站合并。")(d)
	}, wrong: field("overview", "原墙体材料中心的人员经费")},
	"TXT-022": {wrong: func(d *budget.Disclosure) { d.Tables[2].Title = "2021年预算支出总表" }},
	"TXT-023": {before: undated, wrong: say("一", "截至2020年12月31日，车辆2辆。")},
	"TXT-024": {wrong: func(d *budget.Disclosure) {
		s := &d.Sections[len(d.Sections)-1]
		s.Paragraphs[len(s.Paragraphs)-1].Text = "本单位没有其他需要说明的事项，特此说明以供社会各界监督"
	}},
	"TXT-025": {wrong: say("一", "拟从2020年起实施。")},
	"TXT-027": {wrong: say("一", "具体包括（列示至基层预算单位）：")},
	"TXT-028": {wrong: say("一", "“行政运行（项）924.15万元。")},
	"TXT-029": {wrong: say("一", strings.Repeat("甲比2022年预算增加1.00万元。", 3)+"乙比2022年决算增加1.00万元。")},
}

// project makes a row of T12 with a form of that name.
func project(name string) edit {
	return func(d *budget.Disclosure) {
		t := d.Table("T12")
		cells := make([]budget.Cell, len(t.Panels[0].Columns))
		t.Panels[0].Lines = append(t.Panels[0].Lines, budget.Line{Key: name, Name: name, Cells: cells})
		d.Projects = append(d.Projects, budget.Project{Name: name, HasForm: true})
	}
}

// projects adds forms.
func projects(n int) edit {
	return func(d *budget.Disclosure) {
		for range n {
			d.Projects = append(d.Projects, budget.Project{Name: "乙项目", HasForm: true})
		}
	}
}

func rowOf(d *budget.Disclosure, key string) *budget.Line { return line(d, "T12", key) }

// heard is what a rule says of a paragraph of the narrative.
func heard(t *testing.T, rule, text string) []diag.Finding {
	t.Helper()
	d, p := clean(t, 0)
	say("三", text)(d)
	var out []diag.Finding
	for _, f := range textRules().Check(check.New(d, p)).Findings {
		if f.Rule == rule {
			out = append(out, f)
		}
	}
	return out
}

// TestTextRulesOnSentences holds the rules of words to what they must hear and
// what they must not.
func TestTextRulesOnSentences(t *testing.T) {
	for _, tt := range []struct {
		rule, text string
		want       bool
	}{
		{"TXT-001", "单价<5万元且数量>3件。", false},
		{"TXT-001", "见<br/>下行。", true},
		{"TXT-001", "合计#REF!万元。", true},
		{"TXT-001", "null值的处理。", true},
		{"TXT-001", "采购nullsoft软件。", false},
		{"TXT-002", "他说“是的。”、“好的。”", false},
		{"TXT-002", "等等……，其他——另外。", false},
		{"TXT-002", "人员减少；；", true},
		{"TXT-007", "《XX办法》规定的。", false},
		{"TXT-007", "购置XXL工作服。", false},
		{"TXT-007", "某某单位的。", true},
		{"TXT-008", "2020年预算执行中追加100.00万元。", false},
		{"TXT-008", "2020年支出预算100.00万元。", true},
		{"TXT-008", "2020年财政拨款结转100.00万元。", false},
		{"TXT-008", "与2019年预算数相同。", true},
		{"TXT-008", "与2022年预算数相同。", false},
		{"TXT-008", "较2019年末增加。", false},
		{"TXT-008", "主要原因是，2020年预算执行中追加100.00万元。", false},
		{"TXT-008", "自2001年起执行住房补贴预算100.00万元。", false},
		{"TXT-008", "2022年预算数100.00万元。", false},
		{"TXT-008", "甲与2022年持平；乙与2022年预算持平；丙比2022年增加1.00万元；丁与2022年持平；戊与2021年持平。", true},
		{"TXT-008", "甲与2022年持平；乙与2021年持平；丙比2022年增加1.00万元；丁与2021年持平。", false},
		{"TXT-008", "2022年度本单位共有车辆2辆。", true},
		{"TXT-008", "2023年度本单位共有车辆2辆，与2022年度本单位一样。", false},
		{"TXT-008", "本单位2022年度决算公开后没有变化。", false},
		{"TXT-008", "202年度预算安排。", true},
		{"TXT-008", "有202年历史，编号202年代。", false},
		{"TXT-008", strings.Repeat("“一般行政（项）”2023年度预算1万元，2022年度预算2万元。", 6) + "“行政运行（项）”2023年度预算1万元，2021年度预算2万元。", true},
		{"TXT-008", strings.Repeat("“一般行政（项）”2023年度预算1万元，2022年度预算2万元。", 7), false},
		{"TXT-010", "实行一个一个核对。", false},
		{"TXT-010", "达到预期目的的实现。", false},
		{"TXT-010", "为了了解情况，普及及时。", false},
		{"TXT-010", "工作的的开展。", true},
		{"TXT-010", "主要原因主要原因是。", true},
		{"TXT-011", "广泛参与，逐步普及。费用总和，收支缓和。", false},
		{"TXT-011", "开展服务及，其他。", true},
		{"TXT-011", "兴和、商都等县。", false},
		{"TXT-012", "财预〔2020〕8号、（2023年度）第3号。", false},
		{"TXT-012", "财预（2020）8号。", true},
		{"TXT-013", "其中1,234.00万元、2,345.00万元。", false},
		{"TXT-013", "共１２人。", true},
		{"TXT-013", "共12．50万元。", true},
		{"TXT-014", "共149.90 万元，其中 3 项。", false},
		{"TXT-014", "共1,61 9.63万元。", true},
		{"TXT-015", "《帐户管理办法》。", false},
		{"TXT-015", "开立帐户。", true},
		{"TXT-017", "“三公”经费、三公里道路、三公开。", false},
		{"TXT-018", "编码\uFFFD。", true},
		{"TXT-013", "共3，518.85万元。", true},
		{"TXT-013", "分别为3，5，18万元。", false},
		{"TXT-025", "拟从2023年起。", false},
		{"TXT-027", "其他收入（若无，则写“无”）。", true},
		{"TXT-027", "单价50万元（含）以上设备（不含车辆）2台（套）。", false},
		{"TXT-028", "“行政运行（项)”924.15万元。", false},
		{"TXT-028", "1）办公费；2)水费；（三）电费。", false},
		{"TXT-028", "“事业单位离退休（项）＂359.34万元。", true},
		{"TXT-028", "《管理办法（试行）。", true},
		{"TXT-028", "维修（护费）、会议费）。", true},
		{"TXT-029", "甲支出预算100.00万元，与2022年预算持平；乙与2022年决算持平；丙与2022年预算持平。", true},
		{"TXT-029", "乙与2022年决算持平。", false},
		{"TXT-029", "2023年政府采购决算100.00万元。", true},
		{"TXT-029", "2023年支出预算100.00万元，2022年决算90.00万元。", false},
		{"TXT-029", "工程竣工决算100.00万元。", false},
		{"TXT-029", "按时公开预算、决算，公开预算后及时公开决算。", false},
		{"DAT-004", "于2023年2月30日施行。", true},
		{"DAT-004", "于2024年2月29日施行。", false},
		{"DAT-007", "晋财预〔2032〕8号。", true},
		{"DAT-007", "晋财预〔2021〕8号。", false},
		{"SEC-001", "联系人电话13812345678。", true},
		{"SEC-001", "办公电话：0352-2345678。", false},
		{"SEC-001", "项目资金13812345678元。", false},
		{"SEC-001", "身份证号11010519491231002X。", true},
		{"SEC-001", "批次号110105194912310021。", false},
		{"SEC-001", "卡号6222020000000000000。", true},
		{"SEC-001", "账号：140500012345。", true},
		{"SEC-001", "财政专户管理资金账户。", false},
		{"SEC-002", "秘密★1年", true},
		{"SEC-002", "保守国家秘密，对不予公开的事项。", false},
	} {
		if got := len(heard(t, tt.rule, tt.text)) > 0; got != tt.want {
			t.Errorf("%s on %s: %v", tt.rule, tt.text, got)
		}
	}
}

// TestPersonalNumbersAreNeverRepeated: a finding about a number does not show it.
func TestPersonalNumbersAreNeverRepeated(t *testing.T) {
	const number = "13812345678"
	found := heard(t, "SEC-001", "联系人电话"+number+"。")
	if len(found) != 1 {
		t.Fatal(found)
	}
	f := found[0]
	shown := f.Message + f.Ref.Text + f.Expected + f.Nearest
	for _, e := range f.Evidence {
		shown += e.Value + e.Ref.Text
	}
	if strings.Contains(shown, number) || !strings.Contains(f.Message, "138******78") {
		t.Errorf("%+v", f)
	}
}

func BenchmarkTextRules(b *testing.B) {
	set, err := profile.Open("")
	if err != nil {
		b.Fatal(err)
	}
	made := generate.Book(11, 3)
	p, err := set.Load(made.Profile)
	if err != nil {
		b.Fatal(err)
	}
	d, _ := compose.Compile(made, p, compose.Independent)
	cat := textRules()
	for b.Loop() {
		cat.Check(check.New(d, p))
	}
}

// undated leaves out the day that a budget's assets are of.
func undated(d *budget.Disclosure) {
	for i := range d.Sections {
		for j := range d.Sections[i].Paragraphs {
			p := &d.Sections[i].Paragraphs[j]
			p.Text = strings.ReplaceAll(p.Text, "截至", "到了")
		}
	}
}
