package budget

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// depth is how many levels a table has.
func depth(table string) int {
	if table == TableEconomic || table == TableGovEconomic {
		return 2
	}
	return 3
}

func extend(c *Codes, ext []LocalSubject) (*Codes, error) {
	var own []LocalSubject
	for _, e := range ext {
		if e.Table == c.table {
			own = append(own, e)
		}
	}
	if len(own) == 0 {
		return c, nil
	}
	// A parent may stand below its children in a book's list, so go by code.
	slices.SortStableFunc(own, func(a, b LocalSubject) int { return cmp.Compare(a.Code, b.Code) })
	subjects := slices.Clone(c.subjects)
	known := make(map[string]Subject, len(subjects)+len(own))
	for _, s := range subjects {
		known[s.Code] = s
	}
	var errs []error
	for _, e := range own {
		s, reason := localSubject(e, known, depth(c.table))
		if reason != "" {
			errs = append(errs, &SubjectError{e, reason})
			continue
		}
		known[s.Code] = s
		subjects = append(subjects, s)
	}
	slices.SortStableFunc(subjects, func(a, b Subject) int { return cmp.Compare(a.Code, b.Code) })
	return newCodes(c.table, subjects, c.renames), errors.Join(errs...)
}

// localSubject makes a subject of a book's own entry, or says why it cannot.
func localSubject(e LocalSubject, known map[string]Subject, depth int) (Subject, string) {
	level := (len(e.Code) - 1) / 2
	switch {
	case !allDigits(e.Code) || len(e.Code) != 2*level+1 || level < 1 || level > depth:
		return Subject{}, "编码应为" + [...]string{"", "3", "3或5", "3、5或7"}[depth] + "位数字"
	case TableOf(e.Code) != e.Table:
		return Subject{}, "编码的第一位与所属分类不符"
	case strings.TrimSpace(e.Name) == "":
		return Subject{}, "缺科目名称"
	}
	if old, ok := known[e.Code]; ok {
		if old.Local {
			return Subject{}, "编码重复，前面已定为“" + old.Name + "”"
		}
		return Subject{}, "编码已在全国科目表中，名称为“" + old.Name + "”，不必自定"
	}
	s := Subject{
		Code: e.Code, Name: strings.TrimSpace(e.Name), Level: level,
		Grade: Documented, Source: "自定科目", Local: true,
	}
	if level == 1 {
		return s, ""
	}
	s.Parent = e.Code[:len(e.Code)-2]
	parent, ok := known[s.Parent]
	if !ok {
		return Subject{}, "上级科目" + s.Parent + "不存在，先自定上级"
	}
	s.Group = parent.Group
	return s, ""
}
