package book

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"mingbai/internal/budget"
)

func on(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return t
}

func TestReadApprovals(t *testing.T) {
	list := "地区代码,部门,单位,年度,种类,口径,批复日期,公开日期,依据\n" +
		"140200,,,2025,预算,,2025-02-01,,同财预〔2025〕1号\n" +
		"\n140200,大同市工业和信息化局,,2025年,预算,单位,2025/2/10,,\n" +
		"140200,,某中心,2024,决算,部门,2025年8月1日,20250820,\n" +
		"140200,,某所,2024,决算,,,,\n"
	want := []budget.Approval{
		{Region: "140200", Year: 2025, Kind: "budget", Approved: on("2025-02-01"), Source: "同财预〔2025〕1号"},
		{Region: "140200", Department: "大同市工业和信息化局", Year: 2025, Kind: "budget", Scope: "unit", Approved: on("2025-02-10")},
		{Region: "140200", Unit: "某中心", Year: 2024, Kind: "final", Scope: "department", Approved: on("2025-08-01"), Published: on("2025-08-20")},
		{Region: "140200", Unit: "某所", Year: 2024, Kind: "final"},
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(list)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"UTF-8": list, "a mark": "\ufeff" + list, "GB18030": gb} {
		got, found := ReadApprovals("批复.csv", []byte(text))
		if len(found) > 0 {
			t.Errorf("%s: %v", name, lines(found))
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestWrongApprovals(t *testing.T) {
	const head = "地区代码,单位,年度,种类,口径,批复日期,公开日期\n"
	for list, want := range map[string]string{
		"":             "是空的",
		"地区代码,年度,种类\n": "缺少列“批复日期”",
		"地区代码,年度,种类,批复日期,批文\n":                             "不认识列“批文”",
		"地区代码,年度,种类,批复日期,年度\n":                             "列“年度”有两个",
		head + "大同市,,2025,预算,,2025-02-01,\n":               "地区代码“大同市”不是六位数字",
		head + "140200,,25,预算,,2025-02-01,\n":              "年度“25”不对",
		head + "140200,,2025,概算,,2025-02-01,\n":            "种类“概算”不认识",
		head + "140200,,2025,预算,区,2025-02-01,\n":           "口径“区”不认识",
		head + "140200,,2025,预算,,2025-02-30,\n":            "批复日期“2025-02-30”不是日期",
		head + "140200,,2025,预算,,2025-02-01,2025-02-03\n":  "没有写是哪个单位",
		head + "140200,甲,2025,预算,,2025-02-01,2025-01-03\n": "公开日期2025-01-03早于批复日期2025-02-01",
		head + "140200,甲,2025,预算,,,2025-01-03\n":           "没有批复日期",
		head + strings.Repeat("140200,甲,2025,预算,,,\n", 2):  "与第2行说的是同一个甲",
	} {
		got, found := ReadApprovals("批复.csv", []byte(list))
		if len(got) > 0 || !strings.Contains(strings.Join(lines(found), "\n"), want) {
			t.Errorf("%q: %v, %v; want %s", list, got, lines(found), want)
		}
	}
}

func TestWriteApprovals(t *testing.T) {
	want := []budget.Approval{
		{Region: "140200", Department: "大同市“工信”局, 本级", Year: 2025, Kind: "budget", Scope: "unit", Approved: on("2025-02-01"), Source: "同财预〔2025〕1号"},
		{Region: "140200", Unit: "某中心", Year: 2024, Kind: "final", Scope: "department", Approved: on("2025-08-01"), Published: on("2025-08-20")},
	}
	var b strings.Builder
	if err := WriteApprovals(&b, want); err != nil {
		t.Fatal(err)
	}
	got, found := ReadApprovals("批复.csv", []byte(b.String()))
	if d := cmp.Diff(want, got); d != "" || len(found) > 0 {
		t.Errorf("%s%v", d, lines(found))
	}
}
