package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// printedWords is a text of the profile as this document would print it; slots
// that it does not know stay empty.
func printedWords(s *check.Subject, text string) string {
	if strings.IndexByte(text, '{') < 0 {
		return text
	}
	var b strings.Builder
	for _, n := range s.Profile.Pattern(text) {
		switch {
		case n.Slot == nil:
			b.WriteString(n.Text)
		case n.Slot.Name == "year":
			b.WriteString(strconv.Itoa(s.Year))
		case n.Slot.Name == "prior_year":
			b.WriteString(strconv.Itoa(s.Year - 1))
		default:
			b.WriteString(compose.Builtin(n.Slot.Name, s.Profile, s.Unit))
		}
	}
	return b.String()
}

// noProse is why rules on the text say nothing of a file that holds tables alone.
const noProse = "只读到报表，没有文字部分；文字若在另一个文件里，请检查那个文件"

// tablesOnly reports a file without any narrative and glossary: a workbook of the
// tables, published beside the text.
func tablesOnly(in *check.Inspection) bool {
	return len(in.Tables) > 0 && len(in.Glossary) == 0 && !anyItem(in.Sections, func(s *budget.Section) bool { return hasText(s) })
}

func formTables(in *check.Inspection) {
	if len(in.Tables) == 0 && len(in.Profile.Tables) > 0 {
		in.Fail(check.Fault{Message: fmt.Sprintf("一张报表也没有找到，应有%d张；表另成一份文件的，两份放在一个文件夹里一起查", len(in.Profile.Tables))})
		return
	}
	anyForm := in.Profile.Generic
	if anyForm && !allRead(in) {
		if !numberLeftOut(in) {
			in.NotChecked("不是每张表都认得，少了的可能是别的名称")
		}
		return
	}
	for i := range in.Profile.Tables {
		form := &in.Profile.Tables[i]
		if in.Table(form.ID) != nil {
			in.Pass(1)
			continue
		}
		if anyForm && !slices.Contains(everywhere, form.ID) {
			continue
		}
		title := printedWords(in.Subject, form.Title)
		f := check.Fault{At: place.Ref{Table: form.ID}, Message: fmt.Sprintf("没有找到“%s”", excerpt(title)), Expected: title}
		if near, at := nearHeading(in, title); near != "" {
			f.Nearest = near
			f.Evidence = []diag.Evidence{{Label: "最接近的标题", Value: near, Ref: at}}
		}
		in.Fail(f)
	}
}

// everywhere are the tables that all places publish, whatever their forms.
var everywhere = []string{"T01", "T02", "T03", "T04", "T05", "T06", "T10"}

// leastKnown is how many tables of those of all places a document has at the least where
// one is held to be missing.
const leastKnown = 5

// allRead reports whether the document's tables are nearly all of those that all places
// publish, and none of it was left unread.
func allRead(in *check.Inspection) bool {
	n := 0
	for _, id := range everywhere {
		if in.Table(id) != nil {
			n++
		}
	}
	return n >= leastKnown && in.Outline != nil && !anyItem(in.Outline.Stray, func(s *budget.Stray) bool { return s.Kind == "table" })
}

// numberOfTable is the number that a table's label gives: 公开05表, 表3.
var numberOfTable = regexp.MustCompile(`^\D*0?(\d{1,2})\D*$`)

// leastNumbered is how many tables are numbered in a row, at the least, where one left out
// is told.
const leastNumbered = 6

// numberLeftOut tells the one number that the labels of the tables leave out.
func numberLeftOut(in *check.Inspection) bool {
	if in.Outline == nil {
		return false
	}
	var at, before *budget.Heading
	last, n := 0, 0
	for i := range in.Outline.Headings {
		h := &in.Outline.Headings[i]
		m := numberOfTable.FindStringSubmatch(strings.TrimSpace(h.Text))
		if h.Kind != budget.LabelHeading || m == nil {
			continue
		}
		k, _ := strconv.Atoi(m[1])
		switch {
		case k == last+1:
		case k == last+2 && at == nil && before != nil:
			at = h
		default:
			return false // the numbers begin anew, or more are left out
		}
		last, n = k, n+1
		if at == nil {
			before = h
		}
	}
	if at == nil || n < leastNumbered {
		return false
	}
	ref := at.Ref
	ref.Text = at.Text
	in.Fail(check.Fault{At: ref, Message: fmt.Sprintf("“%s”后面是“%s”，中间少一张表", before.Text, at.Text)})
	return true
}

// nearHeading is the unrecognised heading or paragraph that is nearest to a title.
func nearHeading(in *check.Inspection, title string) (string, place.Ref) {
	if in.Outline == nil {
		return "", place.Ref{}
	}
	var names []string
	var refs []place.Ref
	for h := range eachItem(in.Outline.Headings) {
		if h.ID == "" {
			names, refs = append(names, h.Text), append(refs, h.Ref)
		}
	}
	for s := range eachItem(in.Outline.Stray) {
		names, refs = append(names, s.Text), append(refs, s.Ref)
	}
	if i := budget.NearestOf(title, names); i >= 0 {
		return names[i], refs[i]
	}
	return "", place.Ref{}
}

func formSections(in *check.Inspection) {
	if tablesOnly(in) {
		in.NotChecked(noProse)
		return
	}
	for i := range in.Profile.Sections {
		want := &in.Profile.Sections[i]
		k := indexOfItem(in.Sections, func(s *budget.Section) bool { return s.ID == want.ID })
		title := printedWords(in.Subject, wantedTitle(in.Subject, want))
		switch {
		case k < 0:
			f := check.Fault{At: place.Ref{Section: want.ID}, Message: fmt.Sprintf("没有找到“%s”", title), Expected: title}
			if near, at := nearHeading(in, title); near != "" {
				f.Nearest, f.Evidence = near, []diag.Evidence{{Label: "最接近的标题", Value: near, Ref: at}}
			}
			in.Fail(f)
		case !hasText(&in.Sections[k]):
			in.Fail(check.Fault{At: sectionRef(in, k), Message: fmt.Sprintf("“%s”下面没有文字", excerpt(in.Sections[k].Title))})
		default:
			in.Pass(1)
			subsections(in, want, k)
		}
	}
}

// topicLength is how many characters at the head of a subsection's title say what it is
// about: 国有资产占有使用情况.
const topicLength = 4

// subsections: what the form gives a heading of its own is spoken of in the section.
func subsections(in *check.Inspection, want *profile.Section, k int) {
	if in.Profile.Generic || len(in.Sections[k].Title) == 0 {
		return
	}
	text := ""
	for i := range want.Paragraphs {
		if want.Paragraphs[i].Heading == "" {
			continue
		}
		title := printedWords(in.Subject, want.Paragraphs[i].Heading)
		topic := []rune(strings.Trim(titleWords(title), "“”\"'"))
		if len(topic) <= topicLength {
			continue
		}
		if text == "" {
			text = budget.Fold(sectionText(&in.Sections[k]))
		}
		if holds(text, string(topic[:topicLength])) {
			continue
		}
		in.Fail(check.Fault{At: sectionRef(in, k), Message: fmt.Sprintf("“%s”里没有“%s”", excerpt(in.Sections[k].Title), title), Expected: title})
	}
}

// wantedTitle is the title of a section of the form; of one without, that of the part that it
// is as a whole.
func wantedTitle(s *check.Subject, want *profile.Section) string {
	if want.Title != "" {
		return want.Title
	}
	for i := range s.Profile.Parts {
		if s.Profile.Parts[i].ID == want.Part {
			return s.Profile.Parts[i].Title
		}
	}
	return ""
}

func hasText(s *budget.Section) bool {
	return anyItem(s.Paragraphs, func(p *budget.Paragraph) bool {
		return !p.Heading && (strings.TrimSpace(p.Text) != "" || p.Chart != "" || p.Forms)
	})
}

// sectionRef is the place of a section: of its heading, or of its first paragraph.
func sectionRef(in *check.Inspection, k int) place.Ref {
	s := &in.Sections[k]
	var at place.Ref
	if in.Outline != nil {
		for i := range in.Outline.Headings {
			if h := &in.Outline.Headings[i]; h.Kind == budget.SectionHeading && h.ID == s.ID {
				at = h.Ref
				break
			}
		}
	}
	if at.IsZero() && len(s.Paragraphs) > 0 {
		at = s.Paragraphs[0].Ref
	}
	at.Section, at.Text = s.ID, s.Title
	return at
}

// formAnnex speaks only where there is no form at all; single missing ones are
// PRJ-001's.
func formAnnex(in *check.Inspection) {
	if len(in.Profile.Form.Rows) == 0 || len(in.Projects) == 0 {
		return
	}
	if anyItem(in.Projects, func(p *budget.Project) bool { return p.HasForm }) {
		in.Pass(1)
		return
	}
	at := place.Ref{Table: "T12"}
	if t := in.Table("T12"); t != nil {
		at = t.Ref
		at.Table = "T12"
	}
	in.Fail(check.Fault{At: at, Message: fmt.Sprintf("有%d个项目，没有一张绩效目标申报表", len(in.Projects))})
}

func formCover(in *check.Inspection) {
	if in.Outline == nil {
		in.NotChecked(noOutline)
		return
	}
	if len(in.Outline.Cover) == 0 {
		in.Fail(check.Fault{Message: "没有封面，或封面上没有文字"})
		return
	}
	var b strings.Builder
	for i := range in.Outline.Cover {
		b.WriteString(budget.Fold(in.Outline.Cover[i].Text))
	}
	cover := b.String()
	at := in.Outline.Cover[0].Ref
	at.Text = in.Outline.Cover[0].Text
	var missing []string
	if in.Unit.Name != "" && !strings.Contains(cover, budget.Fold(in.Unit.Name)) {
		missing = append(missing, "单位名称")
	}
	if in.Year != 0 && !strings.Contains(cover, strconv.Itoa(in.Year)) {
		missing = append(missing, "年度")
	}
	if !strings.Contains(cover, "部门") && !strings.Contains(cover, "单位") {
		missing = append(missing, "部门还是单位")
	}
	if !strings.Contains(cover, "预算") && !strings.Contains(cover, "决算") {
		missing = append(missing, "预算还是决算")
	}
	if missing == nil {
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{At: at, Message: fmt.Sprintf("封面上没有写%s", strings.Join(missing, "、"))})
}

func formTotals(in *check.Inspection) {
	for i := range in.Tables {
		t := &in.Tables[i]
		form := in.Profile.Table(t.ID)
		if form == nil {
			continue
		}
		for p := range t.Panels {
			if p >= len(form.Panels) || !detailed(&form.Panels[p]) || len(t.Panels[p].Lines) < 2 {
				continue
			}
			if hasTotal(t) {
				in.Pass(1)
				continue
			}
			at := t.Panels[p].Lines[0].Ref
			at.Table, at.Row, at.Text = t.ID, t.Panels[p].Lines[0].Key, t.Panels[p].Lines[0].Name
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”有%d行，没有合计行", excerpt(t.Title), len(t.Panels[p].Lines))})
		}
	}
}

// hasTotal reports whether either side of a table has a total: one row may serve both.
func hasTotal(t *budget.Table) bool {
	return anyItem(t.Panels, func(p *budget.Panel) bool {
		return anyItem(p.Lines, func(l *budget.Line) bool { return l.Total })
	})
}

// detailed reports a panel of rows by subject or project under a total.
func detailed(p *profile.Panel) bool {
	total, rows := false, false
	for i := range p.Rows {
		switch p.Rows[i].From {
		case "function", "economic", "revenue", "projects":
			rows = true
		case "lines":
			total = total || anyItem(p.Rows[i].Lines, func(l *profile.Line) bool { return l.Total })
		}
	}
	return total && rows
}

func formReadable(in *check.Inspection) {
	if in.Outline == nil {
		in.NotChecked(noOutline)
		return
	}
	for _, u := range unreadPages(in.Outline.Unread) {
		in.Fail(u)
	}
	rows := 0
	for i := range in.Tables {
		for p := range in.Tables[i].Panels {
			rows += len(in.Tables[i].Panels[p].Lines)
		}
	}
	if rows > 0 {
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{Message: "没有读出一行表格，表格可能是图片"})
}

// unreadPages is a fault for each reason that pages could not be read for.
func unreadPages(list []budget.Passage) []check.Fault {
	var out []check.Fault
	pages := map[string][]int{}
	for _, u := range list {
		if pages[u.Text] == nil {
			out = append(out, check.Fault{At: u.Ref, Message: u.Text})
		}
		pages[u.Text] = append(pages[u.Text], u.Ref.Page)
	}
	for i := range out {
		out[i].Message = fmt.Sprintf("第%s页%s", ranges(pages[out[i].Message]), out[i].Message)
	}
	return out
}

// ranges writes rising numbers shortly: 3、5–8.
func ranges(numbers []int) string {
	var b strings.Builder
	for i := 0; i < len(numbers); i++ {
		last := i
		for last+1 < len(numbers) && numbers[last+1] == numbers[last]+1 {
			last++
		}
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(strconv.Itoa(numbers[i]))
		if last > i {
			b.WriteString("–" + strconv.Itoa(numbers[last]))
		}
		i = last
	}
	return b.String()
}
