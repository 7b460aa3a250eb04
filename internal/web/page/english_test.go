package page

import (
	"regexp"
	"strings"
	"testing"
)

// TestRegionsInEnglish holds the table of regions to its form: six digits, a name in
// letters, and whether it is official or pinyin.
func TestRegionsInEnglish(t *testing.T) {
	form := regexp.MustCompile(`^[0-9]{6}\t[A-ZÜ][A-Za-züêâ', ()]+\t(official|pinyin)$`)
	n := 0
	for line := range lines(regionsText) {
		n++
		if !form.MatchString(line) {
			t.Errorf("%q", line)
		}
		code, _, _ := strings.Cut(line, "\t")
		if strings.HasSuffix(code, "0000") && !strings.HasSuffix(line, "official") {
			t.Errorf("the name of a province is not official: %q", line)
		}
	}
	if n != len(words().regions) || n < 2800 {
		t.Errorf("%d lines, %d regions", n, len(words().regions))
	}
}

// TestTermsAreGivenOnce: of two lines of one term, one would be for nothing.
func TestTermsAreGivenOnce(t *testing.T) {
	given := map[string]bool{}
	for line := range lines(subjectsText + termsText) {
		term, in, ok := strings.Cut(line, "\t")
		if !ok || in == "" || strings.Contains(in, "\t") {
			t.Errorf("not a term and its English: %q", line)
		}
		if given[term] {
			t.Errorf("%s is given twice", term)
		}
		given[term] = true
	}
}

func TestTermsInBothLanguages(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{English.Term("十二、城乡社区支出"), "Urban and rural communities"},
		{English.Term("①公务用车购置费"), "Buying cars"},
		{English.Term("十里铺中心"), "十里铺中心"},
		{English.Term("其他普通教育支出"), "General education, other"},
		{English.Term("其他教育支出"), "Education, other"},
		{English.Term("普通教育支出"), "普通教育支出"},
		{English.Term("其他没有的事业支出"), "其他没有的事业支出"},
		{Chinese.Term("合计"), "合计"},
		{English.Region("140200", "大同市"), "Datong"},
		{English.Region("610100", "西安市"), "Xi'an"},
		{English.Region("150100", "呼和浩特市"), "Hohhot"},
		{English.Region("140299", "没有的区"), "没有的区"},
		{Chinese.Region("140200", "大同市"), "大同市"},
		{English.Table("T03", ""), "Spending"},
		{Chinese.Table("PF1", "绩效目标表"), "绩效目标表"},
		{English.Rule("SUM-001", "支出总表合计"), "Spending table: total is not basic plus project spending"},
		{Chinese.Rule("SUM-001", "支出总表合计"), "支出总表合计"},
		{English.Rule("ZZZ-999", "新规则"), "新规则"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
