package diag

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
)

// Stream writes a report document by document, so that none of it has to be kept. Close
// ends the report; it does not close what is written to.
type Stream interface {
	Document(*Document) error
	Close() error
}

// write writes a whole report to a stream.
func (r *Report) write(s Stream) error {
	for i := range r.Documents {
		if err := s.Document(&r.Documents[i]); err != nil {
			return err
		}
	}
	return s.Close()
}

// Tally counts what checking documents gave.
type Tally struct {
	Documents int
	Unread    int
	Findings  [Error + 1]int // by severity, without those that are waived
}

// Add counts a document.
func (t *Tally) Add(d *Document) {
	t.Documents++
	if d.Err != nil {
		t.Unread++
	}
	for i := range d.Findings {
		if d.Findings[i].Waived == nil {
			t.Findings[d.Findings[i].Severity]++
		}
	}
}

// Exit is the command's status: 2 where a document could not be read, 1 where a
// finding is at or above failOn, 0 else. failOn 0 never fails.
func (t *Tally) Exit(failOn Severity) int {
	if t.Unread > 0 {
		return 2
	}
	for s := failOn; s > 0 && s <= Error; s++ {
		if t.Findings[s] > 0 {
			return 1
		}
	}
	return 0
}

type textStream struct {
	*printer
	w     io.Writer
	tally Tally
}

// TextStream shows a report, grouped by document, at most Width columns wide.
func TextStream(w io.Writer, o TextOptions) Stream {
	if o.Width == 0 {
		o.Width = 100
	}
	return &textStream{printer: &printer{TextOptions: o}, w: w}
}

func (s *textStream) Document(d *Document) error {
	if s.tally.Documents > 0 {
		s.line("")
	}
	s.tally.Add(d)
	s.document(d)
	return s.flush()
}

func (s *textStream) Close() error {
	if s.tally.Documents > 1 {
		s.total(&s.tally)
	}
	return s.flush()
}

func (s *textStream) flush() error {
	_, err := io.WriteString(s.w, s.b.String())
	s.b.Reset()
	return err
}

type csvStream struct {
	w     io.Writer
	c     *csv.Writer
	begun bool
}

// CSVStream writes a line a finding, notes included, with a byte-order mark so
// that table programs read it right. Text that a table program would run as a
// formula is written with an apostrophe before it.
func CSVStream(w io.Writer) Stream {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	return &csvStream{w: w, c: c}
}

// begin writes the head, where it was not written yet.
func (s *csvStream) begin() error {
	if s.begun {
		return nil
	}
	s.begun = true
	if _, err := io.WriteString(s.w, "\ufeff"); err != nil {
		return err
	}
	return s.c.Write(csvHead)
}

func (s *csvStream) Document(d *Document) error {
	if err := s.begin(); err != nil {
		return err
	}
	for _, row := range d.csvRows() {
		if err := s.c.Write(inert(row)); err != nil {
			return err
		}
	}
	s.c.Flush()
	return s.c.Error()
}

func (s *csvStream) Close() error {
	if err := s.begin(); err != nil {
		return err
	}
	s.c.Flush()
	return s.c.Error()
}

type jsonStream struct {
	w     io.Writer
	b     bytes.Buffer
	begun bool
}

// JSONStream writes a report as mingbai.report/v1: UTF-8, two spaces a level,
// notes included.
func JSONStream(w io.Writer) Stream { return &jsonStream{w: w} }

func (s *jsonStream) Document(d *Document) error {
	s.b.Reset()
	if s.begun {
		s.b.WriteString(",")
	} else {
		s.begin()
	}
	s.b.WriteString("\n    ")
	e := json.NewEncoder(&s.b)
	e.SetEscapeHTML(false)
	e.SetIndent("    ", "  ")
	if err := e.Encode(d.json()); err != nil {
		return err
	}
	_, err := s.w.Write(bytes.TrimSuffix(s.b.Bytes(), []byte{'\n'}))
	return err
}

// begin writes what stands before the first document.
func (s *jsonStream) begin() {
	s.begun = true
	fmt.Fprintf(&s.b, "{\n  \"schema\": %q,\n  \"documents\": [", SchemaID)
}

func (s *jsonStream) Close() error {
	s.b.Reset()
	if s.begun {
		s.b.WriteString("\n  ")
	} else {
		s.begin()
	}
	s.b.WriteString("]\n}\n")
	_, err := s.w.Write(s.b.Bytes())
	return err
}
