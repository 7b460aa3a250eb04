// Package disk writes files whole or not at all, knows a full disk by what the system says
// of it, and has the one sentence on what to do about it.
package disk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
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

// WriteFile writes a file whole or not at all.
func WriteFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("写%s：%w", path, err)
	}
	defer os.Remove(f.Name()) // fails once it is renamed
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("写%s：%w", path, err)
	}
	return nil
}
