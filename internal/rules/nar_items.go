package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// itemNames: the names after 主要包括 are those of the rows with an amount.
func itemNames(in *check.Inspection) {
	for _, id := range [...]string{"personnel_items", "public_items"} {
		l := in.Profile.List(id)
		if l == nil {
			continue
		}
		for i := range in.Sections {
			for j := range in.Sections[i].Paragraphs {
				if p := &in.Sections[i].Paragraphs[j]; hasSlot(p, id+".name") {
					namesOf(in, l.Table, l.Panel, l.Column, l.Level, i, p, id+".name")
				}
			}
		}
	}
}

func hasSlot(p *budget.Paragraph, slot string) bool {
	for k := range p.Claims {
		if p.Claims[k].Slot == slot {
			return true
		}
	}
	return false
}

// nameOfCode is the name of a line's economic subject: a name that is misprinted is told of
// the table, and is no other item.
func nameOfCode(line *budget.Line) string {
	if s, ok := budget.DeptEconomic().Find(line.Code); ok {
		return plainWord(s.Name)
	}
	return plainWord(line.Name)
}

func namesOf(in *check.Inspection, table, panel, column string, level, section int, p *budget.Paragraph, slot string) {
	g, ok := gridOf(in.Subject, table, panel)
	if !ok || g.column(column) < 0 || !g.complete {
		return
	}
	rows := map[string]bool{} // name → said
	amounts := 0
	for l := range g.panel.Lines {
		line := &g.panel.Lines[l]
		if line.Total || level != 0 && line.Level != level || none(in.Subject, g.at(l, g.column(column))) {
			continue
		}
		rows[nameOfCode(line)] = false
		amounts++
	}
	if amounts == 0 {
		return
	}
	end := 0
	var unknown []*budget.Claim
	for k := range p.Claims {
		c := &p.Claims[k]
		if c.Slot != slot {
			continue
		}
		end = c.Start + len(c.Text)
		name := plainWord(c.Text)
		if _, ok := rows[name]; !ok {
			name = nearName(rows, name)
		}
		if name == "" {
			unknown = append(unknown, c)
			continue
		}
		rows[name] = true
		in.Pass(1)
	}
	loose := looseNames(unknown)
	if len(loose) > 1 { // what such names stand for is not known, nor what is left out
		f := listFault(in, section, p, unknown, nil, nil, table+"的"+column+"列")
		f.Severity = diag.Warning
		f.Message = fmt.Sprintf("所列“%s”不是经济科目的名称，与%s逐项对不上", several(loose), table)
		if rest := namesOutside(unknown, loose); len(rest) > 0 {
			f.Message += fmt.Sprintf("；“%s”在%s的%s列没有数", several(rest), table, column)
		}
		in.Fail(f)
		return
	}
	var left []check.Var
	var leftNames []string
	for l := range g.panel.Lines {
		line := &g.panel.Lines[l]
		if said, ok := rows[nameOfCode(line)]; !ok || said || line.Total {
			continue
		}
		rows[plainWord(line.Name)] = true
		left, leftNames = append(left, g.at(l, g.column(column))), append(leftNames, strings.TrimSpace(line.Name))
	}
	if len(unknown)+len(left) == 0 {
		return
	}
	f := listFault(in, section, p, unknown, left, leftNames, table+"的"+column+"列")
	if len(unknown) == 1 && len(left) == 0 {
		f.Evidence = append(f.Evidence, g.emptied(in, unknown[0].Text, column)...)
	}
	if len(unknown) == 0 && endsOpen(p.Text, end) {
		f.Severity = diag.Note
	}
	in.Fail(f)
}

// emptied shows the cell without an amount of the line that has a name: the sum of the
// table may tell that an amount is missing there.
func (g *grid) emptied(in *check.Inspection, name, column string) []diag.Evidence {
	for l := range g.panel.Lines {
		if v := g.at(l, g.column(column)); v != check.NoVar && plainWord(g.panel.Lines[l].Name) == plainWord(name) {
			return []diag.Evidence{in.Show(v)}
		}
	}
	return nil
}

// listFault tells once of a list what it names that has no amount, and what has one and
// is not named.
func listFault(in *check.Inspection, section int, p *budget.Paragraph, unknown []*budget.Claim, left []check.Var, leftNames []string, where string) check.Fault {
	var names, parts []string
	var f check.Fault
	for _, c := range unknown {
		at := claimRef(in.Subject, section, c)
		names, f.Suspects = append(names, c.Text), append(f.Suspects, diag.Suspect{Ref: at, Value: c.Text})
	}
	if len(unknown) > 0 {
		f.At = f.Suspects[0].Ref
		parts = append(parts, fmt.Sprintf("所列“%s”在%s没有数", several(names), where))
	}
	if len(left) > 0 {
		f.Expected = strings.Join(leftNames, "、")
		for _, v := range left {
			f.Evidence = append(f.Evidence, in.Show(v))
		}
		parts = append(parts, fmt.Sprintf("%s有数的“%s”没有列出", where, several(leftNames)))
	}
	if len(unknown) == 0 {
		f.At, f.Title = paragraphRef(in.Subject, section, p, leftNames[0]), "所列经费项目有遗漏"
	}
	if len(unknown) == len(left) { // each stands in the place of one that is left out
		for k := range f.Suspects {
			f.Suspects[k].Suggest = leftNames[k]
		}
	}
	f.Message = strings.Join(parts, "；")
	return f
}

// namesOutside are the names of claims that are not in a list.
func namesOutside(claims []*budget.Claim, list []string) (out []string) {
	for _, c := range claims {
		if !slices.Contains(list, c.Text) {
			out = append(out, c.Text)
		}
	}
	return out
}

// several joins names, the first few of many.
func several(names []string) string {
	const most = 6
	if len(names) > most {
		return strings.Join(names[:most], "、") + fmt.Sprintf("等%d项", len(names))
	}
	return strings.Join(names, "、")
}

// nearName is the one row whose name holds the said one or is held by it: names
// are shortened in sentences.
func nearName(rows map[string]bool, name string) string {
	best := ""
	for row := range rows {
		if utf8.RuneCountInString(name) >= 3 && (strings.Contains(row, name) || strings.Contains(name, row)) {
			if best != "" {
				return row // either of several: it names a row
			}
			best = row
		}
	}
	return best
}

// looseNames are the names of a list that no subject has: 社保, 离退休补贴.
func looseNames(claims []*budget.Claim) (out []string) {
	for _, c := range claims {
		if len(budget.DeptEconomic().FindName(c.Text)) == 0 {
			out = append(out, c.Text)
		}
	}
	return out
}
