package rules

import (
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

// nameRef is the place of the line's name.
func (c coded) nameRef() place.Ref {
	r := c.ref()
	if c.line.Named.IsZero() {
		return r
	}
	at := c.line.Named
	at.Table, at.Row, at.Text = r.Table, r.Row, strings.TrimSpace(c.line.Name)
	return at
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
	return indexOfItem(in.Tables, func(t *budget.Table) bool { return t.ID == id })
}
