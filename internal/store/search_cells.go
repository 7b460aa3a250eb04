package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
)

// cells are found by the row's name or code, and by amount; the largest first.
func (f finder) cells(ctx context.Context, hits *Hits) error {
	at := foundCell{amount: 0}
	going, err := f.q.after(&at.amount, &at.unit, &at.document, &at.seq)
	if err != nil {
		return err
	}
	page := f.q.Page
	page.Limit = max(page.Limit, f.q.Numbers)
	look := cellLook{f, &at, page.limit() + 1}
	if !going {
		look.after = nil
	}
	rows, err := look.find(ctx, hits)
	if err != nil {
		return err
	}
	list, err := cut(page, rows, func(r foundCell) []any { return []any{r.amount, r.unit, r.document, r.seq} })
	hits.Cells.Next = list.Next
	for _, r := range list.Items {
		hits.Cells.Items = append(hits.Cells.Items, r.Cell)
	}
	return err
}

// foundCell is a cell with its place in the order of what is found: by amount, unit,
// document, place in it, all falling, as an index has them.
type foundCell struct {
	Cell
	amount, unit, document, seq int64
}

func (c *foundCell) compare(d foundCell) int {
	return cmp.Or(cmp.Compare(d.amount, c.amount), cmp.Compare(d.unit, c.unit), cmp.Compare(d.document, c.document), cmp.Compare(d.seq, c.seq))
}

const foundOrder = " c.amount DESC, c.unit_id DESC, c.document_id DESC, c.seq DESC"

// cellLook looks for a page of cells.
type cellLook struct {
	finder
	after *foundCell // nil: from the largest
	limit int
}

// fewDocuments is up to how many documents their cells are looked through; where
// there are more, the rows' terms lead to the cells.
const fewDocuments = 40

func (l cellLook) find(ctx context.Context, hits *Hits) ([]foundCell, error) {
	if len(l.entryClauses()) > 0 {
		ids, err := l.newest()
		if err != nil || len(ids) == 0 {
			return nil, err
		}
		if len(ids) <= fewDocuments {
			return l.inEntries(ctx, ids)
		}
	}
	terms, err := l.terms()
	if err != nil {
		return nil, err
	}
	hits.FewNames = terms.more
	return l.byTerms(ctx, terms.list)
}

// inEntries looks through the cells of some documents.
func (l cellLook) inEntries(ctx context.Context, ids []int64) ([]foundCell, error) {
	w := &where{}
	in(w, "n.id", ids)
	for _, word := range l.want.words {
		w.add("lower(t.name) LIKE ? ESCAPE '\\'", "%"+escaped(folded(word))+"%")
	}
	for _, code := range l.want.codes {
		w.add(`t.code LIKE ? ESCAPE '\'`, escaped(code)+"%")
	}
	if len(l.want.words)+len(l.want.codes) == 0 {
		in(w, "t.key", totalRows)
	}
	return l.read(ctx, l.s.reader, " JOIN term t ON t.id = c.term_id JOIN entry n ON n.unit_id = c.unit_id AND n.document_id = c.document_id", w)
}

// byTerms takes the cells of some terms, in the order of the largest that each can
// have, until no further one can have a larger than what was found.
func (l cellLook) byTerms(ctx context.Context, terms []topTerm) ([]foundCell, error) {
	var best []foundCell
	for _, t := range terms {
		if len(best) == l.limit && best[l.limit-1].amount > l.most(t) {
			break
		}
		w := &where{}
		w.add("c.term_id = ?", t.id)
		if len(best) == l.limit { // less is not wanted any more
			w.add("c.amount >= ?", best[l.limit-1].amount)
		}
		w.filter(l.q.Filter)
		w.unitsUnder(l.q.Regions)
		rows, err := l.read(ctx, l.s.walker, "", w)
		if err != nil {
			return nil, err
		}
		best = append(best, rows...)
		slices.SortFunc(best, func(a, b foundCell) int { return a.compare(b) })
		best = best[:min(len(best), l.limit)]
	}
	return best, nil
}

// unitsUnder adds the units of counties, which are few: most of a term's cells are
// passed over by their unit alone, without a look at their document.
func (w *where) unitsUnder(regions []string) {
	if len(regions) == 0 || slices.ContainsFunc(regions, func(code string) bool { return strings.HasSuffix(code, "00") }) {
		return
	}
	units := &where{args: w.args}
	units.regions("region", regions)
	w.args = units.args
	w.conditions = append(w.conditions, "c.unit_id IN (SELECT id FROM unit"+units.String()+")")
}

// read reads the first cells of which more holds, of cells c and documents d and what
// is joined to them. Which they are is told from the index alone; only then is read
// what they say.
func (l cellLook) read(ctx context.Context, db *sql.DB, join string, w *where) ([]foundCell, error) {
	w.conditions = append(w.conditions, "c.amount IS NOT NULL")
	l.amounts(w, "c.amount")
	if a := l.after; a != nil {
		w.add("(c.amount, c.unit_id, c.document_id, c.seq) < (?, ?, ?, ?)", a.amount, a.unit, a.document, a.seq)
	}
	keys := "SELECT c.unit_id, c.document_id, c.seq FROM cell c JOIN document d ON d.unit_id = c.unit_id AND d.id = c.document_id" + join + w.String() + " ORDER BY" + foundOrder + " LIMIT " + w.arg(l.limit)
	q := "SELECT " + cellColumns + ", c.amount, c.unit_id, c.document_id, c.seq FROM (" + keys + `) AS k
		JOIN cell c ON c.unit_id = k.unit_id AND c.document_id = k.document_id AND c.seq = k.seq
		JOIN document d ON d.unit_id = k.unit_id AND d.id = k.document_id JOIN unit u ON u.id = k.unit_id JOIN term t ON t.id = c.term_id ORDER BY` + foundOrder
	return queryOn(ctx, l.s, db, q, w.args,
		func(r *foundCell) []any { return append(intoCell(&r.Cell), &r.amount, &r.unit, &r.document, &r.seq) })
}

// topTerm is a term with the largest amount of any of its cells.
type topTerm struct{ id, top int64 }

// most is the largest amount that a cell of a term can have, as far as the query
// lets it.
func (l cellLook) most(t topTerm) int64 {
	most := t.top
	if l.after != nil {
		most = min(most, l.after.amount)
	}
	for _, c := range l.want.amounts {
		if c.op != ">" && c.op != ">=" {
			most = min(most, int64(c.amount))
		}
	}
	return most
}

// totalRows are looked at where a query bounds amounts and names no row.
var totalRows = []string{"收入总计", "支出总计"}

// namedTerms are the terms that a query names, the largest amount first.
type namedTerms struct {
	list []topTerm
	more bool // there are more than were looked at
}

// MostNames is how many names of rows a query looks at: those with a code first.
const MostNames = 2000

// lookTerms looks up the terms that the query names, without those that have no cell
// within the amounts.
func (f finder) lookTerms(ctx context.Context) (out namedTerms, err error) {
	c := clauses{}.words(f.want.words, short).codes(f.want.codes)
	parts := [][]int64{nil}
	if len(c) > 0 {
		ids, err := f.s.matched(ctx, "term", c, 0, true, MostNames+1)
		if err != nil {
			return out, err
		}
		out.more = len(ids) > MostNames
		ids = ids[:min(len(ids), MostNames)]
		parts = slices.Collect(slices.Chunk(ids, 500))
	}
	for _, part := range parts {
		w := &where{}
		w.holding("t.name", f.want.words)
		if in(w, "t.id", part); len(part) == 0 {
			in(w, "t.key", totalRows)
		}
		for _, c := range f.want.amounts {
			if c.op != "<" && c.op != "<=" {
				w.add("t.top >= ?", int64(c.amount))
			}
		}
		some, err := query(ctx, f.s, "SELECT t.id, t.top FROM term t"+w.String(), w.args, func(t *topTerm) []any { return []any{&t.id, &t.top} })
		if err != nil {
			return out, err
		}
		out.list = append(out.list, some...)
	}
	slices.SortFunc(out.list, func(a, b topTerm) int { return cmp.Or(cmp.Compare(b.top, a.top), cmp.Compare(a.id, b.id)) })
	return out, nil
}
