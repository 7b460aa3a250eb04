package ingesttest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Spend is a made-up fact: what a unit spends on a subject, in fen.
type Spend struct {
	Func    string // seven digits
	Project bool
	Econ    string // five digits; empty for projects
	Fund    string // gpb, gfb, socb, other
	Fen     int64
	Planned int64 // what the budget gave it
}

// Account is a made-up unit's year: everything that its forms print is added up
// from it.
type Account struct {
	Unit            string
	Year            int
	Spends          []Spend
	Business, Other int64            // incomes of its own
	In, Out         map[string]int64 // carried over by fund
	Public          [5][2]int64      // three-public items, planned and spent: abroad, vehicles bought, run, reception; last: unused
	Prior           int64            // last year's figures are so many thousandths of this year's
}

// Made is a unit in which every number is odd enough to be rounded.
func Made(unit string, year int) *Account {
	return &Account{
		Unit: unit, Year: year,
		Spends: []Spend{
			{"2130201", false, "30101", "gpb", 412_305_17, 405_000_00},
			{"2130201", false, "30102", "gpb", 288_940_62, 290_000_00},
			{"2130201", false, "30103", "gpb", 301_118_29, 301_000_00},
			{"2130201", false, "30201", "gpb", 61_204_55, 64_000_00},
			{"2130201", false, "30207", "gpb", 18_733_48, 20_000_00},
			{"2130201", false, "30211", "gpb", 74_516_31, 82_000_00},
			{"2130201", false, "30217", "gpb", 4_212_60, 6_000_00},
			{"2130201", false, "30228", "gpb", 23_400_18, 23_400_00},
			{"2130201", false, "30231", "gpb", 32_618_44, 40_000_00},
			{"2130201", false, "30239", "gpb", 96_720_73, 96_000_00},
			{"2130201", false, "31002", "gpb", 27_145_36, 30_000_00},
			{"2130205", true, "", "gpb", 640_281_93, 655_000_00},
			{"2130299", true, "", "gpb", 118_377_84, 120_000_00},
			{"2130299", true, "", "other", 35_129_76, 36_000_00},
			{"2080501", false, "30302", "gpb", 55_431_27, 55_000_00},
			{"2080505", false, "30108", "gpb", 146_872_38, 146_000_00},
			{"2080506", false, "30109", "gpb", 73_436_19, 73_000_00},
			{"2101101", false, "30110", "gpb", 68_117_43, 68_000_00},
			{"2101103", false, "30111", "gpb", 21_354_82, 21_000_00},
			{"2210201", false, "30113", "gpb", 158_226_71, 158_000_00},
			{"2296003", true, "", "gfb", 45_318_65, 50_000_00},
			{"2230105", true, "", "socb", 12_447_58, 12_500_00},
		},
		Business: 22_118_34, Other: 18_402_77,
		In:     map[string]int64{"gpb": 41_226_35, "gfb": 3_117_24, "other": 6_240_19},
		Out:    map[string]int64{"gpb": 37_904_66, "gfb": 2_208_91, "other": 11_631_54},
		Public: [5][2]int64{{20_000_00, 12_345_67}, {0, 0}, {40_000_00, 32_618_44}, {6_000_00, 4_212_60}},
		Prior:  934,
	}
}

// Scaled is the account with every amount times n, so that amounts in 10000 yuan
// have some length.
func (a *Account) Scaled(n int64) *Account {
	b := *a
	b.Spends = slices.Clone(a.Spends)
	for i := range b.Spends {
		b.Spends[i].Fen *= n
		b.Spends[i].Planned *= n
	}
	b.Business, b.Other = a.Business*n, a.Other*n
	b.In, b.Out = map[string]int64{}, map[string]int64{}
	for k, v := range a.In {
		b.In[k] = v * n
	}
	for k, v := range a.Out {
		b.Out[k] = v * n
	}
	for i := range b.Public {
		b.Public[i][0] *= n
		b.Public[i][1] *= n
	}
	return &b
}

// sum adds up what the condition lets through.
func (a *Account) sum(is func(Spend) bool) (n int64) {
	for _, s := range a.Spends {
		if is(s) {
			n += s.Fen
		}
	}
	return n
}

func (a *Account) planned(is func(Spend) bool) (n int64) {
	for _, s := range a.Spends {
		if is(s) {
			n += s.Planned
		}
	}
	return n
}

// income is what a fund got this year.
func (a *Account) income(fund string) int64 {
	if fund == "other" {
		return a.Business + a.Other
	}
	return a.sum(of(fund)) + a.Out[fund] - a.In[fund]
}

func (a *Account) carried(m map[string]int64, funds ...string) (n int64) {
	for _, f := range funds {
		n += m[f]
	}
	return n
}

var fiscalFunds = []string{"gpb", "gfb", "socb"}

func of(funds ...string) func(Spend) bool {
	return func(s Spend) bool { return slices.Contains(funds, s.Fund) }
}

func under(code string, more ...func(Spend) bool) func(Spend) bool {
	return func(s Spend) bool {
		return strings.HasPrefix(s.Func, code) && !slices.ContainsFunc(more, func(is func(Spend) bool) bool { return !is(s) })
	}
}

func economic(code string) func(Spend) bool {
	return func(s Spend) bool { return s.Econ != "" && strings.HasPrefix(s.Econ, code) && s.Fund == "gpb" }
}

func basic(s Spend) bool   { return !s.Project }
func project(s Spend) bool { return s.Project }

// codes are the function codes in use, classes, divisions and items in order.
func (a *Account) codes(is func(Spend) bool) (out []string) {
	for _, s := range a.Spends {
		if is(s) {
			out = append(out, s.Func[:3], s.Func[:5], s.Func)
		}
	}
	slices.SortFunc(out, func(x, y string) int { return cmp.Compare(x, y) })
	return slices.Compact(out)
}

// names are the official names of the subjects in use.
var names = map[string]string{
	"208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "2080501": "行政单位离退休", "2080505": "机关事业单位基本养老保险缴费支出", "2080506": "机关事业单位职业年金缴费支出",
	"210": "卫生健康支出", "21011": "行政事业单位医疗", "2101101": "行政单位医疗", "2101103": "公务员医疗补助",
	"213": "农林水支出", "21302": "林业和草原", "2130201": "行政运行", "2130205": "森林资源培育", "2130299": "其他林业和草原支出",
	"221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金",
	"223": "国有资本经营预算支出", "22301": "解决历史遗留问题及改革成本支出", "2230105": "国有企业退休人员社会化管理补助支出",
	"229": "其他支出", "22960": "彩票公益金安排的支出", "2296003": "用于体育事业的彩票公益金支出",
	"301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费", "30110": "职工基本医疗保险缴费", "30111": "公务员医疗补助缴费", "30113": "住房公积金",
	"302": "商品和服务支出", "30201": "办公费", "30207": "邮电费", "30211": "差旅费", "30217": "公务接待费", "30228": "工会经费", "30231": "公务用车运行维护费", "30239": "其他交通费用",
	"303": "对个人和家庭的补助", "30302": "退休费", "310": "资本性支出", "31002": "办公设备购置",
}

// classes are the classes of spending that two-sided tables list, by number.
var classes = []struct{ code, name string }{
	{"201", "一般公共服务支出"},
	{"202", "外交支出"},
	{"203", "国防支出"},
	{"204", "公共安全支出"},
	{"205", "教育支出"},
	{"206", "科学技术支出"},
	{"207", "文化旅游体育与传媒支出"},
	{"208", "社会保障和就业支出"},
	{"210", "卫生健康支出"},
	{"211", "节能环保支出"},
	{"212", "城乡社区支出"},
	{"213", "农林水支出"},
	{"214", "交通运输支出"},
	{"215", "资源勘探工业信息等支出"},
	{"216", "商业服务业等支出"},
	{"217", "金融支出"},
	{"219", "援助其他地区支出"},
	{"220", "自然资源海洋气象等支出"},
	{"221", "住房保障支出"},
	{"222", "粮油物资储备支出"},
	{"223", "国有资本经营预算支出"},
	{"224", "灾害防治及应急管理支出"},
	{"229", "其他支出"},
	{"231", "债务还本支出"},
	{"232", "债务付息支出"},
	{"234", "抗疫特别国债安排的支出"},
}

var counting = strings.Fields("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一 二十二 二十三 二十四 二十五 二十六 二十七 二十八 二十九 三十")

// ink is how a form prints money.
type ink struct {
	yuan  bool
	comma bool
	zero  string
}

func (k ink) unit() string {
	if k.yuan {
		return "元"
	}
	return "万元"
}

// amount prints fen in the unit of the form, rounded half up.
func (k ink) amount(fen int64) string {
	if fen == 0 {
		return k.zero
	}
	return k.digits(fen)
}

func (k ink) digits(fen int64) string {
	sign := ""
	if fen < 0 {
		sign, fen = "-", -fen
	}
	hundredths := fen
	if !k.yuan {
		hundredths = (fen + 5000) / 10000
	}
	whole := fmt.Sprint(hundredths / 100)
	if k.comma {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	return fmt.Sprintf("%s%s.%02d", sign, whole, hundredths%100)
}

// share prints a part of a whole in per cent, from exact amounts.
func share(part, whole int64) string {
	if whole == 0 {
		return "0.00"
	}
	sign := ""
	if part < 0 {
		sign, part = "-", -part
	}
	n := (part*20000 + whole) / (2 * whole)
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}

func (k ink) slot(id string, fen int64) Slot { return Slot{Text: k.amount(fen), ID: id} }

func text(s string) Slot            { return Slot{Text: s} }
func wide(s string, n int) Slot     { return Slot{Text: s, Cols: n} }
func deep(s string, n int) Slot     { return Slot{Text: s, Rows: n} }
func block(s string, c, r int) Slot { return Slot{Text: s, Cols: c, Rows: r} }
func texts(list ...string) (o []Slot) {
	for _, s := range list {
		o = append(o, text(s))
	}
	return o
}

// numbers are the numbers of columns from a to b.
func numbers(a, b int) (out []Slot) {
	for n := a; n <= b; n++ {
		out = append(out, text(fmt.Sprint(n)))
	}
	return out
}

func join(parts ...[]Slot) []Slot { return slices.Concat(parts...) }
