package opendata

import (
	"encoding/csv"
	"io"
	"reflect"
	"regexp"
	"strings"
)

// csvFile writes rows as CSV: UTF-8 with a byte order mark, so that a spreadsheet
// shows Chinese, the columns' Chinese names first, lines ended as RFC 4180 says.
type csvFile[T any] struct {
	to      io.Writer
	columns []column
	w       *csv.Writer
	record  []string
}

func newCSV[T any](to io.Writer, columns []column) *csvFile[T] {
	w := csv.NewWriter(to)
	w.UseCRLF = true
	return &csvFile[T]{to: to, columns: columns, w: w}
}

const byteOrderMark = "\ufeff"

// withoutMark writes a file without the byte order mark before it, for programs that take
// it for a part of the first column's name.
type withoutMark struct {
	to    io.Writer
	begun bool
}

func (w *withoutMark) Write(b []byte) (int, error) {
	if !w.begun {
		w.begun = true
		if string(b) == byteOrderMark {
			return len(b), nil
		}
	}
	return w.to.Write(b)
}

// head writes the first line.
func (f *csvFile[T]) head() error {
	if f.record != nil {
		return nil
	}
	f.record = make([]string, len(f.columns))
	if _, err := io.WriteString(f.to, byteOrderMark); err != nil {
		return err
	}
	for i, c := range f.columns {
		f.record[i] = c.title
	}
	return f.w.Write(f.record)
}

// Write writes rows.
func (f *csvFile[T]) Write(rows []T) error {
	if err := f.head(); err != nil {
		return err
	}
	for i := range rows {
		v := reflect.ValueOf(&rows[i]).Elem()
		for k := range f.columns {
			f.record[k] = f.columns[k].text(v.Field(f.columns[k].field))
		}
		if err := f.w.Write(f.record); err != nil {
			return err
		}
	}
	return nil
}

// Close writes what is left; a file without rows has its first line.
func (f *csvFile[T]) Close() error {
	if err := f.head(); err != nil {
		return err
	}
	f.w.Flush()
	return f.w.Error()
}

// risky is a text that a spreadsheet would take for a formula, or one that was
// made harmless; a number with its sign is none.
var (
	risky  = regexp.MustCompile(`^'*[=+\-@\t\r]`)
	number = regexp.MustCompile(`^[+\-][0-9][0-9,]*(\.[0-9]+)?%?$`)
)

// harmless puts an apostrophe before a text that a spreadsheet would take for a
// formula. Who takes the first one away where it stands before one of those has
// the text again.
func harmless(s string) string {
	if s == "" || !strings.ContainsRune("'=+-@\t\r", rune(s[0])) || !risky.MatchString(s) || number.MatchString(s) {
		return s
	}
	return "'" + s
}
