package rules

import (
	"slices"
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
	rows   []projectRow
	forms  []int         // projects that have a form
	byForm map[int][]int // form → its rows
}

// maxPairs bounds the pairs of names that are compared for likeness.
const maxPairs = 250_000

// pairProjects finds the form of every row. Names that agree to the letter are
// paired first; then those that differ only as wrapping and typing make them differ.
func pairProjects(s *check.Subject) pairing {
	out := pairing{byForm: map[int][]int{}}
	named := map[string]int{}
	for i := range s.Projects {
		if s.Projects[i].HasForm {
			out.forms = append(out.forms, i)
			named[s.Projects[i].Name] = i
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
			r := projectRow{table: t, line: l, carried: table.ID == "T13", name: line.Name, form: -1}
			if f, ok := named[line.Name]; ok {
				r.form = f
			}
			out.rows = append(out.rows, r)
		}
	}
	out.matchLoosely(s)
	for k, r := range out.rows {
		if r.form >= 0 {
			out.byForm[r.form] = append(out.byForm[r.form], k)
		}
	}
	return out
}

// matchLoosely pairs the rows left over with the forms of no row of their own
// name.
func (p *pairing) matchLoosely(s *check.Subject) {
	taken := map[int]bool{}
	for _, r := range p.rows {
		taken[r.form] = true
	}
	pairs := 0
	for k := range p.rows {
		r := &p.rows[k]
		for _, f := range p.forms {
			if r.form >= 0 || pairs > maxPairs {
				break
			}
			if taken[f] {
				continue
			}
			if pairs++; sameProject(r.name, s.Projects[f].Name) {
				r.form = f
			}
		}
	}
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

// namesakes reports whether another form has the same project's name.
func (p *pairing) namesakes(s *check.Subject, form int) bool {
	return slices.ContainsFunc(p.forms, func(f int) bool {
		return f != form && foldProject(s.Projects[f].Name) == foldProject(s.Projects[form].Name)
	})
}

// of is the rows of a form.
func (p *pairing) of(form int) []projectRow {
	out := make([]projectRow, 0, len(p.byForm[form]))
	for _, k := range p.byForm[form] {
		out = append(out, p.rows[k])
	}
	return out
}

// without is the rows that have no form, a project once. What was carried over had its
// form in the year that it is of.
func (p *pairing) without() []projectRow {
	var out []projectRow
	seen := map[string]bool{}
	for _, r := range p.rows {
		if name := foldProject(r.name); r.form < 0 && !r.carried && !seen[name] {
			seen[name] = true
			out = append(out, r)
		}
	}
	return out
}

// projects counts the rows' projects, each once; with those of T12 alone.
func (p *pairing) projects() (all, current int) {
	names, forms := map[string]bool{}, map[int]bool{}
	for _, r := range p.rows {
		name := foldProject(r.name)
		if names[name] || r.form >= 0 && forms[r.form] {
			continue
		}
		names[name], forms[r.form] = true, true
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
