package budget

import (
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// Unit is the body whose budget it is.
type Unit struct {
	Name       string `json:"name"`
	Code       string `json:"code,omitempty"`
	Kind       string `json:"kind,omitempty"`  // key of a unit kind: admin, civil, public1 …
	Level      string `json:"level,omitempty"` // 省级, 市级, 县级
	Grade      string `json:"grade,omitempty"` // 正科级 …
	Department Body   `json:"department,omitzero"`
}

// Body is a department by code and name.
type Body struct {
	Code string `json:"code,omitempty"`
	Name string `json:"name,omitempty"`
}

// Book is a unit's year in exact yuan, with the words that only it can supply.
// Every entry knows the line or cell that it was read from.
type Book struct {
	Workbook    string // the workbook it was read from; empty: it is a folder
	Profile     string
	Year        int
	Unit        Unit
	Facts       []Fact       // this year's expenditure budget
	Prior       []Fact       // last year's, by line; may be empty
	PriorTotal  []PriorTotal // last year's figures as totals alone
	Revenue     []Revenue    // income of fund and state-capital budgets by revenue subject
	ThreePublic []ThreePublic
	Projects    []Project
	Procurement []Procurement
	Services    []Service
	Staff       []Staff
	Vehicles    []Vehicle
	Buildings   []Building
	Texts       []Text         // duties, organisation, asset notes …, by key of the profile
	Reasons     []Text         // reasons for change, by measure of the profile
	Subjects    []LocalSubject // local extension of the code tables
}

// Fact is one line of the expenditure budget: an amount under a functional item
// (项), for basic or project expenditure, from one source.
type Fact struct {
	Subject     string // functional item, 7 digits
	Economic    string // department-economic division (款), 5 digits; may be empty for a project
	GovEconomic string // government-economic division where the unit's differs from the map; else empty
	Project     string // name of the project; empty for basic expenditure
	Source      string // id of a fund source: gpb, gfb, socb, special_account, business …
	CarryOver   bool   // carried over from last year (上年结转)
	Amount      money.Fen
	Ref         place.Ref
}

// Basic reports whether f is basic expenditure (基本支出).
func (f Fact) Basic() bool { return f.Project == "" }

// PriorTotal is one of last year's figures, by key of the profile's list.
type PriorTotal struct {
	Key    string
	Amount money.Fen
	Ref    place.Ref
}

// Revenue is income under a revenue subject (收入分类), of the government-fund or
// the state-capital budget.
type Revenue struct {
	Subject string
	Source  string
	Amount  money.Fen
	Ref     place.Ref
}

// ThreePublic is one item of the three-public expenses (“三公”经费), paid from a
// fund, for this year and the last.
type ThreePublic struct {
	Item   string // abroad, reception, vehicle_purchase, vehicle_operation
	Source string
	Amount money.Fen
	Prior  money.Fen
	Ref    place.Ref
}

// Procurement is planned government procurement (政府采购) of a kind.
type Procurement struct {
	Kind   string // goods, works, services
	Source string
	Amount money.Fen
	Ref    place.Ref
}

// Service is an entry of the list of services to be bought (政府购买服务).
type Service struct {
	Code, Name string
	Amount     money.Fen
	Ref        place.Ref
}

// Staff counts posts and people of one kind of funding (全额事业, 自收自支 …).
// Actual is -1 where only the sum over all kinds is known; a row whose Kind is
// empty carries that sum.
type Staff struct {
	Kind   string
	Posts  int // 编制, -1 where not given
	Actual int // 实有, -1 where not given
	Ref    place.Ref
}

// Vehicle is a car or several of one kind.
type Vehicle struct {
	Name   string
	Count  int
	Booked bool // on the books (在账)
	Note   string
	Ref    place.Ref
}

// Building is housing in use.
type Building struct {
	Name   string
	Area   string // m², as given; empty where not known
	Source string // 自有, 租用, 调配 …
	Note   string
	Ref    place.Ref
}

// Text is the unit's own words under a key.
type Text struct {
	Key  string
	Text string
	Ref  place.Ref
}

// LocalSubject extends a code table for one book: a code that the national
// tables lack.
type LocalSubject struct {
	Table string // function, economic, gov_economic, revenue
	Code  string
	Name  string
	Ref   place.Ref
}

// Project is a project and, where HasForm, its performance declaration
// (项目支出绩效目标申报表). Amounts of a form are exact yuan.
type Project struct {
	Name       string      `json:"name"`
	HasForm    bool        `json:"has_form"`
	Body       string      `json:"body,omitempty"` // 主管部门及代码, as printed
	Executor   string      `json:"executor,omitempty"`
	Attribute  string      `json:"attribute,omitempty"`
	Period     string      `json:"period,omitempty"` // 4年
	Term       Funding     `json:"term,omitzero"`
	Annual     Funding     `json:"annual,omitzero"`
	Overview   string      `json:"overview,omitempty"`  // 项目概况
	Basis      string      `json:"basis,omitempty"`     // 立项依据
	Need       string      `json:"need,omitempty"`      // 项目设立必要性
	Measures   string      `json:"measures,omitempty"`  // 保证项目实施的制度、措施
	Plan       string      `json:"plan,omitempty"`      // 项目实施计划
	TermGoal   string      `json:"term_goal,omitempty"` // 实施期总体目标
	YearGoal   string      `json:"year_goal,omitempty"` // 年度总体目标
	Indicators []Indicator `json:"indicators,omitempty"`
	Lead       string      `json:"lead,omitempty"`
	Handler    string      `json:"handler,omitempty"`
	Phone      string      `json:"phone,omitempty"`
	Date       string      `json:"date,omitempty"` // 填报日期, as given
	Ref        place.Ref   `json:"ref,omitzero"`

	// What a reader found on the form; zero where a disclosure was compiled.
	Title Passage              `json:"-"` // the form's title
	Year  Passage              `json:"-"` // （2023年度）
	Refs  map[string]place.Ref `json:"-"` // of each field, by key: basis, term.total

	Levels []Indicator `json:"-"` // every row of the indicators as printed, those left blank too

	MoneyUnit money.Unit               `json:"-"` // that the form prints its amounts in
	Printed   map[string]money.Printed `json:"-"` // its amounts as printed, by key, where that is not whole yuan
	Partly    bool                     `json:"-"` // some of it was not known: a row, the head of the indicators
	WeightsTo string                   `json:"-"` // what the head of the weights says that they add up to
}

// Funding is a form's money by origin, in exact yuan. Total is what the form
// states, not a sum made here.
type Funding struct {
	Total    Money `json:"total,omitzero"`
	Central  Money `json:"central,omitzero"`
	Province Money `json:"province,omitzero"`
	County   Money `json:"county,omitzero"`
	Self     Money `json:"self,omitzero"`
	Other    Money `json:"other,omitzero"`
	Fiscal   Money `json:"fiscal,omitzero"` // 财政拨款, where it is not divided by level
	Carry    Money `json:"carry,omitzero"`  // 上年结转
}

// Money is an exact amount that may be left blank.
type Money struct {
	Given  bool
	Amount money.Fen
}

// Indicator is one performance indicator, for the project's term and for the
// year side by side.
type Indicator struct {
	Level1    string    `json:"level1"` // 产出指标, 效益指标, 满意度指标
	Level2    string    `json:"level2"` // 数量指标 …
	TermName  string    `json:"term_name,omitempty"`
	TermValue string    `json:"term_value,omitempty"`
	YearName  string    `json:"year_name,omitempty"`
	YearValue string    `json:"year_value,omitempty"`
	Weight    string    `json:"weight,omitempty"` // 分值、权重, as printed
	Ref       place.Ref `json:"ref,omitzero"`

	// The labels as a reader found them, cut or whole; empty where the row has none.
	Printed1     string `json:"-"` // of the first level
	Printed2     string `json:"-"` // of the second level, on the term's side
	PrintedYear2 string `json:"-"` // of the second level, on the year's side

	Cells IndicatorCells `json:"-"` // where each was read; zero where it has no cell of its own
}

// IndicatorCells are the places of what an indicator's row says.
type IndicatorCells struct{ TermName, TermValue, YearName, YearValue place.Ref }

// At is the place of what an indicator says, by key: term_name, year_value; that of its row
// where it has no cell of its own.
func (x *Indicator) At(key string) *place.Ref {
	at := &x.Ref
	switch key {
	case "term_name":
		at = &x.Cells.TermName
	case "term_value":
		at = &x.Cells.TermValue
	case "year_name":
		at = &x.Cells.YearName
	case "year_value":
		at = &x.Cells.YearValue
	}
	if at.IsZero() {
		return &x.Ref
	}
	return at
}

// FieldRef is the place of a field of the form, by key; that of the project
// where the field's own is not known.
func (p *Project) FieldRef(key string) place.Ref {
	if r, ok := p.Refs[key]; ok {
		return r
	}
	return p.Ref
}
