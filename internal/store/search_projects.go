package store

import (
	"context"
	"math"
)

// projects are found by name, and by what they cost: the newest first; the dearest
// first where nothing but amounts is asked for.
func (f finder) projects(ctx context.Context, hits *Hits) (err error) {
	switch {
	case len(f.want.codes) > 0:
		return nil
	case len(f.want.words) == 0:
		hits.Projects, err = f.dearest(ctx)
		return err
	}
	hits.Projects, err = gather(f.q.Page, patient{64, 512, 4096}, func(below int64, n int) ([]int64, error) {
		return f.s.matched(ctx, "project", f.projectClauses(), below, false, n)
	}, func(ids []int64) ([]numbered[Project], error) {
		w := &where{}
		w.holding("j.name", f.want.words)
		f.amounts(w, "j.amount")
		return f.projectsOf(ctx, ids, w)
	})
	return err
}

// projectClauses are what the index of projects is asked.
func (f finder) projectClauses() clauses {
	return clauses{}.words(f.want.words, short).and(narrowed(f.q.Filter))
}

// projectsOf are those of some projects of which more holds, in the order of their
// numbers, the greatest first.
func (f finder) projectsOf(ctx context.Context, ids []int64, w *where) ([]numbered[Project], error) {
	if len(ids) == 0 {
		return nil, nil // no condition on the number would let every project pass
	}
	in(w, "j.id", ids)
	return query(ctx, f.s, "SELECT j.id, "+projectColumns+projectFrom+w.String()+" ORDER BY j.id DESC", w.args, intoNumberedProject)
}

func intoNumberedProject(r *numbered[Project]) []any {
	return append([]any{&r.id}, intoProject(&r.item)...)
}

// dearest are the projects within the amounts.
func (f finder) dearest(ctx context.Context) (out List[Project], err error) {
	w := &where{}
	f.amounts(w, "j.amount")
	w.filter(f.q.Filter)
	amount, id := int64(math.MaxInt64), int64(0)
	if _, err := f.q.after(&amount, &id); err != nil {
		return out, err
	}
	w.add("(j.amount, j.id) < (?, ?)", amount, id)
	rows, err := queryOn(ctx, f.s, f.s.walker, "SELECT j.id, "+projectColumns+projectFrom+w.String()+" ORDER BY j.amount DESC, j.id DESC LIMIT "+w.arg(f.q.limit()+1), w.args, intoNumberedProject)
	if err != nil {
		return out, err
	}
	list, err := cut(f.q.Page, rows, func(r numbered[Project]) []any { return []any{int64(r.item.Amount.Amount), r.id} })
	out.Next = list.Next
	for _, r := range list.Items {
		out.Items = append(out.Items, r.item)
	}
	return out, err
}
