package compare

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/width"
)

var update = flag.Bool("update", false, "write the golden files anew")

// many is a comparison with something of every part and every kind, with names
// as long as they come.
func many() *Comparison {
	a, b := unitBudget(2023), unitBudget(2023)
	long := strings.Repeat("机关事业单位职业年金缴费支出与其他各项", 5)
	b.Unit.Name = "示例市" + long
	lines := b.Tables[0].Panels[0].Lines
	lines[0].Cells[0].Printed, _ = money.ParsePrinted("123,456,789,012.34")
	lines[1].Name = "社会保障和就业支出及" + long
	lines[1].Cells[0].Ref = place.Ref{Line: 7}
	lines[1].Cells[0].Printed, _ = money.ParsePrinted("31.00")
	b.Tables[0].Panels[0].Lines = append(lines[:2:2], lines[3], row("2210201", long, "1.00", "1.00", ""))
	b.Tables = append(b.Tables, table("T10", "“三公”经费表", money.Wan, "合计", row("合计", "合计", "6.00")))
	b.Sections[0].Paragraphs[0] = paragraph("一.总体", strings.ReplaceAll(spendingText, "新增项目", "新增“"+long+"”项目，<b>需要</b>资金"))
	b.Sections[0].Paragraphs[1].Text = "本单位按规定公开2023年预算，" + strings.Repeat("http://example.invalid/a-very-long-address-without-any-space", 3) + "。"
	b.Projects[0].YearGoal = "第一行\n第二行" + long
	b.Glossary = nil
	return Of(
		Side{Name: "去年/" + long + ".docx", Profile: "shanxi-datong-2023-unit", Disclosure: a, Findings: diag.Findings{{Rule: "HIE-002", Severity: diag.Error, Title: "类款项合计不符", Message: long, Ref: place.Ref{Table: "T03", Row: "208"}}}},
		Side{Name: "后.pdf", Profile: "shanxi-datong-2023-unit", Disclosure: b},
	)
}

func TestTextIsNoWiderThanAsked(t *testing.T) {
	for _, o := range []TextOptions{{}, {Width: 60}, {Width: 100, Colour: true}} {
		var b bytes.Buffer
		if err := many().WriteText(&b, o); err != nil {
			t.Fatal(err)
		}
		limit := max(o.Width, 60)
		if o.Width == 0 {
			limit = 100
		}
		for _, l := range strings.Split(b.String(), "\n") {
			if n := width.Of(l); n > limit {
				t.Errorf("%d columns of %d: %s", n, limit, l)
			}
			if strings.HasSuffix(l, " ") {
				t.Errorf("a line ends in a space: %q", l)
			}
		}
		if o.Colour != strings.Contains(b.String(), "\x1b[") {
			t.Errorf("colours asked %v", o.Colour)
		}
	}
}

func TestTextSaysTheSameOfTheSame(t *testing.T) {
	var b bytes.Buffer
	if err := between(unitBudget(2023), unitBudget(2023)).WriteText(&b, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	want := "- 前.docx\n  示例市测试中心 2023 · p\n+ 后.docx\n  示例市测试中心 2023 · p\n\n没有改动\n"
	if b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

// golden holds output to a file; -update writes it.
func golden(t *testing.T, name string, have []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, have, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Errorf("%s is not what is written now; look at the difference, and run the test with -update if it is meant:\n%s", file, have)
	}
}

func TestJSONStaysAsItIs(t *testing.T) {
	var b bytes.Buffer
	if err := many().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "many.json", b.Bytes())
	b.Reset()
	if err := between(unitBudget(2023), unitBudget(2023)).WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "same.json", b.Bytes())
}

// TestJSONHasEveryKey: what reads the data finds each key in each change, and no
// null but a box.
func TestJSONHasEveryKey(t *testing.T) {
	var b bytes.Buffer
	if err := many().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var d struct {
		Schema  string                       `json:"schema"`
		Counts  map[string]int               `json:"counts"`
		Changes []map[string]json.RawMessage `json:"changes"`
	}
	if err := json.Unmarshal(b.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if d.Schema != Schema || len(d.Counts) != len(partOrder) {
		t.Errorf("%s %v", d.Schema, d.Counts)
	}
	seen := map[string]bool{}
	for _, x := range d.Changes {
		for _, key := range []string{"part", "kind", "group", "place", "name", "a", "b", "unit_a", "unit_b", "difference", "unit", "ref_a", "ref_b"} {
			if v, ok := x[key]; !ok || string(v) == "null" {
				t.Errorf("%s is %s in %v", key, v, x)
			}
		}
		seen[string(x["part"])+string(x["kind"])] = true
	}
	for _, want := range []string{`"document""changed"`, `"table""changed"`, `"table""added"`, `"table""removed"`, `"table""renamed"`, `"section""changed"`, `"project""added"`, `"glossary""removed"`, `"finding""removed"`} {
		if !seen[want] {
			t.Errorf("the comparison of everything has no %s", want)
		}
	}
}

func TestPageStandsAlone(t *testing.T) {
	var b bytes.Buffer
	if err := many().WriteHTML(&b); err != nil {
		t.Fatal(err)
	}
	s := b.String()
	for _, bad := range []string{"<script", "<link", "src=", "url(", "<b>需要</b>", "@import"} {
		if strings.Contains(s, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	for _, want := range []string{
		`<html lang="zh-CN">`, `name="viewport"`, "prefers-color-scheme:dark", "max-width:700px",
		`<td class="a n"><del>30.00万元</del></td><td class="b n"><ins>31.00万元</ins></td><td class="d">&#43;1.00万元</td>`,
		"&lt;b&gt;需要&lt;/b&gt;", `<a href="#g1">`, `<section id="g1">`,
	} {
		if !strings.Contains(s, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	b.Reset()
	if err := between(unitBudget(2023), unitBudget(2023)).WriteHTML(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "同样的内容") || strings.Contains(b.String(), "<nav") {
		t.Error("the page of the same is not empty")
	}
}

func TestSameAmount(t *testing.T) {
	for _, tc := range []struct {
		a    string
		ua   money.Unit
		b    string
		ub   money.Unit
		same bool
		off  string // b − a
	}{
		{"30.00", money.Wan, "30.00", money.Wan, true, "0.00万元"},
		{"30.00", money.Wan, "30.01", money.Wan, false, "+0.01万元"}, // 尾差 is a change of a print
		{"30.00", money.Wan, "30", money.Wan, true, "0.00万元"},
		{"30.00", money.Wan, "300049", money.Yuan, true, "+49.00元"},
		{"30.00", money.Wan, "300050", money.Yuan, true, "+50.00元"}, // rounds to 30.01, cut it is 30.00
		{"30.00", money.Wan, "300,051", money.Yuan, false, "+51.00元"},
		{"3.00", money.Yi, "30,000.00", money.Wan, true, "0.00元"},
		{"", money.Wan, "0.00", money.Wan, true, "0.00万元"},
		{"—", money.Wan, "", money.Yuan, true, "0元"},
		{"", money.Wan, "0.01", money.Wan, false, "+0.01万元"},
		{"-5.00", money.Wan, "5.00", money.Wan, false, "+10.00万元"},
		{"5.00", money.Wan, "-5.00", money.Wan, false, "-10.00万元"},
		{"9,223,372,036.85", money.Yi, "1.00", money.Wan, false, ""}, // too great to tell in 元
	} {
		a, b := amount{mustPrint(t, tc.a), tc.ua}, amount{mustPrint(t, tc.b), tc.ub}
		if have := sameAmount(a, b); have != tc.same {
			t.Errorf("%s%s and %s%s: %v", tc.a, tc.ua, tc.b, tc.ub, have)
		}
		if sameAmount(a, b) != sameAmount(b, a) {
			t.Errorf("%s and %s are the same one way only", tc.a, tc.b)
		}
		text, unit := difference(a, b)
		if tc.off != "" && text+unit != tc.off {
			t.Errorf("%s%s to %s%s is %s%s, want %s", tc.a, tc.ua, tc.b, tc.ub, text, unit, tc.off)
		}
	}
}

func mustPrint(t *testing.T, s string) money.Printed {
	t.Helper()
	p, err := money.ParsePrinted(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPlainAndTimeless(t *testing.T) {
	for in, want := range map[string]string{
		"“三公” 经费（万元）": `"三公"经费(万元)`, "1,234,567.00": "1234567.00", "1,2": "1,2", "12,345": "12345", "2023－2024": "2023-2024",
	} {
		if have := plain(in); have != want {
			t.Errorf("%s is %s, want %s", in, have, want)
		}
	}
	for in, want := range map[string]string{
		"2023年比2022年": "〔本年〕年比〔上年〕年", "12023": "12023", "2023.50万元": "2023.50万元", "2024年": "〔下年〕年", "2023": "〔本年〕",
	} {
		if have := timeless(in, 2023); have != want {
			t.Errorf("%s is %s, want %s", in, have, want)
		}
	}
	x, y := apart("本单位按规定公开二〇二三年预算，内容完整准确", "本单位按规定公开二〇二四年预算，内容完整准确")
	if x != "本单位按规定公开二〇二三年预算，内容完整准确" || y != "本单位按规定公开二〇二四年预算，内容完整准确" {
		t.Errorf("%s and %s", x, y)
	}
}

// TestNamesOfClaims: a claim is called what the words before it call it.
func TestNamesOfClaims(t *testing.T) {
	p := paragraph("x", "其中：社会保障{list.name=社会保障支出}{list.amount=3.00}万元、占{list.share=30.00}%；车辆{vehicles=2}辆，比上年增加{vehicles.delta:more=1}辆。")
	want := []struct{ name, unit string }{{"社会保障 名称", ""}, {"社会保障支出", "万元"}, {"社会保障支出 占比", "%"}, {"车辆", "辆"}, {"车辆 增减额", "辆"}}
	for k := range p.Claims {
		s := stated{&p, k}
		if s.name() != want[k].name || s.unit() != want[k].unit {
			t.Errorf("%d is “%s” in “%s”, want %v", k, s.name(), s.unit(), want[k])
		}
	}
	lone := budget.Paragraph{Text: "三", Claims: []budget.Claim{{Slot: "x", Text: "很长", Start: 99}}}
	if s := (stated{&lone, 0}); s.name() != "" || s.unit() != "" {
		t.Errorf("a claim that is not in its text is “%s”", s.name())
	}
}
