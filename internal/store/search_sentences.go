package store

import (
	"context"
	"slices"
	"strings"
)

// sentences are found by their words alone: in the newest documents first, in each
// in their order.
func (f finder) sentences(ctx context.Context, hits *Hits) (err error) {
	if len(f.want.words) == 0 || len(f.want.amounts)+len(f.want.codes) > 0 {
		return nil
	}
	hits.Sentences, err = gather(f.q.Page, patient{24, 96, 384}, func(below int64, n int) ([]int64, error) {
		return f.entries(ctx, below, n)
	}, func(ids []int64) ([]numbered[Sentence], error) { return f.sentencesOf(ctx, ids) })
	return err
}

// entries are the newest documents below a number, as many as are asked for.
func (f finder) entries(ctx context.Context, below int64, n int) ([]int64, error) {
	ids, err := f.newest()
	if err != nil {
		return nil, err
	}
	all := len(ids) <= fewFound
	if below != 0 {
		ids = slices.DeleteFunc(slices.Clone(ids), func(id int64) bool { return id >= below })
	}
	if all || len(ids) >= n {
		return ids[:min(len(ids), n)], nil
	}
	return f.s.matched(ctx, "entry", f.entryClauses(), below, false, n)
}

// entryClauses are what the index of documents is asked.
func (f finder) entryClauses() clauses {
	return clauses{}.words(f.want.words, long).codes(f.want.codes).and(narrowed(f.q.Filter))
}

// sentencesOf are the sentences of some documents that have all of the words.
func (f finder) sentencesOf(ctx context.Context, ids []int64) ([]numbered[Sentence], error) {
	w := &where{}
	in(w, "n.id", ids)
	for _, word := range f.want.words {
		if plain(word) {
			w.add("e.text LIKE ? ESCAPE '\\'", "%"+escaped(word)+"%")
		}
	}
	found, err := query(ctx, f.s, `SELECT n.id, e.seq, e.document_id, e.unit_id, u.name, d.region, d.year, d.kind, e.section, e.text, e.claims
		FROM entry n JOIN sentence e ON e.unit_id = n.unit_id AND e.document_id = n.document_id
		JOIN document d ON d.unit_id = n.unit_id AND d.id = n.document_id JOIN unit u ON u.id = n.unit_id`+
		w.String()+" ORDER BY n.id DESC, e.seq", w.args, func(r *numbered[Sentence]) []any {
		e := &r.item
		return []any{&r.id, &r.seq, &e.Document, &e.Unit, &e.UnitName, &e.Region, &e.Year, &e.Kind, &e.Section, &e.Text, &e.Claims}
	})
	return slices.DeleteFunc(found, func(r numbered[Sentence]) bool { return !f.said(r.item.Text) }), err
}

// said reports whether a text has all of the words, whatever their width and case.
func (f finder) said(text string) bool {
	text = folded(text)
	for _, word := range f.want.words {
		if !strings.Contains(text, folded(word)) {
			return false
		}
	}
	return true
}

// plain reports whether a word is of Chinese characters alone, which are written in
// one way only.
func plain(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return script(r) != 1 })
}
