package generate

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// lawful is how many books the tests of single figures look at.
const lawful = 300

// by sums the basic expenditure of a book on some economic subjects, by fund.
func by(facts []budget.Fact, economic ...string) map[string]money.Fen {
	out := map[string]money.Fen{}
	for _, f := range facts {
		for _, e := range economic {
			if f.Basic() && f.Economic == e {
				out[f.Source] += f.Amount
			}
		}
	}
	return out
}

func each(t *testing.T, do func(t *testing.T, b *budget.Book)) {
	t.Helper()
	for n := range lawful {
		t.Run(strconv.Itoa(n), func(t *testing.T) { do(t, Book(6, n)) })
	}
}

// What is a share of the wages is paid by who pays them, at the rates of the law:
// pension 16 %, annuity 8 %, housing 5–12 %, union 2 %.
func TestSharesOfWages(t *testing.T) {
	each(t, func(t *testing.T, b *budget.Book) {
		var wages money.Fen
		payer := ""
		for source, amount := range by(b.Facts, "30101") {
			payer, wages = source, amount
		}
		for _, f := range b.Facts { // allowances for housing are wages, but not of those
			if f.Basic() && strings.HasPrefix(f.Economic, "301") && f.Source != payer && f.Economic != "30102" && f.Economic != "30199" {
				t.Errorf("%s is paid from %s, wages from %s", f.Economic, f.Source, payer)
			}
			if f.Basic() && f.Source == payer && f.Subject != "2210202" && f.Economic != "30101" &&
				(f.Economic == "30102" || f.Economic == "30103" || f.Economic == "30107") {
				wages += f.Amount
			}
		}
		for _, share := range []struct {
			economic    string
			least, most int64 // thousandths
		}{{"30108", 160, 160}, {"30109", 80, 80}, {"30113", 50, 120}, {"30228", 20, 20}} {
			got := by(b.Facts, share.economic)[payer]
			grain := money.Fen(100_00) // amounts are rounded down to the grain of the book
			if low, high := wages*money.Fen(share.least)/1000-grain, wages*money.Fen(share.most)/1000+1; got < low || got > high {
				t.Errorf("%s is %s of wages of %s", share.economic, got, wages)
			}
		}
	})
}

// The three-public items are what the facts say, this year and last; who has no
// vehicle neither runs nor buys one.
func TestThreePublicIsWhatTheFactsSay(t *testing.T) {
	economic := map[string]string{"abroad": "30212", "reception": "30217", "vehicle_operation": "30231", "vehicle_purchase": "31013"}
	each(t, func(t *testing.T, b *budget.Book) {
		if len(b.ThreePublic) != len(economic) {
			t.Errorf("%d items", len(b.ThreePublic))
		}
		for _, item := range b.ThreePublic {
			if sum := by(b.Facts, economic[item.Item]); item.Amount != sum[item.Source] || len(sum) > 1 {
				t.Errorf("%s is %s, the facts say %v", item.Item, item.Amount, sum)
			}
			if sum := by(b.Prior, economic[item.Item]); len(b.Prior) > 0 && item.Prior != sum[item.Source] {
				t.Errorf("last year %s was %s, the facts say %v", item.Item, item.Prior, sum)
			}
		}
		vehicles := 0
		for _, v := range b.Vehicles {
			vehicles += v.Count
		}
		cost := by(b.Facts, "30231")["gpb"]
		least, most := money.FromYuan(3_000*int64(vehicles)), money.FromYuan(40_000*int64(vehicles))
		if cost < least || cost > most {
			t.Errorf("%d vehicles cost %s", vehicles, cost)
		}
		if bought := by(b.Facts, "31013")["gpb"]; vehicles == 0 && bought > 0 {
			t.Errorf("no vehicle is kept, one is bought for %s", bought)
		}
	})
}

func TestNoMorePeopleThanPosts(t *testing.T) {
	each(t, func(t *testing.T, b *budget.Book) {
		posts, people := 0, 0
		for _, s := range b.Staff {
			if s.Posts >= 0 && s.Actual > s.Posts {
				t.Errorf("%s: %d people in %d posts", s.Kind, s.Actual, s.Posts)
			}
			posts, people = posts+max(s.Posts, 0), people+max(s.Actual, 0)
		}
		if posts == 0 || people == 0 || people > posts {
			t.Errorf("%d people in %d posts", people, posts)
		}
	})
}

// What is bought is no more than the money that buys it, and services bought are
// named where the document asks for them.
func TestProcurementIsPaidFor(t *testing.T) {
	each(t, func(t *testing.T, b *budget.Book) {
		money, services := map[string]int64{}, false
		for _, f := range b.Facts {
			money[f.Source] += int64(f.Amount)
		}
		for _, p := range b.Procurement {
			if money[p.Source] -= int64(p.Amount); money[p.Source] < 0 {
				t.Errorf("more is bought from %s than it has", p.Source)
			}
			services = services || p.Kind == "services" && p.Amount > 0
		}
		named := false
		for _, text := range b.Texts {
			named = named || text.Key == "services"
		}
		if named != services {
			t.Errorf("services bought: %v, named: %v", services, named)
		}
	})
}

// A change that is one shows in print, so that its rate is that of the amounts.
func TestMeasuresChangeEnoughOrNotAtAll(t *testing.T) {
	each(t, func(t *testing.T, b *budget.Book) {
		if len(b.Prior) == 0 {
			t.Skip("last year is known by totals alone")
		}
		for _, item := range b.ThreePublic {
			if off := (item.Amount - item.Prior).Abs(); off > 0 && off < least {
				t.Errorf("%s changes by %s", item.Item, off)
			}
		}
	})
}

var (
	document  = regexp.MustCompile(`^《[^《》]+》（[^（）]+〔20\d\d〕\d+号）$`)
	counted   = regexp.MustCompile(`^≥[1-9]\d*(场|台（套）|平方米|次|人次|份)$`)
	percent   = regexp.MustCompile(`^≥(\d\d)%$`)
	costLimit = regexp.MustCompile(`^≤([\d.]+)万元$`)
)

// The targets of a form can be measured, its fields say different things, and its
// costs are within its money.
func TestTargetsAreGood(t *testing.T) {
	each(t, func(t *testing.T, b *budget.Book) {
		for i := range b.Projects {
			p := &b.Projects[i]
			if !document.MatchString(p.Basis) {
				t.Errorf("%s: the basis %s names no document with its number", p.Name, p.Basis)
			}
			fields := map[string]string{}
			for _, key := range []string{"overview", "basis", "need", "measures", "plan", "year_goal"} {
				text := *p.Text(key)
				if other, ok := fields[text]; ok || text == "" || strings.ContainsAny(text, "{}") {
					t.Errorf("%s: %s says %q, as %s", p.Name, key, text, other)
				}
				fields[text] = key
			}
			if p.Executor != b.Unit.Name || !strings.Contains(p.Body, b.Unit.Department.Name) {
				t.Errorf("%s: by %s of %s", p.Name, p.Executor, p.Body)
			}
			targets(t, p)
		}
	})
}

func targets(t *testing.T, p *budget.Project) {
	t.Helper()
	levels := map[string]int{}
	longer := p.Term.Total.Amount != p.Annual.Total.Amount
	for _, ind := range p.Indicators {
		levels[ind.Level2]++
		if ind.TermName != ind.YearName {
			t.Errorf("%s: %s and %s", p.Name, ind.TermName, ind.YearName)
		}
		switch ind.Level2 {
		case "数量指标":
			if !counted.MatchString(ind.TermValue) || !counted.MatchString(ind.YearValue) || longer == (ind.TermValue == ind.YearValue) {
				t.Errorf("%s: %s of the term, %s of the year", p.Name, ind.TermValue, ind.YearValue)
			}
		case "成本指标":
			within(t, p.Name, ind.TermValue, p.Term.Total.Amount)
			within(t, p.Name, ind.YearValue, p.Annual.Total.Amount)
		default:
			if m := percent.FindStringSubmatch(ind.YearValue); m == nil {
				t.Errorf("%s: %s is %s", p.Name, ind.YearName, ind.YearValue)
			} else if ind.Level1 == "满意度指标" && m[1] > "95" {
				t.Errorf("%s: %s is %s", p.Name, ind.YearName, ind.YearValue)
			}
		}
	}
	for _, level := range []string{"数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标", "服务对象满意度指标"} {
		if levels[level] == 0 {
			t.Errorf("%s has no %s", p.Name, level)
		}
	}
}

// within holds a limit of cost to the money that there is.
func within(t *testing.T, name, limit string, total money.Fen) {
	t.Helper()
	m := costLimit.FindStringSubmatch(limit)
	if m == nil {
		t.Fatalf("%s: cost is %s", name, limit)
	}
	d, err := money.ParseDecimal(m[1])
	if err != nil || d.Cmp(money.ExactIn(total, money.Wan, 0)) > 0 {
		t.Errorf("%s: cost is %s of %s yuan, %v", name, limit, total, err)
	}
}

// The offices of a unit are as many as it names.
func TestOfficesAreCounted(t *testing.T) {
	list := regexp.MustCompile(`设(.+?)(\d+)个科室`)
	each(t, func(t *testing.T, b *budget.Book) {
		for _, text := range b.Texts {
			if text.Key != "structure" {
				continue
			}
			m := list.FindStringSubmatch(text.Text)
			if m == nil || strconv.Itoa(len(strings.Split(m[1], "、"))) != m[2] {
				t.Errorf("%s", text.Text)
			}
		}
	})
}
