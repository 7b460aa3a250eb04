package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/jackc/pgx/v5"
)

// Restore makes the store of a backup where there is none yet: a folder of data
// without a database, or an empty PostgreSQL database. Everything is checked
// against the backup's own hashes first.
func Restore(ctx context.Context, from string, o Options) (*Manifest, error) {
	m, err := readManifest(from)
	if err != nil {
		return nil, err
	}
	name := DatabaseFile
	if m.Database == postgres.String() {
		name = dumpFile
	}
	sum, err := fileSHA256(filepath.Join(from, name))
	switch {
	case err != nil:
		return nil, err
	case sum != m.SHA256:
		return nil, fmt.Errorf("备份 %s 的数据库文件坏了或被改过，没有恢复；换一份备份", from)
	case (o.Database == "") != (m.Database == sqlite.String()):
		return nil, fmt.Errorf("备份是 %s 的，要恢复到同一种数据库；SQLite 不写 --database，PostgreSQL 写 --database", m.Database)
	}
	if o.Files == nil {
		o.Files = Folder(filepath.Join(o.Dir, "files"))
	}
	if o.Database == "" {
		err = restoreSQLite(from, o, m)
	} else {
		err = restorePostgres(ctx, from, o)
	}
	if err != nil {
		return nil, err
	}
	return m, checkRestored(ctx, from, o, m)
}

func readManifest(from string) (*Manifest, error) {
	b, err := os.ReadFile(filepath.Join(from, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s 不是 mingbai backup 写的备份：没有 %s", from, manifestFile)
	}
	if err != nil {
		return nil, fmt.Errorf("读备份：%w", err)
	}
	m := &Manifest{}
	if err := json.Unmarshal(b, m); err != nil || m.Schema != manifestSchema {
		return nil, fmt.Errorf("%s 的 %s 不是这个程序认得的备份（%s）", from, manifestFile, manifestSchema)
	}
	return m, nil
}

// restoreSQLite puts files first, the database last: a restore that was cut off
// is begun again, and nobody takes half a one for whole.
func restoreSQLite(from string, o Options, m *Manifest) error {
	target := filepath.Join(o.Dir, DatabaseFile)
	if _, err := os.Stat(target); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s 里已有数据库，没有恢复；恢复到一个新的文件夹", o.Dir)
	}
	if err := os.MkdirAll(o.Dir, 0o750); err != nil {
		return fmt.Errorf("建数据文件夹：%w", err)
	}
	n, err := restoreFiles(from, o.Files)
	switch {
	case err != nil:
		return err
	case n < m.Files:
		return fmt.Errorf("备份里只有 %d 个文件，应有 %d 个，没有恢复；换一份备份", n, m.Files)
	}
	for _, name := range []string{QueueFile, DatabaseFile} {
		b, err := os.ReadFile(filepath.Join(from, name))
		if errors.Is(err, fs.ErrNotExist) && name == QueueFile {
			continue
		}
		if err == nil {
			err = writeSynced(o.Dir, filepath.Join(o.Dir, name), b)
		}
		if err != nil {
			return fmt.Errorf("恢复数据库：%w", err)
		}
	}
	return syncFolder(o.Dir)
}

func restorePostgres(ctx context.Context, from string, o Options) error {
	s := &Store{options: o, files: o.Files}
	if err := s.connect(ctx); err != nil {
		return err
	}
	var n int
	err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()").Scan(&n)
	if err = errors.Join(err, s.writer.Close()); err != nil {
		return s.explain(fmt.Errorf("看数据库：%w", err))
	}
	if n > 0 {
		return errors.New("这个 PostgreSQL 库不是空的，没有恢复；用 createdb 新建一个库")
	}
	if _, err := restoreFiles(from, o.Files); err != nil {
		return err
	}
	c, err := pgx.ParseConfig(o.Database)
	if err != nil {
		return fmt.Errorf("数据库地址 %s：%w", withoutPassword(o.Database), err)
	}
	return s.pgTool(ctx, "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", "--dbname="+c.Database, filepath.Join(from, dumpFile))
}

// restoreFiles copies a backup's files, each checked against its name.
func restoreFiles(from string, to Files) (n int, err error) {
	err = filepath.WalkDir(filepath.Join(from, "files"), func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && n == 0 {
			return filepath.SkipAll // a store without files
		}
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		switch {
		case err != nil:
			return err
		case SHA256(b) != d.Name():
			return fmt.Errorf("备份里的文件 %s 坏了：内容与名字不符；换一份备份", path)
		}
		n++
		return to.Put(context.Background(), d.Name(), b)
	})
	if err != nil {
		return n, fmt.Errorf("恢复文件：%w", err)
	}
	return n, nil
}

// checkRestored opens what was restored and counts it.
func checkRestored(ctx context.Context, from string, o Options, m *Manifest) (err error) {
	s, err := Open(ctx, o)
	if err != nil {
		return fmt.Errorf("打开恢复出来的数据：%w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var n int
	if err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM document").Scan(&n); err != nil {
		return fmt.Errorf("数恢复出来的文件：%w", err)
	}
	if n < m.Documents {
		return fmt.Errorf("恢复出来 %d 份文件，备份 %s 里应有 %d 份；换一份备份", n, from, m.Documents)
	}
	return nil
}

func fileSHA256(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("读 %s：%w", path, err)
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return "", fmt.Errorf("读 %s：%w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
