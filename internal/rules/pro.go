package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

var pro = []check.Rule{
	{
		ID: "PRO-001", Title: "采购总额不等于货物、工程、服务之和", Severity: diag.Error, Basis: "GP2", Since: 2017, Scope: "all",
		Formula: "N[政府采购预算总额] ≈ 货物 + 工程 + 服务",
		Doc:     "政府采购预算总额应等于货物、工程、服务三类之和，四舍五入的尾差除外。",
		Hint:    "核对三类采购的金额", Right: "总额5.00，货物2.00、工程0、服务3.00", Wrong: "总额5.00，货物2.00、工程0、服务2.00",
		Relate: func(r *check.Relations) {
			kinds := [...][]check.Var{r.Claims("procurement_goods"), r.Claims("procurement_works"), r.Claims("procurement_services")}
			for i, total := range r.Claims("procurement") {
				var parts []check.Var
				for _, k := range kinds {
					if i < len(k) {
						parts = append(parts, k[i])
					}
				}
				if len(parts) == len(kinds) {
					r.Sum(total, parts...)
				}
			}
		},
	},
	{
		ID: "PRO-002", Title: "面向中小企业的采购份额不足", Severity: diag.Warning, Basis: "SME", Since: 2021, Scope: "SB SF",
		Formula: "预留份额 ≥ 30%（小额的全部预留）；小微企业 ≥ 预留份额的60%",
		Doc:     "适宜由中小企业提供的采购，应预留规定的份额，其中小微企业不低于六成。",
		Hint:    "核对预留份额", Right: "采购100万元，预留60万元，其中小微40万元", Wrong: "采购100万元，预留10万元",
		Inspect: smallShare,
	},
	{
		ID: "PRO-003", Title: "货物采购大于能买货物的钱", Severity: diag.Note, Basis: "GP2", Since: 2017, Scope: "all", Tables: "T03 T06",
		Formula: "N[货物采购] ≤ T06[办公费 + 印刷费 + 维修费 + 设备购置] + T03[合计].项目支出",
		Doc:     "货物采购的钱，来自公用经费里的办公费、购置费和项目支出。大于这些钱的，请核对。",
		Hint:    "核对货物采购预算的来源", Right: "货物采购5万元，项目支出80万元", Wrong: "货物采购50万元，没有项目支出，办公费2万元",
		Inspect: goodsAgainstMoney,
	},
	{
		ID: "PRO-004", Title: "写明没有购买服务却有这样的项目", Severity: diag.Warning, Basis: "PS", Since: 2020, Scope: "SX",
		Formula: "政府购买服务“无” ⇒ 没有购买服务的项目，没有委托业务费",
		Doc:     "政府购买服务写“无”，项目名称却写明购买服务的，两处矛盾。只有委托业务费的作提示：不一定在指导性目录里。",
		Hint:    "核对政府购买服务的内容", Right: "写“无”，没有这类项目", Wrong: "写“无”，有“购买养老服务”项目",
		Inspect: servicesDenied,
	},
	{
		ID: "PRO-005", Title: "有应采购的支出而采购为零", Severity: diag.Warning, Basis: "GP2 GP33", Since: 2017, Scope: "all",
		Formula: "购车、物业、信息系统的支出 > 限额 ⇒ N[政府采购预算总额] > 0",
		Doc:     "购车在集中采购目录以内；物业、信息系统的支出超过采购限额标准的，也应编采购预算。限额各地不同，这里取50万元。",
		Hint:    "补编政府采购预算；在限额以下的不必改", Right: "信息系统项目60万元，采购55万元", Wrong: "购车18万元，采购0",
		Inspect: nothingBought,
	},
	{
		ID: "PRO-006", Title: "运维、委托类项目没有采购服务或工程", Severity: diag.Note, Basis: "GP2 GP33", Since: 2017, Scope: "SX", Tables: "T12",
		Formula: "较大的运维、委托、购买、建设项目 ⇒ N[服务采购] + N[工程采购] > 0",
		Doc:     "金额较大的运维、委托、建设项目一般要采购服务或工程。由本单位人员承担的不必采购。",
		Hint:    "核对项目怎样实施；由本单位承担的不必改", Right: "运维项目40万元，服务采购38万元", Wrong: "运维项目40万元，服务采购0",
		Inspect: projectsNotBought,
	},
	{
		ID: "PRO-007", Title: "政府采购、购买服务的表加不起来", Severity: diag.Error, Basis: "LOGIC GP2", Since: 2017, Scope: "all", Kind: "budget",
		Formula: "T14、T15[各行].合计 ≈ Σ 各来源列；T14[各行].合计 ≈ 货物 + 工程 + 服务（列成三列的）；[合计] ≈ Σ 各行，逐列；小微企业 ≤ 面向中小企业 ≤ 合计",
		Doc:     "政府采购预算表、政府购买服务预算表每一行的合计由各资金来源相加，合计行由货物、工程、服务或各个项目相加，预留给中小企业的不大于合计。行里夹着单位小计的，合计行不查。",
		Hint:    "核对这一行的金额与合计",
		Right:   "合计5.00＝货物2.00＋服务3.00", Wrong: "合计5.00，货物2.00、服务2.00",
		Relate: purchaseTables,
	},
	{
		ID: "PRO-008", Title: "文字里的采购数与政府采购表不符", Severity: diag.Error, Basis: "OP LOGIC", Since: 2017, Scope: "all", Kind: "budget", Tables: "T14",
		Formula: "N[政府采购预算总额、货物、工程、服务] = T14[合计、货物、工程、服务].合计",
		Doc:     "文件里列了政府采购预算表的，文字说的总额和货物、工程、服务三类应与表相同。",
		Hint:    "核对文字与表，改正与明细不符的一个",
		Right:   "表里合计5.00，文字写5.00万元", Wrong: "表里合计5.00，文字写6.00万元",
		Relate: purchasesSaid,
	},
	{
		ID: "PRO-009", Title: "机构运行信息表的采购数加不起来或与文字不符", Severity: diag.Error, Basis: "OP LOGIC", Since: 2017, Scope: "all", Kind: "final", Tables: "T17",
		Formula: "T17[政府采购支出合计] ≈ 货物 + 工程 + 服务；T17[授予小微企业] ≤ T17[授予中小企业]；N[采购支出、各类、授予合同金额] = T17 相应各行",
		Doc:     "机构运行信息表里政府采购支出合计由货物、工程、服务相加，授予小微企业的合同金额包含在授予中小企业的里；文字写的应与表相同。表里空着的不比。",
		Hint:    "核对表里的数和文字",
		Right:   "合计5.00＝货物3.00＋服务2.00", Wrong: "合计5.00，货物3.00、服务2.50",
		Relate: purchasesMade,
	},
}

// said is the amount that the text claims under a slot; false where it claims none.
func said(in *check.Inspection, slot string) (check.Var, money.Interval, bool) {
	for _, v := range in.Claims(slot) {
		if i, ok := interval(in.Subject, v); ok {
			return v, i, true
		}
	}
	return check.NoVar, money.Interval{}, false
}

func goodsAgainstMoney(in *check.Inspection) {
	v, goods, ok := said(in, "procurement_goods")
	project, any := interval(in.Subject, in.Cell("T03", "", "合计", "项目支出"))
	if !ok || !any {
		in.NotChecked("没有读到货物采购预算或项目支出")
		return
	}
	most := project
	for _, code := range [...]string{"30201", "30202", "30213", "30299", "31002", "31003", "31007", "31013", "31099"} {
		most = most.Add(economic(in, code).sum)
	}
	if goods.Lo <= most.Hi {
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{
		At: in.Ref(v), Evidence: []diag.Evidence{in.Show(v)},
		Message: fmt.Sprintf("货物采购预算%s万元，项目支出和办公、购置类公用经费合计%s万元", in.Printed(v).Text, wan(most)),
	})
}

// wan is the middle of an interval in 万元.
func wan(i money.Interval) string {
	return money.Round(money.Fen((i.Lo+i.Hi)/20), money.Wan, 2).String()
}

func servicesDenied(in *check.Inspection) {
	v := performance()
	texts, refs := servicesSaid(in)
	if len(texts) == 0 {
		in.NotChecked("没有读到政府购买服务的说明")
		return
	}
	if !saysNone(texts[0]) {
		in.Pass(1)
		return
	}
	for _, r := range formsOf(in.Subject).rows {
		_, what, buys := strings.Cut(r.name, "购买")
		if holdsAny(r.name, v.BoughtServices) || buys && strings.Contains(what, "服务") {
			in.Fail(check.Fault{
				At: refs[0], Evidence: []diag.Evidence{r.show(in.Subject)},
				Message: fmt.Sprintf("政府购买服务写%s，项目支出表有“%s”", quoteForm(texts[0]), strings.TrimSpace(r.name)),
			})
			return
		}
	}
	if e := economic(in, "30227"); e.sum.Lo > 0 {
		in.Fail(check.Fault{
			At: refs[0], Severity: diag.Note, Evidence: []diag.Evidence{in.Show(e.first)},
			Message: fmt.Sprintf("政府购买服务写%s，基本支出有委托业务费%s万元", quoteForm(texts[0]), wan(e.sum)),
		})
		return
	}
	in.Pass(1)
}

func saysNone(text string) bool {
	text = strings.TrimRight(strings.TrimSpace(text), "。")
	return text == "无" || text == "没有" || strings.HasPrefix(text, "本单位无") || strings.HasPrefix(text, "本单位没有") || strings.HasSuffix(text, "为空")
}

func nothingBought(in *check.Inspection) {
	total, amount, ok := said(in, "procurement")
	if !ok {
		in.NotChecked("没有读到政府采购预算总额")
		return
	}
	v := performance()
	limit := money.Exactly(money.FromYuan(v.PurchaseLimit)).Lo
	if amount.Hi > 0 && !in.Zero(total) {
		in.Pass(1)
		return
	}
	f := check.Fault{At: in.Ref(total), Evidence: []diag.Evidence{in.Show(total)}}
	var words []string
	if car := in.Cell("T10", "", "公务用车购置费", "合计"); car != check.NoVar && !in.Zero(car) {
		words = append(words, "公务用车购置费"+in.Printed(car).Text+"万元")
		f.Evidence = append(f.Evidence, in.Show(car))
	}
	if e := economic(in, "30209"); e.sum.Lo > limit {
		words = append(words, "物业管理费"+wan(e.sum)+"万元")
		f.Evidence = append(f.Evidence, in.Show(e.first))
	}
	for _, r := range formsOf(in.Subject).rows {
		one, any := interval(in.Subject, r.amount(in.Subject, "一般公共预算"))
		if any && !r.carried && one.Lo > limit && holdsAny(r.name, v.MustBuy) {
			words = append(words, fmt.Sprintf("项目“%s”%s万元", strings.TrimSpace(r.name), wan(one)))
			f.Evidence = append(f.Evidence, r.show(in.Subject))
		}
	}
	if len(words) == 0 {
		in.Pass(1)
		return
	}
	f.Message = "政府采购预算总额为0，而有" + strings.Join(words, "、")
	in.Fail(f)
}

func projectsNotBought(in *check.Inspection) {
	v := performance()
	services, a, ok := said(in, "procurement_services")
	_, b, also := said(in, "procurement_works")
	if !ok || !also {
		in.NotChecked("没有读到服务、工程采购预算")
		return
	}
	if a.Lo > 0 || b.Lo > 0 {
		in.Pass(1)
		return
	}
	large := money.Exactly(money.FromYuan(v.LargeProject)).Lo
	f := check.Fault{At: in.Ref(services), Evidence: []diag.Evidence{in.Show(services)}}
	var words []string
	for _, r := range formsOf(in.Subject).rows {
		one, any := interval(in.Subject, r.amount(in.Subject, "合计"))
		if any && !r.carried && one.Lo >= large && holdsAny(r.name, v.Bought) {
			words = append(words, fmt.Sprintf("“%s”%s万元", strings.TrimSpace(r.name), wan(one)))
			f.Evidence = append(f.Evidence, r.show(in.Subject))
		}
	}
	if len(words) == 0 {
		in.Pass(1)
		return
	}
	f.Message = "服务、工程采购都是0，而有项目" + strings.Join(words, "、")
	in.Fail(f)
}

// servicesSaid is what stands under the sub-heading of the services to be bought.
func servicesSaid(in *check.Inspection) (texts []string, refs []place.Ref) {
	under := false
	for i := range in.Sections {
		for p := range eachItem(in.Sections[i].Paragraphs) {
			switch {
			case p.Heading:
				under = strings.Contains(p.Text, "购买服务")
			case under && p.Text != "":
				r := p.Ref
				r.Section, r.Text = in.Sections[i].ID, p.Text
				texts, refs = append(texts, p.Text), append(refs, r)
			}
		}
		under = false
	}
	return texts, refs
}
