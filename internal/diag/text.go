package diag

import (
	"fmt"
	"io"
	"strings"

	"mingbai/internal/width"
)

// TextOptions say how a report is shown to a person.
type TextOptions struct {
	Width   int  // columns; 0: 100
	Colour  bool // ANSI colours
	Notes   bool // notes too
	Verbose bool // the fit of the profile, tables and rules
	English bool // the frame's words; rules speak Chinese
}

// WriteText shows the report, grouped by document, at most Width columns wide.
func (r *Report) WriteText(w io.Writer, o TextOptions) error { return r.write(TextStream(w, o)) }

type printer struct {
	TextOptions
	b strings.Builder
}

func (p *printer) t(zh, en string) string {
	if p.English {
		return en
	}
	return zh
}

func (p *printer) line(s string) {
	p.b.WriteString(strings.TrimRight(s, " "))
	p.b.WriteByte('\n')
}

// wrap writes text at an indent, its first line after lead.
func (p *printer) wrap(indent int, lead, text string) {
	pad := strings.Repeat(" ", indent)
	first := pad + lead
	hang := strings.Repeat(" ", indent+width.Of(lead))
	for i, l := range width.Fold(text, p.Width-len(hang)) {
		if i == 0 {
			p.line(first + l)
		} else {
			p.line(hang + l)
		}
	}
}

func (p *printer) paint(code, s string) string {
	if !p.Colour {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

var colours = map[Severity]string{Error: "31;1", Warning: "33", Note: "2"}

func (p *printer) severity(s Severity) string {
	word := s.Chinese()
	if p.English {
		word = s.String()
	}
	return p.paint(colours[s], word)
}

func (p *printer) document(d *Document) {
	p.line(p.paint("1", d.Source.Name))
	if d.Err != nil {
		p.wrap(2, p.paint(colours[Error], d.Err.word(p))+"  ", d.Err.Message)
		return
	}
	p.wrap(2, "", d.summary(p))
	if p.Verbose {
		p.verbose(d)
	}
	counts := map[Severity]int{}
	waived := 0
	for i := range d.Findings {
		f := &d.Findings[i]
		if f.Waived != nil {
			waived++
		} else {
			counts[f.Severity]++
		}
		if f.Severity != Note {
			p.finding(d, f)
		}
	}
	if p.Notes {
		p.notes(d)
	}
	if d.Score != nil {
		p.score(d.Score)
	}
	if d.Reading != nil {
		p.reading(d.Reading)
	}
	p.line("")
	p.wrap(2, "", p.tally(counts, waived))
}

// word says what did not happen.
func (e *ReadError) word(p *printer) string {
	if e.Code == "wrong_prior" {
		return p.t("没有检查", "not checked")
	}
	return p.t("读不了", "cannot read")
}

func (d *Document) summary(p *printer) string {
	read, all := 0, 0
	for _, t := range d.Tables {
		if len(t.IDs) > 0 {
			all++
			if t.Status != Missing {
				read++
			}
		}
	}
	o := d.Outcomes()
	what := strings.TrimSpace(d.Unit)
	if d.Year != 0 {
		what += fmt.Sprintf(" %d", d.Year)
	}
	return fmt.Sprintf(p.t("%s · %s · 表 %d/%d · 规则：成立 %d，不成立 %d，不适用 %d，未查 %d",
		"%s · %s · tables %d/%d · rules: passed %d, failed %d, not applicable %d, not checked %d"),
		what, d.Profile, read, all, o["passed"], o["failed"], o["not_applicable"], o["not_checked"])
}

func (p *printer) verbose(d *Document) {
	p.wrap(2, "", fmt.Sprintf(p.t("模板 %s，吻合 %d%%", "profile %s, fit %d%%"), d.Profile, d.Fit))
	for _, t := range d.Tables {
		p.wrap(4, "", fmt.Sprintf("%-4s %s · %s · %s", strings.Join(t.IDs, "+"), t.Status, t.Title, fmt.Sprintf(p.t("%d 行 %d 个数", "%d rows %d amounts"), t.Rows, t.Amounts)))
	}
	for _, r := range d.Rules {
		if r.Outcome == "not_checked" {
			p.wrap(4, "", fmt.Sprintf(p.t("未查 %s：%s", "not checked %s: %s"), r.Rule, r.Reason))
		}
	}
	for _, s := range d.Unclaimed {
		p.wrap(4, "", p.t("没有认出：", "not recognised: ")+s)
	}
}

func (p *printer) finding(d *Document, f *Finding) {
	p.line("")
	lead := p.severity(f.Severity) + " " + f.Rule + " "
	p.wrap(2, lead, f.Title+"  "+p.paint("2", d.where(f, p)))
	if len(f.Row) > 0 {
		p.row(f.Row)
	}
	p.wrap(4, "", f.Message)
	for _, x := range []struct{ name, text string }{
		{p.t("应为", "expected"), f.Expected},
		{p.t("是否为", "did you mean"), f.Nearest},
		{p.t("依据", "basis"), f.Basis},
		{p.t("办法", "fix"), f.Hint},
		{p.t("同时不符", "also broken"), strings.Join(f.Also, " ")},
	} {
		if x.text != "" {
			p.wrap(4, p.paint("2", x.name)+"  ", x.text)
		}
	}
	if w := f.Waived; w != nil {
		until := ""
		if w.Until != "" {
			until = p.t("，到 ", ", until ") + w.Until
		}
		p.wrap(4, p.paint("32", p.t("已放行", "waived"))+"  ", w.Reason+"（"+w.By+until+"）")
	}
}

// where is the place in the document and in the file.
func (d *Document) where(f *Finding, p *printer) string {
	var parts []string
	for _, part := range []string{f.Place(), d.stands(f.Ref), f.spot(p)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// spot is the place in the file, where the place in the document is another.
func (f *Finding) spot(p *printer) string {
	r, own := f.Ref, f.Place() == f.Ref.Source()
	switch {
	case r.Sheet != "" && r.Cell != "" && !own:
		return r.Sheet + "!" + r.Cell
	case r.Line != 0 && !own:
		return fmt.Sprintf(p.t("第 %d 行", "line %d"), r.Line)
	case r.Page != 0:
		return fmt.Sprintf(p.t("第 %d 页", "page %d"), r.Page)
	case r.Para != 0:
		return fmt.Sprintf(p.t("第 %d 段", "paragraph %d"), r.Para)
	}
	return ""
}

// row shows a row of a table with the suspect in brackets.
func (p *printer) row(cells []Shown) {
	var parts []string
	for _, c := range cells {
		text := c.Text
		if strings.TrimSpace(text) == "" {
			text = "·"
		}
		if c.Mark {
			text = p.paint(colours[Error], "【"+text+"】")
		}
		parts = append(parts, text)
	}
	p.wrap(4, "", strings.Join(parts, "  "))
}

// notes shows the notes, grouped by rule, so that many of style drown nothing.
func (p *printer) notes(d *Document) {
	var order []string
	byRule := map[string][]*Finding{}
	for i := range d.Findings {
		f := &d.Findings[i]
		if f.Severity != Note {
			continue
		}
		if byRule[f.Rule] == nil {
			order = append(order, f.Rule)
		}
		byRule[f.Rule] = append(byRule[f.Rule], f)
	}
	for _, rule := range order {
		group := byRule[rule]
		p.line("")
		p.wrap(2, p.severity(Note)+" "+rule+" ", fmt.Sprintf(p.t("%s（%d 处）", "%s (%d)"), group[0].Title, len(group)))
		for _, f := range group {
			p.wrap(4, "", d.where(f, p)+"  "+f.Message)
		}
	}
}

func (p *printer) score(s *Score) {
	p.line("")
	p.wrap(2, "", fmt.Sprintf(p.t("公开程度 %d 分（满分 %d）", "openness %d of %d"), s.Got, s.Of))
	for _, x := range s.Points {
		p.wrap(4, fmt.Sprintf("%3d/%-3d ", x.Got, x.Of), x.Group+" · "+x.Name+"："+x.Reason)
		if x.Raise != "" {
			p.wrap(12, p.t("怎样提高  ", "to raise it  "), x.Raise)
		}
	}
}

// reading shows every table as it was read, a row a line.
func (p *printer) reading(r *Reading) {
	for _, t := range r.Tables {
		p.line("")
		id := strings.Join(t.IDs, "+")
		if id == "" {
			id = p.t("未认出", "not recognised")
		}
		p.wrap(2, "", p.paint("1", id)+"  "+t.Title)
		table := p.certain(t)
		for _, row := range t.Rows {
			var cells []string
			for _, c := range row.Cells {
				cells = append(cells, strings.ReplaceAll(c.Text, "\n", " "))
			}
			at := ""
			if row.Line > 0 {
				at = fmt.Sprintf("%4d ", row.Line)
			} else if row.Page > 0 {
				at = fmt.Sprintf(p.t("第%d页 ", "p%d "), row.Page)
			}
			p.wrap(4, p.paint("2", at), strings.Join(cells, " │ "))
			p.doubts(row, table)
		}
	}
}

// certain tells how certain the reading of a whole table is: as its surest cell.
func (p *printer) certain(t ReadTable) int {
	best, why := 0, ""
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			if c.Confidence > best && strings.TrimSpace(c.Text) != "" {
				best, why = c.Confidence, c.Why
			}
		}
	}
	if best > 0 && best < 100 {
		p.wrap(4, p.paint("33", fmt.Sprintf("%d%% ", best)), why)
	}
	return best
}

// doubts lists the cells of a row that are read with less certainty than the
// table, and why.
func (p *printer) doubts(row ReadRow, table int) {
	for _, c := range row.Cells {
		if c.Confidence < table && strings.TrimSpace(c.Text) != "" {
			p.wrap(9, p.paint("33", fmt.Sprintf("%d%% ", c.Confidence)), fmt.Sprintf(p.t("“%s” %s", "%q %s"), c.Text, c.Why))
		}
	}
}

func (p *printer) tally(counts map[Severity]int, waived int) string {
	s := fmt.Sprintf(p.t("错误 %d，警告 %d，提示 %d", "errors %d, warnings %d, notes %d"), counts[Error], counts[Warning], counts[Note])
	if waived > 0 {
		s += fmt.Sprintf(p.t("，已放行 %d", ", waived %d"), waived)
	}
	if !p.Notes && counts[Note] > 0 {
		s += p.t("（加 --notes 列出提示）", " (--notes lists the notes)")
	}
	return s
}

func (p *printer) total(t *Tally) {
	p.line("")
	p.line(fmt.Sprintf(p.t("共 %d 份，读不了 %d 份，错误 %d，警告 %d，提示 %d", "%d documents, %d unreadable, errors %d, warnings %d, notes %d"),
		t.Documents, t.Unread, t.Findings[Error], t.Findings[Warning], t.Findings[Note]))
}
