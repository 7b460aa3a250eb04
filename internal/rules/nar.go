package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

// nar: amounts in sentences.
var nar = []check.Rule{
	{
		ID: "NAR-001", Title: "文字里的收入总计与表不符", Severity: diag.Error, Basis: "OP FORM LOGIC", Since: 2015, Scope: "all",
		Formula: "N[收入总计] = T01[收入总计].金额",
		Doc:     "情况说明里写的收入总计应与收支总表的收入总计相同，单位不同的，四舍五入后相同。",
		Hint:    "以表为准改文字，或核对表",
		Right:   "文字100.00万元，表100.00", Wrong: "文字110.00万元，表100.00",
		Relate: ties("NAR-001"),
	},
	{
		ID: "NAR-002", Title: "文字里的本年收入或上年结转与表不符", Severity: diag.Error, Basis: "OP FORM LOGIC", Since: 2015, Scope: "all",
		Formula: "N[本年收入] = T01[本年收入合计].金额；N[上年结转] = T01[上年结转].金额",
		Doc:     "情况说明里的本年收入、上年结转应与收支总表相同，0万元与空白相同。",
		Hint:    "以表为准改文字，或核对表",
		Right:   "结转0万元，表空白", Wrong: "结转3.00万元，表空白",
		Relate: ties("NAR-002"),
	},
	{
		ID: "NAR-003", Title: "文字里的支出总计与表不符", Severity: diag.Error, Basis: "OP FORM LOGIC", Since: 2015, Scope: "all",
		Formula: "N[支出总计、本年安排、结转安排] = T01[支出总计] 各列",
		Doc:     "情况说明里的支出总计、本年预算安排、上年结转应与收支总表支出总计一行相同。",
		Hint:    "以表为准改文字，或核对表",
		Right:   "文字100.00万元，表100.00", Wrong: "文字101.00万元，表100.00",
		Relate: ties("NAR-003"),
	},
	{
		ID: "NAR-004", Title: "文字里的各项收入与表不符", Severity: diag.Error, Basis: "OP FORM LOGIC", Since: 2015, Scope: "all",
		Formula: "N[各来源收入] = T01[各来源].金额",
		Doc:     "情况说明里逐项写的收入应与收支总表的各项收入相同。",
		Hint:    "以表为准改文字，或核对表",
		Right:   "单位资金5.00万元，表5.00", Wrong: "单位资金0万元，表5.00",
		Relate: ties("NAR-004"),
	},
	{
		ID: "NAR-005", Title: "文字里的基本支出或项目支出与表不符", Severity: diag.Error, Basis: "OP FORM LOGIC", Since: 2015, Scope: "all",
		Formula: "N[支出、基本支出、项目支出] = T03[合计] 各列",
		Doc:     "情况说明里的支出预算、基本支出、项目支出应与支出总表的合计行相同。",
		Hint:    "以表为准改文字，或核对表",
		Right:   "基本支出60.00万元，表60.00", Wrong: "基本支出6.00万元，表60.00",
		Relate: ties("NAR-005"),
	},
	{
		ID: "NAR-006", Title: "文字里的财政拨款与表不符", Severity: diag.Error, Basis: "OP FORM LOGIC", Since: 2015, Scope: "all",
		Formula: "N[财政拨款总计、各项预算、当年、结转] = T04 相应各格",
		Doc:     "情况说明里的财政拨款收支总预算和它的各部分应与财政拨款收支总表相同。",
		Hint:    "以表为准改文字，或核对表",
		Right:   "总预算90.00万元，表90.00", Wrong: "总预算0.90万元，表90.00",
		Relate: func(r *check.Relations) {
			ties("NAR-006")(r)
			fiscalGot(r)
		},
	},
	{
		ID: "NAR-007", Title: "所列财政拨款支出与表不符", Severity: diag.Error, Basis: "OP FORM LOGIC", Since: 2015, Scope: "all",
		Formula: "“支出包括”各项 = T04 有数的各类；Σ 各项 ≈ T04[本年支出合计].小计",
		Doc:     "“支出包括”逐类列出的金额应与财政拨款收支总表各类相同，总支出逐类列的与收支总表相同，不多列、不少列。写明“等”的，少列不算；没有专门模板的，列的不都是表里的各类就不查。",
		Hint:    "按表逐类核对，补上漏列的或改正金额",
		Right:   "列出三类，表里也是这三类", Wrong: "列出两类，表里有三类",
		Relate: func(r *check.Relations) {
			lists("fiscal_classes", namesKnown)(r)
			lists("spending_classes", namesKnown)(r)
		},
	},
	{
		ID: "NAR-008", Title: "文字里的一般公共预算支出与表不符", Severity: diag.Error, Basis: "OP FORM LOGIC", Since: 2015, Scope: "all",
		Formula: "N[当年拨款] = T05[合计].合计；N[各类] = T05[类].合计；Σ 各类 ≈ 合计",
		Doc:     "一般公共预算当年拨款的总数和各类金额应与一般公共预算支出表相同。",
		Hint:    "以表为准改文字，或核对表",
		Right:   "教育30.00万元，表30.00", Wrong: "教育33.00万元，表30.00",
		Relate: func(r *check.Relations) {
			ties("NAR-008")(r)
			lists("gpb_classes", nil)(r)
		},
	},
	{
		ID: "NAR-009", Title: "文字里的人员或公用经费与表不符", Severity: diag.Error, Basis: "OP FORM LOGIC", Since: 2015, Scope: "all",
		Formula: "N[基本支出、人员经费、公用经费] = T06[合计] 各列",
		Doc:     "情况说明里的一般公共预算基本支出、人员经费、公用经费应与基本支出表的合计行相同。",
		Hint:    "以表为准改文字，或核对表",
		Right:   "公用经费8.00万元，表8.00", Wrong: "公用经费0.80万元，表8.00",
		Relate: ties("NAR-009"),
	},
	{
		ID: "NAR-010", Title: "所列经费项目与基本支出表不符", Severity: diag.Error, Basis: "OP FORM LOGIC", Since: 2015, Scope: "all", Tables: "T06",
		Formula: "“人员经费主要包括”各项 = T06 人员经费列有数的各款；公用经费同样",
		Doc:     "人员经费、公用经费后面列的项目，应是基本支出表里这一列有数的经济科目。写明“等”的，少列只作提示，多列仍是错。",
		Hint:    "删去表里没有的项目，补上漏列的",
		Right:   "列办公费、工会经费，表里都有数", Wrong: "列取暖费，表里没有",
		Inspect: itemNames,
	},
	{
		ID: "NAR-011", Title: "项级科目说明与表不符", Severity: diag.Error, Basis: "OP FORM LOGIC", Since: 2015, Scope: "SB",
		Formula: "逐项说明的金额 ≃ T05[项].合计，一项不多、一项不少",
		Doc:     "逐项说明用途的金额应与一般公共预算支出表的同一项相同。", Hint: "逐项核对",
		Right: "年金8.74万元，表87,362元", Wrong: "年金88.74万元，表87,362元", Relate: itemAmounts,
	},
	{
		ID: "NAR-012", Title: "用途说明与科目不合", Severity: diag.Warning, Basis: "K", Since: 2015, Scope: "SB SF",
		Formula: "某项的用途说明与科目含义相合",
		Doc:     "公积金的科目写医疗用途，多半是抄串了行。", Hint: "核对这一项的用途说明",
		Right: "住房公积金：按规定缴存公积金", Wrong: "住房公积金：缴纳医疗保险", Inspect: purposes,
	},
	{
		ID: "NAR-013", Title: "政府采购总额不等于货物、工程、服务之和", Severity: diag.Error, Basis: "GP2 OP", Since: 2015, Scope: "all",
		Formula: "N[采购总额] ≈ N[货物] + N[工程] + N[服务]",
		Doc:     "政府采购预算总额由货物、工程、服务三类相加。",
		Hint:    "核对三类采购与总额",
		Right:   "总额5.00＝货物3.00＋服务2.00", Wrong: "总额5.00，货物3.00，服务1.00",
		Relate: procurementSum,
	},
	{
		ID: "NAR-014", Title: "个数与所列名称不符", Severity: diag.Error, Basis: "LOGIC", Since: 2015, Scope: "all",
		Formula: "“N个：A、B、C” ⇒ N = 名称数",
		Doc:     "写明个数并逐个列出名称的，个数应等于名称数。写明“等”的不算。",
		Hint:    "核对个数，或补齐名称",
		Right:   "3个科室：甲科、乙科、丙科", Wrong: "4个科室：甲科、乙科、丙科",
		Inspect: countedNames,
	},
	{
		ID: "NAR-015", Title: "“其中”各项加不到总数", Severity: diag.Error, Basis: "LOGIC", Since: 2015, Scope: "all",
		Formula: "“A，其中B、C” ⇒ B + C = A（各项列全时）",
		Doc:     "一段话里先说总数、再说它的各部分，各部分列全的应加到总数。",
		Hint:    "核对这段话的各数",
		Right:   "总计100.00，其中本年95.00、结转5.00", Wrong: "总计100.00，其中本年90.00、结转5.00",
		Relate: wholes,
	},
	{
		ID: "NAR-016", Title: "同一个数前后说法不一", Severity: diag.Error, Basis: "LOGIC", Since: 2015, Scope: "all",
		Formula: "同一指标在文中各处相同",
		Doc:     "同一个数在文字里说了不止一次的，各处应相同。",
		Hint:    "核对各处，改成一致",
		Right:   "两处都是100.00万元", Wrong: "一处100.00万元，一处101.00万元",
		Relate: repeated,
	},
	{
		ID: "NAR-017", Title: "像是元与万元弄错了", Severity: diag.Error, Basis: "LOGIC", Since: 2015, Scope: "all",
		Formula: "文字里的数与表中一格恰差10^4倍",
		Doc:     "文字里的数与表里的差一万倍，是单位写错了：元写成万元，或相反。它附在指出这个数的问题后面。",
		Hint:    "改正单位或金额",
		Right:   "文字45.58万元，表45.58", Wrong: "文字455,800万元，表45.58",
		Refine: func(c *check.Case) string {
			switch f := c.Factor(); {
			case !c.Claim || c.Percent:
			case f == 4:
				return "像是把元写成了万元"
			case f == -4:
				return "像是把万元写成了亿元"
			}
			return ""
		},
	},
	{
		ID: "NAR-018", Title: "该写数的地方没有数", Severity: diag.Error, Basis: "FORM", Since: 2015, Scope: "all",
		Formula: "“为…万元”“占…%”之间有数",
		Doc:     "套用句式时漏填了数，成了“支出为万元”“占%”。",
		Hint:    "补上数；没有的写0",
		Right:   "支出为0万元", Wrong: "支出为万元",
		Inspect: missingNumbers,
	},
	{
		ID: "NAR-019", Title: "决算各项的预算数、决算数与表不符", Severity: diag.Error, Basis: "OP", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "决算数 = F5[项]；Σ 年初预算 ≈ 年初预算合计",
		Doc:     "决算逐项说明的决算数应与表相同，年初预算应加到合计。", Hint: "逐项核对",
		Right: "决算30.00，表30.00", Wrong: "决算31.00，表30.00", Relate: finalAmounts,
	},
	{
		ID: "NAR-020", Title: "决算与预算比较的说法不对", Severity: diag.Error, Basis: "LOGIC", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "大于、小于、持平与两数相合",
		Doc:     "决算数大于、小于、持平于预算数的说法应与两数相合。", Hint: "改正说法",
		Right: "决算30.00大于预算28.00", Wrong: "决算30.00小于预算28.00", Inspect: finalWords,
	},
	{
		ID: "NAR-021", Title: "决算与预算有差异没有原因", Severity: diag.Warning, Basis: "OP", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "决算 ≠ 预算 ⇒ 有原因，且不是处处相同的套话",
		Doc:     "决算与预算有差异的应说明原因。", Hint: "补写原因",
		Right: "因新增任务增加", Wrong: "没有原因", Inspect: finalReasons,
	},
	{
		ID: "NAR-022", Title: "年初预算为零却写了完成率", Severity: diag.Error, Basis: "LOGIC", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "年初预算 = 0 ⇒ 没有完成率",
		Doc:     "年初没有预算就没有完成率。", Hint: "删去完成率，写明年中追加",
		Right: "年初没有预算", Wrong: "年初预算0，完成100%", Inspect: finalNoRate,
	},
	{
		ID: "NAR-023", Title: "机构个数与所列单位不符", Severity: diag.Error, Basis: "OP", Since: 2021, Scope: "SB-d SF-d",
		Formula: "行政 + 参公 + 事业 = 所列单位数",
		Doc:     "机构设置里写的单位个数应等于所列的单位。", Hint: "核对单位名单",
		Right: "行政1家、事业3家，列4家", Wrong: "行政1家、事业3家，列3家", Inspect: bodyCounts,
	},
	{
		ID: "NAR-024", Title: "面向中小企业预留大于采购总额", Severity: diag.Error, Basis: "SME", Since: 2021, Scope: "SB SF",
		Formula: "N[预留] ≤ N[采购总额]；N[小微] ≤ N[中小]；决算：N[中小企业中标] ≤ N[采购总额]",
		Doc:     "预留给中小企业的份额不能大于采购总额，小微企业的不能大于中小企业的。", Hint: "核对三个数",
		Right: "总额10.00，预留4.00", Wrong: "总额10.00，预留14.00", Relate: reserves,
	},
	{
		ID: "NAR-025", Title: "一节里小数位数不一", Severity: diag.Note, Basis: "GB15835", Since: 2015, Scope: "all",
		Formula: "一节里金额的小数位数相同（0除外）",
		Doc:     "一节里的金额应都保留两位小数，或都不保留。",
		Hint:    "统一小数位数",
		Right:   "6.20万元、3.00万元", Wrong: "6.2万元、3.00万元",
		Inspect: decimals,
	},
	{
		ID: "NAR-026", Title: "文字说没有，表里有数", Severity: diag.Error, Basis: "OP", Since: 2015, Scope: "all",
		Formula: "“没有三公经费、机关运行经费、项目支出” ⇔ T10、T11、T03 相应为空",
		Doc:     "情况说明里写没有某项支出的，表里应空着；表里有数的，文字应写明金额。",
		Hint:    "核对文字与表",
		Right:   "没有项目支出，表里空白", Wrong: "没有项目支出，表里30.00",
		Inspect: saidNone,
	},
	{
		ID: "NAR-027", Title: "万元写成了元", Severity: diag.Error, Basis: "LOGIC FORM", Since: 2015, Scope: "all",
		Formula: "以万元为单位的句子里，某数写作“元”，而表里或别的句子正是那么多万元",
		Doc:     "情况说明以万元为单位。一个数后面写的是“元”，表里、别的句子里同一个数却是万元，差了一万倍。",
		Hint:    "把“元”改为“万元”",
		Right:   "支出预算667.98万元", Wrong: "支出预算667.98元",
		Inspect: yuanForWan,
	},
	{
		ID: "NAR-028", Title: "句子里的科目名称与表不同", Severity: diag.Error, Basis: "K", Scope: "all",
		Formula: "名称（类、款、项）在表里有",
		Doc:     "句子里写的功能分类科目，名称要与表里的一样。差一两个字而表里有相近的，是写错了或用了旧名称。",
		Hint:    "照表改名称",
		Right:   "林业和草原（款）", Wrong: "林业草原（款）",
		Inspect: subjectNames,
	},
	{
		ID: "NAR-029", Title: "同一件事两处写的数不同", Severity: diag.Error, Basis: "LOGIC", Since: 2015, Scope: "all",
		Formula: "N[某科目]在各处的金额相同；N[车辆、设备]在各处的个数相同（同一时点）",
		Doc:     "一个科目的金额在文字里几处说到，数相近而不相等，多半有一处写错；表里有其中一个的，另一个是错的。四舍五入到较粗的一处后相同的不算。车辆、设备的个数在几处说到，时点相同而数不同的，也是这样。",
		Hint:    "以表为准，改正写错的一处",
		Right:   "两处都写职业年金缴费支出269.85万元", Wrong: "一处269.85万元，一处269.86万元",
		Inspect: factsTwice,
	},
	{
		ID: "NAR-030", Title: "金额没有写单位", Severity: diag.Warning, Basis: "GB15835", Scope: "all",
		Formula: "预算、决算的金额后面写万元或元",
		Doc:     "文字里的金额应写明单位。",
		Hint:    "在金额后面补上单位",
		Right:   "支出决算为4.19万元", Wrong: "支出决算为4.19。",
		Inspect: withoutUnit,
	},
	{
		ID: "NAR-031", Title: "逐项说明漏了表里的项", Severity: diag.Error, Basis: "OP FORM", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "逐项说明的各项 = T05、T08、T09 有数的各项，一项不少",
		Doc:     "决算的支出应逐项说明到项级科目。已经逐项说明的，表里有数的项不应漏掉。",
		Hint:    "补写漏掉的项",
		Right:   "表里三项，逐项说明三项", Wrong: "表里三项，只说明两项",
		Inspect: itemsUntold,
	},
	{
		ID: "NAR-032", Title: "句子里的几个数对不上", Severity: diag.Error, Basis: "LOGIC", Scope: "all",
		Formula: "“A为N，其中B为b，占p%，比上年增加d，增长r%；C……” ⇒ N ≈ b + c；p ≈ b ÷ N；r ≈ d ÷ (b − d)",
		Doc:     "一句话里写了总数、它的各部分、占比和增减的，放在一起核对，指出是哪一个数不对，不论模板认不认得这句话。各部分是不是列全，看占比是否加到100%，或是否正是这种总数应有的几项；没有列全的不相加。",
		Hint:    "核对这几个数",
		Right:   "采购总额9.00万元，其中：货物5.00万元，服务4.00万元，工程0万元", Wrong: "采购总额9.00万元，其中：货物5.00万元，服务3.00万元，工程0万元",
		Relate: figuresTogether,
	},
}
