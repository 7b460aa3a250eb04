package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations
var migrations embed.FS

// migrate brings the schema up to date. On PostgreSQL an advisory lock keeps two
// that start at once from doing so together; on SQLite the file's lock does.
func (s *Store) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations/"+s.dialect.String())
	if err != nil {
		return fmt.Errorf("找数据库的升级步骤：%w", err)
	}
	dialect, options := goose.DialectSQLite3, []goose.ProviderOption{goose.WithSlog(s.log)}
	if s.dialect == postgres {
		dialect = goose.DialectPostgres
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return fmt.Errorf("升级数据库：%w", err)
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	p, err := goose.NewProvider(dialect, s.writer, files, options...)
	if err != nil {
		return fmt.Errorf("升级数据库：%w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return s.explain(fmt.Errorf("升级数据库：%w", err))
	}
	return nil
}
