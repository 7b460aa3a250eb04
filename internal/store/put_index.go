package store

import (
	"maps"
	"slices"
	"strings"

	"mingbai/internal/budget"
	"mingbai/internal/money"
)

// index writes what the version that counts is found by, in place of what stood
// before.
func (p *putting) index() error {
	if err := p.unindex(); err != nil {
		return err
	}
	for _, put := range []func() error{p.putCells, p.putFindings, p.putProjects, p.putSentences, p.putEntry} {
		if err := put(); err != nil {
			return err
		}
	}
	return nil
}

func (p *putting) unindex() error {
	for _, table := range []string{"project", "entry"} {
		if p.dialect == sqlite {
			if _, err := p.exec("DELETE FROM "+table+"_fts WHERE rowid IN (SELECT id FROM "+table+" WHERE unit_id = $1 AND document_id = $2)", p.key...); err != nil {
				return err
			}
		}
	}
	for _, table := range []string{"cell", "finding", "project", "sentence", "entry"} {
		if _, err := p.exec("DELETE FROM "+table+" WHERE unit_id = $1 AND document_id = $2", p.key...); err != nil {
			return err
		}
	}
	return nil
}

// eachCell goes through the cells that print something: numbers, and words where
// a number should be.
func eachCell(d *budget.Disclosure, do func(t *budget.Table, p *budget.Panel, l *budget.Line, column int)) {
	for i := range d.Tables {
		t := &d.Tables[i]
		for k := range t.Panels {
			p := &t.Panels[k]
			for n := range p.Lines {
				for c := range p.Lines[n].Cells {
					mark := p.Lines[n].Cells[c].Printed.Mark
					if c < len(p.Columns) && (mark == money.Number || mark == money.Words) {
						do(t, p, &p.Lines[n], c)
					}
				}
			}
		}
	}
}

func (p *putting) putCells() error {
	var rows [][]any
	eachCell(p.r.Disclosure, func(t *budget.Table, panel *budget.Panel, l *budget.Line, c int) {
		rows = append(rows, []any{
			p.key[0], p.key[1], len(rows), t.ID, panel.Key, termOf(l).id, clean(panel.Columns[c]),
			figure(t, &l.Cells[c]), clean(l.Cells[c].Printed.Text),
		})
	})
	return p.insert("cell (unit_id, document_id, seq, table_id, panel, term_id, col, amount, printed)", "", rows)
}

// figure is what a cell prints as an amount.
func figure(t *budget.Table, c *budget.Cell) Figure {
	if c.Printed.Mark != money.Number || c.Counts {
		return Figure{}
	}
	a, ok := AmountOf(c.Printed.Value, t.MoneyUnit)
	return Figure{a, ok}
}

func (p *putting) putFindings() error {
	var rows [][]any
	for i := range p.r.Report.Findings {
		f := &p.r.Report.Findings[i]
		if f.Waived != nil {
			continue
		}
		suggestion := f.Hint
		if len(f.Suspects) > 0 && f.Suspects[0].Suggest != "" {
			suggestion = f.Suspects[0].Suggest
		}
		rows = append(rows, []any{
			p.key[0], p.key[1], i, f.Rule, int(f.Severity), clean(f.Place()), clean(f.Title), clean(f.Message), clean(suggestion),
		})
	}
	return p.insert("finding (unit_id, document_id, seq, rule, severity, place, title, message, suggestion)", "", rows)
}

func (p *putting) putProjects() error {
	var rows [][]any
	var found [][]string
	for i, j := range p.r.Disclosure.Projects {
		form := 0
		if j.HasForm {
			form = 1
		}
		rows = append(rows, []any{
			p.key[0], p.key[1], i, clean(j.Name), clean(j.Attribute), clean(j.Period), form,
			p.projectAmount(&j), given(j.Term.Total), clean(j.YearGoal),
		})
		var g gramSet
		g.text(clean(j.Name), short)
		g.about(p.b.unit, p.r.Disclosure.Year, p.r.Disclosure.Kind)
		found = append(found, g.list)
	}
	return p.insertNumbered("project", "unit_id, document_id, seq, name, attribute, period, has_form, amount, term_amount, goal", rows, found)
}

// projectAmount is what a project costs this year: by its form, else by its row
// in the table of projects.
func (p *putting) projectAmount(j *budget.Project) Figure {
	if f := given(j.Annual.Total); f.Known {
		return f
	}
	return cellFigure(p.r.Disclosure, "T12", "", []string{j.Name}, []string{"合计", "项目支出", "金额"})
}

func given(m budget.Money) Figure {
	if !m.Given {
		return Figure{}
	}
	a, ok := AmountOfFen(m.Amount)
	return Figure{a, ok}
}

func (p *putting) putSentences() error {
	var rows [][]any
	eachSentence(p.r.Disclosure, func(section string, g *budget.Paragraph) {
		rows = append(rows, []any{p.key[0], p.key[1], len(rows), clean(section), g.Pattern, len(g.Claims), clean(g.Text)})
	})
	return p.insert("sentence (unit_id, document_id, seq, section, pattern, claims, text)", "", rows)
}

// eachSentence goes through the paragraphs that say something.
func eachSentence(d *budget.Disclosure, do func(section string, g *budget.Paragraph)) {
	for i := range d.Sections {
		s := &d.Sections[i]
		for k := range s.Paragraphs {
			if g := &s.Paragraphs[k]; strings.TrimSpace(g.Text) != "" && !g.Heading && !g.TOC {
				do(s.ID, g)
			}
		}
	}
}

// putEntry writes what the whole document is found by.
func (p *putting) putEntry() error {
	d := p.r.Disclosure
	g := gramSet{seen: maps.Clone(p.r.grams.seen), list: slices.Clone(p.r.grams.list)}
	g.about(p.b.unit, d.Year, d.Kind)
	row := append(slices.Clone(p.key), d.Year, p.b.unit.Region, d.Kind)
	return p.insertNumbered("entry", "unit_id, document_id, year, region, kind", [][]any{row}, [][]string{g.list})
}

// gramsOf are what a document is found by, but for whose and of when it is.
func gramsOf(d *budget.Disclosure) gramSet {
	var g gramSet
	g.text(clean(d.Unit.Name), long)
	terms := map[int64]bool{}
	eachCell(d, func(_ *budget.Table, _ *budget.Panel, l *budget.Line, _ int) {
		if one := termOf(l); !terms[one.id] {
			terms[one.id] = true
			g.text(one.name, long)
			g.code(one.code)
		}
	})
	for i := range d.Projects {
		g.text(clean(d.Projects[i].Name), long)
	}
	eachSentence(d, func(_ string, p *budget.Paragraph) { g.text(clean(p.Text), long) })
	return g
}

// insertNumbered adds rows with what each is found by. On SQLite they get a
// number, by which the index knows them; on PostgreSQL the index is a column.
func (t *tx) insertNumbered(table, columns string, rows [][]any, found [][]string) error {
	if len(rows) == 0 {
		return nil
	}
	if t.dialect == sqlite {
		var next int64
		if _, err := t.get("SELECT coalesce(max(id), 0) + 1 FROM "+table, nil, &next); err != nil {
			return err
		}
		for i := range rows {
			rows[i] = slices.Insert(rows[i], 0, any(next+int64(i)))
		}
		columns = "id, " + columns
	}
	return t.insertSearchable(table, columns, "", rows, found)
}

// insertSearchable adds rows with the grams that each is found by; on SQLite the
// first column is the row's number.
func (t *tx) insertSearchable(table, columns, after string, rows [][]any, found [][]string) error {
	if t.dialect == postgres {
		for i := range rows {
			rows[i] = append(rows[i], found[i])
		}
		return t.insert(table+" ("+columns+", grams)", after, rows)
	}
	texts := make([][]any, len(rows))
	for i := range rows {
		texts[i] = []any{rows[i][0], strings.Join(found[i], " ")}
	}
	if err := t.insert(table+" ("+columns+")", after, rows); err != nil {
		return err
	}
	return t.insert(table+"_fts (rowid, grams)", "", texts)
}
