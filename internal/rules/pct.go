package rules

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/profile"
)

// pct: percentages in the narrative.
var pct = []check.Rule{
	{
		ID: "PCT-001", Title: "收入占比不对", Severity: diag.Error, Basis: "LOGIC GB8170", Since: 2015, Scope: "SX SF",
		Formula: "N[来源.占比] = T01[来源] ÷ T01[收入总计]",
		Doc:     "每项收入占收入总计的百分比，应是由表中两数相除能四舍五入得到的数。",
		Hint:    "按表重算占比",
		Right:   "90÷100，占90.00%", Wrong: "90÷100，占9.00%",
		Relate: shareTies("PCT-001"),
	},
	{
		ID: "PCT-002", Title: "基本支出、项目支出占比不对", Severity: diag.Error, Basis: "LOGIC GB8170", Since: 2015, Scope: "SX SF",
		Formula: "N[基本、项目.占比] = T03[合计].列 ÷ T03[合计].合计",
		Doc:     "基本支出、项目支出占支出预算的百分比，应是由表中两数相除能四舍五入得到的数。",
		Hint:    "按表重算占比",
		Right:   "60÷80，占75.00%", Wrong: "60÷80，占57.00%",
		Relate: shareTies("PCT-002"),
	},
	{
		ID: "PCT-003", Title: "各类支出占比不对", Severity: diag.Error, Basis: "LOGIC GB8170", Since: 2015, Scope: "SX SF",
		Formula: "N[类.占比] = T05[类].合计 ÷ T05[合计].合计",
		Doc:     "每类支出占一般公共预算当年拨款的百分比，应是由表中两数相除能四舍五入得到的数。预算里货物、工程、服务占采购总额的百分比也这样核对。",
		Hint:    "按表重算占比",
		Right:   "20÷80，占25.00%", Wrong: "20÷80，占52.00%",
		Relate: func(r *check.Relations) {
			shareTies("PCT-003")(r)
			if r.Profile.Kind == "budget" {
				saidShares(r) // of procurement by kind
			}
		},
	},
	{
		ID: "PCT-004", Title: "占比相加不是100%", Severity: diag.Warning, Basis: "LOGIC GB8170", Since: 2015, Scope: "all",
		Formula: "Σ 占比 = 100 ± 项数×半个末位",
		Doc:     "一组占比列全的，相加应是100%，四舍五入的差不超过每项半个末位。写“约”的不算。“其中”少列了一项，所缺正是它的占比，也指出。",
		Hint:    "逐项重算占比，看是否漏项",
		Right:   "60.00%、40.00%", Wrong: "60.00%、35.00%",
		Inspect: sharesAdd,
	},
	{
		ID: "PCT-005", Title: "一般公共预算支出占比不对", Severity: diag.Error, Basis: "LOGIC GB8170", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "占比 = F5 ÷ F3；N[占比] = N[本数] ÷ N[它的整体]",
		Doc:     "一般公共预算支出占本年支出的百分比应与两表相合；授予中小企业的合同金额占采购总额这样的百分比，应与文字里的两数相合。", Hint: "按两数重算",
		Right: "90÷100，占90.00%", Wrong: "90÷100，占80.00%",
		Relate: func(r *check.Relations) {
			shareTies("PCT-005")(r)
			saidShares(r)
		},
	},
	{
		ID: "PCT-006", Title: "完成年初预算的比率不对", Severity: diag.Error, Basis: "LOGIC GB8170", Since: 2015, Scope: "SF", Kind: "final",
		Formula: "完成率 = 决算 ÷ 年初预算", Doc: "完成年初预算的百分比应是决算数与年初预算数之比。", Hint: "按两数重算",
		Right: "90÷100，完成90.00%", Wrong: "90÷100，完成95.00%", Relate: finalRates,
	},
	{
		ID: "PCT-007", Title: "“三公”经费各项占比不对", Severity: diag.Error, Basis: "LOGIC GB8170", Since: 2015, Scope: "SF",
		Formula: "占比 = 各项 ÷ 合计", Doc: "“三公”经费各项占合计的百分比应与表相合。", Hint: "按表重算",
		Right: "3÷4，占75.00%", Wrong: "3÷4，占80.00%", Relate: publicShares,
	},
	{
		ID: "PCT-008", Title: "百分比的写法不一", Severity: diag.Note, Basis: "GB15835", Since: 2015, Scope: "all", Off: true,
		Formula: "百分比的小数位数处处相同",
		Doc:     "百分比应都写两位小数，或都不写，0也一样。默认不查。",
		Hint:    "统一写法",
		Right:   "90.00%、0.00%", Wrong: "90.00%、0%",
		Inspect: percentStyle,
	},
	{
		ID: "PCT-009", Title: "占比小于0或大于100%", Severity: diag.Error, Basis: "LOGIC GB8170", Since: 2015, Scope: "all",
		Formula: "0 ≤ 占比 ≤ 100；总数为0的没有占比",
		Doc:     "部分占整体的百分比在0到100之间；总数为零时没有占比，只能写0%。增长率不受此限。",
		Hint:    "重算占比，核对总数",
		Right:   "占12.00%", Wrong: "占112.00%",
		Inspect: shareBounds,
	},
	{
		ID: "PCT-010", Title: "比率像是用错了基数", Severity: diag.Error, Basis: "LOGIC GB8170", Since: 2015, Scope: "all",
		Formula: "印出的比率由另一个基数正好得到",
		Doc:     "算不出来的比率，若换一个基数正好得到，多半是用错了基数：用本年数除、分子分母颠倒。它附在指出这个比率的问题后面。",
		Hint:    "换用应有的基数重算",
		Right:   "减少25÷上年100，下降25.00%", Wrong: "减少25÷本年75，下降33.33%",
		Refine: (*check.Case).WrongBase,
	},
	{
		ID: "PCT-011", Title: "占比、幅度没有写百分号", Severity: diag.Warning, Basis: "GB15835", Scope: "all",
		Formula: "占、增长、下降、完成……后的数带%",
		Doc:     "占比、增减幅度、完成率的数后面要有百分号；没有的，读的人不知道是百分之几还是多少万元。",
		Hint:    "在数后面补上%",
		Right:   "占76.23%", Wrong: "占76.23，",
		Inspect: withoutSign,
	},
	{
		ID: "PCT-012", Title: "预算为0，却写完成率", Severity: diag.Error, Basis: "LOGIC", Scope: "all", Kind: "final",
		Formula: "预算 = 0 且决算 ≠ 0 ⇒ 没有完成率",
		Doc:     "年初没有安排预算的，除以零得不出完成率，只能写明预算为0。预算、决算都是0的不算。",
		Hint:    "删去完成率，写明年初没有安排预算",
		Right:   "年初预算为0万元，支出决算为3.00万元", Wrong: "年初预算为0万元，支出决算为3.00万元，完成年初预算的100%",
		Inspect: completionOfNothing,
	},
	{
		ID: "PCT-013", Title: "上年为0，却写增长率", Severity: diag.Error, Basis: "LOGIC", Scope: "all",
		Formula: "本年 = 增加额 ⇒ 上年 = 0 ⇒ 没有增长率",
		Doc:     "本年数全是比上年增加的，上年就是0，除以零得不出增长率。",
		Hint:    "删去增长率，写明上年为0",
		Right:   "0.30万元，比上年增加0.30万元", Wrong: "0.30万元，比上年增加0.30万元，增长100%",
		Inspect: growthFromNothing,
	},
	{
		ID: "PCT-014", Title: "既说增减，又说持平", Severity: diag.Warning, Basis: "LOGIC", Scope: "all",
		Formula: "增加、减少若干 ⇒ 不说持平",
		Doc:     "一句话里说了增加或减少多少，就不能又说与上年持平、一致。增减为0的，只说持平。",
		Hint:    "按两年的数只留一种说法",
		Right:   "与上年持平", Wrong: "减少为0.00万元，与上年持平",
		Inspect: changedAndSame,
	},
	{
		ID: "PCT-015", Title: "预决算差异率不对", Severity: diag.Error, Basis: "LOGIC GB8170", Scope: "all",
		Formula: "差异率 = (决算数 − 预算数) ÷ 预算数",
		Doc:     "文字里写了预算数、决算数和差异率的，差异率应由前两数算出，决算小于预算的是负数。预算为零的不查。",
		Hint:    "按两数重算",
		Right:   "预算数100.00万元，决算数90.00万元，预决算差异率-10.00%", Wrong: "预算数100.00万元，决算数90.00万元，预决算差异率-90.00%",
		Inspect: budgetDifferences,
	},
	{
		ID: "PCT-016", Title: "句子里的占比不对", Severity: diag.Error, Basis: "LOGIC GB8170", Scope: "all",
		Formula: "“A为N万元……B为M万元，占A的p%” ⇒ p ≈ M ÷ N",
		Doc:     "句子写明是占哪个数的百分比，而那个数在同一节里写着的，占比应由两数相除得到，不论模板认不认得这句话。模板认得的由别的规则核对；那个数有几种写法的不查。",
		Hint:    "按两数重算占比",
		Right:   "人员经费80.00万元，工资福利支出60.00万元，占人员经费的75.00%", Wrong: "人员经费80.00万元，工资福利支出60.00万元，占人员经费的57.00%",
		Inspect: sharesSaid,
	},
}

// shareTies makes the rule of the percentages of a whole.
func shareTies(rule string) func(*check.Relations) {
	return func(r *check.Relations) {
		for _, id := range claims().byRule[rule] {
			if l := r.Profile.List(id); l != nil && l.Base != "" {
				base := r.At(l.Base)
				if current := currentGPB(r.Subject); current != check.NoVar && l.Base == gpbTotal {
					base = current
				}
				listShares(r, id+".share", base)
				continue
			}
			m := r.Profile.Measure(id)
			if m == nil || m.Base == "" {
				continue
			}
			measureShares(r, m)
		}
	}
}

// measureShares: a share of a measure is of its base, or of what the words right before
// say that it is of.
func measureShares(r *check.Relations, m *profile.Measure) {
	slot := m.ID + ".share"
	if len(m.Bases) == 0 {
		for _, v := range r.Claims(slot) {
			r.Share(v, r.At(m.Cell), r.At(m.Base))
		}
		return
	}
	eachClaim(r.Subject, func(p *budget.Paragraph, i, j, k int) {
		if c := &p.Claims[k]; c.Slot == slot {
			r.Share(r.ClaimVar(i, j, k), r.At(m.Cell), r.At(cmp.Or(saidWhole(m.Bases, p.Text[:c.Start]), m.Base)))
		}
	})
}

// saidShares: the share of what only sentences say, or not all documents have a table of, in
// another such figure.
func saidShares(r *check.Relations) {
	for i := range r.Profile.Measures {
		m := &r.Profile.Measures[i]
		if m.Base == "" || m.Says == "" && strings.Contains(m.Base, "[") {
			continue
		}
		for _, v := range r.Claims(m.ID + ".share") {
			r.Share(v, valueOf(r.Subject, m.ID), baseOf(r.Subject, m))
		}
	}
}

// baseOf is the whole that a measure's share is of: a cell, or another measure.
func baseOf(s *check.Subject, m *profile.Measure) check.Var {
	if strings.Contains(m.Base, "[") {
		return s.At(m.Base)
	}
	return valueOf(s, m.Base)
}

func listShares(r *check.Relations, slot string, base check.Var) {
	if len(r.Claims(slot)) == 0 {
		return
	}
	eachClaim(r.Subject, func(p *budget.Paragraph, i, j, k int) {
		if c := &p.Claims[k]; c.Slot == slot && c.Cell != "" {
			whole := base
			if cell := saidWhole(wholesOf(r.Profile, slot), p.Text[:c.Start]); cell != "" {
				whole = r.At(cell)
			}
			r.Share(r.ClaimVar(i, j, k), r.At(c.Cell), whole)
		}
	})
}

// wholesOf are the other wholes that the shares of a list or a measure may be of.
func wholesOf(p *profile.Profile, slot string) map[string]string {
	id := strings.TrimSuffix(slot, ".share")
	if l := p.List(id); l != nil {
		return l.Bases
	}
	if m := p.Measure(id); m != nil {
		return m.Bases
	}
	return nil
}

// saidWhole is the cell of the whole that a share is said to be of right before it,
// 占本年财政拨款支出, where it is not its own; empty where it is.
func saidWhole(wholes map[string]string, before string) string {
	i := strings.LastIndex(before, "占")
	if i < 0 {
		return ""
	}
	said := strings.TrimSuffix(before[i+len("占"):], "的")
	return wholes[strings.TrimSuffix(strings.TrimPrefix(said, "本年"), "合计")]
}

// percentStep is a printed percent in millionths with half its last place; false
// where it is no number.
func percentStep(p money.Printed) (value, half int64, ok bool) {
	if p.Mark != money.Number || p.Value.Scale > 6 {
		return 0, 0, false
	}
	unit := int64(1_000_000)
	for range p.Value.Scale {
		unit /= 10
	}
	if p.Value.Coef > 1_000_000_000 || p.Value.Coef < -1_000_000_000 {
		return 0, 0, false
	}
	return p.Value.Coef * unit, unit / 2, true
}

const hundred = 100_000_000 // 100 % in millionths of a percent

// sharesAdd: the shares of one paragraph that split a whole add up to it.
func sharesAdd(in *check.Inspection) {
	groups, text := shareGroups(in.Profile), saidTextOf(in.Subject)
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			if !hasShare(p) || shareBare.in(&text.all[i][j]) && shareBare.expr.MatchString(p.Text) {
				continue // nothing to add, or one that is not read as a share: PCT-011
			}
			for k := range groups {
				sharesIn(in, i, j, p, &groups[k])
			}
		}
	}
}

func hasShare(p *budget.Paragraph) bool {
	for k := range p.Claims {
		if isShare(&p.Claims[k]) {
			return true
		}
	}
	return false
}

// shareGroup is shares of one whole: of given measures, or of a list's items.
type shareGroup struct {
	slots []string
	list  bool
	open  bool     // what is not said counts for nothing where its cell prints nothing
	other []string // where one of these is said, too, the group is not the whole
}

type sharesKey struct{}

func shareGroups(p *profile.Profile) []shareGroup {
	return profile.Kept(p, sharesKey{}, func(p *profile.Profile) (out []shareGroup) {
		for _, t := range claims().Shares {
			if p.List(t.Measures[0]) != nil { // each list is a whole of its own
				for _, id := range t.Measures {
					out = append(out, sharesOf(p, []string{id}, t.Open))
				}
				continue
			}
			if len(t.More) == 0 || !oneWhole(p, t.Measures, t.More) {
				out = append(out, sharesOf(p, t.Measures, t.Open))
			} else {
				out = append(out, sharesOf(p, slices.Concat(t.Measures, t.More), true))
			}
			if len(t.More) > 0 {
				more := sharesOf(p, t.More, true)
				more.other = sharesOf(p, t.Measures, false).slots
				out = append(out, more)
			}
		}
		return out
	})
}

// oneWhole reports whether the measures of both lists that the form has are shares
// of the same cell.
func oneWhole(p *profile.Profile, a, b []string) bool {
	base := ""
	for _, list := range [2][]string{a, b} {
		n := 0
		for _, id := range list {
			m := p.Measure(id)
			if m == nil || m.Base == "" {
				continue
			}
			if base != "" && base != m.Base {
				return false
			}
			base = m.Base
			n++
		}
		if n == 0 {
			return false
		}
	}
	return true
}

func sharesOf(p *profile.Profile, measures []string, open bool) (g shareGroup) {
	for _, id := range measures {
		g.slots = append(g.slots, id+".share")
		g.list = g.list || p.List(id) != nil
	}
	g.open = open
	return g
}

// unsaid reports whether the slots that were not seen stand for nothing: the
// tables print nothing for them.
func (g *shareGroup) unsaid(s *check.Subject, seen int) bool {
	for i, slot := range g.slots {
		if seen&(1<<i) != 0 {
			continue
		}
		m := s.Profile.Measure(strings.TrimSuffix(slot, ".share"))
		if m != nil && !printsNothing(s, m.Cell) {
			return false
		}
	}
	return true
}

// sharesIn adds up the shares of a paragraph. A list does not go on behind a full stop:
// 收入…占100%。支出…占60%；…占40%.
func sharesIn(in *check.Inspection, section, paragraph int, p *budget.Paragraph, g *shareGroup) {
	from, end := 0, 0
	for k := range p.Claims {
		c := &p.Claims[k]
		if !g.list || indexOf(g.slots, c.Slot) < 0 {
			continue
		}
		if end > 0 && end <= c.Start && strings.Contains(p.Text[end:c.Start], "。") {
			sharesAmong(in, section, paragraph, p, g, from, k)
			from = k
		}
		end = c.Start + len(c.Text)
	}
	sharesAmong(in, section, paragraph, p, g, from, len(p.Claims))
}

// sharesAmong adds up the shares among the claims of a paragraph from one up to another.
func sharesAmong(in *check.Inspection, section, paragraph int, p *budget.Paragraph, g *shareGroup, from, to int) {
	var sum, slack int64
	n, first, end := 0, -1, 0
	seen := 0
	for k := from; k < to; k++ {
		c := &p.Claims[k]
		if slices.Contains(g.other, c.Slot) {
			return
		}
		at := indexOf(g.slots, c.Slot)
		if at < 0 {
			continue
		}
		value, half, ok := percentStep(in.Printed(in.ClaimVar(section, paragraph, k)))
		if !ok {
			return
		}
		if first < 0 {
			first = k
		}
		if saidWhole(wholesOf(in.Profile, c.Slot), p.Text[:c.Start]) != "" {
			return // of another whole, which they do not make up
		}
		seen |= 1 << at
		n++
		sum += value
		if value != 0 { // nothing is nothing: 0% is not rounded
			slack += half
		}
		end = c.Start + len(c.Text)
	}
	complete := seen == 1<<len(g.slots)-1 || g.open && g.unsaid(in.Subject, seen)
	if !complete && n > 0 && strings.Count(p.Text, "%") == n && sum < hundred && strings.Contains(p.Text[:p.Claims[first].Start], "其中") && !endsOpen(p.Text, end) {
		if name := g.leftOut(in, section, seen, hundred-sum, slack); name != "" {
			in.Fail(check.Fault{
				At:       claimRef(in.Subject, section, &p.Claims[first]),
				Message:  fmt.Sprintf("“其中”各项占比相加是%s%%，像是少了“%s”", percentText(sum), name),
				Expected: name,
			})
			return
		}
	}
	if n < 2 || !g.list && len(g.slots) < 2 || !complete || sum == 0 || g.list && endsOpen(p.Text, end) || strings.Contains(aroundText(p.Text, p.Claims[first].Start, end), "约") {
		return
	}
	if abs(sum-hundred) <= slack {
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{
		At: claimRef(in.Subject, section, &p.Claims[first]),
		Message: fmt.Sprintf("%d项占比相加是%s%%，应为100%%，四舍五入至多差%s个百分点",
			n, percentText(sum), percentText(slack)),
	})
}

// leftOut is the one measure of a group that the section does not tell and whose share is
// what the others lack of the whole; empty where there is none.
func (g *shareGroup) leftOut(in *check.Inspection, section, seen int, lack, slack int64) string {
	name := ""
	for i, slot := range g.slots {
		id := strings.TrimSuffix(slot, ".share")
		m := in.Profile.Measure(id)
		if seen&(1<<i) != 0 || m == nil || m.Cell == "" || none(in.Subject, in.At(m.Cell)) {
			continue
		}
		if name != "" || g.list || saysMeasure(in, section, id) {
			return ""
		}
		part, ok := worth(in.Subject, in.At(m.Cell))
		whole, also := worth(in.Subject, baseOf(in.Subject, m))
		if !ok || !also || whole == 0 {
			return ""
		}
		share := new(big.Rat).Mul(big.NewRat(part, whole), big.NewRat(hundred, 1))
		if share.Sub(share, big.NewRat(lack, 1)); share.Abs(share).Cmp(big.NewRat(slack, 1)) > 0 {
			return ""
		}
		at := in.Ref(in.At(m.Cell))
		if name = at.Row; name == "合计" {
			name = at.Column
		}
	}
	return name
}

// saysMeasure reports whether a section tells anything of a measure.
func saysMeasure(in *check.Inspection, section int, id string) bool {
	for j := range in.Sections[section].Paragraphs {
		if anyItem(in.Sections[section].Paragraphs[j].Claims, func(c *budget.Claim) bool { return c.Slot == id || strings.HasPrefix(c.Slot, id+".") }) {
			return true
		}
	}
	return false
}

func percentText(v int64) string {
	d := money.Decimal{Coef: v / 10_000, Scale: 2}
	if v%10_000 != 0 {
		d = money.Decimal{Coef: v / 1_000, Scale: 3}
	}
	return d.String()
}

func indexOf(list []string, s string) int {
	for i, v := range list {
		if v == s {
			return i
		}
	}
	return -1
}

// percentStyle: all percentages have the same number of decimals.
func percentStyle(in *check.Inspection) {
	first := check.NoVar
	eachClaim(in.Subject, func(p *budget.Paragraph, i, j, k int) {
		v := in.ClaimVar(i, j, k)
		if v == check.NoVar || in.UnitName(v) != "%" || in.Printed(v).Mark != money.Number {
			return
		}
		if first == check.NoVar {
			first = v
		}
		if in.Printed(first).Value.Scale == in.Printed(v).Value.Scale {
			in.Pass(1)
			return
		}
		in.Fail(check.Fault{
			At:      claimRef(in.Subject, i, &p.Claims[k]),
			Message: fmt.Sprintf("百分比一处写作%s%%，一处写作%s%%", in.Printed(first).Text, in.Printed(v).Text),
		})
	})
}

// shareBounds: a share lies between nothing and all, and nothing has no shares.
func shareBounds(in *check.Inspection) {
	eachClaim(in.Subject, func(p *budget.Paragraph, i, j, k int) {
		c := &p.Claims[k]
		name, aspect, _ := strings.Cut(c.Slot, ".")
		if aspect != "share" {
			return
		}
		value, half, ok := percentStep(in.Printed(in.ClaimVar(i, j, k)))
		if !ok {
			return
		}
		base := check.NoVar
		if m := in.Profile.Measure(name); m != nil && m.Base != "" {
			base = baseOf(in.Subject, m)
		} else if l := in.Profile.List(name); l != nil && l.Base != "" {
			base = in.At(l.Base)
		}
		switch {
		case value < 0 || value-half > hundred:
			in.Fail(check.Fault{At: claimRef(in.Subject, i, c), Message: fmt.Sprintf("占比印作%s%%，应在0到100%%之间", c.Text)})
		case base != check.NoVar && in.Hollow(in.Ref(base).Table):
			// EMP-001 tells
		case base != check.NoVar && value != 0 && none(in.Subject, base):
			in.Fail(check.Fault{At: claimRef(in.Subject, i, c), Message: fmt.Sprintf("总数是0，却有占比%s%%", c.Text)})
		default:
			in.Pass(1)
		}
	})
}
