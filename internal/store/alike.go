package store

import (
	"context"
	"slices"
	"strings"
)

// nearly are sets of grams of which a name has one where it differs from the
// word in a character or in two that are swapped: all but those that the slip
// touches. None for words too short to tell.
func nearly(word string) (sets [][]string) {
	const touched = 3
	all := needed(word, short)
	if len(all) < touched+1 {
		return nil
	}
	for i := -1; i+1 < len(all); i++ {
		rest := slices.Concat(all[:max(i, 0)], all[min(i+touched, len(all)):])
		if len(rest) > 0 {
			sets = append(sets, rest)
		}
	}
	return sets
}

// alike says how much two names have in common, in thousandths: twice the grams
// that both have among all of both.
func alike(a, b string) int {
	x, y := grams(a), grams(b)
	if len(x)+len(y) == 0 {
		return 0
	}
	both := 0
	for _, g := range x {
		if slices.Contains(y, g) {
			both++
		}
	}
	return 2000 * both / (len(x) + len(y))
}

const (
	// leastAlike is how much a name must have in common with the words, in thousandths.
	leastAlike = 450
	// mostCompared is how many names are compared with the words.
	mostCompared = 500
)

// alike finds units and projects whose names differ from the words by a slip.
func (f finder) alike(ctx context.Context, hits *Hits) error {
	var sets [][]string
	for _, word := range f.want.words {
		sets = append(sets, nearly(word)...)
	}
	if len(sets) == 0 {
		return nil
	}
	near := clauses{sets}
	whole := strings.Join(f.want.words, "")
	if len(f.want.amounts) == 0 && f.asks(InUnits) {
		units, err := f.nearUnits(ctx, near)
		if err != nil {
			return err
		}
		hits.Units.Items = closest(whole, units, func(u Unit) string { return u.Name }, f.q.limit())
	}
	if f.asks(InProjects) {
		ids, err := f.s.matched(ctx, "project", near.and(narrowed(f.q.Filter)), 0, false, mostCompared)
		if err != nil {
			return err
		}
		w := &where{}
		f.amounts(w, "j.amount")
		projects, err := f.projectsOf(ctx, ids, w)
		if err != nil {
			return err
		}
		for _, p := range closest(whole, projects, func(p numbered[Project]) string { return p.item.Name }, f.q.limit()) {
			hits.Projects.Items = append(hits.Projects.Items, p.item)
		}
	}
	hits.Nearly = len(hits.Units.Items)+len(hits.Projects.Items) > 0
	return nil
}

// nearUnits are units that meet conditions, as many as are compared.
func (f finder) nearUnits(ctx context.Context, near clauses) ([]Unit, error) {
	narrow := narrowed(Filter{Regions: f.q.Regions, Department: f.q.Department, Unit: f.q.Unit})
	ids, err := f.s.matched(ctx, "unit", near.and(narrow), 0, false, mostCompared)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	w := &where{}
	in(w, "u.id", ids)
	f.published(w)
	return query(ctx, f.s, "SELECT "+unitColumns+" FROM unit u"+w.String()+" ORDER BY u.region, u.name", w.args, intoUnit)
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
