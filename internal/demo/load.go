package demo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"mingbai/examples"
	"mingbai/internal/generate"
	"mingbai/internal/pipeline"
	"mingbai/internal/store"
)

const actor = "demo"

// Centre stores the example: the document as it was published, then what was
// built of its book, which counts. It gives the document's head.
func Centre(ctx context.Context, s *store.Store, dir string, built []pipeline.File) (*store.Head, error) {
	published := filepath.Join(dir, examples.PublishedName)
	if err := os.WriteFile(published, examples.Published, 0o644); err != nil {
		return nil, fmt.Errorf("写 %s：%w", published, err)
	}
	err := load(ctx, pipeline.LoadOptions{Store: s, Files: []string{published}, Source: "2023年公开的文件（文字另写）"})
	if err != nil {
		return nil, err
	}
	ours := pipeline.LoadOptions{Store: s, Source: "由账册编出"}
	for _, format := range []string{"json", "docx", "pdf", "xlsx", "html", "txt"} { // data first: it knows the exact yuan
		for _, f := range built {
			if f.Format == format {
				ours.Files = append(ours.Files, f.Path)
			}
		}
	}
	for _, f := range ours.Files {
		one := ours
		one.Files = []string{f}
		if err := load(ctx, one); err != nil {
			return nil, err
		}
	}
	sum, err := fileSum(published)
	if err != nil {
		return nil, err
	}
	return documentOf(ctx, s, sum)
}

// Options say which neighbours to make.
type Options struct {
	Store *store.Store
	Dir   string // where their documents are written
	Units int    // at most 300
	Told  func(done, of int)
}

// chunk is how many documents are written before they are stored.
const chunk = 60

// Neighbours writes the documents of the made-up prefecture and stores them, as
// far as they are not there yet, and tells how many it has. It may be ended
// at any time and run again.
func Neighbours(ctx context.Context, o Options) (documents int, err error) {
	cast, err := Town(o.Units)
	if err != nil {
		return 0, err
	}
	first, corrected := planned(len(cast))
	if err := approve(ctx, o.Store, cast, first); err != nil {
		return 0, err
	}
	w, err := newWriter(o.Dir, cast)
	if err != nil {
		return 0, err
	}
	of, done := len(first)+len(corrected), 0
	for _, pass := range [][]document{first, corrected} {
		for part := range slices.Chunk(byUnit(pass), chunk/years) {
			if err := w.load(ctx, o.Store, part); err != nil {
				return done, err
			}
			for _, list := range part {
				done += len(list)
			}
			if o.Told != nil {
				o.Told(done, of)
			}
		}
	}
	return done, nil
}

// byUnit puts each unit's documents together.
func byUnit(list []document) [][]document {
	var out [][]document
	for i, d := range list {
		if i == 0 || d.unit != list[i-1].unit {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], d)
	}
	return out
}

// load writes the documents of some units, side by side, and stores them.
func (w *writer) load(ctx context.Context, s *store.Store, units [][]document) error {
	paths, faults := make([][]string, len(units)), make([]error, len(units))
	var wg sync.WaitGroup
	for i, list := range units {
		wg.Go(func() { paths[i], faults[i] = w.write(ctx, list) })
	}
	wg.Wait()
	if err := errors.Join(faults...); err != nil {
		return err
	}
	return load(ctx, pipeline.LoadOptions{Store: s, Files: slices.Concat(paths...), Source: generate.Place() + "（编造）"})
}

// load stores files; one that cannot be stored is a fault of the program.
func load(ctx context.Context, o pipeline.LoadOptions) error {
	var fault error
	o.Actor = actor
	o.Told = func(_, _ int, l pipeline.Loaded) {
		if l.Fault != nil {
			fault = errors.Join(fault, l.Fault)
		}
	}
	return errors.Join(pipeline.Load(ctx, o), fault)
}

func fileSum(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("读 %s：%w", path, err)
	}
	return store.SHA256(b), nil
}

// documentOf is the document that a file was read as.
func documentOf(ctx context.Context, s *store.Store, sum string) (*store.Head, error) {
	list, err := s.ReadFrom(ctx, sum)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("例子没有存进库：%w", store.ErrNotFound)
	}
	return s.Head(ctx, store.DocumentRef{ID: list[0].Document})
}
