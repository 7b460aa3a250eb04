package rules

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// pieces are what hostile texts are made of.
var pieces = []string{
	"2023", "年", "〔2023〕", "[2022]", "8号", "（", "）", "<p>", "</p>", "<", "&nbsp;", "{{", "#REF!", "万元", "，", "。", "；", "、", "：",
	"和", "及", "13812345678", "11010519491231002X", "622202", "账号：", "家庭住址：", "XX", "三公", "经费", "拟从", "截至", "12月", "31日", "增加",
	"的的", " ", "　", "１２", "．", ".", ",", "1,234", "00", "\xff", "\xe4\xb8", "\U0001F600", "⼀", "\ufffd", "J", "项目", "一、", "(一)", "1.", "“", "”", "《", "》", "秘密★", "\n",
}

// TestNothingBreaksTheTextRules: whatever a document says, the rules end, and
// every finding quotes valid text of bounded length.
func TestNothingBreaksTheTextRules(t *testing.T) {
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load("shanxi-datong-2023-unit")
	if err != nil {
		t.Fatal(err)
	}
	cat := textRules()
	rapid.Check(t, func(rt *rapid.T) {
		text := func() string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(rt, "text"), "")
		}
		d := &budget.Disclosure{Year: 2023, Scope: "unit", Title: text(), Unit: budget.Unit{Name: text(), Kind: "public1", Level: "市级"}}
		d.Sections = []budget.Section{
			{ID: "一", Part: "narrative", Title: text(), Paragraphs: []budget.Paragraph{{Text: text()}, {Text: text(), Heading: true}}},
			{ID: "organisation", Part: "overview", Title: text(), Paragraphs: []budget.Paragraph{{Text: text()}}},
		}
		d.Projects = []budget.Project{{
			Name: text(), HasForm: true, Body: text(), Executor: text(), Overview: text(), Basis: text(), Date: text(), Phone: text(), Year: budget.Passage{Text: text()},
			Indicators: []budget.Indicator{{Level1: text(), Level2: text(), TermName: text(), YearName: text()}},
		}}
		d.Glossary = []budget.Term{{Name: text(), Text: text()}}
		d.Tables = []budget.Table{{ID: "T03", Title: text(), Label: text(), Panels: []budget.Panel{{Columns: []string{"合计"}, Lines: []budget.Line{{Key: "a", Code: text(), Name: text(), Cells: make([]budget.Cell, 1)}}}}}}
		d.Outline = &budget.Outline{
			Cover: []budget.Passage{{Text: text()}}, Contents: []budget.Entry{{Text: text(), Page: text()}}, Paged: rapid.Bool().Draw(rt, "paged"), Pictures: true,
			Headings: []budget.Heading{{Kind: budget.TableHeading, ID: "T03", Text: text(), Ref: place.Ref{Page: 1}}, {Kind: budget.SectionHeading, ID: "一", Text: text()}},
			Stray:    []budget.Stray{{Text: text()}},
		}
		for _, f := range cat.Check(check.New(d, p)).Findings {
			if n := utf8.RuneCountInString(f.Message); n > 300 {
				rt.Fatalf("%s says %d characters: %s", f.Rule, n, f.Message)
			}
			if strings.HasSuffix(f.Message, "。") || strings.HasSuffix(f.Message, "！") {
				rt.Fatalf("%s: %s", f.Rule, f.Message)
			}
			if strings.Contains(f.Message, "13812345678") && f.Rule == "SEC-001" {
				rt.Fatalf("%s shows a number: %s", f.Rule, f.Message)
			}
		}
	})
}

// TestScanFindsWords: every word of the vocabulary is found where it stands.
func TestScanFindsWords(t *testing.T) {
	v := textVocabulary()
	for _, tt := range []struct {
		sign  sign
		words []string
	}{
		{emptySign, v.Placeholders}, {secretSign, v.SecretMarks}, {projectSign, v.Sensitive}, {planSign, v.Plans}, {accountSign, v.AccountWords}, {secretLine, v.SecretLines},
	} {
		for _, w := range tt.words {
			d := &budget.Disclosure{Sections: []budget.Section{{ID: "一", Paragraphs: []budget.Paragraph{{Text: "前文" + w + "后文"}}}}}
			s := newScan(check.New(d, &profile.Profile{}))
			found := false
			for _, h := range s.hits[tt.sign] {
				found = found || s.piece(h) == w
			}
			if !found {
				t.Errorf("%s is not found", w)
			}
		}
	}
}

// TestScanIsShared: two rules get one scan, two subjects two.
func TestScanIsShared(t *testing.T) {
	d, p := clean(t, 0)
	a, b := check.New(d, p), check.New(d, p)
	first := scanOf(a)
	if again := scanOf(a); again != first {
		t.Error("a subject is scanned twice")
	}
	if scanOf(b) == first {
		t.Error("two subjects share a scan")
	}
}
