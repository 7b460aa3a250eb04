package opendata

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"mingbai/internal/store"
	"mingbai/internal/web/page"
)

// SnapshotOptions say where a snapshot goes.
type SnapshotOptions struct {
	Dir     string            // folder of snapshots; this one becomes a folder in it
	Base    string            // https://… of the site; may be empty
	Licence Licence           // zero: DefaultLicence
	At      time.Time         // the moment it is named after
	Told    func(file string) // told of each file that is being written; nil: nobody
}

// Snapshotted is a snapshot that was written.
type Snapshotted struct {
	Dir       string // its folder
	Checksums string // path of its checksums.txt
	Files     int    // besides datapackage.json and checksums.txt
	Bytes     int64  // of them
	Documents int
}

// Snapshot writes all that is held into a folder by itself: for each province and
// year the files of bulk download, CSV compressed by gzip, with datapackage.json
// that describes them and checksums.txt in the form of sha256sum. The folder is
// there when it is whole, or not at all. Each document is as it stood when it was
// read; what comes in meanwhile may be in it or not.
func Snapshot(ctx context.Context, s *store.Store, o SnapshotOptions) (*Snapshotted, error) {
	if o.Licence == (Licence{}) {
		o.Licence = DefaultLicence
	}
	name := o.At.UTC().Format(snapshotName)
	w := &snapshotWriter{store: s, o: o, name: name, part: filepath.Join(o.Dir, ".part-"+name), out: &Snapshotted{Dir: filepath.Join(o.Dir, name)}}
	if _, err := os.Lstat(w.out.Dir); err == nil {
		return nil, fmt.Errorf("快照 %s 已经有了；过一秒再做", w.out.Dir)
	}
	if err := os.RemoveAll(w.part); err != nil {
		return nil, fmt.Errorf("清掉没有做完的快照：%w", err)
	}
	if err := w.write(ctx); err != nil {
		return nil, errors.Join(err, os.RemoveAll(w.part))
	}
	if err := os.Rename(w.part, w.out.Dir); err != nil {
		return nil, errors.Join(fmt.Errorf("放好快照：%w", err), os.RemoveAll(w.part))
	}
	w.out.Checksums = filepath.Join(w.out.Dir, checksumsFile)
	return w.out, nil
}

// checksumsFile lists the digests of a snapshot's files.
const checksumsFile = "checksums.txt"

// snapshotWriter writes one snapshot.
type snapshotWriter struct {
	store      *store.Store
	o          SnapshotOptions
	name, part string
	sums       strings.Builder
	out        *Snapshotted
}

func (w *snapshotWriter) write(ctx context.Context) error {
	held, err := w.store.Holdings(ctx)
	if err != nil {
		return err
	}
	all, err := w.store.RegionNames(ctx)
	if err != nil {
		return err
	}
	homepage := ""
	if w.o.Base != "" {
		homepage = strings.TrimSuffix(w.o.Base, "/") + "/data"
	}
	p := packageOf(w.o.Licence, "mingbai-"+strings.ToLower(w.name), "明白账开放数据快照 "+w.name, homepage, w.o.At)
	for _, h := range held {
		w.out.Documents += h.Documents
		resources, err := w.holding(ctx, h, names(all).of(page.Chinese, h.Region))
		if err != nil {
			return err
		}
		p.Resources = append(p.Resources, resources...)
	}
	if len(held) == 0 {
		return errors.New("库里还没有公开件，没有做快照；先用 mingbai load 存")
	}
	described, err := p.encode()
	if err != nil {
		return err
	}
	if _, err := w.file("datapackage.json", func(to io.Writer) error {
		_, err := to.Write(described)
		return err
	}); err != nil {
		return err
	}
	sums := w.sums.String()
	_, err = w.file(checksumsFile, func(to io.Writer) error {
		_, err := io.WriteString(to, sums)
		return err
	})
	return err
}

// holding writes the files of a province and year.
func (w *snapshotWriter) holding(ctx context.Context, h store.Holding, region string) ([]Resource, error) {
	year := strconv.Itoa(h.Year)
	f := store.Filter{Years: []int{h.Year}, Regions: []string{h.Region}}
	tick := func() error { return ctx.Err() }
	var out []Resource
	for _, s := range sets() {
		at := year + "/" + h.Region + "/" + s.name
		csv := s.csvResource(at + ".csv.gz")
		csv.Compression = "gz"
		parquet := s.parquetResource(at + ".parquet")
		for _, one := range []struct {
			r     Resource
			write func(to io.Writer) error
		}{
			{csv, func(to io.Writer) error {
				return gzipped(to, func(to io.Writer) error { return s.csv(ctx, w.store, f, to, tick) })
			}},
			{parquet, func(to io.Writer) error { return s.parquet(ctx, w.store, f, to, tick) }},
		} {
			got, err := w.file(one.r.Path, one.write)
			if err != nil {
				return nil, err
			}
			one.r.Name += "-" + year + "-" + h.Region
			one.r.Title = region + year + "年度" + one.r.Title
			one.r.Bytes, one.r.Hash = got.bytes, "sha256:"+got.sum
			out = append(out, one.r)
			w.out.Files++
			w.out.Bytes += got.bytes
		}
	}
	return out, nil
}

// written is a file as it stands.
type written struct {
	bytes int64
	sum   string
}

// file writes a file of the snapshot and adds it to the digests.
func (w *snapshotWriter) file(name string, write func(to io.Writer) error) (written, error) {
	if w.o.Told != nil {
		w.o.Told(name)
	}
	path := filepath.Join(w.part, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return written{}, fmt.Errorf("建快照的文件夹：%w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return written{}, fmt.Errorf("写快照：%w", err)
	}
	hash := sha256.New()
	to := &counted{to: io.MultiWriter(f, hash)}
	slow := bufio.NewWriterSize(to, 256<<10)
	err = write(slow)
	if err == nil {
		err = slow.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return written{}, fmt.Errorf("写快照 %s：%w", name, err)
	}
	sum := hex.EncodeToString(hash.Sum(nil))
	fmt.Fprintf(&w.sums, "%s  %s\n", sum, name)
	return written{to.bytes, sum}, nil
}

// gzipped compresses what write writes; the same bytes for the same rows.
func gzipped(to io.Writer, write func(to io.Writer) error) error {
	z := gzip.NewWriter(to)
	if err := write(z); err != nil {
		return err
	}
	return z.Close()
}
