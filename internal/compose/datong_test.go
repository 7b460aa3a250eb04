package compose

import (
	"testing"

	"mingbai/internal/book"
	"mingbai/internal/budget"
	"mingbai/internal/profile"
)

// datong compiles the example book.
func datong(t *testing.T, r Rounding) (*budget.Disclosure, *profile.Profile) {
	t.Helper()
	b, findings := book.Read("../../examples/datong-2023")
	for _, f := range findings {
		t.Logf("%v %s %s %s", f.Severity, f.Rule, f.Message, f.Ref.Source())
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(b.Profile)
	if err != nil {
		t.Fatal(err)
	}
	d, findings := Compile(b, p, r)
	for _, f := range findings {
		t.Logf("%v %s %s %s", f.Severity, f.Rule, f.Message, f.Ref.Source())
	}
	return d, p
}

func TestTry(t *testing.T) {
	d, p := datong(t, Independent)
	for _, tb := range d.Tables {
		t.Log(tb.ID, tb.Title, tb.Empty)
		for _, pn := range tb.Panels {
			for _, l := range pn.Lines {
				s := ""
				for _, c := range l.Cells {
					s += " | " + c.Printed.Text
				}
				t.Log("   ", l.Key, l.Name, l.Second, s)
			}
		}
	}
	for _, s := range d.Sections {
		t.Log(s.Title)
		for _, q := range s.Paragraphs {
			t.Log("   ", q.Text)
		}
	}
	if _, err := Document(d, p); err != nil {
		t.Fatal(err)
	}
}
