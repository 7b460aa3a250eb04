package ingest_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/text"
	"mingbai/internal/money"
)

// FuzzRecognise reads damaged documents: whatever comes, what is claimed stands
// where it is said to.
func FuzzRecognise(f *testing.F) {
	published, err := os.ReadFile(publishedFiles[0])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(published[:2000])
	for _, part := range bytes.Split(published, []byte("\n\n2023年")) {
		f.Add(append([]byte("2023年"), part[:min(len(part), 3000)]...))
	}
	for _, part := range bytes.Split(published, []byte("大同市市级预算部门")) {
		f.Add(append([]byte("大同市市级预算部门"), part[:min(len(part), 3000)]...))
	}
	r := ingest.For(datongProfile(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := text.Read("a.txt", data)
		if err != nil {
			return
		}
		holds(t, r.Read(d).Disclosure)
	})
}

// holds checks what is true of every reading.
func holds(t *testing.T, d *budget.Disclosure) {
	t.Helper()
	for _, table := range d.Tables {
		for _, p := range table.Panels {
			keys := map[string]bool{}
			for _, l := range p.Lines {
				if keys[l.Key] || l.Key == "" {
					t.Errorf("%s: key %q twice or empty", table.ID, l.Key)
				}
				keys[l.Key] = true
				if len(l.Cells) != len(p.Columns) {
					t.Errorf("%s[%s]: %d cells in %d columns", table.ID, l.Key, len(l.Cells), len(p.Columns))
				}
				for _, c := range l.Cells {
					if p, _ := money.ParsePrinted(c.Printed.Text); p != c.Printed {
						t.Errorf("%s[%s]: %+v is not what its text reads as", table.ID, l.Key, c.Printed)
					}
				}
			}
		}
	}
	for _, s := range d.Sections {
		for _, p := range s.Paragraphs {
			end := 0
			for _, c := range p.Claims {
				if c.Start < 0 || c.Start+len(c.Text) > len(p.Text) || p.Text[c.Start:c.Start+len(c.Text)] != c.Text || c.Text == "" {
					t.Errorf("%s: claim %s %q is not at %d of %q", s.ID, c.Slot, c.Text, c.Start, p.Text)
				}
				if c.Start < end && !strings.HasSuffix(c.Slot, ".reason") {
					t.Errorf("%s: claim %s %q overlaps the one before it", s.ID, c.Slot, c.Text)
				}
				end = max(end, c.Start+len(c.Text))
			}
		}
	}
}

// TestHostileDocuments holds reading to its bounds of time on documents made to
// take long.
func TestHostileDocuments(t *testing.T) {
	r := ingest.For(datongProfile(t))
	head := func(title string) []doc.Block {
		return []doc.Block{doc.Paragraph{Text: "第二部分 2023年单位预算报表"}, doc.Paragraph{Text: title}}
	}
	wide := &doc.Table{Rows: []doc.Row{{Cells: []doc.Cell{{Text: "项目", ColSpan: 1 << 30, RowSpan: 1 << 30}}}, {Cells: make([]doc.Cell, 1000)}}}
	for range 1000 {
		wide.Rows = append(wide.Rows, doc.Row{Cells: []doc.Cell{{Text: "合计", RowSpan: 1 << 20}, {Text: "1.00", ColSpan: 1 << 20}}})
	}
	numbers := "一、单位预算收支数据变动情况及原因"
	long := strings.Repeat("预算收入总计1.00万元，占2%；", 20_000)
	entries := []doc.Block{doc.Paragraph{Text: "目录"}, doc.Paragraph{Text: "第一部分 概况.....1"}}
	for range 20_000 {
		entries = append(entries, doc.Paragraph{Text: "这一行不知道是什么标题"})
	}
	titles := head("2023年预算支出总表")
	for range 20_000 {
		titles = append(titles, doc.Paragraph{Text: "2023年一般公共预算某某支出情况预算表"})
	}
	for name, d := range map[string][]doc.Block{
		"spans of a million": append(head("2023年预算支出总表"), wide),
		"numbers":            {doc.Paragraph{Text: "第三部分 2023年度单位预算情况说明"}, doc.Paragraph{Text: numbers}, doc.Paragraph{Text: long}},
		"contents":           entries,
		"titles":             titles,
		"empty":              nil,
	} {
		t.Run(name, func(t *testing.T) {
			holds(t, r.Read(&doc.Document{Blocks: d}).Disclosure)
		})
	}
}
