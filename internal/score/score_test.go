package score

import (
	"strings"
	"testing"

	"mingbai/internal/diag"
)

func TestStandardSheet(t *testing.T) {
	s := Standard()
	total := 0
	for _, p := range s.Points {
		total += p.Marks
		if p.Raise == "" {
			t.Errorf("%s does not say what would raise it", p.Name)
		}
	}
	if len(s.Points) < 12 || total != 120 {
		t.Errorf("%d points, %d marks", len(s.Points), total)
	}
}

func TestMarks(t *testing.T) {
	sheet, err := Read([]byte("[[point]]\ngroup = \"完整\"\nname = \"相加\"\nmarks = 10\nrules = [\"SUM-*\", \"BAL-001\"]\nraise = \"改正\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name     string
		rules    []diag.RuleOutcome
		findings diag.Findings
		got, of  int
		reason   string
	}{
		{"all hold", []diag.RuleOutcome{{Rule: "SUM-001", Outcome: "passed"}, {Rule: "BAL-001", Outcome: "not_applicable"}}, nil, 10, 10, "都成立"},
		{"one of four fails", []diag.RuleOutcome{{Rule: "SUM-001", Outcome: "failed"}, {Rule: "SUM-002", Outcome: "passed"}, {Rule: "SUM-003", Outcome: "passed"}, {Rule: "BAL-001", Outcome: "passed"}}, diag.Findings{{Rule: "SUM-001", Severity: diag.Error}}, 7, 10, "SUM-001"},
		{"beside another", []diag.RuleOutcome{{Rule: "SUM-001", Outcome: "failed"}}, diag.Findings{{Rule: "HIE-001", Also: []string{"SUM-001"}, Severity: diag.Error}}, 0, 10, "SUM-001"},
		{"a note costs nothing", []diag.RuleOutcome{{Rule: "SUM-024", Outcome: "failed"}}, diag.Findings{{Rule: "SUM-024", Severity: diag.Note}}, 10, 10, "都成立"},
		{"nothing looked at", []diag.RuleOutcome{{Rule: "SUM-001", Outcome: "not_checked", Reason: "没有读到 T03"}}, nil, 0, 0, "未查：没有读到 T03"},
		{"not applicable", []diag.RuleOutcome{{Rule: "TXT-001", Outcome: "passed"}}, nil, 10, 10, "不适用"},
	} {
		s := sheet.Of(&diag.Document{Rules: tt.rules, Findings: tt.findings})
		if s.Got != tt.got || s.Of != tt.of || !strings.Contains(s.Points[0].Reason, tt.reason) {
			t.Errorf("%s: %d of %d, %s", tt.name, s.Got, s.Of, s.Points[0].Reason)
		}
		if (s.Points[0].Raise != "") != (s.Got < s.Of) {
			t.Errorf("%s: raise %q", tt.name, s.Points[0].Raise)
		}
	}
}

// TestABlankFormHasNoMarksForItsNumbers: rules about numbers hold where there are none.
func TestABlankFormHasNoMarksForItsNumbers(t *testing.T) {
	sheet := &Sheet{Points: []Point{{Group: "完整", Name: "相加", Marks: 10, Rules: []string{"SUM-*"}, Amounts: true}, {Group: "易读", Name: "文字", Marks: 5, Rules: []string{"TXT-*"}}}}
	rules := []diag.RuleOutcome{{Rule: "SUM-001", Outcome: "passed"}, {Rule: "TXT-001", Outcome: "passed"}}
	for _, tt := range []struct {
		name   string
		tables []diag.TableStatus
		got    int
	}{
		{"filled in", []diag.TableStatus{{Status: diag.Read, Amounts: 49}, {Status: diag.StatedEmpty}}, 15},
		{"blank", []diag.TableStatus{{Status: diag.Read}, {Status: diag.Missing}}, 5},
		{"no tables at all", nil, 15},
	} {
		if s := sheet.Of(&diag.Document{Rules: rules, Tables: tt.tables}); s.Got != tt.got || s.Of != 15 {
			t.Errorf("%s: %d of %d", tt.name, s.Got, s.Of)
		}
	}
}

func TestWhatWasNotCheckedHasNoMarks(t *testing.T) {
	if s := Standard().Of(&diag.Document{}); s.Of != 0 || len(s.Points) != 0 {
		t.Errorf("%d of %d", s.Got, s.Of)
	}
}

// TestTheIDChangesWithTheMarks: with what decides them, not with what is said of them.
func TestTheIDChangesWithTheMarks(t *testing.T) {
	point := Point{Group: "完整", Name: "相加", Marks: 10, Rules: []string{"SUM-*"}, Raise: "改正"}
	id := func(change func(*Point)) string {
		p := point
		change(&p)
		return (&Sheet{Points: []Point{p}}).ID()
	}
	same := id(func(*Point) {})
	if id(func(p *Point) { p.Name, p.Raise = "加得上", "改" }) != same {
		t.Error("other words are another sheet")
	}
	for name, change := range map[string]func(*Point){
		"marks": func(p *Point) { p.Marks = 11 }, "rules": func(p *Point) { p.Rules = []string{"SUM-001"} }, "needs": func(p *Point) { p.Needs = "SUM-001" }, "amounts": func(p *Point) { p.Amounts = true },
	} {
		if id(change) == same {
			t.Errorf("other %s are the same sheet", name)
		}
	}
}

func TestReadIsStrict(t *testing.T) {
	for _, bad := range []string{"[[point]]\nname = \"一\"\n", "[[points]]\n", "[[point]]\ngroup = \"一\"\nname = \"二\"\nmarks = 3\nrules = []\n"} {
		if _, err := Read([]byte(bad)); err == nil {
			t.Errorf("taken: %s", bad)
		}
	}
}
