package rules

import (
	"fmt"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
)

var per = []check.Rule{
	{
		ID: "PER-001", Title: "编制数不等于各类之和", Severity: diag.Error, Basis: "LOGIC", Since: 2017, Scope: "SX",
		Formula: "N[编制人数] = Σ 各类编制",
		Doc:     "编制总数应等于其后列出的各类编制之和。",
		Hint:    "核对各类编制数", Right: "编制22人，其中20人为全额事业，2人为自收自支", Wrong: "编制22人，其中20人为全额事业，1人为自收自支",
		Relate: func(r *check.Relations) {
			kinds := r.Claims("post_kinds.amount")
			if totals := r.Claims("posts"); len(totals) == 1 && len(kinds) > 0 {
				r.Sum(totals[0], kinds...)
			}
		},
	},
	{
		ID: "PER-002", Title: "实有人数超过编制", Severity: diag.Warning, Basis: "BZ6", Since: 2017, Scope: "SX",
		Formula: "N[实有人数] ≤ N[编制人数]",
		Doc:     "实有人数不应超过编制。实有人数含编外、离退休人员的，应写明。",
		Hint:    "核对实有人数；含编外、离退休人员的，分开写", Right: "编制22人，实有20人", Wrong: "编制22人，实有25人",
		Inspect: peopleOverPosts,
	},
	{
		ID: "PER-003", Title: "别处的人数与人员情况不同", Severity: diag.Note, Basis: "LOGIC", Since: 2017, Scope: "SX",
		Formula: "申报表里本单位的人数 = 编制或实有人数",
		Doc:     "申报表里本单位的人数与概况的编制、实有都不同的，可能是时点不同，请写明时点。",
		Hint:    "写明人数的时点，或改成一致", Right: "职工30人，实有30人", Wrong: "按单位人数提取24人，实有25人",
		Inspect: headCounts,
	},
	{
		ID: "PER-004", Title: "经费形式与编制的类别不合", Severity: diag.Note, Basis: "FR", Since: 2017, Scope: "SX",
		Formula: "单位的经费形式（全额、差额、自收自支）= 各类编制的经费形式",
		Doc:     "全额单位里有自收自支或差额编制的，多半是合并留下的，请写明。",
		Hint:    "核对编制的经费形式；合并留下的写明", Right: "全额单位，编制都是全额事业", Wrong: "全额单位，2人为自收自支",
		Inspect: fundingOfPosts,
	},
	{
		ID: "PER-005", Title: "职业年金与养老保险不成比例", Severity: diag.Note, Basis: "NJ", Since: 2019, Scope: "all", Tables: "T06",
		Formula: "T06[职业年金] ÷ T06[基本养老保险] 在0.45至0.55之间",
		Doc:     "养老保险单位缴费按16%、职业年金按8%，年金约是养老的一半。年金记账的，可以少于一半。",
		Hint:    "核对缴费基数；年金部分记账的不必改", Right: "养老32.00，年金16.00", Wrong: "养老32.00，年金10.00",
		Inspect: func(in *check.Inspection) { inBand(in, "30109", []string{"30108"}, 45, 55) },
	},
	{
		ID: "PER-006", Title: "住房公积金与工资不成比例", Severity: diag.Note, Basis: "GJ18", Since: 2017, Scope: "all", Tables: "T06",
		Formula: "T06[住房公积金] ÷ T06[工资、津贴、奖金、绩效] 在5%至16%之间",
		Doc:     "公积金缴存比例在5%至12%之间，按上年月平均工资计，与本年工资之比略有出入。",
		Hint:    "核对公积金的基数和比例", Right: "工资200.00，公积金24.00", Wrong: "工资200.00，公积金60.00",
		Inspect: func(in *check.Inspection) { inBand(in, "30113", wages[:], 5, 16) },
	},
	{
		ID: "PER-007", Title: "工会经费与工资不成比例", Severity: diag.Note, Basis: "GH43", Since: 2017, Scope: "all", Tables: "T06",
		Formula: "T06[工会经费] ÷ T06[工资、津贴、奖金、绩效] 约2%",
		Doc:     "工会经费按工资总额的2%计提。只列拨缴一部分的，可以少一些。",
		Hint:    "核对工会经费的计提", Right: "工资200.00，工会经费4.00", Wrong: "工资200.00，工会经费1.20",
		Inspect: func(in *check.Inspection) { inBand(in, "30228", wages[:], 1, 3) },
	},
	{
		ID: "PER-008", Title: "人均人员经费偏离同类单位", Severity: diag.Note, Basis: "Y", Since: 2017, Scope: "all",
		Formula: "T06[合计].人员经费 ÷ 实有人数 在同市同类单位的范围内",
		Doc:     "人均人员经费与同市同类单位相差过大的，请核对。同类单位少于十家的不比。",
		Hint:    "核对人员经费和人数", Right: "人均12万元，同类10万至15万元", Wrong: "人均30万元，同类10万至15万元",
		Lacks: "没有同类单位的数",
	},
}

// wages are the divisions that contributions are reckoned from.
var wages = [...]string{"30101", "30102", "30103", "30107"}

func peopleOverPosts(in *check.Inspection) {
	posts, people := countOf(in, "posts"), countOf(in, "people")
	if posts < 0 || people < 0 {
		in.NotChecked("没有读到编制或实有人数")
		return
	}
	v := in.Claims("people")[0]
	if people <= posts || holdsAny(in.Ref(v).Text, performance().BeyondPosts) || holdsAny(sentenceOf(in, "people"), performance().BeyondPosts) {
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{
		At:       in.Ref(v),
		Message:  fmt.Sprintf("编制%d人，实有%d人，超过%d人", posts, people, people-posts),
		Evidence: []diag.Evidence{in.Show(in.Claims("posts")[0]), in.Show(v)},
	})
}

// sentenceOf is the clause of the paragraph in which a slot is claimed.
func sentenceOf(in *check.Inspection, slot string) string {
	for i := range in.Sections {
		for p := range eachItem(in.Sections[i].Paragraphs) {
			for c := range eachItem(p.Claims) {
				if c.Slot != slot || c.Start < 0 || c.Start > len(p.Text) {
					continue
				}
				from := strings.LastIndexAny(p.Text[:c.Start], "；。") + 1
				end := strings.IndexAny(p.Text[c.Start:], "。")
				if end < 0 {
					end = len(p.Text) - c.Start
				}
				return p.Text[from : c.Start+end]
			}
		}
	}
	return ""
}

func fundingOfPosts(in *check.Inspection) {
	v := performance()
	kinds, at := postKinds(in)
	if len(kinds) == 0 {
		in.NotChecked("没有读到编制的类别")
		return
	}
	own := ""
	for i := range in.Sections {
		if in.Sections[i].Part != "overview" {
			continue
		}
		for p := range eachItem(in.Sections[i].Paragraphs) {
			if len(p.Claims) > 0 {
				continue
			}
			if w := firstOf(p.Text, v.Fundings); w != "" && strings.Contains(p.Text, "单位") {
				own = w
			}
		}
	}
	if own == "" {
		in.NotChecked("概况里没有写单位的经费形式")
		return
	}
	for i, kind := range kinds {
		if w := firstOf(kind, v.Fundings); w != "" && w != own {
			in.Fail(check.Fault{At: at[i], Message: fmt.Sprintf("单位是%s单位，编制里有“%s”", own, kind)})
			return
		}
	}
	in.Pass(1)
}

// postKinds are the names of the kinds of posts, with their places.
func postKinds(in *check.Inspection) (names []string, refs []place.Ref) {
	for i := range in.Sections {
		for p := range eachItem(in.Sections[i].Paragraphs) {
			for c := range eachItem(p.Claims) {
				if c.Slot == "post_kinds.name" {
					r := c.Ref
					r.Section, r.Text = in.Sections[i].ID, c.Text
					names, refs = append(names, c.Text), append(refs, r)
				}
			}
		}
	}
	return names, refs
}

// economicSum is what the basic expenditure spends under a division, over the
// rows that it stands in.
type economicSum struct {
	first check.Var
	sum   money.Interval
}

// economic finds a division in T06 by its code, or by its name where the form
// prints no codes.
func economic(in *check.Inspection, code string) economicSum {
	out := economicSum{first: check.NoVar}
	subject, known := budget.DeptEconomic().Find(code)
	for t := range in.Tables {
		table := &in.Tables[t]
		if table.ID != "T06" || len(table.Panels) != 1 || len(table.Panels[0].Columns) == 0 {
			continue
		}
		for l := range table.Panels[0].Lines {
			line := &table.Panels[0].Lines[l]
			if line.Total || line.Code != code && (line.Code != "" || !known || strings.TrimSpace(line.Name) != subject.Name) {
				continue
			}
			v := in.CellVar(t, 0, l, 0)
			one, ok := interval(in.Subject, v)
			if !ok {
				continue
			}
			if out.first == check.NoVar {
				out.first = v
			}
			out.sum = out.sum.Add(one)
		}
	}
	return out
}

// inBand looks whether a division's share of others lies between two percentages.
func inBand(in *check.Inspection, code string, of []string, least, greatest int64) {
	part := economic(in, code)
	var whole money.Interval
	f := check.Fault{}
	if part.first != check.NoVar {
		f.At, f.Evidence = in.Ref(part.first), []diag.Evidence{in.Show(part.first)}
	}
	if of[0] == "30101" && economic(in, of[0]).first == check.NoVar {
		in.NotApplicable("基本工资不在一般公共预算里")
		return
	}
	var names []string
	for _, c := range of {
		e := economic(in, c)
		if e.first == check.NoVar {
			continue
		}
		whole = whole.Add(e.sum)
		f.Evidence = append(f.Evidence, in.Show(e.first))
		s, _ := budget.DeptEconomic().Find(c)
		names = append(names, s.Name)
	}
	if part.sum.Hi <= 0 || whole.Lo <= 0 {
		in.NotApplicable("没有这两类支出")
		return
	}
	if int64(part.sum.Hi)*100 >= int64(whole.Lo)*least && int64(part.sum.Lo)*100 <= int64(whole.Hi)*greatest {
		in.Pass(1)
		return
	}
	s, _ := budget.DeptEconomic().Find(code)
	share, _ := money.Ratio(money.Fen((part.sum.Lo+part.sum.Hi)/2), money.Fen((whole.Lo+whole.Hi)/2), 2)
	f.Message = fmt.Sprintf("%s%s万元，%s合计%s万元，占%s%%，通常在%d%%至%d%%之间", s.Name, wan(part.sum), strings.Join(names, "、"), wan(whole), share, least, greatest)
	in.Fail(f)
}
