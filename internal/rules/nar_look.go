package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/numeral"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// claimRef is the place of a claim.
func claimRef(s *check.Subject, section int, c *budget.Claim) place.Ref {
	r := c.Ref
	r.Section, r.Text = s.Sections[section].ID, c.Text
	return r
}

// paragraphRef is the place of a paragraph, with a piece of its text.
func paragraphRef(s *check.Subject, section int, p *budget.Paragraph, text string) place.Ref {
	r := p.Ref
	r.Section, r.Text = s.Sections[section].ID, text
	return r
}

// aroundText is a piece of text with ten characters on either side.
func aroundText(text string, start, end int) string {
	end = min(end, len(text))
	from, to := min(start, end), end
	for range 10 {
		if from > 0 {
			_, n := utf8.DecodeLastRuneInString(text[:from])
			from -= n
		}
		if to < len(text) {
			_, n := utf8.DecodeRuneInString(text[to:])
			to += n
		}
	}
	return text[from:to]
}

// plainWord is a name without spaces, its brackets full width, 其它 as 其他.
func plainWord(s string) string {
	for _, r := range s {
		switch r {
		case ' ', '\u3000', '\u00a0', '(', ')', '它', '\n':
			return plainWords.Replace(s)
		}
	}
	return s
}

var plainWords = strings.NewReplacer(" ", "", "\u3000", "", "\u00a0", "", "(", "（", ")", "）", "其它", "其他", "\n", "")

// listLeads come between a count and the names that it counts.
var listLeads = [...]string{"：", ":", "，分别是", "，分别为", "，即", "，包括：", "，包括:", "，具体包括：", "，具体为：", "，分别是：", "，分别为："}

// countUnits are what is counted with names after it.
var countUnits = [...]string{"个", "家", "项"}

// countedNames: so many as are said are named. It speaks only where the names
// follow at once and no reading of them gives the number.
func countedNames(in *check.Inspection) {
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			if p.Heading || !strings.Contains(p.Text, "、") {
				continue
			}
			for _, unit := range countUnits {
				countedIn(in, i, p, unit)
			}
		}
	}
}

func countedIn(in *check.Inspection, section int, p *budget.Paragraph, unit string) {
	for from := 0; ; {
		k := strings.Index(p.Text[from:], unit)
		if k < 0 {
			return
		}
		at := from + k
		from = at + len(unit)
		n, start := numberBefore(p.Text, at)
		if n < 2 || n > 60 {
			continue
		}
		names, end := namesAfter(upTo(p.Text[from:], 900))
		clause := ""
		if k := len(names) - 1; k > 1 && startsWithAny(names[k], clauseStarts) {
			names, clause = names[:k], names[k] // a sentence that is tied on, no name
		}
		if len(names) < 2 {
			continue
		}
		if least, most := readings(names); least <= n && n <= most {
			in.Pass(1)
			continue
		}
		severity := diag.Severity(0)
		if len(names) > n {
			severity = diag.Warning // a name may itself hold several
		}
		in.Fail(check.Fault{
			At: paragraphRef(in.Subject, section, p, short(p.Text[start:from+end])), Severity: severity,
			Message: fmt.Sprintf("写明%d%s，后面列出的名称是%d个%s", n, unit, len(names), tiedOn(clause)),
		})
	}
}

// clauseStarts begin what is no name.
var clauseStarts = []string{"按照", "根据", "按有关", "另设", "并设", "另有", "同时"}

func tiedOn(clause string) string {
	if clause == "" {
		return ""
	}
	return fmt.Sprintf("，最后的“%s”不是名称", short(clause))
}

// upTo is at most n bytes of a text, whole characters.
func upTo(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// numberBefore is the number that ends at a place of a text: 7, 七, 十二.
func numberBefore(text string, at int) (n, start int) {
	start = at
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if (r < '0' || r > '9') && !strings.ContainsRune("一二三四五六七八九十两", r) {
			if r == '第' || r == '.' || r == '－' || r == '-' || r == '每' {
				return 0, at
			}
			break
		}
		start -= size
	}
	s := text[start:at]
	if s == "" || len(s) > 9 {
		return 0, at
	}
	for m := 1; m < 100; m++ {
		if s == fmt.Sprint(m) || s == numeral.Ordinal(m) || m == 2 && s == "两" {
			return m, start
		}
	}
	return 0, at
}

// namesAfter are the names that a lead-in brings: up to twelve characters may
// name what is counted before it. None where the list ends with 等 or holds
// anything but names.
func namesAfter(text string) (names []string, end int) {
	lead := -1
	for _, l := range listLeads {
		if k := strings.Index(text, l); k >= 0 && (lead < 0 || k < lead) {
			lead, end = k, k+len(l)
		}
	}
	if lead >= 0 && strings.Contains(text[lead:end], "包括") && !holdsAny(text[:lead], []string{"机构", "科室", "处室", "部门", "单位"}) {
		return nil, 0
	}
	if lead < 0 || utf8.RuneCountInString(text[:lead]) > 12 || strings.ContainsAny(text[:lead], "，。；、（(0123456789") {
		return nil, 0
	}
	rest := text[end:]
	stop := strings.IndexAny(rest, "。；")
	if stop < 0 {
		if stop = len(rest); stop > 800 {
			return nil, 0 // cut: where it ends is not known
		}
	}
	list := rest[:stop]
	if strings.ContainsAny(list, "，：:,") || strings.HasSuffix(list, "等") || strings.Contains(list, "等、") || !strings.Contains(list, "、") || strings.ContainsAny(list, "0123456789") {
		return nil, 0
	}
	depth, last := 0, 0
	for k, r := range list {
		switch r {
		case '（', '(', '《', '“':
			depth++
		case '）', ')', '》', '”':
			depth--
		case '、':
			if depth == 0 {
				names = append(names, list[last:k])
				last = k + len("、")
			}
		}
	}
	return append(names, list[last:]), end + stop
}

// readings are the least and the most names that a list can be read as: 和, 及 and
// 与 may join two or stand within one. Before the last they join two where what
// stands before them ends as a body's name does.
func readings(names []string) (least, most int) {
	joined := 0
	for i, n := range names {
		for _, w := range [...]string{"和", "及", "与"} {
			for from := 0; ; {
				k := strings.Index(n[from:], w)
				if k < 0 {
					break
				}
				last, _ := utf8.DecodeLastRuneInString(n[:from+k])
				if from += k + len(w); i == len(names)-1 || strings.ContainsRune("处科室部局所心站队院会办组司厅股委）)", last) {
					joined++
				}
			}
		}
		if strings.Contains(n, "等") {
			joined += 60 // open
		}
	}
	return len(names), len(names) + joined
}

// missingNumbers: a number stands where the sentence needs one.
func missingNumbers(in *check.Inspection) {
	limitUnit(in)
	for i := range in.Sections {
		if in.Sections[i].Part != "narrative" && in.Sections[i].Part != "" {
			continue
		}
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			missingIn(in, i, p, "万元")
			missingIn(in, i, p, "%")
			for k := range p.Claims {
				v := in.ClaimVar(i, j, k)
				if v == check.NoVar {
					continue
				}
				if in.Printed(v).Mark == money.Number {
					in.Pass(1)
					continue
				}
				in.Fail(check.Fault{
					At:      claimRef(in.Subject, i, &p.Claims[k]),
					Message: fmt.Sprintf("“%s”处应是数，印作“%s”", short(aroundText(p.Text, p.Claims[k].Start, p.Claims[k].Start+len(p.Claims[k].Text))), short(p.Claims[k].Text)),
				})
			}
		}
	}
}

func missingIn(in *check.Inspection, section int, p *budget.Paragraph, unit string) {
	for from := 0; ; {
		k := strings.Index(p.Text[from:], unit)
		if k < 0 {
			return
		}
		at := from + k
		from = at + len(unit)
		before := strings.TrimRight(p.Text[:at], " \u3000\u00a0")
		if n := len(before); n == 0 || before[n-1] < utf8.RuneSelf {
			continue
		}
		for _, w := range claims().Words.BeforeUnit {
			if strings.HasSuffix(before, w) && !claimEndsAt(p, len(before)) {
				text := aroundText(p.Text, at, from)
				in.Fail(check.Fault{At: paragraphRef(in.Subject, section, p, text), Message: fmt.Sprintf("“%s”的“%s”前面没有数", short(text), unit)})
				break
			}
		}
	}
}

// claimEndsAt reports whether a claim that is no number was read right before a
// place: it is spoken of on its own.
func claimEndsAt(p *budget.Paragraph, at int) bool {
	for k := range p.Claims {
		if c := &p.Claims[k]; c.Start < at && c.Start+len(c.Text) == at && !strings.Contains(c.Slot, ".") {
			return true
		}
	}
	return false
}

// decimals: the amounts of one section have the same number of decimals.
func decimals(in *check.Inspection) {
	for i := range in.Sections {
		first, odd := check.NoVar, check.NoVar
		var at place.Ref
		for j := range in.Sections[i].Paragraphs {
			p := &in.Sections[i].Paragraphs[j]
			for k := range p.Claims {
				v := in.ClaimVar(i, j, k)
				if v == check.NoVar || in.UnitName(v) == "" || in.UnitName(v) == "%" {
					continue
				}
				d := in.Printed(v)
				if d.Mark != money.Number || d.Value.IsZero() {
					continue
				}
				switch {
				case first == check.NoVar:
					first = v
				case d.Value.Scale != in.Printed(first).Value.Scale && odd == check.NoVar:
					odd, at = v, claimRef(in.Subject, i, &p.Claims[k])
				}
			}
		}
		switch {
		case odd != check.NoVar:
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”一节里，一处金额写作%s，一处写作%s，小数位数不一", in.Sections[i].Title, in.Printed(first).Text, in.Printed(odd).Text)})
		case first != check.NoVar:
			in.Pass(1)
		}
	}
}

// noneOf are what sentences may say that there is none of, with the cell that
// tells. Money of funds is EMP-007's.
var noneOf = []noneThing{
	{"“三公”经费", pairedWordOf("“三公”经费"), "T10[合计].合计"},
	{"三公经费", pairedWordOf("三公经费"), "T10[合计].合计"},
	{"机关运行经费", pairedWordOf("机关运行经费"), "T11[部门合计].合计"},
	{"项目支出", pairedWordOf("项目支出"), "T03[合计].项目支出"},
	{"一般公共预算", pairedWordOf("一般公共预算"), "T05[合计].合计"},
}

// noneThing is something that there may be none of, with the cell that tells.
type noneThing struct {
	what  string
	pairs pairedWord
	cell  string
}

// saidNone: where a sentence says that there is none, the table has none.
func saidNone(in *check.Inspection) {
	saidSome(in)
	for _, p := range paragraphsSaid(in.Subject) {
		if p.Heading {
			continue
		}
		for i := range noneOf {
			what := &noneOf[i]
			if !p.mayHoldWord(what.pairs) {
				continue
			}
			if text, ok := saysNoneOf(p.Text, what.what); ok {
				holdNone(in, p, text, what.told(in))
			}
		}
	}
}

// told is the number that tells whether there is any: of a final account without a table of
// the operating costs what an organ's basic expenditure has for them.
func (what *noneThing) told(in *check.Inspection) check.Var {
	if what.what == "机关运行经费" && in.Profile.Kind == "final" && in.Table("T11") == nil && runsOrgan(in.Subject) {
		return in.Cell("T06", "", "合计", "公用经费")
	}
	return in.At(what.cell)
}

// holdNone holds a sentence that says that there is none to the number that tells.
func holdNone(in *check.Inspection, p *paragraphSaid, text string, v check.Var) {
	if none(in.Subject, v) {
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{
		At:      paragraphRef(in.Subject, p.section, p.Paragraph, text),
		Message: fmt.Sprintf("文字说“%s”，%s却是%s%s", short(text), in.Label(v), in.Printed(v).Text, in.UnitName(v)),
	})
}

// saidSome: where a table is empty and has no line to hold an amount to, no sentence tells
// any of it. The three-public expenses are TPE-015's.
func saidSome(in *check.Inspection) {
	eachClaim(in.Subject, func(p *budget.Paragraph, i, j, k int) {
		m := in.Profile.Measure(p.Claims[k].Slot)
		if m == nil || m.Cell == "" || isPublic(m.ID) || in.At(m.Cell) != check.NoVar {
			return
		}
		a, err := profile.ParseAddress(m.Cell)
		t := in.Table(a.Table)
		if err != nil || t == nil || !t.Empty {
			return
		}
		v := in.ClaimVar(i, j, k)
		if none(in.Subject, v) {
			in.Pass(1)
			return
		}
		in.Fail(check.Fault{At: in.Ref(v), Message: fmt.Sprintf("文字写%s万元，“%s”里没有数", in.Printed(v).Text, excerpt(t.Title)), Evidence: []diag.Evidence{in.Show(v), {Label: t.Title, Ref: t.Ref}}})
	})
}

// saysNoneOf finds the clause that says that there is none of something: 没有X,
// 无X, 未安排X, with the word for none right before it and nothing that narrows
// it after: a clause that goes on with 结转, 变化 or 增减 speaks of that.
func saysNoneOf(text, what string) (string, bool) {
	for from := 0; ; {
		k := strings.Index(text[from:], what)
		if k < 0 {
			return "", false
		}
		at := from + k
		from = at + len(what)
		before, after := text[:at], text[from:]
		if end := strings.IndexAny(after, "，。；,;、（("); end >= 0 {
			after = after[:end]
		}
		switch after {
		case "", "支出", "预算", "预算支出", "支出预算", "收入", "收支", "收入和支出", "预算收入和支出", "预算收支", "拨款", "预算拨款", "预算财政拨款", "财政拨款", "财政拨款支出", "财政拨款收入", "财政拨款收入和支出", "安排", "预算安排", "拨款收入", "支出安排", "预算数":
		default:
			continue
		}
		for _, w := range claims().Words.HaveNone {
			if strings.HasSuffix(before, w) || strings.HasSuffix(before, w+"使用") || strings.HasSuffix(before, w+"安排") {
				return w + what + after, true
			}
		}
	}
}
