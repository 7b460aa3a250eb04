package rules

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// amountSaid is a name with an amount right behind it: 机关事业单位职业年金缴费支出（项）
// 2025年预算数为269.85万元, 职业年金缴费269.85万元.
var amountSaid = regexp.MustCompile(`(?:(20[0-9]{2})年(?:度)?)?(\p{Han}{4,40})(?:[（(]([类款项])[）)])?[”"]?(?:(20[0-9]{2})年(?:度)?)?(\p{Han}{0,8})([0-9][0-9,]*(?:\.[0-9]+)?)万元`)

// The words between a name and its amount, the longest first; those of what was spent
// make it another amount than those of the budget.
var (
	amountFillers = []string{"合计", "共计", "为", "是", "共", "达"}
	amountKinds   = []string{"支出预算", "预算安排", "预算数", "预算", "安排", "支出决算", "决算数", "决算", "支出", "经费"}
	nameLeads     = []string{"主要用于", "其中", "用于", "安排", "包括", "以及", "和", "及", "与"}
)

// saidAmount is an amount that a sentence says of a subject.
type saidAmount struct {
	key, kind string // the subject's name folded; 决算 for what was spent, in an account 预算 for what was planned
	text      string // of the amount
	value     money.Decimal
	at        place.Ref
	held      bool // it was read as what a cell repeats, and other rules hold it to that
	backed    bool // some cell of the subject prints it
}

// factsTwice: what is said in two places of one thing is the same. It speaks where
// the two are so near that one is a slip of the other, and of that which no table has.
func factsTwice(in *check.Inspection) {
	countsTwice(in)
	projectsSaid(in)
	performanceSaid(in)
	rows := rowsByName(in.Subject)
	list := amountsSaid(in.Subject, rows, true)
	if !anyItem(list, func(a *saidAmount) bool { return !a.held && !a.backed }) {
		in.Pass(len(list))
		return
	}
	list = append(list, amountsSaid(in.Subject, rows, false)...)
	byKey := map[string][]saidAmount{}
	for _, a := range list {
		byKey[a.key+"/"+a.kind] = append(byKey[a.key+"/"+a.kind], a)
	}
	for _, id := range slices.Sorted(maps.Keys(byKey)) {
		tellTwice(in, byKey[id], rows)
	}
}

// amountsSaid are the amounts of subjects that paragraphs say: those with amounts that
// no cell is known to be repeated by, or the others.
func amountsSaid(s *check.Subject, rows *namedRows, free bool) (out []saidAmount) {
	for _, p := range paragraphsSaid(s) {
		n := strings.Count(p.s, "万元")
		if p.Heading || n == 0 || free != (n > repeatedCells(p.Paragraph)) {
			continue
		}
		for from, to := range amountStretches(p.s) {
			for _, m := range amountSaid.FindAllStringSubmatchIndex(p.s[from:to], -1) {
				if a, ok := readAmount(s, p.s[from:to], m, rows); ok {
					a.at, a.held = p.ref(s, from+m[0], from+m[1]), repeatsCell(p.Paragraph, p.place(from+m[12]))
					out = append(out, a)
				}
			}
		}
	}
	return out
}

// amountStretches are the stretches of a text that amountSaid may match in: it spans
// none but the characters of names and numbers, and ends with an amount.
func amountStretches(s string) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		for from, to := 0, 0; to < len(s); from = to {
			size := 0
			for to < len(s) {
				var r rune
				if r, size = utf8.DecodeRuneInString(s[to:]); !inAmount(r) {
					break
				}
				to += size
			}
			if strings.Contains(s[from:to], "万元") && !yield(from, to) {
				return
			}
			if to < len(s) {
				to += size
			}
		}
	}
}

func inAmount(r rune) bool {
	return isHan(r) || r >= '0' && r <= '9' || strings.ContainsRune(",.()（）”\"", r) || unicode.Is(unicode.Han, r)
}

// repeatedCells is how many amounts of a paragraph are claims that repeat a cell.
func repeatedCells(p *budget.Paragraph) (n int) {
	for k := range p.Claims {
		switch _, aspect, _ := strings.Cut(p.Claims[k].Slot, "."); {
		case p.Claims[k].Cell == "", aspect == "name", aspect == "share":
		default:
			n++
		}
	}
	return n
}

// namedRows are the rows of the tables by the folded name of their subject.
type namedRows struct {
	byName map[string]nameChain
	rows   []namedRow
}

// nameChain is the first row of a name and the last.
type nameChain struct{ first, last int32 }

type namedRow struct {
	cells check.Var // the first of them
	n     int32     // how many
	next  int32     // row of the same name; that of the last is not used
}

func rowsByName(s *check.Subject) *namedRows {
	out := &namedRows{byName: make(map[string]nameChain, 64), rows: make([]namedRow, 0, 128)}
	for t := range s.Tables {
		for p := range s.Tables[t].Panels {
			panel := &s.Tables[t].Panels[p]
			for l := range panel.Lines {
				if line := &panel.Lines[l]; line.Code != "" {
					out.add(subjectKey(line.Name), namedRow{cells: s.CellVar(t, p, l, 0), n: int32(len(panel.Columns))})
				}
			}
		}
	}
	return out
}

func (r *namedRows) add(key string, row namedRow) {
	if row.n == 0 || utf8.RuneCountInString(key) < leastSlipped {
		return
	}
	at := int32(len(r.rows))
	r.rows = append(r.rows, row)
	chain, known := r.byName[key]
	if known {
		r.rows[chain.last].next = at
		chain.last = at
	} else {
		chain = nameChain{at, at}
	}
	r.byName[key] = chain
}

func (r *namedRows) has(key string) bool {
	_, ok := r.byName[key]
	return ok
}

// printing is the first cell of a subject that prints an amount; NoVar where none does.
func (r *namedRows) printing(s *check.Subject, key string, said money.Decimal) check.Var {
	chain, ok := r.byName[key]
	if !ok {
		return check.NoVar
	}
	for at := chain.first; ; at = r.rows[at].next {
		row := &r.rows[at]
		for v := row.cells; v < row.cells+check.Var(row.n); v++ {
			if prints(s, v, said) {
				return v
			}
		}
		if at == chain.last {
			return check.NoVar
		}
	}
}

// readAmount reads what was matched as an amount of a subject of the tables; false
// where it is of something else, or of another year.
func readAmount(s *check.Subject, text string, m []int, rows *namedRows) (out saidAmount, ok bool) {
	word := func(k int) string {
		if m[2*k] < 0 {
			return ""
		}
		return text[m[2*k]:m[2*k+1]]
	}
	if y, _ := strconv.Atoi(cmp.Or(word(4), word(1))); y != 0 && y != s.Year {
		return out, false
	}
	name, tail := word(2), word(5)
	if word(3) == "" {
		name, tail = name+tail, ""
	}
	before := cutAll(strings.TrimPrefix(strings.TrimPrefix(name, "年"), "度"), nil, nameLeads)
	rest := before
	if word(3) != "" {
		rest = tail
	}
	rest = cutAll(rest, amountFillers, nil)
	for _, w := range amountKinds {
		if cut, ends := strings.CutSuffix(rest, w); ends && (word(3) != "" || rows.has(subjectKey(cut))) {
			switch rest = cut; {
			case strings.Contains(w, "预算") && s.Profile.Kind == "final":
				out.kind = "预算"
			case carriedOut(w) && w != "支出" && w != "支出预算":
				out.kind = "决算"
			}
			break
		}
	}
	if word(3) == "" {
		before = rest
	} else if rest != "" {
		return out, false // other words stand between: a change, a part
	}
	out.key, out.text = subjectKey(before), word(6)
	v, err := money.ParseDecimal(strings.ReplaceAll(out.text, ",", ""))
	if err != nil || !rows.has(out.key) {
		return out, false
	}
	out.value = v
	out.backed = rows.printing(s, out.key, v) != check.NoVar
	return out, true
}

// cutAll takes words off the end and off the beginning of a text.
func cutAll(text string, ends, begins []string) string {
	for again := true; again; {
		again = false
		for _, w := range ends {
			if cut, ok := strings.CutSuffix(text, w); ok {
				text, again = cut, true
			}
		}
		for _, w := range begins {
			if cut, ok := strings.CutPrefix(text, w); ok {
				text, again = cut, true
			}
		}
	}
	return text
}

// prints reports whether a cell prints an amount of 万元, as far as the coarser of the
// two says it.
func prints(s *check.Subject, v check.Var, said money.Decimal) bool {
	fen, ok := worth(s, v)
	if !ok || s.Blank(v) {
		return false
	}
	place := lastFen("万元", said.Scale)
	return 2*abs(fen-said.Coef*place) <= max(place, lastPlace(s, v))
}

// repeatsCell reports whether a claim on a cell stands at a place of a paragraph.
func repeatsCell(p *budget.Paragraph, start int) bool {
	for k := range p.Claims {
		if c := &p.Claims[k]; c.Start == start && c.Cell != "" {
			return true
		}
	}
	return false
}

// tellTwice tells the first amount of a subject that is a slip of another.
func tellTwice(in *check.Inspection, list []saidAmount, rows *namedRows) {
	for i := range list {
		a := &list[i]
		if a.held || a.backed {
			in.Pass(1)
			continue
		}
		for k := range list {
			b := &list[k]
			if k == i || !nearPrint(a.text, b.text) || (!b.backed && (b.held || k < i)) {
				continue
			}
			f := check.Fault{
				At: a.at, Message: fmt.Sprintf("“%s”，另一处是“%s”", short(a.at.Text), short(b.at.Text)), Expected: b.text,
				Evidence: []diag.Evidence{{Label: "一处", Value: a.text, Unit: "万元", Ref: a.at}, {Label: "另一处", Value: b.text, Unit: "万元", Ref: b.at}},
			}
			if b.backed {
				f.Message += "，表里也是" + b.text
				f.Suspects = []diag.Suspect{{Ref: a.at, Value: a.text, Suggest: b.text}}
				if v := rows.printing(in.Subject, a.key, b.value); v != check.NoVar {
					f.Evidence = append(f.Evidence, in.Show(v))
				}
			} else {
				f.Severity, f.Expected = diag.Warning, ""
			}
			in.Fail(f)
			return
		}
	}
}

// nearPrint reports whether two printed numbers are so alike that one is likely a slip
// of the other: a digit more, less or another, or two exchanged.
func nearPrint(a, b string) bool {
	x, y := []rune(strings.ReplaceAll(a, ",", "")), []rune(strings.ReplaceAll(b, ",", ""))
	if min(len(x), len(y)) < 4 || string(x) == string(y) {
		return false
	}
	if budget.Distance(x, y) <= 1 {
		// …, but not the same with a decimal less
		return strings.TrimRight(strings.TrimRight(string(x), "0"), ".") != strings.TrimRight(strings.TrimRight(string(y), "0"), ".") && !coarser(a, b)
	}
	if len(x) != len(y) {
		return false
	}
	for i := 0; i+1 < len(x); i++ {
		if x[i] != y[i] {
			return x[i] == y[i+1] && x[i+1] == y[i] && string(x[i+2:]) == string(y[i+2:])
		}
	}
	return false
}

// coarser reports whether one number is the other rounded.
func coarser(a, b string) bool {
	x, err := money.ParseDecimal(strings.ReplaceAll(a, ",", ""))
	y, bad := money.ParseDecimal(strings.ReplaceAll(b, ",", ""))
	if err != nil || bad != nil || x.Scale == y.Scale {
		return false
	}
	fine, rough := x, b
	if x.Scale < y.Scale {
		fine, rough = y, a
	}
	v := rational(fine)
	return meets(rough, v, v)
}
