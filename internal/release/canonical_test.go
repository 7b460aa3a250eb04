package release

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestCanonicalForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{` { "b" : 1 , "a" : [ true , null , "x" ] } `, `{"a":[true,null,"x"],"b":1}`},
		{`{"单位":"某中心","年度":2026}`, `{"单位":"某中心","年度":2026}`},
		{`"\u4e2d\u6587\/\u0041"`, `"中文/A"`},
		{`"\u0001\b\f\n\r\t\"\\"`, `"\u0001\b\f\n\r\t\"\\"`},
		{`"<&>\u2028"`, "\"<&>\u2028\""},
		{`"e\u0301"`, `"é"`},
		{`"\ud83d\ude02"`, `"😂"`},
		// keys in the order of UTF-16 units, as in RFC 8785, 3.2.3
		{`{"\uff5e":7,"\u20ac":5,"\r":1,"1":2,"\ud83d\ude02":6,"\u0080":3,"\u00f6":4}`, "{\"\\r\":1,\"1\":2,\"\u0080\":3,\"ö\":4,\"€\":5,\"😂\":6,\"～\":7}"},
		{`-9007199254740992`, `-9007199254740992`},
		{`[]`, `[]`},
		{`{}`, `{}`},
	} {
		got, err := Canonical([]byte(c.in))
		if err != nil || string(got) != c.want {
			t.Errorf("%s\n got %s, %v\nwant %s", c.in, got, err, c.want)
		}
	}
}

func TestCanonicalRefuses(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`1.5`:                 "整数",
		`1e3`:                 "整数",
		`-0`:                  "整数",
		`9007199254740993`:    "整数",
		`{"a":1,"a":2}`:       "重复",
		`{"é":1,"e\u0301":2}`: "重复",
		`1 2`:                 "后面还有",
		`"\ud800"`:            "半个字符",
		`"\ude02"`:            "半个字符",
		`"\ud83d\u0041"`:      "半个字符",
		"\"\xff\"":            "UTF-8",
		`[1,`:                 "JSON",
		``:                    "JSON",
		`[1 2]`:               "JSON",
		strings.Repeat("[", 70) + strings.Repeat("]", 70): "层",
	} {
		if got, err := Canonical([]byte(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %s, %v; want an error with %s", in, got, err, want)
		}
	}
}

// anyJSON draws a value of JSON, without fractions.
func anyJSON(depth int) *rapid.Generator[any] {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("abé中文“”\u0301 \n\"\\\x01😂\uff5e\ue000")), 0, 6, -1)
	leaf := rapid.OneOf(
		rapid.Map(text, func(s string) any { return s }),
		rapid.Map(rapid.Int64Range(-1<<53, 1<<53), func(n int64) any { return n }),
		rapid.Map(rapid.Bool(), func(b bool) any { return b }),
		rapid.Just[any](nil),
	)
	if depth == 0 {
		return leaf
	}
	inner := anyJSON(depth - 1)
	return rapid.OneOf(
		leaf,
		rapid.Map(rapid.SliceOfN(inner, 0, 4), func(l []any) any { return l }),
		rapid.Map(rapid.MapOfN(rapid.Map(text, norm.NFC.String), inner, 0, 4), func(m map[string]any) any { return m }),
	)
}

// written writes a value in one of the many ways that JSON allows.
func written(t *rapid.T, v any) string {
	space := func() string { return rapid.SampledFrom([]string{"", " ", "\n\t"}).Draw(t, "space") }
	var list []string
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			list = append(list, space()+written(t, e)+space())
		}
		return "[" + strings.Join(list, ",") + "]"
	case map[string]any:
		for k, e := range v { // Go's order of a map is another each time
			list = append(list, space()+written(t, k)+space()+":"+space()+written(t, e))
		}
		return "{" + strings.Join(list, ",") + space() + "}"
	case string:
		form := rapid.SampledFrom([]norm.Form{norm.NFC, norm.NFD}).Draw(t, "form")
		escape := rapid.Bool().Draw(t, "escape")
		var b strings.Builder
		for _, r := range form.String(v) {
			if !escape && r >= 0x20 && r != '"' && r != '\\' {
				b.WriteRune(r)
				continue
			}
			for _, u := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&b, `\u%04X`, u)
			}
		}
		return `"` + b.String() + `"`
	}
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestCanonicalIsOneFormOfAllWritings: order of keys, spacing, escapes and the
// form of Unicode do not count; and what is canonical stays as it is.
func TestCanonicalIsOneFormOfAllWritings(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := anyJSON(3).Draw(t, "value")
		a, err := Canonical([]byte(written(t, v)))
		if err != nil {
			t.Fatal(err)
		}
		b, err := Canonical([]byte(written(t, v)))
		if err != nil || string(a) != string(b) {
			t.Fatalf("two writings of one value:\n%s\n%s\n%v", a, b, err)
		}
		again, err := Canonical(a)
		if err != nil || string(again) != string(a) {
			t.Fatalf("canonical bytes are not canonical:\n%s\n%s\n%v", a, again, err)
		}
		var read any
		if err := json.Unmarshal(a, &read); err != nil {
			t.Fatal(err)
		}
		eachText(read, func(s string) {
			if !norm.NFC.IsNormalString(s) {
				t.Fatalf("not in NFC: %q in %q", s, a)
			}
		})
	})
}

func eachText(v any, f func(string)) {
	switch v := v.(type) {
	case string:
		f(v)
	case []any:
		for _, e := range v {
			eachText(e, f)
		}
	case map[string]any:
		for k, e := range v {
			f(k)
			eachText(e, f)
		}
	}
}

// TestOthersComputeTheSameBytes runs the recipes of docs/release.md.
func TestOthersComputeTheSameBytes(t *testing.T) {
	t.Parallel()
	m := testManifest(7)
	m.Document.Title = "某中心2026年度“单位预算”公开 <&> \u2028"
	m.Corrects = &Corrects{ID: strings.Repeat("0", 64), Reason: "录入有误", Changes: []Change{{Part: "table", Kind: "changed", Place: "T03[208].合计", Old: "311.53", New: "321.53", Unit: "万元"}}}
	want, err := m.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	pretty, err := json.MarshalIndent(m, "", "   ")
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, recipe := range [][]string{
		{"jq", "-cjS", "."},
		{"python3", "-c", `import json,sys; sys.stdout.buffer.write(json.dumps(json.load(sys.stdin.buffer), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())`},
	} {
		if _, err := exec.LookPath(recipe[0]); err != nil {
			t.Logf("%s is not here, its recipe was not tried", recipe[0])
			continue
		}
		cmd := exec.Command(recipe[0], recipe[1:]...)
		cmd.Stdin = strings.NewReader(string(pretty))
		got, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s:\n got %s\nwant %s", recipe[0], got, want)
		}
		ran++
	}
	if ran == 0 {
		t.Skip("neither jq nor python3 is here")
	}
}

func FuzzCanonical(f *testing.F) {
	for _, s := range []string{`{"a":[1,"é"]}`, `"\ud83d\ude02"`, `[[[`, `1e400`, "\"\\u\"", `"\\ud800"`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := Canonical(raw)
		if err != nil {
			return
		}
		if b, err := Canonical(a); err != nil || string(b) != string(a) {
			t.Errorf("%q: %q, then %q, %v", raw, a, b, err)
		}
		if !json.Valid(a) {
			t.Errorf("%q: not JSON: %q", raw, a)
		}
	})
}
