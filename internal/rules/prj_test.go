package rules

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"mingbai/examples"
	"mingbai/internal/book"
	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/profile"
)

// published is the disclosure of the Datong example book.
func published(t *testing.T) (*budget.Disclosure, *profile.Profile) {
	t.Helper()
	folder, err := fs.Sub(examples.Books, "datong-2023")
	if err != nil {
		t.Fatal(err)
	}
	b, found := book.ReadFS(folder)
	if found.Has(diag.Error) {
		t.Fatal(found)
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(b.Profile)
	if err != nil {
		t.Fatal(err)
	}
	d, found := compose.Compile(b, p, compose.Independent)
	if found.Has(diag.Error) {
		t.Fatal(found)
	}
	return d, p
}

// own are the families that this file's tests speak for.
func own(rule string) bool {
	family, _, _ := strings.Cut(rule, "-")
	return slices.Contains([]string{"PRJ", "PERF", "AST", "PRO", "PER"}, family)
}

// No made-up clean book breaks a rule of projects, targets, assets, procurement
// or staff.
func TestCleanBooksKeepProjectRules(t *testing.T) {
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for n := range 300 {
		b := generate.Book(11, n)
		p, err := set.Load(b.Profile)
		if err != nil {
			t.Fatal(err)
		}
		d, _ := compose.Compile(b, p, compose.Independent)
		for _, f := range All().Check(check.New(d, p)).Findings {
			if own(f.Rule) && f.Severity > diag.Note && seen[f.Rule] < 3 {
				seen[f.Rule]++
				t.Errorf("book %d: %s %s %s", n, f.Rule, f.Ref.Address(), f.Message)
			}
		}
	}
}

func TestSameProject(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"水情监测", "水情监测", true},
		{"护费 Z信息平台运行维", "Z信息平台运行维护费", true},
		{"等 J图书馆水电费", "J图书馆水电费等", true},
		{"校舍维修（二期）", "校舍维修(二期)", true},
		{"其它专项", "其他专项", true},
		{"水情 监测", "水情监测", true},
		{"J专项业务费", "专项业务费", true},
		{"专项业务费", "专用业务费", false},
		{"甲乙丙", "乙丙甲", false}, // too short to tell
		{"水情监测", "水情监测站", false},
		{"J专项业务费", "Z新材料专项业务费", false},
		{"", "水情监测", false},
	} {
		if got := sameProject(tt.a, tt.b); got != tt.same {
			t.Errorf("%s ~ %s: %v", tt.a, tt.b, got)
		}
		if got := sameProject(tt.b, tt.a); got != tt.same {
			t.Errorf("%s ~ %s: %v", tt.b, tt.a, got)
		}
	}
}

// Every rotation of a name is the same project, and keeps its form.
func TestRotatedNamesKeepTheirForm(t *testing.T) {
	d, p := clean(t, 2)
	name := []rune((*tableRows(d))[0].Name)
	for k := 1; k < len(name); k++ {
		turned := string(name[k:]) + " " + string(name[:k])
		(*tableRows(d))[0].Name, (*tableRows(d))[0].Key = turned, turned
		for _, rule := range []string{"PRJ-001", "PRJ-002", "PRJ-003", "PRJ-008", "PRJ-018"} {
			if speaks(d, p, rule) {
				t.Errorf("%s speaks of %q", rule, turned)
			}
		}
	}
}

// Tables whose last places were moved so that they add up are no fault.
func TestBalancedBooksKeepProjectRules(t *testing.T) {
	p := shanxi(t)
	for n := range 40 {
		d, _ := compose.Compile(generate.Book(77, n), p, compose.Balanced)
		for _, f := range All().Check(check.New(d, p)).Findings {
			if own(f.Rule) && f.Severity > diag.Note {
				t.Errorf("book %d: %s %s", n, f.Rule, f.Message)
			}
		}
	}
}

func TestYearsOf(t *testing.T) {
	for text, want := range map[string]int{"4年": 4, "三年": 3, "两年": 2, "１年": 1, "1年期": 1, "2 年": 2, "长期": 0, "2023年1月至12月": 0, "": 0, "0年": 0, "999999999999年": 0} {
		if got, _ := yearsOf(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// A wrong amount in a form is one finding that names the amount and its right value.
func TestWrongAmountOfAForm(t *testing.T) {
	for _, key := range []string{"annual.total", "annual.county", "term.total"} {
		d, p := clean(t, 20)
		m := d.Projects[1].Money(key)
		right := m.Amount
		m.Amount *= 10
		var found []diag.Finding
		for _, f := range All().Check(check.New(d, p)).Findings {
			if f.Severity > diag.Note {
				found = append(found, f)
			}
		}
		if len(found) != 1 || !strings.HasPrefix(found[0].Rule, "PRJ-") {
			t.Fatalf("%s: %v", key, found)
		}
		f := found[0]
		if len(f.Suspects) == 0 || f.Suspects[0].Ref.Row != key || f.Suspects[0].Suggest != right.Grouped() {
			t.Errorf("%s: %s, suspects %+v, want %s", key, f.Message, f.Suspects, right.Grouped())
		}
	}
}

// The example's known faults, by rule and project; nothing else is loud.
func TestPublishedExample(t *testing.T) {
	d, p := published(t)
	var got []string
	for _, f := range All().Check(check.New(d, p)).Findings {
		if own(f.Rule) && f.Severity > diag.Note {
			got = append(got, f.Severity.String()+" "+f.Rule+" "+shortName(f.Ref.Form))
		}
		for _, also := range f.Also {
			if own(also) && also != "PRJ-018" && also != "PERF-015" && also != "PERF-021" {
				got = append(got, "also "+also)
			}
		}
	}
	want := []string{
		"error PRJ-001 ", "error PRJ-008 ", "also PRJ-009",
		"error PERF-014 党支部", "error PERF-013 新材料", "error PERF-010 平台",
		"warning PER-002 ", "warning AST-002 ", "warning AST-005 ", "warning PERF-008 平台",
		"warning PERF-004 平台", "warning PERF-004 活动室", "warning PERF-004 新材料", "warning PERF-005 残疾人", "warning PERF-005 新材料",
		"warning PERF-009 残疾人", "warning PERF-009 住房", "warning PERF-009 活动室", "warning PERF-009 新材料", "warning PERF-009 党支部",
		"warning PERF-012 住房", "warning PERF-012 残疾人", "warning PERF-012 活动室", "warning PERF-012 党支部",
		"warning PERF-007 残疾人", "warning PERF-007 住房", "warning PERF-007 活动室", "warning PERF-007 新材料", "warning PERF-007 党支部",
		"warning PERF-011 平台", "warning PERF-011 新材料", "warning PERF-011 住房", "warning PERF-011 党支部",
		"warning PERF-002 残疾人", "warning PERF-002 住房", "warning PERF-002 活动室", "warning PERF-002 新材料",
		"warning PERF-003 住房", "warning PERF-003 平台", "warning PERF-003 新材料",
		"warning PERF-020 党支部", "warning PERF-019 平台", "warning PERF-019 新材料", "warning PERF-018 平台",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("missing: %s", w)
			}
		}
		for _, g := range got {
			if !slices.Contains(want, g) {
				t.Errorf("beside the list: %s", g)
			}
		}
		t.Logf("%d found, %d listed", len(got), len(want))
	}
}

func shortName(form string) string {
	for _, w := range []string{"残疾人", "住房", "活动室", "平台", "新材料", "党支部"} {
		if strings.Contains(form, w) {
			return w
		}
	}
	return form
}
