package profile

import (
	"slices"

	"mingbai/internal/budget"
)

// Evaluation is the form that tells what became of targets, of a project or of the
// body's spending as a whole: by what it calls its fields, its rows of money and its
// columns, wherever they stand.
type Evaluation struct {
	Title   string           `toml:"title"`
	Overall string           `toml:"overall"` // the title of that of the body as a whole
	Labels  []Called         `toml:"label"`   // name, unit, body, executor, goal, done; without a key: others
	Funds   []EvaluationFund `toml:"fund"`
	Columns []Called         `toml:"column"` // of the money
	Marks   []Called         `toml:"mark"`   // columns of the indicators
	Totals  []string         `toml:"totals"` // the row of all points
}

// Called is what goes by several names.
type Called struct {
	Key   string   `toml:"key"`
	Names []string `toml:"names"`
}

// EvaluationFund is a row of an evaluation's money: part of another, by origin or by
// kind; parts by one division add up to the whole.
type EvaluationFund struct {
	Key   string   `toml:"key"`
	Names []string `toml:"names"`
	Of    string   `toml:"of"`
	By    string   `toml:"by"`
}

// evaluationLabels and evaluationMarks are the keys that fields and columns of an
// evaluation may have.
var (
	evaluationLabels = []string{"", "name", "unit", "body", "executor", "goal", "done"}
	evaluationMarks  = []string{"一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "完成值", "分值", "得分", "原因"}
)

func (c *checker) evaluation(e *Evaluation) {
	c.pattern("evaluation", e.Title)
	c.pattern("evaluation", e.Overall)
	known := func(what string, list []Called, is func(string) bool) {
		for _, l := range list {
			if !is(l.Key) {
				c.failf("evaluation 的 %s：没有 %s", what, l.Key)
			}
		}
	}
	known("label", e.Labels, func(key string) bool { return slices.Contains(evaluationLabels, key) })
	known("column", e.Columns, func(key string) bool { return budget.EvaluationColumnOf(key) >= 0 })
	known("mark", e.Marks, func(key string) bool { return slices.Contains(evaluationMarks, key) })
	for _, f := range e.Funds {
		if whole := func(o EvaluationFund) bool { return o.Key == f.Of }; f.Of != "" && !slices.ContainsFunc(e.Funds, whole) {
			c.failf("evaluation 的 fund %s：没有 %s", f.Key, f.Of)
		}
	}
}
