package store

import (
	"context"
	"fmt"
	"math"

	"mingbai/internal/diag"
)

// reindex writes what documents are found by where a step of the schema has left it
// to be written. It may be ended at any time and goes on when the store is opened
// again.
func (s *Store) reindex(ctx context.Context) error {
	counts, err := query(ctx, s, "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM entry)", nil, func(n *[2]int) []any { return []any{&n[0], &n[1]} })
	if err != nil {
		return err
	}
	done, of := counts[0][1], counts[0][0]
	at := []any{int64(math.MinInt64), int64(0)} // when the last was loaded, and its id: what is before has its entry
	for done < of {
		heads, err := query(ctx, s, "SELECT "+headColumns+headFrom+` WHERE (d.loaded_at, d.id) > ($1, $2)
			AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.unit_id = d.unit_id AND n.document_id = d.id) ORDER BY d.loaded_at, d.id LIMIT $3`,
			append(at[:2:2], reindexAtOnce), intoHead)
		if err != nil || len(heads) == 0 {
			return err
		}
		if err := s.write(ctx, func(t *tx) error { return t.reindex(heads) }); err != nil {
			return fmt.Errorf("重建索引：%w", err)
		}
		last := &heads[len(heads)-1]
		at = []any{last.LoadedAt.UnixMilli(), int64(last.ID)}
		done += len(heads)
		s.log.Info("indexing anew", "done", done, "of", of)
	}
	return nil
}

// reindexAtOnce is how many documents are indexed in one transaction.
const reindexAtOnce = 64

func (t *tx) reindex(heads []Head) error {
	all := make([]*putting, len(heads))
	readings := make([]*Prepared, len(heads))
	for i := range heads {
		p, err := t.stored(&heads[i])
		if err != nil {
			return fmt.Errorf("公开件 %s：%w", heads[i].ID, err)
		}
		all[i], readings[i] = p, p.r
	}
	if err := t.putTerms(readings); err != nil {
		return err
	}
	for _, p := range all {
		if err := t.reindexUnit(p.b.unit); err != nil {
			return err
		}
		if err := p.index(); err != nil {
			return fmt.Errorf("公开件 %s：%w", p.out.Document, err)
		}
	}
	return nil
}

// stored is the version of a document that counts, ready to be indexed.
func (t *tx) stored(h *Head) (*putting, error) {
	p := &putting{tx: t, key: []any{int64(h.Unit), int64(h.ID)}, out: Outcome{Document: h.ID}}
	u := &p.b.unit
	if _, err := t.get("SELECT "+unitColumns+" FROM unit u WHERE u.id = $1", []any{int64(h.Unit)}, intoUnit(u)...); err != nil {
		return nil, err
	}
	var said, report []byte
	if _, err := t.get("SELECT disclosure, report FROM version WHERE unit_id = $1 AND document_id = $2 AND number = $3", append(p.key[:2:2], h.Version), &said, &report); err != nil {
		return nil, err
	}
	d, err := unpackDisclosure(said)
	if err != nil {
		return nil, err
	}
	p.r = &Prepared{Reading: Reading{Disclosure: d, Report: &diag.Document{}}, grams: gramsOf(d)}
	return p, unpack(report, p.r.Report)
}
