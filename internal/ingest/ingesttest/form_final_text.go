package ingesttest

import (
	"fmt"
	"strings"
)

// saying are the figures of an account as sentences print them, always in 10000 yuan.
type saying struct {
	a *Account
	k ink

	income, total       int64 // of the year, and with what was carried over
	fiscal, fiscalTotal int64 // the same of appropriations
	spent, gpb          int64 // in all, and of the general public budget
	people, public      int64 // of basic spending: 人员经费, 公用经费
}

func (a *Account) saying() saying {
	s := saying{a: a, k: ink{zero: "0.00"}}
	s.fiscal = a.income("gpb") + a.income("gfb") + a.income("socb")
	s.fiscalTotal = s.fiscal + a.carried(a.In, fiscalFunds...)
	s.income = s.fiscal + a.income("other")
	s.total = s.income + a.carried(a.In, "gpb", "gfb", "socb", "other")
	s.spent, s.gpb = a.sum(func(Spend) bool { return true }), a.sum(of("gpb"))
	s.people = a.sum(economic("301")) + a.sum(economic("303"))
	s.public = a.sum(economic("302")) + a.sum(economic("310"))
	return s
}

func (s saying) m(fen int64) string { return s.k.amount(fen) + "万元" }

// prior is last year's figure, and change how it is told.
func (s saying) prior(fen int64) int64 { return fen * s.a.Prior / 1000 }

func (s saying) change(fen int64) string {
	d := fen - s.prior(fen)
	switch {
	case d > 0:
		return fmt.Sprintf("增加%s，增长%s%%", s.m(d), share(d, s.prior(fen)))
	case d < 0:
		return fmt.Sprintf("减少%s，下降%s%%", s.m(-d), share(-d, s.prior(fen)))
	}
	return "持平"
}

func (s saying) of(part, whole int64) string { return "占" + share(part, whole) + "%" }

// path is 农林水支出（类）林业和草原（款）行政运行（项）.
func path(code string) string {
	return names[code[:3]] + "（类）" + names[code[:5]] + "（款）" + names[code] + "（项）"
}

// list tells economic subjects that are in use.
func (s saying) list(heads ...string) string {
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(economicList), "\n") {
		code, name, _ := strings.Cut(line, " ")
		for _, h := range heads {
			if len(code) == 5 && strings.HasPrefix(code, h) && s.a.sum(economic(code)) != 0 {
				out = append(out, name)
			}
		}
	}
	return strings.Join(out, "、")
}

// National is the text of a final account in the national order, from the first
// section to the performance of the budget; the titles of sections begin with 一.
func (a *Account) National() []any {
	s := a.saying()
	y, p := a.Year, a.Year-1
	planned := a.planned(of("gpb"))
	var out []any
	say := func(format string, args ...any) { out = append(out, Text(fmt.Sprintf(format, args...))) }
	head := func(t string) { out = append(out, Title(t)) }

	head("一、收入支出决算总体情况说明")
	say("%d年度收、支总计均为%s。与%d年度相比，收、支总计各%s，主要原因是当年安排的造林项目有变动。", y, s.m(s.total), p, s.change(s.total))
	head("二、收入决算情况说明")
	say("%d年度本年收入合计%s，其中：财政拨款收入%s，%s；上级补助收入0.00万元，占0.00%%；事业收入%s，%s；经营收入0.00万元，占0.00%%；附属单位上缴收入0.00万元，占0.00%%；其他收入%s，%s。",
		y, s.m(s.income), s.m(s.fiscal), s.of(s.fiscal, s.income), s.m(a.Business), s.of(a.Business, s.income), s.m(a.Other), s.of(a.Other, s.income))
	head("三、支出决算情况说明")
	say("%d年度本年支出合计%s，其中：基本支出%s，%s；项目支出%s，%s；上缴上级支出0.00万元，占0.00%%；经营支出0.00万元，占0.00%%；对附属单位补助支出0.00万元，占0.00%%。",
		y, s.m(s.spent), s.m(a.sum(basic)), s.of(a.sum(basic), s.spent), s.m(a.sum(project)), s.of(a.sum(project), s.spent))
	head("四、财政拨款收入支出决算总体情况说明")
	say("%d年度财政拨款收、支总计均为%s。与%d年度相比，财政拨款收、支总计各%s，主要原因是当年安排的造林项目有变动。", y, s.m(s.fiscalTotal), p, s.change(s.fiscalTotal))
	head("五、一般公共预算财政拨款支出决算情况说明")
	say("（一）一般公共预算财政拨款支出决算总体情况")
	say("%d年度一般公共预算财政拨款支出%s，占本年支出合计的%s%%。与%d年度相比，一般公共预算财政拨款支出%s，主要原因是当年安排的造林项目有变动。", y, s.m(s.gpb), share(s.gpb, s.spent), p, s.change(s.gpb))
	say("（二）一般公共预算财政拨款支出决算结构情况")
	var parts []string
	for _, c := range a.codes(of("gpb")) {
		if len(c) == 3 {
			n := a.sum(under(c, of("gpb")))
			parts = append(parts, fmt.Sprintf("%s（类）支出%s，%s", names[c], s.m(n), s.of(n, s.gpb)))
		}
	}
	say("%d年度一般公共预算财政拨款支出%s，主要用于以下方面：%s。", y, s.m(s.gpb), strings.Join(parts, "；"))
	say("（三）一般公共预算财政拨款支出决算具体情况")
	say("%d年度一般公共预算财政拨款支出年初预算为%s，支出决算为%s，完成年初预算的%s%%。其中：", y, s.m(planned), s.m(s.gpb), share(s.gpb, planned))
	n := 0
	for _, c := range a.codes(of("gpb")) {
		if len(c) != 7 {
			continue
		}
		n++
		was, is := a.planned(under(c, of("gpb"))), a.sum(under(c, of("gpb")))
		word := "大于"
		if is < was {
			word = "小于"
		}
		say("%d.%s。年初预算为%s，支出决算为%s，完成年初预算的%s%%，决算数%s年初预算数的主要原因是按实际支付结算。", n, path(c), s.m(was), s.m(is), share(is, was), word)
	}
	head("六、一般公共预算财政拨款基本支出决算情况说明")
	say("%d年度一般公共预算财政拨款基本支出%s，其中：", y, s.m(s.people+s.public))
	say("人员经费%s，主要包括：%s。", s.m(s.people), s.list("301", "303"))
	say("公用经费%s，主要包括：%s。", s.m(s.public), s.list("302", "310"))
	head("七、财政拨款“三公”经费支出决算情况说明")
	plan, real := a.publics(0), a.publics(1)
	say("（一）“三公”经费财政拨款支出决算总体情况说明")
	say("%d年度“三公”经费财政拨款支出预算为%s，支出决算为%s，完成预算的%s%%，决算数小于预算数的主要原因是压减了出访和用车。", y, s.m(plan["合计"]), s.m(real["合计"]), share(real["合计"], plan["合计"]))
	say("（二）“三公”经费财政拨款支出决算具体情况说明")
	say("%d年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算%s，%s；公务用车购置及运行维护费支出决算%s，%s；公务接待费支出决算%s，%s。具体情况如下：", y,
		s.m(real["因公出国（境）费"]), s.of(real["因公出国（境）费"], real["合计"]), s.m(real["公务用车购置及运行费"]), s.of(real["公务用车购置及运行费"], real["合计"]), s.m(real["公务接待费"]), s.of(real["公务接待费"], real["合计"]))
	say("1.因公出国（境）费预算为%s，支出决算为%s，完成预算的%s%%。全年安排因公出国（境）团组1个，累计2人次。", s.m(plan["因公出国（境）费"]), s.m(real["因公出国（境）费"]), share(real["因公出国（境）费"], plan["因公出国（境）费"]))
	say("2.公务用车购置及运行维护费预算为%s，支出决算为%s，完成预算的%s%%。其中：公务用车购置支出0.00万元，购置公务用车0辆；公务用车运行维护费支出%s，公务用车保有量为4辆。",
		s.m(plan["公务用车购置及运行费"]), s.m(real["公务用车购置及运行费"]), share(real["公务用车购置及运行费"], plan["公务用车购置及运行费"]), s.m(real["公务用车运行维护费"]))
	say("3.公务接待费预算为%s，支出决算为%s，完成预算的%s%%。其中：国内接待费支出%s，共接待国内来访团组12个，来宾86人次；外宾接待支出0.00万元。", s.m(plan["公务接待费"]), s.m(real["公务接待费"]), share(real["公务接待费"], plan["公务接待费"]), s.m(real["公务接待费"]))
	head("八、政府性基金预算财政拨款收入支出决算情况说明")
	say("%d年度政府性基金预算财政拨款年初结转和结余%s，本年收入%s，本年支出%s，年末结转和结余%s。", y, s.m(a.In["gfb"]), s.m(a.income("gfb")), s.m(a.sum(of("gfb"))), s.m(a.Out["gfb"]))
	head("九、国有资本经营预算财政拨款支出决算情况说明")
	say("%d年度国有资本经营预算财政拨款支出%s。", y, s.m(a.sum(of("socb"))))
	head("十、机关运行经费支出情况说明")
	say("%d年度机关运行经费支出%s，比%d年度%s，主要原因是办公设备更新。", y, s.m(s.public), p, s.change(s.public))
	head("十一、政府采购支出情况说明")
	goods, works, services := a.sum(economic("31002")), int64(0), a.sum(under("2130299", of("gpb")))
	sum, small, tiny := goods+works+services, goods+services/2, goods
	say("%d年度政府采购支出总额%s，其中：政府采购货物支出%s、政府采购工程支出%s、政府采购服务支出%s。授予中小企业合同金额%s，占政府采购支出总额的%s%%，其中：授予小微企业合同金额%s，占授予中小企业合同金额的%s%%。",
		y, s.m(sum), s.m(goods), s.m(works), s.m(services), s.m(small), share(small, sum), s.m(tiny), share(tiny, small))
	head("十二、国有资产占用情况说明")
	say("截至%d年12月31日，%s共有车辆4辆，其中：主要领导干部用车0辆、机要通信用车1辆、应急保障用车1辆、执法执勤用车0辆、特种专业技术用车2辆、离退休干部用车0辆、其他用车0辆；单价100万元（含）以上设备（不含车辆）1台（套）。", y, a.Unit)
	head("十三、预算绩效情况说明")
	projects := a.sum(under("21302", of("gpb"), project))
	say("根据预算绩效管理要求，组织对%d年度一般公共预算项目支出全面开展绩效自评，共涉及项目2个，资金%s，占一般公共预算项目支出总额的%s%%。", y, s.m(projects), share(projects, a.sum(under("", of("gpb"), project))))
	return out
}

// Terms are explained terms, in words of our own.
func Terms() []any {
	return []any{
		Text("一、财政拨款收入：指单位本年度从本级财政部门取得的财政拨款。"), Text("二、事业收入：指事业单位开展专业业务活动及其辅助活动取得的收入。"),
		Text("三、其他收入：指上述收入之外取得的各项收入。"), Text("四、年初结转和结余：指上年度尚未用完、结转到本年度继续使用的资金。"),
		Text("五、基本支出：指为保障机构正常运转、完成日常工作任务发生的支出。"), Text("六、项目支出：指在基本支出之外为完成特定任务发生的支出。"),
		Text("七、“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。"), Text("八、机关运行经费：指为保障行政单位运行用于购买货物和服务的各项资金。"),
	}
}

// Overview is what a unit says of itself.
func (a *Account) Overview() []any {
	return []any{
		Title("第一部分 " + a.Unit + "概况"), Title("一、部门职责"), Text("负责全省林业和草原的保护、修复和监督管理，组织造林绿化。"),
		Title("二、机构设置"), Text(a.Unit + "内设办公室、生态修复处、规划财务处等6个处室。纳入本年度部门决算编制范围的单位共1个，为" + a.Unit + "本级。"),
	}
}
