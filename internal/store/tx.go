package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// tries bounds how often a transaction that others got in the way of is begun anew.
const tries = 5

// write runs do in a transaction: all of it is stored, or nothing. On PostgreSQL
// do may be run again where another transaction got in the way, so it must not
// change anything outside.
func (s *Store) write(ctx context.Context, do func(*tx) error) error {
	for try := 1; ; try++ {
		err := s.writeOnce(ctx, do)
		s.held.forget()
		if err == nil || try == tries || !again(err) {
			return s.explain(err)
		}
		s.log.Warn("transaction is tried anew", "try", try, "because", err)
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(time.Duration(try*try) * 20 * time.Millisecond):
		}
	}
}

func (s *Store) writeOnce(ctx context.Context, do func(*tx) error) error {
	sqltx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("开始写数据库：%w", err)
	}
	defer func() { _ = sqltx.Rollback() }() // done already where it was committed
	t := &tx{Tx: sqltx, ctx: ctx, dialect: s.dialect, now: s.now().UnixMilli(), prepared: map[string]*sql.Stmt{}}
	if err := do(t); err != nil {
		return err
	}
	if err := sqltx.Commit(); err != nil {
		return fmt.Errorf("写数据库：%w", err)
	}
	return nil
}

// tx is a transaction that keeps its prepared statements.
type tx struct {
	*sql.Tx
	ctx      context.Context
	dialect  dialect
	now      int64 // milliseconds since 1970
	prepared map[string]*sql.Stmt
}

func (t *tx) statement(query string) (*sql.Stmt, error) {
	if s := t.prepared[query]; s != nil {
		return s, nil
	}
	s, err := t.PrepareContext(t.ctx, query)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", firstWords(query), err)
	}
	t.prepared[query] = s
	return s, nil
}

// exec runs a statement and says how many rows it touched.
func (t *tx) exec(query string, args ...any) (int64, error) {
	s, err := t.statement(query)
	if err != nil {
		return 0, err
	}
	res, err := s.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, fmt.Errorf("%s：%w", firstWords(query), err)
	}
	return res.RowsAffected()
}

// get reads one row into dest; found is false where there is none.
func (t *tx) get(query string, args []any, dest ...any) (found bool, err error) {
	s, err := t.statement(query)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(t.ctx, args...).Scan(dest...)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("%s：%w", firstWords(query), err)
	}
	return true, nil
}

// rowsAtOnce is how many rows one INSERT carries.
const rowsAtOnce = 100

// insert adds rows: into is "table (column, …)", after what follows the values,
// as ON CONFLICT DO NOTHING.
func (t *tx) insert(into, after string, rows [][]any) error {
	for len(rows) > 0 {
		n := min(len(rows), rowsAtOnce)
		args := make([]any, 0, n*len(rows[0]))
		for _, r := range rows[:n] {
			args = append(args, r...)
		}
		if _, err := t.exec("INSERT INTO "+into+" VALUES "+places(n, len(rows[0]))+" "+after, args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// places is ($1, $2), ($3, $4) for two rows of two.
func places(rows, columns int) string {
	var b strings.Builder
	for i := range rows * columns {
		switch {
		case i == 0:
			b.WriteString("(")
		case i%columns == 0:
			b.WriteString("), (")
		default:
			b.WriteString(", ")
		}
		b.WriteString("$" + strconv.Itoa(i+1))
	}
	return b.String() + ")"
}

// firstWords names a statement in an error.
func firstWords(query string) string {
	words := strings.Fields(query)
	return strings.Join(words[:min(len(words), 4)], " ")
}
