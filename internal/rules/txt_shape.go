package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
)

// limits are the lengths, in characters, at which systems cut a field.
var limits = []int{200, 255, 256, 500, 512, 1000, 2000}

// txtCut looks for text that stops in the middle: fields cut inside a closing
// tag or at a system's limit, indicator names of which one side goes on where the
// other stops, and labels shorter than the form's.
func txtCut(in *check.Inspection) {
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm {
			continue
		}
		cutFields(in, i)
		cutIndicators(in, i)
		cutLabels(in, i)
	}
	for i := range in.Sections {
		for j := range in.Sections[i].Paragraphs {
			para := &in.Sections[i].Paragraphs[j]
			if cutAtBracket(para.Text) {
				at := para.Ref
				at.Section, at.Text = in.Sections[i].ID, para.Text
				in.Fail(check.Fault{At: at, Message: fmt.Sprintf("文字到“%s”就断了", tail(para.Text))})
			} else {
				in.Pass(1)
			}
		}
	}
}

func cutFields(in *check.Inspection, i int) {
	p := &in.Projects[i]
	for _, key := range []string{"overview", "basis", "need", "measures", "plan", "term_goal", "year_goal"} {
		text := *p.Text(key)
		if text == "" {
			continue
		}
		severity, why := cutShort(text)
		if why == "" {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{At: formRef(in, i, key, text), Severity: severity, Message: fmt.Sprintf("文字到“%s”就断了，%s", tail(text), why)})
	}
}

// formRef is the place of a form's field.
func formRef(in *check.Inspection, i int, key, text string) place.Ref {
	p := &in.Projects[i]
	at := p.FieldRef(key)
	at.Table, at.Form, at.Row, at.Text = in.FormID(i), p.Name, key, text
	return at
}

// cutShort says why a field's text looks cut.
func cutShort(text string) (diag.Severity, string) {
	body, tagged := strings.CutSuffix(strings.TrimSpace(text), "</p>")
	last, _ := utf8.DecodeLastRuneInString(body)
	switch {
	case cutAtBracket(body):
		return diag.Error, "括号没有合上"
	case len(text) < limits[0]:
		return 0, ""
	case tagged && isHan(last) && utf8.RuneCountInString(body) >= 100 && strings.ContainsAny(body, "。；"):
		return diag.Error, "后面是系统补的标记，像是超出了栏目的字数限制"
	case isHan(last) && slices.Contains(limits, utf8.RuneCountInString(text)):
		return diag.Warning, fmt.Sprintf("正好%d字，像是超出了栏目的字数限制", utf8.RuneCountInString(text))
	}
	return 0, ""
}

func cutAtBracket(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	switch last {
	case '（', '(', '《', '“', '【':
		return true
	}
	return false
}

// tail is the last characters of a text.
func tail(s string) string {
	r := []rune(s)
	if len(r) > 12 {
		return "…" + string(r[len(r)-12:])
	}
	return s
}

func cutIndicators(in *check.Inspection, i int) {
	for k := range in.Projects[i].Indicators {
		d := &in.Projects[i].Indicators[k]
		short, long := d.TermName, d.YearName
		if len(short) > len(long) {
			short, long = long, short
		}
		at := d.Ref
		at.Table, at.Form, at.Column, at.Text = in.FormID(i), in.Projects[i].Name, strconv.Itoa(k+1), short
		switch {
		case cutAtBracket(short):
			in.Fail(check.Fault{At: at, Severity: diag.Warning, Message: fmt.Sprintf("指标名称“%s”断在括号上", excerpt(short)), Nearest: long})
		case cutAtBracket(long):
			at.Text = long
			in.Fail(check.Fault{At: at, Severity: diag.Warning, Message: fmt.Sprintf("指标名称“%s”断在括号上", excerpt(long))})
		case short != "" && short != long && strings.HasPrefix(long, short):
			in.Fail(check.Fault{
				At: at, Severity: diag.Warning, Message: fmt.Sprintf("指标名称“%s”被截断，另一侧是“%s”", excerpt(short), excerpt(long)),
				Suspects: []diag.Suspect{{Ref: at, Value: short, Suggest: long}},
			})
		default:
			in.Pass(1)
		}
	}
}

// cutLabels tells a form's cut labels in one note.
func cutLabels(in *check.Inspection, i int) {
	var labels []string
	var at place.Ref
	for k := range in.Projects[i].Indicators {
		d := &in.Projects[i].Indicators[k]
		for _, label := range []string{d.Level1, d.Level2} {
			if !labelCut(in, label) {
				continue
			}
			if labels == nil {
				at = d.Ref
				at.Table, at.Form, at.Column, at.Text = in.FormID(i), in.Projects[i].Name, strconv.Itoa(k+1), label
			}
			if !slices.Contains(labels, label) {
				labels = append(labels, label)
			}
		}
	}
	if labels == nil {
		in.Pass(1)
		return
	}
	in.Fail(check.Fault{At: at, Severity: diag.Note, Message: fmt.Sprintf("指标的标签不全：%s", excerpt(strings.Join(labels, "、")))})
}

// labelCut reports a label that is the beginning of one of the form's, but for
// the accepted 服务对象满意度.
func labelCut(in *check.Inspection, label string) bool {
	if label == "" || label == "服务对象满意度" {
		return false
	}
	cut := false
	for _, l := range in.Profile.Form.Levels {
		for _, full := range append([]string{l.Name}, l.Second...) {
			if full == label {
				return false
			}
			cut = cut || strings.HasPrefix(full, label)
		}
	}
	return cut
}

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

// txtNames compares the executing bodies of the forms: one that the other's
// characters hold in order is its short name.
func txtNames(in *check.Inspection) {
	full := ""
	for i := range in.Projects {
		if e := in.Projects[i].Executor; in.Projects[i].HasForm && len(e) > len(full) {
			full = e
		}
	}
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm || p.Executor == "" {
			continue
		}
		short := budget.Fold(p.Executor)
		if short == budget.Fold(full) || !within(short, full) {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At: formRef(in, i, "executor", p.Executor), Expected: full,
			Message: fmt.Sprintf("实施单位写作“%s”，别的表写作“%s”", excerpt(p.Executor), excerpt(full)),
		})
	}
}

// within reports whether the characters of short stand in long in that order.
func within(short, long string) bool {
	for _, r := range short {
		i := strings.IndexRune(long, r)
		if i < 0 {
			return false
		}
		long = long[i:]
		_, size := utf8.DecodeRuneInString(long)
		long = long[size:]
	}
	return true
}

// txtTwoNames takes the bodies that the overview names and looks in the forms
// for the core of a name with another ending.
func txtTwoNames(in *check.Inspection) {
	bodies := overviewBodies(in)
	if len(bodies) == 0 {
		return
	}
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm {
			continue
		}
		key, other, full := otherName(p, bodies)
		if key == "" {
			in.Pass(1)
			continue
		}
		in.Fail(check.Fault{
			At:      formRef(in, i, key, *p.Text(key)),
			Message: fmt.Sprintf("这里称“%s”，概况里称“%s”", other, full), Nearest: full,
		})
	}
}

// body is a body that the overview names: its whole name, and the four
// characters behind the place's name that tell it from others.
type body struct{ full, core, ending string }

func otherName(p *budget.Project, bodies []body) (key, other, full string) {
	for _, key := range []string{"overview", "need"} {
		text := *p.Text(key)
		for _, b := range bodies {
			i := strings.Index(text, b.core)
			if i < 0 || strings.Contains(text, b.full) {
				continue
			}
			for _, ending := range textVocabulary().BodySuffixes {
				if ending != b.ending && strings.HasPrefix(text[i+len(b.core):], ending) {
					return key, b.core + ending, b.full
				}
			}
		}
	}
	return "", "", ""
}

// overviewBodies are the names of bodies in the overview's sentences.
func overviewBodies(in *check.Inspection) []body {
	place := placePrefix(in.Unit.Name)
	if place == "" {
		return nil
	}
	var out []body
	for i := range in.Sections {
		if in.Sections[i].Part != "overview" {
			continue
		}
		for j := range in.Sections[i].Paragraphs {
			pieces := strings.FieldsFunc(in.Sections[i].Paragraphs[j].Text, func(r rune) bool { return strings.ContainsRune("，。、；：由和与及是等三家 ", r) })
			for _, piece := range pieces {
				rest, ok := strings.CutPrefix(piece, place)
				if !ok || len(rest) < 18 || piece == in.Unit.Name {
					continue
				}
				for _, ending := range textVocabulary().BodySuffixes {
					if strings.HasSuffix(rest, ending) {
						out = append(out, body{piece, rest[:12], ending})
						break
					}
				}
			}
		}
	}
	return out
}

// placePrefix is the place that a unit's name begins with: 大同市.
func placePrefix(name string) string {
	for i, r := range name {
		if i > 15 {
			break
		}
		if strings.ContainsRune("省市县区旗", r) && i > 0 {
			return name[:i+utf8.RuneLen(r)]
		}
	}
	return ""
}

// txtTitleYears holds the cover, the titles of parts and tables and the forms to
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
	for i := range in.Projects {
		if p := &in.Projects[i]; p.HasForm && p.Year.Text != "" {
			r := p.Year.Ref
			r.Table, r.Form = in.FormID(i), p.Name
			titleYear(in, p.Year.Text, r)
		}
	}
}

func titleYear(in *check.Inspection, text string, at place.Ref) {
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

// isDate reports whether 年 is followed by a month: a date, not a budget's year.
func isDate(s string) bool {
	s = strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(s, " "), "年"), " ")
	month := strings.TrimLeft(s, "0123456789")
	return len(month) < len(s) && strings.HasPrefix(month, "月")
}

// txtEnds looks at the last paragraph of each section.
func txtEnds(in *check.Inspection) {
	for i := range in.Sections {
		sec := &in.Sections[i]
		if len(sec.Paragraphs) == 0 {
			continue
		}
		para := &sec.Paragraphs[len(sec.Paragraphs)-1]
		text := strings.TrimSpace(para.Text)
		last, _ := utf8.DecodeLastRuneInString(text)
		if para.Heading || !isHan(last) || utf8.RuneCountInString(text) < 20 {
			in.Pass(1)
			continue
		}
		at := para.Ref
		at.Section, at.Text = sec.ID, para.Text
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("这一节的最后一段没有句号：“%s”", tail(text))})
	}
}
