package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

// migrate brings the schema up to date. Only one program may do so at a time.
func (s *Store) migrate(ctx context.Context) error {
	p, err := s.steps()
	if err != nil {
		return err
	}
	if err := notNewer(ctx, p); err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("升级数据库：%w", err)
	}
	return nil
}

// steps are those that the schema goes through.
func (s *Store) steps() (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations/"+s.dialect.String())
	if err != nil {
		return nil, fmt.Errorf("找数据库的升级步骤：%w", err)
	}
	dialect := goose.DialectSQLite3
	if s.dialect == postgres {
		dialect = goose.DialectPostgres
	}
	p, err := goose.NewProvider(dialect, s.writer, files, goose.WithSlog(s.log))
	if err != nil {
		return nil, fmt.Errorf("升级数据库：%w", err)
	}
	return p, nil
}

// notNewer refuses a database that a later program has brought further than this
// one knows.
func notNewer(ctx context.Context, p *goose.Provider) error {
	at, err := p.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("看数据库升到了哪一步：%w", err)
	}
	known := p.ListSources()
	if last := known[len(known)-1].Version; at > last {
		return fmt.Errorf("数据库是更新的程序用过的（升到了第 %d 步，这个程序只认得到第 %d 步）；换用更新的程序，或由备份恢复", at, last)
	}
	return nil
}
