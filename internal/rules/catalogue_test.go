package rules

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/diag"
)

var update = flag.Bool("update", false, "write the golden files anew")

// frozen are the ids of the catalogue: none is ever taken out or given a second
// meaning; new rules are added at the end of their family.
func frozen(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/ids.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(data))
}

func TestIDsAreTheFrozenOnes(t *testing.T) {
	var have []string
	for _, r := range All().Rules {
		if slices.Contains(have, r.ID) {
			t.Errorf("%s stands twice", r.ID)
		}
		have = append(have, r.ID)
	}
	want := frozen(t)
	for _, id := range have {
		if !slices.Contains(want, id) {
			t.Errorf("%s is not in testdata/ids.txt", id)
		}
	}
	for _, id := range want {
		if !slices.Contains(have, id) {
			t.Errorf("%s is missing", id)
		}
	}
}

// Every literal says all that a reader of the catalogue needs, and has exactly
// one way of looking.
func TestLiteralsAreComplete(t *testing.T) {
	for _, r := range All().Rules {
		ways := 0
		for _, set := range []bool{r.Relate != nil, r.Inspect != nil, r.Refine != nil, r.Joint != "", r.Lacks != ""} {
			if set {
				ways++
			}
		}
		if ways != 1 {
			t.Errorf("%s has %d ways of looking", r.ID, ways)
		}
		for name, text := range map[string]string{
			"Title": r.Title, "Doc": r.Doc, "Hint": r.Hint, "Formula": r.Formula, "Right": r.Right, "Wrong": r.Wrong, "Scope": r.Scope, "Basis": r.Basis,
		} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no %s", r.ID, name)
			}
			if strings.ContainsAny(text, "!！") && name != "Formula" && r.Family() != "TXT" {
				t.Errorf("%s: %s has an exclamation mark", r.ID, name)
			}
		}
		if strings.HasSuffix(r.Title, "。") || strings.HasSuffix(r.Hint, "。") {
			t.Errorf("%s: a title or hint ends with a full stop", r.ID)
		}
		if !strings.HasSuffix(r.Doc, "。") {
			t.Errorf("%s: Doc is no sentence: %s", r.ID, r.Doc)
		}
		if r.Severity < diag.Note || r.Severity > diag.Error {
			t.Errorf("%s has no severity", r.ID)
		}
		if familyNames[r.Family()] == "" {
			t.Errorf("%s is of no family", r.ID)
		}
	}
}

// The groups of rules that say the same name rules that there are.
func TestFirstNamesRules(t *testing.T) {
	ids := frozen(t)
	for _, group := range first {
		for _, id := range group {
			if !slices.Contains(ids, id) {
				t.Errorf("%s is in no catalogue", id)
			}
		}
	}
}

const docsFile = "../../docs/rules.md"

// docs/rules.md is the catalogue in words. Run the test with -update to write it.
func TestDocs(t *testing.T) {
	want := catalogueDocs(All())
	if *update {
		if err := os.WriteFile(docsFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(docsFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Error("docs/rules.md is not the catalogue's; run go test ./internal/rules -run TestDocs -update")
	}
}

func catalogueDocs(c *check.Catalogue) []byte {
	var b bytes.Buffer
	checked := 0
	for _, r := range c.Rules {
		if r.Lacks == "" {
			checked++
		}
	}
	fmt.Fprintf(&b, "# 规则目录\n\n共%d条，其中%d条已能查，%d条的材料还取不到，报告里记作“未查”并写明原因。\n", len(c.Rules), checked, len(c.Rules)-checked)
	b.WriteString(`
公式里的写法：` + "`T03[208].合计`" + ` 是表 T03、行 208、列“合计”的一格；` + "`N[…]`" + ` 是文字说明里的一个数；` + "`PF[…]`" + ` 是绩效目标申报表的一栏，` + "`PE[…]`" + ` 是绩效自评表的一格。
“≈”是在四舍五入的范围内相等，“=”是同一个数印了两次、数字相同，“≃”是换了单位、四舍五入后相同。
级别：错误，按文件自身的内容就是错的；警告，违反规定或很可能错，由人判断；提示，写法或合理性。
一个编号用定了就不再改作他用。本文件由目录生成，不要手改。

| 族 | 内容 | 条数 |
|---|---|---|
`)
	var families []string
	count := map[string]int{}
	for _, r := range c.Rules {
		if count[r.Family()]++; count[r.Family()] == 1 {
			families = append(families, r.Family())
		}
	}
	for _, f := range families {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %d |\n", f, strings.ToLower(f), familyNames[f], count[f])
	}
	for _, f := range families {
		fmt.Fprintf(&b, "\n## <a id=\"%s\"></a>%s %s\n", strings.ToLower(f), f, familyNames[f])
		for i := range c.Rules {
			if c.Rules[i].Family() == f {
				writeRule(&b, &c.Rules[i])
			}
		}
	}
	return b.Bytes()
}

func writeRule(b *bytes.Buffer, r *check.Rule) {
	fmt.Fprintf(b, "\n### %s %s\n\n%s。%s\n\n", r.ID, r.Title, r.Severity.Chinese(), r.Doc)
	fmt.Fprintf(b, "- 公式：`%s`\n- 依据：%s\n", strings.ReplaceAll(r.Formula, "`", "'"), basisOf(r.Basis, 0))
	fmt.Fprintf(b, "- 适用：%s\n", appliesTo(r))
	fmt.Fprintf(b, "- 办法：%s\n- 对：%s\n- 错：%s\n", r.Hint, oneLine(r.Right), oneLine(r.Wrong))
	if r.Lacks != "" {
		fmt.Fprintf(b, "- 未查：%s\n", r.Lacks)
	}
}

func oneLine(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "<", "&lt;"), "\n", " ")
}

func appliesTo(r *check.Rule) string {
	var parts []string
	names := map[string]string{"all": "各种格式", "SX": "山西格式", "SB": "上海预算格式", "SF": "上海决算格式"}
	for scope := range strings.FieldsSeq(r.Scope) {
		name, who, _ := strings.Cut(scope, "-")
		parts = append(parts, names[name]+map[string]string{"u": "（单位）", "d": "（部门）"}[who])
	}
	out := strings.Join(parts, "、")
	switch r.Kind {
	case "budget":
		out += "，只用于预算"
	case "final":
		out += "，只用于决算"
	}
	if r.Since != 0 {
		out += fmt.Sprintf("，%d年起", r.Since)
	}
	if r.Off {
		out += "，默认不查"
	}
	return out
}
