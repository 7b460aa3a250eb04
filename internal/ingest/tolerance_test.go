package ingest_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"mingbai/internal/budget"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/text"
	"mingbai/internal/money"
	"mingbai/internal/render/docx"
	render "mingbai/internal/render/text"
)

// Documents of others differ from ours in what does not matter. Each case changes
// the text of a made-up document in one such way; what is read stays the same.

// page is a made-up document as text.
func page(t testing.TB, n int) (*budget.Disclosure, string) {
	t.Helper()
	d, document := composed(t, n)
	var b bytes.Buffer
	if err := render.Write(&b, document); err != nil {
		t.Fatal(err)
	}
	return d, b.String()
}

func read(t testing.TB, data []byte) *ingest.Reading {
	t.Helper()
	d, err := text.Read("made-up.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	return ingest.Recognise(d, datongProfile(t))
}

// values is what has to come out whatever the look: amounts by address, claims by
// slot, forms.
func values(d *budget.Disclosure) []string {
	var out []string
	for _, t := range d.Tables {
		for _, p := range t.Panels {
			for _, l := range p.Lines {
				for k, c := range l.Cells {
					if c.Printed.Text != "" {
						out = append(out, fmt.Sprintf("%s[%s].%s %s", t.ID, l.Key, p.Columns[k], c.Printed.Value))
					}
				}
			}
		}
	}
	for _, s := range d.Sections {
		for _, p := range s.Paragraphs {
			for _, c := range p.Claims {
				if !strings.HasSuffix(c.Slot, ".reason") && !strings.HasSuffix(c.Slot, ".same") {
					out = append(out, s.ID+" "+p.Pattern+" "+c.Slot+" "+halfWidth(c.Text))
				}
			}
		}
	}
	for _, p := range d.Projects {
		if p.HasForm {
			out = append(out, fmt.Sprintf("%s %v %v %d", p.Name, p.Term, p.Annual, len(p.Indicators)))
		}
	}
	return out
}

func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, strings.ReplaceAll(s, " ", ""))
}

func TestWhatDoesNotMatter(t *testing.T) {
	lines := func(change func(line string, tabs bool) string) func(string) string {
		return func(s string) string {
			all := strings.Split(s, "\n")
			for i, l := range all {
				all[i] = change(l, strings.Contains(l, "\t"))
			}
			return strings.Join(all, "\n")
		}
	}
	cases := map[string]func(string) string{
		"half-width marks in sentences": lines(func(l string, tabs bool) string {
			if tabs {
				return l
			}
			return strings.NewReplacer("，", ", ", "；", "; ", "：", ": ", "（", "(", "）", ")").Replace(l)
		}),
		"full-width digits in sentences": lines(func(l string, tabs bool) string {
			if tabs || !strings.Contains(l, "万元") || strings.HasPrefix(l, "单位") {
				return l
			}
			return strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' || r == '.' || r == '%' {
					return r - '!' + '！'
				}
				return r
			}, l)
		}),
		"spaces around numbers": lines(func(l string, tabs bool) string {
			if tabs || !strings.Contains(l, "万元") {
				return l
			}
			return strings.NewReplacer("万元", " 万元 ", "，", " ，", "年度", " 年度").Replace(l)
		}),
		"spaces in headings": lines(func(l string, tabs bool) string {
			if tabs {
				return strings.ReplaceAll(l, "政府性基金", "政府性 基金")
			}
			return strings.NewReplacer("预算收支总表", "预 算 收 支 总 表", "收入预算情况说明", "收入预算 情况说明").Replace(l)
		}),
		"commas lost": lines(func(l string, tabs bool) string {
			if tabs || !strings.HasPrefix(l, "2023年度支出预算") {
				return l
			}
			return strings.ReplaceAll(l, "，", "")
		}),
		"other quotes and brackets": lines(func(l string, _ bool) string {
			return strings.NewReplacer("“", "\"", "”", "\"", "（不含上年结转）", "(不含上年结转)", "（境）", "(境)").Replace(l)
		}),
		"titles by other names": func(s string) string {
			return strings.NewReplacer("2023年预算收支总表", "2023年部门收支预算总表", "2023年预算支出总表", "2023年部门支出总表").Replace(s)
		},
		"sections numbered otherwise": func(s string) string {
			return strings.NewReplacer("\n三、支出预算情况说明", "\n四、支出预算情况说明", "\n九、政府采购情况", "\n八、政府采购情况").Replace(s)
		},
		"a slip in a title": func(s string) string {
			return strings.NewReplacer("四、财政拨款收支预算总体情况说明", "四、财政拨款收支预算总体情况的说明", "情况统计表", "情况统记表").Replace(s)
		},
		"wording in between": func(s string) string {
			return strings.NewReplacer("政府采购预算总额", "部门各单位政府采购预算总额", "实行绩效目标管理", "单位实行绩效目标管理", "主要包括：", "主要包括").Replace(s)
		},
		"page breaks and empty lines in tables": func(s string) string {
			return strings.NewReplacer("\t十、卫生健康支出\t", "\t十、卫生健康支出\t", "\n\t\t十七、", "\n\n\f\n\t\t十七、").Replace(s)
		},
		"Windows line ends": func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"no marks of empty columns at the ends of rows": lines(func(l string, _ bool) string {
			if strings.Trim(l, "\t") == "" {
				return l
			}
			return strings.TrimRight(l, "\t")
		}),
		"larger: commas in amounts": lines(func(l string, tabs bool) string {
			if !tabs {
				return l
			}
			cells := strings.Split(l, "\t")
			for i, c := range cells {
				whole, frac, ok := strings.Cut(c, ".")
				if ok && len(whole) > 3 && len(whole) <= 6 && strings.Trim(whole+frac, "0123456789") == "" {
					cells[i] = whole[:len(whole)-3] + "," + whole[len(whole)-3:] + "." + frac
				}
			}
			return strings.Join(cells, "\t")
		}),
	}
	for name, change := range cases {
		t.Run(name, func(t *testing.T) {
			for n := range 10 {
				want, text := page(t, n)
				changed := change(text)
				if changed == text && n == 9 {
					t.Error("the case changes nothing")
				}
				got := read(t, []byte(changed))
				if diff := cmp.Diff(values(want), values(got.Disclosure)); diff != "" {
					t.Fatalf("book %d (-want +got):\n%s", n, diff)
				}
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	want, text := page(t, 1)
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	little, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	big, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String(text)
	for name, data := range map[string]string{"UTF-8 with its mark": "\ufeff" + text, "GB 18030": gb, "UTF-16 LE": little, "UTF-16 BE": big} {
		if diff := cmp.Diff(values(want), values(read(t, []byte(data)).Disclosure)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// editTable changes the rows of the table whose title is given, head and all.
func editTable(s, title string, edit func(cells []string) []string) string {
	at := strings.LastIndex(s, "\n"+title+"\n")
	lines := strings.Split(s[at:], "\n")
	begun := false
	for i, l := range lines {
		if !strings.Contains(l, "\t") {
			if begun && l != "" {
				break
			}
			continue
		}
		begun = true
		lines[i] = strings.Join(edit(strings.Split(l, "\t")), "\t")
	}
	return s[:at] + strings.Join(lines, "\n")
}

func TestColumnsMissingMovedAndMore(t *testing.T) {
	const title = "2023年预算支出总表"
	want, s := page(t, 2)
	column := func(d *budget.Disclosure, key string) []string {
		p := &d.Table("T03").Panels[0]
		var out []string
		for _, l := range p.Lines {
			if c := p.Cell(l.Key, key); c != nil {
				out = append(out, l.Key+" "+c.Printed.Text)
			}
		}
		return out
	}
	check := func(t *testing.T, got *budget.Disclosure, keys ...string) {
		t.Helper()
		if diff := cmp.Diff(keys, got.Table("T03").Panels[0].Columns); diff != "" {
			t.Errorf("columns (-want +got):\n%s", diff)
		}
		for _, key := range keys {
			if diff := cmp.Diff(column(want, key), column(got, key)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", key, diff)
			}
		}
	}
	t.Run("missing", func(t *testing.T) {
		got := read(t, []byte(editTable(s, title, func(c []string) []string { return slices.Delete(c, 3, 4) }))).Disclosure
		check(t, got, "合计", "项目支出")
	})
	t.Run("moved", func(t *testing.T) {
		got := read(t, []byte(editTable(s, title, func(c []string) []string {
			c[2], c[3], c[4] = c[4], c[2], c[3]
			return c
		}))).Disclosure
		check(t, got, "合计", "基本支出", "项目支出")
	})
	t.Run("more", func(t *testing.T) {
		n := 0
		r := read(t, []byte(editTable(s, title, func(c []string) []string {
			n++
			extra := "7.00"
			if n <= 2 {
				extra = []string{"", "经营支出"}[n-1]
			}
			return slices.Insert(c, 4, extra)
		})))
		check(t, r.Disclosure, "合计", "基本支出", "项目支出")
		heads := r.Disclosure.Table("T03").Panels[0].Heads
		if i := slices.IndexFunc(heads, func(h budget.Head) bool { return h.Title == "经营支出" && h.Key == "" }); i < 0 {
			t.Errorf("the head of the column that the profile lacks is not kept: %+v", heads)
		}
		if !slices.ContainsFunc(r.Disclosure.Outline.Stray, func(s budget.Stray) bool { return s.Kind == "column" && strings.Contains(s.Text, "经营支出") }) {
			t.Error("the column that the profile lacks is not stray")
		}
	})
	t.Run("words", func(t *testing.T) {
		first := true
		got := read(t, []byte(editTable(s, title, func(c []string) []string {
			if c[0] == "合计" && first {
				c[2], first = "详见附表", false
			}
			return c
		}))).Disclosure
		if c := got.Table("T03").Panels[0].Cell("合计", "合计"); c.Printed.Text != "详见附表" || c.Printed.Mark != money.Words {
			t.Errorf("a cell of words: %+v", c.Printed)
		}
	})
	t.Run("stray row", func(t *testing.T) {
		done := false
		r := read(t, []byte(editTable(s, "2023年预算收支总表", func(c []string) []string {
			if c[0] == "五、单位资金" && !done {
				c[0], c[1], done = "六、其他来路不明的钱", "3.00", true
			}
			return c
		})))
		if !slices.ContainsFunc(r.Disclosure.Outline.Stray, func(s budget.Stray) bool {
			return s.Kind == "row" && strings.Contains(s.Text, "来路不明的钱 3.00")
		}) {
			t.Errorf("the row is lost: %+v", r.Disclosure.Outline.Stray)
		}
	})
	t.Run("row twice", func(t *testing.T) {
		at := strings.LastIndex(s, "\n"+title+"\n")
		rest := s[at:]
		i := strings.Index(rest, "\n合计\t")
		j := i + 1 + strings.Index(rest[i+1:], "\n")
		k := j + 1 + strings.Index(rest[j+1:], "\n")
		got := read(t, []byte(s[:at]+rest[:k]+rest[j:])).Disclosure
		p := &got.Table("T03").Panels[0]
		if len(p.Lines) != len(want.Table("T03").Panels[0].Lines)+1 || p.Lines[1].Code != p.Lines[2].Code || p.Lines[1].Key == p.Lines[2].Key {
			t.Errorf("the row that stands twice: %+v", p.Lines[:3])
		}
	})
	t.Run("head again", func(t *testing.T) {
		at := strings.LastIndex(s, "\n"+title+"\n")
		rest := s[at:]
		head := rest[strings.Index(rest, "\n项目\t"):strings.Index(rest, "\n合计\t")]
		i := strings.Index(rest, "\n合计\t")
		i += 1 + strings.Index(rest[i+1:], "\n")
		got := read(t, []byte(s[:at]+rest[:i]+"\n"+title+"\n\n单位：万元\n"+head+rest[i:])).Disclosure
		if diff := cmp.Diff(values(want), values(got)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// TestWrappedSentences breaks the sentences of the narrative over lines, as a text
// taken from a page has them.
func TestWrappedSentences(t *testing.T) {
	for n := range 10 {
		want, s := page(t, n)
		at := strings.LastIndex(s, "第三部分")
		lines := strings.Split(s[at:], "\n")
		for i, l := range lines {
			if !strings.Contains(l, "\t") && strings.Contains(l, "万元") {
				lines[i] = wrap(l, 38)
			}
		}
		got := read(t, []byte(s[:at]+strings.Join(lines, "\n"))).Disclosure
		if diff := cmp.Diff(values(want), values(got)); diff != "" {
			t.Fatalf("book %d (-want +got):\n%s", n, diff)
		}
	}
}

// TestReasonsOfTheirOwnParagraph sets the reason of a change in a paragraph of its own, in a Word
// file, where paragraphs are whole sentences otherwise.
func TestReasonsOfTheirOwnParagraph(t *testing.T) {
	for n := range 4 {
		want, document := composed(t, n)
		apart, blocks := 0, []doc.Block(nil)
		for _, b := range document.Blocks {
			p, ok := b.(doc.Paragraph)
			at := strings.LastIndex(p.Text, "主要原因是")
			if !ok || at < 0 {
				blocks = append(blocks, b)
				continue
			}
			rest := p
			p.Text, rest.Text = p.Text[:at]+"主要原因：", p.Text[at+len("主要原因是"):]
			blocks, apart = append(blocks, p, rest), apart+1
		}
		if apart == 0 {
			t.Fatalf("book %d gives no reason", n)
		}
		document.Blocks = blocks
		var b bytes.Buffer
		if err := docx.Write(&b, document); err != nil {
			t.Fatal(err)
		}
		read, err := ingest.Read(ingest.DOCX, "made-up.docx", b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		got := ingest.Recognise(read, datongProfile(t)).Disclosure
		if diff := cmp.Diff(reasons(want), reasons(got)); diff != "" {
			t.Fatalf("book %d (-want +got):\n%s", n, diff)
		}
	}
}

// reasons are those of changes, by what changed.
func reasons(d *budget.Disclosure) (out []string) {
	for _, s := range d.Sections {
		for _, p := range s.Paragraphs {
			for _, c := range p.Claims {
				if strings.HasSuffix(c.Slot, ".reason") {
					out = append(out, s.ID+" "+c.Slot+" "+c.Text)
				}
			}
		}
	}
	return out
}

// wrap breaks a line every n characters, but not in a number or where a sentence ends.
func wrap(s string, n int) string {
	var b strings.Builder
	at := 0
	runes := []rune(s)
	for i, r := range runes {
		b.WriteRune(r)
		at++
		digit := func(r rune) bool { return r >= '0' && r <= '9' || r == '.' }
		if at >= n && i+5 < len(runes) && !digit(r) && !strings.ContainsRune("。；：", r) {
			b.WriteByte('\n')
			at = 0
		}
	}
	return b.String()
}

// TestLastYearBeside reads a table that shows last year's columns before this
// year's: those of this year count.
func TestLastYearBeside(t *testing.T) {
	want, s := page(t, 2)
	n := 0
	got := read(t, []byte(editTable(s, "2023年预算支出总表", func(c []string) []string {
		n++
		last := []string{"1.00", "1.00", ""}
		if n <= 2 {
			last = [][]string{{"2022年预算数", "", ""}, {"合计", "基本支出", "项目支出"}}[n-1]
		}
		return slices.Insert(c, 2, last...)
	}))).Disclosure
	if diff := cmp.Diff(values(want), values(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	keyless := 0
	for _, h := range got.Table("T03").Panels[0].Heads {
		if h.Key == "" {
			keyless++
		}
	}
	if keyless != 3 {
		t.Errorf("%d columns of last year, not 3", keyless)
	}
}

// TestWrongYearInTheHead reads a table whose head was left from last year.
func TestWrongYearInTheHead(t *testing.T) {
	want, s := page(t, 2)
	got := read(t, []byte(editTable(s, "2023年预算支出总表", func(c []string) []string {
		for i := range c {
			c[i] = strings.Replace(c[i], "2023年预算数", "2022年预算数", 1)
		}
		return c
	}))).Disclosure
	if diff := cmp.Diff(values(want), values(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestHeadingsThatRunOn reads headings with their text on the same line.
func TestHeadingsThatRunOn(t *testing.T) {
	want, s := page(t, 1)
	at := strings.LastIndex(s, "第三部分")
	body := strings.Replace(s[at:], "（二）其他\n\n", "（二）其他：", 1)
	body = strings.Replace(body, "2、绩效目标情况（附表说明）\n\n", "2、绩效目标情况（附表说明）：", 1)
	body = strings.Replace(body, "三、支出预算情况说明\n\n", "三、支出预算情况说明：", 1)
	got := read(t, []byte(s[:at]+body)).Disclosure
	if diff := cmp.Diff(values(want), values(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestLinesInOneRow reads the name of the unit and the unit of money where both
// stand in one row above the table, and in one line.
func TestLinesInOneRow(t *testing.T) {
	want, s := page(t, 3)
	name := "单位名称：" + want.Unit.Name
	for _, set := range []string{name + "\t\t\t单位：元", name + "　　　单位：元"} {
		got := read(t, []byte(strings.ReplaceAll(s, name+"\n\n单位：万元", set))).Disclosure
		for _, table := range got.Tables {
			if table.MoneyUnit != money.Yuan || table.NameLine.Text != name || table.UnitLine.Text != "单位：元" {
				t.Errorf("%s: %v %q %q", table.ID, table.MoneyUnit, table.NameLine.Text, table.UnitLine.Text)
			}
		}
		if got.Unit.Name != want.Unit.Name || len(got.Tables) != 13 {
			t.Errorf("unit %q, %d tables", got.Unit.Name, len(got.Tables))
		}
	}
}

// TestTheUnitOfMoneyElsewhere reads the unit of money behind the title, in brackets or
// not, and in the title of a column.
func TestTheUnitOfMoneyElsewhere(t *testing.T) {
	want, s := page(t, 3)
	title := "2023年预算支出总表"
	at := strings.LastIndex(s, "\n"+title+"\n")
	for name, edit := range map[string]func(string) string{
		"in brackets": func(s string) string {
			return strings.Replace(strings.Replace(s, "单位：万元\n", "", 1), title, title+"（单位：元）", 1)
		},
		"behind blanks": func(s string) string {
			return strings.Replace(strings.Replace(s, "单位：万元\n", "", 1), title, title+"　　单位：元", 1)
		},
		"in a line of the head": func(s string) string {
			return strings.Replace(strings.Replace(s, "单位：万元\n", "", 1), "项目支出", "项目支出单位：元", 1)
		},
		"in the head": func(s string) string {
			return strings.Replace(strings.Replace(s, "单位：万元\n", "", 1), "项目支出", "项目支出（元）", 1)
		},
	} {
		edited := s[:at] + edit(s[at:])
		if edited == s {
			t.Fatal(name, "changes nothing")
		}
		got := read(t, []byte(edited)).Disclosure
		a, b := want.Table("T03"), got.Table("T03")
		if b == nil || len(b.Panels) == 0 || len(b.Panels[0].Lines) != len(a.Panels[0].Lines) || !strings.Contains(b.UnitLine.Text, "元") || strings.Contains(b.UnitLine.Text, "万") || b.Title != title {
			t.Errorf("%s: %+v", name, b)
		}
	}
}

// TestAmountsWithTheirUnit reads an amount behind which its cell has the table's unit; one
// with another unit stays what it is, words.
func TestAmountsWithTheirUnit(t *testing.T) {
	_, s := page(t, 3)
	edit := func(unit string) money.Printed {
		s := editTable(s, "2023年预算支出总表", func(c []string) []string {
			if c[1] == "合计" || c[0] == "合计" {
				c[2] += unit
			}
			return c
		})
		return read(t, []byte(s)).Disclosure.Table("T03").Panels[0].Lines[0].Cells[0].Printed
	}
	if plain, with := edit(""), edit("万元"); with.Mark != money.Number || with.Value != plain.Value {
		t.Errorf("万元 behind it: %+v, %+v", plain, with)
	}
	if other := edit("元"); other.Mark != money.Words {
		t.Errorf("元 in a table of 万元: %+v", other)
	}
}

// TestCodesInBrackets reads a code and a name in one cell: [2010601]行政运行.
func TestCodesInBrackets(t *testing.T) {
	want, s := page(t, 3)
	for _, pair := range []string{"[]", "【】", "（）"} {
		open, end := string([]rune(pair)[0]), string([]rune(pair)[1])
		s := editTable(s, "2023年预算支出总表", func(c []string) []string {
			if c[0] != "" && strings.Trim(c[0], "0123456789") == "" {
				c[0], c[1] = "", open+c[0]+end+c[1]
			}
			return c
		})
		a, b := want.Table("T03"), read(t, []byte(s)).Disclosure.Table("T03")
		for i, l := range b.Panels[0].Lines {
			if w := a.Panels[0].Lines[i]; l.Code != w.Code || l.Name != w.Name {
				t.Errorf("%s: %q %q, want %q %q", pair, l.Code, l.Name, w.Code, w.Name)
			}
		}
	}
}

// TestATableGoesOnWithoutAColumn: on its next page nothing stands in a column of the
// table; the amounts beside it stay in their own.
func TestATableGoesOnWithoutAColumn(t *testing.T) {
	_, whole := composed(t, 3)
	document := doc.Document{Meta: whole.Meta, Blocks: slices.Clone(whole.Blocks)}
	var want []string
	for i, b := range document.Blocks {
		table, ok := b.(*doc.Table)
		if !ok || !strings.Contains(table.Title, "预算支出总表") {
			continue
		}
		from := len(table.Rows) - 2
		next := &doc.Table{Rows: slices.Clone(table.Rows[from:])}
		for k := range next.Rows {
			cells := slices.Clone(next.Rows[k].Cells)
			cells[3].Text = ""
			next.Rows[k].Cells = cells
			want = append(want, cells[4].Text)
		}
		first := *table
		first.Rows = table.Rows[:from]
		document.Blocks[i] = &first
		document.Blocks = slices.Insert(document.Blocks, i+1, doc.Block(next))
		break
	}
	lines := ingest.Recognise(&document, datongProfile(t)).Disclosure.Table("T03").Panels[0].Lines
	var got []string
	for _, l := range lines[len(lines)-2:] {
		if l.Cells[1].Printed.Text != "" {
			t.Errorf("%s: %q in the column where nothing stands", l.Key, l.Cells[1].Printed.Text)
		}
		got = append(got, l.Cells[2].Printed.Text)
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) != 2 {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestATitleWithItsUnitIsArranged: the title of a table and the unit of money behind it
// belong to the table.
func TestATitleWithItsUnitIsArranged(t *testing.T) {
	_, s := page(t, 3)
	at := strings.LastIndex(s, "\n2023年预算支出总表\n")
	s = s[:at] + strings.Replace(strings.Replace(s[at:], "单位：万元\n", "", 1), "预算支出总表", "预算支出总表（单位：万元）", 1)
	d, err := text.Read("made-up.txt", []byte(s))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range ingest.Arrange(d, ingest.Recognise(d, datongProfile(t)).Disclosure).Blocks {
		if table, ok := b.(*doc.Table); ok && table.Title == "2023年预算支出总表" && table.Right == "单位：万元" {
			return
		}
	}
	t.Error("no table has the title and the unit")
}

// TestATableIsArrangedWithItsNotes: the notes under a table are its own, and rows whose
// code and name are in one cell are of its body.
func TestATableIsArrangedWithItsNotes(t *testing.T) {
	_, s := page(t, 3)
	s = editTable(s, "2023年预算支出总表", func(c []string) []string {
		if c[0] != "" && strings.Trim(c[0], "0123456789") == "" {
			c[0], c[1] = "", "["+c[0]+"]"+c[1]
		}
		return c
	})
	const first, second = "注：1．本表反映单位本年度的支出情况。", "2．本表金额单位转换时可能存在尾数误差。"
	at := strings.LastIndex(s, "\n2023年预算支出总表\n")
	next := at + strings.Index(s[at:], "2023年财政拨款收支总表")
	s = s[:next] + first + "\n" + second + "\n" + s[next:]
	d, err := text.Read("made-up.txt", []byte(s))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range ingest.Arrange(d, ingest.Recognise(d, datongProfile(t)).Disclosure).Blocks {
		table, ok := b.(*doc.Table)
		if !ok || table.Title != "2023年预算支出总表" {
			continue
		}
		if table.Note != first+second || len(table.Head) > 2 || len(table.Rows) < 5 {
			t.Errorf("note %q, %d rows of the head, %d of the body", table.Note, len(table.Head), len(table.Rows))
		}
		return
	}
	t.Error("the table is gone")
}

// TestContentsAreArranged: the entries of the contents stand for themselves, without their
// dots and the numbers of pages, which are others in what is made of them.
func TestContentsAreArranged(t *testing.T) {
	d, err := text.Read("made-up.txt", []byte(strings.Join([]string{
		"某市某某局2023年度单位预算公开", "目录", "第一部分 概况……………………1", "一、主要职能……………………1", "二、机构设置……………………2", "第二部分 2023年度单位预算报表……………………3",
		"第一部分 概况", "一、主要职能", "某市某某局负责某事。", "二、机构设置", "某市某某局设一室。",
	}, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range ingest.Arrange(d, ingest.Recognise(d, datongProfile(t)).Disclosure).Blocks {
		if p, ok := b.(doc.Paragraph); ok {
			got = append(got, p.Text)
		}
	}
	want := []string{"第一部分 概况", "一、主要职能", "二、机构设置", "第二部分 2023年度单位预算报表"}
	if at := slices.Index(got, "目录"); at < 0 || len(got) < at+5 || !slices.Equal(got[at+1:at+5], want) {
		t.Errorf("arranged %q, want the contents %q", got, want)
	}
}
