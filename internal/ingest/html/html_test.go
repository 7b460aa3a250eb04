package html_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/html"
	"mingbai/internal/ingest/ingesttest"
)

func want(t *testing.T, data string, lines ...string) *doc.Document {
	t.Helper()
	d, err := html.Read("a.html", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines, ingesttest.Lines(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	return d
}

func TestTextIsReadAsItIsSeen(t *testing.T) {
	for _, c := range []struct {
		name, page string
		want       []string
	}{
		{"paragraphs", "<p>甲</p><p> &nbsp;乙　</p><div>丙<p>丁</div>戊", []string{"paragraph 甲", "paragraph 乙", "paragraph 丙", "paragraph 丁", "paragraph 戊"}},
		{"white space", "<p>一般\n   公共 预算  2023\n年 GDP\n up</p>", []string{"paragraph 一般公共 预算 2023 年 GDP up"}},
		{"text that is dressed", "<p><b>一<font color=red>般</b>公共</font><o:p></o:p><u>预</u><a href='x'>算</a></p>", []string{"paragraph 一般公共预算"}},
		{"one break", "<p>上<br>下</p>", []string{"paragraph 上\n下"}},
		{"two breaks", "<p>上<br><br/>下</p>", []string{"paragraph 上", "paragraph 下"}},
		{"a break and an indent", "<div>　　上文<br>　　下文<br>&nbsp;&nbsp;&nbsp;&nbsp;又</div>", []string{"paragraph 上文", "paragraph 下文", "paragraph 又"}},
		{"headings", "<h1>大</h1><h3>小<br>题</h3><p>文</p>", []string{"heading 1 大", "heading 3 小题", "paragraph 文"}},
		{"what is not shown", `<p style="display: none">藏</p><p hidden>藏</p><p aria-hidden="true">藏</p><p class="sr-only">藏</p><script>var a="<p>藏</p>"</script><style>p{}</style><!-- <p>藏</p> --><noscript><p>藏</p></noscript><select><option>藏</option></select><p>见</p>`, []string{"paragraph 见"}},
		{"what was deleted", `<p>收入<span class=msoDel><del cite="mailto:a">9</del></span><ins>100.50</ins>万元</p>`, []string{"paragraph 收入100.50万元"}},
		{"the site around it", `<nav><a href="/">首页</a></nav><p>文</p><footer>备案号</footer>`, []string{"paragraph 文"}},
		{"lists", "<ol start=2><li>乙<li>丙</ol><ul><li>点</ul>", []string{"paragraph 2. 乙", "paragraph 3. 丙", "paragraph 点"}},
		{"lists of paragraphs", "<ol><li value=1><p>甲</p><li><h2>乙</h2><p>丙</p><li></ol><p>丁", []string{"paragraph 1. 甲", "heading 2 2. 乙", "paragraph 丙", "paragraph 丁"}},
		{"the head and the foot of pages", `<div title="header"><p>机密</div><p>文</p><div title="footer"><p>— 2 —</div>`, []string{"paragraph 文"}},
		{"terms", "<dl><dt>财政拨款：</dt><dd>是指</dd><dt>孤</dl>", []string{"paragraph 财政拨款：是指", "paragraph 孤"}},
		{"pictures", `<p>前<img src=a alt="结构图">后<img src=b width=20></p><img src=c><p>支出结构图</p><p>下图：</p><img src=d><p>另一张图</p>`, []string{"paragraph 前", "picture |结构图", "paragraph 后", "picture 支出结构图|", "paragraph 下图：", "picture |", "paragraph 另一张图"}},
		{"a drawing", `<figure id=f><svg role="img"><title>图</title><desc>甲 1 万元</desc><text>轴</text></svg><figcaption>图题</figcaption><ul><li>甲 1</ul></figure>`, []string{"picture 图题|图：甲 1 万元"}},
		{"lines as they stand", "<pre>一\n二</pre>", []string{"paragraph 一\n二"}},
		{"what Word leaves", `<html xmlns:o="x"><body lang=ZH-CN><div class=WordSection1><p class=MsoNormal><span lang=EN-US>2023</span><span style='font-family:宋体'>年</span></p><![if !supportMisalignedColumns]><![endif]></div>`, []string{"paragraph 2023年"}},
	} {
		t.Run(c.name, func(t *testing.T) { want(t, c.page, c.want...) })
	}
}

func TestTables(t *testing.T) {
	want(t, `<table><caption>收支表</caption><tfoot><tr><td>合计<td>3</tfoot>
<thead><tr><th rowspan=2>科目<th colspan=2>金额<tr><th>基本<th>项目</thead>
<tr><td>工资<br>福利<td> 1.00 <td><p>2.00</p><p>万元</p></tr><tr style="display:none"><td>藏</tr></table>`,
		"paragraph 收支表", "table", "[0+1/2 科目][1+2/1 金额]", "[1+1/1 基本][2+1/1 项目]",
		"[0+1/1 工资\n福利][1+1/1 1.00][2+1/1 2.00\n万元]", "[0+1/1 合计][1+1/1 3]")
}

func TestTablesThatArrange(t *testing.T) {
	want(t, `<table><tr><td>左栏<td><table><tr><td>甲<td>1<tr><td>乙<td>2</table><p>落款</table><table><tr><td><p>一</p><p>二</p></table>`,
		"paragraph 左栏", "table", "[0+1/1 甲][1+1/1 1]", "[0+1/1 乙][1+1/1 2]", "paragraph 落款", "paragraph 一", "paragraph 二")
}

func TestSpansOutOfBounds(t *testing.T) {
	want(t, `<table><tr><td rowspan=0 colspan=0>甲<td rowspan=99>乙<td colspan=-3>丙<tr><td colspan=x>丁</table>`,
		"table", "[0+1/2 甲][1+1/2 乙][2+1/1 丙]", "[2+1/1 丁]")
}

func TestPlacesAreLinesOfTheSource(t *testing.T) {
	d := want(t, "<p>甲\n<p>乙\n<table>\n<tr>\n<td>丙\n<td>丁</table>", "paragraph 甲", "paragraph 乙", "table", "[0+1/1 丙][1+1/1 丁]")
	cells := d.Blocks[2].(*doc.Table).Rows[0].Cells
	got := []int{d.Blocks[0].(doc.Paragraph).Place.Line, d.Blocks[1].(doc.Paragraph).Place.Line, cells[0].Place.Line, cells[1].Place.Line}
	if diff := cmp.Diff([]int{1, 2, 5, 6}, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if cells[1].Place.Source() != "a.html:6" || cells[1].Place.Para != 4 {
		t.Errorf("the last cell stands at %s, %d", cells[1].Place.Source(), cells[1].Place.Para)
	}
}

func TestEncodings(t *testing.T) {
	const text = "预算公开：“三公”经费 ① 㐂"
	page := func(meta string) string {
		return "<html><head>" + meta + "<title>标题</title></head><body><p>" + text + "</p></body></html>"
	}
	encode := func(s string) string {
		out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	big5, err := traditionalchinese.Big5.NewEncoder().String("<meta charset=big5><p>預算公開</p>")
	if err != nil {
		t.Fatal(err)
	}
	wide := "\xff\xfe"
	for _, r := range "<p>" + "预算" + "</p>" {
		wide += string([]byte{byte(r), byte(r >> 8)})
	}
	for _, c := range []struct{ name, data, want string }{
		{"UTF-8", page(`<meta charset="utf-8">`), text},
		{"UTF-8 with a mark", "\xef\xbb\xbf" + page(""), text},
		{"UTF-8 that says GBK", page(`<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`), text},
		{"GB18030 that says GB2312", encode(page(`<meta http-equiv=Content-Type content="text/html; charset=gb2312">`)), text},
		{"GB18030 that says nothing", encode(page("")), text},
		{"GB18030 that says UTF-8", encode(page(`<meta charset=utf-8>`)), text},
		{"UTF-8 cut in a character", page("")[:len(page(""))-len(" 㐂</p></body></html>")+2], "预算公开：“三公”经费 ① \ufffd"},
		{"Big5", big5, "預算公開"},
		{"UTF-16", wide, "预算"},
	} {
		t.Run(c.name, func(t *testing.T) { want(t, c.data, "paragraph "+c.want) })
	}
}

func TestRefusesBadFiles(t *testing.T) {
	ingesttest.Refuses(t, html.Read, []ingesttest.Bad{
		{Name: "空.html", Data: nil, Says: []string{"文件是空的"}},
		{Name: "文字.html", Data: []byte("2023年度预算公开"), Says: []string{"不是网页"}},
		{Name: "版式.html", Data: []byte("%PDF-1.7"), Says: []string{"是 PDF", ".pdf"}},
		{Name: "文档.html", Data: ingesttest.Zip("word/document.xml", "<a/>"), Says: []string{"压缩包", ".docx"}},
		{Name: "旧.html", Data: ingesttest.Compound("WordDocument"), Says: []string{"旧格式", ".docx"}},
		{Name: "单一.html", Data: []byte("MIME-Version: 1.0\r\n<p>x</p>"), Says: []string{".mht"}},
		{Name: "无字.html", Data: []byte("<html><body><script>go()</script></body></html>"), Says: []string{"没有文字"}},
		{Name: "太大.html", Data: make([]byte, 33<<20), Says: []string{"超过 32 MB"}},
		{Name: "太多.html", Data: []byte(strings.Repeat("<p>", 2_000_000)), Says: []string{"元素太多"}},
		{Name: "太深.html", Data: []byte(strings.Repeat("<div>", 100_000) + "x"), Says: []string{"层次太多"}},
		{Name: "太宽.html", Data: []byte("<table>" + strings.Repeat("<tr><td rowspan=60000 colspan=900>x", 3000)), Says: []string{"表格太大或"}},
	})
}

func TestBearsHostileFiles(t *testing.T) {
	var fonts strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&fonts, "<font color=%d><b><p>x", i)
	}
	ingesttest.Bears(t, "不结束的字体", html.Read, []byte(fonts.String()))
	ingesttest.Bears(t, "嵌套的表", html.Read, []byte(strings.Repeat("<table><tr><td>", 160)+"x"+strings.Repeat("<p>y", 300_000)))
	ingesttest.Bears(t, "嵌套的图", html.Read, []byte(strings.Repeat("<figure>", 400)+strings.Repeat("<p>y", 100_000)))
	ingesttest.Bears(t, "表里的字", html.Read, []byte("<table>"+strings.Repeat("x<tr>", 100_000)))
	ingesttest.Bears(t, "不结束的画", html.Read, []byte("<p>x"+strings.Repeat("<svg><title>x", 300_000)))
	ingesttest.Bears(t, "属性", html.Read, []byte("<p>x<p "+strings.Repeat("a=1 ", 300_000)+">"))
	ingesttest.Bears(t, "百万列", html.Read, []byte("<table><tr>"+strings.Repeat("<td colspan=1000000>x", 100_000)))
	ingesttest.Bears(t, "断行", html.Read, []byte("<p>x"+strings.Repeat("<br>", 200_000)))
}

func FuzzRead(f *testing.F) {
	f.Add("<p>x<br>　　y</p><table><caption>c</caption><tr><td rowspan=2>a<td colspan=0>b<tr></table>")
	f.Add(`<header class=top><h1><span class=unit>a</span><span class=what>b</span></h1></header><nav class=side><a href="#s1">t</a></nav><h2 id=s1 class=t>t</h2><p class=line><span>l</span><span>r</span></p>`)
	f.Add("<figure><svg><title>t</title><desc>d</svg><figcaption>c</figure><dl><dt>a<dd>b</dl><ol><li>x</ol><pre>\n</pre>")
	f.Fuzz(func(t *testing.T, page string) {
		if d, err := html.Read("a.html", []byte(page)); err == nil {
			ingesttest.Lines(d)
		}
	})
}
