package rules

import (
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

var prj = []check.Rule{
	{
		ID: "PRJ-001", Title: "项目没有绩效目标申报表", Severity: diag.Error, Basis: "T88 P34 OP", Since: 2019, Scope: "SX", Tables: "T12",
		Formula: "T12[项目] ⇒ PF[同名项目]",
		Doc:     "项目支出表里的每个项目都应有一份同名的绩效目标申报表。项目名称换行、次序颠倒的，先认出是同一项目再比。一份申报表也没有的，多半另行公开，只作警告。",
		Hint:    "补上缺的申报表；按规定不编的，在绩效情况里写明",
		Right:   "表列“公共阅览服务”，后附“公共阅览服务”申报表", Wrong: "表列三个项目，后附两份申报表",
		Inspect: projectsWithoutForm,
	},
	{
		ID: "PRJ-002", Title: "申报表的项目不在项目支出表", Severity: diag.Error, Basis: "T88 P34 OP", Since: 2019, Scope: "SX", Tables: "T12",
		Formula: "PF[项目] ⇒ T12[同名项目] 或 T13[同名项目]",
		Doc:     "每份绩效目标申报表的项目都应列在项目支出表（本年预算或上年结转）里，名称一致。各地格式不同的，项目支出表列全了项目、多数申报表的项目都在表里才查。",
		Hint:    "核对项目名称；表里漏列的补上，不再安排的撤下申报表",
		Right:   "申报表“水情监测”，表列“水情监测”", Wrong: "申报表“水情监测站建设”，表里没有这一行",
		Inspect: formsWithoutRow,
	},
	{
		ID: "PRJ-003", Title: "申报表年度资金不等于项目支出表", Severity: diag.Error, Basis: "T88 P34 OP", Since: 2019, Scope: "SX", Tables: "T12",
		Formula: "PF[年度资金总额] ≃ T12[项目].合计 + T13[项目].合计",
		Doc:     "申报表的年度资金总额以元为单位，折成万元应与项目支出表同一项目的合计一致；项目有上年结转的，加上结转数。",
		Hint:    "以批复的项目金额为准，改正不符的一处",
		Right:   "22,100元对2.21万元", Wrong: "22,100元对22.10万元",
		Relate: annualFunds,
	},
	{
		ID: "PRJ-004", Title: "年度资金大于实施期资金", Severity: diag.Error, Basis: "T88 P34 OP", Since: 2019, Scope: "SX",
		Formula: "PF[年度资金总额] ≤ PF[实施期资金总额]；一年期的两数相等",
		Doc:     "年度资金是实施期资金的一部分，不能比它大；项目期只有一年的，两数应相等。",
		Hint:    "核对两侧的资金总额",
		Right:   "实施期三年300,000元，年度100,000元", Wrong: "实施期80,000元，年度100,000元",
		Relate: annualWithinTerm,
	},
	{
		ID: "PRJ-005", Title: "申报表资金总额不等于各来源之和", Severity: diag.Error, Basis: "T88 P34 OP", Since: 2019, Scope: "SX",
		Formula: "PF[资金总额] = 中央 + 省级 + 市县（区） + 单位自筹 + 其他资金，实施期、年度各一；或 = 财政拨款 + 上年结转 + 其他资金",
		Doc:     "申报表两侧的资金总额都应等于所列各来源之和，以元为单位的分毫不差。来源全部空着的、有来源没有认出的，不比。",
		Hint:    "核对各来源金额与总额",
		Right:   "总额50,000＝市县50,000", Wrong: "总额50,000，市县5,000，其余为0",
		Relate: fundSources,
	},
	{
		ID: "PRJ-006", Title: "某项来源的年度资金大于实施期", Severity: diag.Error, Basis: "T88 P34 OP", Since: 2019, Scope: "SX",
		Formula: "PF[年度来源i] ≤ PF[实施期来源i]",
		Doc:     "每一项资金来源的年度数都应包含在同一来源的实施期数里。",
		Hint:    "核对该来源两侧的金额，看是否填错了行",
		Right:   "省级：实施期60,000，年度20,000", Wrong: "省级：实施期0，年度20,000",
		Relate: sourcesWithinTerm,
	},
	{
		ID: "PRJ-007", Title: "申报表资金来源与项目支出表不符", Severity: diag.Warning, Basis: "T88 P34 OP", Since: 2019, Scope: "SX", Tables: "T12",
		Formula: "PF[中央+省级+市县] ≈ T12[一般公共+基金+国资] + T13；PF[自筹+其他] ≈ T12[专户+单位资金]",
		Doc:     "申报表的财政资金应与项目支出表的三类财政拨款相合，自筹和其他资金应与财政专户管理资金、单位资金相合。",
		Hint:    "核对项目的资金来源",
		Right:   "市县财政资金20,000元，表列一般公共预算2.00万元", Wrong: "单位自筹20,000元，表列一般公共预算2.00万元",
		Relate: sourcesByFund,
	},
	{
		ID: "PRJ-008", Title: "绩效项目个数与申报表不符", Severity: diag.Error, Basis: "T88 P34 OP", Since: 2019, Scope: "all",
		Formula: "N[实行绩效目标管理的项目数] = PF 的份数 = T12 的项目数",
		Doc:     "说明里写的绩效目标管理项目数，应等于后附申报表的份数，也应等于项目支出表的项目数。只附一部分项目的地方，附了八成以上的才查，作警告。",
		Hint:    "按实际编报绩效目标的项目数填写，或补齐申报表",
		Right:   "“项目5个”，后附5份申报表", Wrong: "“项目5个”，后附4份申报表",
		Inspect: countOfTargets,
	},
	{
		ID: "PRJ-009", Title: "绩效目标金额与申报表、项目支出表不符", Severity: diag.Error, Basis: "T88 P34 OP", Since: 2019, Scope: "all",
		Formula: "N[绩效目标总额] ≈ Σ PF[年度资金总额] − Σ T13 ≈ Σ T12.合计；各资金性质的金额 ≈ Σ T12 该列",
		Doc:     "说明里的绩效目标总额应等于各份申报表年度资金之和，也应等于项目支出表的合计。有项目没有申报表的，差的正是那些项目的钱。",
		Hint:    "补齐申报表，或把绩效目标总额改成申报表的合计",
		Right:   "总额120.00万元，申报表合计1,200,000元", Wrong: "总额120.00万元，申报表合计900,000元",
		Inspect: moneyOfTargets,
	},
	{
		ID: "PRJ-010", Title: "实施期资金不等于年度资金乘年数", Severity: diag.Note, Basis: "LOGIC T88", Since: 2019, Scope: "SX",
		Formula: "PF[实施期资金总额] = PF[年度资金总额] × 项目期（年）",
		Doc:     "经常性项目各年金额相同的，实施期资金应等于年度资金乘以年数。各年金额不同是常有的事，只作提示。",
		Hint:    "各年金额不同的不必改；否则核对实施期资金",
		Right:   "4年，年度22,100元，实施期88,400元", Wrong: "4年，年度20,000元，实施期120,500元",
		Inspect: termByYears,
	},
	{
		ID: "PRJ-011", Title: "项目属性与项目期不合", Severity: diag.Warning, Basis: "Y T88", Since: 2022, Scope: "SX",
		Formula: "属性为一次性 ⇒ 项目期1年，或写明起止时间",
		Doc:     "一次性项目应在一年内完成，跨年的应写明起止时间。",
		Hint:    "核对项目属性和项目期",
		Right:   "一次性项目，1年", Wrong: "一次性项目，4年",
		Inspect: attributeAndPeriod,
	},
	{
		ID: "PRJ-012", Title: "项目名称重复", Severity: diag.Error, Basis: "Y T88", Since: 2019, Scope: "SX",
		Formula: "T12[项目] 各不相同；每个项目一份 PF",
		Doc:     "同一个项目在项目支出表里只列一行，申报表只有一份。按资金来源分行列示、各行的来源不重叠的，不算重复。",
		Hint:    "合并重复的行或申报表，或把名称区别开",
		Right:   "每个项目一行", Wrong: "“设备更新”列了两行，都是一般公共预算",
		Inspect: projectsTwice,
	},
	{
		ID: "PRJ-013", Title: "项目名称像人员经费或公用经费", Severity: diag.Note, Basis: "Y R5", Since: 2021, Scope: "all",
		Formula: "项目名称不含 工资、津贴补贴、社保、公积金、水电费、取暖费、物业费、残保金 …",
		Doc:     "人员经费和日常公用经费应列在基本支出。编外人员或自收自支人员的开支列作项目的，请说明。",
		Hint:    "能列基本支出的改列基本支出；列作项目的，写明原因",
		Right:   "“水闸运行”", Wrong: "“办公楼取暖费”",
		Inspect: basicAsProject,
	},
	{
		ID: "PRJ-014", Title: "申报表的年度不对", Severity: diag.Error, Basis: "T88 P34 OP", Since: 2019, Scope: "SX",
		Formula: "PF 的年度行 = 文件年度",
		Doc:     "申报表标题下的年度应是本文件的年度。",
		Hint:    "改正年度，或换成本年度的申报表",
		Right:   "（2023年度）", Wrong: "2023年预算里附（2022年度）的申报表",
		Inspect: yearOfForm,
	},
	{
		ID: "PRJ-015", Title: "申报表的单位或主管部门不对", Severity: diag.Error, Basis: "T88 P34 OP", Since: 2019, Scope: "SX",
		Formula: "PF.实施单位 = 单位名称；各份 PF.主管部门及代码相同",
		Doc:     "申报表的实施单位应是本单位，各份申报表的主管部门及代码应相同。代码后的“[部门]”不计。",
		Hint:    "改正单位名称或主管部门；委托其他单位实施的，在概况里写明",
		Right:   "各份都是“083-某某局”", Wrong: "一份写083，另一份写038",
		Inspect: bodiesOfForms,
	},
	{
		ID: "PRJ-016", Title: "所列项目的金额加不到合计", Severity: diag.Error, Basis: "OP T88", Since: 2024, Scope: "SB",
		Formula: "Σ 所列项目金额 ≈ 绩效目标金额，或 T03.项目支出；同一项目两处的金额相同",
		Doc:     "说明里逐个列出的项目金额，应加到所说的绩效目标总额或项目支出合计。写明“主要”“等”的只作警告。两处都列的项目，金额应相同。",
		Hint:    "补上漏列的项目，或改正合计",
		Right:   "甲10万元、乙20万元，共30万元", Wrong: "甲10万元、乙20万元，共40万元",
		Relate: listedProjects,
	},
	{
		ID: "PRJ-017", Title: "绩效目标金额大于项目支出", Severity: diag.Error, Basis: "OP T88", Since: 2019, Scope: "all", Tables: "T03",
		Formula: "N[绩效目标总额] ≤ T03[合计].项目支出",
		Doc:     "编报绩效目标的项目是全部项目的一部分，金额不能大于项目支出合计。",
		Hint:    "核对绩效目标总额和项目支出",
		Right:   "绩效目标总额80万元，项目支出100万元", Wrong: "绩效目标总额120万元，项目支出100万元",
		Relate: func(r *check.Relations) {
			most := r.Cell("T03", "", "合计", "项目支出")
			eachClaim(r.Subject, func(p *budget.Paragraph, i, j, k int) {
				slot := p.Claims[k].Slot
				// 整体 speaks of the body as a whole, basic spending too
				if slot == "projects_total" || slot == "performance_total" && r.Profile.Kind == "budget" && !strings.Contains(p.Text, "整体") {
					r.AtMost([]check.Var{r.ClaimVar(i, j, k)}, []check.Var{most})
				}
			})
		},
	},
	{
		ID: "PRJ-018", Title: "项目绩效目标没有全覆盖", Severity: diag.Warning, Basis: "P34 T88", Since: 2020, Scope: "SX", Tables: "T12",
		Formula: "PF 的份数 ÷ T12 的项目数 = 100%",
		Doc:     "项目绩效目标应覆盖全部项目；没有覆盖的应说明不编的原因。",
		Hint:    "补编绩效目标，或写明不编的原因",
		Right:   "5个项目5份目标", Wrong: "5个项目3份目标，没有说明",
		Inspect: coverageOfTargets,
	},
	{
		ID: "PRJ-019", Title: "整体绩效目标表的任务金额加不起来", Severity: diag.Error, Basis: "LOGIC T88", Since: 2019, Scope: "all", Kind: "budget", Tables: "T16",
		Formula: "T16[各行].合计 ≈ 财政拨款 + 其他资金；T16[合计] ≈ Σ 各任务，逐列",
		Doc:     "部门整体支出绩效目标表里，每项年度任务的预算金额由财政拨款和其他资金相加，金额合计由各项任务相加。",
		Hint:    "核对这一行的金额与合计",
		Right:   "总额30.00＝财政拨款25.00＋其他资金5.00", Wrong: "总额30.00，财政拨款25.00、其他资金0.50",
		Relate: tasksAdd,
	},
	{
		ID: "PRJ-020", Title: "自评表的资金总额不等于各项之和", Severity: diag.Error, Basis: "E10 LOGIC", Since: 2019, Scope: "all",
		Formula: "PE[资金总额] ≈ 财政拨款 + 上年结转 + 财政专户 + 单位资金 + 其他资金；或 基本支出 + 项目支出；逐列",
		Doc:     "绩效自评表的年初预算数、全年预算数、全年执行数，每列的资金总额应等于各来源之和；整体支出的，也应等于基本支出与项目支出之和。只列一项、有的行没有认出的，不比。",
		Hint:    "核对各来源金额与总额",
		Right:   "总额90.00＝当年财政拨款80.00＋上年结转10.00", Wrong: "总额90.00，当年财政拨款80.00，其余为0",
		Relate: reviewFunds,
	},
	{
		ID: "PRJ-021", Title: "整体支出自评表的执行数与支出决算表不符", Severity: diag.Warning, Basis: "E10 LOGIC", Since: 2019, Scope: "all", Kind: "final", Tables: "T03",
		Formula: "PE[资金总额、基本支出、项目支出].执行数 = T03[合计]",
		Doc:     "部门整体支出自评表的执行数与支出决算表口径相同的，总额、基本支出、项目支出都应相同。一项也不同的，口径不明，不比。",
		Hint:    "以支出决算表为准，改正不符的一处",
		Right:   "基本支出、项目支出、总额都与支出决算表相同", Wrong: "基本支出、总额相同，项目支出不同",
		Relate: reviewAgainstSpending,
	},
	{
		ID: "PRJ-022", Title: "项目自评表的执行数大于项目支出", Severity: diag.Note, Basis: "LOGIC", Since: 2019, Scope: "all", Kind: "final", Tables: "T03",
		Formula: "PE[资金总额].执行数 ≤ T03[合计].项目支出",
		Doc:     "一个项目的全年执行数，不应大于本部门的项目支出合计。含转移支付给下级的，可以更大，只作提示。",
		Hint:    "核对执行数；含转移支付的不必改",
		Right:   "执行数80万元，项目支出合计100万元", Wrong: "执行数120万元，项目支出合计100万元",
		Relate: reviewWithinProjects,
	},
	{
		ID: "PRJ-023", Title: "项目说明的年度预算与申报表不符", Severity: diag.Error, Basis: "OP T88", Since: 2024, Scope: "SB",
		Formula: "N[年度预算安排] ≃ PF[年度资金申请总额]",
		Doc:     "“项目经费情况说明”介绍的项目，年度预算安排应等于后附申报表的年度资金申请总额。说的是总投资、概算的，后附不止一份申报表的，不查。",
		Hint:    "核对项目说明和申报表",
		Right:   "年度预算安排349.80万元，申报表3,498,000元", Wrong: "年度预算安排394.80万元，申报表3,498,000元",
		Relate: describedProject,
	},
	{
		ID: "PRJ-024", Title: "年度预算安排没有写本年的金额", Severity: diag.Warning, Basis: "OP T88", Since: 2024, Scope: "SB",
		Formula: "“年度预算安排”里的金额至少有一个是本年的",
		Doc:     "年度预算安排只写总投资、概算，或只写上年安排了多少，看不出本年的预算。没有写金额的不查。",
		Hint:    "写明本年安排的金额；本年不安排的，说明原因",
		Right:   "总投资13526.06万元，2026年安排3000万元（本年2026）", Wrong: "总投资13526.06万元，2025年安排5000万元（本年2026）",
		Inspect: yearsOfProjects,
	},
	{
		ID: "PRJ-025", Title: "编报、跟踪、自评的项目对不上", Severity: diag.Warning, Basis: "T88 P34", Since: 2019, Scope: "all", Kind: "final",
		Formula: "编报、跟踪、自评三处的项目数和金额，两处都相同的，第三处不会只有一样不同",
		Doc:     "同样的几个项目编报目标、跟踪、自评，项目数和金额都应相同。两处完全相同，第三处项目数相同而金额不同，或金额相同而项目数不同，多半是写错了。",
		Hint:    "核对不同的那一处",
		Right:   "编报4个20.00万元，跟踪4个20.00万元，自评4个20.00万元", Wrong: "编报4个20.00万元，跟踪4个20.00万元，自评4个25.00万元",
		Inspect: stagesOfProjects,
	},
}
