package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/profile"
)

// carriedOver: what this year begins with is what last year's account ended with.
func carriedOver(in *check.Inspection) {
	if in.Prior == nil {
		in.NotChecked(noPriorFinal)
		return
	}
	hold := func(begin, end check.Var) {
		if begin == check.NoVar || end == check.NoVar {
			return
		}
		alike, near := agree(in.Subject, begin, in.Prior, end)
		if alike {
			in.Pass(1)
			return
		}
		f := pairFault(in, begin, in.Prior, end, "年初数", "上年文件")
		switch {
		case near:
			f.Severity, f.Title = diag.Note, "年初结转与上年年末数差末位"
		case saysAnywhere(in.Subject, beginAdjusted):
			f.Severity, f.Hint = diag.Note, "文字说明了年初数有调整，核对调整的金额"
		}
		in.Fail(f)
	}
	hold(in.Cell("T01", "income", "年初结转和结余", "金额"), in.Prior.Cell("T01", "spending", "年末结转和结余", "合计"))
	hold(in.Cell("T04", "income", "上年财政拨款结转", "金额"), in.Prior.Cell("T04", "spending", "年末结转", "小计"))
	for _, fund := range fiscalFunds {
		hold(in.Cell("T04", "income", "结转"+fund, "金额"), in.Prior.Cell("T04", "spending", "年末结转", fund))
	}
}

// beginAdjusted are words by which a text says that the year's opening balance
// was changed.
var beginAdjusted = []string{"年初调整", "调整年初", "年初结转和结余调整", "年初余额调整", "年初数调整", "会计差错更正", "前期差错"}

func saysAnywhere(s *check.Subject, words []string) bool {
	for i := range s.Sections {
		for j := range s.Sections[i].Paragraphs {
			if holdsAny(s.Sections[i].Paragraphs[j].Text, words) {
				return true
			}
		}
	}
	return false
}

// pairFault is a number of this document against one of another that should be
// the same: what it should be is the other's, printed as this one is.
func pairFault(in *check.Inspection, v check.Var, other *check.Subject, w check.Var, what, which string) check.Fault {
	fen, _ := worth(other, w)
	f := check.Fault{
		At: in.Ref(v), Expected: as(in.Subject, v, fen),
		Message: fmt.Sprintf("%s%s是%s，%s %s 是%s",
			strings.TrimSuffix(in.Label(v), what), what, withUnit(in.Subject, v), which, whereIn(other, w), withUnit(other, w)),
		Evidence: []diag.Evidence{in.Show(v), inOther(other, w)},
	}
	f.Suspects = []diag.Suspect{{Ref: f.At, Value: f.At.Text, Suggest: f.Expected}}
	return f
}

// holdBudget holds what the final account says a line's budget was to that
// line of the budget published.
func holdBudget(in *check.Inspection, said check.Var, table, row, text string) {
	if said == check.NoVar {
		return
	}
	w := budgeted(in.Budget, table, row)
	if w == check.NoVar {
		if none(in.Subject, said) {
			in.Pass(1)
			return
		}
		f := check.Fault{
			At:       in.Ref(said),
			Message:  fmt.Sprintf("%s的年初预算写作%s，公开的预算 %s 没有这一行", row, withUnit(in.Subject, said), in.Budget.Name),
			Evidence: []diag.Evidence{in.Show(said)},
		}
		softenBudget(&f, text, false)
		in.Fail(f)
		return
	}
	alike, near := agree(in.Subject, said, in.Budget, w)
	if alike || near && in.UnitName(said) != in.Budget.UnitName(w) {
		in.Pass(1)
		return
	}
	f := pairFault(in, said, in.Budget, w, "年初预算", "公开的预算")
	softenBudget(&f, text, near)
	in.Fail(f)
}

// softenBudget lowers a fault to a note where rounding explains it, or the text
// says that subjects or the budget were changed in the year.
func softenBudget(f *check.Fault, text string, near bool) {
	switch {
	case near:
		f.Severity, f.Title = diag.Note, "年初预算与公开的预算差末位"
	case holdsAny(text, []string{"科目调整", "科目变更", "科目变动", "调整科目", "功能科目", "口径调整", "预算调整", "年中调整"}):
		f.Severity, f.Hint = diag.Note, "文字说明了科目或预算有调整，核对调整的金额"
	}
}

// budgeted is a line's amount in a budget, whatever its column is called there.
func budgeted(s *check.Subject, table, row string) check.Var {
	for _, column := range [...]string{"合计", "本年预算", "金额", "小计"} {
		if v := s.At(profile.Address{Table: table, Row: row, Column: column}.String()); v != check.NoVar {
			return v
		}
	}
	return check.NoVar
}

// itemBudgets: what the final account says of each item's budget, in its tables
// and in its sentences, is the published budget's; mine tells of which tables.
func itemBudgets(mine func(table string) bool) func(*check.Inspection) {
	return func(in *check.Inspection) {
		if in.Budget == nil {
			in.NotChecked(noBudget)
			return
		}
		missing := ""
		hold := func(said check.Var, table, row, text string) {
			switch {
			case !mine(table):
			case in.Budget.Table(table) == nil:
				missing = table
			default:
				holdBudget(in, said, table, row, text)
			}
		}
		for t := range in.Tables {
			for p := range in.Tables[t].Panels {
				panel := &in.Tables[t].Panels[p]
				for k, column := range panel.Columns {
					if column != "年初预算" && column != "年初预算数" {
						continue
					}
					for l := range panel.Lines {
						hold(in.CellVar(t, p, l, k), in.Tables[t].ID, panel.Lines[l].Key, "")
					}
				}
			}
		}
		for _, it := range finals(in.Subject) {
			if a, err := profile.ParseAddress(it.cell(in.Subject)); err == nil {
				hold(it.budget, a.Table, a.Row, it.p.Text)
			}
		}
		if missing != "" {
			in.NotChecked("当年的预算里没有读到 " + missing)
		}
	}
}

// cell is the address that an item's final amount repeats.
func (it *finalItem) cell(s *check.Subject) string {
	if it.spentCell != "" {
		return it.spentCell
	}
	if m := s.Profile.Measure(it.slot); m != nil {
		return m.Cell
	}
	return ""
}
