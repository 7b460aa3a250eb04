package check

import (
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// cellOf finds a printed amount by its address.
func cellOf(t *testing.T, d *budget.Disclosure, address string) *budget.Cell {
	t.Helper()
	for _, s := range spots(d) {
		if s.address == address {
			return s.cell
		}
	}
	t.Fatalf("no %s", address)
	return nil
}

var joined = place.Doubt{Percent: 40, Why: "数是由两行拼成的"}

func TestWhatRestsOnADoubtfulCellIsAQuestion(t *testing.T) {
	for _, tt := range []struct {
		name    string
		doubt   map[string]place.Doubt
		want    diag.Severity
		message string
	}{
		{"all read plainly", nil, diag.Error, ""},
		{"the wrong cell in doubt", map[string]place.Doubt{"T03[208].合计": joined}, diag.Warning, "社会保障和就业支出 合计（读作321.53）：数是由两行拼成的"},
		{"little doubt", map[string]place.Doubt{"T03[208].合计": {Percent: 15, Why: "列是推的"}}, diag.Error, ""},
		{"a cell that one relation of several needs", map[string]place.Doubt{"T03[20805].合计": joined}, diag.Error, ""},
		{"a cell of another place", map[string]place.Doubt{"T03[221].合计": joined}, diag.Error, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, p := datong(t)
			wrong := cellOf(t, d, "T03[208].合计")
			var err error
			if wrong.Printed, err = money.ParsePrinted("321.53"); err != nil {
				t.Fatal(err)
			}
			for address, doubt := range tt.doubt {
				cellOf(t, d, address).Doubt = doubt
			}
			cat := &Catalogue{Rules: sums}
			found := cat.Check(New(d, p)).Findings
			if len(found) != 1 {
				t.Fatalf("%d findings, want one", len(found))
			}
			f := found[0]
			if f.Severity != tt.want || !strings.Contains(f.Message, tt.message) {
				t.Errorf("%v: %s", f.Severity, f.Message)
			}
			if asked := strings.Contains(f.Message, "可能是读错"); asked != (tt.want == diag.Warning) {
				t.Errorf("the message asks: %v; %s", asked, f.Message)
			}
			if f.Suspects[0].Suggest != "311.53" {
				t.Errorf("suggests %s", f.Suspects[0].Suggest)
			}
		})
	}
}

func TestPlacesInDoubtAreAQuestionToo(t *testing.T) {
	d, p := datong(t)
	c := cellOf(t, d, "T03[208].合计")
	c.Doubt, c.Ref.Page, c.Ref.Box = joined, 9, [4]float64{1, 2, 3, 4}
	at := c.Ref
	findings := diag.Findings{
		{Rule: "X-1", Severity: diag.Error, Evidence: []diag.Evidence{{Label: "208", Ref: at}}, Hint: "核对。"},
		{Rule: "X-2", Severity: diag.Error, Ref: place.Ref{Page: 9}},
		{Rule: "X-3", Severity: diag.Note, Ref: at},
	}
	New(d, p).questionPlaces(findings)
	for i, want := range []diag.Severity{diag.Warning, diag.Error, diag.Note} {
		if findings[i].Severity != want {
			t.Errorf("%s is %v, want %v", findings[i].Rule, findings[i].Severity, want)
		}
	}
	if !strings.HasPrefix(findings[0].Hint, "先对照原件") {
		t.Errorf("the hint: %s", findings[0].Hint)
	}
}

// What stands on a page that was not read rightly, shows something there, or holds projects to
// their forms, of which some may stand there, is asked; what stands elsewhere is asserted.
func TestWhatRestsOnAPageReadWrongly(t *testing.T) {
	on := func(page int) place.Ref { return place.Ref{Table: "T03", Page: page} }
	s := &Subject{Disclosure: &budget.Disclosure{Outline: &budget.Outline{Unread: []budget.Passage{{Ref: place.Ref{Page: 9}}}}}}
	list := diag.Findings{
		{Rule: "SUM-001", Severity: diag.Error, Ref: on(3)},
		{Rule: "SUM-001", Severity: diag.Error, Ref: on(9)},
		{Rule: "FORM-001", Severity: diag.Error},
		{Rule: "TIE-001", Severity: diag.Error, Ref: on(3), Evidence: []diag.Evidence{{Ref: on(9)}}},
		{Rule: "PRJ-001", Severity: diag.Error, Ref: on(3)},
	}
	s.questionPages(list)
	for i, want := range []diag.Severity{diag.Error, diag.Warning, diag.Warning, diag.Warning, diag.Warning} {
		if list[i].Severity != want {
			t.Errorf("%s at %v: %v, want %v", list[i].Rule, list[i].Ref, list[i].Severity, want)
		}
	}
}
