package budget

import (
	"maps"
	"slices"
	"strings"

	"mingbai/internal/money"
)

// Fields of a project by the key that a profile's form names them with: texts of
// the form, and its amounts by period and origin.
var (
	projectTexts = map[string]func(*Project) *string{
		"name":      func(p *Project) *string { return &p.Name },
		"body":      func(p *Project) *string { return &p.Body },
		"executor":  func(p *Project) *string { return &p.Executor },
		"attribute": func(p *Project) *string { return &p.Attribute },
		"period":    func(p *Project) *string { return &p.Period },
		"overview":  func(p *Project) *string { return &p.Overview },
		"basis":     func(p *Project) *string { return &p.Basis },
		"need":      func(p *Project) *string { return &p.Need },
		"measures":  func(p *Project) *string { return &p.Measures },
		"plan":      func(p *Project) *string { return &p.Plan },
		"term_goal": func(p *Project) *string { return &p.TermGoal },
		"year_goal": func(p *Project) *string { return &p.YearGoal },
		"lead":      func(p *Project) *string { return &p.Lead },
		"handler":   func(p *Project) *string { return &p.Handler },
		"phone":     func(p *Project) *string { return &p.Phone },
		"date":      func(p *Project) *string { return &p.Date },
	}
	fundingFields = map[string]func(*Funding) *Money{
		"total":    func(f *Funding) *Money { return &f.Total },
		"central":  func(f *Funding) *Money { return &f.Central },
		"province": func(f *Funding) *Money { return &f.Province },
		"county":   func(f *Funding) *Money { return &f.County },
		"self":     func(f *Funding) *Money { return &f.Self },
		"other":    func(f *Funding) *Money { return &f.Other },
		"fiscal":   func(f *Funding) *Money { return &f.Fiscal },
		"carry":    func(f *Funding) *Money { return &f.Carry },
	}
)

// ProjectTexts are the keys of a project's texts, in alphabetical order.
func ProjectTexts() []string { return slices.Sorted(maps.Keys(projectTexts)) }

// HasProjectField reports whether key names a field: "basis", "term.total".
func HasProjectField(key string) bool {
	p := &Project{}
	return p.Text(key) != nil || p.Money(key) != nil
}

// Text is the project's text under key; nil where key names none.
func (p *Project) Text(key string) *string {
	if f := projectTexts[key]; f != nil {
		return f(p)
	}
	return nil
}

// Money is the project's amount under key, "term.total" or "annual.county"; nil
// where key names none.
func (p *Project) Money(key string) *Money {
	period, origin, _ := strings.Cut(key, ".")
	f := fundingFields[origin]
	if f == nil {
		return nil
	}
	switch period {
	case "term":
		return f(&p.Term)
	case "annual":
		return f(&p.Annual)
	}
	return nil
}

// String prints the amount as a form does, blank where none is given.
func (m Money) String() string {
	if !m.Given {
		return ""
	}
	return m.Amount.Grouped()
}

// Yuan is a given amount of whole yuan.
func Yuan(n int64) Money { return Money{Given: true, Amount: money.FromYuan(n)} }
