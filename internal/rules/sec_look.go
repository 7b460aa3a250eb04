package rules

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
)

func secPersonal(in *check.Inspection) {
	s := scanOf(in.Subject)
	told := map[int32]bool{}
	tell := func(h hit, what, masked string) {
		if told[h.text] {
			return
		}
		told[h.text] = true
		t := s.of(h)
		at := t.Ref()
		at.Text = masked // never the number itself
		in.Fail(check.Fault{
			At: at, Message: fmt.Sprintf("有%s（%s）", what, masked),
			Evidence: []diag.Evidence{{Label: what, Value: masked, Ref: at}},
		})
	}
	for _, h := range s.hits[digitsSign] {
		t := s.of(h)
		number, what := personalNumber(t.Text, int(h.start), int(h.end))
		if what != "" {
			tell(h, what, mask(number))
		}
	}
	v := textVocabulary()
	for _, h := range s.hits[accountSign] {
		t := s.of(h)
		rest := strings.TrimLeft(t.Text[h.end:], "：: 为是")
		if slices.Contains(v.AddressWords, s.piece(h)) {
			if r, _ := utf8.DecodeRuneInString(rest); isHan(r) && rest != t.Text[h.end:] {
				tell(h, "家庭住址", s.piece(h)+"……")
			}
			continue
		}
		joined := strings.ReplaceAll(rest[:min(len(rest), 40)], " ", "")
		digits := joined[:len(joined)-len(strings.TrimLeft(joined, "0123456789"))]
		if len(digits) >= 9 {
			tell(h, "银行账号", mask(digits))
		}
	}
	in.Pass(len(s.texts) - len(told))
}

// personalNumber tells what a run of digits is, and gives it whole: with the X
// that may end an identity number.
func personalNumber(s string, start, end int) (number, what string) {
	if start > 0 && (isWordByte(s[start-1]) && s[start-1] != '-' || s[start-1] == '+') {
		return "", ""
	}
	run := s[start:end]
	next := byte(0)
	if end < len(s) {
		next = s[end]
	}
	switch {
	case len(run) == 17 && (next == 'X' || next == 'x') && !letterAfter(s, end+1) && identity(run+"X"):
		return run + "X", "身份证号"
	case next == '.' || next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z':
		return "", ""
	case len(run) == 18 && identity(run):
		return run, "身份证号"
	case len(run) == 11 && run[0] == '1' && run[1] >= '3':
		if strings.HasPrefix(strings.TrimLeft(s[end:], " "), "元") || strings.HasPrefix(s[end:], "万") {
			return "", ""
		}
		return run, "手机号"
	case len(run) >= 16 && len(run) <= 19 && strings.HasPrefix(run, "62") && luhn(run):
		return run, "银行卡号"
	}
	return "", ""
}

// identity reports a valid identity number: GB 11643, the check digit by ISO
// 7064 MOD 11-2, the birthday a date.
func identity(id string) bool {
	if !allDigit(id[:17]) || id[0] < '1' || id[0] > '8' {
		return false
	}
	y, m, d := int3(id[6:10], id[10:12], id[12:14])
	if y > 2100 || !validDate(y, m, d) {
		return false
	}
	weights := [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(id[i]-'0') * w
	}
	return "10X98765432"[sum%11] == id[17]
}

// luhn reports a valid check digit of a bank card.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// mask keeps the first three and the last two characters of a number.
func mask(s string) string {
	if len(s) < 7 {
		return strings.Repeat("*", len(s))
	}
	return s[:3] + strings.Repeat("*", len(s)-5) + s[len(s)-2:]
}

func secMarks(in *check.Inspection) {
	eachText(in, secretSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		return fmt.Sprintf("有密级标志“%s”", s.piece(h)), "", 0
	})
	secret := func(text string) bool {
		folded := strings.Trim(budget.Fold(text), "()[]【】")
		return slices.Contains(textVocabulary().SecretLines, folded)
	}
	s := scanOf(in.Subject)
	for _, h := range s.hits[secretLine] {
		t := s.of(h)
		if len(t.Text) > 60 || t.Kind != check.TitleText && t.Kind != check.NoteText && t.Kind != check.ParagraphText || !secret(t.Text) {
			continue
		}
		in.Fail(check.Fault{At: t.Ref(), Message: fmt.Sprintf("注明了“%s”", excerpt(t.Text))})
	}
	if in.Outline == nil {
		return
	}
	for i := range in.Outline.Stray {
		st := &in.Outline.Stray[i]
		marked := slices.ContainsFunc(textVocabulary().SecretMarks, func(m string) bool { return strings.Contains(st.Text, m) })
		if !marked && !secret(st.Text) {
			continue
		}
		at := st.Ref
		at.Text = st.Text
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("注明了“%s”", excerpt(st.Text))})
	}
}

func secProjects(in *check.Inspection) {
	told := map[int]bool{}
	eachText(in, projectSign, func(t *check.Text, s *scan, h hit) (string, string, diag.Severity) {
		named := t.Kind == check.NameText && (t.Table == "T12" || t.Table == "T13")
		field := t.Kind == check.FieldText && (t.Field == "name" || t.Field == "overview" || t.Field == "basis")
		if !named && !field || t.Project >= 0 && told[t.Project] || inTitle(t.Text, int(h.start)) {
			return "", "", 0
		}
		if t.Project >= 0 {
			told[t.Project] = true
		}
		return fmt.Sprintf("有“%s”，公开前应送保密审查：“%s”", s.piece(h), s.around(h)), "", 0
	})
}
