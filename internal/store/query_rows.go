package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// query reads rows: into gives where the columns of one go.
func query[T any](ctx context.Context, s *Store, q string, args []any, into func(*T) []any) (out []T, err error) {
	return queryOn(ctx, s, s.reader, q, args, into)
}

// queryOn is query on some connections.
func queryOn[T any](ctx context.Context, s *Store, db *sql.DB, q string, args []any, into func(*T) []any) (out []T, err error) {
	rows, err := s.rows(ctx, db, q, args)
	if err != nil {
		return nil, s.explain(fmt.Errorf("查数据库（%s）：%w", firstWords(q), err))
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var v T
		if err := rows.Scan(into(&v)...); err != nil {
			return nil, fmt.Errorf("读数据库（%s）：%w", firstWords(q), err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		return nil, s.explain(fmt.Errorf("读数据库（%s）：%w", firstWords(q), err))
	}
	return out, nil
}

// one reads the only row; ErrNotFound with what was asked for where there is none.
func one[T any](ctx context.Context, s *Store, what, q string, args []any, into func(*T) []any) (*T, error) {
	list, err := query(ctx, s, q, args, into)
	switch {
	case err != nil:
		return nil, fmt.Errorf("查%s：%w", what, err)
	case len(list) == 0:
		return nil, fmt.Errorf("%w%s", ErrNotFound, what)
	}
	return &list[0], nil
}
