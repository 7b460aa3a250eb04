package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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

// cutLabels tells a form's cut labels in one note: as printed where the document
// was read, of rows left blank too.
func cutLabels(in *check.Inspection, i int) {
	var labels []string
	var at place.Ref
	rows := in.Projects[i].Levels
	if rows == nil {
		rows = in.Projects[i].Indicators
	}
	for k := range rows {
		d := &rows[k]
		printed := [...]string{d.Printed1, d.Printed2, d.PrintedYear2}
		if d.Printed1+d.Printed2+d.PrintedYear2 == "" {
			printed = [...]string{d.Level1, d.Level2, ""}
		}
		for _, label := range printed {
			label = strings.TrimSpace(label)
			other := ""
			switch label {
			case d.PrintedYear2:
				other = d.Printed2
			case d.Printed2:
				other = d.PrintedYear2
			}
			if !labelCut(in, label, other) {
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

// labelCut reports a label that is the beginning of one of the form's. One that
// only lacks the word 指标 is taken for whole, unless the other side has it.
func labelCut(in *check.Inspection, label, other string) bool {
	if label == "" {
		return false
	}
	cut := false
	for i := range in.Profile.Form.Levels {
		l := &in.Profile.Form.Levels[i]
		for k := -1; k < len(l.Second); k++ {
			full := l.Name
			if k >= 0 {
				full = l.Second[k]
			}
			rest, begins := strings.CutPrefix(full, label)
			switch {
			case !begins:
			case rest == "", rest == "指标" && other != full:
				return false
			default:
				cut = true
			}
		}
	}
	return cut
}
