package book

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/diag"
)

// line prints a finding on one line: severity, rule, place, message, and what
// was expected or may have been meant.
func line(f diag.Finding) string {
	s := fmt.Sprintf("%s %s %s %s", f.Severity.Chinese(), f.Rule, f.Ref.Source(), f.Message)
	if f.Expected != "" {
		s += "〔应为〕" + f.Expected
	}
	if f.Nearest != "" {
		s += "〔是否为〕" + f.Nearest
	}
	return s
}

func lines(fs diag.Findings) []string {
	var out []string
	for _, f := range fs {
		out = append(out, line(f))
	}
	return out
}

// edit is a change to a file of the sample book; without old text it is the whole
// content, and empty content removes the file.
type edit struct{ file, old, new string }

var wrongBooks = []struct {
	name  string
	edits []edit
	want  []string
}{
	{"功能科目编码抄错一位", []edit{{"facts.csv", "2150550,", "2150551,"}}, []string{
		`错误 INPUT-CODE facts.csv:2 列“功能科目编码” 支出功能分类没有编码2150551〔应为〕项级编码，7位数字〔是否为〕2150550 事业运行`,
	}},
	{"编码在自定科目里没有", []edit{{"facts.csv", "2150550,事业运行", "2158888,本地事业"}}, []string{
		`错误 INPUT-CODE facts.csv:2 列“功能科目编码” 支出功能分类没有编码2158888〔应为〕项级编码，7位数字`,
	}},
	{"填到类级", []edit{{"facts.csv", "2150550,事业运行", "215,"}}, []string{
		`错误 INPUT-CODE facts.csv:2 列“功能科目编码” 215 资源勘探工业信息等支出是类级科目，应填到项级〔应为〕21501 资源勘探开发、21502 制造业、21503 建筑业、21505 工业和信息产业监管、21507 国有资产监管、21508 支持中小企业发展和管理支出等8个`,
	}},
	{"填到款级", []edit{{"facts.csv", "2150550,事业运行", "21505,"}}, []string{
		`错误 INPUT-CODE facts.csv:2 列“功能科目编码” 21505 工业和信息产业监管是款级科目，应填到项级〔应为〕2150501 行政运行、2150502 一般行政管理事务、2150503 机关服务、2150505 战备应急、2150507 专用通信、2150508 无线电及信息通信监管等10个`,
	}},
	{"填了名称不是编码", []edit{{"facts.csv", "2150550,事业运行", "机关事业单位基本养老保险缴费支出,"}}, []string{
		`错误 INPUT-CODE facts.csv:2 列“功能科目编码” “机关事业单位基本养老保险缴费支出”不是编码〔应为〕项级编码，7位数字〔是否为〕2080505 机关事业单位基本养老保险缴费支出`,
	}},
	{"经济科目填到功能科目列", []edit{{"facts.csv", "2150550,事业运行", "30101,"}}, []string{
		`错误 INPUT-CODE facts.csv:2 列“功能科目编码” 支出功能分类没有编码30101；30101 基本工资在部门预算支出经济分类里〔应为〕项级编码，7位数字`,
	}},
	{"名称与编码不符", []edit{{"facts.csv", "2150550,事业运行", "2150550,行政运行"}}, []string{
		`错误 INPUT-NAME facts.csv:2 列“功能科目名称” 2150550的名称是“事业运行”，写作“行政运行”〔应为〕事业运行`,
	}},
	{"名称与编码不符，但那一行未核对", []edit{{"facts.csv", "2150550,事业运行", "2150508,无线电"}}, []string{
		`提示 INPUT-NAME facts.csv:2 列“功能科目名称” 2150508在代码表里的名称是“无线电及信息通信监管”，写作“无线电”；代码表的这一行未核对原文〔应为〕无线电及信息通信监管`,
	}},
	{"名称是另一编码的", []edit{{"facts.csv", "2150550,事业运行", "2150550,提租补贴"}}, []string{
		`错误 INPUT-NAME facts.csv:2 列“功能科目名称” 2150550的名称是“事业运行”，写作“提租补贴”〔应为〕事业运行〔是否为〕2210202 提租补贴`,
	}},
	{"部门经济科目不存在", []edit{{"facts.csv", "30101,基本工资", "30110,职工基本医疗保险缴费"}, {"facts.csv", "30108,", "30198,"}}, []string{
		`错误 INPUT-CODE facts.csv:3 列“部门经济科目编码” 部门预算支出经济分类没有编码30198〔应为〕款级编码，5位数字〔是否为〕30108 机关事业单位基本养老保险缴费`,
	}},
	{"部门经济科目填到类", []edit{{"facts.csv", "30101,基本工资", "301,"}}, []string{
		`错误 INPUT-CODE facts.csv:2 列“部门经济科目编码” 301 工资福利支出是类级科目，应填到款级〔应为〕30101 基本工资、30102 津贴补贴、30103 奖金、30106 伙食补助费、30107 绩效工资、30108 机关事业单位基本养老保险缴费等13个`,
	}},
	{"基本支出没有经济科目", []edit{{"facts.csv", "30101,基本工资", ","}}, []string{
		`错误 INPUT-BLANK facts.csv:2 列“部门经济科目编码” 基本支出的“部门经济科目编码”未填写〔应为〕部门预算支出经济分类的款级编码，5位，如 30101；基本支出必填，项目支出可不填`,
	}},
	{"政府经济科目不存在", []edit{{"facts.csv", ",50102,", ",50192,"}}, []string{
		`错误 INPUT-CODE facts.csv:3 列“政府经济科目编码” 政府预算支出经济分类没有编码50192〔应为〕款级编码，5位数字〔是否为〕50199 其他工资福利支出`,
	}},
	{"绩效工资在行政单位", []edit{{"book.toml", "kind = \"公益一类事业单位", "kind = \"行政"}, {"facts.csv", "30101,基本工资", "30107,绩效工资"}}, []string{
		`错误 INPUT-MAP facts.csv:2 列“部门经济科目编码” 30107 绩效工资在行政单位没有对应的政府经济科目〔应为〕部门经济科目适用于这类单位，或“政府经济科目编码”写明`,
	}},
	{"金额是文字", []edit{{"facts.csv", "1108400", "约110万"}}, []string{
		`错误 INPUT-AMOUNT facts.csv:2 列“金额（元）” “约110万”不是金额〔应为〕以元为单位的数，至多两位小数，如 22100 或 22,100.50`,
	}},
	{"金额带单位", []edit{{"facts.csv", "1108400", "110.84万元"}}, []string{
		`错误 INPUT-AMOUNT facts.csv:2 列“金额（元）” “110.84万元”不是金额〔应为〕以元为单位的数，至多两位小数，如 22100 或 22,100.50`,
	}},
	{"金额是公式错误", []edit{{"facts.csv", "1108400", "#REF!"}}, []string{
		`错误 INPUT-AMOUNT facts.csv:2 列“金额（元）” 公式错误 #REF!〔应为〕金额（元）`,
	}},
	{"金额是日期", []edit{{"facts.csv", "1108400", "2023-01-05"}}, []string{
		`错误 INPUT-AMOUNT facts.csv:2 列“金额（元）” “2023-01-05”是日期，不是金额〔应为〕金额（元）`,
	}},
	{"金额是负数", []edit{{"facts.csv", "1108400", "(1108400)"}}, []string{
		`错误 INPUT-AMOUNT facts.csv:2 列“金额（元）” “(1108400)”是负数〔应为〕不为负的金额`,
	}},
	{"金额多于两位小数", []edit{{"facts.csv", "1108400", "1108400.125"}}, []string{
		`错误 INPUT-AMOUNT facts.csv:2 列“金额（元）” “1108400.125”多于两位小数：元以下只到分〔应为〕以元为单位的数，至多两位小数，如 22100 或 22,100.50`,
	}},
	{"金额是零", []edit{{"facts.csv", "1108400", "0"}}, []string{
		`提示 INPUT-AMOUNT facts.csv:2 列“金额（元）” 金额为0，这一行不影响任何数`,
	}},
	{"金额空白", []edit{{"facts.csv", "1108400", " "}}, []string{
		`错误 INPUT-BLANK facts.csv:2 列“金额（元）” “金额（元）”未填写`,
	}},
	{"千分位逗号不对", []edit{{"facts.csv", "1108400", `"11,08400"`}}, []string{
		`错误 INPUT-AMOUNT facts.csv:2 列“金额（元）” “11,08400”：千分位逗号的位置不对〔应为〕以元为单位的数，至多两位小数，如 22100 或 22,100.50`,
	}},
	{"合计行", []edit{{"facts.csv", "2150550,事业运行", "合计,"}}, []string{
		`错误 INPUT-CODE facts.csv:2 列“功能科目编码” “合计”是合计行`,
	}},
	{"支出类别写错", []edit{{"facts.csv", "基本支出", "基本之出"}}, []string{
		`错误 INPUT-CHOICE facts.csv:2 列“支出类别” “基本之出”不在可填的范围〔应为〕基本支出、项目支出〔是否为〕基本支出`,
	}},
	{"资金来源写错", []edit{{"facts.csv", "一般公共预算拨款", "一般公共预祘"}}, []string{
		`错误 INPUT-SOURCE facts.csv:2 列“资金来源” 资金来源“一般公共预祘”不认识〔应为〕一般公共预算拨款、政府性基金预算拨款、国有资本经营预算拨款、财政专户管理资金、单位资金、事业收入、事业单位经营收入、上级补助收入、附属单位上缴收入、其他收入〔是否为〕一般公共预算拨款`,
	}},
	{"资金来源填了合计", []edit{{"facts.csv", "一般公共预算拨款", "财政拨款"}}, []string{
		`错误 INPUT-SOURCE facts.csv:2 列“资金来源” “财政拨款”是合计，不是一种资金来源〔应为〕一般公共预算拨款、政府性基金预算拨款、国有资本经营预算拨款、财政专户管理资金、单位资金、事业收入、事业单位经营收入、上级补助收入、附属单位上缴收入、其他收入`,
	}},
	{"资金来源填了结转", []edit{{"facts.csv", "一般公共预算拨款", "上年结转"}}, []string{
		`错误 INPUT-SOURCE facts.csv:2 列“资金来源” “上年结转”不是资金来源〔应为〕一般公共预算拨款、政府性基金预算拨款、国有资本经营预算拨款、财政专户管理资金、单位资金、事业收入、事业单位经营收入、上级补助收入、附属单位上缴收入、其他收入`,
	}},
	{"项目名称不一致", []edit{{"projects.csv", "残疾人保障金", "残疾人就业保障金"}, {"indicators.csv", "残疾人保障金,产出指标,数量", "残疾人就业保障金,产出指标,数量"}}, []string{
		`错误 INPUT-PROJECT facts.csv:4 列“项目名称” 项目表里没有“残疾人保障金”〔是否为〕残疾人就业保障金`,
		`错误 INPUT-PROJECT facts.csv:5 列“项目名称” 项目表里没有“残疾人保障金”〔是否为〕残疾人就业保障金`,
		`错误 INPUT-PROJECT indicators.csv:3 列“项目名称” 项目表里没有“残疾人保障金”〔是否为〕残疾人就业保障金`,
	}},
	{"基本支出写了项目", []edit{{"facts.csv", "基本支出,,", "基本支出,残疾人保障金,"}}, []string{
		`错误 INPUT-PROJECT facts.csv:2 列“项目名称” 基本支出写了项目名称“残疾人保障金”`,
	}},
	{"项目支出没有项目", []edit{{"facts.csv", "项目支出,残疾人保障金", "项目支出,"}}, []string{
		`错误 INPUT-PROJECT facts.csv:4 列“项目名称” 项目支出没有项目名称`,
	}},
	{"两行相同", []edit{{"facts.csv", "上年结转,0.50", "当年,0.50"}}, []string{
		`错误 INPUT-TWICE facts.csv:5 科目、类别、项目、资金来源和预算安排与第4行相同〔应为〕每笔只填一行`,
	}},
	{"项目两行", []edit{{"projects.csv", "", "项目名称\n残疾人保障金\n残疾人保障金\n"}}, []string{
		`错误 INPUT-TWICE projects.csv:3 项目名称与第2行相同〔应为〕每笔只填一行`,
	}},
	{"列名不认识", []edit{{"facts.csv", "资金来源", "资金来原"}}, []string{
		`错误 INPUT-HEAD facts.csv:1 列“资金来原” 列名“资金来原”不认识〔应为〕功能科目编码、功能科目名称、部门经济科目编码、部门经济科目名称、政府经济科目编码、支出类别、项目名称、资金来源、预算安排、金额（元）〔是否为〕资金来源`,
		`错误 INPUT-HEAD facts.csv:1 缺少列“资金来源”〔应为〕第一行有“资金来源”：一般公共预算、政府性基金预算、国有资本经营预算、财政专户管理资金、单位资金或其中一种收入`,
	}},
	{"列名重复", []edit{{"facts.csv", "政府经济科目编码", "部门经济科目编码"}}, []string{
		`错误 INPUT-HEAD facts.csv:1 列“部门经济科目编码” 列“部门经济科目编码”有两个`,
	}},
	{"有内容的列没有列名", []edit{{"facts.csv", "政府经济科目编码", ""}}, []string{
		`错误 INPUT-HEAD facts.csv:1 第E列没有列名，下面却有内容`,
	}},
	{"分号分隔", []edit{{"vehicles.csv", "", "名称;数量;是否在账\n轿车;1;是\n"}}, []string{
		`错误 INPUT-HEAD vehicles.csv:1 列之间不是以英文逗号分隔〔应为〕名称,数量,是否在账,说明`,
	}},
	{"引号不配对", []edit{{"vehicles.csv", "", "名称,数量,是否在账\n\"轿车\",1,是\n\"客车,1,是\n"}}, []string{
		`错误 INPUT-FILE vehicles.csv:3 引号不配对，从这一行起没有读`,
	}},
	{"数量不是数", []edit{{"vehicles.csv", ",1,", ",1辆,"}, {"staff.csv", ",20,", ",二十,"}}, []string{
		`错误 INPUT-COUNT staff.csv:2 列“编制” “二十”不是数量〔应为〕不为负的整数`,
		`错误 INPUT-COUNT vehicles.csv:2 列“数量” “1辆”不是数量〔应为〕不为负的整数`,
	}},
	{"是否写错", []edit{{"vehicles.csv", ",是,", ",有,"}}, []string{
		`错误 INPUT-CHOICE vehicles.csv:2 列“是否在账” “有”不在可填的范围〔应为〕是、否`,
	}},
	{"年度不对", []edit{{"book.toml", "year = 2023", "year = 203"}}, []string{
		`错误 INPUT-YEAR book.toml:4 列“year” 年度“203”不对〔应为〕2000至2100之间的年份`,
	}},
	{"没有格式和单位类型", []edit{{"book.toml", "profile = \"shanxi-2023\"", ""}, {"book.toml", "kind = \"公益一类事业单位", "kind = \""}}, []string{
		`错误 INPUT-BLANK book.toml 列“profile” “格式”未填写〔应为〕所用的公开格式，如 shanxi-2023；mingbai profiles 列出全部`,
		`错误 INPUT-BLANK book.toml:12 列“unit.kind” “单位类型”未填写〔应为〕可填行政单位、参照公务员法管理的事业单位、公益一类事业单位、公益二类事业单位、生产经营类事业单位、事业单位（未分类）`,
	}},
	{"单位类型不认识", []edit{{"book.toml", "kind = \"公益一类", "kind = \"公益壹类"}}, []string{
		`错误 INPUT-UNIT book.toml:12 列“unit.kind” 单位类型“公益壹类事业单位”不认识〔应为〕行政单位、参照公务员法管理的事业单位、公益一类事业单位、公益二类事业单位、生产经营类事业单位、事业单位（未分类）〔是否为〕公益一类事业单位`,
	}},
	{"book.toml 有不认识的键", []edit{{"book.toml", "grade =", "grad ="}, {"book.toml", "[reasons]", "[reason]"}}, []string{
		`错误 INPUT-TOML book.toml:16 列“unit.grad” 键“unit.grad”不认识〔应为〕profile、year、unit.name、unit.code、unit.kind、unit.level、unit.grade、unit.department.code、unit.department.name，以及[texts]和[reasons]下的文字〔是否为〕unit.grade`,
		`错误 INPUT-TOML book.toml:33 列“reason.total” 键“reason.total”不认识〔应为〕profile、year、unit.name、unit.code、unit.kind、unit.level、unit.grade、unit.department.code、unit.department.name，以及[texts]和[reasons]下的文字`,
	}},
	{"book.toml 语法错误", []edit{{"book.toml", "year = 2023", "year = 二〇二三"}}, []string{
		`错误 INPUT-TOML book.toml:4 写法不对：“year = 二〇二三”`,
	}},
	{"缺少支出明细", []edit{{"facts.csv", "", ""}, {"fact.csv", "", "功能科目编码\n"}}, []string{
		`错误 INPUT-SHEET facts.csv 缺少facts.csv（支出明细）〔应为〕本年支出预算，一行一笔：科目、类别、资金来源和金额。不填合计行〔是否为〕fact.csv`,
		`警告 INPUT-SHEET fact.csv fact.csv不是账册的文件，没有读〔是否为〕facts.csv`,
	}},
	{"缺少 book.toml", []edit{{"book.toml", "", ""}}, []string{
		`错误 INPUT-SHEET book.toml 缺少book.toml〔应为〕单位、年度和文字说明`,
	}},
	{"支出明细是空的", []edit{{"facts.csv", "", "\ufeff\n\n"}}, []string{
		`错误 INPUT-HEAD facts.csv facts.csv是空的`,
	}},
	{"自定科目没有上级", []edit{{"subjects.csv", "39998", "39898"}}, []string{
		`错误 INPUT-LOCAL subjects.csv:2 列“科目编码” 自定科目39898：上级科目398不存在，先自定上级`,
	}},
	{"自定科目已有", []edit{{"subjects.csv", "39998", "39999"}}, []string{
		`错误 INPUT-LOCAL subjects.csv:2 列“科目编码” 自定科目39999：编码已在全国科目表中，名称为“其他支出”，不必自定`,
	}},
	{"旧名称", []edit{{"facts.csv", "2150550,事业运行", "2200199,其他国土资源事务支出"}, {"prior.csv", "2150550,事业运行", "2080501,归口管理的行政单位离退休"}}, []string{
		`错误 INPUT-NAME facts.csv:2 列“功能科目名称” “其他国土资源事务支出”是2018年及以前的名称，2023年是“其他自然资源事务支出”〔应为〕其他自然资源事务支出`,
		`错误 INPUT-NAME prior.csv:2 列“功能科目名称” “归口管理的行政单位离退休”是旧名称，2022年是“行政单位离退休”〔应为〕行政单位离退休`,
	}},
	{"后来的名称", []edit{{"book.toml", "year = 2023", "year = 2018"}, {"facts.csv", "2150550,事业运行", "2200199,其他自然资源事务支出"}}, []string{
		`错误 INPUT-NAME facts.csv:2 列“功能科目名称” “其他自然资源事务支出”是后来的名称，2018年是“其他国土资源事务支出”〔应为〕其他国土资源事务支出`,
	}},
	{"键重复", []edit{{"book.toml", "year = 2023", "year = 2023\nyear = 2024"}}, []string{
		`错误 INPUT-TOML book.toml:5 键或表重复：“year = 2024”`,
	}},
	{"表重复", []edit{{"book.toml", "[reasons]", "[texts]"}}, []string{
		`错误 INPUT-TOML book.toml:32 键或表重复：“[texts]”`,
	}},
	{"绩效指标的项目不存在", []edit{{"indicators.csv", "残疾人保障金,产出指标,数量", "残疾人保障,产出指标,数量"}}, []string{
		`错误 INPUT-PROJECT indicators.csv:2 列“项目名称” 项目表里没有“残疾人保障”〔是否为〕残疾人保障金`,
	}},
	{"指标重复", []edit{{"prior_totals.csv", "收入总计,9976300", "收入总计,1\n收入总计,2"}}, []string{
		`错误 INPUT-TWICE prior_totals.csv:3 指标与第2行相同〔应为〕每笔只填一行`,
	}},
	{"收入科目填到款", []edit{{"revenue.csv", "1030601,利润收入", "10306,国有资本经营收入"}}, []string{
		`错误 INPUT-CODE revenue.csv:2 列“收入科目编码” 10306 国有资本经营收入是款级科目，应填到末级〔应为〕1030601 利润收入、1030602 股利、股息收入、1030603 产权转让收入、1030604 清算收入、1030605 国有资本经营收入退库、1030606 国有企业计划亏损补贴等9个`,
	}},
	{"UTF-16 的文件", []edit{{"vehicles.csv", "", "\xff\xfe\x0d\x54"}}, []string{
		`错误 INPUT-FILE vehicles.csv 是 UTF-16 编码的文本`,
	}},
	{"改了扩展名的工作簿", []edit{{"vehicles.csv", "", "PK\x03\x04rest"}}, []string{
		`错误 INPUT-FILE vehicles.csv 不是文本文件`,
	}},
	{"两处同时错", []edit{{"facts.csv", "1108400", "x"}, {"facts.csv", "2080505,", "2080550,"}, {"staff.csv", ",25", ",-1"}}, []string{
		`错误 INPUT-AMOUNT facts.csv:2 列“金额（元）” “x”不是金额〔应为〕以元为单位的数，至多两位小数，如 22100 或 22,100.50`,
		`错误 INPUT-CODE facts.csv:3 列“功能科目编码” 支出功能分类没有编码2080550〔应为〕项级编码，7位数字〔是否为〕2080505 机关事业单位基本养老保险缴费支出`,
		`错误 INPUT-COUNT staff.csv:3 列“实有” “-1”不是数量〔应为〕不为负的整数`,
	}},
}

func TestWrongBooks(t *testing.T) {
	for _, c := range wrongBooks {
		t.Run(c.name, func(t *testing.T) {
			files := sampleFiles()
			for _, e := range c.edits {
				apply(t, files, e)
			}
			_, findings := ReadFS(folder(files))
			got := strings.Join(lines(findings), "\n")
			if want := strings.Join(c.want, "\n"); got != want {
				t.Errorf("得\n%s\n应为\n%s", got, want)
			}
		})
	}
}

func apply(t *testing.T, files map[string]string, e edit) {
	switch {
	case e.old == "" && e.new == "":
		delete(files, e.file)
	case e.old == "":
		files[e.file] = e.new
	case !strings.Contains(files[e.file], e.old):
		t.Fatalf("%s里没有“%s”：%s", e.file, e.old, files[e.file])
	default:
		files[e.file] = strings.Replace(files[e.file], e.old, e.new, 1)
	}
}
