package opendata

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"mingbai/internal/store"
)

// snapshot is the files of a moment, in a folder by itself.
type snapshot struct {
	Name   string
	Signed bool // a bundle stands beside its checksums
}

// snapshotName is the name of a snapshot's folder: the moment in UTC.
const snapshotName = "20060102T150405Z"

var isSnapshot = regexp.MustCompile(`^[0-9]{8}T[0-9]{6}Z$`)

// at is the address of a file of the snapshot, or of its files of a year and region;
// of nothing that of its page.
func (s snapshot) at(file string) string {
	if file == "" {
		return "/snapshots/" + s.Name
	}
	return "/snapshots/" + s.Name + "/" + file
}

// Moment is when it was made.
func (s snapshot) Moment() string {
	t, err := time.Parse(snapshotName, s.Name)
	if err != nil { // its name was looked at
		return s.Name
	}
	return t.Format("2006-01-02 15:04:05") + " UTC"
}

// bundleFile proves the checksums of a snapshot.
const bundleFile = "checksums.release.json"

// snapshots are those that are whole, the newest first.
func (d *OpenData) snapshots() ([]snapshot, error) {
	if d.o.Snapshots == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(d.o.Snapshots)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("列快照：%w", err)
	}
	var out []snapshot
	for _, e := range slices.Backward(entries) {
		if e.IsDir() && isSnapshot.MatchString(e.Name()) {
			out = append(out, d.snapshot(e.Name()))
		}
	}
	return out, nil
}

func (d *OpenData) snapshot(name string) snapshot {
	_, err := os.Stat(filepath.Join(d.o.Snapshots, name, bundleFile))
	return snapshot{name, err == nil}
}

// inSnapshot are the files that a snapshot may have, besides folders by year and region.
var inSnapshot = regexp.MustCompile(`^(datapackage\.json|checksums\.txt|checksums\.release\.json|[0-9]{4}/[0-9]{6}/[a-z]+\.(csv\.gz|parquet))$`)

// inExtent is the page of a year and region.
var inExtent = regexp.MustCompile(`^[0-9]{4}/[0-9]{6}$`)

// snapshotFile sends a file of a snapshot; it never changes.
func (d *OpenData) snapshotFile(w http.ResponseWriter, r *http.Request) error {
	name, file := r.PathValue("snapshot"), r.PathValue("file")
	if inExtent.MatchString(file) {
		return d.snapshotPage(w, r)
	}
	if d.o.Snapshots == "" || !isSnapshot.MatchString(name) || !inSnapshot.MatchString(file) {
		return fmt.Errorf("%w这个快照的文件", store.ErrNotFound)
	}
	path := filepath.Join(d.o.Snapshots, name, filepath.FromSlash(file))
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w这个快照的文件", store.ErrNotFound)
	}
	if err != nil {
		return fmt.Errorf("读快照：%w", err)
	}
	defer func() { _ = f.Close() }() // only read
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("读快照：%w", err)
	}
	if info.IsDir() {
		return fmt.Errorf("%w这个快照的文件", store.ErrNotFound)
	}
	h := w.Header()
	h.Set("Content-Type", mediaType(file))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("ETag", `"`+name+`"`)
	unhurried := &patient{ResponseWriter: w, control: http.NewResponseController(w)}
	http.ServeContent(unhurried, r, "", info.ModTime(), f)
	return nil
}

func mediaType(file string) string {
	switch filepath.Ext(file) {
	case ".json":
		return "application/json"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".gz":
		return "application/gzip"
	}
	return "application/vnd.apache.parquet"
}
