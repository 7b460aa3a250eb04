package text_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"mingbai/internal/doc"
	"mingbai/internal/ingest/text"
)

// sketch shows a document's blocks: a line a paragraph, a row of cells in bars,
// each with its line number, "==" where a table begins.
func sketch(d *doc.Document) []string {
	var out []string
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Paragraph:
			out = append(out, string(rune('0'+b.Place.Line))+" "+b.Text)
		case *doc.Table:
			out = append(out, "==")
			for _, r := range b.Rows {
				var cells []string
				for _, c := range r.Cells {
					cells = append(cells, c.Text)
				}
				out = append(out, string(rune('0'+r.Place.Line))+" |"+strings.Join(cells, "|")+"|")
			}
		}
	}
	return out
}

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"paragraphs":           {"一\n\n 二 \n", []string{"1 一", "3 二"}},
		"a table":              {"标题\n\na\tb\tc\n\t1\t\n", []string{"1 标题", "==", "3 |a|b|c|", "4 ||1||"}},
		"empty lines in one":   {"a\tb\n\n\f\nc\td\n", []string{"==", "1 |a|b|", "4 |c|d|"}},
		"a line parts two":     {"a\tb\n注：本表无数据\nc\td\n", []string{"==", "1 |a|b|", "2 注：本表无数据", "==", "3 |c|d|"}},
		"a row of tabs":        {"a\tb\n\t\nc\td", []string{"==", "1 |a|b|", "2 |||", "3 |c|d|"}},
		"a page break in text": {"一\f\n\f二\n", []string{"1 一", "2 二"}},
		"line ends of all":     {"一\r\n二\r三\n", []string{"1 一", "2 二", "3 三"}},
		"a mark at the head":   {"\ufeff一\n", []string{"1 一"}},
		"no width":             {"一\u200b二\n", []string{"1 一二"}},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := text.Read("a.txt", []byte(c.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, sketch(d)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadGB18030(t *testing.T) {
	in := "单位：万元\n合计\t１２.00\n€㐀\n"
	data, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(in))
	if err != nil {
		t.Fatal(err)
	}
	d, err := text.Read("a.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"1 单位：万元", "==", "2 |合计|１２.00|", "3 €㐀"}
	if diff := cmp.Diff(want, sketch(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestReadCSV: a sheet saved as CSV has its lines and its table, in either encoding, and
// its cells are told as a spreadsheet shows them.
func TestReadCSV(t *testing.T) {
	in := "支出总表,,\r\n部门：某局,,单位：万元\r\n科目编码,科目名称,合计\r\n213,农林水支出,\"1,200.50\"\r\n合计,,\"1,200.50\"\r\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(in)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"UTF-8 with its mark": "\ufeff" + in, "GB 18030": gb} {
		d, err := text.ReadCSV("a.csv", []byte(data))
		if err != nil {
			t.Fatal(name, err)
		}
		var said []string
		for _, b := range d.Blocks {
			if p, ok := b.(doc.Paragraph); ok {
				said = append(said, p.Place.Cell+" "+p.Text)
			}
		}
		table := d.Blocks[len(d.Blocks)-1].(*doc.Table)
		for _, r := range table.Rows {
			last := r.Cells[len(r.Cells)-1]
			said = append(said, last.Place.Cell+" "+last.Text)
		}
		if diff := cmp.Diff([]string{"A1 支出总表", "A2 部门：某局", "C2 单位：万元", "C3 合计", "C4 1,200.50", "C5 1,200.50"}, said); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for _, bad := range []string{"", ",,\n", "\x00\x01"} {
		if _, err := text.ReadCSV("a.csv", []byte(bad)); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// TestRefuses holds what is no text, or too much of one, to a quick error that
// says what is wrong.
func TestRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":            {nil, "没有文字"},
		"blanks":             {[]byte(" \n\n\t \n"[:3]), "没有文字"},
		"a line of 100 MB":   {bytes.Repeat([]byte("x"), 100<<20), "超过"},
		"a line of 2 MB":     {bytes.Repeat([]byte("x"), 2<<20), "第 1 行"},
		"a million columns":  {bytes.Repeat([]byte("\t"), 1_000_000), "格"},
		"ten million rows":   {bytes.Repeat([]byte("\n"), 10_000_000), "多于 200000 行"},
		"cells without end":  {bytes.Repeat([]byte(strings.Repeat("\t", 1000)+"\n"), 8000), "表格共超过"},
		"zeros":              {make([]byte, 1000), "不是文本"},
		"an executable file": {[]byte("\x7fELF\x02\x01\x01\x00\xff\xfe\x80\x81\xff"), "不是文本"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := text.Read("a.txt", c.data)
			if err == nil || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), "a.txt") {
				t.Errorf("error %v, want one that says %s", err, c.says)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("一\t二\n\n注：本表无数据\n"))
	f.Add([]byte("\ufeff2023年\r\n\f\ta\tb"))
	f.Add([]byte("\xff\xfe\x00\x4e\n\x00"))
	f.Add([]byte("\xb5\xa5\xce\xbb"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := text.Read("a.txt", data)
		if err != nil {
			return
		}
		last := 0
		for _, b := range d.Blocks {
			switch b := b.(type) {
			case doc.Paragraph:
				if b.Text != strings.TrimSpace(b.Text) || b.Text == "" || strings.ContainsAny(b.Text, "\n\r\t") {
					t.Errorf("paragraph %q", b.Text)
				}
				if b.Place.Line <= last {
					t.Errorf("line %d after %d", b.Place.Line, last)
				}
				last = b.Place.Line
			case *doc.Table:
				for _, r := range b.Rows {
					if len(r.Cells) < 2 || r.Place.Line <= last {
						t.Errorf("row %+v after line %d", r, last)
					}
					last = r.Place.Line
				}
			}
		}
	})
}
