package store

import (
	"context"
	"fmt"
	"math"

	"mingbai/internal/diag"
	"mingbai/internal/score"
)

// Marks are the marks of a document for openness, and how many it could have: none
// where nothing that is marked could be looked at.
type Marks struct{ Got, Of int }

// Openness is how open some documents are, each weighing the same.
type Openness struct {
	Marked int // documents that have marks
	Sum    int // of their marks, each in hundredths of a percent of what it could have
}

// Openness is how open the one document is.
func (m Marks) Openness() Openness {
	if m.Of == 0 {
		return Openness{}
	}
	return Openness{1, (2*m.Got*WholeMarks + m.Of) / (2 * m.Of)}
}

// WholeMarks are the marks of a document that has all that it could have, as they are
// summed in Openness.
const WholeMarks = 10_000

func (o *Openness) add(d Openness) {
	o.Marked += d.Marked
	o.Sum += d.Sum
}

// opennessColumns are those of Openness over the rows of document.
const opennessColumns = `count(CASE WHEN score_of > 0 THEN 1 END),
	coalesce(sum(CASE WHEN score_of > 0 THEN (score * 20000 + score_of) / (2 * score_of) END), 0)`

func marksOf(r *diag.Document) Marks {
	s := score.Standard().Of(r)
	return Marks{s.Got, s.Of}
}

// sheet is what documents are marked by now; a row that names another has old marks.
func sheet() string { return score.Standard().ID() }

// rescore marks the documents anew that were marked by another sheet, or not yet. It
// may be ended at any time and goes on when the store is opened again.
func (s *Store) rescore(ctx context.Context) error {
	at := []any{int64(math.MinInt64), int64(math.MinInt64)} // the last that was marked
	for done := 0; ; {
		heads, err := query(ctx, s, `SELECT unit_id, id, version FROM document WHERE (unit_id, id) > ($1, $2) AND score_sheet <> $3
			ORDER BY unit_id, id LIMIT $4`, append(at[:2:2], sheet(), rescoreAtOnce), func(h *Head) []any { return []any{&h.Unit, &h.ID, &h.Version} })
		if err != nil || len(heads) == 0 {
			return err
		}
		if err := s.write(ctx, func(t *tx) error { return t.rescore(heads) }); err != nil {
			return fmt.Errorf("重新评分：%w", err)
		}
		last := &heads[len(heads)-1]
		at = []any{int64(last.Unit), int64(last.ID)}
		done += len(heads)
		s.log.Info("marking anew", "done", done)
	}
}

// rescoreAtOnce is how many documents are marked in one transaction.
const rescoreAtOnce = 256

func (t *tx) rescore(heads []Head) error {
	for i := range heads {
		h := &heads[i]
		key := []any{int64(h.Unit), int64(h.ID), h.Version}
		var packed []byte
		found, err := t.get("SELECT report FROM version WHERE unit_id = $1 AND document_id = $2 AND number = $3", key, &packed)
		if err != nil {
			return err
		}
		if !found {
			return fmt.Errorf("公开件 %s：%w第%d版", h.ID, ErrNotFound, h.Version)
		}
		var report diag.Document
		if err := unpack(packed, &report); err != nil {
			return fmt.Errorf("公开件 %s：%w", h.ID, err)
		}
		m := marksOf(&report)
		if _, err := t.exec("UPDATE document SET score = $4, score_of = $5, score_sheet = $6 WHERE unit_id = $1 AND id = $2 AND version = $3 AND score_sheet <> $6",
			append(key, m.Got, m.Of, sheet())...); err != nil {
			return err
		}
	}
	return nil
}
