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

// alike finds units and projects whose names differ from the words by a slip; units
// also whose names sound the same, or are longer with the same characters in order.
func (f finder) alike(ctx context.Context, hits *Hits) error {
	var sets [][]string
	for _, word := range f.want.words {
		sets = append(sets, nearly(word)...)
	}
	near := clauses{sets}
	whole := strings.Join(f.want.words, "")
	if len(f.want.amounts) == 0 && f.asks(InUnits) {
		units, err := f.alikeUnits(ctx, whole, near)
		if err != nil {
			return err
		}
		hits.Units.Items = units[:min(len(units), f.q.limit())]
	}
	if len(sets) > 0 && f.asks(InProjects) {
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
		likest := closest(whole, projects, leastAlike, func(p numbered[Project]) string { return p.item.Name })
		for _, p := range likest[:min(len(likest), f.q.limit())] {
			hits.Projects.Items = append(hits.Projects.Items, p.item)
		}
	}
	hits.Nearly = len(hits.Units.Items)+len(hits.Projects.Items) > 0
	return nil
}

// alikeUnits are the units whose names are most like the words: that sound the same or
// have them shortened, then those that differ by a slip.
func (f finder) alikeUnits(ctx context.Context, whole string, near clauses) (out []Unit, err error) {
	name := func(u Unit) string { return u.Name }
	readings := readingsOf(f.want.words)
	for _, way := range []struct {
		c     clauses
		least int
		is    func(u Unit) bool
	}{
		{sounding(readings), 0, func(u Unit) bool { return sounds(u.Name, readings) }},
		{shortened(whole), 0, func(u Unit) bool { return inOrder(whole, u.Name) }},
		{near, leastAlike, func(Unit) bool { return true }},
	} {
		if len(way.c) == 0 || len(way.c[0]) == 0 {
			continue
		}
		units, err := f.nearUnits(ctx, way.c)
		if err != nil {
			return nil, err
		}
		units = slices.DeleteFunc(units, func(u Unit) bool { return !way.is(u) || slices.Contains(out, u) })
		out = append(out, closest(whole, units, way.least, name)...)
	}
	return out, nil
}

// readingsOf is how each word of Chinese characters may be read; nil where there is
// another, or one too short to tell by its sound.
func readingsOf(words []string) (out [][]string) {
	for _, word := range words {
		r := []rune(word)
		if len(r) < 2 || slices.ContainsFunc(r, func(r rune) bool { return script(r) != 1 }) {
			return nil
		}
		full, _ := spelled(word)
		out = append(out, strings.Fields(full))
	}
	return out
}

// sounding asks for names in which each word may be read so.
func sounding(readings [][]string) (c clauses) {
	for _, ways := range readings {
		choice := make([][]string, len(ways))
		for i, way := range ways {
			choice[i] = spelledPieces(way)
		}
		c = append(c, choice)
	}
	return c
}

// sounds reports whether a name has each word by its sound.
func sounds(name string, readings [][]string) bool {
	full, _ := spelled(name)
	for _, ways := range readings {
		if !slices.ContainsFunc(ways, func(way string) bool { return strings.Contains(full, way) }) {
			return false
		}
	}
	return true
}

// leastShortened is how many characters a shortened name has at least.
const leastShortened = 3

// shortened asks for names that have all characters of a shortened one.
func shortened(word string) clauses {
	var g gramSet
	for _, r := range word {
		if script(r) != 1 {
			return nil
		}
		g.add(string(r))
	}
	if len([]rune(word)) < leastShortened {
		return nil
	}
	return clauses{}.allOf(g.list...)
}

// inOrder reports whether a name has all characters of a word, in their order.
func inOrder(word, name string) bool {
	rest := []rune(word)
	for _, r := range name {
		if len(rest) > 0 && rest[0] == r {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
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

// closest are the items at least so much like a word, the likest first.
func closest[T any](word string, items []T, least int, name func(T) string) []T {
	type scored struct {
		item  T
		score int
	}
	var list []scored
	for _, i := range items {
		if n := alike(word, name(i)); n >= least {
			list = append(list, scored{i, n})
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return b.score - a.score })
	var out []T
	for _, s := range list {
		out = append(out, s.item)
	}
	return out
}
