package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

// A row that was left out, or two columns that were exchanged, break one rule in many
// cells of a line or a column, and no cell alone is wrong. That is one fault and is told
// once, at the first of them.

// leastOfColumn is how many lines of a column break one rule, at the least, that are
// told together.
const leastOfColumn = 3

// wholes gathers what no single cell explains.
func (s *Subject) wholes(list []diag.Finding) []diag.Finding {
	lacking := map[string]bool{} // the sums, by rule and line, that lack a line in one column
	for i := range list {
		s.lacksLine(&list[i], lacking)
	}
	s.lacksAcross(list)
	list = gather(list, 2, func(f *diag.Finding) string { return f.Ref.Row }, func(f *diag.Finding) string { return f.Ref.Column }, "这一行的%s也不符")
	list = gather(list, leastOfColumn, func(f *diag.Finding) string { return f.Ref.Column }, func(f *diag.Finding) string { return f.Ref.Row }, "这一栏还有%s不符")
	for i := range list {
		s.leftOut(&list[i])
		s.unsaidLine(&list[i])
		s.unsaid(&list[i])
	}
	return list
}

// A table that is another's, as last year's, agrees in itself and with nothing else. Each
// sum of it that others repeat breaks, and no cell alone is wrong.
const (
	leastOfTable   = 3 // findings that a table is in, at the least, that are told together
	leastUnguessed = 2 // of them those that no cell explains
)

// otherTables tells once what breaks where a table as a whole agrees with nothing else:
// agreeing is how often each table agrees with others and with sentences.
func (s *Subject) otherTables(list []diag.Finding, agreeing []int) []diag.Finding {
	best := -1
	var all []int
	for t := range s.Tables {
		of := s.unexplainedBy(list, t)
		if len(of) > 0 && agreeing[t]*2 < len(of) && (best < 0 || agreeing[t] < agreeing[best] || agreeing[t] == agreeing[best] && len(of) > len(all)) {
			best, all = t, of
		}
	}
	if best < 0 {
		return list
	}
	first, id := &list[all[0]], s.Tables[best].ID
	for _, i := range all[1:] {
		if !slices.Contains(first.Also, list[i].Rule) && list[i].Rule != first.Rule {
			first.Also = append(first.Also, list[i].Rule)
		}
		first.Evidence = append(first.Evidence, list[i].Evidence...)
		first.Severity = max(first.Severity, list[i].Severity)
	}
	first.Evidence = first.Evidence[:min(len(first.Evidence), maxEvidence)]
	slices.Sort(first.Also)
	first.Message += fmt.Sprintf("。%s本身加得起来，与别的表、文字有%d处不符，像是整张表放错了，或没有随着改", id, len(all))
	first.Hint = "核对整张表是不是本年度、本单位的"
	first.Ref, first.Row, first.Suspects = s.Tables[best].Ref, nil, nil
	first.Ref.Table = id
	return deleteAt(list, all[1:])
}

// unexplainedBy are the findings that a table is in and none of whose cells explains; none
// where these are too few, or the table does not add up in itself.
func (s *Subject) unexplainedBy(list []diag.Finding, table int) (of []int) {
	id := s.Tables[table].ID
	unguessed := 0
	for i := range list {
		f := &list[i]
		switch {
		case f.Relation == "" || f.Severity == diag.Note || !slices.ContainsFunc(f.Evidence, func(e diag.Evidence) bool { return e.Ref.Table == id }):
			continue
		case len(f.Suspects) == 0 && within(f, id):
			return nil
		case len(f.Suspects) == 0:
			unguessed++
		case f.Suspects[0].Ref.Table == id && within(f, id):
			continue // a cell of it is wrong, which is another fault
		}
		of = append(of, i)
	}
	if len(of) < leastOfTable || unguessed < leastUnguessed {
		return nil
	}
	return of
}

// agreements counts, of each table, the relations that hold between an amount of it and
// other tables or sentences.
func (l *ledger) agreements(bad []int32, tables int) []int {
	out := make([]int, tables)
	broken := map[int32]bool{}
	for _, id := range bad {
		broken[id] = true
	}
	for i := range l.relations {
		r := &l.relations[i]
		if broken[int32(i)] || r.kind != linear && r.kind != same && r.kind != convert {
			continue
		}
		terms := l.of(r)
		for _, t := range terms {
			n := &l.numbers[t.v]
			if n.kind != ofCell || n.printed.Mark != money.Number || n.printed.Value.Coef == 0 {
				continue
			}
			if slices.ContainsFunc(terms, func(o term) bool { return l.numbers[o.v].kind != ofCell || l.numbers[o.v].owner != n.owner }) {
				out[n.owner]++
			}
		}
	}
	return out
}

// within reports whether a finding is of cells of one table alone.
func within(f *diag.Finding, id string) bool {
	return !slices.ContainsFunc(f.Evidence, func(e diag.Evidence) bool { return e.Ref.Table != id })
}

// deleteAt is a list without what stands at some places, which rise.
func deleteAt(list []diag.Finding, at []int) (out []diag.Finding) {
	for i := range list {
		if !slices.Contains(at, i) {
			out = append(out, list[i])
		}
	}
	return out
}

// gather tells together the findings of one rule and table that have the same key, where
// there are as many; what they differ in is listed.
func gather(list []diag.Finding, least int, key, other func(*diag.Finding) string, words string) []diag.Finding {
	groups := map[string][]int{}
	for i := range list {
		f := &list[i]
		if len(f.Suspects) > 0 || f.Relation == "" || f.Ref.Table == "" || key(f) == "" {
			continue
		}
		k := f.Rule + "\x00" + f.Ref.Table + "\x00" + key(f)
		groups[k] = append(groups[k], i)
	}
	drop := map[int]bool{}
	for _, at := range groups {
		if len(at) < least {
			continue
		}
		first := &list[at[0]]
		var others []string
		for _, i := range at[1:] {
			others = append(others, other(&list[i]))
			first.Evidence = append(first.Evidence, list[i].Evidence...)
			first.Also = append(first.Also, list[i].Also...)
			drop[i] = true
		}
		if len(others) > maxDoubtful {
			others = append(others[:maxDoubtful:maxDoubtful], fmt.Sprintf("等%d处", len(at)-1))
		}
		first.Evidence = first.Evidence[:min(len(first.Evidence), maxEvidence)]
		slices.Sort(first.Also)
		first.Also = slices.Compact(first.Also)
		first.Message += "；" + fmt.Sprintf(words, strings.Join(others, "、"))
	}
	var out []diag.Finding
	for i := range list {
		if !drop[i] {
			out = append(out, list[i])
		}
	}
	return out
}

// lacksLine takes the suspects of a sum of subjects back that a line left out explains: the
// amount that is missing is that of a line which other tables have under the same subject.
// What the sum lacks in one column it lacks in others, which the other tables may not have.
func (s *Subject) lacksLine(f *diag.Finding, lacking map[string]bool) {
	if len(f.Suspects) == 0 || !strings.HasPrefix(f.Rule, "HIE-") {
		return
	}
	ref, ok := s.sumRef(f)
	if !ok {
		return
	}
	key := f.Rule + "\x00" + ref.Table + "\x00" + ref.Row
	if _, line := s.lineOutside(ref, f.Difference); line == nil && !lacking[key] {
		return
	}
	lacking[key] = true
	s.unsuspect(f)
}

// sumRef is the place of the sum of a finding, in the table that it is of.
func (s *Subject) sumRef(f *diag.Finding) (ref place.Ref, ok bool) {
	sum, _, _ := strings.Cut(f.Relation, " = ")
	v := s.At(sum)
	if v == NoVar || s.Ref(v).Table != f.Ref.Table {
		return ref, false
	}
	return s.Ref(v), true
}

// unsuspect takes the suspects of a sum back: the fault is at the sum.
func (s *Subject) unsuspect(f *diag.Finding) {
	sum, _, _ := strings.Cut(f.Relation, " = ")
	v := s.At(sum)
	f.Suspects, f.Ref, f.Row = nil, s.Ref(v), s.row(v)
	f.Message, _, _ = strings.Cut(f.Message, "。")
}

// leftOut names the line that a sum of subjects lacks.
func (s *Subject) leftOut(f *diag.Finding) {
	if len(f.Suspects) > 0 || !strings.HasPrefix(f.Rule, "HIE-") {
		return
	}
	if table, line := s.lineOutside(f.Ref, f.Difference); line != nil {
		f.Message += fmt.Sprintf("。像是少了“%s %s”这一行，%s里有", line.Code, line.Name, table)
		f.Expected = line.Code + " " + line.Name
	}
}

// unsaid names the line of a table that a sentence's list does not have, where its amount
// is what the list lacks of the whole. The fault is the sentence's.
func (s *Subject) unsaid(f *diag.Finding) {
	t := s.Table(f.Ref.Table)
	missing, err := money.ParseDecimal(f.Difference)
	if t == nil || err != nil || len(f.Suspects) > 0 || !strings.HasPrefix(f.Rule, "NAR-") {
		return
	}
	said := slices.DeleteFunc(slices.Clone(f.Evidence), func(e diag.Evidence) bool { return e.Ref.Section == "" })
	if len(said) < 2 {
		return
	}
	for p := range t.Panels {
		k := slices.Index(t.Panels[p].Columns, f.Ref.Column)
		for l := range t.Panels[p].Lines {
			line := &t.Panels[p].Lines[l]
			if k < 0 || k >= len(line.Cells) || line.Total || line.Level > 1 || slices.ContainsFunc(said, func(e diag.Evidence) bool { return strings.Contains(e.Label, "“"+line.Name+"”") }) {
				continue
			}
			c := &line.Cells[k].Printed
			if c.Mark == money.Number && c.Value.Scale == missing.Scale && abs(c.Value.Coef-missing.Coef) <= lastOff {
				f.Message += fmt.Sprintf("。像是少了“%s”", line.Name)
				f.Expected = line.Name + c.Text + f.Unit
				f.Ref, f.Row = said[0].Ref, nil
				return
			}
		}
	}
}

// lineOutside looks in the other tables for a line under the subject of a cell that the
// cell's table does not have, of an amount that is missing.
func (s *Subject) lineOutside(at place.Ref, difference string) (table string, found *budget.Line) {
	t := s.Table(at.Table)
	missing, err := money.ParseDecimal(difference)
	if t == nil || err != nil {
		return "", nil
	}
	here := map[string]bool{}
	for p := range t.Panels {
		for l := range t.Panels[p].Lines {
			here[t.Panels[p].Lines[l].Code] = true
		}
	}
	for i := range s.Tables {
		o := &s.Tables[i]
		if o == t || o.MoneyUnit != t.MoneyUnit {
			continue
		}
		for p := range o.Panels {
			for l := range o.Panels[p].Lines {
				line := &o.Panels[p].Lines[l]
				k := slices.Index(o.Panels[p].Columns, at.Column)
				if k < 0 || k >= len(line.Cells) || line.Code == "" || here[line.Code] || !under(line.Code, at.Row) {
					continue
				}
				if d := line.Cells[k].Printed.Value; line.Cells[k].Printed.Mark == money.Number && d.Scale == missing.Scale && abs(d.Coef-missing.Coef) <= lastOff {
					return o.ID, line
				}
			}
		}
	}
	return "", nil
}

// lastOff is how many units of its last place a sum of rounded amounts may be off by.
const lastOff = 3

// under reports whether a code stands right under another; under the total stand classes.
func under(code, above string) bool {
	if strings.Trim(above, "0123456789") != "" {
		return len(code) == 3
	}
	return strings.HasPrefix(code, above) && len(code) == len(above)+2
}
