package compose

import (
	"fmt"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// wan is a last place of print, 0.01 万元, in fen.
const wan = 10_000

func TestRoundTogether(t *testing.T) {
	for _, tt := range []struct {
		name    string
		amounts []int64 // fen
		sets    [][]int
		near    [][]int
		want    []int64 // 0.01 万元
	}{
		{"nothing to round", nil, nil, nil, []int64{}},
		{
			"exact multiples stay",
			[]int64{204_300_00, 80_000_000_00, 0},
			[][]int{{0}, {1}, {2}, {0, 1, 2}},
			nil,
			[]int64{2043, 800_000, 0},
		},
		{ // nearest each makes 3333 × 3 = 9999 of a total of 10000
			"three thirds of a round sum",
			[]int64{333_333_33, 333_333_33, 333_333_34},
			[][]int{{0}, {1}, {2}, {0, 1, 2}},
			nil,
			[]int64{3333, 3333, 3334},
		},
		{ // the half goes up where the total leaves it a choice
			"a half",
			[]int64{12_050_00, 30_000_00},
			[][]int{{0}, {1}, {0, 1}},
			nil,
			[]int64{121, 300},
		},
		{ // pension 16 %, annuity 8 %, housing 12 % of wages of 1,946,430.00 yuan
			"shares of wages",
			[]int64{311_428_80, 155_714_40, 233_571_60},
			[][]int{{0, 1}, {2}, {0, 1, 2}},
			nil,
			[]int64{3114, 1557, 2336},
		},
		{
			"a refund",
			[]int64{-333_333_33, -333_333_33, -333_333_34},
			[][]int{{0}, {1}, {2}, {0, 1, 2}},
			nil,
			[]int64{-3333, -3333, -3334},
		},
		{ // 2.4 + 2.4 is nearer to 5 than to 4
			"nearest where asked for",
			[]int64{2_40_00, 2_40_00, 40_00},
			[][]int{{0}, {1}, {2}, {0, 1, 2}},
			[][]int{{0, 1}},
			[]int64{2, 3, 0},
		},
		{ // two pairs would each go up, the total cannot
			"nearest is asked for but cannot be had",
			[]int64{30_00, 30_00, 30_00, 30_00},
			[][]int{{0, 1, 2, 3}},
			[][]int{{0, 1}, {2, 3}, {0, 2}, {1, 3}, {0, 3}, {1, 2}},
			[]int64{1, 0, 0, 0},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := roundTogether(tt.amounts, tt.sets, tt.near, wan)
			if !ok || fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("%v %v, want %v", got, ok, tt.want)
			}
		})
	}
}

// misfit says which sum is not one of the two multiples around its exact value.
func misfit(amounts, units []int64, sets [][]int) error {
	for _, set := range sets {
		var exact, printed int64
		for _, i := range set {
			exact += amounts[i]
			printed += units[i] * wan
		}
		if off := printed - exact; off <= -wan || off >= wan {
			return fmt.Errorf("the sum of %v is %d and prints %d", set, exact, printed)
		}
	}
	return nil
}

// singles are the sets of one fact each.
func singles(n int) [][]int {
	out := make([][]int, n)
	for i := range out {
		out[i] = []int{i}
	}
	return out
}

func drawAmounts(t *rapid.T, n int) []int64 {
	return rapid.SliceOfN(rapid.OneOf(
		rapid.Int64Range(-2_000_000, 90_000_000),
		rapid.Map(rapid.Int64Range(0, 900), func(v int64) int64 { return v * wan }), // no rest
		rapid.Map(rapid.Int64Range(0, 900), func(v int64) int64 { return v*wan + wan/2 }),
	), n, n).Draw(t, "amounts")
}

// A table with rows, columns and a total can always be rounded together, and so
// can sets that lie one within another.
func TestTwoWayTablesAndNestedSetsBalance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(1, 9).Draw(t, "rows"), rapid.IntRange(1, 7).Draw(t, "columns")
		amounts := drawAmounts(t, rows*columns)
		sets := singles(len(amounts))
		all := make([]int, len(amounts))
		for i := range all {
			all[i] = i
		}
		for r := range rows {
			sets = append(sets, all[r*columns:(r+1)*columns])
		}
		// rows that make up a class, as items make up theirs
		for from := 0; from < rows; {
			to := rapid.IntRange(from+1, rows).Draw(t, "class")
			sets = append(sets, all[from*columns:to*columns])
			from = to
		}
		for c := range columns {
			var column []int
			for r := range rows {
				column = append(column, r*columns+c)
			}
			sets = append(sets, column)
		}
		sets = append(sets, all)
		units, ok := roundTogether(amounts, sets, nil, wan)
		if !ok {
			t.Fatal("not balanced, though it can be")
		}
		if err := misfit(amounts, units, sets); err != nil {
			t.Fatal(err)
		}
		for i, a := range amounts {
			if a%wan == 0 && units[i] != a/wan {
				t.Errorf("%d prints %d: it needed no rounding", a, units[i])
			}
		}
	})
}

// Over sets of any kind the search finds a rounding exactly where trying all of
// them finds one. That some have none is shown by TestWhatCannotBeBalancedIsSaid.
func TestSearchFindsWhatThereIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 9).Draw(t, "facts")
		rest := rapid.SampledFrom([]int64{wan / 2, wan / 3, 1, wan - 1})
		amounts := rapid.SliceOfN(rest, n, n).Draw(t, "amounts")
		sets := singles(n)
		for range rapid.IntRange(4, 16).Draw(t, "sets") {
			some := rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 2, 3, rapid.ID[int])
			sets = append(sets, some.Draw(t, "set"))
		}
		units, ok := roundTogether(amounts, sets, nil, wan)
		if ok {
			if err := misfit(amounts, units, sets); err != nil {
				t.Fatal(err)
			}
			return
		}
		for choice := range 1 << n {
			units := make([]int64, n)
			for i, a := range amounts {
				units[i] = floor(a, wan) + int64(choice>>i&1)
			}
			if misfit(amounts, units, sets) == nil {
				t.Fatalf("%v was not found", units)
			}
		}
	})
}

// A subject, a project and a fund that print the sum of two halves each, of three
// halves in all, cannot all close: rounding falls back, and says so.
func TestWhatCannotBeBalancedIsSaid(t *testing.T) {
	b := small()
	half := money.FromYuan(50)
	b.Facts = append(b.Facts,
		budget.Fact{Subject: "2080502", Project: "甲", Source: "gpb", Amount: half},
		budget.Fact{Subject: "2080502", Project: "乙", Source: "other", Amount: half},
		budget.Fact{Subject: "2101102", Project: "甲", Source: "other", Amount: half},
	)
	b.Projects = append(b.Projects, budget.Project{Name: "甲"}, budget.Project{Name: "乙"})
	for i, grown := range []money.Fen{3 * half, 3 * half, half} {
		b.PriorTotal[i].Amount += grown
	}
	d, findings := Compile(b, shanxi(t), Balanced)
	if d == nil || d.Rounding != string(Independent) {
		t.Fatalf("balanced, though it cannot be: %v", findings)
	}
	notes := 0
	for _, f := range findings {
		if f.Rule == "INPUT-BALANCE" && f.Severity == diag.Note {
			notes++
		}
	}
	if notes != 1 || findings.Has(diag.Error) {
		t.Errorf("%d notes: %v", notes, findings)
	}
	plain, _ := Compile(b, shanxi(t), Independent)
	if a, b := prints(d), prints(plain); fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("prints\n%v\nand not, as independent rounding does,\n%v", a, b)
	}
}

// prints are all printed cells of a disclosure by address.
func prints(d *budget.Disclosure) map[string]string {
	out := map[string]string{}
	for i := range d.Tables {
		for j := range d.Tables[i].Panels {
			p := &d.Tables[i].Panels[j]
			for l := range p.Lines {
				for k, c := range p.Lines[l].Cells {
					out[profile.Address{Table: d.Tables[i].ID, Row: p.Lines[l].Key, Column: p.Columns[k]}.String()] = c.Printed.Text
				}
			}
		}
	}
	return out
}

// In the balanced example every print is a neighbour of its exact amount, rows
// and columns add up to the last place, and what stands in two tables prints the
// same in both. Printed each on its own it does not close, or the test shows nothing.
func TestBalancedExample(t *testing.T) {
	d, findings := Compile(datong(t), shanxi(t), Balanced)
	if d.Rounding != string(Balanced) {
		t.Fatalf("not balanced: %v", findings)
	}
	plain, _ := Compile(datong(t), shanxi(t), Independent)
	if open := gaps(plain, nil); open == 0 {
		t.Error("independent rounding closes by itself")
	}
	if open := gaps(d, t.Errorf); open != 0 {
		t.Errorf("%d sums do not close", open)
	}
	now := prints(d)
	for _, tie := range [][]string{
		{"T01[收入总计].金额", "T01[支出总计].合计", "T02[合计].合计", "T03[合计].合计"},
		{"T03[合计].基本支出", "T05[合计].基本支出", "T06[合计].合计"},
		{"T03[合计].项目支出", "T05[合计].项目支出", "T12[合计].合计"},
		{"T03[208].合计", "T05[208].合计", "T02[208].合计"},
		{"T03[2080505].合计", "T05[2080505].基本支出"},
	} {
		for _, address := range tie {
			if got, ok := now[address]; !ok || got == "" || got != now[tie[0]] {
				t.Errorf("%s prints %q (there: %v), %s %q", address, got, ok, tie[0], now[tie[0]])
			}
		}
	}
}

// gaps counts the sums of a disclosure that do not close in print; say hears of
// them, and of prints that are no neighbour of their amount.
func gaps(d *budget.Disclosure, say func(string, ...any)) int {
	if say == nil {
		say = func(string, ...any) {}
	}
	open := 0
	for i := range d.Tables {
		for j := range d.Tables[i].Panels {
			p := &d.Tables[i].Panels[j]
			for l := range p.Lines {
				for k, c := range p.Lines[l].Cells {
					name := d.Tables[i].ID + " " + p.Lines[l].Name + " " + p.Columns[k]
					if off := c.Printed.Value.Coef*wan - int64(c.Exact); off <= -wan || off >= wan {
						say("%s prints %s for %s", name, c.Printed.Text, c.Exact)
					}
					var sum int64
					for _, id := range c.Sum {
						sum += p.Lines[id.Line].Cells[id.Column].Printed.Value.Coef
					}
					if len(c.Sum) > 0 && sum != c.Printed.Value.Coef {
						open++
						say("%s prints %s, its parts add to %d", name, c.Printed.Text, sum)
					}
				}
			}
		}
	}
	return open
}

// department is the book of a department with some hundred facts: those of
// several units of one kind, under one name.
func department(facts int) *budget.Book {
	var out *budget.Book
	for n := 0; out == nil || len(out.Facts) < facts; n++ {
		b := generate.Book(3, n)
		if b.Unit.Kind != "public1" {
			continue
		}
		if out == nil {
			out = b
			continue
		}
		for _, f := range b.Facts {
			if f.Project != "" {
				f.Project += strconv.Itoa(n)
			}
			f.Amount += money.Fen(n) // so that the grain of the unit does not hide rests
			out.Facts = append(out.Facts, f)
		}
		for _, p := range b.Projects {
			out.Projects = append(out.Projects, budget.Project{Name: p.Name + strconv.Itoa(n)})
		}
	}
	return out
}

func TestDepartmentBalances(t *testing.T) {
	b := department(300)
	d, findings := Compile(b, shanxi(t), Balanced)
	if findings.Has(diag.Error) || d.Rounding != string(Balanced) {
		t.Fatalf("%d facts: %v", len(b.Facts), findings)
	}
	if open := gaps(d, t.Errorf); open != 0 {
		t.Errorf("%d sums do not close", open)
	}
}

func BenchmarkBalanceDepartment(b *testing.B) {
	p, book := shanxi(b), department(300)
	for b.Loop() {
		if d, findings := Compile(book, p, Balanced); d == nil || d.Rounding != string(Balanced) {
			b.Fatal(findings)
		}
	}
}

// What cannot be balanced must be given up in a bounded time too.
func BenchmarkBalanceInVain(b *testing.B) {
	n := 301 // an odd ring of halves, each two neighbours one
	amounts := make([]int64, n)
	sets := singles(n)
	for i := range n {
		amounts[i] = wan / 2
		sets = append(sets, []int{i, (i + 1) % n})
	}
	for b.Loop() {
		if _, ok := roundTogether(amounts, sets, nil, wan); ok {
			b.Fatal("balanced, though it cannot be")
		}
	}
}

// What a fund brings in prints as what is spent of it, though the two are
// different facts of the book.
func TestBalancedRevenuePrintsWhatItPaysFor(t *testing.T) {
	p, compared := shanxi(t), 0
	for n := range 250 {
		b := generate.Book(9, n)
		if len(b.Revenue) == 0 {
			continue
		}
		// Lines of more than one fact, so that nearest each would not do.
		for i := range b.Revenue {
			b.Revenue[i].Amount += 2 * 33_33
			b.Facts = append(
				b.Facts,
				budget.Fact{Subject: "2120803", Project: b.Projects[0].Name, Source: b.Revenue[i].Source, Amount: 33_33},
				budget.Fact{Subject: "2120899", Project: b.Projects[0].Name, Source: b.Revenue[i].Source, Amount: 33_33},
			)
		}
		d, findings := Compile(b, p, Balanced)
		if findings.Has(diag.Error) || d.Rounding != string(Balanced) {
			t.Fatalf("%d: %v", n, findings)
		}
		now := prints(d)
		for _, pair := range [][2]string{
			{"T07[合计].政府性基金收入预算", "T01[政府性基金预算].金额"},
			{"T09[收入合计].国有资本经营收入预算", "T01[国有资本经营预算].金额"},
		} {
			if now[pair[0]] == "" {
				continue
			}
			compared++
			if now[pair[0]] != now[pair[1]] {
				t.Errorf("%d: %s prints %s, %s %s", n, pair[0], now[pair[0]], pair[1], now[pair[1]])
			}
		}
	}
	if compared < 20 {
		t.Errorf("only %d funds compared", compared)
	}
}
