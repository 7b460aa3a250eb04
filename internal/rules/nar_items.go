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
		rows[plainWord(line.Name)] = false
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
	left := unsaidRows(&g, rows)
	if len(left) != len(unknown) || len(loose) > 1 || endsOpen(p.Text, end) {
		left = nil
	}
	for k, c := range unknown {
		if len(loose) > 1 && slices.Contains(loose, c.Text) {
			continue
		}
		f := check.Fault{At: claimRef(in.Subject, section, c), Message: fmt.Sprintf("所列“%s”在%s的%s列没有数", short(c.Text), table, column)}
		if k < len(left) { // it stands in the place of one that is left out
			name := g.panel.Lines[left[k]].Name
			v := g.at(left[k], g.column(column))
			f.Message += fmt.Sprintf("；有数而没有列出的是%s%s%s", name, in.Printed(v).Text, in.UnitName(v))
			f.Expected = name
			f.Suspects = []diag.Suspect{{Ref: f.At, Value: c.Text, Suggest: name}}
			rows[plainWord(name)] = true
		}
		in.Fail(f)
	}
	if len(loose) > 1 { // what such names stand for is not known, nor what is left out
		at := unknown[slices.IndexFunc(unknown, func(c *budget.Claim) bool { return c.Text == loose[0] })]
		in.Fail(check.Fault{
			At: claimRef(in.Subject, section, at), Severity: diag.Warning,
			Message: fmt.Sprintf("所列“%s”不是经济科目的名称，与%s逐项对不上", short(strings.Join(loose, "、")), table),
		})
		return
	}
	severity := diag.Severity(0)
	if endsOpen(p.Text, end) {
		severity = diag.Note
	}
	for l := range g.panel.Lines {
		line := &g.panel.Lines[l]
		if said, ok := rows[plainWord(line.Name)]; !ok || said || line.Total {
			continue
		}
		rows[plainWord(line.Name)] = true
		v := g.at(l, g.column(column))
		in.Fail(check.Fault{
			At: paragraphRef(in.Subject, section, p, line.Name), Severity: severity, Title: "所列经费项目有遗漏",
			Message:  fmt.Sprintf("%s的%s有%s%s，文字里没有列出", table, line.Name, in.Printed(v).Text, in.UnitName(v)),
			Expected: line.Name,
		})
	}
}

// unsaidRows are the rows of which a list does not name any, in order.
func unsaidRows(g *grid, rows map[string]bool) (out []int) {
	for l := range g.panel.Lines {
		if said, ok := rows[plainWord(g.panel.Lines[l].Name)]; ok && !said && !g.panel.Lines[l].Total {
			out = append(out, l)
		}
	}
	return out
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
