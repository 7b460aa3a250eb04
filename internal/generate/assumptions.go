package generate

import "slices"

// span is a range, both ends included.
type span [2]int64

// assumptions is assumptions.toml, which says what each means.
type assumptions struct {
	Profile  string   `toml:"profile"`
	Year     int      `toml:"year"`
	Level    string   `toml:"level"`
	Place    string   `toml:"place"`
	Areas    []string `toml:"areas"`
	Grains   []grain  `toml:"grain"`
	Kinds    []kind   `toml:"kind"`
	Groups   []group  `toml:"group"`
	Trades   []trade  `toml:"trade"`
	Lines    []line   `toml:"line"`
	Projects projects `toml:"projects"`
	Actions  []action `toml:"action"`
	Funds    []fund   `toml:"fund"`
	Prior    prior    `toml:"prior"`
	Reasons  []reason `toml:"reason"`
	Words    words    `toml:"words"`
}

// grain is what all amounts of a book are multiples of.
type grain struct {
	Fen    int64 `toml:"fen"`
	Weight int   `toml:"weight"`
}

// kind is a kind of unit (单位性质).
type kind struct {
	Key      string     `toml:"key"`
	Weight   int        `toml:"weight"`
	Posts    span       `toml:"posts"`
	Retirees span       `toml:"retirees"`
	Vehicles span       `toml:"vehicles"`
	Staff    [][]string `toml:"staff"`
	Grades   []string   `toml:"grades"`
	Extra    []extra    `toml:"extra"`
}

// extra is money besides the general public budget's: Book and Line say, in
// percent, how likely a book has it and a line of that book is paid from it.
type extra struct {
	Source string `toml:"source"`
	Book   int    `toml:"book"`
	Line   int    `toml:"line"`
}

// group is a broad kind of unit with the functional items of its common costs.
type group struct {
	Name    string `toml:"name"`
	Retire  string `toml:"retire"`
	Medical string `toml:"medical"`
	Pension string `toml:"pension"`
	Annuity string `toml:"annuity"`
	Housing string `toml:"housing"`
	Rent    string `toml:"rent"`
}

// function is the functional item of a role; empty where there is none.
func (g *group) function(role, main string) string {
	switch role {
	case "main":
		return main
	case "retire":
		return g.Retire
	case "medical":
		return g.Medical
	case "pension":
		return g.Pension
	case "annuity":
		return g.Annuity
	case "housing":
		return g.Housing
	case "rent":
		return g.Rent
	}
	return ""
}

// trade is a line of public business with the units that do it.
type trade struct {
	Department struct {
		Code string `toml:"code"`
		Name string `toml:"name"`
	} `toml:"department"`
	Duties   []string    `toml:"duties"`
	Subjects []string    `toml:"subjects"`
	Units    []tradeUnit `toml:"unit"`
}

type tradeUnit struct {
	Kinds []string `toml:"kinds"`
	Name  string   `toml:"name"`
	Main  string   `toml:"main"`
	Items []string `toml:"items"`
}

// line is an entry of basic expenditure.
type line struct {
	Economic string   `toml:"economic"`
	Role     string   `toml:"role"`
	Basis    string   `toml:"basis"`
	Amount   span     `toml:"amount"`
	Base     bool     `toml:"base"`
	Chance   int      `toml:"chance"` // 0 is always
	Groups   []string `toml:"groups"`
	Public   string   `toml:"public"`
	Buys     string   `toml:"buys"`    // goods or services, where all of it is procurement
	Service  string   `toml:"service"` // what is bought, where that is a service
}

type projects struct {
	Counts    []weighted `toml:"counts"`
	Amounts   []weighted `toml:"amounts"`
	Split     int        `toml:"split"`
	Economic  int        `toml:"economic"`
	CarryBook int        `toml:"carry_book"`
	Carry     int        `toml:"carry"`
	Recurrent int        `toml:"recurrent"`
	Years     span       `toml:"years"`
	Province  int        `toml:"province"`
	Basis     string     `toml:"basis"`
	Measures  []string   `toml:"measures"`
}

type weighted struct {
	Range  span `toml:"range"`
	Weight int  `toml:"weight"`
}

// action is what a project does; its name follows a subject in the project's.
type action struct {
	Word      string   `toml:"word"`
	Serves    string   `toml:"serves"`
	Economics []string `toml:"economics"`
	Buys      string   `toml:"buys"` // goods, works, services; empty where it buys none
	Overview  string   `toml:"overview"`
	Need      string   `toml:"need"`
	Plan      string   `toml:"plan"`
	Goal      string   `toml:"goal"`
	Quantity  struct {
		Name  string `toml:"name"`
		Unit  string `toml:"unit"`
		Range span   `toml:"range"`
	} `toml:"quantity"`
	Quality target `toml:"quality"`
	Social  target `toml:"social"`
}

type target struct {
	Name  string `toml:"name"`
	Value string `toml:"value"`
}

// fund is a project paid from a budget of its own, with where its income stands.
type fund struct {
	Source   string   `toml:"source"`
	Chance   int      `toml:"chance"`
	Function string   `toml:"function"`
	Revenue  string   `toml:"revenue"`
	Subjects []string `toml:"subjects"`
}

type prior struct {
	Equal int  `toml:"equal"`
	Zero  int  `toml:"zero"`
	Lines int  `toml:"lines"`
	Keep  int  `toml:"keep"`
	Drop  int  `toml:"drop"`
	Scale span `toml:"scale"`
	Ended int  `toml:"ended"`
}

type reason struct {
	Key     string   `toml:"key"`
	Measure string   `toml:"measure"`
	Total   bool     `toml:"total"` // last year's is given as a total where there are no lines
	Up      []string `toml:"up"`
	Down    []string `toml:"down"`
	Same    string   `toml:"same"`
	New     string   `toml:"new"`
}

type words struct {
	Organisation    []string `toml:"organisation"`
	Structure       []string `toml:"structure"`
	Offices         []string `toml:"offices"`
	PeoplePerOffice span     `toml:"people_per_office"`
	Vehicles        []string `toml:"vehicles"`
	VehicleNames    []string `toml:"vehicle_names"`
	Buildings       []string `toml:"buildings"`
	BuildingSources []string `toml:"building_sources"`
	Area            span     `toml:"area"`
	Assets          []string `toml:"assets"`
	Other           []string `toml:"other"`
}

// office is a unit of a trade.
type office struct {
	trade *trade
	unit  *tradeUnit
}

// offices are the units that can be of a kind.
func (a *assumptions) offices(kind string) []office {
	var out []office
	for i := range a.Trades {
		for j := range a.Trades[i].Units {
			if u := &a.Trades[i].Units[j]; slices.Contains(u.Kinds, kind) {
				out = append(out, office{&a.Trades[i], u})
			}
		}
	}
	return out
}
