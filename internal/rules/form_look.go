package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/place"
	"mingbai/internal/profile"
)

// printedWords is a text of the profile as this document would print it; slots
// that it does not know stay empty.
func printedWords(in *check.Inspection, text string) string {
	var b strings.Builder
	for _, n := range in.Profile.Pattern(text) {
		if n.Slot == nil {
			b.WriteString(n.Text)
			continue
		}
		switch n.Slot.Name {
		case "year":
			b.WriteString(strconv.Itoa(in.Year))
		case "prior_year":
			b.WriteString(strconv.Itoa(in.Year - 1))
		case "unit":
			b.WriteString(in.Unit.Name)
		case "level_bodies":
			b.WriteString(in.Profile.LevelBodies)
		}
	}
	return b.String()
}

func formTables(in *check.Inspection) {
	for i := range in.Profile.Tables {
		form := &in.Profile.Tables[i]
		if in.Table(form.ID) != nil {
			in.Pass(1)
			continue
		}
		title := printedWords(in, form.Title)
		f := check.Fault{At: place.Ref{Table: form.ID}, Message: fmt.Sprintf("没有找到“%s”", excerpt(title)), Expected: title}
		if near, at := nearHeading(in, title); near != "" {
			f.Nearest = near
			f.Evidence = []diag.Evidence{{Label: "最接近的标题", Value: near, Ref: at}}
		}
		in.Fail(f)
	}
}

// nearHeading is the unrecognised heading or paragraph that is nearest to a title.
func nearHeading(in *check.Inspection, title string) (string, place.Ref) {
	if in.Outline == nil {
		return "", place.Ref{}
	}
	var names []string
	var refs []place.Ref
	for _, h := range in.Outline.Headings {
		if h.ID == "" {
			names, refs = append(names, h.Text), append(refs, h.Ref)
		}
	}
	for _, s := range in.Outline.Stray {
		names, refs = append(names, s.Text), append(refs, s.Ref)
	}
	if i := budget.NearestOf(title, names); i >= 0 {
		return names[i], refs[i]
	}
	return "", place.Ref{}
}

func formSections(in *check.Inspection) {
	for i := range in.Profile.Sections {
		want := &in.Profile.Sections[i]
		k := slices.IndexFunc(in.Sections, func(s budget.Section) bool { return s.ID == want.ID })
		title := printedWords(in, want.Title)
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
		}
	}
}

func hasText(s *budget.Section) bool {
	return slices.ContainsFunc(s.Paragraphs, func(p budget.Paragraph) bool {
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
	if slices.ContainsFunc(in.Projects, func(p budget.Project) bool { return p.HasForm }) {
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
		k := slices.IndexFunc(want.Columns, func(c profile.Column) bool { return c.Key == h.Key })
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
	for _, c := range want.Columns {
		if slices.ContainsFunc(have.Heads, func(h budget.Head) bool { return h.Key == c.Key }) || c.Kind == "second" && slices.Contains(have.Columns, c.Key) {
			continue
		}
		at := t.Ref
		at.Table, at.Column = t.ID, c.Key
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("表头缺少“%s”栏", c.Key), Expected: strings.Join(headTitles(in, c), "/")})
	}
}

func headTitles(in *check.Inspection, c profile.Column) (out []string) {
	for _, t := range c.Title {
		out = append(out, printedWords(in, t))
	}
	return out
}

func formUnits(in *check.Inspection) {
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
		at := t.UnitLine.Ref
		if at.IsZero() {
			at = t.Ref
		}
		at.Table, at.Text = t.ID, t.UnitLine.Text
		switch {
		case strings.TrimSpace(t.UnitLine.Text) == "":
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("%s没有写金额单位", excerpt(t.Title))})
		case !strings.Contains(t.UnitLine.Text, "元"):
			in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”不是金额单位", excerpt(t.UnitLine.Text))})
		default:
			in.Pass(1)
		}
	}
	otherMagnitude(in)
}

// otherMagnitude compares the two totals of all expenditure: the same digits in
// two units cannot both be right.
func otherMagnitude(in *check.Inspection) {
	a, b := in.At("T01[支出总计].合计"), in.At("T03[合计].合计")
	if a == check.NoVar || b == check.NoVar || in.Zero(a) || in.Zero(b) {
		return
	}
	if in.Printed(a).Value != in.Printed(b).Value || in.UnitName(a) == in.UnitName(b) {
		in.Pass(1)
		return
	}
	t := in.Table("T03")
	at := t.UnitLine.Ref
	at.Table, at.Text = t.ID, t.UnitLine.Text
	in.Fail(check.Fault{
		At: at, Message: fmt.Sprintf("支出总表的单位是%s，收支总表的单位是%s，合计却都是%s", in.UnitName(b), in.UnitName(a), in.Printed(a).Text),
		Evidence: []diag.Evidence{in.Show(a), in.Show(b)},
	})
}

func formNames(in *check.Inspection) {
	switch {
	case in.Outline == nil:
		in.NotChecked(noOutline)
		return
	case in.Profile.Style.TitleLine == "":
		in.NotApplicable("此格式的表不写单位名称")
		return
	case in.Unit.Name == "":
		in.NotChecked("不知道是哪个单位的")
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

func formSigners(in *check.Inspection) {
	labels := [...][2]string{{"lead", "负责人"}, {"handler", "经办人"}, {"phone", "联系电话"}, {"date", "填报日期"}}
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm {
			continue
		}
		var blank []string
		first := ""
		for _, l := range labels {
			if strings.TrimSpace(*p.Text(l[0])) == "" {
				blank = append(blank, l[1])
				if first == "" {
					first = l[0]
				}
			}
		}
		if blank == nil {
			in.Pass(1)
			continue
		}
		at := formRef(in, i, knownField(p, first, "lead", "handler", "phone", "date"), "")
		at.Row = first
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”的%s空着", excerpt(p.Name), strings.Join(blank, "、"))})
	}
}

// knownField is the first of a form's fields whose place is known: a blank one
// may have none.
func knownField(p *budget.Project, keys ...string) string {
	for _, key := range keys {
		if _, ok := p.Refs[key]; ok {
			return key
		}
	}
	return keys[0]
}

func formCharts(in *check.Inspection) {
	points := 0
	for i := range in.Charts {
		c := &in.Charts[i]
		form := in.Profile.Chart(c.ID)
		if form == nil {
			continue
		}
		table, column := form.Table, form.Column
		if l := in.Profile.List(form.List); l != nil {
			table, column = l.Table, l.Column
		}
		t := in.Table(table)
		if t == nil {
			continue
		}
		for _, p := range c.Points {
			points++
			cell := labelled(t, p.Label, column)
			if cell == nil || cell.Printed.Text == p.Text || (cell.Printed.Text == "" && strings.Trim(p.Text, "0.") == "") {
				in.Pass(1)
				continue
			}
			in.Fail(check.Fault{
				At: place.Ref{Table: table, Column: column, Text: c.Caption}, Expected: cell.Printed.Text,
				Message: fmt.Sprintf("“%s”中%s是%s，%s中是%s", excerpt(c.Caption), p.Label, p.Text, excerpt(t.Title), cell.Printed.Text),
			})
		}
	}
	if points == 0 {
		in.NotChecked("图里没有能读出的数")
	}
}

// labelled is the cell of the row that a chart's label names.
func labelled(t *budget.Table, label, column string) *budget.Cell {
	for p := range t.Panels {
		k := slices.Index(t.Panels[p].Columns, column)
		if k < 0 {
			continue
		}
		for l := range t.Panels[p].Lines {
			line := &t.Panels[p].Lines[l]
			if (line.Key == label || line.Name == label || strings.TrimLeft(line.Name, "①②③④") == label) && k < len(line.Cells) {
				return &line.Cells[k]
			}
		}
	}
	return nil
}

func formCaptions(in *check.Inspection) {
	switch {
	case in.Outline == nil:
		in.NotChecked(noOutline)
		return
	case !in.Outline.Pictures:
		in.NotChecked("这种格式里没有图")
		return
	}
	for i := range in.Outline.Headings {
		h := &in.Outline.Headings[i]
		if h.Kind != budget.CaptionHeading {
			continue
		}
		if h.Picture {
			in.Pass(1)
			continue
		}
		at := h.Ref
		at.Text = h.Text
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”下面没有图", excerpt(h.Text))})
	}
}

func formZeros(in *check.Inspection) {
	origins := [...]string{"central", "province", "county", "self", "other"}
	for i := range in.Projects {
		p := &in.Projects[i]
		if !p.HasForm {
			continue
		}
		first, zeros, blanks := "", 0, 0
		for _, period := range [...]string{"term.", "annual."} {
			for _, o := range origins {
				switch m := p.Money(period + o); {
				case !m.Given:
					blanks++
					if first == "" {
						first = period + o
					}
				case m.Amount == 0:
					zeros++
				}
			}
		}
		if zeros == 0 || blanks == 0 {
			in.Pass(1)
			continue
		}
		at := formRef(in, i, knownField(p, first, "annual.other", "term.self", "annual.self", "term.total"), "")
		at.Row = first
		in.Fail(check.Fault{At: at, Message: fmt.Sprintf("“%s”的资金栏，零有%d处印0、%d处空着", excerpt(p.Name), zeros, blanks)})
	}
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
	return slices.ContainsFunc(t.Panels, func(p budget.Panel) bool {
		return slices.ContainsFunc(p.Lines, func(l budget.Line) bool { return l.Total })
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
			total = total || slices.ContainsFunc(p.Rows[i].Lines, func(l profile.Line) bool { return l.Total })
		}
	}
	return total && rows
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
			for _, h := range t.Panels[p].Heads {
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

func formReadable(in *check.Inspection) {
	if in.Outline == nil {
		in.NotChecked(noOutline)
		return
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
