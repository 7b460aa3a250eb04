package finder

import (
	"context"
	"slices"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// someToAdd is how many units are offered.
const someToAdd = 8

// toAdd finds units that can be added: those that are asked for, and those of the
// first one's department or region.
func (f *Finder) toAdd(ctx context.Context, v *compareView) error {
	if len(v.Units) >= mostUnits {
		return nil
	}
	if v.Query != "" {
		if _, err := store.Words(v.Query); err == nil {
			hits, err := f.store.Search(ctx, store.Query{Text: v.Query, Only: store.InUnits, Page: store.Page{Limit: someToAdd}})
			if err != nil {
				return err
			}
			v.Found = v.others(hits.Units.Items)
		}
	}
	if len(v.Columns) == 0 {
		news, err := f.store.Newest(ctx, store.Page{Limit: someToAdd})
		for _, h := range news.Items {
			v.Near = append(v.Near, store.Unit{ID: h.Unit, Name: h.UnitName, Region: h.Region})
		}
		v.Near = v.others(v.Near)
		return err
	}
	near := store.Filter{Department: v.Columns[0].Department}
	if near.Department == 0 {
		near.Regions = []string{v.Columns[0].Region}
	}
	list, err := f.store.Units(ctx, near, store.Page{Limit: someToAdd + mostUnits})
	if err != nil {
		return err
	}
	v.Near = v.others(list.Items)
	return nil
}

// others leaves out units that stand there already.
func (v *compareView) others(list []store.Unit) []store.Unit {
	var out []store.Unit
	for _, u := range list {
		there := slices.ContainsFunc(out, func(o store.Unit) bool { return o.ID == u.ID })
		if !there && !slices.Contains(v.Units, u.ID) && len(out) < someToAdd {
			out = append(out, u)
		}
	}
	return out
}

// add is the page with one unit more or less.
func (v *compareView) add(id store.ID) string {
	c := v.choice.with(id)
	return page.In(v.Lang, c.path("/compare"))
}

// nearby says which units are offered.
func (v *compareView) nearby() string {
	switch {
	case len(v.Columns) == 0:
		return v.T("新收进来的：", "Newest:")
	case v.Columns[0].DepartmentName != "":
		return v.T("同属"+v.Columns[0].DepartmentName+"的：", "Also of "+v.Columns[0].DepartmentName+":")
	}
	return v.T("同一个地方的：", "Of the same place:")
}
