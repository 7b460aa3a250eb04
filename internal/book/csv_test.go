package book

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
)

// The forms in which spreadsheets save CSV files say the same.
func TestFormsOfCSV(t *testing.T) {
	gb := func(s string) string {
		out, err := simplifiedchinese.GB18030.NewEncoder().String(strings.TrimPrefix(s, "\ufeff"))
		ok(err)
		return out
	}
	crlf := func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }
	quoted := func(s string) string {
		rows := strings.Split(strings.TrimSuffix(strings.TrimPrefix(s, "\ufeff"), "\n"), "\n")
		for i, r := range rows {
			rows[i] = `"` + strings.ReplaceAll(r, ",", `","`) + `"`
		}
		return "\ufeff" + strings.Join(rows, "\r\n")
	}
	for name, form := range map[string]func(string) string{
		"没有标记":         func(s string) string { return strings.TrimPrefix(s, "\ufeff") },
		"回车换行":         crlf,
		"GB18030":      gb,
		"GB18030 回车换行": func(s string) string { return gb(crlf(s)) },
		"全部加引号":        quoted,
		"末尾空行":         func(s string) string { return s + ",,,,,,,,,\n\n \n" },
		"多余的空列":        func(s string) string { return strings.ReplaceAll(s, "\n", ",,\n") },
		"列名前有空格":       func(s string) string { return strings.Replace(s, "功能科目名称", " 功能科目名称 ", 1) },
		"列名括号半角":       func(s string) string { return strings.Replace(s, "金额（元）", "金额(元)", 1) },
	} {
		t.Run(name, func(t *testing.T) {
			files := sampleFiles()
			files["facts.csv"] = form(files["facts.csv"])
			got, findings := ReadFS(folder(files))
			if len(findings) > 0 {
				t.Error(strings.Join(lines(findings), "\n"))
			}
			if d := difference(sampleBook(), got); d != "" {
				t.Error(d)
			}
		})
	}
}

// Every line of a book knows where it stood.
func TestPlacesOfRows(t *testing.T) {
	b, _ := ReadFS(folder(sampleFiles()))
	w, _ := readBytes(sampleWorkbook(t, nil))
	for _, c := range []struct{ got, want string }{
		{b.Facts[1].Ref.Source(), "facts.csv:3"},
		{b.Projects[0].Ref.Source(), "projects.csv:2"},
		{b.Projects[0].Indicators[1].Ref.Source(), "indicators.csv:3"},
		{b.Texts[1].Ref.Source(), "book.toml:29"},
		{b.PriorTotal[0].Ref.Source(), "prior_totals.csv:2"},
		{w.Facts[1].Ref.Source(), "账册.xlsx 支出明细!J3"},
		{w.Projects[0].Ref.Source(), "账册.xlsx 项目!A2"},
		{w.Texts[1].Ref.Source(), "账册.xlsx 文字说明!A3"},
		{w.Staff[1].Ref.Source(), "账册.xlsx 人员!A3"},
	} {
		if c.got != c.want {
			t.Errorf("%s，应为%s", c.got, c.want)
		}
	}
}

func TestTooManyFindingsAreCutShort(t *testing.T) {
	files := sampleFiles()
	files["vehicles.csv"] = "名称,数量,是否在账\n" + strings.Repeat("车,x,y\n", 20000)
	_, findings := ReadFS(folder(files))
	if len(findings) != maxFindings+1 || findings[maxFindings].Message != "问题太多，另有35000处没有列出" {
		t.Errorf("%d %s", len(findings), line(findings[len(findings)-1]))
	}
}

func TestHugeFilesAreRefused(t *testing.T) {
	for name, content := range map[string]string{
		"vehicles.csv": "名称,数量,是否在账\n" + strings.Repeat("车,1,是\n", maxRows+5),
		"staff.csv":    strings.Repeat(",", 500) + "x\n",
		"book.toml":    "a = " + strings.Repeat("[", 3<<20),
		"services.csv": "名称\n" + strings.Repeat("长", maxCell) + "\n",
	} {
		files := sampleFiles()
		files[name] = content
		_, findings := ReadFS(folder(files))
		if !findings.Has(diag.Error) || findings[0].Ref.File != name {
			t.Errorf("%s：%v", name, lines(findings))
		}
	}
}

// BenchmarkRead reads a book with 5,600 lines.
func BenchmarkRead(b *testing.B) {
	files := sampleFiles()
	var facts strings.Builder
	facts.WriteString("功能科目编码,功能科目名称,部门经济科目编码,支出类别,资金来源,金额（元）\n")
	items := budget.Functions().All()
	for i, n := 0, 0; n < 5600; i = (i + 1) % len(items) {
		if s := items[i]; s.Level == 3 {
			bought := []string{"30101", "30102", "30103", "30201"}[n/1403]
			facts.WriteString(s.Code + "," + s.Name + "," + bought + ",基本支出,一般公共预算,22100.50\n")
			n++
		}
	}
	files["facts.csv"] = facts.String()
	fsys := folder(files)
	for b.Loop() {
		if _, findings := ReadFS(fsys); findings.Has(diag.Error) {
			b.Fatal(lines(findings)[0])
		}
	}
}
