package docx

import (
	"fmt"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/render/internal/sample"
)

// whole is a document with one of each thing, and what goes over pages: a table
// of 130 rows, a narrative of three pages, headings that the contents leave out.
func whole() *doc.Document {
	d := sample.Document()
	d.Blocks = append(d.Blocks, doc.PageBreak{})
	d.Blocks = append(d.Blocks, doc.Heading{Level: 1, Text: "附录 长表与长文", ID: "x1", TOC: true})
	d.Blocks = append(d.Blocks, doc.Heading{Level: 3, Text: "不入目录的小节", ID: "x2"})
	d.Blocks = append(d.Blocks, narrative(30)...)
	d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "项目支出明细表（附长标题，居中而分作两行，行长大致相等）", ID: "x3", TOC: true, Table: true}, long(130))
	d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "一、长表之后", ID: "x4", TOC: true})
	d.Blocks = append(d.Blocks, narrative(12)...)
	d.Blocks = append(d.Blocks, doc.Heading{Level: 2, Text: "二、文末", ID: "x5", TOC: true}, doc.Paragraph{Text: "文末有一句话。"})
	return d
}

// narrative is prose with figures, which stand a little apart from the Chinese
// characters beside them.
func narrative(n int) []doc.Block {
	var out []doc.Block
	for i := range n {
		text := fmt.Sprintf("第%d段说明2023年收支增减%d.%02d万元的原因，", i+1, i*37, i*13%100) + strings.Repeat("比上年增加的部分用于人员经费，", 1+i%7) + "其余与上年持平。"
		out = append(out, doc.Paragraph{Text: text})
	}
	return out
}

// long is a table that takes several pages, with a note.
func long(rows int) *doc.Table {
	t := &doc.Table{
		ID: "X1", Title: "项目支出明细表", Left: "单位名称：某中心", Right: "单位：万元", Note: "注：本表自动换页，表头重复",
		Columns: []doc.Column{
			{Title: "序号", Kind: doc.Code, Width: 1}, {Title: "项目", Width: 5}, {Title: "金额", Kind: doc.Amount, Width: 2},
		},
		Head: []doc.Row{{Cells: []doc.Cell{
			{Text: "序号", Scope: doc.ColumnHeader}, {Text: "项目", Scope: doc.ColumnHeader}, {Text: "金额", Scope: doc.ColumnHeader},
		}}},
	}
	for i := range rows {
		name := "项目" + strings.Repeat("名称", 1+i%9*2)
		t.Rows = append(t.Rows, doc.Row{Cells: []doc.Cell{
			{Text: fmt.Sprint(i + 1)}, {Text: name, Scope: doc.RowHeader}, {Text: fmt.Sprintf("%d.%02d", i*7, i%100), Align: doc.AlignRight},
		}})
	}
	return t
}
