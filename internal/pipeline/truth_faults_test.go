package pipeline

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/diag"
)

// fault is what was found wrong by reading, or right where a careless checker would
// not think so.
type fault struct {
	id, page, place, printed, right, class, severity string
	rules                                            []string // the rule that speaks of it first, then those that may take its place
}

// faultsOf reads what was found in a document.
func faultsOf(t *testing.T, document string) (out []fault) {
	t.Helper()
	for _, m := range truthRows(t, stem(document)+".faults.tsv") {
		f := fault{
			id: m["id"], page: m["page"], place: m["place"], printed: m["printed"], right: m["right"],
			class: m["class"], severity: m["severity"], rules: strings.Fields(m["rule"]),
		}
		if slices.Equal(f.rules, []string{"none"}) {
			f.rules = nil
		}
		out = append(out, f)
	}
	return out
}

// stands reports whether a finding is on one of the fault's pages; "-" is a fault
// of what is not there, or of the whole document.
func (f *fault) stands(at *diag.Finding) bool {
	return f.page == "-" || slices.Contains(strings.Split(f.page, ","), strconv.Itoa(at.Ref.Page))
}

// saidBy reports whether a finding says the fault: by one of its rules, on its
// page, of the words that are wrong or of those that should stand there.
func (f *fault) saidBy(at *diag.Finding) bool {
	rule := slices.ContainsFunc(append([]string{at.Rule}, at.Also...), func(id string) bool { return slices.Contains(f.rules, id) })
	if !rule || !f.stands(at) {
		return false
	}
	text := plain(at.Ref.Text)
	return f.printed == "" || text == "" || strings.Contains(text, plain(f.printed)) || text == plain(f.right)
}

// notFoundYet are faults that a rule speaks of and that are not found, with the
// reason. One that is found is to be struck off.
var notFoundYet = map[string]string{}

// TestFaultsOfOtherPlaces holds the findings to what reading found: every fault
// that a rule speaks of is found at its place, with the severity of the catalogue;
// what is right, or off by rounding alone, has at most a note; every error and
// warning is one of the faults or left to a person.
func TestFaultsOfOtherPlaces(t *testing.T) {
	var faults, spoken, found, loud, right int
	for name, out := range corpusReport(t) {
		all := faultsOf(t, name)
		for i := range all {
			switch f := &all[i]; {
			case f.class == "rounding" || f.class == "must_not_report":
				staysQuiet(t, name, f, out.Findings)
			case f.class == "defect":
				faults++
				if len(f.rules) == 0 {
					t.Logf("%s: no rule speaks of it", f.id)
					continue
				}
				spoken++
				if isFound(t, name, f, out.Findings) {
					found++
				}
			}
		}
		for i := range out.Findings {
			at := &out.Findings[i]
			if at.Severity == diag.Note {
				continue
			}
			k := slices.IndexFunc(all, func(f fault) bool { return f.class == "defect" && f.saidBy(at) || late(&f, at) })
			if k < 0 && slices.ContainsFunc(all, func(f fault) bool { return f.class == "manual" && f.saidBy(at) }) {
				continue // a person decides: neither right nor wrong
			}
			loud++
			if k >= 0 {
				right++
				continue
			}
			t.Errorf("%s: %s on page %d is no fault: %s (%s)", name, at.Rule, at.Ref.Page, at.Message, at.Ref.Text)
		}
	}
	t.Logf("precision: %d of %d errors and warnings are faults, %s", right, loud, percent(right, loud))
	t.Logf("recall: %d of %d faults that a rule speaks of are found, %s; of all %d, %s", found, spoken, percent(found, spoken), faults, percent(found, faults))
	if spoken < 30 || loud < 20 {
		t.Errorf("only %d faults and %d errors and warnings", spoken, loud)
	}
}

// corpusReport checks the documents as the command does.
func corpusReport(t testing.TB) map[string]*diag.Document {
	t.Helper()
	checked, err := Check(context.Background(), CheckOptions{Files: corpusFiles(t)})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*diag.Document{}
	for i := range checked.Report.Documents {
		d := &checked.Report.Documents[i]
		if d.Err != nil {
			t.Fatalf("%s: %s", d.Source.Name, d.Err.Message)
		}
		out[filepath.Base(d.Source.Name)] = d
	}
	return out
}

// late reports whether a finding says a fault that is known to be found on a wrong
// page.
func late(f *fault, at *diag.Finding) bool {
	anywhere := *f
	anywhere.page = "-"
	return strings.HasPrefix(notFoundYet[f.id], "found, but") && anywhere.saidBy(at)
}

// isFound holds one fault to the findings.
func isFound(t *testing.T, name string, f *fault, findings []diag.Finding) bool {
	t.Helper()
	k := slices.IndexFunc(findings, func(at diag.Finding) bool { return f.saidBy(&at) })
	switch why := notFoundYet[f.id]; {
	case k < 0 && why == "":
		t.Errorf("%s: %s, page %s, %s: %s is not found", name, f.id, f.page, f.place, f.rules[0])
	case k < 0:
		t.Logf("%s: %s", f.id, why)
	case why != "":
		t.Errorf("%s: %s is found: strike it off", name, f.id)
	case findings[k].Severity.String() != f.severity:
		t.Errorf("%s: %s is found by %s as %s, not as %s", name, f.id, findings[k].Rule, findings[k].Severity, f.severity)
	}
	return k >= 0
}

// staysQuiet holds the findings to a value that is right: no error and no warning
// on its page is of it, and where the value is blank, none of its rules.
func staysQuiet(t *testing.T, name string, f *fault, findings []diag.Finding) {
	t.Helper()
	for i := range findings {
		at := &findings[i]
		if at.Severity == diag.Note || !f.stands(at) {
			continue
		}
		if f.printed != "" && plain(at.Ref.Text) == plain(f.printed) || f.printed == "" && f.saidBy(at) {
			t.Errorf("%s: %s is right, but %s says: %s", name, f.id, at.Rule, at.Message)
		}
	}
}

// percent is a share of whole numbers, for people.
func percent(part, whole int) string {
	if whole == 0 {
		return "-"
	}
	return strconv.FormatFloat(100*float64(part)/float64(whole), 'f', 1, 64) + " %"
}
