package rules

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/profile"
)

// yearsOfSentences finds sentences of the form that name another year than the
// form's: last year's text with this year's numbers. Paragraphs that were told
// already are left out.
func yearsOfSentences(in *check.Inspection, told map[string]bool) {
	formSentences(in.Subject, func(p *paragraphSaid, ways []way) {
		if told[p.Text] {
			return
		}
		wrong, words := wrongYear(in, p, ways)
		if wrong == 0 {
			in.Pass(1)
			return
		}
		told[p.Text] = true
		year := strconv.Itoa(in.Year)
		at := paragraphRef(in.Subject, p.section, p.Paragraph, p.Text)
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("这句话说的是本年，写作“%d%s”，本文件是%d年的", wrong, words, in.Year), Expected: year,
			Evidence: []diag.Evidence{{Label: "第" + in.Sections[p.section].ID + "节", Value: strconv.Itoa(wrong) + words, Ref: at}},
			Suspects: []diag.Suspect{{Ref: at, Value: strconv.Itoa(wrong), Suggest: year}},
		})
	})
	yearsCompared(in, told)
}

// wrongYear is a year that a paragraph has where the form's text has the
// document's, and the words after it; 0 where it has none. Words that the paragraph
// has with the right year too tell nothing.
func wrongYear(in *check.Inspection, p *paragraphSaid, ways []way) (int, string) {
	if !namesOtherYear(p.fold(), in.Year) {
		return 0, ""
	}
	said := withYears(p.fold())
	for i := range ways {
		for _, at := range ways[i].years {
			y := yearBetween(said, at.before, at.after)
			if y != 0 && y != in.Year && !strings.Contains(said, at.before+strconv.Itoa(in.Year)+at.after) {
				return y, at.after
			}
		}
	}
	return 0, ""
}

// namesOtherYear reports whether a text has a number of four digits that may be another
// year.
func namesOtherYear(s string, year int) bool {
	for i := 0; i < len(s); {
		if !isDigit(s[i]) {
			i++
			continue
		}
		start, n := i, 0
		for ; i < len(s) && isDigit(s[i]); i++ {
			n = n*10 + int(s[i]-'0')
		}
		if i-start == 4 && n != year && n > 1990 && n < 2100 {
			return true
		}
	}
	return false
}

// calendarYears folds a text and writes 年 for 年度.
func calendarYears(s string) string { return withYears(budget.Fold(s)) }

func withYears(folded string) string { return strings.ReplaceAll(folded, "年度", "年") }

func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

func lastRunesOf(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[len(r)-n:])
	}
	return s
}

// yearBetween is the year of four digits that stands between words; 0 where there is
// none.
func yearBetween(text, before, after string) int {
	for from := 0; ; {
		k := find(text[from:], after)
		if k < 0 {
			return 0
		}
		at := from + k
		from = at + len(after)
		if at < 4 || !allDigit(text[at-4:at]) || at > 4 && isDigit(text[at-5]) || !strings.HasSuffix(text[:at-4], before) {
			continue
		}
		if y, _ := strconv.Atoi(text[at-4 : at]); y > 1990 && y < 2100 {
			return y
		}
	}
}

// comparedWith is a comparison with a year, at the end of a text.
var comparedWith = saidIn(`(?:与|比|较|和|同)\s*(\d{4})\s*年度?\s*([^，。；、0-9]{0,8}?)(?:相比)?[，,]?[^，。；0-9]{0,12}$`, []string{"与0", "比0", "较0", "和0", "同0"}, []string{"0年"})

// yearsCompared holds the year that a change is against to the year before.
func yearsCompared(in *check.Inspection, told map[string]bool) {
	eachChange(in.Subject, func(c *change) {
		claim := c.direction
		if claim == nil {
			claim = c.deltaClaim
		}
		if claim == nil || claim.Start > len(c.p.Text) || told[c.p.Text] || !comparedWith.in(c.said(in.Subject)) || !asksPrior(in.Subject, c) {
			return
		}
		m := comparedWith.expr.FindStringSubmatch(c.p.Text[:claim.Start])
		if m == nil {
			return
		}
		y, _ := strconv.Atoi(m[1])
		switch {
		case y == in.Year-1 || y == in.Year && strings.Contains(m[2], "预算") && in.Profile.Kind == "final":
			in.Pass(1)
		case y > in.Year+1 || y < in.Year-4:
		default:
			told[c.p.Text] = true
			right := strconv.Itoa(in.Year - 1)
			at := paragraphRef(in.Subject, c.section, c.p, m[1])
			in.Fail(check.Fault{
				At: at, Message: fmt.Sprintf("增减是与上年比，写作与%d年比，上年是%s年", y, right), Expected: right,
				Suspects: []diag.Suspect{{Ref: at, Value: m[1], Suggest: right}},
			})
		}
	})
}

// asksPrior reports whether the form's sentence compares with the year before.
func asksPrior(s *check.Subject, c *change) bool {
	form := formSentence(s.Profile, s.Sections[c.section].ID, c.p.Pattern)
	if form == nil {
		return false
	}
	for _, slot := range form.slots {
		if slot.Name == "prior_year" {
			return true
		}
		if slot.Aspect == "change" {
			if how := s.Profile.Change(slot.Arg); how != nil && strings.Contains(how.More, "{prior_year}") {
				return true
			}
		}
	}
	return false
}

// bodyEnds are what names of bodies end with.
const bodyEnds = "局|委员会|办公室|中心|院|所|厅|部|会|社|馆|站|队|学校|大学|中学|小学|医院|公司|政府|处|街道|镇|法院|检察院"

// namedFirst is a name at the head of a sentence that says what a body had or has.
var namedFirst = regexp.MustCompile(`^(?:注|说明|备注)?[：:]?(?:截至[^，,]{4,20}[，,])?(\p{Han}{4,30}?(?:` + bodyEnds + `))(?:[（(][^）)]{1,12}[）)])?\s*(?:\d{4}\s*年|无|没有|本年度|(?:共有|实有|现有)?车辆|政府采购)`)

// behindName are the words of which one stands where namedFirst matches.
var behindName = []string{"年", "无", "没有", "车辆", "政府采购"}

// partNumber is what the title of a part begins with.
var partNumber = regexp.MustCompile(`^第.{1,2}部分[：:、]?`)

// headingsOf are the headings of a document; none where it has no outline.
func headingsOf(in *check.Inspection) []budget.Heading {
	if in.Outline == nil {
		return nil
	}
	return in.Outline.Headings
}

// otherNames finds sentences of the form, titles of parts, and notes under tables, that
// speak of another body of the same place: another unit's text.
func otherNames(in *check.Inspection) (n int) {
	if utf8.RuneCountInString(in.Unit.Name) < 4 {
		return 0
	}
	look := func(folded string, fault func(name string) check.Fault) {
		if first, _ := utf8.DecodeRuneInString(folded); first != ':' && !unicode.Is(unicode.Han, first) {
			return // no name begins it
		}
		if !holdsAny(folded, behindName) {
			return
		}
		m := namedFirst.FindStringSubmatch(folded)
		if m == nil || !otherBody(in.Subject, m[1]) {
			return
		}
		n++
		f := fault(m[1])
		f.Message = fmt.Sprintf("写的是“%s”，本文件是%s的", short(m[1]), in.Unit.Name)
		f.Expected = in.Unit.Name
		f.Suspects = []diag.Suspect{{Ref: f.At, Value: m[1], Suggest: in.Unit.Name}}
		in.Fail(f)
	}
	seen := map[*budget.Paragraph]bool{}
	lookAt := func(p *paragraphSaid) {
		seen[p.Paragraph] = true
		look(p.fold(), func(name string) check.Fault {
			return check.Fault{At: paragraphRef(in.Subject, p.section, p.Paragraph, name)}
		})
	}
	formSentences(in.Subject, func(p *paragraphSaid, _ []way) { lookAt(p) })
	for _, p := range paragraphsSaid(in.Subject) {
		if !seen[p.Paragraph] && len(p.Claims) == 0 && (strings.Contains(p.Text, "无") || strings.Contains(p.Text, "没有")) {
			lookAt(p)
		}
	}
	for i := range headingsOf(in) {
		h := &in.Outline.Headings[i]
		if h.Kind != budget.PartHeading {
			continue
		}
		look(partNumber.ReplaceAllString(budget.Fold(h.Text), ""), func(name string) check.Fault {
			at := h.Ref
			at.Text = name
			return check.Fault{At: at}
		})
	}
	for i := range in.Tables {
		if t := &in.Tables[i]; t.Note != "" {
			look(budget.Fold(t.Note), func(name string) check.Fault {
				at := noteRef(t)
				at.Text = name
				return check.Fault{At: at}
			})
		}
	}
	return n
}

// otherBody reports whether a name is that of another body: of the unit's own place,
// with nothing in common with what the unit is called, or of another place. One that
// the document itself speaks of as its own is none.
func otherBody(s *check.Subject, name string) bool {
	unit := budget.Fold(s.Unit.Name)
	place, own := splitPlace(unit)
	if place == "" {
		return false
	}
	core, here := strings.CutPrefix(name, place)
	if !here {
		theirs, rest := splitPlace(name)
		if utf8.RuneCountInString(theirs) < 3 || strings.Contains(unit, theirs) || strings.Contains(theirs, place) || !isOtherPlace(theirs, place) {
			return false
		}
		if core = rest; core != "" && strings.HasSuffix(unit, core) {
			core = name // the office of that name in another place
		}
	} else if sharePart(core, own) {
		return false
	}
	if core == "" {
		return false
	}
	for i := range s.Sections {
		if s.Sections[i].Part == "overview" && strings.Contains(budget.Fold(sectionText(&s.Sections[i])), core) {
			return false
		}
	}
	return true
}

// splitPlace cuts a body's name behind its last place: 某市某区|财政局.
func splitPlace(name string) (place, rest string) {
	at := 0
	for i, r := range name {
		if strings.ContainsRune("省市区县旗盟州", r) && i > 0 && i < len(name)-6 {
			at = i + utf8.RuneLen(r)
		}
	}
	return name[:at], name[at:]
}

// sharePart reports whether two names have two characters in a row in common.
func sharePart(a, b string) bool {
	r := []rune(a)
	for i := 0; i+2 <= len(r); i++ {
		if strings.Contains(b, string(r[i:i+2])) && !strings.Contains("委员会 办公室 中心 学校 大学", string(r[i:i+2])) {
			return true
		}
	}
	return false
}

// itemNamesAs finds names of subjects in sentences that write 其它 for 其他.
func itemNamesAs(in *check.Inspection) {
	eachClaim(in.Subject, func(p *budget.Paragraph, i, j, k int) {
		c := &p.Claims[k]
		list, aspect, _ := strings.Cut(c.Slot, ".")
		if aspect != "name" || !strings.Contains(c.Text, "其它") || in.Profile.List(list) == nil {
			return
		}
		a, err := profile.ParseAddress(c.Cell)
		if err != nil {
			return
		}
		right := strings.ReplaceAll(c.Text, "其它", "其他")
		at := claimRef(in.Subject, i, c)
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("科目名称写作“%s”，%s作“%s”", short(c.Text), a.Table, short(right)), Expected: right,
			Suspects: []diag.Suspect{{Ref: at, Value: c.Text, Suggest: right}},
		})
	})
}

// residue are leavings of other sentences in those of the form, each a note.
var (
	sameWithAmount = saidIn(`(?:持平|一致|相同)\s*0(?:\.0+)?\s*万元`, []string{"持平0", "一致0", "相同0"})
	limitWithout   = saidIn(`单价\s*\d+\s*万\s*(?:[（(]含[)）]|以上|及以上)`, []string{"单价0"})
	districtTwice  = saidIn(`《[^《》]*?\p{Han}(?:区区|县县|市市|镇镇)\p{Han}[^《》]*》`, []string{"区区", "县县", "市市", "镇镇"})
)

// paragraphsLike reports notes of paragraphs of the narrative that hold something.
func paragraphsLike(in *check.Inspection, what *saidForm, say func(found string) (message, right string)) {
	for _, p := range paragraphsSaid(in.Subject) {
		if !what.in(p) {
			continue
		}
		if found := what.expr.FindString(p.Text); found != "" {
			message, right := say(found)
			in.Fail(check.Fault{At: paragraphRef(in.Subject, p.section, p.Paragraph, short(found)), Severity: diag.Note, Message: message, Expected: right})
		}
	}
}

func sameAndAmount(in *check.Inspection) {
	paragraphsLike(in, &sameWithAmount, func(found string) (string, string) {
		return fmt.Sprintf("“%s”：说了没有变动，后面又带着金额", short(found)), "持平"
	})
}

func limitUnit(in *check.Inspection) {
	paragraphsLike(in, &limitWithout, func(found string) (string, string) {
		return fmt.Sprintf("“%s”：万的后面缺“元”", short(found)), strings.Replace(found, "万", "万元", 1)
	})
}

func districtDoubled(in *check.Inspection) {
	paragraphsLike(in, &districtTwice, func(found string) (string, string) {
		return fmt.Sprintf("%s：像是多了一个字", short(found)), ""
	})
}
