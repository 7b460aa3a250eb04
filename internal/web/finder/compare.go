package finder

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// mostUnits is how many units stand side by side.
const mostUnits = 6

// choice is what an address of /compare asks for.
type choice struct {
	Units []store.ID
	Year  int    // 0: the newest that most of the units have
	Kind  string // budget, final
	Query string // to find units to add
}

// choiceOf reads an address.
func choiceOf(asked url.Values) (c choice, err error) {
	for s := range strings.SplitSeq(strings.Join(asked["u"], ","), ",") {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		id, err := store.ParseID(s)
		if err != nil {
			return c, errAddress
		}
		if !slices.Contains(c.Units, id) && len(c.Units) < mostUnits {
			c.Units = append(c.Units, id)
		}
	}
	f, err := filterOf(url.Values{"year": asked["year"], "kind": asked["kind"]})
	if err != nil {
		return c, err
	}
	c.Kind, c.Query = "budget", strings.TrimSpace(asked.Get("q"))
	if len(f.Years) > 0 {
		c.Year = f.Years[0]
	}
	if len(f.Kinds) > 0 {
		c.Kind = f.Kinds[0]
	}
	return c, nil
}

// joined is the units as they stand in an address.
func (c choice) joined() string {
	s := make([]string, len(c.Units))
	for i, id := range c.Units {
		s[i] = id.String()
	}
	return strings.Join(s, ",")
}

// path is the address of a choice; base is /compare or /compare.csv.
func (c choice) path(base string) string {
	if len(c.Units) == 0 {
		return base
	}
	out := base + "?u=" + c.joined()
	if c.Year != 0 {
		out += "&year=" + strconv.Itoa(c.Year)
	}
	if c.Kind != "budget" {
		out += "&kind=" + c.Kind
	}
	return out
}

// with is the choice with one more unit, without one of them where it is there.
func (c choice) with(id store.ID) choice {
	if slices.Contains(c.Units, id) {
		c.Units = slices.DeleteFunc(slices.Clone(c.Units), func(u store.ID) bool { return u == id })
	} else {
		c.Units = append(slices.Clone(c.Units), id)
	}
	return c
}

// column is one of the units that stand side by side.
type column struct {
	*store.UnitDetail
	Short string      // its name without what all names begin with
	Head  *store.Head // of the year and kind; nil where it has none
	Path  string      // of that document
	Facts *facts
	Years []store.YearTotals
}

// compareView is units side by side.
type compareView struct {
	page.Lang
	choice
	Columns  []column
	Missing  int // units of the address that the store does not hold
	Years    []int
	Other    bool // some unit has documents of the other kind
	Measures []measure
	Mix      *mix
	Past     []panel
	Found    []store.Unit // by the query
	Near     []store.Unit // that it makes sense to add
}

func (f *Finder) compare(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	c, err := choiceOf(r.URL.Query())
	if err != nil {
		return err
	}
	v := &compareView{Lang: page.LangOf(ctx), choice: c}
	if err := f.columns(ctx, v); err != nil {
		return err
	}
	if err := f.toAdd(ctx, v); err != nil {
		return err
	}
	v.Measures, v.Mix, v.Past = measuresOf(v), mixOf(v), pastOf(v)
	at := v.path("/compare")
	frame := page.Frame{Title: v.title(), Path: at, Quoted: at, Section: "compare", NoIndex: len(v.Columns) > 0}
	w.Header().Set("Cache-Control", "public, max-age=60")
	return page.Render(w, r, http.StatusOK, frame, comparePage(v))
}

func (v *compareView) title() string {
	var names []string
	for _, c := range v.Columns {
		names = append(names, c.Name)
	}
	if len(names) == 0 {
		return v.T("对比", "Compare")
	}
	return v.T("对比：", "Compare: ") + strings.Join(names, v.T("、", ", "))
}

// columns reads the units of a choice as of its year, all at once.
func (f *Finder) columns(ctx context.Context, v *compareView) error {
	found := make([]*store.UnitDetail, len(v.Units))
	all, each := errgroup.WithContext(ctx)
	for i, id := range v.Units {
		all.Go(func() (err error) {
			if found[i], err = f.store.Unit(each, id); errors.Is(err, store.ErrNotFound) {
				err = nil
			}
			return err
		})
	}
	if err := all.Wait(); err != nil {
		return err
	}
	have := v.take(found)
	v.Years = sortedYears(have)
	if v.Year == 0 {
		v.Year = bestYear(have)
	}
	shorten(v.Columns)
	all, each = errgroup.WithContext(ctx)
	for i := range v.Columns {
		all.Go(func() error { return f.fill(each, v, &v.Columns[i]) })
	}
	return all.Wait()
}

// take makes columns of the units that were found, and counts how many have a document
// of each year.
func (v *compareView) take(found []*store.UnitDetail) map[int]int {
	have := map[int]int{}
	v.Units = nil
	for _, u := range found {
		if u == nil {
			v.Missing++
			continue
		}
		v.Units = append(v.Units, u.ID)
		v.Columns = append(v.Columns, column{UnitDetail: u})
		for _, y := range yearsOf(u, v.Kind) {
			have[y]++
		}
		v.Other = v.Other || slices.ContainsFunc(u.Documents, func(h store.Head) bool { return h.Kind != v.Kind })
	}
	return have
}

// yearsOf are the years of a unit's documents of a kind, each once.
func yearsOf(u *store.UnitDetail, kind string) (out []int) {
	for _, h := range u.Documents {
		if h.Kind == kind && !slices.Contains(out, h.Year) {
			out = append(out, h.Year)
		}
	}
	return out
}

func sortedYears(have map[int]int) (out []int) {
	for y := range have {
		out = append(out, y)
	}
	slices.Sort(out)
	return out
}

// bestYear is the newest of the years that the most units have; 0 where no unit
// has any.
func bestYear(have map[int]int) (best int) {
	for y, n := range have {
		if n > have[best] || n == have[best] && y > best {
			best = y
		}
	}
	return best
}

// fill reads a unit's document of the year.
func (f *Finder) fill(ctx context.Context, v *compareView, c *column) (err error) {
	h, err := f.store.Head(ctx, store.DocumentRef{Unit: c.ID, Year: v.Year, Kind: v.Kind})
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	c.Head, c.Path = h, page.HeadPath(h)
	if c.Years, err = f.store.History(ctx, c.ID, v.Kind, h.Scope); err != nil {
		return err
	}
	c.Facts, err = f.factsOf(ctx, h)
	return err
}

// shorten takes off what all names begin with, as long as something is left of each.
func shorten(columns []column) {
	if len(columns) == 0 {
		return
	}
	first := []rune(columns[0].Name)
	n := len(first)
	for _, c := range columns {
		r := []rune(c.Name)
		n = min(n, max(len(r)-4, 0))
		for i := range n {
			if r[i] != first[i] {
				n = i
				break
			}
		}
	}
	if len(columns) == 1 {
		n = 0
	}
	for i := range columns {
		columns[i].Short = clip(string([]rune(columns[i].Name)[n:]), 17)
	}
}

// at is the same units in another year or kind.
func (v *compareView) at(year int, kind string) string {
	c := v.choice
	c.Year, c.Kind = year, kind
	return page.In(v.Lang, c.path("/compare"))
}

// lacking says what a unit does not have.
func (v *compareView) lacking() string {
	return fmt.Sprintf(v.T("没有%s", "no %s"), named(v.Lang, v.Year, v.Kind, "unit"))
}
