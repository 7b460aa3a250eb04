package check

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// prints is a subject of loose numbers: money in 万元 unless marked %, 元 or 个.
func prints(values ...string) *Subject {
	s := &Subject{Disclosure: &budget.Disclosure{Year: 2023}, Profile: &profile.Profile{Scope: "unit"}}
	for _, v := range values {
		n := number{unit: money.Wan, scale: 2, kind: ofForm}
		r := []rune(v)
		switch {
		case v == "":
		case r[len(r)-1] == '%':
			n.class, v = Percent, string(r[:len(r)-1])
		case r[len(r)-1] == '元':
			n.unit, n.exact, v = money.Yuan, true, string(r[:len(r)-1])
		case r[len(r)-1] == '个':
			n.class, n.exact, v = Count, true, string(r[:len(r)-1])
		}
		n.printed, _ = money.ParsePrinted(v)
		s.numbers = append(s.numbers, n.allowed())
	}
	return s
}

// verdictOf weighs the one relation that make states.
func verdictOf(t *testing.T, s *Subject, make func(*Relations)) verdict {
	t.Helper()
	r := &Relations{Subject: s}
	make(r)
	if len(r.made) != 1 {
		t.Fatalf("%d relations", len(r.made))
	}
	l := &ledger{numbers: s.numbers, relations: r.made, terms: r.terms}
	return l.weigh(&l.relations[0])
}

func TestVerdicts(t *testing.T) {
	sum := func(r *Relations) {
		var parts []Var
		for v := 1; v < len(r.numbers); v++ {
			parts = append(parts, Var(v))
		}
		r.Sum(0, parts...)
	}
	same := func(r *Relations) { r.Same(0, 1) }
	part := func(r *Relations) { r.Share(0, 1, 2) }
	grown := func(r *Relations) { r.Growth(0, 1, 2) }
	less := func(r *Relations) { r.Rate(0, 1, 2, false) }
	more := func(r *Relations) { r.Rate(0, 1, 2, true) }
	most := func(r *Relations) { r.AtMost([]Var{0}, []Var{1}) }
	for _, tt := range []struct {
		name   string
		values []string
		make   func(*Relations)
		want   verdict
	}{
		{"exact sum", []string{"311.53", "309.32", "2.21"}, sum, exact},
		{"12.45 over 2.19 and 10.25", []string{"12.45", "2.19", "10.25"}, sum, rounded},
		{"one place too far", []string{"12.46", "2.19", "10.25"}, sum, broken},
		{"547.65 over 523.84 and 23.80", []string{"547.65", "523.84", "23.80"}, sum, rounded},
		{"313.78 over nine that add to 313.79", []string{"313.78", "110.84", "26.44", "7.48", "78.84", "33.60", "11.72", "12.45", "1.98", "30.44"}, sum, rounded},
		{"blank parts", []string{"3.20", "3.20", "", ""}, sum, exact},
		{"a blank that rounds to nothing", []string{"3.21", "3.20", ""}, sum, rounded},
		{"nothing for something", []string{"3.30", "3.20", ""}, sum, broken},
		{"text is not weighed", []string{"3.30", "约3"}, sum, skipped},
		{"the same digits", []string{"667.98", "667.98"}, same, exact},
		{"the same, grouped", []string{"1,667.98", "1667.98"}, same, exact},
		{"a last place apart", []string{"326.71", "326.72"}, same, rounded},
		{"two last places apart", []string{"326.71", "326.73"}, same, broken},
		{"blank is zero", []string{"", "0.00"}, same, exact},
		{"blank is not something", []string{"", "0.01"}, same, broken},
		{"yuan to 万元", []string{"2.21", "22100元"}, same, exact},
		{"half up", []string{"2.22", "22150元"}, same, exact},
		{"cut off", []string{"2.21", "22150元"}, same, rounded},
		{"another amount", []string{"2.21", "23100元"}, same, broken},
		{"a number of decimals less", []string{"667.98", "668"}, same, exact},
		{"81.99 %", []string{"81.99%", "547.65", "667.98"}, part, exact},
		{"82.00 %", []string{"82.00%", "547.65", "667.98"}, part, broken},
		{"0 %", []string{"0%", "0", "667.98"}, part, exact},
		{"100 %", []string{"100.00%", "667.98", "667.98"}, part, exact},
		{"a rise", []string{"25.00%", "100.00", "80.00"}, grown, exact},
		{"a fall", []string{"-25.48%", "29.51", "39.60"}, grown, exact},
		{"a fall told as a rise", []string{"25.48%", "29.51", "39.60"}, grown, broken},
		{"a fall to nothing", []string{"-100%", "0.00", "39.60"}, grown, exact},
		{"by this year", []string{"20.00%", "100.00", "80.00"}, grown, broken},
		{"from nothing", []string{"100%", "100.00", "0"}, grown, skipped},
		{"no base", []string{"0%", "0", "0"}, part, skipped},
		{"33.04 % down", []string{"33.04%", "329.65", "667.98"}, less, exact},
		{"33.05 % down", []string{"33.05%", "329.65", "667.98"}, less, broken},
		{"by this year", []string{"49.35%", "329.65", "667.98"}, less, broken},
		{"all of it down", []string{"100.00%", "8.43", "0"}, less, exact},
		{"all of it down, said as less", []string{"99.00%", "8.43", "0.00"}, less, broken},
		{"more than all of it down", []string{"200.00%", "8.43", "0.00"}, less, broken},
		{"of a blank", []string{"90.00%", "8.43", ""}, less, skipped},
		{"a tenth up", []string{"10.00%", "10.00", "110.00"}, more, exact},
		{"from nothing", []string{"100.00%", "10.00", "10.00"}, more, skipped},
		{"at most", []string{"3.20", "3.20"}, most, exact},
		{"a little more", []string{"3.21", "3.20"}, most, exact}, // 3.205 would do
		{"more", []string{"3.22", "3.20"}, most, broken},
		{"counts", []string{"22个", "20个", "2个"}, sum, exact},
		{"counts are exact", []string{"22个", "20个", "1个"}, sum, broken},
	} {
		if got := verdictOf(t, prints(tt.values...), tt.make); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

// rounders are the ways that offices round.
var rounders = map[string]func(money.Fen) money.Decimal{
	"half up": func(f money.Fen) money.Decimal { return money.Round(f, money.Wan, 2) },
	"half even": func(f money.Fen) money.Decimal {
		d := money.Round(f, money.Wan, 2)
		if f%10_000 == 5_000 && d.Coef%2 != 0 {
			d.Coef--
		}
		return d
	},
}

// TestRoundingNeverBreaksARelation: whatever the exact yuan are, each printed for
// itself, sums, shares and rates of them hold.
func TestRoundingNeverBreaksARelation(t *testing.T) {
	for name, round := range rounders {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			parts := rapid.SliceOfN(rapid.Int64Range(0, 5_000_000_000), 1, 40).Draw(t, "fen")
			var sum money.Fen
			values := []string{""}
			for _, p := range parts {
				sum += money.Fen(p)
				values = append(values, round(money.Fen(p)).String())
			}
			values[0] = round(sum).String()
			s := prints(values...)
			r := &Relations{Subject: s}
			var vars []Var
			for v := 1; v < len(values); v++ {
				vars = append(vars, Var(v))
			}
			r.Sum(0, vars...)
			if sum >= 10_000 {
				share, _ := money.Ratio(money.Fen(parts[0]), sum, 2)
				s.numbers = append(s.numbers, prints(share.String()+"%").numbers...)
				r.Share(Var(len(s.numbers)-1), 1, 0)
			}
			l := &ledger{numbers: s.numbers, relations: r.made, terms: r.terms}
			for i := range l.relations {
				if l.weigh(&l.relations[i]) == broken {
					t.Fatalf("broken: %v", values)
				}
			}
		}))
	}
}

// TestRatesOfExactYuanHold: a change printed with its rate holds, up and down.
func TestRatesOfExactYuanHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := money.Fen(rapid.Int64Range(100_000, 5_000_000_000).Draw(t, "before"))
		now := money.Fen(rapid.Int64Range(100_000, 5_000_000_000).Draw(t, "now"))
		delta := (now - before).Abs()
		p, ok := money.Ratio(delta, before, 2)
		if !ok {
			t.Skip()
		}
		round := rounders["half up"]
		s := prints(p.String()+"%", round(delta).String(), round(now).String())
		r := &Relations{Subject: s}
		r.Rate(0, 1, 2, now > before)
		l := &ledger{numbers: s.numbers, relations: r.made, terms: r.terms}
		if l.weigh(&l.relations[0]) == broken {
			t.Fatalf("%s to %s: %s%%", before, now, p)
		}
	})
}

func TestOneDigit(t *testing.T) {
	for _, tt := range []struct {
		a, b int64
		want bool
	}{
		{31153, 32153, true},
		{31153, 3153, true},
		{31153, 331153, true},
		{31153, 13153, true},
		{31153, 31153, false},
		{31153, 32163, false},
		{51, 15, true},
		{51, 501, true},
		{5, 50, true},
		{100, 10000, false},
	} {
		if got := oneDigit(tt.a, tt.b, 2); got != tt.want {
			t.Errorf("%d from %d: %v", tt.a, tt.b, got)
		}
	}
}

func TestMulDiv(t *testing.T) {
	for _, tt := range []struct {
		a, b, c int64
		up      bool
		want    int64
	}{
		{10, 10, 3, down, 33},
		{10, 10, 3, up, 34},
		{9, 10, 3, up, 30},
		{1 << 60, 1 << 60, 1 << 61, down, 1 << 59},
		{1 << 60, 1 << 60, 3, down, farthest},
		{0, whole, 7, up, 0},
	} {
		if got := mulDiv(tt.a, tt.b, tt.c, tt.up); got != tt.want {
			t.Errorf("%d·%d/%d is %d, want %d", tt.a, tt.b, tt.c, got, tt.want)
		}
	}
}

// TestRefining names the slip behind a wrong number.
func TestRefining(t *testing.T) {
	d, p := column("3115.30", "309.32", "2.21", "311.53")
	tens := Rule{ID: "TENS", Title: "小数点", Severity: diag.Warning, Scope: "all", Refine: func(c *Case) string {
		if k := c.Factor(); k != 0 && c.Cell {
			return fmt.Sprintf("差了%d位", k)
		}
		return ""
	}}
	sum := linearRule([]int{0, 1, 2})
	copies := Rule{ID: "COPY", Title: "副本", Severity: diag.Error, Scope: "all", Relate: func(r *Relations) { r.Same(0, 3) }}
	rep := (&Catalogue{Rules: []Rule{sum, copies, tens}}).Check(New(d, p))
	if len(rep.Findings) != 1 {
		t.Fatalf("%+v", rep.Findings)
	}
	f := rep.Findings[0]
	if f.Suspects[0].Suggest != "311.53" || len(f.Also) != 2 || f.Also[1] != "TENS" || rep.Results[2].Outcome != Failed {
		t.Errorf("%+v", f)
	}
}

// TestWhatIsCutOffIsANote puts a form's yuan beside its row in a table in 万元 that was
// cut off instead of rounded.
func TestWhatIsCutOffIsANote(t *testing.T) {
	d, p := datong(t)
	at := slices.IndexFunc(d.Projects, func(x budget.Project) bool { return x.HasForm })
	rule := Rule{ID: "X-001", Severity: diag.Error, Scope: "all", Relate: func(r *Relations) {
		r.Same(r.Cell("T12", "", r.Projects[at].Name, "合计"), r.FormMoney(at, "annual.total"))
	}}
	for _, tt := range []struct {
		name   string
		beyond money.Fen // what the form has more than the table prints
		want   []string
	}{
		{"as printed", 0, nil},
		{"rounded", 49_99, nil},
		{"cut off", 50_00, []string{"换算时没有四舍五入"}},
	} {
		form := &d.Projects[at]
		cell := d.Table("T12").Panel("").Cell(form.Name, "合计")
		*form.Money("annual.total") = budget.Money{Amount: money.Fen(cell.Printed.Value.Coef)*100_00 + tt.beyond, Given: true}
		var got []string
		for _, f := range (&Catalogue{Rules: []Rule{rule}}).Check(New(d, p)).Findings {
			if got = append(got, f.Title); f.Severity != diag.Note {
				t.Errorf("%s: %v is no note", tt.name, f)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestWholes: what breaks in several cells of a line or a column, without one that would
// put it right, is told once; what a cell explains is told for itself.
func TestWholes(t *testing.T) {
	at := func(row, column string) diag.Finding {
		return diag.Finding{Rule: "HIE-003", Relation: "T05", Message: "差", Ref: place.Ref{Table: "T05", Row: row, Column: column}}
	}
	alone := at("301", "合计")
	alone.Suspects = []diag.Suspect{{Suggest: "1.00"}}
	s := &Subject{Disclosure: &budget.Disclosure{}, Profile: &profile.Profile{}}
	got := s.wholes([]diag.Finding{at("208", "合计"), at("208", "基本支出"), alone, at("201", "项目支出"), at("203", "项目支出"), at("205", "项目支出")})
	var said []string
	for _, f := range got {
		said = append(said, f.Ref.Row+f.Ref.Column+f.Message)
	}
	want := []string{"208合计差；这一行的基本支出也不符", "301合计差", "201项目支出差；这一栏还有203、205不符"}
	if !slices.Equal(said, want) {
		t.Errorf("told %q, want %q", said, want)
	}
}
