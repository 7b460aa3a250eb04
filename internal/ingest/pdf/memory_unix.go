//go:build linux || darwin

package pdf

import (
	"syscall"

	"github.com/tetratelabs/wazero/experimental"
)

const canReserve = true

// reserved is address space, the beginning of which may be used.
type reserved struct {
	all  []byte
	used uint64
}

// reserve takes address space; where there is none, nothing of it may be used.
func reserve(size uint64) experimental.LinearMemory {
	all, err := syscall.Mmap(-1, 0, int(size), syscall.PROT_NONE, syscall.MAP_PRIVATE|syscall.MAP_ANON)
	if err != nil {
		return &reserved{}
	}
	return &reserved{all: all}
}

// Reallocate makes the first size bytes usable; nil where the system has no more.
func (r *reserved) Reallocate(size uint64) []byte {
	if size > uint64(len(r.all)) {
		return nil
	}
	if size > r.used {
		if err := syscall.Mprotect(r.all[r.used:size], syscall.PROT_READ|syscall.PROT_WRITE); err != nil {
			return nil
		}
		r.used = size
	}
	return r.all[:size:size]
}

// Free gives everything back.
func (r *reserved) Free() {
	if r.all == nil {
		return
	}
	_ = syscall.Munmap(r.all)
	r.all, r.used = nil, 0
}
