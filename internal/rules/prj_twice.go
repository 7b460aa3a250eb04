package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

func projectsTwice(in *check.Inspection) {
	p := &formsOf(in.Subject).pairing
	earlier := map[string]int{}
	for k := range p.rows {
		r := &p.rows[k]
		key := foldProject(r.name)
		if r.carried {
			key = "T13 " + key
		}
		o, twice := earlier[key]
		if !twice {
			earlier[key] = k
		}
		if twice && sameFunds(in.Subject, &p.rows[o], r) {
			in.Fail(check.Fault{
				At:       r.ref(in.Subject),
				Message:  fmt.Sprintf("项目“%s”在项目支出表里列了两行，资金来源相同", strings.TrimSpace(r.name)),
				Evidence: []diag.Evidence{p.rows[o].show(in.Subject), r.show(in.Subject)},
			})
			continue
		}
		in.Pass(1)
	}
	first := map[string]int{}
	for _, f := range p.forms {
		name := foldProject(in.Projects[f].Name)
		o, twice := first[name]
		if !twice {
			first[name] = f
		}
		if twice && name != "" && in.Profile.Form.Some && otherForm(&in.Projects[o], &in.Projects[f]) {
			continue // of another unit of the department
		}
		if twice && name != "" {
			in.Fail(check.Fault{
				At:       formField(in.Subject, f, "name", in.Projects[f].Name),
				Message:  fmt.Sprintf("项目“%s”有两份绩效目标申报表", in.Projects[f].Name),
				Evidence: []diag.Evidence{formText(in.Subject, o, "name"), formText(in.Subject, f, "name")},
			})
		}
	}
}

// otherForm reports whether two forms of one name are of different units or money.
func otherForm(a, b *budget.Project) bool {
	return foldProject(a.Executor) != foldProject(b.Executor) || a.Annual.Total != b.Annual.Total
}

// sameFunds reports whether two rows show an amount from the same source, or the
// later shows nothing at all.
func sameFunds(s *check.Subject, o, r *projectRow) bool {
	blank := true
	for k, name := range s.Tables[r.table].Panels[0].Columns {
		v := s.CellVar(r.table, 0, r.line, k)
		blank = blank && s.Blank(v)
		if name != "合计" && !s.Zero(v) && o.table == r.table && !s.Zero(s.CellVar(o.table, 0, o.line, k)) {
			return true
		}
	}
	return blank
}

func basicAsProject(in *check.Inspection) {
	v := performance()
	p := &formsOf(in.Subject).pairing
	if len(p.rows) == 0 {
		in.NotApplicable("文件里没有项目清单")
		return
	}
	for _, r := range p.rows {
		word := firstOf(r.name, v.BasicCosts)
		if word == "" || r.carried {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At:       r.ref(in.Subject),
			Message:  fmt.Sprintf("项目“%s”名称里有“%s”，像是基本支出的内容", strings.TrimSpace(r.name), word),
			Evidence: []diag.Evidence{r.show(in.Subject)},
		})
	}
}
