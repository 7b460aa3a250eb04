package manuscript

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"mingbai/internal/doc"
	"mingbai/internal/money"
)

func amount(t *testing.T, fen money.Fen, unit money.Unit, print string) doc.Cell {
	t.Helper()
	p, err := money.ParsePrinted(print)
	if err != nil {
		t.Fatal(err)
	}
	return doc.Cell{Text: print, ColSpan: 1, RowSpan: 1, Amount: &doc.Number{Exact: fen, Known: true, Printed: p, Unit: unit}}
}

func words(s string, cols, rows int) doc.Cell { return doc.Cell{Text: s, ColSpan: cols, RowSpan: rows} }

// sample has spans across and down, amounts printed as the others and otherwise, text
// that looks like an amount or like what the files mark.
func sample(t *testing.T) *Manuscript {
	column := func(kind doc.ColumnKind) doc.Column { return doc.Column{Kind: kind, Width: 10} }
	table := &doc.Table{
		ID: "B01", Title: "收入决算表", Label: "公开02表", Left: "部门：某局", Right: "金额单位：万元", Note: "注：本表反映收入。", MoneyUnit: money.Wan,
		Columns: []doc.Column{column(doc.Name), column(doc.Name), column(doc.Amount), column(doc.Amount)},
		Head: []doc.Row{
			{Cells: []doc.Cell{words("项目", 2, 1), words("合计", 1, 2), words("其中：财政拨款", 1, 2)}},
			{Cells: []doc.Cell{words("编码", 1, 1), words("名称", 1, 1)}},
		},
		Rows: []doc.Row{
			{Cells: []doc.Cell{words("201", 1, 1), words("一般公共服务支出", 1, 1), amount(t, 123456789, money.Wan, "123.46"), amount(t, 1234567890, money.Wan, "1,234.57")}},
			{Cells: []doc.Cell{words("202", 1, 1), words("每人50元", 1, 1), amount(t, 0, money.Wan, "0"), amount(t, -505000, money.Wan, "-0.51")}},
			{Cells: []doc.Cell{words("203", 1, 1), words("50元", 1, 1), words("←", 1, 1), words("", 1, 1)}},
		},
	}
	return &Manuscript{Profile: "generic-final", Year: 2024, Unit: "某局", Document: &doc.Document{
		Meta: doc.Meta{Title: "某局2024年度部门决算", Author: "某局", Lang: "zh-CN", Year: 2024},
		Blocks: []doc.Block{
			doc.Heading{Level: 1, Text: "某局2024年度部门决算", ID: "h1"},
			doc.Paragraph{Text: "#不是标题，也不是表"},
			doc.PageBreak{},
			doc.Heading{Level: 2, Text: "收入决算表", ID: "t01", Table: true},
			doc.Paragraph{Text: "（2024年度）", Style: doc.Centred},
			table,
			doc.PageBreak{},
			doc.Paragraph{Text: "第三部分 情况说明"},
		},
	}}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "底稿")
	want := sample(t)
	if err := Write(dir, want, "说明\n第二行", false); err != nil {
		t.Fatal(err)
	}
	if !Is(dir) || Is(filepath.Dir(dir)) {
		t.Error("what is a manuscript is not told from what is none")
	}
	got, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if err := Write(dir, want, "", false); err == nil {
		t.Error("what is there was overwritten unasked")
	}
	if err := Write(dir, want, "", true); err != nil {
		t.Error(err)
	}
}

// TestSavedByASpreadsheet: the files may be in the encoding in which Chinese programs save
// them.
func TestSavedByASpreadsheet(t *testing.T) {
	dir := t.TempDir()
	want := sample(t)
	if err := Write(dir, want, "", false); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"表01.csv", textFile} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		gb, err := simplifiedchinese.GB18030.NewEncoder().String(strings.TrimPrefix(string(b), "\ufeff"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(gb), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestAChangedAmount: an amount that is changed in its file is printed as the table's
// others are; one whose print is told, like that.
func TestAChangedAmount(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, sample(t), "", false); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "表01.csv")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("1234567.89元", "7654321.00元", "0元 印作 0", "20000元 印作 0").Replace(string(b))
	if text == string(b) {
		t.Fatalf("%s", b)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range m.Document.Blocks {
		if tb, ok := b.(*doc.Table); ok {
			if a, b := tb.Rows[0].Cells[2].Text, tb.Rows[1].Cells[2].Text; a != "765.43" || b != "2" {
				t.Errorf("printed %s and %s", a, b)
			}
		}
	}
}

func TestWhatIsWrongIsTold(t *testing.T) {
	for name, c := range map[string]struct{ file, from, to, want string }{
		"no place for a table": {"正文.txt", "【表01】", "", "没有 表01.csv 的位置"},
		"a table twice":        {"正文.txt", "【表01】", "【表01】\n\n【表01】", "已经在前面"},
		"a table of none":      {"正文.txt", "【表01】", "【表07】", "没有表07"},
		"an unknown key":       {"底稿.toml", "profile =", "profil =", "底稿.toml"},
		"a file elsewhere":     {"底稿.toml", "'表01.csv'", "'../表01.csv'", "不是这个文件夹里的文件"},
		"an unknown unit":      {"底稿.toml", "'万元'", "'千元'", "money_unit"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := Write(dir, sample(t), "", false); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, c.file)
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Replace(string(b), c.from, c.to, 1)
			if text == string(b) {
				t.Fatalf("no %s in %s", c.from, b)
			}
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}
