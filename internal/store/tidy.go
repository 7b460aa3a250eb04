package store

import (
	"context"
	"fmt"
)

// gramTables are the tables whose grams SQLite keeps in an index of its own.
var gramTables = []string{"unit", "term", "project", "entry"}

// mergedPages is how much of an index is put in order in one transaction, in pages
// of 4 KB: others write in between.
const mergedPages = 500

// tidyFrom is of how many documents at least one in how many is new when the indexes
// are put in order: that goes through all of them.
const tidyFrom = 10

// searched are the tables of PostgreSQL that searches go through.
var searched = []string{"unit", "term", "project", "entry", "sentence", "cell"}

// Tidy puts the indexes of words in order where many of the documents are new, stored
// of them. Stored one after another they leave each index in many pieces, all of which
// every search goes through; on PostgreSQL, a list of what is not in the index yet. It
// may be ended at any time.
func (s *Store) Tidy(ctx context.Context, stored int) error {
	all, err := one(ctx, s, "公开件的份数", "SELECT count(*) FROM entry", nil, func(n *int) []any { return []any{n} })
	if err != nil || stored*tidyFrom < *all {
		return err
	}
	if s.dialect != sqlite {
		return s.takeIn(ctx)
	}
	for _, table := range gramTables {
		if err := s.mergeAll(ctx, table+"_fts"); err != nil {
			return fmt.Errorf("整理索引 %s：%w", table, err)
		}
	}
	return nil
}

// takeIn takes what waits into the indexes, and counts anew what the planner goes by.
// PostgreSQL does so by itself too, but minutes later.
func (s *Store) takeIn(ctx context.Context) error {
	for _, table := range searched {
		if _, err := s.writer.ExecContext(ctx, "VACUUM (ANALYZE) "+table); err != nil {
			return fmt.Errorf("整理表 %s：%w", table, err)
		}
	}
	return nil
}

// mergeAll makes one piece of all pieces of an index.
func (s *Store) mergeAll(ctx context.Context, index string) error {
	pages := -mergedPages // begins; the others go on
	for going := true; going; pages = mergedPages {
		err := s.write(ctx, func(t *tx) (err error) {
			going, err = t.merge(index, pages)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// merge does a step and reports whether it did anything.
func (t *tx) merge(index string, pages int) (did bool, err error) {
	var before, after int
	const changes = "SELECT total_changes()"
	if err := t.QueryRowContext(t.ctx, changes).Scan(&before); err != nil {
		return false, err
	}
	if _, err := t.ExecContext(t.ctx, "INSERT INTO "+index+" ("+index+", rank) VALUES ('merge', $1)", pages); err != nil {
		return false, err
	}
	err = t.QueryRowContext(t.ctx, changes).Scan(&after)
	return after-before > 1, err // the step itself counts as one
}
