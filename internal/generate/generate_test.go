package generate

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

const books = 500

func form(t testing.TB) *profile.Profile {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(assumed().Profile)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestLawful compiles many books both ways of rounding: nothing to say of any.
func TestLawful(t *testing.T) {
	p := form(t)
	seen := map[string]int{}
	for n := range books {
		b := Book(1, n)
		for _, rounding := range []compose.Rounding{compose.Independent, compose.Balanced} {
			d, findings := compose.Compile(b, p, rounding)
			for _, f := range findings {
				t.Errorf("%s %d: %s %s %s", rounding, n, f.Rule, f.Severity, f.Message)
			}
			if d == nil {
				t.Fatalf("%s %d: no disclosure", rounding, n)
			}
			if d.Rounding != string(rounding) {
				t.Errorf("%s %d: rounded %s", rounding, n, d.Rounding)
			}
			note(seen, b, d)
		}
	}
	for _, want := range features() {
		if seen[want] == 0 {
			t.Errorf("none of %d books has %s", books, want)
		}
	}
}

// features are what some of many books must have.
func features() []string {
	out := []string{
		"carry-over", "prior lines", "prior totals", "prior zero", "prior equal",
		"T07 empty", "T08 empty", "T09 empty", "T13 empty", "T07 filled", "T08 filled", "T09 filled", "T13 filled",
		"T11 filled 行政", "T11 filled 参公", "T11 empty 事业", "T10 empty", "T10 filled",
		"procurement goods", "procurement works", "procurement services", "no vehicles", "fen",
		"项目 1", "项目 12",
	}
	for _, k := range budget.UnitKinds() {
		out = append(out, "kind "+k.Key)
	}
	for _, s := range budget.Sources() {
		if s.Kind == "资金来源" {
			out = append(out, "source "+s.ID)
		}
	}
	return out
}

func note(seen map[string]int, b *budget.Book, d *budget.Disclosure) {
	kind, _ := budget.FindUnitKind(b.Unit.Kind)
	seen["kind "+b.Unit.Kind]++
	seen[fmt.Sprint("项目 ", len(b.Projects))]++
	for _, f := range b.Facts {
		seen["source "+f.Source]++
		if f.CarryOver {
			seen["carry-over"]++
		}
		if f.Amount%100 != 0 {
			seen["fen"]++
		}
	}
	for _, id := range []string{"T07", "T08", "T09", "T10", "T11", "T13"} {
		state := id + " filled"
		if d.Table(id).Empty {
			state = id + " empty"
		}
		seen[state]++
		seen[state+" "+kind.Group]++
	}
	for _, p := range b.Procurement {
		if p.Amount > 0 {
			seen["procurement "+p.Kind]++
		}
	}
	if len(b.Vehicles) == 0 {
		seen["no vehicles"]++
	}
	switch {
	case len(b.Prior) > 0:
		seen["prior lines"]++
	case b.PriorTotal[0].Amount == 0:
		seen["prior zero"]++
	default:
		seen["prior totals"]++
	}
	if reflect.DeepEqual(b.Prior, b.Facts) {
		seen["prior equal"]++
	}
}

func TestDeterministic(t *testing.T) {
	for n := range 20 {
		if !reflect.DeepEqual(Book(7, n), Book(7, n)) {
			t.Errorf("book %d of one seed comes out differently", n)
		}
		if reflect.DeepEqual(Book(7, n).Facts, Book(7, n+1).Facts) {
			t.Errorf("books %d and %d of one seed are the same", n, n+1)
		}
		if reflect.DeepEqual(Book(7, n).Facts, Book(8, n).Facts) {
			t.Errorf("book %d is the same for two seeds", n)
		}
	}
}

// TestForms holds each declaration to the facts: money by origin adds up, and the
// year's is what the project's facts come to.
func TestForms(t *testing.T) {
	sum := func(f budget.Funding) money.Fen {
		return f.Central.Amount + f.Province.Amount + f.County.Amount + f.Self.Amount + f.Other.Amount
	}
	for n := range 100 {
		b := Book(2, n)
		facts := map[string]money.Fen{}
		for _, f := range b.Facts {
			facts[f.Project] += f.Amount
		}
		if len(b.Projects) == 0 {
			t.Errorf("%d: no project", n)
		}
		for _, p := range b.Projects {
			if !p.HasForm || p.Annual.Total.Amount != facts[p.Name] || facts[p.Name] == 0 {
				t.Errorf("%d %s: annual %s, facts %s", n, p.Name, p.Annual.Total, facts[p.Name])
			}
			if sum(p.Annual) != p.Annual.Total.Amount || sum(p.Term) != p.Term.Total.Amount || p.Term.Total.Amount < p.Annual.Total.Amount {
				t.Errorf("%d %s: money of the form does not add up: %+v %+v", n, p.Name, p.Annual, p.Term)
			}
		}
	}
}

// TestSums: in every table a cell that claims a sum is the sum of its parts, to
// the fen; balanced, the printed decimals add up too, and each print is one of
// the two places around its exact amount.
func TestSums(t *testing.T) {
	p := form(t)
	rapid.Check(t, func(t *rapid.T) {
		b := Book(rapid.Uint64().Draw(t, "seed"), rapid.IntRange(0, 1<<20).Draw(t, "n"))
		for _, rounding := range []compose.Rounding{compose.Independent, compose.Balanced} {
			d, findings := compose.Compile(b, p, rounding)
			if findings.Has(diag.Error) || d.Rounding != string(rounding) {
				t.Fatalf("%s: %v", rounding, findings)
			}
			for i := range d.Tables {
				for j := range d.Tables[i].Panels {
					if err := addsUp(&d.Tables[i].Panels[j], rounding == compose.Balanced); err != nil {
						t.Fatalf("%s %s: %v", rounding, d.Tables[i].ID, err)
					}
				}
			}
		}
	})
}

func addsUp(p *budget.Panel, balanced bool) error {
	const step = 10_000 // fen in 0.01 万元
	for _, l := range p.Lines {
		for k, c := range l.Cells {
			var exact money.Fen
			var printed int64
			for _, id := range c.Sum {
				part := p.Lines[id.Line].Cells[id.Column]
				exact += part.Exact
				printed += part.Printed.Value.Coef
			}
			if len(c.Sum) > 0 && exact != c.Exact {
				return fmt.Errorf("%s %s is %s, its parts %s", l.Name, p.Columns[k], c.Exact, exact)
			}
			if !balanced {
				continue
			}
			if len(c.Sum) > 0 && printed != c.Printed.Value.Coef {
				return fmt.Errorf("%s %s prints %s, its parts add to %d", l.Name, p.Columns[k], c.Printed.Text, printed)
			}
			if off := (money.Fen(c.Printed.Value.Coef*step) - c.Exact).Abs(); off >= step {
				return fmt.Errorf("%s %s prints %s for %s", l.Name, p.Columns[k], c.Printed.Text, c.Exact)
			}
		}
	}
	return nil
}

func TestAssumptionsAreStrict(t *testing.T) {
	for _, tc := range []struct{ name, extra string }{
		{"unknown key", "\nwages = 3\n"},
		{"unknown kind", "\n[[kind]]\nkey = \"firm\"\n"},
		{"code without a document", "\n[[line]]\nrole = \"main\"\neconomic = \"31206\"\n"},
		{"class in place of an item", "\n[[fund]]\nfunction = \"212\"\nrevenue = \"1030148\"\nsource = \"gfb\"\n"},
		{"too few subjects", "\n[[trade]]\ndepartment = { code = \"1\", name = \"局\" }\nsubjects = [\"事\"]\n"},
		{"unknown source", "\n[[fund]]\nfunction = \"2120803\"\nrevenue = \"1030148\"\nsource = \"loan\"\n"},
	} {
		if _, err := readAssumptions(append(assumptionsTOML, tc.extra...)); err == nil {
			t.Errorf("%s: taken", tc.name)
		}
	}
	if _, err := readAssumptions(assumptionsTOML); err != nil {
		t.Error(err)
	}
}

func BenchmarkBook(b *testing.B) {
	n := 0
	for b.Loop() {
		Book(1, n)
		n++
	}
}
