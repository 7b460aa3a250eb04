package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Files keeps files by the SHA-256 of their content, in lower-case hex. A file
// that is there never changes.
type Files interface {
	// Put stores data under its hash; when it returns, the file is there to
	// stay. Storing what is there already does nothing.
	Put(ctx context.Context, sha256 string, data []byte) error
	// Open reads a file; ErrNotFound where there is none.
	Open(ctx context.Context, sha256 string) (io.ReadCloser, error)
}

// Folder keeps files in a folder, as ab/cd/abcd….
func Folder(dir string) Files { return folder(dir) }

type folder string

func (d folder) path(sum string) string {
	return filepath.Join(string(d), sum[:2], sum[2:4], sum)
}

// Put writes under a temporary name, then renames: a file is whole or not there,
// and stays through a loss of power.
func (d folder) Put(_ context.Context, sum string, data []byte) error {
	if err := checkSum(sum); err != nil {
		return err
	}
	path := d.path(sum)
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(data)) {
		return nil
	}
	made, err := makeFolders(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("建存文件的文件夹：%w", err)
	}
	if err := writeSynced(string(d), path, data); err != nil {
		return fmt.Errorf("存文件 %s：%w", path, err)
	}
	for _, dir := range made {
		if err := syncFolder(dir); err != nil {
			return fmt.Errorf("存文件 %s：%w", path, err)
		}
	}
	return nil
}

// makeFolders makes a folder with those above it and lists those whose entries
// changed, its own included.
func makeFolders(dir string) (changed []string, err error) {
	changed = []string{dir}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); err == nil || !errors.Is(err, fs.ErrNotExist) {
			break
		}
		changed = append(changed, filepath.Dir(at))
	}
	return changed, os.MkdirAll(dir, 0o750)
}

// halfWritten are the names of files that are being written, all in the folder itself.
const halfWritten = ".new-*"

// leftFor is how long a file may take to be written.
const leftFor = 24 * time.Hour

// sweep removes what programs that were killed had not written to the end.
func (d folder) sweep(now time.Time) error {
	left, err := filepath.Glob(filepath.Join(string(d), halfWritten))
	if err != nil {
		return err
	}
	for _, file := range left {
		if info, err := os.Stat(file); err != nil || now.Sub(info.ModTime()) < leftFor {
			continue // another is done with it, or may still be writing
		}
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("删去没写完的文件：%w", err)
		}
	}
	return nil
}

// writeSynced writes under a temporary name in a folder of the same disk, then renames.
func writeSynced(temp, path string, data []byte) error {
	f, err := os.CreateTemp(temp, halfWritten)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already where it was renamed
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, os.ErrInvalid) || errors.Is(err, os.ErrPermission) { // systems that do not sync folders
		err = nil
	}
	return errors.Join(err, f.Close())
}

// Open reads a file.
func (d folder) Open(_ context.Context, sum string) (io.ReadCloser, error) {
	if err := checkSum(sum); err != nil {
		return nil, err
	}
	f, err := os.Open(d.path(sum))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w文件 %s", ErrNotFound, sum)
	}
	if err != nil {
		return nil, fmt.Errorf("读存的文件：%w", err)
	}
	return f, nil
}

// checkSum keeps what is no hash from becoming a path.
func checkSum(sum string) error {
	b, err := hex.DecodeString(sum)
	if err != nil || len(b) != sha256.Size || hex.EncodeToString(b) != sum {
		return fmt.Errorf("%w文件：“%s”不是文件的 SHA-256", ErrNotFound, sum)
	}
	return nil
}

// SHA256 is the hash of content as files are named by.
func SHA256(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// File reads a stored file whole and checks that it is what its name says.
func (s *Store) File(ctx context.Context, sum string) ([]byte, error) {
	r, err := s.files.Open(ctx, sum)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, s.explain(fmt.Errorf("读存的文件 %s：%w", sum, err))
	}
	if SHA256(b) != sum {
		return nil, fmt.Errorf("存的文件 %s 坏了：内容与名字不符；从备份恢复它", sum)
	}
	return b, nil
}

// FileInfo is what is known of a stored file: of each document that was read
// from it, the latest first.
func (s *Store) FileInfo(ctx context.Context, sum string) ([]FileInfo, error) {
	out, err := query(ctx, s, `SELECT f.sha256, f.size, f.media_type, l.version, l.name, l.origin, l.source, l.loaded_at
		FROM document_file l JOIN file f ON f.sha256 = l.sha256 WHERE l.sha256 = $1 ORDER BY l.loaded_at DESC`, []any{sum}, func(f *FileInfo) []any {
		return []any{&f.SHA256, &f.Size, &f.MediaType, &f.Version, &f.Name, &f.Origin, &f.Source, (*millisTo)(&f.LoadedAt)}
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%w文件 %s", ErrNotFound, sum)
	}
	return out, err
}

// Keep stores content by its hash without a document, for a job to read.
func (s *Store) Keep(ctx context.Context, content []byte) error {
	return s.explain(s.files.Put(ctx, SHA256(content), content))
}
