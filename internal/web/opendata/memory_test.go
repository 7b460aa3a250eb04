package opendata_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"runtime/metrics"
	"slices"
	"strconv"
	"testing"

	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/profile"
	"mingbai/internal/store"
	"mingbai/internal/web"
	"mingbai/internal/web/opendata"
)

// many is a store of documents that differ in their unit's name alone.
func many(t testing.TB, documents int) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	set, err := profile.Open("")
	if err != nil {
		t.Fatal(err)
	}
	prof, err := set.Load(generate.Profile())
	if err != nil {
		t.Fatal(err)
	}
	d, _ := compose.Compile(generate.Book(11, 1), prof, compose.Independent)
	name := d.Unit.Name
	var batch []*store.Prepared
	for n := range documents {
		one := *d
		one.Unit.Name = name + strconv.Itoa(n)
		p, err := store.Prepare(store.Reading{Name: one.Unit.Name, Content: []byte(one.Unit.Name), Disclosure: &one, Report: &diag.Document{Fit: 100}, Region: "140200"})
		if err != nil {
			t.Fatal(err)
		}
		batch = append(batch, p)
	}
	if _, err := s.Put(t.Context(), "test", batch); err != nil {
		t.Fatal(err)
	}
	return s
}

// slowReader notes how much is alive while a file is being read.
type slowReader struct {
	from  io.Reader
	read  int64
	next  int64
	peaks []uint64
}

func (s *slowReader) Read(b []byte) (int, error) {
	n, err := s.from.Read(b)
	if s.read += int64(n); s.read > s.next {
		s.next += 100_000
		s.peaks = append(s.peaks, alive())
	}
	return n, err
}

// alive is what the last collection found alive, whatever the server has taken since.
func alive() uint64 {
	runtime.GC()
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return live[0].Value.Uint64()
}

// middle is what half of the samples were below: one taken while a document is read
// is larger.
func middle(samples []uint64) uint64 {
	slices.Sort(samples)
	return samples[len(samples)/2]
}

// TestMemoryStaysFlat: a file of many documents takes no more memory than one of a
// few, and far less than its rows would.
func TestMemoryStaysFlat(t *testing.T) {
	s := many(t, 150)
	srv := httptest.NewServer(web.Site(opendata.New(s, opendata.Options{})))
	defer srv.Close()
	before := alive()
	res, err := srv.Client().Get(srv.URL + "/data/all/all/cells.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Fatal(res.Status)
	}
	r := &slowReader{from: res.Body, next: 100_000}
	n, err := io.Copy(io.Discard, r)
	if err != nil {
		t.Fatal(err)
	}
	half := len(r.peaks) / 2
	early, late := int64(middle(r.peaks[:half])-before), int64(middle(r.peaks[half:])-before)
	if n < 5_000_000 || late > early+1_000_000 || late > n {
		t.Errorf("a file of %d bytes took %d bytes of memory in its second half, %d in its first", n, late, early)
	}
}

// BenchmarkBulk measures how many rows a second a file has.
func BenchmarkBulk(b *testing.B) {
	s := many(b, 150)
	h := web.Site(opendata.New(s, opendata.Options{}))
	rows := 0
	for h, err := range s.EachDocument(b.Context(), store.Filter{}) {
		if err != nil {
			b.Fatal(err)
		}
		cells, err := s.CellsOf(b.Context(), h)
		if err != nil {
			b.Fatal(err)
		}
		rows += len(cells)
	}
	for _, name := range []string{"cells.csv", "cells.parquet"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/data/all/all/"+name, nil))
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
