package ingesttest

import "fmt"

// ListForm is how the targets of many projects are laid out in one table.
type ListForm struct {
	Filled  bool // every row says again of which project it is
	Two     bool // the head has two rows
	Weights bool
	Title   string
	Again   int // how many times more the projects follow one another
}

// TargetList are the targets of all projects in one table, numbered n.
func (f *BudgetForm) TargetList(a *Account, n int, t ListForm) *Grid2 {
	left := texts("单位名称", "项目名称", "项目类别", "年度预算（"+f.Ink.unit()+"）", "年度绩效目标")
	right := texts("一级指标", "二级指标", "三级指标", "指标值")
	if t.Weights {
		right = append(right, text("分值权重（90）"))
	}
	head := [][]Slot{join(left, right)}
	if t.Two {
		for i := range left {
			left[i].Rows = 2
		}
		head = [][]Slot{append(left, wide("绩效指标", len(right))), right}
	}
	var rows [][]Slot
	for again := range t.Again + 1 {
		for i, p := range projects {
			fen := a.sum(func(s Spend) bool { return s.Project && under(p.code, of(p.fund))(s) })
			amount := f.Ink.slot(fmt.Sprintf("PF%d[annual.total]", again*len(projects)+i+1), fen)
			name := p.name
			if again > 0 {
				name += counting[again]
			}
			fields := []Slot{text(a.Unit), text(name), text("部门专项"), amount, text("按计划完成" + p.name + "的任务：" + targets[i][0].name + "不少于" + targets[i][0].value + targets[i][0].unit + "。")}
			rows = append(rows, t.project(fields, targets[i])...)
		}
	}
	return f.grid(a, n, t.Title, 0, append(head, rows...)...)
}

// project are the rows of a project: its fields, and its indicators beside them.
func (t *ListForm) project(fields []Slot, list []target) (out [][]Slot) {
	for k := range list {
		x := &list[k]
		var row []Slot
		switch {
		case t.Filled:
			row = append(row, fields...)
			row[3].ID = ""
			if k == 0 {
				row[3].ID = fields[3].ID
			}
		case k == 0:
			for _, s := range fields {
				s.Rows = len(list)
				row = append(row, s)
			}
		}
		first := x.first
		for up := k; first == ""; up-- {
			first = list[up].first
		}
		row = append(row, texts(first, x.second, x.name, x.sign+x.value+x.unit)...)
		if t.Weights {
			row = append(row, text(x.weight))
		}
		out = append(out, row)
	}
	return out
}
