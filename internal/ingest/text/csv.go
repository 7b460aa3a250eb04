package text

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/sheet"
)

// ReadCSV reads a sheet that a spreadsheet saved as CSV, in any encoding that text may
// have. Its cells are told by column and row, as the spreadsheet shows them.
func ReadCSV(name string, data []byte) (*doc.Document, error) {
	s, err := decodeFile(name, data)
	if err != nil {
		return nil, err
	}
	book := sheet.Book{File: name}
	rows := book.Sheet("")
	r := csv.NewReader(strings.NewReader(s))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s：%w", name, err)
		}
		line, _ := r.FieldPos(0)
		if err := addRecord(rows, line-1, record); err != nil {
			return nil, sheet.TooMuch(name)
		}
	}
	blocks, err := rows.Blocks()
	if err != nil {
		return nil, sheet.TooMuch(name)
	}
	if len(blocks) == 0 {
		return nil, sheet.Nothing(name)
	}
	return &doc.Document{Meta: doc.Meta{Lang: "zh-CN"}, Blocks: blocks}, nil
}

func addRecord(rows *sheet.Sheet, row int, record []string) error {
	cells := make([]sheet.Cell, 0, len(record))
	for col, text := range record {
		c, ok, err := rows.Take(sheet.Cell{Row: row, Col: col, Text: text})
		if err != nil {
			return err
		}
		if ok {
			cells = append(cells, c)
		}
	}
	return rows.Add(cells)
}
