package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/diag"
	"mingbai/internal/money"
)

// A row that was left out, or two columns that were exchanged, break one rule in many
// cells of a line or a column, and no cell alone is wrong. That is one fault and is told
// once, at the first of them.

// leastOfColumn is how many lines of a column break one rule, at the least, that are
// told together.
const leastOfColumn = 3

// wholes gathers what no single cell explains.
func (s *Subject) wholes(list []diag.Finding) []diag.Finding {
	list = gather(list, 2, func(f *diag.Finding) string { return f.Ref.Row }, func(f *diag.Finding) string { return f.Ref.Column }, "这一行的%s也不符")
	list = gather(list, leastOfColumn, func(f *diag.Finding) string { return f.Ref.Column }, func(f *diag.Finding) string { return f.Ref.Row }, "这一栏还有%s不符")
	for i := range list {
		s.leftOut(&list[i])
	}
	return list
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

// leftOut looks in the other tables for the line that a sum of subjects lacks: one under
// the same subject, not in this table, of the amount that is missing.
func (s *Subject) leftOut(f *diag.Finding) {
	if len(f.Suspects) > 0 || !strings.HasPrefix(f.Rule, "HIE-") {
		return
	}
	t := s.Table(f.Ref.Table)
	missing, err := money.ParseDecimal(f.Difference)
	if t == nil || err != nil {
		return
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
				k := slices.Index(o.Panels[p].Columns, f.Ref.Column)
				if k < 0 || k >= len(line.Cells) || line.Code == "" || here[line.Code] || !under(line.Code, f.Ref.Row) {
					continue
				}
				if d := line.Cells[k].Printed.Value; line.Cells[k].Printed.Mark == money.Number && d.Scale == missing.Scale && abs(d.Coef-missing.Coef) <= lastOff {
					f.Message += fmt.Sprintf("。像是少了“%s %s”这一行，%s里有", line.Code, line.Name, o.ID)
					f.Expected = line.Code + " " + line.Name
					return
				}
			}
		}
	}
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
