package book

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// codeSheet is the hidden sheet that holds what can be chosen.
const codeSheet = "代码表"

// remarkSheet says what the book is; it is for people and is not read.
const remarkSheet = "说明"

// spare is how many rows below the data have drop-downs and formats.
const spare = 2000

// workbookOf makes the bytes of a workbook from a draft: a sheet a table, with
// notes on the heads, formats, and drop-downs from the code tables.
func workbookOf(d *draft, remark string) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := &sheetWriter{f: f, lists: map[string]string{}}
	if err := w.makeStyles(); err != nil {
		return nil, fmt.Errorf("写工作簿的格式：%w", err)
	}
	for i, s := range sheets {
		name := s.about().name
		if i == 0 {
			if err := f.SetSheetName("Sheet1", name); err != nil {
				return nil, err
			}
		} else if _, err := f.NewSheet(name); err != nil {
			return nil, err
		}
		if err := w.write(s, d); err != nil {
			return nil, fmt.Errorf("写工作表“%s”：%w", name, err)
		}
	}
	if err := w.writeLists(); err != nil {
		return nil, fmt.Errorf("写代码表：%w", err)
	}
	if err := w.remark(remark); err != nil {
		return nil, fmt.Errorf("写说明：%w", err)
	}
	f.SetActiveSheet(0)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("写工作簿：%w", err)
	}
	return out.Bytes(), nil
}

// sheetWriter holds what the sheets of one workbook share.
type sheetWriter struct {
	f                               *excelize.File
	mustHead, mayHead               int // styles of heads
	text, code, amount, count, note int // styles of cells
	lists                           map[string]string
	order                           []*list
}

func (w *sheetWriter) makeStyles() (err error) {
	style := func(s excelize.Style) (id int) {
		if err == nil {
			id, err = w.f.NewStyle(&s)
		}
		return id
	}
	head := func(fill string) excelize.Style {
		return excelize.Style{
			Font:      &excelize.Font{Family: "Calibri", Size: 11, Bold: true},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}},
			Alignment: &excelize.Alignment{Vertical: "center"},
			Border:    []excelize.Border{{Type: "bottom", Color: "808080", Style: 1}},
		}
	}
	amountFormat := "#,##0.00"
	w.mustHead = style(head("F6D9B8"))
	w.mayHead = style(head("E4EAF0"))
	w.text = style(excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	w.code = style(excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{Vertical: "center"}})
	w.amount = style(excelize.Style{CustomNumFmt: &amountFormat, Alignment: &excelize.Alignment{Vertical: "center"}})
	w.count = style(excelize.Style{NumFmt: 1, Alignment: &excelize.Alignment{Vertical: "center"}})
	w.note = style(excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11, Color: "707070"}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	return err
}

func (w *sheetWriter) write(s table, d *draft) error {
	a := s.about()
	for i, h := range a.heads {
		if err := w.column(a, i, h); err != nil {
			return err
		}
	}
	rows := s.encode(d)
	for r, row := range rows {
		for i, value := range row {
			if err := w.cell(a, cellName(i, r+2), a.heads[i], value); err != nil {
				return err
			}
		}
	}
	for i, h := range a.heads {
		if h.list == nil {
			continue
		}
		c := columnName(i)
		if err := w.dropDown(a.name, fmt.Sprintf("%s2:%s%d", c, c, len(rows)+spare), h.list); err != nil {
			return err
		}
	}
	if a.name == infoSheet.about().name {
		if err := w.infoDropDowns(a.name); err != nil {
			return err
		}
	}
	if err := w.printable(a.name); err != nil {
		return err
	}
	return w.f.SetPanes(a.name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// printable makes a sheet print on the width of one page.
func (w *sheetWriter) printable(sheet string) error {
	landscape, a4, wide, any, fit := "landscape", 9, 1, 0, true
	if err := w.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &any}); err != nil {
		return err
	}
	return w.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit})
}

// column writes a head with its note and sets the format of the cells below.
func (w *sheetWriter) column(a about, i int, h head) error {
	c := columnName(i)
	if err := w.f.SetColStyle(a.name, c, w.styleOf(a, h)); err != nil {
		return err
	}
	if err := w.f.SetColWidth(a.name, c, c, widthOf(h)); err != nil {
		return err
	}
	at := cellName(i, 1)
	if err := w.f.SetCellStr(a.name, at, h.title); err != nil {
		return err
	}
	style, word := w.mustHead, "必填"
	if h.fill == may {
		style, word = w.mayHead, "可不填"
	}
	if err := w.f.SetCellStyle(a.name, at, at, style); err != nil {
		return err
	}
	note := word + "：" + h.note
	if i == 0 {
		note = a.note + "\n" + note
	}
	height := uint(40 + 18*(utf8.RuneCountInString(note)/16+1))
	return w.f.AddComment(a.name, excelize.Comment{Author: "明白账", Cell: at, Text: note, Width: 260, Height: height})
}

func (w *sheetWriter) styleOf(a about, h head) int {
	switch {
	case a.name == infoSheet.about().name && h.title != "内容":
		return w.note
	case h.kind == ofCode:
		return w.code
	case h.kind == ofAmount:
		return w.amount
	case h.kind == ofCount:
		return w.count
	}
	return w.text
}

func widthOf(h head) float64 {
	switch {
	case h.title == "文字" || h.title == "说明":
		return 60
	case h.title == "内容":
		return 40
	case h.kind == ofCount:
		return 10
	case h.kind == ofAmount:
		return max(18, float64(2*utf8.RuneCountInString(h.title)))
	case h.kind == ofCode || h.list != nil:
		return max(20, float64(2*utf8.RuneCountInString(h.title)+3))
	}
	return max(32, float64(2*utf8.RuneCountInString(h.title)+3))
}

// cell writes a value. Amounts and counts become numbers by their digits, never
// through binary fractions; those with more digits than a spreadsheet shows,
// and all else, become text.
func (w *sheetWriter) cell(a about, at string, h head, value string) error {
	if value == "" {
		return nil
	}
	if utf8.RuneCountInString(value) > excelize.TotalCellChars {
		return fmt.Errorf("%s的文字超过%d个字，工作簿放不下，改用文件夹", at, excelize.TotalCellChars)
	}
	if (h.kind == ofAmount || h.kind == ofCount) && len(value) <= significant && digits(strings.ReplaceAll(value, ".", "")) {
		return w.f.SetCellDefault(a.name, at, value)
	}
	return w.f.SetCellStr(a.name, at, value)
}

// remark writes what is said of the book on a sheet before all others.
func (w *sheetWriter) remark(text string) error {
	if text == "" {
		return nil
	}
	if _, err := w.f.NewSheet(remarkSheet); err != nil {
		return err
	}
	if err := w.f.SetColWidth(remarkSheet, "A", "A", 100); err != nil {
		return err
	}
	for i, line := range strings.Split(text, "\n") {
		if err := w.f.SetCellStr(remarkSheet, cellName(0, i+1), line); err != nil {
			return err
		}
	}
	if err := w.f.SetColStyle(remarkSheet, "A", w.text); err != nil {
		return err
	}
	return w.f.MoveSheet(remarkSheet, w.f.GetSheetName(0))
}

func (w *sheetWriter) infoDropDowns(sheet string) error {
	for i, p := range particulars {
		if p.list == nil {
			continue
		}
		at := cellName(1, i+2)
		if err := w.dropDown(sheet, at+":"+at, p.list); err != nil {
			return err
		}
	}
	return nil
}

func (w *sheetWriter) dropDown(sheet, cells string, l *list) error {
	dv := excelize.NewDataValidation(true)
	dv.Sqref = cells
	dv.SetSqrefDropList(w.listRange(l))
	if l.strict {
		dv.SetError(excelize.DataValidationErrorStyleStop, "不在可填的范围", "从下拉列表里选")
	} else {
		dv.ShowErrorMessage = false
	}
	return w.f.AddDataValidation(sheet, dv)
}

// listRange is where a list stands on the hidden sheet; lists of one name are
// one list.
func (w *sheetWriter) listRange(l *list) string {
	if r, ok := w.lists[l.name]; ok {
		return r
	}
	c := columnName(len(w.order))
	r := fmt.Sprintf("%s!$%s$2:$%s$%d", codeSheet, c, c, len(l.items())+1)
	w.lists[l.name] = r
	w.order = append(w.order, l)
	return r
}

func (w *sheetWriter) writeLists() error {
	if _, err := w.f.NewSheet(codeSheet); err != nil {
		return err
	}
	for i, l := range w.order {
		if err := w.f.SetColStyle(codeSheet, columnName(i), w.code); err != nil {
			return err
		}
		for r, item := range append([]string{l.name}, l.items()...) {
			if err := w.f.SetCellStr(codeSheet, cellName(i, r+1), item); err != nil {
				return err
			}
		}
	}
	return w.f.SetSheetVisible(codeSheet, false)
}
