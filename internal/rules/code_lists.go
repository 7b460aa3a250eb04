package rules

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/numeral"
	"mingbai/internal/place"
)

// longestOrdinal is how many bytes the longest ordinal has.
const longestOrdinal = len("九十九、")

// ordinal reads “十二、…” and gives the number and what follows it; 0 where the
// text has no such number.
func ordinal(s string) (n int, rest string) {
	before, _, ok := strings.Cut(s[:min(len(s), longestOrdinal)], "、")
	if !ok {
		return 0, s
	}
	n = numeral.Number(before)
	if n == 0 {
		return 0, s
	}
	return n, s[len(before)+len("、"):]
}

// codeClasses compares the classes that the two-sided tables list with the
// official ones.
func codeClasses(in *check.Inspection) {
	for _, id := range []string{"T01", "T04"} {
		t := in.Table(id)
		if t == nil {
			continue
		}
		if p := t.Panel("spending"); p != nil {
			classList(in, t, p)
		}
	}
}

func classList(in *check.Inspection, t *budget.Table, p *budget.Panel) {
	full := in.Profile.FunctionClasses
	if in.Profile.Year != 0 && in.Profile.Year != in.Year {
		full = nil // the list of another year
	}
	next, seen := 1, make([]string, 0, 40)
	fail := func(line *budget.Line, message, expected string) {
		at := line.Ref
		at.Table, at.Row, at.Text = t.ID, line.Key, line.Name
		in.Fail(check.Fault{At: at, Message: message, Expected: expected})
	}
	for l := range p.Lines {
		line := &p.Lines[l]
		if next <= len(full) && len(seen) == next-1 && asListed(line.Name, next, budget.Functions().NameIn(full[next-1], in.Year)) {
			in.Pass(1)
			seen, next = append(seen, full[next-1]), next+1
			continue
		}
		n, name := ordinal(line.Name)
		if n == 0 || line.Total {
			continue
		}
		code := classCode(budget.Fold(name), in.Year)
		switch {
		case n != next:
			fail(line, fmt.Sprintf("“%s”的序号应为第%d", excerpt(line.Name), next), "")
		case code == "" && next <= len(full):
			want := budget.Functions().NameIn(full[next-1], in.Year)
			fail(line, fmt.Sprintf("“%s”不是支出功能分类的类，应为“%s”", excerpt(name), want), want)
		case code != "" && slices.Contains(seen, code):
			fail(line, fmt.Sprintf("“%s”列了两次", excerpt(name)), "")
		case code != "" && len(seen) > 0 && seen[len(seen)-1] > code:
			fail(line, fmt.Sprintf("“%s”的次序不对，应在前面", excerpt(name)), "")
		default:
			in.Pass(1)
		}
		next = n + 1
		if code != "" {
			seen = append(seen, code)
		}
	}
	var missing []string
	for _, c := range full {
		if len(seen) > 0 && !slices.Contains(seen, c) && !(in.Profile.Kind == "final" && slices.Contains(debtClasses[:], c)) {
			missing = append(missing, budget.Functions().NameIn(c, in.Year))
		}
	}
	if len(missing) > 0 && len(missing) < len(full)/2 {
		in.Fail(check.Fault{At: place.Ref{Table: t.ID}, Message: fmt.Sprintf("少列了%d类：%s", len(missing), excerpt(strings.Join(missing, "、"))), Expected: missing[0]})
	}
}

// debtClasses are those that forms of final accounts may leave out.
var debtClasses = [...]string{"230", "231", "232", "233", "234"}

// asListed reports whether a row is the n-th class by number and name.
func asListed(row string, n int, name string) bool {
	number, ok := strings.CutSuffix(row, name)
	if !ok {
		return false
	}
	number, ok = strings.CutSuffix(number, "、")
	return ok && numeral.Number(number) == n
}

// classCode is the class of that name, by its present or an earlier name.
func classCode(name string, year int) string {
	for _, s := range budget.Functions().FindName(name) {
		if s.Level == 1 {
			return s.Code
		}
	}
	for _, s := range budget.Functions().Classes() {
		if budget.Fold(budget.Functions().NameIn(s.Code, year)) == name {
			return s.Code
		}
		for _, r := range budget.Functions().Renames(s.Code) {
			if budget.Fold(r.Name) == name {
				return s.Code
			}
		}
	}
	return ""
}

func codeTopics(in *check.Inspection) {
	t := in.Table("T12")
	for p := range t.Panels {
		for l := range t.Panels[p].Lines {
			line := &t.Panels[p].Lines[l]
			if line.Total {
				continue
			}
			code := topicOf(line.Name)
			if code == "" || projectMoney(in, code) {
				in.Pass(1)
				continue
			}
			at := line.Ref
			at.Table, at.Row, at.Text = t.ID, line.Key, line.Name
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("项目“%s”按名称应列在%s %s，那里没有项目支出", excerpt(line.Name), code, budget.Functions().NameIn(code, in.Year))})
		}
	}
}

func topicOf(name string) string {
	for _, t := range textVocabulary().Topics {
		if strings.Contains(name, t.Word) {
			return t.Code
		}
	}
	return ""
}

// projectMoney reports whether any subject under a code has project expenditure.
func projectMoney(in *check.Inspection, under string) bool {
	i := tableIndex(in, "T03")
	for p := range in.Tables[i].Panels {
		panel := &in.Tables[i].Panels[p]
		k := slices.Index(panel.Columns, "项目支出")
		if k < 0 {
			return true
		}
		for l := range panel.Lines {
			if strings.HasPrefix(panel.Lines[l].Code, under) && !in.Zero(in.CellVar(i, p, l, k)) {
				return true
			}
		}
	}
	return false
}

func codeOthers(in *check.Inspection) {
	i := tableIndex(in, "T03")
	total := in.Cell("T03", "", "合计", "合计")
	if i < 0 || total == check.NoVar || in.Zero(total) || in.Printed(total).Mark != money.Number {
		return
	}
	panel := &in.Tables[i].Panels[0]
	k := slices.Index(panel.Columns, "合计")
	var others int64
	var rows []diag.Evidence
	var at place.Ref
	for l := range panel.Lines {
		c := panel.Lines[l].Code
		v := in.CellVar(i, 0, l, k)
		if len(c) != 7 || !strings.HasSuffix(c, "99") || in.Zero(v) || in.Printed(v).Mark != money.Number || in.Printed(v).Value.Scale != in.Printed(total).Value.Scale {
			continue
		}
		others += in.Printed(v).Value.Coef
		if rows == nil {
			at = in.Ref(v)
		}
		rows = append(rows, in.Show(v))
	}
	whole := in.Printed(total).Value.Coef
	if whole <= 0 || others*10 <= whole*3 {
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{At: at, Message: fmt.Sprintf("列在“其他”项级科目的占支出合计的%d%%", others*100/whole), Evidence: append(rows, in.Show(total))})
}

// codeDepartment holds the forms' 主管部门及代码 to the one that most of them show.
func codeDepartment(in *check.Inspection) {
	count := map[string]int{}
	most := ""
	for i := range in.Projects {
		if body := budget.Fold(in.Projects[i].Body); in.Projects[i].HasForm && body != "" {
			if count[body]++; count[body] > count[most] {
				most = body
			}
		}
	}
	for i := range in.Projects {
		p := &in.Projects[i]
		body := budget.Fold(p.Body)
		if !p.HasForm || body == "" {
			continue
		}
		if body == most {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At: formRef(in, i, "body", p.Body), Expected: most,
			Message: fmt.Sprintf("主管部门写作“%s”，别的表写作“%s”", excerpt(p.Body), excerpt(most)),
		})
	}
}

// fundDivision reports whether a code is of a division of the funds' budget, or
// above one.
func fundDivision(c string) bool {
	if len(c) >= 5 && c[3:5] == "98" {
		return true
	}
	return slices.ContainsFunc(codeVocabulary().FundDivisions, func(d string) bool {
		return strings.HasPrefix(c, d) || len(c) == 3 && strings.HasPrefix(d, c)
	})
}

func codeFunds(in *check.Inspection) {
	var wrong once
	functionRows(in, func(c coded) {
		switch {
		case c.table == "T08" && len(c.line.Code) == 5 && !fundDivision(c.line.Code),
			c.table == "T05" && len(c.line.Code) == 5 && c.line.Code[3:] != "98" && fundDivision(c.line.Code):
			wrong.add(c.table+c.line.Code, c)
		case c.table == "T05" || c.table == "T08":
			in.Pass(1)
		}
	})
	wrong.tell(in, func(c coded) check.Fault {
		if c.table == "T05" {
			f := check.Fault{Message: fmt.Sprintf("%s %s是政府性基金的科目，列在了一般公共预算支出表里", c.line.Code, excerpt(c.line.Name))}
			if s, _ := budget.Functions().Find(c.line.Code); !strings.Contains(s.Note, "政府性基金") {
				f.Severity = diag.Warning
			}
			return f
		}
		f := check.Fault{Message: fmt.Sprintf("%s %s不是政府性基金的科目，列在了政府性基金支出表里", c.line.Code, excerpt(c.line.Name))}
		if s, ok := budget.Functions().Find(c.line.Code); !ok || s.Grade != budget.Documented {
			f.Severity = diag.Warning
		}
		return f
	})
}
