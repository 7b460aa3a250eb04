package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
)

// fewFound is up to how many documents are looked at one by one to be counted; where
// there are more, it is how far those of one value are counted.
const fewFound = 1000

// share counts documents that are alike in all that they may be narrowed by.
type share struct {
	year         int
	region, kind string
	n            int
}

// facets counts the documents in which a query finds something, whatever page is
// looked at.
func (f finder) facets(ctx context.Context) (Facets, error) {
	if len(f.want.amounts) > 0 {
		return f.amountFacets(ctx)
	}
	c, spelled, err := f.documentClauses(ctx)
	if err != nil {
		return Facets{}, err
	}
	if f.s.dialect == postgres { // has all that are found at hand anyway
		shares, err := f.s.sharesOf(ctx, c)
		if err != nil {
			return Facets{}, err
		}
		return f.facetsOf(ctx, shares, false)
	}
	find := f.newest
	if spelled {
		find = func() ([]int64, error) { return f.s.matched(ctx, "entry", c, 0, false, fewFound+1) }
	}
	ids, err := find()
	if err != nil {
		return Facets{}, err
	}
	if len(ids) > fewFound {
		return f.manyFacets(ctx, c, fewFound)
	}
	shares, err := f.s.shares(ctx, "entry", ids, Filter{})
	if err != nil {
		return Facets{}, err
	}
	return f.facetsOf(ctx, shares, false)
}

// documentClauses are what the index of documents is asked: those of entries, or,
// where a word of letters is how units are spelled, theirs too.
func (f finder) documentClauses(ctx context.Context) (c clauses, spelled bool, err error) {
	c = f.entryClauses()
	if len(f.want.words) != 1 || len(f.want.codes) > 0 {
		return c, false, nil
	}
	if _, ok := spellable(f.want.words[0]); !ok {
		return c, false, nil
	}
	units, err := f.unitsOf(ctx, f.unitClauses(), "", mostSpelled)
	if err != nil || len(units) == 0 {
		return c, false, err
	}
	choice := [][]string{needed(f.want.words[0], long)}
	for _, u := range units {
		choice = append(choice, []string{markUnit + u.ID.String()})
	}
	return clauses{choice}.and(narrowed(f.q.Filter)), true, nil
}

// mostSpelled is of how many units that are spelled as asked the documents are counted.
const mostSpelled = 50

// shares counts those of some documents or entries, by their numbers, that a filter lets pass.
func (s *Store) shares(ctx context.Context, table string, ids []int64, narrow Filter) (out []share, err error) {
	for part := range slices.Chunk(ids, 500) {
		w := &where{}
		in(w, "d.id", part)
		w.filter(narrow)
		some, err := query(ctx, s, "SELECT d.year, d.region, d.kind, count(*) FROM "+table+" d"+w.String()+" GROUP BY d.year, d.region, d.kind", w.args, intoShare)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

// sharesOf counts all documents that meet the conditions, on PostgreSQL.
func (s *Store) sharesOf(ctx context.Context, c clauses) ([]share, error) {
	w := &where{}
	c.arrays(w, "grams")
	return queryOn(ctx, s, s.matcher, "SELECT year, region, kind, count(*) FROM entry"+w.String()+" GROUP BY year, region, kind", w.args, intoShare)
}

func intoShare(c *share) []any { return []any{&c.year, &c.region, &c.kind, &c.n} }

// amountFacets counts the documents of the cells and projects within the amounts, as
// far as it looks.
func (f finder) amountFacets(ctx context.Context) (Facets, error) {
	found, more := map[int64]bool{}, false
	add := func(q string, w *where) error {
		f.amounts(w, "c.amount")
		ids, err := query(ctx, f.s, q+w.String()+" LIMIT "+w.arg(mostAmounts), w.args, func(id *int64) []any { return []any{id} })
		for _, id := range ids {
			found[id] = true
		}
		more = more || len(ids) == mostAmounts
		return err
	}
	if f.asks(InCells) {
		terms, err := f.terms()
		if err != nil {
			return Facets{}, err
		}
		for part := range slices.Chunk(terms.list, 500) {
			w := &where{}
			ids := make([]int64, len(part))
			for i, t := range part {
				ids[i] = t.id
			}
			in(w, "c.term_id", ids)
			if err := add("SELECT c.document_id FROM cell c", w); err != nil {
				return Facets{}, err
			}
		}
	}
	if f.asks(InProjects) && len(f.want.codes) == 0 {
		w := &where{}
		f.s.having(w, "project", "c", clauses{}.words(f.want.words, short))
		w.holding("c.name", f.want.words)
		if err := add("SELECT c.document_id FROM project c", w); err != nil {
			return Facets{}, err
		}
	}
	ids := make([]int64, 0, len(found))
	for id := range found {
		ids = append(ids, id)
	}
	shares, err := f.s.shares(ctx, "document", ids, f.q.Filter)
	if err != nil {
		return Facets{}, err
	}
	return f.facetsOf(ctx, shares, more)
}

// mostAmounts is how many cells or projects within the amounts are looked at to
// count their documents.
const mostAmounts = 1000

// manyFacets counts more than most documents value by value, each only so far; what
// all of them have needs no counting.
func (f finder) manyFacets(ctx context.Context, c clauses, most int) (Facets, error) {
	all, err := f.s.holdings(ctx)
	if err != nil {
		return Facets{}, err
	}
	held := slices.DeleteFunc(slices.Clone(all), func(s share) bool { return !f.q.Filter.passes(s) })
	out, err := f.facetsOf(ctx, held, false)
	if err != nil {
		return Facets{}, err
	}
	count := func(list []Facet, mark func(value string) string) ([]Facet, error) {
		if len(list) == 1 {
			list[0].Count, list[0].More = most, true
			return list, nil
		}
		for i := range list {
			n, err := f.s.counted(ctx, "entry", c.allOf(mark(list[i].Value)), most+1)
			if err != nil {
				return nil, err
			}
			list[i].Count, list[i].More = min(n, most), n > most
		}
		return slices.DeleteFunc(list, func(v Facet) bool { return v.Count == 0 }), nil
	}
	if out.Years, err = count(out.Years, func(v string) string { return markYear + v }); err != nil {
		return Facets{}, err
	}
	if out.Regions, err = count(out.Regions, regionMark); err != nil {
		return Facets{}, err
	}
	out.Kinds, err = count(out.Kinds, func(v string) string { return markKind + strings.ToLower(v) })
	return out, err
}

// passes reports whether documents of a share are let pass by years, kinds and regions.
func (f Filter) passes(s share) bool {
	ok := (len(f.Years) == 0 || slices.Contains(f.Years, s.year)) && (len(f.Kinds) == 0 || slices.Contains(f.Kinds, s.kind))
	return ok && (len(f.Regions) == 0 || slices.ContainsFunc(f.Regions, func(code string) bool {
		from, to := under(code)
		return from <= s.region && s.region <= to
	}))
}

// facetsOf adds up what was counted. Regions are provinces, or, where there is but
// one value, what is under it.
func (f finder) facetsOf(ctx context.Context, shares []share, more bool) (Facets, error) {
	names, err := f.s.RegionNames(ctx)
	if err != nil {
		return Facets{}, err
	}
	years, kinds, regions := map[string]int{}, map[string]int{}, map[string]int{}
	for _, s := range shares {
		years[strconv.Itoa(s.year)] += s.n
		kinds[s.kind] += s.n
	}
	for digits := 2; digits <= 6 && len(regions) < 2; digits += 2 {
		clear(regions)
		for _, s := range shares {
			regions[at(s.region, digits)] = 0
		}
	}
	for code := range regions { // 大同市 with its counties, beside which it may stand
		for _, s := range shares {
			if from, to := under(code); from <= s.region && s.region <= to {
				regions[code] += s.n
			}
		}
	}
	out := Facets{
		Years:   facetsOf(years, more, func(v string) string { return v + "年" }),
		Regions: facetsOf(regions, more, func(v string) string { return cmp.Or(names[v], v) }),
		Kinds:   facetsOf(kinds, more, func(v string) string { return cmp.Or(map[string]string{"budget": "预算", "final": "决算"}[v], v) }),
	}
	slices.Reverse(out.Years)
	return out, nil
}

// at is the region that a code is under, by the first of its digits.
func at(code string, digits int) string {
	if len(code) != 6 {
		return code
	}
	return code[:digits] + strings.Repeat("0", 6-digits)
}

func facetsOf(counts map[string]int, more bool, name func(string) string) []Facet {
	var out []Facet
	for _, v := range sortedKeys(counts) {
		out = append(out, Facet{v, name(v), counts[v], more})
	}
	return out
}
