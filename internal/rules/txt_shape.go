package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/numeral"
	"mingbai/internal/place"
)

// txtRotated looks for names of which the first piece stands behind the rest in
// another place: wrapped lines read in the wrong order.
func txtRotated(in *check.Inspection) {
	for _, id := range []string{"T12", "T13"} {
		t := in.Table(id)
		if t == nil {
			continue
		}
		for p := range t.Panels {
			for l := range t.Panels[p].Lines {
				line := &t.Panels[p].Lines[l]
				right := rotation(in, line.Name)
				if right == "" {
					in.Pass(1)
					continue
				}
				at := line.Ref
				at.Table, at.Row, at.Text = id, line.Key, line.Name
				in.Fail(check.Fault{
					At: at, Message: fmt.Sprintf("名称“%s”是申报表名称“%s”的前后对调", excerpt(line.Name), excerpt(right)), Nearest: right,
					Suspects: []diag.Suspect{{Ref: at, Value: line.Name, Suggest: right}},
				})
			}
		}
	}
}

// rotation is the form's name that a name is a rotation of; empty where it is
// a name itself.
func rotation(in *check.Inspection, name string) string {
	folded := budget.Fold(name)
	if folded == "" {
		return ""
	}
	found := ""
	for i := range in.Projects {
		if !in.Projects[i].HasForm {
			continue
		}
		form := budget.Fold(in.Projects[i].Name)
		if form == folded {
			return ""
		}
		if len(form) == len(folded) && strings.Contains(form+form, folded) {
			found = in.Projects[i].Name
		}
	}
	return found
}

// txtTwice looks for whole sentences that a section says twice.
func txtTwice(in *check.Inspection) {
	for i := range in.Sections {
		sec := &in.Sections[i]
		var seen []string
		for j := range sec.Paragraphs {
			if saidAgain(in.Subject, i, j) {
				continue // ORD-008 tells
			}
			for rest := sec.Paragraphs[j].Text; rest != ""; {
				sentence, after, ended := strings.Cut(rest, "。")
				rest = after
				if !ended || len(sentence) < 45 {
					continue
				}
				if !slices.Contains(seen, sentence) {
					seen = append(seen, sentence)
					continue
				}
				at := sec.Paragraphs[j].Ref
				at.Section, at.Text = sec.ID, sec.Paragraphs[j].Text
				in.Fail(check.Fault{At: at, Message: fmt.Sprintf("这句话在本节里说了两遍：“%s”", excerpt(sentence))})
			}
		}
		in.Pass(1)
	}
}

// txtTitleYears holds the cover, the titles of parts, tables and sections and the forms to
// the document's year.
func txtTitleYears(in *check.Inspection) {
	if in.Year == 0 {
		in.NotChecked("不知道是哪一年的")
		return
	}
	if o := in.Outline; o != nil {
		for i := range o.Cover {
			titleYear(in, o.Cover[i].Text, o.Cover[i].Ref)
		}
		for i := range o.Headings {
			switch o.Headings[i].Kind {
			case budget.PartHeading, budget.TableHeading, budget.FormHeading, budget.LabelHeading:
				titleYear(in, o.Headings[i].Text, o.Headings[i].Ref)
				if o.Headings[i].Kind == budget.TableHeading {
					titleWrong(in, o.Headings[i].ID, o.Headings[i].Text, o.Headings[i].Ref)
				}
			}
		}
	} else {
		titleYear(in, in.Title, place.Ref{})
		for i := range in.Tables {
			r := in.Tables[i].Ref
			r.Table = in.Tables[i].ID
			titleYear(in, in.Tables[i].Title, r)
		}
	}
	for i := range in.Profile.Sections {
		form := &in.Profile.Sections[i]
		k := indexOfItem(in.Sections, func(s *budget.Section) bool { return s.ID == form.ID })
		if k >= 0 && strings.Contains(form.Title, "{year}年") {
			titleYear(in, in.Sections[k].Title, sectionRef(in, k))
		}
	}
	for k := range oddHeadings(in) {
		titleYear(in, in.Sections[k].Title, sectionRef(in, k))
	}
	for i := range in.Projects {
		if p := &in.Projects[i]; p.HasForm && p.Year.Text != "" {
			r := p.Year.Ref
			r.Table, r.Form = in.FormID(i), p.Name
			titleYear(in, p.Year.Text, r)
		}
	}
}

// leastDated is how many headings name this year, at the least, that one which names a year
// before is told.
const leastDated = 3

// oddHeadings are the sections, of those that the form gives no year, whose headings name a
// year before while the others name this one.
func oddHeadings(in *check.Inspection) (out map[int]bool) {
	own := strconv.Itoa(in.Year) + "年"
	dated := 0
	for k := range in.Sections {
		sec := &in.Sections[k]
		if form := in.Profile.Section(sec.ID); sec.Part != "narrative" || form != nil && strings.Contains(form.Title, "{year}年") {
			continue
		}
		switch {
		case strings.Contains(sec.Title, own):
			dated++
		case strings.Contains(sec.Title, strconv.Itoa(in.Year-1)+"年") && !strings.Contains(sec.Title, "绩效"), strings.Contains(sec.Title, strconv.Itoa(in.Year-2)+"年"), strings.Contains(sec.Title, strconv.Itoa(in.Year-3)+"年"):
			if out == nil {
				out = map[int]bool{}
			}
			out[k] = true
		}
	}
	if dated < leastDated || len(out) > 1 {
		return nil
	}
	return out
}

// titleWrong tells a table's title that is another table's, or says 预算 in a final
// account.
func titleWrong(in *check.Inspection, id, text string, at place.Ref) {
	form := in.Profile.Table(id)
	if form == nil {
		return
	}
	said, right := titleWords(text), titleWords(printedWords(in.Subject, form.Title))
	wrong := in.Profile.Kind == "final" && holdsAny(said, []string{"预算表", "预算总表"})
	for i := range in.Profile.Tables {
		o := &in.Profile.Tables[i]
		wrong = wrong || o.ID != id && said == titleWords(printedWords(in.Subject, o.Title)) && said != right
	}
	if !wrong {
		return
	}
	at.Table, at.Text = id, text
	in.Fail(check.Fault{
		At: at, Title: "表的标题不对", Message: fmt.Sprintf("这张表的标题写作“%s”，应为“%s”", excerpt(text), right), Expected: right,
		Hint: "改正标题", Suspects: []diag.Suspect{{Ref: at, Value: text, Suggest: right}},
	})
}

func titleYear(in *check.Inspection, text string, at place.Ref) {
	if ofTwoYears.MatchString(text) {
		in.Pass(1)
		return
	}
	for i := 0; i+7 <= len(text); i++ {
		if !isDigit(text[i]) || i > 0 && isDigit(text[i-1]) || !allDigit(text[i:i+4]) || !strings.HasPrefix(strings.TrimLeft(text[i+4:], " "), "年") {
			continue
		}
		year, _ := strconv.Atoi(text[i : i+4])
		if year == in.Year || year < 1950 || year > 2100 || isDate(text[i+4:]) {
			continue
		}
		at.Text = text
		right := text[:i] + strconv.Itoa(in.Year) + text[i+4:]
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("“%s”写的是%d年，本文件是%d年的", excerpt(text), year, in.Year), Expected: right,
			Suspects: []diag.Suspect{{Ref: at, Value: text, Suggest: right}},
		})
		return
	}
	in.Pass(1)
}

// ofTwoYears finds a title of what was spent in one year and what is budgeted for the next:
// 2023年预算执行情况及2024年预算草案.
var ofTwoYears = regexp.MustCompile(`20[0-9]{2}年[^年]*(?:决算|执行)[^年]*[及和与、][^年]{0,6}20[0-9]{2}年[^年]*预算`)

// isDate reports whether 年 is followed by a month: a date, not a budget's year.
func isDate(s string) bool {
	s = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(s, " "), "年"), " ")
	month := strings.TrimLeft(s, "0123456789")
	return len(month) < len(s) && strings.HasPrefix(month, "月")
}

// txtEnds looks at the last paragraph of each section, at items that run on in
// another's paragraph, and at reasons that are broken off.
func txtEnds(in *check.Inspection) {
	for i := range in.Sections {
		sec := &in.Sections[i]
		if len(sec.Paragraphs) == 0 {
			continue
		}
		runningOn(in, i)
		for j := range sec.Paragraphs {
			if j+1 == len(sec.Paragraphs) || sec.Paragraphs[j+1].Heading {
				endOf(in, sec, &sec.Paragraphs[j])
			}
		}
	}
}

// endOf looks at the last paragraph of a section, or of a numbered part of it.
func endOf(in *check.Inspection, sec *budget.Section, para *budget.Paragraph) {
	if inTable(profileSection(in.Profile, sec.ID), para.Pattern) {
		return // a row of a list
	}
	text := strings.TrimSpace(para.Text)
	last, _ := utf8.DecodeLastRuneInString(text)
	if para.Heading || !isHan(last) && !strings.ContainsRune("；，、", last) || utf8.RuneCountInString(text) < 20 {
		in.Pass(1)
		return
	}
	at := para.Ref
	at.Section, at.Text = sec.ID, para.Text
	in.Fail(check.Fault{At: at, Message: fmt.Sprintf("这一节的最后一段没有句号：“%s”", tail(text))})
}

// runningOn looks for items of a list, one a paragraph, of which one stands behind
// another in the same paragraph, and for reasons that stand in a line of their own.
func runningOn(in *check.Inspection, i int) {
	sec := &in.Sections[i]
	for j := range sec.Paragraphs {
		p := &sec.Paragraphs[j]
		if p.Broken {
			lead, reason, _ := strings.Cut(p.Text, "原因：")
			if k := strings.LastIndex(lead, "。"); k >= 0 {
				lead = lead[k+len("。"):]
			}
			lead += "原因："
			in.Fail(check.Fault{At: paragraphRef(in.Subject, i, p, lead), Message: fmt.Sprintf("“原因：”后面断开，原因另起了一行：“%s”", excerpt(reason)), Expected: "接在同一段"})
		}
		han, n := itemNumber(p.Text)
		if n == 0 || j == 0 || p.Heading {
			continue
		}
		if like, before := itemNumber(sec.Paragraphs[j-1].Text); before != n-1 || like != han {
			continue // not a list of one a paragraph
		}
		next := strconv.Itoa(n+1) + "."
		if han {
			next = "（" + numeral.Ordinal(n+1) + "）"
		}
		for _, mark := range [...]string{"。", "；"} {
			k := strings.Index(p.Text, mark+next)
			if k < 0 || j+1 < len(sec.Paragraphs) && !follows(sec.Paragraphs[j+1].Text, han, n+2) {
				continue
			}
			found := p.Text[k+len(mark):]
			in.Fail(check.Fault{At: paragraphRef(in.Subject, i, p, short(found)), Message: fmt.Sprintf("“%s”接在上一项的段落里，应另起一段", excerpt(found))})
			break
		}
	}
}

// follows reports whether a paragraph begins with a number of a list.
func follows(text string, han bool, n int) bool {
	like, number := itemNumber(text)
	return like == han && number == n
}

var itemMarks = []string{".", "、", "．"}

// itemNumber is the number at the head of an item, （七） or 7., and whether it is of Chinese
// characters; 0 where there is none.
func itemNumber(text string) (han bool, n int) {
	text = strings.TrimLeft(text, " \t\n\f\r")
	if rest, ok := strings.CutPrefix(text, "（"); ok {
		number, _, closed := strings.Cut(upTo(rest, 16), "）")
		if !closed || number == "" || utf8.RuneCountInString(number) > 3 || strings.Trim(number, "一二三四五六七八九十") != "" {
			return false, 0
		}
		return true, numeral.Number(number)
	}
	rest := strings.TrimLeft(text, "0123456789")
	digits := text[:len(text)-len(rest)]
	if len(digits) == 0 || len(digits) > 2 || !startsWithAny(rest, itemMarks) {
		return false, 0
	}
	n, _ = strconv.Atoi(digits)
	return false, n
}
