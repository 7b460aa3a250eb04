package ingesttest

import (
	"fmt"
	"strings"
)

// Southwest is the text of a final account whose sentences give the rate at which
// the budget was carried out without the budget, and whose last sections stand
// under one heading.
func (a *Account) Southwest() []any {
	s := a.saying()
	y, p := a.Year, a.Year-1
	var out []any
	say := func(format string, args ...any) { out = append(out, Text(fmt.Sprintf(format, args...))) }
	head := func(t string) { out = append(out, Title(t)) }
	why := "主要变动原因是退化林修复和管护岗位调整"

	head("一、收入支出决算总体情况说明")
	say("%d年度收、支总计均为%s。与%d年度相比，收、支总计各%s。%s。", y, s.m(s.total), p, s.change(s.total), why)
	say("（图1：收、支决算总计变动情况图）（柱状图）")
	head("二、收入决算情况说明")
	say("%d年度本年收入合计%s，其中：一般公共预算财政拨款收入%s，%s；政府性基金预算财政拨款收入%s，%s；国有资本经营预算财政拨款收入%s，%s；上级补助收入0万元，占0%%；事业收入%s，%s；经营收入0万元，占0%%；附属单位上缴收入0万元，占0%%；其他收入%s，%s。",
		y, s.m(s.income), s.m(a.income("gpb")), s.of(a.income("gpb"), s.income), s.m(a.income("gfb")), s.of(a.income("gfb"), s.income), s.m(a.income("socb")), s.of(a.income("socb"), s.income),
		s.m(a.Business), s.of(a.Business, s.income), s.m(a.Other), s.of(a.Other, s.income))
	head("三、支出决算情况说明")
	say("%d年度本年支出合计%s，其中：基本支出%s，%s；项目支出%s，%s；上缴上级支出0万元，占0%%；经营支出0万元，占0%%；对附属单位补助支出0万元，占0%%。",
		y, s.m(s.spent), s.m(a.sum(basic)), s.of(a.sum(basic), s.spent), s.m(a.sum(project)), s.of(a.sum(project), s.spent))
	head("四、财政拨款收入支出决算总体情况说明")
	say("%d年度财政拨款收、支总计均为%s。与%d年度相比，财政拨款收、支总计各%s。%s。", y, s.m(s.fiscalTotal), p, s.change(s.fiscalTotal), why)
	head("五、一般公共预算财政拨款支出决算情况说明")
	say("（一）一般公共预算财政拨款支出决算总体情况")
	say("%d年度一般公共预算财政拨款支出%s，占本年支出合计的%s%%。与%d年度相比，一般公共预算财政拨款支出%s。%s。", y, s.m(s.gpb), share(s.gpb, s.spent), p, s.change(s.gpb), why)
	say("（二）一般公共预算财政拨款支出决算结构情况")
	var parts []string
	for _, c := range a.codes(of("gpb")) {
		if len(c) == 3 {
			n := a.sum(under(c, of("gpb")))
			parts = append(parts, fmt.Sprintf("%s%s，%s", names[c], s.m(n), s.of(n, s.gpb)))
		}
	}
	say("%d年度一般公共预算财政拨款支出%s，主要用于以下方面：%s。", y, s.m(s.gpb), strings.Join(parts, "；"))
	say("（三）一般公共预算财政拨款支出决算具体情况")
	say("%d年度一般公共预算支出决算数为%s，完成预算100%%。其中：", y, s.m(s.gpb))
	n := 0
	for _, c := range a.codes(of("gpb")) {
		if len(c) == 7 {
			n++
			say("%d.%s（类）%s（款）%s（项）：支出决算为%s，完成预算100%%，决算数与预算数持平。", n, strings.TrimSuffix(names[c[:3]], "支出"), names[c[:5]], names[c], s.m(a.sum(under(c, of("gpb")))))
		}
	}
	head("六、一般公共预算财政拨款基本支出决算情况说明")
	say("%d年度一般公共预算财政拨款基本支出%s，其中：", y, s.m(s.people+s.public))
	say("人员经费%s，主要包括：%s等。", s.m(s.people), s.list("301", "303"))
	say("公用经费%s，主要包括：%s等。", s.m(s.public), s.list("302", "310"))
	head("七、财政拨款“三公”经费支出决算情况说明")
	plan, real := a.publics(0), a.publics(1)
	say("（一）“三公”经费财政拨款支出决算总体情况说明")
	say("%d年度“三公”经费财政拨款支出决算为%s，完成预算%s%%，较上年度%s。决算数小于预算数的主要原因是压减了出访和用车。", y, s.m(real["合计"]), share(real["合计"], plan["合计"]), s.change(real["合计"]))
	say("（二）“三公”经费财政拨款支出决算具体情况说明")
	say("%d年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算%s，%s；公务用车购置及运行维护费支出决算%s，%s；公务接待费支出决算%s，%s。具体情况如下：", y,
		s.m(real["因公出国（境）费"]), s.of(real["因公出国（境）费"], real["合计"]), s.m(real["公务用车购置及运行费"]), s.of(real["公务用车购置及运行费"], real["合计"]), s.m(real["公务接待费"]), s.of(real["公务接待费"], real["合计"]))
	item := func(n int, name, key, more string) {
		say("%d.%s支出%s，完成预算%s%%。%s", n, name, s.m(real[key]), share(real[key], plan[key]), more)
	}
	item(1, "因公出国（境）经费", "因公出国（境）费", fmt.Sprintf("因公出国（境）支出决算比%d年度%s。主要原因是赴国外交流森林防火。全年安排因公出国（境）团组1次，出国（境）2人。", p, s.change(real["因公出国（境）费"])))
	item(2, "公务用车购置及运行维护费", "公务用车购置及运行费", fmt.Sprintf("公务用车购置及运行维护费支出决算比%d年度%s。主要原因是林区巡护路线调整。", p, s.change(real["公务用车购置及运行费"])))
	say("其中：公务用车购置支出0万元。全年按规定更新购置公务用车0辆。截至%d年12月31日，单位共有公务用车4辆。", y)
	say("公务用车运行维护费支出%s。主要用于林区巡护所需的公务用车燃料费、维修费、过路过桥费、保险费等支出。", s.m(real["公务用车运行维护费"]))
	item(3, "公务接待费", "公务接待费", fmt.Sprintf("公务接待费支出决算比%d年度%s。主要原因是外省调研团组调整。其中：国内公务接待支出%s，主要用于接待用餐。国内公务接待12批次，86人次（不包括陪同人员），共计支出%s。外事接待支出0万元。", p, s.change(real["公务接待费"]), s.m(real["公务接待费"]), s.m(real["公务接待费"])))
	head("八、政府性基金预算支出决算情况说明")
	say("%d年度政府性基金预算财政拨款支出%s。", y, s.m(a.sum(of("gfb"))))
	head("九、国有资本经营预算支出决算情况说明")
	say("%d年度国有资本经营预算财政拨款支出%s。", y, s.m(a.sum(of("socb"))))
	head("十、其他重要事项的情况说明")
	say("（一）机关运行经费支出情况")
	say("%d年度，%s机关运行经费支出%s，比%d年度%s。主要原因是办公设备更新。", y, a.Unit, s.m(s.public), p, s.change(s.public))
	say("（二）政府采购支出情况")
	goods, services := a.sum(economic("31002")), a.sum(under("2130299", of("gpb")))
	sum, small, tiny := goods+services, goods+services/2, goods
	say("%d年度，%s政府采购支出总额%s，其中：政府采购货物支出%s、政府采购工程支出0万元、政府采购服务支出%s。主要用于办公设备和林区服务。授予中小企业合同金额%s，占政府采购支出总额的%s%%，其中：授予小微企业合同金额%s，占政府采购支出总额的%s%%。",
		y, a.Unit, s.m(sum), s.m(goods), s.m(services), s.m(small), share(small, sum), s.m(tiny), share(tiny, sum))
	say("（三）国有资产占有使用情况")
	say("截至%d年12月31日，%s共有车辆4辆，其中：主要领导干部用车0辆、机要通信用车1辆、应急保障用车1辆、其他用车2辆。单价100万元以上设备（不含车辆）0台（套）。", y, a.Unit)
	say("（四）预算绩效管理情况")
	say("根据预算绩效管理要求，本部门在%d年度预算编制阶段，组织对2个项目开展了预算事前绩效评估，对2个项目编制了绩效目标。", y)
	return out
}

// Extras are tables that only some places publish: of the subjects' details, and
// of projects by function.
func (f *FinalForm) Extras(a *Account, n int, title string) *Grid2 {
	is := of("gpb")
	heads := []string{"301", "302", "303", "310"}
	top := []Slot{wide("项目", 2), deep("合计", 2)}
	low := texts("科目代码", "科目名称")
	for _, h := range heads {
		top = append(top, wide(names[h], 2))
		low = append(low, texts("小计", "其中：其他")...)
	}
	rows := [][]Slot{top, low}
	row := func(code, name string) {
		r := texts(code, name, f.Ink.amount(a.sum(under(code, is, basic))))
		for _, h := range heads {
			r = append(r, text(f.Ink.amount(a.sum(under(code, is, economic(h))))), text(""))
		}
		rows = append(rows, r)
	}
	row("", "合计")
	for _, c := range a.codes(is) {
		row(c, names[c])
	}
	return f.grid(a, n, title, 2, rows...)
}

// Projects is the table of projects by function that some places publish.
func (f *FinalForm) Projects(a *Account, n int) *Grid2 {
	is := func(s Spend) bool { return s.Fund == "gpb" && s.Project }
	rows := [][]Slot{{text("科目代码"), text("科目名称"), text("金额")}, texts("合计", "", f.Ink.amount(a.sum(is)))}
	for _, c := range a.codes(is) {
		rows = append(rows, texts(c, names[c], f.Ink.amount(a.sum(under(c, is)))))
	}
	return f.grid(a, n, "一般公共预算财政拨款项目支出决算表", 1, rows...)
}

// Flows is the table of the general budget with what was carried over and got.
func (f *FinalForm) Flows(a *Account, n int) *Grid2 {
	is := of("gpb")
	head := [][]Slot{
		{wide("项目", 2), wide("年初结转和结余", 3), wide("本年收入", 3), wide("本年支出", 5), wide("年末结转和结余", 3)},
		{deep("支出功能分类科目编码", 2), deep("科目名称", 2), deep("合计", 2), deep("基本支出结转", 2), deep("项目支出结转和结余", 2), deep("合计", 2), deep("基本支出", 2), deep("项目支出", 2), deep("合计", 2), wide("基本支出", 3), deep("项目支出", 2), deep("合计", 2), deep("基本支出结转", 2), deep("项目支出结转和结余", 2)},
		texts("小计", "人员经费", "公用经费"),
		join([]Slot{wide("栏次", 2)}, numbers(1, 14)),
	}
	k := f.Ink
	row := func(code, name string) []Slot {
		key := code
		first := texts(code, name)
		if code == "" {
			key, first = "合计", []Slot{wide("合计", 2)}
		}
		carry := func(m map[string]int64) int64 {
			if strings.HasPrefix("2130205", code) {
				return m["gpb"]
			}
			return 0
		}
		spent := func(more ...func(Spend) bool) int64 { return a.sum(under(code, append(more, is)...)) }
		got := a.sum(under(code, is)) + carry(a.Out) - carry(a.In)
		people := a.sum(under(code, is, func(s Spend) bool { return strings.HasPrefix(s.Econ, "301") || strings.HasPrefix(s.Econ, "303") }))
		return append(first,
			text(k.amount(carry(a.In))), text(""), text(k.amount(carry(a.In))),
			text(k.amount(got)), text(k.amount(spent(basic))), text(k.amount(got-spent(basic))),
			k.slot("T05["+key+"].合计", spent()), k.slot("T05["+key+"].基本支出", spent(basic)), text(k.amount(people)), text(k.amount(spent(basic)-people)), k.slot("T05["+key+"].项目支出", spent(project)),
			text(k.amount(carry(a.Out))), text(""), text(k.amount(carry(a.Out))))
	}
	rows := append(head, row("", ""))
	for _, c := range a.codes(is) {
		rows = append(rows, row(c, names[c]))
	}
	return f.grid(a, n, "一般公共预算财政拨款收入支出决算表", len(head), rows...)
}

// PublicDown is the table of the three-public expenses that goes down, with what
// it counts and the costs of running agencies.
func (f *FinalForm) PublicDown(a *Account, n int) *Grid2 {
	plan, real := a.publics(0), a.publics(1)
	rows := [][]Slot{texts("项目", "行次", "预算数", "决算统计数"), texts("栏次", "", "1", "2")}
	line := func(name, key string) {
		r := texts(name, fmt.Sprint(len(rows)-1))
		if key == "" {
			rows = append(rows, append(r, text("—"), text("—")))
			return
		}
		rows = append(rows, append(r, f.Ink.slot("T10["+key+"].年初预算", plan[key]), f.Ink.slot("T10["+key+"].合计", real[key])))
	}
	line("一、“三公”经费支出", "")
	line("（一）支出合计", "合计")
	line("1．因公出国（境）费", "因公出国（境）费")
	line("2．公务用车购置及运行维护费", "公务用车购置及运行费")
	line("（1）公务用车购置费", "公务用车购置费")
	line("（2）公务用车运行维护费", "公务用车运行维护费")
	line("3．公务接待费", "公务接待费")
	count := func(name, n string) { rows = append(rows, texts(name, fmt.Sprint(len(rows)-1), "—", n)) }
	public := a.sum(economic("302")) + a.sum(economic("310"))
	count("（1）国内接待费", f.Ink.amount(real["公务接待费"]))
	count("其中：外事接待费", "")
	count("（2）国（境）外接待费", "")
	count("（二）相关统计数", "—")
	count("1．因公出国（境）团组数（个）", "1")
	count("2．因公出国（境）人次数（人）", "2")
	count("3．公务用车购置数（辆）", "")
	count("4．公务用车保有量（辆）", "4")
	count("5．国内公务接待批次（个）", "12")
	count("6．国内公务接待人次（人）", "86")
	count("二、机关运行经费", f.Ink.amount(public))
	count("（一）行政单位", f.Ink.amount(public))
	count("（二）参照公务员法管理事业单位", "")
	g := f.grid(a, n, "“三公”经费、行政参公单位机关运行经费情况表", 2, rows...)
	g.Notes = []string{"注：1.“三公”经费为单位使用本级财政拨款安排的支出。", "2.“机关运行经费”为行政单位和参照公务员法管理的事业单位使用一般公共预算安排的基本支出中的公用经费支出。"}
	return g
}
