package book

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// workbook is an open workbook: its sheets by name, and what their cells
// refer to.
type workbook struct {
	file    string // base name
	archive *archive
	names   []string          // of all sheets, in order
	hidden  map[string]bool   // sheets that are not shown
	parts   map[string]string // sheet → part
	shared  []string          // shared strings
	formats []numberFormat    // by style of a cell
	base04  bool              // dates count from 1904
}

// openWorkbook opens a workbook; file is the base name that findings give.
func openWorkbook(file string, r io.ReaderAt, size int64) (*workbook, problem) {
	a, p := openArchive(r, size)
	if p != nil {
		return nil, p
	}
	w := &workbook{file: file, archive: a, hidden: map[string]bool{}, parts: map[string]string{}}
	main := a.workbookPart()
	targets, err := a.relations(main)
	if err == nil {
		err = w.readMain(main, targets)
	}
	dir := path.Dir(main)
	if err == nil && a.parts[dir+"/sharedStrings.xml"] != nil {
		err = w.readShared(dir + "/sharedStrings.xml")
	}
	if err == nil && a.parts[dir+"/styles.xml"] != nil {
		err = w.readStyles(dir + "/styles.xml")
	}
	if err != nil {
		return nil, unreadable(err)
	}
	return w, nil
}

func unreadable(err error) problem {
	if errors.Is(err, errUnpacked) {
		return tooLarge("解压后超过%d MB", maxUnpack>>20)
	}
	p := kindFile.errorf("工作簿已损坏：%s", err)
	p.Hint = "用表格软件打开，另存为新的 .xlsx"
	return p
}

func (w *workbook) readMain(part string, targets map[string]string) error {
	return w.archive.walk(part, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			w.base04 = isTrue(attr(e, "date1904"))
		case "sheet":
			name := attr(e, "name")
			id := ""
			for _, at := range e.Attr {
				if at.Name.Local == "id" { // r:id; sheetId is another name
					id = at.Value
				}
			}
			if target, ok := targets[id]; ok && w.parts[name] == "" && len(w.names) < maxColumns {
				w.names = append(w.names, name)
				w.parts[name] = target
				w.hidden[name] = attr(e, "state") == "hidden" || attr(e, "state") == "veryHidden"
			}
		}
		return nil
	})
}

func isTrue(s string) bool { return s == "1" || s == "true" }

func (w *workbook) readShared(part string) error {
	return w.archive.walk(part, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		if len(w.shared) >= maxCells {
			return fmt.Errorf("多于%d段共享文字", maxCells)
		}
		s, err := richText(d, "si")
		w.shared = append(w.shared, s)
		return err
	})
}

// richText gathers the text of runs up to the end of the element, without the
// readings of characters (rPh).
func richText(d *xml.Decoder, end string) (string, error) {
	var b strings.Builder
	inText, inReading := false, false
	for {
		t, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			inText = t.Name.Local == "t"
			inReading = inReading || t.Name.Local == "rPh"
		case xml.EndElement:
			inText = false
			switch t.Name.Local {
			case "rPh":
				inReading = false
			case end:
				return unescape(b.String()), nil
			}
		case xml.CharData:
			if inText && !inReading {
				b.Write(t)
			}
			if b.Len() > maxCell {
				return "", fmt.Errorf("有一格的文字超过%d KB", maxCell>>10)
			}
		}
	}
}

// unescape undoes the form that workbooks give characters that XML cannot hold:
// _x000D_.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && i+7 <= len(s) && s[i+1] == 'x' && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				i += 6
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// readStyles finds which styles of cells show dates and percentages.
func (w *workbook) readStyles(part string) error {
	custom := map[int]numberFormat{}
	inCells := false
	return w.archive.walk(part, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil {
				custom[id] = customFormat(attr(e, "formatCode"))
			}
		case "cellXfs":
			inCells = true
		case "cellStyles", "cellStyleXfs", "dxfs":
			inCells = false
		case "xf":
			if !inCells || len(w.formats) >= maxRows {
				return nil
			}
			id, _ := strconv.Atoi(attr(e, "numFmtId"))
			f, ok := custom[id]
			if !ok {
				f = builtinFormat(id)
			}
			w.formats = append(w.formats, f)
		}
		return nil
	})
}

// sheet reads the cells of a sheet from a line on.
func (w *workbook) sheet(name string, from int) (*grid, problem) {
	s := sheetReader{w: w, g: &grid{file: w.file, sheet: name, from: from}}
	err := w.archive.walk(w.parts[name], s.visit)
	if s.stop != nil {
		return nil, s.stop
	}
	if err != nil {
		return nil, unreadable(err)
	}
	if p := s.flush(); p != nil {
		return nil, p
	}
	return s.g, nil
}

// sheetReader gathers the cells of a sheet row by row.
type sheetReader struct {
	w     *workbook
	g     *grid
	line  int
	cells []input
	count int
	stop  problem // why reading was given up
}

var errStopped = errors.New("读到界限")

func (s *sheetReader) visit(d *xml.Decoder, e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		return s.startRow(e)
	case "c":
		return s.cell(d, e)
	case "mergeCell":
		if m, ok := parseArea(attr(e, "ref")); ok && len(s.g.merged) < maxRows {
			s.g.merged = append(s.g.merged, m)
		}
	}
	return nil
}

func (s *sheetReader) startRow(e xml.StartElement) error {
	if s.stop = s.flush(); s.stop != nil {
		return errStopped
	}
	s.line++
	if n, err := strconv.Atoi(attr(e, "r")); err == nil && n >= s.line {
		s.line = n
	}
	return nil
}

// flush hands the row read so far to the grid.
func (s *sheetReader) flush() problem {
	cells := s.cells
	s.cells = nil
	if len(cells) == 0 {
		return nil
	}
	return s.g.append(s.line, cells)
}

func (s *sheetReader) cell(d *xml.Decoder, e xml.StartElement) error {
	column := len(s.cells)
	if c, _, ok := parseCell(attr(e, "r")); ok && c >= column {
		column = c
	}
	in, err := s.w.readCell(d, e)
	if err != nil {
		return err
	}
	if in.blank() {
		return nil
	}
	if s.count++; s.count > maxCells || column >= maxColumns {
		s.stop = kindFile.errorf("工作表“%s”多于%d列或%d格", s.g.sheet, maxColumns, maxCells)
		return errStopped
	}
	for len(s.cells) <= column {
		s.cells = append(s.cells, input{})
	}
	s.cells[column] = in
	return nil
}

// readCell reads a cell up to its end.
func (w *workbook) readCell(d *xml.Decoder, e xml.StartElement) (input, error) {
	var value strings.Builder
	inline, formula, inValue := "", false, false
	for {
		t, err := d.RawToken()
		if err != nil {
			return input{}, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			inValue = t.Name.Local == "v"
			formula = formula || t.Name.Local == "f"
			if t.Name.Local == "is" {
				if inline, err = richText(d, "is"); err != nil {
					return input{}, err
				}
			}
		case xml.EndElement:
			inValue = false
			if t.Name.Local == "c" {
				return w.value(attr(e, "t"), attr(e, "s"), value.String(), inline, formula)
			}
		case xml.CharData:
			if inValue {
				value.Write(t)
			}
			if value.Len() > maxCell {
				return input{}, fmt.Errorf("有一格的文字超过%d KB", maxCell>>10)
			}
		}
	}
}

// value makes an input of what a cell stores.
func (w *workbook) value(typ, style, v, inline string, formula bool) (input, error) {
	switch typ {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil || i < 0 || i >= len(w.shared) {
			return input{}, fmt.Errorf("共享文字没有第“%s”项", v)
		}
		return input{text: clean(w.shared[i])}, nil
	case "inlineStr":
		return input{text: clean(inline)}, nil
	case "str":
		return input{text: clean(unescape(v))}, nil
	case "e":
		return input{clean(v), asError}, nil
	case "b":
		return input{text: map[string]string{"1": "TRUE", "0": "FALSE"}[strings.TrimSpace(v)]}, nil
	case "d":
		return input{clean(v), asDate}, nil
	}
	v = strings.TrimSpace(v)
	if v == "" && formula {
		return input{kind: asUncomputed}, nil
	}
	if v == "" {
		return input{}, nil
	}
	return w.number(v, style), nil
}

// number makes an input of a number by the format of its cell.
func (w *workbook) number(v, style string) input {
	n, ok := plainNumber(v)
	if !ok {
		return input{text: clean(v)}
	}
	i, err := strconv.Atoi(style)
	if err != nil || i < 0 || i >= len(w.formats) {
		return input{n, asNumber}
	}
	switch w.formats[i] {
	case formatDate:
		if day, ok := dateOf(n, w.base04); ok {
			return input{day, asDate}
		}
	case formatPercent:
		if p := percent(n); p != n {
			return input{p, asNumber}
		}
	}
	return input{n, asNumber}
}
