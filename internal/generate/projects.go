package generate

import (
	"fmt"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// projects makes the projects of the unit's trade.
func (m *maker) projects() {
	p := &m.a.Projects
	carries := m.percent(p.CarryBook)
	for count := int(m.weighted(p.Counts)); len(m.book.Projects) < count; {
		name, act := m.undertaking(m.office.trade.Subjects)
		if !m.declare(name, act) {
			continue // the like of it is there
		}
		f := m.projectFact(name, act)
		m.add(f)
		m.buy(act, f)
		if m.percent(p.Split) {
			f.Subject, f.Amount = one(m.chooser, m.office.unit.Items), m.amount(p.Amounts[0].Range)
			m.add(f)
		}
		if carries && m.percent(p.Carry) {
			f.Source, f.CarryOver, f.Amount = "gpb", true, m.grained(int64(f.Amount)*m.in(span{50, 400})/1000)
			m.add(f)
		}
		m.form(act, name)
	}
}

// undertaking draws what is done to what, where the words go together: no
// 调查调查评估.
func (m *maker) undertaking(subjects []string) (string, *action) {
	for {
		subject, act := one(m.chooser, subjects), &m.a.Actions[m.IntN(len(m.a.Actions))]
		first := []rune(act.Word)[:2]
		if !strings.HasSuffix(subject, string(first)) {
			return subject, act
		}
	}
}

func (m *maker) projectFact(subject string, act *action) budget.Fact {
	f := budget.Fact{
		Subject: one(m.chooser, m.office.unit.Items), Project: subject + act.Word,
		Source: m.source(), Amount: m.amountOf(m.weighted(m.a.Projects.Amounts)),
	}
	if m.percent(m.a.Projects.Economic) {
		f.Economic = one(m.chooser, act.Economics)
	}
	return f
}

// amountOf is so many yuan with some fen, in the grain of the book.
func (m *maker) amountOf(yuan int64) money.Fen { return m.grained(yuan*100 + m.Int64N(10_000)) }

// funds makes the projects of the government-fund and the state-capital budget,
// with the income that pays them.
func (m *maker) funds() {
	for _, fund := range m.a.Funds {
		if !m.percent(fund.Chance) {
			continue
		}
		subject, act := m.undertaking(fund.Subjects)
		if !m.declare(subject, act) {
			continue
		}
		f := budget.Fact{
			Subject: fund.Function, Project: subject + act.Word, Source: fund.Source,
			Amount: m.amountOf(m.weighted(m.a.Projects.Amounts)),
		}
		m.add(f)
		m.buy(act, f)
		m.book.Revenue = append(m.book.Revenue, budget.Revenue{Subject: fund.Revenue, Source: fund.Source, Amount: f.Amount})
		if m.percent(m.a.Projects.Carry) {
			f.CarryOver, f.Amount = true, m.grained(int64(f.Amount)/5)
			m.add(f)
		}
		m.form(act, subject)
	}
}

// declare enters a project; false where one of that name is there.
func (m *maker) declare(subject string, act *action) bool {
	name := subject + act.Word
	for _, p := range m.book.Projects {
		if p.Name == name {
			return false
		}
	}
	m.book.Projects = append(m.book.Projects, budget.Project{Name: name, HasForm: true})
	m.declared[name] = declared{subject, act}
	return true
}

// form fills the declaration of the project entered last, from its facts.
func (m *maker) form(act *action, subject string) {
	a, p := m.a, &m.book.Projects[len(m.book.Projects)-1]
	unit := m.book.Unit
	n := m.in(act.Quantity.Range)
	say := func(pattern string) string {
		return fill(pattern, "{subject}", subject, "{n}", strconv.FormatInt(n, 10))
	}
	p.Body = unit.Department.Code + "-" + unit.Department.Name
	p.Executor = unit.Name
	p.Attribute, p.Period = "一次性项目", "1年"
	years := int64(1)
	if m.percent(a.Projects.Recurrent) {
		years = m.in(a.Projects.Years)
		p.Attribute, p.Period = "经常性项目（长期开展）", fmt.Sprintf("%d年", years)
	}
	p.Annual = m.funding(p.Name)
	p.Term = times(p.Annual, years)
	p.Overview = say(act.Overview)
	p.Basis = fill(a.Projects.Basis, "{place}", a.Place, "{subject}", subject,
		"{year}", strconv.Itoa(m.book.Year-1-m.IntN(5)), "{n}", strconv.FormatInt(m.in(span{3, 98}), 10))
	p.Need, p.Measures, p.Plan = act.Need, one(m.chooser, a.Projects.Measures), act.Plan
	p.YearGoal = say(act.Goal)
	p.TermGoal = fill(act.Goal, "{subject}", subject, "{n}", strconv.FormatInt(n*years, 10))
	p.Date = fmt.Sprintf("%d11%02d", m.book.Year-1, m.in(span{1, 30}))
	p.Indicators = m.indicators(act, p, subject, n, n*years)
}

// funding is a project's money of the year by origin, carry-over included.
func (m *maker) funding(name string) budget.Funding {
	f := budget.Funding{Total: budget.Yuan(0), Central: budget.Yuan(0), Province: budget.Yuan(0), County: budget.Yuan(0), Self: budget.Yuan(0), Other: budget.Yuan(0)}
	for _, fact := range m.book.Facts {
		if fact.Project != name {
			continue
		}
		f.Total.Amount += fact.Amount
		switch {
		case budget.Within(fact.Source, "fiscal"):
			f.County.Amount += fact.Amount
		case budget.Within(fact.Source, "unit"):
			f.Self.Amount += fact.Amount
		default:
			f.Other.Amount += fact.Amount
		}
	}
	if m.percent(m.a.Projects.Province) {
		f.Province.Amount = f.County.Amount / 3
		f.County.Amount -= f.Province.Amount
	}
	return f
}

// times is the money of several like years.
func times(f budget.Funding, years int64) budget.Funding {
	for _, m := range []*budget.Money{&f.Total, &f.Central, &f.Province, &f.County, &f.Self, &f.Other} {
		m.Amount *= money.Fen(years)
	}
	return f
}

func (m *maker) indicators(act *action, p *budget.Project, subject string, year, term int64) []budget.Indicator {
	count := func(n int64) string { return fmt.Sprintf("≥%d%s", n, act.Quantity.Unit) }
	cost := func(total money.Fen) string {
		return "≤" + money.ExactIn(total, money.Wan, 0).String() + "万元"
	}
	both := func(level1, level2, name, term, year string) budget.Indicator {
		return budget.Indicator{Level1: level1, Level2: level2, TermName: name, TermValue: term, YearName: name, YearValue: year}
	}
	satisfied := fmt.Sprintf("≥%d%%", m.in(span{85, 95}))
	out := []budget.Indicator{
		both("产出指标", "数量指标", subject+act.Quantity.Name, count(term), count(year)),
		both("产出指标", "质量指标", subject+act.Quality.Name, act.Quality.Value, act.Quality.Value),
		both("产出指标", "时效指标", "按期完成率", "≥95%", "≥95%"),
		both("产出指标", "成本指标", "项目总成本", cost(p.Term.Total.Amount), cost(p.Annual.Total.Amount)),
		both("效益指标", "社会效益指标", act.Social.Name, act.Social.Value, act.Social.Value),
	}
	if m.percent(30) {
		out = append(out, both("效益指标", "可持续影响指标", "制度执行率", "≥95%", "≥95%"))
	}
	return append(out, both("满意度指标", "服务对象满意度指标", act.Serves+"满意度", satisfied, satisfied))
}
