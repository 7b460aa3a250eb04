package pipeline

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// truth holds what was seen on the pages of the published documents: cells and
// faults, a pair of files each. Its README says how they were made.
const truth = "../../testdata/corpus"

// leastRead is the share of a document's cells, in thousandths, that must be read
// as they are printed.
const leastRead = 999

// truthRows reads one of the files: a row each, by the names of the columns.
func truthRows(t *testing.T, name string) (out []map[string]string) {
	t.Helper()
	f, err := os.Open(filepath.Join(truth, name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	all, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, column := range all[0] {
			m[column] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// stem is the name of a document without its ending.
func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

func TestEveryPrintedCellIsRead(t *testing.T) {
	r := corpusReaders(t)
	for name := range corpusProfiles {
		t.Run(name, func(t *testing.T) {
			read := corpusDocument(t, r, name)
			cells := truthRows(t, stem(name)+".cells.tsv")
			right, printed := 0, 0
			for _, c := range cells {
				if c["text"] != "" {
					printed++
				}
				got := read.look(c)
				if slices.Equal(got, []string{c["text"] + " " + c["unit"]}) {
					right++
					continue
				}
				t.Logf("%s, %s [%s] %s: read %q, printed is %q in %s", c["page"], c["table"], c["row"], c["column"], got, c["text"], c["unit"])
			}
			t.Logf("%d of %d cells are read as printed, %d of them amounts: %.2f %%", right, len(cells), printed, 100*float64(right)/float64(len(cells)))
			if len(cells) < 100 || right*1000 < leastRead*len(cells) {
				t.Errorf("%d of %d cells are read as printed", right, len(cells))
			}
		})
	}
}

// look finds what was read of a printed cell: the texts and units of all cells at
// its page, in the table of its title, in the row of its code and name, under the
// titles of its column. Right is one.
func (r *reading) look(c map[string]string) (out []string) {
	for i := range r.disclosure.Tables {
		t := &r.disclosure.Tables[i]
		if plain(t.Title) != plain(c["table"]) {
			continue
		}
		form := r.profile.Table(t.ID)
		for _, text := range append(r.lookAcross(t, form, c), lookDown(t, form, c)...) {
			out = append(out, text+" "+t.MoneyUnit.String())
		}
	}
	return out
}

// lookDown finds a cell of a table that has rows.
func lookDown(t *budget.Table, form *profile.Table, c map[string]string) (out []string) {
	if len(form.Across) > 0 {
		return nil
	}
	for p := range t.Panels {
		panel := &t.Panels[p]
		if len(panel.Lines) == 0 && standsOn(t.Ref, c["page"]) && slices.ContainsFunc(panel.Columns, func(key string) bool { return headIs(panel, key, c["column"]) }) {
			out = append(out, "") // nothing was read of a table that is blank
		}
		for l := range panel.Lines {
			for k, key := range panel.Columns {
				line := &panel.Lines[l]
				if lineIs(line, &form.Panels[p], c["row"], key) && headIs(panel, key, c["column"]) && standsOn(line.Cells[k].Ref, c["page"]) {
					out = append(out, line.Cells[k].Printed.Text)
				}
			}
		}
	}
	return out
}

// lookAcross finds a cell of a table that has one row, whose columns are cells of
// other tables. Where nothing is in the row, the cell is read as blank.
func (r *reading) lookAcross(t *budget.Table, form *profile.Table, c map[string]string) (out []string) {
	for _, a := range form.Across {
		at, err := profile.ParseAddress(a.Cell)
		if err != nil || !acrossIs(a, c["column"]) {
			continue
		}
		panel := &r.disclosure.Table(at.Table).Panels[0]
		if cell := panel.Cell(at.Row, at.Column); cell != nil && standsOn(cell.Ref, c["page"]) {
			out = append(out, cell.Printed.Text)
		} else if len(panel.Lines) == 0 && standsOn(t.Ref, c["page"]) {
			out = append(out, "")
		}
	}
	return out
}

// acrossIs compares the titles over a column with a printed path; above them may
// be a title over all columns. 运行费 and 运行维护费 are one.
func acrossIs(a profile.Across, column string) bool {
	path := strings.ReplaceAll(strings.ReplaceAll(plain(column), "/", ""), "运行维护费", "运行费")
	for _, last := range append([]string{a.Title[len(a.Title)-1]}, a.Aliases...) {
		titles := strings.ReplaceAll(plain(strings.Join(a.Title[:len(a.Title)-1], "")+last), "运行维护费", "运行费")
		if rest, ok := strings.CutSuffix(path, titles); ok && (rest == "" || strings.HasPrefix(rest, "财政拨款三公") || strings.HasPrefix(rest, "三公")) {
			return true
		}
	}
	return false
}

// standsOn reports whether a place is on a page, or on a sheet.
func standsOn(at place.Ref, page string) bool {
	return strconv.Itoa(at.Page) == page || at.Page == 0 && strings.TrimSpace(at.Sheet) == page
}

// lineIs compares a printed row, 201 06 02 一般行政管理事务, with a line, in a
// column of it: of tables with two sides, a row has the column of its side alone.
func lineIs(l *budget.Line, form *profile.Panel, row, column string) bool {
	code := ""
	for {
		head, rest, ok := strings.Cut(row, " ")
		if !ok || strings.Trim(head, "0123456789") != "" {
			break
		}
		code, row = code+head, rest
	}
	for _, b := range form.Rows {
		for _, f := range b.Lines {
			if f.Cells[row] != "" {
				return l.Key == f.Key && f.Cells[row] == column
			}
		}
	}
	f := slices.IndexFunc(form.Columns, func(f profile.Column) bool { return f.Key == column })
	return plain(l.Name) == plain(row) && (code == "" || l.Code == code) && (l.Total || profile.Holds(form.Columns[f].Codes, l.Code))
}

// headIs compares the titles over a column with a printed path.
func headIs(p *budget.Panel, key, column string) bool {
	return slices.ContainsFunc(p.Heads, func(h budget.Head) bool { return h.Key == key && plain(h.Path) == plain(column) })
}

// plain is a text without blanks, with marks of one kind.
func plain(s string) string {
	return strings.NewReplacer(" ", "", "\n", "", "(", "（", ")", "）", "“", "", "”", "").Replace(s)
}
