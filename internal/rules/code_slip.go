package rules

import (
	"fmt"
	"slices"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// recodedPanels are those whose lines' codes are held to their names.
var recodedPanels = [...][2]string{{"T02", ""}, {"T03", ""}, {"T05", ""}, {"T06", ""}, {"T08", ""}}

// slippedCodes finds the lines of which the name is one subject's and the code almost that
// subject's: one digit is another, or two have changed places. The table has no line of the
// right code, which would stand in this place.
func slippedCodes(s *check.Subject) (out []check.Recoded) {
	for _, at := range recodedPanels {
		t := indexOfItem(s.Tables, func(t *budget.Table) bool { return t.ID == at[0] })
		if t < 0 {
			continue
		}
		for p := range s.Tables[t].Panels {
			if s.Tables[t].Panels[p].Key != at[1] {
				continue
			}
			look := codeLook{s: s, table: t, panel: p, lines: s.Tables[t].Panels[p].Lines, known: budget.Functions()}
			if at[0] == "T06" {
				look.known = budget.DeptEconomic()
			}
			out = append(out, look.slips()...)
		}
	}
	return out
}

// codeLook looks through the codes of a panel.
type codeLook struct {
	s            *check.Subject
	table, panel int
	lines        []budget.Line
	known        *budget.Codes
}

func (c *codeLook) slips() (out []check.Recoded) {
	for l := range c.lines {
		line := &c.lines[l]
		if line.Code == "" || line.Total || c.named(line) {
			continue
		}
		right := c.rightCode(l)
		if right == "" {
			continue
		}
		at := coded{c.s.Tables[c.table].ID, c.panel, line}
		out = append(out, check.Recoded{
			Table: c.table, Panel: c.panel, Line: l, Code: right, Rule: c.rule(line.Code),
			Fault: check.Fault{
				At: at.ref(), Expected: right, Severity: diag.Error,
				Message:  fmt.Sprintf("%s里“%s”的科目编码印作%s，应为%s", at.table, excerpt(line.Name), line.Code, right),
				Suspects: []diag.Suspect{{Ref: at.ref(), Value: line.Code, Suggest: right}},
			},
		})
	}
	return out
}

// rule is the one that tells a wrong code.
func (c *codeLook) rule(code string) string {
	_, have := c.known.Find(code)
	switch {
	case c.s.Tables[c.table].ID == "T06":
		return "CODE-004"
	case have:
		return "CODE-002"
	}
	return "CODE-001"
}

// named reports whether a line has the name of its code.
func (c *codeLook) named(line *budget.Line) bool {
	want := c.known.NameIn(line.Code, c.s.Year)
	return want != "" && (want == line.Name || budget.Fold(want) == budget.Fold(line.Name))
}

// rightCode is the one code that a line's is a slip of; empty where there is none.
func (c *codeLook) rightCode(l int) (right string) {
	line := &c.lines[l]
	for _, one := range c.codesOf(line.Name) {
		if !slipOf(line.Code, one) || one == right || c.has(one) || !c.stands(l, one) || !c.better(l, one) {
			continue
		}
		if right != "" {
			return ""
		}
		right = one
	}
	return right
}

// codesOf are the codes that a name has: in the other tables, and in the classification.
func (c *codeLook) codesOf(name string) (out []string) {
	name = budget.Fold(name)
	if name == "" {
		return nil
	}
	c.eachElsewhere(func(l *budget.Line) {
		if budget.Fold(l.Name) == name {
			out = append(out, l.Code)
		}
	})
	for _, one := range c.known.FindName(name) {
		out = append(out, one.Code)
	}
	return out
}

// eachElsewhere calls yield with the coded lines of the other tables of the same subjects.
func (c *codeLook) eachElsewhere(yield func(*budget.Line)) {
	own := c.s.Tables[c.table].ID
	if own == "T06" {
		return
	}
	for t := range c.s.Tables {
		if id := c.s.Tables[t].ID; t == c.table || !slices.Contains(functionTables, id) {
			continue
		}
		for p := range c.s.Tables[t].Panels {
			lines := c.s.Tables[t].Panels[p].Lines
			for l := range lines {
				if lines[l].Code != "" && !lines[l].Total {
					yield(&lines[l])
				}
			}
		}
	}
}

// has reports whether the panel has a line of a code.
func (c *codeLook) has(code string) bool {
	return slices.ContainsFunc(c.lines, func(l budget.Line) bool { return l.Code == code })
}

// stands reports whether a line would stand in its place with a code: between codes that are
// less and greater, as far as these stand in order themselves, and with its class.
func (c *codeLook) stands(l int, code string) bool {
	before, after := c.beside(l, -1), c.beside(l, 1)
	return (before == "" || before < code) && (after == "" || code < after) &&
		(len(code) == 3 || hasClass(before, code) || hasClass(after, code))
}

func hasClass(beside, code string) bool { return len(beside) >= 3 && beside[:3] == code[:3] }

// beside is the code of the next coded line above or below.
func (c *codeLook) beside(l, step int) string {
	for l += step; l >= 0 && l < len(c.lines); l += step {
		if line := &c.lines[l]; line.Code != "" && !line.Total {
			return line.Code
		}
	}
	return ""
}

// better reports whether another code is better than the one printed: no table has that of
// its own, or it does not stand in this place, or stands here twice. Else the name may be
// what is wrong.
func (c *codeLook) better(l int, right string) bool {
	printed := c.lines[l].Code
	twice := 0
	for i := range c.lines {
		if c.lines[i].Code == printed {
			twice++
		}
	}
	if twice > 1 || !c.stands(l, printed) {
		return true
	}
	ofPrinted, ofRight := false, false
	c.eachElsewhere(func(o *budget.Line) {
		ofPrinted = ofPrinted || o.Code == printed
		ofRight = ofRight || o.Code == right
	})
	if _, known := c.known.Find(printed); !known {
		return !ofPrinted
	}
	return ofRight && !ofPrinted
}

// slipOf reports whether a code is another with one digit changed, or two that stand beside
// each other exchanged.
func slipOf(code, right string) bool {
	if len(code) != len(right) {
		return false
	}
	var at []int
	for i := range code {
		if code[i] != right[i] {
			at = append(at, i)
		}
	}
	switch len(at) {
	case 1:
		return true
	case 2:
		a, b := at[0], at[1]
		return b == a+1 && code[a] == right[b] && code[b] == right[a]
	}
	return false
}
