package source

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"":                   "",
		"预算":                 "预算",
		"　　预算 ":              "预算",
		"a\u00a0b":           "a b",
		" 一 \r\n\r\n　二\t\v三": "一\n二\n三",
		"\ufeff预\u200b算":     "预算",
		"一\t二":               "一\t二",
		"·×“”—":              "·×“”—",
		"a\x00b\x7f":         "ab",
		"目　录":                "目　录",
		"一\u2028二":           "一\n二",
		"\n\n":               "",
		"soft\u00adhyphen":   "softhyphen",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCleanTwiceIsCleanOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("预算a1 \t\n\r　\u00a0\u200b\u2028\v·“"))).Draw(t, "s")
		once := Clean(s)
		if twice := Clean(once); twice != once {
			t.Fatalf("%q: %q, then %q", s, once, twice)
		}
		if !utf8.ValidString(once) || strings.ContainsAny(once, "\r\u00a0\u200b") {
			t.Fatalf("%q: %q", s, once)
		}
	})
}

func TestJoin(t *testing.T) {
	for in, want := range map[string]string{
		"一般\n公共":      "一般公共",
		"GDP\ngrowth": "GDP growth",
		"2023\n年":     "2023年",
		"一\n":         "一",
	} {
		if got := Join(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestBase(t *testing.T) {
	for in, want := range map[string]string{`C:\预算\a.docx`: "a.docx", "/x/b.docx": "b.docx", "c.docx": "c.docx"} {
		if got := Base(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestIsCaption(t *testing.T) {
	for s, want := range map[string]bool{
		"一般公共预算支出结构图": true, "图1 收入构成": true, "图 2：支出": true, "图二 支出": true,
		"图书馆购书经费": false, "如下图": true, "见下图。": false, "收入构成": false, "": false,
		strings.Repeat("长", 60) + "图": false,
	} {
		if got := IsCaption(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}
