package profile

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func slot(name, aspect, arg string) Node {
	return Node{Slot: &Slot{Name: name, Aspect: aspect, Arg: arg}}
}

func TestParsePattern(t *testing.T) {
	for _, test := range []struct {
		in   string
		want Pattern
	}{
		{"", nil},
		{"无数", Pattern{{Text: "无数"}}},
		{"{year}年", Pattern{slot("year", "", ""), {Text: "年"}}},
		{"占{basic.share}%", Pattern{{Text: "占"}, slot("basic", "share", ""), {Text: "%"}}},
		{"{total.change:full}", Pattern{slot("total", "change", "full")}},
		{"{list:gpb_classes}", Pattern{slot("list", "", "gpb_classes")}},
		{"{text:a:b}", Pattern{slot("text", "", "a:b")}},
		{"甲[，乙{x}]丙", Pattern{{Text: "甲"}, {Group: Pattern{{Text: "，乙"}, slot("x", "", "")}}, {Text: "丙"}}},
		{"[{a}][{b}]", Pattern{{Group: Pattern{slot("a", "", "")}}, {Group: Pattern{slot("b", "", "")}}}},
		{"{{甲}}[[乙]]", Pattern{{Text: "{甲}[乙]"}}},
		{"[甲]]乙]", Pattern{{Group: Pattern{{Text: "甲]乙"}}}}},
	} {
		got, err := ParsePattern(test.in)
		if err != nil {
			t.Errorf("%q: %v", test.in, err)
			continue
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.in, diff)
		}
	}
}

func TestParsePatternRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"{year":     "{ 没有配对的 }",
		"year}":     "多出一个 }",
		"[甲":        "[ 没有配对的 ]",
		"甲]":        "多出一个 ]",
		"[甲[乙]丙]":   "[ ] 不能套叠",
		"{}":        "{} 没有名称",
		"{.share}":  "{.share} 没有名称",
		"{:full}":   "{:full} 没有名称",
		"[{year]}":  "{year]}", // the slot is named “year]”, the group is not closed
		"{year}}":   "多出一个 }",
		"{{year}":   "多出一个 }",
		"[甲]]":      "[ 没有配对的 ]",
		"{a}[{b}{c": "{ 没有配对的 }",
	} {
		p, err := ParsePattern(in)
		if err == nil {
			t.Errorf("%q was read as %v", in, p)
			continue
		}
		if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), in) {
			t.Errorf("%q: the message %q does not say %q", in, err, want)
		}
	}
}

func TestSlotsAreListedInOrderWithThoseOfGroups(t *testing.T) {
	p, err := ParsePattern("{a}[{b.share}，{list:c}]{d.change:full}")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range p.Slots() {
		got = append(got, s.String())
	}
	if diff := cmp.Diff([]string{"a", "b.share", "list:c", "d.change:full"}, got); diff != "" {
		t.Error(diff)
	}
}

// write is the pattern as a profile would write it.
func write(p Pattern) string {
	var b strings.Builder
	for _, n := range p {
		switch {
		case n.Slot != nil:
			b.WriteString("{" + n.Slot.String() + "}")
		case n.Group != nil:
			b.WriteString("[" + write(n.Group) + "]")
		default:
			for i := range len(n.Text) {
				if strings.IndexByte("{}[]", n.Text[i]) >= 0 {
					b.WriteByte(n.Text[i])
				}
				b.WriteByte(n.Text[i])
			}
		}
	}
	return b.String()
}

// FuzzParsePattern: whatever is read can be written and read again to the same.
func FuzzParsePattern(f *testing.F) {
	for _, s := range []string{"{year}年[，其中{basic.share}%]", "{{}}", "[[", "]", "{a.b:c}", "[{list:x}]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePattern(s)
		if err != nil {
			return
		}
		if slices.ContainsFunc(p, func(n Node) bool { return n.Slot == nil && n.Text == "" && n.Group == nil }) {
			return // “[]” holds nothing and is not written again
		}
		q, err := ParsePattern(write(p))
		if err != nil {
			t.Fatalf("%q was read, and written as %q is not: %v", s, write(p), err)
		}
		if diff := cmp.Diff(p, q); diff != "" {
			t.Fatalf("%q (-first +again):\n%s", s, diff)
		}
	})
}
