package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// projectRow is a project's row in T12 (本年预算) or T13 (上年结转).
type projectRow struct {
	table, line int
	carried     bool // T13
	name        string
	form        int // the project whose form is of that name; -1 where none is
}

// pairing is the projects' rows against their forms.
type pairing struct {
	rows  []projectRow
	forms []int // projects that have a form
}

// pairProjects finds the form of every row. Names that agree to the letter are
// paired first; then those that differ only as wrapping and typing make them differ.
func pairProjects(s *check.Subject) pairing {
	var out pairing
	for i := range s.Projects {
		if s.Projects[i].HasForm {
			out.forms = append(out.forms, i)
		}
	}
	for t := range s.Tables {
		table := &s.Tables[t]
		if table.ID != "T12" && table.ID != "T13" || len(table.Panels) != 1 {
			continue
		}
		for l := range table.Panels[0].Lines {
			line := &table.Panels[0].Lines[l]
			if line.Total || !namesProject(line.Name) {
				continue
			}
			out.rows = append(out.rows, projectRow{table: t, line: l, carried: table.ID == "T13", name: line.Name, form: -1})
		}
	}
	out.match(s, func(a, b string) bool { return a == b })
	out.match(s, sameProject)
	return out
}

func (p *pairing) match(s *check.Subject, same func(a, b string) bool) {
	for r := range p.rows {
		row := &p.rows[r]
		for _, f := range p.forms {
			if row.form < 0 && same(row.name, s.Projects[f].Name) && !p.takenBetter(s, f, row.name) {
				row.form = f
			}
		}
	}
}

// takenBetter reports whether a form already has a row of exactly its own name,
// so that a row of another name cannot be the same project wrapped.
func (p *pairing) takenBetter(s *check.Subject, form int, name string) bool {
	own := s.Projects[form].Name
	if name == own {
		return false
	}
	for r := range p.rows {
		if p.rows[r].form == form && p.rows[r].name == own {
			return true
		}
	}
	return false
}

// namesProject tells a project's name from a total or a row of column numbers.
func namesProject(name string) bool {
	name = strings.TrimSpace(name)
	switch name {
	case "", "合计", "总计", "小计":
		return false
	}
	return strings.IndexFunc(name, func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsSpace(r) }) >= 0
}

// sameProject reports whether two printed names are of one project: equal but for
// spaces, the width of signs and 其它 for 其他; or one wrapped in its cell and read
// from the middle (“费 Z平台运维” for “Z平台运维费”); or one without the letter that
// the system puts before it.
func sameProject(a, b string) bool {
	a, b = foldProject(a), foldProject(b)
	return a == b || isRotation(a, b) || withoutPrefix(a) == withoutPrefix(b)
}

// fullWidth begins the signs of full width in UTF-8.
const fullWidth = "\xef\xbc"

func foldProject(name string) string {
	if !strings.ContainsAny(name, " \t\n") && !strings.Contains(name, "它") && !strings.Contains(name, fullWidth) && !strings.Contains(name, "\u3000") && !strings.Contains(name, "\u00a0") {
		return name // nothing to fold
	}
	var out strings.Builder
	for _, r := range name {
		switch {
		case unicode.IsSpace(r):
		case r >= '！' && r <= '～':
			out.WriteRune(r - '！' + '!')
		case r == '它' && strings.HasSuffix(out.String(), "其"):
			out.WriteRune('他')
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// isRotation reports whether b is a with its end put before its beginning.
func isRotation(a, b string) bool {
	return len(a) == len(b) && a != b && utf8.RuneCountInString(a) >= 4 && strings.Contains(a+a, b)
}

func withoutPrefix(name string) string {
	if len(name) > 4 && name[0] >= 'A' && name[0] <= 'Z' && name[1] >= utf8.RuneSelf {
		return name[1:]
	}
	return name
}

// of is the rows of a form.
func (p *pairing) of(form int) []projectRow {
	var out []projectRow
	for _, r := range p.rows {
		if r.form == form {
			out = append(out, r)
		}
	}
	return out
}

// without is the rows that have no form, a project once.
func (p *pairing) without() []projectRow {
	var out []projectRow
next:
	for _, r := range p.rows {
		if r.form >= 0 {
			continue
		}
		for _, have := range out {
			if sameProject(have.name, r.name) {
				continue next
			}
		}
		out = append(out, r)
	}
	return out
}

// projects counts the rows' projects, each once; with those of T12 alone.
func (p *pairing) projects() (all, current int) {
	for i, r := range p.rows {
		seen := false
		for _, o := range p.rows[:i] {
			seen = seen || o.form >= 0 && o.form == r.form || o.form == r.form && sameProject(o.name, r.name)
		}
		if seen {
			continue
		}
		all++
		if !r.carried {
			current++
		}
	}
	return all, current
}

// amount is a row's number in a column; NoVar where the table has none.
func (r projectRow) amount(s *check.Subject, column string) check.Var {
	for k, name := range s.Tables[r.table].Panels[0].Columns {
		if name == column {
			return s.CellVar(r.table, 0, r.line, k)
		}
	}
	return check.NoVar
}

// ref is the row's place, named by the project.
func (r projectRow) ref(s *check.Subject) place.Ref {
	t := &s.Tables[r.table]
	l := &t.Panels[0].Lines[r.line]
	ref := l.Ref
	ref.Table, ref.Row, ref.Text = t.ID, l.Key, l.Name
	return ref
}

// show is the row as evidence: its name and its amount.
func (r projectRow) show(s *check.Subject) diag.Evidence {
	out := diag.Evidence{Label: r.name, Ref: r.ref(s)}
	if v := r.amount(s, "合计"); v != check.NoVar {
		out.Value, out.Unit = s.Printed(v).Text, s.UnitName(v)
	}
	return out
}

// formField is the place of a field of a project's form.
func formField(s *check.Subject, project int, key, text string) place.Ref {
	p := &s.Projects[project]
	ref := p.FieldRef(key)
	ref.Table, ref.Form, ref.Row, ref.Text = s.FormID(project), p.Name, key, text
	return ref
}

// formText is a field of a form as evidence.
func formText(s *check.Subject, project int, key string) diag.Evidence {
	text := *s.Projects[project].Text(key)
	return diag.Evidence{Label: formLabel(key), Value: text, Ref: formField(s, project, key, text)}
}

// formLabel is the label of a form's field.
func formLabel(key string) string {
	switch key {
	case "name":
		return "项目名称"
	case "body":
		return "主管部门及代码"
	case "executor":
		return "实施单位"
	case "attribute":
		return "项目属性"
	case "period":
		return "项目期"
	case "overview":
		return "项目概况"
	case "basis":
		return "立项依据"
	case "need":
		return "项目设立必要性"
	case "measures":
		return "保证项目实施的制度、措施"
	case "plan":
		return "项目实施计划"
	case "term_goal":
		return "实施期总体目标"
	case "year_goal":
		return "年度总体目标"
	}
	return key
}

// quoteForm is a document's words, at most 60 characters of them.
func quoteForm(text string) string {
	text = strings.TrimSpace(text)
	if utf8.RuneCountInString(text) > 60 {
		text = string([]rune(text)[:58]) + "……"
	}
	return "“" + text + "”"
}
