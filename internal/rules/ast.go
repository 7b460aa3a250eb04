package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

var ast = []check.Rule{
	{
		ID: "AST-001", Title: "车辆总数不等于各类之和", Severity: diag.Error, Basis: "OP", Since: 2017, Scope: "SB SF",
		Formula: "车辆总数 = Σ 各类车辆；计划购置同此",
		Doc:     "分类列出车辆的格式，总数应等于各类之和，计划购置的车辆也一样。",
		Hint:    "核对各类车辆数", Right: "共3辆：机要1、应急2", Wrong: "共3辆：机要1、应急1",
		Relate: vehicleTypes,
	},
	{
		ID: "AST-002", Title: "车辆账实不符", Severity: diag.Warning, Basis: "AS30 AS34 CAR", Since: 2017, Scope: "SX",
		Formula: "车辆实有数 = 账面数；没有未入账的车辆",
		Doc:     "车辆的实有数应与账面数一致。文字写明有车未入账的，就是账实不符。借用、调拨而手续齐全的，请写明。",
		Hint:    "未入账的办理入账；借用、调拨的写明手续", Right: "实有3辆，账面3辆", Wrong: "实有3辆，账面2辆",
		Inspect: vehiclesOnBooks,
	},
	{
		ID: "AST-003", Title: "没有车辆却有运行维护费", Severity: diag.Warning, Basis: "CAR", Since: 2017, Scope: "all", Tables: "T10",
		Formula: "车辆数 = 0 ⇒ T10[公务用车运行维护费] = 0",
		Doc:     "单位没有车辆，就不该有公务用车运行维护费。统一调配、租用车辆的，请写明。",
		Hint:    "核对车辆数；统一调配或租用的写明", Right: "0辆，运行维护费0", Wrong: "0辆，运行维护费3.20万元",
		Inspect: costWithoutVehicles,
	},
	{
		ID: "AST-004", Title: "有车辆而没有运行维护费", Severity: diag.Note, Basis: "CAR", Since: 2017, Scope: "all", Tables: "T10",
		Formula: "车辆数 > 0 ⇒ T10[公务用车运行维护费] > 0",
		Doc:     "有车辆一般就有运行维护费。由主管部门统一支付的，请写明。",
		Hint:    "核对运行维护费；由别处支付的写明", Right: "2辆，运行维护费3.00万元", Wrong: "2辆，运行维护费0",
		Inspect: vehiclesWithoutCost,
	},
	{
		ID: "AST-005", Title: "车辆运行维护费与车辆数不合", Severity: diag.Warning, Basis: "M26 CAR", Since: 2017, Scope: "all", Tables: "T10",
		Formula: "在账车辆数 ≥ 开支运行费的车辆数；T10[公务用车运行维护费] ÷ 车辆数 在定额之内",
		Doc:     "未入账的车辆开支运行维护费，应说明原因。没有设定本地定额时，每辆车每年超出0.3万元至4万元的只作提示，执法、特种车辆另当别论。",
		Hint:    "写明运行维护费用于哪些车辆；未入账的先办入账", Right: "2辆都在账，运行维护费4.00万元", Wrong: "2辆中1辆未入账，运行维护费3.20万元",
		Inspect: costPerVehicle,
	},
	{
		ID: "AST-006", Title: "资产情况没有截止日期", Severity: diag.Note, Basis: "OP", Since: 2017, Scope: "all",
		Formula: "资产说明写明截止日期",
		Doc:     "车辆、设备、房屋的数量应说明是哪一天的。",
		Hint:    "写明截止日期，如“截至上年12月31日”", Right: "截至2022年12月31日，车辆2辆", Wrong: "车辆2辆",
		Inspect: assetDate,
	},
	{
		ID: "AST-007", Title: "计划购车与购置费不合", Severity: diag.Warning, Basis: "AS24 CAR", Since: 2017, Scope: "SB",
		Formula: "计划购置车辆 > 0 ⇔ T10[公务用车购置费] > 0；计划购置大型设备 ⇔ 有资本性支出或项目",
		Doc:     "计划购置车辆的应有购置费，有购置费的应说明购置几辆；大型设备同此。",
		Hint:    "核对计划购置数与购置费", Right: "计划购置1辆，购置费18.00万元", Wrong: "计划购置1辆，购置费0",
		Inspect: planned,
	},
	{
		ID: "AST-008", Title: "没有说明大型设备", Severity: diag.Note, Basis: "OP", Since: 2017, Scope: "all",
		Formula: "资产说明写明单价100万元以上设备的台数",
		Doc:     "资产情况应写明单价100万元（含）以上的设备有多少台，没有的写没有。",
		Hint:    "补写大型设备的台数，没有的写“无”并写明口径", Right: "单价100万元以上设备0台", Wrong: "“其他”只写一个“无”",
		Inspect: largeEquipment,
	},
	{
		ID: "AST-009", Title: "房屋情况没有面积", Severity: diag.Note, Basis: "FORM", Since: 2017, Scope: "SX",
		Formula: "房屋情况写明来源和面积，或写“无”",
		Doc:     "房屋情况应写明房屋的来源（自有、租用、调配）和面积，没有房屋的写“无”。",
		Hint:    "补写面积", Right: "办公用房800平方米，由机关事务管理部门调配", Wrong: "办公用房由别的单位调配",
		Inspect: housingArea,
	},
	{
		ID: "AST-010", Title: "车辆超过编制", Severity: diag.Warning, Basis: "M25 CAR", Since: 2017, Scope: "all",
		Formula: "车辆实有数 ≤ 车辆编制数",
		Doc:     "车辆实有数不应超过核定的车辆编制。文字里没有车辆编制的，不查。",
		Hint:    "核对车辆编制；超编的写明处理办法", Right: "车辆编制3辆，实有2辆", Wrong: "车辆编制1辆，实有2辆",
		Inspect: vehiclesOverQuota,
	},
	{
		ID: "AST-011", Title: "资产情况与资产台账不符", Severity: diag.Note, Basis: "AS34", Since: 2017, Scope: "all",
		Formula: "资产说明的数量、价值 = 资产台账",
		Doc:     "公开的资产数量和价值应与单位的资产台账一致。",
		Hint:    "与资产台账核对", Right: "台账2辆，公开2辆", Wrong: "台账3辆，公开2辆",
		Lacks: "没有资产台账",
	},
	{
		ID: "AST-012", Title: "资产表里的数加不起来或与文字不符", Severity: diag.Error, Basis: "OP LOGIC", Since: 2017, Scope: "all", Tables: "T10 T17",
		Formula: "T17[车辆数合计] = Σ 各类车辆；N[车辆、设备、团组、人次、批次] = T17 或 T10 的统计数",
		Doc:     "机构运行信息表、国有资产占用情况表里，车辆合计应等于各类之和；文字写的车辆、设备台数，出国团组和人次，购置和保有的车辆，接待的批次和人次，应与表里的统计数相同。表里空着的不比。",
		Hint:    "核对表里的数和文字",
		Right:   "车辆数合计4，文字写4辆", Wrong: "车辆数合计4，文字写5辆",
		Relate: assetCounts,
	},
}

// assetParagraphs are the sentences of the section that speaks of vehicles.
func assetParagraphs(in *check.Inspection) (texts []string, refs []place.Ref) {
	f := formsOf(in.Subject)
	return f.assets, f.assetRefs
}

// sectionWith are the sentences, headings left out, of the section in which the
// profile asks for a value.
func sectionWith(in *check.Subject, slot slotText) (texts []string, refs []place.Ref) {
	id := profile.Kept(in.Profile, slot, slot.section)
	for i := range in.Sections {
		if in.Sections[i].ID != id || id == "" {
			continue
		}
		for p := range eachItem(in.Sections[i].Paragraphs) {
			if p.Heading || p.Text == "" {
				continue
			}
			r := p.Ref
			r.Section, r.Text = id, p.Text
			texts, refs = append(texts, p.Text), append(refs, r)
		}
	}
	return texts, refs
}

// slotText is the beginning of a value's slot in the texts of a profile.
type slotText string

// section is the last section of a profile that has it.
func (t slotText) section(p *profile.Profile) (id string) {
	for i := range p.Sections {
		for k := range p.Sections[i].Paragraphs {
			if strings.Contains(p.Sections[i].Paragraphs[k].Text, string(t)) {
				id = p.Sections[i].ID
			}
		}
	}
	return id
}

// offBooks is the first sentence that says that a vehicle is not on the books.
func offBooks(in *check.Inspection) (word string, ref place.Ref, found bool) {
	v := performance()
	texts, refs := assetParagraphs(in)
	for i, text := range texts {
		if word := firstOf(text, v.OffBooks); word != "" && strings.ContainsAny(text, "车辆") && !denies(text, word) {
			return word, refs[i], true
		}
	}
	return "", place.Ref{}, false
}

// denies reports whether a text says that there is no such thing: 没有未入账的车辆.
func denies(text, word string) bool {
	before, _, _ := strings.Cut(text, word)
	for _, no := range [...]string{"无", "没有", "不存在", "未发现"} {
		if strings.HasSuffix(before, no) {
			return true
		}
	}
	return false
}

// vehiclesSay reports whether a sentence about vehicles holds one of the words.
func vehiclesSay(in *check.Inspection, words []string) bool {
	texts, _ := assetParagraphs(in)
	for _, text := range texts {
		if strings.Contains(text, "车") && holdsAny(text, words) {
			return true
		}
	}
	return false
}

func vehiclesOnBooks(in *check.Inspection) {
	have, booked := countOf(in, "vehicles"), countOf(in, "vehicles_booked")
	word, ref, off := offBooks(in)
	switch {
	case have < 0 && booked < 0 && !off:
		in.NotChecked("没有读到车辆数")
	case have >= 0 && booked >= 0 && have != booked:
		v := in.Claims("vehicles")[0]
		f := check.Fault{
			At:       in.Ref(v),
			Message:  fmt.Sprintf("车辆实有%d辆，账面%d辆，账实不符", have, booked),
			Evidence: []diag.Evidence{in.Show(v), in.Show(in.Claims("vehicles_booked")[0])},
		}
		if off {
			f.Message += "，写着“" + word + "”"
			f.Evidence = append(f.Evidence, diag.Evidence{Label: "车辆情况", Value: ref.Text, Ref: ref})
		}
		in.Fail(f)
	case off:
		in.Fail(check.Fault{At: ref, Message: "车辆情况写着有车辆" + word + "，账实不符"})
	default:
		in.Pass(1)
	}
}

// runningCost is the year's cost of running vehicles.
func runningCost(in *check.Inspection) (check.Var, money.Fen, bool) {
	v := in.Cell("T10", "", "公务用车运行维护费", "合计")
	i, ok := interval(in.Subject, v)
	return v, money.Fen((i.Lo + i.Hi) / 20), ok
}

func costWithoutVehicles(in *check.Inspection) {
	v, cost, ok := runningCost(in)
	have := countOf(in, "vehicles")
	switch {
	case !ok || have < 0:
		in.NotChecked("没有读到车辆数或运行维护费")
	case have == 0 && cost > 0 && !vehiclesSay(in, performance().Pooled):
		in.Fail(check.Fault{
			At:       in.Ref(v),
			Message:  fmt.Sprintf("公务用车运行维护费%s%s，车辆实有0辆", in.Printed(v).Text, in.UnitName(v)),
			Evidence: []diag.Evidence{in.Show(v), in.Show(in.Claims("vehicles")[0])},
		})
	default:
		in.Pass(1)
	}
}

func vehiclesWithoutCost(in *check.Inspection) {
	_, cost, ok := runningCost(in)
	have := countOf(in, "vehicles")
	switch {
	case !ok || have < 0:
		in.NotChecked("没有读到车辆数或运行维护费")
	case have > 0 && cost == 0 && !vehiclesSay(in, performance().PaidCentrally):
		v := in.Claims("vehicles")[0]
		in.Fail(check.Fault{
			At:       in.Ref(v),
			Message:  fmt.Sprintf("车辆实有%d辆，没有公务用车运行维护费", have),
			Evidence: []diag.Evidence{in.Show(v)},
		})
	default:
		in.Pass(1)
	}
}

func costPerVehicle(in *check.Inspection) {
	v, cost, ok := runningCost(in)
	have, booked := countOf(in, "vehicles"), countOf(in, "vehicles_booked")
	_, ref, off := offBooks(in)
	if !ok || have <= 0 && !off {
		in.NotChecked("没有读到车辆数或运行维护费")
		return
	}
	f := check.Fault{At: ref, Evidence: []diag.Evidence{in.Show(v)}}
	if have > 0 {
		claim := in.Claims("vehicles")[0]
		f.At = in.Ref(claim)
		f.Evidence = append(f.Evidence, in.Show(claim))
	}
	words := eachVehicle(cost, have)
	if kept := countOf(in, "vehicles_kept"); in.Profile.Kind == "final" && kept > have && have > 0 {
		claim := in.Claims("vehicles_kept")[0]
		in.Fail(check.Fault{
			At: in.Ref(claim), Title: "开支经费的车辆多于占有的车辆", Message: fmt.Sprintf("公务用车保有量写作%d辆，国有资产一节的车辆共%d辆", kept, have),
			Hint: "核对两处的车辆数", Evidence: []diag.Evidence{in.Show(claim), in.Show(in.Claims("vehicles")[0])},
		})
		return
	}
	switch {
	case cost > 0 && (booked >= 0 && have > booked || off):
		f.Message = fmt.Sprintf("公务用车运行维护费%s万元，%s", in.Printed(v).Text, words)
		if booked >= 0 && have > booked {
			f.Message += fmt.Sprintf("在账的只有%d辆", booked)
		} else {
			f.Message += "有车辆未入账"
			f.Evidence = append(f.Evidence, diag.Evidence{Label: "车辆情况", Value: ref.Text, Ref: ref})
		}
		in.Fail(f)
	case cost > 0 && have > 0 && outside(cost, have):
		f.Severity = diag.Note
		f.Message = fmt.Sprintf("公务用车运行维护费%s万元，%s不在每辆0.3万元至4万元之内", in.Printed(v).Text, words)
		in.Fail(f)
	default:
		in.Pass(1)
	}
}

// eachVehicle says what running costs come to a vehicle.
func eachVehicle(cost money.Fen, vehicles int64) string {
	if vehicles <= 0 {
		return ""
	}
	return fmt.Sprintf("车辆%d辆，每辆%s万元，", vehicles, money.Round(cost/money.Fen(vehicles), money.Wan, 2))
}

func outside(cost money.Fen, vehicles int64) bool {
	v := performance()
	return cost > money.FromYuan(v.VehicleMost*vehicles) || cost < money.FromYuan(v.VehicleLeast*vehicles)
}

// assetLacks tells of a statement that lacks something, at its first sentence.
func assetLacks(in *check.Inspection, has func(text string) bool, message string) {
	texts, refs := assetParagraphs(in)
	if len(texts) == 0 {
		in.NotChecked("没有读到资产情况")
		return
	}
	for _, text := range texts {
		if has(text) {
			in.Pass(1)
			return
		}
	}
	in.Fail(check.Fault{At: refs[0], Message: message})
}

func assetDate(in *check.Inspection) {
	v := performance()
	assetLacks(in, func(text string) bool {
		return holdsAny(text, v.AsOf) && (strings.Contains(text, "年") || strings.Contains(text, "月"))
	}, "资产情况没有写截止到哪一天")
}

func largeEquipment(in *check.Inspection) {
	v := performance()
	assetLacks(in, func(text string) bool { return holdsAny(text, v.Valuable) }, "资产情况没有写单价100万元以上设备的台数")
}

func housingArea(in *check.Inspection) {
	texts, refs := assetParagraphs(in)
	for i, text := range texts {
		if !strings.Contains(text, "房") {
			continue
		}
		if strings.Contains(text, "平方米") || strings.Contains(text, "㎡") || strings.Contains(text, "平米") || strings.HasPrefix(text, "无") || strings.Contains(text, "没有") {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{At: refs[i], Message: "房屋情况" + quoteForm(text) + "没有写面积"})
	}
}

func vehiclesOverQuota(in *check.Inspection) {
	have := countOf(in, "vehicles")
	texts, refs := assetParagraphs(in)
	for i, text := range texts {
		_, rest, ok := strings.Cut(text, "编制")
		if !ok || have < 0 {
			continue
		}
		quota, ok := numberBeside(rest, 0, 0, "辆")
		switch {
		case !ok:
		case have > quota:
			in.Fail(check.Fault{At: refs[i], Message: fmt.Sprintf("车辆编制%d辆，实有%d辆，超过%d辆", quota, have, have-quota)})
			return
		default:
			in.Pass(1)
			return
		}
	}
	in.NotChecked("文字里没有车辆编制数")
}
