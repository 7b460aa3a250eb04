package rules

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/text"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// twin is the twin of the published Datong text, as it is read.
func twin(t testing.TB) (*budget.Disclosure, *profile.Profile) {
	t.Helper()
	data, err := os.ReadFile("../../examples/datong-2023-published.txt")
	if err != nil {
		t.Fatal(err)
	}
	d, err := text.Read("datong-2023-published.txt", data)
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
	return ingest.Recognise(d, p).Disclosure, p
}

// tally counts what became of planted faults. Within are slips of the last place
// that rounding explains: no arithmetic can tell them. Equal are faults of which
// several numbers explain all that is broken as well as each other: all are named.
type tally struct{ planted, within, found, first, value, single, equal int }

// share is n of what can be told, in hundredths of a percent.
func (c tally) share(n int) int { return n * 10000 / max(c.planted-c.within, 1) }

// trial plants faults one by one and looks at what the checker says anew.
type trial struct {
	d    *budget.Disclosure
	p    *profile.Profile
	base map[string]bool // what it says of the document as it is
}

func newTrial(t testing.TB) *trial {
	d, p := twin(t)
	x := &trial{d: d, p: p, base: map[string]bool{}}
	for _, f := range x.findings() {
		x.base[f.Rule+f.Place()] = true
	}
	return x
}

func (x *trial) findings() diag.Findings { return All().Check(check.New(x.d, x.p)).Findings }

// fresh are the findings that the document as it is does not have: errors and
// warnings, and notes on last places (尾差), which a slip of one there is.
func (x *trial) fresh() diag.Findings {
	return slices.DeleteFunc(x.findings(), func(f diag.Finding) bool {
		return f.Severity == diag.Note && !strings.HasPrefix(f.Title, "尾差") || x.base[f.Rule+f.Place()]
	})
}

// suspectPlace is a suspect's place as targets name it.
func suspectPlace(s diag.Suspect) string {
	if s.Ref.Table != "" {
		return s.Ref.Address()
	}
	return "N." + s.Ref.Section
}

func sameSpot(target, suspect string) bool {
	return target == suspect || len(suspect) > 2 && suspect[:2] == "N." && len(target) > len(suspect) && target[:len(suspect)+1] == suspect+"["
}

// run plants each kind of slip in each target.
func (x *trial) run(t testing.TB, targets []generate.Target) (c tally) {
	for i, target := range targets {
		for k, kind := range generate.Kinds {
			wrong, ok := target.Slip(kind, i*7+k*3)
			if !ok {
				continue
			}
			target.Print(wrong)
			x.look(t, &c, target, kind, wrong, x.fresh())
			target.Print(target.Right)
		}
	}
	return c
}

func (x *trial) look(t testing.TB, c *tally, target generate.Target, kind, wrong string, fresh diag.Findings) {
	c.planted++
	if len(fresh) == 0 && slight(wrong, target.Right) {
		c.within++
		return
	}
	if len(fresh) == 0 {
		t.Logf("%s %s %s for %s: not found", kind, target.Place, wrong, target.Right)
		return
	}
	c.found++
	if len(fresh) == 1 {
		c.single++
	} else {
		for _, f := range fresh {
			t.Logf("%s %s %s for %s: also %s %s", kind, target.Place, wrong, target.Right, f.Rule, f.Message)
		}
	}
	s := fresh[0].Suspects
	if k := slices.IndexFunc(s, func(o diag.Suspect) bool { return sameSpot(target.Place, suspectPlace(o)) && o.Suggest == target.Right }); k > 0 && s[k].Clears == s[0].Clears {
		c.equal++
		s[0], s[k] = s[k], s[0]
	}
	if len(s) == 0 || !sameSpot(target.Place, suspectPlace(s[0])) {
		t.Logf("%s %s %s for %s: %s %s, suspects %v", kind, target.Place, wrong, target.Right, fresh[0].Rule, fresh[0].Message, s)
		return
	}
	c.first++
	if s[0].Suggest == target.Right {
		c.value++
	} else {
		t.Logf("%s %s %s for %s: suggests %s", kind, target.Place, wrong, target.Right, s[0].Suggest)
	}
}

// slight reports whether two prints differ by at most five units of the last place.
func slight(a, b string) bool {
	x, errA := money.ParseDecimal(a)
	y, errB := money.ParseDecimal(b)
	d := x.Coef - y.Coef
	return errA == nil && errB == nil && x.Scale == y.Scale && d >= -5 && d <= 5
}

// tied leaves out the numbers that no relation holds.
func (x *trial) tied(list []generate.Target) []generate.Target {
	s := check.New(x.d, x.p)
	loose := map[string]int{}
	for _, v := range All().Check(s).Loose {
		if r := s.Ref(v); r.Table == "" {
			loose["N."+r.Section+"="+r.Text]++
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(t generate.Target) bool {
		section, _, _ := strings.Cut(t.Place, "[")
		return loose[section+"="+t.Right] > 0
	})
}

// split parts the numbers of tables from those of sentences.
func split(d *budget.Disclosure) (tables, sentences []generate.Target) {
	for _, one := range generate.Targets(d) {
		if one.Place[:2] == "N." {
			sentences = append(sentences, one)
		} else {
			tables = append(tables, one)
		}
	}
	return tables, sentences
}

// TestEverySlipInATableIsNamed plants six kinds of slip in each printed amount of
// the published document.
func TestEverySlipInATableIsNamed(t *testing.T) {
	x := newTrial(t)
	tables, _ := split(x.d)
	if len(tables) < 230 {
		t.Fatalf("only %d amounts", len(tables))
	}
	c := x.run(t, tables)
	t.Logf("%d faults, %d within rounding: found %d, first suspect right %d (%d among equals), value right %d, one finding %d",
		c.planted, c.within, c.found, c.first, c.equal, c.value, c.single)
	if c.share(c.found) < 9900 || c.share(c.first) < 9800 || c.share(c.value) < 9700 || c.share(c.single) < 9700 {
		t.Error("below what is asked: found 99 %, first suspect 98 %, value 97 %, one finding 97 %")
	}
}

// TestEverySlipInASentenceIsNamed does the same with the numbers of sentences.
func TestEverySlipInASentenceIsNamed(t *testing.T) {
	x := newTrial(t)
	_, sentences := split(x.d)
	held := x.tied(sentences)
	if len(held) < 40 {
		t.Errorf("only %d of %d numbers stand in a relation", len(held), len(sentences))
	}
	c := x.run(t, held)
	t.Logf("%d numbers, %d in a relation; %d faults, %d within rounding: found %d, first suspect right %d (%d among equals), value right %d, one finding %d",
		len(sentences), len(held), c.planted, c.within, c.found, c.first, c.equal, c.value, c.single)
	if c.share(c.found) < 9900 || c.share(c.first) < 9800 || c.share(c.value) < 9700 || c.share(c.single) < 9700 {
		t.Error("below what is asked: found 99 %, first suspect 98 %, value 97 %, one finding 97 %")
	}
}

// several plants n slips at once, many times, and counts how often all are named.
func (x *trial) several(t testing.TB, n, rounds int) (all int) {
	targets := generate.Targets(x.d)
	rng := rand.New(rand.NewPCG(9, uint64(n)))
	for range rounds {
		var chosen []generate.Target
		for len(chosen) < n {
			one := targets[rng.IntN(len(targets))]
			wrong, ok := one.Slip(generate.Kinds[rng.IntN(len(generate.Kinds))], rng.IntN(100))
			if !ok || slices.ContainsFunc(chosen, func(o generate.Target) bool { return o.Place == one.Place }) {
				continue
			}
			one.Print(wrong)
			chosen = append(chosen, one)
		}
		named := 0
		fresh := x.fresh()
		for _, one := range chosen {
			if slices.ContainsFunc(fresh, func(f diag.Finding) bool {
				return slices.ContainsFunc(f.Suspects, func(s diag.Suspect) bool { return sameSpot(one.Place, suspectPlace(s)) })
			}) {
				named++
			}
		}
		if named == n {
			all++
		} else {
			for _, one := range chosen {
				t.Logf("planted in %s, right %s", one.Place, one.Right)
			}
			for _, f := range fresh {
				t.Logf("   %s %s", f.Rule, f.Message)
			}
		}
		for i := len(chosen) - 1; i >= 0; i-- {
			chosen[i].Print(chosen[i].Right)
		}
	}
	return all
}

// TestSeveralFaultsAreNamed plants two and three slips at once, anywhere.
func TestSeveralFaultsAreNamed(t *testing.T) {
	x := newTrial(t)
	for n, least := range map[int]int{2: 95, 3: 85} {
		const rounds = 200
		all := x.several(t, n, rounds)
		t.Logf("%d faults at once: all named %d of %d times", n, all, rounds)
		if all*100 < rounds*least {
			t.Errorf("%d faults: below %d %%", n, least)
		}
	}
}

// BenchmarkMutations reports how slips planted in the published document fare.
func BenchmarkMutations(b *testing.B) {
	x := newTrial(b)
	tables, sentences := split(x.d)
	b.Logf("%d amounts; %d numbers in sentences, %d of them in a relation", len(tables), len(sentences), len(x.tied(sentences)))
	for b.Loop() {
		for name, list := range map[string][]generate.Target{"tables": tables, "sentences": x.tied(sentences)} {
			c := x.run(b, list)
			for what, n := range map[string]int{"found": c.found, "first": c.first, "value": c.value, "single": c.single} {
				b.ReportMetric(float64(c.share(n))/100, name+"_"+what+"_%")
			}
		}
	}
}
