package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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

// AddRelease records that a version was published. Unit, Document, Version,
// SHA256 and Proof are the caller's; Corrects is the release that it takes the
// place of, with the reason. A version is released once: released again, it is
// the release that there is.
func (s *Store) AddRelease(ctx context.Context, actor string, r Release) (*Release, error) {
	if r.Corrects != 0 && r.Reason == "" {
		return nil, errors.New("更正要写明原因")
	}
	err := s.write(ctx, func(t *tx) error {
		var n int
		found, err := t.get("SELECT number FROM version WHERE unit_id = $1 AND document_id = $2 AND number = $3", []any{int64(r.Unit), int64(r.Document), r.Version}, &n)
		if err == nil && !found {
			err = fmt.Errorf("%w这一版，不能发布", ErrNotFound)
		}
		if err != nil {
			return err
		}
		if err := t.lock(map[ID]Unit{r.Unit: {}}); err != nil {
			return err
		}
		found, err = t.get("SELECT id FROM release WHERE unit_id = $1 AND document_id = $2 AND version = $3", []any{int64(r.Unit), int64(r.Document), r.Version}, &r.ID)
		if err != nil || found {
			return err
		}
		return t.addRelease(actor, &r)
	})
	if err != nil {
		return nil, fmt.Errorf("记发布：%w", err)
	}
	return s.Release(ctx, r.ID)
}

func (t *tx) addRelease(actor string, r *Release) error {
	before := ""
	if r.Corrects != 0 {
		found, err := t.get("SELECT sha256 FROM release WHERE id = $1 AND unit_id = $2 AND document_id = $3", []any{r.Corrects, int64(r.Unit), int64(r.Document)}, &before)
		if err == nil && !found {
			err = fmt.Errorf("%w要更正的那次发布", ErrNotFound)
		}
		if err != nil {
			return err
		}
	}
	var index any
	if r.LogIndex >= 0 {
		index = r.LogIndex
	}
	_, err := t.get(`INSERT INTO release (unit_id, document_id, version, sha256, corrects, reason, released_at, released_by, log_index, proof)
		VALUES `+places(1, 10)+" RETURNING id",
		[]any{int64(r.Unit), int64(r.Document), r.Version, r.SHA256, r.Corrects, clean(r.Reason), t.now, actor, index, r.Proof}, &r.ID)
	if err != nil {
		return err
	}
	if _, err := t.exec("UPDATE document SET released_at = $3 WHERE unit_id = $1 AND id = $2 AND released_at = 0", int64(r.Unit), int64(r.Document), t.now); err != nil {
		return err
	}
	return t.audit(Entry{Actor: actor, Action: "release.add", Unit: r.Unit, Object: fmt.Sprintf("%s/%d", r.Document, r.Version), OldHash: before, NewHash: r.SHA256})
}
