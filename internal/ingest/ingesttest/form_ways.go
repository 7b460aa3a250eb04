package ingesttest

import (
	"embed"
	"fmt"
	pathpkg "path"
	"regexp"
	"slices"
	"strings"
)

// ways are the sentences of final accounts and budgets as different places say them,
// after their forms, with slots for the figures.
//
//go:embed ways/*.txt
var ways embed.FS

// Ways are forms with the national tables and the sentences of one place each.
func Ways() (out []*Form) {
	files, err := ways.ReadDir("ways")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(f.Name(), ".txt")
		text, err := ways.ReadFile(pathpkg.Join("ways", f.Name()))
		if err != nil {
			panic(err)
		}
		if strings.HasPrefix(name, "final-") {
			out = append(out, finalWay(name, string(text)))
		} else {
			out = append(out, budgetWay(name, string(text)))
		}
	}
	return out
}

func finalWay(name, text string) *Form {
	a := Made("青禾省林业和草原局", 2023).Scaled(7)
	f := &Form{Name: name}
	f.Add(Title(a.Unit + "2023年度部门决算"))
	f.Add(a.Overview()...)
	f.Add(Title("第二部分 2023年度部门决算表"))
	for _, g := range (&FinalForm{Ink: ink{comma: true}, Ordinals: true, Split: true, Label: "公开%02d表"}).Tables(a) {
		f.Add(g)
	}
	f.say(a, text, false)
	f.Add(Terms()...)
	return f
}

func budgetWay(name, text string) *Form {
	a := MadeBudget("青禾省林业和草原局", 2025, true).Scaled(7)
	b := &BudgetForm{
		FinalForm: FinalForm{Ink: ink{comma: true}, Label: "部门公开表%d"}, Wording: "拨款收入", Carry: "上年结转", Prior: true,
		Names: [9]string{"部门收支总表", "部门收入总表", "部门支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表", "一般公共预算“三公”经费支出表", "政府性基金预算支出表", "国有资本经营预算支出表"},
	}
	f := &Form{Name: name}
	f.Add(Title(a.Unit + "2025年部门预算"))
	f.Add(a.OfBudget()...)
	f.Add(Title("第二部分 2025年部门预算表"))
	for _, g := range append(b.Tables(a), b.Listed(a, 10, "项目支出表"), b.PurchasesByKind(a, 11, "政府采购预算表", true)) {
		f.Add(g)
	}
	f.say(a, text, true)
	f.Add(Terms()...)
	return f
}

// say puts the sentences with their figures, a paragraph a line.
func (f *Form) say(a *Account, text string, budget bool) {
	w := wording{a: a, s: a.saying(), budget: budget, values: a.values()}
	for line := range strings.Lines(text) {
		f.Add(Text(slotted.ReplaceAllStringFunc(strings.TrimSpace(line), w.fill)))
	}
}

var slotted = regexp.MustCompile(`\{[^}]+\}`)

// wording fills the slots of sentences: {gpb} an amount, {gpb/spent} a share, {gpb|} the
// budget, {gpb%} how far it was carried out, {gpb-} last year's, {gpb+} the change since,
// {gpb^} the change against the budget; n after a change for the amount alone, r for the
// rate alone.
type wording struct {
	a      *Account
	s      saying
	budget bool
	values map[string][2]int64 // this year's, and what was planned
}

func (w wording) fill(slot string) string {
	key := slot[1 : len(slot)-1]
	switch key {
	case "y":
		return fmt.Sprint(w.a.Year)
	case "p":
		return fmt.Sprint(w.a.Year - 1)
	case "u":
		return w.a.Unit
	case "list:people":
		return w.s.list("301", "303")
	case "list:public":
		return w.s.list("302", "310")
	}
	if part, whole, ok := strings.Cut(key, "/"); ok {
		return share(w.value(part)[0], w.value(whole)[0])
	}
	i := strings.IndexAny(key, "|%-+^")
	if i < 0 {
		return w.digits(w.value(key)[0])
	}
	v, how := w.value(key[:i]), key[i:]
	was := w.s.prior(v[0])
	if w.budget {
		was = v[1]
	}
	switch how[0] {
	case '|':
		return w.digits(v[1])
	case '%':
		return share(v[0], v[1])
	case '-':
		return w.digits(was)
	case '^':
		was = v[1]
	}
	return changed(w.s, v[0], was, how[1:])
}

func changed(s saying, now, was int64, only string) string {
	d, more, grown := now-was, "增加", "增长"
	if d < 0 {
		d, more, grown = -d, "减少", "下降"
	}
	switch only {
	case "n":
		return more + s.m(d)
	case "r":
		return grown + share(d, was) + "%"
	}
	return more + s.m(d) + "，" + grown + share(d, was) + "%"
}

func (w wording) digits(fen int64) string { return strings.TrimSuffix(w.s.m(fen), "万元") }

// value is this year's and the planned amount of a key: a name, or the code of a subject
// of the general budget; all before it, of all money.
func (w wording) value(key string) [2]int64 {
	if v, ok := w.values[key]; ok {
		return v
	}
	is := of("gpb")
	code, all := strings.CutPrefix(key, "all")
	if all {
		is = func(Spend) bool { return true }
	}
	v := [2]int64{w.a.sum(under(code, is)), w.a.planned(under(code, is))}
	if v[0] == 0 {
		panic("no figure " + key)
	}
	return v
}

// values are the figures that sentences tell, by name.
func (a *Account) values() map[string][2]int64 {
	s := a.saying()
	all := func(Spend) bool { return true }
	out := map[string][2]int64{}
	sums := map[string]func(Spend) bool{
		"spent": all, "basic": basic, "project": project, "gpb": of("gpb"), "gfb": of("gfb"), "socb": of("socb"), "fiscalSpent": of(fiscalFunds...),
		"gpbBasic":      func(x Spend) bool { return !x.Project && x.Fund == "gpb" },
		"gpbProject":    func(x Spend) bool { return x.Project && x.Fund == "gpb" },
		"fiscalProject": func(x Spend) bool { return x.Project && slices.Contains(fiscalFunds, x.Fund) },
		"301":           economic("301"), "303": economic("303"), "goods": economic("31002"), "services": under("2130299", of("gpb")),
	}
	for key, is := range sums {
		out[key] = [2]int64{a.sum(is), a.planned(is)}
	}
	both := func(key string, parts ...string) {
		for _, p := range parts {
			v := out[key]
			out[key] = [2]int64{v[0] + out[p][0], v[1] + out[p][1]}
		}
	}
	both("people", "301", "303")
	out["public"] = [2]int64{s.public, a.planned(economic("302")) + a.planned(economic("310"))}
	both("purchases", "goods", "services")
	was, now := a.publics(0), a.publics(1)
	for key, item := range map[string]string{"three": "合计", "abroad": "因公出国（境）费", "vehicle": "公务用车购置及运行费", "run": "公务用车运行维护费", "reception": "公务接待费"} {
		out[key] = [2]int64{now[item], was[item]}
	}
	// What was planned of the rest, a little more than what came of it.
	for key, v := range map[string]int64{
		"total": s.total, "income": s.income, "fiscal": s.fiscal, "fiscalTotal": s.fiscalTotal, "business": a.Business, "other": a.Other, "own": a.Business + a.Other,
		"incomeGpb": a.income("gpb"), "incomeGfb": a.income("gfb"), "incomeSocb": a.income("socb"), "inGfb": a.In["gfb"], "outGfb": a.Out["gfb"], "outGpb": a.Out["gpb"],
		"in": a.carried(a.In, "gpb", "gfb", "socb", "other"), "out": a.carried(a.Out, "gpb", "gfb", "socb", "other"),
		"inFiscal": a.carried(a.In, fiscalFunds...), "outFiscal": a.carried(a.Out, fiscalFunds...),
	} {
		out[key] = [2]int64{v, v + v/19}
	}
	if s.total == s.spent {
		out["total"] = out["spent"]
	}
	return out
}
