package store

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// LockFile is the name of the file in the folder of data that is locked while the
// schema of a SQLite database is made or brought up to date.
const LockFile = ".lock"

// lockID is the advisory lock that stands for LockFile on PostgreSQL.
const lockID = 0x6d696e67626169

// alone runs do while no other program does so on the same store: of several that
// start at once on an empty database, one makes its tables and the others wait.
func (s *Store) alone(ctx context.Context, do func() error) error {
	if s.dialect == postgres {
		return s.alonePostgres(ctx, do)
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(s.options.Dir, LockFile)).Lock()
	if err != nil {
		return fmt.Errorf("等别的程序准备好数据文件夹：%w", err)
	}
	defer unlock()
	return do()
}

// alonePostgres holds the lock in a connection of its own: whoever is killed lets go.
func (s *Store) alonePostgres(ctx context.Context, do func() error) error {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return fmt.Errorf("连数据库：%w", err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", lockID); err != nil {
		return fmt.Errorf("等别的程序准备好数据库：%w", err)
	}
	defer func() { _, _ = conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", lockID) }()
	return do()
}
