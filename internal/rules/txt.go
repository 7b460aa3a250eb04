package rules

import (
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

var txt = []check.Rule{
	{
		ID: "TXT-001", Title: "残留的程序标记", Severity: diag.Error, Basis: "GB15834", Scope: "all", Inspect: txtResidue,
		Formula: "文字里没有 <p>、&nbsp;、{{…}}、#REF!、null", Doc: "从系统里带出来的网页标记、公式错误值不是给人看的文字，读者看到的是 <p> 而不是分段。",
		Hint: "删去标记，只留文字；在系统里重新填写，不要从网页粘贴", Right: "为离退休干部活动提供保障", Wrong: "<p>为离退休干部活动提供保障</p>",
	},
	{
		ID: "TXT-002", Title: "标点连用", Severity: diag.Error, Basis: "GB15834", Scope: "all", Inspect: txtMarks,
		Formula: "。；，、：不两个连着", Doc: "句号后面又是分号，说明一句话改过没有改完，或两段拼在一起没有收拾。",
		Hint: "留下该用的一个", Right: "在职人员减少；本年", Wrong: "在职人员减少。；本年",
	},
	{
		ID: "TXT-003", Title: "文字被截断", Severity: diag.Error, Basis: "GB15834", Scope: "all", Inspect: txtCut,
		Formula: "单元格不在词的中间结束", Doc: "系统栏目有字数限制，超出的字被切掉，意思就断了。正文被切是错误，指标名称是警告，二级指标的标签是提示。",
		Hint: "补全文字，或改短到栏目容得下", Right: "项目完成及时率（%）", Wrong: "项目完成及时率（",
	},
	{
		ID: "TXT-004", Title: "折行的名称次序颠倒", Severity: diag.Warning, Basis: "LOGIC", Scope: "all", Inspect: txtRotated,
		Formula: "名称不是另一处名称前后对调", Doc: "名称在表里折成两行，读出来时下一行跑到了上一行前面。也可能是文件本身写反了。",
		Hint: "看原文件，若原文也这样，改正名称", Right: "老干部活动经费等", Wrong: "等 老干部活动经费",
	},
	{
		ID: "TXT-005", Title: "中文里用了半角标点", Severity: diag.Note, Basis: "GB15834", Scope: "all", Inspect: txtHalf,
		Formula: "汉字之间用 ，；：（ ）", Doc: "中文句子用全角标点。半角全角混用多半是分几次拼成的。每节只说一次。",
		Hint: "统一改为全角", Right: "100.00万元，主要用于", Wrong: "100.00万元,主要用于",
	},
	{
		ID: "TXT-006", Title: "多余的空格", Severity: diag.Note, Basis: "GB15834", Scope: "all", Inspect: txtSpaces,
		Formula: "数字与年、万元、标点之间不空格", Doc: "数字和单位之间、标点之前的空格没有用处，排版时还会在那里断行。每节只说一次。",
		Hint: "删去空格", Right: "2023年度", Wrong: "2023 年度",
	},
	{
		ID: "TXT-007", Title: "没有填的空", Severity: diag.Error, Basis: "GB15834", Scope: "all", Inspect: txtPlaceholders,
		Formula: "没有 XX、××、某某、待填", Doc: "模板里留给单位填写的地方还空着。", Hint: "填上实际内容，没有的写“无”", Right: "主要原因是人员减少", Wrong: "主要原因是XX",
	},
	{
		ID: "TXT-008", Title: "预算年度写错", Severity: diag.Error, Basis: "LOGIC", Scope: "all", Inspect: txtYears,
		Formula: "说预算数、决算数的年份 ∈ {Y, Y−1}", Doc: "说明里的预算数只该是本年和上年的。出现别的年份，多半是去年的稿子没有改年份。目录里的年份、预算的截止日和项目的实施周期也不该是往年的。引用的文件、文号和历史沿革不算。",
		Hint: "改为本年或上年", Right: "2023年度支出预算100.00万元（本年2023）", Wrong: "2021年度支出预算100.00万元（本年2023）",
	},
	{
		ID: "TXT-009", Title: "写成了别的级别或别的单位", Severity: diag.Error, Basis: "LOGIC", Scope: "all", Inspect: txtBodies,
		Formula: "机关的级别、单位和部门的称呼与本单位相符", Doc: "套用上级或部门的模板而没有改，市级单位写成“省直部门”，单位的文件写成“部门各单位”。",
		Hint: "改为本单位的级别和名称", Right: "指市直部门用财政拨款安排的", Wrong: "指省直部门用财政拨款安排的（市级单位）",
	},
	{
		ID: "TXT-010", Title: "词语重复", Severity: diag.Warning, Basis: "GB15834", Scope: "all", Inspect: txtRepeats,
		Formula: "两个字以上的词不连写两遍", Doc: "同一个词连着出现两遍，多是改稿时留下的。", Hint: "删去一个", Right: "比上年增加", Wrong: "比上年增加增加",
	},
	{
		ID: "TXT-011", Title: "连词后面没有下文", Severity: diag.Error, Basis: "GB15834", Scope: "all", Inspect: txtDangling,
		Formula: "和、及、与、或 后面不是标点", Doc: "“和”后面紧跟着顿号或句号，少写了后一项，或多写了一个字。", Hint: "补上后一项，或删去连词", Right: "管理和服务工作。", Wrong: "管理和、服务工作。",
	},
	{
		ID: "TXT-012", Title: "文号没有用六角括号", Severity: diag.Note, Basis: "GB9704", Scope: "all", Inspect: txtDocumentNumbers,
		Formula: "发文字号的年份用〔〕", Doc: "公文的发文字号，年份写在六角括号里。", Hint: "改为〔〕", Right: "财预〔2023〕8号", Wrong: "财预[2023]8号",
	},
	{
		ID: "TXT-013", Title: "数字写法不一", Severity: diag.Warning, Basis: "GB15835", Scope: "all", Inspect: txtNumbers,
		Formula: "千分位逗号用就都用；数字、小数点用半角", Doc: "同一份说明里有的大数带千分位逗号、有的不带，或夹着全角数字，读者和程序都容易看错。",
		Hint: "统一一种写法", Right: "1,200.00万元、3,400.00万元", Wrong: "1,200.00万元、3400.00万元",
	},
	{
		ID: "TXT-014", Title: "数字被拆开", Severity: diag.Error, Basis: "GB15835", Scope: "all", Inspect: txtTorn,
		Formula: "一个数的数字之间没有空格", Doc: "数字中间夹了空格，就成了两个数。", Hint: "删去空格", Right: "149.90万元", Wrong: "149 .90万元",
	},
	{
		ID: "TXT-015", Title: "笔误", Severity: diag.Warning, Basis: "GB15834", Scope: "all", Inspect: txtSlips,
		Formula: "没有词表里的笔误", Doc: "形近、音近写错的常用词，如“拔款”“帐户”。", Hint: "改正", Right: "财政拨款", Wrong: "财政拔款",
	},
	{
		ID: "TXT-016", Title: "带出了系统的标记", Severity: diag.Note, Basis: "GB15834", Scope: "SX", Inspect: txtSystem,
		Formula: "没有 [部门]、J/Z 前缀、14位时间", Doc: "“[部门]”后缀、项目名称前的J和Z、精确到秒的时间，是系统里用的，公开时不必带着。", Hint: "公开的文件里去掉", Right: "某项目经费", Wrong: "J某项目经费",
	},
	{
		ID: "TXT-017", Title: "三公没有加引号", Severity: diag.Note, Basis: "GB15834 FORM", Scope: "all", Inspect: txtThree,
		Formula: "“三公”经费", Doc: "“三公”是简称，统一的写法带引号。", Hint: "加上引号", Right: "“三公”经费", Wrong: "三公经费",
	},
	{
		ID: "TXT-018", Title: "不正常的字符", Severity: diag.Warning, Basis: "GB15834", Scope: "all", Inspect: txtOdd,
		Formula: "没有乱码、偏旁字符、形似的外文字母", Doc: "字体或编码出错留下的字符，看着像字，搜不到也复制不对。", Hint: "换成正常的字", Right: "一、基本支出", Wrong: "⼀、基本支出",
	},
	{
		ID: "TXT-019", Title: "同一句话说了两遍", Severity: diag.Note, Basis: "GB15834", Scope: "all", Inspect: txtTwice,
		Formula: "一节里没有相同的句子", Doc: "一节里完全相同的句子出现两次，多是粘贴时重复了。", Hint: "删去一句", Right: "各说一次", Wrong: "同一句话出现两次",
	},
	{
		ID: "TXT-020", Title: "单位名称全称简称混用", Severity: diag.Warning, Basis: "GB15834", Scope: "all", Inspect: txtNames,
		Formula: "同一类地方用同一个名称", Doc: "几张绩效目标表的实施单位，有的写全称有的写简称，像是两个单位。", Hint: "统一用全称", Right: "都写全称", Wrong: "一张写全称，一张写简称",
	},
	{
		ID: "TXT-021", Title: "一个机构两个名称", Severity: diag.Note, Basis: "LOGIC", Scope: "all", Inspect: txtUnitNames,
		Formula: "同一机构前后同名", Doc: "概况里的机构名称与后面用的不同，读者会以为是两个机构。改过名的注明日期即可。", Hint: "统一名称，或注明何时更名", Right: "前后都称某某办公室", Wrong: "前面称某某办公室，后面称某某中心",
	},
	{
		ID: "TXT-022", Title: "标题的年度不对", Severity: diag.Error, Basis: "FORM LOGIC", Scope: "all", Inspect: txtTitleYears,
		Formula: "封面、部分标题、表名、申报表的年度 = Y", Doc: "封面、各部分标题、表名和申报表只该写本年度。", Hint: "改为本年度", Right: "2023年预算收支总表（本年2023）", Wrong: "2022年预算收支总表（本年2023）",
	},
	{
		ID: "TXT-023", Title: "决算截止日不是年末", Severity: diag.Error, Basis: "FORM", Scope: "SF", Kind: "final", Inspect: txtYearEnd,
		Formula: "截至 {Y}年12月31日", Doc: "决算说的是年末的状况，截止日应为本年12月31日。", Hint: "改为本年12月31日", Right: "截至2024年12月31日", Wrong: "截至2023年12月31日（2024年决算）",
	},
	{
		ID: "TXT-024", Title: "段末没有句号", Severity: diag.Note, Basis: "GB15834", Scope: "all", Inspect: txtEnds,
		Formula: "一节的最后一段以句号结束", Doc: "一节说完了应有句号，没有句号看不出是不是说完了。", Hint: "补上句号", Right: "……无变化。", Wrong: "……无变化",
	},
	{
		ID: "TXT-025", Title: "计划的年份已经过去", Severity: diag.Note, Basis: "LOGIC", Scope: "all", Inspect: txtPlans,
		Formula: "“拟从…年”“将于…年”的年份 ≥ Y", Doc: "写着将要做的事，年份却在本年之前，多是旧稿没有更新。", Hint: "改写为已完成的事，或更新年份", Right: "拟从2023年起（本年2023）", Wrong: "拟从2021年起（本年2023）",
	},
	{
		ID: "TXT-026", Title: "上年的话没有改", Severity: diag.Warning, Basis: "LOGIC", Scope: "all", Inspect: txtLeftOver,
		Formula: "与上年文件一字不差的句子，不说上年的年度，不含只属于上年的数；增减变了，原因也变",
		Doc:     "沿用上年的稿子时，整句照抄而年度、金额、原因没有改，是常见的错。年度和数都没有变的句子（如职责）不算；原因相同而没有写金额的只作提示。",
		Hint:    "按今年的情况改写这一句",
		Right:   "2023年新增一辆公务用车（本年2023）", Wrong: "2022年新增一辆公务用车，与上年文件一字不差（本年2023）",
	},
	{
		ID: "TXT-027", Title: "留着填写说明", Severity: diag.Warning, Basis: "FORM", Scope: "all", Inspect: txtGuidance,
		Formula: "文字里没有空表上教人填写的话", Doc: "空表在括号里写着怎样填，填好以后应当删去，留着像是没有填完。",
		Hint: "删去括号里的说明", Right: "具体包括：", Wrong: "具体包括（列示至基层预算单位）：",
	},
	{
		ID: "TXT-028", Title: "引号、括号不成对", Severity: diag.Note, Basis: "GB15834", Scope: "all", Inspect: txtPairs,
		Formula: "“”（）《》〔〕【】在一段里成对", Doc: "引号、括号只有一半，看不出引的话、注的话到哪里为止。编号后面的括号，如1），不算。",
		Hint: "补上另一半，或删去这一半", Right: "“行政运行（项）”924.15万元", Wrong: "“行政运行（项）924.15万元",
	},
	{
		ID: "TXT-029", Title: "预算、决算写错", Severity: diag.Warning, Basis: "LOGIC", Scope: "all", Inspect: txtKind,
		Formula: "同样的话里都写预算（决算）的，不独有一处写决算（预算）",
		Doc:     "预算里把“预算”写成了“决算”，决算里把“决算”写成了“预算”：前后的字相同的话，别处都写另一个。与上年执行数、决算数比的不算。",
		Hint:    "改成另一个", Right: "比2022年预算增加", Wrong: "比2022年决算增加（别处都写比2022年预算增加）",
	},
}
