package book

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"mingbai/internal/diag"
)

var blank = InitOptions{Profile: "shanxi-2023", Unit: "甲市乙中心", Year: 2023, Texts: []string{"duties", "机构"}, Reasons: []string{"total"}, Totals: []string{"收入总计"}}

// A new book lacks what the unit has to fill in and has no other fault.
func TestNewBookIsOnlyUnfilled(t *testing.T) {
	for name, want := range map[string][]string{
		"book": {
			"错误 INPUT-BLANK book.toml:12 列“unit.kind” “单位类型”未填写〔应为〕可填行政单位、参照公务员法管理的事业单位、公益一类事业单位、公益二类事业单位、生产经营类事业单位、事业单位（未分类）",
			"错误 INPUT-BLANK facts.csv 支出明细一行也没有填写〔应为〕本年支出预算，一行一笔：科目、类别、资金来源和金额。不填合计行",
		},
		"book.xlsx": {
			"错误 INPUT-BLANK book.xlsx 基本信息!B6 “单位类型”未填写〔应为〕可填行政单位、参照公务员法管理的事业单位、公益一类事业单位、公益二类事业单位、生产经营类事业单位、事业单位（未分类）",
			"错误 INPUT-BLANK book.xlsx 支出明细 支出明细一行也没有填写〔应为〕本年支出预算，一行一笔：科目、类别、资金来源和金额。不填合计行",
		},
	} {
		path := filepath.Join(t.TempDir(), name)
		ok(Init(path, blank))
		b, findings := Read(path)
		if got, want := strings.Join(lines(findings), "\n"), strings.Join(want, "\n"); got != want {
			t.Errorf("得\n%s\n应为\n%s", got, want)
		}
		if b.Profile != blank.Profile || b.Year != blank.Year || b.Unit.Name != blank.Unit {
			t.Errorf("%+v", b)
		}
		if err := Init(path, blank); err == nil {
			t.Error("覆盖了已有的账册")
		}
	}
}

func TestNewBookWithNothingKnown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "book")
	ok(Init(path, InitOptions{}))
	_, findings := Read(path)
	for _, f := range findings {
		if f.Rule != "INPUT-BLANK" {
			t.Error(line(f))
		}
	}
	if len(findings) != 5 { // 格式, 年度, 单位名称, 单位类型, 支出明细
		t.Error(strings.Join(lines(findings), "\n"))
	}
	for _, s := range sheets {
		if _, err := os.Stat(filepath.Join(path, s.about().file)); err != nil {
			t.Error(err)
		}
	}
}

func TestNewWorkbookHelps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.xlsx")
	ok(Init(path, blank))
	f, err := excelize.OpenFile(path)
	ok(err)
	defer f.Close()
	for _, s := range sheets {
		a := s.about()
		comments, err := f.GetComments(a.name)
		ok(err)
		if len(comments) != len(a.heads) {
			t.Errorf("%s有%d条批注，应为%d", a.name, len(comments), len(a.heads))
		}
		panes, err := f.GetPanes(a.name)
		ok(err)
		if !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s的列名没有冻结", a.name)
		}
		lists := 0
		for _, h := range a.heads {
			if h.list != nil {
				lists++
			}
		}
		if a.name == "基本信息" {
			lists = 1 // 单位类型
		}
		rules, err := f.GetDataValidations(a.name)
		ok(err)
		if len(rules) != lists {
			t.Errorf("%s有%d个下拉列表，应为%d", a.name, len(rules), lists)
		}
		for _, r := range rules {
			if !inList(f, r.Formula1) {
				t.Errorf("%s的下拉列表%s是空的", a.name, r.Formula1)
			}
		}
	}
	if visible, err := f.GetSheetVisible(codeSheet); err != nil || visible {
		t.Error("代码表没有隐藏")
	}
	columns, err := f.GetCols(codeSheet)
	ok(err)
	for _, c := range columns {
		if c[0] == functionList.name && (len(c) != 1404 || c[1] != "2010101 行政运行") {
			t.Errorf("功能科目%d项，第一项%s", len(c)-1, c[1])
		}
	}
}

// inList reports whether both ends of a list's range hold something.
func inList(f *excelize.File, formula string) bool {
	_, cells, found := strings.Cut(strings.ReplaceAll(formula, "$", ""), "!")
	from, to, two := strings.Cut(cells, ":")
	first, _ := f.GetCellValue(codeSheet, from)
	last, _ := f.GetCellValue(codeSheet, to)
	return found && two && first != "" && last != ""
}

// LibreOffice opens a new workbook, keeps its drop-downs, and gives back a
// workbook that reads the same.
func TestLibreOfficeOpensAWorkbook(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("没有 LibreOffice：apt install libreoffice-calc-nogui")
	}
	if testing.Short() {
		t.Skip("-short")
	}
	dir := t.TempDir()
	ok(Write(filepath.Join(dir, "in.xlsx"), sampleBook()))
	run := func(args ...string) {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		args = append([]string{"--headless", "-env:UserInstallation=file://" + filepath.Join(dir, "profile")}, args...)
		if out, err := exec.CommandContext(ctx, soffice, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v：%s", err, out)
		}
	}
	again := filepath.Join(dir, "again")
	run("--convert-to", "xlsx", "--outdir", again, filepath.Join(dir, "in.xlsx"))
	got, findings := Read(filepath.Join(again, "in.xlsx"))
	if findings.Has(diag.Warning) {
		t.Fatal(strings.Join(lines(findings), "\n"))
	}
	if d := difference(sampleBook(), got); d != "" {
		t.Error(d)
	}
	f, err := excelize.OpenFile(filepath.Join(again, "in.xlsx"))
	ok(err)
	defer f.Close()
	rules, err := f.GetDataValidations("支出明细")
	ok(err)
	if len(rules) != 6 {
		t.Errorf("LibreOffice留下%d个下拉列表，应为6", len(rules))
	}
}
