package numfmt

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// shownCases are numbers, formats and what a spreadsheet shows.
var shownCases = []struct{ value, code, want string }{
	{"1234.5", "0.00", "1234.50"},
	{"1234.5", "#,##0.00", "1,234.50"},
	{"1234567.891", "#,##0.00", "1,234,567.89"},
	{"0", "#,##0.00", "0.00"},
	{"0.5", "#,##0", "1"},
	{"0.005", "0.00", "0.01"},
	{"1.005", "0.00", "1.01"}, // as stored: 1.00499999999999989
	{"-1234.5", "#,##0.00", "-1,234.50"},
	{"-1234.5", "#,##0.00;(#,##0.00)", "(1,234.50)"},
	{"-1234.5", "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"},
	{"0", `#,##0.00;-#,##0.00;""`, ""},
	{"0", `0.00;-0.00;;@`, ""},
	{"0", `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "-"},
	{"12.3", `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "12.30"},
	{"-12.3", `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "-12.30"},
	{"123456789", `0.00,,"百万"`, "123.46百万"},
	{"123456", `0\.0,"万"`, "12.3万"},
	{"123456", `#,##0,`, "123"},
	{"0.1234", "0.00%", "12.34%"},
	{"0.5", "0%", "50%"},
	{"0.123", "#.##", ".12"},
	{"5", "#.##", "5."},
	{"5", "0.0#", "5.0"},
	{"5.678", "0.0#", "5.68"},
	{"7", "000", "007"},
	{"2080502", "@", "2080502"},
	{"2080502", "General", "2080502"},
	{"1234567.891", "General", "1234567.891"},
	{"0.30000000000000004", "General", "0.3"},
	{"0.1234567891234", "General", "0.123456789"},
	{"1234.56789", "General", "1234.56789"},
	{"-0.05", "General", "-0.05"},
	{"12345678.12345", "General", "12345678.12"},
	{"0.00001", "General", "0.00001"},
	{"12345", `0"元"`, "12345元"},
	{"12345", `"¥"#,##0.00`, "¥12,345.00"},
	{"12345", `[$¥-804]#,##0.00`, "¥12,345.00"},
	{"15000", `[>=10000]0\.0,"万";0`, "1.5万"},
	{"9000", `[>=10000]0\.0,"万";0`, "9000"},
	{"45000", "yyyy-mm-dd", "2023-03-15"},
	{"45000", `yyyy"年"m"月"d"日"`, "2023年3月15日"},
	{"45000", `[$-804]yyyy"年"m"月";@`, "2023年3月"},
	{"45000.75", "yyyy/m/d h:mm", "2023/3/15 18:00"},
	{"45000.7506", "h:mm:ss AM/PM", "6:00:52 下午"},
	{"1.5", "[h]:mm", "36:00"},
	{"1234.5", "0.00E+00", "1.23E+03"},
	{"0.00012", "0.00E+00", "1.20E-04"},
	{"123", `[DBNum1]General`, "一百二十三"},
	{"123", `[DBNum2]General`, "壹佰贰拾叁"},
	{"12345678", "0000-0000", "1234-5678"},
	{"1E-15", "0.00", "0.00"},
	{"123456789012345", "0", "123456789012345"},
	{"1.5E3", "#,##0", "1,500"},
	{"99.995", "0.00", "100.00"},
	{"999999.995", "#,##0.00", "1,000,000.00"},
}

func TestNumbersAreShownByTheirFormat(t *testing.T) {
	for _, c := range shownCases {
		n, ok := ParseNumber(c.value)
		if !ok {
			t.Errorf("%s is no number", c.value)
			continue
		}
		if got := strings.TrimSpace(Parse(c.code).Show(n, false)); got != c.want {
			t.Errorf("%s as %s: %q, want %q", c.value, c.code, got, c.want)
		}
	}
}

// notAlike are the formats in which LibreOffice shows something else than Excel:
// words of its language, as many digits as the cell has room for, no bare point.
var notAlike = map[string]bool{
	"h:mm:ss AM/PM": true, "[DBNum1]General": true, "[DBNum2]General": true, "General": true, "#.##": true,
}

// TestFormatsAgreeWithLibreOffice has the same numbers shown by another program.
func TestFormatsAgreeWithLibreOffice(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("soffice is not installed: formats are not held against it; install libreoffice-calc-nogui")
	}
	f := excelize.NewFile()
	defer f.Close()
	for i, c := range shownCases {
		at := fmt.Sprintf("A%d", i+1)
		code := c.code
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellDefault("Sheet1", at, c.value); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", at, at, style); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStr("Sheet1", fmt.Sprintf("B%d", i+1), "|"); err != nil { // no row is empty
			t.Fatal(err)
		}
	}
	if err := f.SetColWidth("Sheet1", "A", "A", 40); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.xlsx"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/home", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", "--outdir", dir, filepath.Join(dir, "a.xlsx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "a.csv"))
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(shownCases) {
		t.Fatalf("LibreOffice shows %d rows of %d", len(rows), len(shownCases))
	}
	for i, c := range shownCases {
		if got := strings.TrimSpace(rows[i][0]); got != c.want && !notAlike[c.code] {
			t.Errorf("%s as %s: LibreOffice shows %q, we say %q", c.value, c.code, got, c.want)
		}
	}
}

func TestTextIsShownByItsFormat(t *testing.T) {
	for _, c := range []struct{ text, code, want string }{
		{"合计", "General", "合计"},
		{"合计", "0.00", "合计"},
		{"合计", "@", "合计"},
		{"合计", `0.00;-0.00;0;"（"@"）"`, "（合计）"},
		{"合计", ";;;", ""},
		{"合计", `0.00;@`, "合计"},
	} {
		if got := Parse(c.code).Text(c.text); got != c.want {
			t.Errorf("%s as %s: %q, want %q", c.text, c.code, got, c.want)
		}
	}
}

// TestRoundingIsExact holds showing two decimals against integers.
func TestRoundingIsExact(t *testing.T) {
	two := Parse("0.00")
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-99_999_999_999, 99_999_999_999).Draw(t, "thousandths")
		text := thousandths(n)
		num, ok := ParseNumber(text)
		if !ok {
			t.Fatalf("%s is no number", text)
		}
		abs := max(n, -n)
		want := thousandths((abs + 5) / 10 * 10)
		want = want[:len(want)-1]
		if n < 0 {
			want = "-" + want
		}
		if got := two.Show(num, false); got != want {
			t.Fatalf("%s: %q, want %q", text, got, want)
		}
	})
}

func thousandths(n int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	digits := []byte("0000")
	s := append(digits[:0:0], []byte(itoa(n))...)
	for len(s) < 4 {
		s = append([]byte{'0'}, s...)
	}
	return sign + string(s[:len(s)-3]) + "." + string(s[len(s)-3:])
}

func itoa(n int64) string {
	if n == 0 {
		return "0"
	}
	var b []byte
	for ; n > 0; n /= 10 {
		b = append([]byte{byte('0' + n%10)}, b...)
	}
	return string(b)
}

func FuzzFormat(f *testing.F) {
	for _, c := range shownCases {
		f.Add(c.code, c.value)
	}
	f.Fuzz(func(t *testing.T, code, value string) {
		format := Parse(code)
		if n, ok := ParseNumber(value); ok {
			if s := format.Show(n, false); len(s) > 4*maxFormat+2000 {
				t.Errorf("%d bytes shown", len(s))
			}
		}
		format.Text(value)
	})
}
