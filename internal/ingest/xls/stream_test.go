package xls_test

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/ingest/xls"
)

// made is a stream of records in the making: globals and one sheet.
type made struct {
	globals, cells []byte
	kind, state    byte
}

func u16(v int) []byte    { return binary.LittleEndian.AppendUint16(nil, uint16(v)) }
func u32(v uint32) []byte { return binary.LittleEndian.AppendUint32(nil, v) }
func f64(v float64) []byte {
	return binary.LittleEndian.AppendUint64(nil, math.Float64bits(v))
}

// rec is a record.
func rec(id int, parts ...[]byte) []byte {
	var body []byte
	for _, p := range parts {
		body = append(body, p...)
	}
	return append(append(u16(id), u16(len(body))...), body...)
}

// wide is a string of two bytes a character, with its length.
func wide(s string) []byte {
	units := utf16.Encode([]rune(s))
	out := append(u16(len(units)), 1)
	return append(out, utf16le(s)...)
}

func utf16le(s string) (out []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, u16(int(u))...)
	}
	return out
}

// narrow is a string of one byte a character, with its length.
func narrow(s string) []byte { return append(append(u16(len(s)), 0), s...) }

func at(row, col int) []byte { return append(append(u16(row), u16(col)...), u16(0)...) }

func styled(row, col, xf int) []byte { return append(append(u16(row), u16(col)...), u16(xf)...) }

// global adds records to the globals, cell to the sheet.
func (m *made) global(records ...[]byte) {
	for _, r := range records {
		m.globals = append(m.globals, r...)
	}
}

func (m *made) cell(records ...[]byte) {
	for _, r := range records {
		m.cells = append(m.cells, r...)
	}
}

func bof(version, kind int) []byte { return rec(0x0809, u16(version), u16(kind), make([]byte, 12)) }

var eof = rec(0x000A)

// data is the stream, with a list of the one sheet.
func (m *made) data() []byte {
	name := append([]byte{byte(len(utf16.Encode([]rune("表")))), 1}, utf16le("表")...)
	head := append(bof(0x0600, 5), m.globals...)
	size := len(head) + 4 + 6 + len(name) + len(eof)
	out := append(head, rec(0x0085, u32(uint32(size)), []byte{m.state, m.kind}, name)...)
	out = append(out, eof...)
	out = append(out, bof(0x0600, 0x10)...)
	out = append(out, m.cells...)
	return append(out, eof...)
}

func want(t *testing.T, data []byte, lines ...string) {
	t.Helper()
	d, err := xls.Read("a.xls", data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines, ingesttest.Lines(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// xf is a style with a number format and lines on so many sides.
func xf(format, sides int) []byte {
	return rec(0x00E0, u16(0), u16(format), make([]byte, 6), u16(0x1111>>(4*(4-sides))), make([]byte, 8))
}

// shortReal is a number in the short form that keeps its upper thirty bits.
func shortReal(v float64, hundredth bool) []byte {
	rk := uint32(math.Float64bits(v)>>32) &^ 3
	if hundredth {
		rk |= 1
	}
	return u32(rk)
}

func shortWhole(v int32, hundredth bool) []byte {
	rk := uint32(v)<<2 | 2
	if hundredth {
		rk |= 1
	}
	return u32(rk)
}

func TestShortNumbers(t *testing.T) {
	var m made
	m.cell(
		rec(0x027E, at(0, 0), shortWhole(-5, true)),
		rec(0x027E, at(0, 1), shortWhole(-5, false)),
		rec(0x027E, at(0, 2), shortWhole(2010601, false)),
		rec(0x027E, at(0, 3), shortReal(-0.5, false)),
		rec(0x027E, at(0, 4), shortReal(-12345, true)),
		rec(0x027E, at(0, 5), shortWhole(math.MaxInt32>>2, true)),
		rec(0x027E, at(0, 6), shortWhole(math.MinInt32>>2, true)),
		rec(0x00BD, u16(1), u16(0), u16(0), shortWhole(30101, false), u16(0), shortWhole(123456, true), u16(0), shortReal(1.5, false), u16(2)),
	)
	want(t, m.data(), "table", "[0+1/1 -0.05][1+1/1 -5][2+1/1 2010601][3+1/1 -0.5][4+1/1 -123.45][5+1/1 5368709.11][6+1/1 -5368709.12]",
		"[0+1/1 30101][1+1/1 1234.56][2+1/1 1.5][3+1/1 ][4+1/1 ][5+1/1 ][6+1/1 ]")
}

// TestCodesAreDatesOnlyByTheirFormat has the same number as a code and as a date.
func TestCodesAreDatesOnlyByTheirFormat(t *testing.T) {
	var m made
	m.global(rec(0x041E, u16(164), wide(`yyyy"年"m"月"d"日"`)), rec(0x041E, u16(165), narrow("#,##0.00")), xf(0, 0), xf(14, 0), xf(164, 0), xf(165, 0), xf(4, 0))
	var cells [][]byte
	for style := range 5 {
		cells = append(cells, rec(0x0203, styled(0, style, style), f64(45000)))
	}
	m.cell(append(cells, rec(0x0203, styled(1, 0, 0), f64(2010601)), rec(0x0203, styled(1, 1, 99), f64(0.1+0.2)))...)
	want(t, m.data(), "table", "[0+1/1 45000][1+1/1 2023/3/15][2+1/1 2023年3月15日][3+1/1 45,000.00][4+1/1 45,000.00]", "[0+1/1 2010601][1+1/1 0.3][2+1/1 ][3+1/1 ][4+1/1 ]")
	m.global(rec(0x0022, u16(1)))
	want(t, m.data(), "table", "[0+1/1 45000][1+1/1 2027/3/16][2+1/1 2027年3月16日][3+1/1 45,000.00][4+1/1 45,000.00]", "[0+1/1 2010601][1+1/1 0.3][2+1/1 ][3+1/1 ][4+1/1 ]")
}

func TestFormulasGiveWhatWasSaved(t *testing.T) {
	var m made
	rest := append(u16(0), append(u32(0), u16(0)...)...)
	special := func(kind, v byte) []byte { return []byte{kind, 0, v, 0, 0, 0, 0xFF, 0xFF} }
	m.cell(
		rec(0x0006, at(0, 0), f64(1234.5), rest),
		rec(0x0006, at(0, 1), special(0, 0), rest),
		rec(0x04BC, make([]byte, 10)), // a shared formula stands between
		rec(0x0207, wide("合计")),
		rec(0x0006, at(0, 2), special(1, 1), rest),
		rec(0x0006, at(0, 3), special(2, 0x07), rest),
		rec(0x0006, at(0, 4), special(3, 0), rest),
		rec(0x0205, at(0, 5), []byte{0, 0}),
		rec(0x0205, at(0, 6), []byte{0x2A, 1}),
		rec(0x0204, at(0, 7), narrow("label")),
		rec(0x0203, at(0, 8), f64(math.Inf(1))),
	)
	want(t, m.data(), "table", "[0+1/1 1234.5][1+1/1 合计][2+1/1 TRUE][3+1/1 #DIV/0!][4+1/1 FALSE][5+1/1 #N/A][6+1/1 label][7+1/1 #NUM!]")
}

// TestTextsOverTheBordersOfRecords cuts shared strings at every byte where a
// program may: between strings, in characters of either width, in runs.
func TestTextsOverTheBordersOfRecords(t *testing.T) {
	rich := append(u16(3), 1|4|8)
	rich = append(rich, u16(2)...)
	rich = append(rich, u32(5)...)
	rich = append(rich, utf16le("粗细体")...)
	runs, extra := make([]byte, 8), []byte("pinyi")
	for name, c := range map[string][][]byte{
		"whole":            {rec(0x00FC, u32(2), u32(2), rich, runs, extra, narrow("end"))},
		"between strings":  {rec(0x00FC, u32(2), u32(2), rich, runs, extra), rec(0x3C, narrow("end"))},
		"before the text":  {rec(0x00FC, u32(2), u32(2), rich[:9]), rec(0x3C, []byte{1}, rich[9:], runs, extra, narrow("end"))},
		"in the text":      {rec(0x00FC, u32(2), u32(2), rich[:11]), rec(0x3C, []byte{1}, rich[11:], runs, extra, narrow("end"))},
		"after the text":   {rec(0x00FC, u32(2), u32(2), rich), rec(0x3C, runs, extra, narrow("end"))},
		"in runs":          {rec(0x00FC, u32(2), u32(2), rich, runs[:3]), rec(0x3C, runs[3:], extra[:2]), rec(0x3C, extra[2:], narrow("end"))},
		"of other width":   {rec(0x00FC, u32(2), u32(2), rich, runs, extra, u16(3), []byte{0}, []byte("e")), rec(0x3C, []byte{1}, utf16le("nd"))},
		"an empty record":  {rec(0x00FC, u32(2), u32(2)), rec(0x3C), rec(0x3C, rich, runs, extra), rec(0x3C, narrow("end"))},
		"a text per piece": {rec(0x00FC, u32(2), u32(2), rich, runs, extra, u16(3), []byte{0}), rec(0x3C, []byte("\x00e")), rec(0x3C, []byte("\x00n")), rec(0x3C, []byte("\x00d"))},
	} {
		t.Run(name, func(t *testing.T) {
			var m made
			m.global(c...)
			m.cell(rec(0x00FD, at(0, 0), u32(0)), rec(0x00FD, at(0, 1), u32(1)))
			want(t, m.data(), "table", "[0+1/1 粗细体][1+1/1 end]")
		})
	}
}

// TestTextsInTheCodePage has a program that writes the bytes of GBK, and Excel,
// which writes the lower halves of characters.
func TestTextsInTheCodePage(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("办公费")
	if err != nil {
		t.Fatal(err)
	}
	var m made
	m.global(rec(0x0042, u16(936)))
	m.cell(rec(0x0204, at(0, 0), narrow(gbk)), rec(0x0204, at(0, 1), wide("差旅")), rec(0x0204, at(0, 2), narrow("10\xb0")))
	want(t, m.data(), "table", "[0+1/1 办公费][1+1/1 差旅][2+1/1 10°]")
	var excel made
	excel.global(rec(0x0042, u16(1200)))
	excel.cell(rec(0x0204, at(0, 0), narrow("\xd7\xb0")), rec(0x0204, at(0, 1), narrow("a")))
	want(t, excel.data(), "table", "[0+1/1 ×°][1+1/1 a]")
}

func TestLooks(t *testing.T) {
	var m made
	m.global(xf(0, 0), xf(0, 4), xf(0, 1))
	m.cell(
		rec(0x0204, styled(0, 0, 0), wide("收支总表")),
		rec(0x00BE, u16(2), u16(0), u16(1), u16(1), u16(1), u16(2)),
		rec(0x0204, styled(1, 0, 1), wide("项目")), // rows may come in any order
		rec(0x0201, styled(1, 1, 1)),
		rec(0x0204, styled(1, 2, 1), wide("备注")),
		rec(0x0203, styled(3, 1, 1), f64(0)),
		rec(0x0204, styled(3, 0, 1), wide("甲")),
		rec(0x0204, styled(3, 0, 1), wide("乙")),
		rec(0x0201, styled(3, 2, 2)),
		rec(0x00E5, u16(1), u16(1), u16(1), u16(0), u16(1)),
		rec(0x0208, u16(4), make([]byte, 10), u16(0x20), u16(0)),
		rec(0x0204, styled(4, 0, 1), wide("藏")),
		rec(0x007D, u16(3), u16(5), u16(2000), u16(0), u16(1), u16(0)),
		rec(0x0204, styled(1, 4, 1), wide("藏列")),
		bof(0x0600, 0x20), rec(0x0204, styled(1, 1, 1), wide("图里的")), eof,
		rec(0x023E, u16(0x06A6), make([]byte, 16)), // no zeros
	)
	want(t, m.data(), "paragraph 收支总表", "table", "[0+2/1 项目][2+1/1 备注]", "[0+1/1 ][1+1/1 ][2+1/1 ]", "[0+1/1 乙][1+1/1 ][2+1/1 ]")
	hidden, err := xls.Hidden("a.xls", m.data())
	if err != nil || len(hidden) != 2 || hidden[0].Source() != "a.xls 表!E2" || hidden[1].Source() != "a.xls 表!A5" {
		t.Errorf("hidden %v, %v", hidden, err)
	}
	m.state = 1
	if _, err := xls.Read("a.xls", m.data()); err == nil || !strings.Contains(err.Error(), "没有看得见的内容") {
		t.Errorf("a hidden sheet: %v", err)
	}
}
