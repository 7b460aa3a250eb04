package store

import "context"

// Published are the units that have a document of a filter, by region and name.
func (s *Store) Published(ctx context.Context, f Filter, p Page) (List[Unit], error) {
	w := &where{}
	w.filter(f)
	w.add("d.unit_id = u.id")
	w.conditions = []string{"EXISTS (SELECT 1 FROM document d" + w.String() + ")"}
	w.regions("u.region", f.Regions) // known from the documents; here for the index
	var region, name string
	switch found, err := p.after(&region, &name); {
	case err != nil:
		return List[Unit]{}, err
	case found:
		w.add("(u.region, u.name) > (?, ?)", region, name)
	}
	items, err := query(ctx, s, "SELECT "+unitColumns+" FROM unit u"+w.String()+" ORDER BY u.region, u.name LIMIT "+w.arg(p.limit()+1), w.args, intoUnit)
	if err != nil {
		return List[Unit]{}, err
	}
	return cut(p, items, func(u Unit) []any { return []any{u.Region, u.Name} })
}
