package store

import (
	"context"
	"database/sql"
	"sync"
)

// statements are queries that SQLite has parsed before: parsing is a tenth of
// what a page costs. PostgreSQL's driver keeps its own.
type statements struct {
	mu    sync.Mutex
	known map[string]*sql.Stmt
}

// maxStatements bounds what is kept; queries beyond it are parsed each time.
const maxStatements = 512

// of is the statement of a query; nil where no more are kept.
func (c *statements) of(ctx context.Context, db *sql.DB, q string) (*sql.Stmt, error) {
	c.mu.Lock()
	s, ok := c.known[q]
	full := len(c.known) >= maxStatements
	c.mu.Unlock()
	if ok || full {
		return s, nil
	}
	s, err := db.PrepareContext(ctx, q) // may wait for a connection, so without the lock
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if other, ok := c.known[q]; ok {
		return other, s.Close()
	}
	if c.known == nil {
		c.known = map[string]*sql.Stmt{}
	}
	c.known[q] = s
	return s, nil
}

// rows asks the database. SQLite has one pool for all that is read.
func (s *Store) rows(ctx context.Context, db *sql.DB, q string, args []any) (*sql.Rows, error) {
	if s.dialect != sqlite {
		return db.QueryContext(ctx, q, args...)
	}
	statement, err := s.parsed.of(ctx, db, q)
	if err != nil {
		return nil, err
	}
	if statement == nil {
		return db.QueryContext(ctx, q, args...)
	}
	return statement.QueryContext(ctx, args...)
}
