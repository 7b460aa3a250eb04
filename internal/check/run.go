package check

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// Catalogue is the rules, and which of them speak first.
type Catalogue struct {
	Rules []Rule
	// First lists rules that say the same of one place, the first one first: it
	// alone speaks, the others stand in its Also.
	First [][]string
	// Basis turns a rule's codes into what may be printed of them for a year.
	Basis func(codes string, year int) string
	// Recode finds the lines whose codes are slips; nil: none are looked for.
	Recode func(*Subject) []Recoded
	// Misread is the rule that speaks of tables which were likely misread.
	Misread string
}

// Report is what checking one document gave: a result for each rule, in the
// order of the catalogue, and the findings in the order of their places.
type Report struct {
	Results  []Result
	Findings diag.Findings
	Numbers  int   // printed numbers that are not zero
	Loose    []Var // of them, those that no relation holds: nothing speaks of them
}

// desk is the room that checking one document takes, which the next one takes again.
type desk struct {
	made  []relation
	terms []term
	tied  []bool

	texts    []Text
	verdicts []verdict // of the relations
	used     []int32
	spans    []span
}

var desks = sync.Pool{New: func() any {
	return &desk{made: make([]relation, 0, 1024), terms: make([]term, 0, 4096)}
}}

// room is a slice of n zeros, made of an old one where that is long enough.
func room[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n)
	}
	old = old[:n]
	clear(old)
	return old
}

// Check runs the catalogue over a subject.
func (c *Catalogue) Check(s *Subject) *Report {
	rep := &Report{Results: make([]Result, len(c.Rules))}
	s = c.recode(s, rep)
	slips := slices.Clone(rep.Findings)
	desk := desks.Get().(*desk)
	defer desks.Put(desk)
	s.room = desk.texts
	defer s.clearUp(desk)
	rel := &Relations{Subject: s, made: desk.made[:0], terms: desk.terms[:0], hollow: s.hollowTables()}
	in := &Inspection{}
	scopes := c.scopes(s)
	for i := range c.Rules {
		r := &c.Rules[i]
		res := &rep.Results[i]
		res.Rule = r
		if o, reason := s.applies(r, &scopes[i]); o != 0 {
			res.Outcome, res.Reason = o, reason
			continue
		}
		switch {
		case r.Relate != nil:
			rel.relate(r, int32(i), res)
			continue
		case r.Refine != nil || r.Joint != "":
			continue // speaks when the relations are weighed
		}
		*in = Inspection{Subject: s, Rule: r}
		r.Inspect(in)
		in.settle(res)
		rep.Findings = append(rep.Findings, in.faults...)
	}
	desk.made, desk.terms = rel.made, rel.terms
	found, mends := c.weigh(rel, rep, desk)
	rep.Findings = append(rep.Findings, found...)
	c.consequences(s, rep, mends)
	recoded(slips, rep)
	c.finish(s, rep)
	return rep
}

// clearUp gives the room of the texts back, and what rules kept, which may hold on to it.
func (s *Subject) clearUp(desk *desk) {
	if s.texts != nil {
		desk.texts = s.texts
	}
	s.texts, s.room, s.kept = nil, nil, nil
}

// relate lets a rule state its relations; what became of them is known later.
func (rel *Relations) relate(r *Rule, i int32, res *Result) {
	rel.Rule, rel.rule, rel.outcome, rel.reason = r, i, 0, ""
	before := len(rel.made)
	r.Relate(rel)
	if rel.outcome != 0 {
		rel.made = rel.made[:before]
		res.Outcome, res.Reason = rel.outcome, rel.reason
	} else if len(rel.made) == before {
		res.Outcome, res.Reason = NotApplicable, "文件里没有它说的数"
	}
}

func (in *Inspection) settle(res *Result) {
	res.Instances = in.passed + len(in.faults)
	switch {
	case len(in.faults) > 0:
		res.Outcome = Failed
	case in.outcome != 0:
		res.Outcome, res.Reason = in.outcome, in.reason
	case in.passed > 0:
		res.Outcome = Passed
	default:
		res.Outcome, res.Reason = NotApplicable, "文件里没有它说的内容"
	}
}

// scope is what a profile alone decides of a rule.
type scope struct {
	not    string   // why the rule is not for such documents; empty where it is
	tables []string // that it needs
}

type scopesKey struct {
	*Catalogue
	unit bool
}

// scopes are those of all rules under the profile of a document.
func (c *Catalogue) scopes(s *Subject) []scope {
	unit := s.OfUnit()
	return profile.Kept(s.Profile, scopesKey{c, unit}, func(p *profile.Profile) []scope {
		out := make([]scope, len(c.Rules))
		for i := range c.Rules {
			out[i] = scopeOf(&c.Rules[i], p, unit)
		}
		return out
	})
}

func scopeOf(r *Rule, p *profile.Profile, unit bool) scope {
	out := scope{tables: strings.Fields(r.Tables)}
	on := slices.Contains(p.RulesOn, r.ID)
	switch {
	case r.Off && !on:
		out.not = "默认不查，模板没有打开它"
	case slices.Contains(p.RulesOff, r.ID):
		out.not = "模板不用这一条"
	case r.Kind != "" && r.Kind != p.Kind:
		out.not = map[string]string{"budget": "只用于预算", "final": "只用于决算"}[r.Kind]
	case !on && !inScope(r.Scope, p, unit):
		out.not = "不是它适用的格式或范围"
	}
	return out
}

// applies tells whether a rule is for such a document; the outcome is 0 where it is.
func (s *Subject) applies(r *Rule, of *scope) (Outcome, string) {
	switch {
	case of.not != "":
		return NotApplicable, of.not
	case r.Since != 0 && s.Year != 0 && s.Year < r.Since || r.Until != 0 && s.Year > r.Until:
		return NotApplicable, "不是它适用的年度"
	case r.Lacks != "":
		return NotChecked, r.Lacks
	}
	for _, id := range of.tables {
		if s.Profile.Table(id) == nil {
			return NotApplicable, "此格式没有 " + id
		}
		if s.Table(id) == nil {
			return NotChecked, "没有读到 " + id
		}
	}
	return 0, ""
}

// OfUnit reports whether the document is a unit's and not a department's.
func (s *Subject) OfUnit() bool {
	return s.Profile.Scope == "unit" || s.Outline != nil && s.Outline.OfUnit
}

// inScope matches "all", "SX SB", "all-u", "SF-d" against the profile and whose document it is.
func inScope(scope string, p *profile.Profile, unit bool) bool {
	for _, one := range strings.Fields(scope) {
		name, who, only := strings.Cut(one, "-")
		if only && who == "u" && !unit || only && who == "d" && unit {
			continue
		}
		if name == "all" || slices.Contains(p.Scopes, name) {
			return true
		}
	}
	return false
}

// weigh tries every relation, and turns what is broken into findings, with the numbers that
// are certainly wrong.
func (c *Catalogue) weigh(rel *Relations, rep *Report, desk *desk) ([]diag.Finding, []mend) {
	l := &ledger{numbers: rel.numbers, relations: rel.made, terms: rel.terms}
	var bad, near []int32
	desk.verdicts = room(desk.verdicts, len(l.relations))
	for i := range l.relations {
		r := &l.relations[i]
		res := &rep.Results[r.rule]
		desk.verdicts[i] = l.weigh(r)
		switch desk.verdicts[i] {
		case exact:
			res.Instances++
		case rounded:
			res.Instances++
			res.Rounded++
			if r.kind == same || r.kind == convert {
				near = append(near, int32(i))
			}
		case broken:
			res.Instances++
			bad = append(bad, int32(i))
			res.Outcome = Failed
		}
	}
	rep.Numbers, rep.Loose = l.loose(desk)
	if len(bad)+len(near) > 0 {
		l.numbers = slices.Clone(l.numbers) // repairs are tried on a copy
	}
	out, mends := c.explain(rel, l, bad, rep)
	out = append(out, c.lastPlaces(rel, l, near)...)
	out = append(out, c.joint(rel, l, len(bad) > 0, rep, desk)...)
	for i := range rep.Results {
		res := &rep.Results[i]
		switch {
		case res.Outcome != 0:
		case res.Rule.Relate != nil && res.Instances == 0:
			res.Outcome, res.Reason = NotChecked, "它说的数读不出来"
		default:
			res.Outcome = Passed
			res.Instances = max(res.Instances, 1)
		}
	}
	return out, mends
}

// explain finds the causes of what is broken.
func (c *Catalogue) explain(rel *Relations, l *ledger, bad []int32, rep *Report) (out []diag.Finding, mends []mend) {
	if len(bad) == 0 {
		return nil, nil
	}
	f := &finder{ledger: l, graph: l.graph(), near: rel.neighbours, doubted: rel.suspected}
	for _, component := range l.components(bad) {
		for _, x := range f.causes(component) {
			if len(x.repairs) == 1 && !x.several {
				mends = append(mends, mend{x.repairs[0].v, x.repairs[0].coef})
			}
			found := c.tell(rel.Subject, f, x)
			c.refine(rel.Subject, f, x, &found, rep)
			rel.question(f, x.broken, &found)
			out = append(out, found)
		}
	}
	return rel.otherTables(rel.wholes(out), l.agreements(bad, len(rel.Tables))), mends
}

// loose counts the printed numbers that are not zero, and lists those that stand
// in no relation.
func (l *ledger) loose(desk *desk) (numbers int, loose []Var) {
	tied := room(desk.tied, len(l.numbers))
	desk.tied = tied
	for _, t := range l.terms {
		tied[t.v] = true
	}
	for v := range l.numbers {
		if n := &l.numbers[v]; n.printed.Mark == money.Number && n.printed.Value.Coef != 0 {
			numbers++
			if !tied[v] {
				loose = append(loose, Var(v))
			}
		}
	}
	return numbers, loose
}

// lastPlaces tells of copies that differ by one unit of their last place (尾差), and of
// amounts put into a coarser unit otherwise than by rounding half up: no fault, but not
// lost either. Each group of them is one note.
func (c *Catalogue) lastPlaces(rel *Relations, l *ledger, near []int32) []diag.Finding {
	if len(near) == 0 {
		return nil
	}
	strict := *l
	strict.strict = true
	f := &finder{ledger: &strict, graph: strict.graph(), near: rel.neighbours, doubted: rel.suspected}
	var out []diag.Finding
	for _, component := range strict.components(near) {
		for _, x := range f.causes(component) {
			found := c.tell(rel.Subject, f, x)
			found.Severity, found.Title = diag.Note, "尾差：同一个数差末位一个单位"
			found.Hint = "两处取舍不一，改成一致更好"
			if !slices.ContainsFunc(x.broken, func(i int32) bool { return strict.relations[i].kind != convert }) {
				found.Title, found.Hint = "换算时没有四舍五入", "像是截去了尾数，改成四舍五入更好"
			}
			out = append(out, found)
		}
	}
	return out
}

// finish settles who speaks first, fills in the basis and puts findings in the
// order of their places.
func (c *Catalogue) finish(s *Subject, rep *Report) {
	rep.Findings = c.misread(s, rep, c.speakOnce(rep.Findings))
	s.questionPages(rep.Findings)
	s.questionPlaces(rep.Findings)
	for i := range rep.Findings {
		f := &rep.Findings[i]
		if c.Basis != nil {
			f.Basis = c.Basis(f.Basis, s.Year)
		}
	}
	slices.SortStableFunc(rep.Findings, func(a, b diag.Finding) int {
		return cmp.Or(
			cmp.Compare(a.Ref.Page, b.Ref.Page), cmp.Compare(a.Ref.Line, b.Ref.Line), cmp.Compare(a.Ref.Para, b.Ref.Para),
			strings.Compare(a.Ref.Sheet, b.Ref.Sheet), cmp.Compare(b.Severity, a.Severity),
			strings.Compare(a.Rule, b.Rule), strings.Compare(a.Ref.Address(), b.Ref.Address()),
		)
	})
}

// speakOnce drops findings of one place that an earlier rule of their group has
// spoken of, and notes them with it.
func (c *Catalogue) speakOnce(list diag.Findings) diag.Findings {
	for _, group := range c.First {
		for rank, loser := range group[1:] {
			for i := 0; i < len(list); i++ {
				if list[i].Rule != loser {
					continue
				}
				k := slices.IndexFunc(list, func(f diag.Finding) bool {
					return slices.Contains(group[:rank+1], f.Rule) && (samePlace(&f, &list[i]) || sameNumber(&f, &list[i]) || saidWith(&list[i], &f))
				})
				if k >= 0 {
					list[k].Also = append(list[k].Also, loser)
					list = slices.Delete(list, i, i+1)
					i--
				}
			}
		}
	}
	return list
}

// sameNumber reports whether the number that a finding suspects first is among those that
// another shows.
func sameNumber(a, b *diag.Finding) bool {
	return len(a.Suspects) > 0 && slices.ContainsFunc(b.Evidence, func(e diag.Evidence) bool { return e.Ref == a.Suspects[0].Ref })
}

// saidWith reports whether the words of a sentence that a finding suspects are among what
// another shows.
func saidWith(a, b *diag.Finding) bool {
	return len(a.Suspects) > 0 && a.Suspects[0].Ref.Section != "" && sameNumber(a, b)
}

// samePlace compares two findings' places: the same cell or text, or the same line of a
// text. A web page may have all of its paragraphs on one line.
func samePlace(a, b *diag.Finding) bool {
	x, y := a.Ref, b.Ref
	switch {
	case x.Line != 0 && x.Line == y.Line && x.Para == y.Para && x.File == y.File:
		return true
	case x.Form != "" && x.Form == y.Form && x.Column != "" && x.Column == y.Column: // one indicator
		return true
	}
	return sameRef(x, y)
}
