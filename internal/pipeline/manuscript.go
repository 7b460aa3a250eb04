package pipeline

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/doc"
	"mingbai/internal/ingest"
	"mingbai/internal/manuscript"
	"mingbai/internal/money"
	"mingbai/internal/profile"
	"mingbai/internal/reconstruct"
)

// importManuscript writes the manuscript of a document that was read, and holds what
// it prints to what was published.
func importManuscript(read *reading, o ImportOptions) (*reconstruct.Result, error) {
	if strings.EqualFold(filepath.Ext(o.Out), ".xlsx") {
		return nil, fmt.Errorf("%s 读作模板 %s，反推出来的是底稿，放在文件夹里；-o 写文件夹的名称", o.File, read.profile.ID)
	}
	res := &reconstruct.Result{Manuscript: true}
	res.Findings = reconstruct.Exact(read.disclosure, read.profile)
	m := &manuscript.Manuscript{
		Profile: read.profile.ID, Year: read.disclosure.Year, Unit: read.disclosure.Unit.Name,
		Document: ingest.Arrange(read.document, read.disclosure),
	}
	if err := manuscript.Write(o.Out, m, reconstruct.ManuscriptRemark, o.Overwrite); err != nil {
		return nil, err
	}
	again, err := manuscript.Read(o.Out)
	if err != nil {
		return nil, err
	}
	compareAmounts(res, read.disclosure, ingest.Recognise(again.Document, read.profile).Disclosure)
	return res, nil
}

// compareAmounts counts the amounts of a document that another prints the same, and
// tells of the others.
func compareAmounts(res *reconstruct.Result, d, again *budget.Disclosure) {
	mine := map[string]string{}
	eachAmount(again, func(at string, c *budget.Cell) { mine[at] = c.Printed.Value.String() })
	eachAmount(d, func(at string, c *budget.Cell) {
		res.Cells++
		if mine[at] == c.Printed.Value.String() {
			res.Equal++
			return
		}
		printed := mine[at]
		if printed == "" {
			printed = "空白"
		}
		res.Findings = append(res.Findings, diag.Finding{
			Rule: reconstruct.Rule, Severity: diag.Warning, Title: "公开的数反推不出", Ref: c.Ref,
			Message: fmt.Sprintf("%s 公开的是 %s，底稿印出来是 %s", c.Ref.Address(), c.Printed.Text, printed), Hint: "在底稿的表里改",
		})
	})
}

// eachAmount calls yield for every amount of a disclosure's tables.
func eachAmount(d *budget.Disclosure, yield func(at string, c *budget.Cell)) {
	for i := range d.Tables {
		t := &d.Tables[i]
		for p := range t.Panels {
			for l := range t.Panels[p].Lines {
				line := &t.Panels[p].Lines[l]
				for k := range line.Cells {
					if c := &line.Cells[k]; c.Printed.Mark == money.Number {
						yield(t.ID+" "+t.Panels[p].Key+"["+line.Key+"]."+t.Panels[p].Columns[k], c)
					}
				}
			}
		}
	}
}

// buildManuscript writes a manuscript in every format asked for, and says what the
// rules say of it.
func buildManuscript(ctx context.Context, o Options, formats []Format, say func(string)) (*Result, error) {
	m, err := manuscript.Read(o.Book)
	if err != nil {
		return nil, err
	}
	p, err := manuscriptProfile(m, o)
	if err != nil {
		return nil, err
	}
	say("检查")
	read := ingest.Recognise(m.Document, p)
	d := read.Disclosure
	d.Outline.Pictures = true
	res := &Result{Disclosure: d, Checked: diag.Document{Source: diag.Source{Name: o.Book}}}
	waivers, err := bookWaivers(o.Book)
	if err != nil {
		return nil, err
	}
	report(&res.Checked, &reading{document: m.Document, disclosure: d, profile: p, tables: read.Tables, fit: read.Fit}, check.New(d, p))
	list := []diag.Document{res.Checked}
	waivers.Apply(list, o.Today)
	res.Checked = list[0]
	say("写文件")
	rendered, err := renderAs(ctx, d, m.Document, formats)
	if err != nil {
		return nil, err
	}
	res.Files, err = putInPlace(d, rendered, formats, o.Out)
	return res, err
}

func manuscriptProfile(m *manuscript.Manuscript, o Options) (*profile.Profile, error) {
	set, err := profile.Open(o.ProfileDir)
	if err != nil {
		return nil, err
	}
	if o.Profile != "" {
		return set.Load(o.Profile)
	}
	return set.Load(m.Profile)
}

// plainly sets out data that no profile writes: the tables with the names of their
// columns, and the text.
func plainly(d *budget.Disclosure) *doc.Document {
	out := &doc.Document{Meta: doc.Meta{Title: d.Title, Author: d.Unit.Name, Year: d.Year, Lang: "zh-CN"}}
	for i := range d.Tables {
		t := &d.Tables[i]
		out.Blocks = append(out.Blocks, doc.Heading{Level: 2, Text: t.Title, Table: true})
		for _, p := range t.Panels {
			out.Blocks = append(out.Blocks, plainTable(t, &p))
		}
	}
	for i := range d.Sections {
		out.Blocks = append(out.Blocks, doc.Heading{Level: 2, Text: d.Sections[i].Title})
		for _, p := range d.Sections[i].Paragraphs {
			out.Blocks = append(out.Blocks, doc.Paragraph{Text: p.Text, Place: p.Ref})
		}
	}
	return out
}

func plainTable(t *budget.Table, p *budget.Panel) *doc.Table {
	out := &doc.Table{ID: t.ID, Title: t.Title, MoneyUnit: t.MoneyUnit, Columns: make([]doc.Column, len(p.Columns)+1)}
	head := doc.Row{Cells: []doc.Cell{{Text: "项目"}}}
	for _, c := range p.Columns {
		head.Cells = append(head.Cells, doc.Cell{Text: c})
	}
	out.Head = []doc.Row{head}
	for l := range p.Lines {
		row := doc.Row{Place: p.Lines[l].Ref, Cells: []doc.Cell{{Text: p.Lines[l].Name}}}
		for k := range p.Lines[l].Cells {
			c := &p.Lines[l].Cells[k]
			row.Cells = append(row.Cells, doc.Cell{Text: c.Printed.Text, Place: c.Ref})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
