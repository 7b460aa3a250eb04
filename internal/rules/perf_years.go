package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// yearsOfTargets looks for years gone by in what a form sets for its own: targets of
// last year's form that were not changed.
func yearsOfTargets(in *check.Inspection) {
	eachForm(in, func(c *complaint, p *budget.Project) {
		if y := lastYearIn(p.Name, in.Year); y != 0 && p.Annual.Carry.Amount == 0 {
			c.field("name", fmt.Sprintf("的项目名称写着%d年", y), diag.Note)
		}
		if y := lastYearIn(p.YearGoal, in.Year); y != 0 {
			c.field("year_goal", fmt.Sprintf("的年度目标写的是%d年", y), diag.Warning)
		}
		c.eachSide(func(s *side) {
			if !s.year {
				return
			}
			if y := lastYearIn(s.name, in.Year); y != 0 && !holdsAny(s.value, performance().Past) {
				c.name(s, fmt.Sprintf("%s的名称写着%d年", s.says(), y), diag.Warning)
			}
			if y := lastYearIn(s.value, in.Year); y != 0 && !holdsAny(s.name, performance().Past) {
				c.value(s, fmt.Sprintf("%s写的是%d年", s.says(), y), diag.Warning)
			}
		})
	})
}

// lastYearIn is the last year that a text names where all are before the document's,
// and none is one that things are counted from or compared with; 0 else.
func lastYearIn(text string, year int) (last int) {
	if !strings.Contains(text, "20") || holdsAny(text, performance().Past) {
		return 0
	}
	rest := foldProject(text)
	for {
		y := fourDigits(rest)
		if y == 0 {
			break
		}
		last = max(last, y)
		i := strings.Index(rest, fmt.Sprint(y))
		before, after := rest[:i], rest[i+4:]
		if !strings.HasPrefix(after, "年") || strings.HasSuffix(before, "〔") || strings.HasSuffix(before, "[") || strings.HasSuffix(before, "(") {
			return 0 // the number of a document, a quantity
		}
		rest = after
	}
	if last >= year {
		return 0
	}
	return last
}
