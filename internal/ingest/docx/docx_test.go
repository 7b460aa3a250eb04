package docx_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/docx"
	"mingbai/internal/ingest/ingesttest"
)

func p(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }

func tc(properties, text string) string {
	return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + p(text) + "</w:tc>"
}

func styled(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func TestTextIsReadAsItIsSeen(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"runs, tabs, breaks", `<w:p><w:r><w:t>一般</w:t></w:r><w:r><w:t>公共</w:t><w:tab/><w:t>预算</w:t><w:br/><w:t>支出</w:t></w:r></w:p>`, []string{"paragraph 一般公共\t预算\n支出"}},
		{"blanks at the ends", p("　　 收入　") + p(" ") + "<w:p/>", []string{"paragraph 收入"}},
		{"inserted and deleted", `<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>从</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>到</w:t></w:r></w:moveTo></w:p>`, []string{"paragraph 新到"}},
		{"a deleted paragraph end", `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>上半</w:t></w:r></w:p>` + p("下半"), []string{"paragraph 上半下半"}},
		{"hidden text", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r></w:p>`, []string{"paragraph 见"}},
		{
			"an entry of the contents", `<w:p><w:hyperlink><w:r><w:t>收支总表</w:t></w:r><w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>` +
				`<w:r><w:instrText> PAGEREF _Toc1 \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>`,
			[]string{"paragraph 收支总表\t3"},
		},
		{
			"a field in the code of a field", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>码</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>` +
				`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>内</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
				`<w:r><w:t>果</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>后</w:t></w:r></w:p>`,
			[]string{"paragraph 果后"},
		},
		{"a field that never ends", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>` + p("后文"), []string{"paragraph 后文"}},
		{
			"a text box, twice in the file", `<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>` + p("框里") + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice>` +
				`<mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p("框里") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
			[]string{"paragraph 正文", "paragraph 框里"},
		},
		{"an old text box", `<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>` + p("框里") + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`, []string{"paragraph 框里"}},
		{"a picture", `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图 1" descr="结构图：甲 1 万元"/><a:graphic><pic:pic><pic:nvPicPr><pic:cNvPr descr="结构图：甲 1 万元"/></pic:nvPicPr><a:blip r:embed="rId1"/></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>`, []string{"picture |结构图：甲 1 万元"}},
		{"a caption below", `<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>` + p("支出结构图") + p("正文"), []string{"picture 支出结构图|", "paragraph 正文"}},
		{"an old picture", `<w:p><w:r><w:t>前</w:t></w:r><w:r><w:pict><v:shape alt="图"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r></w:p>`, []string{"paragraph 前", "picture |图"}},
		{"content controls", `<w:sdt><w:sdtPr><w:alias w:val="不见"/></w:sdtPr><w:sdtContent>` + p("控件") + `<w:p><w:sdt><w:sdtContent><w:r><w:t>行内</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>`, []string{"paragraph 控件", "paragraph 行内"}},
		{"reading aids and formulas", `<w:p><w:r><w:ruby><w:rt><w:r><w:t>yù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>预</w:t></w:r></w:rubyBase></w:ruby></w:r><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>`, []string{"paragraph 预a+b"}},
		{"ticks", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是 </w:t><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>否</w:t></w:r></w:p>`, []string{"paragraph ☑是 □否"}},
		{"a prefix of another name", `<x:p><x:r><x:t>别名</x:t></x:r></x:p>`, []string{"paragraph 别名"}},
	} {
		t.Run(c.name, func(t *testing.T) { want(t, file(c.body), c.want...) })
	}
}

func want(t *testing.T, data []byte, lines ...string) *doc.Document {
	t.Helper()
	d, err := docx.Read("a.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines, ingesttest.Lines(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	return d
}

func TestHeadingsByOutline(t *testing.T) {
	styles := `<w:styles><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="二级"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="三"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="4"><w:name w:val="四"/><w:basedOn w:val="2"/><w:pPr><w:outlineLvl w:val="9"/><w:jc w:val="center"/></w:pPr></w:style></w:styles>`
	own := `<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>自有</w:t></w:r></w:p>`
	long := strings.Repeat("长", 101)
	d := want(t, file(styled("1", "甲")+styled("2", "乙")+styled("3", "丙")+styled("4", "丁")+own+styled("1", long)+p("文"), "word/styles.xml", styles),
		"heading 1 甲", "heading 2 乙", "heading 2 丙", "paragraph 丁", "heading 3 自有", "paragraph "+long, "paragraph 文")
	if c := d.Blocks[3].(doc.Paragraph); c.Style != doc.Centred {
		t.Errorf("style %d", c.Style)
	}
}

// lists numbers three levels: 第一部分, 一、, 1.1; and bullets.
const lists = `<w:numbering><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="space"/><w:lvlText w:val="第%1部分"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%2、"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:suff w:val="nothing"/><w:lvlText w:val="%2.%3"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num></w:numbering>`

func numbered(list, level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func TestNumbersThatWordGives(t *testing.T) {
	want(t, file(numbered("1", "0", "概况")+numbered("1", "1", "职责")+numbered("1", "1", "机构")+numbered("1", "2", "人员")+numbered("1", "2", "车辆")+
		numbered("1", "0", "报表")+numbered("1", "1", "收支")+numbered("2", "1", "另起")+numbered("3", "0", "点")+numbered("0", "0", "无")+numbered("9", "0", "没有的"),
		"word/numbering.xml", lists),
		"paragraph 第一部分 概况", "paragraph 一、职责", "paragraph 二、机构", "paragraph 2.1人员", "paragraph 2.2车辆",
		"paragraph 第二部分 报表", "paragraph 一、收支", "paragraph 五、另起", "paragraph 点", "paragraph 无", "paragraph 没有的")
}

func TestNumbersByStyle(t *testing.T) {
	styles := `<w:styles><w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`
	off := `<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>不编</w:t></w:r></w:p>`
	want(t, file(styled("a", "甲")+off+styled("b", "乙"), "word/styles.xml", styles, "word/numbering.xml", lists),
		"heading 2 一、甲", "heading 2 不编", "heading 2 二、乙")
}

func TestTablesWithSpans(t *testing.T) {
	want(t, file(`<w:tbl><w:tblPr/><w:tblGrid/>`+
		`<w:tr>`+tc(`<w:vMerge w:val="restart"/>`, "科目")+tc(`<w:gridSpan w:val="2"/>`, "预算数")+`</w:tr>`+
		`<w:tr>`+tc(`<w:vMerge/>`, "")+tc("", "基本")+tc("", "项目")+`</w:tr>`+
		`<w:tr><w:trPr><w:del w:id="1"/></w:trPr>`+tc("", "删去")+`</w:tr>`+
		`<w:sdt><w:sdtContent><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>`+tc("", "1.00")+`<w:sdt><w:sdtContent>`+tc("", "2.00")+`</w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>`+
		`<w:tr>`+tc(`<w:hMerge w:val="restart"/>`, "合计")+tc(`<w:hMerge/>`, "")+`<w:tc><w:p><w:r><w:t>两</w:t></w:r></w:p><w:p><w:r><w:t>行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`),
		"table", "[0+1/2 科目][1+2/1 预算数]", "[1+1/1 基本][2+1/1 项目]", "[0+1/1 ][1+1/1 1.00][2+1/1 2.00]", "[0+2/1 合计][2+1/1 两\n行]")
}

func TestAMergeThatWasInterruptedBeginsAnew(t *testing.T) {
	row := func(merge, text string) string { return "<w:tr>" + tc(merge, text) + tc("", "值") + "</w:tr>" }
	want(t, file("<w:tbl>"+row(`<w:vMerge w:val="restart"/>`, "甲")+"<w:tr>"+tc(`<w:gridSpan w:val="2"/>`, "隔")+"</w:tr>"+row("<w:vMerge/>", "乙")+"</w:tbl>"),
		"table", "[0+1/1 甲][1+1/1 值]", "[0+2/1 隔]", "[0+1/1 乙][1+1/1 值]")
}

func TestTablesThatArrange(t *testing.T) {
	inner := "<w:tbl><w:tr>" + tc("", "甲") + tc("", "1") + "</w:tr><w:tr>" + tc("", "乙") + tc("", "2") + "</w:tr></w:tbl>"
	want(t, file("<w:tbl><w:tr>"+tc("", "框里的话")+"</w:tr></w:tbl>"), "paragraph 框里的话")
	want(t, file("<w:tbl><w:tr>"+tc("", "标题")+"<w:tc>"+inner+"<w:p/></w:tc></w:tr></w:tbl>"),
		"paragraph 标题", "table", "[0+1/1 甲][1+1/1 1]", "[0+1/1 乙][1+1/1 2]")
	small := "<w:tbl><w:tr>" + tc("", "小") + tc("", "表") + "</w:tr></w:tbl>"
	want(t, file("<w:tbl><w:tr>"+tc("", "a")+tc("", "b")+"</w:tr><w:tr>"+tc("", "c")+"<w:tc>"+small+"<w:p/></w:tc></w:tr></w:tbl>"),
		"table", "[0+1/1 a][1+1/1 b]", "[0+1/1 c][1+1/1 小\t表]")
}

func TestHeadersAndFootersAreLeftOut(t *testing.T) {
	want(t, file(p("正文"), "word/header1.xml", "<w:hdr>"+p("页眉")+"</w:hdr>", "word/footer1.xml", "<w:ftr>"+p("页脚")+"</w:ftr>"), "paragraph 正文")
}

func TestAMainPartElsewhere(t *testing.T) {
	want(t, ingesttest.Zip("_rels/.rels", `<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/text/document2.xml"/></Relationships>`,
		"text/document2.xml", open+p("在别处")+closing), "paragraph 在别处")
}
