package opendata

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"mingbai/internal/store"
)

// all stands for every year or every region in an address.
const all = "all"

// extent is what a bulk file holds: a year and a region, or all of them.
type extent struct {
	year, region string // as in the address: 2023, 140000, all
	filter       store.Filter
}

// extentOf reads an extent from its two parts; store.ErrNotFound where there
// cannot be such a one.
func (d *OpenData) extentOf(ctx context.Context, year, region string) (extent, error) {
	e := extent{year: year, region: region}
	if year != all {
		y, err := strconv.Atoi(year)
		if err != nil || y < 1990 || y > 2200 {
			return e, fmt.Errorf("%w“%s”这个年度", store.ErrNotFound, year)
		}
		e.filter.Years = []int{y}
	}
	if region != all {
		n, err := d.store.RegionNames(ctx)
		if err != nil {
			return e, err
		}
		if _, ok := n[region]; !ok && region != store.NoRegion {
			return e, fmt.Errorf("%w“%s”这个地区", store.ErrNotFound, region)
		}
		e.filter.Regions = []string{region}
	}
	return e, nil
}

// bulk writes the file of an address: /data/2023/140000/cells.csv.
func (d *OpenData) bulk(w http.ResponseWriter, r *http.Request) error {
	e, err := d.extentOf(r.Context(), r.PathValue("year"), r.PathValue("region"))
	if err != nil {
		return err
	}
	file := r.PathValue("file")
	write, kind := d.writerOf(file)
	if write == nil {
		return fmt.Errorf("%w“%s”这个文件", store.ErrNotFound, file)
	}
	w.Header().Set("Cache-Control", "public, max-age=300")
	if done, err := d.fresh(w, r); done || err != nil {
		return err
	}
	select {
	case d.streams <- struct{}{}:
		defer func() { <-d.streams }()
	default:
		return errBusy
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="mingbai-%s-%s-%s"`, e.year, e.region, file))
	if r.Method == http.MethodHead {
		return nil
	}
	unmarked := r.URL.Query().Get("bom") == "no"
	return d.stream(w, r, func(to io.Writer, tick func() error) error {
		if unmarked {
			to = &withoutMark{to: to}
		}
		return write(r.Context(), d.store, e.filter, to, tick)
	})
}

// writerOf finds who writes a file of a name, and its media type; nil: nobody.
func (d *OpenData) writerOf(file string) (writer, string) {
	name, ext, _ := strings.Cut(file, ".")
	i := slices.IndexFunc(d.sets, func(s set) bool { return s.name == name })
	switch {
	case i < 0:
	case ext == "csv":
		return d.sets[i].csv, "text/csv; charset=utf-8; header=present"
	case ext == "parquet":
		return d.sets[i].parquet, "application/vnd.apache.parquet"
	}
	return nil, ""
}

// patience is how long a reader may take for a part of a file.
const patience = 2 * time.Minute

// stream sends what write writes. Where that fails on the way the connection is
// cut, so that nobody takes a part of a file for the whole.
func (d *OpenData) stream(w http.ResponseWriter, r *http.Request, write func(to io.Writer, tick func() error) error) error {
	sent := &counted{to: w}
	to := bufio.NewWriterSize(sent, 64<<10)
	control := http.NewResponseController(w)
	tick := func() error {
		_ = control.SetWriteDeadline(time.Now().Add(patience)) // where there is none to set, the server's holds
		return r.Context().Err()
	}
	err := tick()
	if err == nil {
		err = write(to, tick)
	}
	if err == nil {
		err = to.Flush()
	}
	if err == nil {
		return nil
	}
	if sent.bytes == 0 {
		w.Header().Del("Content-Disposition")
		return err
	}
	if r.Context().Err() == nil {
		d.log.ErrorContext(r.Context(), "bulk file", "path", r.URL.Path, "error", err)
	}
	panic(http.ErrAbortHandler)
}

// counted counts what is written.
type counted struct {
	to    io.Writer
	bytes int64
}

// Write writes on.
func (c *counted) Write(b []byte) (int, error) {
	n, err := c.to.Write(b)
	c.bytes += int64(n)
	return n, err
}
