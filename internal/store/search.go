package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Query is what to look for.
type Query struct {
	Text    string // words, codes, amounts with comparison: 取暖费 >2万元
	Filter         // narrows it
	Only    Part   // empty: all; needed to go on to the next page
	Page           // of each part
	Numbers int    // how many numbers, where more are asked for than of the other parts
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
	Understood [2]string // how the text was read, in Chinese and English: 取暖费，大于 2 万元
	Nearly     bool      // nothing has the words; units and projects are those that are most alike
	Units      List[Unit]
	Projects   List[Project]
	Sentences  List[Sentence]
	Cells      List[Cell]
	FewNames   bool // more names of rows than MostNames are as asked for: Cells are of that many, those with a code first
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
}

// Facets count the documents that were found, by what they may be narrowed by.
type Facets struct {
	Years   []Facet // the newest first
	Regions []Facet // by code: provinces, or where there is but one, what is under it
	Kinds   []Facet
}

// Facet is one value to narrow by.
type Facet struct {
	Value string
	Name  string // for a person
	Count int
	More  bool // there are more than counted
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
	hits.Understood = [2]string{want.String(), want.told(inEnglish)}
	if want.empty() {
		return hits, nil
	}
	if len(want.years) > 0 {
		q.Years = want.years
	}
	both, ctx := errgroup.WithContext(ctx)
	f := newFinder(ctx, s, want, q)
	var facets Facets // apart from hits, which the other writes
	both.Go(func() (err error) { facets, err = f.facets(ctx); return err })
	both.Go(func() error { return f.parts(ctx, &hits) })
	if err := both.Wait(); err != nil {
		return hits, fmt.Errorf("查找“%s”：%w", q.Text, err)
	}
	hits.Facets = facets
	return hits, nil
}

// parts finds the parts that are asked for, side by side: each writes its own of hits.
func (f finder) parts(ctx context.Context, hits *Hits) error {
	all, within := errgroup.WithContext(ctx)
	for part, find := range map[Part]func(context.Context, *Hits) error{
		InUnits: f.units, InProjects: f.projects, InSentences: f.sentences, InCells: f.cells,
	} {
		if f.asks(part) {
			all.Go(func() error { return find(within, hits) })
		}
	}
	if err := all.Wait(); err != nil {
		return err
	}
	if f.q.After == "" && len(hits.Units.Items)+len(hits.Projects.Items) == 0 && len(f.want.words) > 0 {
		return f.alike(ctx, hits)
	}
	return nil
}

// finder finds the parts of one query.
type finder struct {
	s      *Store
	want   wanted
	q      Query
	terms  func() (namedTerms, error) // looked up once: by cells, and to count their documents
	newest func() ([]int64, error)    // entries, the newest first, at most fewFound+1: by sentences, cells and to count
}

func newFinder(ctx context.Context, s *Store, want wanted, q Query) finder {
	f := finder{s: s, want: want, q: q}
	f.terms = sync.OnceValues(func() (namedTerms, error) { return f.lookTerms(ctx) })
	f.newest = sync.OnceValues(func() ([]int64, error) {
		return s.matched(ctx, "entry", f.entryClauses(), 0, false, fewFound+1)
	})
	return f
}

// asks reports whether a part is to be looked through.
func (f finder) asks(p Part) bool { return f.q.Only == "" || f.q.Only == p }

func (f finder) amounts(w *where, column string) {
	for _, c := range f.want.amounts {
		w.add(column+" "+c.op+" ?", int64(c.amount))
	}
}

// numbered is a row of what is found with its place: the number that the index knows
// it by, and its place under that number.
type numbered[T any] struct {
	id, seq int64
	item    T
}

// patient says how many rows that the index gives are looked at: at first, at a time
// afterwards, and for a page at most. A page of rare hits goes on with the next.
type patient struct{ first, later, most int }

// gather makes a page of what an index finds: match gives numbers below one, the
// greatest first; read what there is under some, in this order, as far as it is
// asked for. A page may be shorter than its limit before the last.
func gather[T any](p Page, look patient, match func(below int64, n int) ([]int64, error), read func(ids []int64) ([]numbered[T], error)) (out List[T], err error) {
	var at numbered[T]
	going, err := p.after(&at.id, &at.seq)
	if err != nil {
		return out, err
	}
	var below int64
	if going {
		below = at.id + 1 // what is left under the same number
	}
	n := look.first
	for looked := 0; looked < look.most; looked += n {
		if looked > 0 {
			n = look.later
		}
		ids, err := match(below, n)
		if err != nil || len(ids) == 0 {
			return out, err
		}
		below = ids[len(ids)-1]
		rows, err := read(ids)
		if err != nil {
			return out, err
		}
		for _, r := range rows {
			if going && r.id == at.id && r.seq <= at.seq {
				continue
			}
			if len(out.Items) == p.limit() {
				out.Next, err = mark([]any{at.id, at.seq})
				return out, err
			}
			out.Items = append(out.Items, r.item)
			at, going = r, false
		}
		if len(ids) < n {
			return out, nil
		}
	}
	out.Next, err = mark([]any{below, int64(math.MaxInt64)})
	return out, err
}
