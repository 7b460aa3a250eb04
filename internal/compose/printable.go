package compose

import (
	"fmt"
	"unicode"

	"mingbai/internal/budget"
	"mingbai/internal/diag"
	"mingbai/internal/place"
	"mingbai/internal/typeface"
)

// Unprintable finds the characters of a book's texts that no embedded font has
// or that no page can show: emoji, control characters, private use. A document
// with one of them could not be printed as written, so each is an error at its
// place.
func Unprintable(b *budget.Book) (diag.Findings, error) {
	face, err := typeface.Serif()
	if err != nil {
		return nil, err
	}
	var out diag.Findings
	check := func(what, text string, ref place.Ref) {
		for _, r := range text {
			if r == '\n' || r > ' ' && r < 0x7f {
				continue
			}
			if _, _, ok := typeface.Find(r, face); ok && !unicode.IsControl(r) {
				continue
			}
			out = append(out, diag.Finding{
				Rule: "INPUT-CHAR", Severity: diag.Error, Title: "文字里有印不出的字符", Ref: ref,
				Message: fmt.Sprintf("%s里的 %s 印不出来", what, nameOf(r)),
				Hint:    "删去或换成通用的字；制表符、表情符号和造字区的字都不能用",
			})
			return
		}
	}
	check("单位名称", b.Unit.Name, place.Ref{})
	for _, t := range b.Texts {
		check("“"+t.Key+"”", t.Text, t.Ref)
	}
	for _, t := range b.Reasons {
		check("“"+t.Key+"”的原因", t.Text, t.Ref)
	}
	for _, s := range b.Staff {
		check("经费形式", s.Kind, s.Ref)
	}
	for i := range b.Projects {
		p := &b.Projects[i]
		for _, key := range budget.ProjectTexts() {
			check("项目“"+p.Name+"”", *p.Text(key), p.Ref)
		}
		for _, ind := range p.Indicators {
			for _, text := range []string{ind.TermName, ind.TermValue, ind.YearName, ind.YearValue} {
				check("项目“"+p.Name+"”的指标", text, ind.Ref)
			}
		}
	}
	return out, nil
}

func nameOf(r rune) string {
	if unicode.IsPrint(r) {
		return fmt.Sprintf("“%c”（U+%04X）", r, r)
	}
	return fmt.Sprintf("U+%04X", r)
}
