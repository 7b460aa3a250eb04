package budget

import (
	"slices"

	"mingbai/internal/money"
	"mingbai/internal/place"
)

// Evaluation is a form that tells what became of targets (绩效自评表): of one
// project, or of the body's spending as a whole.
type Evaluation struct {
	Whole    bool // of the body's spending as a whole
	Name     string
	Body     string // 主管部门, as printed
	Executor string
	Goal     string // 预期目标
	Done     string // 实际完成情况

	Funds  []EvaluationFund
	Marks  []EvaluationMark
	Groups []EvaluationGroup
	Total  EvaluationPoints

	MoneyUnit money.Unit
	UnitSaid  bool // MoneyUnit is what the form says
	Partly    bool // a row of the money was not known
	Reasons   bool // it has a column for why points were lost

	Title Passage
	Year  Passage
	Ref   place.Ref
}

// The columns of the money of an evaluation, in the order of EvaluationFund.Cells.
const (
	EvaluationInitial  = iota // 年初预算
	EvaluationBudget          // 全年预算
	EvaluationExecuted        // 执行数
	EvaluationWeight          // 分值
	EvaluationRate            // 执行率
	EvaluationScore           // 得分
	EvaluationColumns
)

// evaluationColumns are the keys of those columns.
var evaluationColumns = [EvaluationColumns]string{"年初预算", "全年预算", "执行数", "分值", "执行率", "得分"}

// EvaluationColumn is the key of a column of an evaluation's money.
func EvaluationColumn(i int) string { return evaluationColumns[i] }

// EvaluationColumnOf is the column with that key; -1 where there is none.
func EvaluationColumnOf(key string) int { return slices.Index(evaluationColumns[:], key) }

// EvaluationFund is a row of the money: the total, or what of it is of one origin or
// kind. Key is the profile's; empty for a row that it does not know.
type EvaluationFund struct {
	Key   string
	Name  string // as printed
	Cells [EvaluationColumns]Cell
	Ref   place.Ref
}

// EvaluationPoints are points that can be had and points that were given.
type EvaluationPoints struct {
	Weight Cell // 分值
	Score  Cell // 得分
}

// EvaluationMark is an indicator with what became of it.
type EvaluationMark struct {
	EvaluationPoints
	Level1, Level2, Name string
	Target, Actual       string
	Reason               string // 偏差原因分析及改进措施
	Ref                  place.Ref
}

// EvaluationGroup is a level whose points stand beside its name: 产出指标（50分）.
// From and To bound its marks.
type EvaluationGroup struct {
	Name     string
	Weight   Cell
	From, To int
}

// Fund is the row of the money with that key; -1 where there is none.
func (e *Evaluation) Fund(key string) int {
	return slices.IndexFunc(e.Funds, func(f EvaluationFund) bool { return f.Key == key })
}
