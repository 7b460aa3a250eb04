package book

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

const exportCSV = `单位预算明细导出,,,,,,,,
打印日期：2023-01-05,,,,,,,,
类,款,项,科目名称,经济科目,项目,资金性质,预算数,序号,经办
208,,,社会保障和就业支出,,,,3.41,1,
208,05,05,机关事业单位基本养老保险缴费支出,30108-机关事业单位基本养老保险缴费,,111,3.36,2,甲
215,05,50,事业运行,30101-基本工资,,111,"1,110.84",3,甲
208,11,99,其他残疾人事业支出,,残疾人保障金,111,2.21005,4,乙
合计,,,,,,,"1,116.41",5,
`

const mappingTOML = `header = 3
unit = "万元"
ignore = ["序号"]
[book]
profile = "shanxi-2023"
year = 2023
unit.name = "甲市乙中心"
unit.kind = "公益一类"
[columns]
"功能科目编码" = ["类", "款", "项"]
"功能科目名称" = "科目名称"
"部门经济科目编码" = "经济科目"
"项目名称" = "项目"
"资金来源" = "资金性质"
"金额（元）" = "预算数"
[values."资金来源"]
"111" = "一般公共预算"
[skip]
"类" = "合计"
"款" = ""
`

func writeFiles(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		ok(os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644))
	}
	return dir
}

func TestImport(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(exportCSV)
	ok(err)
	dir := writeFiles(t, map[string]string{"导出.csv": gb, "m.toml": mappingTOML})
	out := filepath.Join(dir, "book")
	findings := Import(filepath.Join(dir, "导出.csv"), filepath.Join(dir, "m.toml"), out)
	want := strings.Join([]string{
		"提示 INPUT-IMPORT 导出.csv 读入3行，金额合计11,164,100.50元；按规则跳过2行：第4行、第8行",
		"提示 INPUT-IMPORT 导出.csv:3 列“序号” 导出表的列“序号”按对应关系不读",
		"警告 INPUT-IMPORT 导出.csv:3 列“经办” 导出表的列“经办”没有对应，没有读",
	}, "\n")
	if got := strings.Join(lines(findings), "\n"); got != want {
		t.Errorf("得\n%s\n应为\n%s", got, want)
	}
	b, findings := Read(out)
	if len(findings) > 0 {
		t.Fatal(lines(findings))
	}
	wantBook := &budget.Book{
		Profile: "shanxi-2023", Year: 2023, Unit: budget.Unit{Name: "甲市乙中心", Kind: "public1"},
		Facts: []budget.Fact{
			{Subject: "2080505", Economic: "30108", Source: "gpb", Amount: money.FromYuan(33600)},
			{Subject: "2150550", Economic: "30101", Source: "gpb", Amount: money.FromYuan(11108400)},
			{Subject: "2081199", Project: "残疾人保障金", Source: "gpb", Amount: 2210050},
		},
		Projects: []budget.Project{{Name: "残疾人保障金"}},
	}
	if d := difference(wantBook, b); d != "" {
		t.Error(d)
	}
}

func TestImportOfAWorkbook(t *testing.T) {
	f := excelize.NewFile()
	for i, l := range strings.Split(strings.TrimSpace(exportCSV), "\n") {
		for j, cell := range strings.Split(strings.ReplaceAll(strings.ReplaceAll(l, `"1,1`, "11"), `"`, ""), ",") {
			name, err := excelize.CoordinatesToCellName(j+1, i+1)
			ok(err)
			if strings.Trim(cell, "0123456789.") == "" && cell != "" {
				ok(f.SetCellDefault("Sheet1", name, strings.TrimLeft(cell, "0"))) // 05 becomes 5
				continue
			}
			ok(f.SetCellStr("Sheet1", name, cell))
		}
	}
	dir := writeFiles(t, map[string]string{"m.toml": mappingTOML})
	ok(f.SaveAs(filepath.Join(dir, "e.xlsx")))
	out := filepath.Join(dir, "book.xlsx")
	findings := Import(filepath.Join(dir, "e.xlsx"), filepath.Join(dir, "m.toml"), out)
	if findings.Has(diag.Error) || len(findings) != 3 {
		t.Fatal(lines(findings))
	}
	b, _ := Read(out)
	if len(b.Facts) != 3 || b.Facts[0].Subject != "2080505" || b.Facts[2].Amount != 2210050 {
		t.Errorf("%+v", b.Facts)
	}
}

func TestWrongImports(t *testing.T) {
	for _, c := range []struct {
		name  string
		edits []edit
		want  []string
	}{
		{"导出表没有的列", []edit{{"m.toml", `"预算数"`, `"预算术"`}}, []string{
			`错误 INPUT-HEAD m.toml:15 e.csv没有列“预算术”〔应为〕类、款、项、科目名称、经济科目、项目、资金性质、预算数、序号、经办〔是否为〕预算数`,
		}},
		{"账册没有的列", []edit{{"m.toml", `"金额（元）"`, `"金额"`}}, []string{
			`错误 INPUT-TOML m.toml:15 列“columns.金额” 账册没有列“金额”〔应为〕功能科目编码、功能科目名称、部门经济科目编码、部门经济科目名称、政府经济科目编码、支出类别、项目名称、资金来源、预算安排、金额（元）`,
		}},
		{"不认识的键和单位", []edit{{"m.toml", `header = 3`, "head = 3\nunits = \"千元\""}, {"m.toml", `unit = "万元"`, `unit = "千元"`}}, []string{
			`错误 INPUT-TOML m.toml:1 列“head” 键“head”不认识〔应为〕sheet、header、unit、ignore、book、columns、constants、values、skip、skip_shorter〔是否为〕header`,
			`错误 INPUT-TOML m.toml:2 列“units” 键“units”不认识〔应为〕sheet、header、unit、ignore、book、columns、constants、values、skip、skip_shorter〔是否为〕unit`,
			`错误 INPUT-TOML m.toml:3 列“unit” 金额单位“千元”不认识，应为元、万元或亿元`,
		}},
		{"缺资金来源", []edit{{"m.toml", `"资金来源" = "资金性质"`, ""}}, []string{
			`错误 INPUT-TOML m.toml 没有说明“资金来源”从哪里来〔应为〕[columns]或[constants]里有“资金来源”`,
		}},
		{"行号不对", []edit{{"m.toml", "header = 3", "header = 4"}}, []string{
			`错误 INPUT-HEAD m.toml:10 e.csv没有列“类”〔应为〕208、、、社会保障和就业支出、、、、3.41、1、`,
			`错误 INPUT-HEAD m.toml:10 e.csv没有列“款”〔应为〕208、、、社会保障和就业支出、、、、3.41、1、`,
			`错误 INPUT-HEAD m.toml:10 e.csv没有列“项”〔应为〕208、、、社会保障和就业支出、、、、3.41、1、`,
			`错误 INPUT-HEAD m.toml:11 e.csv没有列“科目名称”〔应为〕208、、、社会保障和就业支出、、、、3.41、1、`,
			`错误 INPUT-HEAD m.toml:12 e.csv没有列“经济科目”〔应为〕208、、、社会保障和就业支出、、、、3.41、1、`,
			`错误 INPUT-HEAD m.toml:13 e.csv没有列“项目”〔应为〕208、、、社会保障和就业支出、、、、3.41、1、`,
			`错误 INPUT-HEAD m.toml:14 e.csv没有列“资金性质”〔应为〕208、、、社会保障和就业支出、、、、3.41、1、`,
			`错误 INPUT-HEAD m.toml:15 e.csv没有列“预算数”〔应为〕208、、、社会保障和就业支出、、、、3.41、1、`,
			`错误 INPUT-HEAD m.toml:19 e.csv没有列“类”〔应为〕208、、、社会保障和就业支出、、、、3.41、1、`,
			`错误 INPUT-HEAD m.toml:20 e.csv没有列“款”〔应为〕208、、、社会保障和就业支出、、、、3.41、1、`,
		}},
		{"没有对应的值", []edit{{"e.csv", "30101-基本工资,,111", "30101-基本工资,,112"}}, []string{
			`错误 INPUT-SOURCE e.csv:6 列“资金来源” 资金来源“112”不认识〔应为〕一般公共预算拨款、政府性基金预算拨款、国有资本经营预算拨款、财政专户管理资金、单位资金、事业收入、事业单位经营收入、上级补助收入、附属单位上缴收入、其他收入`,
		}},
		{"合计行没有跳过", []edit{{"m.toml", `"类" = "合计"`, ""}, {"m.toml", `"款" = ""`, ""}}, []string{
			`错误 INPUT-BLANK e.csv:4 列“资金来源” “资金来源”未填写`,
			`错误 INPUT-CODE e.csv:4 列“功能科目编码” 208 社会保障和就业支出是类级科目，应填到项级〔应为〕20801 人力资源和社会保障管理事务、20802 民政管理事务、20804 补充全国社会保障基金、20805 行政事业单位养老支出、20806 企业改革补助、20807 就业补助等24个`,
			`错误 INPUT-CODE e.csv:8 列“功能科目编码” “合计”是合计行`,
		}},
		{"金额不足一分", []edit{{"e.csv", "2.21005", "2.2100512"}}, []string{
			`错误 INPUT-AMOUNT e.csv:7 列“金额（元）” “22100.512”多于两位小数：元以下只到分〔应为〕以元为单位的数，至多两位小数，如 22100 或 22,100.50`,
		}},
		{"没有导出表", []edit{{"e.csv", "", ""}}, []string{
			`错误 INPUT-FILE e.csv 打不开e.csv：没有这个文件`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"e.csv": exportCSV, "m.toml": mappingTOML}
			for _, e := range c.edits {
				apply(t, files, e)
			}
			dir := writeFiles(t, files)
			out := filepath.Join(dir, "book")
			findings := Import(filepath.Join(dir, "e.csv"), filepath.Join(dir, "m.toml"), out)
			var loud diag.Findings
			for _, f := range findings {
				if f.Rule != "INPUT-IMPORT" {
					loud = append(loud, f)
				}
			}
			got := strings.Join(lines(loud), "\n")
			if want := strings.Join(c.want, "\n"); got != want {
				t.Errorf("得\n%s\n应为\n%s", got, want)
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("有错误却写了账册")
			}
		})
	}
}

func TestImportDoesNotOverwrite(t *testing.T) {
	dir := writeFiles(t, map[string]string{"e.csv": exportCSV, "m.toml": mappingTOML})
	findings := Import(filepath.Join(dir, "e.csv"), filepath.Join(dir, "m.toml"), dir)
	if !findings.Has(diag.Error) || !strings.Contains(findings[0].Message, "已经存在") {
		t.Error(lines(findings))
	}
}
