package store

import (
	"context"
	"fmt"
)

const departmentColumns = `p.id, p.region, p.code, p.name,
	(SELECT count(*) FROM unit u WHERE u.department_id = p.id),
	(SELECT count(*) FROM document d WHERE d.department_id = p.id),
	(SELECT coalesce(sum(d.errors), 0) FROM document d WHERE d.department_id = p.id),
	(SELECT coalesce(sum(d.warnings), 0) FROM document d WHERE d.department_id = p.id)`

func intoDepartment(d *Department) []any {
	return []any{&d.ID, &d.Region, &d.Code, &d.Name, &d.Counts.Units, &d.Counts.Documents, &d.Counts.Errors, &d.Counts.Warnings}
}

// Departments are the departments of a region itself, not of what is under it,
// by code and name; of everywhere where region is empty.
func (s *Store) Departments(ctx context.Context, region string, p Page) (List[Department], error) {
	w := &where{}
	if region != "" {
		w.add("p.region = ?", region)
	}
	var code, name string
	var id int64
	switch found, err := p.after(&code, &name, &id); {
	case err != nil:
		return List[Department]{}, err
	case found:
		w.add("(p.code, p.name, p.id) > (?, ?, ?)", code, name, id)
	}
	q := "SELECT " + departmentColumns + " FROM department p" + w.String() + " ORDER BY p.code, p.name, p.id LIMIT " + w.arg(p.limit()+1)
	items, err := query(ctx, s, q, w.args, intoDepartment)
	if err != nil {
		return List[Department]{}, err
	}
	for i := range items {
		items[i].Counts.Departments = 1
	}
	return cut(p, items, func(d Department) []any { return []any{d.Code, d.Name, int64(d.ID)} })
}

// Department is one department with its units, and for each whether it has
// published for a year and kind. Year 0 is the newest that any of them has; an
// empty kind is the budget.
func (s *Store) Department(ctx context.Context, id ID, year int, kind string) (*DepartmentDetail, error) {
	d, err := one(ctx, s, "这个部门", "SELECT "+departmentColumns+" FROM department p WHERE p.id = $1", []any{int64(id)}, intoDepartment)
	if err != nil {
		return nil, err
	}
	d.Counts.Departments = 1
	if kind == "" {
		kind = "budget"
	}
	out := &DepartmentDetail{Department: *d, Year: year, Kind: kind}
	if out.Years, err = s.departmentStandings(ctx, d); err != nil {
		return nil, err
	}
	for _, y := range out.Years {
		if out.Year == 0 && y.Kind == kind {
			out.Year = y.Year
		}
	}
	out.Units, err = s.unitStates(ctx, out)
	return out, err
}

func (s *Store) unitStates(ctx context.Context, d *DepartmentDetail) ([]UnitState, error) {
	units, err := query(ctx, s, "SELECT "+unitColumns+" FROM unit u WHERE u.department_id = $1 ORDER BY CASE WHEN u.name = $2 THEN 0 ELSE 1 END, u.name, u.id",
		[]any{int64(d.ID), d.Name}, intoUnit)
	if err != nil {
		return nil, err
	}
	published, err := query(ctx, s, "SELECT "+headColumns+headFrom+" WHERE d.department_id = $1 AND d.year = $2 AND d.kind = $3 ORDER BY d.scope", // department before unit
		[]any{int64(d.ID), d.Year, d.Kind}, intoHead)
	if err != nil {
		return nil, err
	}
	of := map[ID]*Head{}
	for i := range published {
		of[published[i].Unit] = &published[i]
	}
	states := make([]UnitState, len(units))
	for i, u := range units {
		states[i] = UnitState{Unit: u, Published: of[u.ID]}
	}
	return states, nil
}

// Units are the units of a filter's regions and department, by region and name.
func (s *Store) Units(ctx context.Context, f Filter, p Page) (List[Unit], error) {
	w := &where{}
	w.regions("u.region", f.Regions)
	if f.Department != 0 {
		w.add("u.department_id = ?", int64(f.Department))
	}
	var region, name string
	switch found, err := p.after(&region, &name); {
	case err != nil:
		return List[Unit]{}, err
	case found:
		w.add("(u.region, u.name) > (?, ?)", region, name)
	}
	items, err := query(ctx, s, "SELECT "+unitColumns+" FROM unit u"+w.String()+" ORDER BY u.region, u.name LIMIT "+w.arg(p.limit()+1), w.args, intoUnit)
	if err != nil {
		return List[Unit]{}, fmt.Errorf("列单位：%w", err)
	}
	return cut(p, items, func(u Unit) []any { return []any{u.Region, u.Name} })
}
