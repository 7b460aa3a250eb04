package store

import "context"

const (
	projectColumns = "j.document_id, j.unit_id, u.name, d.region, d.year, d.kind, j.name, j.attribute, j.period, j.has_form <> 0, j.amount, j.term_amount, j.goal"
	projectFrom    = " FROM project j JOIN document d ON d.unit_id = j.unit_id AND d.id = j.document_id JOIN unit u ON u.id = j.unit_id"
)

func intoProject(p *Project) []any {
	return []any{
		&p.Document, &p.Unit, &p.UnitName, &p.Region, &p.Year, &p.Kind, &p.Name, &p.Attribute, &p.Period, &p.HasForm,
		&p.Amount, &p.TermAmount, &p.Goal,
	}
}

// Projects are the projects of a filter's documents, by name.
func (s *Store) Projects(ctx context.Context, f Filter, p Page) (List[Project], error) {
	w := &where{}
	w.filter(f)
	var name string
	var unit, document int64
	switch found, err := p.after(&name, &unit, &document); {
	case err != nil:
		return List[Project]{}, err
	case found:
		w.add("(j.name, j.unit_id, j.document_id) > (?, ?, ?)", name, unit, document)
	}
	items, err := query(ctx, s, "SELECT "+projectColumns+projectFrom+w.String()+" ORDER BY j.name, j.unit_id, j.document_id LIMIT "+w.arg(p.limit()+1),
		w.args, intoProject)
	if err != nil {
		return List[Project]{}, err
	}
	return cut(p, items, func(j Project) []any { return []any{j.Name, int64(j.Unit), int64(j.Document)} })
}
