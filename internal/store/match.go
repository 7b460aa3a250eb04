package store

import (
	"slices"
	"strings"
)

// found adds to a query that a row's text has all of some words. alias is what
// the query calls the table, text its column.
func (s *Store) found(w *where, table, alias, text string, words []string) {
	var all []string
	for _, word := range words {
		all = append(all, needed(word)...)
	}
	if len(all) > 0 {
		w.conditions = append(w.conditions, s.having(w, table, alias, [][]string{all}))
	}
	for _, word := range words {
		if certain(word) {
			continue
		}
		w.add("lower("+alias+"."+text+") LIKE ? ESCAPE '\\'", "%"+escaped(strings.ToLower(word))+"%")
	}
}

// certain reports whether a text that has the grams of a word has the word: one
// or two characters, or letters and digits alone.
func certain(word string) bool {
	r := runs(word)
	return len(r) == 1 && (script([]rune(r[0])[0]) == 2 || len([]rune(r[0])) <= 2)
}

func escaped(s string) string { return strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(s) }

// having is the condition that a row has all grams of one of some sets.
func (s *Store) having(w *where, table, alias string, sets [][]string) string {
	var each []string
	if s.dialect == postgres {
		for _, set := range sets {
			each = append(each, alias+".grams @> "+w.arg(set))
		}
		return "(" + strings.Join(each, " OR ") + ")"
	}
	for _, set := range sets {
		each = append(each, `("`+strings.Join(set, `" AND "`)+`")`) // grams hold letters and digits alone
	}
	return alias + ".id IN (SELECT rowid FROM " + table + "_fts WHERE " + table + "_fts MATCH " + w.arg(strings.Join(each, " OR ")) + ")"
}

// nearly are sets of grams of which a name has one where it differs from the
// word in a character or in two that are swapped: all but those that the slip
// touches. None for words too short to tell.
func nearly(word string) (sets [][]string) {
	const touched = 3
	all := needed(word)
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
