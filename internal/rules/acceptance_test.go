package rules

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/text"
	"mingbai/internal/profile"
)

// known is one thing that is wrong with the published document.
type known struct {
	id, severity, rule string
	lines              []int
}

func knownFindings(t *testing.T) []known {
	t.Helper()
	data, err := os.ReadFile("../../testdata/datong-2023-findings.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []known
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(f) != 4 {
			continue
		}
		out = append(out, known{f[0], f[1], f[2], numbersOf(t, f[3])})
	}
	return out
}

func numbersOf(t *testing.T, list string) (out []int) {
	for _, one := range strings.Split(list, ",") {
		from, to, ok := strings.Cut(one, "-")
		if !ok {
			to = from
		}
		a, errA := strconv.Atoi(from)
		b, errB := strconv.Atoi(to)
		if errA != nil || errB != nil {
			t.Fatalf("%s is no line", one)
		}
		for n := a; n <= b; n++ {
			out = append(out, n)
		}
	}
	return out
}

// checkText reads a text and checks it.
func checkText(t *testing.T, file string) *check.Report {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("skipped: %v", err)
	}
	d, err := text.Read(file, data)
	if err != nil {
		t.Fatal(err)
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load("shanxi-datong-2023-unit")
	if err != nil {
		t.Fatal(err)
	}
	return All().Check(check.New(ingest.Recognise(d, p).Disclosure, p))
}

// tells reports whether a finding is the item: its rule, at one of its lines.
func (k known) tells(f *diag.Finding) bool {
	if f.Rule != k.rule && !slices.Contains(f.Also, k.rule) {
		return false
	}
	if slices.Contains(k.lines, f.Ref.Line) {
		return true
	}
	return slices.ContainsFunc(f.Evidence, func(e diag.Evidence) bool { return slices.Contains(k.lines, e.Ref.Line) })
}

// documents are the published text and its twin, which has the same figures,
// places and faults in other words.
var documents = map[string]string{
	"twin":      "../../examples/datong-2023-published.txt",
	"published": "../../../shared/seed/datong-2023.txt",
}

// TestWhatIsWrongWithThePublishedBudget: every true finding is reported, with its
// severity, and nothing else is loud.
func TestWhatIsWrongWithThePublishedBudget(t *testing.T) {
	for name, file := range documents {
		t.Run(name, func(t *testing.T) {
			rep := checkText(t, file)
			list := knownFindings(t)
			for _, k := range list {
				i := slices.IndexFunc(rep.Findings, func(f diag.Finding) bool {
					return k.tells(&f) && (f.Rule != k.rule || f.Severity.String() == k.severity)
				})
				if i < 0 {
					t.Errorf("%s %s %s is not found at %v", k.id, k.severity, k.rule, k.lines)
				}
			}
			for i := range rep.Findings {
				f := &rep.Findings[i]
				if f.Severity > diag.Note && !slices.ContainsFunc(list, func(k known) bool { return k.tells(f) }) {
					t.Errorf("loud and not in the list: %s %s line %d: %s", f.Severity, f.Rule, f.Ref.Line, f.Message)
				}
			}
		})
	}
}

// TestTwinAndPublishedGiveTheSame: rule by rule and line by line.
func TestTwinAndPublishedGiveTheSame(t *testing.T) {
	say := map[string][]string{}
	for name, file := range documents {
		for _, f := range checkText(t, file).Findings {
			say[name] = append(say[name], f.Severity.String()+" "+f.Rule+" "+strconv.Itoa(f.Ref.Line))
		}
	}
	for _, s := range say["published"] {
		if !slices.Contains(say["twin"], s) {
			t.Errorf("of the published text alone: %s", s)
		}
	}
	for _, s := range say["twin"] {
		if !slices.Contains(say["published"], s) {
			t.Errorf("of the twin alone: %s", s)
		}
	}
}

// TestOutcomesThatMustBeSaid: what could not be looked at ends so, with a reason.
func TestOutcomesThatMustBeSaid(t *testing.T) {
	rep := checkText(t, documents["twin"])
	for outcome, ids := range map[check.Outcome]string{
		check.NotChecked:    "DAT-005 PUB-001 CHG-008 FORM-009 ORD-005 PERF-027 TXT-026",
		check.NotApplicable: "TIE-027 PUB-002 SUM-017 SUM-018 SUM-019 SUM-020 TPE-014 NAR-022 NAR-023 BAL-009 ORE-002 HIE-004",
		check.Passed:        "TIE-007 TIE-008",
	} {
		for _, id := range strings.Fields(ids) {
			i := slices.IndexFunc(rep.Results, func(r check.Result) bool { return r.Rule.ID == id })
			if i < 0 {
				t.Errorf("%s is not in the catalogue", id)
				continue
			}
			if r := rep.Results[i]; r.Outcome != outcome || outcome != check.Passed && r.Reason == "" {
				t.Errorf("%s ended %s (%s), should end %s", id, r.Outcome, r.Reason, outcome)
			}
		}
	}
}
