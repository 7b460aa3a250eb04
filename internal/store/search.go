package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Query is what to look for.
type Query struct {
	Text   string // words, codes, amounts with comparison: 取暖费 >2万元
	Filter        // narrows it
	Only   Part   // empty: all; needed to go on to the next page
	Page          // of each part
}

// Part is one of the parts of what is found.
type Part string

// The parts.
const (
	InUnits     Part = "units"
	InProjects  Part = "projects"
	InSentences Part = "sentences"
	InCells     Part = "cells"
)

// Hits is what was found, each part by itself. Where the query compares amounts,
// only Cells and Projects are looked through.
type Hits struct {
	Understood string // how the text was read: 取暖费，大于 2 万元
	Nearly     bool   // nothing has the words; units and projects are those that are most alike
	Units      List[Unit]
	Projects   List[Project]
	Sentences  List[Sentence]
	Cells      List[Cell]
	Facets     Facets
}

// Sentence is a paragraph of a document.
type Sentence struct {
	Document ID
	Unit     ID
	UnitName string
	Region   string
	Year     int
	Kind     string
	Section  string // 一 … 十二
	Text     string
	Claims   int // values that it states

	seq int64
}

// Facets count the documents that were found, by what they may be narrowed by.
type Facets struct {
	Years   []Facet // the newest first
	Regions []Facet // by code
	Kinds   []Facet
}

// Facet is one value to narrow by.
type Facet struct {
	Value string
	Name  string // for a person
	Count int
}

// Search finds what a query asks for. Where no unit and no project has its
// words, those are given that differ by a slip of the pen.
func (s *Store) Search(ctx context.Context, q Query) (Hits, error) {
	var hits Hits
	if q.After != "" && q.Only == "" {
		return hits, errors.New("翻页要说明翻哪一部分：单位、项目、句子还是数")
	}
	want, err := understand(q.Text)
	if err != nil {
		return hits, err
	}
	hits.Understood = want.String()
	if want.empty() {
		return hits, nil
	}
	if len(want.years) > 0 {
		q.Years = want.years
	}
	f := finder{s, want, q}
	for part, find := range map[Part]func(context.Context, *Hits) error{
		InUnits: f.units, InProjects: f.projects, InSentences: f.sentences, InCells: f.cells,
	} {
		if q.Only != "" && q.Only != part {
			continue
		}
		if err := find(ctx, &hits); err != nil {
			return hits, fmt.Errorf("查找“%s”：%w", q.Text, err)
		}
	}
	if q.After == "" && len(hits.Units.Items)+len(hits.Projects.Items) == 0 && len(want.words) > 0 {
		if err := f.alike(ctx, &hits); err != nil {
			return hits, fmt.Errorf("查找“%s”：%w", q.Text, err)
		}
	}
	hits.Facets, err = f.facets(ctx)
	return hits, err
}

// finder finds the parts of one query.
type finder struct {
	s    *Store
	want wanted
	q    Query
}

// units are found by name, by pinyin or its initials, and by code.
func (f finder) units(ctx context.Context, hits *Hits) (err error) {
	if len(f.want.amounts) > 0 {
		return nil
	}
	w := &where{}
	f.unitWords(w)
	var region, name string
	switch found, err := f.q.after(&region, &name); {
	case err != nil:
		return err
	case found:
		w.add("(u.region, u.name) > (?, ?)", region, name)
	}
	items, err := query(ctx, f.s, "SELECT "+unitColumns+" FROM unit u"+w.String()+" ORDER BY u.region, u.name LIMIT "+w.arg(f.q.limit()+1), w.args, intoUnit)
	if err != nil {
		return err
	}
	hits.Units, err = cut(f.q.Page, items, func(u Unit) []any { return []any{u.Region, u.Name} })
	return err
}

// unitWords adds that a unit u has the words, and documents that the filter lets
// pass.
func (f finder) unitWords(w *where) {
	for _, word := range f.want.words {
		if r := runs(word); len(r) == 1 && script([]rune(r[0])[0]) == 2 { // letters: pinyin, or as they stand in the name
			like := "%" + escaped(r[0]) + "%"
			w.add(`(u.pinyin LIKE ? ESCAPE '\' OR u.initials LIKE ? ESCAPE '\' OR lower(u.name) LIKE ? ESCAPE '\')`, like, like, like)
			continue
		}
		f.s.found(w, "unit", "u", "name", []string{word})
	}
	for _, code := range f.want.codes {
		w.add(`u.code LIKE ? ESCAPE '\'`, escaped(code)+"%")
	}
	w.regions("u.region", f.q.Regions)
	if f.q.Department != 0 {
		w.add("u.department_id = ?", int64(f.q.Department))
	}
	if len(f.q.Years)+len(f.q.Kinds) > 0 {
		d := &where{args: w.args}
		in(d, "d.year", f.q.Years)
		in(d, "d.kind", f.q.Kinds)
		w.args = d.args
		w.conditions = append(w.conditions, "EXISTS (SELECT 1 FROM document d"+d.String()+" AND d.unit_id = u.id)")
	}
}

// projects are found by name, and by what they cost.
func (f finder) projects(ctx context.Context, hits *Hits) (err error) {
	if len(f.want.codes) > 0 {
		return nil
	}
	w := &where{}
	f.projectWords(w)
	var name string
	var unit, document int64
	switch found, err := f.q.after(&name, &unit, &document); {
	case err != nil:
		return err
	case found:
		w.add("(j.name, j.unit_id, j.document_id) > (?, ?, ?)", name, unit, document)
	}
	items, err := query(ctx, f.s, "SELECT "+projectColumns+projectFrom+w.String()+" ORDER BY j.name, j.unit_id, j.document_id LIMIT "+w.arg(f.q.limit()+1), w.args, intoProject)
	if err != nil {
		return err
	}
	hits.Projects, err = cut(f.q.Page, items, func(j Project) []any { return []any{j.Name, int64(j.Unit), int64(j.Document)} })
	return err
}

func (f finder) projectWords(w *where) {
	f.s.found(w, "project", "j", "name", f.want.words)
	f.amounts(w, "j.amount")
	w.filter(f.q.Filter)
}

func (f finder) amounts(w *where, column string) {
	for _, c := range f.want.amounts {
		w.add(column+" "+c.op+" ?", int64(c.amount))
	}
}

const sentenceFrom = " FROM sentence e JOIN document d ON d.unit_id = e.unit_id AND d.id = e.document_id JOIN unit u ON u.id = e.unit_id"

// sentences are found by their words alone.
func (f finder) sentences(ctx context.Context, hits *Hits) (err error) {
	if len(f.want.words) == 0 || len(f.want.amounts)+len(f.want.codes) > 0 {
		return nil
	}
	w := &where{}
	f.sentenceWords(w)
	var unit, document, seq int64
	switch found, err := f.q.after(&unit, &document, &seq); {
	case err != nil:
		return err
	case found:
		w.add("(e.unit_id, e.document_id, e.seq) > (?, ?, ?)", unit, document, seq)
	}
	items, err := query(ctx, f.s, "SELECT e.document_id, e.unit_id, u.name, d.region, d.year, d.kind, e.section, e.text, e.claims, e.seq"+sentenceFrom+
		w.String()+" ORDER BY e.unit_id, e.document_id, e.seq LIMIT "+w.arg(f.q.limit()+1), w.args, func(e *Sentence) []any {
		return []any{&e.Document, &e.Unit, &e.UnitName, &e.Region, &e.Year, &e.Kind, &e.Section, &e.Text, &e.Claims, &e.seq}
	})
	if err != nil {
		return err
	}
	hits.Sentences, err = cut(f.q.Page, items, func(e Sentence) []any { return []any{int64(e.Unit), int64(e.Document), e.seq} })
	return err
}

func (f finder) sentenceWords(w *where) {
	f.s.found(w, "sentence", "e", "text", f.want.words)
	w.filter(f.q.Filter)
}

// cells are found by the row's name or code, and by amount; the largest first.
func (f finder) cells(ctx context.Context, hits *Hits) (err error) {
	w := &where{}
	f.cellWords(w)
	var amount, unit, document, seq int64
	switch found, err := f.q.after(&amount, &unit, &document, &seq); {
	case err != nil:
		return err
	case found:
		w.add("(c.amount < ? OR c.amount = ? AND (c.unit_id, c.document_id, c.seq) > (?, ?, ?))", amount, amount, unit, document, seq)
	}
	type row struct {
		Cell
		seq int64
	}
	rows, err := query(ctx, f.s, "SELECT "+cellColumns+", c.seq"+cellFrom+w.String()+" ORDER BY c.amount DESC, c.unit_id, c.document_id, c.seq LIMIT "+w.arg(f.q.limit()+1),
		w.args, func(r *row) []any { return append(intoCell(&r.Cell), &r.seq) })
	if err != nil {
		return err
	}
	list, err := cut(f.q.Page, rows, func(r row) []any { return []any{int64(r.Figure.Amount), int64(r.Unit), int64(r.Document), r.seq} })
	hits.Cells.Next = list.Next
	for _, r := range list.Items {
		hits.Cells.Items = append(hits.Cells.Items, r.Cell)
	}
	return err
}

// totalRows are looked at where a query bounds amounts and names no row.
var totalRows = []string{"收入总计", "支出总计"}

// cellWords adds what is asked of a cell c.
func (f finder) cellWords(w *where) {
	t := &where{args: w.args}
	f.s.found(t, "term", "t", "name", f.want.words)
	for _, code := range f.want.codes {
		t.add(`t.code LIKE ? ESCAPE '\'`, escaped(code)+"%")
	}
	if len(f.want.words)+len(f.want.codes) == 0 {
		in(t, "t.key", totalRows)
	}
	w.args = t.args
	w.conditions = append(w.conditions, "c.term_id IN (SELECT t.id FROM term t"+t.String()+")", "c.amount IS NOT NULL")
	f.amounts(w, "c.amount")
	w.filter(f.q.Filter)
}

// leastAlike is how much a name must have in common with the words, in thousandths.
const leastAlike = 450

// alike finds units and projects whose names differ from the words by a slip.
func (f finder) alike(ctx context.Context, hits *Hits) error {
	var sets [][]string
	for _, word := range f.want.words {
		sets = append(sets, nearly(word)...)
	}
	if len(sets) == 0 {
		return nil
	}
	whole := ""
	for _, word := range f.want.words {
		whole += word
	}
	if len(f.want.amounts) == 0 && (f.q.Only == "" || f.q.Only == InUnits) {
		w := &where{}
		w.conditions = append(w.conditions, f.s.having(w, "unit", "u", sets))
		w.regions("u.region", f.q.Regions)
		units, err := query(ctx, f.s, "SELECT "+unitColumns+" FROM unit u"+w.String()+" LIMIT 1000", w.args, intoUnit)
		if err != nil {
			return err
		}
		hits.Units.Items = closest(whole, units, func(u Unit) string { return u.Name }, f.q.limit())
	}
	if f.q.Only == "" || f.q.Only == InProjects {
		w := &where{}
		w.conditions = append(w.conditions, f.s.having(w, "project", "j", sets))
		f.amounts(w, "j.amount")
		w.filter(f.q.Filter)
		projects, err := query(ctx, f.s, "SELECT "+projectColumns+projectFrom+w.String()+" LIMIT 1000", w.args, intoProject)
		if err != nil {
			return err
		}
		hits.Projects.Items = closest(whole, projects, func(p Project) string { return p.Name }, f.q.limit())
	}
	hits.Nearly = len(hits.Units.Items)+len(hits.Projects.Items) > 0
	return nil
}

// closest are the items most like a word, the likest first.
func closest[T any](word string, items []T, name func(T) string, limit int) []T {
	type scored struct {
		item  T
		score int
	}
	var list []scored
	for _, i := range items {
		if n := alike(word, name(i)); n >= leastAlike {
			list = append(list, scored{i, n})
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return b.score - a.score })
	var out []T
	for _, s := range list[:min(limit, len(list))] {
		out = append(out, s.item)
	}
	return out
}
