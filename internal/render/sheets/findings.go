package sheets

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"mingbai/internal/diag"
)

const findingsSheet = "问题"

// findingColumns are the columns of the sheet of findings with their widths.
var findingColumns = []struct {
	title string
	width float64
}{
	{"文件", 22},
	{"单位", 22},
	{"年度", 7},
	{"级别", 7},
	{"规则", 10},
	{"问题", 26},
	{"说明", 52},
	{"位置", 30},
	{"印出的", 16},
	{"应为", 24},
	{"怎样改", 40},
	{"依据", 40},
	{"同时不符的规则", 16},
}

// WriteFindings writes what was found as a workbook: a line a finding, with a
// filter on the heads. Every cell is text, so that nothing in it is computed.
func WriteFindings(w io.Writer, r *diag.Report) error {
	f := excelize.NewFile()
	defer f.Close()
	f.SetZipWriter(newPack)
	s := &findings{f: f, row: 1}
	s.do(f.SetSheetName("Sheet1", findingsSheet))
	s.head()
	for i := range r.Documents {
		s.document(&r.Documents[i])
	}
	s.finish()
	if s.err != nil {
		return fmt.Errorf("写工作表“%s”：%w", findingsSheet, s.err)
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("写工作簿：%w", err)
	}
	return nil
}

// findings is the sheet in the making; its first error stays.
type findings struct {
	f   *excelize.File
	row int
	err error
}

func (s *findings) do(err error) {
	if s.err == nil {
		s.err = err
	}
}

// line writes a row of text.
func (s *findings) line(cells []string) {
	for i, text := range cells {
		at, err := excelize.CoordinatesToCellName(i+1, s.row)
		s.do(err)
		if text != "" && s.err == nil {
			s.do(s.f.SetCellStr(findingsSheet, at, text))
		}
	}
	s.row++
}

func (s *findings) head() {
	titles := make([]string, 0, len(findingColumns))
	for i, c := range findingColumns {
		titles = append(titles, c.title)
		name, err := excelize.ColumnNumberToName(i + 1)
		s.do(err)
		s.do(s.f.SetColWidth(findingsSheet, name, name, c.width))
	}
	s.line(titles)
}

func (s *findings) document(d *diag.Document) {
	if d.Err != nil {
		s.line([]string{d.Source.Name, "", "", "读不了", d.Err.Code, "", d.Err.Message})
	}
	year := ""
	if d.Year != 0 {
		year = fmt.Sprint(d.Year)
	}
	for i := range d.Findings {
		f := &d.Findings[i]
		printed, right, ok := f.Suggested()
		if !ok {
			printed, right = f.Ref.Text, f.Expected
		}
		s.line([]string{
			d.Source.Name, d.Unit, year, f.Severity.Chinese(), f.Rule, f.Title, f.Message, d.Where(f, false),
			printed, right, f.Hint, f.Basis, strings.Join(f.Also, " "),
		})
	}
}

// finish sets the look: a bold head that stays in view, lines that wrap, a filter.
func (s *findings) finish() {
	last, err := excelize.CoordinatesToCellName(len(findingColumns), max(s.row-1, 1))
	s.do(err)
	corner, err := excelize.CoordinatesToCellName(len(findingColumns), 1)
	s.do(err)
	wrapped, err := s.f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: bodyFont, Size: bodySize}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	s.do(err)
	bold, err := s.f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: bodyFont, Size: bodySize, Bold: true}, Alignment: &excelize.Alignment{Vertical: "center"}})
	s.do(err)
	if s.err != nil {
		return
	}
	s.do(s.f.SetCellStyle(findingsSheet, "A1", last, wrapped))
	s.do(s.f.SetCellStyle(findingsSheet, "A1", corner, bold))
	s.do(s.f.SetPanes(findingsSheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	s.do(s.f.AutoFilter(findingsSheet, "A1:"+last, nil))
}
