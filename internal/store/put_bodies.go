package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// bodies are the unit of a document and the department that it belongs to.
type bodies struct {
	department Department
	unit       Unit
}

// bodiesOf tells whose document a reading is.
func bodiesOf(r *Prepared, regions []Region) bodies {
	u := r.Disclosure.Unit
	name := tidy(u.Name)
	region := r.Region
	if region == "" {
		region = regionByName(name, r.RegionHint, regions)
	}
	d := Department{Region: region, Code: clean(u.Department.Code), Name: tidy(u.Department.Name)}
	if d.Name == "" || r.Disclosure.Scope == "department" {
		d.Code, d.Name = cmp.Or(d.Code, clean(u.Code)), name
	}
	d.ID = departmentID(region, d.Name)
	return bodies{d, Unit{
		ID: unitID(region, name), Region: region, Department: d.ID, Code: clean(u.Code), Name: name, Kind: u.Kind, Level: clean(u.Level), Grade: clean(u.Grade),
	}}
}

// tidy is a name as it tells bodies apart: no spaces, brackets of one kind.
func tidy(name string) string {
	return strings.NewReplacer("(", "（", ")", "）", " ", "", "\u3000", "", "\n", "", "\t", "").Replace(clean(name))
}

// NoRegion is the region of bodies whose name tells none: the centre's, and
// those that nobody can place.
const NoRegion = "000000"

// regionByName finds the region that a body's name begins with: 山西省, 大同市,
// 大同市平城区. A name that begins with none is looked up under the hint.
func regionByName(name, hint string, regions []Region) string {
	best, rest := "", name
	for _, r := range regions {
		if r.Level < 3 && hasPlace(name, r.Name) && (best == "" || len(name)-len(rest) <= len(placeName(r.Name))) {
			best, rest = r.Code, strings.TrimPrefix(name, placeName(r.Name))
		}
	}
	if best == "" {
		best = cmp.Or(hint, NoRegion)
	}
	for found := true; found; {
		found = false
		for _, r := range regions {
			if r.Parent == best && hasPlace(rest, r.Name) {
				best, rest, found = r.Code, strings.TrimPrefix(rest, placeName(r.Name)), true
				break
			}
		}
	}
	return best
}

// placeName is a region's name as its bodies bear it, without a remark.
func placeName(region string) string {
	name, _, _ := strings.Cut(region, "（")
	return name
}

func hasPlace(name, region string) bool { return strings.HasPrefix(name, placeName(region)) }

// putBodies stores departments and units, each in the order of their ids, so
// that two transactions never wait for each other.
func (t *tx) putBodies(all []bodies) error {
	departments, units := map[ID]Department{}, map[ID]Unit{}
	for _, b := range all {
		if have, ok := departments[b.department.ID]; !ok || have.Code == "" {
			departments[b.department.ID] = b.department
		}
		units[b.unit.ID] = b.unit
	}
	if err := t.lock(units); err != nil {
		return err
	}
	for _, id := range sortedIDs(departments) {
		if err := t.putDepartment(departments[id]); err != nil {
			return err
		}
	}
	for _, id := range sortedIDs(units) {
		if err := t.putUnit(units[id]); err != nil {
			return err
		}
	}
	return nil
}

// lock keeps other transactions from changing the same units; on SQLite there
// is one writer anyway.
func (t *tx) lock(units map[ID]Unit) error {
	if t.dialect == sqlite {
		return nil
	}
	for _, id := range sortedIDs(units) {
		if _, err := t.exec("SELECT pg_advisory_xact_lock($1)", int64(id)); err != nil {
			return err
		}
	}
	return nil
}

func sortedIDs[T any](m map[ID]T) []ID {
	ids := make([]ID, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func (t *tx) putDepartment(d Department) error {
	n, err := t.exec(`INSERT INTO department (id, region, code, name) VALUES ($1, $2, $3, $4)
		ON CONFLICT (id) DO UPDATE SET code = CASE WHEN excluded.code <> '' THEN excluded.code ELSE department.code END
		WHERE department.region = excluded.region AND department.name = excluded.name`, int64(d.ID), d.Region, d.Code, d.Name)
	if err == nil && n == 0 {
		err = fmt.Errorf("部门“%s”与另一个部门的编号相同", d.Name)
	}
	return err
}

func (t *tx) putUnit(u Unit) error {
	var region, name, code, kind string
	var department int64
	found, err := t.get("SELECT region, name, code, kind, department_id FROM unit WHERE id = $1", []any{int64(u.ID)}, &region, &name, &code, &kind, &department)
	switch {
	case err != nil:
		return err
	case !found:
		full, initials := spelled(u.Name)
		return t.insertSearchable("unit", "id, region, department_id, code, name, kind, level, grade, pinyin, initials", "",
			[][]any{{int64(u.ID), u.Region, int64(u.Department), u.Code, u.Name, u.Kind, u.Level, u.Grade, full, initials}}, [][]string{unitGrams(u)})
	case region != u.Region || name != u.Name:
		return fmt.Errorf("单位“%s”与“%s”的编号相同", u.Name, name)
	case department == int64(u.Department) && (u.Code == "" || u.Code == code) && (u.Kind == "" || u.Kind == kind):
		return nil
	}
	if _, err := t.exec(`UPDATE unit SET department_id = $2, code = CASE WHEN $3 <> '' THEN $3 ELSE code END,
		kind = CASE WHEN $4 <> '' THEN $4 ELSE kind END WHERE id = $1`, int64(u.ID), int64(u.Department), u.Code, u.Kind); err != nil {
		return err
	}
	u.Code = cmp.Or(u.Code, code)
	return t.reindexUnit(u)
}

// reindexUnit writes anew what a unit is found by.
func (t *tx) reindexUnit(u Unit) (err error) {
	found := unitGrams(u)
	if t.dialect == postgres {
		_, err = t.exec("UPDATE unit SET grams = $2 WHERE id = $1", int64(u.ID), found)
	} else {
		_, err = t.exec("INSERT OR REPLACE INTO unit_fts (rowid, grams) VALUES ($1, $2)", int64(u.ID), strings.Join(found, " "))
	}
	return err
}

// unitGrams are what a unit is found by: its name, how it is spelled, its code, and
// where it belongs.
func unitGrams(u Unit) []string {
	var g gramSet
	g.text(u.Name, short)
	full, initials := spelled(u.Name)
	g.spelling(full)
	g.spelling(initials)
	g.code(u.Code)
	g.body(u)
	return g.list
}
