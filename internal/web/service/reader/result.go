package reader

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"mingbai/internal/diag"
)

// The files of a result, in its folder.
const (
	ResultFile    = "result.json"
	AnnotatedFile = "annotated.pdf"
	InsideFolder  = "inside" // documents of an archive
)

// Reports are the files that a reader takes away, by their endings.
var Reports = []string{"xlsx", "csv", "json", "sarif", "html"}

// Result is what came of a file. One of Document and Inside is there.
type Result struct {
	Document *diag.Document `json:"document,omitempty"`
	Pages    []Page         `json:"pages,omitempty"`
	Blocks   []Block        `json:"blocks,omitempty"`
	Marked   bool           `json:"marked,omitempty"`   // there is an annotated PDF
	Unmarked string         `json:"unmarked,omitempty"` // why there is none, of a PDF
	Inside   []Inside       `json:"inside,omitempty"`
	Skipped  []string       `json:"skipped,omitempty"` // files of an archive that are no documents
}

// Page is a page of a document as it looks.
type Page struct {
	Number int     `json:"n"` // from 1
	Width  float64 `json:"w"` // in points
	Height float64 `json:"h"`
	File   string  `json:"file"`
	Type   string  `json:"type"` // image/png, image/jpeg
}

// Inside is a document of an archive.
type Inside struct {
	Name  string          `json:"name"`
	File  string          `json:"file,omitempty"` // in InsideFolder
	Fault *diag.ReadError `json:"fault,omitempty"`
}

// Block is a paragraph or a table as it was read, that findings speak of.
type Block struct {
	Title string   `json:"title,omitempty"` // the heading before it
	Text  string   `json:"text,omitempty"`  // of a paragraph
	Head  int      `json:"head,omitempty"`  // so many of the rows are the table's head
	Rows  [][]Cell `json:"rows,omitempty"`
	Marks []Mark   `json:"marks"`
}

// Cell is a cell of a table as printed.
type Cell struct {
	Text   string `json:"t,omitempty"`
	Cols   int    `json:"c,omitempty"` // 0: one
	Rows   int    `json:"r,omitempty"`
	Amount bool   `json:"a,omitempty"` // set right
}

// Mark is a place in a block that a finding speaks of.
type Mark struct {
	Finding int  `json:"f"` // index among the document's findings
	Row     int  `json:"row"`
	Cell    int  `json:"cell"`        // index in the row
	Strong  bool `json:"s,omitempty"` // may be wrong; else it shows what is
}

// Load reads the result in a folder, which may be no larger than limit bytes.
func Load(dir string, limit int64) (*Result, error) {
	path := filepath.Join(dir, ResultFile)
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("%s 有 %d 字节，多于 %d", ResultFile, info.Size(), limit)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := &Result{}
	if err := json.Unmarshal(b, r); err != nil {
		return nil, fmt.Errorf("%s：%w", ResultFile, err)
	}
	if (r.Document == nil) == (r.Inside == nil) {
		return nil, fmt.Errorf("%s 不完整", ResultFile)
	}
	return r, nil
}

// save writes a result.
func save(dir string, r *Result) error {
	b, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("写结果：%w", err)
	}
	return os.WriteFile(filepath.Join(dir, ResultFile), b, 0o600)
}
