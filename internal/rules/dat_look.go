package rules

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"mingbai/internal/budget"
	"mingbai/internal/check"
)

// formDate is what a form's 填报日期 says.
type formDate struct {
	layout string // how it is written: 8位, 14位, 年-月-日, 年月日; empty where it is no date
	year   int
	month  int // 0 where only a year and nothing else could be read
	day    int // 0 where only year and month
}

func (d formDate) valid() bool { return validDate(d.year, d.month, d.day) }

func validDate(year, month, day int) bool {
	if year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 {
		return false
	}
	return day <= time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// readDate reads a date as forms write it. Nothing but a whole date has a layout;
// what can be read of others is kept for the rules on when.
func readDate(s string) formDate {
	s = strings.TrimSpace(s)
	var d formDate
	switch {
	case allDigit(s) && (len(s) == 8 || len(s) == 14):
		d.layout = strconv.Itoa(len(s)) + "位"
		d.year, d.month, d.day = int3(s[:4], s[4:6], s[6:8])
		if len(s) == 14 && (s[8:10] > "23" || s[10:12] > "59" || s[12:] > "59") {
			d.layout = ""
		}
		return d
	case strings.ContainsAny(s, "-/."):
		parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("-/.", r) })
		if len(parts) == 3 && allDigit(parts[0]) && len(parts[0]) == 4 && allDigit(parts[1]) && allDigit(strings.TrimSpace(cutTime(parts[2]))) {
			d.layout = "年-月-日"
			d.year, d.month, d.day = int3(parts[0], parts[1], cutTime(parts[2]))
		}
		return d
	}
	if y, m, day, ok := chineseDate(s); ok {
		return formDate{"年月日", y, m, day}
	}
	if joined := strings.ReplaceAll(s, " ", ""); allDigit(joined) && len(joined) >= 6 {
		d.year, d.month, _ = int3(joined[:4], joined[4:6], "0")
		if len(joined) >= 8 {
			_, _, d.day = int3("0", "0", joined[6:8])
		}
	}
	return d
}

// cutTime drops a time of day behind a date.
func cutTime(s string) string {
	before, _, _ := strings.Cut(s, " ")
	return before
}

func int3(a, b, c string) (x, y, z int) {
	x, _ = strconv.Atoi(a)
	y, _ = strconv.Atoi(b)
	z, _ = strconv.Atoi(c)
	return
}

// chineseDate reads 2022年12月30日 at the beginning of s.
func chineseDate(s string) (y, m, d int, ok bool) {
	s = strings.ReplaceAll(s, " ", "")
	before, rest, ok := strings.Cut(s, "年")
	if !ok || len(before) != 4 || !allDigit(before) {
		return 0, 0, 0, false
	}
	month, rest, ok := strings.Cut(rest, "月")
	if !ok || !allDigit(month) || len(month) > 2 {
		return 0, 0, 0, false
	}
	day, _, ok := strings.Cut(rest, "日")
	if !ok || !allDigit(day) || len(day) > 2 {
		return 0, 0, 0, false
	}
	y, m, d = int3(before, month, day)
	return y, m, d, true
}

// eachDate calls look with the date of every form that has one.
func eachDate(in *check.Inspection, look func(i int, text string, d formDate)) {
	for i := range in.Projects {
		if p := &in.Projects[i]; p.HasForm && strings.TrimSpace(p.Date) != "" {
			look(i, p.Date, readDate(p.Date))
		}
	}
}

func datIsDate(in *check.Inspection) {
	eachDate(in, func(i int, text string, d formDate) {
		if d.layout != "" {
			in.Pass(1)
			return
		}
		f := check.Fault{At: formRef(in, i, "date", text), Message: fmt.Sprintf("填报日期“%s”不是完整的日期", excerpt(text))}
		switch joined := strings.ReplaceAll(text, " ", ""); {
		case joined != text && readDate(joined).layout != "":
			f.Message = fmt.Sprintf("填报日期“%s”中间夹了空格", excerpt(text))
			f.Expected = joined
		case allDigit(joined) && len(joined) == 6:
			f.Message = fmt.Sprintf("填报日期“%s”只有年月，没有日", excerpt(text))
		case allDigit(joined):
			f.Message = fmt.Sprintf("填报日期“%s”是%d位数字，不成日期", excerpt(text), len(joined))
		}
		in.Fail(f)
	})
}

func datLayouts(in *check.Inspection) {
	var layouts, samples []string
	first := -1
	eachDate(in, func(i int, text string, d formDate) {
		if first < 0 {
			first = i
		}
		layout := d.layout
		if layout == "" {
			layout = fmt.Sprintf("%d字", len([]rune(text)))
		}
		for _, l := range layouts {
			if l == layout {
				return
			}
		}
		layouts = append(layouts, layout)
		samples = append(samples, text)
	})
	switch {
	case first < 0:
	case len(layouts) == 1:
		in.Pass(1)
	default:
		in.Fail(check.Fault{At: formRef(in, first, "date", in.Projects[first].Date), Message: fmt.Sprintf("填报日期有%d种写法：%s", len(layouts), excerpt(strings.Join(samples, "、")))})
	}
}

func datWindow(in *check.Inspection) {
	eachDate(in, func(i int, text string, d formDate) {
		if d.month < 1 || d.month > 12 || in.Year == 0 || d.year == in.Year-1 && d.month >= 8 {
			in.Pass(1)
			return
		}
		in.Fail(check.Fault{At: formRef(in, i, "date", text), Message: fmt.Sprintf("填报日期%d年%d月不在%d年8月至12月的申报期内", d.year, d.month, in.Year-1)})
	})
}

func datCalendar(in *check.Inspection) {
	eachDate(in, func(i int, text string, d formDate) {
		switch {
		case d.layout == "":
		case !d.valid():
			in.Fail(check.Fault{At: formRef(in, i, "date", text), Message: fmt.Sprintf("填报日期“%s”是日历上没有的", excerpt(text))})
		case in.Year != 0 && d.year > in.Year+1:
			in.Fail(check.Fault{At: formRef(in, i, "date", text), Message: fmt.Sprintf("填报日期“%s”晚于%d年度的文件公开之时", excerpt(text), in.Year)})
		default:
			in.Pass(1)
		}
	})
	s := scanOf(in.Subject)
	for _, h := range s.hits[yearSign] {
		t := s.of(h)
		y, m, d, ok := chineseDate(t.Text[h.start:min(len(t.Text), int(h.start)+24)])
		if !ok || t.Kind == check.FieldText && t.Field == "date" {
			continue
		}
		if validDate(y, m, d) {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{At: t.Ref(), Message: fmt.Sprintf("%d年%d月%d日是日历上没有的日期：“%s”", y, m, d, s.around(h)), Evidence: pieceOf(t, s.around(h))})
	}
}

// datCited looks at the years of document numbers, 〔2022〕8号.
func datCited(in *check.Inspection) {
	s := scanOf(in.Subject)
	for _, h := range s.hits[yearSign] {
		t := s.of(h)
		if !numberedDocument(t.Text, int(h.start), int(h.end)) {
			continue
		}
		year, _ := strconv.Atoi(s.piece(h))
		if in.Year == 0 || year <= in.Year {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{At: t.Ref(), Message: fmt.Sprintf("文号的年份是%d年，本文件是%d年的：“%s”", year, in.Year, s.around(h)), Evidence: pieceOf(t, s.around(h))})
	}
}

// numberedDocument reports a year between the brackets of a document's number.
func numberedDocument(s string, start, end int) bool {
	opened := false
	for _, b := range []string{"〔", "[", "【", "［", "（", "("} {
		opened = opened || strings.HasSuffix(s[:start], b)
	}
	if !opened {
		return false
	}
	for _, b := range []string{"〕", "]", "】", "］", "）", ")"} {
		if rest, ok := strings.CutPrefix(s[end:], b); ok {
			rest = budget.Fold(rest[:min(len(rest), 16)])
			digits := strings.TrimLeft(rest, "第0123456789")
			return len(digits) < len(rest) && strings.HasPrefix(digits, "号")
		}
	}
	return false
}

// datPublished holds the day of publication to that of approval, which others give.
func datPublished(in *check.Inspection) {
	t := in.Timing
	last := budget.LastDay(t.Approved)
	switch {
	case t.Approved.IsZero():
		in.NotChecked("文件里没有批复日期和公开日期；知道的话用 --approved、--published 给出")
	case t.Published.IsZero():
		in.NotChecked("给了批复日期，没有公开日期；用 --published 给出")
	case !t.Published.After(last):
		in.Pass(1)
	case t.By:
		in.NotChecked(fmt.Sprintf("%s批复，最迟%s公开；%s收进来时已经过了，不知道哪天公开的", dayName(t.Approved), dayName(last), dayName(t.Published)))
	default:
		in.Fail(check.Fault{
			Message:  fmt.Sprintf("%s批复，最迟应在%s公开，%s才公开，晚了%d天", dayName(t.Approved), dayName(last), dayName(t.Published), int(t.Published.Sub(last).Hours()/24)),
			Expected: "不晚于" + dayName(last),
		})
	}
}

// dayName is a day in words: 2025年2月1日.
func dayName(day time.Time) string { return day.Format("2006年1月2日") }
