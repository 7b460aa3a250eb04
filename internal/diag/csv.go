package diag

import (
	"io"
	"strconv"
	"strings"
)

var csvHead = []string{
	"文件", "单位", "年度", "级别", "规则", "问题", "说明", "位置", "工作表", "单元格", "行", "段", "页", "印出的", "应为", "单位（数）", "依据", "怎样改", "同时不符的规则", "放行理由",
}

// WriteCSV writes the report as CSVStream does.
func (r *Report) WriteCSV(w io.Writer) error { return r.write(CSVStream(w)) }

// csvRows are the lines of a document: why it could not be read, and its findings.
func (d *Document) csvRows() (out [][]string) {
	if d.Err != nil {
		row := make([]string, len(csvHead))
		row[0], row[3], row[4], row[6] = d.Source.Name, "读不了", d.Err.Code, d.Err.Message
		out = append(out, row)
	}
	for k := range d.Findings {
		out = append(out, d.csvRow(&d.Findings[k]))
	}
	return out
}

func (d *Document) csvRow(f *Finding) []string {
	value, suggest := f.Ref.Text, f.Expected
	if len(f.Suspects) > 0 {
		value, suggest = f.Suspects[0].Value, f.Suspects[0].Suggest
	}
	waived := ""
	if f.Waived != nil {
		waived = f.Waived.Reason
	}
	return []string{
		d.Source.Name, d.Unit, number(d.Year), f.Severity.Chinese(), f.Rule, f.Title, f.Message, f.Place(), f.Ref.Sheet, f.Ref.Cell,
		number(f.Ref.Line), number(f.Ref.Para), number(f.Ref.Page), value, suggest, f.Unit, f.Basis, f.Hint, strings.Join(f.Also, " "), waived,
	}
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// inert keeps table programs from running a cell.
func inert(row []string) []string {
	for i, s := range row {
		if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
			row[i] = "'" + s
		}
	}
	return row
}
