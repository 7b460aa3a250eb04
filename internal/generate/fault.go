package generate

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// Fault is a slip planted in a disclosure, with the truth.
type Fault struct {
	Kind    string // one of Kinds
	Place   string // T03[208].合计, or N.一[income_total] for a number in a sentence
	Printed string // what is printed now
	Right   string // what was
}

// Kinds are the slips that can be planted: one digit wrong, dropped, doubled, two
// swapped, a factor of ten, the value of a neighbouring row.
var Kinds = []string{"digit", "dropped", "doubled", "swapped", "tenfold", "shifted"}

// Plant makes k slips in printed numbers of a disclosure, each in another number,
// and tells the truth about them. Fewer come out where there are fewer numbers.
func Plant(d *budget.Disclosure, seed uint64, k int) []Fault {
	rng := rand.New(rand.NewPCG(seed, uint64(k)))
	forget(d)
	targets := Targets(d)
	rng.Shuffle(len(targets), func(i, j int) { targets[i], targets[j] = targets[j], targets[i] })
	var out []Fault
	for _, t := range targets {
		if len(out) == k {
			break
		}
		kind := Kinds[rng.IntN(len(Kinds))]
		if text, ok := t.Slip(kind, rng.IntN(1000)); ok {
			out = append(out, Fault{kind, t.Place, text, t.Right})
			t.Print(text)
		}
	}
	slices.SortFunc(out, func(a, b Fault) int { return strings.Compare(a.Place, b.Place) })
	return out
}

// forget leaves only what is printed: the exact yuan behind it would give the
// faults away, and put them right in a workbook.
func forget(d *budget.Disclosure) {
	for t := range d.Tables {
		for p := range d.Tables[t].Panels {
			for l := range d.Tables[t].Panels[p].Lines {
				for c := range d.Tables[t].Panels[p].Lines[l].Cells {
					cell := &d.Tables[t].Panels[p].Lines[l].Cells[c]
					cell.Exact, cell.Known, cell.Sum = 0, false, nil
				}
			}
		}
	}
}

// Target is a printed number that a slip can be made in.
type Target struct {
	Place string
	Right string // as printed
	Near  string // the number in the row below or above; empty where none is
	Print func(text string)
}

// Targets are the printed numbers of a disclosure that are not zero: the amounts
// of its tables, then the amounts and percents of its sentences.
func Targets(d *budget.Disclosure) []Target {
	var out []Target
	for t := range d.Tables {
		for p := range d.Tables[t].Panels {
			panel := &d.Tables[t].Panels[p]
			for l := range panel.Lines {
				for c := range panel.Lines[l].Cells {
					if cell := &panel.Lines[l].Cells[c]; counts(cell.Printed) {
						out = append(out, Target{
							Place: profile.Address{Table: d.Tables[t].ID, Row: rowOf(&panel.Lines[l]), Column: panel.Columns[c]}.String(),
							Right: cell.Printed.Text, Near: nearOf(panel, l, c),
							Print: func(text string) { cell.Printed, _ = money.ParsePrinted(text) },
						})
					}
				}
			}
		}
	}
	for s := range d.Sections {
		for p := range d.Sections[s].Paragraphs {
			para := &d.Sections[s].Paragraphs[p]
			for c := range para.Claims {
				printed, err := money.ParsePrinted(para.Claims[c].Text)
				if err == nil && counts(printed) {
					out = append(out, Target{
						Place: "N." + d.Sections[s].ID + "[" + para.Claims[c].Slot + "]", Right: printed.Text,
						Print: func(text string) { reprint(para, c, text) },
					})
				}
			}
		}
	}
	return out
}

func counts(p money.Printed) bool { return p.Mark == money.Number && p.Value.Coef != 0 }

func rowOf(l *budget.Line) string {
	if l.Code != "" {
		return l.Code
	}
	return l.Key
}

func nearOf(p *budget.Panel, l, c int) string {
	for _, k := range []int{l + 1, l - 1} {
		if k >= 0 && k < len(p.Lines) && c < len(p.Lines[k].Cells) {
			if near := p.Lines[k].Cells[c].Printed; counts(near) && near.Text != p.Lines[l].Cells[c].Printed.Text {
				return near.Text
			}
		}
	}
	return ""
}

// reprint puts another text in the place of a claim; those after it move.
func reprint(p *budget.Paragraph, c int, text string) {
	one := &p.Claims[c]
	p.Text = p.Text[:one.Start] + text + p.Text[one.Start+len(one.Text):]
	by := len(text) - len(one.Text)
	one.Text = text
	for i := range p.Claims {
		if p.Claims[i].Start > one.Start {
			p.Claims[i].Start += by
		}
	}
}

// Slip is what the number would be printed as after a slip of that kind; false
// where the kind makes no other number of it. Choice picks among the digits.
func (t *Target) Slip(kind string, choice int) (string, bool) {
	whole, frac, point := strings.Cut(t.Right, ".")
	digits := strings.ReplaceAll(whole, ",", "") + frac
	grouped := strings.Contains(whole, ",")
	if strings.Trim(digits, "0123456789") != "" {
		return "", false
	}
	lead := len(digits) - len(strings.TrimLeft(digits, "0")) // 0.51: slips are made in 51
	at := lead + choice%(len(digits)-lead)
	scale := len(frac)
	var slipped string
	switch kind {
	case "digit":
		other := (int(digits[at]-'0') + 1 + choice/7%9) % 10
		slipped = digits[:at] + strconv.Itoa(other) + digits[at+1:]
	case "dropped":
		slipped = digits[:at] + digits[at+1:]
	case "doubled":
		slipped = digits[:at] + digits[at:at+1] + digits[at:]
	case "swapped":
		if at+1 == len(digits) {
			at = max(at-1, lead)
		}
		if at+1 < len(digits) {
			slipped = digits[:at] + digits[at+1:at+2] + digits[at:at+1] + digits[at+2:]
		}
	case "tenfold":
		slipped = digits + "0"
	case "shifted":
		return t.Near, t.Near != ""
	}
	for len(slipped) <= scale {
		slipped = "0" + slipped
	}
	text := slipped[:len(slipped)-scale]
	text = strings.TrimLeft(text[:len(text)-1], "0") + text[len(text)-1:]
	for i := len(text) - 3; grouped && i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	if point {
		text += "." + slipped[len(slipped)-scale:]
	}
	return text, text != t.Right && strings.Trim(text, "0.") != ""
}
