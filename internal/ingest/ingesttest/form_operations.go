package ingesttest

import "fmt"

// Assets is the table of what a body owns, by number and by value.
func (f *FinalForm) Assets(a *Account, n int) *Grid2 {
	rows := [][]Slot{texts("资产类别", "计量单位", "数量", "价值")}
	for _, x := range []struct {
		name, unit, key, count string
		fen                    int64
	}{
		{"一、房屋（平方米）", "平方米", "", "3,480.50", 1_234_56_00},
		{"二、车辆（辆）", "辆", "车辆数", "4", 98_76_00},
		{"机要通信用车", "辆", "机要通信用车", "1", 20_00_00},
		{"应急保障用车", "辆", "应急保障用车", "1", 28_76_00},
		{"特种专业技术用车", "辆", "特种专业技术用车", "2", 50_00_00},
		{"其他用车", "辆", "其他用车", "0", 0},
		{"三、单价100万元（含）以上设备（不含车辆）", "台（套）", "设备", "1", 120_00_00},
	} {
		c, v := Slot{Text: x.count}, text(f.Ink.amount(x.fen*100))
		if x.key != "" {
			c.ID = "T17[" + x.key + "].统计数"
		}
		rows = append(rows, []Slot{text(x.name), text(x.unit), c, v})
	}
	return f.grid(a, n, "国有资产占有使用情况表", 1, rows...)
}

// Operations is the table of what a body's operations cost and count: three-public
// expenses on the left, agency costs, assets and purchases on the right.
func (f *FinalForm) Operations(a *Account, n int) *Grid2 {
	plan, real := a.publics(0), a.publics(1)
	k := f.Ink
	at := func(key, column string) string { return "T17[" + key + "]." + column }
	var left, right [][]Slot
	money := func(name, key string) {
		left = append(left, []Slot{text(name), k.slot(at(key, "预算数"), plan[key]), k.slot(at(key, "统计数"), real[key])})
	}
	count := func(name, key, value string) {
		left = append(left, []Slot{text(name), text("—"), {Text: value, ID: at(key, "统计数")}})
	}
	left = append(left, texts("一、“三公”经费支出", "—", "—"))
	left = append(left, []Slot{text("（一）支出合计"), k.slot(at("支出合计", "预算数"), plan["合计"]), k.slot(at("支出合计", "统计数"), real["合计"])})
	money("1．因公出国（境）费", "因公出国（境）费")
	money("2．公务用车购置及运行维护费", "公务用车购置及运行费")
	money("（1）公务用车购置费", "公务用车购置费")
	money("（2）公务用车运行维护费", "公务用车运行维护费")
	money("3．公务接待费", "公务接待费")
	left = append(left, texts("（1）国内接待费", "—", k.amount(real["公务接待费"])), texts("其中：外事接待费", "—", ""), texts("（2）国（境）外接待费", "—", ""), texts("（二）相关统计数", "—", "—"))
	count("1．因公出国（境）团组数（个）", "团组数", "1")
	count("2．因公出国（境）人次数（人）", "出国人次数", "2")
	count("3．公务用车购置数（辆）", "购置数", "0")
	count("4．公务用车保有量（辆）", "保有量", "4")
	count("5．国内公务接待批次（个）", "接待批次", "12")
	count("其中：外事接待批次（个）", "外事接待批次", "0")
	count("6．国内公务接待人次（人）", "接待人次", "86")
	count("其中：外事接待人次（人）", "外事接待人次", "0")

	one := func(name, key, value string) {
		s := Slot{Text: value}
		if key != "" {
			s.ID = at(key, "统计数")
		}
		right = append(right, []Slot{text(name), s})
	}
	public := a.sum(economic("302")) + a.sum(economic("310"))
	goods, services := a.sum(economic("31002")), a.sum(under("2130299", of("gpb")))
	one("二、机关运行经费", "机关运行经费", k.amount(public))
	one("（一）行政单位", "行政单位", k.amount(public))
	one("（二）参照公务员法管理事业单位", "", "")
	one("三、资产信息", "", "—")
	one("（一）车辆数合计（辆）", "车辆数", "4")
	for i, x := range [][3]string{{"副部（省）级及以上领导用车", "部级领导用车", "0"}, {"主要负责人用车", "主要领导用车", "0"}, {"机要通信用车", "机要通信用车", "1"}, {"应急保障用车", "应急保障用车", "1"}, {"执法执勤用车", "执法执勤用车", "0"}, {"特种专业技术用车", "特种专业技术用车", "0"}, {"离退休干部服务用车", "离退休干部用车", "0"}, {"其他用车", "其他用车", "2"}} {
		one(fmt.Sprintf("%d．%s", i+1, x[0]), x[1], x[2])
	}
	one("（二）单价100万元（含）以上设备（不含车辆）", "设备", "0")
	one("四、政府采购支出信息", "", "—")
	one("（一）政府采购支出合计", "政府采购支出合计", k.amount(goods+services))
	one("1．政府采购货物支出", "政府采购货物支出", k.amount(goods))
	one("2．政府采购工程支出", "", "")
	one("3．政府采购服务支出", "政府采购服务支出", k.amount(services))
	one("（二）政府采购授予中小企业合同金额", "授予中小企业合同金额", k.amount(goods+services/2))
	one("其中：授予小微企业合同金额", "授予小微企业合同金额", k.amount(goods))

	rows := [][]Slot{texts("项　目", "行次", "预算数", "统计数", "项　目", "行次", "统计数"), texts("栏　次", "", "1", "2", "栏　次", "", "3")}
	for i := range max(len(left), len(right)) {
		l, r := texts("", "", ""), texts("", "")
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		row := append([]Slot{l[0], text(fmt.Sprint(i + 1))}, l[1:]...)
		rows = append(rows, append(row, r[0], text(fmt.Sprint(len(left)+i+1)), r[1]))
	}
	return f.grid(a, n, "机构运行信息表", 2, rows...)
}
