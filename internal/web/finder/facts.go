package finder

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"mingbai/internal/budget"
	"mingbai/internal/store"
)

// factsKey names a document as it stood at a time.
type factsKey struct {
	id      store.ID
	version int
	loaded  int64
}

// facts are what is compared of a document beside its totals.
type facts struct {
	People  int          // staff, as the narrative states it; 0 where it does not
	Cells   []store.Cell // that the figures stand in, to lead to them
	Classes []store.Cell // 支出总表 by the highest level of functions
	Staff   store.Figure // 人员经费
	Running store.Figure // 公用经费
}

// factsOf reads what is compared of a document, or remembers it.
func (f *Finder) factsOf(ctx context.Context, h *store.Head) (*facts, error) {
	key := factsKey{h.ID, h.Version, h.LoadedAt.UnixNano()}
	if known, ok := f.facts.Get(key); ok {
		return known, nil
	}
	var sections []budget.Section
	var cells []store.Cell
	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() (err error) { sections, err = f.store.SectionsOf(ctx, h); return err })
	both.Go(func() (err error) { cells, err = f.store.SumsOf(ctx, h); return err })
	if err := both.Wait(); err != nil {
		return nil, err
	}
	out := &facts{People: people(sections)}
	for _, c := range cells {
		switch {
		case c.Table == "T03" && len(c.Code) == 3 && (c.Column == "合计" || c.Column == "本年支出合计"):
			out.Classes = append(out.Classes, c)
		case strings.Contains(c.Row, "计"):
			out.Cells = append(out.Cells, c)
		}
	}
	out.Staff = out.figure("T06", "人员经费")
	out.Running = out.figure("T06", "公用经费")
	f.facts.Add(key, out)
	return out, nil
}

// people is how many the unit says that it employs.
func people(sections []budget.Section) int {
	for i := range sections {
		for _, p := range sections[i].Paragraphs {
			for _, c := range p.Claims {
				if c.Slot != "people" {
					continue
				}
				if n, err := strconv.Atoi(c.Text); err == nil && n > 0 {
					return n
				}
			}
		}
	}
	return 0
}

// figure is the total of a column of a table.
func (x *facts) figure(table, column string) store.Figure {
	i := slices.IndexFunc(x.Cells, func(c store.Cell) bool { return c.Table == table && c.Column == column && c.Row == "合计" })
	if i < 0 {
		return store.Figure{}
	}
	return x.Cells[i].Figure
}

// key is where a total stands in a table; ok is false where nothing there is as
// large.
func (x *facts) key(table, panel string, f store.Figure) (k store.CellKey, ok bool) {
	for i := range x.Cells {
		c := &x.Cells[i]
		if c.Table == table && (panel == "" || c.Panel == panel) && f.Known && c.Figure == f {
			return c.CellKey, true
		}
	}
	return k, false
}
