package rules

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

func TestSentences(t *testing.T) {
	hold(t, []fixture{
		{rule: "TPE-001", where: has("T10[合计].合计"), wrong: bump("T10[合计].合计", 300)},
		{rule: "TPE-002", where: has("T10[公务用车运行维护费].合计"), wrong: bump("T10[公务用车购置及运行费].合计", 300)},
		{rule: "TPE-003", where: has("T10[合计].合计"), wrong: bump("T10[合计].一般公共预算", 300)},
		{rule: "TPE-004", where: has("T06[30231].合计"), wrong: bump("T06[30231].合计", 90_000)},
		{rule: "TPE-005", where: has("T06[30217].合计"), wrong: bump("T06[30217].合计", 90_000)},
		{rule: "TPE-006", where: has("T06[30212].合计"), wrong: bump("T06[30212].合计", 90_000)},
		{rule: "TPE-008", where: saysAmount("reception"), wrong: sayMore("reception", 0, 300)},
		{rule: "TPE-009", where: says("reception.delta:less"), prior: allOf(unknownPublic, set("T10[公务接待费].合计", "900.00")), wrong: sayMore("reception", 0, 9_000_000)},
		{rule: "TPE-010", where: says("reception.delta:less"), wrong: unsay("reception.reason")},
		{rule: "TPE-011", where: having(says("three_public.delta:more"), says("three_public.reason")), wrong: sameReason("工作需要")},
		{rule: "TPE-015", where: saysAmount("three_public"), wrong: dropLines("T10", "", func(l *budget.Line) bool { return l.Total })},
		{rule: "ORE-001", where: notAdmin, wrong: set("T11[部门合计].合计", "12.00")},
		{rule: "ORE-002", where: isAdmin, wrong: bump("T11[部门合计].一般公共预算", 300)},
		{rule: "ORE-003", where: isAdmin, under: func(p *profile.Profile) { p.Scope = "department" }, wrong: bump("T11[部门合计].一般公共预算", 90_000_000)},
		{rule: "ORE-004", where: isAdmin, wrong: sayMore("agency", 0, 300)},
		{rule: "ORE-005", where: says("agency.delta:more"), wrong: unsay("agency.reason")},
		{rule: "ORE-007", where: notAdmin, wrong: claimToo("agency", "agency.delta:less", "比上年度减少", "2.00")},
		{rule: "NAR-001", wrong: sayMore("income_total", 0, 300)},
		{rule: "NAR-002", wrong: sayMore("income_carry", 0, 300)},
		{rule: "NAR-003", wrong: sayMore("spending_total", 0, 300)},
		{rule: "NAR-004", wrong: sayMore("income_unit", 0, 300)},
		{rule: "NAR-005", wrong: sayMore("basic", 0, 300)},
		{rule: "NAR-006", wrong: sayMore("fiscal_total", 0, 300)},
		{rule: "NAR-007", wrong: sayMore("fiscal_classes.amount", 0, 300)},
		{rule: "NAR-008", wrong: sayMore("gpb_classes.amount", 0, 300)},
		{rule: "NAR-009", wrong: sayMore("personnel", 0, 300)},
		{rule: "NAR-010", wrong: restate("public_items.name", 0, "因公赴境外考察费")},
		{rule: "NAR-013", wrong: sayMore("procurement", 0, 300)},
		{rule: "NAR-014", wrong: write("概况二", "内设4个科室：办公室、财务科、业务科。")},
		{rule: "NAR-015", wrong: sayMore("income_current", 0, 300)},
		{rule: "NAR-016", wrong: sayMore("income_total", 1, 300)},
		{rule: "NAR-017", wrong: tenThousand("basic")},
		{rule: "NAR-018", wrong: write("九", "政府采购预算总额为万元。")},
		{rule: "NAR-025", wrong: restate("spending_current", 0, "12.5")},
		{rule: "NAR-026", where: withStuff, wrong: write("三", "本单位没有项目支出。")},
		{rule: "NAR-027", wrong: asYuan("basic")},
		{rule: "NAR-029", before: write("九", "单位共有车辆4辆。"), wrong: write("十", "本单位现有车辆5辆。单位共有车辆4辆。")},
		{rule: "NAR-028", before: write("九", "“社会保障和就业支出（类）”安排采购。"), wrong: write("九", "“社会保障与就业支出（类）”安排采购。")},
		{
			rule: "CHG-020", before: write("九", "2023年度预算9.00万元，2022年度预算5.57万元，2023年预算安排9.00万元，比2022年预算增加61.58%。"),
			wrong: write("九", "2023年度预算9.00万元，2022年度预算5.57万元，2022年预算安排9.00万元。"),
		},
		{
			rule: "CHG-020", before: write("九", "2022年当年预算执行数5.57万元，2023年预算安排10.00万元，比2022年预算执行数增加79.53%。"),
			wrong: write("九", "2022年当年预算执行数5.57万元，2023年预算安排10.00万元，比2021年预算执行数增加79.53%。"),
		},
		{
			rule: "CHG-021", where: says("income_total.delta:less"), before: write("一", "本年收入减少的主要原因是人员退休。"),
			wrong: write("一", "本年收入增加的主要原因是人员退休。"),
		},
		{
			rule: "CHG-020", before: write("九", "“统战事务（款）宣传（项）”2023年度预算9.00万元，2022年当年预算执行数为7.73万元，2023年预算安排9.00万元，比2022年预算执行数增加16.43%。"),
			wrong: write("九", "“统战事务（款）宣传（项）”2023年度预算9.00万元，2022年当年预算执行数为7.73万元，2023年预算安排9.00万元，比2022年预算执行数增加61.43%。"),
		},
		{rule: "NAR-028", before: write("九", "社会保障和就业支出（类）行政事业单位养老支出（款）安排采购。"), wrong: write("九", "社会福利救济支出（类）行政事业单位养老支出（款）安排采购。")},
		{rule: "NAR-028", before: write("九", "社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）安排采购1.00万元。"), wrong: write("九", "社会保障和就业支出（类）行政事业单位养老支出（款）归口管理的离退休（项）安排采购1.00万元。")},
		{rule: "CHG-003", before: write("九", "接待费5.00万元，比上年增加1.00万元，增长25.00%。"), wrong: write("九", "接待费5.00万元，比上年增加1.00万元，下降25.00%。")},
		{rule: "CHG-023", before: write("九", "决算数小于预算数，增减变化不大，与上年预算持平。"), wrong: write("九", "决算数大小于预算数。")},
		{rule: "NAR-030", before: write("九", "年初预算为0，支出决算为4.19万元，占比为4.19。"), wrong: write("九", "年初预算为0.00万元，支出决算为4.19。")},
		{rule: "CHG-024", before: write("九", "接待费5.00万元，占20.00%，比上年预算增加1.00万元，增长25.00%。"), wrong: write("九", "接待费5.00万元，占20.00%，比上年预算增加1.00万元，增长20.00%。")},
		{rule: "CHG-024", before: write("九", "接待费5.00万元，比上年增加1.00万元，增长25.00%，主要原因是来访增加。较年初预算数减少5.00万元，下降50.00%。"), wrong: write("九", "接待费5.00万元，比上年增加1.00万元，增长25.00%，主要原因是来访增加。较年初预算数减少5.00万元，下降5.00%。")},
		{rule: "CHG-024", before: write("九", "出国费0.00万元，比上年增加0.00万元，原因是没有出国任务。"), wrong: write("九", "出国费0.00万元，比上年增加3.00万元，原因是没有出国任务。")},
		{rule: "CHG-024", before: write("九", "接待费5.00万元，比年初预算6.00万元减少1.00万元。"), wrong: write("九", "接待费5.00万元，比年初预算6.00万元减少2.00万元。")},
		{rule: "PCT-016", before: write("九", "专项经费80.00万元，其中：设备购置60.00万元，占专项经费的75.00%。"), wrong: write("九", "专项经费80.00万元，其中：设备购置60.00万元，占专项经费的57.00%。")},
		{rule: "NAR-032", before: write("九", "采购总额9.00万元，其中：货物5.00万元，工程0万元，服务4.00万元。"), wrong: write("九", "采购总额9.00万元，其中：货物5.00万元，工程0万元，服务3.00万元。")},
		{rule: "NAR-032", before: write("九", "救助资金8.00万元，其中：粮油6.00万元，占75.00%，比上年增加2.00万元，增长50.00%；衣被2.00万元，占25.00%。"), wrong: write("九", "救助资金8.00万元，其中：粮油5.00万元，占75.00%，比上年增加2.00万元，增长50.00%；衣被2.00万元，占25.00%。")},
		{rule: "TPE-017", before: write("九", "公务接待2批次、24人次，其中：接待外宾0批次、0人次；出国团组1个、累计3人次。"), wrong: write("九", "公务接待24批次、2人次。")},
		{rule: "PCT-001", wrong: sayMore("income_gpb.share", 0, -300)},
		{rule: "PCT-002", wrong: sayMore("basic.share", 0, -300)},
		{rule: "PCT-003", wrong: sayMore("gpb_classes.share", 0, 300)},
		{rule: "PCT-004", wrong: sayMore("basic.share", 0, -300)},
		{rule: "PCT-008", under: func(p *profile.Profile) { p.RulesOn = append(p.RulesOn, "PCT-008") }, before: twoDecimals, wrong: restate("basic.share", 0, "50")},
		{rule: "PCT-009", wrong: restate("basic.share", 0, "112.00")},
		{rule: "PCT-011", before: write("九", "货物支出占76.23%，比上年增长1.20%。"), wrong: write("九", "货物支出占76.23。")},
		{rule: "PCT-013", before: write("九", "服务支出0.30万元，比上年增加0.20万元，增长200.00%。"), wrong: write("九", "服务支出0.30万元，比上年增加0.30万元，增长100.00%。")},
		{rule: "PCT-015", before: write("九", "年初预算数100.00万元，决算数90.00万元，预决算差异率-10.00%。"), wrong: write("九", "年初预算数100.00万元，决算数90.00万元，预决算差异率10.00%。")},
		{rule: "PCT-014", before: write("九", "服务支出增加0.30万元，工程支出与上年持平。"), wrong: write("九", "工程支出减少为0.00万元，与上年持平。")},
		{rule: "PCT-010", where: says("income_total.rate:less"), wrong: wrongBase},
		{rule: "CHG-001", where: says("income_total.rate:less"), wrong: sayMore("income_total.rate:less", 0, 300)},
		{rule: "CHG-002", where: saysAmount("agency.delta:more"), wrong: sayMore("agency.prior", 0, 90_000_000)},
		{rule: "CHG-003", where: says("income_total.verb:less"), wrong: reword("income_total.verb:less", "income_total.verb:more", "增长")},
		{rule: "CHG-004", where: saysAmount("income_total.delta:less"), wrong: allOf(unsay("income_total.reason"), unsay("spending_total.reason"))},
		{rule: "CHG-005", where: says("income_total.reason"), wrong: restate("income_total.reason", 0, "工作需要")},
		{rule: "CHG-006", where: having(says("agency.same"), isAdmin), wrong: sayMore("agency.prior", 0, 300)},
		{rule: "CHG-007", where: having(says("income_total.delta:less"), says("spending_total.delta:less")), wrong: sayMore("spending_total.delta:less", 0, 300)},
		{rule: "CHG-009", where: having(saysAmount("reception.delta:less"), says("three_public.delta:less")), wrong: sayMore("three_public.delta:less", 0, 90_000)},
		{rule: "CHG-010", where: says("income_total.rate:more"), wrong: allFromNothing},
		{rule: "CHG-011", where: says("income_total.rate:less"), wrong: allOf(restate("income_total.rate:less", 0, "45.00"), restate("income_total.reason", 0, "工作需要"))},
		{rule: "CHG-012", where: says("income_total.reason"), wrong: restate("income_total.reason", 0, "部分津贴补贴未纳入预算，在职人员调离")},
		{rule: "CHG-013", where: saysAmount("income_total.delta:less"), wrong: restate("income_total.reason", 0, "在职人员增加，津贴补贴标准提高")},
		{rule: "CHG-014", where: says("income_total.delta:less"), wrong: unsayChange("income_total")},
		{rule: "CHG-015", where: saysAmount("agency.delta:more"), wrong: sayMore("agency.delta:more", 0, 300)},
		{rule: "EMP-001", where: not(withGFB), wrong: noted("T08", "")},
		{rule: "EMP-002", where: withGFB, wrong: noted("T08", "注：本表无数据")},
		{rule: "EMP-003", where: not(withGFB), wrong: func(d *budget.Disclosure) {
			p := d.Table("T08").Panel("")
			p.Lines = append(p.Lines, budget.Line{Key: "212", Code: "212", Name: "城乡社区支出", Level: 1, Cells: make([]budget.Cell, 3)})
		}},
		{rule: "EMP-004", where: not(withSOCB), wrong: noted("T09", "注：本单位无政府性基金预算，本表为空表")},
		{rule: "EMP-005", where: not(withGFB), wrong: dropTable("T08")},
		{rule: "EMP-006", where: withGFB, wrong: func(d *budget.Disclosure) { d.Table("T08").Panel("").Lines = nil }},
		{rule: "EMP-007", where: withGFB, wrong: write("四", "本单位没有政府性基金预算支出。")},
		{rule: "EMP-008", where: not(withGFB), wrong: noted("T08", "此表为空")},
		{rule: "EMP-009", wrong: func(d *budget.Disclosure) {
			p := d.Table("T01").Panel("spending")
			for i := range p.Lines {
				if c := &p.Lines[i].Cells[0]; c.Printed.Mark == money.Blank {
					c.Printed, _ = money.ParsePrinted("0.00")
					return
				}
			}
		}},
	}, tpe, ore, nar, pct, chg, emp)
}

func dropTable(id string) edit {
	return func(d *budget.Disclosure) {
		d.Tables = slices.DeleteFunc(d.Tables, func(t budget.Table) bool { return t.ID == id })
	}
}

// tenThousand writes an amount in yuan where 万元 stands after it.
func tenThousand(slot string) edit {
	return func(d *budget.Disclosure) {
		p, c := claimOf(d, slot, 0)
		v, _ := money.ParsePrinted(c.Text)
		put(p, c, money.Decimal{Coef: v.Value.Coef * 10_000, Scale: v.Value.Scale}.String())
	}
}

// wrongBase divides a decrease by this year's number.
func wrongBase(d *budget.Disclosure) {
	_, now := claimOf(d, "income_total", 0)
	_, delta := claimOf(d, "income_total.delta:less", 0)
	p, rate := claimOf(d, "income_total.rate:less", 0)
	a, _ := money.ParsePrinted(delta.Text)
	b, _ := money.ParsePrinted(now.Text)
	r, _ := money.Ratio(money.Fen(a.Value.Coef), money.Fen(b.Value.Coef), 2)
	put(p, rate, r.String())
}

// reword makes a claim another slot's with other words.
func reword(slot, as, text string) edit {
	return func(d *budget.Disclosure) {
		p, c := claimOf(d, slot, 0)
		put(p, c, text)
		c.Slot = as
	}
}

// sameReason gives every change of the three-public expenses one reason.
func sameReason(text string) edit {
	return func(d *budget.Disclosure) {
		for _, m := range claims().byRule["TPE-008"] {
			if p, c := claimOf(d, m+".reason", 0); c != nil {
				put(p, c, text)
			}
		}
	}
}

// claimToo adds words and a claim to the paragraph that states a measure.
func claimToo(beside, slot, before, text string) edit {
	return func(d *budget.Disclosure) {
		p, _ := claimOf(d, beside, 0)
		p.Text += before
		p.Claims = append(p.Claims, budget.Claim{Slot: slot, Text: text, Start: len(p.Text)})
		p.Text += text + "万元"
	}
}

// twoDecimals prints every percentage with two decimals.
func twoDecimals(d *budget.Disclosure) {
	for i := range d.Sections {
		for j := range d.Sections[i].Paragraphs {
			p := &d.Sections[i].Paragraphs[j]
			for k := range p.Claims {
				if c := &p.Claims[k]; strings.Contains(c.Slot, ".share") && c.Text == "0" {
					put(p, c, "0.00")
				}
			}
		}
	}
}

// unknownPublic makes the table of three-public expenses unreadable.
func unknownPublic(d *budget.Disclosure) {
	for i := range d.Table("T10").Panel("").Lines {
		d.Table("T10").Panel("").Lines[i].Cells[0].Printed = money.Printed{Text: "不详", Mark: money.Words}
	}
}

// allFromNothing says that all of the income is new, and a rate still.
func allFromNothing(d *budget.Disclosure) {
	_, now := claimOf(d, "income_total", 0)
	p, delta := claimOf(d, "income_total.delta:more", 0)
	put(p, delta, now.Text)
}

// unsayChange takes a measure's comparison out.
func unsayChange(measure string) edit {
	return func(d *budget.Disclosure) {
		p, _ := claimOf(d, measure, 0)
		p.Claims = slices.DeleteFunc(p.Claims, func(c budget.Claim) bool {
			return len(c.Slot) > len(measure) && c.Slot[:len(measure)+1] == measure+"." && aspectOf(c.Slot) != ""
		})
	}
}
