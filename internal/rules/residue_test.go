package rules

import (
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
)

// adding puts paragraphs at the head of a section of a final account.
func adding(pattern string, texts ...string) edit {
	return func(d *budget.Disclosure) {
		sec := budget.Section{ID: "一", Part: "narrative", Title: "一、收入支出决算总体情况说明"}
		for _, text := range texts {
			p := spoken(text)
			p.Pattern = pattern
			sec.Paragraphs = append(sec.Paragraphs, p)
		}
		d.Sections = append(d.Sections, sec)
	}
}

// What is left over of another year, another unit or another sentence is heard;
// what only looks like it is not.
func TestResidue(t *testing.T) {
	const total = "某县某某局2024年度收入支出总计{income_total=105.00}万元。与2023年度相比，收入支出总计{income_total.direction:less=减少}{income_total.delta:less=5.00}万元，{income_total.verb:less=下降}{income_total.rate:less=4.55}%。主要原因：{income_total.reason=压减会议3次}。"
	for name, c := range map[string]struct {
		rule   string
		change edit
		want   diag.Severity
	}{
		"the years as they should be":            {"TXT-008", adding("一.总体", total), 0},
		"last year's sentence":                   {"TXT-008", adding("一.总体", replaced(total, "局2024年度", "局2023年度")), diag.Error},
		"compared with the year before last":     {"TXT-008", adding("一.总体", replaced(total, "与2023", "与2022")), diag.Error},
		"compared with itself":                   {"TXT-008", adding("一.总体", replaced(total, "与2023", "与2024")), diag.Error},
		"a year of the unit's own words":         {"TXT-008", adding("", "2021年建成的系统转入运行维护。"), 0},
		"another unit":                           {"TXT-009", adding("一.总体", replaced(total, "某县某某局", "某县教育局")), diag.Error},
		"the unit under its short name":          {"TXT-009", adding("一.总体", replaced(total, "某县某某局", "某某局")), 0},
		"a note of another unit":                 {"TXT-009", noted("T08", "注：某县教育局本年度没有政府性基金，故本表无数据。"), diag.Error},
		"a body of the unit":                     {"TXT-009", adding("一.总体", replaced(total, "某县某某局", "某县某某局某某中心")), 0},
		"as before, and an amount":               {"CHG-006", adding("", "公务接待费0万元，与2023年度一致0万元。"), diag.Note},
		"a limit without its unit":               {"NAR-018", adding("", "单价100万（含）以上设备0台（套）。"), diag.Note},
		"a limit with its unit":                  {"NAR-018", adding("", "单价100万元（含）以上设备0台（套）。"), 0},
		"a district twice":                       {"TXT-010", adding("", "根据《某市甲区区政府投资管理办法》执行。"), diag.Note},
		"a district once":                        {"TXT-010", adding("", "根据《某市甲区政府投资管理办法》执行。"), 0},
		"其它 for 其他":                              {"TXT-015", adding("", "其中{gpb_items.name=其它支出@T05[2010602].合计}。"), diag.Warning},
		"an item that runs on":                   {"TXT-024", adding("", "（一）拟订规划。", "（二）负责会计管理。（三）负责国库。", "（四）负责其他工作。"), diag.Note},
		"a list in one paragraph":                {"TXT-024", adding("", "工作如下：（一）拟订规划。（二）负责会计管理。（三）负责国库。"), 0},
		"a clause tied on to names":              {"NAR-014", adding("", "设4个内设机构，包括：办公室、资源和环境处、人事处、按照规定设置机关党委。"), diag.Error},
		"as many names as are said":              {"NAR-014", adding("", "设3个内设机构，包括：办公室、资源和环境处、人事处。"), 0},
		"an amount in 元 that elsewhere is in 万元": {"NAR-027", adding("", "编报绩效目标的项目涉及预算金额598.42万元；绩效自评的项目。", "绩效自评的项目涉及预算金额598.42元。"), diag.Error},
		"amounts in 元 of other figures":          {"NAR-027", adding("", "编报绩效目标的项目涉及预算金额598.42万元。", "人均标准为398.42元。"), 0},
		"two bodies joined":                      {"NAR-014", adding("", "设4个内设机构，包括：办公室、人事处和财务处、业务处。"), 0},
	} {
		d := fullAccount()
		c.change(d)
		if got := loudness(t, d, "shanghai-2024-department-final", c.rule); got != c.want {
			t.Errorf("%s: %s speaks at %v, want %v", name, c.rule, got, c.want)
		}
	}
}

func replaced(text, old, words string) string {
	d := &budget.Disclosure{Sections: []budget.Section{{Paragraphs: []budget.Paragraph{{Text: text}}}}}
	saidInstead(old, words)(d)
	return d.Sections[0].Paragraphs[0].Text
}

// A list after the glossary that is numbered anew is no break in its numbers.
func TestGlossaryNumberedAnew(t *testing.T) {
	d := fullAccount()
	for _, text := range []string{"一、财政拨款收入：指拨款。", "二、事业收入：指收入。", "三、经营收入：指收入。", "四、其他收入：指收入。", "一、附表说明：见附件。", "二、附表：略。"} {
		name := []rune(text)[2:]
		d.Glossary = append(d.Glossary, budget.Term{Name: string(name[:4]), Text: text})
	}
	if got := loudness(t, d, "shanghai-2024-department-final", "GLO-003"); got != 0 {
		t.Errorf("GLO-003 speaks at %v", got)
	}
	d.Glossary = append(d.Glossary[:2], d.Glossary[3:]...)
	if got := loudness(t, d, "shanghai-2024-department-final", "GLO-003"); got != diag.Warning {
		t.Errorf("GLO-003 speaks at %v of a number that is missing", got)
	}
}
