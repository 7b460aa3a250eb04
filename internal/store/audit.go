package store

import (
	"context"
	"time"
)

// Entry is one change that was made: who, what, when, from what to what.
type Entry struct {
	ID      int64
	At      time.Time
	Actor   string // who, or which command
	Action  string // document.add, document.version, document.file, release.add …
	Unit    ID     // 0 where it is of no unit
	Object  string // what was changed: an id, a code
	OldHash string // of what stood before; empty: nothing did
	NewHash string
}

// audit writes an entry into the transaction of the change.
func (t *tx) audit(e Entry) error {
	_, err := t.exec("INSERT INTO audit (at, actor, action, unit_id, object, old_hash, new_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		t.now, e.Actor, e.Action, int64(e.Unit), e.Object, e.OldHash, e.NewHash)
	return err
}

// Audit lists changes, the latest first; those of one unit where unit is not 0.
func (s *Store) Audit(ctx context.Context, unit ID, p Page) (List[Entry], error) {
	w := &where{}
	if unit != 0 {
		w.add("unit_id = ?", int64(unit))
	}
	var id int64
	switch found, err := p.after(&id); {
	case err != nil:
		return List[Entry]{}, err
	case found:
		w.add("id < ?", id)
	}
	items, err := query(ctx, s, "SELECT id, at, actor, action, unit_id, object, old_hash, new_hash FROM audit"+w.String()+" ORDER BY id DESC LIMIT "+w.arg(p.limit()+1),
		w.args, func(e *Entry) []any {
			return []any{&e.ID, (*millisTo)(&e.At), &e.Actor, &e.Action, &e.Unit, &e.Object, &e.OldHash, &e.NewHash}
		})
	if err != nil {
		return List[Entry]{}, err
	}
	return cut(p, items, func(e Entry) []any { return []any{e.ID} })
}
