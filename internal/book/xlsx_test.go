package book

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// sampleWorkbook is the sample book as a workbook, changed by a function.
func sampleWorkbook(t testing.TB, change func(*excelize.File)) []byte {
	t.Helper()
	data, err := workbookOf(draftOf(sampleBook()), "")
	if err != nil {
		t.Fatal(err)
	}
	if change == nil {
		return data
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	change(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readBytes(data []byte) (*budget.Book, diag.Findings) {
	return ReadWorkbook("账册.xlsx", bytes.NewReader(data), int64(len(data)))
}

// ok makes a fault of preparing a test loud.
func ok(err error) {
	if err != nil {
		panic(err)
	}
}

func set(sheet, cell string, value any) func(*excelize.File) {
	return func(f *excelize.File) { ok(f.SetCellValue(sheet, cell, value)) }
}

func raw(sheet, cell, value string) func(*excelize.File) {
	return func(f *excelize.File) { ok(f.SetCellDefault(sheet, cell, value)) }
}

var wrongWorkbooks = []struct {
	name   string
	change func(*excelize.File)
	want   []string
}{
	{"功能科目编码不存在", set("支出明细", "A2", "2150551"), []string{
		`错误 INPUT-CODE 账册.xlsx 支出明细!A2 支出功能分类没有编码2150551〔应为〕项级编码，7位数字〔是否为〕2150550 事业运行`,
	}},
	{"编码填到款级，是数", raw("支出明细", "A2", "21505"), []string{
		`错误 INPUT-CODE 账册.xlsx 支出明细!A2 21505 工业和信息产业监管是款级科目，应填到项级〔应为〕2150501 行政运行、2150502 一般行政管理事务、2150503 机关服务、2150505 战备应急、2150507 专用通信、2150508 无线电及信息通信监管等10个`,
	}},
	{"从下拉列表选的名称不符", set("支出明细", "A2", "2150550 行政运行"), []string{
		`错误 INPUT-NAME 账册.xlsx 支出明细!A2 2150550的名称是“事业运行”，写作“行政运行”〔应为〕事业运行`,
	}},
	{"金额是文字", set("支出明细", "J2", "约110万"), []string{
		`错误 INPUT-AMOUNT 账册.xlsx 支出明细!J2 “约110万”不是金额〔应为〕以元为单位的数，至多两位小数，如 22100 或 22,100.50`,
	}},
	{"金额是日期", func(f *excelize.File) {
		id, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		ok(err)
		ok(f.SetCellDefault("支出明细", "J3", "44931"))
		ok(f.SetCellStyle("支出明细", "J3", "J3", id))
	}, []string{
		`错误 INPUT-AMOUNT 账册.xlsx 支出明细!J3 “2023-01-05”是日期，不是金额〔应为〕金额（元）`,
	}},
	{"金额多于两位小数", raw("支出明细", "J2", "1108400.125"), []string{
		`错误 INPUT-AMOUNT 账册.xlsx 支出明细!J2 “1108400.125”多于两位小数：元以下只到分〔应为〕以元为单位的数，至多两位小数，如 22100 或 22,100.50`,
	}},
	{"金额是负数", raw("支出明细", "J2", "-5"), []string{
		`错误 INPUT-AMOUNT 账册.xlsx 支出明细!J2 “-5”是负数〔应为〕不为负的金额`,
	}},
	{"数据区有合并单元格", func(f *excelize.File) { ok(f.MergeCell("支出明细", "A4", "A5")) }, []string{
		`错误 INPUT-MERGED 账册.xlsx 支出明细!A4 A4:A5是合并单元格`,
		`错误 INPUT-BLANK 账册.xlsx 支出明细!A5 “功能科目编码”未填写`,
	}},
	{"缺少支出明细，名称相近", func(f *excelize.File) { ok(f.SetSheetName("支出明细", "支出明细表")) }, []string{
		`错误 INPUT-SHEET 账册.xlsx 缺少工作表“支出明细”〔应为〕本年支出预算，一行一笔：科目、类别、资金来源和金额。不填合计行〔是否为〕支出明细表`,
		`警告 INPUT-SHEET 账册.xlsx 支出明细表 工作表“支出明细表”不是账册的表，没有读〔是否为〕支出明细`,
	}},
	{"缺少基本信息", func(f *excelize.File) { ok(f.DeleteSheet("基本信息")) }, []string{
		`错误 INPUT-SHEET 账册.xlsx 缺少工作表“基本信息”〔应为〕单位和年度`,
	}},
	{"列名不认识", set("车辆", "C1", "在账"), []string{
		`错误 INPUT-HEAD 账册.xlsx 车辆!A1 缺少列“是否在账”〔应为〕第一行有“是否在账”：是或否`,
		`错误 INPUT-HEAD 账册.xlsx 车辆!C1 列名“在账”不认识〔应为〕名称、数量、是否在账、说明〔是否为〕是否在账`,
	}},
	{"年度和单位类型不对", func(f *excelize.File) {
		ok(f.SetCellValue("基本信息", "B3", 1999))
		ok(f.SetCellValue("基本信息", "B6", "公益三类"))
	}, []string{
		`错误 INPUT-YEAR 账册.xlsx 基本信息!B3 年度“1999”不对〔应为〕2000至2100之间的年份`,
		`错误 INPUT-UNIT 账册.xlsx 基本信息!B6 单位类型“公益三类”不认识〔应为〕行政单位、参照公务员法管理的事业单位、公益一类事业单位、公益二类事业单位、生产经营类事业单位、事业单位（未分类）`,
	}},
	{"必填的没有填", func(f *excelize.File) {
		ok(f.SetCellValue("基本信息", "B2", ""))
		ok(f.RemoveRow("基本信息", 4))
	}, []string{
		`错误 INPUT-BLANK 账册.xlsx 基本信息 “单位名称”未填写〔应为〕单位的全名`,
		`错误 INPUT-BLANK 账册.xlsx 基本信息!B2 “格式”未填写〔应为〕所用的公开格式，如 shanxi-2023；mingbai profiles 列出全部`,
	}},
	{"项目名称不认识", set("基本信息", "A5", "单位编号"), []string{
		`错误 INPUT-CHOICE 账册.xlsx 基本信息!A5 项目“单位编号”不认识〔应为〕格式、年度、单位名称、单位编码、单位类型、级次、规格、主管部门编码、主管部门名称〔是否为〕单位编码`,
	}},
	{"两行相同", set("支出明细", "I5", "当年"), []string{
		`错误 INPUT-TWICE 账册.xlsx 支出明细!J5 科目、类别、项目、资金来源和预算安排与J4相同〔应为〕每笔只填一行`,
	}},
	{"文字重复", set("文字说明", "A3", "duties"), []string{
		`错误 INPUT-TWICE 账册.xlsx 文字说明!A3 名称与A2相同〔应为〕每笔只填一行`,
	}},
	{"隐藏的行也读", func(f *excelize.File) {
		ok(f.SetRowVisible("支出明细", 2, false))
		ok(f.SetCellValue("支出明细", "A2", "2150551"))
	}, []string{
		`错误 INPUT-CODE 账册.xlsx 支出明细!A2 支出功能分类没有编码2150551〔应为〕项级编码，7位数字〔是否为〕2150550 事业运行`,
	}},
	{"支出明细空着", func(f *excelize.File) {
		for range 4 {
			ok(f.RemoveRow("支出明细", 2))
		}
	}, []string{
		`错误 INPUT-BLANK 账册.xlsx 支出明细 支出明细一行也没有填写〔应为〕本年支出预算，一行一笔：科目、类别、资金来源和金额。不填合计行`,
	}},
	{"表中间的坏格", func(f *excelize.File) {
		ok(f.SetCellValue("人员", "B2", 20.5))
		ok(f.SetCellValue("车辆", "C2", true))
	}, []string{
		`错误 INPUT-COUNT 账册.xlsx 人员!B2 “20.5”不是数量〔应为〕不为负的整数`,
		`错误 INPUT-CHOICE 账册.xlsx 车辆!C2 “TRUE”不在可填的范围〔应为〕是、否`,
	}},
}

func TestWrongWorkbooks(t *testing.T) {
	for _, c := range wrongWorkbooks {
		t.Run(c.name, func(t *testing.T) {
			_, findings := readBytes(sampleWorkbook(t, c.change))
			got := strings.Join(lines(findings), "\n")
			if want := strings.Join(c.want, "\n"); got != want {
				t.Errorf("得\n%s\n应为\n%s", got, want)
			}
		})
	}
}

// What a spreadsheet does to a book without changing what it says.
func TestInnocentWorkbooks(t *testing.T) {
	percentStyle := func(f *excelize.File) int {
		id, err := f.NewStyle(&excelize.Style{NumFmt: 9})
		ok(err)
		return id
	}
	for _, c := range []struct {
		name   string
		change func(*excelize.File)
		want   func(*budget.Book)
	}{
		{"编码是数", raw("支出明细", "A2", "2150550"), nil},
		{"编码是科学记数", raw("支出明细", "A2", "2.15055E6"), nil},
		{"编码后面有名称", set("支出明细", "A2", "2150550 事业运行"), nil},
		{"编码和名称连写", set("支出明细", "A2", "２１５０５５０事业运行"), nil},
		{"金额是文字格式的数", set("支出明细", "J2", " 1,108,400.00 "), nil},
		{"二进制小数的尾数", raw("支出明细", "J5", "0.50000000000000011"), nil},
		{"公式有结果", func(f *excelize.File) {
			ok(f.SetCellDefault("支出明细", "J2", "1108400"))
		}, nil},
		{"末尾空行", func(f *excelize.File) { ok(f.SetCellValue("支出明细", "A900", " \u3000")) }, nil},
		{"行的高度设到最后一行", func(f *excelize.File) { ok(f.SetRowHeight("车辆", 1048576, 20)) }, nil},
		{"指标值是百分数格式", func(f *excelize.File) {
			ok(f.SetCellDefault("绩效指标", "E2", "0.95"))
			ok(f.SetCellStyle("绩效指标", "E2", "E2", percentStyle(f)))
		}, func(b *budget.Book) { b.Projects[0].Indicators[0].TermValue = "95%" }},
		{"填报日期是日期", func(f *excelize.File) {
			ok(f.SetCellValue("项目", "AC2", time.Date(2022, 12, 30, 0, 0, 0, 0, time.UTC)))
		}, func(b *budget.Book) { b.Projects[0].Date = "2022-12-30" }},
		{"富文本", func(f *excelize.File) {
			ok(f.SetCellRichText("车辆", "A2", []excelize.RichTextRun{{Text: "小"}, {Text: "客车", Font: &excelize.Font{Bold: true}}}))
		}, nil},
		{"列换了次序，括号半角", func(f *excelize.File) {
			ok(f.SetCellValue("三公经费", "A1", "资金来源"))
			ok(f.SetCellValue("三公经费", "B1", "项 目"))
			ok(f.SetCellValue("三公经费", "C1", "本年金额(元)"))
			for _, line := range []string{"2", "3"} {
				item, err := f.GetCellValue("三公经费", "A"+line)
				ok(err)
				ok(f.SetCellValue("三公经费", "B"+line, item))
				ok(f.SetCellValue("三公经费", "A"+line, "一、一般公共预算"))
			}
		}, nil},
		{"数据区外的合并", func(f *excelize.File) { ok(f.MergeCell("支出明细", "A40", "C42")) }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, findings := readBytes(sampleWorkbook(t, c.change))
			if len(findings) > 0 {
				t.Errorf("%s", strings.Join(lines(findings), "\n"))
			}
			want := sampleBook()
			if c.want != nil {
				c.want(want)
			}
			if d := difference(want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestFormulaThatWasNeverComputed(t *testing.T) {
	data := patch(t, sampleWorkbook(t, nil), "xl/worksheets/sheet2.xml", func(s string) string {
		return strings.Replace(s, "<v>1108400</v>", "<f>1+1</f>", 1)
	})
	_, findings := readBytes(data)
	want := "错误 INPUT-AMOUNT 账册.xlsx 支出明细!J2 公式没有结果"
	if len(findings) != 1 || line(findings[0]) != want {
		t.Errorf("%v", lines(findings))
	}
}

func TestFormulaThatFailed(t *testing.T) {
	data := patch(t, sampleWorkbook(t, nil), "xl/worksheets/sheet2.xml", func(s string) string {
		return regexp.MustCompile(`<c r="J2"[^>]*><v>1108400</v>`).ReplaceAllString(s, `<c r="J2" t="e"><f>Sheet9!A1</f><v>#REF!</v>`)
	})
	_, findings := readBytes(data)
	want := "错误 INPUT-AMOUNT 账册.xlsx 支出明细!J2 公式错误 #REF!〔应为〕金额（元）"
	if len(findings) != 1 || line(findings[0]) != want {
		t.Errorf("%v", lines(findings))
	}
}

// patch changes a part of a workbook as text.
func patch(t *testing.T, data []byte, part string, change func(string) string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		rc, err := f.Open()
		ok(err)
		content, err := io.ReadAll(rc)
		ok(err)
		if f.Name == part {
			changed := change(string(content))
			if changed == string(content) {
				t.Fatalf("%s没有改动", part)
			}
			content = []byte(changed)
		}
		fw, err := w.Create(f.Name)
		ok(err)
		_, err = fw.Write(content)
		ok(err)
	}
	ok(w.Close())
	return out.Bytes()
}

func TestFilesThatAreNoWorkbook(t *testing.T) {
	utf16 := func(s string) string {
		var b strings.Builder
		for _, r := range s {
			b.WriteString(string([]byte{byte(r), 0}))
		}
		return b.String()
	}
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	for _, c := range []struct{ name, data, want string }{
		{"空的", "", "文件是空的"},
		{"旧格式", ole + utf16("Workbook"), "是旧格式的文件（.xls、.et、.wps 或 .doc），读不了"},
		{"有密码", ole + utf16("EncryptedPackage"), "工作簿有密码，读不了"},
		{"PDF", "%PDF-1.7 …", "是 PDF，不是工作簿"},
		{"文本", "项目,内容\n", "不是工作簿"},
		{"开放格式", zipOf(map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "是 .ods 等开放格式的文档，读不了"},
		{"Word", zipOf(map[string]string{"word/document.xml": "<x/>"}), "是 Word 文档，不是工作簿"},
		{"别的压缩包", zipOf(map[string]string{"a.txt": "x"}), "压缩包里没有工作簿"},
		{"截断的", string(sampleWorkbook(t, nil)[:4000]), "不是工作簿，或已损坏：zip: not a valid zip file"},
	} {
		b, findings := readBytes([]byte(c.data))
		if b != nil || len(findings) != 1 || findings[0].Message != c.want || findings[0].Ref.File != "账册.xlsx" {
			t.Errorf("%s：%v", c.name, lines(findings))
		}
	}
}

func zipOf(files map[string]string) string {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range files {
		fw, err := w.Create(name)
		ok(err)
		_, err = io.WriteString(fw, content)
		ok(err)
	}
	ok(w.Close())
	return out.String()
}

// A part that says it unpacks to 2 GB is refused before anything is unpacked.
func TestBombThatSaysSo(t *testing.T) {
	data := bomb(t, 2<<30, 2<<30)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, findings := readBytes(data)
	runtime.ReadMemStats(&after)
	wantTooLarge(t, findings)
	if took := after.TotalAlloc - before.TotalAlloc; took > 64<<20 {
		t.Errorf("用了%d字节内存", took)
	}
}

// A part that lies about its size is given up at what it said.
func TestBombThatLies(t *testing.T) {
	b, findings := readBytes(bomb(t, 1<<20, 1<<30))
	if b == nil || !findings.Has(diag.Error) || !strings.Contains(findings[0].Message, "工作簿已损坏") {
		t.Errorf("%v", lines(findings))
	}
}

func wantTooLarge(t *testing.T, findings diag.Findings) {
	t.Helper()
	if len(findings) != 1 || findings[0].Message != "解压后超过128 MB，没有读" || findings[0].Ref.Source() != "账册.xlsx" {
		t.Errorf("%v", lines(findings))
	}
}

// bomb is the sample workbook whose facts unpack to size bytes of spaces, under
// a directory that says another size. Deflate's blocks are made once and
// repeated: each refers to no more than the spaces before it.
func bomb(t *testing.T, says uint64, size int) []byte {
	t.Helper()
	const step = 1 << 20
	spaces := bytes.Repeat([]byte(" "), step)
	var packed bytes.Buffer
	fw, err := flate.NewWriter(&packed, flate.BestSpeed)
	ok(err)
	mark := []int{}
	for range 3 {
		_, err = fw.Write(spaces)
		ok(err)
		ok(fw.Flush())
		mark = append(mark, packed.Len())
	}
	block := bytes.Clone(packed.Bytes()[mark[1]:mark[2]])
	body := bytes.Clone(packed.Bytes()[:mark[1]])
	body = append(body, bytes.Repeat(block, size/step-2)...)

	r, err := zip.NewReader(bytes.NewReader(sampleWorkbook(t, nil)), int64(len(sampleWorkbook(t, nil))))
	ok(err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		if f.Name != "xl/worksheets/sheet2.xml" {
			ok(w.Copy(f))
			continue
		}
		raw, err := w.CreateRaw(&zip.FileHeader{
			Name: f.Name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(spaces),
			CompressedSize64: uint64(len(body)), UncompressedSize64: says,
		})
		ok(err)
		_, err = raw.Write(body)
		ok(err)
	}
	ok(w.Close())
	return out.Bytes()
}

// Numbers as workbooks store them.
func TestPlainNumber(t *testing.T) {
	for in, want := range map[string]string{
		"2080502": "2080502", "2.080502E6": "2080502", "2.080502e+06": "2080502", "1E-2": "0.01", "-0.0": "0",
		"0.30000000000000004": "0.3", "22100.5": "22100.5", "99999999999999.995": "100000000000000",
		"1E400": "", "1e999999999": "", "abc": "", "": "", "1.2.3": "", "-5": "-5", ".5": "0.5", "20221230192730": "20221230192730",
		"1E-300": "0", "000": "0", "2.0221230192730001E13": "20221230192730",
	} {
		if got, ok := plainNumber(in); got != want || ok != (want != "") {
			t.Errorf("%q：%q，应为%q", in, got, want)
		}
	}
	if got := percent("0.955"); got != "95.5%" {
		t.Error(got)
	}
	for code, want := range map[string]numberFormat{
		"0.00%": formatPercent, "yyyy\"年\"m\"月\"": formatDate, "[$-804]yyyy/m/d": formatDate, "#,##0.00\"元\"": formatGeneral,
		"General": formatGeneral, "[h]:mm": formatDate, "#,##0_);[Red](#,##0)": formatGeneral, `0\y`: formatGeneral, "@": formatGeneral,
	} {
		if got := customFormat(code); got != want {
			t.Errorf("%s：%d，应为%d", code, got, want)
		}
	}
	for serial, want := range map[string]string{"44925": "2022-12-30", "1": "1900-01-01", "44925.5": "2022-12-30 12:00:00"} {
		if got, _ := dateOf(serial, false); got != want {
			t.Errorf("%s：%s，应为%s", serial, got, want)
		}
	}
}

// The reader and the library read the same cells from a workbook of amounts.
func TestSameCellsAsTheLibrary(t *testing.T) {
	data := sampleWorkbook(t, nil)
	w, p := openWorkbook("a.xlsx", bytes.NewReader(data), int64(len(data)))
	if p != nil {
		t.Fatal(p.Message)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	ok(err)
	defer f.Close()
	cells := 0
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		ok(err)
		g, p := w.sheet(name, 1)
		if p != nil {
			t.Fatal(p.Message)
		}
		all := append([]gridRow{{line: 1, cells: inputs(g.head)}}, g.rows...)
		for _, r := range all {
			for i, c := range r.cells {
				cells++
				want := clean(rows[r.line-1][i])
				if n, ok := plainNumber(want); ok && c.kind == asNumber {
					want = n // 0.50 is 0.5
				}
				if c.text != want {
					t.Errorf("%s!%s：%q，应为%q", name, cellName(i, r.line), c.text, want)
				}
			}
		}
	}
	if cells < 2000 {
		t.Errorf("只比了%d格", cells)
	}
}

func TestLargeAmountsKeepTheirFen(t *testing.T) {
	b := sampleBook()
	b.Facts[0].Amount = money.Fen(123456789012345678)
	data, err := workbookOf(draftOf(b), "")
	ok(err)
	got, findings := readBytes(data)
	if findings.Has(diag.Error) || got.Facts[0].Amount != b.Facts[0].Amount {
		t.Errorf("%v %v", got.Facts[0].Amount, lines(findings))
	}
}
