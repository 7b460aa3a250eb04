package finder

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/rules"
	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// rulesView is the catalogue, or one family of it.
type rulesView struct {
	page.Lang
	Family   string // empty: all
	Families []family
	Total    int
	Severity map[diag.Severity]int
	Lacking  int        // rules that are not checked yet
	Most     []ruleLine // that most documents break
}

// family is rules that look at the same kind of thing.
type family struct {
	ID, Name string
	Rules    []ruleLine
}

// ruleLine is a rule in a list.
type ruleLine struct {
	*check.Rule
	Title     string // in the page's language
	Basis     string
	Documents int             // that break it
	Worst     diag.Severity   // of what it found in them
	Found     store.RuleCount // by severity
}

func (f *Finder) rules(w http.ResponseWriter, r *http.Request) error {
	v := &rulesView{Lang: page.LangOf(r.Context()), Family: strings.ToUpper(r.URL.Query().Get("family")), Severity: map[diag.Severity]int{}}
	counts, err := f.store.RuleCounts(r.Context(), store.Filter{})
	if err != nil {
		return err
	}
	broken := map[string]store.RuleCount{}
	for _, c := range counts {
		broken[c.Rule] = c
	}
	all := rules.All().Rules
	for i := range all {
		rule := &all[i]
		v.Total++
		v.Severity[rule.Severity]++
		if rule.Lacks != "" {
			v.Lacking++
		}
		id := rule.Family()
		if len(v.Families) == 0 || v.Families[len(v.Families)-1].ID != id {
			v.Families = append(v.Families, family{ID: id, Name: v.Rule(id, rules.FamilyName(id))})
		}
		last := &v.Families[len(v.Families)-1]
		last.Rules = append(last.Rules, ruleLine{Rule: rule, Title: v.Rule(rule.ID, rule.Title), Documents: broken[rule.ID].Documents, Worst: broken[rule.ID].Severity, Found: broken[rule.ID]})
	}
	v.Most = mostBroken(v.Families)
	frame := page.Frame{Title: v.T("检查规则", "Rules"), Path: "/rules", Description: v.T("检查公开预算用的全部规则：意思、公式、依据、例子，和谁违反了。", "All rules that public budgets are checked by.")}
	if v.Family != "" {
		if err := v.only(&frame); err != nil {
			return err
		}
	}
	w.Header().Set("Cache-Control", "public, max-age=60")
	return page.Render(w, r, http.StatusOK, frame, rulesPage(v))
}

// only leaves one family, with the basis of each rule.
func (v *rulesView) only(frame *page.Frame) error {
	i := slices.IndexFunc(v.Families, func(x family) bool { return x.ID == v.Family })
	if i < 0 {
		return errAddress
	}
	one := v.Families[i]
	for k := range one.Rules {
		one.Rules[k].Basis = rules.BasisOf(one.Rules[k].Rule.Basis)
	}
	v.Families = []family{one}
	frame.Title, frame.Path = one.ID+" "+one.Name, familyPath(one.ID)
	frame.Crumbs = []page.Crumb{{Title: v.T("检查规则", "Rules"), Href: "/rules"}}
	return nil
}

// someMost is how many rules are shown as those broken most.
const someMost = 8

// mostBroken are the rules whose errors are in the most documents, then those whose
// warnings are, without those that found notes only.
func mostBroken(families []family) []ruleLine {
	var out []ruleLine
	for _, x := range families {
		for _, r := range x.Rules {
			if r.Documents > 0 && r.Worst >= diag.Warning {
				out = append(out, r)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b ruleLine) int { return store.ByErrors(a.Found, b.Found) })
	return out[:min(len(out), someMost)]
}

// state says how severe a rule is, or in how many documents it found something, each
// severity by itself.
func (r ruleLine) state(l page.Lang) string {
	switch {
	case r.Lacks != "":
		return severity(l, r.Severity) + l.T(" · 未查", " · not checked")
	case r.Documents == 0:
		return severity(l, r.Severity)
	}
	return bySeverity(l, r.Found, func(t store.Tally) string { return l.T(count(t.Documents)+"份", count(t.Documents)) })
}

// bySeverity says of each severity that was found how much.
func bySeverity(l page.Lang, c store.RuleCount, how func(store.Tally) string) string {
	var parts []string
	for _, x := range []struct {
		severity diag.Severity
		of       store.Tally
	}{{diag.Error, c.Errors}, {diag.Warning, c.Warnings}, {diag.Note, c.Notes}} {
		if x.of.Findings > 0 {
			parts = append(parts, severity(l, x.severity)+" "+how(x.of))
		}
	}
	return strings.Join(parts, " · ")
}

func familyPath(id string) string { return "/rules?family=" + url.QueryEscape(id) }

// Broken is how many rules of a family some document breaks.
func (x family) Broken() (n int) {
	for _, r := range x.Rules {
		if r.Documents > 0 {
			n++
		}
	}
	return n
}

// ruleView is one rule with the documents that break it.
type ruleView struct {
	page.Lang
	*check.Rule
	Title     string // in the page's language
	Basis     string
	Documents int // that break it
	Found     store.RuleCount
	Broken    store.List[store.Broken]
	More      string
	Before    string // the rule before it in its family, and the one after
	After     string
}

// someBroken is how many documents that break a rule stand on a page.
const someBroken = 30

func (f *Finder) rule(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	id := r.PathValue("id")
	rule := ruleOf(strings.ToUpper(id))
	if rule == nil {
		return errAddress
	}
	l := page.LangOf(ctx)
	v := &ruleView{Lang: l, Rule: rule, Title: l.Rule(rule.ID, rule.Title), Basis: rules.BasisOf(rule.Basis)}
	if rule.ID != id {
		http.Redirect(w, r, page.In(v.Lang, page.RulePath(rule.ID)), http.StatusMovedPermanently)
		return nil
	}
	counts, err := f.store.RuleCounts(ctx, store.Filter{})
	if err != nil {
		return err
	}
	for _, c := range counts {
		if c.Rule == rule.ID {
			v.Documents, v.Found = c.Documents, c
		}
	}
	after := r.URL.Query().Get("after")
	if v.Broken, err = f.store.RuleDocuments(ctx, rule.ID, store.Filter{}, store.Page{After: after, Limit: someBroken}); err != nil {
		return err
	}
	if v.Broken.Next != "" {
		v.More = page.In(v.Lang, page.RulePath(rule.ID)+"?after="+url.QueryEscape(v.Broken.Next))
	}
	v.Before, v.After = beside(rule)
	frame := page.Frame{
		Title: rule.ID + " " + v.Title, Path: page.RulePath(rule.ID), Description: rule.Doc, NoIndex: after != "",
		Crumbs: []page.Crumb{{Title: v.T("检查规则", "Rules"), Href: "/rules"}, {Title: l.Rule(rule.Family(), rules.FamilyName(rule.Family())), Href: familyPath(rule.Family())}},
	}
	w.Header().Set("Cache-Control", "public, max-age=60")
	return page.Render(w, r, http.StatusOK, frame, rulePage(v))
}

// beside are the ids before and after a rule in its family.
func beside(rule *check.Rule) (before, after string) {
	all := rules.All().Rules
	for i := range all {
		if all[i].ID != rule.ID {
			continue
		}
		if i > 0 && all[i-1].Family() == rule.Family() {
			before = all[i-1].ID
		}
		if i+1 < len(all) && all[i+1].Family() == rule.Family() {
			after = all[i+1].ID
		}
	}
	return before, after
}

// applies says which documents a rule is for.
func (v *ruleView) applies() string {
	scopes := map[string][2]string{
		"all": {"各种格式", "all forms"}, "SX": {"山西格式", "Shanxi's form"}, "SB": {"上海预算格式", "Shanghai's budget form"}, "SF": {"上海决算格式", "Shanghai's final form"},
	}
	var parts []string
	for s := range strings.FieldsSeq(v.Scope) {
		base, only, _ := strings.Cut(s, "-")
		name := s
		if n, ok := scopes[base]; ok {
			name = v.T(n[0], n[1])
		}
		switch only {
		case "u":
			name += v.T("（单位）", " (units)")
		case "d":
			name += v.T("（部门）", " (departments)")
		}
		parts = append(parts, name)
	}
	out := strings.Join(parts, v.T("、", ", "))
	switch v.Kind {
	case "budget":
		out += v.T("，只查预算", ", budgets only")
	case "final":
		out += v.T("，只查决算", ", final accounts only")
	}
	if v.Since != 0 {
		out += v.T("，"+strconv.Itoa(v.Since)+"年起", ", since "+strconv.Itoa(v.Since))
	}
	if v.Until != 0 {
		out += v.T("，到"+strconv.Itoa(v.Until)+"年", ", until "+strconv.Itoa(v.Until))
	}
	if v.Off {
		out += v.T("；模板里打开了才查", "; only where the profile turns it on")
	}
	return out
}

// meaning says what a severity means.
func meaning(l page.Lang, s diag.Severity) string {
	switch s {
	case diag.Error:
		return l.T("凭文件自己就能断定不对", "wrong by the document's own words")
	case diag.Warning:
		return l.T("违反规定，或很可能不对，要人看过再定", "against a regulation, or very likely wrong; somebody has to decide")
	case diag.Note:
		return l.T("写法或合理性，供参考", "wording or plausibility, for information")
	}
	return ""
}
