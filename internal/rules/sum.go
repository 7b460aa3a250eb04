package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// sum: sums inside one table.
var sum = []check.Rule{
	{
		ID: "SUM-001", Title: "支出总表合计不等于基本支出加项目支出", Severity: diag.Error, Basis: "LOGIC FORM R5 R40", Since: 2015, Scope: "all", Tables: "T03",
		Formula: "T03[各行].合计 ≈ 基本支出 + 项目支出",
		Doc:     "支出总表每一行的合计由基本支出和项目支出相加。差额在四舍五入范围以内的不算错。",
		Hint:    "核对这一行的三个数，改正与明细不符的一个",
		Right:   "合计30.00＝基本20.00＋项目10.00", Wrong: "合计31.00，基本20.00，项目10.00",
		Relate: rows("T03", ""),
	},
	{
		ID: "SUM-002", Title: "一般公共预算支出表合计不等于基本支出加项目支出", Severity: diag.Error, Basis: "LOGIC FORM R5 R40", Since: 2015, Scope: "all", Tables: "T05",
		Formula: "T05[各行].合计 ≈ 基本支出 + 项目支出",
		Doc:     "一般公共预算支出表每一行的合计由基本支出和项目支出相加。",
		Hint:    "核对这一行的三个数，改正与明细不符的一个",
		Right:   "合计8.50＝基本8.50", Wrong: "合计8.50，基本8.00，项目空白",
		Relate: rows("T05", ""),
	},
	{
		ID: "SUM-003", Title: "收入总表合计不等于各来源之和", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "all", Tables: "T02",
		Formula: "T02[各行].合计 ≈ Σ 各收入来源列",
		Doc:     "收入总表每一行的合计由各收入来源相加。上年结转列在合计之外还是之内，以多数行对得上的读法为准。",
		Hint:    "核对这一行各来源的金额，看是否错列",
		Right:   "合计40.00＝一般公共预算30.00＋单位资金10.00", Wrong: "合计30.00，一般公共预算30.00，单位资金10.00",
		Relate: incomeRows,
	},
	{
		ID: "SUM-004", Title: "基本支出表合计不等于人员经费加公用经费", Severity: diag.Error, Basis: "LOGIC FORM R5", Since: 2018, Scope: "SX SB", Tables: "T06",
		Formula: "T06[各行].合计 ≈ 人员经费 + 公用经费",
		Doc:     "基本支出按经济科目列示，每一行的合计由人员经费和公用经费相加。",
		Hint:    "核对这一行的三个数",
		Right:   "办公费合计2.00＝公用2.00", Wrong: "办公费合计2.00，公用1.00",
		Relate: rows("T06", ""),
	},
	{
		ID: "SUM-005", Title: "基本支出表合计不等于各类之和", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2018, Scope: "all", Tables: "T06",
		Formula: "T06[合计] ≈ Σ T06[类]，逐列",
		Doc:     "基本支出表的合计由工资福利支出、商品和服务支出、对个人和家庭的补助等各类相加，每一列都要对上。",
		Hint:    "核对各类与合计，看是否漏列一类",
		Right:   "合计35.00＝20.00＋10.00＋5.00", Wrong: "合计35.00，三类是20.00、10.00、4.00",
		Relate: totals("T06", "", "合计"),
	},
	{
		ID: "SUM-006", Title: "基本支出表类不等于所属款之和", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2018, Scope: "all", Tables: "T06",
		Formula: "T06[类] ≈ Σ T06[所属款]，逐列",
		Doc:     "每一类经济科目由它下面的各款相加。",
		Hint:    "核对这一类下的各款，看是否漏行、错行",
		Right:   "商品和服务支出3.00＝办公费2.00＋工会经费1.00", Wrong: "商品和服务支出3.00，办公费2.00，工会经费0.50",
		Relate: subjects("T06", ""),
	},
	{
		ID: "SUM-007", Title: "经济科目列错人员或公用经费", Severity: diag.Warning, Basis: "LOGIC FORM EC", Since: 2018, Scope: "all", Tables: "T06",
		Formula: "301、303 只在人员经费列，302、307、310、399 只在公用经费列",
		Doc:     "工资福利支出、对个人和家庭的补助属于人员经费，商品和服务支出、资本性支出属于公用经费。个别地方另有规定的，可在模板里关掉这一条。",
		Hint:    "核对这一科目的经费性质，移到应在的列",
		Right:   "办公费列公用经费", Wrong: "办公费列人员经费",
		Inspect: purity,
	},
	{
		ID: "SUM-008", Title: "收支总表支出合计不等于当年加结转", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "SX", Tables: "T01",
		Formula: "T01[各类].合计 ≈ 当年预算安排 + 上年结转安排",
		Doc:     "收支总表支出一侧，每一类的合计由当年预算安排和上年结转安排相加。",
		Hint:    "核对这一类的三个数",
		Right:   "合计12.00＝当年10.00＋结转2.00", Wrong: "合计10.00，当年10.00，结转2.00",
		Relate: rowsThat("T01", "spending", isSubject),
	},
	{
		ID: "SUM-009", Title: "收支总表本年收入合计不等于各项收入之和", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "all", Tables: "T01",
		Formula: "T01[本年收入合计].金额 ≈ Σ T01[各项收入].金额",
		Doc:     "收支总表的本年收入合计由所列各项收入相加。",
		Hint:    "核对各项收入与本年收入合计",
		Right:   "本年收入合计50.00＝一般公共预算45.00＋单位资金5.00", Wrong: "本年收入合计45.00，一般公共预算45.00，单位资金5.00",
		Relate: func(r *check.Relations) {
			totals("T01", "income", "财政拨款收入")(r)
			yearTotals("T01", "income", "本年收入合计", "收入总计")(r)
		},
	},
	{
		ID: "SUM-010", Title: "收支总表本年支出合计不等于各类支出之和", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "all", Tables: "T01",
		Formula: "T01[本年支出合计] ≈ Σ T01[各类支出]，逐列",
		Doc:     "收支总表的本年支出合计由各类支出相加，每一列都要对上。支出另按经济分类列的，那一侧也一样。",
		Hint:    "核对各类支出与本年支出合计",
		Right:   "合计50.00＝教育30.00＋住房保障20.00", Wrong: "合计50.00，教育30.00，住房保障10.00",
		Relate: func(r *check.Relations) {
			yearTotals("T01", "spending", "本年支出合计", "支出总计")(r)
			economicSums(r)
		},
	},
	{
		ID: "SUM-011", Title: "财政拨款收支总表小计不等于三项预算之和", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "all", Tables: "T04",
		Formula: "T04[各行].小计 ≈ 一般公共预算 + 政府性基金预算 + 国有资本经营预算",
		Doc:     "财政拨款收支总表支出一侧，每一行的小计由三项预算相加。",
		Hint:    "核对这一行的四个数",
		Right:   "小计9.00＝一般公共预算7.00＋政府性基金2.00", Wrong: "小计7.00，一般公共预算7.00，政府性基金2.00",
		Relate: rows("T04", "spending"),
	},
	{
		ID: "SUM-012", Title: "财政拨款收支总表本年合计不等于各项之和", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "all", Tables: "T04",
		Formula: "T04[本年收入合计] ≈ Σ 三项收入；T04[本年支出合计] ≈ Σ 各类支出，逐列",
		Doc:     "财政拨款收支总表的本年收入合计由三项预算的收入相加，本年支出合计由各类支出相加。",
		Hint:    "核对各项与合计",
		Right:   "本年支出合计9.00＝6.00＋3.00", Wrong: "本年支出合计9.00，各类相加8.00",
		Relate: func(r *check.Relations) {
			yearTotals("T04", "income", "本年收入合计", "收入总计")(r)
			yearTotals("T04", "spending", "本年支出合计", "支出总计")(r)
		},
	},
	{
		ID: "SUM-013", Title: "项目支出表加不起来", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "SX", Tables: "T12",
		Formula: "T12[各行].合计 ≈ Σ 各来源列；T12[合计] ≈ Σ 各项目，逐列",
		Doc:     "项目支出表（本年预算）每一行的合计由各资金来源相加，有合计行的，由各项目相加。",
		Hint:    "核对项目各来源的金额与合计",
		Right:   "合计14.00＝一般公共预算14.00", Wrong: "合计14.00，一般公共预算1.40",
		Relate: func(r *check.Relations) {
			rows("T12", "")(r)
			totals("T12", "", "合计")(r)
		},
	},
	{
		ID: "SUM-014", Title: "结转项目支出表加不起来", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "SX", Tables: "T13",
		Formula: "T13[各行].合计 ≈ Σ 各来源列；T13[合计] ≈ Σ 各项目，逐列",
		Doc:     "项目支出表（上年结转）每一行的合计由各资金来源相加，有合计行的，由各项目相加。",
		Hint:    "核对项目各来源的金额与合计",
		Right:   "合计3.00＝一般公共预算3.00", Wrong: "合计3.00，一般公共预算0.30",
		Relate: func(r *check.Relations) {
			rows("T13", "")(r)
			totals("T13", "", "合计")(r)
		},
	},
	{
		ID: "SUM-015", Title: "政府性基金收入表合计不等于各科目之和", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "SX", Tables: "T07",
		Formula: "T07[合计] ≈ Σ T07[末级科目]，上级科目 ≈ Σ 下级科目",
		Doc:     "政府性基金预算收入表的合计由末级收入科目相加，各上级科目由它的下级相加。",
		Hint:    "核对各收入科目与合计",
		Right:   "合计6.00＝土地出让收入6.00", Wrong: "合计6.00，土地出让收入5.00",
		Relate: func(r *check.Relations) {
			totals("T07", "", "合计")(r)
			subjects("T07", "")(r)
		},
	},
	{
		ID: "SUM-016", Title: "基金或国资支出表加不起来", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "all", Tables: "T08",
		Formula: "T08、T09[各行].合计 ≈ 基本支出 + 项目支出；合计 ≈ Σ 类",
		Doc:     "政府性基金支出表、国有资本经营收支表每一行的合计由基本支出和项目支出相加，合计行由各类相加。",
		Hint:    "核对这一行与各类的金额",
		Right:   "合计5.00＝项目支出5.00", Wrong: "合计5.00，项目支出4.00",
		Relate: func(r *check.Relations) {
			rows("T08", "")(r)
			totals("T08", "", "合计")(r)
			rows("T09", "spending")(r)
			totals("T09", "spending", "支出合计")(r)
			totals("T09", "income", "收入合计")(r)
		},
	},
	{
		ID: "SUM-017", Title: "决算收支总表总计加不起来", Severity: diag.Error, Basis: "LOGIC FORM FR", Since: 2019, Scope: "SF", Kind: "final",
		Formula: "收入总计 ≈ 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余；支出总计 ≈ 本年支出合计 + 结余分配 + 年末结转和结余",
		Doc:     "决算的收入总计和支出总计由本年数与年初、年末的结转结余相加。", Hint: "核对结转结余各行",
		Right: "总计12.00＝本年10.00＋年初2.00", Wrong: "总计10.00，本年10.00，年初2.00", Relate: finalTotals,
	},
	{
		ID: "SUM-018", Title: "决算财政拨款总表总计加不起来", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2019, Scope: "SF", Kind: "final",
		Formula: "收入总计 ≈ 本年收入合计 + 年初财政拨款结转和结余；支出总计 ≈ 本年支出合计 + 年末财政拨款结转和结余，逐资金",
		Doc:     "决算财政拨款的总计由本年数与年初、年末结转结余相加，年初数由三项预算相加。", Hint: "核对结转结余各行",
		Right: "总计12.00＝本年10.00＋年初2.00", Wrong: "总计10.00，本年10.00，年初2.00", Relate: finalFiscalTotals,
	},
	{
		ID: "SUM-019", Title: "决算基本支出表的经费合计加不起来", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2018, Scope: "SF", Kind: "final",
		Formula: "人员经费合计 ≈ 301 + 303；公用经费合计 ≈ 302 + 307 + 310 + 399",
		Doc:     "决算基本支出表的人员经费合计、公用经费合计由所属各类相加。", Hint: "核对各类与合计",
		Right: "人员25.00＝20.00＋5.00", Wrong: "人员20.00，两类是20.00、5.00", Relate: totals("T06", "", "合计"),
	},
	{
		ID: "SUM-020", Title: "决算基金或国资表各行不平", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2019, Scope: "SF", Kind: "final",
		Formula: "年初结转和结余 + 本年收入 ≈ 本年支出小计 + 年末结转和结余；小计 ≈ 基本支出 + 项目支出",
		Doc:     "决算基金表的每一行，年初数加收入等于支出加年末数。", Hint: "核对这一行各数",
		Right: "1.00＋4.00＝3.00＋2.00", Wrong: "1.00＋4.00对3.00＋1.00", Relate: fundRows,
	},
	{
		ID: "SUM-021", Title: "金额格里不是规范的金额", Severity: diag.Error, Basis: "FORM GB15835", Since: 2015, Scope: "all",
		Formula: "金额格是数：千分位逗号每三位一个，小数不多于两位，没有文字",
		Doc:     "金额列里只应有数、空白或短横。小数多于两位、出现负数的作警告，整张表都多于两位的只提示一次；写明是调减、冲销的负数不计。",
		Hint:    "按“单位：万元”重新填写这一格",
		Right:   "1,234.50", Wrong: "12,34.5或三万元",
		Inspect: amountCells,
	},
	{
		ID: "SUM-022", Title: "各关系不能同时成立", Severity: diag.Error, Basis: "LOGIC GB8170", Since: 2015, Scope: "all",
		Formula: "存在一组精确数，四舍五入后就是印出的各数，且使全部加总关系成立",
		Doc:     "每个加总单独看都在四舍五入范围以内，合起来却可能没有一组精确数能印出这些数，说明其中有数是凑出来的或抄错的。",
		Hint:    "从原始明细重新取数，逐格四舍五入后再印",
		Right:   "12.45＝2.19＋10.25（取整差）", Wrong: "几个取整差指向相反的方向",
		Joint: "SUM BAL HIE TIE",
	},
	{
		ID: "SUM-023", Title: "像是差了十倍、百倍或万倍", Severity: diag.Warning, Basis: "LOGIC", Since: 2015, Scope: "all",
		Formula: "有一格乘以10^±1、10^±2、10^±4，至少两个不成立的关系就都成立",
		Doc:     "一格改小数点就能让两个以上的关系对上，多半是小数点或单位（元与万元）弄错了。它附在指出这一格的问题后面。",
		Hint:    "核对这一格的小数点和单位",
		Right:   "45.58", Wrong: "455,800填在万元表里",
		Refine: func(c *check.Case) string {
			if f := c.Factor(); c.Cell && !c.Percent && c.Clears >= 2 && f != 0 {
				return slipWords(f)
			}
			return ""
		},
	},
	{
		ID: "SUM-024", Title: "表里的取整差偏多或偏向一边", Severity: diag.Note, Basis: "GB8170", Since: 2015, Scope: "all",
		Formula: "只靠四舍五入才成立的加总多于一半，或尾差全在同一方向且超出范围",
		Doc:     "逐格四舍五入会有零星的尾差。过半的加总都有尾差，或尾差都偏向一边，像是截尾而不是四舍五入。",
		Hint:    "看导出报表的系统是不是直接截去了小数",
		Right:   "二十个加总里两个差0.01", Wrong: "二十个加总全都小0.01或0.02",
		Inspect: truncation,
	},
}
