// Package pdf reads published PDF documents: their text with its place on the
// page, and their tables, which a PDF has only as lines and loose text. PDFium,
// run as WebAssembly, gives glyphs and ruling lines; putting tables together from
// them is our own.
//
//   - glyph: one character with its box.
//   - rule: a ruling line (框线), horizontal or vertical.
//   - grid: cells made by rules; a cell that no rule divides is merged.
//   - band: a table without rules, told by how its text stands in columns.
//
// All places are in points from the top left of the page as it is shown.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Engine is PDFium made ready. It is started once and shared; reading takes one
// of its instances.
type Engine struct {
	pool     pdfium.Pool
	cache    wazero.CompilationCache
	patience patience
	stuck    atomic.Int32 // documents that were given up and hold an instance
}

// Start makes PDFium ready with up to so many instances. Compiled code is kept
// in the user's cache folder, which makes the next start quick; where that
// cannot be written it is compiled anew each time.
func Start(ctx context.Context, instances int) (*Engine, error) {
	e := &Engine{patience: usual}
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(memoryPages).
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	if dir, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "mingbai", "wazero")); err == nil {
			e.cache = cache
			config = config.WithCompilationCache(cache)
		}
	}
	system, err := fontsOfSystem()
	if err != nil {
		return nil, fmt.Errorf("准备 PDF 阅读器：%w", err)
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: experimental.WithMemoryAllocator(experimental.WithCompilationWorkers(ctx, 2), allocator()),
		MinIdle: 1, MaxIdle: instances, MaxTotal: instances + maxStuck,
		FSConfig: wazero.NewFSConfig().WithFSMount(system, "/"), RuntimeConfig: config,
	})
	if err != nil {
		return nil, fmt.Errorf("准备 PDF 阅读器：%w", err)
	}
	e.pool = pool
	return e, nil
}

// Close ends PDFium. What a document that was given up still holds ends with the
// program.
func (e *Engine) Close() error {
	if e.stuck.Load() > 0 {
		return nil
	}
	err := e.pool.Close()
	if e.cache != nil {
		err = errors.Join(err, e.cache.Close(context.Background()))
	}
	return err
}

// waiting is how long a document waits for a free instance.
const waiting = 10 * time.Minute

func (e *Engine) instance() (pdfium.Pdfium, error) { return e.pool.GetInstance(waiting) }
