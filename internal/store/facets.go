package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
)

// facets counts the documents in which a query finds something, whatever page
// is looked at.
func (f finder) facets(ctx context.Context) (Facets, error) {
	w := &where{}
	found := f.inDocuments(w)
	if len(found) == 0 {
		return Facets{}, nil
	}
	w.filter(f.q.Filter)
	w.conditions = append(w.conditions, "("+strings.Join(found, " OR ")+")")
	type count struct {
		year         int
		region, kind string
		n            int
	}
	counts, err := query(ctx, f.s, "SELECT d.year, d.region, d.kind, count(*) FROM document d"+w.String()+" GROUP BY d.year, d.region, d.kind", w.args,
		func(c *count) []any { return []any{&c.year, &c.region, &c.kind, &c.n} })
	if err != nil {
		return Facets{}, err
	}
	names, err := query(ctx, f.s, "SELECT code, name FROM region", nil, func(r *Region) []any { return []any{&r.Code, &r.Name} })
	if err != nil {
		return Facets{}, err
	}
	years, regions, kinds := map[string]int{}, map[string]int{}, map[string]int{}
	for _, c := range counts {
		years[strconv.Itoa(c.year)] += c.n
		regions[c.region] += c.n
		kinds[c.kind] += c.n
	}
	nameOf := func(code string) string {
		if i := slices.IndexFunc(names, func(r Region) bool { return r.Code == code }); i >= 0 {
			return names[i].Name
		}
		return code
	}
	out := Facets{
		Years:   facetsOf(years, func(v string) string { return v + "年" }),
		Regions: facetsOf(regions, nameOf),
		Kinds:   facetsOf(kinds, func(v string) string { return cmp.Or(map[string]string{"budget": "预算", "final": "决算"}[v], v) }),
	}
	slices.Reverse(out.Years)
	return out, nil
}

func facetsOf(counts map[string]int, name func(string) string) []Facet {
	var out []Facet
	for _, v := range sortedKeys(counts) {
		out = append(out, Facet{v, name(v), counts[v]})
	}
	return out
}

// inDocuments are the conditions that a document d has something that is found,
// part by part.
func (f finder) inDocuments(w *where) (found []string) {
	part := func(p Part, from, alias string, asked bool, words func(*where)) {
		if !asked || f.q.Only != "" && f.q.Only != p {
			return
		}
		inner := &where{args: w.args}
		words(inner)
		w.args = inner.args
		found = append(found, "(d.unit_id, d.id) IN (SELECT "+alias+".unit_id, "+alias+".document_id FROM "+from+inner.String()+")")
	}
	bare := f
	bare.q.Filter = Filter{} // is asked of the document once
	words, codes, amounts := len(f.want.words) > 0, len(f.want.codes) > 0, len(f.want.amounts) > 0
	part(InProjects, "project j", "j", !codes, bare.projectWords)
	part(InSentences, "sentence e", "e", words && !codes && !amounts, bare.sentenceWords)
	part(InCells, "cell c", "c", true, bare.cellWords)
	if !amounts && (f.q.Only == "" || f.q.Only == InUnits) {
		inner := &where{args: w.args}
		bare.unitWords(inner)
		w.args = inner.args
		found = append(found, "d.unit_id IN (SELECT u.id FROM unit u"+inner.String()+")")
	}
	return found
}
