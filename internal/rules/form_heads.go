package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/money"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

func formHeads(in *check.Inspection) {
	if in.Outline == nil {
		in.NotChecked(noOutline)
		return
	}
	for i := range in.Tables {
		t := &in.Tables[i]
		form := in.Profile.Table(t.ID)
		if form == nil {
			continue
		}
		for p := range t.Panels {
			if p < len(form.Panels) && len(t.Panels[p].Heads) > 0 {
				headsOf(in, t, &t.Panels[p], &form.Panels[p])
			}
		}
	}
}

// headsOf compares a panel's heads with the form's columns: missing and out of
// order are errors, more than the form has a warning.
func headsOf(in *check.Inspection, t *budget.Table, have *budget.Panel, want *profile.Panel) {
	next := 0
	for i := range have.Heads {
		h := &have.Heads[i]
		at := h.Ref
		at.Table, at.Column, at.Text = t.ID, h.Key, h.Title
		k := indexOfItem(want.Columns, func(c *profile.Column) bool { return c.Key == h.Key })
		switch {
		case h.Key == "" && strings.TrimSpace(h.Title) != "":
			in.Fail(check.Fault{At: at, Severity: diag.Warning, Message: fmt.Sprintf("规定的表样里没有“%s”这一栏", excerpt(h.Title))})
		case k < 0:
		case k < next:
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”栏的次序不对", excerpt(h.Title))})
		default:
			in.Pass(1)
			next = k + 1
		}
	}
	for c := range eachItem(want.Columns) {
		if anyItem(have.Heads, func(h *budget.Head) bool { return h.Key == c.Key }) || c.Kind == "second" && slices.Contains(have.Columns, c.Key) || c.Optional {
			continue
		}
		if t.Guessed && anyItem(have.Heads, func(h *budget.Head) bool { return strings.Contains(h.Path, c.Key) }) {
			continue // read as one with the title beside it
		}
		at := t.Ref
		at.Table, at.Column = t.ID, c.Key
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("表头缺少“%s”栏", c.Key), Expected: strings.Join(headTitles(in, *c), "/")})
	}
}

func headTitles(in *check.Inspection, c profile.Column) (out []string) {
	for _, t := range c.Title {
		out = append(out, printedWords(in.Subject, t))
	}
	return out
}

// countsOnly reports whether a table prints counts and no money.
func countsOnly(t *budget.Table) bool {
	counts := false
	for p := range t.Panels {
		for l := range t.Panels[p].Lines {
			for c := range eachItem(t.Panels[p].Lines[l].Cells) {
				if c.Printed.Mark == money.Number && !c.Counts {
					return false
				}
				counts = counts || c.Counts && c.Printed.Mark == money.Number
			}
		}
	}
	return counts
}

func formUnits(in *check.Inspection) {
	wrongUnits(in)
	tooSmall(in)
	if in.Outline == nil {
		in.NotChecked(noOutline)
		return
	}
	if in.Profile.Style.UnitLine == "" {
		in.NotApplicable("此格式的表不写金额单位")
		return
	}
	for i := range in.Tables {
		t := &in.Tables[i]
		if inAnother(in.Subject, t) {
			continue
		}
		at := unitRef(t)
		switch {
		case countsOnly(t):
			in.Pass(1) // 单位：台、辆、套
		case strings.TrimSpace(t.UnitLine.Text) == "":
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("%s没有写金额单位", excerpt(t.Title))})
		case !strings.Contains(t.UnitLine.Text, "元"):
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”不是金额单位", excerpt(t.UnitLine.Text))})
		case unitSaid(t.UnitLine.Text) != t.MoneyUnit: // as the reader found by the amounts
			right := t.MoneyUnit.String()
			in.Fail(check.Fault{
				At: at, Message: fmt.Sprintf("%s的单位写作“%s”，表里的数与别的表按%s写的相同", excerpt(t.Title), unitSaid(t.UnitLine.Text), right), Expected: right,
				Suspects: []diag.Suspect{{Ref: at, Value: t.UnitLine.Text, Suggest: "单位：" + right}},
			})
		default:
			in.Pass(1)
		}
	}
}

// unitRef is the place of the line that gives a table's unit of money; the table's where
// there is none.
func unitRef(t *budget.Table) place.Ref {
	at := t.UnitLine.Ref
	if at.IsZero() {
		at = t.Ref
	}
	at.Table, at.Text = t.ID, t.UnitLine.Text
	return at
}

// wrongUnits tells of tables whose amounts are in another unit than they say.
func wrongUnits(in *check.Inspection) {
	for i := range in.Tables {
		t := &in.Tables[i]
		if in.TableUnit(i) == t.MoneyUnit || inAnother(in.Subject, t) || in.Outline != nil && t.UnitLine.Text == "" {
			continue
		}
		at := unitRef(t)
		unit := in.TableUnit(i).String()
		in.Fail(check.Fault{
			At: at, Expected: strings.Replace(t.UnitLine.Text, t.MoneyUnit.String(), unit, 1),
			Message: fmt.Sprintf("%s的单位写%s，同样的数在别的表里、文字里单位是%s", excerpt(t.Title), t.MoneyUnit, unit),
		})
	}
}

// leastForWages is less than anyone is paid in a year, in fen.
const leastForWages = 2_000_000

// tooSmall tells of a unit of money that makes a year's basic spending, wages in it, less
// than anyone is paid: all tables say 元 for 万元, and none of them speaks against it.
func tooSmall(in *check.Inspection) {
	t := in.Table("T06")
	if t == nil || in.TableUnit(tableIndex(in, t.ID)) != money.Yuan {
		return
	}
	sum := in.Cell("T06", "", "合计", "合计")
	total, paid := worthOf(in.Subject, sum), worthOf(in.Subject, in.Cell("T06", "", "30101", "合计"))
	if paid <= 0 || total <= 0 || total >= leastForWages {
		return
	}
	in.Fail(check.Fault{
		At: unitRef(t), Severity: diag.Warning, Expected: strings.Replace(t.UnitLine.Text, "元", "万元", 1),
		Message: fmt.Sprintf("%s的单位写元，一年的基本支出连工资只有%s元，单位像是万元", excerpt(t.Title), in.Printed(sum).Text),
	})
}

// unitSaid is the unit of money that a line names.
func unitSaid(line string) money.Unit {
	switch {
	case strings.Contains(line, "万元"):
		return money.Wan
	case strings.Contains(line, "亿元"):
		return money.Yi
	}
	return money.Yuan
}

func formNames(in *check.Inspection) {
	switch {
	case in.Outline == nil:
		in.NotChecked(noOutline)
		return
	case in.Profile.Style.TitleLine == "" && !in.Profile.Generic:
		in.NotApplicable("此格式的表不写单位名称")
		return
	case in.Unit.Name == "":
		in.NotChecked("不知道是哪个单位的")
		return
	case in.Profile.Generic:
		tablesOfOthers(in)
		return
	}
	want := budget.Fold(in.Unit.Name)
	for i := range in.Tables {
		t := &in.Tables[i]
		line := budget.Fold(t.NameLine.Text)
		_, name, ok := strings.Cut(line, ":")
		if !ok {
			name = line
		}
		at := t.NameLine.Ref
		if at.IsZero() {
			at = t.Ref
		}
		at.Table, at.Text = t.ID, t.NameLine.Text
		switch {
		case name == want:
			in.Pass(1)
		case name == "":
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("%s没有写单位名称", excerpt(t.Title)), Expected: in.Unit.Name})
		default:
			in.Fail(check.Fault{
				At: at, Message: fmt.Sprintf("表上的单位名称是“%s”，封面是“%s”", excerpt(name), excerpt(in.Unit.Name)), Expected: in.Unit.Name,
				Suspects: []diag.Suspect{{Ref: at, Value: name, Suggest: in.Unit.Name}},
			})
		}
	}
}

// leastNamed is how many tables name the unit at least where one that names another is told,
// in a format that asks for no name.
const leastNamed = 3

// tablesOfOthers tells tables that name another body than the cover and most tables do: a table
// left in from another unit's document.
func tablesOfOthers(in *check.Inspection) {
	want := budget.Fold(in.Unit.Name)
	var other []check.Fault
	named := 0
	for i := range in.Tables {
		t := &in.Tables[i]
		line := budget.Fold(t.NameLine.Text)
		_, name, ok := strings.Cut(line, ":")
		switch {
		case name == "" || !ok:
		case strings.Contains(line, want), strings.Contains(want, name):
			named++
		case allHan(name):
			at := t.NameLine.Ref
			at.Table, at.Text = t.ID, t.NameLine.Text
			other = append(other, check.Fault{
				At: at, Message: fmt.Sprintf("表上的单位名称是“%s”，封面和别的表是“%s”", excerpt(name), excerpt(in.Unit.Name)), Expected: in.Unit.Name,
				Suspects: []diag.Suspect{{Ref: at, Value: name, Suggest: in.Unit.Name}},
			})
		}
	}
	if named < leastNamed || len(other)*2 > named {
		in.NotApplicable("此格式的表不要求写单位名称")
		return
	}
	in.Pass(named)
	for _, f := range other {
		in.Fail(f)
	}
}

// allHan reports whether a text is nothing but Chinese characters, as most names of bodies are.
func allHan(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
}

// formHeadYears tells heads of which the year lacks its 年 where others have it.
func formHeadYears(in *check.Inspection) {
	if in.Outline == nil {
		in.NotChecked(noOutline)
		return
	}
	year := strconv.Itoa(in.Year)
	with := 0
	var bare []check.Fault
	for i := range in.Tables {
		t := &in.Tables[i]
		told := false
		for p := range t.Panels {
			for h := range eachItem(t.Panels[p].Heads) {
				title := budget.Fold(h.Path + "/" + h.Title)
				k := strings.Index(title, year)
				if k < 0 {
					continue
				}
				if strings.HasPrefix(title[k+len(year):], "年") {
					with++
					continue
				}
				if told {
					continue
				}
				told = true
				piece := title[k:]
				if j := strings.IndexByte(piece, '/'); j >= 0 {
					piece = piece[:j]
				}
				at := h.Ref
				if !strings.Contains(budget.Fold(h.Title), piece) {
					at = topOf(t.Panels[p].Heads)
				}
				at.Table, at.Column, at.Text = t.ID, h.Key, piece
				bare = append(bare, check.Fault{
					At: at, Message: fmt.Sprintf("表头写作“%s”，别的表写作“%s年…”", excerpt(piece), year), Expected: year + "年" + piece[len(year):],
				})
			}
		}
	}
	in.Pass(with)
	if with == 0 {
		return
	}
	for _, f := range bare {
		in.Fail(f)
	}
}

// topOf is the place of the highest head of a panel: a title above several
// columns stands on that line.
func topOf(heads []budget.Head) place.Ref {
	top := heads[0].Ref
	for _, h := range heads {
		if h.Ref.Line > 0 && h.Ref.Line < top.Line {
			top = h.Ref
		}
	}
	return top
}
