package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Manifest says what a backup holds.
type Manifest struct {
	Schema    string    `json:"schema"`   // mingbai.backup/v1
	Database  string    `json:"database"` // sqlite, postgres
	TakenAt   time.Time `json:"taken_at"`
	SHA256    string    `json:"sha256"` // of the database's file
	Documents int       `json:"documents"`
	Files     int       `json:"files"`
}

const (
	manifestSchema = "mingbai.backup/v1"
	manifestFile   = "backup.json"
	dumpFile       = "database.dump" // of PostgreSQL, by pg_dump
)

// Backup writes the store as it is now into a new folder, while it is being
// used: the database whole as of one moment, and all files that it names. The
// folder is there when it is complete, or not at all.
func (s *Store) Backup(ctx context.Context, out string) (*Manifest, error) {
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s 已经有了；备份写到一个新的文件夹", out)
	}
	partial := out + ".partial"
	if err := os.RemoveAll(partial); err != nil {
		return nil, fmt.Errorf("清理上次没有做完的备份：%w", err)
	}
	if err := os.MkdirAll(partial, 0o750); err != nil {
		return nil, fmt.Errorf("建备份的文件夹：%w", err)
	}
	m, err := s.backupInto(ctx, partial)
	if err != nil {
		return nil, errors.Join(s.explain(err), os.RemoveAll(partial))
	}
	if err := os.Rename(partial, out); err != nil {
		return nil, fmt.Errorf("写备份 %s：%w", out, err)
	}
	return m, syncFolder(filepath.Dir(out))
}

func (s *Store) backupInto(ctx context.Context, dir string) (*Manifest, error) {
	m := &Manifest{Schema: manifestSchema, Database: s.Database(), TakenAt: s.now().UTC().Truncate(time.Second)}
	name := DatabaseFile
	dump := s.vacuum
	if s.dialect == postgres {
		name, dump = dumpFile, s.pgDump
	}
	path := filepath.Join(dir, name)
	// Counted before the copy is made: it holds these, and may hold more.
	if err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM document").Scan(&m.Documents); err != nil {
		return nil, fmt.Errorf("数文件：%w", err)
	}
	if err := dump(ctx, path); err != nil {
		return nil, fmt.Errorf("备份数据库：%w", err)
	}
	if err := s.backupQueue(ctx, dir); err != nil {
		return nil, fmt.Errorf("备份任务队列：%w", err)
	}
	var err error
	// Files are written before the database names them and never go: all that the
	// copy names are there now.
	if m.Files, err = s.backupFiles(ctx, Folder(filepath.Join(dir, "files"))); err != nil {
		return nil, err
	}
	if m.SHA256, err = fileSHA256(path); err != nil {
		return nil, err
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("写备份的说明：%w", err)
	}
	return m, writeSynced(dir, filepath.Join(dir, manifestFile), append(b, '\n'))
}

// vacuum writes a whole copy of the SQLite database; others go on writing.
func (s *Store) vacuum(ctx context.Context, path string) error {
	return vacuumInto(ctx, filepath.Join(s.options.Dir, DatabaseFile), path)
}

func vacuumInto(ctx context.Context, from, path string) (err error) {
	from, err = filepath.Abs(from)
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", sqliteDSN(from, true))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, "VACUUM INTO $1", path); err != nil {
		return err
	}
	return syncFile(path)
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// backupQueue copies the queue of SQLite, where there is one; that of PostgreSQL
// is in the database.
func (s *Store) backupQueue(ctx context.Context, dir string) error {
	from := filepath.Join(s.options.Dir, QueueFile)
	if _, err := os.Stat(from); s.dialect == postgres || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return vacuumInto(ctx, from, filepath.Join(dir, QueueFile))
}

// backupFiles copies all files that the database names, each checked against its
// name.
func (s *Store) backupFiles(ctx context.Context, to Files) (n int, err error) {
	after := ""
	for {
		sums, err := query(ctx, s, "SELECT sha256 FROM file WHERE sha256 > $1 ORDER BY sha256 LIMIT 500", []any{after}, func(s *string) []any { return []any{s} })
		if err != nil || len(sums) == 0 {
			return n, err
		}
		for _, sum := range sums {
			b, err := s.File(ctx, sum)
			if err != nil {
				return n, err
			}
			if err := to.Put(ctx, sum, b); err != nil {
				return n, err
			}
			n++
		}
		after = sums[len(sums)-1]
	}
}
