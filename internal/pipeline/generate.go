package pipeline

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"mingbai/internal/budget"
	"mingbai/internal/compose"
	"mingbai/internal/diag"
	"mingbai/internal/generate"
	"mingbai/internal/profile"
)

// GenerateOptions say how many made-up units to write, and with which faults.
type GenerateOptions struct {
	N        int
	Seed     uint64
	Years    int // years in a row of each unit; 0 and 1: one
	Faults   int // slips planted in each unit's document, that of the last year
	Out      string
	Formats  []string // keys of Formats; empty: txt and json
	Progress func(done, of int)
}

// TruthFile is the name of the list of planted faults in the output folder.
const TruthFile = "truth.csv"

// Generate writes the documents of made-up units, unit-00001.txt …, and what was
// planted in them; with several years unit-00001-2023.txt, unit-00001-2024.txt ….
// The same options give the same bytes.
func Generate(ctx context.Context, o GenerateOptions) error {
	if o.N < 1 {
		return errors.New("-n 应不小于 1")
	}
	o.Years = max(o.Years, 1)
	if len(o.Formats) == 0 {
		o.Formats = []string{"txt", "json"}
	}
	formats, err := pickFormats(o.Formats)
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
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return fmt.Errorf("建输出文件夹：%w", err)
	}
	faults := make([][]generate.Fault, o.N)
	err = inParallel(ctx, o.N, runtime.GOMAXPROCS(0), func(n int) error {
		var err error
		faults[n], err = writeYears(ctx, o, p, n, formats)
		return err
	}, o.Progress)
	if err != nil || o.Faults == 0 {
		return err
	}
	return writeWhole(filepath.Join(o.Out, TruthFile), func(w io.Writer) error {
		return writeTruth(w, faults, func(n int) string { return o.name(n, p.Year+o.Years-1) })
	})
}

// writeYears writes the n-th unit's documents, and tells the faults in the last.
func writeYears(ctx context.Context, o GenerateOptions, p *profile.Profile, n int, formats []Format) ([]generate.Fault, error) {
	var faults []generate.Fault
	for k, b := range generate.Years(o.Seed, n, o.Years) {
		of := p.InYear(b.Year)
		d, findings := compose.Compile(b, of, compose.Independent)
		if findings.Has(diag.Error) {
			return nil, fmt.Errorf("编第%d个单位：%s", n+1, findings[0].Message)
		}
		if o.Faults > 0 && k == o.Years-1 {
			faults = generate.Plant(d, o.Seed+uint64(n), o.Faults)
		}
		if err := writeUnit(ctx, o.Out, o.name(n, b.Year), d, of, formats); err != nil {
			return nil, err
		}
	}
	return faults, nil
}

// name is what the n-th unit's document of a year is called.
func (o *GenerateOptions) name(n, year int) string {
	if o.Years == 1 {
		return fmt.Sprintf("unit-%05d", n+1)
	}
	return fmt.Sprintf("unit-%05d-%d", n+1, year)
}

func writeUnit(ctx context.Context, out, name string, d *budget.Disclosure, p *profile.Profile, formats []Format) error {
	rendered, err := Render(ctx, d, p, formats)
	if err != nil {
		return err
	}
	for i, f := range formats {
		err := writeWhole(filepath.Join(out, name+"."+f.Key), func(w io.Writer) error {
			_, err := w.Write(rendered[i])
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// writeWhole writes a file under a temporary name and renames it, so that it is
// whole or as it was.
func writeWhole(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".mingbai-*")
	if err != nil {
		return fmt.Errorf("写 %s：%w", path, err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone already where it was renamed
	err = errors.Join(write(f), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("写 %s：%w", path, err)
	}
	return nil
}

func writeTruth(w io.Writer, faults [][]generate.Fault, name func(n int) string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	if err := c.Write([]string{"document", "kind", "place", "printed", "right"}); err != nil {
		return err
	}
	for n, list := range faults {
		for _, f := range list {
			if err := c.Write([]string{name(n), f.Kind, f.Place, f.Printed, f.Right}); err != nil {
				return err
			}
		}
	}
	c.Flush()
	return c.Error()
}

// inParallel runs do for 0 … n-1, jobs at once. The first error ends it.
func inParallel(ctx context.Context, n, jobs int, do func(int) error, progress func(done, of int)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for range min(jobs, n) {
		wg.Go(func() {
			for i := range next {
				if err := do(i); err != nil {
					cancel(err)
					continue
				}
				if progress != nil {
					mu.Lock()
					done++
					progress(done, n)
					mu.Unlock()
				}
			}
		})
	}
feed:
	for i := range n {
		select {
		case next <- i:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	wg.Wait()
	return context.Cause(ctx)
}
