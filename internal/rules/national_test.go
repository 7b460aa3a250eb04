package rules

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/ingest/docx"
	"mingbai/internal/ingest/html"
	"mingbai/internal/ingest/ingesttest"
	"mingbai/internal/ingest/xlsx"
	"mingbai/internal/profile"
)

// Documents of places that have no profile of their own, in the layouts of the
// official forms: made up, so that every amount in them is known.

// formFormats write a form in each format and read it as a document.
var formFormats = map[string]func(f *ingesttest.Form) (*doc.Document, error){
	"html": func(f *ingesttest.Form) (*doc.Document, error) { return html.Read("a.html", f.HTML()) },
	"docx": func(f *ingesttest.Form) (*doc.Document, error) {
		b, err := f.DOCX()
		if err != nil {
			return nil, err
		}
		return docx.Read("a.docx", b)
	},
	"xlsx": func(f *ingesttest.Form) (*doc.Document, error) {
		b, err := f.XLSX()
		if err != nil {
			return nil, err
		}
		return xlsx.Read("a.xlsx", b)
	},
}

// everyProfile are the built-in profiles, ready for reading.
func everyProfile(t *testing.T) ingest.Readers {
	t.Helper()
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	rs, err := ingest.Load(set)
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

// verdict is a form as it was read and checked.
type verdict struct {
	profile string
	reading *ingest.Reading
	subject *check.Subject
	loud    []diag.Finding // errors and warnings
	report  *check.Report
}

// judge reads a document by the profile that fits it best, and checks it.
func judge(t *testing.T, rs ingest.Readers, d *doc.Document) verdict {
	t.Helper()
	fit := rs.Choose(d)[0]
	p := fit.Profile
	out := verdict{profile: p.ID, reading: rs.Find(p.ID).Read(d)}
	if y := out.reading.Disclosure.Year; y != 0 && y != p.Year {
		p = p.InYear(y)
	}
	out.subject = check.New(out.reading.Disclosure, p)
	out.report = All().Check(out.subject)
	for _, f := range out.report.Findings {
		if f.Severity != diag.Note {
			out.loud = append(out.loud, f)
		}
	}
	return out
}

func told(f *diag.Finding) string {
	return fmt.Sprintf("%s %s %s: %s (%s)", f.Rule, f.Severity, f.Ref.Address(), f.Message, f.Ref.Text)
}

func nationalForms() []*ingesttest.Form { return ingesttest.FinalAccounts() }

// TestConsistentForms holds what is right to be read whole and to raise nothing.
func TestConsistentForms(t *testing.T) { consistent(t, nationalForms()) }

func consistent(t *testing.T, forms []*ingesttest.Form) {
	t.Helper()
	rs := everyProfile(t)
	for _, f := range forms {
		for _, format := range slices.Sorted(maps.Keys(formFormats)) {
			t.Run(f.Name+"."+format, func(t *testing.T) {
				d, err := formFormats[format](f)
				if err != nil {
					t.Fatal(err)
				}
				j := judge(t, rs, d)
				t.Logf("profile %s, fit %d, year %d, unit %s", j.profile, j.reading.Fit, j.reading.Disclosure.Year, j.reading.Disclosure.Unit.Name)
				for _, s := range j.reading.Tables {
					t.Logf("%+v", s)
				}
				for _, s := range j.reading.Disclosure.Outline.Stray {
					t.Logf("stray %s %s", s.Ref.Source(), s.Text)
				}
				lost(t, f, j.subject)
				for i := range j.loud {
					t.Errorf("%s", told(&j.loud[i]))
				}
			})
		}
	}
}

// lost tells the amounts that were not read, or not as they are printed.
func lost(t *testing.T, f *ingesttest.Form, s *check.Subject) {
	t.Helper()
	truth := f.Truth()
	n := 0
	for _, id := range slices.Sorted(maps.Keys(truth)) {
		want := truth[id]
		v := numberAt(s, id)
		switch {
		case v == check.NoVar && strings.Trim(want, "0.") == "":
		case v == check.NoVar:
			n++
			t.Errorf("%s is %s and was not read", id, want)
		case unmarked(s.Printed(v).Text) != unmarked(want) && !(s.Zero(v) && strings.Trim(want, "0.") == ""):
			n++
			t.Errorf("%s is %s and was read as %s", id, want, s.Printed(v).Text)
		}
		if n > 12 {
			t.Fatal("and more")
		}
	}
}

// unmarked is a number without its commas and what stands behind it: 1,234.56 and
// 96.07% as 1234.56 and 96.07, or the points beside a name: 产出指标（50分） as 50.
func unmarked(s string) string {
	if _, points, ok := strings.Cut(s, "（"); ok {
		s = strings.TrimSuffix(points, "分）")
	}
	return strings.TrimRight(strings.ReplaceAll(s, ",", ""), "%")
}

// numberAt is the number at an address of a table, of a performance form, PF1[annual.total],
// or of a form that tells what became of targets, PE1[总分].得分.
func numberAt(s *check.Subject, id string) check.Var {
	if strings.HasPrefix(id, "PE") {
		return reviewAt(s, id)
	}
	if !strings.HasPrefix(id, "PF") {
		return s.At(id)
	}
	for i := range s.Projects {
		if key, ok := strings.CutPrefix(id, s.FormID(i)+"["); ok && s.Projects[i].HasForm {
			return s.FormMoney(i, strings.TrimSuffix(key, "]"))
		}
	}
	return check.NoVar
}

// reviewAt is the number at an address of a form that tells what became of targets.
func reviewAt(s *check.Subject, id string) check.Var {
	for i := range s.Evaluations {
		for v := s.EvaluationFund(i, 0, 0); v < s.EvaluationGroup(i, len(s.Evaluations[i].Groups)); v++ {
			if s.Ref(v).Address() == id {
				return v
			}
		}
	}
	return check.NoVar
}

// slip is a fault planted in a form: in a cell, or in a sentence.
type slip struct {
	name  string
	cell  string // address of the cell; or
	says  string // expression whose first group is the number or word in a sentence
	wrong func(right string) string
	named string // what the finding has to name, if not all that was put there
	none  bool   // what is right in a sentence cannot be known

	beside  string // the form has to have this cell, too
	leading int    // so many leading characters of the right value can be known; 0: all
}

// swapped exchanges two digits, the first that are not alike, behind the first.
func swapped(s string) string {
	b := []byte(s)
	for i := 1; i < len(b); i++ {
		for k := i + 1; k < len(b); k++ {
			if b[i] != b[k] && isFigure(b[i]) && isFigure(b[k]) {
				b[i], b[k] = b[k], b[i]
				return string(b)
			}
		}
	}
	return "9" + s
}

func isFigure(c byte) bool { return c >= '0' && c <= '9' }

// raised makes the first digit another.
func raised(s string) string {
	b := []byte(s)
	i := strings.IndexFunc(s, unicode.IsDigit)
	b[i] = '1' + (b[i]-'0')%9
	return string(b)
}

// negated has the other sign.
func negated(s string) string {
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		return rest
	}
	return "-" + s
}

func becomes(s string) func(string) string { return func(string) string { return s } }

// finalSlips are slips of final accounts.
var finalSlips = []slip{
	{name: "total", cell: "T05[213].合计", wrong: swapped},
	{name: "class", cell: "T03[210].合计", wrong: raised},
	{name: "item", cell: "T05[2130205].项目支出", wrong: raised},
	{name: "grand total", cell: "T01[支出总计].合计", wrong: raised},
	{name: "balance", cell: "T01[年末结转和结余].合计", wrong: raised},
	{name: "income", cell: "T01[事业收入].金额", wrong: raised},
	{name: "income by code", cell: "T02[2080505].财政拨款收入", wrong: raised},
	{name: "fund", cell: "T04[229].政府性基金预算", wrong: raised},
	{name: "fiscal total", cell: "T04[收入总计].金额", wrong: swapped},
	{name: "economic", cell: "T06[30102].人员经费", wrong: raised},
	{name: "economic, beside", cell: "T06[31002].公用经费", wrong: raised},
	{name: "economic total", cell: "T06[合计].公用经费", wrong: raised},
	{name: "fund year end", cell: "T08[2296003].年末结转和结余", wrong: raised},
	{name: "three public", cell: "T10[合计].合计", wrong: raised},
	{name: "three public budget", cell: "T10[公务用车运行维护费].年初预算", wrong: raised},
	{name: "sentence", says: `三公”经费财政拨款支出预算为[0-9.]+万元，支出决算为([0-9.]+)万元`, wrong: raised},
	{name: "budget in a sentence", says: `三公”经费财政拨款支出预算为([0-9.]+)万元`, wrong: raised},
	{name: "completion", says: `三公”经费财政拨款支出预算为.*完成预算的([0-9.]+)%`, wrong: swapped},
	{name: "share", says: `公务用车购置及运行维护费支出决算[0-9.]+万元，占([0-9.]+)%`, wrong: raised},
	{name: "growth", says: `收、支总计各增加[0-9.]+万元，增长([0-9.]+)%`, wrong: raised},
	{name: "item in a sentence", says: `行政运行（项）。年初预算为[0-9.]+万元，支出决算为([0-9.]+)万元`, wrong: swapped},
	{name: "item's completion", says: `公务员医疗补助（项）。.*完成年初预算的([0-9.]+)%`, wrong: becomes("91.69"), leading: len("101.")},
	{name: "item's direction", says: `公务员医疗补助（项）。.*决算数(大于)年初预算数`, wrong: becomes("小于")},
	{name: "class in a sentence", says: `卫生健康支出（类）支出([0-9.]+)万元`, wrong: raised},
	{name: "class's share", says: `卫生健康支出（类）支出[0-9.]+万元，占([0-9.]+)%`, wrong: raised},
	{name: "last year's text", says: `(20[0-9]{2})年度本年支出合计`, wrong: func(y string) string { return y[:3] + string('0'+(y[3]-'0'+9)%10) }},
	{name: "no such cost", says: `公用经费[0-9.]+万元，主要包括：(办公费)、`, wrong: becomes("办公费、印刷费"), named: "印刷费", none: true},
	{name: "fund in a sentence", says: `政府性基金预算财政拨款年初结转和结余[0-9.]+万元，本年收入([0-9.]+)万元`, wrong: raised},
	{name: "purchases", says: `政府采购服务支出([0-9.]+)万元`, wrong: raised},
	{name: "share of small firms", says: `占政府采购支出总额的([0-9.]+)%`, wrong: raised},
	{name: "item in a sentence, no budget", says: `森林资源培育（项）：支出决算为([0-9.]+)万元`, wrong: raised},
	{name: "completion, no budget", says: `三公”经费财政拨款支出决算为[0-9.]+万元，完成预算([0-9.]+)%`, wrong: swapped},
	{name: "three public growth", says: `三公”经费财政拨款支出决算为.*较上年度增加[0-9.]+万元，增长([0-9.]+)%`, wrong: raised},
	{name: "source in a sentence", says: `政府性基金预算财政拨款收入([0-9.]+)万元`, wrong: raised},
	{name: "carried over with the general budget", cell: "T05[合计].基本支出", wrong: raised},
	{name: "vehicles", says: `共有车辆(4)辆`, wrong: becomes("5")},
	{name: "vehicles in a table", cell: "T17[车辆数].统计数", wrong: raised},
	{name: "kind of vehicle in a table", cell: "T17[其他用车].统计数", wrong: raised},
	{name: "guests in a table", cell: "T17[接待人次].统计数", wrong: raised},
	{name: "agency costs in a table", cell: "T17[机关运行经费].统计数", wrong: raised},
	{name: "three public beside", cell: "T17[公务接待费].统计数", wrong: raised},
	{name: "three public beside, in all", cell: "T17[支出合计].预算数", wrong: raised},
	{name: "bought in a table", cell: "T17[政府采购服务支出].统计数", wrong: raised},
	{name: "carried out of a project's budget", cell: "PE2[资金总额].执行数", wrong: raised},
	{name: "a project's budget", cell: "PE4[资金总额].全年预算", wrong: raised},
	{name: "a project's budget at first", cell: "PE1[财政拨款].年初预算", wrong: raised},
	{name: "appropriation carried out", cell: "PE1[财政拨款].执行数", wrong: raised},
	{name: "own money carried out", cell: "PE3[其他资金].执行数", wrong: raised},
	{name: "rate of a project", cell: "PE2[资金总额].执行率", wrong: swapped},
	{name: "rate of an origin", cell: "PE5[财政拨款].执行率", wrong: raised},
	{name: "points for a rate", cell: "PE1[资金总额].得分", wrong: raised},
	{name: "points given", cell: "PE2[指标2].得分", wrong: becomes("2")},
	{name: "more points than there are", cell: "PE2[指标5].得分", wrong: becomes("11")},
	{name: "points of an indicator", cell: "PE1[指标2].分值", wrong: raised},
	{name: "points of a level", cell: "PE3[满意度指标].分值", wrong: becomes("满意度指标（20分）")},
	{name: "points in all", cell: "PE4[总分].得分", wrong: swapped},
	{name: "points that can be had in all", cell: "PE1[总分].分值", wrong: raised},
	{name: "basic spending carried out", cell: "PE6[基本支出].执行数", wrong: raised},
	{name: "all that was carried out", cell: "PE6[资金总额].执行数", wrong: raised},
	{name: "all that was to be carried out", cell: "PE6[资金总额].全年预算", wrong: raised},
	{name: "small firms in a table", cell: "T17[授予小微企业合同金额].统计数", wrong: raised},
}

// TestSlipsInForms holds every slip to be told once, at its place, with what is
// right where that can be known: in every format of the first form that it can be
// planted in, and in one format of every other.
func TestSlipsInForms(t *testing.T) {
	rs := everyProfile(t)
	formats := slices.Sorted(maps.Keys(formFormats))
	for _, list := range []struct {
		forms func() []*ingesttest.Form
		slips []slip
	}{{ingesttest.FinalAccounts, finalSlips}, {ingesttest.Budgets, budgetSlips}} {
		for k := range list.slips {
			use := formats
			for n, f := range list.forms() {
				if !list.slips[k].fits(f) {
					continue
				}
				for _, format := range use {
					t.Run(f.Name+"."+format+" "+list.slips[k].name, func(t *testing.T) {
						slipsOnce(t, rs, list.forms()[n], format, &list.slips[k])
					})
				}
				use = formats[(n+k)%len(formats):][:1]
			}
			if len(use) == len(formats) {
				t.Errorf("%s can be planted nowhere", list.slips[k].name)
			}
		}
	}
}

// fits reports whether the slip can be planted in a form.
func (s *slip) fits(f *ingesttest.Form) bool {
	if _, ok := f.Truth()[s.beside]; s.beside != "" && !ok {
		return false
	}
	if s.cell != "" {
		return strings.Trim(f.Truth()[s.cell], "0.") != ""
	}
	probe := *f
	probe.Blocks = slices.Clone(f.Blocks)
	_, err := probe.Say(s.says, "·")
	return err == nil
}

func slipsOnce(t *testing.T, rs ingest.Readers, f *ingesttest.Form, format string, s *slip) {
	t.Helper()
	right, wrong, err := s.plant(f)
	if err != nil {
		t.Fatal(err)
	}
	d, err := formFormats[format](f)
	if err != nil {
		t.Fatal(err)
	}
	j := judge(t, rs, d)
	if len(j.loud) != 1 {
		t.Errorf("%s was %s: told %d times", wrong, right, len(j.loud))
		for i := range j.loud {
			t.Log(told(&j.loud[i]))
		}
		return
	}
	got := &j.loud[0]
	if s.cell == "" {
		if named := cmp.Or(s.named, wrong); !strings.Contains(got.Ref.Text, named) && !strings.Contains(got.Message, named) {
			t.Errorf("%s was %s: told of other words: %s", wrong, right, told(got))
		}
		if !s.none && !slices.ContainsFunc(suggested(got), func(v string) bool { return s.isRight(v, right) }) {
			t.Errorf("%s was %s: suggested are %q: %s", wrong, right, suggested(got), told(got))
		}
		return
	}
	for _, suspect := range got.Suspects {
		if suspect.Ref.Address() == s.cell && unmarked(suspect.Suggest) == unmarked(right) {
			return
		}
	}
	t.Errorf("%s was %s: told as %s; %+v", s.cell, right, told(got), got.Suspects)
}

// suggested are the values that a finding says should stand there.
func suggested(f *diag.Finding) (out []string) {
	for _, suspect := range f.Suspects {
		out = append(out, suspect.Suggest)
	}
	return append(out, f.Expected)
}

// isRight reports whether a suggested value is the one that stood there: as far as
// it can be known, and with its number where the slip was in a unit.
func (s *slip) isRight(value, right string) bool {
	if s.leading > 0 {
		return value != "" && strings.HasPrefix(value, right[:min(s.leading, len(right))])
	}
	return value == right || s.named != "" && strings.HasSuffix(value, right)
}

// plant puts the slip into the form.
func (s *slip) plant(f *ingesttest.Form) (right, wrong string, err error) {
	if s.cell != "" {
		right = f.Truth()[s.cell]
		if right == "" {
			return "", "", fmt.Errorf("the form has no %s", s.cell)
		}
		wrong = s.wrong(right)
		return right, wrong, f.Set(s.cell, wrong)
	}
	probe := *f
	probe.Blocks = slices.Clone(f.Blocks)
	if right, err = probe.Say(s.says, "·"); err != nil {
		return "", "", err
	}
	wrong = s.wrong(right)
	_, err = f.Say(s.says, wrong)
	return right, wrong, err
}
