package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

var code = []check.Rule{
	{
		ID: "CODE-001", Title: "科目编码不存在", Severity: diag.Error, Basis: "K", Since: 2018, Scope: "all", Inspect: codeKnown,
		Formula: "功能分类编码 ∈ K(Y)", Doc: "表里的功能分类编码应在当年的政府收支分类科目里。类级编码不可能存在的是错误；本工具的科目表里没有的是警告，可能是地方自设的科目。",
		Hint: "对照当年的科目表核对编码", Right: "2080502", Wrong: "3080502",
	},
	{
		ID: "CODE-002", Title: "科目名称与编码不符", Severity: diag.Error, Basis: "K", Since: 2018, Scope: "all", Inspect: codeNames,
		Formula: "印出的名称 = K(Y)[编码]", Doc: "科目编码和名称一一对应。名称写错一个字，读者查到的就是另一个科目。科目表未核对过原文的，只作提示。",
		Hint: "按当年科目表改名称，或核对编码", Right: "2080502 事业单位离退休", Wrong: "2080502 行政单位离退休",
	},
	{
		ID: "CODE-003", Title: "科目与单位性质不符", Severity: diag.Warning, Basis: "K", Since: 2018, Scope: "all-u", Inspect: codeKind,
		Formula: "行政、参公：2080501、2101101、行政运行；事业：2080502、2101102、事业运行", Doc: "离退休、医疗、运行经费按单位性质分列科目。事业单位用了行政单位的科目，要核实人员性质。",
		Hint: "核实人员和经费的性质，用错的改科目", Right: "事业单位列2101102", Wrong: "事业单位列2101101",
	},
	{
		ID: "CODE-004", Title: "经济分类科目不对", Severity: diag.Error, Basis: "EC", Since: 2018, Scope: "all", Inspect: codeEconomic,
		Formula: "经济分类编码、名称 ∈ K(Y)，款列在它的类下面", Doc: "基本支出按经济分类列到款。名称应是科目表里的，款应列在所属的类下面。",
		Hint: "按科目表改名称，或移到所属的类下面", Right: "商品和服务支出 → 办公费", Wrong: "工资福利支出 → 办公费",
	},
	{
		ID: "CODE-005", Title: "政府经济科目与单位性质不符", Severity: diag.Warning, Basis: "EC", Since: 2018, Scope: "SX", Inspect: codeGovEconomic,
		Formula: "政府经济科目 = 对照表[部门经济科目, 单位性质]", Doc: "部门经济科目对应哪个政府经济科目，由单位性质决定：行政、参公单位对到501、502各款，事业单位的工资福利都对到50501、商品和服务都对到50502。",
		Hint: "按对照表改；本地统一这样列的可不改", Right: "事业单位的社保缴费列“工资福利支出”", Wrong: "事业单位的社保缴费列“社会保障缴费”",
	},
	{
		ID: "CODE-006", Title: "收入科目栏里是支出科目", Severity: diag.Error, Basis: "K", Since: 2018, Scope: "SX", Inspect: codeRevenue,
		Formula: "收入科目编码 ∈ 1xx（基金10301，国资10306）", Doc: "“收入科目编码”栏应填收入分类科目，以1开头。填了2开头的，是把支出功能科目抄了过来。",
		Hint: "改为收入科目，没有收入的只留合计", Right: "10306 国有资本经营收入", Wrong: "208 社会保障和就业支出",
	},
	{
		ID: "CODE-007", Title: "运行类科目里有项目支出", Severity: diag.Note, Basis: "K", Since: 2018, Scope: "all", Inspect: codeRunning,
		Formula: "行政运行、事业运行、离退休[项目支出] = 0；一般行政管理事务[基本支出] = 0", Doc: "运行类和离退休科目本是基本支出的科目，列了项目支出的值得看一眼；一般行政管理事务反过来。很常见，仅供核对。",
		Hint: "核对项目是否列对了科目", Right: "事业运行只有基本支出", Wrong: "事业运行列了项目支出",
	},
	{
		ID: "CODE-008", Title: "用了已停用的科目或旧名称", Severity: diag.Warning, Basis: "K", Since: 2020, Scope: "all", Inspect: codeRenamed,
		Formula: "名称不是Y年以前停用的旧名", Doc: "科目改了名、停了用，表里还是旧的，多是沿用了以前的底稿。",
		Hint: "改为现名", Right: "20805 行政事业单位养老支出", Wrong: "20805 行政事业单位离退休（2023年）",
	},
	{
		ID: "CODE-009", Title: "功能分类各类的序号、次序或名称不对", Severity: diag.Error, Basis: "FORM", Since: 2018, Scope: "SX SF", Inspect: codeClasses,
		Formula: "T01、T04 支出各类按官方次序、序号连续、不缺", Doc: "收支总表把功能分类各类按官方次序全部列出，用一、二、三编号，不用的也空着列在那里。",
		Hint: "按官方表样恢复各类", Right: "一、一般公共服务支出 二、外交支出 三、国防支出", Wrong: "一、一般公共服务支出 三、国防支出",
	},
	{
		ID: "CODE-010", Title: "项目名称与科目对不上", Severity: diag.Note, Basis: "K", Since: 2018, Scope: "SX", Tables: "T12 T03", Inspect: codeTopics,
		Formula: "项目名称说的事，相应科目里有项目支出", Doc: "项目叫住房补贴，住房保障科目里却没有项目支出，钱列到了别的科目。",
		Hint: "核对项目列在哪个科目", Right: "住房补贴项目，221有项目支出", Wrong: "住房补贴项目，221没有项目支出",
	},
	{
		ID: "CODE-011", Title: "“其他”科目占比偏高", Severity: diag.Note, Basis: "Y", Since: 2018, Scope: "all", Inspect: codeOthers,
		Formula: "Σ 99项 ≤ 30% × 合计", Doc: "列在“其他…支出”的钱多了，就看不出用在哪里。", Hint: "能列到具体科目的列到具体科目", Right: "其他类占5%", Wrong: "其他类占60%",
	},
	{
		ID: "CODE-012", Title: "主管部门及代码各表不一", Severity: diag.Warning, Basis: "Y", Since: 2018, Scope: "SX", Inspect: codeDepartment,
		Formula: "各申报表的主管部门及代码相同", Doc: "一个单位只有一个主管部门，几张申报表写的应当一样。", Hint: "统一为正确的代码和名称", Right: "都是083-某局", Wrong: "有的083-某局，有的038-某局",
	},
	{
		ID: "CODE-013", Title: "政府性基金科目放错了表", Severity: diag.Error, Basis: "K", Since: 2018, Scope: "all", Inspect: codeFunds,
		Formula: "T08 的科目是基金科目，T05 里没有基金科目", Doc: "政府性基金有自己的支出科目，如21208。基金支出表里不该有一般公共预算的科目，反过来也一样。",
		Hint: "移到该在的表里", Right: "21208列在政府性基金预算支出表", Wrong: "21208列在一般公共预算支出表",
	},
}
