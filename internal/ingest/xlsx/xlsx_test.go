package xlsx_test

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/ingest/xlsx"
)

// made is a workbook in the making.
type made struct {
	t     *testing.T
	f     *excelize.File
	sheet string
	box   int
}

func newBook(t *testing.T) *made {
	t.Helper()
	m := &made{t: t, f: excelize.NewFile(), sheet: "Sheet1"}
	var err error
	m.box, err = m.f.NewStyle(&excelize.Style{Border: []excelize.Border{
		{Type: "left", Color: "000000", Style: 1},
		{Type: "right", Color: "000000", Style: 1},
		{Type: "top", Color: "000000", Style: 1},
		{Type: "bottom", Color: "000000", Style: 1},
	}})
	m.must(err)
	return m
}

func (m *made) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

// rows writes rows from a cell on: texts parted by bars.
func (m *made) rows(at string, rows ...string) {
	m.t.Helper()
	col, row, err := excelize.CellNameToCoordinates(at)
	m.must(err)
	for i, r := range rows {
		for k, text := range strings.Split(r, "|") {
			if text != "" {
				name, _ := excelize.CoordinatesToCellName(col+k, row+i)
				m.must(m.f.SetCellStr(m.sheet, name, text))
			}
		}
	}
}

func (m *made) boxed(from, to string) { m.must(m.f.SetCellStyle(m.sheet, from, to, m.box)) }
func (m *made) merge(from, to string) { m.must(m.f.MergeCell(m.sheet, from, to)) }

func (m *made) data() []byte {
	m.t.Helper()
	defer m.f.Close()
	var b bytes.Buffer
	m.must(m.f.Write(&b))
	return b.Bytes()
}

func want(t *testing.T, data []byte, lines ...string) *doc.Document {
	t.Helper()
	d, err := xlsx.Read("a.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines, ingesttest.Lines(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	return d
}

// TestASheetAsBureausMakeIt has a label, a title, both lines, a head of two rows,
// a blank boxed row, and a note.
func TestASheetAsBureausMakeIt(t *testing.T) {
	m := newBook(t)
	m.rows("A1", "预算公开表1", "2023年收支总表", "单位名称：某中心|||单位：万元", "项目||预算数", "名称|编码|小计|其中：基本", "合计||3.00|", "", "工资|30101|1.00|")
	m.rows("A9", "注：本表无结转")
	m.merge("A2", "D2")
	m.merge("A4", "B4")
	m.merge("C4", "D4")
	m.boxed("A4", "D8")
	d := want(t, m.data(), "paragraph 预算公开表1", "paragraph 2023年收支总表", "paragraph 单位名称：某中心", "paragraph 单位：万元",
		"table", "[0+2/1 项目][2+2/1 预算数]", "[0+1/1 名称][1+1/1 编码][2+1/1 小计][3+1/1 其中：基本]",
		"[0+1/1 合计][1+1/1 ][2+1/1 3.00][3+1/1 ]", "[0+1/1 ][1+1/1 ][2+1/1 ][3+1/1 ]", "[0+1/1 工资][1+1/1 30101][2+1/1 1.00][3+1/1 ]",
		"paragraph 注：本表无结转")
	if p := d.Blocks[3].(doc.Paragraph).Place; p.Source() != "a.xlsx Sheet1!D3" {
		t.Errorf("the unit stands at %s", p.Source())
	}
	if p := d.Blocks[4].(*doc.Table).Rows[2].Cells[2].Place; p.Source() != "a.xlsx Sheet1!C6" {
		t.Errorf("the total stands at %s", p.Source())
	}
}

func TestTablesWithoutBoxes(t *testing.T) {
	m := newBook(t)
	m.rows("B2", "收入总表", "单位：万元", "项目|金额", "一、拨款", "财政|1.00", "合计|1.00", "", "支出总表", "项目|金额|备注", "合计|1.00|无", "备注：以上含结转")
	want(t, m.data(), "paragraph 收入总表", "paragraph 单位：万元",
		"table", "[0+1/1 项目][1+1/1 金额]", "[0+1/1 一、拨款][1+1/1 ]", "[0+1/1 财政][1+1/1 1.00]", "[0+1/1 合计][1+1/1 1.00]",
		"paragraph 支出总表", "table", "[0+1/1 项目][1+1/1 金额][2+1/1 备注]", "[0+1/1 合计][1+1/1 1.00][2+1/1 无]", "paragraph 备注：以上含结转")
}

func TestTwoBoxedTablesWithATitleBetween(t *testing.T) {
	m := newBook(t)
	m.rows("A1", "表一|", "甲|1", "表二", "乙|2")
	m.boxed("A2", "B2")
	m.boxed("A4", "B4")
	want(t, m.data(), "paragraph 表一", "table", "[0+1/1 甲][1+1/1 1]", "paragraph 表二", "table", "[0+1/1 乙][1+1/1 2]")
}

func TestATitleInsideTheBox(t *testing.T) {
	m := newBook(t)
	m.rows("A1", "2023年收支总表", "||单位：元", "甲|1|2", "说明：本表含结转，数字取自批复文件，与决算口径不同，请勿直接比较")
	m.merge("A1", "C1")
	m.merge("A4", "C4")
	m.boxed("A1", "C4")
	want(t, m.data(), "paragraph 2023年收支总表", "paragraph 单位：元", "table", "[0+1/1 甲][1+1/1 1][2+1/1 2]",
		"paragraph 说明：本表含结转，数字取自批复文件，与决算口径不同，请勿直接比较")
}

// TestTheUnitInAHead: the unit of money behind a column's title does not make a line of
// the head's row.
func TestTheUnitInAHead(t *testing.T) {
	m := newBook(t)
	m.rows("A1", "收支总表", "收入||支出（单位：万元）", "项目|金额|项目|金额", "甲|1|乙|1", "收入||支出\n单位：万元", "丙|1|丁|1")
	m.merge("A1", "D1")
	m.boxed("A2", "D6")
	for _, row := range []string{"2", "5"} {
		m.merge("A"+row, "B"+row)
		m.merge("C"+row, "D"+row)
	}
	want(t, m.data(), "paragraph 收支总表", "table", "[0+2/1 收入][2+2/1 支出（单位：万元）]",
		"[0+1/1 项目][1+1/1 金额][2+1/1 项目][3+1/1 金额]", "[0+1/1 甲][1+1/1 1][2+1/1 乙][3+1/1 1]",
		"[0+2/1 收入][2+2/1 支出\n单位：万元]", "[0+1/1 丙][1+1/1 1][2+1/1 丁][3+1/1 1]")
}

// TestAHeadOverABlankRow: the cells of a head that reach over a row without any of its own
// do not part the head from its table; a note that reaches over rows parts two tables.
func TestAHeadOverABlankRow(t *testing.T) {
	m := newBook(t)
	m.rows("A1", "项目|合计|其中", "||甲", "", "乙|1|2", "备注：同口径", "", "", "丙|3|4")
	m.merge("A1", "A3")
	m.merge("B1", "B3")
	m.merge("C2", "C3")
	m.merge("A5", "C6")
	want(t, m.data(), "table", "[0+1/2 项目][1+1/2 合计][2+1/1 其中]", "[2+1/1 甲]", "[0+1/1 乙][1+1/1 1][2+1/1 2]",
		"paragraph 备注：同口径", "table", "[0+1/1 丙][1+1/1 3][2+1/1 4]")
}

func TestSpansDown(t *testing.T) {
	m := newBook(t)
	m.rows("A1", "科目|金额|", "|基本|项目", "甲|1|2")
	m.merge("A1", "A2")
	m.merge("B1", "C1")
	m.boxed("A1", "C3")
	want(t, m.data(), "table", "[0+1/2 科目][1+2/1 金额]", "[1+1/1 基本][2+1/1 项目]", "[0+1/1 甲][1+1/1 1][2+1/1 2]")
}

func TestNarrativeInOneCell(t *testing.T) {
	m := newBook(t)
	long := "2023年预算安排100.00万元，比上年增加10.00万元，增长11.11%，主要原因是人员增加，以及业务量上升，相应的办公、差旅等支出增加"
	m.rows("A1", "预算编制说明", "一、总体情况\n　　"+long+"\n二、其他")
	m.boxed("A1", "A2")
	want(t, m.data(), "paragraph 预算编制说明", "paragraph 一、总体情况", "paragraph "+long, "paragraph 二、其他")
}

func TestATitleOverTwoLines(t *testing.T) {
	m := newBook(t)
	m.rows("A1", "2023年度\n收支总表", "甲|1")
	m.boxed("A2", "B2")
	want(t, m.data(), "paragraph 2023年度收支总表", "table", "[0+1/1 甲][1+1/1 1]")
}

func TestWhatIsHiddenIsLeftOut(t *testing.T) {
	m := newBook(t)
	m.rows("A1", "甲|藏列|1", "藏行|x|2", "乙|y|3")
	m.boxed("A1", "C3")
	m.must(m.f.SetColVisible("Sheet1", "B", false))
	m.must(m.f.SetRowVisible("Sheet1", 2, false))
	_, err := m.f.NewSheet("藏表")
	m.must(err)
	m.must(m.f.SetCellStr("藏表", "A1", "看不见"))
	m.must(m.f.SetSheetVisible("藏表", false))
	data := m.data()
	d := want(t, data, "table", "[0+1/1 甲][1+1/1 1]", "[0+1/1 乙][1+1/1 3]")
	if p := d.Blocks[0].(*doc.Table).Rows[1].Cells[1].Place; p.Cell != "C3" {
		t.Errorf("the last cell stands at %s", p.Cell)
	}
	hidden, err := xlsx.Hidden("a.xlsx", data)
	m.must(err)
	var got []string
	for _, h := range hidden {
		got = append(got, h.Source())
	}
	if diff := cmp.Diff([]string{"a.xlsx Sheet1!B1", "a.xlsx Sheet1!A2", "a.xlsx 藏表"}, got); diff != "" {
		t.Errorf("hidden (-want +got):\n%s", diff)
	}
}

func TestValuesOfAllKinds(t *testing.T) {
	m := newBook(t)
	two := "#,##0.00"
	style, err := m.f.NewStyle(&excelize.Style{CustomNumFmt: &two})
	m.must(err)
	m.must(m.f.SetSheetRow("Sheet1", "A1", &[]any{"文字", 1234.5, true, 0.1 + 0.2}))
	m.must(m.f.SetCellStyle("Sheet1", "B1", "B1", style))
	m.must(m.f.SetCellRichText("Sheet1", "A2", []excelize.RichTextRun{{Text: "粗"}, {Text: "细"}}))
	m.must(m.f.SetCellDefault("Sheet1", "B2", "2"))
	m.must(m.f.SetCellFormula("Sheet1", "B2", "1+1"))
	m.must(m.f.SetCellStr("Sheet1", "C2", "_x000D_折\r\n行"))
	want(t, m.data(), "table", "[0+1/1 文字][1+1/1 1,234.50][2+1/1 TRUE][3+1/1 0.3]", "[0+1/1 粗细][1+1/1 2][2+1/1 折\n行][3+1/1 ]")
}

// sheet is a workbook of one sheet from its XML.
func sheet(xml string, parts ...string) []byte {
	return ingesttest.Zip(append([]string{
		"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/styles" Target="styles.xml"/><Relationship Id="rId3" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", xml,
	}, parts...)...)
}

func TestCellsAsOthersWriteThem(t *testing.T) {
	want(t, sheet(`<worksheet><sheetData>
<row><c t="inlineStr"><is><t>无址</t></is></c><c t="str"><f>A1</f><v>算出</v></c><c t="e"><v>#REF!</v></c></row>
<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>9</v></c><c r="D3" t="d"><v>2023-03-15T00:00:00</v></c></row>
</sheetData></worksheet>`, "xl/sharedStrings.xml", `<sst><si><r><t>拼</t></r><rPh><t>pin</t></rPh><r><t>音</t></r></si></sst>`),
		"table", "[0+1/1 无址][1+1/1 算出][2+1/1 #REF!]", "table", "[0+1/1 拼音][1+1/1 ][2+1/1 2023-03-15]")
}

func TestZerosThatTheSheetDoesNotShow(t *testing.T) {
	rows := `<sheetData><row><c t="inlineStr"><is><t>甲</t></is></c><c><v>0</v></c><c><v>1</v></c></row></sheetData></worksheet>`
	want(t, sheet(`<worksheet><sheetViews><sheetView showZeros="0"/></sheetViews>`+rows), "table", "[0+1/1 甲][1+1/1 1]")
	want(t, sheet(`<worksheet><sheetViews><sheetView/></sheetViews>`+rows), "table", "[0+1/1 甲][1+1/1 0][2+1/1 1]")
}

func TestMergedTextUnderAHiddenRow(t *testing.T) {
	want(t, sheet(`<worksheet><sheetData><row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t>合并</t></is></c></row>
<row r="2"><c r="B2"><v>1</v></c><c r="C2"><v>5</v></c></row><row r="3"><c r="A3"><v>7</v></c><c r="B3"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>`),
		"table", "[0+1/1 合并][1+1/1 1][2+1/1 5]", "[0+1/1 7][1+1/1 2][2+1/1 ]")
}

func TestRefusesBadFiles(t *testing.T) {
	row := func(n int, cells string) string { return fmt.Sprintf(`<row r="%d">%s</row>`, n, cells) }
	body := func(rows string) string { return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>" }
	ingesttest.Refuses(t, xlsx.Read, append(ingesttest.Common(".xlsx", "xl/workbook.xml"),
		ingesttest.Bad{Name: "文.xlsx", Data: ingesttest.Zip("word/document.xml", "<a/>"), Says: []string{"是 Word 文档，不是 Excel 工作簿", ".docx"}},
		ingesttest.Bad{Name: "xlsb.xlsx", Data: ingesttest.Zip("xl/workbook.bin", "x"), Says: []string{".xlsb"}},
		ingesttest.Bad{Name: "空表.xlsx", Data: sheet(body("")), Says: []string{"没有看得见的内容"}},
		ingesttest.Bad{Name: "未算.xlsx", Data: sheet(body(row(1, `<c r="A1" t="inlineStr"><is><t>合计</t></is></c><c r="B1"><f>VLOOKUP(A1,B2:C9,2)</f></c>`))), Says: []string{"“表”的 B1", "没有算过的公式", "保存一次"}},
		ingesttest.Bad{Name: "绕圈.xlsx", Data: sheet(body(row(1, `<c r="A1"><f>B1+1</f></c><c r="B1"><f>A1+1</f></c>`))), Says: []string{"没有算过的公式"}},
		ingesttest.Bad{Name: "越套越深.xlsx", Data: sheet(body(row(1, `<c r="A1"><f>`+strings.Repeat("(", 100_000)+`</f></c>`))), Says: []string{"没有算过的公式"}},
		ingesttest.Bad{Name: "整张表.xlsx", Data: sheet(body(row(1, `<c r="A1"><f>SUM(A2:XFD1048576)</f></c>`))), Says: []string{"没有算过的公式"}},
		ingesttest.Bad{Name: "除以零.xlsx", Data: sheet(body(row(1, `<c r="A1"><f>1/B1</f></c>`))), Says: []string{"没有算过的公式"}},
		ingesttest.Bad{Name: "长文字.xlsx", Data: sheet(body(row(1, `<c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>`+strings.Repeat("长", 50_000)+`</t></is></c>`))), Says: []string{"“表”的 B1", "文字太多，超过 128 KB"}},
		ingesttest.Bad{Name: "长碎文字.xlsx", Data: sheet(body(row(1, `<c r="C1" t="s"><v>0</v></c>`)), "xl/sharedStrings.xml", "<sst><si>"+strings.Repeat("<r><t>碎文字</t></r>", 20_000)+"</si></sst>"), Says: []string{"“表”的 C1", "文字太多"}},
		ingesttest.Bad{Name: "百万列.xlsx", Data: sheet(body(row(1, `<c r="BDWGO1"><v>1</v></c><c r="XFD1"><v>1</v></c>`))), Says: []string{"工作表太大"}},
		ingesttest.Bad{Name: "百万格.xlsx", Data: sheet(body(row(1, strings.Repeat("<c><v>1</v></c>", 1_000_001)))), Says: []string{"工作表太大"}},
		ingesttest.Bad{Name: "百万行.xlsx", Data: sheet(body(strings.Repeat("<row><c><v>1</v></c></row>", 200_000))), Says: []string{"工作表太大"}},
		ingesttest.Bad{Name: "稀.xlsx", Data: sheet(body(strings.Repeat("<row><c><v>1</v></c></row>", 50_000) + row(60_000, columns(900)))), Says: []string{"工作表太大"}},
		ingesttest.Bad{Name: "共享文字.xlsx", Data: sheet(body(""), "xl/sharedStrings.xml", "<sst>"+strings.Repeat("<si/>", 1_000_001)+"</sst>"), Says: []string{"工作表太大"}},
	))
}

func columns(n int) string {
	var b strings.Builder
	for i := range n {
		name, _ := excelize.CoordinatesToCellName(i+1, 60_000)
		fmt.Fprintf(&b, `<c r="%s"><v>1</v></c>`, name)
	}
	return b.String()
}

func TestBearsHostileFiles(t *testing.T) {
	var merges strings.Builder
	for i := 50_000; i > 0; i-- {
		fmt.Fprintf(&merges, `<mergeCell ref="A%d:B50000"/>`, i)
	}
	rows := strings.Repeat("<row><c><v>1</v></c><c><v>2</v></c></row>", 50_000)
	ingesttest.Bears(t, "重叠的合并", xlsx.Read, sheet("<worksheet><sheetData>"+rows+"</sheetData><mergeCells>"+merges.String()+"</mergeCells></worksheet>"))
	ingesttest.Bears(t, "合并全表", xlsx.Read, sheet(`<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>`+strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 100_000)+"</mergeCells></worksheet>"))
	ingesttest.Bears(t, "隐藏的列", xlsx.Read, sheet(`<worksheet><cols>`+strings.Repeat(`<col min="1" max="16384" hidden="1"/>`, 50_000)+`</cols><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`))
	ingesttest.Bears(t, "跳行", xlsx.Read, sheet(`<worksheet><sheetData><row r="1"><c><v>1</v></c></row><row r="2000000000"><c><v>1</v></c></row></sheetData></worksheet>`))
	ingesttest.Bears(t, "长数", xlsx.Read, sheet(`<worksheet><sheetData><row><c><v>`+strings.Repeat("9", 1<<20)+`</v></c><c><v>1e399</v></c></row></sheetData></worksheet>`))
	tiny := strings.Repeat(`<row><c><v>1e-900000</v></c><c><v>1</v></c></row>`, 20_000)
	ingesttest.Bears(t, "极小的数相加", xlsx.Read, sheet(`<worksheet><sheetData>`+tiny+`<row><c><v>1</v></c><c><f>SUM(A1:A20000)</f></c></row></sheetData></worksheet>`))
	parts := ""
	for i := range 4_000 {
		parts += fmt.Sprintf(`<row><c><f>1/%d+1/%d</f></c></row>`, 1_000_003+2*i, 2_000_003+2*i)
	}
	ingesttest.Bears(t, "分母越加越大", xlsx.Read, sheet(`<worksheet><sheetData>`+parts+`<row><c><f>SUM(A1:A4000)</f></c></row></sheetData></worksheet>`))
	thirds := `<row><c><f>1/3</f></c></row>`
	for i := range 2_000 {
		thirds += fmt.Sprintf(`<row><c><f>A%d/3</f></c></row>`, i+1)
	}
	thirds += strings.Repeat(`<row><c><f>SUM(A1900:A2000,A1900:A2000,A1900:A2000,A1900:A2000)</f></c></row>`, 4_000)
	ingesttest.Bears(t, "长的分数反复相加", xlsx.Read, sheet(`<worksheet><sheetData>`+thirds+`</sheetData></worksheet>`))
	runs := strings.Repeat("<r><t>字字字</t></r>", 500_000)
	ingesttest.Bears(t, "碎文字", xlsx.Read, sheet(`<worksheet><sheetData><row><c t="inlineStr"><is>`+runs+`</is></c></row></sheetData></worksheet>`))
	long := strings.Repeat("长", 1<<20)
	ingesttest.Bears(t, "反复引用", xlsx.Read, sheet("<worksheet><sheetData>"+strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 50_000)+"</sheetData></worksheet>", "xl/sharedStrings.xml", "<sst><si><t> "+long+"\r\n"+long+"</t></si></sst>"))
}

func FuzzRead(f *testing.F) {
	f.Add(`<worksheet><cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" s="1"><v>1.5</v></c><c r="C1" t="s"><v>0</v></c></row><row r="4" hidden="1"/></sheetData><mergeCells><mergeCell ref="A1:C2"/></mergeCells></worksheet>`,
		`<styleSheet><numFmts><numFmt numFmtId="200" formatCode="0.00;@"/></numFmts><borders><border/><border><left style="thin"/><right style="thin"/></border></borders><cellXfs><xf numFmtId="0"/><xf numFmtId="200" borderId="1"/></cellXfs></styleSheet>`,
		`<sst><si><t>甲</t></si></sst>`)
	f.Fuzz(func(t *testing.T, body, styles, shared string) {
		d, err := xlsx.Read("a.xlsx", sheet(body, "xl/styles.xml", styles, "xl/sharedStrings.xml", shared))
		if err == nil {
			ingesttest.Lines(d)
		}
	})
}

func FuzzFile(f *testing.F) {
	f.Add(sheet(`<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := xlsx.Read("a.xlsx", data); err == nil {
			ingesttest.Lines(d)
		}
	})
}

// TestFormulasThatWereNeverComputed: what people add up tables with is computed where
// the program that wrote the workbook did not.
func TestFormulasThatWereNeverComputed(t *testing.T) {
	for formula, want := range map[string]string{
		"SUM(B1:B3)":        "6.6",
		"SUM(B1:B3,B1,10)":  "17.7",
		"SUBTOTAL(9,B1:B3)": "6.6",
		"B1+$B$2*2-B3/3":    "4.4",
		"-(B1+B2)":          "-3.3",
		"ROUND(B1/3,2)":     "0.37",
		"ROUND(-0.125,2)":   "-0.13",
		"ABS(B1-B3)":        "2.2",
		"'另 表'!A1+B1":       "8.1",
		"SUM('另 表'!A1:A2)":  "12",
		"B4+1":              "7.6",
		`HYPERLINK("#'另 表'!A1","收支""总""表")`: `收支"总"表`,
		`"合计"&B1&"万元"`:                      "合计1.1万元",
		"50%*B2":                            "1.1",
		"C9":                                "0",
	} {
		book := ingesttest.Zip(
			"[Content_Types].xml", `<Types/>`,
			"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="r1"/><sheet name="另 表" sheetId="2" r:id="r2"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml", `<worksheet><sheetData>`+
				`<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1"><v>1.1</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>乙</t></is></c><c r="B2"><v>2.2</v></c></row>`+
				`<row r="3"><c r="A3" t="inlineStr"><is><t>丙</t></is></c><c r="B3"><v>3.3</v></c></row><row r="4"><c r="A4" t="inlineStr"><is><t>和</t></is></c><c r="B4"><f>SUM(B1:B3)</f></c></row>`+
				`<row r="5"><c r="A5" t="inlineStr"><is><t>试</t></is></c><c r="B5"><f>`+html.EscapeString(formula)+`</f></c></row></sheetData></worksheet>`,
			"xl/worksheets/sheet2.xml", `<worksheet><sheetData><row r="1"><c r="A1"><v>7</v></c><c r="B1" t="inlineStr"><is><t>丁</t></is></c></row><row r="2"><c r="A2"><v>5</v></c><c r="B2" t="inlineStr"><is><t>戊</t></is></c></row></sheetData></worksheet>`,
		)
		d, err := xlsx.Read("算.xlsx", book)
		if err != nil {
			t.Errorf("%s: %v", formula, err)
			continue
		}
		rows := ingesttest.Rows(d.Blocks[0].(*doc.Table))
		if got := rows[4].Cells[1].Text; got != want || rows[3].Cells[1].Text != "6.6" {
			t.Errorf("%s is %s, want %s", formula, got, want)
		}
	}
}

// TestFormulasThatAreShared: one that cells share moves with them, but for what is
// fixed.
func TestFormulasThatAreShared(t *testing.T) {
	rows := `<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>10</v></c><c r="C1"><f t="shared" ref="C1:C2" si="0">A1+B$1</f></c></row>` +
		`<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>20</v></c><c r="C2"><f t="shared" si="0"/></c></row>`
	d, err := xlsx.Read("共.xlsx", sheet("<worksheet><sheetData>"+rows+"</sheetData></worksheet>"))
	if err != nil {
		t.Fatal(err)
	}
	r := ingesttest.Rows(d.Blocks[0].(*doc.Table))
	if a, b := r[0].Cells[2].Text, r[1].Cells[2].Text; a != "11" || b != "12" {
		t.Errorf("%s and %s, want 11 and 12", a, b)
	}
}
