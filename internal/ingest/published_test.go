package ingest_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/text"
	"mingbai/internal/money"
)

// The published Datong budget of 2023 is the measure of reading. A twin of it,
// with its figures, places and faults and the prose in other words, stands in
// testdata; where the document itself is at hand it is read too.

var update = flag.Bool("update", false, "write the golden files anew")

var publishedFiles = []string{"../../examples/datong-2023-published.txt", "../../../shared/seed/datong-2023.txt"}

// eachPublished runs a test on the twin and on the document itself.
func eachPublished(t *testing.T, test func(t *testing.T, lines []string, r *ingest.Reading)) {
	reader := ingest.For(datongProfile(t))
	for _, file := range publishedFiles {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Skipf("%s is not here: it is not read", file)
			}
			d, err := text.Read(file, data)
			if err != nil {
				t.Fatal(err)
			}
			test(t, strings.Split(string(data), "\n"), reader.Read(d))
		})
	}
}

// TestPublishedAmounts holds every amount to its table, row and order of print,
// and its place to the line that prints it.
func TestPublishedAmounts(t *testing.T) {
	golden, err := os.ReadFile("../pipeline/testdata/datong-amounts.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, line := range strings.Split(strings.TrimSpace(string(golden)), "\n") {
		if !strings.HasPrefix(line, "#") {
			want = append(want, line)
		}
	}
	eachPublished(t, func(t *testing.T, lines []string, r *ingest.Reading) {
		var got []string
		n := 0
		for i := range r.Disclosure.Tables {
			got = append(got, printedRows(t, &r.Disclosure.Tables[i], lines, &n)...)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("amounts (-want +got):\n%s", diff)
		}
		if n != 235 {
			t.Errorf("%d amounts, not 235", n)
		}
	})
}

// printedRows gives a table's rows that have amounts, panels side by side, each
// as the golden file has it.
func printedRows(t *testing.T, table *budget.Table, lines []string, n *int) []string {
	t.Helper()
	type row struct {
		names, amounts []string
	}
	rows := map[int]*row{}
	var order []int
	for i := range table.Panels {
		p := &table.Panels[i]
		for _, l := range p.Lines {
			r := rows[l.Ref.Line]
			if r == nil {
				r = &row{}
				rows[l.Ref.Line] = r
				order = append(order, l.Ref.Line)
			}
			name := l.Name
			if table.ID == "T12" {
				name = l.Key
			}
			if strings.Contains(lines[l.Ref.Line-1], l.Code+"\t") && l.Code != "" {
				name = l.Code + " " + name
			}
			if l.Second != "" {
				name += " " + l.Second
			}
			r.names = append(r.names, name)
			for k, c := range l.Cells {
				if c.Printed.Mark != money.Number {
					continue
				}
				*n++
				r.amounts = append(r.amounts, c.Printed.Text)
				if c.Ref.Line != l.Ref.Line || c.Ref.Table != table.ID || c.Ref.Column != p.Columns[k] || c.Ref.Text != c.Printed.Text ||
					!slices.Contains(strings.Split(lines[c.Ref.Line-1], "\t"), c.Printed.Text) {
					t.Errorf("%s %s: the place %+v does not print %s", table.ID, l.Name, c.Ref, c.Printed.Text)
				}
			}
		}
	}
	slices.Sort(order)
	var out []string
	for _, line := range order {
		if r := rows[line]; len(r.amounts) > 0 {
			names := r.names
			if table.ID == "T01" || table.ID == "T04" { // names without an amount beside one with
				names = namesOfRow(lines[line-1])
			}
			out = append(out, table.ID+"\t"+strings.Join(names, " ")+"\t"+strings.Join(r.amounts, " "))
		}
	}
	return out
}

func namesOfRow(line string) []string {
	var out []string
	for _, c := range strings.Split(line, "\t") {
		if c != "" && !strings.ContainsAny(c[:1], "0123456789") {
			out = append(out, c)
		}
	}
	return out
}

// TestPublishedClaims holds the values that the sentences state to the slots that
// they were matched to.
func TestPublishedClaims(t *testing.T) {
	const file = "testdata/datong-claims.tsv"
	eachPublished(t, func(t *testing.T, lines []string, r *ingest.Reading) {
		var b strings.Builder
		b.WriteString("# 公开的文字里读出的数和词，按印出的次序：节、句式、槽、原文、所重复的格（原因的文字不列）\n")
		for _, s := range r.Disclosure.Sections {
			for _, p := range s.Paragraphs {
				for _, c := range p.Claims {
					if p.Text[c.Start:c.Start+len(c.Text)] != c.Text {
						t.Errorf("%s: the text has no %q at %d", c.Slot, c.Text, c.Start)
					}
					if !strings.Contains(lines[c.Ref.Line-1], c.Text) || c.Ref.Section != s.ID {
						t.Errorf("%s: the place %+v has no %q", c.Slot, c.Ref, c.Text)
					}
					text := c.Text
					if strings.HasSuffix(c.Slot, ".reason") {
						text = "…"
					}
					b.WriteString(strings.Join([]string{s.ID, p.Pattern, c.Slot, text, c.Cell}, "\t") + "\n")
				}
			}
		}
		if *update && strings.HasSuffix(t.Name(), "datong-2023-published.txt") {
			if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("claims (-want +got):\n%s", diff)
		}
	})
}

var digitsText = regexp.MustCompile(`\d+(?:\.\d+)?`)

// TestEveryNumberOfTheNarrativeIsRead lists what numbers of the narrative stand in
// no claim: years, and what counts nothing that the profile knows.
func TestEveryNumberOfTheNarrativeIsRead(t *testing.T) {
	eachPublished(t, func(t *testing.T, _ []string, r *ingest.Reading) {
		for _, s := range r.Disclosure.Sections {
			if s.Part != "narrative" {
				continue
			}
			for _, p := range s.Paragraphs {
				if p.Heading {
					continue
				}
				for _, at := range digitsText.FindAllStringIndex(p.Text, -1) {
					number := p.Text[at[0]:at[1]]
					if number == "2023" || number == "2022" || claimed(p.Claims, at) {
						continue
					}
					if p.Pattern == "十一.车辆" && number == "1" {
						continue // the twin counts the other car, of which the profile knows nothing
					}
					t.Errorf("%s %q: %s is in no claim", s.ID, p.Pattern, number)
				}
			}
		}
	})
}

func claimed(claims []budget.Claim, at []int) bool {
	for _, c := range claims {
		if c.Start <= at[0] && at[1] <= c.Start+len(c.Text) {
			return true
		}
	}
	return false
}

// TestPublishedOutline holds what stands around the values.
func TestPublishedOutline(t *testing.T) {
	eachPublished(t, func(t *testing.T, lines []string, r *ingest.Reading) {
		d := r.Disclosure
		if d.Year != 2023 || d.Unit.Kind != "public1" || d.Title != "2023年度单位预算公开" || d.Unit.Department.Code != "083" {
			t.Errorf("unit: %+v %d %q", d.Unit, d.Year, d.Title)
		}
		if len(d.Outline.Stray) > 0 {
			t.Errorf("stray: %+v", d.Outline.Stray)
		}
		if n := len(d.Outline.Contents); n != 33 {
			t.Errorf("%d entries in the contents, not 33", n)
		}
		count := map[budget.HeadingKind]int{}
		for _, h := range d.Outline.Headings {
			count[h.Kind]++
			if h.ID == "" && h.Kind != budget.LabelHeading {
				t.Errorf("heading %q was not recognised", h.Text)
			}
			if strings.TrimSpace(lines[h.Ref.Line-1]) != h.Text {
				t.Errorf("line %d is not %q", h.Ref.Line, h.Text)
			}
		}
		want := map[budget.HeadingKind]int{"part": 4, "table": 13, "label": 1, "section": 14, "sub": 9, "form": 6, "caption": 2}
		if diff := cmp.Diff(want, count); diff != "" {
			t.Errorf("headings (-want +got):\n%s", diff)
		}
		status := map[diag.Status]int{}
		for _, s := range r.Tables {
			status[s.Status]++
		}
		if diff := cmp.Diff(map[diag.Status]int{diag.Read: 8, diag.StatedEmpty: 5}, status); diff != "" {
			t.Errorf("tables (-want +got):\n%s", diff)
		}
		if n := len(d.Glossary); n != 12 {
			t.Errorf("%d terms, not 12", n)
		}
	})
}

// TestPublishedForms holds the six forms: what is cut, moved or lost in them.
func TestPublishedForms(t *testing.T) {
	eachPublished(t, func(t *testing.T, _ []string, r *ingest.Reading) {
		var names, got []string
		for _, p := range r.Disclosure.Projects {
			names = append(names, p.Name)
			if !p.HasForm {
				continue
			}
			got = append(got, strings.Join([]string{
				strconv.Itoa(p.Ref.Line), p.Term.Total.String(), p.Term.County.String(), p.Annual.Total.String(), p.Annual.County.String(),
				p.Period, p.Date, strconv.Itoa(len(p.Indicators)), strconv.Itoa(len(p.Levels)),
			}, " "))
			if !p.Annual.Central.Given || p.Annual.Other.Given || p.Term.Other.Given {
				t.Errorf("%s: 0 and blank are not told apart: %+v", p.Name, p.Annual)
			}
			for _, l := range p.Levels {
				if l.Level1 == "" || !strings.HasSuffix(l.Level2, "指标") {
					t.Errorf("%s: level %q %q printed %q %q", p.Name, l.Level1, l.Level2, l.Printed1, l.Printed2)
				}
			}
			for key, ref := range p.Refs {
				if ref.Line <= p.Ref.Line || ref.Form != p.Name || ref.Row != key {
					t.Errorf("%s: place of %s: %+v", p.Name, key, ref)
				}
			}
		}
		wantNames := []string{"J专项业务费", "J残疾人保障金", "J住房货币化补贴", "J老干部活动室水电及取暖费等", "Z中小企业公共服务平台运维费", "Z新材料应用推广专项业务费", "Z党支部业务费"}
		if diff := cmp.Diff(wantNames, names); diff != "" {
			t.Errorf("projects (-want +got):\n%s", diff)
		}
		want := []string{
			"456 88,400 88,400 22,100 22,100 4年 202212 5 9",
			"488 311,300 311,300 70,000 70,000 4年 2022123 0130622 5 9",
			"520 120,500 120,500 20,000 20,000 4年 20221230192730 5 9",
			"552 1,823,200 1,823,200 455,800 455,800 4年 20221230125716 6 9",
			"584 560,000 560,000 140,000 140,000 4年 202212 5 9",
			"616 364,500 364,500 121,500 121,500 3年 202301031904 5 9",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("forms (-want +got):\n%s", diff)
		}
	})
}
