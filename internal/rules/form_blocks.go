package rules

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/place"
)

func formSigners(in *check.Inspection) {
	labels := [...][2]string{{"lead", "负责人"}, {"handler", "经办人"}, {"phone", "联系电话"}, {"date", "填报日期"}}
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm {
			continue
		}
		var blank []string
		first := ""
		for _, l := range labels {
			if strings.TrimSpace(*p.Text(l[0])) == "" {
				blank = append(blank, l[1])
				if first == "" {
					first = l[0]
				}
			}
		}
		if blank == nil {
			in.Pass(1)
			continue
		}
		at := formRef(in, i, knownField(p, first, "lead", "handler", "phone", "date"), "")
		at.Row = first
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”的%s空着", excerpt(p.Name), strings.Join(blank, "、"))})
	}
}

// knownField is the first of a form's fields whose place is known: a blank one
// may have none.
func knownField(p *budget.Project, keys ...string) string {
	for _, key := range keys {
		if _, ok := p.Refs[key]; ok {
			return key
		}
	}
	return keys[0]
}

func formCharts(in *check.Inspection) {
	points := 0
	for i := range in.Charts {
		c := &in.Charts[i]
		form := in.Profile.Chart(c.ID)
		if form == nil {
			continue
		}
		table, column := form.Table, form.Column
		if l := in.Profile.List(form.List); l != nil {
			table, column = l.Table, l.Column
		}
		t := in.Table(table)
		if t == nil {
			continue
		}
		for _, p := range c.Points {
			points++
			cell := labelled(t, p.Label, column)
			if cell == nil || cell.Printed.Text == p.Text || (cell.Printed.Text == "" && strings.Trim(p.Text, "0.") == "") {
				in.Pass(1)
				continue
			}
			in.Fail(check.Fault{
				At: place.Ref{Table: table, Column: column, Text: c.Caption}, Expected: cell.Printed.Text,
				Message: fmt.Sprintf("“%s”中%s是%s，%s中是%s", excerpt(c.Caption), p.Label, p.Text, excerpt(t.Title), cell.Printed.Text),
			})
		}
	}
	if points == 0 {
		in.NotChecked("图里没有能读出的数")
	}
}

// labelled is the cell of the row that a chart's label names.
func labelled(t *budget.Table, label, column string) *budget.Cell {
	for p := range t.Panels {
		k := slices.Index(t.Panels[p].Columns, column)
		if k < 0 {
			continue
		}
		for l := range t.Panels[p].Lines {
			line := &t.Panels[p].Lines[l]
			if (line.Key == label || line.Name == label || strings.TrimLeft(line.Name, "①②③④") == label) && k < len(line.Cells) {
				return &line.Cells[k]
			}
		}
	}
	return nil
}

func formCaptions(in *check.Inspection) {
	switch {
	case in.Outline == nil:
		in.NotChecked(noOutline)
		return
	case !in.Outline.Pictures:
		in.NotChecked("这种格式里没有图")
		return
	}
	for i := range in.Outline.Headings {
		h := &in.Outline.Headings[i]
		if h.Kind != budget.CaptionHeading {
			continue
		}
		if h.Picture {
			in.Pass(1)
			continue
		}
		at := h.Ref
		at.Text = h.Text
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”下面没有图", excerpt(h.Text))})
	}
}

func formZeros(in *check.Inspection) {
	origins := [...]string{"central", "province", "county", "self", "other"}
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm {
			continue
		}
		first, zeros, blanks := "", 0, 0
		for _, period := range [...]string{"term.", "annual."} {
			for _, o := range origins {
				switch m := p.Money(period + o); {
				case !m.Given:
					blanks++
					if first == "" {
						first = period + o
					}
				case m.Amount == 0:
					zeros++
				}
			}
		}
		if zeros == 0 || blanks == 0 {
			in.Pass(1)
			continue
		}
		at := formRef(in, i, knownField(p, first, "annual.other", "term.self", "annual.self", "term.total"), "")
		at.Row = first
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”的资金栏，零有%d处印0、%d处空着", excerpt(p.Name), zeros, blanks)})
	}
}
