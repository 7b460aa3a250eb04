package check

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// Subject is a document under check. It is not changed by checking.
type Subject struct {
	*budget.Disclosure
	Profile *profile.Profile
	Name    string   // of its file; set for the documents below
	Prior   *Subject // last year's document; nil where it was not given
	Budget  *Subject // the budget of the same year, for a final account; nil likewise
	Timing  Timing

	numbers   []number
	units     []money.Unit // of each table
	cells     [][][]Var    // table, panel, line → the var of its first cell
	rates     [][][]Var    // likewise of its first percent
	forms     []Var        // project → the var of its first amount; NoVar without a form
	reviews   []Var        // evaluation → the var of its first number
	formIDs   []string     // project → PF1 …; that of the form before it without a form
	claims    map[string][]Var
	at        [][][]Var // section, paragraph → the vars of its claims, NoVar for words
	texts     []Text
	room      []Text             // for the texts; nil where none is to be had
	lines     [][]map[string]int // table, panel → key → line; nil until asked
	doubted   bool               // some cell may well have been read wrongly
	kept      map[any]any        // what rules found that others ask too
	said      []Said             // numbers of sentences that no slot has
	suspected []Var              // numbers that rules found in contradiction with others
}

// Timing is when a document was approved and published, as those say who know: it does
// not say so itself. Days are midnights of UTC; zero: not given.
type Timing struct {
	Approved  time.Time
	Published time.Time
	By        bool // it was published on that day or before: nobody knows the day
}

// Var names a printed number of the subject.
type Var int32

// NoVar names no number.
const NoVar Var = -1

// Class is what a number counts.
type Class uint8

// The classes. Numbers of different classes never stand in one sum.
const (
	Money   Class = iota // in mills
	Percent              // in millionths of a percent
	Count                // in pieces: people, projects, vehicles
	Points               // of an evaluation, in millionths of a point
)

// number is a printed number with what it allows.
type number struct {
	printed money.Printed
	unit    money.Unit
	class   Class
	exact   bool  // stands for itself: a form's yuan, a count
	scale   uint8 // decimals: of the print, or of its neighbours where nothing is printed
	lo, hi  int64 // the exact values that the print allows
	step    int64 // one unit of its last place
	kind    source
	panel   int16
	owner   int32 // table, section or project
	line    int32 // line of the panel, paragraph, field
	column  int32 // column, or claim
}

type source uint8

const (
	ofCell source = iota
	ofRate
	ofClaim
	ofForm
	ofReview
	ofSaid
)

// moneyFields are the amounts of a form in order.
var moneyFields = [...]string{
	"term.total", "term.central", "term.province", "term.county", "term.self", "term.other",
	"annual.total", "annual.central", "annual.province", "annual.county", "annual.self", "annual.other",
	"term.fiscal", "term.carry", "annual.fiscal", "annual.carry",
}

// New indexes a disclosure for checking.
func New(d *budget.Disclosure, p *profile.Profile) *Subject {
	s := &Subject{Disclosure: d, Profile: p, claims: map[string][]Var{}, lines: make([][]map[string]int, len(d.Tables))}
	s.findUnits()
	s.addTables()
	s.addClaims()
	s.addForms()
	s.addEvaluations()
	return s
}

func (s *Subject) addTables() {
	total := 0
	for t := range s.Tables {
		for p := range s.Tables[t].Panels {
			panel := &s.Tables[t].Panels[p]
			total += len(panel.Lines) * (len(panel.Columns) + len(panel.Rates))
		}
	}
	s.numbers = make([]number, 0, total+s.countClaims()+len(moneyFields)*len(s.Projects))
	for t := range s.Tables {
		table := &s.Tables[t]
		begin, scale := len(s.numbers), uint8(0)
		var first, rates [][]Var
		for p := range table.Panels {
			panel := &table.Panels[p]
			lines := make([]Var, 0, len(panel.Lines))
			for l := range panel.Lines {
				lines = append(lines, Var(len(s.numbers)))
				scale = max(scale, s.addCells(t, p, l))
			}
			first = append(first, lines)
			rates = append(rates, s.addRates(t, p))
		}
		s.cells, s.rates = append(s.cells, first), append(s.rates, rates)
		for v := begin; v < len(s.numbers); v++ {
			if n := &s.numbers[v]; n.kind == ofCell {
				if n.class != Count {
					n.scale = scale
				}
				*n = n.allowed()
			}
		}
	}
}

// addCells adds the numbers of a line, of which it is not yet said what they allow, and
// gives the greatest number of decimals in it.
func (s *Subject) addCells(t, p, l int) (scale uint8) {
	unit, panel := s.units[t], &s.Tables[t].Panels[p]
	cells := panel.Lines[l].Cells
	for k := range max(len(panel.Columns), len(cells)) {
		n := number{unit: unit, kind: ofCell, owner: int32(t), panel: int16(p), line: int32(l), column: int32(k)}
		if k < len(cells) {
			c := &cells[k]
			n.printed = c.Printed
			if c.Counts {
				n.class, n.exact = Count, true
			} else {
				scale = max(scale, c.Printed.Value.Scale)
			}
			s.doubted = s.doubted || c.Doubt.Serious()
		}
		if k < len(panel.Columns) {
			s.numbers = append(s.numbers, n)
		}
	}
	return scale
}

// addRates adds the percents of a panel, and gives the var of the first of each line.
func (s *Subject) addRates(t, p int) []Var {
	panel := &s.Tables[t].Panels[p]
	if len(panel.Rates) == 0 {
		return nil
	}
	scale := uint8(0)
	for l := range panel.Lines {
		for k := range panel.Lines[l].Rates {
			scale = max(scale, panel.Lines[l].Rates[k].Printed.Value.Scale)
		}
	}
	lines := make([]Var, 0, len(panel.Lines))
	for l := range panel.Lines {
		lines = append(lines, Var(len(s.numbers)))
		for k := range panel.Rates {
			n := number{class: Percent, scale: scale, kind: ofRate, owner: int32(t), panel: int16(p), line: int32(l), column: int32(k)}
			if c := n.cellIn(&panel.Lines[l]); c != nil {
				n.printed = c.Printed
			}
			s.numbers = append(s.numbers, n.allowed())
		}
	}
	return lines
}

// countClaims is at least how many numbers sentences state.
func (s *Subject) countClaims() (n int) {
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			n += len(s.Sections[i].Paragraphs[j].Claims)
		}
	}
	return n
}

// scaleIn is the number of decimals that sentences print a class with.
func (s *Subject) scaleIn(c Class) uint8 {
	switch c {
	case Money:
		return uint8(s.Profile.Style.Decimals)
	case Percent:
		return uint8(s.Profile.Style.PercentDecimals)
	default:
		return 0
	}
}

func (s *Subject) addClaims() {
	for i := range s.Sections {
		paragraphs := make([][]Var, 0, len(s.Sections[i].Paragraphs))
		for j := range s.Sections[i].Paragraphs {
			para := &s.Sections[i].Paragraphs[j]
			var vars []Var
			if len(para.Claims) > 0 {
				vars = make([]Var, 0, len(para.Claims))
			}
			for k := range para.Claims {
				c := &para.Claims[k]
				v := NoVar
				if class, ok := s.classOf(c.Slot); ok {
					n := number{class: class, scale: s.scaleIn(class), exact: class == Count, unit: s.sentenceUnit(), kind: ofClaim, owner: int32(i), line: int32(j), column: int32(k)}
					n.printed, _ = money.ParsePrinted(c.Text)
					v = Var(len(s.numbers))
					s.numbers = append(s.numbers, n.allowed())
					s.claims[c.Slot] = append(s.claims[c.Slot], v)
				}
				vars = append(vars, v)
			}
			paragraphs = append(paragraphs, vars)
		}
		s.at = append(s.at, paragraphs)
	}
}

// Hollow reports whether a table has no amounts and says nothing of it: that is one
// fault, and what does not agree with it is none of its own.
func (s *Subject) Hollow(id string) bool {
	t := s.Table(id)
	return t != nil && t.Empty && strings.TrimSpace(t.Note) == "" && s.Outline != nil
}

func (s *Subject) hollowTables() []bool {
	out := make([]bool, len(s.Tables))
	for i := range s.Tables {
		out[i] = s.Hollow(s.Tables[i].ID)
	}
	return out
}

// sentenceUnit is what sentences count money in.
func (s *Subject) sentenceUnit() money.Unit {
	if s.Outline != nil && s.Outline.InYuan {
		return money.Yuan
	}
	return s.Profile.Style.MoneyUnit
}

// classOf tells what a slot's value counts; false for words.
func (s *Subject) classOf(slot string) (Class, bool) {
	name, aspect, _ := strings.Cut(slot, ".")
	aspect, _, _ = strings.Cut(aspect, ":")
	switch aspect {
	case "share", "rate":
		return Percent, true
	case "name", "reason", "direction", "verb", "same":
		return 0, false
	}
	if l := s.Profile.List(name); l != nil {
		if l.Figure != "" {
			return Count, true
		}
		return Money, true
	}
	m := s.Profile.Measure(name)
	if m == nil {
		return 0, false
	}
	if m.Counts() {
		return Count, true
	}
	return Money, true
}

// FormID is the canonical id of the n-th form of targets, PF1 … in order of appearance.
func FormID(n int) string { return "PF" + strconv.Itoa(n) }

func (s *Subject) addForms() {
	n := 0
	for i := range s.Projects {
		p := &s.Projects[i]
		if p.HasForm {
			n++
		}
		s.formIDs = append(s.formIDs, FormID(n))
		if !p.HasForm {
			s.forms = append(s.forms, NoVar)
			continue
		}
		s.forms = append(s.forms, Var(len(s.numbers)))
		scale := uint8(0)
		for _, said := range p.Printed {
			scale = max(scale, said.Value.Scale)
		}
		for k, key := range moneyFields {
			n := number{unit: money.Yuan, exact: true, kind: ofForm, owner: int32(i), column: int32(k)}
			if said, ok := p.Printed[key]; ok {
				n.printed, n.unit, n.exact, n.scale = said, p.MoneyUnit, false, scale
			} else if m := p.Money(key); m.Given {
				n.printed = money.PrintDecimal(money.ExactIn(m.Amount, money.Yuan, 0))
				n.printed.Text = m.Amount.Grouped()
			}
			s.numbers = append(s.numbers, n.allowed())
		}
	}
}

// CellVar is the number at a place of a table, all counted from 0.
func (s *Subject) CellVar(table, panel, line, column int) Var {
	return s.cells[table][panel][line] + Var(column)
}

// RateVar is the percent at a place of a table, all counted from 0.
func (s *Subject) RateVar(table, panel, line, column int) Var {
	return s.rates[table][panel][line] + Var(column)
}

// Cell is the number in a table's line and column by key; NoVar where either is
// missing. Panel is empty for a one-sided table. Of lines with one key the first
// counts.
func (s *Subject) Cell(table, panel, line, column string) Var {
	for t := range s.Tables {
		if s.Tables[t].ID != table {
			continue
		}
		for p := range s.Tables[t].Panels {
			pn := &s.Tables[t].Panels[p]
			if pn.Key != panel {
				continue
			}
			l := s.lineOf(t, p, line)
			if l < 0 {
				return NoVar
			}
			if k := slices.Index(pn.Columns, column); k >= 0 {
				return s.CellVar(t, p, l, k)
			}
			if k := slices.Index(pn.Rates, column); k >= 0 {
				return s.RateVar(t, p, l, k)
			}
			return NoVar
		}
	}
	return NoVar
}

// maxSearched bounds the panels that are searched line by line.
const maxSearched = 32

// lineOf finds a line of a panel by key; -1 where there is none. Long panels are
// indexed when first asked.
func (s *Subject) lineOf(t, p int, key string) int {
	lines := s.Tables[t].Panels[p].Lines
	if len(lines) <= maxSearched {
		for i := range lines {
			if lines[i].Key == key {
				return i
			}
		}
		return -1
	}
	if s.lines[t] == nil {
		s.lines[t] = make([]map[string]int, len(s.Tables[t].Panels))
	}
	index := s.lines[t][p]
	if index == nil {
		index = make(map[string]int, len(lines))
		for i := len(lines) - 1; i >= 0; i-- {
			index[lines[i].Key] = i
		}
		s.lines[t][p] = index
	}
	if i, ok := index[key]; ok {
		return i
	}
	return -1
}

// At is the number at an address of the profile, whichever panel holds it:
// T01[收入总计].金额.
func (s *Subject) At(address string) Var {
	if address == "" {
		return NoVar
	}
	a, err := profile.ParseAddress(address)
	if err != nil {
		return NoVar
	}
	return s.InAnyPanel(a.Table, a.Row, a.Column)
}

// InAnyPanel is the number in a table's line and column, whichever panel holds it; NoVar
// where none does.
func (s *Subject) InAnyPanel(table, row, column string) Var {
	t := s.Table(table)
	if t == nil {
		return NoVar
	}
	for p := range t.Panels {
		if v := s.Cell(table, t.Panels[p].Key, row, column); v != NoVar {
			return v
		}
	}
	return NoVar
}

// Claims are the numbers that sentences state under a slot, in order of place.
func (s *Subject) Claims(slot string) []Var { return s.claims[slot] }

// ClaimSection is the section that states a claim, from 0.
func (s *Subject) ClaimSection(v Var) int { return int(s.numbers[v].owner) }

// ClaimVar is the number of a claim, all counted from 0; NoVar for words.
func (s *Subject) ClaimVar(section, paragraph, claim int) Var { return s.at[section][paragraph][claim] }

// FormMoney is an amount of a project's form by key: annual.total. NoVar where
// the project has no form.
func (s *Subject) FormMoney(project int, key string) Var {
	if s.forms[project] == NoVar {
		return NoVar
	}
	for k, have := range moneyFields {
		if have == key {
			return s.forms[project] + Var(k)
		}
	}
	return NoVar
}

// Blank reports whether nothing, or a dash, is printed there.
func (s *Subject) Blank(v Var) bool {
	return v == NoVar || s.numbers[v].printed.Mark == money.Blank || s.numbers[v].printed.Mark == money.Dash
}

// Zero reports whether the number is blank or printed as zero.
func (s *Subject) Zero(v Var) bool {
	return s.Blank(v) || s.numbers[v].printed.Mark == money.Number && s.numbers[v].printed.Value.Coef == 0
}

// Value is the number printed there, and what kind of print it is.
func (s *Subject) Value(v Var) (money.Decimal, money.Mark) {
	n := &s.numbers[v]
	return n.printed.Value, n.printed.Mark
}

// InYuan reports whether the number is an amount in 元.
func (s *Subject) InYuan(v Var) bool {
	n := &s.numbers[v]
	return n.class == Money && n.unit == money.Yuan
}

// Printed is what is printed there.
func (s *Subject) Printed(v Var) money.Printed { return s.numbers[v].printed }

// Ref is the number's place, in the file and in the document's own terms.
func (s *Subject) Ref(v Var) place.Ref {
	n := &s.numbers[v]
	var r place.Ref
	switch n.kind {
	case ofCell, ofRate:
		t := &s.Tables[n.owner]
		l := &t.Panels[n.panel].Lines[n.line]
		if c := n.cellIn(l); c != nil {
			r = c.Ref
		}
		r.Table, r.Column, r.Row = t.ID, n.columnIn(&t.Panels[n.panel]), rowName(l)
	case ofClaim:
		r = s.claim(n).Ref
		r.Section = s.Sections[n.owner].ID
	case ofForm:
		key := moneyFields[n.column]
		r = s.Projects[n.owner].FieldRef(key)
		r.Table, r.Form, r.Row = s.FormID(int(n.owner)), s.Projects[n.owner].Name, key
	case ofReview:
		r = s.reviewRef(n)
	case ofSaid:
		r = s.said[n.owner].Ref
	}
	r.Text = n.printed.Text
	return r
}

func rowName(l *budget.Line) string {
	if l.Code != "" {
		return l.Code
	}
	return l.Key
}

// FormID is the canonical id of a project's form, PF1 … in order of appearance.
func (s *Subject) FormID(project int) string { return s.formIDs[project] }

// Kept is what look finds in a subject, looked for once: several rules ask the
// same. The key is of a type of the asker's own. A subject is checked by one
// goroutine at a time.
func Kept[K comparable, T any](s *Subject, key K, look func(*Subject) T) T {
	if have, ok := s.kept[key]; ok {
		return have.(T)
	}
	found := look(s)
	if s.kept == nil {
		s.kept = map[any]any{}
	}
	s.kept[key] = found
	return found
}

// LeaveOut takes a number out of what is weighed: it is known to stand in a wrong
// place, which was told.
func (s *Subject) LeaveOut(v Var) {
	if v != NoVar {
		s.numbers[v].printed.Mark = money.Words
	}
}
