package finder

// chapters are the explanation, for a catalogue of a number of rules.
func chapters(rules int) []chapter {
	return []chapter{
		{ID: "sources", Title: words{"数从哪里来", "Where the numbers come from"}, Paragraphs: []words{
			{
				"全部取自单位公开的文件：预算、决算的报表、说明和绩效目标表。文件原样留着，记下 SHA-256；每个数都有自己的页，写着它在哪个文件的哪一页、哪张表、哪一格，原文印的是什么。",
				"All are taken from what units publish: tables, narratives and target forms of budgets and final accounts. Files are kept as they came, with their SHA-256; every number has a page that says in which file, on which page, in which table and cell it stands, and what is printed there.",
			},
			{
				"数照印的收，不改。印错的也照印的收，另外写明哪里不对、应是多少。金额用整数计算，没有浮点的误差。",
				"Numbers are taken as printed and never mended. What is misprinted is taken as printed too, with a finding beside it. Amounts are computed with integers, without floating-point error.",
			},
		}},
		{ID: "reading", Title: words{"怎样读", "How documents are read"}, Paragraphs: []words{
			{
				"PDF（有文字层的）、Word、Excel、网页、纯文本都读。各地各年的格式写成模板，取最吻合的一个，吻合程度记作0到100。每张表写明读得怎样；没有认出的段落、行、列不丢掉，列在检查报告里。",
				"PDF with text, Word, Excel, web pages and plain text are read. The forms of each place and year are profiles; the one that fits best is used, its fit given from 0 to 100. How far each table was read is stated; paragraphs, rows and columns that were not recognised are listed in the report, not dropped.",
			},
			{
				"同一份文件，同一个版本的程序，读出的、查出的总是一样。扫描件没有文字层，读不了，会说明。",
				"One file with one version of the program always gives the same reading and findings. Scans have no text to read, and the report says so.",
			},
		}, Points: []point{
			{words{"读到", "read"}, words{"整张表都认出了", "the whole table was recognised"}},
			{words{"部分读到", "partly read"}, words{"有认不出的行或列，用到它们的检查记作未查", "some rows or columns were not; checks that need them are not made"}},
			{words{"说明为空", "stated empty"}, words{"文件说没有这类收支，表是空的", "the document says that there is nothing, and the table is empty"}},
			{words{"没有", "missing"}, words{"文件里找不到这张表", "the table is not in the document"}},
		}},
		{ID: "confidence", Title: words{"把握有多大", "Confidence"}, Paragraphs: []words{
			{
				"Word、Excel、网页里的数就是数，把握是100。PDF 里只有字和线的位置，表要拼回来：没有竖线的列、断成两行的数、压在线上的数，都要扣去一些把握，并写明为什么。",
				"In Word, Excel and web pages a number is a number: confidence 100. A PDF has only glyphs and lines, and tables are put together again: columns without rules, numbers broken over two lines, numbers that lie over a rule each cost some confidence, with the reason given.",
			},
			{
				"把握低于70的格，不凭它断定任何错误：原本的“错误”改作“警告”，写明是哪一格、读作什么、为什么没有把握，请人先对照原件。",
				"No fault is asserted on a cell below 70: what would be an error becomes a warning that names the cell, what it was read as, and why that is uncertain, and asks somebody to look at the original first.",
			},
		}},
		{ID: "rules", Title: words{"怎样检查", "How documents are checked"}, Paragraphs: []words{
			{
				count(rules) + "条规则，每条有依据、公式、对的和错的例子。每条规则对一份文件只有四种结果：成立、不成立、不适用、未查（写明原因）；没有悄悄跳过的。",
				count(rules) + " rules, each with its basis, formula, a right and a wrong example. A rule has one of four outcomes on a document: holds, is broken, does not apply, was not checked (and why). None is skipped in silence.",
			},
			{
				"一个数错了，会同时弄坏好几处关系。检查时把所有关系放在一起看，找出单独改它就全部成立的那一格，只报一次，给出应有的数和算法；分不清是哪一格的，一起列出，不猜。",
				"One wrong number breaks several relations at once. All relations are weighed together to find the one cell whose change makes all of them hold; it is reported once, with what it should be and how that follows. Where several cells could be it, all are listed and none is guessed.",
			},
			{
				"文字里的数也查：说明写的金额、幅度、增减，要和表相合；给了上年的文件，还和上年的相合。",
				"Numbers in the narrative are checked too: amounts, rates and changes have to agree with the tables and, where last year's document is at hand, with that.",
			},
		}},
		{ID: "severity", Title: words{"级别是什么意思", "What severities mean"}, Points: []point{
			{words{"错误", "error"}, words{"凭文件自己就能断定不对：加起来不等，两处说法不同，要有的没有。", "wrong by the document's own words: sums that do not add up, two places that differ, a required part that is missing."}},
			{words{"警告", "warning"}, words{"违反规定，或很可能不对，要人看过再定。", "against a regulation or very likely wrong; a person has to decide."}},
			{words{"提示", "note"}, words{"写法、合理性上的，供参考，不计入错误。", "wording and plausibility, for information; not counted as faults."}},
		}, Paragraphs: []words{{
			"错误是文件的错误，多半是笔误、抄错、漏改，不等于钱花错了，更不等于有人做了什么。没有查出问题，也不等于没有问题。",
			"An error is an error of the document, mostly a slip of pen, copying or revision. It does not say that money was misspent or that anybody did wrong. Nor does the absence of findings prove that all is well.",
		}}},
		{ID: "openness", Title: words{"公开评分怎么打", "How openness is marked"}, Paragraphs: []words{
			{
				"每份公开件按检查常看的六个方面打分：公开内容、完整准确、细化、易读、及时、可得。每个要点看固定的几条规则：都成立得满分，有不成立的，按占多少扣；一份文件自己看不出来的（如何时公开），不计分，也不算在满分里。每个要点得了几分、为什么，写在单位的查账结果页上。",
				"Each document is marked on the six things that inspections look at: what is published, completeness and accuracy, detail, readability, timeliness, access. Each point looks at certain rules: full marks where all hold, less by the share of those that do not; what a document cannot show by itself, as when it was published, is left out of the marks and of what could be had. The marks of every point and why are on the page of what checking found.",
			},
			{
				"地区和部门的公开评分，是各份公开件得分占可得分的比例的平均，满分100，每份一样重；没有查过的不算。评分表改了，收着的公开件都照新的重打。分数说的是公开得怎样，不是钱花得怎样。",
				"The openness of a region or a department is the mean over its documents of the marks each has of those it could have, out of 100, every document weighing the same; documents not checked are left out. When the sheet of points changes, all documents held are marked anew. The score says how openly a unit publishes, not how well it spends.",
			},
		}},
		{ID: "timely", Title: words{"按时不按时怎么算", "What counts as in time"}, Paragraphs: []words{
			{
				"批复后二十日内公开是按时，按日历天数算（《预算法》第十四条）。批复日期不在公开件里，由批复的人给出，写着依据；没有给出的，不说按时不按时。公开日期也由人给出；没有给出的，签名发布的以发布那天为准，别的只知道不晚于收进来的那天：那天还没过期就是按时，过了的说不准，不算迟。",
				"In time is within twenty days of approval, by the calendar (Budget Law, article 14). The day of approval is not in the documents; those who approve give it, with where it stands, and where nobody did nothing is said. The day of publication is given too; where it is not, what was signed counts from its release, and of the rest it is only known that they were out by the day they were first held: if that was in time they were, and if not it is not certain, and not counted as late.",
			},
			{
				"没有公开、期限已过的单位算过期，期限没过的算没到期。占比是按时的占按时、迟、过期没有公开三样的，说不准的不算在内。",
				"Units that have not published are overdue after the last day, not due before it. Shares are of those in time, late and overdue; what is not certain is left out.",
			},
		}},
		{ID: "rounding", Title: words{"四舍五入容多少", "What rounding allows"}, Paragraphs: []words{
			{
				"印出的数代表一个范围：547.65万元是547.645到547.655之间的某个数。各数分别四舍五入以后，合计可以差一点：三项相加，连合计四个数，至多差 4×0.005＝0.02 万元。差在这里面的不算错，超出的就是错，没有别的误差可容。",
				"A printed number stands for a range: 547.65 is something from 547.645 to 547.655. Rounded one by one, a total may be a little off: three items and their total, four numbers, differ by 4×0.005＝0.02 at most. Less is no fault, more is one; there is no other tolerance.",
			},
			{
				"同一个数印两遍，位数相同的要一字不差，只差末位一个单位的作提示。以元印的表，没有四舍五入可说，差一分也是错。",
				"The same number printed twice with as many places must be the same; one unit of the last place apart it is a note. Tables in yuan and fen leave nothing to rounding: one fen is a fault.",
			},
		}},
		{ID: "versions", Title: words{"版本、发布和更正", "Versions, releases and corrections"}, Paragraphs: []words{
			{
				"同一单位、年度、种类的文件，内容有了不同就是新的一版，旧的一版留着，不同的地方逐处列出。读得差得多的另存一版，不顶替读得好的。",
				"When a document of the same unit, year and kind says something else it becomes a new version; the old one stays and every difference is listed. One that could be read much less well is set aside and does not take the place of a better one.",
			},
			{
				"单位签名发布的，在透明日志里有一条；发布以后只能更正，更正写明原因和每处改动。没有签名的，是收来的，页上会分清。",
				"What a unit released with its signature has an entry in the transparency log, and can only be corrected from then on, with the reason and each change stated. What is not signed was collected, and pages tell the two apart.",
			},
		}},
		{ID: "compare", Title: words{"对比怎么算", "How units are compared"}, Paragraphs: []words{{
			"取同一年、同一种类的文件。人均是金额除以单位自己写的实有人数，没有写人数的不算；占比是部分除以总数，四舍五入到两位。单位的职能、层级不同，人均高低只说明要看一看，不说明好坏。",
			"Documents of one year and kind are taken. Per head is the amount divided by the staff that the unit itself states, and left out where it states none; shares are rounded to two places. Units differ in function and level: a figure per head says where to look, not who does well.",
		}}},
		{ID: "verify", Title: words{"怎样自己核对", "How to check for yourself"}, Paragraphs: []words{{
			"从任何一个数点到出处，对照原件；全部数据可以下载；签名发布的文件用一条命令核对。发现这里读错、判错，请告诉网站的管理员，附上那一页的地址。",
			"Follow any number to its source and hold it against the original; all data can be downloaded; signed files are verified with one command. If something is read or judged wrongly here, tell the operator of the site with the address of the page.",
		}}},
	}
}
