package rules

import (
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

func TestCitesDocument(t *testing.T) {
	v := performance()
	for text, want := range map[string]bool{
		"《公共图书馆管理办法》":        true,
		"某财预〔2022〕15号":       true,
		"某水发[2019]8号文件":      true,
		"市政府令第32号":           true,
		"2022年11月3日局长办公会议研究": true,
		"市政府第8次常务会议":         true,
		"根据残疾人就业保障金征收使用管理办法": true,
		"按照全民健身场地设施建设规划":     true,
		"预算法第三十二条":           true,
		"关于做好农村饮水安全工作的通知":    true,
		"领导批示":               false,
		"会议研究决定":             false,
		"市政府办公会议":            false,
		"2005年开始执行取暖补贴":      false,
		"经常性项目":              false,
		"工作需要":               false,
		"按照上级文件":             false,
		"根据方案":               false,
		"3号楼维修":              false,
		"历年惯例":               false,
		"为保证单位正常运转":          false,
		"根据单位实际":             false,
		"本单位职责，2021年2月起承担":   false,
		"上级文件要求":             false,
		"依据区委专题会议":           false,
		"区委办2021年3月12日专题会议纪要，同意安排经费": true,
	} {
		if got := citesDocument(text, v); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestEmptyGoal(t *testing.T) {
	v := performance()
	for text, want := range map[string]bool{
		"完成主管部门交办的各项工作":      true,
		"保障单位各项业务顺利开展。":      true,
		"做好日常工作，保证机关正常运转":    true,
		"确保项目顺利实施":           true,
		"完成各项工作任务，保障工作有序进行。": true,
		"维修校舍3处，消除安全隐患":      false,
		"让居民就近借到书":           false,
		"保障系统全年正常运行，故障不超过2次": false,
		"完成水库除险加固，使下游村庄免受洪水": false,
		"提高困难群众的生活水平":        false,
		"完成各项工作，使辖区环境整洁":     false,
		"": false,
		"保障残疾儿童按时接受康复训练，功能得到恢复": false,
	} {
		if got := emptyGoal(text, v); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestStandardOf(t *testing.T) {
	v := performance()
	tests := []struct {
		clause string
		fen    money.Fen
		per    string
		months bool
		ok     bool
	}{
		{"每个社区每年不低于8000元", 800_000, "个", false, true},
		{"按500元/人·月发放", 50_000, "人", true, true},
		{"每人每月补助1.5万元", 1_500_000, "人", true, true},
		{"标准为2万元/户", 2_000_000, "户", false, true},
		{"安排资金30万元", 0, "", false, false},
		{"每年30万元", 0, "", false, false},
		{"每人500元、每户1000元", 0, "", false, false},
		{"多元化", 0, "", false, false},
	}
	for _, tt := range tests {
		s, ok := standardOf(tt.clause, v)
		if ok != tt.ok || ok && (s.fen != tt.fen || s.per[0] != tt.per || s.months != tt.months) {
			t.Errorf("%s: %+v %v", tt.clause, s, ok)
		}
	}
}

func TestNumbersBesideANoun(t *testing.T) {
	v := performance()
	for _, tt := range []struct {
		text string
		bad  bool
	}{
		{"维护路灯60盏", true},
		{"维护路灯80盏", false},
		{"维护80盏路灯", false},
		{"路灯共计60盏", true},
		{"2019年建成路灯60盏，现有路灯80盏", false},
		{"2019年建成路灯60盏", false},
		{"路灯老化，每次维修60元", false},
		{"维护路灯60盏，另有路灯80盏", false},
	} {
		year := parseTarget("80盏")
		if _, bad := contradicts(tt.text, "路灯", &year, &year, v); bad != tt.bad {
			t.Errorf("%s: %v", tt.text, bad)
		}
	}
	year := parseTarget("≥50盏")
	if _, bad := contradicts("维护路灯60盏", "路灯", &year, &year, v); bad {
		t.Error("more than the least is no contradiction")
	}
}

func TestParseTarget(t *testing.T) {
	for _, tt := range []struct {
		in, number, unit string
		op               byte
		kind             int
	}{
		{"≥35万元", "35", "万元", '>', moneyUnit},
		{"＝１００％", "100", "%", '=', percentUnit},
		{" ≤ 1,500 元/人", "1500", "元/人", '<', moneyUnit},
		{"不少于20人次", "20", "人次", '>', countUnit},
		{"10个以内", "10", "个", '<', countUnit},
		{"90%以上", "90", "%", '>', percentUnit},
		{"95以上", "95", "", '>', noUnit},
		{"3万人", "3", "万人", 0, countUnit},
		{"0.5", "0.5", "", 0, noUnit},
	} {
		got := parseTarget(tt.in)
		if !got.known || got.number.String() != tt.number || got.unit != tt.unit || got.op != tt.op || got.kind() != tt.kind {
			t.Errorf("%s: %+v", tt.in, got)
		}
	}
	for in, words := range map[string]bool{"每月一次": true, "两期": true, "十二个": true, "保持一致": false, "一定程度": false, "及时": false} {
		if got := parseTarget(in); got.known || got.words != words {
			t.Errorf("%s: %+v", in, got)
		}
	}
}

func TestAmountOfTarget(t *testing.T) {
	for in, want := range map[string]money.Fen{"≤59万元": 59e6, "455,800元": 45_580_000, "1.2亿元": 12e9, "3.5千元": 350_000} {
		target := parseTarget(in)
		if got, ok := target.amount(); !ok || got != want {
			t.Errorf("%s: %v %v", in, got, ok)
		}
	}
	for _, in := range []string{"500元/人", "20个", "99999999999999999万元", "0.000001元", ""} {
		target := parseTarget(in)
		if got, ok := target.amount(); ok {
			t.Errorf("%s: %v", in, got)
		}
	}
}

// Whatever stands in a form, judging it ends and does not panic.
func FuzzForm(f *testing.F) {
	f.Add("每个社区每年不低于8000元/人", "路灯个数", "≥80盏")
	f.Add("（〔2022〕号", "", "一百%")
	p := performance()
	f.Fuzz(func(t *testing.T, text, name, value string) {
		target := parseTarget(value)
		target.amount()
		target.kind()
		citesDocument(text, p)
		emptyGoal(text, p)
		standardOf(text, p)
		sameProject(text, name)
		yearsOf(text)
		fourDigits(text)
		vagueWords(foldValue(value), p)
		contradicts(text, name, &target, &target, p)
		s := side{row: &budget.Indicator{Level1: "产出指标", Level2: "数量指标"}, name: name, value: value}
		unitMisfit(&s, p)
		baseless(&s, p)
		cumulative(&s, p)
		alike(text, name)
		cutOff(text, p)
	})
}
