package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// dialect is which of the two databases SQL is written for. Nearly all of it is
// the same; where it differs, the code asks.
type dialect uint8

const (
	sqlite dialect = iota
	postgres
)

func (d dialect) String() string { return [...]string{"sqlite", "postgres"}[d] }

// connect opens the connections and sees that the database answers.
func (s *Store) connect(ctx context.Context) error {
	var err error
	if s.options.Database == "" {
		err = s.connectSQLite()
	} else {
		err = s.connectPostgres()
	}
	if err != nil {
		return err
	}
	if err := s.answers(ctx); err != nil {
		_ = s.Close()
		return s.explain(fmt.Errorf("打开数据库：%w", err))
	}
	return nil
}

// lockWait is how long one waits for a database file that another program has locked.
const lockWait = 20 * time.Second

// answers sees that the database answers. While another program makes a new file one with
// a write-ahead log, SQLite refuses at once instead of waiting as it does elsewhere.
func (s *Store) answers(ctx context.Context) error {
	for end := time.Now().Add(lockWait); ; {
		err := s.writer.PingContext(ctx)
		if err == nil || !locked(err) || time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// sqliteDSN is how a database file is opened. Writers take the lock when a
// transaction begins, so that none fails half-way for want of it.
func sqliteDSN(path string, writer bool) string {
	q := url.Values{"_pragma": {fmt.Sprintf("busy_timeout(%d)", lockWait.Milliseconds()), "journal_mode(wal)", "synchronous(full)", "cache_size(-65536)", "temp_store(memory)"}}
	if writer {
		q.Set("_txlock", "immediate")
	} else {
		q.Add("_pragma", "query_only(1)")
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

func (s *Store) connectSQLite() error {
	path, err := filepath.Abs(filepath.Join(s.options.Dir, DatabaseFile))
	if err != nil {
		return fmt.Errorf("找数据库：%w", err)
	}
	s.dialect = sqlite
	if s.writer, err = sql.Open("sqlite", sqliteDSN(path, true)); err != nil {
		return fmt.Errorf("打开数据库 %s：%w", path, err)
	}
	s.writer.SetMaxOpenConns(1)
	if s.reader, err = sql.Open("sqlite", sqliteDSN(path, false)); err != nil {
		_ = s.writer.Close()
		return fmt.Errorf("打开数据库 %s：%w", path, err)
	}
	n := max(4, runtime.GOMAXPROCS(0))
	s.reader.SetMaxOpenConns(n)
	s.reader.SetMaxIdleConns(n)
	s.matcher, s.walker = s.reader, s.reader
	return nil
}

func (s *Store) connectPostgres() error {
	if !strings.HasPrefix(s.options.Database, "postgres://") && !strings.HasPrefix(s.options.Database, "postgresql://") {
		return fmt.Errorf("数据库地址应为 postgres://用户@主机/库名，现为“%s”", s.options.Database)
	}
	s.dialect = postgres
	config, err := pgx.ParseConfig(s.options.Database)
	if err != nil {
		return fmt.Errorf("数据库地址 %s：%w", withoutPassword(s.options.Database), err)
	}
	s.reader = openWith(config, nil)
	s.writer = s.reader
	s.matcher = openWith(config, matching)
	s.walker = openWith(config, walking)
	n := max(8, 2*runtime.GOMAXPROCS(0))
	for _, db := range []*sql.DB{s.reader, s.matcher, s.walker} {
		db.SetMaxOpenConns(n)
		db.SetMaxIdleConns(n)
	}
	return nil
}

// What PostgreSQL's planner is told, because it cannot know it from the numbers it keeps.
var (
	// A common word is in most rows; the planner would go through them all and
	// unpack the grams of each, which takes a hundred times as long as the index.
	matching = map[string]string{"enable_seqscan": "off", "max_parallel_workers_per_gather": "0"}
	// A page of a long list is had along the index that has its order, with what
	// belongs to each row looked up. The planner holds that the joins leave one row,
	// and would read, join and sort the whole list to have the first nine.
	walking = map[string]string{
		"enable_seqscan": "off", "max_parallel_workers_per_gather": "0", "enable_bitmapscan": "off", "enable_sort": "off",
		"enable_hashjoin": "off", "enable_mergejoin": "off", "enable_material": "off", "join_collapse_limit": "1",
	}
)

// openWith opens connections of their own whose planner is told more.
func openWith(config *pgx.ConnConfig, planner map[string]string) *sql.DB {
	c := config.Copy()
	c.RuntimeParams["jit"] = "off" // compiling takes longer than any of these queries
	maps.Copy(c.RuntimeParams, planner)
	return stdlib.OpenDB(*c)
}

// withoutPassword is a database's address as it may be shown.
func withoutPassword(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://…"
	}
	return u.Redacted()
}
