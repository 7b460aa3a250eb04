package reader

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"syscall"
)

// politeness is how far a reader stands back behind the pages of the server.
const politeness = 10

// files is how many files a reader may have open.
const files = 128

// apply asks the kernel: private memory that can be written to (RLIMIT_DATA, as
// Go keeps address space that it does not use), time, files, no core.
func (b Bounds) apply() error {
	signal.Ignore(syscall.SIGXFSZ) // a file that grows too large is an error of its write
	for _, l := range []struct {
		what  int
		limit uint64
	}{
		{syscall.RLIMIT_DATA, uint64(max(b.Memory, 0))},
		{syscall.RLIMIT_CPU, uint64(max(b.CPU, 0))},
		{syscall.RLIMIT_FSIZE, uint64(max(b.File, 0))},
		{syscall.RLIMIT_NOFILE, files},
	} {
		if l.limit == 0 {
			continue
		}
		if err := syscall.Setrlimit(l.what, &syscall.Rlimit{Cur: l.limit, Max: l.limit}); err != nil {
			return fmt.Errorf("限制读文件的进程：%w", err)
		}
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}); err != nil {
		return fmt.Errorf("限制读文件的进程：%w", err)
	}
	return standBack()
}

// standBack lets others go first. Linux counts that by the thread; threads that
// come later have it from the one that makes them.
func standBack() error {
	threads, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return fmt.Errorf("读文件的进程让路：%w", err)
	}
	for _, t := range threads {
		id, err := strconv.Atoi(t.Name())
		if err != nil {
			continue
		}
		if err := syscall.Setpriority(syscall.PRIO_PROCESS, id, politeness); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("读文件的进程让路：%w", err)
		}
	}
	return nil
}
