package finder

import (
	"strings"
	"testing"
)

func TestMark(t *testing.T) {
	for _, c := range []struct {
		text  string
		words []string
		want  string
	}{
		{"取暖费", []string{"取暖"}, "[取暖]费"},
		{"水电及取暖费、取暖", []string{"取暖"}, "水电及[取暖]费、[取暖]"},
		{"Ｊ专项ABC", []string{"j专", "abc"}, "[Ｊ专]项[ABC]"},
		{"公务用车", []string{"公务用", "用车"}, "[公务用车]"},
		{"公务", []string{"接待"}, "公务"},
		{"公务", nil, "公务"},
		{"", []string{"公务"}, ""},
		{"<b>", []string{"b"}, "<[b]>"},
	} {
		if got := shown(mark(c.text, c.words)); got != c.want {
			t.Errorf("mark(%q, %q) = %s, want %s", c.text, c.words, got, c.want)
		}
	}
}

// TestSnippet: of a long text the part around the hit is shown, and nothing is cut
// from a short one.
func TestSnippet(t *testing.T) {
	long := strings.Repeat("甲", 200) + "取暖" + strings.Repeat("乙", 200)
	got := shown(snippet(long, []string{"取暖"}))
	if !strings.HasPrefix(got, "…甲") || !strings.HasSuffix(got, "乙…") || !strings.Contains(got, "甲[取暖]乙") || len([]rune(got)) > 3*around+8 {
		t.Errorf("%q", got)
	}
	if got := shown(snippet("取暖费", []string{"取暖"})); got != "[取暖]费" {
		t.Errorf("%q", got)
	}
}

func shown(list []piece) string {
	var b strings.Builder
	for _, p := range list {
		if p.Hit {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// TestPlain: no text of a document starts a formula in a spreadsheet.
func TestPlain(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "+86": "'+86", "-1": "'-1", "@a": "'@a", "\t=1": "'\t=1", "某中心": "某中心", "": ""} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q", in, got)
		}
	}
}
