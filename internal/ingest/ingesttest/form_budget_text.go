package ingesttest

import (
	"fmt"
	"strings"
)

// change is how this year's figure differs from last year's, with the reason.
func (s saying) grown(now, was int64) string {
	switch d := now - was; {
	case d > 0 && was == 0:
		return "增加" + s.m(d)
	case d > 0:
		return fmt.Sprintf("增加%s，增长%s%%", s.m(d), share(d, was))
	case d < 0:
		return fmt.Sprintf("减少%s，下降%s%%", s.m(-d), share(-d, was))
	}
	return ""
}

// against is a change with last year's budget, as sentences say it.
func (s saying) against(now, was int64, why string) string {
	if now == was {
		return fmt.Sprintf("与%d年预算持平", s.a.Year-1)
	}
	return fmt.Sprintf("比%d年预算%s，主要原因是%s", s.a.Year-1, s.grown(now, was), why)
}

// OfBudget is what a unit says of itself.
func (a *Account) OfBudget() []any {
	return []any{
		Title("第一部分 " + a.Unit + "概况"), Title("一、主要职能"), Text("负责林业和草原的保护、修复和监督管理，组织造林绿化。"),
		Title("二、机构设置"), Text(a.Unit + "内设办公室、生态修复处、规划财务处等6个处室。纳入本部门预算编制范围的单位共1个，为" + a.Unit + "本级。"),
	}
}

// BudgetText is the text of a budget section by section, in the order of the
// tables. The titles come in two manners: 关于…的说明, …情况说明.
func (a *Account) BudgetText(about bool) []any {
	s := a.saying()
	y := a.Year
	var out []any
	n := 0
	say := func(format string, args ...any) { out = append(out, Text(fmt.Sprintf(format, args...))) }
	head := func(one, other string) {
		if about {
			one = fmt.Sprintf(other, y)
		}
		out = append(out, Title(counting[n]+"、"+one))
		n++
	}
	all := func(Spend) bool { return true }
	in := a.carried(a.In, "gpb", "gfb", "socb", "other")
	head("收支预算总体情况说明", "关于%d年收支预算情况的总体说明")
	if about {
		say("按照综合预算的原则，%s所有收入和支出均纳入部门预算管理。%d年收支总预算%s。", a.Unit, y, s.m(s.total))
	} else {
		say("%d年收入总计%s，支出总计%s，%s。", y, s.m(s.total), s.m(a.sum(all)), s.against(s.total, a.planned(all), "造林补助任务有变动"))
	}
	head("收入预算情况说明", "关于%d年收入预算情况说明")
	own := "事业收入" + s.m(a.Business) + "，" + s.of(a.Business, s.total) + "；其他收入" + s.m(a.Other) + "，" + s.of(a.Other, s.total)
	if in != 0 {
		own = "上年结转" + s.m(in) + "，" + s.of(in, s.total) + "；" + own
	}
	var funds []string
	for _, x := range budgetFunds {
		funds = append(funds, x.name+"拨款收入"+s.m(a.income(x.fund))+"，"+s.of(a.income(x.fund), s.total))
	}
	say("%d年收入预算%s，其中：%s；%s。", y, s.m(s.total), strings.Join(funds, "；"), own)
	head("支出预算情况说明", "关于%d年支出预算情况说明")
	say("%d年支出预算%s，其中：基本支出%s，%s；项目支出%s，%s。", y, s.m(s.spent), s.m(a.sum(basic)), s.of(a.sum(basic), s.spent), s.m(a.sum(project)), s.of(a.sum(project), s.spent))
	head("财政拨款收支预算总体情况说明", "关于%d年财政拨款收支预算情况的总体说明")
	if about {
		var got, spent []string
		for _, x := range budgetFunds {
			got = append(got, x.name+"拨款收入"+s.m(a.income(x.fund)))
		}
		for _, c := range classes {
			if v := a.sum(under(c.code, of(fiscalFunds...))); v != 0 {
				spent = append(spent, c.name+s.m(v))
			}
		}
		say("%d年财政拨款收支总预算%s。收入包括：%s、上年结转%s；支出包括：%s、结转下年0万元。", y, s.m(s.fiscalTotal), strings.Join(got, "、"), s.m(a.carried(a.In, fiscalFunds...)), strings.Join(spent, "、"))
	} else {
		say("%d年财政拨款收支总预算%s。", y, s.m(s.fiscalTotal))
	}
	head("一般公共预算支出情况说明", "关于%d年一般公共预算当年拨款情况说明")
	say("（一）一般公共预算支出规模变化情况")
	say("%d年一般公共预算支出%s，%s。", y, s.m(s.gpb), s.against(s.gpb, a.planned(of("gpb")), "造林补助任务有变动"))
	say("（二）一般公共预算支出结构情况")
	var parts []string
	for _, c := range a.codes(of("gpb")) {
		if len(c) == 3 {
			v := a.sum(under(c, of("gpb")))
			parts = append(parts, fmt.Sprintf("%s（类）%s，%s", names[c], s.m(v), s.of(v, s.gpb)))
		}
	}
	say("%s。", strings.Join(parts, "；"))
	say("（三）一般公共预算支出具体使用情况")
	k := 0
	for _, c := range a.codes(of("gpb")) {
		if len(c) == 7 {
			k++
			now, was := a.sum(under(c, of("gpb"))), a.planned(under(c, of("gpb")))
			base := "预算数"
			if about {
				base = "执行数" // that the table prints
			}
			say("%d.%s%d年预算数为%s，比%d年%s%s，主要原因是按%s的实有人数和任务安排。", k, path(c), y, s.m(now), y-1, base, s.grown(now, was), names[c])
		}
	}
	head("一般公共预算基本支出情况说明", "关于%d年一般公共预算基本支出情况说明")
	say("%d年一般公共预算基本支出%s，其中：", y, s.m(s.people+s.public))
	say("人员经费%s，主要包括：%s。", s.m(s.people), s.list("301", "303"))
	say("公用经费%s，主要包括：%s。", s.m(s.public), s.list("302", "310"))
	a.publicText(s, head, say)
	head("政府性基金预算支出情况说明", "关于%d年政府性基金预算支出情况说明")
	say("%d年政府性基金预算支出%s。", y, s.m(a.sum(of("gfb"))))
	head("国有资本经营预算支出情况说明", "关于%d年国有资本经营预算支出情况说明")
	say("%d年国有资本经营预算支出%s。", y, s.m(a.sum(of("socb"))))
	head("其他重要事项情况说明", "其他重要事项的情况说明%.0d")
	say("（一）机关运行经费")
	say("%d年机关运行经费预算%s，%s。", y, s.m(s.public), s.against(s.public, a.planned(economic("302"))+a.planned(economic("310")), "压减了差旅和办公开支"))
	say("（二）政府采购情况")
	goods, services := a.sum(economic("31002")), a.sum(under("2130299", of("gpb")))
	say("%d年政府采购预算总额%s，其中：政府采购货物预算%s，政府采购工程预算0.00万元，政府采购服务预算%s。", y, s.m(goods+services), s.m(goods), s.m(services))
	say("（三）国有资产占有使用情况")
	say("截至%d年12月31日，%s共有车辆4辆，其中：机要通信用车1辆、应急保障用车1辆、特种专业技术用车2辆、其他用车0辆；单价100万元（含）以上设备（不含车辆）1台（套）。", y-1, a.Unit)
	say("（四）预算绩效管理情况")
	say("%d年实行绩效目标管理的项目5个，涉及预算资金%s。", y, s.m(a.sum(project)))
	return out
}

func (a *Account) publicText(s saying, head func(string, string), say func(string, ...any)) {
	was, now := a.publics(0), a.publics(1)
	y := a.Year
	head("“三公”经费支出预算情况说明", "关于%d年“三公”经费预算情况说明")
	say("%d年“三公”经费预算数为%s，%s。其中：", y, s.m(now["合计"]), s.against(now["合计"], was["合计"], "压减了出访和用车"))
	for i, x := range []struct{ name, key, why string }{{"因公出国（境）费", "因公出国（境）费", "减少出访团组1个"}, {"公务用车购置及运行费", "公务用车购置及运行费", "林区巡护用车减少1辆"}, {"公务接待费", "公务接待费", "外省调研团组减少"}} {
		more := ""
		if i == 1 {
			more = fmt.Sprintf("其中：公务用车购置费%s；公务用车运行费%s。", s.m(now["公务用车购置费"]), s.m(now["公务用车运行维护费"]))
		}
		say("（%s）%s%s，%s。%s", counting[i], x.name, s.m(now[x.key]), s.against(now[x.key], was[x.key], x.why), more)
	}
}
