//go:build unix

package web_test

import (
	"syscall"
	"time"
)

// cpuTime is how long processors have worked for this process: where other programs take
// them too, what a page costs, not what it waited.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
