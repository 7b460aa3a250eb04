package pipeline

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/check"
	"mingbai/internal/diag"
	"mingbai/internal/ingest"
	"mingbai/internal/manuscript"
	"mingbai/internal/money"
	"mingbai/internal/reconstruct"
)

// importManuscript writes the manuscript of a document that was read, and holds what
// it prints to what was published.
func importManuscript(read *reading, o ImportOptions) (*reconstruct.Result, error) {
	if strings.EqualFold(filepath.Ext(o.Out), ".xlsx") {
		return nil, fmt.Errorf("%s 读作模板 %s，反推出来的是底稿，放在文件夹里；-o 写文件夹的名称", o.File, read.profile.ID)
	}
	res := &reconstruct.Result{}
	res.Findings = reconstruct.Exact(read.disclosure, read.profile)
	m := &manuscript.Manuscript{
		Profile: read.profile.ID, Year: read.disclosure.Year, Unit: read.disclosure.Unit.Name,
		Document: ingest.Arrange(read.document, read.disclosure),
	}
	if err := manuscript.Write(o.Out, m, manuscript.Remark, o.Overwrite); err != nil {
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
					if c := &line.Cells[k]; k < len(t.Panels[p].Columns) && c.Printed.Mark == money.Number {
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
	p, err := openProfile(o, m.Profile)
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
