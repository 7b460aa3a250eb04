package store

import (
	"context"
	"slices"
)

// RuleCounts says how often each rule is broken in the documents of a filter,
// the most documents first.
func (s *Store) RuleCounts(ctx context.Context, f Filter) ([]RuleCount, error) {
	if !f.narrows() {
		list, err := s.held.rules.get(func() ([]RuleCount, error) { return s.ruleCounts(ctx, f) })
		return slices.Clone(list), err
	}
	return s.ruleCounts(ctx, f)
}

func (s *Store) ruleCounts(ctx context.Context, f Filter) ([]RuleCount, error) {
	w := &where{}
	from := w.findings(f)
	return query(ctx, s, `SELECT rule, max(worst), sum(errors + warnings + notes), count(*),
			sum(errors), count(CASE WHEN errors > 0 THEN 1 END), sum(warnings), count(CASE WHEN warnings > 0 THEN 1 END), sum(notes), count(CASE WHEN notes > 0 THEN 1 END)
		FROM (SELECT n.rule, n.unit_id, n.document_id, max(n.severity) AS worst, count(CASE WHEN n.severity = 3 THEN 1 END) AS errors,
				count(CASE WHEN n.severity = 2 THEN 1 END) AS warnings, count(CASE WHEN n.severity = 1 THEN 1 END) AS notes FROM `+from+w.String()+`
			GROUP BY n.rule, n.unit_id, n.document_id) AS each
		GROUP BY rule ORDER BY 4 DESC, rule`, w.args,
		func(r *RuleCount) []any {
			return []any{
				&r.Rule, &r.Severity, &r.Findings, &r.Documents, &r.Errors.Findings, &r.Errors.Documents,
				&r.Warnings.Findings, &r.Warnings.Documents, &r.Notes.Findings, &r.Notes.Documents,
			}
		})
}

// findings is where the findings n in the documents of a filter are; the documents
// are looked up only where it narrows.
func (w *where) findings(f Filter) (from string) {
	if !f.narrows() {
		return "finding n"
	}
	w.filter(f)
	return "finding n JOIN document d ON d.unit_id = n.unit_id AND d.id = n.document_id"
}

// RuleDocuments are the documents of a filter that break a rule, by unit and
// document, each with the findings of that rule.
func (s *Store) RuleDocuments(ctx context.Context, rule string, f Filter, p Page) (List[Broken], error) {
	heads, err := s.breaking(ctx, rule, f, p)
	if err != nil {
		return List[Broken]{}, err
	}
	items := make([]Broken, len(heads))
	for i, h := range heads {
		items[i].Head = h
	}
	list, err := cut(p, items, func(b Broken) []any { return []any{int64(b.Unit), int64(b.ID)} })
	if err != nil {
		return list, err
	}
	for i := range list.Items {
		b := &list.Items[i]
		if b.Findings, err = s.findingLines(ctx, b.Head, rule); err != nil {
			return List[Broken]{}, err
		}
	}
	return list, nil
}

// breaking are the documents of a page, and one more where there is.
func (s *Store) breaking(ctx context.Context, rule string, f Filter, p Page) ([]Head, error) {
	w := &where{}
	w.add("n.rule = ?", rule)
	from := w.findings(f)
	var unit, id int64
	switch found, err := p.after(&unit, &id); {
	case err != nil:
		return nil, err
	case found:
		w.add("(n.unit_id, n.document_id) > (?, ?)", unit, id)
	}
	ids, err := query(ctx, s, "SELECT DISTINCT n.unit_id, n.document_id FROM "+from+w.String()+
		" ORDER BY n.unit_id, n.document_id LIMIT "+w.arg(p.limit()+1), w.args, func(k *[2]int64) []any { return []any{&k[0], &k[1]} })
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	d := &where{}
	each := make([]int64, len(ids))
	for i, k := range ids {
		each[i] = k[1]
	}
	in(d, "d.id", each)
	return s.heads(ctx, d, "ORDER BY d.unit_id, d.id")
}

// Findings are the findings of a document as it now stands, as in lists.
func (s *Store) Findings(ctx context.Context, document ID) ([]FindingLine, error) {
	head, err := s.head(ctx, DocumentRef{ID: document})
	if err != nil {
		return nil, err
	}
	return s.findingLines(ctx, *head, "")
}

func (s *Store) findingLines(ctx context.Context, h Head, rule string) ([]FindingLine, error) {
	w := &where{}
	w.add("unit_id = ? AND document_id = ?", int64(h.Unit), int64(h.ID))
	if rule != "" {
		w.add("rule = ?", rule)
	}
	lines, err := query(ctx, s, "SELECT rule, severity, place, title, message, suggestion FROM finding"+w.String()+" ORDER BY seq", w.args,
		func(f *FindingLine) []any {
			return []any{&f.Rule, &f.Severity, &f.Place, &f.Title, &f.Message, &f.Suggestion}
		})
	return slices.Clip(lines), err
}
