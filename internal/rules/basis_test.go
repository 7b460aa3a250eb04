package rules

import (
	"strings"
	"testing"
)

func TestBasisOf(t *testing.T) {
	for _, c := range []struct {
		codes string
		year  int
		want  string
	}{
		{"L32", 2023, "《预算法》第三十二条"},
		{"L32 R6 K", 2023, "《预算法》第三十二条；《预算法实施条例》第六条；《政府收支分类科目》"},
		{"LOGIC FORM R5 R40", 2023, "《预算法实施条例》第五条、第四十条"},
		{"LOGIC FORM R5 R40", 2020, "官方表样"}, // the regulation came into force in October 2020
		{"LOGIC R5", 2019, "算术关系"},
		{"LOGIC", 2023, "算术关系"},
		{"FORM LOGIC", 2023, "官方表样"},
		{"LOGIC FORM", 2023, "官方表样"},
		{"EC", 2023, "官方表样"}, // never confirmed
		{"FR R83", 2023, "《预算法实施条例》第八十三条"},
		{"OP", 2016, "官方表样"},
		{"OP", 2017, "《地方预决算公开操作规程》（财预〔2016〕143号）"},
		{"GB15834", 2023, "GB/T 15834-2011《标点符号用法》"},
		{"T88", 2023, "参照《中央部门预算绩效目标管理办法》（财预〔2015〕88号）"},
		{"PI25 PI28 GI15", 2023, "《个人信息保护法》第二十五条、第二十八条；《政府信息公开条例》第十五条"},
		{"PI25", 2021, "官方表样"},
		{"SS22", 2024, "官方表样"},
		{"SS22", 2025, "《保守国家秘密法》第二十二条"},
		{"TF", 2024, "官方表样"},
		{"", 2023, "官方表样"},
	} {
		if got := basisOf(c.codes, c.year); got != c.want {
			t.Errorf("%q of %d: %s, want %s", c.codes, c.year, got, c.want)
		}
	}
}

// Every code that a rule rests on is known, and every source is used.
func TestEveryBasisIsKnown(t *testing.T) {
	used := map[string]bool{}
	for _, r := range All().Rules {
		if r.Basis == "" {
			t.Errorf("%s has no basis", r.ID)
		}
		for code := range strings.FieldsSeq(r.Basis) {
			used[code] = true
			if code != "LOGIC" && code != "FORM" && len(basisSources()[code]) == 0 {
				t.Errorf("%s rests on %s, which is not in basis.csv", r.ID, code)
			}
		}
	}
	for code := range basisSources() {
		if !used[code] {
			t.Errorf("no rule rests on %s", code)
		}
	}
}

func TestReadSourcesRefuses(t *testing.T) {
	const head = "code,title,number,article,since,confirmed,manner\n"
	for _, s := range []string{"code,title\n", head + "L1,,,,,full-text,\n", head + "L1,法,,,,perhaps,\n", head + "L1,法\n"} {
		if _, err := readSources([]byte(s)); err == nil {
			t.Errorf("%q was read", s)
		}
	}
}
