package store

import (
	"context"
	"database/sql"
)

const (
	releaseColumns = `r.id, r.unit_id, u.name, r.document_id, r.version, d.year, d.kind, d.title, r.sha256, r.corrects, r.reason,
	r.released_at, r.released_by, r.log_index, r.proof`
	releaseFrom = " FROM release r JOIN document d ON d.unit_id = r.unit_id AND d.id = r.document_id JOIN unit u ON u.id = r.unit_id"
)

func intoRelease(r *Release) []any {
	return []any{
		&r.ID, &r.Unit, &r.UnitName, &r.Document, &r.Version, &r.Year, &r.Kind, &r.Title, &r.SHA256, &r.Corrects, &r.Reason,
		(*millisTo)(&r.ReleasedAt), &r.ReleasedBy, (*logIndex)(&r.LogIndex), &r.Proof,
	}
}

// logIndex reads a column that is NULL for what was not logged.
type logIndex int64

// Scan reads a column.
func (l *logIndex) Scan(v any) error {
	var n sql.Null[int64]
	if err := n.Scan(v); err != nil {
		return err
	}
	*l = -1
	if n.Valid {
		*l = logIndex(n.V)
	}
	return nil
}

// ReleaseFilter narrows releases.
type ReleaseFilter struct {
	Filter
	Document    ID
	Corrections bool // only those that correct another
}

// Releases are the releases of a filter, the newest first.
func (s *Store) Releases(ctx context.Context, f ReleaseFilter, p Page) (List[Release], error) {
	w := &where{}
	w.filter(f.Filter)
	if f.Document != 0 {
		w.add("r.document_id = ?", int64(f.Document))
	}
	if f.Corrections {
		w.add("r.corrects <> 0")
	}
	var id int64
	switch found, err := p.after(&id); {
	case err != nil:
		return List[Release]{}, err
	case found:
		w.add("r.id < ?", id)
	}
	items, err := query(ctx, s, "SELECT "+releaseColumns+releaseFrom+w.String()+" ORDER BY r.id DESC LIMIT "+w.arg(p.limit()+1), w.args, intoRelease)
	if err != nil {
		return List[Release]{}, err
	}
	return cut(p, items, func(r Release) []any { return []any{r.ID} })
}

// Release is one release by its number.
func (s *Store) Release(ctx context.Context, id int64) (*Release, error) {
	return one(ctx, s, "这次发布", "SELECT "+releaseColumns+releaseFrom+" WHERE r.id = $1", []any{id}, intoRelease)
}
