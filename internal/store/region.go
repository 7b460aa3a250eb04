package store

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

//go:embed data/regions.csv
var regionTable []byte

// knownRegions reads the table that comes with the program: code, name.
func knownRegions() ([]Region, error) {
	rows, err := csv.NewReader(bytes.NewReader(regionTable)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("读区划代码表：%w", err)
	}
	var out []Region
	for _, r := range rows[1:] {
		if len(r[0]) != 6 {
			return nil, fmt.Errorf("区划代码表：“%s”应为六位", r[0])
		}
		out = append(out, regionOf(r[0], r[1]))
	}
	return out, nil
}

// regionOf places a region in the tree by its code.
func regionOf(code, name string) Region {
	r := Region{Code: code, Name: name, Level: 3, Parent: code[:4] + "00"}
	switch {
	case strings.HasSuffix(code, "0000"):
		r.Level, r.Parent = 1, ""
	case strings.HasSuffix(code, "00"):
		r.Level, r.Parent = 2, code[:2]+"0000"
	case slices.Contains([]string{"11", "12", "31", "50"}, code[:2]): // districts of a municipality
		r.Parent = code[:2] + "0000"
	}
	return r
}

// seedRegions writes the table that comes with the program, once.
func (s *Store) seedRegions(ctx context.Context) error {
	known, err := knownRegions()
	if err != nil {
		return err
	}
	var n int
	if err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM region").Scan(&n); err != nil {
		return s.explain(fmt.Errorf("读区划：%w", err))
	}
	if n >= len(known) {
		return nil
	}
	return s.write(ctx, func(t *tx) error { return t.putRegions(known) })
}

func (t *tx) putRegions(regions []Region) error {
	var rows [][]any
	for _, r := range regions {
		rows = append(rows, []any{r.Code, r.Parent, r.Name, r.Level})
	}
	return t.insert("region (code, parent, name, level)", "ON CONFLICT (code) DO NOTHING", rows)
}

// tree is the regions that are known, by code, each counting all that is under it.
type tree struct {
	list  []Region
	at    map[string]int
	names map[string]string
}

// tree is read from what was counted lately. Nobody may change it.
func (s *Store) tree(ctx context.Context) (*tree, error) {
	return s.held.tree.get(func() (*tree, error) { return s.readTree(ctx) })
}

// regionList is readRegions as it was lately: the table comes with the program and is
// written when a store is opened. It is shared and not to be changed.
func (s *Store) regionList(ctx context.Context) ([]Region, error) {
	return s.held.regions.get(func() ([]Region, error) { return s.readRegions(ctx) })
}

// readRegions are the regions that are known, by code, without counts.
func (s *Store) readRegions(ctx context.Context) ([]Region, error) {
	return query(ctx, s, "SELECT code, parent, name, level FROM region ORDER BY code", nil, func(r *Region) []any {
		return []any{&r.Code, &r.Parent, &r.Name, &r.Level}
	})
}

func (s *Store) readTree(ctx context.Context) (*tree, error) {
	list, err := s.readRegions(ctx)
	if err != nil {
		return nil, err
	}
	own, err := s.regionCounts(ctx)
	if err != nil {
		return nil, err
	}
	t := &tree{list, make(map[string]int, len(list)), make(map[string]string, len(list))}
	for i, r := range list {
		t.at[r.Code], t.names[r.Code] = i, r.Name
	}
	for code, c := range own {
		for i, ok := t.at[code]; ok; i, ok = t.at[list[i].Parent] {
			list[i].Counts.add(c)
		}
	}
	return t, nil
}

// Regions are all that are known, by code, each counting all that is under it.
func (s *Store) Regions(ctx context.Context) ([]Region, error) {
	t, err := s.tree(ctx)
	if err != nil {
		return nil, err
	}
	return slices.Clone(t.list), nil
}

// RegionNames are the names of all regions by code. They are shared and not to be
// changed.
func (s *Store) RegionNames(ctx context.Context) (map[string]string, error) {
	t, err := s.tree(ctx)
	if err != nil {
		return nil, err
	}
	return t.names, nil
}

func (c *Counts) add(d Counts) {
	c.Departments += d.Departments
	c.Units += d.Units
	c.Documents += d.Documents
	c.Errors += d.Errors
	c.Warnings += d.Warnings
	c.Notes += d.Notes
}

// regionCounts counts what belongs to each region itself.
func (s *Store) regionCounts(ctx context.Context) (map[string]Counts, error) {
	type row struct {
		code string
		Counts
	}
	out := map[string]Counts{}
	for _, q := range []string{
		"SELECT region, count(*), 0, 0, 0, 0, 0 FROM department GROUP BY region",
		"SELECT region, 0, count(*), 0, 0, 0, 0 FROM unit GROUP BY region",
		"SELECT region, 0, 0, count(*), sum(errors), sum(warnings), sum(notes) FROM document GROUP BY region",
	} {
		rows, err := query(ctx, s, q, nil, func(r *row) []any {
			return []any{&r.code, &r.Departments, &r.Units, &r.Documents, &r.Errors, &r.Warnings, &r.Notes}
		})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			c := out[r.code]
			c.add(r.Counts)
			out[r.code] = c
		}
	}
	return out, nil
}

// Region is one region by its code, with the way to it and what is under it.
func (s *Store) Region(ctx context.Context, code string) (*RegionDetail, error) {
	t, err := s.tree(ctx)
	if err != nil {
		return nil, err
	}
	i, ok := t.at[code]
	if !ok {
		return nil, fmt.Errorf("%w区划 %s", ErrNotFound, code)
	}
	out := &RegionDetail{Region: t.list[i], Path: t.path(t.list[i].Parent)}
	for _, r := range t.list {
		if r.Parent == code {
			out.Children = append(out.Children, r)
		}
	}
	out.Years, err = s.Standings(ctx, code)
	return out, err
}

// path is the way from the province down to code, both included.
func (t *tree) path(code string) (path []Region) {
	for i, ok := t.at[code]; ok; i, ok = t.at[t.list[i].Parent] {
		path = append(path, t.list[i])
	}
	slices.Reverse(path)
	return path
}
