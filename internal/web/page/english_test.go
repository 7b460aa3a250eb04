package page

import "testing"

func TestTermsInBothLanguages(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{English.Term("十二、城乡社区支出"), "Urban and rural communities"},
		{English.Term("①公务用车购置费"), "Buying cars"},
		{English.Term("十里铺中心"), "十里铺中心"},
		{Chinese.Term("合计"), "合计"},
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
