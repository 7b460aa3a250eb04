package sheets

import (
	"strconv"
	"strings"

	"mingbai/internal/doc"
)

// maxName is the most characters that a sheet's name may have.
const maxName = 31

// names gives each sheet a name that no other has, whatever its case.
type names struct{ taken map[string]bool }

func newNames(reserved ...string) names {
	n := names{map[string]bool{}}
	for _, r := range reserved {
		n.taken[strings.ToLower(r)] = true
	}
	return n
}

func (n names) of(t *doc.Table) string {
	base := short(t.Title)
	if t.Form {
		base = valid(formName(t))
	}
	if base == "" {
		base = valid(t.ID)
	}
	if base == "" {
		base = "表"
	}
	name := cut(base, maxName)
	for i := 2; n.taken[strings.ToLower(name)]; i++ {
		suffix := "(" + strconv.Itoa(i) + ")"
		name = cut(base, maxName-len(suffix)) + suffix
	}
	n.taken[strings.ToLower(name)] = true
	return name
}

// short is a title without its year and without what all such tables say.
func short(title string) string {
	s := strings.TrimLeft(title, "0123456789")
	if s != title {
		s = strings.TrimPrefix(strings.TrimPrefix(s, "年度"), "年")
	}
	return valid(strings.TrimSuffix(s, "（不含上年结转）"))
}

// formName names a form by its project, which stands after 项目名称.
func formName(t *doc.Table) string {
	for _, r := range t.Rows {
		for i, c := range r.Cells {
			if strings.TrimRight(c.Text, "：:") == "项目名称" && i+1 < len(r.Cells) && r.Cells[i+1].Text != "" {
				return "绩效 " + r.Cells[i+1].Text
			}
		}
	}
	return t.ID + " " + t.Title
}

// valid replaces what a sheet's name may not hold.
func valid(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`[]:*?/\`, r):
			return '·'
		case r < ' ':
			return ' '
		}
		return r
	}, s)
	return strings.Trim(s, " '")
}

// cut is s with at most n characters, as spreadsheets count them (UTF-16).
func cut(s string, n int) string {
	for i, r := range s {
		if r > 0xffff {
			n--
		}
		if n--; n < 0 {
			return strings.TrimRight(s[:i], " '")
		}
	}
	return s
}
