package web_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/demo"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/pipeline"
	"mingbai/internal/profile"
	"mingbai/internal/render/data"
	"mingbai/internal/store"
)

const (
	scaleYears = 2
	town       = 300 // units of a region
)

// loaded fills a store with units, as far as they are not there: data as the
// program writes it, read, checked and stored a town at a time. What is kept in a
// folder goes on where it was left.
func loaded(b *testing.B, s *store.Store, units int, dir string) {
	b.Helper()
	regions, err := s.Regions(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	counter := filepath.Join(dir, "towns")
	done := 0
	if text, err := os.ReadFile(counter); err == nil {
		if done, err = strconv.Atoi(string(text)); err != nil {
			b.Fatal(err)
		}
	}
	var took time.Duration
	documents := 0
	for k := done; k*town < units; k++ {
		n := min(town, units-k*town)
		took += loadTown(b, s, k, n, regions[k%len(regions)].Code)
		documents += n * scaleYears
		if err := os.WriteFile(counter, []byte(strconv.Itoa(k+1)), 0o644); err != nil {
			b.Fatal(err)
		}
		fmt.Fprintf(os.Stderr, "%d units, %.1f documents/s\n", k*town+n, float64(documents)/took.Seconds())
	}
	if documents == 0 {
		return
	}
	began := time.Now()
	if err := s.Tidy(b.Context(), units*scaleYears); err != nil {
		b.Fatal(err)
	}
	tidying := time.Since(began)
	b.Run("load", func(b *testing.B) {
		b.ReportMetric(tidying.Seconds(), "tidying-s")
		b.ReportMetric(float64(documents)/took.Seconds(), "documents/s")
		b.ReportMetric(0, "ns/op")
	})
}

// loadTown loads the k-th town and says how long it took, without the writing.
func loadTown(b *testing.B, s *store.Store, k, units int, region string) time.Duration {
	b.Helper()
	dir, err := os.MkdirTemp(b.TempDir(), "town")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := writeTown(dir, k, units); err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	err = pipeline.Load(b.Context(), pipeline.LoadOptions{Store: s, Actor: "bench", Files: []string{dir}, Region: region})
	if err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

// writeTown writes the documents of the k-th town.
func writeTown(dir string, k, units int) error {
	cast, err := demo.Town(units)
	if err != nil {
		return err
	}
	set, err := profile.Open("")
	if err != nil {
		return err
	}
	p, err := set.Load(generate.Profile())
	if err != nil {
		return err
	}
	ctx, end := context.WithCancelCause(context.Background())
	defer end(nil)
	next := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for i := range next {
				if err := writeUnit(dir, p, cast[i], k, i); err != nil {
					end(err)
				}
			}
		})
	}
	for i := range cast {
		next <- i
	}
	close(next)
	wg.Wait()
	return context.Cause(ctx)
}

func writeUnit(dir string, p *profile.Profile, c generate.Cast, k, i int) error {
	c.Name = fmt.Sprintf("第%d区%s", k+1, c.Name)
	c.Department.Name = fmt.Sprintf("第%d区%s", k+1, c.Department.Name)
	for y, book := range generate.As(c, uint64(1000+k), i, scaleYears) {
		d, err := compiled(book, p, k, i, y)
		if err != nil {
			return err
		}
		var out bytes.Buffer
		if err := data.Write(&out, d); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d-%d.json", i, y)), out.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// compiled is what a book says; one document in five has a slip.
func compiled(book *budget.Book, p *profile.Profile, k, i, y int) (*budget.Disclosure, error) {
	d, findings := compose.Compile(book, p.InYear(book.Year), compose.Independent)
	if findings.Has(diag.Error) {
		return nil, fmt.Errorf("%s: %s", book.Unit.Name, findings[0].Message)
	}
	if (i+y)%5 == 0 {
		generate.Plant(d, uint64(k*town+i), 1)
	}
	return d, nil
}
