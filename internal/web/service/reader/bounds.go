package reader

import (
	"io"
	"os"
	"runtime/debug"
)

// Bounds are how much a reader may use.
type Bounds struct {
	Memory int64 // bytes; 0: no bound
	CPU    int   // seconds; 0: no bound
	File   int64 // bytes of a file that it writes; 0: no bound
}

// Apply bounds this process, for good. What the system cannot bound, it leaves to
// whoever started it; memory is at least collected harder before the bound.
func (b Bounds) Apply() error {
	if b.Memory > 0 {
		debug.SetMemoryLimit(b.Memory / 4 * 3)
	}
	return b.apply()
}

// EndWith ends the process when r ends: the other side of r is held by whoever
// started it, and is closed when that is gone.
func EndWith(r io.Reader) {
	go func() {
		_, _ = io.Copy(io.Discard, r)
		os.Exit(2)
	}()
}
