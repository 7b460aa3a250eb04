package demo

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/pipeline"
	"mingbai/internal/store"
)

func opened(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestTownIsAPrefecture(t *testing.T) {
	cast, err := Town(1000)
	if err != nil {
		t.Fatal(err)
	}
	functions := budget.Functions()
	names, departments := map[string]bool{}, map[string]bool{}
	for _, c := range cast {
		if names[c.Name] {
			t.Errorf("%s stands twice", c.Name)
		}
		names[c.Name], departments[c.Department.Name] = true, true
		for _, code := range append([]string{c.Main}, c.Items...) {
			if _, ok := functions.Find(code); !ok {
				t.Errorf("%s: there is no functional item %s", c.Name, code)
			}
		}
	}
	if len(cast) != 300 || len(departments) != 40 {
		t.Errorf("%d units in %d departments", len(cast), len(departments))
	}
	few, err := Town(41)
	if err != nil {
		t.Fatal(err)
	}
	if few[39].Name != few[39].Department.Name || few[40].Name == few[40].Department.Name {
		t.Errorf("the departments do not come first: %s, %s", few[39].Name, few[40].Name)
	}
}

func TestSomeAreMissingWrongOrCorrected(t *testing.T) {
	first, corrected := planned(300)
	last, slips, paper := 0, 0, 0
	for _, d := range first {
		if d.format == "pdf" {
			paper++
		}
		if d.year == years-1 {
			last++
			slips += min(d.slips, 1)
		}
	}
	if last == 300 || last < 270 || slips < 50 || slips > 100 || len(corrected) < 5 || len(corrected) > 20 || paper != years {
		t.Errorf("of 300 units %d published the last year, %d with slips, %d corrected, %d documents are PDF", last, slips, len(corrected), paper)
	}
}

func TestTheCentreIsShownAsBuiltBesideAsPublished(t *testing.T) {
	s, dir := opened(t), t.TempDir()
	res, err := pipeline.Build(t.Context(), pipeline.Options{Book: "../../examples/datong-2023", Out: dir, Formats: []string{"json", "pdf", "txt"}})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time changes nothing
		h, err := Centre(t.Context(), s, dir, res.Files)
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Document(t.Context(), store.DocumentRef{ID: h.ID})
		if err != nil {
			t.Fatal(err)
		}
		if h.Region != "140200" || h.Origin != store.Own || h.Versions != 2 || h.Version != 2 || len(d.Files) != 4 {
			t.Errorf("%+v with %d files", h, len(d.Files))
		}
		if c := d.Disclosure.Table("T03").Panel("").Cell("2080502", "合计"); !c.Known || c.Ref.Page == 0 {
			t.Errorf("a number that is known exactly: %v, stands on page %d", c.Known, c.Ref.Page)
		}
	}
}

func TestNeighboursAreLoadedOnce(t *testing.T) {
	s, dir := opened(t), t.TempDir()
	told := 0
	o := Options{Store: s, Dir: dir, Units: 6, Told: func(done, of int) { told++ }}
	n, err := Neighbours(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "示例市*"))
	if err != nil || len(files) != n || told == 0 {
		t.Fatalf("%d files of %d documents, told %d times, %v", len(files), n, told, err)
	}
	count := func() (documents, corrected int) {
		list, err := s.Documents(t.Context(), store.Filter{Regions: []string{"990100"}}, store.Page{Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range list.Items {
			if h.Versions == 2 && strings.HasPrefix(h.UnitName, "示例市") {
				corrected++
				if h.Errors > 0 {
					t.Errorf("%s %d: corrected, and still with %d errors", h.UnitName, h.Year, h.Errors)
				}
			}
		}
		return len(list.Items), corrected
	}
	documents, corrected := count()
	if documents != n-1 || corrected != 1 {
		t.Errorf("%d files gave %d documents, %d of them corrected", n, documents, corrected)
	}
	if _, err := Neighbours(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if again, _ := count(); again != documents {
		t.Errorf("a second run made %d documents of %d", again, documents)
	}
}

func TestNeighboursEndWithTheContext(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	end()
	if _, err := Neighbours(ctx, Options{Store: opened(t), Dir: t.TempDir(), Units: 2}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}
