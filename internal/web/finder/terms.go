package finder

// term is a term of the field.
type term struct {
	ID         string
	Name, Text words
}

// terms are explained in the order in which a reader of a budget meets them.
var terms = []term{
	{"budget", words{"预算", "budget"}, words{"一年开始前批准的收支计划，按规定公开。", "The plan of income and spending that is approved before the year and published."}},
	{"final", words{"决算", "final account"}, words{"一年结束后实际的收支。与预算逐项相比，能看出计划和执行差多少。", "What was really received and spent. Held against the budget it shows how far plan and execution differ."}},
	{"unit", words{"单位、部门", "unit, department"}, words{"单位是自己记账、自己公开的机关或事业单位；部门是主管它们的机关，部门预算包括本级和所属单位。", "A unit keeps its own accounts and publishes them; a department is the body above it, whose budget holds its own and those of its units."}},
	{"publication", words{"公开的期限", "time limit of publication"}, words{"预算、决算批复后二十日内公开（《预算法》第十四条）；涉及国家秘密的除外。", "Within twenty days of approval (Budget Law, article 14), state secrets excepted."}},
	{"gpb", words{"一般公共预算", "general public budget"}, words{"以税收为主的那一本账，用于公共服务。多数单位的钱几乎都从这里来。", "The account fed mainly by taxes, for public services; most units live on it almost entirely."}},
	{"gfb", words{"政府性基金预算", "government fund budget"}, words{"向特定对象征收、专用于特定事业的基金，如国有土地使用权出让收入。", "Funds raised from certain payers for certain purposes, such as revenue from land-use rights."}},
	{"socb", words{"国有资本经营预算", "state capital operations budget"}, words{"国有资本收益的收支，多数单位没有。", "Returns on state capital and what they are used for; most units have none."}},
	{"special-account", words{"财政专户管理资金", "special account funds"}, words{"存在财政专户里的收费，如教育收费。", "Fees kept in the treasury's special accounts, such as school fees."}},
	{"own-funds", words{"单位资金", "the unit's own funds"}, words{"事业收入、经营收入、上级补助、其他收入等，不是财政拨款。", "Service and business income, grants from above and other receipts: no appropriation."}},
	{"appropriation", words{"财政拨款", "fiscal appropriation"}, words{"由一般公共预算、政府性基金预算、国有资本经营预算拨给单位的钱。", "What the unit is given of the three public budgets."}},
	{"carry-over", words{"上年结转", "carry-over"}, words{"上年没有用完、今年按原用途接着用的钱。", "Left of last year's money, to be used for the same purpose this year."}},
	{"functions", words{"支出功能分类", "functions"}, words{"钱用来做什么事：类、款、项三级，编码3、5、7位，如 208 社会保障和就业支出。", "What the money is for, in three levels with codes of 3, 5 and 7 digits: 208 is social security and employment."}},
	{"economic", words{"支出经济分类", "economic classification"}, words{"钱用来买什么、付什么：301 工资福利支出、302 商品和服务支出、303 对个人和家庭的补助等。部门预算和政府预算各有一套编码。", "What the money buys or pays: 301 wages, 302 goods and services, 303 transfers to persons. Departments and government have a set of codes each."}},
	{"basic", words{"基本支出", "basic expenditure"}, words{"为正常运转而花的钱，分人员经费和公用经费。", "What it takes to run: personnel and operating costs."}},
	{"personnel", words{"人员经费", "personnel costs"}, words{"工资福利和对个人、家庭的补助。", "Wages, benefits and transfers to persons."}},
	{"operating", words{"公用经费", "operating costs"}, words{"办公、水电、差旅、维修等日常开支。", "Office costs, power and water, travel, repairs and the like."}},
	{"project", words{"项目支出", "project expenditure"}, words{"为特定任务、在基本支出之外安排的钱，每个项目都应有绩效目标。", "For a certain task beyond basic expenditure; every project should have performance targets."}},
	{"three-public", words{"“三公”经费", "three-public expenses"}, words{"因公出国（境）费、公务用车购置及运行费、公务接待费。", "Official travel abroad, buying and running official cars, official hospitality."}},
	{"agency-operating", words{"机关运行经费", "agency operating costs"}, words{"行政单位和参公事业单位用一般公共预算安排的日常公用经费；其他事业单位没有这一项。", "Daily operating costs of administrative bodies and those managed like them, out of the general public budget; other public institutions have none."}},
	{"procurement", words{"政府采购", "government procurement"}, words{"用财政性资金买集中采购目录以内或限额标准以上的货物、工程、服务。", "Goods, works and services bought with public money that are on the central list or above the threshold."}},
	{"services", words{"政府购买服务", "purchased services"}, words{"把适合的公共服务交给社会力量做，按约定付费。", "Public services that others are paid to perform under contract."}},
	{"target", words{"绩效目标", "performance target"}, words{"项目要做成什么：产出、效益、满意度，各有可以衡量的指标。", "What a project is to achieve, in measurable indicators of output, effect and satisfaction."}},
	{"self-evaluation", words{"绩效自评", "self-evaluation"}, words{"一年结束后，单位对照目标给项目打分，说明没有完成的原因。", "The unit's own score of a project against its targets after the year, with reasons for what was missed."}},
	{"posts", words{"编制人数、实有人数", "posts, staff"}, words{"编制是批准的岗位数，实有是在岗的人数；两者常不相等。", "Posts are those approved, staff those at work; the two often differ."}},
	{"institution", words{"事业单位", "public institution"}, words{"国家举办、不属于机关的公益组织，按经费来源分全额、差额、自收自支；“参公”是参照公务员法管理的。", "A public-service body that is no government office, fully, partly or not funded by the budget; some are managed like the civil service."}},
	{"approval", words{"批复", "approval"}, words{"上级确定预算或决算的文件，公开的期限从它算起。", "The document that fixes a budget or final account; the time limit of publication runs from it."}},
	{"wan", words{"万元", "10,000 yuan"}, words{"公开的表多以万元计，印两位小数，末位是一百元。", "Most published tables are in units of 10,000 yuan with two decimals, so that the last place is 100 yuan."}},
	{"waiver", words{"放行", "waiver"}, words{"对查出的问题写明理由，不改而发布；放行的错误写进发布的清单，负责人要另外签名。", "A finding that is let pass with a reason; waived errors stand in the release's manifest and need the head's signature."}},
	{"bundle", words{"凭据", "bundle"}, words{"发布时写在文件旁的一份小文件：清单、签名、在日志里的位置，离线也能核对。", "A small file beside a released one: manifest, signatures and place in the log, for verifying offline."}},
}
