package check

import (
	"strings"
	"testing"

	"mingbai/internal/book"
	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// sums demands what the profile says adds up, the hierarchy of codes, and that
// copies agree: enough relations to weigh single faults with.
var sums = []Rule{
	{ID: "ROW", Title: "行", Severity: diag.Error, Scope: "all", Relate: func(r *Relations) {
		for t := range r.Tables {
			form := r.Profile.Table(r.Tables[t].ID)
			for p := range r.Tables[t].Panels {
				panel := &r.Tables[t].Panels[p]
				for _, c := range form.Panels[p].Columns {
					if len(c.Sum) == 0 {
						continue
					}
					for l := range panel.Lines {
						var parts []Var
						for _, key := range c.Sum {
							parts = append(parts, r.Cell(r.Tables[t].ID, panel.Key, panel.Lines[l].Key, key))
						}
						r.Sum(r.Cell(r.Tables[t].ID, panel.Key, panel.Lines[l].Key, c.Key), parts...)
					}
				}
			}
		}
	}},
	{ID: "COL", Title: "列", Severity: diag.Error, Scope: "all", Relate: func(r *Relations) {
		for t := range r.Tables {
			for p := range r.Tables[t].Panels {
				panel := &r.Tables[t].Panels[p]
				for l := range panel.Lines {
					for k, c := range panel.Lines[l].Cells {
						var parts []Var
						for _, id := range c.Sum {
							if id.Column == k {
								parts = append(parts, r.CellVar(t, p, id.Line, k))
							}
						}
						if len(parts) > 0 {
							r.Sum(r.CellVar(t, p, l, k), parts...)
						}
					}
				}
			}
		}
	}},
	{ID: "TIE", Title: "表间", Severity: diag.Error, Scope: "all", Relate: func(r *Relations) {
		t3 := r.Table("T03")
		for _, l := range t3.Panels[0].Lines {
			a := r.Cell("T03", "", l.Key, "合计")
			r.Same(r.Cell("T02", "", l.Key, "合计"), a)
			for _, c := range t3.Panels[0].Columns {
				r.Same(r.Cell("T05", "", l.Key, c), r.Cell("T03", "", l.Key, c))
			}
			if l.Level == 1 {
				for i := range r.Table("T01").Panel("spending").Lines {
					o := &r.Table("T01").Panel("spending").Lines[i]
					if o.Code == l.Code {
						r.Same(r.Cell("T01", "spending", o.Key, "合计"), a)
						r.Same(r.Cell("T04", "spending", o.Key, "小计"), a)
					}
				}
			}
		}
		r.Same(r.At("T01[收入总计].金额"), r.At("T02[合计].合计"))
		r.Same(r.At("T01[支出总计].合计"), r.At("T03[合计].合计"))
		r.Same(r.At("T01[收入总计].金额"), r.At("T01[支出总计].合计"))
		r.Same(r.At("T04[收入总计].金额"), r.At("T04[支出总计].小计"))
		r.Same(r.At("T04[支出总计].小计"), r.At("T05[合计].合计"))
		r.Same(r.At("T05[合计].基本支出"), r.At("T06[合计].合计"))
		r.Same(r.At("T12[合计].合计"), r.At("T03[合计].项目支出"))
		r.Same(r.At("T01[一般公共预算].金额"), r.At("T04[一般公共预算].金额"))
	}},
	{ID: "NAR", Title: "文字", Severity: diag.Error, Scope: "all", Relate: func(r *Relations) {
		for i := range r.Sections {
			for j := range r.Sections[i].Paragraphs {
				for k, c := range r.Sections[i].Paragraphs[j].Claims {
					v := r.ClaimVar(i, j, k)
					if v == NoVar || c.Cell == "" || strings.Contains(c.Slot, ".share") {
						continue
					}
					r.Same(v, r.At(c.Cell))
				}
			}
		}
	}},
	{ID: "PRJ", Title: "项目", Severity: diag.Error, Scope: "all", Relate: func(r *Relations) {
		for i := range r.Projects {
			r.Same(r.Cell("T12", "", r.Projects[i].Name, "合计"), r.FormMoney(i, "annual.total"))
		}
	}},
}

func datong(t testing.TB) (*budget.Disclosure, *profile.Profile) {
	t.Helper()
	b, findings := book.Read("../../examples/datong-2023")
	if b == nil {
		t.Fatal(findings)
	}
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	p, err := set.Load(b.Profile)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := compose.Compile(b, p, compose.Independent)
	return d, p
}

func TestDatongHolds(t *testing.T) {
	d, p := datong(t)
	rep := (&Catalogue{Rules: sums}).Check(New(d, p))
	n, rounded := 0, 0
	for _, r := range rep.Results {
		n += r.Instances
		rounded += r.Rounded
	}
	if len(rep.Findings) != 0 || n < 300 {
		t.Errorf("%d relations, findings %+v", n, rep.Findings)
	}
	if rounded == 0 {
		t.Error("no relation holds by rounding alone: 12.45 over 2.19 and 10.25 should")
	}
}

// slipsOf are six common slips of a printed amount.
func slipsOf(c int64) map[string]int64 {
	out := map[string]int64{}
	if c%10 != 0 || c > 9 {
		digits := []byte(money.Decimal{Coef: c}.String())
		one := append([]byte{}, digits...)
		one[0] = '0' + (one[0]-'0'+3)%10
		out["digit"] = number64(one)
		out["dropped"] = number64(append(append([]byte{}, digits[:len(digits)/2]...), digits[len(digits)/2+1:]...))
		out["doubled"] = number64(append(append(append([]byte{}, digits[:1]...), digits[0]), digits[1:]...))
		for i := 1; i < len(digits); i++ {
			if digits[i] != digits[i-1] {
				two := append([]byte{}, digits...)
				two[i], two[i-1] = two[i-1], two[i]
				out["swapped"] = number64(two)
				break
			}
		}
		out["tenfold"] = c * 10
	}
	return out
}

func number64(b []byte) (n int64) {
	for _, d := range b {
		n = n*10 + int64(d-'0')
	}
	return n
}

// TestEverySlipInATableIsNamed plants each slip in each printed amount of the
// Datong tables: one finding, the wrong cell first, the right value.
func TestEverySlipInATableIsNamed(t *testing.T) {
	d, p := datong(t)
	cat := &Catalogue{Rules: sums}
	total, found, first, value, single := 0, 0, 0, 0, 0
	for ti := range d.Tables {
		for pi := range d.Tables[ti].Panels {
			panel := &d.Tables[ti].Panels[pi]
			for li := range panel.Lines {
				for k := range panel.Lines[li].Cells {
					c := &panel.Lines[li].Cells[k]
					if c.Printed.Mark != money.Number || d.Tables[ti].ID == "T12" && panel.Lines[li].Key == "合计" {
						continue
					}
					right := c.Printed
					for kind, coef := range slipsOf(right.Value.Coef) {
						if coef == right.Value.Coef {
							continue
						}
						c.Printed = money.PrintDecimal(money.Decimal{Coef: coef, Scale: right.Value.Scale})
						rep := cat.Check(New(d, p))
						wrong := profile.Address{Table: d.Tables[ti].ID, Row: rowName(&panel.Lines[li]), Column: panel.Columns[k]}.String()
						total++
						if len(rep.Findings) > 0 {
							found++
							if len(rep.Findings) == 1 {
								single++
							}
							s := rep.Findings[0].Suspects
							if len(s) > 0 && s[0].Ref.Address() == wrong {
								first++
								if s[0].Suggest == right.Text {
									value++
								} else {
									t.Logf("%s %s %s→%s: suggests %s", kind, wrong, right.Text, c.Printed.Text, s[0].Suggest)
								}
							} else {
								t.Logf("%s %s %s→%s: %s %+v", kind, wrong, right.Text, c.Printed.Text, rep.Findings[0].Message, s)
							}
						} else {
							t.Logf("%s %s %s→%s: not found", kind, wrong, right.Text, c.Printed.Text)
						}
					}
					c.Printed = right
				}
			}
		}
	}
	t.Logf("%d faults: found %d, first suspect right %d, value right %d, one finding %d", total, found, first, value, single)
	if found*1000 < total*990 || first*1000 < total*980 || value*1000 < total*970 || single*1000 < total*970 {
		t.Error("below what is asked")
	}
}
