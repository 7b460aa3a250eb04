package pdf

import "github.com/tetratelabs/wazero/experimental"

// memoryPages bounds what PDFium may use for one document: 64 KiB each. Published
// budgets need a tenth of it.
const memoryPages = 4 << 10 // 256 MiB

// allocator gives PDFium memory outside of Go's, of which only address space is
// taken until it is used: growing copies nothing, and what a document took goes
// back to the system when it is closed. nil, where the system cannot, leaves it to
// Go.
func allocator() experimental.MemoryAllocator {
	if !canReserve {
		return nil
	}
	return experimental.MemoryAllocatorFunc(func(_, most uint64) experimental.LinearMemory { return reserve(most) })
}
