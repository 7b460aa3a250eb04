package settings

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseGivesValuesWithTheirLines(t *testing.T) {
	got, err := Parse("a.toml", []byte("# remark\naddr = \"127.0.0.1:8080\" # here\nrate = 12.5\nburst = 30\nhttps = true\n\ntrusted-proxy = [\n  \"10.0.0.0/8\",\n  '::1/128',\n]\nempty = []\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Setting{
		{"addr", []string{"127.0.0.1:8080"}, 2},
		{"rate", []string{"12.5"}, 3},
		{"burst", []string{"30"}, 4},
		{"https", []string{"true"}, 5},
		{"trusted-proxy", []string{"10.0.0.0/8", "::1/128"}, 7},
		{"empty", []string{}, 11},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestParseSaysWhereItIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"addr = \n":                       "a.toml 第1行第",
		"a = 1\nb = [1\n":                 "不是 TOML",
		"a = 1\na = 2\n":                  "a.toml",
		"a = 1\n[server]\nb = 2\n":        "a.toml 第2行：[server] 不该有",
		"a = 1\n[[server]]\nb = 2\n":      "a.toml 第2行：[server] 不该有",
		"a = { b = 1 }\n":                 "a.toml 第1行：a 的值应是",
		"\na = [[1], [2]]\n":              "a.toml 第2行：a 的值应是",
		"\na = 2024-03-01\n":              "a.toml 第2行：a 的值应是",
		"a = \"" + "\x01" + "\"\nb = 1\n": "a.toml 第1行",
	} {
		if _, err := Parse("a.toml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
