package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/docx"
	"mingbai/internal/ingest/html"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/ingest/xlsx"
	"mingbai/internal/profile"
)

// Documents of places that have no profile of their own, in the layouts of the
// official forms: made up, so that every amount in them is known.

// formFormats write a form in each format and read it as a document.
var formFormats = map[string]func(f *ingesttest.Form) (*doc.Document, error){
	"html": func(f *ingesttest.Form) (*doc.Document, error) { return html.Read("a.html", f.HTML()) },
	"docx": func(f *ingesttest.Form) (*doc.Document, error) {
		b, err := f.DOCX()
		if err != nil {
			return nil, err
		}
		return docx.Read("a.docx", b)
	},
	"xlsx": func(f *ingesttest.Form) (*doc.Document, error) {
		b, err := f.XLSX()
		if err != nil {
			return nil, err
		}
		return xlsx.Read("a.xlsx", b)
	},
}

// everyProfile are the built-in profiles, ready for reading.
func everyProfile(t *testing.T) ingest.Readers {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	rs, err := ingest.Load(set)
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

// verdict is a form as it was read and checked.
type verdict struct {
	profile string
	reading *ingest.Reading
	subject *check.Subject
	loud    []diag.Finding // errors and warnings
	report  *check.Report
}

// judge reads a document by the profile that fits it best, and checks it.
func judge(t *testing.T, rs ingest.Readers, d *doc.Document) verdict {
	t.Helper()
	fit := rs.Choose(d)[0]
	p := fit.Profile
	out := verdict{profile: p.ID, reading: rs.Find(p.ID).Read(d)}
	if y := out.reading.Disclosure.Year; y != 0 && y != p.Year {
		p = p.InYear(y)
	}
	out.subject = check.New(out.reading.Disclosure, p)
	out.report = All().Check(out.subject)
	for _, f := range out.report.Findings {
		if f.Severity != diag.Note {
			out.loud = append(out.loud, f)
		}
	}
	return out
}

func told(f *diag.Finding) string {
	return fmt.Sprintf("%s %s %s: %s (%s)", f.Rule, f.Severity, f.Ref.Address(), f.Message, f.Ref.Text)
}

func nationalForms() []*ingesttest.Form { return ingesttest.FinalAccounts() }

// TestConsistentForms holds what is right to be read whole and to raise nothing.
func TestConsistentForms(t *testing.T) {
	rs := everyProfile(t)
	for _, f := range nationalForms() {
		for _, format := range slices.Sorted(maps.Keys(formFormats)) {
			t.Run(f.Name+"."+format, func(t *testing.T) {
				d, err := formFormats[format](f)
				if err != nil {
					t.Fatal(err)
				}
				j := judge(t, rs, d)
				t.Logf("profile %s, fit %d, year %d, unit %s", j.profile, j.reading.Fit, j.reading.Disclosure.Year, j.reading.Disclosure.Unit.Name)
				for _, s := range j.reading.Tables {
					t.Logf("%+v", s)
				}
				for _, s := range j.reading.Disclosure.Outline.Stray {
					t.Logf("stray %s %s", s.Ref.Source(), s.Text)
				}
				lost(t, f, j.subject)
				for i := range j.loud {
					t.Errorf("%s", told(&j.loud[i]))
				}
			})
		}
	}
}

// lost tells the amounts that were not read, or not as they are printed.
func lost(t *testing.T, f *ingesttest.Form, s *check.Subject) {
	t.Helper()
	truth := f.Truth()
	n := 0
	for _, id := range slices.Sorted(maps.Keys(truth)) {
		want := truth[id]
		v := s.At(id)
		switch {
		case v == check.NoVar && strings.Trim(want, "0.") == "":
		case v == check.NoVar:
			n++
			t.Errorf("%s is %s and was not read", id, want)
		case strings.ReplaceAll(s.Printed(v).Text, ",", "") != strings.ReplaceAll(want, ",", "") && !(s.Zero(v) && strings.Trim(want, "0.") == ""):
			n++
			t.Errorf("%s is %s and was read as %s", id, want, s.Printed(v).Text)
		}
		if n > 12 {
			t.Fatal("and more")
		}
	}
}
