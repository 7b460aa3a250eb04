package profile

import "testing"

func TestParseAddress(t *testing.T) {
	for in, want := range map[string]Address{
		"T03[合计].基本支出":  {"T03", "合计", "基本支出"},
		"T12[J.专项].合计":  {"T12", "J.专项", "合计"},
		"T12[甲[乙]丙].本年": {"T12", "甲[乙]丙", "本年"},
	} {
		got, err := ParseAddress(in)
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v", in, got, err)
		}
		if got.String() != in {
			t.Errorf("%s is written %s", in, got)
		}
		if r := got.Ref(); r.Address() != in {
			t.Errorf("%s as a place is %s", in, r.Address())
		}
	}
	for _, in := range []string{"", "T03", "T03[]", "T03[合计]", "T03[合计].", "[合计].基本支出", "T03[].基本支出", "T03.基本支出"} {
		if got, err := ParseAddress(in); err == nil {
			t.Errorf("%q was read as %+v", in, got)
		}
	}
}
