// Package disk knows a full disk by what the system says of it, and has the one
// sentence on what to do about it.
package disk

import (
	"errors"
	"syscall"
)

const (
	// Said is what a full disk is called.
	Said = "磁盘满了"
	// Remedy is what became of the work, and what to do.
	Remedy = "没做完的不会留下，原来的不受影响；腾出空间再运行一次"
)

// ErrFull goes with the error of one who writes for us, a database, where it is that
// its disk is full.
var ErrFull = errors.New(Said + "，" + Remedy)

// Full reports whether an error is that there is no room to write, on the disk or of
// what one may use of it.
func Full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, ErrFull)
}
