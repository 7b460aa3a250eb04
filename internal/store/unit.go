package store

import "context"

const unitColumns = "u.id, u.region, u.department_id, u.code, u.name, u.kind, u.level, u.grade"

func intoUnit(u *Unit) []any {
	return []any{&u.ID, &u.Region, &u.Department, &u.Code, &u.Name, &u.Kind, &u.Level, &u.Grade}
}

// Unit is one unit with its documents, the newest year first.
func (s *Store) Unit(ctx context.Context, id ID) (*UnitDetail, error) {
	out, err := one(ctx, s, "这个单位",
		"SELECT "+unitColumns+", p.name FROM unit u JOIN department p ON p.id = u.department_id WHERE u.id = $1", []any{int64(id)},
		func(u *UnitDetail) []any { return append(intoUnit(&u.Unit), &u.DepartmentName) })
	if err != nil {
		return nil, err
	}
	w := &where{}
	w.add("d.unit_id = ?", int64(id))
	if out.Documents, err = s.heads(ctx, w, "ORDER BY d.year DESC, d.kind, d.scope DESC"); err != nil {
		return nil, err
	}
	t, err := s.tree(ctx)
	if err != nil {
		return nil, err
	}
	out.RegionPath = t.path(out.Region)
	return out, nil
}
