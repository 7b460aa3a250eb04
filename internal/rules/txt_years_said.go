package rules

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// Years in sentences that the form need not know.

// yearsSaid looks at the years of the narrative's sentences by what the document
// itself says everywhere else. Paragraphs that were told already are left out.
func yearsSaid(in *check.Inspection, told map[string]bool) {
	cutYears(in)
	yearsAgainst(in, told)
	yearsOfUnit(in, told)
	yearsOfItems(in, told)
	yearsOfFigures(in, told)
	yearsOfNone(in, told)
	yearsOfPlans(in, told)
}

// cutYear is a year that lacks a digit or has one too many: 202年度, 20255年部门决算.
func cutYear(s string) string {
	for from := 0; ; {
		k := find(s[from:], "年")
		if k < 0 {
			return ""
		}
		end := from + k
		from = end + len("年")
		start := end
		for start > 0 && isDigit(s[start-1]) {
			start--
		}
		year := s[start:end]
		switch {
		case len(year) != 3 && len(year) != 5 || year[:2] != "20":
		case start > 0 && (s[start-1] == '.' || s[start-1] == ','): // of an amount
		case startsWithAny(s[from:], yearTails):
			return year
		}
	}
}

var yearTails = []string{"度", "部门", "单位", "预算", "决算"}

func cutYears(in *check.Inspection) {
	tell := func(text, year string, at place.Ref) {
		at.Text = year
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("“%s”：年份不是四位数", short(text)), Expected: strconv.Itoa(in.Year),
			Suspects: []diag.Suspect{{Ref: at, Value: year, Suggest: strconv.Itoa(in.Year)}},
		})
	}
	look := func(text string, at *place.Ref) {
		if !holds(text, "20") {
			return
		}
		s, _ := withoutBlanks(text)
		if year := cutYear(s); year != "" {
			tell(text, year, *at)
		}
	}
	if o := in.Outline; o != nil {
		for i := range o.Contents {
			look(o.Contents[i].Text, &o.Contents[i].Ref)
		}
		for i := range o.Headings {
			look(o.Headings[i].Text, &o.Headings[i].Ref)
		}
	}
	for _, p := range paragraphsSaid(in.Subject) {
		if year := cutYear(p.s); year != "" && !p.Heading {
			tell(p.s, year, paragraphRef(in.Subject, p.section, p.Paragraph, year))
		}
	}
}

// against is a comparison with a year, whatever is compared.
var against = saidIn(`[与比较同](20[0-9]{2})年(?:度)?[^，,。；;、0-9]{0,14}?(?:相比)?[，,]?(?:基本)?(?:持平|一致|相同|增加|减少|增长|下降|上升)`, []string{"与0", "比0", "较0", "同0"}, []string{"0年"})

// Where nearly all of a document's comparisons are with one year, one with a year
// before that is last year's text.
const (
	leastAgainst = 3
	timesAgainst = 4
)

// oddYear reports whether a year is none that changes are against: one before last year,
// in a budget its own or the next.
func oddYear(in *check.Inspection, y int) bool {
	if y >= in.Year {
		return in.Profile.Kind == "budget" && y <= in.Year+1
	}
	return y < in.Year-1 && y >= in.Year-4
}

func yearsAgainst(in *check.Inspection, told map[string]bool) {
	type odd struct {
		year int
		said string
		at   place.Ref
		text string // of the paragraph
	}
	var odds []odd
	usual := 0
	for _, p := range paragraphsSaid(in.Subject) {
		for _, m := range against.find(p) {
			switch y, _ := strconv.Atoi(p.s[m[2]:m[3]]); {
			case y == in.Year-1:
				usual++
			case oddYear(in, y) && !told[p.Text] && !datedElsewhere(in.Year, p, m[0]):
				odds = append(odds, odd{y, p.s[m[0]:m[1]], p.ref(in.Subject, m[0], m[1]), p.Text})
			}
		}
	}
	if usual < leastAgainst || usual < timesAgainst*len(odds) {
		return
	}
	in.Pass(usual)
	right := strconv.Itoa(in.Year - 1)
	for _, o := range odds {
		in.Fail(check.Fault{
			At: o.at, Message: fmt.Sprintf("“%s”：别处都与%s年比", short(o.said), right), Expected: right,
			Suspects: []diag.Suspect{{Ref: o.at, Value: strconv.Itoa(o.year), Suggest: right}},
		})
		told[o.text] = true
	}
}

// datedElsewhere reports whether the comparison that begins at a byte is held to
// amounts that say their own years (CHG-020): its year is told there.
func datedElsewhere(year int, p *paragraphSaid, from int) bool {
	s := p.s
	m := datedChange.expr.FindStringSubmatchIndex(s[from:])
	if m == nil || m[0] != 0 {
		return false
	}
	for i := range m {
		if m[i] >= 0 {
			m[i] += from
		}
	}
	_, then, ok := changeSaid(s, m).compared(year, between(datedAmounts(p), pathEnd(s, from), from))
	return then != nil && !ok
}

// yearsOfUnit finds a sentence that says what the body does or has in a year before:
// 2024年度某局无…, 某局2024年度政府采购….
func yearsOfUnit(in *check.Inspection, told map[string]bool) {
	names := []string{"本单位", "本部门"}
	if name, _ := withoutBlanks(in.Unit.Name); utf8.RuneCountInString(name) >= 4 {
		names = append(names, name)
	}
	for _, p := range paragraphsSaid(in.Subject) {
		if p.Heading || told[p.Text] {
			continue
		}
		for _, m := range aYear.find(p) {
			y, _ := strconv.Atoi(p.s[m[2]:m[3]])
			from, to, ok := withName(p.s, m[0], m[1], names)
			if !ok || y >= in.Year || y < in.Year-4 || !aboutThisYear(in, p.s[:from], p.s[to:]) {
				continue
			}
			at := p.ref(in.Subject, from, to)
			in.Fail(check.Fault{
				At: at, Message: fmt.Sprintf("“%s”：说的是本单位本年的事，本文件是%d年的", short(p.s[from:to]), in.Year), Expected: strconv.Itoa(in.Year),
				Suspects: []diag.Suspect{{Ref: at, Value: strconv.Itoa(y), Suggest: strconv.Itoa(in.Year)}},
			})
			told[p.Text] = true
			break
		}
	}
}

var aYear = saidIn(`(20[0-9]{2})年度?`, []string{"0年"})

// withName widens a stretch to the name that stands right after or before it.
func withName(s string, from, to int, names []string) (int, int, bool) {
	after := strings.TrimPrefix(strings.TrimPrefix(s[to:], "，"), ",")
	for _, name := range names {
		if strings.HasPrefix(after, name) {
			return from, len(s) - len(after) + len(name), true
		}
		if strings.HasSuffix(s[:from], name) {
			return from - len(name), to, true
		}
	}
	return from, to, false
}

// aboutThisYear reports whether a year between two texts opens what a body does this
// year: nothing is compared with it, and nothing of the past is said of it.
func aboutThisYear(in *check.Inspection, before, after string) bool {
	if last, _ := utf8.DecodeLastRuneInString(before); strings.ContainsRune("与比较同和及自从至到于在以、～—-", last) {
		return false
	}
	if strings.Contains(before[max(strings.LastIndex(before, "。"), strings.LastIndex(before, "；"), 0):], "原因") {
		return false // 主要原因是2024年本单位…: what was then explains what is now
	}
	if i := strings.IndexAny(after, "。；;"); i >= 0 {
		after = after[:i]
	}
	past := []string{"结转", "年末", "末", "底", "执行", "月", "以来", "至", "起", "起始", "曾", "已于", "上年", "往年", "审计"}
	if in.Profile.Kind == "budget" {
		past = append(past, "决算", "绩效评价", "自评")
	}
	return !holdsAny(firstRunes(after, 16), past)
}

// nearestFigure is how many characters, at the most, stand between a year and the amount
// that it is of.
const nearestFigure = 36

// yearsOfFigures finds a year before that stands right before an amount which is the one
// that the tables have for this year.
func yearsOfFigures(in *check.Inspection, told map[string]bool) {
	for _, p := range paragraphsSaid(in.Subject) {
		if p.Heading || told[p.Text] || len(p.Claims) == 0 {
			continue
		}
		for _, m := range aYear.find(p) {
			y, _ := strconv.Atoi(p.s[m[2]:m[3]])
			if y >= in.Year || y < in.Year-4 || !aboutThisYear(in, p.s[:m[0]], clauseFrom(p.s[m[1]:])) || !leadsToOwn(in, p, m[1]) {
				continue
			}
			at := p.ref(in.Subject, m[0], m[1])
			in.Fail(check.Fault{
				At: at, Message: fmt.Sprintf("“%s”：后面是本年的数，本文件是%d年的", firstRunes(p.s[m[0]:], 16), in.Year), Expected: strconv.Itoa(in.Year),
				Suspects: []diag.Suspect{{Ref: at, Value: strconv.Itoa(y), Suggest: strconv.Itoa(in.Year)}},
			})
			told[p.Text] = true
			break
		}
	}
}

// hadNone is a sentence that says of a year alone that there was none of some money.
var hadNone = saidIn(`^(20[0-9]{2})年度?[，,]?(?:本部门|本单位|我部门|我单位)?(?:没有|无政府|无国有|无财政|无一般|无“|未安排|未使用|不安排)`, []string{"0年"}, []string{"没有", "无政", "无国", "无财", "无一", "无“", "未安", "未使", "不安"})

// yearsOfNone finds a sentence that says of a year before that there was none of some money,
// where it says nothing of this year.
func yearsOfNone(in *check.Inspection, told map[string]bool) {
	for _, p := range paragraphsSaid(in.Subject) {
		if p.Heading || told[p.Text] || len(p.Claims) > 0 || strings.Contains(p.s, strconv.Itoa(in.Year)) {
			continue
		}
		for _, m := range hadNone.find(p) {
			y, _ := strconv.Atoi(p.s[m[2]:m[3]])
			if y >= in.Year || y < in.Year-4 || !holdsAny(p.s, []string{"预算", "拨款", "支出", "经费"}) || !aboutThisYear(in, "", p.s[m[3]:]) {
				continue
			}
			at := p.ref(in.Subject, m[2], m[3])
			in.Fail(check.Fault{
				At: at, Message: fmt.Sprintf("“%s”：说的是本年，本文件是%d年的", firstRunes(p.s, 20), in.Year), Expected: strconv.Itoa(in.Year),
				Suspects: []diag.Suspect{{Ref: at, Value: strconv.Itoa(y), Suggest: strconv.Itoa(in.Year)}},
			})
			told[p.Text] = true
		}
	}
}

// ofThisYear are years of which only this one can be said: what is compared with the year
// before, and what the department's budget takes in.
var ofThisYear = [...]saidForm{
	saidIn(`(20[0-9]{2})年度?[^，,。；;0-9]{0,24}(?:预算|决算|支出|收入|数)[^，,。；;0-9]{0,6}(?:比|较|与)(?:上年|去年)`, []string{"0年"}, []string{"上年", "去年"}),
	saidIn(`(?:纳入|编入|列入)(20[0-9]{2})年度?(?:部门|单位)?(?:部门预算|单位预算|预算共计|整体支出|预算管理)`, []string{"入2"}),
	saidIn(`在(20[0-9]{2})年度?(?:部门)?预算编制阶段`, []string{"编制"}),
	saidIn(`(20[0-9]{2})年[末底][，,][^，,。；;0-9]{0,30}(?:保有量|车辆)`, []string{"0年"}, []string{"车辆", "保有"}),
	saidIn(`对(20[0-9]{2})年度?[^，,。；;0-9]{0,20}(?:开展|进行)[^，,。；;0-9]{0,6}自评`, []string{"0年"}, []string{"自评"}),
}

// ofAccounts is how many of the last of them are said so in final accounts alone.
const ofAccounts = 2

// yearsOfPlans finds such a year that is one before.
func yearsOfPlans(in *check.Inspection, told map[string]bool) {
	for _, p := range paragraphsSaid(in.Subject) {
		for k := range ofThisYear {
			if k >= len(ofThisYear)-ofAccounts && in.Profile.Kind != "final" {
				continue
			}
			for _, m := range ofThisYear[k].find(p) {
				y, _ := strconv.Atoi(p.s[m[2]:m[3]])
				if y >= in.Year || y < in.Year-4 || told[p.Text] || p.Heading || k == 0 && y == in.Year-1 {
					continue
				}
				at := p.ref(in.Subject, m[2], m[3])
				in.Fail(check.Fault{
					At: at, Message: fmt.Sprintf("“%s”：说的是本年，本文件是%d年的", short(p.s[m[0]:m[1]]), in.Year), Expected: strconv.Itoa(in.Year),
					Suspects: []diag.Suspect{{Ref: at, Value: strconv.Itoa(y), Suggest: strconv.Itoa(in.Year)}},
				})
				told[p.Text] = true
			}
		}
	}
}

// clauseFrom is a text up to its first comma but one that it begins with.
func clauseFrom(s string) string {
	s = strings.TrimLeft(s, "，,")
	if i := strings.IndexAny(s, "，,"); i >= 0 {
		return s[:i]
	}
	return s
}

// leadsToOwn reports whether the first figure behind a place of the text is an amount that
// its cell prints, and nothing is compared before it.
func leadsToOwn(in *check.Inspection, p *paragraphSaid, from int) bool {
	from += len(p.s[from:]) - len(strings.TrimLeft(p.s[from:], "，,")) // 2025年，本部门……
	digits := strings.IndexAny(p.s[from:], "0123456789")
	if digits < 0 || utf8.RuneCountInString(p.s[from:from+digits]) > nearestFigure || strings.ContainsAny(p.s[from:from+digits], "比较与。；，,") {
		return false
	}
	return p.claimedAt(from+digits, func(c *budget.Claim) bool {
		v := in.At(c.Cell)
		if v == check.NoVar || strings.HasSuffix(c.Slot, ".budget") || strings.HasSuffix(c.Slot, ".prior") || in.Printed(v).Value.Coef < tellingFen {
			return false
		}
		return !differs(in.Subject, c.Text, v)
	})
}

// yearsOfItems finds an item that says of another year what all others say of theirs:
// 2026年度预算…，2025年度预算…，2025年执行数….
func yearsOfItems(in *check.Inspection, told map[string]bool) {
	type item struct {
		p       *paragraphSaid
		amounts []yearAmount
	}
	byKinds := map[string][]item{}
	years := map[string]map[string]int{} // kinds → the years behind this one → how many items
	for _, p := range paragraphsSaid(in.Subject) {
		amounts := datedAmounts(p)
		for i := 0; i < len(amounts); {
			start, k := pathEnd(p.s, amounts[i].start), i
			for k < len(amounts) && pathEnd(p.s, amounts[k].start) == start {
				k++
			}
			it := item{p, amounts[i:k]}
			kinds := kindsOf(it.amounts)
			if k-i >= 2 && itemEnds.MatchString(p.s[:start]) {
				byKinds[kinds] = append(byKinds[kinds], it)
				if years[kinds] == nil {
					years[kinds] = map[string]int{}
				}
				years[kinds][yearsBehind(it.amounts, in.Year)]++
			}
			i = k
		}
	}
	for kinds, items := range byKinds {
		usual, n := mostOf(years[kinds])
		if n < leastItems || n*5 < len(items)*4 {
			continue
		}
		in.Pass(n)
		want := strings.Fields(usual)
		for _, it := range items {
			k := onlyOther(strings.Fields(yearsBehind(it.amounts, in.Year)), want)
			if k < 0 || told[it.p.Text] || wronglyDated(it.amounts, k, it.p.s) != 0 {
				continue
			}
			behind, _ := strconv.Atoi(want[k])
			a, right := &it.amounts[k], strconv.Itoa(in.Year-behind)
			at := it.p.ref(in.Subject, a.start, a.end)
			in.Fail(check.Fault{
				At: at, Message: fmt.Sprintf("“%s”：别的%d项这里都写%s年", short(it.p.s[a.start:a.end]), n, right), Expected: right,
				Suspects: []diag.Suspect{{Ref: at, Value: strconv.Itoa(a.year), Suggest: right}},
			})
		}
	}
}

// leastItems is how many items must say their years alike that another is told.
const leastItems = 5

func kindsOf(amounts []yearAmount) string {
	var b strings.Builder
	for _, a := range amounts {
		if a.done {
			b.WriteByte('d')
		} else {
			b.WriteByte('b')
		}
	}
	return b.String()
}

// yearsBehind is how many years each amount lies behind the document's.
func yearsBehind(amounts []yearAmount, year int) string {
	var b strings.Builder
	for _, a := range amounts {
		b.WriteString(strconv.Itoa(year-a.year) + " ")
	}
	return b.String()
}

func mostOf(counts map[string]int) (what string, n int) {
	for k, c := range counts {
		if c > n || c == n && k < what {
			what, n = k, c
		}
	}
	return what, n
}

// onlyOther is where two lists differ in one place alone; −1 where they do not.
func onlyOther(a, b []string) int {
	at := -1
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}
