package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

func codeKnown(in *check.Inspection) {
	known := budget.Functions()
	var unknown once
	functionRows(in, func(c coded) {
		if _, ok := known.Find(c.line.Code); ok {
			in.Pass(1)
			return
		}
		unknown.add(c.line.Code, c)
	})
	unknown.tell(in, func(c coded) check.Fault {
		f := check.Fault{Severity: diag.Warning, Message: fmt.Sprintf("科目编码%s（%s）不在科目表里", c.line.Code, excerpt(c.line.Name))}
		if !possibleClass(c.line.Code) {
			f.Severity = diag.Error
			f.Message = fmt.Sprintf("%s（%s）不是支出功能分类的编码", c.line.Code, excerpt(c.line.Name))
		}
		if near, ok := nearSubject(known, c.line.Code, c.line.Name); ok {
			f.Nearest = near.Code + " " + near.Name
			f.Suspects = []diag.Suspect{{Ref: c.ref(), Value: c.line.Code, Suggest: near.Code}}
		}
		return f
	})
}

// possibleClass reports whether a code can be of a functional class: 201 … 239,
// three, five or seven digits.
func possibleClass(c string) bool {
	return allDigit(c) && (len(c) == 3 || len(c) == 5 || len(c) == 7) && c > "200" && c[:3] < "240" && c[:3] > "200"
}

// nearSubject is the subject that the name says, where only one has it, or whose
// code is near.
func nearSubject(codes *budget.Codes, c, name string) (budget.Subject, bool) {
	if found := codes.FindName(name); len(found) == 1 {
		return found[0], true
	}
	near, ok := codes.Nearest(c)
	if ok && len(near.Code) == len(c) {
		return near, true
	}
	return budget.Subject{}, false
}

// nameFault is what is wrong with a subject's printed name.
type nameFault struct {
	severity diag.Severity
	want     string
	old      bool // an earlier name of the subject: CODE-008
}

// judgeName compares a printed name with the subject's; ok where it is right.
func judgeName(codes *budget.Codes, line *budget.Line, year int) (f nameFault, ok bool) {
	s, found := codes.Find(line.Code)
	if !found {
		return f, true
	}
	want := codes.NameIn(line.Code, year)
	if line.Name == want {
		return f, true
	}
	name := budget.Fold(line.Name)
	if name == "" || name == budget.Fold(want) {
		return f, true
	}
	f = nameFault{severity: diag.Error, want: want}
	if s.Grade != budget.Documented {
		f.severity = diag.Note
	}
	for _, r := range codes.Renames(line.Code) {
		if name == budget.Fold(r.Name) {
			f.old, f.severity = true, diag.Warning
			if r.Until == 0 {
				f.severity = diag.Note
			}
			return f, false
		}
	}
	if name == budget.Fold(s.Name) { // the new name before its year
		f.old, f.severity = true, diag.Note
		return f, false
	}
	if strings.ReplaceAll(name, "其它", "其他") == budget.Fold(want) {
		f.severity = diag.Note
	}
	return f, false
}

// codeNamesSaid are the names that the tables print for a code, with how many do.
type codeNamesSaid map[string]map[string]int

func namesByCode(in *check.Inspection) codeNamesSaid {
	out := codeNamesSaid{}
	functionRows(in, func(c coded) {
		if out[c.line.Code] == nil {
			out[c.line.Code] = map[string]int{}
		}
		out[c.line.Code][budget.Fold(c.line.Name)]++
	})
	return out
}

// usual is what two tables or more call a code that a line calls otherwise, and it alone;
// empty where there is none, or one name is but a piece of the other.
func (n codeNamesSaid) usual(line *budget.Line) string {
	own := budget.Fold(line.Name)
	if own == "" || n[line.Code][own] > 1 || len(n[line.Code]) != 2 {
		return ""
	}
	for name, tables := range n[line.Code] {
		if name != own && tables > 1 && !strings.Contains(name, own) && !strings.Contains(own, name) && subjectKey(name) != subjectKey(own) {
			return name
		}
	}
	return ""
}

func codeNames(in *check.Inspection) {
	if in.Year == 0 {
		in.NotChecked("不知道是哪一年的")
		return
	}
	var wrong once
	others := namesByCode(in)
	functionRows(in, func(c coded) {
		f, ok := judgeName(budget.Functions(), c.line, in.Year)
		if usual := others.usual(c.line); usual != "" && !f.old && (ok || f.severity != diag.Error) {
			in.Fail(check.Fault{
				At: c.ref(), Expected: usual, Message: fmt.Sprintf("%s的名称印作“%s”，别的表里是“%s”", c.line.Code, excerpt(c.line.Name), usual),
				Suspects: []diag.Suspect{{Ref: c.nameRef(), Value: c.line.Name, Suggest: usual}},
			})
			return
		}
		if ok || f.old {
			in.Pass(1)
			return
		}
		wrong.add(c.line.Code+" "+c.line.Name, c)
	})
	wrong.tell(in, func(c coded) check.Fault {
		f, _ := judgeName(budget.Functions(), c.line, in.Year)
		return check.Fault{
			Severity: f.severity, Expected: f.want,
			Message:  fmt.Sprintf("%s的名称印作“%s”，%d年的科目名称是“%s”", c.line.Code, excerpt(c.line.Name), in.Year, f.want),
			Suspects: []diag.Suspect{{Ref: c.nameRef(), Value: c.line.Name, Suggest: f.want}},
		}
	})
}

func codeRenamed(in *check.Inspection) {
	if in.Year == 0 {
		in.NotChecked("不知道是哪一年的")
		return
	}
	var wrong once
	functionRows(in, func(c coded) {
		if f, ok := judgeName(budget.Functions(), c.line, in.Year); !ok && f.old {
			wrong.add(c.line.Code, c)
			return
		}
		if until := endedIn(c.line.Code); until > 0 && in.Year > until && amountIn(in, c) {
			wrong.add(c.line.Code, c)
			return
		}
		in.Pass(1)
	})
	wrong.tell(in, func(c coded) check.Fault {
		if f, ok := judgeName(budget.Functions(), c.line, in.Year); !ok && f.old {
			return check.Fault{
				Severity: f.severity, Expected: f.want, Message: fmt.Sprintf("%s印作“%s”，%d年的名称是“%s”", c.line.Code, excerpt(c.line.Name), in.Year, f.want),
				Suspects: []diag.Suspect{{Ref: c.nameRef(), Value: c.line.Name, Suggest: f.want}},
			}
		}
		return check.Fault{Message: fmt.Sprintf("%s %s只用到%d年，%d年还有金额", c.line.Code, excerpt(c.line.Name), endedIn(c.line.Code), in.Year)}
	})
}

func endedIn(c string) int {
	for _, e := range codeVocabulary().Ended {
		if strings.HasPrefix(c, e.Code) {
			return e.Until
		}
	}
	return 0
}

func amountIn(in *check.Inspection, c coded) bool {
	t := tableIndex(in, c.table)
	panel := &in.Tables[t].Panels[c.panel]
	for l := range panel.Lines {
		if &panel.Lines[l] != c.line {
			continue
		}
		for k := range panel.Columns {
			if !in.Zero(in.CellVar(t, c.panel, l, k)) {
				return true
			}
		}
	}
	return false
}
