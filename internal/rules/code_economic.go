package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// kindGroup is 行政, 参公 or 事业, empty where the unit's kind is not known.
func kindGroup(in *check.Inspection) string {
	k, ok := budget.FindUnitKind(in.Unit.Kind)
	if !ok {
		return ""
	}
	return k.Group
}

func codeKind(in *check.Inspection) {
	group := kindGroup(in)
	if group == "" {
		in.NotChecked("不知道单位的性质")
		return
	}
	v := codeVocabulary()
	codes, names, other, severity := v.AdminCodes, v.AdminNames, "行政单位", diag.Warning
	if group != "事业" {
		// organs often keep posts of public institutions: a note
		codes, names, other, severity = v.CivilCodes, v.CivilNames, "事业单位", diag.Note
	}
	var wrong once
	functionRows(in, func(c coded) {
		if c.table == "T09" || !slices.Contains(codes, c.line.Code) && !(len(c.line.Code) == 7 && slices.Contains(names, c.line.Name)) {
			in.Pass(1)
			return
		}
		wrong.add(c.line.Code, c)
	})
	kind, _ := budget.FindUnitKind(in.Unit.Kind)
	wrong.tell(in, func(c coded) check.Fault {
		f := check.Fault{Severity: severity, Message: fmt.Sprintf("本单位是%s，%s %s是%s的科目", kind.Name, c.line.Code, c.line.Name, other)}
		if i := slices.Index(codes, c.line.Code); i >= 0 {
			counterparts := v.CivilCodes
			if group != "事业" {
				counterparts = v.AdminCodes
			}
			f.Nearest = counterparts[i] + " " + budget.Functions().NameIn(counterparts[i], in.Year)
		}
		return f
	})
}

func codeEconomic(in *check.Inspection) {
	t := in.Table("T06")
	if t == nil {
		return
	}
	var classless once
	for p := range t.Panels {
		class := ""
		for l := range t.Panels[p].Lines {
			line := &t.Panels[p].Lines[l]
			if line.Total || line.Name == "" {
				continue
			}
			subjects := divisions(line)
			if line.Level == 1 {
				class = classOf(subjects, line)
			}
			if own := ownClass(line, subjects); own != "" && class != "" && own != class && !opensClass(&t.Panels[p], own) {
				classless.add(own, coded{t.ID, p, line})
				continue
			}
			f, ok := economicFault(line, subjects, class, t.ID)
			if ok {
				in.Pass(1)
				continue
			}
			f.At = coded{t.ID, p, line}.ref()
			f.At.Row = cmp.Or(line.Code, line.Key)
			f.At.Text = line.Name
			in.Fail(f)
		}
	}
	classless.tell(in, func(c coded) check.Fault {
		above, _ := budget.DeptEconomic().Find(c.line.Code[:3])
		up := above.Code + " " + above.Name
		return check.Fault{Message: fmt.Sprintf("%s有%s%s等，没有它的上级科目%s这一行", c.table, c.line.Code, c.line.Name, up), Expected: up}
	})
}

// ownClass is the class of a division's code where the name is that of the code too.
func ownClass(line *budget.Line, subjects []budget.Subject) string {
	if len(line.Code) == 5 && slices.ContainsFunc(subjects, func(s budget.Subject) bool { return s.Code == line.Code }) {
		return line.Code[:3]
	}
	return ""
}

// opensClass reports whether a panel has the line of a class.
func opensClass(panel *budget.Panel, class string) bool {
	return slices.ContainsFunc(panel.Lines, func(l budget.Line) bool { return l.Code == class })
}

// divisions are the economic subjects that a row may be: the one of its code
// where the name is that one's, else all of its name.
func divisions(line *budget.Line) []budget.Subject {
	known := budget.DeptEconomic()
	if s, ok := known.Find(line.Code); ok && s.Name == line.Name {
		return []budget.Subject{s}
	}
	return known.FindName(line.Name)
}

func asMapped(code, group, second string) bool {
	gov, ok := budget.GovEconomicOf(code, group)
	return ok && second != "" && gov.Name == second
}

// classOf is the code of the class that a row opens.
func classOf(subjects []budget.Subject, line *budget.Line) string {
	for _, s := range subjects {
		if s.Level == 1 && (line.Code == "" || line.Code == s.Code) {
			return s.Code
		}
	}
	return line.Code
}

// economicFault says what is wrong with a row of the economic table.
func economicFault(line *budget.Line, subjects []budget.Subject, class, table string) (check.Fault, bool) {
	known := budget.DeptEconomic()
	if len(subjects) == 0 {
		f := check.Fault{Severity: diag.Warning, Message: fmt.Sprintf("“%s”不是部门预算支出经济分类的科目", excerpt(line.Name))}
		near, ok := known.Nearest(line.Name)
		if s, have := known.Find(line.Code); have {
			near, ok = s, true
		}
		if ok {
			f.Nearest = near.Code + " " + near.Name
			f.Suspects = []diag.Suspect{{Ref: coded{table, 0, line}.nameRef(), Value: line.Name, Suggest: near.Name}}
			if near.Grade == budget.Documented {
				f.Severity = diag.Error
			}
		}
		return f, false
	}
	if len(line.Code) >= 3 && !slices.ContainsFunc(subjects, func(s budget.Subject) bool { return s.Code == line.Code }) {
		if _, have := known.Find(line.Code); have {
			want := known.NameIn(line.Code, 0)
			return check.Fault{
				Message: fmt.Sprintf("经济科目%s的名称印作“%s”，应为“%s”", line.Code, excerpt(line.Name), want), Expected: want,
				Suspects: []diag.Suspect{{Ref: coded{table, 0, line}.nameRef(), Value: line.Name, Suggest: want}},
			}, false
		}
		if f, right := unknownEconomic(line, subjects, class, table); !right {
			return f, false
		}
	}
	if line.Level == 2 && class != "" && !slices.ContainsFunc(subjects, func(s budget.Subject) bool { return strings.HasPrefix(s.Code, class) }) {
		above, _ := known.Find(class)
		own, _ := known.Find(subjects[0].Code[:3])
		return check.Fault{Message: fmt.Sprintf("“%s”列在“%s”下面，它属于“%s”", excerpt(line.Name), above.Name, own.Name), Expected: own.Name}, false
	}
	return check.Fault{}, true
}

// unknownEconomic is of a row whose code no subject has, and whose name one has: of those
// that have it the one of the class that the row stands under.
func unknownEconomic(line *budget.Line, subjects []budget.Subject, class, table string) (f check.Fault, right bool) {
	of := subjects
	if len(subjects) > 1 && class != "" {
		of = slices.DeleteFunc(slices.Clone(subjects), func(s budget.Subject) bool { return !strings.HasPrefix(s.Code, class) })
	}
	if len(of) != 1 || len(of[0].Code) != len(line.Code) || of[0].Grade != budget.Documented {
		return check.Fault{}, true
	}
	code := of[0].Code
	return check.Fault{
		Message: fmt.Sprintf("没有经济科目%s，“%s”的编码是%s", line.Code, excerpt(line.Name), code), Expected: code,
		Suspects: []diag.Suspect{{Ref: coded{table, 0, line}.ref(), Value: line.Code, Suggest: code}},
	}, false
}

func codeGovEconomic(in *check.Inspection) {
	t := in.Table("T06")
	group := kindGroup(in)
	switch {
	case t == nil:
		return
	case group == "":
		in.NotChecked("不知道单位的性质")
		return
	}
	severity := diag.Warning
	if group == "事业" {
		severity = diag.Note // some systems show 事业 units as organs throughout, and the map's rows are not all checked
	}
	var wrong []diag.Evidence
	var first *check.Fault
	for p := range t.Panels {
		class := ""
		for l := range t.Panels[p].Lines {
			line := &t.Panels[p].Lines[l]
			subjects := divisions(line)
			if line.Level == 1 {
				class = classOf(subjects, line)
			}
			if len(subjects) == 1 && asMapped(subjects[0].Code, group, line.Second) {
				in.Pass(1)
				continue
			}
			want, ok := govNames(subjects, line, class, group)
			if !ok {
				continue
			}
			if slices.Contains(want, budget.Fold(line.Second)) {
				in.Pass(1)
				continue
			}
			r := line.Ref
			r.Table, r.Row, r.Text = t.ID, cmp.Or(line.Code, line.Key), line.Second
			wrong = append(wrong, diag.Evidence{Label: line.Name, Value: line.Second, Ref: r})
			if first == nil {
				first = &check.Fault{At: r, Severity: severity, Expected: want[0], Suspects: []diag.Suspect{{Ref: r, Value: line.Second, Suggest: want[0]}}}
			}
		}
	}
	if first == nil {
		return
	}
	kind, _ := budget.FindUnitKind(in.Unit.Kind)
	first.Message = fmt.Sprintf("本单位是%s，%d行的政府经济科目按对照表应是别的，如“%s”列“%s”，应为“%s”", kind.Name, len(wrong), wrong[0].Label, wrong[0].Value, first.Expected)
	first.Evidence = wrong
	in.Fail(*first)
}

// govNames are the government-economic names that a row may show; ok is false
// where nothing is demanded of it.
func govNames(subjects []budget.Subject, line *budget.Line, class, group string) (names []string, ok bool) {
	if line.Second == "" || line.Level == 1 || line.Total {
		return nil, false
	}
	for _, s := range subjects {
		if s.Level != 2 || class != "" && !strings.HasPrefix(s.Code, class) {
			continue
		}
		gov, found := budget.GovEconomicOf(s.Code, group)
		if !found {
			return nil, false
		}
		names = append(names, budget.Fold(gov.Name))
		if above, ok := budget.GovEconomic().Find(gov.Parent); ok {
			names = append(names, budget.Fold(above.Name))
		}
	}
	return names, len(names) > 0
}
