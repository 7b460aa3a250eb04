package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/money"
)

// projectFixture is a rule's pair: a clean document that it is silent on, after before
// where it is given, and the fault that it has to speak of.
type projectFixture struct {
	rule   string
	n      int // of the generated book
	before edit
	wrong  edit
}

// ofProject is the k-th project of a disclosure.
func ofProject(k int, change func(p *budget.Project)) edit {
	return func(d *budget.Disclosure) { change(&d.Projects[k]) }
}

// ofIndicator changes the first indicator of the k-th project under a second level.
func ofIndicator(k int, level string, change func(row *budget.Indicator)) edit {
	return ofProject(k, func(p *budget.Project) {
		for i := range p.Indicators {
			if row := &p.Indicators[i]; strings.HasPrefix(row.Level2, level) {
				change(row)
				return
			}
		}
		panic("no indicator " + level)
	})
}

// onBothSides writes a name and a value on both sides of a row.
func onBothSides(name, value string) func(*budget.Indicator) {
	return func(row *budget.Indicator) {
		row.TermName, row.YearName, row.TermValue, row.YearValue = name, name, value, value
	}
}

// claiming changes the first claim of a slot, its number or its words.
func claiming(slot, text string) edit {
	return func(d *budget.Disclosure) {
		for i := range d.Sections {
			for j := range d.Sections[i].Paragraphs {
				p := &d.Sections[i].Paragraphs[j]
				for k := range p.Claims {
					if p.Claims[k].Slot == slot {
						p.Claims[k].Text = text
						return
					}
				}
			}
		}
		panic("no claim " + slot)
	}
}

// saying replaces the paragraphs of a section that follow its pattern with text.
func saying(pattern, text string) edit {
	return func(d *budget.Disclosure) {
		for i := range d.Sections {
			for j := range d.Sections[i].Paragraphs {
				if p := &d.Sections[i].Paragraphs[j]; p.Pattern == pattern && !p.Heading {
					p.Text, p.Claims = text, nil
					return
				}
			}
		}
		panic("no paragraph " + pattern)
	}
}

func inTurn(edits ...edit) edit {
	return func(d *budget.Disclosure) {
		for _, e := range edits {
			e(d)
		}
	}
}

// rows of T12.
func tableRows(d *budget.Disclosure) *[]budget.Line { return &d.Table("T12").Panels[0].Lines }

// renamedProject gives the k-th project a name in its form and in the table.
func renamedProject(k int, name string) edit {
	return func(d *budget.Disclosure) {
		old := d.Projects[k].Name
		d.Projects[k].Name = name
		for i := range *tableRows(d) {
			if l := &(*tableRows(d))[i]; l.Name == old {
				l.Name, l.Key = name, name
			}
		}
	}
}

// weighted gives a project's indicators weights that add up to a whole.
func weighted(whole int) func(*budget.Project) {
	return func(p *budget.Project) {
		for k := range p.Indicators {
			p.Indicators[k].Weight = "1"
		}
		p.Indicators[0].Weight = fmt.Sprint(whole + 1 - len(p.Indicators))
	}
}

func asRead(d *budget.Disclosure) { d.Outline = &budget.Outline{} }

var projectFixtures = []projectFixture{
	{"PRJ-001", 2, nil, ofProject(3, func(p *budget.Project) { p.HasForm = false })},
	{"PRJ-002", 2, nil, func(d *budget.Disclosure) {
		p := d.Projects[0]
		p.Name = "另行安排的考察"
		d.Projects = append(d.Projects, p)
	}},
	{"PRJ-003", 2, nil, ofProject(0, func(p *budget.Project) {
		for _, m := range []*budget.Money{&p.Annual.Total, &p.Annual.County, &p.Term.Total, &p.Term.County} {
			m.Amount += money.FromYuan(50_000)
		}
	})},
	{"PRJ-004", 20, nil, ofProject(0, func(p *budget.Project) {
		p.Term.Total.Amount, p.Term.County.Amount, p.Term.Province.Amount = money.FromYuan(1), money.FromYuan(1), 0
	})},
	{"PRJ-005", 20, nil, ofProject(0, func(p *budget.Project) { p.Term.Total.Amount += money.FromYuan(40_000) })},
	{"PRJ-006", 20, nil, ofProject(0, func(p *budget.Project) { p.Term.County, p.Term.Central = p.Term.Central, p.Term.County })},
	{"PRJ-007", 20, nil, ofProject(0, func(p *budget.Project) {
		p.Annual.Self, p.Annual.County = p.Annual.County, p.Annual.Self
		p.Term.Self, p.Term.County = p.Term.County, p.Term.Self
	})},
	{"PRJ-008", 2, nil, claiming("projects_count", "9")},
	{"PRJ-009", 2, nil, claiming("projects_total", "1.23")},
	{"PRJ-010", 20, nil, ofProject(0, func(p *budget.Project) {
		p.Term.Total.Amount += money.FromYuan(60)
		p.Term.County.Amount += money.FromYuan(60)
	})},
	{"PRJ-011", 20, nil, ofProject(0, func(p *budget.Project) { p.Attribute = "一次性项目" })},
	{"PRJ-012", 2, nil, func(d *budget.Disclosure) { rows := tableRows(d); *rows = append(slices.Clone((*rows)[:1]), *rows...) }},
	{"PRJ-013", 2, nil, renamedProject(0, "办公楼取暖费")},
	{"PRJ-014", 2, inTurn(asRead, ofProject(0, func(p *budget.Project) { p.Year.Text = "（2023年度）" })), ofProject(0, func(p *budget.Project) { p.Year.Text = "（2022年度）" })},
	{"PRJ-015", 2, nil, ofProject(1, func(p *budget.Project) { p.Executor = "另一个市的博物馆" })},
	{"PRJ-017", 2, nil, claiming("projects_total", "99999.00")},
	{"PRJ-018", 2, nil, ofProject(3, func(p *budget.Project) { p.HasForm = false })},

	{"PERF-001", 2, nil, ofProject(0, func(p *budget.Project) { p.Measures = "" })},
	{"PERF-002", 2, nil, ofProject(0, func(p *budget.Project) { p.Basis = "领导批示" })},
	{"PERF-003", 2, nil, ofProject(0, func(p *budget.Project) { p.Plan = p.Need })},
	{"PERF-004", 2, nil, ofIndicator(0, "数量", onBothSides("培训完成率", "100%"))},
	{"PERF-005", 2, nil, ofIndicator(0, "质量", onBothSides("资金支付率", "100%"))},
	{"PERF-006", 2, nil, ofIndicator(0, "时效", onBothSides("验收合格率", "100%"))},
	{"PERF-007", 2, nil, ofIndicator(0, "成本", onBothSides("", ""))},
	{"PERF-008", 2, nil, ofIndicator(0, "成本", onBothSides("项目总成本", "≤99亿元"))},
	{"PERF-009", 2, nil, ofIndicator(0, "社会", onBothSides("便民程度", "显著提升"))},
	{"PERF-010", 2, nil, ofIndicator(0, "社会", onBothSides("服务人数", "≥15%"))},
	{"PERF-011", 2, nil, ofIndicator(0, "社会", onBothSides("居民收入", "增长"))},
	{"PERF-012", 2, nil, ofIndicator(0, "服务对象", onBothSides("学员满意度", "100%"))},
	{"PERF-013", 2, nil, ofIndicator(0, "服务对象", onBothSides("工作完成量", "≥95%"))},
	{"PERF-014", 2, nil, ofIndicator(0, "质量", func(row *budget.Indicator) { row.YearValue = "" })},
	{"PERF-015", 2, nil, ofIndicator(0, "质量", func(row *budget.Indicator) { row.YearName = "服务内容的" })},
	{"PERF-016", 2, nil, ofProject(0, func(p *budget.Project) { p.Indicators = append(p.Indicators, p.Indicators[0]) })},
	{"PERF-017", 2, nil, ofIndicator(0, "质量", func(row *budget.Indicator) {
		row.TermName, row.YearName = "设备验收合格率", "设备验收通过率"
	})},
	{"PERF-018", 20, nil, ofIndicator(0, "成本", func(row *budget.Indicator) { row.TermValue = row.YearValue })},
	{"PERF-019", 2, nil, ofProject(0, func(p *budget.Project) { p.YearGoal = "完成主管部门交办的各项工作" })},
	{"PERF-020", 2, nil, inTurn(ofIndicator(0, "数量", onBothSides("补助人数", "1000人")), ofProject(0, func(p *budget.Project) { p.Measures = "按每人每年9万元补助" }))},
	{"PERF-021", 2, nil, ofIndicator(0, "数量", onBothSides("职工人数", "9999人"))},
	{"PERF-022", 2, nil, ofProject(0, func(p *budget.Project) {
		p.Indicators = p.Indicators[:2]
		p.Annual.Total.Amount = money.FromYuan(900_000)
	})},
	{"PERF-023", 2, nil, ofIndicator(0, "社会", onBothSides("投诉次数", "≥5次"))},
	{"PERF-024", 2, nil, ofIndicator(0, "社会", onBothSides("资金到位率", "≥95%"))},
	{"PERF-029", 2, ofProject(0, weighted(100)), ofProject(0, weighted(101))},
	{"PERF-038", 2, write("九", "组织自评项目4个，平均得分96.50分。"), write("九", "组织自评项目4个，平均得分106.50分。")},
	{"PERF-030", 2, nil, ofProject(0, func(p *budget.Project) { p.YearGoal = "2020年培训300人次" })},
	{"PERF-028", 2, nil, inTurn(ofIndicator(0, "数量", onBothSides("路灯数", "80盏")), ofProject(0, func(p *budget.Project) { p.Overview = "维护路灯60盏" }))},

	{"AST-002", 2, nil, claiming("vehicles_booked", "0")},
	{"AST-003", 2, nil, claiming("vehicles", "0")},
	{"AST-004", 2, nil, set("T10[公务用车运行维护费].合计", "0.00")},
	{"AST-005", 2, nil, claiming("vehicles_booked", "1")},
	{"AST-006", 2, saying("十一.其他", "截至2022年12月31日"), saying("十一.其他", "无")},
	{"AST-008", 2, saying("十一.其他", "单价100万元以上设备0台"), saying("十一.其他", "无")},
	{"AST-009", 2, nil, saying("十一.房屋", "办公用房由别的单位调配。")},
	{"AST-010", 2, saying("十一.其他", "核定车辆编制9辆。"), saying("十一.其他", "核定车辆编制1辆。")},
	{"PRO-001", 2, nil, claiming("procurement", "98765.43")},
	{"PRO-003", 2, nil, claiming("procurement_goods", "98765.43")},
	{"PRO-004", 2, saying("十二.目录", "无"), renamedProject(0, "购买养老服务")},
	{"PRO-005", 2, inTurn(claiming("procurement", "0"), renamedProject(0, "水情监测"), renamedProject(1, "水情观测")), inTurn(renamedProject(0, "信息系统升级"), func(d *budget.Disclosure) {
		(*tableRows(d))[0].Cells[0].Printed, _ = money.ParsePrinted("90.00")
		(*tableRows(d))[0].Cells[1].Printed, _ = money.ParsePrinted("90.00")
	})},
	{"PRO-006", 2, nil, inTurn(claiming("procurement_services", "0"), claiming("procurement_works", "0"), renamedProject(0, "平台运维"), func(d *budget.Disclosure) {
		(*tableRows(d))[0].Cells[0].Printed, _ = money.ParsePrinted("90.00")
	})},
	{"PER-001", 8, nil, claiming("posts", "9999")},
	{"PER-002", 2, nil, claiming("people", "9999")},
	{"PER-003", 2, nil, ofIndicator(0, "数量", onBothSides("职工人数", "9999人"))},
	{"PER-004", 2, saying("organisation.structure", "本馆是全额事业单位。"), claiming("post_kinds.name", "自收自支")},
	{"PER-005", 2, nil, set("T06[30109].合计", "0.50")},
	{"PER-006", 2, nil, set("T06[30113].合计", "0.50")},
	{"PER-007", 2, nil, set("T06[30228].合计", "99.00")},
}

func TestProjectRulesFixtures(t *testing.T) {
	for _, f := range projectFixtures {
		if !f.heard(t, f.n) && !slices.ContainsFunc(otherBooks[:], func(n int) bool { return f.heard(t, n) }) {
			t.Errorf("%s does not speak on the fault in any book that has what it speaks of", f.rule)
		}
	}
}

// otherBooks are tried where the book of a fixture lacks what the rule speaks of,
// since what made-up books hold changes with their assumptions.
var otherBooks = [...]int{0, 1, 3, 5, 7, 8, 11, 13, 17, 19, 20, 23, 29, 31, 37, 41, 43, 47}

// heard reports whether the rule is silent on the clean book and speaks on the
// faulty one; false too where the book lacks what the fault is made in.
func (f *projectFixture) heard(t *testing.T, n int) (ok bool) {
	t.Helper()
	d, p := clean(t, n)
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	if f.before != nil {
		f.before(d)
	}
	if speaks(d, p, f.rule) {
		t.Errorf("%s speaks on the clean document %d", f.rule, n)
	}
	f.wrong(d)
	return speaks(d, p, f.rule)
}

// Every rule of these families that can look has its pair.
func TestProjectRulesHaveFixtures(t *testing.T) {
	for _, r := range slices.Concat(prj, perf, ast, pro, per) {
		has := r.Lacks != "" || hasOwnPair(r.ID) || r.ID == "PERF-027" || slices.ContainsFunc(projectFixtures, func(f projectFixture) bool { return f.rule == r.ID })
		if !has {
			t.Errorf("%s has no fixture", r.ID)
		}
	}
}

func TestSameTargetsAsLastYear(t *testing.T) {
	d, p := clean(t, 2)
	before, _ := clean(t, 2)
	s := check.New(d, p)
	heard := func() (n int) {
		for _, f := range All().Check(s).Findings {
			if f.Rule == "PERF-027" {
				n++
			}
		}
		return n
	}
	if n := heard(); n != 0 {
		t.Errorf("%d findings without last year's document", n)
	}
	s.Prior = check.New(before, p)
	if n := heard(); n != len(d.Projects) {
		t.Errorf("%d findings, want one a form: %d", n, len(d.Projects))
	}
	ofIndicator(0, "数量", onBothSides("新的指标", "3个"))(before)
	if n := heard(); n != len(d.Projects)-1 {
		t.Errorf("%d findings after one form changed", n)
	}
}
