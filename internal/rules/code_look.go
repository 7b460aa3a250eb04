package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// functionTables hold rows by functional subject.
var functionTables = []string{"T02", "T03", "T05", "T08", "T09"}

// coded is a row of a table with a subject's code.
type coded struct {
	table string
	panel int
	line  *budget.Line
}

func (c coded) ref() place.Ref {
	r := c.line.Ref
	r.Table, r.Row, r.Text = c.table, c.line.Code, c.line.Code+" "+strings.TrimSpace(c.line.Name)
	return r
}

// functionRows calls look with every row of the function tables that carries a
// functional code. Income columns (收入科目编码) are CODE-006's.
func functionRows(in *check.Inspection, look func(coded)) {
	for _, id := range functionTables {
		t := in.Table(id)
		if t == nil {
			continue
		}
		for p := range t.Panels {
			if id == "T09" && t.Panels[p].Key == "income" {
				continue
			}
			for l := range t.Panels[p].Lines {
				if line := &t.Panels[p].Lines[l]; line.Code != "" && !line.Total {
					look(coded{id, p, line})
				}
			}
		}
	}
}

// once reports a fault of a code at its first row, with the other rows as
// evidence.
type once struct {
	order []string
	rows  map[string][]coded
}

func (o *once) add(key string, c coded) {
	if o.rows == nil {
		o.rows = map[string][]coded{}
	}
	if o.rows[key] == nil {
		o.order = append(o.order, key)
	}
	o.rows[key] = append(o.rows[key], c)
}

func (o *once) tell(in *check.Inspection, fault func(c coded) check.Fault) {
	for _, key := range o.order {
		rows := o.rows[key]
		f := fault(rows[0])
		f.At = rows[0].ref()
		for _, c := range rows {
			r := c.ref()
			f.Evidence = append(f.Evidence, diag.Evidence{Label: c.table, Value: r.Text, Ref: r})
		}
		in.Fail(f)
	}
}

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

func codeNames(in *check.Inspection) {
	if in.Year == 0 {
		in.NotChecked("不知道是哪一年的")
		return
	}
	var wrong once
	functionRows(in, func(c coded) {
		f, ok := judgeName(budget.Functions(), c.line, in.Year)
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
			Suspects: []diag.Suspect{{Ref: c.ref(), Value: c.line.Name, Suggest: f.want}},
		}
	})
}

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
			f.Suspects = []diag.Suspect{{Ref: coded{table, 0, line}.ref(), Value: line.Name, Suggest: near.Name}}
			if near.Grade == budget.Documented {
				f.Severity = diag.Error
			}
		}
		return f, false
	}
	if line.Code != "" && len(line.Code) >= 3 {
		if !slices.ContainsFunc(subjects, func(s budget.Subject) bool { return s.Code == line.Code }) {
			if _, have := known.Find(line.Code); have {
				return check.Fault{Message: fmt.Sprintf("经济科目%s的名称印作“%s”，应为“%s”", line.Code, excerpt(line.Name), known.NameIn(line.Code, 0)), Expected: known.NameIn(line.Code, 0)}, false
			}
		}
	}
	if line.Level == 2 && class != "" && !slices.ContainsFunc(subjects, func(s budget.Subject) bool { return strings.HasPrefix(s.Code, class) }) {
		above, _ := known.Find(class)
		own, _ := known.Find(subjects[0].Code[:3])
		return check.Fault{Message: fmt.Sprintf("“%s”列在“%s”下面，它属于“%s”", excerpt(line.Name), above.Name, own.Name), Expected: own.Name}, false
	}
	return check.Fault{}, true
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

func codeRevenue(in *check.Inspection) {
	look := func(id, panel, prefix, what string) {
		t := in.Table(id)
		if t == nil || t.Panel(panel) == nil {
			return
		}
		var rows []*budget.Line
		lines := t.Panel(panel).Lines
		for l := range lines {
			switch c := lines[l].Code; {
			case c == "" || strings.HasPrefix(c, prefix) || strings.HasPrefix(prefix, c):
				in.Pass(1)
			case c[0] != '1' || !strings.HasPrefix(c, "103") && !strings.HasPrefix(c, "110"):
				rows = append(rows, &lines[l])
			}
		}
		if len(rows) == 0 {
			return
		}
		at := coded{id, 0, rows[0]}.ref()
		at.Column = "收入科目编码"
		f := check.Fault{At: at, Message: fmt.Sprintf("收入科目编码栏填的是%s（%s）等%d个，不是%s的收入科目", rows[0].Code, excerpt(rows[0].Name), len(rows), what), Expected: prefix + "开头的收入科目"}
		if rows[0].Code[0] == '2' {
			f.Message = fmt.Sprintf("收入科目编码栏填的是支出功能科目：%s（%s）等%d个", rows[0].Code, excerpt(rows[0].Name), len(rows))
		}
		for _, l := range rows {
			f.Evidence = append(f.Evidence, diag.Evidence{Label: "收入科目编码", Value: l.Code, Ref: coded{id, 0, l}.ref()})
		}
		in.Fail(f)
	}
	look("T07", "", "10301", "政府性基金")
	look("T09", "income", "10306", "国有资本经营")
}

func codeRunning(in *check.Inspection) {
	v := codeVocabulary()
	var wrong once
	for _, id := range []string{"T03", "T05"} {
		t := in.Table(id)
		if t == nil {
			continue
		}
		for p := range t.Panels {
			for l := range t.Panels[p].Lines {
				line := &t.Panels[p].Lines[l]
				column := ""
				switch {
				case len(line.Code) != 7:
					continue
				case slices.Contains(v.Running, line.Name) || slices.Contains(v.Retired, line.Code):
					column = "项目支出"
				case slices.Contains(v.Affairs, line.Name):
					column = "基本支出"
				default:
					continue
				}
				k := slices.Index(t.Panels[p].Columns, column)
				if k < 0 || in.Zero(in.CellVar(tableIndex(in, id), p, l, k)) {
					in.Pass(1)
					continue
				}
				wrong.add(line.Code+column, coded{id, p, line})
			}
		}
	}
	wrong.tell(in, func(c coded) check.Fault {
		column := "项目支出"
		if slices.Contains(v.Affairs, c.line.Name) {
			column = "基本支出"
		}
		amount := in.At(c.table + "[" + c.line.Key + "]." + column)
		return check.Fault{Message: fmt.Sprintf("%s %s列了%s%s%s", c.line.Code, c.line.Name, column, in.Printed(amount).Text, in.UnitName(amount))}
	})
}

func tableIndex(in *check.Inspection, id string) int {
	return slices.IndexFunc(in.Tables, func(t budget.Table) bool { return t.ID == id })
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
				Suspects: []diag.Suspect{{Ref: c.ref(), Value: c.line.Name, Suggest: f.want}},
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
